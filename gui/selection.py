"""Which items are selected? One answer for all pages and the inspector of a window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The ids of the selected items, in the order in which they were selected.

    Signals:
        changed(): Other items are selected than before.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The selected ids, empty while nothing is selected."""
        return self._ids

    @property
    def current(self) -> str | None:
        """The id selected last, which the inspector shows; None while nothing is selected."""
        return self._ids[-1] if self._ids else None

    def select(self, ids: Iterable[str]) -> None:
        """Selects exactly these; nothing is said where they are selected already."""
        wanted = tuple(dict.fromkeys(ids))
        if wanted != self._ids:
            self._ids = wanted
            self.changed.emit()

    def clear(self) -> None:
        """Selects nothing."""
        self.select(())
