"""Files that are cut, flipped, tampered with, newer, or no roadmap at all."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from roadmap.errors import Damaged, Newer, NotARoadmap, RoadmapError, StoreReadOnly
from roadmap.events import Drafted
from roadmap.events.items import ItemAdded
from roadmap.log import Appended
from roadmap.store import create_log, open_log
from roadmap.store import opening as opening_module
from roadmap.store.canonical import canonical, parse
from roadmap.store.codec import Codec, Row, body_of, digest_of, prev_of, recorded_at_of, seal
from roadmap.store.document import DocumentLog
from roadmap.store.layout import APPLICATION_ID, FORMAT, mark_of
from roadmap.timeline import Timeline
from roadmap.values import EMPTY_HEAD, Head, derived_id
from tests.store.drafts import (
    NOON,
    added,
    append,
    contents,
    copied,
    decided,
    decision_of,
    fill,
    tampered,
)


@pytest.fixture
def closed(path: Path) -> Path:
    """A closed roadmap of ten decisions with twenty records."""
    log = create_log(path)
    fill(log, range(10))
    log.close()
    return path


def problems_in(path: Path) -> list[tuple[int | None, str]]:
    """Return what opening and verifying have to say."""
    try:
        log = open_log(path)
    except Damaged as error:
        return [(error.position, str(error))]
    try:
        return [(problem.position, problem.what) for problem in log.verify()]
    finally:
        log.close()


# -- not a roadmap --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"Summary,Issue key\nPatch TLS,OPS-1\n" * 100, "some other kind of file"),
        (b"x", "is not a roadmap"),
        (b"\x00" * 8192, "some other kind of file"),
        (b"SQLite format 3\x00" + b"\xff" * 5000, "is not a roadmap|is damaged"),
    ],
)
def test_a_file_of_another_kind_is_said_to_be_none(path: Path, content: bytes, says: str) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged, match=says):
        open_log(path)
    assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_another_program_s_database_is_said_to_be_none(path: Path) -> None:
    tampered(path, "CREATE TABLE passwords (secret TEXT)", "INSERT INTO passwords VALUES ('x')")
    with pytest.raises(NotARoadmap, match="another program made this file"):
        open_log(path)


def test_a_database_that_only_calls_itself_a_roadmap_is_refused(path: Path) -> None:
    tampered(
        path,
        "CREATE TABLE stored_events (originator_id, originator_version, topic, state)",
        f"PRAGMA application_id={APPLICATION_ID}",
        f"PRAGMA user_version={FORMAT}",
    )
    with pytest.raises(NotARoadmap, match="another table"):
        open_log(path)


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("CREATE TABLE extra (a)", "table extra"),
        ("CREATE VIEW extra AS SELECT 1", "view extra"),
        ("CREATE INDEX extra ON stored_events (topic)", "index extra"),
        (
            "CREATE TRIGGER extra AFTER INSERT ON stored_events BEGIN SELECT 1; END",
            "trigger extra",
        ),
        ("ANALYZE", "table sqlite_stat1"),
        ("ALTER TABLE stored_events ADD COLUMN note TEXT", "another table"),
    ],
)
def test_anything_more_in_the_schema_is_refused(closed: Path, statement: str, names: str) -> None:
    tampered(closed, statement)
    before = closed.read_bytes()
    with pytest.raises(NotARoadmap, match=names):
        open_log(closed)
    assert closed.read_bytes() == before


def test_a_view_in_the_place_of_the_table_is_refused(path: Path) -> None:
    tampered(
        path,
        "CREATE VIEW stored_events AS SELECT 1",
        f"PRAGMA application_id={APPLICATION_ID}",
        f"PRAGMA user_version={FORMAT}",
    )
    with pytest.raises(NotARoadmap, match="view stored_events"):
        open_log(path)


def test_a_write_ahead_log_beside_the_file_is_refused(closed: Path) -> None:
    """A stale one beside a restored file would silently change what it holds."""
    closed.with_name(f"{closed.name}-wal").write_bytes(b"")
    with pytest.raises(NotARoadmap, match="Move that file away"):
        open_log(closed)


def test_a_file_that_another_program_put_into_wal_mode_leaves_nothing_behind(closed: Path) -> None:
    first = open_log(closed)
    head = first.head()
    first.close()
    tampered(closed, "PRAGMA journal_mode=WAL")
    log = open_log(closed)
    assert log.head() == head
    fill(log, [20])
    assert log.verify() == []
    assert [each.name for each in closed.parent.iterdir()] == [closed.name]
    log.close()
    assert [each.name for each in closed.parent.iterdir()] == [closed.name]


def test_two_histories_in_one_file_are_refused(closed: Path) -> None:
    tampered(
        closed,
        "INSERT INTO stored_events SELECT 'zzz', originator_version, topic, state"
        " FROM stored_events",
    )
    with pytest.raises(Damaged):
        open_log(closed)


# -- rows that were changed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "position"),
    [
        ("DELETE FROM stored_events WHERE originator_version=1", 1),
        ("DELETE FROM stored_events WHERE originator_version=7", 8),
        ("DELETE FROM stored_events WHERE originator_version=20", 19),
        ("DELETE FROM stored_events WHERE originator_version>18", 18),
        ("UPDATE stored_events SET originator_version=0 WHERE originator_version=1", 1),
        ("UPDATE stored_events SET topic='item_moved' WHERE originator_version=7", 7),
        ("UPDATE stored_events SET topic='os:system' WHERE originator_version=7", 7),
        ("UPDATE stored_events SET topic=x'ff' WHERE originator_version=7", None),
        ("UPDATE stored_events SET state='text' WHERE originator_version=7", None),
        ("UPDATE stored_events SET state=x'' WHERE originator_version=7", 7),
        ("UPDATE stored_events SET state=CAST(state || ' ' AS BLOB) WHERE originator_version=7", 7),
        ("UPDATE stored_events SET originator_id='aaaaaaaaaaaa' WHERE originator_version=7", 1),
    ],
)
def test_a_changed_row_is_found_with_its_place(
    closed: Path, statement: str, position: int | None
) -> None:
    tampered(closed, statement)
    assert position in [place for place, _ in problems_in(closed)]


def test_a_record_that_was_replaced_by_a_plausible_one_is_found(closed: Path) -> None:
    log = open_log(closed)
    state = log.raw(6, 7)[0]
    log.close()
    forged = state.replace(b'"title":"Item 3"', b'"title":"Item X"')
    assert forged != state
    connection = sqlite3.connect(closed)
    connection.execute("UPDATE stored_events SET state=? WHERE originator_version=7", (forged,))
    connection.commit()
    connection.close()
    assert [place for place, _ in problems_in(closed)] == [8]


def test_the_last_record_is_vouched_for_too(closed: Path) -> None:
    """No record follows it, whose `prev` could tell; the file's mark does."""
    connection = sqlite3.connect(closed)
    connection.execute(
        "UPDATE stored_events SET state=CAST(replace(state, 'Tag 9', 'Tag 8') AS BLOB)"
        " WHERE originator_version=20"
    )
    connection.commit()
    connection.close()
    with pytest.raises(Damaged, match=r"last record of 'harbour\.roadmap' was changed") as caught:
        open_log(closed)
    assert caught.value.position == 20


def test_a_last_record_whose_time_is_none_is_damaged(closed: Path) -> None:
    connection = sqlite3.connect(closed)
    connection.execute(
        "UPDATE stored_events SET state=CAST(replace(state, ?, ?) AS BLOB)",
        ('00.000000Z"}', '00.00000UZ"}'),
    )
    connection.commit()
    connection.close()
    with pytest.raises(Damaged, match="position 20"):
        open_log(closed)


def rewritten(path: Path, rows: list[Row]) -> None:
    """Write `rows` as the whole log, with a mark that fits, as a careful forger would."""
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM stored_events")
    connection.executemany(
        "INSERT INTO stored_events VALUES (?,?,?,?)", [("a" * 32, *row) for row in rows]
    )
    last = rows[-1]
    mark = mark_of(Head(last.position, digest_of(last.state)))
    connection.execute(f"PRAGMA user_version={mark}")
    connection.commit()
    connection.close()


def chained(drafts: list[Drafted]) -> list[Row]:
    """Return rows of `drafts` whose chain is whole, whatever they say."""
    rows: list[Row] = []
    prev = "0" * 64
    for draft in drafts:
        for event, body in zip(
            draft.events, Codec().bodies(draft.decision, draft.events), strict=True
        ):
            row = Row(len(rows) + 1, event.kind, seal(body, prev, NOON))
            prev = digest_of(row.state)
            rows.append(row)
    return rows


def test_a_decision_that_is_not_whole_is_found_although_the_chain_is(closed: Path) -> None:
    whole = chained([decided(1), decided(2), decided(3)])
    again: list[Row] = []
    for row in (whole[0], whole[1], whole[2], whole[4], whole[5]):
        prev = digest_of(again[-1].state) if again else "0" * 64
        again.append(Row(len(again) + 1, row.kind, seal(body_of(row.state), prev, NOON)))
    rewritten(closed, again)
    assert problems_in(closed) == [(4, "the decision before it is not whole")]
    rewritten(closed, again[:3])
    with pytest.raises(Damaged, match=r"last decision in 'harbour\.roadmap' is cut off") as caught:
        open_log(closed)
    assert caught.value.position == 3


def test_a_decision_that_is_there_twice_is_found(closed: Path) -> None:
    rewritten(closed, chained([decided(1), decided(2), decided(1)]))
    assert [place for place, what in problems_in(closed) if "is there twice" in what] == [5]


def test_bytes_that_are_not_canonical_are_found_although_the_chain_is_whole(closed: Path) -> None:
    row = chained([added(1)])[0]
    spaced = row.state.replace(b'"why":null', b'"why": null')
    rewritten(closed, [row._replace(state=spaced)])
    assert "the one way" in problems_in(closed)[0][1]


def test_a_time_that_falls_is_found(closed: Path) -> None:
    rows = chained([added(1), added(2)])
    early = seal(
        body_of(rows[1].state),
        prev_of(rows[1].state),
        recorded_at_of(rows[1].state).replace(hour=1),
    )
    rewritten(closed, [rows[0], rows[1]._replace(state=early)])
    assert problems_in(closed) == [(2, "it says it was stored before the record it follows")]


# -- bytes that were flipped ----------------------------------------------------------------------


def is_noticed(path: Path, whole: tuple[list[bytes], str]) -> bool:
    """Whether a change is said, or changes nothing that is read."""
    try:
        log = open_log(path)
    except RoadmapError:
        return True
    try:
        return (contents(log), log.roadmap_id) == whole or log.verify() != []
    except RoadmapError:
        return True
    finally:
        log.close()


def test_no_flipped_byte_goes_unnoticed(closed: Path) -> None:
    log = open_log(closed)
    whole = contents(log), log.roadmap_id
    log.close()
    data = closed.read_bytes()
    dice = random.Random(20261120)  # noqa: S311 - repeatable on purpose
    places = [*range(100), *(dice.randrange(len(data)) for _ in range(400))]
    unnoticed = []
    for place in places:
        changed = bytearray(data)
        changed[place] ^= dice.choice((1, 0x20, 0x80, dice.randrange(1, 256)))
        closed.write_bytes(changed)
        if not is_noticed(closed, whole):
            unnoticed.append(place)
        for left in closed.parent.iterdir():
            if left != closed:
                left.unlink()
    assert unnoticed == []


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_cut_file_is_damaged(closed: Path, part: float) -> None:
    data = closed.read_bytes()
    closed.write_bytes(data[: int(len(data) * part)])
    log_or_error = problems_in(closed)
    assert log_or_error != []


def test_a_cut_page_is_damaged(closed: Path) -> None:
    closed.write_bytes(closed.read_bytes()[:-4096])
    assert problems_in(closed) != []


# -- written by a newer version -------------------------------------------------------------------


def newer_rows() -> list[Row]:
    """Return five decisions of which the third holds an event of an unknown kind."""
    rows = chained([decided(number) for number in range(5)])
    unknown = canonical({**parse(body_of(rows[5].state)), "kind": "item_teleported"})
    again = rows[:5]
    for kind, body in [
        ("item_teleported", unknown),
        *((row.kind, body_of(row.state)) for row in rows[6:]),
    ]:
        state = seal(body, digest_of(again[-1].state), NOON)
        again.append(Row(len(again) + 1, kind, state))
    return again


def test_an_unknown_event_opens_the_file_as_of_the_decision_before(closed: Path) -> None:
    rewritten(closed, newer_rows())
    before = closed.read_bytes()
    log = open_log(closed)
    assert log.newer_from == 5
    assert log.head().position == 4
    assert [record.decision.id for record in log.records(0, 99)] == [
        decision_of(number).id for number in (0, 0, 1, 1)
    ]
    assert log.read_only_because is not None
    assert "newer version of Roadmap" in log.read_only_because
    with pytest.raises(StoreReadOnly, match="newer version of Roadmap"):
        append(log, decided(9))
    assert [problem.position for problem in log.verify()] == [6]
    log.close()
    assert closed.read_bytes() == before


def test_an_unknown_event_deep_in_a_long_file_is_said_once_it_is_read(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_module, "LOOKED_THROUGH", 3)
    rewritten(closed, newer_rows())
    log = open_log(closed)
    assert log.head().position == 10
    with pytest.raises(Newer):
        log.records(0, 10)
    assert log.newer_from == 5
    assert log.head().position == 4
    assert len(log.records(0, 99)) == 4
    with pytest.raises(StoreReadOnly):
        append(log, decided(9))
    log.close()


def test_a_newer_event_that_another_window_writes_stops_this_one(closed: Path) -> None:
    rows = newer_rows()
    rewritten(closed, rows[:4])
    log = open_log(closed)
    seen = log.head()
    rewritten(closed, rows)
    with pytest.raises(Newer):
        log.follow(seen)
    assert log.newer_from == 5
    assert log.head() == seen
    again = log.follow(seen)
    assert isinstance(again, Appended)
    assert again == Appended((), seen)
    assert log.read_only_because is not None
    log.close()


def test_a_newer_format_whose_events_are_all_known_is_read_whole(closed: Path) -> None:
    tampered(closed, "PRAGMA user_version=2")
    log = open_log(closed)
    assert log.newer_from is None
    assert log.head().position == 20
    assert log.read_only_because is not None
    assert "newer version of Roadmap" in log.read_only_because
    log.close()


def test_a_newer_format_with_another_schema_cannot_be_opened(closed: Path) -> None:
    tampered(closed, "PRAGMA user_version=2", "CREATE TABLE attachments (content BLOB)")
    with pytest.raises(Newer, match="Install that version"):
        open_log(closed)


def test_damage_in_the_middle_is_said_with_its_position_when_read(
    document: DocumentLog, path: Path
) -> None:
    append(document, *(added(number) for number in range(20)))
    tampered(copied(path), "UPDATE stored_events SET state=x'00' WHERE originator_version=7")
    log = open_log(path.with_name("copy.roadmap"))
    assert len(log.records(0, 6)) == 6
    with pytest.raises(Damaged, match="position 7") as caught:
        log.records(0, 20)
    assert caught.value.position == 7
    log.close()


def test_a_damaged_decision_folds_and_is_said_when_it_is_told_and_by_verify(closed: Path) -> None:
    """Its event is intact: who decided and why is read, as strictly, when somebody asks."""
    rows = chained([added(number) for number in range(5)])
    body = body_of(rows[2].state).replace(b'"name":"Maya Okafor"', b'"nick":"Maya Okafor"')
    again = rows[:2]
    for each in [body, *(body_of(row.state) for row in rows[3:])]:
        state = seal(each, digest_of(again[-1].state), NOON)
        again.append(Row(len(again) + 1, "item_added", state))
    rewritten(closed, again)
    log = open_log(closed)
    timeline = Timeline(log.records, log.head().position)
    timeline.begin()
    assert len(timeline.state.items) == 5
    assert timeline.tell(1).id == decision_of(1).id
    with pytest.raises(Damaged, match=r"position 3 cannot be read: by\.") as caught:
        timeline.tell(2)
    assert caught.value.position == 3
    with pytest.raises(Damaged, match="position 3"):
        log.follow(EMPTY_HEAD)
    assert [problem.position for problem in log.verify()] == [3]
    log.close()


def test_a_title_is_what_a_damaged_record_is_not_read_as(document: DocumentLog) -> None:
    """The strict model refuses what a looser reader would take: a number for a title."""
    item = derived_id("item", "1")
    with pytest.raises(ValueError, match="title"):
        ItemAdded(item=item, fields={"title": 5})  # type: ignore[typeddict-item]
