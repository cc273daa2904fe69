"""How does a heap of imported items get onto the grid, one key each?

Groups at the left, the item and its four targets above, the group's other items below. Nothing is
recorded but by a key or a click of the person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.models.sort_table import GroupRow, SortRow
from gui.models.sorting import Sitting, Target, sort_commands
from gui.models.words import FOUR, day_text, family_of, items_text, key_of, short_name
from gui.selection import Selection
from gui.session import Session, Shown
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS, PAGE_MARGIN
from gui.views.emergency import EmergencyPopover
from gui.views.moves import Missing
from gui.views.sort_card import SortCard, SortFace
from gui.views.sort_head import SortHead
from gui.views.sort_sides import GroupsPanel, ItemsPanel
from gui.widgets.empty_state import EmptyState
from roadmap.analysis.grid import grid
from roadmap.analysis.topics import Group, GroupBy, groups
from roadmap.analysis.words import counted
from roadmap.commands import Command
from roadmap.state import Item
from roadmap.values import Driver, Quadrant

_AT_ONCE = 400  # grouping more items than this takes a worker
_RECENT = 3


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
        self._sitting = Sitting()
        self._by = GroupBy.WORDS
        self._group = ""
        self._row = 0
        self._wanted: str | None = None
        self._said: dict[str, tuple[Driver | None, date | None]] = {}
        self._done: list[tuple[str, tuple[str, ...]]] = []
        self._recent: dict[Quadrant, tuple[str, ...]] = {}
        self._asking: Callable[[Driver | None, date | None], None] | None = None
        self._began = monotonic()
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

    def find(self) -> None:  # type: ignore[override]  # the window's name for it, not Qt's
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
        for place, quadrant in enumerate(FOUR):
            self._on_key(str(place + 1), partial(self._sort, quadrant))
        # Return and Space belong to a button that has the focus: they sort only in the table.
        for keys in ("Return", "Enter"):
            self._on_key(keys, self._accept, self.items)
            self._on_key(f"Shift+{keys}", self._accept_all, self.items)
        self._on_key("D", self._ask_driver)
        self._on_key("T", self._ask_day)
        self._on_key("Space", self._put_off, self.items)
        self._on_key("Z", self._take_back)
        self._on_key("Esc", self._leave)

    def _on_key(self, keys: str, do: Callable[[], None], where: QWidget | None = None) -> None:
        shortcut = QShortcut(QKeySequence(keys), where or self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(do)

    # -- show -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begins a sitting, or goes on with it."""
        super().showEvent(event)
        if not self._done:
            self._began = monotonic()
        self._refresh()

    def _on_shown(self, _shown: Shown) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        state = self._session.state
        if self._session.at_now and self._sitting.join(state):
            self._regroup()
        done, count = self._sitting.progress(state)
        items = self._sitting.items(state)
        self.head.show_progress(done, count, monotonic() - self._began, self._from(items))
        if not self._session.at_now or done == count:
            self._show_empty(count)
            return
        self._stack.setCurrentIndex(0)
        self._show_groups()
        self._show_items()
        self._show_card()

    def _from(self, items: Sequence[Item]) -> str:
        """The source that all items come from, "" where there are several or none."""
        names = {item.external[0].source if item.external else "" for item in items}
        return names.pop() if len(names) == 1 else ""

    def _show_empty(self, count: int) -> None:
        text = self.tr("All sorted. See the grid.")
        if not self._session.at_now:
            text = self.tr("The past is read-only. Go back to now to sort.")
        elif not count:
            text = self.tr("Nothing is unsorted. Imported items come here first.")
        self._empty.sentence.setText(text)
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
        self.groups.groups.show(rows)
        if not left:
            return
        wanted = self._wanted
        if wanted is not None:
            self._group = next(g.name for g in self._sitting.groups if wanted in g.items)
        elif not left.get(self._group):
            # The group is done: on to the next one below, or the first that is left.
            names = list(left)
            at = names.index(self._group) if self._group in left else -1
            order = [*names[at + 1 :], *names[: at + 1]]
            self._group = next(name for name in order if left[name])
            self._row = 0
        self.groups.choose([row.name for row in rows].index(self._group))

    def _items_left(self) -> list[Item]:
        group = next((g for g in self._sitting.groups if g.name == self._group), None)
        return [] if group is None else self._sitting.left(self._session.state, group.items)

    def _show_items(self) -> None:
        left = self._items_left()
        count = next((len(g.items) for g in self._sitting.groups if g.name == self._group), 0)
        self.items.items.show([self._table_row(item) for item in left])
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

    def _table_row(self, item: Item) -> SortRow:
        session = self._session
        found = self._sitting.suggestion(session.state, item, session.today)
        words = session.settings.words
        return SortRow(
            item.id,
            key_of(item),
            item.title,
            item.priority or "",
            self.tr("none") if item.due is None else day_text(item.due, session.today),
            "" if found is None else short_name(words.of(found.quadrant)),
            "neutral" if found is None else family_of(found.quadrant),
            "" if found is None else ", ".join(found.reasons),
        )

    def _show_card(self) -> None:
        session = self._session
        chosen = self._chosen()
        if not chosen:
            return
        first = chosen[0]
        found = self._sitting.suggestion(session.state, first, session.today)
        target = self._target(first, None)
        several = len(chosen) > 1
        facts = [key_of(first), first.type or "", first.priority or ""]
        if first.due is not None:
            facts.append(self.tr("due {day}").format(day=day_text(first.due, session.today)))
        face = SortFace(
            counted(len(chosen), "item") if several else first.title,
            () if several else tuple(fact for fact in facts if fact),
            None if target is None else target.quadrant,
            None if target is None else target.driver,
            self._day_said(target),
            () if found is None else found.reasons,
            len(self._items_left()),
            len(self._ready()),
            self._recent,
        )
        self.card.show_face(face, grid(session.state))

    def _day_said(self, target: Target | None) -> str:
        dated = target is not None and target.quadrant is Quadrant.FORCED_LONG_TERM
        if target is None or target.day is None or not dated:
            return ""
        return day_text(target.day, self._session.today)

    # -- what a key means -------------------------------------------------------------------------

    def _chosen(self) -> list[Item]:
        items = self._session.state.items
        return [items[key] for key in self.items.chosen() if key in items]

    def _target(self, item: Item, quadrant: Quadrant | None) -> Target | None:
        """Where an item goes: the suggestion, or a quadrant with what is known for it."""
        session = self._session
        base = self._sitting.target(session.state, item, session.today)
        driver, day = self._said.get(item.id, (None, None))
        if base is not None:
            driver, day = driver or base.driver, day or base.day
        if quadrant is None and base is None:
            return None
        chosen = quadrant or (base.quadrant if base is not None else Quadrant.UNSORTED)
        return Target(chosen, driver or item.driver, day or item.mandatory_by or item.due)

    def _ready(self) -> list[tuple[Item, Target]]:
        """What "accept for all" sorts: the items whose suggestion lacks nothing."""
        found = [(item, self._target(item, None)) for item in self._items_left()]
        return [
            (item, target)
            for item, target in found
            if target is not None and not (target.lacks_driver or target.lacks_day)
        ]

    def _accept(self) -> None:
        self._sort(None)

    def _sort(self, quadrant: Quadrant | None) -> None:
        if self._stack.currentIndex():
            self._leave()
            return
        found = [(item, self._target(item, quadrant)) for item in self._chosen()]
        pairs = [(item, target) for item, target in found if target is not None]
        if not pairs:
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
        pairs = self._ready()
        if not pairs:
            text = self.tr("No item of this group has a whole suggestion: sort them one by one.")
            self._session.said.emit(text, None)
            return
        left = len(self._items_left()) - len(pairs)
        say = self.tr("{items} sorted").format(items=items_text(len(pairs)))
        if left:
            say += self.tr(", {n} left for you").format(n=left)
        self._record(pairs, say)

    def _record(self, pairs: Sequence[tuple[Item, Target]], say: str | None = None) -> None:
        session, state = self._session, self._session.state
        commands: list[Command] = []
        for item, target in pairs:
            found = self._sitting.suggestion(state, item, session.today)
            commands += sort_commands(item, target, found)
        self._row = max(0, self.items.view.currentIndex().row())
        chosen = self.items.chosen()
        if len(chosen) > 1:
            self._row = self.items.items.row_of(chosen[0]) or 0
        for item, target in pairs:
            last = (item.title, *self._recent.get(target.quadrant, ()))
            self._recent[target.quadrant] = last[:_RECENT]
        decision = session.execute(commands, say=say)
        if decision is not None:
            self._done.append((decision, tuple(item.id for item, _ in pairs)))
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
        """Remember what was said; it is recorded with the key that sorts."""
        for item in items:
            known = self._said.get(item.id, (None, None))
            self._said[item.id] = (driver or known[0], day or known[1])
        self._show_card()
        self._focus_items()

    def _put_off(self) -> None:
        self._sitting.put_off(self.items.chosen())
        self._show_items()
        self._show_card()

    def _take_back(self) -> None:
        if not self._done:
            self._session.said.emit(self.tr("Nothing was sorted here yet."), None)
            return
        decision, items = self._done.pop()
        self._wanted = items[0]
        self._session.undo(decision)

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
        self._selection.select(self.items.chosen())
        self._show_card()

    def _focus_items(self) -> None:
        self.items.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.page_requested.emit("grid")
