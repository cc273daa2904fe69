"""What is to be sorted in this sitting, in which groups, and how far is it?

The groups stay as they were made when sorting began, so that nothing jumps under the keys; what was
put off until later goes to the end of its group. No Qt, and no rule: suggestions come from triage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roadmap.analysis.items.grid import grid
from roadmap.analysis.items.topics import Group
from roadmap.analysis.items.triage import Suggestion, suggest
from roadmap.commands import Command
from roadmap.commands.items import EditItem, ReclassifyItem
from roadmap.fields.items import Classification
from roadmap.state import Item, State
from roadmap.values import Driver, Forcing, Horizon, Quadrant


@dataclass(frozen=True, slots=True)
class Target:
    """Where one item goes: the quadrant, and what must-do work has to say."""

    quadrant: Quadrant
    driver: Driver | None = None
    day: date | None = None

    @property
    def lacks_driver(self) -> bool:
        """Whether the driver is missing."""
        return self._is_must and self.driver is None

    @property
    def lacks_day(self) -> bool:
        """Whether the date is missing."""
        return self.quadrant is Quadrant.FORCED_LONG_TERM and self.day is None

    @property
    def _is_must(self) -> bool:
        return self.quadrant in (Quadrant.FORCED_SHORT_TERM, Quadrant.FORCED_LONG_TERM)


def sort_commands(item: Item, target: Target, suggestion: Suggestion | None) -> list[Command]:
    """Return the commands that sort one item; its kind is taken from the suggestion."""
    forcing, horizon = target.quadrant.value.split("_", 1)
    fields: Classification = {"forcing": Forcing(forcing), "horizon": Horizon(horizon)}
    if fields["forcing"] is Forcing.FORCED:
        fields["driver"] = target.driver
        if target.quadrant is Quadrant.FORCED_LONG_TERM:
            fields["mandatory_by"] = target.day
    was = {"forcing": item.forcing, "horizon": item.horizon}
    commands: list[Command] = [
        ReclassifyItem.model_validate({"item": item.id, "fields": fields, "was": was})
    ]
    if suggestion is not None and suggestion.kind is not None and item.kind is None:
        commands.append(EditItem(item=item.id, fields={"kind": suggestion.kind}))
    return commands


class Sitting:
    """The items that were unsorted when sorting began, or became so since.

    Once all are sorted, what comes in afterwards begins another sitting; ``number`` counts them.
    """

    def __init__(self) -> None:
        self.groups: tuple[Group, ...] = ()
        self.number = 0
        self._batch: dict[str, None] = {}
        self._later: dict[str, int] = {}
        self._suggested: dict[str, tuple[Item, date, Suggestion | None]] = {}

    def join(self, state: State) -> bool:
        """Take in what is unsorted now; return whether something is new."""
        found = grid(state).of(Quadrant.UNSORTED).items
        new = [key for key in found if key not in self._batch]
        if new and not self.left(state, self._batch):
            self._batch.clear()
            self.number += 1
        self._batch.update(dict.fromkeys(new))
        return bool(new)

    def items(self, state: State) -> list[Item]:
        """Return the items of the sitting that are sorted or still to be.

        What was removed, or done or shed before anybody sorted it, is nobody's work here.
        """
        found = (state.items.get(key) for key in self._batch)
        return [
            item
            for item in found
            if item is not None and (item.is_open or item.quadrant is not Quadrant.UNSORTED)
        ]

    def left(self, state: State, ids: Iterable[str]) -> list[Item]:
        """Return those of ``ids`` that are still unsorted, what was put off last."""
        found = (state.items.get(key) for key in ids)
        waiting = [
            item
            for item in found
            if item is not None and item.is_open and item.quadrant is Quadrant.UNSORTED
        ]
        return sorted(waiting, key=lambda item: self._later.get(item.id, 0))

    def put_off(self, ids: Iterable[str]) -> None:
        """Move items to the end of their group."""
        last = max(self._later.values(), default=0)
        for place, key in enumerate(ids):
            self._later[key] = last + 1 + place

    def progress(self, state: State) -> tuple[int, int]:
        """Return how many are sorted, and of how many."""
        items = self.items(state)
        return len(items) - len(self.left(state, [item.id for item in items])), len(items)

    def suggestion(self, state: State, item: Item, today: date) -> Suggestion | None:
        """Return what triage suggests; kept while the item stays the same."""
        known = self._suggested.get(item.id)
        if known is None or known[0] is not item or known[1] != today:
            found = suggest(item, today, state.roadmap)
            known = self._suggested[item.id] = (item, today, found)
        return known[2]

    def target(self, state: State, item: Item, today: date) -> Target | None:
        """Return where the suggestion would put an item, None without one."""
        found = self.suggestion(state, item, today)
        if found is None:
            return None
        return Target(found.quadrant, found.driver or item.driver, found.mandatory_by)
