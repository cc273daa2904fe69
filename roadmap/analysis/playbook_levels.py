"""What to do in the phases of principles: levels to set, breaches to end, levels to agree on (D4)?

Where breaches hop from one principle to the next, one minimum acceptable level for each ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from roadmap.analysis.levels import LevelStatus, PrincipleStanding, Standing, standings
from roadmap.analysis.playbook_step import Step
from roadmap.analysis.principles import protecting, remedy
from roadmap.analysis.words import say_measured
from roadmap.levels import Measure
from roadmap.presets import PRESETS
from roadmap.state import State
from roadmap.values import derived_id


def level_steps(state: State, today: date) -> Iterator[Step]:
    """Yield what to do about levels: what is missing, then what is broken, then what is agreed."""
    rows = standings(state, today)
    for row in rows:
        if row.status is LevelStatus.NO_LEVEL:
            yield _missing(row)
    for row in rows:
        for each in row.measures:
            if each.breached:
                yield from _restore(state, row, each)
    for row in rows:
        for each in row.measures:
            if each.measure.provisional and each.measure.level is not None:
                yield _agree(each.measure)


def _missing(row: PrincipleStanding) -> Step:
    """Set a provisional level for a principle: from what was measured, else a preset's."""
    principle = row.principle
    known = next((each for each in row.measures if each.latest is not None), None)
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
    if preset is None:
        text = f"{principle.name} has no minimum acceptable level: name a measure and its level."
        return Step("set_level", text, (), (principle.id,))
    fields: dict[str, Any] = {"preset": preset.key, "principle": principle.id, "name": preset.name}
    fields |= {"level": preset.suggested, "provisional": True}
    measure = derived_id("measure", principle.id, preset.key)
    return Step(
        "set_level",
        f"{principle.name} has no minimum acceptable level: measure “{preset.name}”, with "
        f"{preset.suggested:g} {preset.unit} to begin with, provisionally.",
        ({"do": "add_measure", "measure": measure, **fields},),
        (principle.id,),
    )


def _name(row: Standing) -> str:
    return f"“{row.measure.name}”"


def _restore(state: State, row: PrincipleStanding, each: Standing) -> Iterator[Step]:
    measure = each.measure
    own = [i for i in protecting(state, row.principle.id) if i.is_open]
    about = (measure.id, *(item.id for item in own))
    if own:
        titles = f"'{own[0].title}'" if len(own) == 1 else f"{len(own)} open items"
        first = own[0]
        yield Step(
            "restore",
            f"{_name(each)} is breached; {titles} protect it. Begin with '{first.title}'.",
            ({"do": "start_item", "item": first.id},) if not first.started_on else (),
            about,
        )
        return
    fields = remedy(each, state)
    given = {
        "do": "add_item",
        "item": derived_id("remedy", measure.id, str(each.since)),
        **{key: list(v) if isinstance(v, tuple) else str(v) for key, v in fields.items()},
    }
    yield Step(
        "restore",
        f"{_name(each)} is breached and nothing protects it: add '{fields['title']}'.",
        (given,),
        about,
    )


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
