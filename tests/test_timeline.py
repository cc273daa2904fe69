"""The timeline: seeking equals folding from zero, and decisions are found by id, place and date."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from roadmap.decide import decide
from roadmap.decision_index import DecisionIndex
from roadmap.errors import NotFound
from roadmap.events import Event, Record
from roadmap.events.items import ItemEdited
from roadmap.events.reasons import ReasonGiven
from roadmap.evolve import fold
from roadmap.state import EMPTY
from roadmap.timeline import Timeline
from tests.given import NOON, NOW, begun, command, histories, item_id, records_of, with_items


def timeline_of(records: list[Record]) -> Timeline:
    timeline = Timeline(lambda after, until: records[after:until], len(records))
    timeline.begin()
    return timeline


def long_history(count: int) -> list[Record]:
    """One roadmap, one item, then `count` edits, a decision each."""
    key = item_id("Patch TLS")
    first = decide(begun(), [command("add_item", item=key, title="Patch TLS")], NOW)
    edits = [(ItemEdited(item=key, fields={"title": f"Title {n}"}),) for n in range(count)]
    return records_of([first, *edits])


@settings(max_examples=30)
@given(histories())
def test_seeking_equals_folding_from_zero(decisions: list[tuple[Event, ...]]) -> None:
    records = records_of(decisions)
    timeline = timeline_of(records)
    for position in range(len(records) + 1):
        assert timeline.state_at(position) == fold(r.event for r in records[:position])
    assert timeline.count == len(decisions)
    for index, events in enumerate(decisions):
        assert timeline.tell(index).events == events


def test_seeking_across_many_checkpoints_in_any_order() -> None:
    records = long_history(5000)
    timeline = timeline_of(records)
    for position in (4999, 1, 1024, 1023, 1025, 3072, 5000, 2048, 0, 4096, 33, 32, 31):
        assert timeline.state_at(position) == fold(r.event for r in records[:position])


def test_who_points_roughly_gets_a_decision_that_is_at_hand() -> None:
    records = long_history(5000)
    timeline = timeline_of(records)
    assert timeline.at_hand(1500, 600) == 1024  # begins at the checkpoint after 1,024 events
    assert timeline.end(1023) == 1024
    assert timeline.at_hand(1800, 600) == 2048
    assert timeline.at_hand(1500, 400) == 1500  # none is near enough
    assert timeline.at_hand(0, 0) == 0
    assert timeline.at_hand(-1, 600) == -1
    timeline.state_after(1500)
    assert timeline.at_hand(1500, 600) == 1500  # it was visited: it costs no more
    for index in (1024, 2048):
        assert timeline.state_after(index) == fold(r.event for r in records[: timeline.end(index)])


def test_a_decision_that_holds_a_checkpoint_or_is_long_is_not_at_hand() -> None:
    key = item_id("Patch TLS")
    first = decide(begun(), [command("add_item", item=key, title="Patch TLS")], NOW)
    edit = ItemEdited(item=key, fields={"title": "Again"})
    records = records_of([first, *[(edit,) * 100] * 20])
    timeline = timeline_of(records)
    assert timeline.at_hand(15, 20) == 15


def test_a_saved_state_needs_no_reading_and_the_ladder_comes_in_slices() -> None:
    records = long_history(5000)
    reads: list[tuple[int, int]] = []

    def read(after: int, until: int) -> list[Record]:
        reads.append((after, until))
        return records[after:until]

    head = fold(record.event for record in records)
    timeline = Timeline(read, len(records), head)
    assert timeline.state == head
    assert not reads
    assert not timeline.advance(2)
    assert timeline.built == 2048
    assert timeline.state_at(4000) == fold(r.event for r in records[:4000])
    more = records_of([(ItemEdited(item=item_id("Patch TLS"), fields={"title": "Last"}),)])
    last = replace(more[0], position=len(records) + 1)
    records.append(last)
    timeline.append([last])
    assert timeline.count == len(records)
    assert timeline.state == fold(record.event for record in records)
    assert timeline.state_at(len(records) - 1) == head


def test_records_that_arrive_later_are_part_of_it() -> None:
    records = long_history(1500)
    reads: list[tuple[int, int]] = []
    timeline = timeline_of(records[:1000])
    assert timeline.state_at(990) == fold(r.event for r in records[:990])
    timeline.append(records[1000:])

    def read(after: int, until: int) -> list[Record]:
        reads.append((after, until))
        return records[after:until]

    timeline._read = read
    assert timeline.tell(1000).events == (records[1000].event,)
    assert not reads  # what was just appended is not read again
    for position in (1001, 1024, 1100, 1501):
        assert timeline.state_at(position) == fold(r.event for r in records[:position])
    assert timeline.count == 1501


def test_a_moment_is_named_by_decision_position_or_date() -> None:
    records = long_history(100)
    timeline = timeline_of(records)
    zone = ZoneInfo("Europe/Berlin")
    tenth = timeline.tell(10)
    assert timeline.resolve(tenth.id, zone) == 10
    assert timeline.resolve(str(tenth.position), zone) == 10
    assert timeline.resolve("0", zone) == -1
    assert timeline.resolve("2026-01-05", zone) == 100
    assert timeline.resolve("2026-01-04", zone) == -1
    assert timeline.resolve("9999-12-31", zone) == 100
    for unknown in ("0123456789", "999", "yesterday", "ZZZZZZZZZZ", "²"):
        with pytest.raises(NotFound):
            timeline.resolve(unknown, zone)


def test_a_date_ends_with_the_day_in_the_roadmap_s_zone() -> None:
    evening = NOON.replace(hour=23, minute=30)
    records = records_of([(ItemEdited(item=item_id("x"), fields={"title": "x"}),)], evening)
    timeline = timeline_of(records)
    assert timeline.resolve("2026-01-05", ZoneInfo("UTC")) == 0
    assert timeline.resolve("2026-01-05", ZoneInfo("Europe/Berlin")) == -1
    assert timeline.resolve(str(date(2026, 1, 6)), ZoneInfo("Europe/Berlin")) == 0


def test_a_position_inside_a_decision_means_the_decision() -> None:
    adds = [command("add_item", title=title) for title in "abc"]
    records = records_of([decide(EMPTY, [], NOW), decide(begun(), adds, NOW)][1:])
    timeline = timeline_of(records)
    assert [timeline.index_at(position) for position in (0, 1, 2, 3)] == [-1, 0, 0, 0]


def test_a_reason_given_afterwards_is_told_as_the_why() -> None:
    first = decide(begun(), [command("add_item", title="Patch TLS")], NOW)
    records = records_of([first])
    reason = (ReasonGiven(decisions=(records[0].decision.id,), why="The audit asked"),)
    timeline = timeline_of(records_of([first, reason]))
    assert timeline.tell(0).why == "The audit asked"
    assert timeline.state_at(1) == timeline.state_at(2)


def test_density_counts_every_decision_once() -> None:
    timeline = timeline_of(long_history(500))
    density = timeline.density(40)
    assert density is not None
    assert sum(density.counts) == 501
    assert density.last - density.first == timedelta(minutes=500)
    assert timeline_of([]).density(10) is None


def test_with_items_is_in_order_of_the_titles_given() -> None:
    state = with_items("b", "a", "c")
    order = sorted(state.items.ordered(), key=lambda item: item.order)
    assert [item.title for item in order] == ["b", "a", "c"]


def never() -> None:
    raise AssertionError("there is nothing to wait for")


def test_a_history_apart_waits_for_the_ladder_where_it_needs_it() -> None:
    records = long_history(6000)
    head = fold(record.event for record in records)
    known = timeline_of(records)
    index = DecisionIndex.unpacked(known.index.packed(), len(records))
    read = lambda after, until: records[after:until]  # noqa: E731
    timeline = Timeline(read, len(records), head, index, known.recent)
    waited: list[int] = []

    def wait() -> None:
        waited.append(timeline.built)
        timeline.advance()

    apart = timeline.apart(read, wait)
    assert apart.count == known.count
    assert apart.tell(10).id == records[10].decision.id
    assert apart.state_at(len(records) - 1) == fold(r.event for r in records[:-1])
    assert not waited
    assert apart.state_at(1500) == fold(r.event for r in records[:1500])
    assert waited == [0, 1024, 2048, 3072, 4096, 5120]
    assert apart.rungs[3] is timeline.rungs[3]


def test_what_came_after_a_recent_checkpoint_is_found_without_a_ladder() -> None:
    records = long_history(6000)
    known = timeline_of(records)
    assert known.recent is not None
    assert known.recent[0] == 4096
    head = fold(record.event for record in records)
    timeline = Timeline(
        lambda after, until: records[after:until], len(records), head, recent=known.recent
    )
    for position in (5200, 4096, 4500, 5999, 5120, 6000):
        assert timeline.reaches(position)
        assert timeline.state_at(position) == fold(r.event for r in records[:position])
    assert timeline.built == 0
    assert not timeline.reaches(4095)
    assert timeline.reaches(0)
    assert timeline.state_at(4095) == fold(r.event for r in records[:4095])
    assert timeline.reaches(4095)


def test_an_index_is_taken_as_it_was_packed_or_not_at_all() -> None:
    timeline = timeline_of(long_history(300))
    packed = timeline.index.packed()
    found = DecisionIndex.unpacked(packed, timeline.position)
    assert found is not None
    assert found.packed() == packed
    assert found.position == timeline.position
    assert DecisionIndex.unpacked(packed, timeline.position - 1) is None
    for broken in (
        packed._replace(ends=packed.ends[:-8]),
        packed._replace(times=packed.times[:-1]),
        packed._replace(ids=packed.ids[:-10]),
    ):
        assert DecisionIndex.unpacked(broken, timeline.position) is None


def test_a_history_apart_reads_alone_and_catches_up() -> None:
    records = long_history(3000)
    timeline = Timeline(lambda after, until: records[after:until], 2000)
    timeline.begin()
    reads: list[int] = []

    def read(after: int, until: int) -> list[Record]:
        reads.append(after)
        return records[after:until]

    apart = timeline.apart(read, never)
    for position in (1999, 1, 1024):
        assert apart.state_at(position) == fold(r.event for r in records[:position])
    assert reads
    assert apart.count == timeline.count
    apart.catch_up(len(records))
    assert apart.state == fold(r.event for r in records)
    assert apart.state_at(2500) == fold(r.event for r in records[:2500])
    assert apart.tell(apart.count - 1).id == records[-1].decision.id
    assert timeline.position == 2000
    assert timeline.count < apart.count
