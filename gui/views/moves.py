"""Which commands does a move on the grid mean, and what must be asked before it can be made?

Pure: from the state that is shown and what a person did, to commands. Several items moved at once
are one decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gui.models.words import MUST_DO, axes
from roadmap.commands import Command
from roadmap.commands.items import MoveItem, ReclassifyItem, ShedItem
from roadmap.fields.items import Classification, ItemFields
from roadmap.state import Item, State
from roadmap.values import Driver, Forcing, Quadrant


@dataclass(frozen=True, slots=True)
class Landing:
    """Where items are to go: into a quadrant, and there before or after another item."""

    ids: tuple[str, ...]
    quadrant: Quadrant
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What must-do work still has to say before it may land."""

    driver: bool
    day: bool

    def __bool__(self) -> bool:
        return self.driver or self.day


def missing(state: State, landing: Landing) -> Missing:
    """Return what the items lack for their new quadrant."""
    if landing.quadrant not in MUST_DO:
        return Missing(driver=False, day=False)
    items = _items(state, landing.ids)
    dated = landing.quadrant is Quadrant.FORCED_LONG_TERM
    return Missing(
        driver=any(item.driver is None for item in items),
        day=dated and any(item.mandatory_by is None for item in items),
    )


def commands_for(
    state: State, landing: Landing, *, driver: Driver | None = None, day: date | None = None
) -> list[Command]:
    """Return the commands of a move; ``driver`` and ``day`` fill in what an item lacks."""
    commands: list[Command] = []
    for item in _items(state, landing.ids):
        fields = _classification(item, landing.quadrant, driver, day)
        if fields:
            was = {key: getattr(item, key) for key in fields}
            seen: ItemFields = was  # type: ignore[assignment]  # built from the fields' own names
            commands.append(ReclassifyItem(item=item.id, fields=fields, was=seen))
    return [*commands, *ranking(landing)]


def _items(state: State, ids: Sequence[str]) -> list[Item]:
    found = (state.items.get(key) for key in ids)
    return [item for item in found if item is not None]


def _classification(
    item: Item, quadrant: Quadrant, driver: Driver | None, day: date | None
) -> Classification:
    fields: Classification = {}
    if item.quadrant is not quadrant:
        fields["forcing"], fields["horizon"] = axes(quadrant)
    if axes(quadrant)[0] is Forcing.FORCED:
        if driver is not None and item.driver is None:
            fields["driver"] = driver
        if day is not None and item.mandatory_by is None:
            fields["mandatory_by"] = day
    return fields


def ranking(landing: Landing) -> list[Command]:
    """Return the commands that only change the order."""
    if landing.before is not None:
        return [MoveItem(item=key, before=landing.before) for key in landing.ids]
    commands: list[Command] = []
    after = landing.after
    for key in landing.ids if after is not None else ():
        commands.append(MoveItem(item=key, after=after))
        after = key
    return commands


def landing_at(
    ids: Sequence[str], quadrant: Quadrant, shown: Sequence[str], before: str | None
) -> Landing:
    """Return the landing of ``ids`` before a card of ``shown``, or at the end of them."""
    staying = [key for key in shown if key not in ids]
    if before is not None:
        return Landing(tuple(ids), quadrant, before=before)
    return Landing(tuple(ids), quadrant, after=staying[-1] if staying else None)


def ranked(
    ids: Sequence[str], quadrant: Quadrant, shown: Sequence[str], step: int
) -> Landing | None:
    """Return the landing one place earlier (-1) or later (1), None at the edge.

    Several selected cards gather around the first or last of them.
    """
    chosen = set(ids)
    places = [row for row, key in enumerate(shown) if key in chosen]
    if not places:
        return None
    if step < 0:
        earlier = next((row for row in range(places[0] - 1, -1, -1)), None)
        return None if earlier is None else Landing(tuple(ids), quadrant, before=shown[earlier])
    later = places[-1] + 1
    return None if later >= len(shown) else Landing(tuple(ids), quadrant, after=shown[later])


def shedding(state: State, ids: Sequence[str]) -> list[Command]:
    """Return the commands that give up the open items among ``ids``."""
    return [ShedItem(item=item.id) for item in _items(state, ids) if item.is_open]
