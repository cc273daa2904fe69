"""What is a number of What-if that leads to its items, and what is a list of them?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.paint.text import Run
from roadmap.analysis.words import counted, say_days
from roadmap.state import State


class Number(StrEnum):
    """The kinds of numbers: what each is about."""

    ITEMS = "items"
    CHANCE = "chance"
    RANGE = "range"
    APART = "apart"
    MUST = "must"
    LEFT = "left"
    COST = "cost"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Spot:
    """One number: of the scenario with this key ("" is the plan), at a sprint where it has one.

    `item` is another one than the page looks at.
    """

    key: str
    number: Number
    sprint: int | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a sentence, with the number that they are where they lead to its items."""

    run: Run
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing behind a number; `item` is None for what is no item, such as a stream."""

    item: str | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """The things behind a number: what is listed, the rule in a sentence, and the lines.

    The first `texts` columns are words, the others numbers.
    """

    title: str
    words: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    texts: int = 1


def titled(state: State, key: str, *, quoted: bool = True) -> str:
    """An item by its title, in a sentence or in a line of its own."""
    item = state.items.get(key)
    if item is None:
        return key
    return f"“{item.title}”" if quoted else item.title


def moved_words(earlier: int, later: int) -> str:
    """How many items move: "3 items are earlier and 8 items are later"."""
    said = [
        f"{counted(number, 'item')} {'is' if number == 1 else 'are'} {word}"
        for number, word in ((earlier, "earlier"), (later, "later"))
        if number
    ]
    return " and ".join(said) or "no item is earlier or later"


def moved_text(days: float) -> str:
    """Person-days in a list: whole from ten on."""
    return say_days(round(days) if abs(days) >= 10 else round(days, 1))
