"""Which decisions does the playback step and play through? By person, kind, item, principle, team.

What a decision is about is said in keys such as "item:ID", "principle:ID" and "team:ID".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gui.models.decisions.kinds import kinds_of
from roadmap.analysis.phrases.sentences import changed_items
from roadmap.service import Told
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class PlaybackFilter:
    """What is wanted; "" is all. ``about`` is a key as in ``about_of``."""

    person: str = ""
    kind: str = ""
    about: str = ""

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.person or self.kind or self.about)


@dataclass(frozen=True, slots=True)
class Noted:
    """What stepping needs to know of a decision."""

    person: str
    kinds: frozenset[str]
    about: frozenset[str]

    def meets(self, wanted: PlaybackFilter) -> bool:
        """Whether the decision is wanted."""
        return (
            (not wanted.person or self.person == wanted.person)
            and (not wanted.kind or wanted.kind in self.kinds)
            and (not wanted.about or wanted.about in self.about)
        )


def noted(told: Told, state: State) -> Noted:
    """Return what stepping needs to know of a decision; ``state`` says what items belong to."""
    return Noted(told.by.id, kinds_of(told), about_of(told, state))


def about_of(told: Told, state: State) -> frozenset[str]:
    """Return the items, principles and teams that a decision is about.

    An item brings the principles it protects, the team that does it and the teams it serves, a
    measure its principle, and a record that names any of them what it names.
    """
    found: set[str] = set()
    for item in changed_items(told.events):
        found.update(_item_keys(item, state))
    for event in told.events:
        named = {**dict(getattr(event, "fields", None) or {}), **_ids(event)}
        for field, value in named.items():
            found.update(_keys(field, value, state))
    return frozenset(found)


def _ids(event: object) -> dict[str, str]:
    """Return the ids that an event carries, by what they are of."""
    words = ("team", "consumer", "principle", "measure", "signal", "risk")
    pairs = ((word, getattr(event, word, None)) for word in words)
    return {word: key for word, key in pairs if isinstance(key, str)}


def _keys(field: str, value: object, state: State) -> Iterator[str]:
    if isinstance(value, tuple | list):
        for each in value:
            if isinstance(each, str):
                yield from _keys(field.removesuffix("s"), each, state)
        return
    if not isinstance(value, str):
        return
    match field:
        case "team" | "consumer" | "principle":
            yield f"{'team' if field == 'consumer' else field}:{value}"
        case "protect" if value in state.principles:
            yield f"principle:{value}"
        case "measure" | "protect":
            measure = state.measures.get(value)
            if measure is not None and measure.principle is not None:
                yield f"principle:{measure.principle}"
        case "item":
            yield from _item_keys(value, state)
        case "signal" | "risk":
            record = (state.signals if field == "signal" else state.risks).get(value)
            item = getattr(record, "item", None)
            if item is not None:
                yield from _item_keys(item, state)


def _item_keys(key: str, state: State) -> Iterator[str]:
    yield f"item:{key}"
    item = state.items.get(key)
    if item is None:
        return
    for each in item.protects:
        yield from _keys("protect", each, state)
    yield from (f"team:{each}" for each in item.consumers)
    if item.team is not None:
        yield f"team:{item.team}"


def about_choices(state: State, item: str | None) -> tuple[tuple[str, str], ...]:
    """Return what can be asked for as (key, words): the selected item, principles, teams."""
    found: list[tuple[str, str]] = []
    selected = None if item is None else state.items.get(item)
    if selected is not None:
        found.append((f"item:{selected.id}", f"Item: {_short(selected.title)}"))
    principles = sorted(state.principles.ordered(), key=lambda each: (each.place, each.id))
    found += [(f"principle:{each.id}", f"Principle: {each.name}") for each in principles]
    teams = [(each.name, each.id) for each in state.teams.ordered()]
    teams += [(each.name, each.id) for each in state.consumers.ordered()]
    for name, key in sorted(teams, key=lambda each: (each[0].casefold(), each[1])):
        found.append((f"team:{key}", f"Team: {name}"))
    return tuple(found)


def _short(text: str, most: int = 32) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
