"""Which decisions belong to the life of an item, and what does each say of it?

Besides what happened to the item itself: risks accepted for it, signals it answers, measures of its
success, asks, goals and reviews that name it, and each kept forecast that saw another date for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from roadmap.analysis.phrases.items import Tone
from roadmap.analysis.phrases.sentences import (
    Sentence,
    changed_items,
    day_of,
    event_sentence,
    story_sentence,
)
from roadmap.analysis.words import say_day
from roadmap.events import Decision, Event
from roadmap.events.base import Edits, RecordEvent, Removes
from roadmap.events.forecasts import ForecastKept
from roadmap.records.forecasts import Forecast
from roadmap.state import State


class ItemsNamed:
    """Says of one decision after the other, in their order, which items it is about."""

    def __init__(self) -> None:
        """Begin before the first decision."""
        self._records: dict[tuple[str, str], tuple[str, ...]] = {}
        self._forecast: dict[str, date | None] = {}

    def about(self, events: Iterable[Event]) -> tuple[str, ...]:
        """Return the ids of the items, in the order in which they come first."""
        events = tuple(events)
        found = dict.fromkeys(changed_items(events))
        for event in events:
            found.update(dict.fromkeys(self._named(event)))
        return tuple(found)

    def _named(self, event: Event) -> Iterator[str]:
        if isinstance(event, ForecastKept):
            yield from self._forecast_named(event.facts)
        elif isinstance(event, RecordEvent) and event.table != "items":
            place = (event.table, event.key)
            known = self._records.get(place, ())
            said = _items_in(getattr(event, "fields", None))
            if isinstance(event, Removes):
                self._records.pop(place, None)
            elif said is not None:
                self._records[place] = said
            yield from (*known, *(said or ()))

    def _forecast_named(self, facts: Forecast) -> Iterator[str]:
        if facts.scenario is not None:
            return
        for each in facts.items:
            day = facts.last_day(each.p85)
            if each.item not in self._forecast or self._forecast[each.item] != day:
                self._forecast[each.item] = day
                yield each.item


def _items_in(fields: object) -> tuple[str, ...] | None:
    """Return the items that fields name; None where they say nothing of items."""
    if not isinstance(fields, dict):
        return None
    item, items = fields.get("item"), fields.get("items")
    if "item" not in fields and "items" not in fields:
        return None
    return (*((item,) if isinstance(item, str) else ()), *(items or ()))


def life_sentence(
    item: str, decision: Decision, events: Sequence[Event], before: State, after: State
) -> Sentence:
    """Return what a decision says of an item that `ItemsNamed` found in it.

    `before` and `after` are the states around the decision.
    """
    if item in changed_items(events):
        return story_sentence(item, decision, events, before, after)
    for event in events:
        if isinstance(event, ForecastKept) and event.facts.scenario is None:
            return _forecast_sentence(item, event.facts, before, day_of(decision, after))
        if item in _record_items(event, before, after):
            return event_sentence(event, before, after, day_of(decision, after))
    return story_sentence(item, decision, events, before, after)


def _record_items(event: Event, before: State, after: State) -> tuple[str, ...]:
    if not isinstance(event, RecordEvent) or event.table == "items":
        return ()
    found = list(_items_in(getattr(event, "fields", None)) or ())
    if isinstance(event, Edits | Removes):
        for state in (before, after):
            record = getattr(state, event.table).get(event.key)
            one, many = getattr(record, "item", None), getattr(record, "items", ())
            found += [*((one,) if isinstance(one, str) else ()), *many]
    return tuple(found)


def _forecast_sentence(item: str, facts: Forecast, before: State, today: date) -> Sentence:
    now = _day_in(facts, item)
    kept = [each for each in before.forecasts.ordered() if each.facts.scenario is None]
    last = max(kept, key=lambda each: each.place, default=None)
    knew = last is not None and any(each.item == item for each in last.facts.items)
    was = _say(None if last is None else _day_in(last.facts, item), today) if knew else ""
    said = _say(now, today)
    lead = "Forecast: " if now is None else "Forecast: 85% by "
    if was:
        lead = f"Forecast of 85%: {was} → "
    return Sentence(said, f"{lead}{said}", "forecast", Tone.NEUTRAL, len(lead))


def _day_in(facts: Forecast, item: str) -> date | None:
    found = next((each for each in facts.items if each.item == item), None)
    return None if found is None else facts.last_day(found.p85)


def _say(day: date | None, today: date) -> str:
    return "not in sight" if day is None else say_day(day, today)
