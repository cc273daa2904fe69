"""Do a move, an edit and a split mean the commands that a person would expect?"""

from __future__ import annotations

from datetime import date

import pytest

from gui.models.sorting import Target, sort_commands
from gui.views.edits import edit_commands, split_command
from gui.views.grid.moves import beside
from gui.views.moves import Landing, commands_for, landing_at, missing, ranked, shedding
from roadmap.commands.items import (
    EditItem,
    EstimateItem,
    MoveItem,
    ReclassifyItem,
    ShedItem,
    SplitItem,
)
from roadmap.commands.roadmap import AddTeam
from roadmap.errors import Refused
from roadmap.state import State
from roadmap.values import Driver, Estimate, Link, Quadrant, Size, Wait
from tests.gui.views.harbour import BUS, CACHE, CHOICE, DISK, DNS, LONG, PATCH, TODAY, harbour

EMERGENCIES = Quadrant.FORCED_SHORT_TERM
PREPARATION = Quadrant.FORCED_LONG_TERM
TWEAKS = Quadrant.DISCRETIONARY_SHORT_TERM
BETS = Quadrant.DISCRETIONARY_LONG_TERM


@pytest.fixture(scope="module")
def state() -> State:
    return harbour().state


def test_a_choice_needs_nothing(state: State) -> None:
    assert not missing(state, Landing((PATCH,), TWEAKS))


def test_an_emergency_keeps_its_driver_and_lacks_only_the_date(state: State) -> None:
    lacks = missing(state, Landing((PATCH,), PREPARATION))
    assert (lacks.driver, lacks.day) == (False, True)


def test_one_item_that_lacks_something_is_enough_to_ask(state: State) -> None:
    assert missing(state, Landing((PATCH, DNS), EMERGENCIES)).driver


def test_what_an_item_has_is_not_overwritten(state: State) -> None:
    landing = Landing((PATCH, DNS), EMERGENCIES)
    commands = commands_for(state, landing, driver=Driver.REGULATION)
    (only,) = commands
    assert isinstance(only, ReclassifyItem)
    assert only.item == DNS
    assert only.fields["driver"] is Driver.REGULATION


def test_a_drop_before_a_card_ranks_there_in_the_same_decision(state: State) -> None:
    landing = landing_at((DNS, CACHE), BETS, (BUS,), BUS)
    moves = [each for each in commands_for(state, landing) if isinstance(each, MoveItem)]
    assert [(move.item, move.before) for move in moves] == [(DNS, BUS), (CACHE, BUS)]


def test_a_drop_at_the_end_goes_behind_what_stays(state: State) -> None:
    landing = landing_at((DNS,), TWEAKS, (DNS, CACHE), None)
    assert landing.after == CACHE
    assert landing_at((DNS,), TWEAKS, (DNS,), None).after is None


def test_ranking_ends_at_the_edge() -> None:
    shown = (PATCH, DISK)
    assert ranked((PATCH,), EMERGENCIES, shown, -1) is None
    assert ranked((PATCH,), EMERGENCIES, shown, 1) == Landing((PATCH,), EMERGENCIES, after=DISK)
    assert ranked((DISK,), EMERGENCIES, shown, -1) == Landing((DISK,), EMERGENCIES, before=PATCH)


def test_quadrants_lie_beside_each_other_as_on_the_screen() -> None:
    assert beside(EMERGENCIES, "right") is PREPARATION
    assert beside(BETS, "up") is PREPARATION
    assert beside(BETS, "left") is TWEAKS
    assert beside(EMERGENCIES, "left") is None


def test_only_what_is_there_and_open_is_shed(state: State) -> None:
    assert shedding(state, (DNS, "ghost:" + BUS)) == [ShedItem(item=DNS)]


def test_sorting_takes_the_driver_only_for_must_do_work(state: State) -> None:
    target = Target(BETS, Driver.INCIDENT, date(2027, 1, 1))
    (command,) = sort_commands(state.items[DNS], target, None)
    assert isinstance(command, ReclassifyItem)
    assert command.fields == {"forcing": CHOICE, "horizon": LONG}


def test_an_effort_replaces_a_size_and_a_size_an_effort(state: State) -> None:
    (days,) = edit_commands(state, (BUS,), "estimate", "3", TODAY)
    (size,) = edit_commands(state, (BUS,), "estimate", "l", TODAY)
    assert isinstance(days, EstimateItem)
    assert isinstance(size, EstimateItem)
    assert days.fields == {"estimate": Estimate(3), "size": None}
    assert size.fields == {"estimate": None, "size": Size.L}
    assert days.was == {"estimate": Estimate(20), "size": None}


def test_a_new_team_comes_with_the_edit(state: State) -> None:
    add, edit = edit_commands(state, (BUS,), "team", "Storage", TODAY)
    assert isinstance(add, AddTeam)
    assert isinstance(edit, EditItem)
    assert edit.fields == {"team": add.team}


def test_nothing_typed_clears(state: State) -> None:
    (edit,) = edit_commands(state, (BUS,), "team", " ", TODAY)
    assert isinstance(edit, EditItem)
    assert edit.fields == {"team": None}


def test_waits_are_split_at_semicolons(state: State) -> None:
    (edit,) = edit_commands(state, (BUS,), "waits", "Vendor, 4 Dec; Legal, 1 Feb", TODAY)
    assert isinstance(edit, EditItem)
    expected = (Wait("Vendor", date(2026, 12, 4)), Wait("Legal", date(2027, 2, 1)))
    assert edit.fields["waits"] == expected


def test_links_are_http_https_or_mailto_only(state: State) -> None:
    (edit,) = edit_commands(state, (BUS,), "links", "https://example.org/x", TODAY)
    assert isinstance(edit, EditItem)
    assert edit.fields["links"] == (Link("https://example.org/x"),)
    for bad in ("file:///etc/passwd", "javascript:alert(1)", "example.org"):
        with pytest.raises(Refused, match="no link"):
            edit_commands(state, (BUS,), "links", bad, TODAY)


@pytest.mark.parametrize(("key", "typed"), [("value", "-1"), ("value", "x"), ("leverage", "lots")])
def test_nonsense_is_refused_with_a_sentence(state: State, key: str, typed: str) -> None:
    with pytest.raises(Refused):
        edit_commands(state, (BUS,), key, typed, TODAY)


def test_rows_make_pieces(state: State) -> None:
    rows = (("First half", "3-5", "Reads from it"), ("", "", ""), ("Second half", "", ""))
    command = split_command(state.items[BUS], rows)
    assert isinstance(command, SplitItem)
    assert [piece.fields["title"] for piece in command.pieces] == ["First half", "Second half"]
    assert command.pieces[0].fields["estimate"] is not None
    assert command.pieces[0].fields["verified_by"] == "Reads from it"
    assert command.pieces[1].fields.keys() == {"title"}


def test_one_piece_is_no_split(state: State) -> None:
    with pytest.raises(Refused, match="two pieces"):
        split_command(state.items[BUS], (("Only one", "", ""),))


def test_a_piece_without_a_title_is_asked_for_one(state: State) -> None:
    with pytest.raises(Refused, match="needs a title"):
        split_command(state.items[BUS], (("One", "", ""), ("", "3", "")))
