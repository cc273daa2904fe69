"""How is a file opened that may come from anybody? Connections that trust nothing in it."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Literal

from roadmap.store.codec import LONGEST_RECORD
from roadmap.store.faults import BUSY_SECONDS


def connect(path: Path, mode: Literal["ro", "rw"]) -> sqlite3.Connection:
    """Return a connection to an existing file, in autocommit mode, usable from any thread.

    Waits for a lock as long as we wait for anything, then fails. Before Python 3.12 triggers and
    views cannot be switched off; there the exact list of the schema alone keeps them away.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        timeout=BUSY_SECONDS,
    )
    try:
        _trust_nothing(connection, mode)
    except BaseException:
        connection.close()
        raise
    return connection


def _trust_nothing(connection: sqlite3.Connection, mode: str) -> None:
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_RECORD + 1_000_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA mmap_size=0")
    connection.execute("PRAGMA temp_store=MEMORY")
    if mode == "ro":
        connection.execute("PRAGMA query_only=ON")


def journal_of(path: Path) -> Path:
    """Return where the journal of a save lies while it goes on, or after it was cut off."""
    return path.with_name(f"{path.name}-journal")


def take_back_unfinished(path: Path) -> None:
    """Take back what a program that died had not finished saving, and remove its journal.

    SQLite does the first when a connection that may write asks for the lock. A journal that was cut
    off before it held anything it leaves lying until the next save: writing the mark anew is one.
    """
    connection = connect(path, "rw")
    try:
        connection.execute("BEGIN IMMEDIATE")
        if journal_of(path).exists():
            mark = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version={mark}")
            connection.execute("COMMIT")
        else:
            connection.execute("ROLLBACK")
    finally:
        connection.close()


def leave_wal_mode(path: Path) -> None:
    """Make the file hold all its pages itself again, as every roadmap does."""
    connection = connect(path, "rw")
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()
