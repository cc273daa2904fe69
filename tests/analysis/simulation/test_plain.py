"""The simulator's arrays do what a plain loop over one trial does."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap.analysis.simulation.arrivals import Arrivals
from roadmap.analysis.simulation.draws import Draws
from roadmap.analysis.simulation.loop import UNFINISHED, run_chunk
from roadmap.analysis.simulation.model import Model, model_of
from roadmap.records.streams import Stream
from roadmap.state import State, Table
from roadmap.values import Driver, Estimate
from tests.analysis.simulation.plain import plain_trial
from tests.analysis.simulation.test_law import BEGIN, SPRINTS, states

TRIALS = 6

_STREAMS = st.builds(
    Stream,
    id=st.sampled_from("ST"),
    name=st.just("Incidents"),
    driver=st.just(Driver.INCIDENT),
    skill=st.sampled_from([None, "db"]),
    arrivals_per_sprint=st.floats(0, 4),
    dispersion=st.sampled_from([1.0, 3.0]),
    size_mean=st.floats(0.2, 3),
    size_cv=st.sampled_from([0.0, 1.0]),
    start_backlog=st.sampled_from([0.0, 8.0]),
    capacity_share=st.sampled_from([0.0, 0.5, 1.0]),
)


def arrivals_of(model: Model, draws: Draws) -> list[list[list[float]]]:
    """Return the person-days that arrive: [trial][sprint][stream]."""
    streams = [Arrivals(each, draws, TRIALS) for each in model.inflows]
    rows = np.zeros((TRIALS, model.sprints, len(streams)))
    for sprint in range(model.sprints):
        for place, stream in enumerate(streams):
            days = stream.arrive(sprint, None, None)
            if days is not None:
                rows[:, sprint, place] = days
    found: list[list[list[float]]] = rows.tolist()
    return found


def doubted(state: State) -> State:
    """Return the state with single numbers as estimates: medians, not constants."""
    items = [
        replace(item, estimate=item.estimate and Estimate(item.estimate.likely))
        for item in state.items.ordered()
    ]
    return replace(state, items=Table.of((each.id, each) for each in items))


@settings(max_examples=250, deadline=None)
@given(states(), st.lists(_STREAMS, max_size=2), st.booleans())
def test_arrays_and_a_plain_loop_finish_every_item_in_the_same_sprint(
    state: State, streams: list[Stream], doubt: bool
) -> None:
    given_ = doubted(state) if doubt else state
    state = replace(given_, streams=Table.of((each.id, each) for each in streams))
    model, draws = model_of(state, BEGIN, SPRINTS), Draws(5, 0, TRIALS)
    trials = run_chunk(model, draws, TRIALS)
    arrivals = arrivals_of(model, draws)
    for trial in range(TRIALS):
        efforts = [float(row[trial]) for row in trials.efforts]
        wanted = plain_trial(model, efforts, arrivals[trial])
        found = [None if s == UNFINISHED else int(s) for s in trials.finished[:, trial]]
        assert found == wanted
