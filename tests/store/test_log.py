"""The contract of `roadmap.log.Log`, the same for every backend."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest

from roadmap.errors import Cancelled, HeadMoved, Refused
from roadmap.events import Because, Decision, Drafted
from roadmap.events.items import ItemAdded, ItemEstimated, ItemFinished
from roadmap.events.roadmap import RoadmapCreated
from roadmap.log import Appended, Log, Replaced
from roadmap.store.codec import digest_of, prev_of
from roadmap.values import EMPTY_HEAD, Author, Estimate, Head, derived_id
from tests.store.drafts import MAYA, NOON, added, append, contents, decided, decision_of, fill


def test_a_new_log_is_empty(log: Log) -> None:
    assert log.head() == EMPTY_HEAD
    assert log.records(0, 100) == []
    assert log.raw(0, 100) == []
    assert log.verify() == []
    assert log.read_only_because is None
    assert log.newer_from is None


def test_what_is_appended_is_read_as_it_was_given(log: Log) -> None:
    because = Because(kind="undo", decision=derived_id("decision", "7"))
    first = decided(1, why="Das Gerät läuft aus.\n\tSiehe Anhang.", because=because)
    second = added(2)
    appended = append(log, first, second)
    assert [record.event for record in appended.records] == [*first.events, *second.events]
    assert [record.decision for record in appended.records] == [
        first.decision,
        first.decision,
        second.decision,
    ]
    assert [(record.position, record.n, record.of) for record in appended.records] == [
        (1, 1, 2),
        (2, 2, 2),
        (3, 1, 1),
    ]
    assert log.records(0, 3) == list(appended.records)
    assert log.records(1, 2) == [appended.records[1]]
    assert appended.head == log.head()


def test_the_head_is_the_digest_of_the_last_record(log: Log) -> None:
    head = fill(log, range(3))
    records = contents(log)
    assert head == Head(6, digest_of(records[-1]))
    assert [digest_of(each) for each in records[:-1]] == [prev_of(each) for each in records[1:]]


def test_appending_nothing_changes_nothing(log: Log) -> None:
    head = fill(log, range(2))
    assert log.append([], head, NOON) == Appended((), head)
    assert log.head() == head


def test_an_append_at_another_head_is_refused_and_appends_nothing(log: Log) -> None:
    before = fill(log, [1])
    head = fill(log, [2])
    same_place = Head(head.position, "f" * 64)
    for expected in (before, same_place, EMPTY_HEAD, Head(9, head.digest)):
        with pytest.raises(HeadMoved, match="Somebody else saved"):
            log.append([decided(3)], expected, NOON)
    assert log.head() == head
    assert log.verify() == []


def test_an_event_that_could_not_be_read_again_is_refused_with_its_whole_decision(log: Log) -> None:
    head = fill(log, [1])
    wrong = ItemAdded.model_construct(item="no id", fields={"title": "x"})
    decomposed = ItemAdded.model_construct(
        item=derived_id("item", "9"), fields={"title": "U\N{COMBINING DIAERESIS}ber"}
    )
    endless = ItemFinished.model_construct(
        item=derived_id("item", "9"), done_on=NOON.date(), actual_days=float("nan")
    )
    for event in (wrong, decomposed, endless):
        with pytest.raises(Refused, match="cannot be recorded"):
            log.append([decided(2, *decided(3).events, event)], head, NOON)
    assert log.head() == head


def test_an_author_that_could_not_be_read_again_is_refused(log: Log) -> None:
    author = Author(id="", name="Maya\x1b[2J")
    decision = Decision.model_construct(
        id=derived_id("decision", "1"), by=author, at=NOON, why=None, because=None
    )
    with pytest.raises(Refused, match="cannot be recorded"):
        append(log, Drafted(decision, decided(1).events))
    assert log.head() == EMPTY_HEAD


def test_negative_zero_is_stored_as_zero(log: Log) -> None:
    item = derived_id("item", "1")
    estimate = ItemEstimated.model_construct(
        item=item, fields={"estimate": Estimate(likely=-0.0), "remaining_days": -0.0}
    )
    append(log, decided(1, estimate))
    assert b":-0" not in contents(log)[0]
    assert log.verify() == []


# -- time -----------------------------------------------------------------------------------------


def test_the_time_of_recording_never_falls(log: Log) -> None:
    late, early = NOON + timedelta(hours=2), NOON
    append(log, added(1), now=late)
    append(log, added(2), now=early)
    append(log, added(3), now=late + timedelta(seconds=1))
    times = [record.recorded_at for record in log.records(0, 3)]
    assert times == [late, late, late + timedelta(seconds=1)]


def test_times_are_kept_in_utc_whatever_the_zone_they_come_in(log: Log) -> None:
    there = timezone(timedelta(hours=5, minutes=30))
    at = datetime(2026, 1, 5, 17, 30, 0, 123456, tzinfo=there)
    decision = Decision(id=derived_id("decision", "1"), by=MAYA, at=at)
    append(log, Drafted(decision, added(1).events), now=at)
    assert contents(log)[0].count(b'"2026-01-05T12:00:00.123456Z"') == 2
    record = log.records(0, 1)[0]
    assert record.decision.at == at
    assert record.recorded_at == at
    assert record.recorded_at.tzinfo == UTC


def test_a_history_brings_its_own_times_into_an_empty_log_only(log: Log) -> None:
    days = [NOON - timedelta(days=300), NOON - timedelta(days=400), NOON - timedelta(days=200)]
    history = [added(number)._replace(recorded_at=day) for number, day in enumerate(days)]
    append(log, *history, now=NOON)
    assert [record.recorded_at for record in log.records(0, 3)] == [days[0], days[0], days[2]]
    with pytest.raises(Refused, match="only be taken into an empty roadmap"):
        append(log, added(9)._replace(recorded_at=NOON))
    append(log, added(4), now=NOON)
    assert log.records(3, 4)[0].recorded_at == NOON


# -- following ------------------------------------------------------------------------------------


def test_following_yields_what_was_appended_since(log: Log) -> None:
    seen = fill(log, [1])
    assert log.follow(seen) == Appended((), seen)
    head = fill(log, [2, 3])
    assert log.follow(seen) == Appended(tuple(log.records(2, 6)), head)
    assert log.follow(EMPTY_HEAD) == Appended(tuple(log.records(0, 6)), head)


def test_following_a_head_that_is_not_in_the_log_says_that_it_was_replaced(log: Log) -> None:
    head = fill(log, [1, 2])
    for seen in (Head(4, "0" * 64), Head(2, head.digest), Head(9, head.digest)):
        assert isinstance(log.follow(seen), Replaced)


# -- verify ---------------------------------------------------------------------------------------


def test_verifying_reports_progress_and_can_be_stopped(log: Log) -> None:
    append(log, *(added(number) for number in range(3000)))
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> bool:
        seen.append((done, total))
        return True

    assert log.verify(watch) == []
    assert seen[-1] == (3000, 3000)
    assert len(seen) >= 3
    with pytest.raises(Cancelled):
        log.verify(lambda done, total: False)


def test_a_long_history_is_read_in_order(log: Log) -> None:
    append(log, *(added(number) for number in range(5000)))
    records = log.records(0, 5000)
    assert [record.position for record in records] == list(range(1, 5001))
    assert log.records(1023, 1026) == records[1023:1026]
    assert log.records(4999, 9999) == records[4999:]
    assert log.raw(1020, 2060) == contents(log)[1020:2060]


def test_threads_share_a_log(log: Log) -> None:
    done: list[str] = []

    def write(first: int) -> None:
        for number in range(first, first + 20):
            while True:
                try:
                    log.append([added(number)], log.head(), NOON)
                except HeadMoved:
                    continue
                done.append(f"Item {number}")
                break

    threads = [Thread(target=write, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events = [record.event for record in log.records(0, 60)]
    assert sorted(event.fields["title"] for event in events if isinstance(event, ItemAdded)) == (
        sorted(done)
    )
    assert len(events) == 60
    assert log.verify() == []


def test_the_first_decision_of_a_roadmap_is_kept_with_its_settings(log: Log) -> None:
    created = RoadmapCreated(fields={"name": "Harbour", "zone": "Europe/Berlin"}, made_on=NOON)
    append(log, Drafted(decision_of(0), (created,)))
    assert log.records(0, 1)[0].event == created
