"""One deciding in progress: the state so far, the events so far, and what is looked up on the way.

Lives only as long as one call of `decide`. The rules read `state`, call `emit`, and raise Refused;
a refusal anywhere throws all of it away, so that nothing is half done.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from roadmap.errors import Conflict, FieldConflict, NotFound, Refused
from roadmap.events import Event
from roadmap.events.items import ItemAdded, ItemEdited, ItemMoved, ItemRemoved, ItemSplit
from roadmap.evolve import evolve
from roadmap.state import Item, Roadmap, State

_ItemPlaced = ItemAdded | ItemMoved | ItemEdited | ItemRemoved | ItemSplit


_UNUSUAL = {"person": "people", "capability": "capabilities"}


def _table_of(what: str) -> str:
    """Return the table of the state that holds what is called `what`, a singular word."""
    return _UNUSUAL.get(what, f"{what}s")


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of deciding: an aware time, and the day it falls on in the roadmap's zone."""

    at: datetime
    today: date


class Deciding:
    """The state after what was decided so far, and the events that led there."""

    def __init__(self, state: State, now: Now) -> None:
        self.state = state
        self.now = now
        self.events: list[Event] = []
        self._order: list[tuple[str, str]] | None = None
        self._by_key: dict[str, list[str]] | None = None

    def emit(self, event: Event) -> None:
        """Record that `event` happened; what follows is decided on the state after it."""
        before = self.state
        self.state = evolve(before, event)
        self.events.append(event)
        if isinstance(event, _ItemPlaced):
            self._follow(before, event)

    def _follow(self, before: State, event: _ItemPlaced) -> None:
        keys = [event.item] if not isinstance(event, ItemSplit) else [p.item for p in event.pieces]
        for key in keys:
            old, new = before.items.get(key), self.state.items.get(key)
            if self._order is not None and (old and old.rank) != (new and new.rank):
                if old is not None and old.rank is not None:
                    del self._order[bisect.bisect_left(self._order, (old.rank, key))]
                if new is not None and new.rank is not None:
                    bisect.insort(self._order, (new.rank, key))
            if self._by_key is not None and old is None and new is not None:
                for ref in new.external:
                    self._by_key.setdefault(ref.key, []).append(key)

    @property
    def order(self) -> list[tuple[str, str]]:
        """All ranked items as (rank, id), in order. Not to be changed by the caller."""
        if self._order is None:
            items = self.state.items.ordered()
            self._order = sorted((item.rank, item.id) for item in items if item.rank is not None)
        return self._order

    def require_roadmap(self) -> Roadmap:
        """Return the roadmap's settings. Raises Refused where no roadmap has begun."""
        if self.state.roadmap is None:
            raise Refused(
                "This roadmap has not begun: create it first.", command="`roadmap new` does."
            )
        return self.state.roadmap

    def check_new(self, what: str, key: str) -> None:
        """Raise Refused where there is a record with this id; `what` is the singular word."""
        if key in getattr(self.state, _table_of(what)):
            article = "an" if what[0] in "aeiou" else "a"
            raise Refused(
                f"There is {article} {what} with the id {key} already: leave the id out to get a "
                "new one."
            )

    # -- looking things up ------------------------------------------------------------------------

    def item(self, ref: str) -> Item:
        """Return the item with the id or tracker key `ref`. Raises NotFound or Refused."""
        found = self.state.items.get(ref)
        if found is not None:
            return found
        ids = [key for key in self._keys().get(ref, ()) if key in self.state.items]
        if len(ids) == 1:
            return self.state.items[ids[0]]
        if ids:
            raise Refused(
                f"{ref!r} is the key of {len(ids)} items from different sources: "
                f"name one by its id ({', '.join(sorted(ids))})."
            )
        raise NotFound(
            f"There is no item {ref!r}.",
            command="`roadmap items FILE` lists the ids and the tracker's keys.",
        )

    def _keys(self) -> dict[str, list[str]]:
        if self._by_key is None:
            self._by_key = {}
            for item in self.state.items.ordered():
                for ref in item.external:
                    self._by_key.setdefault(ref.key, []).append(item.id)
        return self._by_key

    def named(self, what: str, ref: str) -> str:
        """Return the id of the team, component, consumer or principle with this id or name.

        `what` is the singular word. Raises NotFound, listing what there is.
        """
        table: Any = getattr(self.state, _table_of(what))
        if ref in table:
            return ref
        wanted = ref.casefold()
        rows = table.ordered()
        for row in rows:
            if row.name.casefold() == wanted:
                return str(row.id)
        known = ", ".join(sorted(row.name for row in rows)[:8]) or "none so far"
        raise NotFound(f"There is no {what} {ref!r} (known: {known}). Add it first: add_{what}.")

    def protected(self, ref: str) -> str:
        """Return the id of the principle, or else of the measure, with this id or name."""
        measures = self.state.measures
        if ref in measures:
            return ref
        named = [each for each in measures.ordered() if each.name.casefold() == ref.casefold()]
        names = (each.name.casefold() for each in self.state.principles.ordered())
        if len(named) == 1 and ref.casefold() not in names:
            return named[0].id
        return self.named("principle", ref)

    # -- what the person saw ----------------------------------------------------------------------

    def check_was(
        self, key: str, name: str, record: object, was: Mapping[str, Any] | None, wants: object
    ) -> None:
        """Raise Conflict where a field is neither what the person saw nor what they want."""
        wanted: Mapping[str, Any] = wants if isinstance(wants, dict) else {}
        conflicts = []
        for field, seen in sorted((was or {}).items()):
            here = getattr(record, field)
            if here != seen and (field not in wanted or here != wanted[field]):
                conflicts.append(FieldConflict(key, field, seen, here, wanted.get(field)))
        if conflicts:
            fields = ", ".join(conflict.field for conflict in conflicts)
            raise Conflict(
                f"{name!r} was changed meanwhile ({fields}): look at it again and choose.",
                conflicts,
            )
