"""Whether a plan keeps its promises, checked from the state and not by asking the planner again.

Everything is reckoned anew: room from capacity less reserve, effort per item from its placement,
dates from the calendar. Returns sentences about what is broken; none for a good plan.
"""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date, timedelta

from roadmap.analysis.planning.plan import Plan, Planned
from roadmap.analysis.planning.problem import planned_effort
from roadmap.state import Item, State
from roadmap.values import OptionStage

_CLOSE = 1e-6


def broken_promises(state: State, plan: Plan, as_of: date) -> list[str]:
    problem = plan.problem
    assert state.roadmap is not None
    planning = state.roadmap.planning
    found = [*_pools(plan), *_everything_once(state, plan)]
    firsts = {each.item: each.first for each in plan.planned}
    lasts = {each.item: each.last for each in plan.planned}
    used = _used_by_item(plan)
    for each in plan.planned:
        item = state.items[each.item]
        effort = planned_effort(item, state, planning)
        if not math.isclose(sum(days for _, _, days in used[item.id]), effort, abs_tol=_CLOSE):
            found.append(f"{item.title} gets another effort than it takes")
        found += _waits(state, plan, item.id, firsts, lasts)
        found += _days(state, plan, item.id, as_of)
        found += _skills(plan, item, used[item.id])
        if each.first != each.last and not item.may_span:
            found.append(f"{item.title} spans sprints although it may not")
        for sprint in {sprint for sprint, _, _ in used[item.id]}:
            days = sum(days for at, _, days in used[item.id] if at == sprint)
            parts = max(1, len(item.effort_per_skill))
            rate = (item.people_at_once or 1) * problem.person_days[sprint]
            if days > parts * rate + _CLOSE:
                found.append(f"{item.title} needs more people at once than it may have")
    return found


def _pools(plan: Plan) -> list[str]:
    found = []
    for sprint, row in enumerate(plan.used):
        for pool, days in enumerate(row):
            room = plan.problem.capacity.days(sprint, pool)
            room -= plan.problem.reserve.days[sprint][pool]
            if days > max(room, 0.0) + _CLOSE:
                found.append(f"sprint {sprint}: pool {pool} holds {days} of {room}")
    return found


def _everything_once(state: State, plan: Plan) -> list[str]:
    wanted = {
        item.id
        for item in state.items.ordered()
        if item.is_open and item.option_stage is not OptionStage.DISCOVERED
    }
    named = [each.item for each in plan.planned] + [each.item for each in plan.below]
    return [] if sorted(named) == sorted(wanted) else ["items are missing or stand twice"]


def _used_by_item(plan: Plan) -> dict[str, list[tuple[int, int, float]]]:
    used: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for placement in plan.placements:
        used[plan.problem.jobs[placement.job].item].extend(placement.used)
    return used


def _waits(
    state: State, plan: Plan, key: str, firsts: dict[str, int], lasts: dict[str, int]
) -> list[str]:
    found = []
    for before in state.items[key].prerequisites:
        other = state.items.get(before)
        if other is None or not other.is_open or other.option_stage is OptionStage.DISCOVERED:
            continue
        if before not in lasts:
            found.append(f"{key} stands in the plan, what it waits for does not")
        elif plan.problem.chain and lasts[before] > firsts[key]:
            found.append(f"{key} starts before what it waits for is done")
        elif not plan.problem.chain and lasts[before] >= firsts[key]:
            found.append(f"{key} starts in the same sprint as what it waits for")
    return found


def _days(state: State, plan: Plan, key: str, as_of: date) -> list[str]:
    item, each = state.items[key], plan.of(key)
    assert isinstance(each, Planned)
    first, last = plan.problem.sprints[each.first], plan.problem.sprints[each.last]
    found: list[str] = []
    limits = [item.not_before, *(wait.until for wait in item.waits)]
    limits += [c.until for c in state.constraints.ordered() if key in c.items]
    found += [
        f"{item.title} starts before {day}"
        for day in limits
        if day is not None and day > as_of and first.end <= day
    ]
    ends = last.working[-1] if last.working else last.end - timedelta(days=1)
    for freeze in state.freezes.ordered():
        applies = freeze.team in (None, item.team) and freeze.component in (None, item.component)
        if applies and freeze.days.first <= ends <= freeze.days.last:
            found.append(f"{item.title} is finished in a freeze")
    date_ = item.mandatory_by or item.promised_by
    named_late = any(late.item == key for late in plan.late)
    if date_ is not None and last.end > date_ + timedelta(days=1) and not named_late:
        found.append(f"{item.title} misses {date_} and nobody says so")
    return found


def _skills(plan: Plan, item: Item, used: list[tuple[int, int, float]]) -> list[str]:
    found = []
    pools = plan.problem.capacity.pools
    if item.team is not None and any(pools[pool].team != item.team for _, pool, _ in used):
        found.append(f"{item.title} uses another team's people")
    total = sum(part.days for part in item.effort_per_skill)
    spent = sum(days for _, _, days in used)
    for part in item.effort_per_skill:
        own = sum(days for _, pool, days in used if pools[pool].skill == part.skill)
        if own < spent * part.days / total - _CLOSE:
            found.append(f"{item.title} gets too little of {part.skill}")
    return found
