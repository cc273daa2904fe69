"""Options: outside capacity until selected, described and tried before they are committed."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.state import State
from roadmap.values import OptionStage
from tests.given import after, begun, command, item_id, refusal, with_items

LONG = {"forcing": "discretionary", "horizon": "long_term"}
SAID = {"problem": "Slow builds", "approach": "A cache"}
KEY = item_id("Cache")


def option(**fields: Any) -> State:
    return with_items("Cache", **{**LONG, **fields})


def staged(stage: str, **fields: Any) -> Any:
    return command("edit_item", item=KEY, option_stage=stage, **fields)


@pytest.mark.parametrize("stage", ["discovered", "selected"])
def test_what_is_looked_at_is_validated_before_it_is_committed(stage: str) -> None:
    state = option(option_stage=stage, **SAID)
    assert refusal(state, staged("committed")) == (
        f"Item 'Cache' is only {stage}: try its approach and call it validated before committing "
        "to it (option_stage)."
    )
    done = after(after(state, staged("validated")), staged("committed"))
    assert done.items[KEY].option_stage is OptionStage.COMMITTED


def test_a_commitment_names_what_is_still_missing() -> None:
    assert refusal(option(), staged("committed", problem="Slow")) == (
        "Item 'Cache' is a long-term choice: say by which approach before committing to it "
        "(approach)."
    )


def test_a_rewrite_says_the_incremental_alternative_and_why_it_was_refused() -> None:
    state = with_items("Rewrite the scheduler", **{**LONG, **SAID})
    key = item_id("Rewrite the scheduler")
    commit = command("edit_item", item=key, option_stage="committed")
    assert refusal(state, commit) == (
        "Item 'Rewrite the scheduler' is a long-term choice: say what the incremental alternative "
        "is and why that was refused before committing to it (alternative, why_refused)."
    )
    told = command("edit_item", item=key, alternative="Queues first", why_refused="Still blocks")
    assert after(after(state, told), commit).items[key].option_stage is OptionStage.COMMITTED


def test_a_tweak_needs_no_description() -> None:
    state = with_items("Cache", forcing="discretionary", horizon="short_term")
    assert after(state, staged("committed")).items[KEY].option_stage is OptionStage.COMMITTED


def test_how_many_are_explored_at_once_is_a_setting() -> None:
    state = begun()
    assert state.roadmap is not None
    most = command("edit_roadmap", thresholds={"exploring_at_once": 1})
    adds = [
        command("add_item", item=item_id(title), title=title, option_stage="discovered", **LONG)
        for title in ("a", "b")
    ]
    state = after(state, most, *adds)
    state = after(state, command("edit_item", item=item_id("a"), option_stage="selected"))
    second = command("edit_item", item=item_id("b"), option_stage="selected")
    assert "at most 1 should be at once" in refusal(state, second)


def test_a_discovered_option_is_taken_into_no_sprint() -> None:
    state = option(option_stage="discovered")
    facts = {
        "number": 1, "start": "2026-01-05", "end": "2026-01-19", "capacity": [], "reserve": [],
        "items": [{"item": KEY, "days": 2.0}], "placements": [],
    }  # fmt: skip
    assert refusal(state, command("commit_sprint", facts=facts)) == (
        "Item 'Cache' is a discovered option, outside capacity: select it first (option_stage)."
    )


def committed(*keys: str) -> Any:
    facts = {
        "number": 1, "start": "2026-01-05", "end": "2026-01-19", "capacity": [], "reserve": [],
        "items": [{"item": key, "days": 2.0} for key in keys], "placements": [],
    }  # fmt: skip
    return command("commit_sprint", facts=facts)


def test_what_is_not_described_enters_no_sprint() -> None:
    assert refusal(option(), committed(KEY)) == (
        "Item 'Cache' is a long-term choice: say which problem it solves and by which approach "
        "before committing to it (problem, approach)."
    )
    assert after(option(**SAID), committed(KEY)).sprints.ordered()[0].number == 1


def test_all_that_is_not_described_is_named_at_once() -> None:
    state = with_items("Cache", "Mesh", **LONG)
    assert refusal(state, committed(KEY, item_id("Mesh"))) == (
        "Sprint 1 would commit 2 long-term choices that nobody described: 'Cache', 'Mesh'. Say "
        "which problem each solves and by which approach (problem, approach), or put it back as "
        "an option (option_stage discovered)."
    )
