"""What is a flag: one thing to look at in a plan, and what one can do about it?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from roadmap.state import Item


class Level(IntEnum):
    """How much a flag presses: something is broken, will be, or is worth knowing."""

    ACT = 0
    WATCH = 1
    NOTE = 2


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at.

    Attributes:
        code: What kind of thing it is.
        item: The item it is about; None where it concerns the whole plan.
        text: The thing, the rule and its number in one sentence.
        advice: What one can do about it.
        level: How much it presses.
        items: All items it is about, `item` first.
        sprint: The number of the sprint it is about, None where it is about none.
    """

    code: str
    item: str | None
    text: str
    advice: str = ""
    level: Level = Level.WATCH
    items: tuple[str, ...] = ()
    sprint: int | None = None


def about(
    code: str, item: Item, text: str, advice: str, level: Level = Level.WATCH, *more: str
) -> Flag:
    """Return a flag about `item`, and about the items with the ids `more`."""
    return Flag(code, item.id, text, advice, level, (item.id, *more))
