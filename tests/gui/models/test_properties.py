"""Are the rows of the details those that item and roadmap call for, and do they read well?"""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from gui.models.planned import outlook_of, planned_rows
from gui.models.properties.properties import properties_of
from gui.models.properties.property import Property
from roadmap.records.people import Person
from roadmap.records.planning import Planning
from roadmap.records.sprints import Outcome, Sprint
from roadmap.state import Item, Roadmap, State, Table
from roadmap.values import (
    AddedLoad,
    Driver,
    Estimate,
    Forcing,
    Horizon,
    Kind,
    Purchase,
    Status,
    Wait,
)

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)
CHOICE = Item("a", title="Event bus", forcing=Forcing.DISCRETIONARY, horizon=Horizon.LONG_TERM)
MUST = Item(
    "b",
    title="Renew root CA",
    forcing=Forcing.FORCED,
    horizon=Horizon.LONG_TERM,
    driver=Driver.END_OF_LIFE,
    mandatory_by=date(2027, 1, 15),
    estimate=Estimate(4, 3, 6),
)
# What no person types: it follows from gestures, imports and the grid.
_ELSEWHERE = {
    *("id", "title", "forcing", "horizon", "rank", "classified_on", "created_on", "external"),
    *("size", "prerequisites_none"),
}


def state_of(*items: Item, settings: Roadmap | None = None, people: int = 0) -> State:
    team = Table.of((f"p{number}", Person(f"p{number}")) for number in range(people))
    table = Table.of((item.id, item) for item in items)
    return State(roadmap=settings or Roadmap(), items=table, people=team)


def rows(item: Item, state: State | None = None, *, everything: bool = False) -> dict[str, str]:
    found = properties_of([item], state or state_of(item), TODAY, everything=everything)
    return {row.key: text_of(row) for row in found}


def text_of(row: Property) -> str:
    return "".join(run.text for run in row.runs)


def test_what_is_empty_waits_behind_all_properties() -> None:
    assert set(rows(CHOICE)) == {"estimate", "consumers", "component", "team"}
    assert {"purchase", "waits", "prerequisites", "option_stage"} < set(
        rows(CHOICE, everything=True)
    )


def test_every_field_of_an_item_has_a_row() -> None:
    settings = Roadmap(lifecycle_on=True, work_stage_on=True)
    done = msgspec.structs.replace(
        CHOICE,
        status=Status.DONE,
        goal="More bookings",
        done_on=TODAY,
        shed_on=TODAY,
        started_on=TODAY,
        due=TODAY,
        type="Story",
        priority="High",
        split_from="b",
        remaining_days=1,
        actual_days=2,
    )
    state = state_of(done, MUST, settings=settings)
    seen = set(rows(done, state, everything=True)) | set(rows(MUST, state, everything=True))
    known = {field.name for field in msgspec.structs.fields(Item)}
    assert known - seen == _ELSEWHERE


@pytest.mark.parametrize("key", ["lifecycle", "work_stage"])
def test_optional_fields_are_off_until_the_roadmap_uses_them(key: str) -> None:
    assert key not in rows(CHOICE, everything=True)
    state = state_of(CHOICE, settings=msgspec.structs.replace(Roadmap(), **{f"{key}_on": True}))
    assert key in rows(CHOICE, state, everything=True)


def test_choices_have_a_stage_and_must_do_items_a_double_win() -> None:
    choice, must = rows(CHOICE, everything=True), rows(MUST, everything=True)
    assert "option_stage" in choice
    assert "double_win_answer" not in choice
    assert "option_stage" not in must
    assert "double_win_answer" in must


def test_advanced_rows_come_last_and_only_while_they_are_empty() -> None:
    found = properties_of([CHOICE], state_of(CHOICE), TODAY, everything=True)
    assert [row.key for row in found if row.advanced] == ["distribution", "reading"]
    assert [row.key for row in found[-2:]] == ["distribution", "reading"]


def test_values_read_as_people_say_them() -> None:
    item = msgspec.structs.replace(
        CHOICE,
        purchase=Purchase(12000, "EUR", 42, "Helen Brandt"),
        waits=(Wait("Vendor", date(2026, 12, 4)), Wait("Legal", date(2026, 12, 11), True)),
        promised_by=date(2027, 3, 1),
        prerequisites=("b",),
        added_load=(AddedLoad("Requests a second", 50),),
        value=4,
        may_span=True,
        kind=Kind.FOUNDATION,
    )
    said = rows(item, state_of(item, MUST))
    assert said["purchase"] == "12,000 EUR, 6 weeks\nHelen Brandt approves"
    assert said["waits"] == "Vendor, 4 Dec promised\nLegal, 11 Dec fixed"
    assert said["promised_by"] == "Mon 1 Mar 2027 a promise"
    assert said["prerequisites"] == "Renew root CA"
    assert said["added_load"] == "Requests a second +50"
    assert said["value"] == "4 of 5"
    assert said["may_span"] == "over several sprints"


def test_an_innovation_is_asked_for_its_prerequisites() -> None:
    new = msgspec.structs.replace(CHOICE, kind=Kind.INNOVATION)
    assert rows(new)["prerequisites"] == "not said yet: which, or none"
    asked = msgspec.structs.replace(new, prerequisites_none=True)
    assert rows(asked)["prerequisites"] == "none somebody asked"


def test_several_items_read_as_one_where_they_agree() -> None:
    other = msgspec.structs.replace(CHOICE, id="c", value=2.0, estimate=Estimate(3))
    one = msgspec.structs.replace(CHOICE, value=2.0)
    found = properties_of([one, other], state_of(one, other), TODAY, everything=True)
    said = {row.key: text_of(row) for row in found}
    assert said["value"] == "2 of 5"
    assert said["estimate"] == "several"
    assert "notes" not in said


# -- the plan -------------------------------------------------------------------------------------

SETTINGS = Roadmap(sprint_start=MONDAY, planning=Planning(focus=0.5, focus_learned=False))


def planned(
    item: Item,
    *,
    people: int = 2,
    sprints: Table[Sprint] | None = None,
    settings: Roadmap = SETTINGS,
) -> dict[str, str]:
    state = state_of(item, settings=settings, people=people)
    if sprints is not None:
        state = msgspec.structs.replace(state, sprints=sprints)
    outlook = outlook_of(state, TODAY, 6)
    return {row.key: text_of(row) for row in planned_rows(item, state, outlook)}


def test_an_item_says_in_which_sprint_it_is_planned_and_why() -> None:
    said = planned(MUST)
    assert said["planned"].startswith("Sprint ")
    assert "\n" in said["planned"]
    assert said["latest_start"].split()[0] in ("Mon", "Tue", "Wed", "Thu", "Fri")
    assert " in " in said["latest_start"]


def test_what_does_not_fit_is_below_the_cut_with_the_reason() -> None:
    large = msgspec.structs.replace(CHOICE, estimate=Estimate(500))
    assert planned(large)["planned"].startswith("Below the cut\nToo large for one sprint")
    assert "latest_start" not in planned(large)


def test_a_latest_start_that_has_passed_says_so() -> None:
    late = msgspec.structs.replace(MUST, mandatory_by=date(2026, 11, 20), estimate=Estimate(9))
    assert planned(late)["latest_start"].endswith(" ago")


def test_a_committed_item_stands_in_its_sprint() -> None:
    sprint = Sprint("s", 1, MONDAY, date(2026, 11, 30), items=("b",))
    assert planned(MUST, sprints=Table.of([("s", sprint)]))["planned"] == "Sprint 1 committed"
    closed = msgspec.structs.replace(sprint, outcome=Outcome())
    said = planned(MUST, sprints=Table.of([("s", closed)]))["planned"]
    assert "committed" not in said


def test_nothing_is_planned_without_people_or_sprints_or_of_what_is_done() -> None:
    assert planned(MUST, people=0) == {}
    assert planned(MUST, settings=Roadmap()) == {}
    assert planned(msgspec.structs.replace(MUST, status=Status.DONE)) == {}
    state = state_of(MUST, settings=SETTINGS, people=1)
    assert [row.key for row in planned_rows(MUST, state, None)] == ["planned"]
