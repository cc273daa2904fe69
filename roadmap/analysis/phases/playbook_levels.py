"""What to do in the phases of principles: levels to set, breaches to end, levels to agree on (D4)?

Where breaches hop from one principle to the next, one minimum acceptable level for each ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from roadmap.analysis.levels.levels import LevelStatus, PrincipleStanding, Standing, standings
from roadmap.analysis.levels.principles import protecting, remedy
from roadmap.analysis.phases.playbook_step import Step
from roadmap.analysis.words import say_day, say_measured
from roadmap.records.levels import Measure
from roadmap.records.presets import PRESETS
from roadmap.state import State

_AHEAD = timedelta(weeks=26)  # as far as a trend looks back


def level_steps(state: State, today: date) -> Iterator[Step]:
    """Yield what to do about levels: what is missing, then what is broken, then what is agreed."""
    rows = standings(state, today)
    for row in rows:
        if row.status is LevelStatus.NO_LEVEL:
            yield _missing(row)
    yield from breach_steps(state, today)
    for row in rows:
        for each in row.measures:
            if each.measure.provisional and each.measure.level is not None:
                yield _agree(each.measure)
    for row in rows:
        for each in row.measures:
            if not each.breached:
                yield from _ahead(state, row, each, today)


def breach_steps(state: State, today: date) -> Iterator[Step]:
    """Yield what ends each breach: the work that protects the level, or new work for it."""
    for row in standings(state, today):
        for each in row.measures:
            if each.breached:
                yield from _restore(state, row, each)


def _missing(row: PrincipleStanding) -> Step:
    """Set a provisional level for a principle: from what was measured, else a preset's."""
    principle = row.principle
    rows = [each for each in row.measures if each.latest is not None]
    known = max(rows, key=lambda each: each.latest.day if each.latest else date.min, default=None)
    if known is not None and known.latest is not None:
        level = known.latest.value
        said = say_measured(known.measure, level)
        return Step(
            "set_level",
            f"{principle.name} has no minimum acceptable level: begin with what {_name(known)} is "
            f"now, {said}, provisionally.",
            (_baseline(known.measure, level, provisional=True),),
            (principle.id, known.measure.id),
        )
    preset = next((p for p in PRESETS if p.principle == principle.name and p.suggested), None)
    if preset is None or row.measures:
        text = f"{principle.name} has no minimum acceptable level: name a measure and its level."
        return Step("set_level", text, (), (principle.id,))
    fields: dict[str, Any] = {"preset": preset.key, "principle": principle.id, "name": preset.name}
    fields |= {"level": preset.suggested, "provisional": True}
    return Step(
        "set_level",
        f"{principle.name} has no minimum acceptable level: measure “{preset.name}”, with "
        f"{preset.suggested:g} {preset.unit} to begin with, provisionally.",
        ({"do": "add_measure", **fields},),
        (principle.id,),
    )


def _name(row: Standing) -> str:
    return f"“{row.measure.name}”"


def _restore(state: State, row: PrincipleStanding, each: Standing) -> Iterator[Step]:
    measure = each.measure
    own = [i for i in protecting(state, row.principle.id) if i.is_open]
    own = [i for i in own if measure.id in i.protects] or own
    about = (measure.id, *(item.id for item in own))
    if own:
        first = own[0]
        said = f"'{first.title}' protects it: begin it"
        if len(own) > 1:
            said = f"{len(own)} open items protect it: begin with '{first.title}'"
        if first.started_on:
            said = f"'{first.title}', which protects it, is under way"
        yield Step(
            "restore",
            f"{_name(each)} is breached; {said}.",
            ({"do": "start_item", "item": first.id},) if not first.started_on else (),
            about,
        )
        return
    given = _remedy(state, each)
    yield Step(
        "restore",
        f"{_name(each)} is breached and nothing protects it: add '{given['title']}'.",
        (given,),
        about,
    )


def _remedy(state: State, each: Standing) -> dict[str, Any]:
    fields = remedy(each, state).items()
    return {
        "do": "add_item",
        **{key: list(v) if isinstance(v, tuple) else str(v) for key, v in fields},
    }


def _ahead(state: State, row: PrincipleStanding, each: Standing, today: date) -> Iterator[Step]:
    """Say which level is kept and will not be for long, by the trend."""
    trend, measure = each.trend, each.measure
    if trend is None or trend.breach_on is None or trend.breach_on > today + _AHEAD:
        return
    ends = [
        "not in sight" if day is None else say_day(day, today)
        for day in (trend.breach_on, trend.earliest, trend.latest)
    ]
    said = f"{_name(each)} reaches its minimum level on {ends[0]} by the trend"
    said += f" ({ends[1]} to {ends[2]})"
    own = [i for i in protecting(state, row.principle.id) if i.is_open]
    own = [i for i in own if measure.id in i.protects] or own
    if own:
        text = f"{said}; '{own[0].title}' protects it: see that it comes in time."
        yield Step("ahead", text, (), (measure.id, *(item.id for item in own)))
        return
    given = _remedy(state, each)
    given["title"] = f"Keep {measure.name} within its level"[:500]
    yield Step("ahead", f"{said}: add '{given['title']}'.", (given,), (measure.id,))


def _agree(measure: Measure) -> Step:
    return Step(
        "agree_level",
        f"The minimum acceptable level of “{measure.name}”, {say_measured(measure, measure.level)},"
        " is provisional: agree on it.",
        (_baseline(measure, measure.level, provisional=False),),
        (measure.id,),
    )


def _baseline(measure: Measure, level: float | None, *, provisional: bool) -> dict[str, Any]:
    return {
        "do": "set_baseline",
        "measure": measure.id,
        "level": level,
        "provisional": provisional,
    }
