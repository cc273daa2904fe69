"""Where does each decision of a history end, when was it recorded, what is its id?

Parallel arrays of 26 bytes a decision, so that a million of them are found by id, place and time
without reading one. They can be packed and saved beside a checkpoint: a long history is then known
from its first moment on.
"""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from roadmap.errors import NotFound
from roadmap.events import Record
from roadmap.events.reasons import ReasonGiven

ID_LENGTH = 10


class PackedIndex(NamedTuple):
    """An index as bytes of this machine, and the reasons that were given afterwards."""

    ends: bytes
    times: bytes
    ids: bytes
    reasons: dict[str, str]


@dataclass(frozen=True, slots=True)
class Density:
    """How many decisions fall into each of equal spans of time between the first and the last."""

    first: datetime
    last: datetime
    counts: tuple[int, ...]


class DecisionIndex:
    """The decisions of a history up to `position`."""

    def __init__(self) -> None:
        self.position = 0
        self.ends = array("Q")
        self._times = array("d")
        self._ids = bytearray()
        self._reasons: dict[str, str] = {}

    @classmethod
    def unpacked(cls, packed: PackedIndex, position: int) -> DecisionIndex | None:
        """Return the index that was packed at `position`; None where it cannot be that."""
        found = cls()
        try:
            found.ends.frombytes(packed.ends)
            found._times.frombytes(packed.times)
        except ValueError:
            return None
        found._ids += packed.ids
        found._reasons.update(packed.reasons)
        count = len(found.ends)
        whole = len(found._times) == count and len(found._ids) == count * ID_LENGTH
        if not whole or not count or found.ends[-1] != position:
            return None
        found.position = position
        return found

    def packed(self) -> PackedIndex:
        """Return all of it as bytes."""
        ends, times = self.ends.tobytes(), self._times.tobytes()
        return PackedIndex(ends, times, bytes(self._ids), dict(self._reasons))

    def copied(self) -> DecisionIndex:
        """Return a copy for another thread."""
        other = DecisionIndex()
        other.position = self.position
        other.ends, other._times = self.ends[:], self._times[:]
        other._ids, other._reasons = self._ids[:], dict(self._reasons)
        return other

    def take(self, records: Sequence[Record]) -> None:
        """Take in the records that follow; those that are known are passed over."""
        if not records or records[-1].position <= self.position:
            return
        if records[0].position <= self.position:
            records = records[self.position + 1 - records[0].position :]
        # Apart from the fold, in loops without a statement: measured, a tenth of all opening.
        ends = [record for record in records if record.n == record.of]
        self.ends.extend([record.position for record in ends])
        self._times.extend([record.recorded_at.timestamp() for record in ends])
        self._ids += "".join([record.decided.id for record in ends]).encode()
        for record in records:
            if type(record.event) is ReasonGiven:
                self._reasons.update(dict.fromkeys(record.event.decisions, record.event.why))
        self.position = records[-1].position

    # -- questions --------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.ends)

    def reason(self, decision: str, why: str | None) -> str | None:
        """Return the reason of a decision: `why`, or what was given afterwards."""
        return self._reasons.get(decision, why)

    def recorded_at(self, index: int) -> datetime:
        """Return when decision `index` was recorded, in UTC."""
        return datetime.fromtimestamp(self._times[index], UTC)

    def index_of(self, decision: str) -> int:
        """Return the index of the decision with this id. Raises NotFound."""
        wanted, start = decision.encode(), 0
        while len(wanted) == ID_LENGTH:
            found = self._ids.find(wanted, start)
            if found < 0:
                break
            if found % ID_LENGTH == 0:
                return found // ID_LENGTH
            start = found + 1
        raise NotFound(
            f"There is no decision {decision!r}.", command="`roadmap history FILE` lists them."
        )

    def index_at(self, position: int) -> int:
        """Return the index of the decision that holds `position`; -1 before the first."""
        if position <= 0:
            return -1
        return min(bisect.bisect_left(self.ends, position), len(self.ends) - 1)

    def index_on(self, moment: datetime) -> int:
        """Return the index of the last decision recorded before `moment`; -1 before the first."""
        return bisect.bisect_left(self._times, moment.timestamp()) - 1

    def density(self, buckets: int) -> Density | None:
        """Return the decisions per span of time, in `buckets` spans; None without decisions."""
        if not self._times:
            return None
        first, last = self._times[0], self._times[-1]
        width = max(last - first, 1.0) / buckets
        counts = [0] * buckets
        for bucket in range(buckets):
            low = bisect.bisect_left(self._times, first + bucket * width)
            high = bisect.bisect_left(self._times, first + (bucket + 1) * width)
            counts[bucket] = high - low
        counts[-1] += len(self._times) - bisect.bisect_left(self._times, first + buckets * width)
        began, ended = datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)
        return Density(began, ended, tuple(counts))
