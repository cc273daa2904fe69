"""Which cards are selected and where is the keyboard, across the columns of the sprints?

One selection for all of them: choosing in one column lets go of what is chosen in the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt

from gui.selection import Selection
from gui.views.sprints.board import SprintsBoard
from gui.views.sprints.column import SprintColumn


class SprintsFocus(QObject):
    """Keeps the columns and the window's selection the same."""

    def __init__(self, board: SprintsBoard, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._board, self._selection = board, selection
        self._busy = False
        selection.changed.connect(self._on_selection_changed)
        board.made.connect(self.listen)
        board.completed.connect(self.show)
        self.listen(board.cut)

    def listen(self, column: SprintColumn) -> None:
        """Follows what is chosen in a column."""
        view = column.list
        view.picked.connect(lambda ids: self._on_picked(ids, column))
        view.edge_reached.connect(lambda way: self._on_edge(column, way))

    @property
    def column(self) -> SprintColumn | None:
        """The column with the keyboard, else the one that holds what is selected."""
        shown = self._board.all
        focused = next((each for each in shown if each.list.hasFocus()), None)
        chosen = next((each for each in shown if each.list.selectedIndexes()), None)
        return focused or chosen

    @contextmanager
    def held(self) -> Iterator[None]:
        """While cards come and go nothing of that counts as choosing."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before

    def show(self) -> None:
        """Selects in the columns what is selected in the window."""
        wanted = set(self._selection.ids)
        with self.held():
            for column in self._board.there:
                here = {key for key in wanted if column.cards.row_of(key) is not None}
                if here != set(column.list.selected_ids()):
                    column.list.select_ids(here)

    def follow(self, ids: tuple[str, ...], column: SprintColumn, *, take: bool) -> None:
        """Selects items where they landed; ``take`` brings the keyboard there too."""
        self._selection.select(ids)
        self.show()
        self._board.bring_into_view(column)
        if take:
            column.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, ids: tuple[str, ...], column: SprintColumn) -> None:
        if self._busy or (not ids and not column.list.hasFocus()):
            return
        with self.held():
            for other in self._board.all:
                if other is not column and ids:
                    other.list.clearSelection()
            self._selection.select(ids)

    def _on_selection_changed(self) -> None:
        if not self._busy:
            self.show()

    def _on_edge(self, column: SprintColumn, way: str) -> None:
        if way not in ("left", "right"):
            return
        shown = self._board.all
        step = 1 if way == "right" else -1
        at = shown.index(column) + step
        while 0 <= at < len(shown) and not shown[at].cards.rowCount():
            at += step
        if not 0 <= at < len(shown):
            return
        view = shown[at].list
        row = min(max(0, column.list.currentIndex().row()), view.cards.rowCount() - 1)
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.setCurrentIndex(view.cards.index(row, 0))
        self._board.bring_into_view(shown[at])
