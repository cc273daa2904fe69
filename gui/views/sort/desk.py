"""What do sorting keys decide? From items and targets to one decision, and back again.

Knows the sitting and what was said for single items; which item is in view is the page's question.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from gui.models.sort.table import SortRow
from gui.models.sorting import Sitting, Target, sort_commands
from gui.models.words import day_text, family_of, key_of, short_name
from gui.session import Session
from gui.views.sort.card import SortFace
from roadmap.analysis.phrases.items import say_source
from roadmap.analysis.words import counted
from roadmap.commands import Command
from roadmap.state import Item
from roadmap.values import Driver, Quadrant

_RECENT = 3
Pairs = list[tuple[Item, Target]]


class SortDesk(QObject):
    """The work of the sort page without its widgets."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.sitting = Sitting()
        self._said: dict[str, tuple[Driver | None, date | None]] = {}
        self._done: list[tuple[str, tuple[str, ...]]] = []
        self._recent: dict[Quadrant, tuple[str, ...]] = {}
        self._rows: dict[str, tuple[Item, SortRow]] = {}

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The items with these ids that there are."""
        found = (self._session.state.items.get(key) for key in ids)
        return [item for item in found if item is not None]

    def left(self, group: str) -> list[Item]:
        """What is left of a group."""
        found = next((each for each in self.sitting.groups if each.name == group), None)
        return [] if found is None else self.sitting.left(self._session.state, found.items)

    def source(self) -> str:
        """The source that all items come from, "" where there are several or none."""
        state = self._session.state
        items = self.sitting.items(state)
        names = {item.external[0].source if item.external else "" for item in items}
        name = names.pop() if len(names) == 1 else ""
        known = next((each for each in state.sources.ordered() if each.name == name), None)
        return name if known is None else say_source({"format": known.format, "name": name})

    # -- targets ----------------------------------------------------------------------------------

    def target(self, item: Item, quadrant: Quadrant | None) -> Target | None:
        """Where an item goes: the suggestion, or a quadrant with what is known for it."""
        session = self._session
        base = self.sitting.target(session.state, item, session.today)
        driver, day = self._said.get(item.id, (None, None))
        if base is not None:
            driver, day = driver or base.driver, day or base.day
            quadrant = quadrant or base.quadrant
        if quadrant is None:
            return None
        return Target(quadrant, driver or item.driver, day or item.mandatory_by or item.due)

    def pairs(self, items: Sequence[Item], quadrant: Quadrant | None) -> Pairs:
        """The items that have a target, with it."""
        found = [(item, self.target(item, quadrant)) for item in items]
        return [(item, target) for item, target in found if target is not None]

    def ready(self, group: str) -> Pairs:
        """What "accept for all" sorts: the items whose suggestion lacks nothing."""
        return [
            (item, target)
            for item, target in self.pairs(self.left(group), None)
            if not (target.lacks_driver or target.lacks_day)
        ]

    def keep(self, items: Sequence[Item], driver: Driver | None, day: date | None) -> None:
        """Remembers what was said; it is recorded with the key that sorts."""
        for item in items:
            known = self._said.get(item.id, (None, None))
            self._said[item.id] = (driver or known[0], day or known[1])

    # -- deciding ---------------------------------------------------------------------------------

    def record(self, pairs: Pairs, say: str | None = None) -> None:
        """Sorts items as one decision."""
        session, state = self._session, self._session.state
        commands: list[Command] = []
        for item, target in pairs:
            found = self.sitting.suggestion(state, item, session.today)
            commands += sort_commands(item, target, found)
            last = (item.title, *self._recent.get(target.quadrant, ()))
            self._recent[target.quadrant] = last[:_RECENT]
        decision = session.execute(commands, say=say)
        if decision is not None:
            self._done.append((decision, tuple(item.id for item, _ in pairs)))

    def take_back(self) -> str | None:
        """Takes the last decision made here back; returns its first item, None without one."""
        if not self._done:
            return None
        decision, items = self._done.pop()
        self._session.undo(decision)
        return items[0]

    # -- what is shown of it ----------------------------------------------------------------------

    def row(self, item: Item) -> SortRow:
        """The item as a row of the table; made once while the item stays the same."""
        known = self._rows.get(item.id)
        if known is None or known[0] is not item:
            known = self._rows[item.id] = (item, self._row(item))
        return known[1]

    def _row(self, item: Item) -> SortRow:
        session = self._session
        found = self.sitting.suggestion(session.state, item, session.today)
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

    def face(self, chosen: Sequence[Item], group: str) -> SortFace:
        """What the card shows of the first of the chosen items."""
        session = self._session
        first = chosen[0]
        found = self.sitting.suggestion(session.state, first, session.today)
        target = self.target(first, None)
        facts = [key_of(first), first.type or "", first.priority or ""]
        if first.due is not None:
            facts.append(self.tr("due {day}").format(day=day_text(first.due, session.today)))
        several = len(chosen) > 1
        return SortFace(
            counted(len(chosen), "item") if several else first.title,
            () if several else tuple(fact for fact in facts if fact),
            None if target is None else target.quadrant,
            None if target is None else target.driver,
            self._day_said(target),
            () if found is None else found.reasons,
            len(self.left(group)),
            len(self.ready(group)),
            self._recent,
        )

    def _day_said(self, target: Target | None) -> str:
        dated = target is not None and target.quadrant is Quadrant.FORCED_LONG_TERM
        if target is None or target.day is None or not dated:
            return ""
        return day_text(target.day, self._session.today)
