"""More or less inflow, people who leave: what a scenario takes for granted."""

from __future__ import annotations

import numpy as np
import pytest

from roadmap.analysis.inflow.inflow import inflows_of
from roadmap.analysis.planning.capacity import capacity
from roadmap.analysis.simulation.arrivals import Arrivals
from roadmap.analysis.simulation.draws import CHUNK, Draws
from roadmap.analysis.simulation.loop import run_chunk
from roadmap.analysis.simulation.model import model_of
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.records.assumptions import Assumptions, InflowFactor
from roadmap.values import derived_id
from tests.analysis.simulation.cases import inflow
from tests.analysis.simulation.given import BEGIN, exact, item, sprint_start, stream
from tests.given import after, command

N = 60_000


def arrived(factor: float, dispersion: float = 1.0, cv: float = 0.0) -> np.ndarray:
    raised = inflow(arrivals=4.0, dispersion=dispersion, size_cv=cv, raised=factor)
    days = Arrivals(raised, Draws(1, 0, N), N).arrive(0, None, None)
    assert days is not None
    return days


@pytest.mark.parametrize(("dispersion", "cv"), [(1.0, 0.0), (3.0, 0.0), (1.0, 1.0)])
def test_raising_the_inflow_adds_arrivals_and_takes_none_away(dispersion: float, cv: float) -> None:
    usual, raised = arrived(1.0, dispersion, cv), arrived(1.5, dispersion, cv)
    assert (raised >= usual).all()
    assert raised.mean() == pytest.approx(6.0, rel=0.03)
    if cv == 0:  # the same G on both: var = m + m^2 (D - 1)/lambda
        assert raised.var() == pytest.approx(6 + 36 * (dispersion - 1) / 4, rel=0.05)


def test_leverage_thins_what_was_added_too() -> None:
    raised = inflow(arrivals=4.0, raised=1.5)
    half = Arrivals(raised, Draws(1, 0, N), N).arrive(0, np.full(N, 0.5), None)
    assert half is not None
    assert half.mean() == pytest.approx(3.0, rel=0.03)


def test_lowering_the_inflow_thins_and_factors_of_single_streams_multiply() -> None:
    state = exact(stream(4, 1.0), stream(2, 1.0, name="Requests"), capacity=10)
    requests = derived_id("stream", "Requests")
    keys = [each.id for each in inflows_of(state, capacity(state, BEGIN, 4))]
    means = []
    for assumed in (
        Assumptions(),
        Assumptions(inflow=(InflowFactor(0.5),)),
        Assumptions(inflow=(InflowFactor(0.5), InflowFactor(4.0, keys[0]))),
        Assumptions(inflow=(InflowFactor(0.0, "requests"),)),
    ):
        part = simulate(model_of(state, BEGIN, 4, assumed), Run(CHUNK, 1))
        means.append([float(row[1] / row[0]) for row in part.arrived])
    usual = means[0]
    assert means[1] == pytest.approx([share / 2 for share in usual], rel=0.05)
    assert means[2] == pytest.approx([usual[0] * 2, usual[1] / 2], rel=0.05)
    place = keys.index(requests)
    assert means[3][place] == 0
    assert means[3][1 - place] == usual[1 - place]


def test_those_who_leave_are_the_share_assumed_and_take_their_work_along() -> None:
    state = exact(item("Work", 5000, 5000, 5000), capacity=40, horizon_sprints=60)
    model = model_of(state, BEGIN, 60, Assumptions(attrition_a_year=0.3))
    trials = run_chunk(model, Draws(1, 0, CHUNK), CHUNK)
    done = -np.diff(trials.remaining, axis=0)
    middle = (25 + 1.5) * 14  # of the sprint after the 25th difference, about a year on
    assert done[25].mean() / 40 == pytest.approx(0.7 ** (middle / 365.25), abs=0.01)
    assert (np.diff(done, axis=0) <= 1e-9).all()


def test_a_hire_cannot_leave_before_they_came() -> None:
    hire = {
        "do": "add_person",
        "name": "Hire",
        "start": sprint_start(10),
        "ramp": {"weeks": 0, "start": 1, "mentor": 0},
    }
    state = exact(hire, item("Work", 9, 9, 9))
    model = model_of(state, BEGIN, 12, Assumptions(attrition_a_year=0.5))
    [hired] = model.leavers
    assert hired.since == 140
    trials = run_chunk(model, Draws(1, 0, 500), 500)
    assert (trials.remaining[:10] == 9).all()
    assert 0 < (trials.remaining[11] > 0).mean() < 0.1  # left before it was done


def test_people_who_may_leave_never_make_anything_earlier() -> None:
    state = exact(item("A", 10, 20, 40), item("B", 10, 20, 40), stream(2, 1.0), capacity=20)
    models = [model_of(state, BEGIN, 20, Assumptions(attrition_a_year=a)) for a in (0.0, 0.1, 0.4)]
    sprints = [run_chunk(each, Draws(1, 0, 2_000), 2_000).finished for each in models]
    assert (sprints[0] <= sprints[1]).all()
    assert (sprints[1] <= sprints[2]).all()
    assert (sprints[0] < sprints[2]).any()


def test_a_hire_brings_no_must_do_work() -> None:
    opened = {
        "do": "add_stream",
        "name": "Incidents",
        "driver": "incident",
        "basis": "fitted",
        "size_mean": 1,
    }
    state = exact(opened, capacity=20)
    hired = after(state, command("add_person", name="Hire", start=sprint_start(1)))
    [before] = inflows_of(state, capacity(state, BEGIN, 10))
    [later] = inflows_of(hired, capacity(hired, BEGIN, 10))
    assert before.arrivals > 0
    assert later.arrivals == before.arrivals
