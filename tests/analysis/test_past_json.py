"""What stands beside a forecast: coverage, throughput and warnings, with the items behind them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from roadmap.analysis.forecasts.past_json import past_json
from roadmap.analysis.simulation.model import model_of
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.evolve import fold
from tests.analysis.closed_sprints import closed, finished
from tests.analysis.simulation.given import BEGIN, exact, item
from tests.given import after as decided
from tests.given import command, item_id

TITLES = [f"Item {number}" for number in range(6)]


def past(*counts: int, estimated: bool = True, day: int = 0) -> dict[str, Any]:
    adds = [item(title, 1, 1, 1) for title in TITLES]
    if not estimated:
        adds = [{key: each[key] for key in each if key != "estimate"} for each in adds]
    state = decided(exact(capacity=10), *(command(**each) for each in adds))
    state = fold(closed(counts), state)
    as_of, asked = BEGIN + timedelta(days=day), Run(200, 1)
    model = model_of(state, as_of, 6)
    return past_json(state, model, simulate(model, asked), asked, as_of)


def test_below_eight_closed_sprints_there_is_no_throughput() -> None:
    found = past(2, 2)
    assert found["throughput"] is None
    assert found["warnings"] == []
    assert found["measured_coverage"]["share"] is None


def test_throughput_stands_beside_estimates_and_instead_of_none() -> None:
    beside = past(*[1] * 8)["throughput"]
    assert not beside["instead"]
    assert beside["text"] == (
        "By throughput (8 items in the last 8 closed sprints), 2 items or more are finished by "
        "the end of sprint 10 at 85%."
    )
    assert beside["past"][0] == {"sprint": 1, "finished": list(finished(1, 1))}
    assert beside["finished"][1] == {"sprint": 1, "at_85": 2, "p50": 2}
    assert beside["items"][item_id(TITLES[5])] == {"p50": 5, "p85": 5}
    instead = past(*[1] * 8, estimated=False)["throughput"]
    assert instead["instead"]
    assert instead["text"].endswith("Nothing is estimated: this is the better guess.")


def test_two_whole_sprints_are_looked_at_also_within_a_sprint() -> None:
    assert "by the end of sprint 11 at 85%" in past(*[1] * 8, day=7)["throughput"]["text"]


def test_a_warning_names_its_sprints_and_the_items_of_the_best_run() -> None:
    # All six items, a day each, are done in the as-of sprint, but for what comes after it nothing.
    assert past(0, 0, 0)["warnings"] == []
    found = past(0, 1, 0, day=13)["warnings"]
    assert [each["code"] for each in found] == ["beats_best_past"] * len(found)
    assert {each["measure"] for each in found} == {"items", "days"}
    for each in found:
        assert each["forecast"] > each["best"]
        assert (each["sprints"], each["past"]) == ([1, 2, 3], [1, 2, 3])
        assert each["items"] == list(finished(2, 1))
        assert "sprints 5 to 7" in each["text"]
