"""How are thousands of fresh events made without the garbage collector looking through them?

Events, decisions and states hold no cycles. Python's cyclic collector walks through them all the
same whenever enough were made, which doubles the time of reading a long history. What a long pause
left is therefore set aside until a roadmap is closed: measured over 200,000 events, looking through
it took a fifth of opening and later more than half of every seek, in jerks of a third of a second.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 50_000  # objects; what ordinary pauses leave is cleared away in the ordinary way

_lock = threading.Lock()
_pauses: list[bool] = []  # of those under way: whether the collector was on when each began


@contextmanager
def without_collector() -> Iterator[None]:
    """Let the collector rest during the block; safe to nest and among threads.

    The last to leave puts back what the first one found.
    """
    rest = Rest()
    try:
        yield
    finally:
        rest.end()


class Rest:
    """The collector rests from the making of this until its `end`, which may come more than once.

    For work whose end is told to another thread: that thread ends the rest, and so it is where the
    collector runs next.
    """

    def __init__(self) -> None:
        self._over = False
        with _lock:
            _pauses.append(gc.isenabled())
            gc.disable()

    def end(self) -> None:
        """Put back what the first of several rests found, once the last one ends."""
        with _lock:
            if self._over:
                return
            self._over = True
            was_on = _pauses[0]
            _pauses.pop()
            if was_on and not _pauses:
                if gc.get_count()[0] > _MANY:
                    gc.freeze()
                gc.enable()


def look_through_again() -> None:
    """Let the collector look again through all that was set aside, since some of it is done with.

    Until then no cycle is cleared away that was garbage already when a long pause ended.
    """
    gc.unfreeze()
