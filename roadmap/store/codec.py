"""Which bytes is a record, and which record are these bytes?

A record is `{"body":{"data":..,"decision":..,"kind":..,"version":..},"prev":..,"recorded_at":..}`
in canonical JSON. What follows the body has a fixed length, so the body is cut out without parsing
and never written anew. Reading is strict: the frame is compared byte by byte, the data is validated
by the event's own model, chosen from a closed list of kinds.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn

from pydantic import ValidationError

from roadmap.errors import Damaged, Newer, Refused
from roadmap.events import KINDS, Decision, Event, Record
from roadmap.store.canonical import canonical, parse
from roadmap.store.upcasters import UPCASTERS, Upcasters
from roadmap.values import as_utc_text

# SQLite refuses longer values in a document; the frame and a margin are included.
LONGEST_RECORD = 15_000_000

_START = b'{"body":'
_DATA = b'{"body":{"data":'
_DECISION = b',"decision":'
_DECISION_AT = b',"decision":{"at":"'
_COUNT = b',"m":'
_NUMBER = b',"n":'
_WHY = b',"why":'
_PREV = b',"prev":"'
_RECORDED = b'","recorded_at":"'
_END = b'"}'
_AT_END, _AT_LENGTH = b'Z","because":', len(b'{"at":"2026-11-20T10:00:00.000000')
SUFFIX_LENGTH = len(_PREV) + 64 + len(_RECORDED) + 27 + len(_END)


class Row(NamedTuple):
    """One row of a log as it is stored: its position, the event's kind and the record's bytes."""

    position: int
    kind: str
    state: bytes


class _Shape(NamedTuple):
    version: int
    tail: bytes
    validate: Callable[[bytes], Event]


def digest_of(state: bytes) -> str:
    """Return the digest that the next record names as its `prev`."""
    return sha256(state).hexdigest()


def body_of(state: bytes) -> bytes:
    """Return the body of a record: what a merge copies byte for byte."""
    return state[len(_START) : -SUFFIX_LENGTH]


def prev_of(state: bytes) -> str:
    """Return the digest that a record names as that of the record before it."""
    start = len(state) - SUFFIX_LENGTH + len(_PREV)
    return state[start : start + 64].decode("ascii", "replace")


def recorded_at_of(state: bytes) -> datetime:
    """Return when a record was stored. Raises ValueError unless it is in the one text form."""
    text = state[-len(_END) - 27 : -len(_END)].decode("ascii")
    moment = datetime.fromisoformat(text)
    if as_utc_text(moment) != text:
        raise ValueError(f"{text} is not a moment in UTC with microseconds")
    return moment


def seal(body: bytes, prev: str, recorded_at: datetime) -> bytes:
    """Return the record of `body` at its place in a log."""
    place = prev.encode() + _RECORDED + as_utc_text(recorded_at).encode()
    return _START + body + _PREV + place + _END


_pauses = threading.Lock()
_paused: list[bool] = []


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the cyclic collector from looking through thousands of fresh, acyclic events.

    It doubles the time of reading otherwise. Only for a page at a time, and safe among threads:
    the last one to leave puts back what the first one found.
    """
    with _pauses:
        _paused.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _pauses:
            was_on = _paused.pop()
            if was_on and not _paused:
                gc.enable()


class Codec:
    """Writes and reads the records of one closed list of kinds."""

    def __init__(
        self, kinds: Mapping[str, type[Event]] = KINDS, upcasters: Upcasters = UPCASTERS
    ) -> None:
        self._upcasters = upcasters
        self._shapes = {
            kind: _Shape(
                event.version,
                b',"kind":"%s","version":%d}' % (kind.encode(), event.version),
                event.__pydantic_validator__.validate_json,
            )
            for kind, event in kinds.items()
        }

    def tails(self) -> tuple[set[str], set[bytes]]:
        """Return the kinds known here and what the records of today's shapes end their body with.

        The ends are `"version":N}` only; what they are not is for reading to find out.
        """
        return set(self._shapes), {
            shape.tail[shape.tail.rindex(b'"version"') :] for shape in self._shapes.values()
        }

    # -- writing ----------------------------------------------------------------------------------

    def bodies(self, decision: Decision, events: tuple[Event, ...]) -> list[bytes]:
        """Return the bodies of a decision's events.

        Raises Refused when an event could not be read again; such a body is never stored.
        """
        try:
            before, after = _decision_bytes(decision, len(events))
            return [
                self._body(event, before + b"%d" % n + after) for n, event in enumerate(events, 1)
            ]
        except (ValueError, KeyError) as error:
            raise Refused(
                f"The decision {decision.id} cannot be recorded: {_first_line(error)}."
                " Correct that value and try again."
            ) from error

    def _body(self, event: Event, decision: bytes) -> bytes:
        shape = self._shapes[event.kind]
        data = canonical(event.model_dump(mode="json", exclude_unset=True))
        shape.validate(data)
        if len(data) + len(decision) > LONGEST_RECORD:
            raise ValueError(f"the event is longer than {LONGEST_RECORD // 1_000_000} MB")
        return b'{"data":' + data + _DECISION + decision + shape.tail

    # -- reading ----------------------------------------------------------------------------------

    def records(self, rows: Iterable[tuple[int, str, bytes]]) -> list[Record]:
        """Return the records of `rows`; about 4 microseconds each.

        Raises Damaged or Newer with the position of the first row that cannot be read.
        """
        with without_collector():
            return list(self._records(rows))

    def _records(self, rows: Iterable[tuple[int, str, bytes]]) -> Iterator[Record]:
        shapes, moment = self._shapes, datetime.fromisoformat
        before, after = b"\xff", b""  # what frames the number n in the decision read last
        of, decision = 0, None
        for position, kind, state in rows:
            try:
                shape = shapes[kind]
                cut, tail = _frame(state, shape.tail)
                text = state[cut + len(_DECISION) : tail]
                if decision is not None and text.startswith(before) and text.endswith(after):
                    n = _counted(text[len(before) : -len(after)], of)
                else:
                    before, after, of, n, decision = _read_decision(text)
                event = shape.validate(state[len(_DATA) : cut])
                recorded_at = moment(state[-29:-2].decode("ascii"))
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                yield self._record_slowly(position, kind, state, error)
                decision = None
                continue
            yield Record(position, recorded_at, decision, n, of, event)

    def _record_slowly(self, position: int, kind: str, state: bytes, why: Exception) -> Record:
        """Read what today's shape does not fit: an earlier version, a newer one, or damage."""
        try:
            body = _unframe(kind, state)
            version = body["version"]
            shape = self._shapes.get(kind)
            if shape is None or version > shape.version:
                _refuse_newer(position, kind, version)
            if version == shape.version:
                raise why
            data = body["data"]
            for step in range(version, shape.version):
                data = self._upcasters[kind, step](data)
            _, _, of, n, decision = _read_decision(canonical(body["decision"]))
            event = shape.validate(canonical(data))
            return Record(position, recorded_at_of(state), decision, n, of, event)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise Damaged(
                f"The record at position {position} cannot be read: {_first_line(error)}."
                " Restore the file from a copy; everything before this position is intact.",
                position,
            ) from error


def _frame(state: bytes, tail: bytes) -> tuple[int, int]:
    """Return where the decision of a record of today's shape begins and where its tail begins.

    No string can hold the bytes of a key with its quotes: a quote inside a string is escaped.
    """
    end = len(state) - SUFFIX_LENGTH
    start = end - len(tail)
    cut = state.rfind(_DECISION_AT, 0, max(start, 0))
    if cut < 0 or state[start:end] != tail or not _is_framed(state, end):
        raise ValueError("it is not framed as a record of its kind")
    return cut, start


def _unframe(kind: str, state: bytes) -> dict[str, Any]:
    if not _is_framed(state, len(state) - SUFFIX_LENGTH):
        raise ValueError("it is not framed as a record")
    body: dict[str, Any] = parse(body_of(state))
    named, version = body["kind"], body["version"]
    if named != kind or type(version) is not int or version < 1:
        raise ValueError(f"it is filed as {kind!r} and says {named!r}")
    return body


def _refuse_newer(position: int, kind: str, version: int) -> NoReturn:
    raise Newer(
        f"The event at position {position} ({kind!r}, version {version}) was written by a newer"
        " version of Roadmap. Install that version to read on from here and to change the file.",
        position,
    )


def _is_framed(state: bytes, end: int) -> bool:
    return (
        end > len(_DATA)
        and state.startswith(_DATA)
        and state.startswith(_PREV, end)
        and state.startswith(_RECORDED, end + len(_PREV) + 64)
        and state.endswith(_END)
    )


def _decision_bytes(decision: Decision, count: int) -> tuple[bytes, bytes]:
    because = None if decision.because is None else decision.because.model_dump(mode="json")
    head = canonical(
        {
            "at": as_utc_text(decision.at),
            "because": because,
            "by": {"id": decision.by.id, "name": decision.by.name},
            "id": decision.id,
        }
    )
    before = head[:-1] + _COUNT + b"%d" % count + _NUMBER
    after = _WHY + canonical(decision.why) + b"}"
    _read_decision(before + b"1" + after)
    return before, after


_validate_decision: Callable[[bytes], Decision] = Decision.__pydantic_validator__.validate_json


def _read_decision(text: bytes) -> tuple[bytes, bytes, int, int, Decision]:
    """Return what stands before and after the number n, how many events there are, n, and who."""
    count, why = text.index(_COUNT), text.index(_WHY)
    number = text.index(_NUMBER, count, why)
    of = _counted(text[count + len(_COUNT) : number])
    number += len(_NUMBER)
    n = _counted(text[number:why], of)
    if not text.startswith(_AT_END, _AT_LENGTH):
        raise ValueError("the decision's time is not in UTC with microseconds")
    decision = _validate_decision(text[:count] + text[why:])
    return text[:number], text[why:], of, n, decision


def _counted(digits: bytes, most: int = 2**53) -> int:
    if not digits.isdigit() or digits.startswith(b"0") or int(digits[:17]) > most:
        raise ValueError("an event's number within its decision is wrong")
    return int(digits)


def _first_line(error: Any) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False)[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}".lstrip(": ")
    if isinstance(error, LookupError):
        return f"{error} is missing or unknown"
    return str(error).split("\n", 1)[0]
