"""The bytes of a record: written one way, read strictly, cut without parsing."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.errors import Damaged, Newer, Refused
from roadmap.events import KINDS, Decision, Event
from roadmap.events.items import ItemAdded, ItemMoved
from roadmap.evolve import fold
from roadmap.store import MemoryLog
from roadmap.store.canonical import canonical, is_canonical, parse
from roadmap.store.codec import (
    LONGEST_RECORD,
    Codec,
    Row,
    body_of,
    prev_of,
    recorded_at_of,
    seal,
)
from roadmap.values import as_utc_text, derived_id
from tests.store.arbitrary import DECISIONS, EVENTS
from tests.store.drafts import NOON, added, append, contents, decided, decision_of

NO_DIGEST = "0" * 64

NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé"), inner, max_size=3),
    max_leaves=8,
)


def row(event: Event, position: int = 1, **changed: Any) -> Row:
    """Return the row of `event` alone, with some values of its body changed."""
    body = Codec().bodies(decision_of(1), (event,))[0]
    if changed:
        body = canonical({**parse(body), **changed})
    return Row(position, changed.get("kind", event.kind), seal(body, NO_DIGEST, NOON))


ADDED = ItemAdded(item=derived_id("item", "1"), fields={"title": "Patch TLS"})


# -- writing and reading --------------------------------------------------------------------------


@settings(max_examples=400)
@given(DECISIONS, st.lists(EVENTS, min_size=1, max_size=3).map(tuple))
def test_every_event_is_read_as_it_was_written(
    decision: Decision, events: tuple[Event, ...]
) -> None:
    codec = Codec()
    bodies = codec.bodies(decision, events)
    rows = [
        Row(place, event.kind, seal(body, NO_DIGEST, NOON))
        for place, (event, body) in enumerate(zip(events, bodies, strict=True), start=1)
    ]
    records = codec.records(rows)
    assert [record.event for record in records] == list(events)
    assert [record.event.model_fields_set for record in records] == [
        event.model_fields_set for event in events
    ]
    assert all(record.decision == decision for record in records)
    assert [(record.n, record.of) for record in records] == [
        (n, len(events)) for n in range(1, len(events) + 1)
    ]
    assert all(is_canonical(each.state) for each in rows)
    assert [codec.bodies(record.decision, events) for record in records[:1]] == [bodies]


def test_a_record_is_written_like_this() -> None:
    assert row(ADDED).state == (
        b'{"body":{"data":{"fields":{"title":"Patch TLS"},"item":"' + ADDED.item.encode() + b'"},'
        b'"decision":{"at":"2026-01-05T12:01:00.000000Z","because":null,'
        b'"by":{"id":"maya","name":"Maya Okafor"},"id":"' + derived_id("decision", "1").encode()
        + b'","m":1,"n":1,"why":null},"kind":"item_added","version":1},'
        b'"prev":"' + NO_DIGEST.encode() + b'","recorded_at":"2026-01-05T12:00:00.000000Z"}'
    )  # fmt: skip


def test_the_parts_of_a_record_are_cut_without_parsing() -> None:
    state = row(ADDED).state
    assert body_of(state) == canonical(json.loads(state)["body"])
    assert prev_of(state) == NO_DIGEST
    assert recorded_at_of(state) == NOON
    assert seal(body_of(state), prev_of(state), recorded_at_of(state)) == state


def test_text_that_looks_like_the_frame_does_not_mislead() -> None:
    sly = '","decision":{"at":","m":1,"n":1,"why":,"kind":"item_added","version":9},"prev":"'
    event = ItemAdded(item=ADDED.item, fields={"title": sly, "notes": sly, "labels": (sly,)})
    log = MemoryLog()
    appended = append(log, decided(1, event, event, why=sly))
    assert log.records(0, 2) == list(appended.records)
    assert log.verify() == []


def test_decisions_of_many_events_share_one_object() -> None:
    log = MemoryLog()
    append(log, decided(1, *(added(number).events[0] for number in range(50))), decided(2))
    records = log.records(0, 52)
    assert len({id(record.decision) for record in records[:50]}) == 1
    assert [record.n for record in records] == [*range(1, 51), 1, 2]


def test_a_record_that_sqlite_would_refuse_is_refused_here() -> None:
    labels = tuple(f"{number:05d}" + "x" * 190 for number in range(LONGEST_RECORD // 190))
    with pytest.raises(Refused, match="longer than 15 MB"):
        Codec().bodies(decision_of(1), (ItemAdded(item=ADDED.item, fields={"labels": labels}),))


# -- canonical form -------------------------------------------------------------------------------


@given(JSON)
def test_canonical_bytes_say_the_same_and_are_written_once(value: object) -> None:
    try:
        data = canonical(value)
    except ValueError:
        assert not unicodedata.is_normalized("NFC", json.dumps(value, ensure_ascii=False))
        return
    assert parse(data) == value
    assert canonical(parse(data)) == data
    assert is_canonical(data)


@pytest.mark.parametrize(
    "data",
    [
        b'{"b":1,"a":2}',  # keys out of order
        b'{"a": 1}',  # a space
        b'{"a":1}\n',
        b'{"a":1,"a":1}',  # a key twice
        b'{"a":1.50}',  # not the shortest
        b'{"a":1e3}',
        b'{"a":-0}',
        b'{"a":-0.0}',
        b'{"a":01}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":1e999}',
        b'{"a":"\\u0041"}',  # an escape that is not needed
        b'{"a":"\\/"}',
        b'{"a":"\\ud800"}',  # half a character
        '{"a":"U\N{COMBINING DIAERESIS}"}'.encode(),  # not in normal form C
        b'{"a":"\xff"}',  # not UTF-8
        b'\xef\xbb\xbf{"a":1}',  # a byte order mark
        '{"a":1}'.encode("utf-16"),
        b"[" * 100_000,
        b'{"a":' + b"9" * 5000 + b"}",
        b"",
    ],
)
def test_bytes_that_are_not_the_one_form_are_not_canonical(data: bytes) -> None:
    assert not is_canonical(data)


# -- newer, older, damaged ------------------------------------------------------------------------


class ItemAddedThird(ItemAdded):
    """A later shape of the same kind, for the test: `fields` may not be empty."""

    version = 3


def _second(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "fields": {**data["fields"], "labels": ["from 1"]}}


def _third(data: dict[str, Any]) -> dict[str, Any]:
    fields = {"notes": "from 2", **data["fields"], "title": data["fields"]["title"].upper()}
    return {**data, "fields": fields}


LATER = Codec(
    {**KINDS, "item_added": ItemAddedThird},
    {("item_added", 1): _second, ("item_added", 2): _third},
)


def test_an_earlier_version_is_brought_up_step_by_step() -> None:
    first = LATER.records([row(ADDED), row(ADDED, 2, version=2)])
    assert [record.event for record in first] == [
        ItemAddedThird(
            item=ADDED.item,
            fields={"title": "PATCH TLS", "labels": ("from 1",), "notes": "from 2"},
        ),
        ItemAddedThird(item=ADDED.item, fields={"title": "PATCH TLS", "notes": "from 2"}),
    ]
    assert first[0].decision == decision_of(1)
    assert fold([record.event for record in first]).items[ADDED.item].title == "PATCH TLS"


def test_bytes_of_an_earlier_version_are_never_written_anew() -> None:
    old = MemoryLog()
    append(old, added(1))
    now = MemoryLog([row(ADDED)], codec=LATER)
    assert now.raw(0, 1) == [row(ADDED).state]
    assert now.verify() == []


def test_what_an_upcaster_makes_is_still_checked() -> None:
    broken = Codec(
        {**KINDS, "item_added": ItemAddedThird},
        {("item_added", 1): lambda data: {**data, "more": 1}, ("item_added", 2): lambda data: data},
    )
    with pytest.raises(Damaged, match="position 1"):
        broken.records([row(ADDED)])
    without = Codec({**KINDS, "item_added": ItemAddedThird}, {})
    with pytest.raises(Damaged, match="position 1"):
        without.records([row(ADDED)])


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "item_teleported"},
        {"version": 2},
        {"version": 2, "data": {"altogether": "different"}},
        {"kind": "item_teleported", "decision": {"of": "another shape"}},
    ],
)
def test_a_kind_or_version_unknown_here_is_newer(changed: dict[str, Any]) -> None:
    with pytest.raises(Newer, match="newer version of Roadmap") as caught:
        Codec().records([row(ADDED), row(ADDED, 2, **changed)])
    assert caught.value.position == 2


def test_a_log_with_something_newer_ends_before_that_decision() -> None:
    first, moved = decided(1), ItemMoved(item=ADDED.item, rank="a1")
    log = MemoryLog()
    append(log, first, decided(2, moved, ADDED, moved))
    rows = [
        Row(record.position, record.event.kind, state)
        for record, state in zip(log.records(0, 5), contents(log), strict=True)
    ]
    body = canonical({**parse(body_of(rows[3].state)), "kind": "item_teleported"})
    rows[3] = Row(4, "item_teleported", seal(body, prev_of(rows[3].state), NOON))
    newer = MemoryLog(rows)
    assert newer.newer_from == 3
    assert newer.read_only_because is not None
    assert newer.head().position == 2
    assert [record.event for record in newer.records(0, 99)] == list(first.events)
    assert len(newer.raw(0, 99)) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"data": {}},
        {"data": {"item": ADDED.item, "fields": {"title": "x", "colour": "red"}}},
        {"data": {"item": ADDED.item, "fields": {"title": "x"}, "more": 1}},
        {"data": {"item": 5, "fields": {"title": "x"}}},
        {"data": {"item": ADDED.item, "fields": {"title": "x\x07"}}},
        {"data": {"item": ADDED.item, "fields": {"due": 0}}},
        {"data": {"item": ADDED.item, "fields": {"due": "2026-01-05T00:00:00"}}},
        {"data": {"item": ADDED.item, "fields": {"due": "2201-01-01"}}},
        {"data": {"item": ADDED.item, "fields": {"value": "3"}}},
        {"data": {"item": ADDED.item, "fields": {"may_span": 1}}},
        {"version": 0},
        {"version": True},
        {"version": "1"},
        {"decision": None},
        {"more": 1},
    ],
)
def test_anything_else_is_damage_and_says_where(changed: dict[str, Any]) -> None:
    with pytest.raises(Damaged, match="position 2") as caught:
        Codec().records([row(ADDED), row(ADDED, 2, **changed)])
    assert caught.value.position == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"at": "2026-01-05T12:01:00Z"},
        {"at": "2026-01-05T13:01:00.000000+01:00"},
        {"at": "1776-07-04T12:00:00.000000Z"},
        {"n": 2},
        {"n": 0},
        {"m": 1.0},
        {"m": -1},
        {"id": "i o u l"},
        {"by": {"id": "maya"}},
        {"by": {"id": "maya", "name": "Maya", "role": "x"}},
        {"because": {"kind": "mood", "decision": None}},
        {"why": 5},
        {"mood": "good"},
    ],
)
def test_a_decision_of_another_shape_is_damage(changed: dict[str, Any]) -> None:
    decision = {**parse(body_of(row(ADDED).state))["decision"], **changed}
    with pytest.raises(Damaged, match="position 1"):
        Codec().records([row(ADDED, decision=decision)])


def test_a_topic_that_differs_from_the_record_is_damage() -> None:
    state = row(ADDED).state
    for topic in ("item_edited", "item_teleported", "os:system"):
        with pytest.raises(Damaged, match="it is filed as"):
            Codec().records([Row(1, topic, state)])


@settings(max_examples=500)
@given(st.data())
def test_no_change_of_a_byte_goes_unnoticed(data: st.DataObject) -> None:
    """In the middle of a log the chain breaks; at its end nothing follows that could tell."""
    log = MemoryLog()
    append(log, decided(1, why="a reason"), decided(2))
    rows = [
        Row(record.position, record.event.kind, state)
        for record, state in zip(log.records(0, 4), contents(log), strict=True)
    ]
    position = data.draw(st.integers(0, 2))
    state = bytearray(rows[position].state)
    place = data.draw(st.integers(0, len(state) - 1))
    state[place] ^= data.draw(st.integers(1, 255))
    changed = rows[position]._replace(state=bytes(state))
    rows[position : position + 1] = [changed]
    assert MemoryLog(rows).verify() != []


def test_a_moment_has_one_text_form() -> None:
    moment = datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert as_utc_text(moment) == "2026-01-05T12:00:00.000000Z"
    state = row(ADDED).state.replace(b'"recorded_at":"2026-01-05T', b'"recorded_at":"2026-01-05 ')
    with pytest.raises(ValueError, match="is not a moment"):
        recorded_at_of(state)
