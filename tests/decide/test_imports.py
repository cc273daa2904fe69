"""What an export changes: taken, kept, left alone, and when nothing happens at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.commands.imports import ImportItems, ImportRow
from roadmap.commands.items import EditItem
from roadmap.commands.roadmap import EditComponent, RemoveComponent
from roadmap.decide import decide
from roadmap.decide.imports import KeptLocal, compare_import
from roadmap.decide.source_known import source_id
from roadmap.errors import Refused
from roadmap.events.imports import SourceImported
from roadmap.events.items import (
    ItemAdded,
    ItemEdited,
    ItemEstimated,
    ItemFinished,
    ItemReclassified,
)
from roadmap.events.roadmap import ComponentAdded
from roadmap.evolve import fold
from roadmap.state import State
from roadmap.values import Driver, Estimate, Forcing, Horizon, Quadrant, Status, derived_id
from tests.given import NOW, TODAY, after, begun, item_id, with_items


def row(key: str, **values: Any) -> ImportRow:
    """Return the row `key` of an export, with an id that follows from its key."""
    return ImportRow(item=item_id(key), key=key, values={"title": f"Do {key}", **values})


def export(*rows: ImportRow, **more: Any) -> ImportItems:
    return ImportItems(**{"source": "tracker", "format": "csv", "rows": rows, **more})


def imported(*rows: ImportRow, state: State | None = None, **more: Any) -> State:
    start = begun() if state is None else state
    return after(start, export(*rows, **more))


def test_an_import_names_its_source_and_adds_its_rows_after_the_items_that_are_there() -> None:
    state = with_items("Old")

    events = compare_import(state, export(row("A-1", type="Bug"), row("A-2"))).events

    source, first, second = events
    assert source == SourceImported(
        source=source_id("tracker"), fields={"name": "tracker", "format": "csv"}
    )
    assert isinstance(first, ItemAdded)
    assert isinstance(second, ItemAdded)
    assert (first.item, first.fields["title"], first.fields["type"]) == (
        item_id("A-1"),
        "Do A-1",
        "Bug",
    )
    last = state.items[item_id("Old")].rank or ""
    ranks = [first.fields["rank"] or "", second.fields["rank"] or ""]
    assert [last, *ranks] == sorted([last, *ranks])
    assert first.fields["external"][0].values == {"title": "Do A-1", "type": "Bug"}


def test_the_same_export_twice_decides_nothing() -> None:
    rows = (row("A-1", points=3.0, labels=("x",), due="2026-02-01", notes=None), row("A-2"))
    state = imported(*rows)

    assert decide(state, [export(*rows)], NOW) == ()


def test_a_nought_is_read_the_same_the_first_time_and_again() -> None:
    rows = (row("A-1", value=0.0, people_at_once=0.0, remaining_days=0.0, points=0.0),)
    state = imported(*rows)

    item = state.items[item_id("A-1")]
    assert (item.value, item.people_at_once, item.remaining_days) == (None, None, 0.0)
    again = compare_import(state, export(*rows))
    assert again.events == ()
    assert again.kept_local == ()


def test_a_value_that_falls_to_nought_is_no_value() -> None:
    state = imported(row("A-1", value=3.0, people_at_once=2.0))

    state = imported(row("A-1", value=0.0, people_at_once=0.0), state=state)
    item = state.items[item_id("A-1")]
    assert (item.value, item.people_at_once) == (None, None)


def test_a_classification_that_was_left_out_is_taken_once_it_is_whole() -> None:
    said = {"forcing": "forced", "horizon": "long_term"}
    state = imported(row("A-1", **said), row("A-2", **said))
    assert state.items[item_id("A-1")].quadrant is Quadrant.UNSORTED
    again = compare_import(state, export(row("A-1", **said), row("A-2", **said)))
    assert (again.events, again.kept_local) == ((), ())

    whole = row("A-1", **said, driver="regulation", mandatory_by="2027-01-01")
    state = imported(whole, row("A-2", **said), state=state)
    assert state.items[item_id("A-1")].quadrant is Quadrant.FORCED_LONG_TERM
    assert state.items[item_id("A-2")].quadrant is Quadrant.UNSORTED


def test_must_do_work_keeps_its_driver_when_the_source_empties_it() -> None:
    place = {"forcing": "forced", "horizon": "short_term"}
    state = imported(row("A-1", **place, driver="incident"))

    found = compare_import(state, export(row("A-1", **place, driver=None)))
    item = fold(found.events, state).items[item_id("A-1")]
    assert (item.forcing, item.driver) == (Forcing.FORCED, Driver.INCIDENT)
    assert [notice.code for notice in found.notices] == ["incomplete_classification"]


def test_a_changed_cell_changes_exactly_that_field() -> None:
    state = imported(row("A-1", priority="Low"), row("A-2"))

    seen = compare_import(state, export(row("A-1", priority="High"), row("A-2")))

    assert (seen.new, seen.changed, seen.unchanged) == ((), (item_id("A-1"),), (item_id("A-2"),))
    edited = seen.events[1]
    assert isinstance(edited, ItemEdited)
    assert set(edited.fields) == {"priority", "external"}
    assert fold(seen.events, state).items[item_id("A-1")].priority == "High"


def test_a_field_edited_here_is_kept_and_listed_while_the_source_says_the_same() -> None:
    edit = EditItem(item=item_id("A-1"), fields={"title": "Mine"})
    state = after(imported(row("A-1")), edit)

    seen = compare_import(state, export(row("A-1")))

    assert seen.events == ()
    assert seen.kept_local == (KeptLocal(item_id("A-1"), "title", "Mine", "Do A-1"),)


def test_a_field_edited_here_is_kept_when_the_source_changes_and_its_value_is_remembered() -> None:
    edit = EditItem(item=item_id("A-1"), fields={"title": "Mine"})
    state = after(imported(row("A-1")), edit)
    newer = export(ImportRow(item=item_id("A-1"), key="A-1", values={"title": "Theirs"}))

    seen = compare_import(state, newer)
    state = fold(seen.events, state)

    item = state.items[item_id("A-1")]
    assert item.title == "Mine"
    assert item.external[0].values["title"] == "Theirs"
    assert seen.kept_local == (KeptLocal(item.id, "title", "Mine", "Theirs"),)
    assert compare_import(state, newer).events == ()


def test_what_was_edited_here_to_the_same_as_the_source_is_no_difference() -> None:
    edit = EditItem(item=item_id("A-1"), fields={"priority": "High"})
    state = after(imported(row("A-1", priority="Low")), edit)

    seen = compare_import(state, export(row("A-1", priority="High")))

    assert seen.kept_local == ()
    assert fold(seen.events, state).items[item_id("A-1")].priority == "High"


def test_an_absent_column_touches_nothing_and_is_said() -> None:
    state = imported(row("A-1", labels=("net",), priority="High"))

    seen = compare_import(state, export(row("A-1")))

    assert seen.events == ()
    assert [notice.code for notice in seen.notices] == ["narrow_export"]
    assert "labels, priority" in seen.notices[0].text


def test_a_narrower_export_keeps_what_earlier_ones_said() -> None:
    state = imported(row("A-1", labels=("net",), priority="Low"))
    state = imported(row("A-1", priority="High"), state=state)

    item = state.items[item_id("A-1")]
    assert item.labels == ("net",)
    assert item.external[0].values == {
        "title": "Do A-1",
        "labels": ("net",),
        "priority": "High",
    }


def test_a_status_that_fewer_columns_tell_counts_only_when_its_own_word_changed() -> None:
    both, one = "status:category\nstatus:resolution", "status:resolution"
    state = imported(row("A-1", status="done", source_status="Live", basis=both))

    same = compare_import(state, export(row("A-1", status="open", source_status="Live", basis=one)))
    other = export(row("A-1", status="open", source_status="Reopened", basis=one))

    assert same.events == ()
    assert "status from category" in same.notices[0].text
    item = after(state, other).items[item_id("A-1")]
    assert item.status is Status.OPEN
    assert item.external[0].values["basis"] == both


def test_an_empty_cell_empties_the_field() -> None:
    state = imported(row("A-1", labels=("net",), due="2026-02-01"))
    state = imported(row("A-1", labels=(), due=None), state=state)

    item = state.items[item_id("A-1")]
    assert (item.labels, item.due) == ((), None)


def test_an_item_that_is_absent_from_the_export_is_listed_and_stays() -> None:
    state = imported(row("A-1"), row("A-2"))

    seen = compare_import(state, export(row("A-1")))

    assert (seen.absent, seen.events) == (("A-2",), ())


def test_an_export_of_another_project_says_nothing_about_this_one() -> None:
    new = datetime(2026, 3, 1, tzinfo=UTC)
    old = datetime(2025, 3, 1, tzinfo=UTC)
    state = imported(row("A-1"), updated_to=new)

    seen = compare_import(state, export(row("B-1"), updated_to=old))

    assert (seen.stale, seen.absent, seen.new) == (False, (), (item_id("B-1"),))
    assert fold(seen.events, state).sources[source_id("tracker")].updated_to == new


@pytest.mark.parametrize("stored", ["in the rows", "for the source"])
def test_an_export_older_than_the_last_one_changes_nothing(stored: str) -> None:
    rows = [row("A-1", priority="High"), row("A-1", priority="Low")]
    if stored == "in the rows":
        for each, moment in zip(rows, ("2026-03-02", "2026-03-01"), strict=True):
            each.values["updated"] = f"{moment}T00:00:00.000000Z"
    state = imported(rows[0], updated_to=datetime(2026, 3, 2, tzinfo=UTC))

    seen = compare_import(state, export(rows[1], updated_to=datetime(2026, 3, 1, tzinfo=UTC)))

    assert (seen.stale, seen.events) == (True, ())
    assert [notice.code for notice in seen.notices] == ["stale_export"]
    assert "nothing was changed" in seen.notices[0].text


def test_a_format_that_says_no_time_is_never_stale() -> None:
    state = imported(row("A-1"), updated_to=datetime(2026, 3, 2, tzinfo=UTC))

    assert not compare_import(state, export(row("A-1", priority="Low"))).stale


def test_a_later_moment_alone_is_no_change() -> None:
    first, second = "2026-03-01T00:00:00.000000Z", "2026-03-02T00:00:00.000000Z"
    state = imported(row("A-1", updated=first))

    assert compare_import(state, export(row("A-1", updated=second))).events == ()


def test_a_component_is_added_once_under_an_id_that_follows_from_its_name() -> None:
    state = imported(row("A-1", component="Edge"), row("A-2", component="edge"))

    key = derived_id("component", "edge")
    assert [component.id for component in state.components.ordered()] == [key]
    assert {item.component for item in state.items.ordered()} == {key}
    again = compare_import(state, export(row("A-3", component="EDGE")))
    assert not any(isinstance(event, ComponentAdded) for event in again.events)


def test_a_component_that_only_kept_fields_would_name_is_not_added() -> None:
    state = imported(row("A-1", component="Edge", priority="Low"))
    state = after(
        state,
        EditItem(item=item_id("A-1"), fields={"component": None}),
        RemoveComponent(component="Edge"),
    )

    state = imported(row("A-1", component="Edge", priority="High"), state=state)

    assert len(state.components) == 0


def test_a_component_that_was_renamed_here_is_still_the_one_of_the_source() -> None:
    state = imported(row("A-1", component="Edge"))
    key = derived_id("component", "edge")
    state = after(state, EditComponent(component="Edge", fields={"name": "Load balancers"}))

    seen = compare_import(state, export(row("A-1", component="Edge"), row("A-2", component="Edge")))

    assert seen.kept_local == ()
    state = fold(seen.events, state)
    assert [component.name for component in state.components.ordered()] == ["Load balancers"]
    assert {item.component for item in state.items.ordered()} == {key}


def test_teams_and_consumers_are_found_or_added_by_name() -> None:
    state = imported(row("A-1", team="Platform", consumers=("Search", "Ads", "search")))

    item = state.items[item_id("A-1")]
    assert item.team == derived_id("team", "platform")
    assert item.consumers == (derived_id("consumer", "search"), derived_id("consumer", "ads"))
    assert [team.name for team in state.teams.ordered()] == ["Platform"]


def test_keys_become_ids_within_the_file_and_with_earlier_imports() -> None:
    state = imported(row("A-1"))
    state = imported(
        row("A-1"), row("A-2", parent="A-1", prerequisites=("A-3", "X-9")), row("A-3"), state=state
    )

    item = state.items[item_id("A-2")]
    assert (item.parent, item.prerequisites) == (item_id("A-1"), (item_id("A-3"),))


def test_a_parent_that_comes_later_is_found_then() -> None:
    state = imported(row("A-2", parent="A-1"))
    assert state.items[item_id("A-2")].parent is None

    seen = compare_import(state, export(row("A-1"), row("A-2", parent="A-1")))

    assert fold(seen.events, state).items[item_id("A-2")].parent == item_id("A-1")
    assert seen.kept_local == ()


def test_the_same_key_in_another_source_is_another_item() -> None:
    state = imported(row("A-1"))
    other = ImportItems(source="other", format="csv", rows=(row("A-1", type="Bug"),))
    other = other.model_copy(
        update={"rows": (ImportRow(item=item_id("other"), key="A-1", values={"title": "B"}),)}
    )

    assert len(after(state, other).items) == 2


def test_the_link_that_closes_a_circle_is_left_out_and_named_once_and_again() -> None:
    rows = (
        row("A-1", prerequisites=("A-2",)),
        row("A-2", prerequisites=("A-3",)),
        row("A-3", prerequisites=("A-1",)),
    )
    seen = compare_import(begun(), export(*rows))
    state = fold(seen.events, begun())

    assert [notice.code for notice in seen.notices] == ["prerequisite_cycle"]
    assert state.items[item_id("A-3")].prerequisites == ()
    assert state.items[item_id("A-1")].prerequisites == (item_id("A-2"),)
    again = compare_import(state, export(*rows))
    assert (again.events, again.kept_local) == ((), ())


def test_a_link_made_here_counts_when_the_source_would_close_a_circle() -> None:
    state = imported(row("A-1", prerequisites=()), row("A-2", prerequisites=()))
    state = after(state, EditItem(item=item_id("A-1"), fields={"prerequisites": (item_id("A-2"),)}))

    seen = compare_import(
        state, export(row("A-1", prerequisites=()), row("A-2", prerequisites=("A-1",)))
    )

    assert fold(seen.events, state).items[item_id("A-2")].prerequisites == ()
    assert [notice.code for notice in seen.notices] == ["prerequisite_cycle"]


def test_an_item_that_is_its_own_parent_has_none() -> None:
    seen = compare_import(begun(), export(row("A-1", parent="A-1")))

    assert fold(seen.events, begun()).items[item_id("A-1")].parent is None
    assert [notice.code for notice in seen.notices] == ["parent_cycle"]


def test_points_become_days_by_one_factor_that_the_source_keeps() -> None:
    state = imported(row("A-1", points=5.0), days_per_point=0.5)
    assert state.items[item_id("A-1")].estimate == Estimate(2.5)

    state = imported(row("A-1", points=8.0), state=state)

    assert state.items[item_id("A-1")].estimate == Estimate(4.0)
    assert compare_import(state, export()).factor == 0.5


def test_another_factor_estimates_anew_what_was_not_edited_here() -> None:
    state = imported(row("A-1", points=5.0), row("A-2", points=3.0))
    state = after(state, EditItem(item=item_id("A-2"), fields={"estimate": Estimate(9.0)}))

    seen = compare_import(
        state, export(row("A-1", points=5.0), row("A-2", points=3.0), days_per_point=2.0)
    )

    assert seen.events[1:] == (
        ItemEstimated(item=item_id("A-1"), fields={"estimate": Estimate(10.0)}),
    )
    assert seen.kept_local == (KeptLocal(item_id("A-2"), "estimate", Estimate(9.0), 3.0),)


def test_time_counts_where_there_are_no_points_and_nothing_is_no_estimate() -> None:
    state = imported(row("A-1", estimate_days=1.5), row("A-2", points=0.0))

    assert state.items[item_id("A-1")].estimate == Estimate(1.5)
    assert state.items[item_id("A-2")].estimate is None


def test_work_that_the_tracker_finished_is_finished_on_its_day() -> None:
    state = imported(row("A-1", status="open", done_on=None))

    seen = compare_import(state, export(row("A-1", status="done", done_on="2026-01-03")))

    assert ItemFinished(item=item_id("A-1"), done_on=date(2026, 1, 3)) in seen.events
    state = fold(seen.events, state)
    state = imported(row("A-1", status="in_progress", done_on=None), state=state)
    item = state.items[item_id("A-1")]
    assert (item.status, item.done_on) == (Status.IN_PROGRESS, None)


def test_an_end_that_is_undone_without_a_day_column_loses_its_day() -> None:
    state = imported(row("A-1", status="done", done_on="2026-01-03"))
    state = imported(row("A-1", status="open"), state=state)

    assert state.items[item_id("A-1")].done_on is None


def test_a_classification_of_the_source_is_dated_today() -> None:
    rows = export(row("A-1", forcing="forced", horizon="short_term", driver="incident"))
    item = after(begun(), rows).items[item_id("A-1")]

    assert (item.forcing, item.horizon) == (Forcing.FORCED, Horizon.SHORT_TERM)
    assert (item.driver, item.classified_on) == (Driver.INCIDENT, TODAY)


def test_a_reclassification_by_the_source_is_an_event_of_its_own() -> None:
    state = imported(row("A-1", forcing=None, horizon=None))

    seen = compare_import(
        state, export(row("A-1", forcing="discretionary", horizon="long_term")), TODAY
    )

    assert (
        ItemReclassified(
            item=item_id("A-1"),
            fields={
                "forcing": Forcing.DISCRETIONARY,
                "horizon": Horizon.LONG_TERM,
                "classified_on": TODAY,
            },
        )
        in seen.events
    )


def test_must_do_work_without_a_driver_waits_in_the_tray() -> None:
    seen = compare_import(begun(), export(row("A-1", forcing="forced", horizon="short_term")))

    assert fold(seen.events, begun()).items[item_id("A-1")].forcing is None
    assert [notice.code for notice in seen.notices] == ["incomplete_classification"]


def test_a_new_row_without_a_title_is_not_added_and_said() -> None:
    rows = (row("A-1"), ImportRow(item=item_id("A-2"), key="A-2", values={"status": "open"}))

    seen = compare_import(begun(), export(*rows))

    assert seen.new == (item_id("A-1"),)
    assert [notice.code for notice in seen.notices] == ["untitled"]
    known = imported(row("A-2"))
    assert compare_import(known, export(*rows)).changed == (item_id("A-2"),)


def test_a_discovered_option_is_unranked() -> None:
    state = imported(row("A-1", option_stage="discovered"))

    assert state.items[item_id("A-1")].rank is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"due": "soon"}, "A-1: The value 'soon' is no due"),
        ({"status": "nearly"}, "A-1: The value 'nearly' is no status"),
        ({"value": -1.0}, "A-1: value: "),
    ],
)
def test_a_value_that_no_field_can_hold_refuses_the_import(
    values: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        after(begun(), export(row("A-1", **values)))


NAMES = st.sampled_from(["A-1", "A-2", "A-3", "A-4"])
VALUES = st.fixed_dictionaries(
    {"title": st.sampled_from(["One", "Two"])},
    optional={
        "priority": st.sampled_from(["High", "Low", None]),
        "labels": st.lists(st.sampled_from(["x", "y"]), unique=True).map(tuple),
        "points": st.sampled_from([1.0, 2.0, None]),
        "status": st.sampled_from(["open", "in_progress", "done", "shed"]),
        "done_on": st.sampled_from(["2026-01-02", None]),
        "parent": st.one_of(st.none(), NAMES),
        "prerequisites": st.lists(NAMES, unique=True).map(tuple),
        "component": st.sampled_from(["Edge", None]),
    },
)
EXPORTS = st.dictionaries(NAMES, VALUES).map(
    lambda given: export(
        *(ImportRow(item=item_id(key), key=key, values=values) for key, values in given.items())
    )
)


@given(st.lists(EXPORTS, max_size=4))
def test_any_export_again_adds_nothing_and_no_circle_ever_appears(
    exports: list[ImportItems],
) -> None:
    state = begun()
    for each in exports:
        state = after(state, each)
        again = compare_import(state, each)
        assert again.events == ()
        for item in state.items.ordered():
            seen: set[str] = set()
            todo = list(item.prerequisites)
            while todo:
                key = todo.pop()
                assert key != item.id
                if key not in seen:
                    seen.add(key)
                    todo.extend(state.items[key].prerequisites)
