"""What is wanted of the streams of forced work."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.fields.streams import StreamFields
from roadmap.values import Id, Name


class AddStream(CommandBase):
    """Reckon with forced work that will arrive: `team` is an id or a name.

    Entered: arrivals a sprint and the mean size in person-days. Fitted: the numbers follow from
    the interruptions of closed sprints, and what is given is what was expected before.
    """

    do = "add_stream"
    stream: Id = Field(default_factory=new_id)
    fields: StreamFields


class EditStream(CommandBase):
    """Change what is known about a stream, named by its id or name."""

    do = "edit_stream"
    stream: Name
    fields: StreamFields
    was: StreamFields | None = None


class RemoveStream(CommandBase):
    """Stop reckoning with a stream, named by its id or name."""

    do = "remove_stream"
    stream: Name


StreamCommand = AddStream | EditStream | RemoveStream
