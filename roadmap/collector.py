"""How are thousands of fresh events made without the garbage collector looking through them?

Events, decisions and states hold no cycles. Python's cyclic collector walks through them all the
same whenever enough were made, which doubles the time of reading a long history. What a long pause
left is then filed with the old objects: the next pass over the young ones would look through it all
(measured, a fifth of opening 100,000 events). It is still looked through when everything is.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 50_000  # objects; ordinary pauses leave few, and their garbage is better cleared young

_lock = threading.Lock()
_pauses: list[bool] = []  # of those under way: whether the collector was on when each began


@contextmanager
def without_collector() -> Iterator[None]:
    """Let the collector rest during the block; safe to nest and among threads.

    The last to leave puts back what the first one found.
    """
    with _lock:
        _pauses.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            was_on = _pauses[0]
            _pauses.pop()
            if was_on and not _pauses:
                if gc.get_count()[0] > _MANY:
                    gc.freeze()  # these two together move lists of objects and look at none
                    gc.unfreeze()
                gc.enable()
