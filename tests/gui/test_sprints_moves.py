"""Which commands does a gesture mean, and what is told when the plan does not follow it?"""

from __future__ import annotations

from datetime import date

import pytest

from gui.models.sprints.board import Board, board_of
from gui.models.sprints.moves import Change, dropped, neighbour, pulled, pushed, stepped, verdict
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.commands.items import EditItem, MoveItem
from roadmap.commands.sprints import PullSprintItem, PushSprintItem
from roadmap.errors import Refused
from roadmap.service import Roadmap
from tests.gui.sprints_harbour import MAYA, NOW, command, harbour, item_id

TODAY = NOW.date()
PATCH = item_id("Patch OpenSSL on edge proxies")
RENEW = item_id("Renew root CA, re-issue leaf certificates")
DNS = item_id("Self-service DNS records")
RETRY = item_id("Retry budget in the client library")
TEMPLATE = item_id("Standard service template, version 2")
TLS = item_id("Turn off TLS 1.1 at the partner gateway")
DRILL = item_id("Restore drill: archive index missing")
BUS = item_id("Event bus as the default integration")


@pytest.fixture
def roadmap() -> Roadmap:
    return harbour(committed=True)


def board(roadmap: Roadmap) -> Board:
    state = roadmap.state
    return board_of(state, plan(state, PlanKey(TODAY, 8)), TODAY)


def drop(roadmap: Roadmap, key: str, number: int | None, before: str | None = None) -> Change:
    found = board(roadmap)
    change = dropped(found, roadmap.state, [key], found.column(number), before)
    assert change is not None
    return change


def told(roadmap: Roadmap, change: Change) -> str:
    """Does what the change says and returns what a person is told."""
    roadmap.execute(list(change.commands), by=MAYA, at=NOW)
    return verdict(change, board(roadmap), roadmap.state)


def test_dropped_into_a_committed_sprint_is_pulled_in(roadmap: Roadmap) -> None:
    change = drop(roadmap, RENEW, 39)
    assert change.commands == (PullSprintItem(item=RENEW, number=39),)
    assert told(roadmap, change) == (
        "“Renew root CA, re-issue leaf certificates” pulled into sprint 39, 3.8 pd over"
    )


def test_dropped_out_of_a_committed_sprint_is_pushed_out_and_asked_about(
    roadmap: Roadmap,
) -> None:
    change = drop(roadmap, PATCH, None)
    assert change.commands == (PushSprintItem(item=PATCH, number=39),)
    assert change.ask == "Why is “Patch OpenSSL on edge proxies” out of sprint 39?"


def test_from_a_committed_sprint_into_a_later_one_it_may_not_start_before_that(
    roadmap: Roadmap,
) -> None:
    change = drop(roadmap, PATCH, 40)
    push, edit = change.commands
    assert isinstance(push, PushSprintItem)
    assert isinstance(edit, EditItem)
    assert edit.fields == {"not_before": date(2026, 11, 30)}
    text = told(roadmap, change)
    assert text.startswith(
        "“Patch OpenSSL on edge proxies” pushed out of sprint 39 and set to not before 30 Nov, "
        "the start of sprint 40"
    )


def test_dropped_later_sets_the_first_day(roadmap: Roadmap) -> None:
    change = drop(roadmap, DNS, 43)
    assert [type(each) for each in change.commands] == [EditItem]
    assert told(roadmap, change) == (
        "“Self-service DNS records” set to not before 11 Jan, the start of sprint 43"
    )
    assert board(roadmap).homes[DNS] == 43


def test_dropped_earlier_takes_that_day_away_and_moves_up_in_rank(roadmap: Roadmap) -> None:
    told(roadmap, drop(roadmap, DNS, 44))
    change = drop(roadmap, DNS, 42)
    edit, *moves = change.commands
    assert isinstance(edit, EditItem)
    assert edit.fields == {"not_before": None}
    assert all(isinstance(move, MoveItem) for move in moves)
    assert told(roadmap, change) == "“Self-service DNS records” ranked before all in sprint 42"


def test_where_the_plan_cannot_follow_the_binding_reason_is_told(roadmap: Roadmap) -> None:
    text = told(roadmap, drop(roadmap, TEMPLATE, 40))
    assert "ranked before all in sprint 40" in text
    assert "The plan has sprint 42: the first sprint after the freeze" in text


def test_where_no_decision_helps_the_binding_reason_is_told_at_once(roadmap: Roadmap) -> None:
    with pytest.raises(Refused, match="stays in sprint 43: the first sprint with room for"):
        drop(roadmap, TEMPLATE, 41)


def test_what_is_too_large_says_so_when_it_is_moved_up(roadmap: Roadmap) -> None:
    text = told(roadmap, drop(roadmap, BUS, 40))
    assert "It is below the cut line: too large for one sprint" in text


def test_dropped_below_the_cut_line_it_is_ranked_last(roadmap: Roadmap) -> None:
    change = drop(roadmap, DNS, None)
    assert change.commands == (MoveItem(item=DNS),)
    assert "ranked last" in told(roadmap, change)


def test_within_its_sprint_a_card_changes_its_rank(roadmap: Roadmap) -> None:
    change = drop(roadmap, RETRY, 42, before=DNS)
    assert change.commands == (MoveItem(item=RETRY, before=DNS),)
    text = told(roadmap, change)
    assert text == "“Retry budget in the client library” ranked before “Self-service DNS records”"
    items = roadmap.state.items
    assert items[RETRY].order < items[DNS].order


def test_a_rank_that_a_date_overrules_is_said(roadmap: Roadmap) -> None:
    change = drop(roadmap, DNS, 42, before=RENEW)
    text = told(roadmap, change)
    assert "“Renew root CA, re-issue leaf certificates” still comes first" in text
    assert "due 15 Jan" in text


def test_a_closed_sprint_takes_nothing(roadmap: Roadmap) -> None:
    with pytest.raises(Refused, match="Sprint 38 is closed and keeps its facts"):
        drop(roadmap, DNS, 38)


def test_several_items_are_one_change(roadmap: Roadmap) -> None:
    found = board(roadmap)
    change = dropped(found, roadmap.state, [DNS, RETRY], found.column(43), None)
    assert change is not None
    assert len(change.commands) == 2
    assert change.said.startswith("2 items set to not before")


def test_an_item_dropped_where_it_is_alone_means_nothing(roadmap: Roadmap) -> None:
    found = board(roadmap)
    assert dropped(found, roadmap.state, [], found.column(40), None) is None


def test_steps_go_one_rank_and_stop_at_the_edge(roadmap: Roadmap) -> None:
    found = board(roadmap)
    column = found.column(42)
    assert column is not None
    assert stepped(found, roadmap.state, [column.items[0]], -1) is None
    assert stepped(found, roadmap.state, [column.items[-1]], 1) is None
    change = stepped(found, roadmap.state, [column.items[1]], -1)
    assert change is not None
    assert change.commands == (MoveItem(item=column.items[1], before=column.items[0]),)


def test_the_sprints_beside_leave_closed_ones_out_and_end_below_the_cut(
    roadmap: Roadmap,
) -> None:
    found = board(roadmap)
    assert neighbour(found, PATCH, -1) is None
    there = neighbour(found, PATCH, 1)
    assert there is not None
    assert there[0] == found.column(40)
    below = neighbour(found, BUS, 1)
    assert below is None
    assert neighbour(found, BUS, -1) == (found.columns[-1],)


def test_pull_and_push_by_key_find_their_sprint(roadmap: Roadmap) -> None:
    found = board(roadmap)
    change = pulled(found, roadmap.state, [DRILL, PATCH])
    assert change is not None
    assert change.commands == (PullSprintItem(item=DRILL, number=39),)
    change = pushed(found, roadmap.state, [PATCH, DRILL])
    assert change is not None
    assert change.commands == (PushSprintItem(item=PATCH, number=39),)
    assert pushed(found, roadmap.state, [DRILL]) is None


def test_nothing_can_be_pulled_while_nothing_is_committed() -> None:
    roadmap = harbour(closed=0)
    found = board(roadmap)
    assert pulled(found, roadmap.state, [DNS]) is None


def test_an_item_that_is_gone_from_the_plan_is_told_as_decided(roadmap: Roadmap) -> None:
    change = drop(roadmap, DNS, 43)
    roadmap.execute([command("shed_item", item=DNS)], by=MAYA, at=NOW)
    assert verdict(change, board(roadmap), roadmap.state) == change.said
