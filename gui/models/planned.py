"""In which sprints is an item planned, why there, when must it begin, how likely is its date?

Rows of the details.

Frozen values for a worker: the plan of one state, looked up by item.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gui.models.chances import (
    FINE,
    basis_text,
    chance_text,
    date_chance_text,
    dense_tone,
    interval_text,
    range_text,
)
from gui.models.properties.property import Property, t
from gui.models.words import long_day_text, span_text
from gui.paint.text import Run
from roadmap.analysis.planning.forecast import PlanForecast
from roadmap.analysis.planning.latest_start import LatestStart, latest_starts
from roadmap.analysis.planning.plan import Below, PlanKey, Planned, plan
from roadmap.analysis.words import say_days
from roadmap.state import Item, State


@dataclass(frozen=True, slots=True)
class Outlook:
    """The plan of a state, by item; `numbers` are those of its sprints."""

    state: State
    as_of: date
    numbers: tuple[int, ...]
    planned: dict[str, Planned]
    below: dict[str, Below]
    latest: dict[str, LatestStart]


def outlook_of(state: State, as_of: date, sprints: int) -> Outlook:
    """Plan `state`; for a worker, because a large roadmap takes a while."""
    found = plan(state, PlanKey(as_of, sprints))
    return Outlook(
        state,
        as_of,
        tuple(sprint.number for sprint in found.problem.sprints),
        {each.item: each for each in found.planned},
        {each.item: each for each in found.below},
        latest_starts(state, found.problem, as_of),
    )


def planned_rows(
    item: Item, state: State, outlook: Outlook | None, forecast: PlanForecast | None = None
) -> tuple[Property, ...]:
    """Return the rows of an open item; none without people or without a first sprint."""
    if not item.is_open or not state.people:
        return ()
    if outlook is None:
        return (_row("planned", t("Planned"), (Run("…", "faint"),)),)
    if not outlook.numbers:
        return ()
    found = (_planned(item, state, outlook), _latest(item, outlook), _forecast(item, forecast))
    return tuple(row for row in found if row is not None)


def _row(key: str, name: str, runs: tuple[Run, ...], hint: str = "") -> Property:
    return Property(key, name, runs, "none", hint=hint)


def _planned(item: Item, state: State, outlook: Outlook) -> Property | None:
    name = t("Planned")
    committed = [
        sprint.number
        for sprint in state.sprints.ordered()
        if sprint.outcome is None and item.id in sprint.items
    ]
    if committed:
        runs = (Run(_sprints(committed[0], committed[0])), Run(" " + t("committed"), "muted"))
        return _row("planned", name, runs)
    placed = outlook.planned.get(item.id)
    if placed is not None:
        first, last = outlook.numbers[placed.first], outlook.numbers[placed.last]
        runs = (Run(_sprints(first, last)), Run(f"\n{placed.reason}", "muted"))
        return _row("planned", name, runs)
    cut = outlook.below.get(item.id)
    if cut is None:
        return None
    return _row("planned", name, (Run(t("Below the cut")), Run(f"\n{cut.reason}", "muted")))


def _sprints(first: int, last: int) -> str:
    if first == last:
        return t("Sprint {n}").format(n=first)
    join = t("Sprints {a} and {b}") if last == first + 1 else t("Sprints {a} to {b}")
    return join.format(a=first, b=last)


def _latest(item: Item, outlook: Outlook) -> Property | None:
    start = outlook.latest.get(item.id)
    if start is None:
        return None
    near = _distance(start.day, outlook.as_of)
    missed = start.day < outlook.as_of and item.started_on is None
    hint = t("Begun by then, it is done in time in 85 of 100 cases: {effort}, {days}.").format(
        effort=say_days(start.effort_days), days=_working_days(start.working_days)
    )
    runs = (Run(long_day_text(start.day)), Run(f" {near}", "bad" if missed else "muted"))
    return _row("latest_start", t("Latest start"), runs, hint)


def _forecast(item: Item, found: PlanForecast | None) -> Property | None:
    """How likely the item's date is, and from when to when it may be done."""
    known = None if found is None else found.items.get(item.id)
    if found is None or known is None:
        return None
    runs: tuple[Run, ...] = (Run(range_text(found, item.id)),)
    lines = [basis_text(found)]
    if known.by_date is not None:
        share = known.by_date.probability
        if share is not None:
            tone = "text" if share >= FINE else dense_tone(share)
            said = Run(chance_text(share), tone, 600)
            until = known.by_date.until
            when = t("in time") if until is None else t("by {day}").format(day=long_day_text(until))
            runs = (said, Run(f" {when}\n"), Run(range_text(found, item.id), "muted"))
        text, interval = date_chance_text(known.by_date), interval_text(known.by_date)
        lines.insert(0, f"{text} ({interval})." if interval else f"{text}.")
    return _row("forecast", t("Forecast"), runs, "\n".join(lines))


def _working_days(count: int) -> str:
    return t("1 working day") if count == 1 else t("{n} working days").format(n=f"{count:,}")


def _distance(day: date, today: date) -> str:
    """How far a day is: "today", "in 12 days", "in 7 weeks", "9 days ago"."""
    days = (day - today).days
    if days == 0:
        return t("today")
    text = span_text(abs(days))
    return (t("in {time}") if days > 0 else t("{time} ago")).format(time=text)
