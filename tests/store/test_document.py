"""The document on disk: how it is laid out, opened, copied, followed and shared by windows."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from roadmap.errors import HeadMoved, NotARoadmap, NotFound, Refused, StoreBusy, StoreGone
from roadmap.log import Appended, Replaced
from roadmap.store import create_log, open_log
from roadmap.store import document as document_module
from roadmap.store.connecting import connect
from roadmap.store.document import DocumentLog
from roadmap.store.layout import APPLICATION_ID, FORMAT, SCHEMA, mark_of
from roadmap.store.library import BytesMapper, DocumentApplication
from roadmap.values import EMPTY_HEAD
from tests.store.drafts import NOON, added, append, contents, copied, decided, fill, tampered


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


# -- layout ---------------------------------------------------------------------------------------


def test_the_file_holds_one_table_and_its_marks(document: DocumentLog, path: Path) -> None:
    head = fill(document, range(3))
    connection = sqlite3.connect(path)
    schema = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    ).fetchall()
    assert tuple(schema) == SCHEMA
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (mark_of(head),)
    assert mark_of(head) & 0xFF == FORMAT
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    rows = connection.execute("SELECT * FROM stored_events ORDER BY originator_version").fetchall()
    connection.close()
    assert {row[0] for row in rows} == {document.roadmap_id}
    assert [row[1] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row[2] for row in rows] == ["item_added", "item_edited"] * 3
    assert [row[3] for row in rows] == contents(document)


def test_what_was_saved_is_there_when_opened_again(document: DocumentLog, path: Path) -> None:
    head, before = fill(document, range(5)), contents(document)
    document.close()
    again = open_log(path)
    assert (again.head(), contents(again), again.roadmap_id) == (head, before, document.roadmap_id)
    assert again.read_only_because is None
    assert append(again, decided(9)).head == again.head()
    assert again.verify() == []
    again.close()


def test_opening_takes_the_same_work_for_any_length(document: DocumentLog, path: Path) -> None:
    """Beyond what is looked through, only the first and the last record are read."""
    append(document, *(added(number) for number in range(3000)))
    log = open_log(path)
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection = log._reader._connection
    connection.set_progress_handler(count, 1)
    log._reader.end()
    assert steps < 200
    connection.set_progress_handler(None, 0)
    log.close()


def test_no_file_lies_beside_the_document(document: DocumentLog, path: Path) -> None:
    assert names_in(path.parent) == [path.name]
    for number in range(5):
        append(document, decided(number))
        document.records(0, 99)
        assert names_in(path.parent) == [path.name]
    document.verify()
    document.close()
    assert names_in(path.parent) == [path.name]


def test_a_copy_of_an_open_file_is_complete(document: DocumentLog, path: Path) -> None:
    for number in range(20):
        head = fill(document, [number])
        copy = open_log(copied(path, f"copy-{number}.roadmap"))
        assert copy.head() == head
        assert copy.verify() == []
        copy.close()


def test_both_connections_trust_nothing_in_the_file(document: DocumentLog, path: Path) -> None:
    append(document, decided(1))
    assert document._writer is not None
    with document._writer.factory.datastore.get_connection(commit=True) as writer:  # type: ignore[attr-defined]
        writing = writer._sqlite_conn
        assert writing.execute("PRAGMA synchronous").fetchone()[0] == 3
        assert writing.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        for connection in (writing, document._reader._connection):
            assert connection.execute("PRAGMA trusted_schema").fetchone()[0] == 0
            assert connection.execute("PRAGMA cell_size_check").fetchone()[0] == 1
            if sys.version_info >= (3, 12):
                assert connection.getconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)
                assert not connection.getconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER)
                assert not connection.getconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        document._reader._connection.execute("DELETE FROM stored_events")


def test_variables_of_the_environment_change_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = create_log(tmp_path / "plain.roadmap", "a" * 32)
    fill(plain, range(3))
    other = tmp_path / "other.db"
    for prefix in ("", "ROADMAP_", "APPLICATION_", "DOCUMENTAPPLICATION_"):
        for name, value in {
            "PERSISTENCE_MODULE": "eventsourcing.popo",
            "SQLITE_DBNAME": str(other),
            "SQLITE_LOCK_TIMEOUT": "no number",
            "MAPPER_TOPIC": "os:system",
            "TRANSCODER_TOPIC": "os:system",
            "COMPRESSOR_TOPIC": "zlib",
            "CIPHER_TOPIC": "os:system",
            "CIPHER_KEY": "secret",
            "APPLICATION_RECORDER_TOPIC": "os:system",
            "IS_SNAPSHOTTING_ENABLED": "y",
            "CREATE_TABLE": "n",
            "ORIGINATOR_ID_TYPE": "uuid",
            "AGGREGATE_CACHE_MAXSIZE": "5",
        }.items():
            monkeypatch.setenv(prefix + name, value)
    log = create_log(path, "a" * 32)
    fill(log, range(3))
    assert contents(log) == contents(plain)
    assert not other.exists()
    log.close()
    again = open_log(path)
    assert again.head() == plain.head()
    again.close()
    plain.close()


def test_a_topic_outside_the_closed_list_is_never_stored(path: Path) -> None:
    create_log(path).close()
    application = DocumentApplication(path, ["item_added"])
    rows = [(1, "os:system", b"{}")]
    with pytest.raises(ValueError, match="no record of a known kind"):
        application.append("a" * 32, rows, EMPTY_HEAD, lambda: None)  # type: ignore[arg-type]
    application.close()
    with pytest.raises(ValueError, match="no record of a known kind"):
        BytesMapper(["item_added"])._known(object())


# -- creating and opening -------------------------------------------------------------------------


def test_creating_never_overwrites(document: DocumentLog, path: Path) -> None:
    fill(document, [1])
    before = path.read_bytes()
    with pytest.raises(Refused, match=r"already a file .*harbour\.roadmap.*Choose another name"):
        create_log(path)
    assert path.read_bytes() == before


def test_creating_in_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no folder"):
        create_log(tmp_path / "nowhere" / "x.roadmap")


def test_opening_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        open_log(tmp_path / "x.roadmap")
    with pytest.raises(NotARoadmap, match="is a folder"):
        open_log(tmp_path)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["a b.roadmap", "ä?x=1&mode=memory#.roadmap", "100%.roadmap", ":memory:", "'q'.roadmap"]
)
def test_any_name_is_a_name(tmp_path: Path, name: str) -> None:
    log = create_log(tmp_path / name)
    head = fill(log, [1])
    log.close()
    again = open_log(tmp_path / name)
    assert again.head() == head
    again.close()
    assert names_in(tmp_path) == [name]


def test_a_link_to_a_roadmap_opens_it_where_it_lies(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    log = create_log(folder / "real.roadmap")
    link = tmp_path / "link.roadmap"
    link.symlink_to(folder / "real.roadmap")
    through = open_log(link)
    append(through, decided(1))
    assert through.head() == log.head()
    assert names_in(tmp_path) == ["link.roadmap", "there"]
    through.close()
    log.close()


# -- two windows ----------------------------------------------------------------------------------


def test_two_windows_see_what_the_other_appends(document: DocumentLog, path: Path) -> None:
    other = open_log(path)
    seen = fill(document, [1])
    assert isinstance(tail := other.follow(EMPTY_HEAD), Appended)
    assert tail.head == seen
    append(other, decided(2))
    assert isinstance(tail := document.follow(seen), Appended)
    assert [record.decision.id for record in tail.records] == [decided(2).decision.id] * 2
    with pytest.raises(HeadMoved):
        document.append([decided(3)], seen, NOON)
    append(document, decided(3))
    assert other.verify() == []
    other.close()


def test_two_windows_on_an_empty_file_end_with_one_history(path: Path) -> None:
    create_log(path).close()
    one, two = open_log(path), open_log(path)
    assert one.roadmap_id != two.roadmap_id
    append(one, decided(1))
    with pytest.raises(HeadMoved):
        two.append([decided(2)], EMPTY_HEAD, NOON)
    assert isinstance(two.follow(EMPTY_HEAD), Appended)
    assert two.roadmap_id == one.roadmap_id
    append(two, decided(2))
    assert one.verify() == []
    one.close()
    two.close()


def test_looking_for_news_costs_one_look_while_nothing_happens(
    document: DocumentLog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_module, "RECENT_SECONDS", -1.0)
    seen = fill(document, [1])
    assert document.follow(seen) == Appended((), seen)
    document._reader.close()  # any further question to the file would fail
    assert document.follow(seen) == Appended((), seen)


def test_a_file_that_just_changed_is_read_again_whatever_its_times_say(
    document: DocumentLog, path: Path
) -> None:
    other = open_log(path)
    seen = fill(document, [1])
    stat = path.stat()
    assert other.follow(seen) == Appended((), seen)
    append(document, decided(2))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert isinstance(tail := other.follow(seen), Appended)
    assert len(tail.records) == 2
    other.close()


def test_a_file_that_stays_locked_is_said_to_be_busy(
    document: DocumentLog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = fill(document, [1])
    document.close()
    monkeypatch.setattr("roadmap.store.connecting.BUSY_SECONDS", 0.05)
    log = open_log(path)
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy, match=r"Another program kept 'harbour\.roadmap' locked"):
        log.append([decided(2)], head, NOON)
    blocker.execute("ROLLBACK")
    blocker.execute("BEGIN")
    blocker.execute("SELECT * FROM stored_events").fetchone()
    with pytest.raises(StoreBusy):  # BEGIN succeeds, COMMIT cannot: it is rolled back
        log.append([decided(2)], head, NOON)
    assert names_in(path.parent) == [path.name]
    blocker.execute("ROLLBACK")
    assert append(log, decided(2)).records[0].position == 3
    assert log.verify() == []
    blocker.close()
    log.close()


# -- the file under an open window ----------------------------------------------------------------


def test_a_file_that_was_moved_or_deleted_is_noticed(document: DocumentLog, path: Path) -> None:
    head = fill(document, [1])
    elsewhere = path.with_name("elsewhere.roadmap")
    path.rename(elsewhere)
    with pytest.raises(StoreGone, match="moved, renamed or deleted"):
        document.append([decided(2)], head, NOON)
    with pytest.raises(StoreGone, match="moved, renamed or deleted"):
        document.follow(head)
    assert not path.exists()
    elsewhere.rename(path)
    append(document, decided(2))  # put back, it goes on
    path.unlink()
    with pytest.raises(StoreGone, match="moved, renamed or deleted"):
        document.follow(head)


def test_a_file_that_another_took_the_place_of_is_noticed(
    document: DocumentLog, path: Path, tmp_path: Path
) -> None:
    head = fill(document, [1])
    other = create_log(tmp_path / "other.roadmap")
    fill(other, [5])
    other.close()
    (tmp_path / "other.roadmap").replace(path)
    before = path.read_bytes()
    with pytest.raises(StoreGone, match="Another file was put in the place"):
        document.append([decided(2)], head, NOON)
    with pytest.raises(StoreGone, match="Another file was put in the place"):
        document.follow(head)
    assert path.read_bytes() == before


def test_a_file_that_is_replaced_during_an_append_takes_nothing(
    document: DocumentLog, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = fill(document, [1])
    copied(path)
    writer = document._writer
    assert writer is not None
    monkeypatch.setattr(writer, "forget", lambda: path.with_name("copy.roadmap").replace(path))
    with pytest.raises(StoreGone):
        document.append([decided(2)], head, NOON)
    again = open_log(path)
    assert again.head() == head
    again.close()


def test_a_file_written_over_in_place_is_noticed(document: DocumentLog, path: Path) -> None:
    """Also when its length, counters and positions are the same: only the digest tells."""
    fill(document, [1])
    backup = copied(path)
    head = fill(document, [2])
    fork = open_log(backup)
    append(fork, decided(2, why="reason X"))
    forked = fork.head()
    fork.close()
    assert forked.position == head.position
    shutil.copyfile(backup, path)
    with pytest.raises(HeadMoved):
        document.append([decided(3)], head, NOON)
    assert isinstance(document.follow(head), Replaced)
    assert document.head() == forked
    append(document, decided(3))
    assert document.verify() == []


def test_a_trigger_written_over_an_open_file_never_fires(document: DocumentLog, path: Path) -> None:
    head = fill(document, [1])
    tampered(
        path,
        "CREATE TRIGGER gone AFTER INSERT ON stored_events BEGIN DELETE FROM stored_events; END",
    )
    with pytest.raises(HeadMoved):
        document.append([decided(2)], head, NOON)
    with pytest.raises(NotARoadmap, match="trigger gone"):
        document.follow(head)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM stored_events").fetchone() == (2,)
    connection.close()


# -- unfinished saves -----------------------------------------------------------------------------


def unfinished(path: Path) -> None:
    """Leave the file as a program leaves it that dies halfway through writing a large change."""
    half = path.with_name("half")
    shutil.copy(path, half)
    connection = sqlite3.connect(half, isolation_level=None)
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    for number in range(200):
        values = ("x" * 32, number, "item_added", os.urandom(2000))
        connection.execute("INSERT INTO stored_events VALUES (?,?,?,?)", values)
    connection.execute("UPDATE stored_events SET state=zeroblob(500)")
    shutil.copyfile(half, path)
    shutil.copyfile(path.with_name("half-journal"), path.with_name(f"{path.name}-journal"))
    connection.execute("ROLLBACK")
    connection.close()
    half.unlink()


def test_a_save_that_was_cut_off_is_taken_back_at_opening(
    document: DocumentLog, path: Path
) -> None:
    head, digest = fill(document, range(3)), hashlib.sha256(path.read_bytes()).digest()
    document.close()
    unfinished(path)
    assert hashlib.sha256(path.read_bytes()).digest() != digest
    log = open_log(path)
    assert log.head() == head
    assert log.verify() == []
    assert names_in(path.parent) == [path.name]
    append(log, decided(9))
    log.close()


def test_a_save_that_was_cut_off_is_taken_back_by_an_open_window(
    document: DocumentLog, path: Path
) -> None:
    head = fill(document, range(3))
    unfinished(path)
    assert document.head() == head
    assert names_in(path.parent) == [path.name]
    append(document, decided(9))
    assert document.verify() == []


def test_connections_wait_for_locks() -> None:
    connection = connect(Path(__file__), "ro")
    assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 10_000
    connection.close()
