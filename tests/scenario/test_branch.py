"""Branches: each command for itself, over a base that never changes."""

from __future__ import annotations

from dataclasses import replace

from roadmap.commands import Command
from roadmap.decide import decide
from roadmap.evolve import fold
from roadmap.records.planning import Planning
from roadmap.scenario import levers
from roadmap.scenario.branch import branch
from roadmap.state import State
from roadmap.values import Status
from tests.given import NOW, after, begun, command, item_id, with_items

TLS, INGEST = item_id("Patch TLS"), item_id("Move ingest")


_NOT_THERE = "There is no item '9999999999'."


def _items() -> State:
    return with_items("Patch TLS", "Move ingest")


def test_a_branch_is_what_its_commands_lead_to() -> None:
    base = _items()
    commands = (*levers.shed([TLS]), command("add_item", item=item_id("New"), title="New"))
    found = branch(base, commands, NOW)
    assert found.events == decide(base, commands, NOW)
    assert found.state == fold(found.events, base)
    assert found.problems == ()
    assert base.items[TLS].is_open


def test_a_command_that_cannot_be_decided_is_named_and_the_others_go_on() -> None:
    base = after(_items(), command("finish_item", item=TLS))
    commands = levers.shed([TLS, "9999999999", INGEST])
    found = branch(base, commands, NOW)
    assert [(each.place, each.text) for each in found.problems] == [
        (0, "Item 'Patch TLS' is done: restore it first to shed it."),
        (
            1,
            _NOT_THERE,
        ),
    ]
    assert found.state.items[INGEST].status is Status.SHED


def _edit(was: float | None, value: float) -> Command:
    return command("edit_item", item=TLS, value=value, was={"value": was})


def test_what_somebody_else_changed_is_a_problem_unless_one_insists() -> None:
    base = after(_items(), command("edit_item", item=TLS, value=5.0))
    found = branch(base, [_edit(3.0, 4.0)], NOW)
    assert "was changed meanwhile" in found.problems[0].text
    insisted = branch(base, [_edit(3.0, 4.0)], NOW, insist=True)
    assert insisted.problems == ()
    [conflict] = insisted.steps[0].overruled
    assert (conflict.field, conflict.was, conflict.here, conflict.wanted) == (
        "value",
        3.0,
        5.0,
        4.0,
    )
    assert insisted.state.items[TLS].value == 4.0


def test_settings_of_planning_are_changed_one_by_one() -> None:
    base = begun()
    share = levers.dig_out_share(base, 0.3)
    elsewhere = Planning(focus=0.5)
    moved = after(base, command("edit_roadmap", planning=replace(elsewhere)))
    found = branch(moved, share, NOW)
    assert found.problems == ()
    assert found.state.roadmap is not None
    planning = found.state.roadmap.planning
    assert (planning.focus, planning.dig_out_share) == (0.5, 0.3)
    same = after(base, command("edit_roadmap", planning=Planning(dig_out_share=0.4)))
    assert branch(same, share, NOW).problems != ()


def test_a_refused_command_leaves_nothing_of_itself() -> None:
    base = _items()
    half = command("edit_item", item=TLS, consumers=["Payments"], prerequisites=[TLS])
    found = branch(base, [half, *levers.shed([TLS])], NOW)
    assert [each.place for each in found.problems] == [0]
    assert found.events == decide(base, levers.shed([TLS]), NOW)
    assert len(found.state.consumers) == 0


def test_what_is_looked_up_stays_right_after_a_refusal() -> None:
    base = _items()
    first, new = item_id("First"), item_id("New")
    commands = (
        command("add_item", item=first, title="First", before=TLS),
        command("move_item", item="9999999999", before=TLS),
        command("add_item", item=new, title="New", after=first),
        command("move_item", item=INGEST, before=new),
    )
    found = branch(base, commands, NOW)
    good = [each for each in commands if each is not commands[1]]
    assert found.events == decide(base, good, NOW)
    ranked = sorted(found.state.items.ordered(), key=lambda item: item.order)
    assert [item.id for item in ranked] == [first, INGEST, new, TLS]
