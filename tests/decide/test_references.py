"""What is tied to something else is not removed, and no id is given out a second time."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.commands import Command
from roadmap.decide import decide
from roadmap.events.people import ConstraintEdited
from tests.given import NOW, after, begun, command, item_id, refusal, with_items

TLS = item_id("Patch TLS")
KEY = item_id("anything")


@pytest.mark.parametrize(
    ("do", "what", "fields"),
    [
        ("log_interruption", "interruption", {"title": "Router", "driver": "incident"}),
        ("add_freeze", "freeze", {"days": {"first": "2026-12-20", "last": "2026-12-31"}}),
        ("add_constraint", "constraint", {"kind": "vendor", "text": "One vendor"}),
    ],
)
def test_a_record_is_not_overwritten_by_another_of_its_id(
    do: str, what: str, fields: dict[str, Any]
) -> None:
    add = command(do, **{what: KEY}, **fields)
    assert f"There is a{'n' if what[0] == 'i' else ''} {what} with the id {KEY} already" in refusal(
        after(begun(), add), add
    )


def test_a_holiday_is_not_overwritten_by_another_of_its_id() -> None:
    state = after(begun(), command("add_holiday", holiday=KEY, day="2026-12-25"))
    again = command("add_holiday", holiday=KEY, day="2026-12-26")
    assert f"There is a holiday with the id {KEY} already" in refusal(state, again)


@pytest.mark.parametrize(
    "named_by",
    [
        command("log_interruption", title="Router", driver="incident", team="Edge"),
        command("add_freeze", days={"first": "2026-12-20", "last": "2026-12-31"}, team="Edge"),
        command("add_constraint", kind="vendor", text="One vendor", team="Edge"),
    ],
)
def test_a_team_is_not_removed_while_anything_names_it(named_by: Command) -> None:
    state = after(begun(), command("add_team", name="Edge"), named_by)
    assert "'Edge': change them first" in refusal(state, command("remove_team", team="Edge"))


@pytest.mark.parametrize(
    "named_by",
    [
        command("log_interruption", title="Router", driver="incident", component="DNS"),
        command("add_freeze", days={"first": "2026-12-20", "last": "2026-12-31"}, component="DNS"),
    ],
)
def test_a_component_is_not_removed_while_anything_names_it(named_by: Command) -> None:
    state = after(begun(), command("add_component", name="DNS"), named_by)
    assert "'DNS': change them first" in refusal(
        state, command("remove_component", component="DNS")
    )


def test_a_removed_item_leaves_the_constraints_that_name_it() -> None:
    state = after(
        with_items("Patch TLS"),
        command("add_constraint", constraint=KEY, kind="vendor", text="Slow", items=[TLS]),
    )
    edited, _ = decide(state, [command("remove_item", item=TLS)], NOW)
    assert edited == ConstraintEdited(constraint=KEY, fields={"items": ()})


@pytest.mark.parametrize("field", ["done_on", "started_on", "shed_on"])
def test_nothing_is_said_to_have_happened_on_a_day_to_come(field: str) -> None:
    fields = {field: "2026-02-01"}
    state = with_items("Patch TLS")
    assert "still to come" in refusal(state, command("edit_item", item=TLS, **fields))
    added = command("add_item", title="New", status="done", **fields)
    assert "still to come" in refusal(state, added)


def test_a_new_item_gets_its_place_in_one_way_only() -> None:
    add = command("add_item", title="New", rank="V", before=TLS)
    assert "rank or a neighbour" in refusal(with_items("Patch TLS"), add)


def test_what_was_seen_adds_no_consumer() -> None:
    state = with_items("Patch TLS")
    was = {"consumers": ["Payments"]}
    seen = command("edit_item", item=TLS, consumers=[], was=was)
    assert decide(state, [seen], NOW) == ()


def test_a_reason_has_words() -> None:
    empty = command("give_reason", decisions=[KEY], why=" \n ")
    assert refusal(begun(), empty) == "A reason needs words: say why it was decided."
