"""Which moments of a history are worth a mark on the time axis, and what is said at each?

Phase changes and breaches are computed along the history; scenarios adopted, people joining,
closed sprints, answers, reviews and bookmarks are decisions. One pass over the history; bookmarks
are those that stand at its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from roadmap.analysis.history.stretches import changing
from roadmap.analysis.phases.history import phase_history
from roadmap.analysis.phrases.phases import say_phase
from roadmap.analysis.words import say_enum
from roadmap.errors import NotFound
from roadmap.events.expectations import AskAnswered, ReviewSignedOff
from roadmap.events.people import PersonAdded
from roadmap.events.sprints import SprintClosed
from roadmap.state import State
from roadmap.timeline import Timeline, Told

MOST_READ = 20_000
_TABLES = ("asks", "people", "reviews", "scenarios", "sprints")


class MarkKind(StrEnum):
    """What is marked; in the order in which one gives way to another at the same decision."""

    BOOKMARK = "bookmark"
    PHASE = "phase"
    BREACH = "breach"
    RESTORED = "restored"
    ADOPTED = "adopted"
    REVIEW = "review"
    ANSWER = "answer"
    HIRE = "hire"
    SPRINT = "sprint"


@dataclass(frozen=True, slots=True)
class Marker:
    """A moment after decision `index`, and what it is in a few words."""

    index: int
    decision: str
    kind: MarkKind
    text: str


def markers(timeline: Timeline, until: int | None = None) -> tuple[Marker, ...]:
    """Return the markers up to decision `until` (the last one), in order of the history."""
    last = timeline.count - 1 if until is None else until
    if last < 0:
        return ()
    return in_order((*standing(timeline, last), *decided(timeline, 0, last)))


def in_order(found: Iterable[Marker]) -> tuple[Marker, ...]:
    """Return markers in order of the history; at one decision in the order of their kinds."""
    kinds = list(MarkKind)
    return tuple(sorted(found, key=lambda each: (each.index, kinds.index(each.kind), each.text)))


def standing(timeline: Timeline, last: int) -> tuple[Marker, ...]:
    """Return bookmarks, phases and levels as they stand after decision `last`.

    What was computed along the history before is not computed again.
    """
    state = timeline.state_after(last)
    return (*_bookmarks(timeline, state, last), *_computed(timeline, state, last))


def decided(timeline: Timeline, first: int, last: int) -> tuple[Marker, ...]:
    """Return the markers that decisions `first` to `last` are themselves.

    Reads each of them. Of very many only those that changed a table with marks are read: adopting
    what changed none of these goes unmarked there.
    """
    state = timeline.state_after(last)
    history = timeline.history(first, last + 1)
    if last - first >= MOST_READ:
        found = changing(timeline, first - 1, last, *_TABLES)
        history = (each.told for each in found)
    return marked(history, state)


def marked(history: Iterable[Told], state: State) -> tuple[Marker, ...]:
    """Return the markers that the decisions of `history` are themselves; `state` names things."""
    return tuple(marker for told in history for marker in _decided(told, state))


def is_marked(told: Told) -> bool:
    """Whether `marked` may find anything in a decision."""
    because = told.because
    return (because is not None and because.kind == "adopt") or any(
        isinstance(event, SprintClosed | ReviewSignedOff | AskAnswered | PersonAdded)
        for event in told.events
    )


def _bookmarks(timeline: Timeline, state: State, last: int) -> Iterator[Marker]:
    for each in state.bookmarks.ordered():
        try:
            index = timeline.index_of(each.decision)
        except NotFound:
            continue  # a bookmark of a copy that was not merged
        if index <= last:
            caption = " ".join(each.caption.split()) or "Bookmark"
            yield Marker(index, each.decision, MarkKind.BOOKMARK, caption)


def _computed(timeline: Timeline, state: State, last: int) -> Iterator[Marker]:
    history = phase_history(timeline)
    for change in history.changes(last):
        name = say_phase(change.phase)
        text = f"{name[0].upper()}{name[1:]}"
        yield Marker(change.index, change.decision, MarkKind.PHASE, text)
    for shift in history.shifts_until(last):
        measure = state.measures.get(shift.measure)
        name = "A level" if measure is None else measure.name
        kind = MarkKind.BREACH if shift.breached else MarkKind.RESTORED
        did = "breached" if shift.breached else "kept again"
        yield Marker(shift.index, shift.decision, kind, f"{name} {did}")


def _decided(told: Told, state: State) -> Iterator[Marker]:
    if told.because is not None and told.because.kind == "adopt":
        text = told.why or "Scenario adopted"
        yield Marker(told.index, told.id, MarkKind.ADOPTED, text)
    for event in told.events:
        match event:
            case SprintClosed():
                sprint = state.sprints.get(event.sprint)
                number = "" if sprint is None else f" {sprint.number}"
                yield Marker(told.index, told.id, MarkKind.SPRINT, f"Sprint{number} closed")
            case ReviewSignedOff():
                review = state.reviews.get(event.review)
                title = "A review" if review is None else review.title
                yield Marker(told.index, told.id, MarkKind.REVIEW, f"{title} signed off")
            case AskAnswered() if event.fields.get("answer") is not None:
                ask = state.asks.get(event.ask)
                title = "An ask" if ask is None else ask.title
                said = say_enum(event.fields["answer"]) if event.fields["answer"] else ""
                yield Marker(told.index, told.id, MarkKind.ANSWER, f"{title}: {said}")
            case PersonAdded() if told.index > 0 and event.fields.get("start") is not None:
                name = event.fields.get("name", "Somebody")
                yield Marker(told.index, told.id, MarkKind.HIRE, f"{name} joins")
