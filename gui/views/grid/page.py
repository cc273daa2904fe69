"""What must be done and what was chosen, now and later? The grid of four quadrants.

Shows cards, numbers and what a decision changed; gestures go to GridMoves, which makes one decision
of each.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.dialogs.item import ItemForm
from gui.models.words import FOUR, items_text
from gui.selection import Selection
from gui.session import ReasonWanted, Session, Shown
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS, PAGE_MARGIN
from gui.views.emergency import EmergencyPopover
from gui.views.grid.flags import GridFlags
from gui.views.grid.focus import GridFocus
from gui.views.grid.head import GridHead
from gui.views.grid.menu import grid_menu
from gui.views.grid.moves import GridMoves
from gui.views.grid.playback import GridPlayback
from gui.views.grid.quadrant import CardsView, QuadrantPanel
from gui.views.grid.tray import UnsortedTray
from gui.widgets.empty_state import EmptyState
from gui.widgets.page_keys import add_keys
from roadmap.analysis.items.filter import Filter
from roadmap.analysis.items.grid import Grid, grid
from roadmap.analysis.planning.coming_capacity import coming_capacity
from roadmap.values import Quadrant

_SEEN_ON_CARDS = ("roadmap", "teams", "components", "consumers", "principles", "measures")


class GridPage(QWidget):
    """The grid.

    Signals:
        page_requested(str): Another page is wanted ("sort").
        action_requested(str): An action of the window is wanted ("import", "next_pane").
        try_requested(str, object): What is to be tried in What-if, and with which items.
    """

    page_id = "grid"
    page_requested = Signal(str)
    action_requested = Signal(str)
    try_requested = Signal(str, object)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__()
        self.title = self.tr("Grid")
        self._session, self._themes, self._selection = session, themes, selection
        self._filter = Filter()
        self._stale = True
        self._was_at_now = session.at_now
        self.head = GridHead(themes, session)
        self.tray = UnsortedTray(themes)
        self.panels = {quadrant: QuadrantPanel(themes, session, quadrant) for quadrant in FOUR}
        self._lists = {quadrant: panel.list for quadrant, panel in self.panels.items()}
        self._lists[Quadrant.UNSORTED] = self.tray.list
        self._moves = GridMoves(session, self.panels, self)
        self._focus = GridFocus(self._lists, selection, self)
        self._empty, self._waiting = self._empty_page(), self._waiting_page()
        self._build()
        self._playback = GridPlayback(session, themes, self._lists, self)
        self._flags = GridFlags(session, self)
        self._form = ItemForm(themes, session, self)
        self._emergency = EmergencyPopover(themes, session, self)
        self._connect()
        self._add_keys()

    # -- what the window asks ---------------------------------------------------------------------

    def find_in_page(self) -> None:
        """Filters by words."""
        self.head.search()

    def add_item(self, quadrant: Quadrant | None = None) -> None:
        """Opens the form for a new item."""
        self._form.ask(quadrant)

    def capture_emergency(self) -> None:
        """Opens the form for an emergency."""
        self._emergency.ask()

    def claim_reason(self, wanted: ReasonWanted) -> bool:
        """Asks for a reason in the quadrant where the card landed."""
        return self.isVisible() and self._moves.claim_reason(wanted)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("Arrows", self.tr("From card to card, and on into the next quadrant")),
            ("Alt+Up", self.tr("Rank earlier, at the top into the quadrant above")),
            ("Alt+Down", self.tr("Rank later, at the end into the quadrant below")),
            ("Alt+Left", self.tr("Make short-term")),
            ("Alt+Right", self.tr("Make long-term")),
            ("1", self.tr("Into Emergencies; 2, 3 and 4 into the others, 0 back to unsorted")),
            ("Return", self.tr("Open the details")),
            ("Del", self.tr("Shed; it can be restored")),
        )

    def toggle_tray(self) -> None:
        """Shows or hides the unsorted items."""
        self._gap.setVisible(self.tray.isHidden())
        self.tray.setVisible(self.tray.isHidden())
        self.head.unsorted.set_active(not self.tray.isHidden())
        if not self.tray.isHidden():
            self._refresh()
            self._focus.enter_tray()

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._cells, self._gap = QWidget(), QWidget()
        cells = QGridLayout(self._cells)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(GAP_PANELS)
        for place, panel in enumerate(self.panels.values()):
            cells.addWidget(panel, place // 2, place % 2)
        for line in (0, 1):
            cells.setRowStretch(line, 1)
            cells.setColumnStretch(line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 16)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tray)
        column.addWidget(self._gap)
        column.addWidget(self._cells, 1)
        column.addWidget(self._empty, 1)
        column.addWidget(self._waiting, 1)
        self._gap.setFixedHeight(GAP_PANELS)
        self._gap.hide()
        self.tray.hide()
        self._empty.hide()
        self._waiting.hide()
        self.setFocusProxy(self.panels[FOUR[0]].list)

    def _empty_page(self) -> EmptyState:
        return EmptyState(
            self._themes,
            self.tr("Import a backlog or add three items, and sort them here: what must be "
                    "done, what is a choice, and for when."),
            ("import", self.tr("Import your backlog")),
            ("add", self.tr("Add item")),
            title=self.tr("Nothing on the grid yet"),
            icon="grid-2x2",
        )  # fmt: skip

    def _waiting_page(self) -> EmptyState:
        return EmptyState(
            self._themes,
            self.tr("Everything waits to be sorted."),
            ("sort", self.tr("Sort them")),
            ("tray", self.tr("Show them here")),
            title=self.tr("Nothing on the grid yet"),
            icon="inbox",
            primary=False,
        )

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        self.head.filtered.connect(self._on_filtered)
        self.head.unsorted_requested.connect(self.toggle_tray)
        self.head.add_requested.connect(self._on_add_requested)
        self.head.left.connect(self._focus.go_to_cards)
        self.tray.sort_requested.connect(lambda: self.page_requested.emit("sort"))
        self.tray.close_requested.connect(self.toggle_tray)
        self._empty.action_requested.connect(self._on_empty_action)
        self._waiting.action_requested.connect(self._on_empty_action)
        self._flags.changed.connect(self._on_flagged)
        self._moves.landed.connect(self._on_landed)
        self._form.added.connect(self._on_added)
        self._emergency.added.connect(self._on_added)
        self._moves.closed.connect(self._focus.go_to)
        for quadrant, panel in self.panels.items():
            panel.add_requested.connect(lambda q=quadrant: self.add_item(q))
        for quadrant, view in self._lists.items():
            self._connect_list(quadrant, view)

    def _connect_list(self, quadrant: Quadrant, view: CardsView) -> None:
        view.picked.connect(lambda _ids: self._moves.keep_still())
        view.opened.connect(self._on_opened)
        view.dropped.connect(lambda ids, before, q=quadrant: self._moves.drop(ids, q, before))
        view.move_requested.connect(
            lambda direction, q=quadrant: self._moves.step(view.selected_ids(), q, direction)
        )
        view.context_requested.connect(self._on_context_requested)

    def _add_keys(self) -> None:
        keys = {"0": Quadrant.UNSORTED} | {str(at + 1): each for at, each in enumerate(FOUR)}
        add_keys(self, {key: partial(self._put, quadrant) for key, quadrant in keys.items()})
        add_keys(self, {"Del": lambda: self._moves.shed(self._focus.chosen())})

    # -- show -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what happened while another page was in view."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Asks about rank moves that were not asked about yet."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._moves.leave()

    def _on_shown(self, shown: Shown) -> None:
        if not self.isVisible():
            self._stale = True
            self._playback.forget()
            return
        stayed = shown.at_now and self._was_at_now
        self._was_at_now = shown.at_now
        if stayed and not shown.changes:
            return  # saved: nothing looks different, what is lit up stays so
        places = self._playback.take(shown)
        renamed = shown.may_differ(*_SEEN_ON_CARDS)
        self._refresh(None if renamed else shown.changed_items)
        if not shown.at_now:
            self._focus.rest()
            if shown.animate:
                self._playback.bring_into_view()
        self._playback.fly(places)

    def _refresh(self, changed: set[str] | None = None) -> None:
        self._stale = False
        session = self._session
        words = session.settings.words
        found = grid(session.state, self._filter)
        editable = session.read_only is None
        capacity = coming_capacity(session.state, session.today, self._filter.team)
        with self._focus.held():
            self._show_cards(found, changed)
        for quadrant, panel in self.panels.items():
            panel.show_cell(
                found.of(quadrant),
                words.of(quadrant),
                editable=editable,
                filtered=not self._filter.is_empty,
                capacity=capacity,
            )
        self.tray.show_cell(found.of(Quadrant.UNSORTED), editable=editable)
        self.head.show_grid(found, at_now=session.at_now, read_only=session.read_only)
        self._show_whole(found)
        self._focus.show()
        self._flags.want()

    def _show_cards(self, found: Grid, changed: set[str] | None) -> None:
        state, today = self._session.state, self._session.today
        for quadrant, view in self._lists.items():
            if quadrant is Quadrant.UNSORTED and self.tray.isHidden():
                continue
            view.cards.show(
                state,
                found.of(quadrant).items,
                today,
                changed=changed,
                marks=self._playback.marks.cards,
                left=self._playback.marks.left.get(quadrant),
            )

    def _on_flagged(self) -> None:
        for view in self._lists.values():
            view.cards.warn(self._flags.notes)

    def _show_whole(self, found: Grid) -> None:
        bare = self._filter.is_empty and self._session.read_only is None
        unsorted = found.of(Quadrant.UNSORTED).count
        nothing = bare and not found.count
        waiting = bare and 0 < unsorted == found.count and self.tray.isHidden()
        was_bare = self._empty.isVisible() or self._waiting.isVisible()
        if waiting:
            text = self.tr("{items} wait to be sorted, with suggestions and one key each.")
            self._waiting.say(text.format(items=items_text(unsorted)))
        self._cells.setVisible(not (nothing or waiting))
        self._empty.setVisible(nothing)
        if nothing:
            self.head.add.hide()  # the same stands below, beside the import
        self._waiting.setVisible(waiting)
        if was_bare and self._cells.isVisible() and self.tray.isHidden():
            self._focus.go_to_cards()

    # -- gestures ---------------------------------------------------------------------------------

    def _on_landed(self, ids: tuple[str, ...], quadrant: Quadrant) -> None:
        asking = any(panel.asking for panel in self.panels.values())
        self._focus.follow(ids, quadrant, take=not asking)

    def _on_added(self, key: str) -> None:
        self._focus.follow((key,), self._session.live.items[key].quadrant, take=True)

    def _put(self, quadrant: Quadrant) -> None:
        chosen = self._focus.chosen()
        if chosen:
            self._moves.put(chosen, quadrant)

    def _on_filtered(self, wanted: Filter) -> None:
        self._filter = wanted
        self._refresh(set())

    def _on_add_requested(self) -> None:
        self.add_item()

    def _on_opened(self, key: str) -> None:
        self._selection.select((key,))
        self.action_requested.emit("next_pane")

    def _on_empty_action(self, key: str) -> None:
        if key == "add":
            self.add_item()
        elif key == "sort":
            self.page_requested.emit("sort")
        elif key == "tray":
            self.toggle_tray()
        else:
            self.action_requested.emit(key)

    def _on_context_requested(self, ids: tuple[str, ...], point: QPoint) -> None:
        if ids:
            tried = self.try_requested.emit
            grid_menu(self, self._session, self._moves, ids, tried).popup(point)
