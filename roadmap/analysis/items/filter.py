"""Which items a page shows: one filter by team, component, label and words, for every page."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.analysis.items.haystack import Haystacks, hay_of, haystacks, words_of
from roadmap.errors import NotFound
from roadmap.state import Component, Item, State, Table, Team


@dataclass(frozen=True, slots=True)
class Filter:
    """What an item has to have: ids of team and component, a label, words; None asks nothing."""

    team: str | None = None
    component: str | None = None
    label: str | None = None
    text: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every item passes."""
        return not (self.team or self.component or self.label or self.text)


EVERYTHING = Filter()


class Sieve:
    """A filter made ready for many items of one state: `sieve(item)` says whether it passes."""

    __slots__ = ("_component", "_haystacks", "_label", "_team", "_words")

    def __init__(self, wanted: Filter, items: Table[Item]) -> None:
        self._team = wanted.team
        self._component = wanted.component
        self._label = wanted.label.casefold() if wanted.label else None
        self._words = [f" {word}" for word in words_of(wanted.text or "")]
        # Folding the text of all items is only worth it where words are asked for.
        self._haystacks: Haystacks = haystacks(items, None) if self._words else {}

    def __call__(self, item: Item) -> bool:
        """Return whether `item` passes."""
        if self._team and item.team != self._team:
            return False
        if self._component and item.component != self._component:
            return False
        if self._label and self._label not in (label.casefold() for label in item.labels):
            return False
        if not self._words:
            return True
        # Items of another state are let through the same filter when two moments are compared.
        hay = self._haystacks.get(item.id) or hay_of(item)
        return all(word in hay.names or word in hay.notes for word in self._words)


def filter_named(
    state: State,
    *,
    team: str | None = None,
    component: str | None = None,
    label: str | None = None,
    text: str | None = None,
) -> Filter:
    """Return the filter for a team and component given by id or by name.

    Raises NotFound with the names there are.
    """
    team_id = _known("team", team, state.teams)
    component_id = _known("component", component, state.components)
    return Filter(team_id, component_id, label or None, text or None)


def _known(word: str, wanted: str | None, table: Table[Team] | Table[Component]) -> str | None:
    if not wanted:
        return None
    if wanted in table:
        return wanted
    records = table.ordered()
    for record in records:
        if record.name.casefold() == wanted.casefold():
            return record.id
    names = ", ".join(sorted(record.name for record in records)) or "none yet"
    raise NotFound(f"There is no {word} {wanted!r} in this roadmap. Known: {names}.")
