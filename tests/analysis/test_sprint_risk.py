"""What may arrive in one sprint alone stands beside what is kept for it."""

from __future__ import annotations

from math import fsum

import pytest

from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.planning.sprint_risk import arrivals_alone
from roadmap.records.staff import ReserveKind
from tests.analysis.test_plan import MONDAY, ready
from tests.given import after, command


def test_without_streams_nothing_is_known() -> None:
    state = ready()
    assert arrivals_alone(state, plan(state, PlanKey(MONDAY, 4)).problem.capacity, 0) is None


def test_one_sprint_alone_may_need_more_than_its_step_of_the_reserve() -> None:
    stream = {
        "arrivals_per_sprint": 3.0,
        "basis": "entered",
        "size_mean": 1.0,
        "size_cv": 1.0,
        "dispersion": 1.0,
    }
    state = after(
        ready({"name": "Ines"}, {"name": "Juri"}, reserve=ReserveKind.PERCENTILE),
        command("add_stream", name="Tickets", driver="incident", **stream),
    )
    found = plan(state, PlanKey(MONDAY, 6)).problem
    first, later = (arrivals_alone(state, found.capacity, place) for place in (0, 4))
    assert first is not None
    assert later == pytest.approx(first)
    assert fsum(found.reserve.days[0]) == pytest.approx(first)  # nothing went before
    assert fsum(found.reserve.days[4]) < first
