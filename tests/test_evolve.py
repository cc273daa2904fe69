"""The interpreter of events: total, and the same in one step or in many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roadmap.diff import diff
from roadmap.events import KINDS, Event
from roadmap.events.items import ItemEdited, ItemMoved, ItemRemoved
from roadmap.events.roadmap import TeamEdited
from roadmap.evolve import evolve, fold
from roadmap.inverse import inverse
from roadmap.state import EMPTY, State
from tests.given import begun, histories, item_id, with_items
from tests.store.arbitrary import EVENTS


def test_events_about_absent_things_change_nothing() -> None:
    state = begun()
    absent = item_id("nothing")
    for event in (
        ItemEdited(item=absent, fields={"title": "x"}),
        ItemMoved(item=absent, rank="V"),
        ItemRemoved(item=absent),
        TeamEdited(team=absent, fields={"name": "x"}),
    ):
        assert evolve(state, event) == state


def test_every_kind_of_event_is_the_past_of_its_class_name() -> None:
    for kind, cls in KINDS.items():
        assert kind.replace("_", "") == cls.__name__.lower()


@given(st.lists(EVENTS, max_size=8))
def test_folding_any_events_at_all_never_fails(events: list[Event]) -> None:
    assert isinstance(fold(events), State)


@given(histories())
def test_folding_is_the_same_in_one_step_and_in_two(decisions: list[tuple[Event, ...]]) -> None:
    events = [event for events in decisions for event in events]
    for cut in (0, len(events) // 2, len(events)):
        assert fold(events[cut:], fold(events[:cut])) == fold(events)


@given(histories())
def test_the_inverse_of_every_decision_restores_an_equal_state(
    decisions: list[tuple[Event, ...]],
) -> None:
    state = fold(decisions[0])
    for events in decisions[1:]:
        steps, after = [], state
        for event in events:
            steps.append(inverse(after, event))
            after = evolve(after, event)
        back = [event for step in reversed(steps) for event in step]
        assert fold(back, after) == state
        assert not diff(state, fold(back, after))
        state = after


def test_a_diff_names_what_was_added_removed_and_changed() -> None:
    before = with_items("Patch TLS", "Cost tags")
    edit = ItemEdited(item=item_id("Patch TLS"), fields={"title": "Patch TLS now", "value": 3.0})
    after = fold([edit, ItemRemoved(item=item_id("Cost tags"))], before)
    changes = diff(before, after)
    assert changes.items.changed == (item_id("Patch TLS"),)
    assert changes.items.fields[item_id("Patch TLS")] == ("title", "value")
    assert changes.items.removed == (item_id("Cost tags"),)
    assert diff(EMPTY, before).items.added == tuple(before.items.ids())
    assert not diff(before, before)


def test_a_diff_of_equal_states_that_were_folded_apart_is_empty() -> None:
    assert not diff(with_items("Patch TLS"), with_items("Patch TLS"))
    assert isinstance(with_items("Patch TLS"), State)
