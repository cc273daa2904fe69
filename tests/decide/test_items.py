"""The rules of work items: given a state, when a command, then these events or this message."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap.decide import decide
from roadmap.errors import Conflict, NotFound
from roadmap.events.items import (
    ItemAdded,
    ItemEdited,
    ItemEstimated,
    ItemMoved,
    ItemReclassified,
    ItemRemoved,
    ItemShed,
    ItemSplit,
    ItemStarted,
)
from roadmap.events.roadmap import ConsumerAdded
from roadmap.values import Driver, Estimate, Forcing, Horizon, OptionStage, Quadrant, Status
from tests.given import NOW, TODAY, after, begun, command, item_id, refusal, with_items

TLS, DNS, COST = (item_id(title) for title in ("Patch TLS", "Self-service DNS", "Cost tags"))


def rank_of(rank: str | None) -> str:
    assert rank is not None
    return rank


def test_an_added_item_goes_to_the_end_and_knows_its_day() -> None:
    state = with_items("Patch TLS")
    [event] = decide(state, [command("add_item", item=DNS, title="Self-service DNS")], NOW)
    assert isinstance(event, ItemAdded)
    assert event.fields["created_on"] == TODAY
    assert rank_of(event.fields["rank"]) > rank_of(state.items[TLS].rank)


def test_forced_work_names_its_driver() -> None:
    state = with_items("Patch TLS")
    forced = command("reclassify_item", item=TLS, forcing="forced", horizon="short_term")
    assert refusal(state, forced).startswith(
        "Item 'Patch TLS' is forced: name the driver that makes it so"
    )


def test_forced_long_term_work_gives_the_date_that_makes_it_mandatory() -> None:
    state = with_items("Patch TLS")
    forced = command(
        "reclassify_item", item=TLS, forcing="forced", horizon="long_term", driver="regulation"
    )
    assert refusal(state, forced) == (
        "Item 'Patch TLS' is forced and long-term: give the date by which it is mandatory "
        "(mandatory_by)."
    )


def test_a_classification_is_valid_from_the_day_it_was_decided() -> None:
    state = with_items("Patch TLS")
    given = {"forcing": "forced", "horizon": "short_term", "driver": "security_vulnerability"}
    [event] = decide(state, [command("reclassify_item", item=TLS, **given)], NOW)
    assert event == ItemReclassified(
        item=TLS,
        fields={
            "forcing": Forcing.FORCED,
            "horizon": Horizon.SHORT_TERM,
            "driver": Driver.SECURITY_VULNERABILITY,
            "classified_on": TODAY,
        },
    )


def test_what_is_no_longer_forced_loses_its_driver_and_its_mandatory_date() -> None:
    state = with_items(
        "Patch TLS",
        forcing="forced",
        horizon="long_term",
        driver="regulation",
        mandatory_by="2026-06-01",
    )
    item = after(
        state, command("reclassify_item", item=TLS, forcing="discretionary", horizon="long_term")
    ).items[TLS]
    assert (item.quadrant, item.driver, item.mandatory_by) == (
        Quadrant.DISCRETIONARY_LONG_TERM,
        None,
        None,
    )


def test_classifying_as_before_changes_nothing() -> None:
    state = with_items("Patch TLS", forcing="discretionary", horizon="short_term")
    same = command("reclassify_item", item=TLS, forcing="discretionary", horizon="short_term")
    assert decide(state, [same], NOW) == ()


@pytest.mark.parametrize(
    ("estimate", "message"),
    [
        ({"low": 5, "likely": 3, "high": 8}, "is out of order"),
        ({"low": 1, "likely": 9, "high": 8}, "is out of order"),
        ({"low": 0, "likely": 1, "high": 2}, "starts at zero, which a lognormal"),
        ({"low": 0, "likely": 0, "high": 0}, "is zero"),
        ({"likely": 3, "high": 4}, "has only one end"),
        ({"likely": 0}, "is zero"),
    ],
)
def test_estimates_out_of_bounds_are_refused(estimate: dict[str, float], message: str) -> None:
    state = with_items("Patch TLS")
    assert message in refusal(state, command("estimate_item", item=TLS, estimate=estimate))


def test_a_triangular_estimate_may_start_at_zero() -> None:
    state = with_items("Patch TLS")
    given = {"low": 0, "likely": 1, "high": 2}
    estimated = command("estimate_item", item=TLS, estimate=given, distribution="triangular")
    [event] = decide(state, [estimated], NOW)
    assert isinstance(event, ItemEstimated)
    assert event.fields["estimate"] == Estimate(low=0.0, likely=1.0, high=2.0)


def test_a_range_without_a_likely_value_gets_its_middle() -> None:
    state = with_items("Patch TLS")
    item = after(state, command("estimate_item", item=TLS, low=2, high=8)).items[TLS]
    assert item.estimate == Estimate(low=2.0, likely=4.0, high=8.0)


def test_prerequisites_make_no_circle_and_the_message_names_the_way() -> None:
    state = with_items("Patch TLS", "Self-service DNS", "Cost tags")
    state = after(
        state,
        command("edit_item", item=TLS, prerequisites=[DNS]),
        command("edit_item", item=DNS, prerequisites=[COST]),
    )
    assert refusal(state, command("edit_item", item=COST, prerequisites=[TLS])) == (
        "Item 'Cost tags' cannot wait for that: 'Patch TLS' waits for 'Self-service DNS' waits "
        "for 'Cost tags'. Take one of these prerequisites away first."
    )
    itself = command("edit_item", item=COST, prerequisites=[COST])
    assert "cannot wait for itself" in refusal(state, itself)


def test_an_edit_becomes_events_of_the_kinds_it_touches() -> None:
    state = with_items("Patch TLS")
    edit = command("edit_item", item=TLS, title="Patch TLS 1.1", size="M", forcing="discretionary")
    kinds = [type(event) for event in decide(state, [edit], NOW)]
    assert kinds == [ItemReclassified, ItemEstimated, ItemEdited]


def test_what_has_its_own_command_is_not_edited() -> None:
    state = with_items("Patch TLS")
    assert "use move_item" in refusal(state, command("edit_item", item=TLS, rank="V"))
    assert "finish_item" in refusal(state, command("edit_item", item=TLS, status="done"))


def test_a_field_that_somebody_else_changed_meanwhile_is_a_conflict() -> None:
    state = with_items("Patch TLS", notes="theirs")
    edit = command("edit_item", item=TLS, notes="mine", was={"notes": "before"})
    with pytest.raises(Conflict) as caught:
        decide(state, [edit], NOW)
    [conflict] = caught.value.conflicts
    assert (conflict.field, conflict.was, conflict.here, conflict.wanted) == (
        "notes",
        "before",
        "theirs",
        "mine",
    )
    same = command("edit_item", item=TLS, notes="theirs", was={"notes": "before"})
    assert decide(state, [same], NOW) == ()


def test_an_unknown_consumer_is_added_and_an_unknown_team_is_refused() -> None:
    state = with_items("Patch TLS")
    edit = command("edit_item", item=TLS, consumers=["Payments", "payments"])
    added, edited = decide(state, [edit], NOW)
    assert isinstance(added, ConsumerAdded)
    assert edited == ItemEdited(item=TLS, fields={"consumers": (added.consumer,)})
    with pytest.raises(NotFound, match="There is no team 'Edge'"):
        decide(state, [command("edit_item", item=TLS, team="Edge")], NOW)


def test_an_item_is_found_by_its_key_in_the_tracker() -> None:
    ref = [{"source": "jira", "key": "HP-1", "values": {}}]
    state = with_items("Patch TLS", external=ref)
    [event] = decide(state, [command("start_item", item="HP-1")], NOW)
    assert event == ItemStarted(item=TLS, started_on=TODAY)
    both = after(state, command("add_item", title="Other", external=[{**ref[0], "source": "gh"}]))
    assert "2 items from different sources" in refusal(both, command("start_item", item="HP-1"))


def test_done_and_shed_items_are_restored_before_they_are_worked_on() -> None:
    state = after(with_items("Patch TLS"), command("shed_item", item=TLS))
    assert state.items[TLS].status is Status.SHED
    assert "is shed: restore it first" in refusal(state, command("finish_item", item=TLS))
    restored = after(state, command("restore_item", item=TLS))
    assert restored.items[TLS].is_open
    assert restored.items[TLS].shed_on is None


def test_nothing_is_done_on_a_day_to_come() -> None:
    state = with_items("Patch TLS")
    late = command("finish_item", item=TLS, done_on="2026-02-01")
    assert "which is still to come" in refusal(state, late)


def test_a_split_keeps_lineage_and_each_piece_waits_for_the_one_before() -> None:
    state = after(
        with_items("Patch TLS", "Cost tags", value=3),
        command("edit_item", item=COST, prerequisites=[TLS]),
    )
    pieces = [
        {"title": "Patch the edge", "estimate": 3, "verified_by": "a canary"},
        {"title": "Patch the rest", "estimate": 5},
    ]
    split, edited = decide(state, [command("split_item", item=TLS, pieces=pieces)], NOW)
    assert isinstance(split, ItemSplit)
    [piece] = split.pieces
    assert piece.fields["split_from"] == TLS
    assert piece.fields["prerequisites"] == (TLS,)
    assert piece.fields["value"] == 3
    ranks = [state.items[TLS].rank, piece.fields["rank"], state.items[COST].rank]
    assert ranks == sorted(ranks, key=rank_of)
    assert edited == ItemEdited(item=COST, fields={"prerequisites": (piece.item,)})


def test_removing_an_item_takes_every_reference_to_it_away() -> None:
    state = after(
        with_items("Patch TLS", "Cost tags"),
        command("edit_item", item=COST, prerequisites=[TLS], parent=TLS),
    )
    edited, removed = decide(state, [command("remove_item", item=TLS)], NOW)
    assert edited == ItemEdited(item=COST, fields={"prerequisites": (), "parent": None})
    assert removed == ItemRemoved(item=TLS)


def test_discovered_options_are_unranked_until_they_are_selected() -> None:
    state = with_items("Patch TLS", option_stage="discovered")
    assert state.items[TLS].rank is None
    edited, moved = decide(state, [command("edit_item", item=TLS, option_stage="selected")], NOW)
    assert edited == ItemEdited(item=TLS, fields={"option_stage": OptionStage.SELECTED})
    assert isinstance(moved, ItemMoved)


def test_at_most_three_options_are_explored_at_once() -> None:
    state = with_items("a", "b", "c", option_stage="selected")
    fourth = command("add_item", title="d", option_stage="selected")
    assert "3 options are being explored" in refusal(state, fourth)


def test_a_long_term_choice_says_problem_and_approach_before_it_is_committed() -> None:
    state = with_items("Patch TLS", forcing="discretionary", horizon="long_term")
    commit = command("edit_item", item=TLS, option_stage="committed")
    assert "say which problem it solves" in refusal(state, commit)
    said = command(
        "edit_item", item=TLS, option_stage="committed", problem="Slow", approach="Cache"
    )
    assert after(state, said).items[TLS].option_stage is OptionStage.COMMITTED


def test_one_refusal_refuses_the_whole_decision() -> None:
    state = with_items("Patch TLS")
    good, bad = command("shed_item", item=TLS), command("start_item", item=TLS)
    assert "is shed" in refusal(state, good, bad)
    assert state == with_items("Patch TLS")


def test_shedding_says_when() -> None:
    [event] = decide(with_items("Patch TLS"), [command("shed_item", item=TLS)], NOW)
    assert event == ItemShed(item=TLS, shed_on=TODAY)


def test_a_roadmap_has_to_begin_first() -> None:
    from roadmap.state import EMPTY  # noqa: PLC0415 - the one test without a roadmap

    assert "has not begun" in refusal(EMPTY, command("add_item", title="x"))
    roadmap = begun().roadmap
    assert roadmap is not None
    assert roadmap.sprint_start == date(2026, 1, 5)
