"""What happened to the streams of forced work that are reckoned with."""

from __future__ import annotations

from roadmap.events.base import Adds, Edits, Removes
from roadmap.fields.streams import StreamFields
from roadmap.values import Id


class StreamAdded(Adds):
    """A stream of forced work began to be reckoned with."""

    kind = "stream_added"
    table = "streams"
    stream: Id
    fields: StreamFields


class StreamEdited(Edits):
    """What is known about a stream of forced work changed."""

    kind = "stream_edited"
    table = "streams"
    stream: Id
    fields: StreamFields


class StreamRemoved(Removes):
    """A stream of forced work is no longer reckoned with."""

    kind = "stream_removed"
    table = "streams"
    stream: Id


StreamEvent = StreamAdded | StreamEdited | StreamRemoved
