"""What of the app is loaded while nobody waits, so that a page opens as fast the first time?

The window stands before any page is loaded; the modules of the others took from 25 to 150 ms when
a page was first opened. A while after the start they are loaded one a turn, what is painted and
modelled before the views, so that few turns take over 10 ms; never while a button is held down.
Some stand on numpy, 150 ms alone: they wait until the worker of the first forecast has loaded it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_PACKAGES = ("gui.paint", "gui.widgets", "gui.models", "gui.views")  # each stands on those before
_AFTER_MS, _BETWEEN_MS = 3_000, 40


class Preloading(QObject):
    """Loads the modules of all pages in idle turns.

    Signals:
        done(): All of them are loaded.
    """

    done = Signal()

    def __init__(self, parent: QObject, *, after_ms: int = _AFTER_MS) -> None:
        super().__init__(parent)
        self._names = (name for package in _PACKAGES for name in _modules(package))
        self._after_ms = after_ms
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN_MS)
        self._timer.timeout.connect(self._load_next)
        QTimer.singleShot(after_ms, self, self._begin)

    def _begin(self) -> None:
        if "numpy" in sys.modules:
            self._timer.start()
        else:
            QTimer.singleShot(self._after_ms, self, self._begin)

    def _load_next(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        name = next(self._names, None)
        if name is None:
            self._timer.stop()
            self.done.emit()
        else:
            import_module(name)


def _modules(package: str) -> Iterator[str]:
    """Yield the modules of a package, those of its packages too."""
    for found in iter_modules(import_module(package).__path__, f"{package}."):
        if found.ispkg:
            yield from _modules(found.name)
        else:
            yield found.name
