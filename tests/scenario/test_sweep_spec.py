"""What a sweep tries: all combinations of a spec, the same each time it is read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from roadmap.decide import Now
from roadmap.errors import Refused
from roadmap.scenario.sweep_spec import MOST_POINTS, Grid, Spec, grid_of, read_spec, say
from roadmap.state import State
from tests.analysis.simulation.given import BEGIN, exact, item, sprint_start, stream

NOW = Now(datetime(2026, 1, 5, 9, tzinfo=UTC), BEGIN)


def grid(state: State | None = None, **given: Any) -> Grid:
    spec = Spec.model_validate({"horizon": 12, **given})
    return grid_of(
        spec, state or exact(item("A", 1, 2, 3), stream(1, 1.0), capacity=10), NOW, BEGIN
    )


def test_a_sweep_is_all_combinations_in_order() -> None:
    found = grid(hire={"number": [0, 1, 2], "in_sprint": [1, 3]}, inflow=[1, 1.5])
    assert found.axes == (("hire", (0, 1, 2)), ("hire_in_sprint", (1, 3)), ("inflow", (1, 1.5)))
    assert len(found.points) == 12
    last = found.points[-1]
    assert last.at == {"hire": 2, "hire_in_sprint": 3, "inflow": 1.5}
    assert last.side.name == say(last.at) == "hire 2, hire in sprint 3, inflow 1.5"
    hires = [p for p in last.side.state.people.ordered() if p.start is not None]
    assert [str(each.start) for each in hires] == [sprint_start(3)] * 2
    assert {each.hiring_since for each in hires} == {BEGIN}
    assert [each.raised for each in last.side.model.inflows] == [1.5]
    assert found.problems == ()


def test_single_values_need_no_list() -> None:
    found = grid(contractor={"number": 1, "in_sprint": 0, "role": "expert"}, attrition_a_year=0.1)
    [point] = found.points
    assert point.at == {"contractor": 1, "contractor_in_sprint": 0, "attrition_a_year": 0.1}
    assert len(point.side.model.leavers) == 2
    [expert] = [each for each in point.side.state.people.ordered() if each.contractor]
    assert expert.role == "expert"


def test_the_same_spec_makes_the_same_models() -> None:
    given: dict[str, Any] = {
        "hire": {"number": [1, 2]},
        "attrition_a_year": 0.2,
        "commands": [
            {"do": "add_item", "title": "New", "estimate": 5},
            {"do": "add_person", "name": "Consultant"},
        ],
    }
    state = exact(item("A", 1, 2, 3), capacity=10)
    one, two = grid(state, **given), grid(state, **given)
    assert [p.side.model for p in one.points] == [p.side.model for p in two.points]
    assert len(one.points[0].side.model.items) == 2


def test_pieces_of_a_split_keep_the_ids_given_and_get_the_same_otherwise() -> None:
    state = exact(item("A", 9, 9, 9), capacity=10)
    key = next(iter(state.items.ordered())).id
    pieces = [
        {"title": "First", "verified_by": "smoke test", "item": "AAAAAAAAAA"},
        {"title": "Second", "verified_by": "dashboard"},
    ]
    given = {"inflow": [1, 2], "commands": [{"do": "split_item", "item": key, "pieces": pieces}]}
    one, two = grid(state, **given), grid(state, **given)
    assert one.problems == two.problems
    ids = [[each.id for each in g.points[0].side.state.items.ordered()] for g in (one, two)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 2


def test_what_cannot_be_decided_is_named_once() -> None:
    found = grid(
        hire={"number": [1, 2], "team": "Nobody"},
        commands=[{"do": "shed_item", "item": "ZZZZZZZZZZ"}],
    )
    assert len(found.problems) == 2
    assert found.problems[0].startswith("command 1: ")
    assert "Nobody" in found.problems[1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no JSON document"),
        ("[]", "one JSON object"),
        ('{"hire": {"number": [-1]}}', "hire.number"),
        ('{"hire": {"number": []}}', "hire.number"),
        ('{"hires": 2}', "hires"),
        ('{"horizon": 521, "inflow": 1}', "horizon"),
        ('{"trials": 0, "inflow": 1}', "trials"),
        ('{"attrition_a_year": 1.5}', "attrition_a_year"),
    ],
)
def test_a_wrong_spec_is_refused_with_the_field(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_spec(text)


def test_too_many_points_nothing_that_varies_and_no_sprints_are_said() -> None:
    with pytest.raises(Refused, match=f"at most {MOST_POINTS:,} combinations"):
        grid(hire={"number": list(range(50))}, inflow=[1 + n / 100 for n in range(21)])
    with pytest.raises(Refused, match="varies nothing"):
        grid()
    with pytest.raises(Refused, match="beyond the 12 sprints"):
        grid(hire={"number": 1, "in_sprint": 12})
    with pytest.raises(Refused, match="no sprints yet"):
        grid(State(), inflow=[1, 2])
    with pytest.raises(Refused, match="cannot hold keep_plan"):
        grid(inflow=1, commands=[{"do": "keep_plan"}])
