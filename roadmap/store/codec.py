"""Which bytes is a record, and which record are these bytes?

A record is `{"body":{"data":..,"decision":..,"kind":..,"version":..},"prev":..,"recorded_at":..}`
in canonical JSON. What follows the body has a fixed length, so the body is cut out without parsing
and never written anew. Reading is strict: the frame is compared byte by byte, the data is validated
by the event's own model, chosen from a closed list of kinds.

Who decided, when and why is not needed to fold an event, and reading it costs as much as the rest
of the record. So `records_to_fold` looks at a decision's place, id and numbers only; the rest is
read, as strictly, when it is told. `records` reads everything at once: that is what `verify`, a
follower and whoever receives bytes from elsewhere use. A decision of several events is always read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn

from pydantic import ValidationError

from roadmap.collector import without_collector
from roadmap.errors import Damaged, Newer, Refused
from roadmap.events import KINDS, Decision, Event, Record, Unread
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
_AT_END, _AT_LENGTH = b'Z","because":', len(b',"decision":{"at":"2026-11-20T10:00:00.000000')
_SINGLE = b'","m":1,"n":1,"why":'
_NUMBERS = len(_SINGLE) - 1 - len(_WHY)  # the length of `,"m":1,"n":1`
_ID = b',"id":"'
_NEVER = b"\xff"  # in no UTF-8
_NO_FRAME = "it is not framed as a record of its kind"
_NOT_IN_UTC = "the decision's time is not in UTC with microseconds"
_RECORDED_FROM_END = len(_RECORDED) + 27 + len(_END)
_ID_LENGTH = 10
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d\.\d{6}Z", re.ASCII)
SUFFIX_LENGTH = len(_PREV) + 64 + _RECORDED_FROM_END


class Row(NamedTuple):
    """One row of a log as it is stored: its position, the event's kind and the record's bytes."""

    position: int
    kind: str
    state: bytes


class _Shape(NamedTuple):
    """How records of one kind end, from the kind on, how long that is, and what reads the data."""

    version: int
    tail: bytes
    length: int
    validate: Callable[[bytes], Event]

    @classmethod
    def of(cls, kind: str, event: type[Event]) -> _Shape:
        ends = b',"kind":"%s","version":%d}' % (kind.encode(), event.version)
        read = event.__pydantic_validator__.validate_json
        return cls(event.version, ends + _PREV, len(ends) + SUFFIX_LENGTH, read)

    @property
    def end_of_body(self) -> bytes:
        return self.tail[: -len(_PREV)]


class _Shapes(dict[str, _Shape]):
    """The shapes of a closed list of kinds, each made when a record of its kind is first met.

    Pydantic builds a model's validator when it is first used, 2 milliseconds each.
    """

    def __init__(self, kinds: Mapping[str, type[Event]]) -> None:
        super().__init__()
        self._kinds = kinds

    def __missing__(self, kind: str) -> _Shape:
        shape = self[kind] = _Shape.of(kind, self._kinds[kind])
        return shape


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
    if not _MOMENT.fullmatch(text):
        raise ValueError(f"{text} is not a moment in UTC with microseconds")
    return datetime.fromisoformat(text)


def seal(body: bytes, prev: str, recorded_at: datetime) -> bytes:
    """Return the record of `body` at its place in a log."""
    place = prev.encode() + _RECORDED + as_utc_text(recorded_at).encode()
    return _START + body + _PREV + place + _END


class Codec:
    """Writes and reads the records of one closed list of kinds."""

    def __init__(
        self, kinds: Mapping[str, type[Event]] = KINDS, upcasters: Upcasters = UPCASTERS
    ) -> None:
        self._upcasters = upcasters
        self._kinds = kinds
        self._shapes = _Shapes(kinds)

    def tails(self) -> tuple[set[str], set[bytes]]:
        """Return the kinds known here and what the records of today's shapes end their body with.

        The ends are `"version":N}` only; what they are not is for reading to find out.
        """
        return set(self._kinds), {
            b'"version":%d}' % event.version for event in self._kinds.values()
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
        return b'{"data":' + data + _DECISION + decision + shape.end_of_body

    # -- reading ----------------------------------------------------------------------------------

    def records(self, rows: Iterable[tuple[int, str, bytes]]) -> list[Record]:
        """Return the records of `rows`; about 4 microseconds each.

        Raises Damaged or Newer with the position of a row that cannot be read.
        """
        records = self.records_to_fold(rows)
        for record in records:
            _ = record.decision  # raises where its bytes are wrong
        return records

    def records_to_fold(self, rows: Iterable[tuple[int, str, bytes]]) -> list[Record]:
        """Return the same records, the decision of a single event unread; about 2 microseconds.

        Raises Damaged or Newer with the position of the first row whose frame, place in its
        decision, event or time cannot be read; `Record.decision` raises Damaged for the rest.
        """
        with without_collector():
            return self._records(rows)

    def _records(self, rows: Iterable[tuple[int, str, bytes]]) -> list[Record]:
        """Read today's shapes without a call more than is needed; anything else, slowly."""
        shapes, moment, unread = self._shapes, datetime.fromisoformat, tuple.__new__
        records: list[Record] = []
        before = after = _NEVER  # what frames the number n in the decision read last
        of, decision = 0, None
        decided: Decision | Unread
        for position, kind, state in rows:
            try:
                _, tail, length, validate = shapes[kind]
                start = len(state) - length
                cut = state.rfind(_DECISION_AT, 0, start)
                if (
                    cut < 0
                    or not state.startswith(tail, start)
                    or not state.startswith(_DATA)
                    or not state.startswith(_RECORDED, len(state) - _RECORDED_FROM_END)
                    or not state.endswith(_END)
                ):
                    raise ValueError(_NO_FRAME)  # noqa: TRY301 - a call here costs a tenth
                single = state.find(_SINGLE, cut, start)
                if single > 0:
                    if not state.startswith(_ID, single - _ID_LENGTH - len(_ID)):
                        raise ValueError(_NO_FRAME)  # noqa: TRY301 - as above
                    key = state[single - _ID_LENGTH : single].decode("ascii")
                    decided = unread(Unread, (key, position, state[cut:start], _read_later))
                    before, of, n = _NEVER, 1, 1
                elif (
                    decision is not None
                    and state.startswith(before, cut)
                    and state.startswith(after, start - len(after))
                ):
                    n = _counted(state[cut + len(before) : start - len(after)], of)
                    decided = decision
                else:
                    before, after, of, n, decision = _decision_of_many(state[cut:start])
                    decided = decision
                event = validate(state[len(_DATA) : cut])
                recorded_at = moment(state[-29:-2].decode("ascii"))
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                records.append(self._record_slowly(position, kind, state, error))
                decision = None
                continue
            records.append(Record(position, recorded_at, decided, n, of, event))
        return records

    def _record_slowly(self, position: int, kind: str, state: bytes, why: Exception) -> Record:
        """Read what today's shape does not fit: an earlier version, a newer one, or damage."""
        try:
            body = _unframe(kind, state)
            version = body["version"]
            if kind not in self._kinds or version > self._kinds[kind].version:
                _refuse_newer(position, kind, version)
            shape = self._shapes[kind]
            if version == shape.version:
                raise why
            data = body["data"]
            for step in range(version, shape.version):
                data = self._upcasters[kind, step](data)
            decided = _decision_of_many(_DECISION + canonical(body["decision"]))
            _, _, of, n, decision = decided
            event = shape.validate(canonical(data))
            return Record(position, recorded_at_of(state), decision, n, of, event)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise _damaged(position, error) from error


def _damaged(position: int, error: Exception) -> Damaged:
    return Damaged(
        f"The record at position {position} cannot be read: {_first_line(error)}."
        " Restore the file from a copy; everything before this position is intact.",
        position,
    )


def _unframe(kind: str, state: bytes) -> dict[str, Any]:
    if not _is_framed(state) or not state.startswith(_PREV, len(state) - SUFFIX_LENGTH):
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


def _is_framed(state: bytes) -> bool:
    return (
        state.startswith(_DATA)
        and state.startswith(_RECORDED, len(state) - _RECORDED_FROM_END)
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
    _decision_of_many(_DECISION + before + b"1" + after)
    return before, after


_validate_decision: Callable[[bytes], Decision] = Decision.__pydantic_validator__.validate_json


def _decision(state: bytes, cut: int, count: int, end: int) -> Decision:
    """Return the decision between `cut` and `end`, leaving out the numbers m and n at `count`.

    No string can hold the bytes of a key with its quotes: a quote inside a string is escaped.
    """
    if not state.startswith(_AT_END, cut + _AT_LENGTH):
        raise ValueError(_NOT_IN_UTC)
    why = state.index(_WHY, count)
    return _validate_decision(state[cut + len(_DECISION) : count] + state[why:end])


def _decision_of_many(text: bytes) -> tuple[bytes, bytes, int, int, Decision]:
    """Return what stands before and after the number n, how many events there are, n, and who.

    `text` is from the comma before `"decision"` to the end of its value.
    """
    count, why = text.index(_COUNT), text.index(_WHY)
    number = text.index(_NUMBER, count, why)
    of = _counted(text[count + len(_COUNT) : number])
    number += len(_NUMBER)
    n = _counted(text[number:why], of)
    return text[:number], text[why:], of, n, _decision(text, 0, count, len(text))


def _read_later(position: int, text: bytes) -> Decision:
    """Return the decision of one event; `text` is as in `_decision_of_many`, with both numbers 1.

    Both are cut out where they stand: what is left is strictly a decision, so that they are there
    once. Verifying reads every decision this way, in a third of the time of looking for numbers.
    """
    try:
        if not text.startswith(_AT_END, _AT_LENGTH):
            raise ValueError(_NOT_IN_UTC)  # noqa: TRY301 - as above
        id_end = text.index(_SINGLE) + 1
        return _validate_decision(text[len(_DECISION) : id_end] + text[id_end + _NUMBERS :])
    except (ValueError, LookupError) as error:
        raise _damaged(position, error) from error


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
