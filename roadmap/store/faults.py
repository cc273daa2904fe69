"""What does a fault of SQLite or of the library mean to the person, and to the change at hand?

Every error that leaves the store is one of ours, says which file, and what can be done about it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventsourcing.persistence import PersistenceError

from roadmap.errors import (
    Damaged,
    NotARoadmap,
    RoadmapError,
    StoreBusy,
    StoreError,
    StoreFull,
    StoreGone,
    StoreReadOnly,
)

BUSY_SECONDS = 10.0

_FULL_ON_WRITE = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOT_ALLOWED = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
_MEANINGLESS = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_SCHEMA,
    sqlite3.SQLITE_ERROR,
}


@contextmanager
def said(path: Path) -> Iterator[None]:
    """Raise what goes wrong with the file at `path` as an error of ours, chained from its cause."""
    try:
        yield
    except (sqlite3.Error, PersistenceError) as error:
        raise meaning(error, path) from error
    except UnicodeDecodeError as error:
        raise damaged(path, "what should be text is none") from error


def code_of(error: BaseException | None) -> int:
    """Return SQLite's extended code of an error or of what caused it; 0 when there is none."""
    while error is not None:
        if isinstance(error, sqlite3.Error):
            return int(getattr(error, "sqlite_errorcode", 0))
        error = error.__cause__
    return 0


def meaning(error: BaseException, path: Path) -> RoadmapError:
    """Return what `error` means for the roadmap at `path`."""
    code = code_of(error)
    if code == 0:
        # The library's pool gave up waiting for its one connection, or Python for text in UTF-8.
        return busy(path) if isinstance(error, PersistenceError) else damaged(path, str(error))
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return gone(path)
    if code in _FULL_ON_WRITE or code == sqlite3.SQLITE_FULL:
        return full(path)
    if code & 0xFF in _LOCKED:
        return busy(path)
    if code & 0xFF in _NOT_ALLOWED:
        return StoreReadOnly(read_only(path)) if path.exists() else gone(path)
    if code & 0xFF in _MEANINGLESS or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return damaged(path, str(error))
    if code & 0xFF == sqlite3.SQLITE_NOTADB:
        return NotARoadmap(f"{path.name!r} is not a roadmap: it is some other kind of file.")
    return StoreError(
        f"{path.name!r} cannot be read or written ({error}). Check the disk or network drive, then"
        " try again."
    )


def busy(path: Path) -> StoreBusy:
    """Return the error for a file that others keep locked."""
    return StoreBusy(
        f"Another program kept {path.name!r} locked for {BUSY_SECONDS:.0f} seconds."
        " Close what else has it open, then try again."
    )


def full(path: Path) -> StoreFull:
    """Return the error for a file that cannot grow."""
    return StoreFull(
        f"{path.name!r} cannot grow: the disk is full or a quota is reached. Nothing of this change"
        " was saved; make room, then try again."
    )


def gone(path: Path) -> StoreGone:
    """Return the error for a file that is no longer where it was opened."""
    return StoreGone(
        f"{path.name!r} is no longer in {str(path.parent)!r}: it was moved, renamed or deleted"
        " while it was open. Put it back or open it where it is now."
    )


def replaced(path: Path) -> StoreGone:
    """Return the error for a file that another one took the place of."""
    return StoreGone(
        f"Another file was put in the place of {path.name!r} while it was open. Open it again to"
        " go on with the new one; nothing of this change was saved."
    )


def read_only(path: Path) -> str:
    """Return the sentence for a file that may not be written."""
    return (
        f"{path.name!r} or its folder may not be written. Save a copy in another folder to make"
        " changes."
    )


def damaged(path: Path, how: str) -> Damaged:
    """Return the error for a file that can no longer be read as a database."""
    return Damaged(f"{path.name!r} is damaged ({how}). Restore it from a copy.")
