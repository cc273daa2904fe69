"""How commands about streams of forced work become events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadmap.commands.streams import AddStream, EditStream, RemoveStream
from roadmap.decide.deciding import Deciding
from roadmap.errors import NotFound, Refused
from roadmap.events.streams import StreamAdded, StreamEdited, StreamRemoved
from roadmap.records.streams import Stream, StreamBasis
from roadmap.values import Driver

_NUMBERS = ("basis", "arrivals_per_sprint", "size_mean")


def add_stream(d: Deciding, command: AddStream) -> None:
    """Add a stream, called after its driver unless named; its numbers hold from today on."""
    d.require_roadmap()
    if command.stream in d.state.streams:
        raise Refused(f"There is a stream with the id {command.stream} already.")
    fields: Any = _resolved(d, command.fields)
    fields.setdefault("since", d.now.today)
    if "driver" in fields:
        fields.setdefault("name", _name_of(d, fields["driver"]))
    _check(d, Stream(command.stream, **fields))
    d.emit(StreamAdded(stream=command.stream, fields=fields))


def _name_of(d: Deciding, driver: Driver) -> str:
    """Return the driver's words, with a number where a stream is called so already."""
    words = driver.value.replace("_", " ")
    taken = {stream.name.casefold() for stream in d.state.streams.ordered()}
    names = (words, *(f"{words} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def edit_stream(d: Deciding, command: EditStream) -> None:
    """Change what is known about a stream; new numbers hold from today on."""
    stream = _stream(d, command.stream)
    fields: Any = _resolved(d, command.fields)
    was = None if command.was is None else _resolved(d, command.was)
    d.check_was(stream.id, stream.name, stream, was, fields)
    fields = {key: value for key, value in fields.items() if getattr(stream, key) != value}
    if any(name in fields for name in _NUMBERS):
        fields.setdefault("since", d.now.today)
    if fields:
        known = {name: getattr(stream, name) for name in stream.__struct_fields__}
        _check(d, Stream(**{**known, **fields}))
        d.emit(StreamEdited(stream=stream.id, fields=fields))


def remove_stream(d: Deciding, command: RemoveStream) -> None:
    """Stop reckoning with a stream."""
    d.emit(StreamRemoved(stream=_stream(d, command.stream).id))


def _stream(d: Deciding, ref: str) -> Stream:
    found = d.state.streams.get(ref)
    if found is not None:
        return found
    named = [s for s in d.state.streams.ordered() if s.name.casefold() == ref.casefold()]
    if len(named) == 1:
        return named[0]
    known = ", ".join(stream.name for stream in d.state.streams.ordered()[:8]) or "none so far"
    raise NotFound(f"There is no stream {ref!r} (known: {known}). Add it first: add_stream.")


def _resolved(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    if fields.get("team") is not None:
        fields["team"] = d.named("team", fields["team"])
    return fields


def _check(d: Deciding, stream: Stream) -> None:
    if stream.driver is None:
        who = f"Stream {stream.name!r}" if stream.name else "A stream"
        raise Refused(f"{who}: name the driver that makes its work mandatory.")
    for other in d.state.streams.ordered():
        if other.id != stream.id and other.name.casefold() == stream.name.casefold():
            raise Refused(f"There is a stream {other.name!r} already: add what tells them apart.")
    if stream.basis is StreamBasis.ENTERED and (
        stream.arrivals_per_sprint is None or stream.size_mean is None
    ):
        raise Refused(
            f"Stream {stream.name!r} is entered by hand: give its arrivals a sprint and the mean "
            "size of one in person-days, or let it be fitted to the interruptions."
        )


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AddStream: add_stream,
    EditStream: edit_stream,
    RemoveStream: remove_stream,
}
