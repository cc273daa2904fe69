"""How does long work on a file say how far it is, and how is it stopped?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from roadmap.errors import Cancelled

T = TypeVar("T")
Progress = Callable[[int, int], bool]  # (done, of how much) -> whether to go on
_EVERY = 256  # decisions or rows between two words
_WHOLE = 1000


class Watch:
    """Tells one stretch of a piece of work, from `first` to `last` thousandths of all of it."""

    def __init__(
        self, progress: Progress | None = None, first: int = 0, last: int = _WHOLE
    ) -> None:
        self._progress, self._first, self._last = progress, first, last

    def part(self, first: int, last: int) -> Watch:
        """Return what watches the thousandths `first` to `last` of this stretch."""
        span = self._last - self._first
        return Watch(
            self._progress,
            self._first + span * first // _WHOLE,
            self._first + span * last // _WHOLE,
        )

    def say(self, done: int, total: int) -> None:
        """Tell that `done` of `total` is done. Raises Cancelled where it is not to go on."""
        if self._progress is None:
            return
        place = self._first + (self._last - self._first) * done // max(1, total)
        if not self._progress(min(place, self._last), _WHOLE):
            raise Cancelled("Writing was stopped.")

    def along(self, each: Iterable[T], total: int) -> Iterator[T]:
        """Yield what `each` yields, telling now and then how far it is."""
        for done, one in enumerate(each):
            if done % _EVERY == 0:
                self.say(done, total)
            yield one
        self.say(total, total)


UNWATCHED = Watch()
