"""What changed since a day, in a few lines: the weightiest, the latest imports, then the rest?

The weighing is weighty.py's, so that the page and what is shared tell the same; of an import there
is one line instead of one for each item that it brought. Each line names the decision behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap.analysis.overview.overview import Asked
from roadmap.analysis.phases.history import phase_history
from roadmap.analysis.phrases.sentences import changed_items, day_of, decision_sentence
from roadmap.events import Event
from roadmap.events.expectations import AskAnswered, GoalClosed
from roadmap.events.imports import SourceImported
from roadmap.report.brief import Change
from roadmap.report.differences import Side, differences
from roadmap.report.weighty import Period, baseline, weightiest
from roadmap.state import State
from roadmap.timeline import Timeline, Told

_MOST_IMPORTS = 2

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class News:
    """One line: of what, what changed, why, by whom and when; `item` is "" where it is about none.

    `what` is "" where `title` says all. `decision` is the last one that did this, None where it
    cannot be told.
    """

    title: str
    what: str
    why: str | None
    by: str
    day: date | None
    decision: str | None
    item: str = ""

    def as_json(self) -> Json:
        """Return the line as `overview --json` shows it."""
        day = None if self.day is None else self.day.isoformat()
        return {
            "title": self.title,
            "what": self.what,
            "why": self.why,
            "by": self.by,
            "day": day,
            "decision": self.decision,
            "item": self.item,
        }


def with_news(document: Json, timeline: Timeline, asked: Asked, most: int) -> Json:
    """Return an overview's document with `most` lines of news under `changes`, "weightiest"."""
    since = date.fromisoformat(document["changes"]["since"])
    lines = [each.as_json() for each in news(timeline, asked.index, since, asked.today, most)]
    return {**document, "changes": {**document["changes"], "weightiest": lines}}


def news(timeline: Timeline, index: int, since: date, today: date, most: int) -> tuple[News, ...]:
    """Return at most `most` lines about what changed from `since` to decision `index`.

    The latest imports have a place among them; where little weighs anything, other decisions
    follow, the latest first.
    """
    first = baseline(timeline, index, since)
    told = list(timeline.history(first + 1, index + 1))
    imports = [each for each in told if _is_import(each)][-_MOST_IMPORTS:][::-1]
    changes = _by_weight(timeline, first, told, since, today)
    weighty, _ = Period(since, "", "", changes).first(most - len(imports))
    state = timeline.state_after(index)
    found = [_line(each, _cause(each, timeline, told), state) for each in weighty]
    found += [_plain(timeline, each) for each in imports]
    return (*found, *_others(timeline, told, found))[:most]


def _by_weight(
    timeline: Timeline, first: int, told: Sequence[Told], since: date, today: date
) -> tuple[Change, ...]:
    """Return what weighty.py says, but for what an import alone brought: its own line says that."""
    if not told:
        return ()
    start = timeline.tell(first).id if first >= 0 else None
    before = Side(start, timeline.end(first), since, timeline.state_after(first), None)
    index = told[-1].index
    after = Side(told[-1].id, timeline.end(index), today, timeline.state_after(index), None)
    found = differences(before.state, after.state, lambda _item: True)
    brought = {key for each in told if _is_import(each) for key in changed_items(each.events)}
    changes = weightiest(timeline, before, after, found, told)
    return tuple(each for each in changes if each.section != "added" or each.item not in brought)


def _is_import(told: Told) -> bool:
    return any(isinstance(event, SourceImported) for event in told.events)


def _line(change: Change, cause: Told | None, state: State) -> News:
    title, what = change.title, change.what
    why = None if change.reason is None else change.reason.why
    if cause is None:
        return News(title, what, why, "", None, None, change.item)
    day = day_of(cause.decision, state)
    return News(title, what, why, cause.by.name, day, cause.id, change.item)


def _cause(change: Change, timeline: Timeline, told: Sequence[Told]) -> Told | None:
    """Return the last decision that did it: the one with the reason that is told."""
    index = told[-1].index
    if change.section == "phase":
        entered = phase_history(timeline, None).changes(index)[-1].decision
        return next((each for each in told if each.id == entered), None)
    state = timeline.state_after(index)
    did = [each for each in told if _did(change, each, state)]
    reason = change.reason
    with_reason = [each for each in did if reason is not None and each.why == reason.why]
    return next(reversed(with_reason or did), None)


def _did(change: Change, told: Told, state: State) -> bool:
    if change.item:
        return change.item in changed_items(told.events)
    return change.title in {_about(event, state) for event in told.events}


def _about(event: Event, state: State) -> str | None:
    """Return how weighty.py calls the ask or goal that an event closed."""
    if isinstance(event, AskAnswered):
        ask = state.asks.get(event.ask)
        return None if ask is None else f"“{ask.title}”"
    if isinstance(event, GoalClosed):
        goal = state.goals.get(event.goal)
        return None if goal is None else goal.name
    return None


def _plain(timeline: Timeline, told: Told) -> News:
    """Return a decision as its own line."""
    before, after = timeline.state_after(told.index - 1), timeline.state_after(told.index)
    text = decision_sentence(told.decision, told.events, before, after).text
    return News(text, "", told.why, told.by.name, day_of(told.decision, after), told.id)


def _others(timeline: Timeline, told: Sequence[Told], found: Sequence[News]) -> Iterator[News]:
    """Yield the decisions that no line is about yet, the latest first."""
    said = {each.decision for each in found}
    items = {each.item for each in found}
    for each in reversed(told):
        if each.id not in said and not items.intersection(changed_items(each.events)):
            yield _plain(timeline, each)
