"""What will the coming sprints hold, does it fit, and what falls below the cut line?

Shows the plan as columns of cards; gestures go to SprintsMoves, which makes one decision of each.
Planning happens on a worker where it takes longer than anybody would wait.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from gui.models.faces import Mark
from gui.models.sprints.board import Board, Column, board_of
from gui.models.sprints.capacity import why_of
from gui.models.sprints.notes import moved_marks
from gui.models.sprints.review import Review
from gui.selection import Selection
from gui.session import ReasonWanted, Session, Shown
from gui.theme import ThemeSource
from gui.tokens import PAGE_MARGIN
from gui.views.sprints.board import SprintsBoard
from gui.views.sprints.chances import SprintsChances
from gui.views.sprints.column import SprintColumn
from gui.views.sprints.commit import ClosePopover, CommitPopover
from gui.views.sprints.describe import DescribePopover
from gui.views.sprints.focus import SprintsFocus
from gui.views.sprints.head import SprintsHead
from gui.views.sprints.keys import sprints_keys
from gui.views.sprints.looking import SprintsLooking
from gui.views.sprints.menu import card_actions, sprints_menu
from gui.views.sprints.moves import SprintsMoves
from gui.views.sprints.plan import PlanSource, Reviewed
from gui.views.sprints.popover import lay_under
from gui.views.sprints.progress import ProgressPopover
from gui.views.sprints.series import SeriesStrip, SeriesTable
from gui.views.sprints.why import CapacityPopover, CardPopover
from gui.widgets.empty_state import EmptyState
from gui.widgets.page_keys import add_keys
from gui.widgets.reason_prompt import ReasonPrompt
from gui.widgets.toast import KEPT_CLEAR
from roadmap.analysis.items.filter import Filter, Sieve
from roadmap.analysis.planning.plan import Plan, PlanKey
from roadmap.analysis.sprints.series import sprint_series
from roadmap.commands.sprints import KeepPlan, ReopenSprint
from roadmap.state import State


class SprintsPage(QWidget):
    """The sprints.

    Signals:
        page_requested(str): Another page is wanted ("people", "what-if").
        action_requested(str): An action of the window is wanted ("preferences").
    """

    page_id = "sprints"
    page_requested = Signal(str)
    action_requested = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__()
        self.title = self.tr("Sprints")
        self._session, self._themes, self._selection = session, themes, selection
        self._stale = True
        self._board: Board | None = None
        self._before: Board | None = None
        self._found: tuple[State, Plan, Review] | None = None
        self._marks: dict[str, Mark] = {}
        self.head = SprintsHead(themes, session)
        self.board = SprintsBoard(themes)
        self.strip = SeriesStrip(themes)
        self._source = PlanSource(session, self)
        self._chances = SprintsChances(session, self)
        self._focus = SprintsFocus(self.board, selection, self)
        self.reason = ReasonPrompt(themes, self)
        self.reason.setProperty(KEPT_CLEAR, True)
        self._moves = SprintsMoves(session, self.reason, self)
        parts = (self.head, self.board, self.strip, self._moves)
        self.looking = SprintsLooking(session, themes, selection, parts, self)
        self.empty = EmptyState(
            themes,
            self.tr("Add the people first: a sprint needs capacity."),
            ("people", self.tr("Add people")),
            title=self.tr("No sprints yet"),
            icon="columns-3",
        )
        self.undated = EmptyState(
            themes,
            self.tr("Set the day on which sprint 1 starts: the others follow from it."),
            ("preferences", self.tr("Set the first day")),
            title=self.tr("No sprints yet"),
            icon="columns-3",
        )
        self._build()
        self.describe = DescribePopover(themes, session, self)
        self.commit = CommitPopover(themes, session, self.describe, self)
        self.closing = ClosePopover(themes, session, self)
        self.progress = ProgressPopover(themes, session, self)
        self.why = CapacityPopover(themes, self)
        self.card = CardPopover(themes, self)
        self.table = SeriesTable(themes, self)
        self._connect()
        self._add_keys()

    # -- what the window asks ---------------------------------------------------------------------

    def claim_reason(self, wanted: ReasonWanted) -> bool:
        """Asks for a reason in the column where the card landed."""
        return self.isVisible() and self._moves.claim_reason(wanted)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return sprints_keys()

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 16)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.board, 1)
        column.addSpacing(8)
        column.addWidget(self.strip)
        column.addWidget(self.looking.panel)
        column.addWidget(self.empty, 1)
        column.addWidget(self.undated, 1)
        self.empty.hide()
        self.undated.hide()
        self.setFocusProxy(self.board.cut.list)

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        self._source.ready.connect(self._on_planned)
        self._chances.found.connect(self._on_forecast)
        self._source.waiting.connect(self.head.show_waiting)
        self.head.filtered.connect(self._on_filtered)
        self.head.commit_requested.connect(self.ask_commit)
        self.head.close_requested.connect(self.ask_close)
        self.head.reopen_requested.connect(self._on_reopen_requested)
        self.head.keep_requested.connect(self._on_keep_requested)
        self.strip.table_requested.connect(self._on_table_requested)
        self.empty.action_requested.connect(self.page_requested)
        self.undated.action_requested.connect(self.action_requested)
        self.looking.page_requested.connect(self.page_requested)
        self.looking.action_requested.connect(self.action_requested)
        self.looking.progress_requested.connect(self.ask_progress)
        self._moves.landed.connect(self._on_landed)
        self._moves.settled.connect(self._on_settled)
        self._moves.asked.connect(self._on_asked)
        self.card.chosen.connect(self._on_chosen)
        self.board.cut.room_requested.connect(lambda: self.page_requested.emit("what-if"))
        self.board.made.connect(self._listen)
        self._listen(self.board.cut)

    def _listen(self, column: SprintColumn) -> None:
        view = column.list
        view.opened.connect(self._on_opened)
        view.dropped.connect(lambda ids, before: self._moves.drop(ids, column.column, before))
        view.move_requested.connect(
            lambda direction: self._moves.step(view.selected_ids(), direction)
        )
        view.context_requested.connect(self._on_context_requested)
        column.why_requested.connect(lambda asked: self._on_why_requested(column, asked))

    def _add_keys(self) -> None:
        keys = {
            "C": self.ask_commit,
            "L": self.ask_progress,
            "I": lambda: self._moves.pull(self._selection.ids),
            "O": lambda: self._moves.push(self._selection.ids),
            "S": lambda: self._moves.start(self._selection.ids),
            "F": lambda: self._moves.finish(self._selection.ids),
            "W": self.looking.toggle,
        }
        add_keys(self, keys)

    # -- show -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what happened while another page was in view."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _on_shown(self, shown: Shown) -> None:
        if not self.isVisible():
            self._stale, self._marks, self._before = True, {}, None
        elif shown.state is not shown.before:
            if self._before is None and shown.changes:
                self._before = self._board
            self._refresh()

    def _refresh(self) -> None:
        """Asks for the plan of what is shown; until it is there what is shown stays."""
        self._stale = False
        state, session = self._session.state, self._session
        undated = session.settings.sprint_start is None
        nobody = not undated and not len(state.people) and not len(state.sprints)
        self.undated.setVisible(undated)
        self.empty.setVisible(nobody)
        for button in (*self.empty.buttons.values(), *self.undated.buttons.values()):
            button.setVisible(session.read_only is None)
        self.board.setVisible(not (undated or nobody))
        if undated or nobody:
            self.strip.hide()
            self.head.show_nothing()
            self.looking.show_nothing()
            self._chances.let_go()
            return
        self.head.show_controls()
        sprints = session.settings.planning.horizon_sprints
        key = PlanKey(session.today, sprints, self.head.plan_mode)
        self._source.want(state, key, self.head.team.value or None)

    def _on_planned(self, state: State, key: PlanKey, found: Reviewed) -> None:
        self._found = (state, found.plan, found.review)
        self._chances.want(state, key)
        before, self._before = self._before, None
        self._show_plan(before)

    def _show_plan(self, before: Board | None = None) -> None:
        """Shows the board; what moved since ``before`` stays lit until the next change."""
        if self._found is None:
            return
        state, found, review = self._found
        team = self.head.team.value or None
        passes = Sieve(Filter(team=team), state.items) if team else None
        board = board_of(state, found, self._session.today, passes, team, review)
        self._board = board = self._chances.on(board)
        if before is not None:
            self._marks = moved_marks(before, board, past=not self._session.at_now)
        with self._focus.held():
            self.board.show_board(
                board, state, self._marks, editable=self._session.read_only is None
            )
        first = board.open_one or board.next_to_commit
        widget = None if first is None else self.board.column_of(first.number)
        if widget is not None and self.focusProxy() is not widget.list:
            self.setFocusProxy(widget.list)
        results = sprint_series(state)
        self.head.show_board(board, results)
        self.strip.show_results(results, board)
        self.looking.show(board)
        self._focus.show()
        self._moves.planned(board, fresh=state is self._session.state)

    def _on_forecast(self, board: Board) -> None:
        self._board = board
        self.looking.show(board)
        for column in self.board.all:
            column.cards.show_forecast(board)

    def _on_filtered(self) -> None:
        self._refresh()
        if not self._source.busy:
            self._show_plan()

    def _on_settled(self) -> None:
        """The plan came before the decision's id did: tell what came of it now."""
        board, found = self._board, self._found
        if board is not None and found is not None:
            self._moves.planned(board, fresh=found[0] is self._session.state)

    # -- gestures ---------------------------------------------------------------------------------

    def ask_commit(self) -> None:
        """Lists what the next sprint would commit to."""
        board = self._whole()
        column = None if board is None else board.next_to_commit
        if board is None or column is None or self._is_read_only():
            return
        widget = self.board.column_of(column.number)
        if widget is not None:
            self.board.bring_into_view(widget)
            self.commit.ask(board, column, self._place_of(widget.head))

    def _whole(self) -> Board | None:
        """The board of all teams: a sprint is committed as a whole, whatever is filtered."""
        if self._found is None or not self.head.team.value:
            return self._board
        return board_of(*self._found[:2], self._session.today)

    def ask_close(self) -> None:
        """Shows what came of the open sprint."""
        column = None if self._board is None else self._board.open_one
        if column is None or self._is_read_only():
            return
        widget = self.board.column_of(column.number)
        if widget is not None:
            self.board.bring_into_view(widget)
            self.closing.ask(column.number, self._place_of(widget.head))

    def ask_progress(self) -> None:
        """Opens the fields for what is left and spent of the selected item."""
        item = self._session.state.items.get(self._selection.current or "")
        if item is None or self._is_read_only():
            return
        if not item.is_open:
            text = self.tr("“{title}” is {status}: restore it first.")
            self._session.refused.emit(text.format(title=item.title, status=item.status.value))
            return
        self.progress.ask(item, self._card_place(item.id))

    def _is_read_only(self) -> bool:
        reason = self._session.read_only
        if reason is not None:
            self._session.refused.emit(reason)
        return reason is not None

    def _on_reopen_requested(self) -> None:
        closed = None if self._board is None else self._board.last_closed
        if closed is not None:
            said = self.tr("Sprint {n} is open again").format(n=closed.number)
            self._session.execute([ReopenSprint()], say=said)

    def _on_keep_requested(self) -> None:
        said = self.tr("This plan is kept: later ones move as little of it as they can")
        self._session.execute([KeepPlan(mode=self.head.plan_mode)], say=said)

    def _on_table_requested(self) -> None:
        self.table.tell(sprint_series(self._session.state), self._place_of(self.strip.table))

    def _on_landed(self, ids: tuple[str, ...]) -> None:
        number = None if self._board is None else self._board.homes.get(ids[0])
        column = self.board.column_of(number)
        if column is not None:
            self._focus.follow(ids, column, take=True)

    def _on_asked(self, key: str) -> None:
        """The question lies under the card, wider than its column: it has to be read whole."""
        holder = self._holder(key)
        if holder is not None:
            self.board.bring_into_view(holder)
        lay_under(self.reason, self._card_place(key))

    def _on_opened(self, key: str) -> None:
        board = self._board
        item = self._session.state.items.get(key)
        holder = next((c for c in self.board.all if c.list.hasFocus()), None)
        holder = holder or self._holder(key)
        note = None if holder is None else holder.cards.note(key)
        if board is None or item is None or note is None or holder is None:
            return
        self._selection.select((key,))
        actions = card_actions(item, board, editable=self._session.read_only is None)
        self.card.tell(item.title, note, actions, self._card_place(key))

    def _on_chosen(self, key: str) -> None:
        moves, current = self._moves, self._selection.current
        do = {"start": moves.start, "finish": moves.finish, "pull": moves.pull, "push": moves.push}
        if key in do:
            do[key](self._selection.ids)
        elif key == "progress":
            self.ask_progress()
        elif key == "describe" and current is not None:
            self.describe.ask(current, self._card_place(current))

    def _on_why_requested(self, widget: SprintColumn, column: Column) -> None:
        if self._board is not None:
            team = self.head.team.value or None
            why = why_of(column, self._board, self._session.state, team)
            self.why.tell(why, self._place_of(widget.head))

    def _on_context_requested(self, ids: tuple[str, ...], point: QPoint) -> None:
        board = self._board
        if not ids or board is None:
            return
        editable = self._session.read_only is None
        menu: QMenu = sprints_menu(self, self._session.state, board, ids, editable=editable)
        menu.triggered.connect(lambda action: self._on_menu(str(action.data()), ids))
        menu.popup(point)

    def _on_menu(self, key: str, ids: tuple[str, ...]) -> None:
        self._selection.select(ids)
        if key == "why":
            self._on_opened(ids[0])
        elif key in ("left", "right", "up", "down"):
            self._moves.step(ids, key)
        else:
            self._on_chosen(key)

    def _holder(self, key: str) -> SprintColumn | None:
        board = self._board
        if board is not None and key in board.homes:
            return self.board.column_of(board.homes[key])
        return next((c for c in self.board.all if c.cards.row_of(key) is not None), None)

    def _place_of(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self, QPoint(0, 0)), widget.size())

    def _card_place(self, key: str) -> QRect:
        holder = self._holder(key)
        if holder is None:
            return self._place_of(self.head)
        rect = holder.list.card_rect(key)
        view = holder.list.viewport()
        inside = QRect(0, 0, view.width(), 60) if rect is None else rect
        return inside.translated(view.mapTo(self, QPoint(0, 0)))
