"""How does a heap of imported items get onto the grid, one key each?

Groups at the left, the item and its four targets above, the group's other items below. Nothing is
recorded but by a key or a click of the person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.models.sort.stopwatch import Stopwatch
from gui.models.sort.table import GroupRow
from gui.models.sorting import Target
from gui.models.words import FOUR, items_text
from gui.selection import Selection
from gui.session import Session, Shown
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS, PAGE_MARGIN
from gui.views.emergency import EmergencyPopover
from gui.views.moves import Missing
from gui.views.sort.card import SortCard
from gui.views.sort.desk import Pairs, SortDesk
from gui.views.sort.head import SortHead
from gui.views.sort.sides import GroupsPanel, ItemsPanel
from gui.widgets.empty_state import EmptyState
from gui.widgets.page_keys import add_keys
from roadmap.analysis.items.grid import grid
from roadmap.analysis.items.topics import Group, GroupBy, groups
from roadmap.analysis.words import counted
from roadmap.state import Item
from roadmap.values import Driver, Quadrant

_AT_ONCE = 400  # grouping more items than this takes a worker


class SortPage(QWidget):
    """The page to sort unsorted items.

    Signals:
        page_requested(str): Another page is wanted ("grid").
        action_requested(str): An action of the window is wanted ("import", "palette").
    """

    page_id = "sort"
    page_requested = Signal(str)
    action_requested = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__()
        self.title = self.tr("Sort")
        self._session, self._selection = session, selection
        self._desk = SortDesk(session, self)
        self._sitting = self._desk.sitting
        self._by = GroupBy.WORDS
        self._group = ""
        self._row = 0
        self._wanted: str | None = None
        self._asking: Callable[[Driver | None, date | None], None] | None = None
        self._showing = False
        self.watch = Stopwatch()
        self.head = SortHead(themes)
        self.groups = GroupsPanel(themes)
        self.card = SortCard(themes, session)
        self.items = ItemsPanel(themes)
        self._empty = EmptyState(
            themes,
            self.tr("All sorted. See the grid."),
            ("grid", self.tr("See the grid")),
            icon="circle-check",
        )
        self._stack = QStackedWidget()
        self._build()
        self._emergency = EmergencyPopover(themes, session, self)
        self._connect()
        self._add_keys()

    # -- what the window asks ---------------------------------------------------------------------

    def find_in_page(self) -> None:
        """Searches everywhere: a group is short."""
        self.action_requested.emit("palette")

    def capture_emergency(self) -> None:
        """Opens the form for an emergency."""
        self._emergency.ask()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("1", self.tr("Into Emergencies; 2, 3 and 4 into the others")),
            ("Return", self.tr("Accept the suggestion for this one")),
            ("Shift+Return", self.tr("Accept the suggestions for the group")),
            ("D", self.tr("Name another driver")),
            ("T", self.tr("Give the date")),
            ("Space", self.tr("Later: to the end of the group")),
            ("Z", self.tr("Undo the last one sorted here")),
            ("Esc", self.tr("Sort later")),
        )

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(GAP_PANELS)
        right.addWidget(self.card)
        right.addWidget(self.items, 1)
        board = QWidget()
        row = QHBoxLayout(board)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PANELS)
        row.addWidget(self.groups)
        row.addLayout(right, 1)
        self._stack.addWidget(board)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 16)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.items.view)

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        self.head.left.connect(self._leave)
        self.groups.opened.connect(self._on_opened)
        self.groups.cut.connect(self._on_cut)
        self.items.picked.connect(self._on_picked)
        self.card.target_chosen.connect(self._sort)
        self.card.accepted.connect(self._accept)
        self.card.all_accepted.connect(self._accept_all)
        self.card.prompt.answered.connect(self._on_answered)
        self.card.prompt.cancelled.connect(self._focus_items)
        self._empty.action_requested.connect(lambda _key: self._leave())

    def _add_keys(self) -> None:
        add_keys(self, {str(at + 1): partial(self._sort, each) for at, each in enumerate(FOUR)})
        keys = {"D": self._ask_driver, "T": self._ask_day, "Z": self._take_back, "Esc": self._leave}
        add_keys(self, keys)
        # Return and Space belong to a button that has the focus: they sort only in the table.
        in_table = {"Space": self._put_off}
        for key in ("Return", "Enter"):
            in_table |= {key: self._accept, f"Shift+{key}": self._accept_all}
        add_keys(self.items, in_table)

    # -- show -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begins a sitting, or goes on with it."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Time that is spent elsewhere does not count."""
        self.watch.stop()
        super().hideEvent(event)

    def _on_shown(self, _shown: Shown) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        state = self._session.state
        before = self._sitting.number
        if self._session.at_now and self._sitting.join(state):
            self._regroup()
            if self._sitting.number > before:
                self.watch.reset()
        done, count = self._sitting.progress(state)
        self.head.show_progress(done, count, self.watch.seconds, self._desk.source())
        if not self._session.at_now or done == count:
            self.watch.stop()
            self._show_empty(count)
            return
        self.watch.start()
        self._stack.setCurrentIndex(0)
        self._showing = True  # rows come and go: nobody picks
        self._show_groups()
        self._show_items()
        self._showing = False
        self._show_card()

    def _show_empty(self, count: int) -> None:
        text = self.tr("All sorted. See the grid.")
        if not self._session.at_now:
            text = self.tr("The past is read-only. Go back to now to sort.")
        elif not count:
            text = self.tr("Nothing is unsorted. Imported items come here first.")
        self._empty.say(text)
        self._stack.setCurrentIndex(1)
        self._empty.buttons["grid"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _regroup(self) -> None:
        state, by = self._session.state, self._by
        items = self._sitting.items(state)
        if len(items) <= _AT_ONCE:
            self._sitting.groups = groups(items, state, by)
            return
        self._session.task(lambda _progress: groups(items, state, by), self._on_grouped)

    def _on_grouped(self, found: tuple[Group, ...]) -> None:
        self._sitting.groups = found
        if self.isVisible():
            self._refresh()

    def _show_groups(self) -> None:
        state = self._session.state
        rows, left = [], {}
        for group in self._sitting.groups:
            left[group.name] = len(self._sitting.left(state, group.items))
            count = len(group.items)
            rows.append(GroupRow(group.name, count - left[group.name], count))
        self.groups.groups.show_faces(rows)
        if not left:
            return
        wanted = self._wanted
        if wanted is not None:
            names = (group.name for group in self._sitting.groups if wanted in group.items)
            self._group = next(names, self._group)
        elif not left.get(self._group):
            # The group is done: on to the next one below, or the first that is left.
            known = list(left)
            at = known.index(self._group) if self._group in left else -1
            order = [*known[at + 1 :], *known[: at + 1]]
            self._group = next((name for name in order if left[name]), known[0])
            self._row = 0
        self.groups.choose([row.name for row in rows].index(self._group))

    def _show_items(self) -> None:
        left = self._desk.left(self._group)
        count = next((len(g.items) for g in self._sitting.groups if g.name == self._group), 0)
        self.items.items.show([self._desk.row(item) for item in left])
        self.items.name.setText(self._group)
        self.items.note.setText(
            self.tr("{done} sorted, {left} left").format(done=count - len(left), left=len(left))
        )
        wanted = None if self._wanted is None else self.items.items.row_of(self._wanted)
        if wanted is not None:
            self._row, self._wanted = wanted, None
        if left:
            self._row = min(self._row, len(left) - 1)
            self.items.choose(self._row)

    def _show_card(self) -> None:
        chosen = self._chosen()
        if chosen:
            face = self._desk.face(chosen, self._group)
            self.card.show_face(face, grid(self._session.state))

    # -- what a key means -------------------------------------------------------------------------

    def _chosen(self) -> list[Item]:
        return self._desk.items(self.items.chosen())

    def _accept(self) -> None:
        self._sort(None)

    def _sort(self, quadrant: Quadrant | None) -> None:
        pairs = self._desk.pairs(self._chosen(), quadrant)
        if self._stack.currentIndex() or not pairs:
            self._session.said.emit(self.tr("No suggestion for this one: press 1 to 4."), None)
            return
        lacks = Missing(
            driver=any(target.lacks_driver for _, target in pairs),
            day=any(target.lacks_day for _, target in pairs),
        )
        if not lacks:
            self._record(pairs)
            return
        self._asking = lambda driver, day: self._record(
            [
                (item, Target(each.quadrant, each.driver or driver, each.day or day))
                for item, each in pairs
            ]
        )
        self.card.prompt.ask(self._question([item for item, _ in pairs], lacks), lacks)

    def _question(self, items: Sequence[Item], lacks: Missing) -> str:
        what = f"“{items[0].title}”" if len(items) == 1 else counted(len(items), "item")
        if lacks.driver:
            return self.tr("What makes {what} a must do?").format(what=what)
        return self.tr("By when must {what} be done?").format(what=what)

    def _accept_all(self) -> None:
        pairs = self._desk.ready(self._group)
        if not pairs:
            text = self.tr("No item of this group has a whole suggestion: sort them one by one.")
            self._session.said.emit(text, None)
            return
        left = len(self._desk.left(self._group)) - len(pairs)
        say = self.tr("{items} sorted").format(items=items_text(len(pairs)))
        if left:
            say += self.tr(", {n} left for you").format(n=left)
        self._record(pairs, say)

    def _record(self, pairs: Pairs, say: str | None = None) -> None:
        """Sorts; the cursor stays in its row, where the next item comes up."""
        chosen = self.items.chosen()
        self._row = max(0, self.items.view.currentIndex().row())
        if len(chosen) > 1:
            self._row = self.items.items.row_of(chosen[0]) or 0
        self._desk.record(pairs, say)
        self._focus_items()

    def _ask_driver(self) -> None:
        chosen = self._chosen()
        if chosen:
            lacks = Missing(driver=True, day=False)
            self._asking = lambda driver, _day: self._keep(chosen, driver, None)
            self.card.prompt.ask(self._question(chosen, lacks), lacks)

    def _ask_day(self) -> None:
        chosen = self._chosen()
        if chosen:
            lacks = Missing(driver=False, day=True)
            self._asking = lambda _driver, day: self._keep(chosen, None, day)
            self.card.prompt.ask(self._question(chosen, lacks), lacks)

    def _keep(self, items: Sequence[Item], driver: Driver | None, day: date | None) -> None:
        self._desk.keep(items, driver, day)
        self._show_card()
        self._focus_items()

    def _put_off(self) -> None:
        self._desk.sitting.put_off(self.items.chosen())
        self._show_items()
        self._show_card()

    def _take_back(self) -> None:
        self._wanted = self._desk.take_back()
        if self._wanted is None:
            self._session.said.emit(self.tr("Nothing was sorted here yet."), None)

    # -- slots ------------------------------------------------------------------------------------

    def _on_answered(self, driver: Driver | None, day: date | None) -> None:
        asking, self._asking = self._asking, None
        if asking is not None:
            asking(driver, day)

    def _on_opened(self, place: int) -> None:
        if 0 <= place < len(self._sitting.groups):
            self._group, self._row, self._wanted = self._sitting.groups[place].name, 0, None
            self._show_items()
            self._show_card()

    def _on_cut(self, by: str) -> None:
        self._by, self._group = GroupBy(by), ""
        self._regroup()
        self._refresh()

    def _on_picked(self) -> None:
        if self._showing:
            return
        self._selection.select(self.items.chosen())
        self._show_card()

    def _focus_items(self) -> None:
        self.items.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.page_requested.emit("grid")
