"""Settings of the roadmap: what is written changes, what is not written stays."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.commands import parse_command
from roadmap.state import State
from tests.given import after, begun, command, refusal


def edit(**fields: Any) -> Any:
    return command("edit_roadmap", **fields)


@pytest.mark.parametrize(
    ("name", "first", "then"),
    [
        ("thresholds", {"fire_share": 0.4}, {"stuck_sprints": 5}),
        ("planning", {"focus": 0.7, "focus_learned": False}, {"in_progress_limit": 3}),
        ("words", {"forced_short_term": "Fires"}, {"forced_long_term": "Coming"}),
    ],
)
def test_parts_that_are_not_written_stay(name: str, first: Any, then: Any) -> None:
    state = after(after(begun(), edit(**{name: first})), edit(**{name: then}))
    found = getattr(state.roadmap, name)
    assert {key: getattr(found, key) for key in {**first, **then}} == {**first, **then}


def test_two_who_change_different_parts_do_not_conflict() -> None:
    state = after(begun(), edit(thresholds={"fire_share": 0.4}))
    theirs = edit(thresholds={"stuck_sprints": 5}, was={"thresholds": {"stuck_sprints": 8}})
    assert after(state, theirs).thresholds.fire_share == 0.4


def test_who_saw_another_part_is_asked() -> None:
    state = after(begun(), edit(thresholds={"stuck_sprints": 6}))
    theirs = edit(thresholds={"stuck_sprints": 5}, was={"thresholds": {"stuck_sprints": 8}})
    assert "thresholds" in refusal(state, theirs)


def test_deciding_again_keeps_which_parts_were_written() -> None:
    once = edit(thresholds={"stuck_sprints": 5})
    again = parse_command({"do": "edit_roadmap", **once.model_dump(mode="json")})
    state = after(begun(), edit(thresholds={"fire_share": 0.4}))
    assert after(state, again).thresholds == after(state, once).thresholds


def test_a_roadmap_without_settings_has_the_usual_thresholds() -> None:
    assert State().thresholds.stuck_sprints == 8


def test_firefighting_does_not_end_above_where_it_begins() -> None:
    assert refusal(begun(), edit(thresholds={"fire_share": 0.3})) == (
        "Firefighting begins at 30% and would end only under 40%: let it end at or under where it "
        "begins (thresholds, fire_share and fire_left_share)."
    )
