"""The record of a bookmark: a decision worth coming back to, with a caption for the playback."""

from __future__ import annotations

from roadmap.tables import Record


class Bookmark(Record, frozen=True, weakref=True):
    """A moment of the history, after `decision`, and what is said while it is shown."""

    id: str
    decision: str
    caption: str = ""
