"""Principles and check-ups as the command line prints them: plain JSON values (cli.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from roadmap.analysis.items.items_json import plain
from roadmap.analysis.levels.breaches import Hopping, Shift, effect_of
from roadmap.analysis.levels.checkups import CheckupStanding, ComponentHealth
from roadmap.analysis.levels.incidents_by_component import ComponentIncidents
from roadmap.analysis.levels.levels import Coverage, PrincipleStanding, Standing, Trend, standing
from roadmap.analysis.levels.principles import Effect, PrincipleEffort, protecting
from roadmap.state import State


def principle_json(row: PrincipleStanding, effort: PrincipleEffort, state: State) -> dict[str, Any]:
    """Return one principle: how it stands, its measures, what protects it and the effort on it."""
    items = protecting(state, row.principle.id)
    return {
        "id": row.principle.id,
        "name": row.principle.name,
        "place": row.principle.place,
        "status": row.status.value,
        "agreed": row.agreed,
        "measures": [measure_json(each, state) for each in row.measures],
        "protected_by": [item.id for item in items],
        "effort": {
            "days": effort.days,
            "by_sprint": list(effort.by_sprint),
            "share": effort.share,
            "breaches": effort.breaches,
            "under_way": list(effort.under_way),
            "neglected": effort.neglected,
        },
    }


def measure_json(row: Standing, state: State) -> dict[str, Any]:
    """Return one measure with its level, its latest value, headroom and trend."""
    measure = row.measure
    component = state.components.get(measure.component)
    names = ("id", "name", "statistic", "comparator", "unit", "window", "load", "level")
    latest = row.latest
    return {
        **{name: plain(getattr(measure, name)) for name in names},
        "provisional": measure.provisional,
        "preset": measure.preset,
        "component": None if component is None else component.name,
        "component_id": measure.component,
        "latest": None if latest is None else {"day": plain(latest.day), "value": latest.value},
        "headroom": row.headroom,
        "headroom_share": row.headroom_share,
        "breached": row.breached,
        "since": plain(row.since),
        "effect": row.effect,
        "trend": None if row.trend is None else trend_json(row.trend),
        "no_trend": row.no_trend,
        "measurements": [plain(each) for each in measure.measurements],
    }


def trend_json(trend: Trend) -> dict[str, Any]:
    """Return a trend: its slope a day with an 80% interval, and the day of a breach with its own.

    A day of null is not in sight.
    """
    return {
        "slope": trend.slope,
        "slope_low": trend.slope_low,
        "slope_high": trend.slope_high,
        "count": trend.count,
        "first": plain(trend.first),
        "last": plain(trend.last),
        "breach_on": plain(trend.breach_on),
        "earliest": plain(trend.earliest),
        "latest": plain(trend.latest),
    }


def shift_json(shift: Shift, state: State) -> dict[str, Any]:
    """Return one breach or restoration at the decision that caused it."""
    measure, principle = state.measures.get(shift.measure), state.principles.get(shift.principle)
    return {
        "what": "breached" if shift.breached else "restored",
        "decision": shift.decision,
        "measure": shift.measure,
        "name": None if measure is None else measure.name,
        "principle": None if principle is None else principle.name,
        "principle_id": shift.principle,
        "cause": shift.cause.value,
        "day": plain(shift.day),
        "value": shift.value,
        "level": shift.level,
        "effect": effect_of(shift, state) if shift.breached else "",
    }


def coverage_json(found: Coverage) -> dict[str, Any]:
    """Return how many principles have a level."""
    return {
        "principles": found.principles,
        "with_level": found.with_level,
        "with_agreed_level": found.with_agreed_level,
        "without": list(found.without),
    }


def hopping_json(found: Hopping) -> dict[str, Any]:
    """Return whether breaches hop from one principle to another."""
    return {
        "since": plain(found.since),
        "principles": list(found.principles),
        "distinct": found.distinct,
        "hops": found.hops,
        "running": found.running,
        "decisions": [each.decision for each in found.shifts],
    }


def effect_json(found: Effect, state: State) -> dict[str, Any]:
    """Return what a finished item did to a measure."""
    item, measure = state.items.get(found.item), state.measures.get(found.measure)
    return {
        "item": found.item,
        "title": None if item is None else item.title,
        "measure": found.measure,
        "name": None if measure is None else measure.name,
        "done_on": plain(found.done_on),
        "before": found.before,
        "after": found.after,
        "count_before": found.count_before,
        "count_after": found.count_after,
        "better": found.better,
        "note": found.note,
    }


# -- check-ups ------------------------------------------------------------------------------------


def checkup_json(row: CheckupStanding, state: State) -> dict[str, Any]:
    """Return one check-up with its results."""
    checkup = row.checkup
    component = state.components.get(checkup.component)
    return {
        "id": checkup.id,
        "name": checkup.name,
        "component": None if component is None else component.name,
        "component_id": checkup.component,
        "every_days": checkup.every_days,
        "since": plain(checkup.since),
        "next_on": plain(row.next_on),
        "due": row.due.value,
        "outcome": plain(row.outcome),
        "last": None if row.last is None else result_json(row.last),
        "open_findings": list(row.open_findings),
        "results": [result_json(each) for each in checkup.results],
    }


def result_json(result: Any) -> dict[str, Any]:
    """Return one result of a check-up."""
    return {
        "day": plain(result.day),
        "outcome": plain(result.value),
        "note": result.note,
        "items": list(result.items),
    }


def components_json(
    health: Sequence[ComponentHealth], incidents: Sequence[ComponentIncidents]
) -> list[dict[str, Any]]:
    """Return every component with the worst result of its check-ups and its incidents."""
    by_component = {each.component: each for each in incidents}
    rows = []
    for each in health:
        broken = by_component.get(each.component.id)
        rows.append(
            {
                "component": each.component.name,
                "component_id": each.component.id,
                "outcome": plain(each.outcome),
                "due": plain(each.due),
                "incidents": 0 if broken is None else len(broken.interruptions),
                "incident_days": 0.0 if broken is None else broken.days,
                "incidents_before": 0 if broken is None else broken.earlier,
                "repeated": broken is not None and broken.repeated,
            }
        )
    return rows


def measures_json(before: State, after: State, days: tuple[date, date]) -> dict[str, Any]:
    """Return the measures that differ between two moments: level, latest value, breached.

    The days are those of the moments.
    """
    from_day, to_day = days
    added, removed, changed = after.measures.changes(before.measures)
    found = {}
    for key in sorted((*added, *removed, *changed)):
        was, now = _brief(before, key, from_day), _brief(after, key, to_day)
        if was != now:
            measure = after.measures.get(key) or before.measures[key]
            found[key] = {"name": measure.name, "before": was, "after": now}
    return found


def _brief(state: State, key: str, day: date) -> dict[str, Any] | None:
    measure = state.measures.get(key)
    if measure is None:
        return None
    row = standing(measure, day)
    value = None if row.latest is None else row.latest.value
    return {
        "level": measure.level,
        "provisional": measure.provisional,
        "value": value,
        "unit": measure.unit,
        "breached": row.breached,
    }
