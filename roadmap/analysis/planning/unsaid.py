"""What does planned work leave unsaid that has to be known before it is done?

A load on something that is no capability; the problem and the approach of a long-term choice that
comes next, without which no sprint may be committed with it (D3).
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.analysis.expectations.capabilities import loads_nowhere
from roadmap.analysis.planning.flag import Flag, Level, about
from roadmap.analysis.planning.plan import Plan
from roadmap.analysis.words import listed, say_field
from roadmap.decide.options import missing_of
from roadmap.state import Item, State

_NEXT = 2  # sprints: what comes later may still be thought out


def undescribed(item: Item) -> tuple[str, ...]:
    """Return the fields without which no sprint may be committed with `item`."""
    return missing_of(item) if item.is_open else ()


def unsaid(state: State, plan: Plan) -> Iterator[Flag]:
    """Yield what to look at, in the order of the plan's jobs."""
    soon = {each.item for each in plan.planned if each.first < _NEXT}
    for job in plan.problem.jobs:
        item = state.items[job.item]
        nowhere = loads_nowhere(state, item)
        if nowhere:
            text = f"“{item.title}” adds load to “{nowhere[0]}”, which is no capability."
            advice = "Add that capability, or correct its name: nothing reckons with the load."
            yield about("unknown_capability", item, text, advice)
        missing = missing_of(item) if item.id in soon else ()
        if missing:
            fields = listed([say_field(field) for field in missing])
            text = f"“{item.title}” is a long-term choice that comes next without its {fields}."
            advice = "Write that down before its sprint is committed, or put it back as an option."
            yield about("undescribed", item, text, advice, Level.WATCH)
