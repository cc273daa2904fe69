"""How does a page have keys of its own, that do nothing while another page or window is used?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def add_keys(
    page: QWidget, keys: Mapping[str, Callable[[], object]], *, repeats: bool = False
) -> None:
    """Lets keys that are typed within a widget do something; once, unless held keys repeat it."""
    for key, do in keys.items():
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(repeats)
        shortcut.activated.connect(do)
