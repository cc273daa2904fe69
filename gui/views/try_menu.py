"""How does a menu over items lead to What-if: shed it there, defer it, do it first?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


def _t(text: str) -> str:
    return QCoreApplication.translate("try_menu", text)


Tried = Callable[[str, object], object]


def add_try_menu(menu: QMenu, ids: Sequence[str], tried: Tried, *, possible: bool) -> None:
    """Adds the way to What-if; ``tried`` gets what is to be tried, and ``ids``.

    Which day or which effort is asked there, of one item at a time.
    """
    tries = QMenu(_t("Try in What-if"), menu)
    words = [("shed", _t("Shed")), ("first", _t("Do first"))]
    if len(ids) == 1:
        words += [
            ("defer", _t("Defer\u2026")),
            ("estimate", _t("Estimate anew\u2026")),
            ("split", _t("Split\u2026")),
        ]
    for kind, text in words:
        action = QAction(text, tries)
        action.triggered.connect(partial(_do, tried, kind, tuple(ids)))
        tries.addAction(action)
    tries.setEnabled(possible)
    menu.addMenu(tries)


def _do(tried: Tried, kind: str, ids: tuple[str, ...], _checked: bool = False) -> None:
    tried(kind, ids)
