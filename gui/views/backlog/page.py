"""In which order is everything done? The backlog as a table to rank, edit, group and filter.

Shows rows and what a decision changed; gestures become decisions in BacklogMoves and CellEditing.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.dialogs.item import ItemForm
from gui.models.backlog.model import BacklogModel
from gui.models.backlog.rows import GROUP, Wanted
from gui.models.marks import NO_MARKS, Marks, marks_of
from gui.models.words import FOUR
from gui.selection import Selection
from gui.session import ReasonWanted, Session, Shown
from gui.theme import ThemeSource
from gui.tokens import PAGE_MARGIN
from gui.views.backlog.bulk import BulkBar
from gui.views.backlog.bulk_edits import BulkEdits
from gui.views.backlog.columns import BacklogColumns
from gui.views.backlog.editing import CellEditing
from gui.views.backlog.head import BacklogHead
from gui.views.backlog.layout import LayoutFile
from gui.views.backlog.menu import backlog_menu
from gui.views.backlog.moves import BacklogMoves, Place, gap, stepped
from gui.views.backlog.questions import Questions
from gui.views.backlog.table import BacklogTable
from gui.views.emergency import EmergencyPopover
from gui.views.must_do_prompt import MustDoPrompt
from gui.widgets.empty_state import EmptyState
from gui.widgets.page_keys import add_keys
from gui.widgets.panel import Panel
from gui.widgets.reason_prompt import ReasonPrompt
from roadmap.analysis.phrases.sentences import changed_items
from roadmap.values import Quadrant

_SEEN_IN_CELLS = ("roadmap", "teams", "components", "consumers")


class BacklogPage(QWidget):
    """The backlog.

    Signals:
        action_requested(str): An action of the window is wanted ("import", "next_pane").
        try_requested(str, object): What is to be tried in What-if, and with which items.
    """

    page_id = "backlog"
    action_requested = QtSignal(str)
    try_requested = QtSignal(str, object)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__()
        self.title = self.tr("Backlog")
        self._session, self._themes, self._selection = session, themes, selection
        self._folded: frozenset[Quadrant] = frozenset()
        self._marks: Marks = NO_MARKS
        self._added: tuple[str, ...] = ()
        self._stale = True
        self._syncing = False
        self.head = BacklogHead(themes, session)
        self.table = BacklogTable(themes, BacklogModel(self), self.title)
        self.columns = BacklogColumns(self.table, LayoutFile())
        self.editing = CellEditing(themes, session, self.table)
        self.must_do = MustDoPrompt(themes, session)
        self.reason = ReasonPrompt(themes)
        self.bulk = BulkBar(themes, self.editing.names_for)
        self.moves = BacklogMoves(session, self.must_do, self.reason, self.table.hasFocus, self)
        self._bulk_edits = BulkEdits(session, self.bulk, self.table, self.editing, self.moves)
        self._panel = Panel(themes)
        self._nothing = self._nothing_yet()
        self._no_match = self._nothing_matches()
        self._build()
        self._form = ItemForm(themes, session, self)
        self._emergency = EmergencyPopover(themes, session, self)
        self._connect()
        self._add_keys()

    # -- what the window asks ---------------------------------------------------------------------

    def find_in_page(self) -> None:
        """Filters by words."""
        self.head.search()

    def add_item(self) -> None:
        """Opens the form for a new item."""
        self._added = ()
        self._form.ask()

    def capture_emergency(self) -> None:
        """Opens the form for an emergency."""
        self._emergency.ask()

    def claim_reason(self, wanted: ReasonWanted) -> bool:
        """Asks for a reason under the table."""
        if not self.isVisible():
            return False
        self.moves.claim_reason(wanted)
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("Alt+Up", self.tr("Rank earlier; Alt Down later")),
            ("Alt+Home", self.tr("Rank first; Alt End last")),
            ("Return", self.tr("Edit the cell; Tab goes on to the next one")),
            ("1", self.tr("Into Emergencies; 2, 3 and 4 into the others, 0 back to unsorted")),
            ("Space", self.tr("Start; finish what is under way")),
            ("Del", self.tr("Shed; it can be restored")),
            ("G", self.tr("Group by quadrant; Left and Right fold a group")),
            ("Shift+Down", self.tr("Select several; Ctrl A all")),
            ("Ctrl+Return", self.tr("Open the details")),
        )

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._no_match, 1)
        inside.addWidget(self.bulk)
        inside.addWidget(Questions(self.must_do, self.reason))
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 16)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._panel, 1)
        column.addWidget(self._nothing, 1)
        self._nothing.hide()
        self._no_match.hide()
        self.setFocusProxy(self.table)

    def _nothing_yet(self) -> EmptyState:
        return EmptyState(
            self._themes,
            self.tr("Import a backlog or add three items, and rank them here: what stands first "
                    "is done first."),
            ("import", self.tr("Import your backlog")),
            ("add", self.tr("Add item")),
            title=self.tr("Nothing in the backlog yet"),
            icon="list-ordered",
        )  # fmt: skip

    def _nothing_matches(self) -> EmptyState:
        return EmptyState(
            self._themes,
            self.tr("No item matches what the chips and the search ask for."),
            ("clear", self.tr("Show everything open")),
            primary=False,
        )

    def _connect(self) -> None:
        session, table, head = self._session, self.table, self.head
        session.shown.connect(self._on_shown)
        self._selection.changed.connect(self._on_selection_changed)
        head.changed.connect(self._on_wanted_changed)
        head.view_requested.connect(self._open_view)
        head.add_requested.connect(self.add_item)
        head.left.connect(self.table.setFocus)
        self.columns.changed.connect(self._on_wanted_changed)
        table.picked.connect(self._on_picked)
        table.move_requested.connect(self.step)
        table.dropped.connect(self._on_dropped)
        table.refused_drag.connect(self._refuse_order)
        table.fold_requested.connect(self._on_fold_requested)
        table.work_requested.connect(lambda: self.moves.work(table.acting_ids()))
        table.context_requested.connect(self._on_context_requested)
        self.editing.quadrant_chosen.connect(self.moves.put)
        self.editing.status_chosen.connect(self.moves.set_status)
        self.moves.landed.connect(self._on_landed)
        self.moves.closed.connect(self._focus_table)
        self._form.closed.connect(self._on_form_closed)
        self._emergency.closed.connect(self._focus_table)
        self._nothing.action_requested.connect(self._on_empty_action)
        self._no_match.action_requested.connect(lambda _key: head.clear_filter())
        self.bulk.cleared.connect(self._selection.clear)
        self.bulk.closed.connect(self._focus_table)

    def _add_keys(self) -> None:
        keys = {"0": Quadrant.UNSORTED} | {str(at + 1): each for at, each in enumerate(FOUR)}
        add_keys(self, {key: partial(self._put, quadrant) for key, quadrant in keys.items()})
        others = {
            "Del": lambda: self.moves.shed(self.table.acting_ids()),
            "G": self.columns.toggle_groups,
            "Ctrl+Return": lambda: self.action_requested.emit("next_pane"),
        }
        add_keys(self, others)

    # -- show -------------------------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        """What is shown of the backlog."""
        columns = self.columns
        return Wanted(
            self.head.filter,
            self.head.statuses,
            columns.sorted_by,
            columns.descending,
            columns.layout.grouped,
            self._folded,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what happened while another page was in view."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Asks about rank moves that were not asked about yet; keeps the columns."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.moves.leave()
            self.columns.flush()

    def _on_shown(self, shown: Shown) -> None:
        if not self.isVisible():
            self._stale, self._marks = True, NO_MARKS
            self._added = shown.changes.items.added if shown.at_now else ()
            return
        if shown.at_now and shown.told is not None and not shown.changes:
            return  # saved: nothing looks different, what is lit up stays so
        changed = None if shown.may_differ(*_SEEN_IN_CELLS) else shown.changed_items
        self._added = () if changed is None else shown.changes.items.added
        self._marks = self._marks_for(shown)
        self._refresh(changed)

    def _marks_for(self, shown: Shown) -> Marks:
        """In the past what the decision there did stands out; at now one sees what one does."""
        if shown.told is None or shown.at_now:
            return NO_MARKS
        before = self._session.state_after(shown.told.index - 1)
        return marks_of(before, shown.state, changed_items(shown.told.events), past=True)

    def _refresh(self, changed: set[str] | None = None) -> None:
        self._stale = False
        session, table = self._session, self.table
        cursor, top = self._cursor(), table.verticalScrollBar().value()
        self._syncing = True
        table.backlog.show(
            session.state,
            self.wanted,
            session.today,
            changed=changed,
            marks=self._marks.cards,
        )
        self._syncing = False
        read_only = session.read_only
        table.set_possible(read_only=read_only is not None, ranked=self.columns.sorted_by is None)
        rows = table.backlog.rows
        self.columns.fit_ranks(len(session.state.items))
        self.head.show_rows(rows, read_only=read_only)
        self._show_whole()
        self._show_selection()
        if cursor is not None and not table.currentIndex().isValid():
            row = table.backlog.row_of(cursor[0])
            if row is not None:
                table.put_cursor(row, cursor[1])
            table.verticalScrollBar().setValue(top)
        self._show_marked()
        self.editing.follow()

    def _show_marked(self) -> None:
        """Brings the first row that stands out into view."""
        rows = [self.table.backlog.row_of(key) for key in self._marks.cards]
        found = min((row for row in rows if row is not None), default=None)
        if found is not None:
            self.table.scrollTo(self.table.backlog.index(found, 0))

    def _cursor(self) -> tuple[str, int] | None:
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        return self.table.backlog.id_at(index.row()), index.column()

    def _show_whole(self) -> None:
        session, rows = self._session, self.table.backlog.rows
        nothing = not len(session.state.items) and session.read_only is None
        matches = bool(rows.count)
        focused = self.table.hasFocus()
        self._panel.setVisible(not nothing)
        if nothing:
            self.head.add.hide()  # the same stands below, beside the import
        self._nothing.setVisible(nothing)
        self._no_match.setVisible(not matches and not nothing)
        self.table.setVisible(matches)
        state = self._nothing if nothing else self._no_match
        way_on = next(iter(state.buttons.values()))
        self.setFocusProxy(self.table if matches else way_on)
        if focused and not matches:
            way_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_wanted_changed(self) -> None:
        self._refresh(set())

    def _on_fold_requested(self, key: str, fold: bool | None) -> None:
        quadrant = Quadrant(key.removeprefix(GROUP))
        folded = quadrant in self._folded
        if fold is not None and fold == folded:
            return
        self._folded = self._folded ^ {quadrant}
        self._refresh(set())

    def _open_view(self) -> None:
        button = self.head.view
        self.columns.open_menu(button.mapToGlobal(QPoint(0, button.height() + 4)))

    # -- selection and focus ----------------------------------------------------------------------

    def _on_picked(self, ids: tuple[str, ...]) -> None:
        self.moves.keep_still()
        if self._syncing:
            return
        self._selection.select(ids)
        self._bulk_edits.show_selection()

    def _on_selection_changed(self) -> None:
        if self.isVisible() and not self._syncing:
            self._show_selection()

    def _show_selection(self) -> None:
        wanted = set(self._selection.ids)
        self._syncing = True
        here = {key for key in wanted if self.table.backlog.row_of(key) is not None}
        if here != set(self.table.selected_ids()):
            self.table.select_ids(here)
        self._syncing = False
        self._bulk_edits.show_selection()

    def _on_landed(self, ids: tuple[str, ...]) -> None:
        self._selection.select(ids)
        self._show_selection()
        row = self.table.backlog.row_of(ids[0]) if ids else None
        if row is not None:
            self.table.put_cursor(row)
        if not self.moves.asking:
            self._focus_table()

    def _focus_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_form_closed(self) -> None:
        """A new item is selected where it stands."""
        if self._added:
            self._on_landed(self._added[-1:])
        self._focus_table()

    # -- gestures ---------------------------------------------------------------------------------

    def step(self, direction: str) -> None:
        """Ranks the selection "up", "down", "top" or "bottom"."""
        ids = self.table.acting_ids()
        if not ids:
            return
        if self.columns.sorted_by is not None:
            self._refuse_order()
            return
        place = stepped(self.table.backlog.rows, ids, direction)
        if place is not None:
            self.moves.place(ids, place)

    def _on_dropped(self, ids: tuple[str, ...], row: int) -> None:
        place = gap(self.table.backlog.rows, ids, row)
        if place != Place():
            self.moves.place(ids, place)

    def _refuse_order(self) -> None:
        column = self.columns.sorted_by
        if column is not None:
            text = self.tr("Sorted by {name}: click # for rank order, then items can be moved.")
            self._session.refused.emit(text.format(name=column.name.lower()))

    def _put(self, quadrant: Quadrant) -> None:
        ids = self.table.acting_ids()
        if ids:
            self.moves.put(ids, quadrant)

    def _on_context_requested(self, ids: tuple[str, ...], point: QPoint) -> None:
        if ids:
            tried = self.try_requested.emit
            backlog_menu(self, self._session, self.moves, ids, self.step, tried).popup(point)

    def _on_empty_action(self, key: str) -> None:
        if key == "add":
            self.add_item()
        else:
            self.action_requested.emit(key)
