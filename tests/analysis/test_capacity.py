"""Capacity: exactly planning.md's meaning, with numbers that can be reckoned by hand."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.planning.capacity import Pool, capacity, learned_focus, mean_ramp
from roadmap.analysis.planning.sprint_calendar import due_index, sprint_calendar, sprints_to
from roadmap.errors import NotFound, Refused
from roadmap.events.sprints import SprintClosed, SprintCommitted
from roadmap.evolve import fold
from roadmap.records.planning import Planning
from roadmap.records.sprints import Outcome
from roadmap.records.staff import Ramp
from roadmap.state import State
from roadmap.values import derived_id
from tests.given import after, begun, command

MONDAY = date(2026, 1, 5)


def team(*people: dict[str, Any], **planning: Any) -> State:
    """A roadmap of two-week sprints from 5 January 2026, focus 1 unless said otherwise."""
    settings = Planning(**{"focus": 1.0, "focus_learned": False, **planning})
    state = begun(sprint_start=MONDAY, planning=settings)
    return after(state, *(command("add_person", **person) for person in people))


def totals(state: State, count: int, as_of: date = MONDAY) -> list[float]:
    found = capacity(state, as_of, count)
    return [found.total(sprint) for sprint in range(count)]


def test_ten_working_days_at_sixty_percent_focus_are_six_person_days() -> None:
    assert totals(team({"name": "Ines"}, focus=0.6), 2) == [6.0, 6.0]


def test_availability_on_call_time_off_and_holidays_are_taken_out() -> None:
    off = [{"first": "2026-01-05", "last": "2026-01-06"}]
    state = team(
        {"name": "Ines", "availability": 0.5, "on_call_share": 0.2, "time_off": off},
        {"name": "Tomas", "on_call": [{"first": "2026-01-12", "last": "2026-01-18"}]},
    )
    state = after(state, command("add_holiday", day="2026-01-16"))
    # Ines: 9 working days less 2 off, half time, a fifth on call; Tomas: one week on call
    assert totals(state, 1) == [pytest.approx(7 * 0.5 * 0.8 + 5)]


def test_days_off_that_overlap_are_taken_out_once() -> None:
    off = [
        {"first": "2026-01-05", "last": "2026-01-07"},
        {"first": "2026-01-06", "last": "2026-01-08"},
    ]
    assert totals(team({"name": "Ines", "time_off": off}), 1) == [6.0]


def test_skills_share_a_person_so_that_nobody_counts_twice() -> None:
    skills = [{"skill": "db", "share": 0.3}, {"skill": "sre", "share": 0.7}]
    found = capacity(team({"name": "Ines", "skills": skills}, {"name": "Tomas"}), MONDAY, 1)
    assert found.pools == (Pool("", ""), Pool("", "db"), Pool("", "sre"))
    assert [found.days(0, pool) for pool in range(3)] == [10.0, pytest.approx(3), pytest.approx(7)]


def test_a_person_who_leaves_mid_sprint_counts_up_to_the_last_day() -> None:
    state = team({"name": "Ines", "end": "2026-01-21"})
    assert totals(state, 3) == [10.0, 3.0, 0.0]
    later = after(state, command("edit_person", person="Ines", end="2026-01-28"))
    assert totals(later, 3) == [10.0, 8.0, 0.0]


def test_the_sprint_that_holds_the_day_has_only_the_days_left() -> None:
    state = team({"name": "Ines"})
    assert totals(state, 2, MONDAY + timedelta(days=9)) == [3.0, 10.0]
    [first, _] = sprint_calendar(state, MONDAY + timedelta(days=9), 2)
    assert first.left == pytest.approx(0.3)


def test_before_the_first_sprint_the_first_sprint_is_whole() -> None:
    assert totals(team({"name": "Ines"}), 1, MONDAY - timedelta(days=40)) == [10.0]


def test_a_newcomer_ramps_up_and_costs_the_mentor_s_pool() -> None:
    ramp = {"weeks": 12, "start": 0.0, "mentor": 0.25}
    state = team(
        {"name": "Ines", "skills": [{"skill": "sre", "share": 1}]},
        {"name": "Tomas", "start": "2026-01-05", "ramp": ramp, "mentor": "Ines"},
    )
    found = capacity(state, MONDAY, 7)
    general, sre = range(2)
    expected = [10 * (k + 0.5) / 6 for k in range(6)]
    assert [found.days(s, general) for s in range(6)] == [pytest.approx(e) for e in expected]
    assert [found.days(s, sre) for s in range(7)] == [7.5] * 6 + [10.0]
    assert found.days(6, general) == 10.0


def test_nobody_gives_less_than_nothing() -> None:
    ramp = {"weeks": 26, "start": 0.0, "mentor": 1.0}
    assert totals(team({"name": "T", "start": "2026-01-05", "ramp": ramp}), 1) == [0.0]


def test_finished_productivity_leverage_multiplies_from_the_sprint_after() -> None:
    state = team({"name": "Ines"})
    leverage = {"effect": "productivity", "amount": 10, "unit": "percent"}
    state = after(state, command("add_item", title="Faster builds", leverage=leverage))
    [item] = state.items.ordered()
    state = after(state, command("finish_item", item=item.id))
    assert totals(state, 2) == [10.0, pytest.approx(11.0)]


def test_a_calendar_without_working_days_has_no_capacity() -> None:
    state = team({"name": "Ines"})
    days = [MONDAY + timedelta(days=n) for n in range(14) if (MONDAY + timedelta(n)).weekday() < 5]
    state = after(state, *(command("add_holiday", day=str(day)) for day in days))
    assert totals(state, 2) == [0.0, 10.0]


def test_a_move_within_a_sprint_divides_the_days_between_the_teams() -> None:
    state = after(
        team(),
        command("add_team", name="Edge"),
        command("add_team", name="Data"),
        command("add_person", name="Ines", team="Edge"),
        command("move_person", person="Ines", team="Data", on="2026-01-08"),
    )
    found = capacity(state, MONDAY, 2)
    names = {each.id: each.name for each in state.teams.ordered()}
    by_team = {names[pool.team]: place for place, pool in enumerate(found.pools)}
    days = [[found.days(s, by_team[name]) for name in ("Edge", "Data")] for s in range(2)]
    assert days == [[pytest.approx(3), pytest.approx(7)], [0.0, 10.0]]


def closed(number: int, start: date, end: date, **outcome: Any) -> list[Any]:
    key = derived_id("sprint", str(number))
    committed = SprintCommitted(
        sprint=key, number=number, start=start, end=end, capacity=(), reserve=(), items=()
    )
    return [committed, SprintClosed(sprint=key, outcome=Outcome(**outcome))]


def test_focus_is_learned_once_three_sprints_are_closed() -> None:
    state = begun(sprint_start=MONDAY)
    events: list[Any] = []
    for number in range(3):
        start = MONDAY + timedelta(days=14 * number)
        days: dict[str, Any] = {"done_days": 20.0, "interruption_days": 4.0, "present_days": 50.0}
        events += closed(number + 1, start, start + timedelta(days=14), **days)
    assert learned_focus(fold(events[:4], state)).share == 0.6
    learned = learned_focus(fold(events, state))
    assert learned.share == pytest.approx(0.48)
    assert learned.sprints == 3


def test_closed_sprints_keep_their_length_when_it_changes() -> None:
    state = fold(closed(1, MONDAY, MONDAY + timedelta(days=14)), begun(sprint_start=MONDAY))
    state = after(state, command("edit_roadmap", sprint_days=7))
    sprints = sprint_calendar(state, MONDAY + timedelta(days=14), 2)
    assert [(s.number, s.start, s.end) for s in sprints] == [
        (2, date(2026, 1, 19), date(2026, 1, 26)),
        (3, date(2026, 1, 26), date(2026, 2, 2)),
    ]
    assert sprint_calendar(state, MONDAY, 1)[0].number == 2
    starts = [sprint.start for sprint in sprints_to(state, date(2026, 1, 27))]
    assert starts == [MONDAY, date(2026, 1, 19), date(2026, 1, 26)]
    assert sprints_to(state, MONDAY - timedelta(days=1)) == []


def test_a_date_is_due_in_the_last_sprint_that_ends_by_it() -> None:
    sprints = sprint_calendar(team({"name": "Ines"}), MONDAY, 4)
    sunday = date(2026, 1, 18)
    assert due_index(sprints, sunday, 14) == 0
    assert due_index(sprints, sunday - timedelta(days=1), 14) == -1
    assert due_index(sprints, date(2026, 2, 2), 14) == 1
    assert due_index(sprints, date(2027, 1, 1), 14) is None
    assert due_index(sprints, None, 14) is None


def test_a_date_at_the_end_of_the_last_sprint_looked_at_is_in_sight() -> None:
    sprints = sprint_calendar(team({"name": "Ines"}), MONDAY, 4)
    last_day = sprints[-1].end - timedelta(days=1)
    assert due_index(sprints, last_day, 14) == 3
    assert due_index(sprints, last_day + timedelta(days=13), 14) == 3
    assert due_index(sprints, last_day + timedelta(days=14), 14) is None
    assert due_index(sprints, last_day + timedelta(days=7), 7) is None


@given(st.floats(1, 60), st.floats(0, 1), st.integers(0, 50))
def test_the_mean_ramp_lies_between_start_and_full_speed(
    weeks: float, start: float, sprint: int
) -> None:
    ramp = Ramp(weeks, start, 0.25)
    mean = mean_ramp(ramp, sprint * 14.0, sprint * 14.0 + 14)
    steps = [
        min(1.0, start + (1 - start) * (sprint * 14 + t / 10) / (weeks * 7)) for t in range(140)
    ]
    assert mean == pytest.approx(sum(steps) / len(steps), abs=0.05)
    assert start - 1e-9 <= mean <= 1 + 1e-9


def test_the_ramp_of_the_closed_forms(shared: Path) -> None:
    cases = json.loads((shared / "cases/analytic/closed_forms.json").read_text())
    for case in cases["B1_deterministic_ramp"]:
        length = case["full_pd_per_person"]
        people = [{"name": "Base", "availability": case["base_pd"] / 100}]
        base = [{**people[0], "name": f"Base {n}", "availability": 1.0} for n in range(6)]
        hire_on = MONDAY + timedelta(days=14 * case["hire_sprint"])
        ramp = {
            "weeks": case["ramp_sprints"] * 2,
            "start": 0.0,
            "mentor": case["mentor_fraction"],
        }
        base = base[: case["base_pd"] // 10]
        rest = case["base_pd"] / 10 - len(base)
        if rest:
            base.append({"name": "Part", "availability": rest})
        hires = [
            {
                "name": f"Hire {n}",
                "start": str(hire_on),
                "ramp": ramp,
                "availability": length / 10,
                "mentor": base[0]["name"],
            }
            for n in range(case["hires"])
        ]
        caps = totals(team(*base, *hires), len(case["first_caps"]))
        assert caps == [pytest.approx(each, abs=1e-9) for each in case["first_caps"]]


# -- interviews -----------------------------------------------------------------------------------


def _hire(**fields: Any) -> dict[str, Any]:
    return {"name": "Hire", "start": "2026-03-02", "hiring_since": "2026-01-05", **fields}


def test_a_hire_costs_interviews_until_the_start() -> None:
    four = [{"name": name} for name in "ABCD"]
    state = team(*four, _hire(ramp={"weeks": 0, "start": 1, "mentor": 0}))
    assert totals(state, 5) == pytest.approx([37.5] * 4 + [50])
    assert totals(team(*four, _hire(), interview_days=0.0), 4) == [40.0] * 4
    assert totals(team(*four, _hire(hiring_since=None)), 4) == [40.0] * 4
    # From the middle of a sprint on, what is left of it costs what falls on its days.
    assert totals(state, 1, date(2026, 1, 12)) == pytest.approx([20 - 1.25])


def test_interviews_fall_on_the_hires_team_and_take_no_more_than_it_has() -> None:
    state = begun(sprint_start=MONDAY, planning=Planning(focus=1.0, focus_learned=False))
    both = [{"skill": skill, "share": 0.5} for skill in ("db", "net")]
    state = after(
        state,
        command("add_team", name="Core"),
        command("add_team", name="Edge"),
        command("add_person", name="Tomas", team="Core"),
        command("add_person", name="Ines", team="Edge", skills=both, availability=0.5),
        command("add_person", **_hire(team="Edge", start="2026-01-19")),
    )
    found = capacity(state, MONDAY, 2)
    teams = {pool.team for pool in found.pools}
    core = next(pool.team for pool in found.pools if found.days(0, found.pools.index(pool)) == 10)
    assert len(teams) == 2
    assert found.total(0) == 10.0  # five of the ten days of interviews is all that Edge has
    assert all(found.days(0, n) == 0 for n, pool in enumerate(found.pools) if pool.team != core)
    assert totals(team(_hire(start="2026-01-19")), 1) == [0.0]


def absence(person_days: float, first: str, last: str, **more: Any) -> dict[str, Any]:
    return {"days": {"first": first, "last": last}, "person_days": person_days, **more}


def test_an_absence_that_is_nobodys_by_name_takes_its_share_of_each_sprint() -> None:
    people = ({"name": "Ines", "skills": ["db"]}, {"name": "Tomas", "skills": ["sre"]})
    given = command("add_absence", **absence(6, "2026-01-12", "2026-01-26", skill="db"))
    state = after(team(*people, focus=0.5), given)
    # eleven working days, five of them in the first sprint; before the focus, as days off are
    lost = [6 * 5 / 11, 6 * 6 / 11, 0]
    assert totals(state, 3) == [pytest.approx(0.5 * (20 - each)) for each in lost]
    found = capacity(state, date(2026, 1, 14), 1)
    assert [found.days(0, pool) for pool in range(2)] == [
        pytest.approx(0.5 * (3 - 6 * 3 / 11)),
        pytest.approx(0.5 * 3),
    ]
    assert totals(after(state, command("remove_absence", absence=only(state))), 1) == [10.0]


def test_an_absence_of_a_skill_that_nobody_has_takes_nothing() -> None:
    given = command("add_absence", **absence(6, "2026-01-05", "2026-01-06", skill="db"))
    assert totals(after(team({"name": "Ines"}), given), 1) == [10.0]


def test_more_absence_than_there_are_people_leaves_nothing_over() -> None:
    given = command("add_absence", **absence(60, "2026-01-05", "2026-01-06"))
    assert totals(after(team({"name": "Ines"}), given), 1) == [0.0]


def test_an_absence_needs_its_days_in_order_and_an_amount() -> None:
    wrong = [
        ({"person_days": 3}, "needs its days"),
        (absence(3, "2026-01-06", "2026-01-05"), "turn the days round"),
        (absence(3, "2026-01-05", "2026-01-06", team="Nowhere"), "Nowhere"),
    ]
    for fields, words in wrong:
        with pytest.raises((Refused, NotFound), match=words):
            after(team(), command("add_absence", **fields))
    with pytest.raises(NotFound, match="no absence"):
        after(team(), command("remove_absence", absence="A" * 10))


def only(state: State) -> str:
    [absence] = state.absences.ordered()
    return absence.id
