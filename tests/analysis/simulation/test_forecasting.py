"""What a forecast says of a plan's places: pictures first, the same whole, nothing out of sight."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.analysis.planning.forecast import ItemForecast, PlanForecast
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.simulation.forecasting import forecast_plan
from roadmap.analysis.simulation.run import Cancelled, Run
from roadmap.state import State
from tests.analysis.test_plan import MONDAY, add, ready
from tests.given import after, item_id

A, B = item_id("a"), item_id("b")
KEY = PlanKey(MONDAY, 6)


def uncertain() -> State:
    range_ = {"low": 2, "likely": 5, "high": 14}
    dated = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
    return after(
        ready(),
        add("a", 5, estimate=range_, **dated, mandatory_by="2026-02-01"),
        add("b", 5, estimate=range_),
    )


def test_without_chance_every_placement_holds() -> None:
    state = after(ready(shared_cv=0.0), add("a", 5), add("b", 9))
    found = forecast_plan(state, KEY, Run(200, 1))
    for each in plan(state, KEY).planned:
        assert found.done_by(each.item, each.last) == 1
    assert found.day(B, 0.85) == date(2026, 2, 1)
    assert found.beyond(A) == 0


def test_pictures_come_first_and_the_whole_is_the_same_without_them() -> None:
    shown: list[PlanForecast] = []

    def picture(found: PlanForecast) -> bool:
        shown.append(found)
        return True

    whole = forecast_plan(uncertain(), KEY, Run(10_000, 1), picture)
    assert [shown[0].trials, shown[0].whole] == [500, False]
    assert [shown[-1].trials, shown[-1].whole] == [10_000, True]
    assert shown[-1] == whole == forecast_plan(uncertain(), KEY, Run(10_000, 1))


def test_a_chance_of_the_date_carries_its_interval() -> None:
    found = forecast_plan(uncertain(), KEY, Run(2_000, 1))
    chance = found.items[A].by_date
    assert chance is not None
    assert chance.low is not None
    assert chance.probability is not None
    assert chance.high is not None
    assert chance.low < chance.probability < chance.high
    assert found.items[B].by_date is None
    assert (
        found.rests_on == "Rests on: 2 items, sized by people; no must-do work is expected to "
        "arrive, as none is known."
    )


def test_who_does_not_want_it_any_more_gets_nothing() -> None:
    with pytest.raises(Cancelled):
        forecast_plan(uncertain(), KEY, Run(2_000, 1), lambda _found: False)


def test_it_can_be_stopped_between_two_pictures() -> None:
    asked: list[int] = []

    def go_on(done: int) -> bool:
        asked.append(done)
        return len(asked) < 3

    with pytest.raises(Cancelled):
        forecast_plan(uncertain(), KEY, Run(50_000, 1), lambda _found: True, go_on=go_on)
    assert asked == [500, 5_000, 10_000]


def test_percentiles_are_the_first_sprint_reached_and_none_is_out_of_sight() -> None:
    days = (date(2026, 1, 18), date(2026, 2, 1))
    found = PlanForecast(
        100, 1, (1, 2), days, {A: ItemForecast((50, 84)), B: ItemForecast((0, 85))}
    )
    assert (found.place(A, 0.5), found.place(A, 0.85)) == (0, None)
    assert found.day(B, 0.85) == date(2026, 2, 1)
    assert found.beyond(A) == pytest.approx(0.16)
    assert found.done_by(A, 1) == 0.84
    assert (found.done_by(A, None), found.done_by(A, 2), found.done_by("x", 0)) == (None,) * 3
    assert (found.place("x", 0.5), found.beyond("x")) == (None, 1.0)
