"""What names what: every field that holds the id of another record is known."""

from __future__ import annotations

import msgspec

from roadmap.state import State
from roadmap.ties import _TABLES, count_naming, references, still_named
from tests.given import after, begun, command, item_id, with_items

TLS, COST = item_id("Patch TLS"), item_id("Cost tags")


def test_an_item_names_what_its_fields_hold_the_ids_of() -> None:
    state = after(
        with_items("Patch TLS", "Cost tags"),
        command("add_team", name="Edge"),
        command("edit_item", item=COST, prerequisites=[TLS], parent=TLS, team="Edge"),
    )
    [edge] = state.teams.ids()
    assert set(references(state.items[COST])) == {("items", TLS), ("teams", edge)}
    assert count_naming(state, ("items", TLS)) == 1
    assert still_named(state, {("items", TLS), ("items", COST)}) == {("items", TLS)}


def test_a_move_to_another_team_names_it() -> None:
    state = after(
        begun(),
        command("add_team", name="Edge"),
        command("add_person", name="Ines"),
        command("move_person", person="Ines", team="Edge", on="2026-03-02"),
    )
    assert count_naming(state, ("teams", state.teams.ids()[0])) == 1


def test_every_table_that_is_named_is_one_of_the_state() -> None:
    tables = {field.name for field in msgspec.structs.fields(State)}
    assert set(_TABLES.values()) <= tables
