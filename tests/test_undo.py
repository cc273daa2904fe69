"""Undo: an equal state, keeping and naming what was changed again since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.commands import Command
from roadmap.decide import decide
from roadmap.decide.checks import check_links
from roadmap.errors import NotUndoable, Refused
from roadmap.events import Because, Decision, Event, Record
from roadmap.events.items import ItemAdded, ItemEdited, ItemRemoved
from roadmap.events.reasons import ReasonGiven
from roadmap.events.roadmap import RoadmapCreated
from roadmap.events.sprints import SprintReopened
from roadmap.evolve import fold
from roadmap.inverse import whole
from roadmap.service import UndoKind
from roadmap.state import State
from roadmap.ties import records, references
from roadmap.timeline import Timeline, Told
from roadmap.undo import Kept, StackKeeper, Stacks, plan_undo
from roadmap.values import Status, derived_id
from tests.given import MAYA, NOON, NOW, begun, command, histories, item_id, records_of, with_items

TLS, COST = item_id("Patch TLS"), item_id("Cost tags")


def timeline_of(decisions: list[tuple[Event, ...]]) -> Timeline:
    records = records_of(decisions)
    timeline = Timeline(lambda after, until: records[after:until], len(records))
    timeline.begin()
    return timeline


def decided(*steps: list[Command]) -> Timeline:
    """A history that begins with two items, then one decision per step."""
    state = with_items("Patch TLS", "Cost tags")
    decisions = [_beginning(state)]
    for step in steps:
        events = decide(state, step, NOW)
        decisions.append(events)
        state = fold(events, state)
    return timeline_of(decisions)


def _beginning(state: State) -> tuple[Event, ...]:
    items = [
        ItemAdded.model_validate({"item": item.id, "fields": whole(item)})
        for item in state.items.ordered()
    ]
    return (RoadmapCreated(fields={"name": "Harbour"}), *items)


@settings(max_examples=60)
@given(histories())
def test_undoing_the_last_decision_restores_an_equal_state(
    decisions: list[tuple[Event, ...]],
) -> None:
    if len(decisions) < 2:
        return
    timeline = timeline_of(decisions)
    last = timeline.count - 1
    undo = plan_undo(timeline, last, timeline.state)
    assert undo.kept == ()
    assert fold(undo.events, timeline.state) == timeline.state_after(last - 1)


@settings(max_examples=80)
@given(histories(), st.data())
def test_undoing_any_decision_leaves_no_gap_and_no_circle(
    decisions: list[tuple[Event, ...]], data: st.DataObject
) -> None:
    timeline = timeline_of(decisions)
    index = data.draw(st.integers(0, timeline.count - 1))
    try:
        undo = plan_undo(timeline, index, timeline.state, force=data.draw(st.booleans()))
    except Refused:
        return
    state = fold(undo.events, timeline.state)
    for record in records(state):
        for table, key in references(record):
            assert key in getattr(state, table)
    for item in state.items.ordered():
        check_links(state, item)


def test_a_field_changed_since_is_kept_and_named_unless_forced() -> None:
    timeline = decided(
        [command("edit_item", item=TLS, notes="first", value=2)],
        [command("edit_item", item=TLS, notes="second")],
    )
    undo = plan_undo(timeline, 1, timeline.state)
    assert undo.kept == (Kept(TLS, "Patch TLS", "notes"),)
    item = fold(undo.events, timeline.state).items[TLS]
    assert (item.notes, item.value) == ("second", None)
    forced = plan_undo(timeline, 1, timeline.state, force=True)
    assert forced.kept == ()
    assert fold(forced.events, timeline.state).items[TLS].notes == ""


def test_nothing_left_to_undo_is_said_with_the_way_out() -> None:
    timeline = decided(
        [command("edit_item", item=TLS, notes="first")],
        [command("edit_item", item=TLS, notes="second")],
    )
    with pytest.raises(Refused, match=r"'Patch TLS' \(notes\) changed again since. Undo it anyway"):
        plan_undo(timeline, 1, timeline.state)


def test_an_added_item_that_was_edited_since_is_not_removed_silently() -> None:
    key = item_id("New")
    timeline = decided(
        [command("add_item", item=key, title="New"), command("shed_item", item=TLS)],
        [command("edit_item", item=key, notes="work went on")],
    )
    undo = plan_undo(timeline, 1, timeline.state)
    assert undo.kept == (Kept(key, "New", None),)
    after = fold(undo.events, timeline.state)
    assert key in after.items
    assert after.items[TLS].status is Status.OPEN
    forced = fold(plan_undo(timeline, 1, timeline.state, force=True).events, timeline.state)
    assert key not in forced.items


def test_a_removed_item_comes_back_whole() -> None:
    timeline = decided([command("remove_item", item=TLS)])
    undo = plan_undo(timeline, 1, timeline.state)
    assert fold(undo.events, timeline.state).items[TLS] == timeline.state_after(0).items[TLS]


def test_items_added_in_any_order_all_go_although_they_name_each_other() -> None:
    first, last = item_id("First"), item_id("Last")
    add = [command("add_item", item=key, title=key) for key in (first, last)]
    tie = [
        command("edit_item", item=first, parent=last),
        command("edit_item", item=last, prerequisites=[first]),
    ]
    timeline = timeline_of(
        [
            _beginning(with_items("Patch TLS")),
            decide(begun(), [*add, *tie], NOW),
        ]
    )
    undo = plan_undo(timeline, 1, timeline.state)
    assert undo.kept == ()
    assert fold(undo.events, timeline.state) == timeline.state_after(0)


def test_an_imported_item_goes_with_the_one_it_is_part_of() -> None:
    part, whole = item_id("Part"), item_id("Whole")
    events = (
        ItemAdded(item=part, fields={"title": "Part", "parent": whole}),
        ItemAdded(item=whole, fields={"title": "Whole"}),
    )
    timeline = timeline_of([_beginning(with_items("Patch TLS")), events])
    undo = plan_undo(timeline, 1, timeline.state)
    assert undo.kept == ()
    assert fold(undo.events, timeline.state) == timeline.state_after(0)


def test_what_stays_keeps_what_it_is_part_of() -> None:
    part, whole, other = item_id("Part"), item_id("Whole"), item_id("Other")
    events = (
        ItemAdded(item=part, fields={"title": "Part", "parent": whole}),
        ItemAdded(item=whole, fields={"title": "Whole"}),
        ItemAdded(item=other, fields={"title": "Other"}),
    )
    edited = (ItemEdited(item=part, fields={"notes": "work went on"}),)
    timeline = timeline_of([_beginning(with_items("Patch TLS")), events, edited])
    undo = plan_undo(timeline, 1, timeline.state)
    assert undo.kept == (Kept(whole, "Whole", None, tied=True), Kept(part, "Part", None))
    assert undo.events == (ItemRemoved(item=other),)


def test_a_team_that_somebody_belongs_to_stays_even_when_forced() -> None:
    timeline = decided(
        [command("add_team", name="Edge")],
        [command("edit_item", item=TLS, team="Edge")],
    )
    for force in (False, True):
        with pytest.raises(Refused, match="something else names 'Edge' by now"):
            plan_undo(timeline, 1, timeline.state, force=force)


def test_an_undo_that_would_close_a_circle_is_refused() -> None:
    timeline = decided(
        [command("edit_item", item=TLS, prerequisites=[COST])],
        [command("edit_item", item=TLS, prerequisites=[])],
        [command("edit_item", item=COST, prerequisites=[TLS])],
    )
    with pytest.raises(Refused, match="'Patch TLS' cannot wait for that"):
        plan_undo(timeline, 2, timeline.state)


def test_nothing_comes_back_that_names_what_was_removed_since() -> None:
    timeline = decided(
        [command("add_team", name="Edge"), command("edit_item", item=TLS, team="Edge")],
        [command("edit_item", item=TLS, team=None)],
        [command("remove_team", team="Edge")],
    )
    with pytest.raises(Refused, match="'Patch TLS' would name something that was removed"):
        plan_undo(timeline, 2, timeline.state)


def test_an_undo_that_was_named_and_taken_back_leaves_the_decision_to_undo() -> None:
    [event] = decide(with_items("Patch TLS"), [command("edit_item", item=TLS, notes="x")], NOW)
    steps = [("A", None), ("B", "A"), ("C", "B")]
    keeper = StackKeeper()
    for place, (name, target) in enumerate(steps):
        because = Because(kind="undo", decision=derived_id(target)) if target else None
        decision = Decision(id=derived_id(name), by=MAYA, at=NOON, because=because)
        keeper.feed(Told(place, place + 1, NOON, decision, None, (event,)))
    assert keeper.stacks == Stacks((derived_id("C"),), ())


def test_what_stays_bars_undo_until_something_is_decided_after_it() -> None:
    [event] = decide(with_items("Patch TLS"), [command("edit_item", item=TLS, notes="x")], NOW)
    closed = SprintReopened(sprint="0000000001")
    reason = ReasonGiven(decisions=(derived_id("Closed"),), why="because")
    steps: list[tuple[str, Event, UndoKind | None, str]] = [
        ("A", event, None, ""),
        ("B", event, None, ""),
        ("Undo B", event, "undo", "B"),
        ("Closed", closed, None, ""),
        ("Why", reason, None, ""),
        ("Redo B", event, "redo", "Undo B"),
        ("Undo B again", event, "undo", "Redo B"),
        ("C", event, None, ""),
    ]
    keeper, barred = StackKeeper(), []
    for place, (name, step, kind, target) in enumerate(steps):
        because = Because(kind=kind, decision=derived_id(target)) if kind else None
        decision = Decision(id=derived_id(name), by=MAYA, at=NOON, because=because)
        keeper.feed(Told(place, place + 1, NOON, decision, None, (step,)))
        barred.append(keeper.stacks.standing is not None)
    assert barred == [False, False, False, True, True, False, True, False]


def test_the_beginning_and_reasons_are_not_undoable() -> None:
    timeline = decided()
    with pytest.raises(NotUndoable):
        plan_undo(timeline, 0, timeline.state)
    reason = ReasonGiven(decisions=(derived_id("decision", "0"),), why="because")
    timeline = timeline_of([_beginning(with_items("Patch TLS")), (reason,)])
    with pytest.raises(NotUndoable):
        plan_undo(timeline, 1, timeline.state)


def test_the_stacks_follow_undo_redo_and_new_decisions() -> None:
    edit = command("edit_item", item=TLS, notes="x")
    state = with_items("Patch TLS")
    [event] = decide(state, [edit], NOW)
    keeper = StackKeeper()
    seen = []
    steps: list[tuple[str, UndoKind | None, str | None]]
    steps = [("A", None, None), ("B", None, None), ("C", "undo", "B"), ("D", "redo", "C")]
    steps += [("E", "undo", "D"), ("F", None, None)]
    ids = {name: derived_id(name) for name, _, _ in steps}
    records = []
    for place, (name, kind, target) in enumerate(steps):
        because = None
        if kind is not None and target is not None:
            because = Because(kind=kind, decision=ids[target])
        at = NOON + timedelta(minutes=place)
        decision = Decision(id=ids[name], by=MAYA, at=at, because=because)
        records.append(Record(place + 1, at, decision, 1, 1, event))
    timeline = Timeline(lambda after, until: records[after:until], len(records))
    timeline.begin()
    for told in timeline.history():
        keeper.feed(told)
        stacks = keeper.stacks
        names = {key: name for name, key in ids.items()}
        seen.append(
            ("".join(names[i] for i in stacks.undo), "".join(names[i] for i in stacks.redo))
        )
    assert seen == [("A", ""), ("AB", ""), ("A", "C"), ("AD", ""), ("A", "E"), ("AF", "")]
