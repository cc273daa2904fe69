"""The last day to begin dated must-do work: by P85, by rate, backwards over holidays."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.estimates.distributions import Z90, distribution_of
from roadmap.analysis.planning.capacity_until import capacity_until
from roadmap.analysis.planning.latest_start import LatestStart, effort_left_at, latest_starts
from roadmap.analysis.planning.problem import problem_of
from roadmap.state import Item, State
from roadmap.values import Estimate, Status
from tests.analysis.test_plan import FORCED, MONDAY, add, ready
from tests.given import after, command, item_id

DATED = {**FORCED, "horizon": "long_term", "people_at_once": 1}


def starts(state: State) -> dict[str, LatestStart]:
    return latest_starts(state, problem_of(state, MONDAY, 6), MONDAY)


def start_of(state: State, title: str = "a") -> LatestStart:
    return starts(state)[item_id(title)]


def dated(days: float, until: str = "2026-02-13", **fields: Any) -> Any:
    return add("a", days, **{**DATED, "mandatory_by": until, **fields})


def test_five_days_of_one_person_begin_on_the_monday_of_the_week_that_ends_with_the_date() -> None:
    found = start_of(after(ready(), dated(5)))
    assert found == LatestStart(date(2026, 2, 9), 5.0, 5)


def test_weekends_and_holidays_push_the_start_back() -> None:
    holiday = command("add_holiday", day="2026-02-11", name="Founders' day")
    assert start_of(after(ready(), holiday, dated(5))).day == date(2026, 2, 6)
    assert start_of(after(ready(), dated(5, "2026-02-15"))).day == date(2026, 2, 9)


def test_focus_slows_and_people_at_once_speed_up_to_what_their_pool_has() -> None:
    assert start_of(after(ready(focus=0.5), dated(5))).working_days == 10
    team = ready({"name": "Ines"}, {"name": "Juri"})
    assert start_of(after(team, dated(6, people_at_once=2))).working_days == 3
    assert start_of(after(team, dated(6, people_at_once=9))).working_days == 3


def test_each_part_is_limited_by_its_own_pool_and_the_slowest_counts() -> None:
    team = ready(
        {"name": "Ines", "skills": [{"skill": "network", "share": 1.0}]},
        {
            "name": "Juri",
            "skills": [{"skill": "storage", "share": 0.2}, {"skill": "network", "share": 0.8}],
        },
    )
    parts = [{"skill": "network", "days": 2.0}, {"skill": "storage", "days": 2.0}]
    state = after(team, dated(4, effort_per_skill=parts))
    assert start_of(state).working_days == 10


def test_the_p85_effort_counts_and_not_the_likely_one() -> None:
    estimate = {"low": 2.0, "likely": 4.0, "high": 8.0}
    state = after(ready(), dated(4, estimate=estimate))
    whole = distribution_of(state.items[item_id("a")], state.roadmap)
    assert start_of(state).effort_days == pytest.approx(whole.quantile(0.85))
    assert start_of(state).working_days == 8  # 7.007 person-days


def test_choice_undated_work_and_work_that_nobody_can_do_have_none() -> None:
    choice = add("b", 3, promised_by="2026-02-13")
    nobody = dated(3, effort_per_skill=[{"skill": "mainframe", "days": 3.0}])
    assert starts(after(ready(), choice, nobody)) == {}


def test_what_is_far_too_large_began_long_ago_and_says_so() -> None:
    found = start_of(after(ready(), dated(1e9)))
    assert found.day < date(2021, 2, 1)


def test_a_date_of_many_years_ago_has_its_start_before_it() -> None:
    found = start_of(after(ready(), dated(5, "2015-02-13")))
    assert found.day == date(2015, 2, 9)


def test_in_progress_the_stated_rest_counts_else_what_is_left_after_the_effort_spent() -> None:
    item = Item(id="1", estimate=Estimate(8, 4, 16), status=Status.IN_PROGRESS, remaining_days=2)
    stated = effort_left_at(item, None, 0.85)
    assert stated == pytest.approx(2 * math.exp(1.0364333895 * math.log(4) / (2 * Z90)))
    exact = Item(id="1", estimate=Estimate(8, 8, 8), status=Status.IN_PROGRESS, remaining_days=2)
    assert effort_left_at(exact, None, 0.85) == 2
    spent = Item(id="1", estimate=Estimate(8, 4, 16), status=Status.IN_PROGRESS, actual_days=6)
    whole = distribution_of(spent, None)
    left = effort_left_at(spent, None, 0.85)
    above = (1 - whole.cdf(6 + left)) / (1 - whole.cdf(6))
    assert above == pytest.approx(0.15, abs=1e-6)


@given(st.floats(0.5, 60), st.floats(0.5, 60))
def test_more_effort_never_begins_later(one: float, other: float) -> None:
    less, more = sorted((one, other))
    early, late = start_of(after(ready(), dated(more))), start_of(after(ready(), dated(less)))
    assert early.day <= late.day


def test_capacity_until_a_day_counts_the_days_of_its_sprint_and_goes_on_beyond_the_plan() -> None:
    state = ready({"name": "Ines"}, {"name": "Juri", "availability": 0.5})
    found = problem_of(state, MONDAY, 2).capacity
    everybody = capacity_until(found, None)
    assert everybody.days(date(2026, 1, 4)) == 0
    assert everybody.days(date(2026, 1, 9)) == pytest.approx(7.5)
    assert everybody.days(date(2026, 1, 23)) == pytest.approx(22.5)
    assert everybody.days(date(2026, 3, 1)) == pytest.approx(60)
    assert capacity_until(found, "nobody").days(date(2026, 3, 1)) == 0
