"""What does a roadmap file look like inside? Its one table, its marks, and what they say.

`user_version` holds two numbers: the format in its low eight bits, and above it the first 24 bits
of the head's digest. The chain cannot vouch for its last record, for none follows it; this does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roadmap.recognise import APPLICATION_ID as APPLICATION_ID
from roadmap.values import EMPTY_HEAD, Head

FORMAT = 1

TABLE = """CREATE TABLE stored_events (
  originator_id TEXT NOT NULL,
  originator_version INTEGER NOT NULL,
  topic TEXT NOT NULL,
  state BLOB NOT NULL,
  PRIMARY KEY (originator_id, originator_version)
)"""

# Everything that the schema may hold, as sqlite_master lists it: a trigger in a file that was
# received could otherwise delete history, a view could show another.
SCHEMA = (
    ("index", "sqlite_autoindex_stored_events_1", "stored_events", None),
    ("table", "stored_events", "stored_events", TABLE),
)

SELECT_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"

# The end of the log whatever its stream, so that a second stream is noticed.
SELECT_LAST = (
    "SELECT originator_id, originator_version, topic, state FROM stored_events"
    " ORDER BY originator_id DESC, originator_version DESC LIMIT 1"
)
SELECT_FIRST = (
    "SELECT originator_id, originator_version FROM stored_events"
    " ORDER BY originator_id, originator_version LIMIT 1"
)
SELECT_PAGE = (
    "SELECT originator_version, topic, state FROM stored_events"
    " WHERE originator_id=? AND originator_version>? ORDER BY originator_version LIMIT ?"
)


def is_ours(schema: Iterable[Sequence[object]]) -> bool:
    """Whether `schema` is exactly what a roadmap file holds."""
    return tuple(map(tuple, schema)) == SCHEMA


def mark_of(head: Head) -> int:
    """Return the `user_version` of a file whose log ends at `head`."""
    mark = int(head.digest[:6], 16) << 8 | FORMAT
    return mark - 2**32 if mark >= 2**31 else mark


def format_in(mark: int) -> int:
    """Return the format that a file's `user_version` names."""
    return mark & 0xFF


EMPTY_MARK = mark_of(EMPTY_HEAD)
