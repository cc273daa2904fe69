"""One meaning for plan and forecast: with constants, no item after its planned sprint."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.simulation.compare import compare
from roadmap.analysis.simulation.draws import Draws
from roadmap.analysis.simulation.loop import Trials, run_chunk
from roadmap.analysis.simulation.model import model_of
from roadmap.analysis.simulation.run import Run
from roadmap.records.people import Freeze, Person
from roadmap.records.planning import Planning
from roadmap.records.staff import ReserveKind, SkillShare, Span
from roadmap.records.streams import Stream
from roadmap.state import Item, Roadmap, State, Table
from roadmap.values import (
    Driver,
    Estimate,
    Forcing,
    Horizon,
    SkillEffort,
    Status,
    Wait,
)

BEGIN = date(2026, 1, 5)
SPRINTS = 14
_KEYS = [f"{number:02d}" for number in range(14)]
_DAYS = st.integers(0, 14 * SPRINTS).map(lambda days: BEGIN + timedelta(days=days))
_CONSTANT = st.sampled_from([0.0, 0.5, 1.0, 2.5, 4.0, 7.0, 12.0]).map(lambda d: Estimate(d, d, d))


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    found = []
    for place, key in enumerate(_KEYS[: draw(st.integers(1, len(_KEYS)))]):
        skilled = draw(st.sampled_from([(), ("db",), ("net",), ("db", "net")]))
        fields: dict[str, Any] = {
            "estimate": draw(_CONSTANT),
            "effort_per_skill": tuple(SkillEffort(skill, 1.0) for skill in skilled),
            "people_at_once": draw(st.sampled_from([None, 1.0, 3.0])),
            "may_span": draw(st.booleans()),
            "rank": draw(st.sampled_from("abcdef")),
            "forcing": draw(st.sampled_from([None, *Forcing])),
            "horizon": draw(st.sampled_from(Horizon)),
            "promised_by": draw(st.none() | _DAYS),
            "not_before": draw(st.none() | _DAYS),
            "waits": tuple(
                Wait("Procurement", day, certain=True) for day in draw(st.lists(_DAYS, max_size=1))
            ),
            "prerequisites": tuple(draw(st.sets(st.sampled_from(_KEYS[: place or 1]), max_size=2))),
        }
        if draw(st.integers(0, 4)) == 0:
            fields |= {"status": Status.IN_PROGRESS, "actual_days": draw(st.floats(0, 6))}
        found.append(Item(key, key, **fields))
    return found


@st.composite
def states(draw: st.DrawFn) -> State:
    people = [
        Person(key, key, skills=tuple(SkillShare(skill, 1 / len(has)) for skill in has))
        for key, has in zip(
            "ABC",
            draw(
                st.lists(
                    st.sampled_from([("db",), ("net",), ("db", "net")]), min_size=1, max_size=3
                )
            ),
            strict=False,
        )
    ]
    freezes = [
        Freeze(str(n), Span(day, day + timedelta(days=10)))
        for n, day in enumerate(draw(st.lists(_DAYS, max_size=2)))
    ]
    planning = Planning(
        focus=draw(st.sampled_from([0.6, 1.0])),
        focus_learned=False,
        shared_cv=0.0,
        reserve=ReserveKind.DAYS,
        reserve_days=draw(st.sampled_from([0.0, 2.0, 5.0])),
        chain_within_sprint=draw(st.booleans()),
    )
    return State(
        roadmap=Roadmap("Law", sprint_start=BEGIN, planning=planning),
        items=Table.of((each.id, each) for each in draw(items())),
        people=Table.of((each.id, each) for each in people),
        freezes=Table.of((each.id, each) for each in freezes),
    )


def run(state: State, trials: int) -> tuple[dict[str, int], Trials]:
    """Return the planned last sprint of each item's place, and what came of the trials."""
    found = plan(state, PlanKey(BEGIN, SPRINTS))
    model = model_of(state, BEGIN, SPRINTS)
    lasts = {planned.item: planned.last for planned in found.planned}
    trials_ = run_chunk(model, Draws(1, 0, trials), trials)
    return {item.id: lasts.get(item.id, -1) for item in model.items}, trials_


@settings(max_examples=300, deadline=None)
@given(states())
def test_no_item_is_finished_after_its_planned_sprint(state: State) -> None:
    lasts, trials = run(state, 2)
    for place, (item, last) in enumerate(lasts.items()):
        if last >= 0:
            assert (trials.finished[place] <= last).all(), item


@settings(max_examples=120, deadline=None)
@given(states(), st.integers(1, SPRINTS), st.sampled_from([None, "db"]))
def test_nor_in_any_model_that_is_compared(state: State, start: int, skill: str | None) -> None:
    """A hire, with interviews and mentoring before and after, an item deferred, one shed."""
    skills = () if skill is None else (SkillShare(skill, 1.0),)
    begin = BEGIN + timedelta(days=14 * start)
    hire = Person("H", "Hire", skills=skills, start=begin, hiring_since=BEGIN, mentor="A")
    first, *rest = state.items.ordered()
    deferred = replace(first, not_before=BEGIN + timedelta(days=30))
    scenarios = [
        replace(state, people=Table.of((p.id, p) for p in (*state.people.ordered(), hire))),
        replace(state, items=Table.of((i.id, i) for i in (deferred, *rest))),
        replace(state, items=Table.of((i.id, i) for i in rest)),
    ]
    models = [model_of(each, BEGIN, SPRINTS) for each in (state, *scenarios)]
    found = compare(models, Run(2, 1))
    for each, model, part in zip((state, *scenarios), models, found.parts, strict=True):
        planned = plan(each, PlanKey(BEGIN, SPRINTS)).planned
        lasts = {placed.item: placed.last for placed in planned}
        for place, item in enumerate(model.items):
            if item.id in lasts:
                assert part.finished[place, : lasts[item.id] + 1].sum() == 2, item.id


@settings(max_examples=60, deadline=None)
@given(items(), st.floats(0.2, 3.0), st.floats(1.0, 4.0))
def test_nor_where_arrivals_stay_within_the_reserve(
    backlog: list[Item], arrivals: float, dispersion: float
) -> None:
    stream = Stream(
        "S",
        "Incidents",
        Driver.INCIDENT,
        arrivals_per_sprint=arrivals,
        size_mean=1.5,
        size_cv=1.0,
        dispersion=dispersion,
    )
    planning = Planning(focus=1.0, focus_learned=False, shared_cv=0.0, reserve_percentile=0.95)
    one_pool = [Item(i.id, i.id, **_without_skills(i)) for i in backlog]
    state = State(
        roadmap=Roadmap("Law", sprint_start=BEGIN, planning=planning),
        items=Table.of((each.id, each) for each in one_pool),
        people=Table.of((key, Person(key, key)) for key in "AB"),
        streams=Table.of([("S", stream)]),
    )
    reserve = plan(state, PlanKey(BEGIN, SPRINTS)).problem.reserve
    lasts, trials = run(state, 400)
    kept_free = np.array([sum(row) for row in reserve.days])
    within = (trials.served <= kept_free[:, None] + 1e-9).all(axis=0)
    for place, (item, last) in enumerate(lasts.items()):
        if last >= 0:
            assert (trials.finished[place][within] <= last).all(), item


def _without_skills(item: Item) -> dict[str, Any]:
    fields = {name: getattr(item, name) for name in item.__struct_fields__}
    for name in ("id", "title"):
        del fields[name]
    return {**fields, "effort_per_skill": ()}


@pytest.mark.parametrize("seed", [1, 2])
def test_some_trials_stay_within_the_reserve_so_that_the_law_says_something(seed: int) -> None:
    stream = Stream("S", "S", Driver.INCIDENT, arrivals_per_sprint=1.0, size_mean=1.5, size_cv=0.0)
    planning = Planning(focus=1.0, focus_learned=False, shared_cv=0.0, reserve_percentile=0.95)
    state = State(
        roadmap=Roadmap("Law", sprint_start=BEGIN, planning=planning),
        people=Table.of((key, Person(key, key)) for key in "AB"),
        streams=Table.of([("S", stream)]),
    )
    reserve = plan(state, PlanKey(BEGIN, 3)).problem.reserve
    trials = run_chunk(model_of(state, BEGIN, 3), Draws(seed, 0, 500), 500)
    kept_free = np.array([sum(row) for row in reserve.days])
    assert (trials.served <= kept_free[:, None] + 1e-9).all(axis=0).mean() > 0.1
