"""Disks that are full and places that may not be written: nothing half done, and a way out said."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from roadmap.errors import StoreFull, StoreReadOnly
from roadmap.store import create_log, open_log
from roadmap.store.document import DocumentLog
from tests.store.drafts import NOON, added, append, contents, decided, fill
from tests.store.test_document import names_in, unfinished

NOBODY = 65534


@contextmanager
def as_a_plain_user() -> Iterator[None]:
    """Give up root's right to write everywhere for a while; a plain user is one already."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes, as a full disk would not."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that every user may reach; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="roadmap-places-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def saved(open_to_all: Path) -> Path:
    """A closed roadmap of three decisions in a folder that every user may reach."""
    path = open_to_all / "harbour.roadmap"
    log = create_log(path)
    fill(log, range(3))
    log.close()
    path.chmod(0o666)
    return path


# -- read only ------------------------------------------------------------------------------------


def test_a_write_protected_file_opens_read_only_and_says_why(saved: Path) -> None:
    saved.chmod(0o444)
    with as_a_plain_user():
        log = open_log(saved)
        assert log.read_only_because == (
            "'harbour.roadmap' is write-protected. Save a copy to make changes."
        )
        assert len(contents(log)) == 6
        assert log.verify() == []
        with pytest.raises(StoreReadOnly, match="Save a copy to make changes"):
            append(log, decided(9))
        log.close()
    assert names_in(saved.parent) == [saved.name]


def test_a_file_in_a_write_protected_folder_opens_read_only_and_says_why(saved: Path) -> None:
    saved.parent.chmod(0o555)
    with as_a_plain_user():
        log = open_log(saved)
        assert log.read_only_because is not None
        assert "The folder of 'harbour.roadmap' is write-protected" in log.read_only_because
        assert len(contents(log)) == 6
        with pytest.raises(StoreReadOnly, match="Save a copy in another folder"):
            append(log, decided(9))
        log.close()


def test_a_folder_that_becomes_write_protected_under_an_open_window_is_said(saved: Path) -> None:
    with as_a_plain_user():
        log = open_log(saved)
        head = log.head()
        assert log.read_only_because is None
    saved.parent.chmod(0o555)
    with as_a_plain_user():
        with pytest.raises(StoreReadOnly, match="or its folder may not be written"):
            log.append([decided(9)], head, NOON)
        assert log.head() == head
    saved.parent.chmod(0o777)
    with as_a_plain_user():
        assert append(log, decided(9)).head.position == 8
        assert log.verify() == []
    log.close()


def test_a_file_that_may_not_be_read_is_said(saved: Path) -> None:
    saved.chmod(0o000)
    with as_a_plain_user(), pytest.raises(StoreReadOnly, match="may not be read"):
        open_log(saved)
    saved.chmod(0o666)
    saved.parent.chmod(0o000)
    with as_a_plain_user(), pytest.raises(StoreReadOnly, match="may not be read"):
        open_log(saved)


def test_creating_where_nothing_may_be_written_is_said(open_to_all: Path) -> None:
    open_to_all.chmod(0o555)
    with as_a_plain_user(), pytest.raises(StoreReadOnly, match="Choose another one"):
        create_log(open_to_all / "new.roadmap")
    assert names_in(open_to_all) == []


def test_a_save_that_was_cut_off_is_never_shown_where_it_cannot_be_taken_back(saved: Path) -> None:
    unfinished(saved)
    saved.with_name(f"{saved.name}-journal").chmod(0o444)
    saved.chmod(0o444)
    saved.parent.chmod(0o555)
    with as_a_plain_user(), pytest.raises(StoreReadOnly, match="may not be written"):
        open_log(saved)
    saved.parent.chmod(0o777)
    saved.chmod(0o666)
    saved.with_name(f"{saved.name}-journal").chmod(0o666)
    log = open_log(saved)
    assert len(contents(log)) == 6
    assert log.verify() == []
    log.close()


def test_a_new_file_is_not_open_to_everybody(document: DocumentLog, path: Path) -> None:
    assert not stat.S_IMODE(path.stat().st_mode) & 0o022


# -- full disks -----------------------------------------------------------------------------------


def test_a_full_disk_loses_nothing_and_retrying_works(document: DocumentLog, path: Path) -> None:
    head = fill(document, range(3))
    before = contents(document)
    large = [added(number) for number in range(10, 2000)]
    with files_no_longer_than(path.stat().st_size + 8192):
        for _ in range(3):
            with pytest.raises(StoreFull, match="make room, then try again"):
                document.append(large, head, NOON)
            assert document.head() == head
            assert contents(document) == before
            assert names_in(path.parent) == [path.name]
    assert document.verify() == []
    assert document.append(large, head, NOON).head.position == 6 + len(large)
    assert document.verify() == []


def test_a_journal_that_does_not_fit_loses_nothing(document: DocumentLog, path: Path) -> None:
    head = fill(document, range(50))
    with files_no_longer_than(600):
        with pytest.raises(StoreFull):
            document.append([decided(99)], head, NOON)
        assert document.head() == head
    append(document, decided(99))
    assert document.verify() == []


def test_creating_on_a_full_disk_leaves_no_file(path: Path) -> None:
    with files_no_longer_than(1000), pytest.raises(StoreFull):
        create_log(path)
    assert names_in(path.parent) == []
    create_log(path).close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB, where this machine lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk; the limit on file sizes is tested anyway")
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk; file sizes are tested anyway")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_small_disk_fills_up_and_goes_on_after_making_room(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 60_000)
    path = small_disk / "harbour.roadmap"
    log = create_log(path)
    saved = 0

    def save_on() -> None:
        nonlocal saved
        for saved in range(1000):
            append(log, decided(saved))

    with pytest.raises(StoreFull):
        save_on()
    assert saved > 20
    assert log.head().position == 2 * saved
    assert names_in(small_disk) == ["ballast", path.name]
    ballast.unlink()
    append(log, decided(saved))
    assert log.verify() == []
    log.close()
