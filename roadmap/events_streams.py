"""What happened to the streams of forced work that are reckoned with."""

from __future__ import annotations

from roadmap.event_base import EventBase
from roadmap.fields import StreamFields
from roadmap.values import Id


class StreamAdded(EventBase):
    """A stream of forced work began to be reckoned with."""

    kind = "stream_added"
    stream: Id
    fields: StreamFields


class StreamEdited(EventBase):
    """What is known about a stream of forced work changed."""

    kind = "stream_edited"
    stream: Id
    fields: StreamFields


class StreamRemoved(EventBase):
    """A stream of forced work is no longer reckoned with."""

    kind = "stream_removed"
    stream: Id
