"""Adopting: the commands decided again at the head, and what differs said first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.commands import Command, parse_command
from roadmap.decide import Now, decide
from roadmap.evolve import fold
from roadmap.records.planning import Planning
from roadmap.scenario import levers
from roadmap.scenario.adopting import Adoption, Differs, adoption, check_accepted
from roadmap.scenario.branch import branch
from roadmap.scenario.shelf import Shelf
from roadmap.service import Roadmap
from roadmap.state import State
from roadmap.what_if import WhatIf
from tests.given import (
    _COMMANDS,
    MAYA,
    NOON,
    NOW,
    TODAY,
    after,
    begun,
    command,
    histories,
    item_id,
    with_items,
)

TLS, INGEST = item_id("Patch TLS"), item_id("Move ingest")
LATER = Now(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), date(2026, 3, 2))
_PLANNED = _COMMANDS.filter(lambda given: given["do"] != "log_interruption")


def adopted(commands: Sequence[Command], base: State, head: State) -> Adoption:
    return adoption(commands, base, NOW, head, LATER)


def told(found: Adoption) -> list[str]:
    return [difference.text for difference in found.differences]


def _items() -> State:
    return with_items("Patch TLS", "Move ingest", "Rollback")


@given(histories(most=8), st.lists(_PLANNED, max_size=8))
@settings(max_examples=150)
def test_adopting_an_untouched_scenario_is_executing_its_commands(
    decisions: list[tuple[object, ...]], wanted: list[dict[str, object]]
) -> None:
    base = fold([event for events in decisions for event in events])  # type: ignore[misc]  # drawn
    given_commands = [parse_command(each) for each in wanted]
    # What is refused on the base never gets into a scenario.
    steps = branch(base, given_commands, NOW).steps
    commands = [step.command for step in steps if step.problem is None]
    found = adoption(commands, base, NOW, base, LATER)
    assert found.differences == ()
    assert found.left_out == 0
    assert found.commands == tuple(commands)
    events = decide(base, found.commands, LATER)
    assert events == decide(base, commands, LATER)
    assert fold(events, base) == found.here.state


def test_the_same_holds_for_a_file_its_history_and_undo(tmp_path: Path) -> None:
    one, two = (
        Roadmap.create(tmp_path / f"{name}.roadmap", {"name": "H"}, by=MAYA, at=NOON)
        for name in "ab"
    )
    adds = [command("add_item", item=key, title=key) for key in (TLS, INGEST)]
    for roadmap in (one, two):
        roadmap.execute(adds, by=MAYA, at=NOON)
    before = one.state
    commands = (
        *levers.hire(before, TODAY, number=2),
        *levers.shed([TLS]),
        *levers.reprioritise(INGEST, before=TLS),
        *levers.dig_out_share(before, 0.4),
    )
    what_if = WhatIf(one, Shelf(one.id, tmp_path / "shelf"))
    made = what_if.new("Try", by=MAYA, at=NOON, note="For the review")
    what_if.add(made.id, commands)
    later = NOON + timedelta(days=3)
    decision, found = what_if.adopt("Try", by=MAYA, at=later)
    two.execute(commands, by=MAYA, at=later)
    assert found.differences == ()
    assert one.state.items == two.state.items
    assert one.state.people == two.state.people
    assert one.settings.planning == two.settings.planning
    assert decision is not None
    assert decision.why == "Scenario “Try”: For the review"
    assert decision.because is not None
    assert decision.because.decision == made.base
    one.undo(by=MAYA, at=later)
    assert one.state == before
    one.redo(by=MAYA, at=later)
    assert one.state.items == two.state.items
    one.close()
    two.close()


def test_the_day_of_deciding_is_no_difference() -> None:
    base = _items()
    head = after(base, command("edit_item", item=INGEST, value=5.0))
    commands = (
        *levers.shed([TLS]),
        *levers.hire(base, TODAY),
        command("add_item", item=item_id("New"), title="New"),
        command("add_stream", driver="incident", arrivals_per_sprint=1.0, size_mean=1.0),
        command("reclassify_item", item=INGEST, forcing="discretionary", horizon="long_term"),
        command("start_item", item=INGEST),
    )
    found = adopted(commands, base, head)
    assert told(found) == []
    assert found.here.state.items[TLS].shed_on == LATER.today


def test_other_ranks_are_no_difference_but_a_place_taken_already_is() -> None:
    base = _items()
    head = after(
        base,
        command("add_item", item=item_id("First"), title="First", before=TLS),
        command("add_item", item=item_id("Last"), title="Last"),
    )
    for move in (
        levers.reprioritise(INGEST, before=TLS),
        levers.reprioritise(TLS, after=INGEST),
        levers.reprioritise(TLS),
    ):
        assert told(adopted(move, base, head)) == []
    there = after(base, *levers.reprioritise(INGEST, before=TLS))
    assert told(adopted(levers.reprioritise(INGEST, before=TLS), base, there)) == [
        "“Move ingest rank 2 → 1” is so already."
    ]


def test_items_that_were_done_shed_or_removed_meanwhile_are_named_once() -> None:
    base = _items()
    rollback = item_id("Rollback")
    head = after(
        base,
        command("finish_item", item=TLS),
        command("shed_item", item=INGEST),
        command("remove_item", item=rollback),
    )
    found = adopted(levers.shed([TLS, INGEST, rollback]), base, head)
    assert told(found) == [
        "“Patch TLS” was done meanwhile.",
        "“Move ingest” was shed meanwhile.",
        "“Rollback” was taken off the roadmap meanwhile.",
    ]
    assert (found.commands, found.left_out) == ((), 3)


def test_fields_that_somebody_changed_are_shown_with_the_three_values() -> None:
    base = _items()
    head = after(base, command("edit_item", item=TLS, not_before="2026-04-01"))
    found = adopted(levers.defer(base, TLS, date(2026, 9, 1)), base, head)
    assert told(found) == [
        "“Patch TLS”: not before is 1 April now and was none; the scenario sets 1 September."
    ]
    assert fold(decide(head, found.commands, LATER), head).items[TLS].not_before == date(2026, 9, 1)


def test_what_is_so_already_and_what_is_refused_is_said() -> None:
    base = after(_items(), command("add_team", team="TTTTTTTTT1", name="Edge"))
    person = {"name": "New engineer", "team": "Edge"}
    edited = command("edit_item", item=TLS, value=4.0)
    commands = (command("add_person", **person), edited)
    head = after(
        base,
        command("add_person", name="New engineer"),
        command("edit_item", item=TLS, value=4.0),
    )
    assert told(adopted(commands, base, head)) == [
        "Left out: There is a person 'New engineer' already: add what tells them apart.",
        "“Patch TLS value 4” is so already.",
    ]


def test_settings_that_others_changed_are_kept() -> None:
    base = begun()
    head = after(base, command("edit_roadmap", planning=Planning(focus=0.5)))
    found = adopted(levers.dig_out_share(base, 0.3), base, head)
    assert found.here.state.roadmap is not None
    assert found.here.state.roadmap.planning == replace(Planning(), focus=0.5, dig_out_share=0.3)
    assert fold(decide(head, found.commands, LATER), head) == found.here.state


def test_differences_have_to_be_accepted() -> None:
    base = _items()
    head = after(base, command("finish_item", item=TLS))
    found = adopted(levers.shed([TLS, INGEST]), base, head)
    with pytest.raises(Differs, match="moved on since 'Try' was made") as caught:
        check_accepted("Try", found, accept=False)
    assert caught.value.differences == found.differences
    check_accepted("Try", found, accept=True)
    assert found.commands == levers.shed([INGEST])
