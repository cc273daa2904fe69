"""Is this log whole and untouched? Everything `verify` says about records, whatever keeps them.

Bytes, chain, positions, times, whole decisions and the fold are checked page by page, so that a
log of any length needs little memory. What concerns the file itself is the document's own question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from roadmap.errors import Cancelled, Damaged, Newer
from roadmap.events import Decision, Record
from roadmap.evolve import evolve
from roadmap.log import Problem
from roadmap.state import EMPTY
from roadmap.store.canonical import are_plainly_canonical, is_canonical
from roadmap.store.codec import Codec, Row, digest_of, prev_of, recorded_at_of
from roadmap.values import EMPTY_HEAD

MOST_PROBLEMS = 100
_DECISION = b',"decision":{"at":"'

Progress = Callable[[int, int], bool]


def check(
    pages: Iterable[list[Row]], total: int, codec: Codec, progress: Progress | None
) -> list[Problem]:
    """Return what is wrong with the records of `pages`, at most the first hundred problems.

    About 12 microseconds a record. Raises Cancelled when `progress(done, total)` returns False.
    """
    checked = look_through(pages, total, codec, progress)
    newer = [] if checked.newer is None else [checked.newer]
    return sorted([*checked.problems, *newer], key=_place)[:MOST_PROBLEMS]


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong, and where it goes on in a newer version: from that whole decision on."""

    problems: list[Problem]
    newer: Problem | None
    newer_from: int | None


def look_through(
    pages: Iterable[list[Row]], total: int, codec: Codec, progress: Progress | None
) -> Checked:
    """Like `check`, but tells damage apart from what a newer version wrote."""
    checker = _Checker(codec)
    for rows in pages:
        checker.page(rows)
        if progress is not None and not progress(checker.position, total):
            raise Cancelled("The check was stopped; nothing was changed.")
        if len(checker.problems) >= MOST_PROBLEMS:
            break
    else:
        checker.finish()
    return Checked(checker.problems, checker.newer, checker.newer_from)


def _place(problem: Problem) -> int:
    return problem.position or 0


def _numbers_end(state: bytes) -> int:
    """Return where the data ends: what follows holds digits that reading compares one by one."""
    return max(0, state.rfind(_DECISION)) or len(state)


class _Checker:
    """What has to be remembered from one record to the next."""

    def __init__(self, codec: Codec) -> None:
        self.problems: list[Problem] = []
        self.newer: Problem | None = None
        self.newer_from: int | None = None
        self.position = 0
        self._codec = codec
        self._digest = EMPTY_HEAD.digest
        self._recorded_at: datetime | None = None
        self._decision: Decision | None = None  # the one that is not whole yet
        self._left = self._next = 0
        self._seen: set[str] = set()
        self._state = EMPTY
        self._is_readable = True

    def page(self, rows: list[Row]) -> None:
        if not self._is_in_place(rows):
            for row in rows:
                self._check_place(row)
        for record in self._readable(rows):
            self._check_decision(record)
            self._fold(record)

    def finish(self) -> None:
        if self._left and self._is_readable:
            self._say(self.position, "the last decision is cut off: some of its events are missing")

    def _say(self, position: int, what: str) -> None:
        self.problems.append(Problem(position, what))

    def _is_in_place(self, rows: list[Row]) -> bool:
        """Whether `_check_place` would find nothing in any of `rows`; a third of its time.

        Nothing is remembered of rows where it would: they are looked at one by one.
        """
        states = [row.state for row in rows]
        digests = [self._digest, *map(digest_of, states)]
        positions = range(self.position + 1, self.position + 1 + len(rows))
        try:
            times = [recorded_at_of(state) for state in states]
        except ValueError:
            return False
        last = times[:1] if self._recorded_at is None else [self._recorded_at]
        if (
            [row.position for row in rows] != [*positions]
            or list(map(prev_of, states)) != digests[:-1]
            or sorted(times) != times
            or last > times[:1]
            or not are_plainly_canonical(states, map(_numbers_end, states))
        ):
            return False
        self.position, self._digest = positions[-1], digests[-1]
        self._recorded_at = times[-1]
        return True

    def _check_place(self, row: Row) -> None:
        position, _, state = row
        if position != self.position + 1:
            self._say(position, f"it follows position {self.position}: records are missing")
        self.position = position
        if not is_canonical(state, _numbers_end(state)):
            self._say(position, "its bytes are not written the one way they are written here")
        if prev_of(state) != self._digest:
            self._say(position, "the chain breaks here: this record or the one before was changed")
        self._digest = digest_of(state)
        try:
            recorded_at = recorded_at_of(state)
        except ValueError as error:
            self._say(position, f"the time it was stored cannot be read: {error}")
            return
        if self._recorded_at is not None and recorded_at < self._recorded_at:
            self._say(position, "it says it was stored before the record it follows")
        self._recorded_at = recorded_at

    def _readable(self, rows: list[Row]) -> Iterator[Record]:
        """Yield the records that can be read, naming the others once."""
        try:
            yield from self._codec.records_to_fold(rows)
        except (Damaged, Newer):
            for row in rows:
                try:
                    yield from self._codec.records_to_fold([row])
                except Damaged as error:
                    self._cannot_be_read(error)
                except Newer as error:
                    self._is_newer(row.position, error)

    def _cannot_be_read(self, error: Damaged) -> None:
        self._say(error.position or self.position, str(error))
        self._is_readable = False
        self._left = 0

    def _is_newer(self, position: int, error: Newer) -> None:
        if self._is_readable:
            self.newer = Problem(position, str(error))
            self.newer_from = position - (self._next - 1 if self._left else 0)
        self._is_readable = False
        self._left = 0

    def _check_decision(self, record: Record) -> None:
        try:
            decision = record.decision
        except Damaged as error:
            self._cannot_be_read(error)
            return
        if not self._is_readable:
            return
        if record.of == 1 and not self._left:
            self._check_first(record, decision)  # and whole: nothing of it is left to wait for
            return
        if self._left:
            if decision != self._decision or record.n != self._next:
                self._say(record.position, "the decision before it is not whole")
                self._left = 0
        elif record.n != 1:
            self._say(record.position, "it begins in the middle of a decision")
        if record.n == 1:
            self._check_first(record, decision)
        self._decision, self._left, self._next = decision, record.of - record.n, record.n + 1

    def _check_first(self, record: Record, decision: Decision) -> None:
        if decision.id in self._seen:
            self._say(record.position, f"the decision {decision.id} is there twice")
        self._seen.add(decision.id)

    def _fold(self, record: Record) -> None:
        try:
            self._state = evolve(self._state, record.event)
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            self._say(record.position, f"what it says cannot be carried out: {error}")
