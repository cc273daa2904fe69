"""What is one line of a form of What-if, and what is wrong with what was typed into it?"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.errors import Refused


class Wrong(Refused):
    """What was typed into one entry of a form does not do.

    Attributes:
        entry: Its key.
    """

    def __init__(self, entry: str, sentence: str) -> None:
        super().__init__(sentence)
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to type in, or to choose from where there are `choices`; `beside` the one before."""

    key: str
    name: str
    text: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    beside: bool = False
