"""Several models in the same futures: what is earlier, the same and later, and its sums."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
import pytest

from roadmap.analysis.simulation.compare import Apart, Comparison, Dates, compare
from roadmap.analysis.simulation.draws import CHUNK, Draws
from roadmap.analysis.simulation.loop import run_chunk
from roadmap.analysis.simulation.model import Model, model_of
from roadmap.analysis.simulation.run import PREVIEW, Cancelled, Run, simulate
from roadmap.errors import Refused
from roadmap.state import State
from tests.analysis.simulation.given import BEGIN, exact, item, sprint_start
from tests.analysis.simulation.test_run import HORIZON, harbour
from tests.given import after, command, item_id


def model(state: State) -> Model:
    return model_of(state, BEGIN, HORIZON)


def hired() -> State:
    return after(harbour(), command("add_person", name="Hire", start=sprint_start(2)))


def without_b() -> State:
    return after(harbour(), command("remove_item", item=item_id("B")))


def with_more() -> State:
    return after(
        harbour(),
        command(**item("New", 3, 5, 9)),
        command(
            "add_stream",
            name="Audits",
            driver="regulation",
            arrivals_per_sprint=1,
            size_mean=3,
            dispersion=1,
        ),
    )


def test_each_part_of_a_comparison_is_what_a_simulation_alone_gives() -> None:
    models = [model(state) for state in (harbour(), hired(), without_b(), with_more())]
    asked = Run(CHUNK + 700, 4)
    found = compare(models, asked)
    for one, part in zip(models, found.parts, strict=True):
        alone = simulate(one, asked)
        assert (part.finished == alone.finished).all()
        assert (part.efforts.mean == alone.efforts.mean).all()
        assert (part.bands["backlog"].mean == alone.bands["backlog"].mean).all()


def test_a_pair_counts_trial_by_trial() -> None:
    base, other, asked = model(harbour()), model(hired()), Run(CHUNK, 4)
    [pair] = compare([base, other], asked).pairs
    draws = Draws(4, 0, CHUNK)
    a = np.minimum(run_chunk(base, draws, CHUNK).finished, HORIZON).astype(int)
    b = np.minimum(run_chunk(other, draws, CHUNK).finished, HORIZON).astype(int)
    places = {each.id: place for place, each in enumerate(base.items)}
    for place, each in enumerate(other.items):
        old, new = a[places[each.id]], b[place]
        apart = new - old
        dates = None
        if each.due is not None:
            kept, keeps = old <= each.due, new <= each.due
            table = (kept & keeps, kept & ~keeps, keeps & ~kept, ~kept & ~keeps)
            dates = Dates(*(int(cell.sum()) for cell in table))
        earlier, later = int((apart < 0).sum()), int((apart > 0).sum())
        same = CHUNK - earlier - later
        wanted = Apart(earlier, same, later, int(apart.sum()), int((apart**2).sum()), dates)
        assert pair.item(each.id) == wanted
    d = pair.item(item_id("D"))
    assert d is not None
    assert d.dates is not None
    assert d.trials == CHUNK
    assert d.mean == pytest.approx(d.total / CHUNK)


def test_a_model_against_itself_differs_in_nothing() -> None:
    [pair] = compare([model(harbour()), model(harbour())], Run(600, 1)).pairs
    assert len(pair.items) == 6
    for key in pair.items:
        found = pair.item(key)
        assert found is not None
        assert (found.earlier, found.same, found.later) == (0, 600, 0)
        assert found.error == 0
    assert all((moments.mean == 0).all() for moments in pair.bands.values())


def test_what_is_in_one_of_both_only_is_not_compared() -> None:
    models = [model(state) for state in (harbour(), without_b(), with_more())]
    shed, more = compare(models, Run(600, 1)).pairs
    assert shed.item(item_id("B")) is None
    assert more.item(item_id("New")) is None
    assert more.item(item_id("B")) is not None
    assert shed.goals == ("Calm",)
    goal = shed.goal("Calm")
    assert goal is not None
    assert goal.later == 0 < goal.earlier
    assert shed.goal("Storm") is None


def test_chunks_add_up_and_any_number_of_processes_gives_the_same() -> None:
    models, asked = [model(state) for state in (harbour(), hired())], Run(2 * CHUNK + 300, 2)
    here = compare(models, asked)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        there = compare(models, asked, processes)
    for one, two in zip(here.pairs, there.pairs, strict=True):
        assert (one.counts == two.counts).all()
        assert (one.goal_counts == two.goal_counts).all()
        assert all((one.bands[n].mean == two.bands[n].mean).all() for n in one.bands)
    assert all((found.counts[:, :3].sum(axis=1) == asked.trials).all() for found in here.pairs)
    undated = here.pairs[0].item(item_id("A"))
    assert undated is not None
    assert undated.dates is None


def test_the_first_picture_comes_early_and_who_asked_may_stop() -> None:
    seen = []

    def picture(found: Comparison) -> bool:
        seen.append(found.trials)
        return len(seen) < 2

    with pytest.raises(Cancelled):
        compare([model(harbour()), model(hired())], Run(2 * CHUNK, 1), None, picture)
    assert seen == [PREVIEW, CHUNK]


def test_other_sprints_cannot_be_compared() -> None:
    with pytest.raises(Refused, match="the same sprints"):
        compare([model(harbour()), model_of(harbour(), BEGIN, 8)], Run(10, 1))


def test_nothing_to_do_can_be_compared_too() -> None:
    [pair] = compare([model(exact()), model(exact(item("A", 1, 2, 3)))], Run(20, 1)).pairs
    assert pair.items == ()
    assert pair.goals == ()
