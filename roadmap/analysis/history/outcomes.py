"""What came of past decisions, by phase (U4)? Each with one word, one sentence and its items.

Judged at a moment with what was known then: a date by the day the item was done, leverage by what
arrived since, a level by its breaches, what was given up by whether it stayed so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.analysis.history.choices import Choice, ChoiceKind, choices
from roadmap.analysis.levels.breaches import Shift
from roadmap.analysis.leverage.kept import Promise, Verdict, promises, say_promise
from roadmap.analysis.phases.history import PhaseChange, phase_history
from roadmap.analysis.words import (
    counted,
    listed,
    say_day,
    say_leverage,
    say_measured,
)
from roadmap.calendars import day_in
from roadmap.records.expectations import Answer, Ask, AskKind
from roadmap.records.phases import Phase
from roadmap.state import Item, State
from roadmap.timeline import Timeline, Told
from roadmap.values import Status


class Came(StrEnum):
    """What came of a decision."""

    KEPT = "kept"
    LESS = "less"
    MISSED = "missed"
    OPEN = "open"
    CHANGED = "changed"  # decided again since
    BACK = "back"  # taken back
    UNTOLD = "untold"  # nothing follows that could be judged


_WORDS = {
    Came.KEPT: "kept",
    Came.LESS: "less than hoped",
    Came.MISSED: "missed",
    Came.OPEN: "still open",
    Came.CHANGED: "decided anew",
    Came.BACK: "taken back",
    Came.UNTOLD: "no verdict",
}


def say_came(came: Came) -> str:
    """Return what came of a decision in a word or three."""
    return _WORDS[came]


def say_counts(found: Sequence[Outcome]) -> str:
    """Return "5 kept, 2 missed, 3 still open"."""
    counts = Counter(each.came for each in found)
    return ", ".join(f"{counts[came]} {say_came(came)}" for came in Came if counts[came])


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision, what it was and what came of it; `items` are those behind both."""

    choice: Choice
    phase: Phase | None
    what: str
    came: Came
    said: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The decisions of one stretch of a phase; `until` is None while it lasts."""

    phase: Phase | None
    since: date | None
    until: date | None
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What everything is judged by."""

    state: State
    today: date
    promises: dict[str, Promise]
    shifts: tuple[Shift, ...]


def outcomes(
    timeline: Timeline,
    index: int,
    today: date,
    team: str | None = None,
    history: Iterable[Told] | None = None,
) -> tuple[Stretch, ...]:
    """Return what came of the decisions up to the `index`-th, by stretches of phases, oldest first.

    A stretch without such decisions is left out. `team` keeps what is about its items only;
    `history` is as in `choices`.
    """
    state = timeline.state_after(index)
    zone = "UTC" if state.roadmap is None else state.roadmap.zone
    phases = phase_history(timeline, team)
    known = _Known(
        state, today, {each.item: each for each in promises(state)}, phases.shifts_until(index)
    )
    changes = phases.changes(index)
    starts = [each.index for each in changes]
    told: dict[int, list[Outcome]] = {}
    for choice in choices(timeline, index, zone, history):
        place = bisect_right(starts, choice.index) - 1
        phase = changes[place].phase if place >= 0 else None
        found = _outcome(choice, phase, known)
        if found is not None and (team is None or _is_of(found, state, team)):
            told.setdefault(place, []).append(found)
    return tuple(_stretch(changes, place, told[place]) for place in sorted(told))


def _stretch(changes: Sequence[PhaseChange], place: int, found: list[Outcome]) -> Stretch:
    later = changes[place + 1].day if place + 1 < len(changes) else None
    if place < 0:
        return Stretch(None, None, later, tuple(found))
    return Stretch(changes[place].phase, changes[place].day, later, tuple(found))


def _is_of(found: Outcome, state: State, team: str) -> bool:
    items = (state.items.get(key) for key in found.items)
    return any(item is not None and item.team == team for item in items)


def _outcome(choice: Choice, phase: Phase | None, known: _Known) -> Outcome | None:
    found = _JUDGES[choice.kind](choice, known)
    if found is None:
        return None
    what, came, said, items = found
    if choice.undone_on is not None:
        came, said = Came.BACK, f"taken back on {say_day(choice.undone_on, known.today)}"
    return Outcome(choice, phase, what, came, said, items)


_Judged = tuple[str, Came, str, tuple[str, ...]]


# -- items ----------------------------------------------------------------------------------------


def _date(choice: Choice, known: _Known) -> _Judged | None:
    item = known.state.items.get(choice.about)
    promised = choice.value
    if item is None or not isinstance(promised, date):
        return None
    what = f"'{item.title}' promised by {say_day(promised, known.today)}"
    items = (item.id,)
    if choice.until is not None and isinstance(choice.then, date):
        moved = f"moved to {say_day(choice.then, known.today)}"
        if choice.then == promised:
            return what, Came.CHANGED, "promised again", items
        return what, Came.CHANGED, f"{moved} on {say_day(choice.until, known.today)}", items
    if item.status is Status.SHED:
        return what, Came.BACK, "the item was given up", items
    late = (item.done_on or known.today) > promised
    if item.done_on is not None:
        when = f"done on {say_day(item.done_on, known.today)}"
        off = abs((item.done_on - promised).days)
        gap = f", {counted(off, 'day')} {'late' if late else 'early'}" if off else ""
        return what, Came.MISSED if late else Came.KEPT, when + gap, items
    if late:
        days = counted((known.today - promised).days, "day")
        return what, Came.MISSED, f"not done, {days} late", items
    return what, Came.OPEN, "still ahead", items


def _leverage(choice: Choice, known: _Known) -> _Judged | None:
    item = known.state.items.get(choice.about)
    if item is None:
        return None
    what = f"'{item.title}' {say_leverage(choice.value)}"
    items = (item.id,)
    if choice.until is not None:
        words = say_leverage(choice.then)
        day = say_day(choice.until, known.today)
        return what, Came.CHANGED, f"said differently on {day}: {words}", items
    if item.status is Status.SHED:
        return what, Came.BACK, "the item was given up", items
    promise = known.promises.get(item.id)
    if promise is None:
        return what, Came.OPEN, "not done yet", items
    return what, _VERDICTS[promise.verdict], _lower(say_promise(promise)), items


_VERDICTS = {
    Verdict.KEPT: Came.KEPT,
    Verdict.MORE: Came.KEPT,
    Verdict.LESS: Came.LESS,
    Verdict.TOO_EARLY: Came.UNTOLD,
    Verdict.NOT_APART: Came.UNTOLD,
}


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _shed(choice: Choice, known: _Known) -> _Judged | None:
    item = known.state.items.get(choice.about)
    if item is None:
        return None
    what, items = f"gave up '{item.title}'", (item.id,)
    if choice.until is not None or item.status is not Status.SHED:
        day = "" if choice.until is None else f" on {say_day(choice.until, known.today)}"
        now = " and done since" if item.status is Status.DONE else ""
        return what, Came.CHANGED, f"taken up again{day}{now}", items
    said = ["still given up"]
    since = _interruptions(item, choice.day, known.state)
    if since:
        component = known.state.components.get(item.component)
        where = "" if component is None else f" of {component.name}"
        said.append(f"{counted(since, 'interruption')}{where} since")
    risk = next((each for each in known.state.risks.ordered() if each.item == item.id), None)
    if risk is None or risk.review_on is None:
        return what, Came.KEPT, ", ".join(said), items
    day = say_day(risk.review_on, known.today)
    if risk.review_on < known.today:
        said.append(f"its review was due on {day}")
        return what, Came.OPEN, ", ".join(said), items
    return what, Came.KEPT, ", ".join((*said, f"review on {day}")), items


def _interruptions(item: Item, since: date, state: State) -> int:
    """Count what broke in the item's component since a day; 0 where it names none."""
    if item.component is None:
        return 0
    zone = "UTC" if state.roadmap is None else state.roadmap.zone
    return sum(
        each.component == item.component and day_in(zone, each.started_at) > since
        for each in state.interruptions.ordered()
    )


def _adopted(choice: Choice, known: _Known) -> _Judged | None:
    state, today = known.state, known.today
    items = [state.items[key] for key in choice.items if key in state.items]
    people = [state.people[key] for key in choice.people if key in state.people]
    named = [f"'{each.title}'" for each in items] + [each.name for each in people]
    what = f"adopted a scenario about {listed(named)}" if named else "adopted a scenario"
    parts = [_JUDGES[part.kind](part, known) for part in choice.parts]
    judged = [each for each in parts if each is not None]
    said = [f"{each[0].rpartition(chr(39))[2].strip() or each[0]}: {each[2]}" for each in judged]
    came = [each[1] for each in judged]
    for person in people:
        started = person.start is None or person.start <= today
        day = "" if person.start is None else f" on {say_day(person.start, today)}"
        said.append(f"{person.name} {'started' if started else 'starts'}{day}")
        came.append(Came.KEPT if started else Came.OPEN)
    done = sum(item.status is Status.DONE for item in items)
    if items:
        said.insert(0, f"{done} of {counted(len(items), 'item')} done")
        came.append(Came.KEPT if done == len(items) else Came.OPEN)
    return what, _worst(came), "; ".join(said), tuple(each.id for each in items)


def _worst(came: Sequence[Came]) -> Came:
    for each in (Came.MISSED, Came.LESS, Came.OPEN, Came.KEPT, Came.CHANGED, Came.UNTOLD):
        if each in came:
            return each
    return Came.UNTOLD


# -- asks, risks, goals, levels -------------------------------------------------------------------


def _ask(choice: Choice, known: _Known) -> _Judged | None:
    ask = known.state.asks.get(choice.about)
    if ask is None:
        return None
    approved = choice.value is Answer.APPROVED
    word = "approved" if approved else "rejected"
    by = f" by {ask.answered_by}" if ask.answered_by else ""
    what = f"'{ask.title}' {word}{by}"
    items = tuple(key for key in ask.items if key in known.state.items)
    if choice.until is not None or ask.answer is None:
        return what, Came.CHANGED, "asked again since", items
    if not approved:
        cost = f"; not deciding it was said to cost: {ask.cost}" if ask.cost else ""
        return what, Came.UNTOLD, f"nothing was to follow{cost}", items
    if ask.kind is AskKind.HEADCOUNT:
        return what, *_hired(ask, known), items
    done = sum(known.state.items[key].status is Status.DONE for key in items)
    if not items:
        return what, Came.UNTOLD, "it names no item that could be followed", items
    said = f"{done} of {counted(len(items), 'item')} behind it done"
    return what, Came.KEPT if done == len(items) else Came.OPEN, said, items


def _hired(ask: Ask, known: _Known) -> tuple[Came, str]:
    """Return whether somebody started since headcount was approved."""
    since = ask.answered_on or date.min
    after = [
        (person.start, person.name)
        for person in known.state.people.ordered()
        if person.start is not None and person.start > since
    ]
    if not after:
        return Came.OPEN, "nobody has started since"
    start, name = min(after)
    day = say_day(start, known.today)
    if start > known.today:
        return Came.OPEN, f"{name} starts on {day}"
    return Came.KEPT, f"{name} started on {day}"


def _risk(choice: Choice, known: _Known) -> _Judged | None:
    item = known.state.items.get(choice.value)
    if item is None:
        return None
    risk = known.state.risks.get(choice.about)
    text = "" if risk is None else f": {risk.text}"
    what, items = f"accepted the risk of '{item.title}'{text}", (item.id,)
    if choice.until is not None:
        return what, Came.CHANGED, f"accepted again on {say_day(choice.until, known.today)}", items
    if risk is None:
        return what, Came.CHANGED, "no longer accepted", items
    if item.status is Status.DONE:
        return what, Came.UNTOLD, "the item was done since", items
    if risk.review_on is None:
        return what, Came.UNTOLD, "no day was set to look again", items
    day = say_day(risk.review_on, known.today)
    if risk.review_on < known.today:
        return what, Came.OPEN, f"its review was due on {day}", items
    return what, Came.OPEN, f"review on {day}", items


def _goal(choice: Choice, known: _Known) -> _Judged | None:
    goal = known.state.goals.get(choice.about)
    if goal is None:
        return None
    what = f"set the goal '{goal.name}'"
    items = tuple(
        item.id
        for item in known.state.items.ordered()
        if item.goal == goal.id or item.id in goal.items
    )
    if goal.closed_on is not None:
        day = say_day(goal.closed_on, known.today)
        if goal.met:
            return what, Came.KEPT, f"reached on {day}", items
        return what, Came.MISSED, f"given up on {day}", items
    if goal.by is None:
        return what, Came.OPEN, "still to be reached", items
    day = say_day(goal.by, known.today)
    if goal.by < known.today:
        return what, Came.MISSED, f"not reached by {day}", items
    return what, Came.OPEN, f"to be reached by {day}", items


def _level(choice: Choice, known: _Known) -> _Judged | None:
    measure = known.state.measures.get(choice.about)
    if measure is None:
        return None
    what = f"minimum of '{measure.name}' set to {say_measured(measure, choice.value)}"
    items = tuple(
        item.id
        for item in known.state.items.ordered()
        if measure.id in item.protects and item.is_open
    )
    mine = [
        each
        for each in known.shifts
        if each.measure == measure.id
        and each.index >= choice.index
        and (choice.ends is None or each.index < choice.ends)
    ]
    breaches = [each for each in mine if each.breached]
    until = ""
    if choice.until is not None:
        level = say_measured(measure, choice.then)
        until = f"; set to {level} on {say_day(choice.until, known.today)}"
    if not breaches:
        return (
            what,
            Came.KEPT,
            f"never breached{' until then' if until else ' since'}{until}",
            items,
        )
    last = mine[-1]
    day = say_day(last.day, known.today)
    often = "breached" if len(breaches) == 1 else f"breached {len(breaches)} times"
    if last.breached and not until:
        return what, Came.MISSED, f"{often}, since {day}", items
    met = "" if last.breached else f", met again on {day}"
    return what, Came.LESS, f"{often}{met}{until}", items


_JUDGES: dict[ChoiceKind, Callable[[Choice, _Known], _Judged | None]] = {
    ChoiceKind.ADOPTED: _adopted,
    ChoiceKind.LEVERAGE: _leverage,
    ChoiceKind.DATE: _date,
    ChoiceKind.SHED: _shed,
    ChoiceKind.ASK: _ask,
    ChoiceKind.LEVEL: _level,
    ChoiceKind.RISK: _risk,
    ChoiceKind.GOAL: _goal,
}
