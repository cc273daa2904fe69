"""How does the event-sourcing library write a document? Its parts, subclassed for a file of ours.

The library's own SQLite settings suit a server: a write-ahead log beside the file, a pool, topics
that name Python classes, settings from the process's environment. A document is copied and mailed
while it is open, so here there is one connection, a rollback journal that is gone after each
commit, a closed list of topics, and nothing is read from the environment.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import (
    ApplicationRecorder,
    InfrastructureFactory,
    Mapper,
    StoredEvent,
)
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteFactory,
    SQLiteTransaction,
)
from eventsourcing.utils import Environment, EnvType

from roadmap.store.chain import head_of, moved
from roadmap.store.codec import Row
from roadmap.store.connecting import connect
from roadmap.store.faults import BUSY_SECONDS
from roadmap.store.layout import (
    APPLICATION_ID,
    EMPTY_MARK,
    SELECT_LAST,
    SELECT_SCHEMA,
    TABLE,
    is_ours,
    mark_of,
)
from roadmap.values import EMPTY_HEAD, Head


class BytesMapper(Mapper[str]):
    """Passes records on as the bytes they are; refuses topics outside the closed list.

    The library's own mapper resolves a topic as an import path, so that a file from elsewhere
    could run any importable module.
    """

    def __init__(self, kinds: Collection[str]) -> None:
        # No transcoder, cipher or compressor: the codec has made the bytes already.
        self._kinds = frozenset(kinds)

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """Return the event, which is stored as it is."""
        return self._known(domain_event)

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[str]:
        """Return the stored event, which is read as it is."""
        return self._known(stored_event)  # type: ignore[return-value]  # bytes are the event

    def _known(self, event: object) -> StoredEvent:
        if not isinstance(event, StoredEvent) or event.topic not in self._kinds:
            raise ValueError(f"{event!r} is no record of a known kind")
        return event


class _Transaction(SQLiteTransaction):
    """Takes the write lock at its beginning and leaves no transaction open at its end."""

    def __enter__(self) -> SQLiteCursor:
        cursor = self.connection.cursor()
        cursor.execute("BEGIN IMMEDIATE" if self.commit else "BEGIN")
        return cursor

    def __exit__(self, *args: object) -> None:
        try:
            super().__exit__(*args)  # type: ignore[arg-type]  # handed on as they came
        finally:
            # The library leaves a transaction open whose COMMIT failed: the next one would then
            # fail, and the lock would be kept until the file is closed.
            self.connection.rollback()


class _Connection(SQLiteConnection):
    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        with _Transaction(self, commit=commit) as cursor, cursor:
            yield cursor


class _Pool(SQLiteConnectionPool):
    """One connection, which commits through a rollback journal and to the disk itself."""

    def _create_connection(self) -> SQLiteConnection:
        connection = connect(Path(self.db_name), "rw")
        try:
            _write_durably(connection)
        except BaseException:
            connection.close()
            raise
        connection.row_factory = sqlite3.Row
        return _Connection(sqlite_conn=connection, max_age=None)


def _write_durably(connection: sqlite3.Connection) -> None:
    mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    if mode != "delete":
        raise sqlite3.OperationalError(f"the journal mode stays {mode}")
    # EXTRA also syncs the folder once the journal is gone: measured, the only rollback mode that
    # lost nothing after power failures and leaves no file beside the document.
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("PRAGMA fullfsync=ON")


class _Datastore(SQLiteDatastore):
    def __init__(self, path: str) -> None:
        super().__init__(path, pool_size=1, max_overflow=0, originator_id_type="text")
        self.pool.close()
        self.pool = _Pool(db_name=path, pool_size=1, max_overflow=0, pool_timeout=2 * BUSY_SECONDS)


class _Recorder(SQLiteApplicationRecorder):
    """Inserts after the expected head only, comparing it inside the transaction that writes."""

    def construct_create_table_statements(self) -> list[str]:
        return [
            TABLE,
            f"PRAGMA application_id={APPLICATION_ID}",
            f"PRAGMA user_version={EMPTY_MARK}",
        ]

    def _insert_events(
        self,
        c: SQLiteCursor,
        stored_events: Sequence[StoredEvent],
        *,
        expected: Head = EMPTY_HEAD,
        before_commit: Callable[[], None] | None = None,
        **_: Any,
    ) -> None:
        # The file may have been written over since it was opened.
        c.execute(SELECT_SCHEMA)
        if not is_ours(c.fetchall()):
            raise moved()
        c.execute(SELECT_LAST)
        _expect(c.fetchone(), str(stored_events[0].originator_id), expected)
        c.executemany(
            self.insert_events_statement,
            [(e.originator_id, e.originator_version, e.topic, e.state) for e in stored_events],
        )
        last = stored_events[-1]
        head = head_of(Row(last.originator_version, last.topic, last.state))
        c.execute(f"PRAGMA user_version={mark_of(head)}")
        if before_commit is not None:
            before_commit()


def _expect(last: Any, roadmap_id: str, expected: Head) -> None:
    """Raise HeadMoved unless `last` is the row at `expected`.

    A position alone is no identity: measured, a replaced tail of the same length was accepted.
    """
    if last is None:
        if expected != EMPTY_HEAD:
            raise moved()
        return
    stream, position, kind, state = last
    if stream != roadmap_id or head_of(Row(position, kind, state)) != expected:
        raise moved()


class _Factory(SQLiteFactory):
    application_recorder_class = _Recorder

    def __init__(self, env: Environment) -> None:
        super().__init__(env)
        self.datastore.close()
        self.datastore = _Datastore(env[self.SQLITE_DBNAME])


class DocumentApplication(Application[str]):
    """The library's application on one document. Nothing is created unless `create` says so."""

    name = "roadmap"

    def __init__(self, path: Path, kinds: Collection[str], *, create: bool = False) -> None:
        self._kinds = kinds
        super().__init__(
            {
                SQLiteFactory.SQLITE_DBNAME: str(path),
                SQLiteFactory.CREATE_TABLE: "yes" if create else "no",
            }
        )

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        """Return only what was given: a stray variable would open another file."""
        return Environment(name, dict(env or {}))

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """Return our own factory; the library would import the one that a variable names."""
        return _Factory(env)

    def construct_mapper(self) -> Mapper[str]:
        """Return the mapper that passes bytes on."""
        return BytesMapper(self._kinds)

    def construct_recorder(self) -> ApplicationRecorder:
        """Return the recorder of the document."""
        return self.factory.application_recorder()

    def append(
        self,
        roadmap_id: str,
        rows: Sequence[Row],
        expected: Head,
        before_commit: Callable[[], None],
    ) -> None:
        """Store `rows` durably after `expected`, or nothing. Raises HeadMoved."""
        events = [StoredEvent(roadmap_id, position, kind, state) for position, kind, state in rows]
        self.events.put(
            events,  # type: ignore[arg-type]  # a stored event has all that a domain event needs
            expected=expected,
            before_commit=before_commit,
        )

    def forget(self) -> None:
        """Drop cached pages: a file written over in place may look unchanged to SQLite."""
        factory = self.factory
        assert isinstance(factory, _Factory)  # noqa: S101 - as constructed above
        with factory.datastore.get_connection(commit=False) as connection:
            connection.cursor().execute("PRAGMA shrink_memory")
