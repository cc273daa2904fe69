"""How far can this version of Roadmap read a log that a newer one may have written to?

Records of an unknown kind or a newer version are never skipped: the log is then shown as of the
decision before, and cannot be changed.
"""

from __future__ import annotations

from collections.abc import Callable

from roadmap.errors import Damaged, Newer
from roadmap.store.codec import Codec, Row

Page = Callable[[int, int], list[Row]]


def first_unreadable(codec: Codec, page: Page, until: int) -> tuple[int | None, str | None]:
    """Return the first position of the first decision that is too new, and a sentence about it.

    `page(after, until)` returns rows from `after` on. Reads every record: about 4 microseconds
    each. Stops at a record that is damaged, which is for reading and checking to say.
    """
    after = 0
    while after < until:
        rows = page(after, until)
        if not rows:
            break
        try:
            codec.records(rows)
        except Newer as error:
            position = error.position or after + 1
            return decision_start(codec, page, position), str(error)
        except Damaged:
            break
        after = rows[-1].position
    return None, None


def decision_start(codec: Codec, page: Page, position: int) -> int:
    """Return the first position of the decision that holds `position`, the first unreadable one.

    What stands before can be read: when its decision is not whole, it is the one that goes on here.
    """
    rows = page(position - 2, position - 1) if position > 1 else []
    if not rows:
        return position
    before = codec.records(rows)[0]
    return position if before.n == before.of else before.position - before.n + 1
