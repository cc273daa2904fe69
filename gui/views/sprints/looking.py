"""How does one get from a thing to look at to its cards, and what does its button do?

Owns the list under the sprints. While it is open it stands in the place of the small charts.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from gui.models.sprints.board import Board
from gui.models.sprints.look import Look, counts_text, looks_of, spoken_count
from gui.models.sprints.review import NOTHING
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.sprints.board import SprintsBoard
from gui.views.sprints.column import SprintColumn
from gui.views.sprints.head import SprintsHead
from gui.views.sprints.look import LookPanel
from gui.views.sprints.moves import SprintsMoves
from gui.views.sprints.series import SeriesStrip
from roadmap.commands.items import EditItem

_AT_ONCE = 500  # things: a list of more is filled when it is opened, 8 ms a thousand


class SprintsLooking(QObject):
    """Keeps the list, the chip that opens it and the columns together.

    Signals:
        page_requested(str), action_requested(str): A row leads out of the page.
        progress_requested(): What is left of the selected item is to be said.
    """

    page_requested = Signal(str)
    action_requested = Signal(str)
    progress_requested = Signal()

    def __init__(
        self,
        session: Session,
        themes: ThemeSource,
        selection: Selection,
        parts: tuple[SprintsHead, SprintsBoard, SeriesStrip, SprintsMoves],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._selection = session, selection
        self._head, self._columns, self._strip, self._moves = parts
        self._board: Board | None = None
        self._is_put_off = False  # a closed list has not been filled yet
        self.panel = LookPanel(themes)
        self._head.look.clicked.connect(self.toggle)
        self.panel.close_requested.connect(self.close)
        self.panel.list.picked.connect(self._on_picked)
        self.panel.list.opened.connect(self._on_opened)
        self.panel.list.acted.connect(self._on_acted)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return not self.panel.isHidden()

    def show(self, board: Board) -> None:
        """Shows what to look at in the plan of ``board``."""
        self._board = board
        self._is_put_off = not self.is_open and len(board.review.flags) > _AT_ONCE
        if not self._is_put_off:
            self._fill(board)
        self._head.show_review(board.review, spoken_count(board.review))
        self._strip.setVisible(self._strip.has_any and not self.is_open)

    def _fill(self, board: Board) -> None:
        self._is_put_off = False
        state, editable = self._session.state, self._session.read_only is None
        looks = looks_of(board.review, board, state, editable=editable)
        self.panel.show_looks(looks, counts_text(board.review))

    def show_nothing(self) -> None:
        """There is no plan."""
        self._board = None
        self.panel.hide()
        self._head.show_review(NOTHING, "")
        self._head.look.set_active(False)

    def toggle(self) -> None:
        """Opens the list with the keyboard in it, or closes it."""
        if self.is_open:
            self.close()
        elif self._board is not None:
            if self._is_put_off:
                self._fill(self._board)
            self.panel.show()
            self._strip.hide()
            self._head.look.set_active(True)
            self.panel.list.select_first()
            first = self.panel.list if self.panel.list.looks.faces else self.panel.close_button
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """Closes the list; the keyboard goes to the chip that opens it."""
        if not self.is_open:
            return
        holder = QApplication.focusWidget()
        focused = holder is not None and self.panel.isAncestorOf(holder)
        self.panel.hide()
        self._strip.setVisible(self._strip.has_any)
        self._head.look.set_active(False)
        if focused:
            self._head.look.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- gestures ---------------------------------------------------------------------------------

    def _on_picked(self, look: Look) -> None:
        """Selects the cards and brings their column into view; the keyboard stays in the list."""
        if look.ids:
            self._selection.select(look.ids)
        column = self._column_of(look)
        if column is not None:
            self._columns.bring_into_view(column)

    def _on_opened(self, look: Look) -> None:
        """Goes to the card, else to the head of the sprint."""
        self._on_picked(look)
        column = self._column_of(look)
        if column is None:
            return
        target = column.list if any(column.cards.row_of(k) is not None for k in look.ids) else None
        (target or column.head).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_acted(self, look: Look) -> None:
        """Does what the button says."""
        if look.ids:
            self._selection.select(look.ids)
        match look.action:
            case "pull":
                self._moves.pull(look.ids[:1])
            case "push":
                self._moves.push(look.ids[:1])
            case "needs_nothing":
                self._say_it_needs_nothing(look.ids[0])
            case "progress":
                self.progress_requested.emit()
            case "backlog" | "people" | "what-if":
                self.page_requested.emit(look.action)
            case "details":
                self.action_requested.emit("next_pane")
            case _:
                self._on_opened(look)

    def _say_it_needs_nothing(self, key: str) -> None:
        title = self._session.state.items[key].title
        said = self.tr("“{title}” needs nothing of the infrastructure").format(title=title)
        command = EditItem(item=key, fields={"prerequisites_none": True})
        self._session.execute([command], say=said)

    def _column_of(self, look: Look) -> SprintColumn | None:
        board = self._board
        if look.sprint is not None:
            return self._columns.column_of(look.sprint)
        if board is None:
            return None
        key = next((key for key in look.ids if key in board.homes), None)
        return None if key is None else self._columns.column_of(board.homes[key])
