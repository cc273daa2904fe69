"""Which mandatory dates does a forecast not keep in 85% of the futures, though the plan does?"""

from __future__ import annotations

from datetime import date

from roadmap.analysis.planning.balance import Passes
from roadmap.analysis.planning.flag import Flag, Level, about
from roadmap.analysis.planning.forecast import SAFE, PlanForecast
from roadmap.analysis.planning.plan import Plan
from roadmap.analysis.words import say_day
from roadmap.state import State
from roadmap.values import Forcing

_BAD = 0.70  # less than this is no plan to stand on
_ADVICE = "Try what would help: start it earlier, split it, shed or defer something, add people."


def unlikely(
    state: State,
    plan: Plan,
    forecast: PlanForecast,
    today: date,
    passes: Passes | None = None,
) -> list[Flag]:
    """Return a flag for each must-do item in time by the plan, the least likely date first.

    What the plan itself makes late, or leaves below the cut, is flagged there.
    """
    late = {each.item for each in plan.late}
    found = []
    for each in plan.planned:
        item, known = state.items[each.item], forecast.items.get(each.item)
        by_date = None if known is None else known.by_date
        if by_date is None or by_date.probability is None or item.id in late:
            continue
        if item.forcing is not Forcing.FORCED or not (passes is None or passes(item)):
            continue
        chance = round(by_date.probability, 2)  # as it is read
        if chance < SAFE:
            day = say_day(by_date.date, today)
            text = f"“{item.title}” is done by {day} in {chance:.0%} of the futures."
            level = Level.ACT if chance < _BAD else Level.WATCH
            found.append((by_date.probability, about("unlikely", item, text, _ADVICE, level)))
    return [flag for _chance, flag in sorted(found, key=lambda pair: pair[0])]


def with_unlikely(flags: list[Flag], more: list[Flag]) -> list[Flag]:
    """Return all flags, the most urgent first; those of the plan come before the forecast's."""
    return sorted([*flags, *more], key=lambda flag: flag.level)
