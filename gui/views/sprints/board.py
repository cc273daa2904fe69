"""How do the sprints stand side by side: as many as fit, the others by scrolling sideways?

Below the cut line is always in view at the right. Columns are made once and shown anew; those out
of view follow one by one, as each takes some milliseconds to make.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from gui.models.faces import Mark
from gui.models.sprints.board import Board
from gui.theme import ThemeSource
from gui.views.sprints.column import SprintColumn
from roadmap.state import State

NARROWEST, WIDEST = 206, 350
CUT_WIDTH = 240
_GAP = 5  # besides the room of a column's scroll bar
_EDGE, _EDGE_STEP = 40, 24  # pixels at the side in which a drag scrolls on


class SprintsBoard(QWidget):
    """The columns of a board.

    Signals:
        made(object): A SprintColumn that is there for the first time.
        completed(): The columns out of view are there too.
    """

    made = Signal(object)
    completed = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._scroll = QScrollArea()
        self.cut = SprintColumn(themes, cut=True)
        self._made: list[SprintColumn] = []
        self._count = 0
        self._wanted: tuple[Board, State, dict[str, Mark], bool] | None = None
        self._first = 0
        self._pitch = 0
        self._build()

    @property
    def columns(self) -> tuple[SprintColumn, ...]:
        """The sprints in view or beside it, in order; all of them."""
        self._complete()
        return tuple(self._made[: self._count])

    @property
    def all(self) -> tuple[SprintColumn, ...]:
        """The sprints, and what is below the cut line."""
        return (*self.columns, self.cut)

    @property
    def there(self) -> tuple[SprintColumn, ...]:
        """What is made of them so far: `completed` tells when that is all."""
        return (*self._made[: self._count], self.cut)

    def column_of(self, number: int | None) -> SprintColumn | None:
        """The column of a sprint, None where it is not shown; below the cut line without one."""
        if number is None:
            return self.cut
        found = next((each for each in self.there if each.number == number), None)
        return found or next((each for each in self.columns if each.number == number), None)

    def show_board(
        self, board: Board, state: State, marks: dict[str, Mark], *, editable: bool
    ) -> None:
        """Shows the sprints; the first time the earliest one that is not closed stands first."""
        self._wanted, before = (board, state, marks, editable), self._count
        for widget in self._made[len(board.columns) :]:
            widget.hide()
        self.cut.show_column(board, None, state, marks, editable=editable)
        first = sum(column.stage == "closed" for column in board.columns)
        self._count = 0
        self._show_to(max(len(self._made), first + self._in_view()))
        if self._count != before:
            self._fit()
        if not self._is_whole():
            QTimer.singleShot(0, self, self._go_on)
        if first != self._first:
            self._first = first
            QTimer.singleShot(0, self, self._to_first)

    def _is_whole(self) -> bool:
        return self._wanted is None or self._count >= len(self._wanted[0].columns)

    def _show_to(self, end: int) -> None:
        """Shows the sprints up to a place, and makes the columns that are missing."""
        if self._wanted is None:
            return
        board, state, marks, editable = self._wanted
        end = min(end, len(board.columns))
        while len(self._made) < end:
            self._add()
        for widget, column in zip(
            self._made[self._count : end], board.columns[self._count : end], strict=True
        ):
            widget.show_column(board, column, state, marks, editable=editable)
            widget.show()
        self._count = max(self._count, end)

    def _go_on(self) -> None:
        """Shows one more of the columns out of view, and the others in the turns after."""
        if self._is_whole():
            return
        self._show_to(self._count + 1)
        self._fit()
        if self._is_whole():
            self.completed.emit()
        else:
            QTimer.singleShot(0, self, self._go_on)

    def _complete(self) -> None:
        if not self._is_whole() and self._wanted is not None:
            self._show_to(len(self._wanted[0].columns))
            self._fit()
            self.completed.emit()

    def _in_view(self) -> int:
        """How many columns the room holds, and one at its edge."""
        room = max(self._scroll.viewport().width(), self.window().width())  # before it is laid out
        return room // (NARROWEST + _GAP) + 1

    def bring_into_view(self, column: SprintColumn) -> None:
        """Scrolls sideways so that a column is in view as a whole."""
        if column is not self.cut:
            self._scroll.ensureWidgetVisible(column, 0, 0)

    def _to_first(self) -> None:
        if self._first < self._count:
            bar = self._scroll.horizontalScrollBar()
            bar.setValue(self._made[self._first].x())

    def _add(self) -> None:
        column = SprintColumn(self._themes)
        column.list.viewport().installEventFilter(self)
        column.list.installEventFilter(self)
        column.head.installEventFilter(self)
        self._made.append(column)
        self._row.insertWidget(len(self._made) - 1, column)
        self.made.emit(column)

    def _build(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addStretch(1)
        self._inside.setAutoFillBackground(False)
        scroll = self._scroll
        scroll.setWidget(self._inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setAccessibleName(self.tr("Sprints"))
        scroll.installEventFilter(self)
        self.cut.setFixedWidth(CUT_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(scroll, 1)
        row.addWidget(self.cut)

    def _fit(self) -> None:
        """As many whole columns as fit, of one width."""
        room = self._scroll.viewport().width()
        if not self._count or room <= 0:
            return
        fits = max(1, (room + _GAP) // (NARROWEST + _GAP))
        count = self._count if self._wanted is None else len(self._wanted[0].columns)
        fits = min(fits, count)
        width = min(WIDEST, (room + _GAP) // fits - _GAP)
        width = max(NARROWEST, width)
        bar = self._scroll.horizontalScrollBar()
        first = round(bar.value() / self._pitch) if self._pitch else 0
        for column in self._made:
            column.setFixedWidth(width)
        if self._pitch not in (0, width + _GAP):
            # The layout follows later; what stood first stays first.
            QTimer.singleShot(0, self, lambda: bar.setValue(first * self._pitch))
        self._pitch = width + _GAP
        bar.setSingleStep(self._pitch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fits the columns; keyboard and drags bring columns into view, wheels scroll sideways."""
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._scroll:
            self._fit()
        elif kind == QEvent.Type.FocusIn:
            column = self._holder(watched)
            if column is not None:
                self.bring_into_view(column)
        elif kind == QEvent.Type.DragMove and isinstance(event, QDragMoveEvent):
            self._scroll_on(watched, event)
        elif kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._wheel(event)
        return super().eventFilter(watched, event)

    def _holder(self, watched: QObject) -> SprintColumn | None:
        return next((c for c in self.columns if watched in (c.list, c.head)), None)

    def _scroll_on(self, watched: QObject, event: QDragMoveEvent) -> None:
        if not isinstance(watched, QWidget):
            return
        x = watched.mapTo(self, event.position().toPoint()).x()
        bar = self._scroll.horizontalScrollBar()
        if x < _EDGE:
            bar.setValue(bar.value() - _EDGE_STEP)
        elif x > self._scroll.width() - _EDGE:
            bar.setValue(bar.value() + _EDGE_STEP)

    def _wheel(self, event: QWheelEvent) -> bool:
        sideways = event.angleDelta().x()
        if not sideways and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            sideways = event.angleDelta().y()
        if not sideways:
            return False
        bar = self._scroll.horizontalScrollBar()
        bar.setValue(bar.value() - sideways)
        return True
