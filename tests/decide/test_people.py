"""The rules of people, freeze windows and constraints."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadmap.decide import decide
from roadmap.errors import NotFound, Refused
from roadmap.events.people import ConstraintAdded, FreezeAdded, PersonAdded, PersonEdited
from roadmap.records.staff import SkillShare, Span
from roadmap.state import State
from tests.given import NOW, after, begun, command, item_id, with_items


def team() -> State:
    return after(
        begun(),
        command("add_team", name="Edge"),
        command("add_person", name="Ines", team="edge"),
        command("add_person", name="Tomas", mentor="Ines"),
    )


def test_a_person_is_added_with_a_team_named_by_its_name() -> None:
    state = after(begun(), command("add_team", name="Edge"))
    skills = [{"skill": "sre", "share": 0.5}, {"skill": "db", "share": 0.5}]
    given = command("add_person", name="Ines", team="Edge", skills=skills, start="2026-03-02")
    [event] = decide(state, [given], NOW)
    assert isinstance(event, PersonAdded)
    assert event.fields == {
        "name": "Ines",
        "team": state.teams.ids()[0],
        "skills": (SkillShare("sre", 0.5), SkillShare("db", 0.5)),
        "start": date(2026, 3, 2),
    }


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "ines"}, "There is a person 'Ines' already"),
        ({}, "A person needs a name"),
        ({"name": "A", "skills": [{"skill": "db", "share": 0.5}]}, "sum to 0.5; they have to"),
        ({"name": "A", "start": "2026-03-02", "end": "2026-03-01"}, "before starting"),
        (
            {"name": "A", "time_off": [{"first": "2026-03-02", "last": "2026-03-01"}]},
            "end before they begin",
        ),
    ],
)
def test_what_cannot_be_said_of_a_person_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused, match=message):
        decide(team(), [command("add_person", **fields)], NOW)


def test_a_person_who_leaves_gets_a_last_day() -> None:
    [event] = decide(team(), [command("edit_person", person="tomas", end="2026-06-30")], NOW)
    assert isinstance(event, PersonEdited)
    assert event.fields == {"end": date(2026, 6, 30)}
    with pytest.raises(NotFound, match="There is no person 'Helen'"):
        decide(team(), [command("edit_person", person="Helen", end="2026-06-30")], NOW)


def test_removing_a_mentor_leaves_nobody_without_a_known_one() -> None:
    state = after(team(), command("remove_person", person="Ines"))
    [tomas] = state.people.ordered()
    assert tomas.mentor is None


def test_a_freeze_needs_days_in_order() -> None:
    days = {"first": "2026-11-20", "last": "2026-12-01", "note": "peak"}
    [event] = decide(begun(), [command("add_freeze", days=days)], NOW)
    assert isinstance(event, FreezeAdded)
    assert event.fields["days"] == Span(date(2026, 11, 20), date(2026, 12, 1), "peak")
    with pytest.raises(Refused, match="needs its days"):
        decide(begun(), [command("add_freeze")], NOW)


def test_a_constraint_says_what_it_limits() -> None:
    state = with_items("Move ingest")
    given = command(
        "add_constraint",
        kind="vendor",
        text="Storage arrives late",
        items=[item_id("Move ingest")],
        until="2026-12-04",
    )
    [event] = decide(state, [given], NOW)
    assert isinstance(event, ConstraintAdded)
    with pytest.raises(Refused, match="needs its kind"):
        decide(state, [command("add_constraint", text="x")], NOW)


def test_a_person_moves_to_another_team_from_a_day_on() -> None:
    state = after(team(), command("add_team", name="Data"))
    moved = after(state, command("move_person", person="Ines", team="data", on="2026-03-02"))
    [ines] = [person for person in moved.people.ordered() if person.name == "Ines"]
    names = {each.id: each.name for each in moved.teams.ordered()}
    teams = [ines.team_on(date(2026, 3, day)) or "" for day in (1, 2)]
    assert [names[each] for each in teams] == ["Edge", "Data"]
    again = command("move_person", person="Ines", team="Data", on="2026-04-01")
    assert decide(moved, [again], NOW) == ()
    with pytest.raises(Refused, match="people belong to 'Data'"):
        decide(moved, [command("remove_team", team="Data")], NOW)


def test_a_component_moves_with_its_open_items() -> None:
    state = after(
        with_items("Patch TLS", "Cost tags"),
        command("add_team", name="Edge"),
        command("add_component", name="Proxies"),
        command("edit_item", item=item_id("Patch TLS"), component="Proxies"),
    )
    moved = after(state, command("move_component", component="Proxies", team="Edge"))
    edge = moved.teams.ids()[0]
    assert moved.components.ordered()[0].team == edge
    assert moved.items[item_id("Patch TLS")].team == edge
    assert moved.items[item_id("Cost tags")].team is None
