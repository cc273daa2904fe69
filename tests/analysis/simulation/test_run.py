"""The same bytes on any executor, more trials extend, and nothing disturbs what is beside it."""

from __future__ import annotations

import json
import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

from roadmap.analysis.planning.capacity import capacity
from roadmap.analysis.simulation import run as running
from roadmap.analysis.simulation.draws import CHUNK, LARGE, LARGE_CHUNK, Draws, Kind, chunk_size
from roadmap.analysis.simulation.forecast_json import forecast_json
from roadmap.analysis.simulation.loop import run_chunk
from roadmap.analysis.simulation.model import Model, model_of
from roadmap.analysis.simulation.results import Part
from roadmap.analysis.simulation.run import (
    PREVIEW,
    Cancelled,
    Run,
    Unit,
    WorkerLost,
    simulate,
)
from roadmap.state import State
from tests.analysis.simulation.given import (
    BEGIN,
    exact,
    forecast,
    item,
    ran,
    sprint_start,
    stream,
)
from tests.given import after, command, item_id

HORIZON = 16


def harbour() -> State:
    """A little of everything: skills, ranks, waits, leverage, streams of both kinds of spread."""
    lever = {"effect": "size", "amount": 30, "unit": "percent"}
    gain = {"effect": "productivity", "amount": 10, "unit": "percent"}
    return exact(
        item("A", 2, 4, 12),
        item("B", 5, 9, 30, leverage=lever, goal="Calm"),
        item("C", 1, 2, 4, prerequisites=[item_id("A")], goal="Calm"),
        item("D", 3, 5, 9, leverage=gain, promised_by=sprint_start(4)),
        item("E", 8, 8, 8, waits=[{"on": "Legal", "until": sprint_start(2)}]),
        item("F", 10, 20, 40),
        stream(2, 2.5, 1.0, dispersion=3),
        stream(1, 4.0, 2.0, name="Requests", driver="key_user", capacity_share=0.5),
        {"do": "start_item", "item": item_id("F")},
        {"do": "log_progress", "item": item_id("F"), "actual_days": 6},
        capacity=20,
        shared_cv=0.2,
    )


def document(part: Part, asked: Run) -> str:
    state = harbour()
    model = model_of(state, BEGIN, HORIZON)
    return json.dumps(forecast_json(1, state, model, part, asked, BEGIN))


class Backwards(Executor):
    """Runs what it is given only when asked, the last first."""

    def __init__(self) -> None:
        self._todo: list[tuple[Future[Any], Any, Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._todo.append((future, fn, args))
        if len(self._todo) == 3:
            for late, call, given in reversed(self._todo):
                late.set_result(call(*given))
        return future


def test_any_executor_and_any_order_of_chunks_give_the_same_bytes() -> None:
    model, asked = model_of(harbour(), BEGIN, HORIZON), Run(2 * CHUNK + 1_234, 7)
    here = document(simulate(model, asked), asked)
    with ThreadPoolExecutor(2) as threads:
        assert document(simulate(model, asked, threads), asked) == here
    assert document(simulate(model, asked, Backwards()), asked) == here
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert document(simulate(model, asked, processes), asked) == here
    assert document(simulate(model, Run(asked.trials, 8)), asked) != here


def test_more_trials_extend_and_never_change_earlier_ones() -> None:
    model, draws = model_of(harbour(), BEGIN, HORIZON), Draws(1, 0, CHUNK)
    few, many = run_chunk(model, draws, 700), run_chunk(model, draws, CHUNK)
    assert (few.finished == many.finished[:, :700]).all()
    assert (few.efforts == many.efforts[:, :700]).all()
    assert (few.backlog == many.backlog[:, :700]).all()
    first, second = simulate(model, Run(CHUNK, 1)), simulate(model, Run(2 * CHUNK, 1))
    assert (second.kept_efforts[0] == first.kept_efforts[0]).all()
    assert (second.finished >= first.finished).all()


def test_a_longer_horizon_changes_nothing_before() -> None:
    draws = Draws(1, 0, CHUNK)
    near = run_chunk(model_of(harbour(), BEGIN, 8), draws, 200)
    far = run_chunk(model_of(harbour(), BEGIN, 30), draws, 200)
    assert (near.efforts == far.efforts).all()
    assert (near.backlog[:3] == far.backlog[:3]).all()


def test_removing_an_item_disturbs_no_other_draws() -> None:
    state = harbour()
    without = after(state, command("remove_item", item=item_id("D")))
    draws = Draws(3, 0, CHUNK)
    model, less = model_of(state, BEGIN, HORIZON), model_of(without, BEGIN, HORIZON)
    whole, rest = run_chunk(model, draws, CHUNK), run_chunk(less, draws, CHUNK)
    places = {each.id: place for place, each in enumerate(model.items)}
    for place, each in enumerate(less.items):
        assert (rest.efforts[place] == whole.efforts[places[each.id]]).all()
    before = [(a.days, a.zero) for a in whole.arrived]
    # B's leverage acts on sizes from another sprint on; what arrives is the same but for that.
    assert [zero for _, zero in before] == [a.zero for a in rest.arrived]


def test_kinds_ids_chunks_and_seeds_have_streams_of_their_own() -> None:
    first = Draws(1, 0, 50).uniform(Kind.EFFORT, "A")
    others = [
        Draws(1, 0, 50).uniform(Kind.EFFORT, "B"),
        Draws(1, 0, 50).uniform(Kind.WAIT, "A"),
        Draws(1, 1, 50).uniform(Kind.EFFORT, "A"),
        Draws(2, 0, 50).uniform(Kind.EFFORT, "A"),
    ]
    assert (Draws(1, 0, 50).uniform(Kind.EFFORT, "A") == first).all()
    assert all((first != other).all() for other in others)
    assert (first > 0).all()
    assert (chunk_size(LARGE), chunk_size(LARGE + 1)) == (CHUNK, LARGE_CHUNK)


def test_the_first_picture_comes_after_500_trials_and_who_asked_may_stop() -> None:
    model, seen = model_of(harbour(), BEGIN, HORIZON), []

    def picture(part: Part) -> bool:
        seen.append(part.trials)
        return len(seen) < 3

    with pytest.raises(Cancelled):
        simulate(model, Run(4 * CHUNK, 1), None, picture)
    assert seen == [PREVIEW, CHUNK, 2 * CHUNK]


def _die(model: Model, seed: int, size: int, unit: object) -> Part:
    os._exit(3)


def test_of_many_items_the_first_picture_is_the_first_chunk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chunks: list[int] = []
    run_unit = running.run_unit

    def counted(model: Model, seed: int, size: int, unit: Unit) -> Part:
        chunks.append(unit.chunk)
        return run_unit(model, seed, size, unit)

    monkeypatch.setattr(running, "chunk_size", lambda _items: PREVIEW)
    monkeypatch.setattr(running, "run_unit", counted)
    asked, seen = Run(3 * PREVIEW, 1), []

    def picture(part: Part) -> bool:
        seen.append(part.trials)
        return True

    model = model_of(harbour(), BEGIN, HORIZON)
    found = simulate(model, asked, None, picture)

    assert chunks == [0, 1, 2]
    assert seen == [PREVIEW, 2 * PREVIEW, 3 * PREVIEW]
    assert document(found, asked) == document(simulate(model, asked), asked)


def test_a_worker_that_dies_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "run_unit", _die)
    model = model_of(harbour(), BEGIN, HORIZON)
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
        pytest.raises(WorkerLost, match="run again with fewer workers"),
    ):
        simulate(model, Run(10, 1), pool)


# -- bad input ------------------------------------------------------------------------------------


def test_an_empty_backlog_and_nobody_to_work_have_forecasts_too() -> None:
    empty = forecast(exact(stream(2, 1.0), capacity=10), 50, 1)
    assert empty["items"] == {}
    assert empty["forced_share"][0]["mean"] > 0
    nobody = forecast(exact(item("A", 1, 2, 3), stream(2, 1.0)), 50, 520)
    assert nobody["items"][item_id("A")]["p50"] is None
    assert nobody["items"][item_id("A")]["beyond"] == 1
    assert nobody["items"][item_id("A")]["finish_mean"] is None
    assert nobody["backlog"][-1]["mean"] > nobody["backlog"][0]["mean"]


def test_a_stream_larger_than_capacity_never_ends_and_is_said_not_looped() -> None:
    found = forecast(exact(item("A", 1, 2, 3), stream(40, 1.0), capacity=10), 200, 30)
    assert found["items"][item_id("A")]["beyond"] == 1
    assert found["forced_load"][-1]["mean"] == pytest.approx(1)
    silent = forecast(exact(item("A", 1, 2, 3), stream(0, 1.0), capacity=10), 200, 3)
    assert silent["items"][item_id("A")]["p95"] == 0


def test_what_can_wait_takes_its_share_only() -> None:
    state = exact(
        item("A", 30, 30, 30), stream(0, 1.0, start_backlog=30, capacity_share=0.5), capacity=10
    )
    found = forecast(state, 10, 10)
    assert [row["mean"] for row in found["backlog"][:4]] == [25, 20, 15, 10]
    assert found["items"][item_id("A")]["p50"] == 5


def test_items_in_a_circle_and_items_nobody_can_do_are_not_in_sight() -> None:
    state = exact(
        item("A", 1, 1, 1),
        item("Db", 1, 1, 1, effort_per_skill=[{"skill": "db", "days": 1}]),
        capacity=10,
    )
    found = forecast(state, 10, 4)["items"]
    assert (found[item_id("A")]["p50"], found[item_id("Db")]["p50"]) == (0, None)


def test_goals_are_reached_with_the_last_of_their_items() -> None:
    found = forecast(harbour(), 2_000, HORIZON)
    goal = found["goals"]["Calm"]
    late = max(found["items"][key]["p85"] for key in goal["items"])
    assert set(goal["items"]) == {item_id("B"), item_id("C")}
    assert goal["p85"] >= late
    assert found["finished"][-1]["p50"] <= 6


def test_an_item_can_be_the_last_of_several_goals() -> None:
    goals = [
        command("add_goal", name="Wide", items=[item_id("A"), item_id("F")]),
        command("add_goal", name="Narrow", items=[item_id("F")]),
    ]
    state = after(harbour(), *goals)
    ids = {goal.name: goal.id for goal in state.goals.ordered()}
    found = forecast(state, 500, HORIZON)
    wide, narrow = found["goals"][ids["Wide"]], found["goals"][ids["Narrow"]]
    assert set(wide["items"]) == {item_id("A"), item_id("F")}
    assert narrow["p50"] == found["items"][item_id("F")]["p50"]
    assert wide["p85"] >= max(narrow["p85"], found["items"][item_id("A")]["p85"])


def test_a_shared_factor_moves_all_items_together() -> None:
    model = model_of(harbour(), BEGIN, HORIZON)
    efforts = run_chunk(model, Draws(1, 0, CHUNK), CHUNK).efforts
    constant = [place for place, each in enumerate(model.items) if each.id == item_id("E")]
    g = efforts[constant[0]] / 8
    assert g.mean() == pytest.approx(1, abs=4 * 0.2 / np.sqrt(CHUNK))
    assert g.std() == pytest.approx(0.2, rel=0.1)


# -- what limits an item --------------------------------------------------------------------------


def test_nothing_starts_before_its_days_and_waits_are_over() -> None:
    wait = [{"on": "Legal", "until": sprint_start(6)}]
    certain = [{"on": "Legal", "until": sprint_start(6), "certain": True}]
    state = exact(
        item("Later", 1, 1, 1, not_before=sprint_start(3)),
        item("Certain", 1, 1, 1, waits=certain),
        item("Waiting", 1, 1, 1, waits=wait),
        item("Both", 1, 1, 1, waits=wait, not_before=sprint_start(5)),
        item("Over", 1, 1, 1, waits=[{"on": "Legal", "until": "2025-12-01"}]),
        capacity=100,
    )
    document, part = ran(state, CHUNK, 30)
    finished = dict(zip(document["items"], part.finished, strict=True))
    found = {name: finished[item_id(name)] for name in ("Later", "Certain", "Waiting", "Both")}
    assert found["Later"][3] == found["Certain"][6] == CHUNK
    # The median of the wait is the day stated: half of it is over by then.
    assert found["Waiting"][:6].sum() / CHUNK == pytest.approx(0.5, abs=4 * 0.5 / CHUNK**0.5)
    assert found["Both"][:5].sum() == 0 < found["Both"][5]
    assert document["items"][item_id("Over")]["p95"] == 0


@pytest.mark.parametrize("people", [1, 100])
def test_nothing_is_finished_in_a_sprint_that_ends_in_a_freeze(people: int) -> None:
    frozen = {"first": sprint_start(1), "last": sprint_start(2)}
    state = exact(
        item("Move", 4, 12, 40, people_at_once=people),
        item("Next", 2, 3, 4),
        {"do": "add_freeze", "days": frozen},
        capacity=10,
    )
    _, part = ran(state, 2_000, 20)
    assert part.finished[:, 1].sum() == 0
    assert (part.finished[:, 2] > 0).any()


def test_must_do_items_count_as_must_do_work() -> None:
    forced = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
    forced["mandatory_by"] = sprint_start(8)
    state = exact(item("Must", 5, 5, 5, **forced), item("May", 5, 5, 5), capacity=10)
    found = forecast(state, 3, 2)
    assert found["forced_share"][0]["mean"] == pytest.approx(0.5)
    assert found["remaining"][0]["mean"] == 0
    assert found["work_in_progress"][0]["mean"] == 0


def test_productivity_gained_acts_from_the_next_sprint_and_its_delay_on() -> None:
    gain = {"effect": "productivity", "amount": 50, "unit": "percent", "delay_sprints": 1}
    state = exact(
        item("Tooling", 10, 10, 10, leverage=gain, promised_by=sprint_start(2)),
        item("Work", 40, 40, 40),
        capacity=10,
    )
    # Tooling takes sprint 0; the gain acts from sprint 2 on: 10 + 15 + 15.
    found = forecast(state, 3, 6)["items"][item_id("Work")]
    assert found["p50"] == 3
    assert found["finish_mean"] == pytest.approx(4)


def test_productivity_gained_in_days_a_sprint_is_as_many_days_done_or_to_come() -> None:
    gain = {"effect": "productivity", "amount": 5, "unit": "days_per_sprint"}
    tooling = item("Tooling", 10, 10, 10, leverage=gain, promised_by=sprint_start(2))
    state = exact(tooling, item("Work", 40, 40, 40), capacity=10)
    # Tooling takes sprint 0: then 15 + 15 + 10 of 15.
    found = forecast(state, 3, 6)["items"][item_id("Work")]
    assert found["finish_mean"] == pytest.approx(3 + 2 / 3)
    finished = command("finish_item", item=item_id("Tooling"), done_on=BEGIN, actual_days=10)
    done = after(state, command("start_item", item=item_id("Tooling")), finished)
    assert [capacity(done, BEGIN, 3).total(sprint) for sprint in range(3)] == [10, 15, 15]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (exact(), "Rests on: no open items; no must-do work is expected to arrive"),
        (exact(item("A", 1, 2, 3)), "Rests on: 1 item, sized by people; no must-do"),
        (
            exact({"do": "add_item", "title": "B"}, stream(1, 1.0)),
            "Rests on: 0 of 1 item sized by people, the others as M; 1 stream of must-do work",
        ),
    ],
)
def test_what_a_forecast_rests_on_is_said_in_one_line(state: State, says: str) -> None:
    assert forecast(state, 10, 2)["quality"]["text"].startswith(says)


def test_must_do_work_left_is_items_and_what_waits_together() -> None:
    must = {"forcing": "forced", "horizon": "short_term", "driver": "incident"}
    state = exact(
        item("Patch", 12, 12, 12, **must),
        item("Choice", 6, 6, 6),
        {**stream(0, 1), "start_backlog": 4.0},
        capacity=10,
    )
    found, _ = ran(state, trials=10, horizon=3)
    assert [row["mean"] for row in found["must_do_left"]] == pytest.approx([6.0, 0.0, 0.0])
    assert found["remaining"][1]["mean"] == pytest.approx(2.0)
