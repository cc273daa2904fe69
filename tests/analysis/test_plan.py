"""The plan: promises kept on random roadmaps, its reasons, and how near to the optimum it is."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.analysis.planning.capacity import Capacity, Focus, Pool
from roadmap.analysis.planning.placing import Bound, place
from roadmap.analysis.planning.plan import Plan, PlanKey, Planned, plan, priority_order
from roadmap.analysis.planning.problem import Job, Part, Problem
from roadmap.analysis.planning.reserve import Reserve
from roadmap.analysis.planning.search import objective_of, search
from roadmap.analysis.planning.sprint_calendar import PlannedSprint
from roadmap.events.items import ItemEdited
from roadmap.events.sprints import SprintCommitted
from roadmap.evolve import fold
from roadmap.records.planning import Planning
from roadmap.records.sprints import ItemDays
from roadmap.records.staff import ReserveKind
from roadmap.state import State
from tests.analysis.plan_validator import broken_promises
from tests.given import after, begun, command, item_id

MONDAY = date(2026, 1, 5)


def ready(*people: dict[str, Any], **planning: Any) -> State:
    """A roadmap of two-week sprints, focus 1, whose people have ten days a sprint each."""
    given = {"focus": 1.0, "focus_learned": False, "reserve": ReserveKind.OFF, **planning}
    state = begun(sprint_start=MONDAY, planning=Planning(**given))
    people = people or ({"name": "Ines"},)
    return after(state, *(command("add_person", **person) for person in people))


def constant(days: float) -> dict[str, float]:
    return {"low": days, "likely": days, "high": days}


def add(title: str, days: float, **fields: Any) -> Any:
    given = {"estimate": constant(days), "people_at_once": 9, **fields}
    return command("add_item", item=item_id(title), title=title, **given)


def planned(state: State, **key: Any) -> Plan:
    found = plan(state, PlanKey(**{"as_of": MONDAY, "sprints": 6, **key}))
    assert broken_promises(state, found, key.get("as_of", MONDAY)) == []
    return found


def where(found: Plan) -> dict[str, int | None]:
    titles = {item_id(title): title for title in "abcdefgh"}
    places: dict[str, int | None] = {titles[each.item]: each.first for each in found.planned}
    return {**places, **{titles[each.item]: None for each in found.below}}


FORCED = {"forcing": "forced", "driver": "regulation"}


def test_items_fill_sprints_in_rank_order_and_the_rest_goes_on() -> None:
    found = planned(after(ready(), add("a", 6), add("b", 6), add("c", 4)))
    assert where(found) == {"a": 0, "b": 1, "c": 0}
    reasons = {each.item: each.reason for each in found.planned}
    assert reasons[item_id("a")] == "Next in order, and there is room in sprint 1."
    assert reasons[item_id("b")] == "The first sprint with room for the team."


def test_forced_work_comes_first_by_its_date_and_lends_it_to_what_it_waits_for() -> None:
    forced = {**FORCED, "horizon": "long_term", "mandatory_by": "2026-01-18"}
    state = after(
        ready(), add("a", 8), add("b", 5), add("c", 5, prerequisites=[item_id("b")], **forced)
    )
    assert where(planned(state)) == {"a": 1, "b": 0, "c": 0}


def test_forced_short_term_work_without_a_date_is_due_at_once() -> None:
    state = after(ready(), add("a", 8), add("b", 5, **FORCED, horizon="short_term"))
    assert where(planned(state)) == {"a": 1, "b": 0}


def test_late_items_are_named_with_the_sprint_they_reach() -> None:
    forced = {**FORCED, "horizon": "long_term", "mandatory_by": "2026-01-18"}
    found = planned(after(ready(), add("a", 8, **forced), add("b", 8, **forced)))
    [late] = found.late
    assert (late.item, late.date, late.sprint) == (item_id("b"), date(2026, 1, 18), 1)


def test_chains_stay_in_one_sprint_unless_they_may_not() -> None:
    items = [add("a", 2), add("b", 2, prerequisites=[item_id("a")])]
    assert where(planned(after(ready(), *items))) == {"a": 0, "b": 0}
    strict = ready(chain_within_sprint=False)
    assert where(planned(after(strict, *items))) == {"a": 0, "b": 1}


def test_what_is_committed_is_planned_in_its_sprint_before_what_ranks_higher() -> None:
    state = after(ready(), add("a", 6), add("b", 6))
    days = (ItemDays(item_id("b"), 6.0),)
    committed = SprintCommitted(
        sprint=item_id("sprint"),
        number=1,
        start=MONDAY,
        end=MONDAY + timedelta(days=14),
        capacity=(),
        reserve=(),
        items=days,
    )
    found = planned(fold([committed], state))
    assert where(found) == {"a": 1, "b": 0}
    assert found.late == ()


def test_what_is_too_large_is_to_be_split_or_spans_where_it_may() -> None:
    state = after(ready(), add("a", 14, people_at_once=1), add("b", 14, may_span=True))
    found = planned(state)
    assert where(found) == {"a": None, "b": 0}
    [below] = found.below
    assert below.bound is Bound.RATE
    assert "split it" in below.reason
    spans = found.of(item_id("b"))
    assert isinstance(spans, Planned)
    assert spans.last == 1


def test_work_that_may_span_and_is_not_finished_in_sight_is_not_told_to_span() -> None:
    state = after(ready(), add("a", 90, may_span=True))
    [below] = plan(state, PlanKey(MONDAY, 4)).below
    assert below.reason == (
        "Not finished in sight (90.0 person-days), though it may span sprints: make room before "
        "it, let more people work on it at once, or look further ahead."
    )


def test_an_item_waits_for_dates_freezes_and_constraints() -> None:
    state = after(
        ready(),
        add("a", 2, not_before="2026-01-20"),
        add("b", 2, waits=[{"on": "the vendor", "until": "2026-02-03"}]),
        add("c", 2),
        command("add_freeze", days={"first": "2026-01-12", "last": "2026-01-17"}),
    )
    found = planned(state)
    assert where(found) == {"a": 1, "b": 2, "c": 1}
    reasons = {each.item: each.reason for each in found.planned}
    assert reasons[item_id("b")] == (
        "The first sprint it may start in: waits on the vendor until 3 February."
    )
    assert "after the freeze" in reasons[item_id("c")]


def test_a_skill_nobody_has_is_below_the_cut_with_its_reason() -> None:
    parts = [{"skill": "db", "days": 2}]
    found = planned(after(ready(), add("a", 2, effort_per_skill=parts)))
    [below] = found.below
    assert below.reason == "Nobody has the skill 'db'."
    empty = planned(after(begun(sprint_start=MONDAY), add("a", 2)))
    assert empty.below[0].reason == "Nobody is on the team yet: add the people first."


def test_without_capacity_everything_is_below_the_cut_with_what_is_missing() -> None:
    found = planned(after(ready({"name": "Ines", "availability": 0.0}), add("a", 2)))
    [below] = found.below
    assert below.shortfall == pytest.approx(2)


def test_thousands_of_items_fit_into_one_sprint() -> None:
    titles = [str(number) for number in range(3000)]
    state = after(ready(), *(add(title, 0.001) for title in titles))
    found = plan(state, PlanKey(MONDAY, 2))
    assert sum(each.first == 0 for each in found.planned) == 3000


def test_a_circle_of_prerequisites_is_named_and_not_followed() -> None:
    state = after(ready(), add("a", 2), add("b", 2, prerequisites=[item_id("a")]))
    circle = ItemEdited(item=item_id("a"), fields={"prerequisites": (item_id("b"),)})
    found = plan(fold([circle], state), PlanKey(MONDAY, 3))
    assert {each.bound for each in found.below} == {Bound.CYCLE, Bound.PREREQUISITE}


def test_below_the_cut_the_shortfall_is_said() -> None:
    state = after(ready(), *(add(title, 9) for title in "abcdefgh"))
    found = planned(state)
    assert [where(found)[title] for title in "abcdefgh"] == [0, 1, 2, 3, 4, 5, None, None]
    assert found.below[0].shortfall == pytest.approx(8)
    assert "lacks 8.0 person-days" in found.below[0].reason


def test_changing_a_leaving_day_changes_exactly_the_sprints_after_it() -> None:
    people = ({"name": "Ines"}, {"name": "Tomas"})
    state = after(ready(*people), *(add(title, 9) for title in "abcdefgh"))
    before = planned(state)
    leaves = after(state, command("edit_person", person="Tomas", end="2026-02-01"))
    later = planned(leaves)
    assert [sum(row) for row in before.used[:2]] == [sum(row) for row in later.used[:2]]
    assert all(sum(a) > sum(b) for a, b in zip(before.used[2:4], later.used[2:4], strict=True))


def test_the_same_state_gives_the_same_plan() -> None:
    state = after(ready(), *(add(title, 3 + n) for n, title in enumerate("abcdefgh")))
    for mode in ("priority", "value"):
        first = planned(state, mode=mode)
        again = planned(fold([], replace_items(state)), mode=mode)
        assert first.planned == again.planned
        assert first.order == again.order


def replace_items(state: State) -> State:
    """An equal state that is another object, so that no memo helps."""
    edit = command("edit_item", item=item_id("a"), notes="x")
    back = command("edit_item", item=item_id("a"), notes="")
    return after(state, edit, back)


# -- random roadmaps ------------------------------------------------------------------------------

_DAY = st.dates(date(2025, 12, 1), date(2026, 5, 1)).map(str)
_SKILLS = st.sampled_from([[], [{"skill": "db", "share": 1}], [{"skill": "sre", "share": 1}]])


@st.composite
def roadmaps(draw: st.DrawFn) -> State:
    chain = draw(st.booleans())
    people = [
        {"name": f"P{n}", "skills": draw(_SKILLS), "availability": draw(st.floats(0.1, 1))}
        | ({"end": draw(_DAY)} if draw(st.booleans()) else {})
        for n in range(draw(st.integers(1, 4)))
    ]
    reserve = draw(st.sampled_from([None, 3.0]))
    kind = ReserveKind.OFF if reserve is None else ReserveKind.DAYS
    state = ready(*people, chain_within_sprint=chain, reserve=kind, reserve_days=reserve)
    commands = []
    titles = "abcdefgh"[: draw(st.integers(1, 8))]
    for number, title in enumerate(titles):
        days = draw(st.floats(0.5, 20))
        fields: dict[str, Any] = {
            "people_at_once": draw(st.sampled_from([1, 2, 9])),
            "may_span": draw(st.booleans()),
            "prerequisites": [item_id(t) for t in titles[:number] if draw(st.integers(0, 3)) == 0],
        }
        if draw(st.booleans()):
            fields |= {**FORCED, "horizon": "long_term", "mandatory_by": draw(_DAY)}
        if draw(st.booleans()):
            parts = [{"skill": "db", "days": 1}, {"skill": "sre", "days": 2}]
            fields["effort_per_skill"] = parts[: draw(st.integers(1, 2))]
        if draw(st.booleans()):
            fields["not_before"] = draw(_DAY)
        commands.append(add(title, days, **fields))
    if draw(st.booleans()):
        first = draw(st.dates(date(2026, 1, 1), date(2026, 3, 1)))
        span = {"first": str(first), "last": str(first + timedelta(days=draw(st.integers(0, 20))))}
        commands.append(command("add_freeze", days=span))
    return after(state, *commands)


@settings(max_examples=80)
@given(roadmaps(), st.integers(0, 40))
def test_no_promise_is_ever_broken(state: State, shift: int) -> None:
    planned(state, as_of=MONDAY + timedelta(days=shift))


@settings(max_examples=8)
@given(roadmaps(), st.integers(0, 40))
def test_no_promise_is_broken_for_value(state: State, shift: int) -> None:
    planned(state, as_of=MONDAY + timedelta(days=shift), mode="value")


# -- against proved optima ------------------------------------------------------------------------


def problem_of_case(case: dict[str, Any]) -> Problem:
    """The shared case as a problem: rank = weight per effort, everything in one person's reach."""
    count = case["sprints"]
    sprints = tuple(
        PlannedSprint(n + 1, MONDAY + timedelta(14 * n), MONDAY + timedelta(14 * n + 14), (), 1.0)
        for n in range(count)
    )
    due = {int(key): value for key, value in case["forced_deadline_sprint_0based"].items()}
    weight, effort = case["weight"], case["effort_pd"]
    ranked = sorted(range(case["items"]), key=lambda i: -weight[i] / max(sum(effort[i]), 1e-9))
    rank = {item: place_ for place_, item in enumerate(ranked)}
    jobs = tuple(
        Job(
            item=str(i),
            rank=(f"{rank[i]:05d}", str(i)),
            parts=tuple(Part((pool,), float(d)) for pool, d in enumerate(effort[i]) if d),
            people=1e9,
            may_span=False,
            forced=i in due,
            value=weight[i],
            due_date=None,
            due=due.get(i),
            earliest=0,
            earliest_because=None,
            closed=frozenset(),
            waits_for=tuple(a for a, b in case["prec"] if b == i),
            blocked=None,
        )
        for i in range(case["items"])
    )
    pools = tuple(Pool("", str(pool)) for pool in range(case["pools"]))
    found = Capacity(sprints, pools, (), Focus(1.0, 0))
    room = tuple(tuple(map(float, row)) for row in case["capacity_pd"])
    reserve = Reserve((), "", 0)
    return Problem(jobs, sprints, found, reserve, room, (1.0,) * count, True, 0.97)


def test_plans_are_near_the_proved_optimum(shared: Path) -> None:
    cases = json.loads((shared / "cases/planner/small_exact.json").read_text())["cases"]
    gaps: dict[str, list[float]] = {"priority": [], "value": []}
    for case in cases:
        problem = problem_of_case(case)
        optimum, missed, penalty = case["optimum"], 0, 1000 * max(case["weight"])
        while optimum < 0:
            optimum, missed = optimum + penalty, missed + 1
        priority = priority_order(problem)
        searched = search(problem, priority, {}, 1)
        orders = {"priority": priority, "value": searched.order}
        for mode, order in orders.items():
            found = objective_of(problem, place(problem, order), {})
            assert found.missed == missed, (case["id"], mode)
            gaps[mode].append(1 - found.value / optimum)
        assert searched.bound >= optimum - 1e-6
    assert sum(gaps["priority"]) / len(cases) <= 0.08
    assert sum(gaps["value"]) / len(cases) <= 0.01


def test_how_far_a_plan_looks_ahead_changes_nothing_in_its_sprints() -> None:
    later, dated = {"promised_by": "2027-06-20"}, {"promised_by": "2027-06-01"}
    state = after(ready(), add("a", 8), add("b", 8, **later), add("c", 8, **dated))
    near, far = planned(state), planned(state, sprints=60)
    assert near.order == far.order == tuple(map(item_id, "cba"))
    assert [each.first for each in near.planned] == [each.first for each in far.planned]
