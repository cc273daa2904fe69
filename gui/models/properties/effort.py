"""How much work is an item, by whom, and how sure is that? The rows about effort."""

from __future__ import annotations

from datetime import date

from gui.models.properties.property import (
    Make,
    Options,
    Part,
    Property,
    choice_row,
    lines_of,
    none_option,
    plain_runs,
    t,
)
from gui.models.words import estimate_text
from gui.paint.text import Run
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.words import say_days, say_number
from roadmap.state import Item, State
from roadmap.values import Distribution, Reading, Status

_DAYS_WIDTH = 64


def _effort(item: Item, state: State, _today: date) -> Property:
    effort = effort_days(item, state.roadmap)
    runs = [Run(("~" if effort.is_default else "") + say_days(effort.days), weight=600)]
    if effort.is_default:
        runs.append(Run(" " + t("not estimated, counts as M"), "muted"))
    elif item.size is not None and item.estimate is None:
        runs.append(Run(f" {item.size.value}", "muted"))
    elif effort.low is not None and effort.high is not None and effort.low != effort.high:
        low, high = say_number(effort.low), say_number(effort.high)
        runs.append(Run(" " + t("{low} to {high}").format(low=low, high=high), "muted"))
    text = item.size.value if item.size is not None else ""
    if item.estimate is not None:
        text = estimate_text(item.estimate)
    return Property("estimate", t("Effort"), tuple(runs), "effort", text)


def _skills(item: Item, state: State, _today: date) -> Property:
    lines = [(Run(f"{each.skill} {say_days(each.days)}"),) for each in item.effort_per_skill]
    rows = tuple((each.skill, say_number(each.days)) for each in item.effort_per_skill)
    known = {part.skill for person in state.people.ordered() for part in person.skills}
    parts = (
        Part(t("Skill"), t("databases"), known=tuple(sorted(known))),
        Part(t("Person-days"), t("3"), stretch=0, width=_DAYS_WIDTH),
    )
    name = t("Per skill")
    runs = lines_of(lines)
    return Property("effort_per_skill", name, runs, "parts", parts=parts, rows=rows, repeated=True)


def _days_row(field: str, name: str) -> Make:
    """Make rows for person-days of work under way; nothing is left of work not begun."""

    def make(item: Item, _state: State, _today: date) -> Property:
        days: float | None = getattr(item, field)
        under_way = item.status is Status.IN_PROGRESS or days is not None
        text = "" if days is None else say_number(days)
        runs = plain_runs("" if days is None else say_days(days))
        return Property(field, t(name), runs, "line" if under_way else "none", text)

    return make


def _at_once(item: Item, _state: State, _today: date) -> Property:
    count = item.people_at_once
    text = "" if count is None else say_number(count)
    return Property("people_at_once", t("People at once"), plain_runs(text), "line", text)


def _span(item: Item, _state: State, _today: date) -> Property:
    options = (("yes", t("Over several sprints")), ("", t("Within one sprint")))
    key = "yes" if item.may_span else ""
    runs = plain_runs(t("over several sprints") if item.may_span else "")
    return Property("may_span", t("May span"), runs, "choice", key, options)


def _distributions() -> Options:
    return (
        (Distribution.LOGNORMAL.value, t("Lognormal: seldom much more")),
        (Distribution.TRIANGULAR.value, t("Triangular")),
        (Distribution.PERT.value, t("PERT")),
        none_option(),
    )


def _readings() -> Options:
    return (
        (Reading.PERCENTILES.value, t("1 of 10 below low, 1 of 10 above high")),
        (Reading.BOUNDS.value, t("Never below low, never above high")),
        none_option(),
    )


EFFORT_ROWS: dict[str, Make] = {
    "estimate": _effort,
    "remaining_days": _days_row("remaining_days", "Left"),
    "actual_days": _days_row("actual_days", "Spent"),
    "effort_per_skill": _skills,
    "people_at_once": _at_once,
    "may_span": _span,
    "distribution": choice_row("distribution", "Estimate shape", _distributions, advanced=True),
    "reading": choice_row("reading", "The range means", _readings, advanced=True),
}
