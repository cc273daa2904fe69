"""What is one property of an item: how it reads, what it is edited with, and what was typed?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from PySide6.QtCore import QCoreApplication

from gui.models.words import day_text, long_day_text
from gui.paint.text import Run
from roadmap.state import Item, State

Editor = Literal["line", "day", "effort", "choice", "text", "parts", "items", "none"]
Options = tuple[tuple[str, str], ...]
Rows = tuple[tuple[str, ...], ...]
# What an editor hands over: a text, or the parts of a value row by row.
Typed = str | Rows


def t(text: str) -> str:
    """Return a text of the properties in the language of the window."""
    return QCoreApplication.translate("properties", text)


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a value that has several.

    Attributes:
        options: (key, words) to choose from; free text where there are none.
        known: Texts that typing is completed with.
        line: On which line of a repeated row it stands.
        stretch: How much of the spare width it takes there; 0 keeps to ``width``.
    """

    name: str
    hint: str = ""
    options: Options = ()
    known: tuple[str, ...] = ()
    line: int = 0
    stretch: int = 1
    width: int = 0


@dataclass(frozen=True, slots=True)
class Property:
    """One row.

    Attributes:
        key: The field it sets.
        runs: How the value reads; empty where there is none.
        text: What an editor begins with.
        options: (key, words) to choose from, "" to clear; or names to complete a line with.
        links: Addresses that the value offers to open.
        parts: The fields of a value in parts, `rows` what stands in them.
        repeated: Whether there may be several rows of parts.
        most: How many items may be picked.
        advanced: Stands under "Advanced" as long as it is empty.
        hint: What a value means, said on hover.
    """

    key: str
    name: str
    runs: tuple[Run, ...]
    editor: Editor = "line"
    text: str = ""
    options: Options = ()
    links: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    rows: Rows = ()
    repeated: bool = False
    most: int = 100
    advanced: bool = False
    hint: str = ""


Make = Callable[[Item, State, date], Property]


def plain_runs(text: str) -> tuple[Run, ...]:
    """Return a text as runs, none for no text."""
    return (Run(text),) if text else ()


def lines_of(texts: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Return several values, one a line."""
    runs: list[Run] = []
    for text in texts:
        runs += [*text, Run("\n")]
    return tuple(runs[:-1])


def day_row(field: str, name: str, *, bold: bool = False, note: str = "") -> Make:
    """Make rows for a day that can be typed."""

    def make(item: Item, _state: State, today: date) -> Property:
        day: date | None = getattr(item, field)
        if day is None:
            return Property(field, t(name), (), "day")
        runs = [Run(long_day_text(day), weight=600 if bold else 400)]
        if note:
            runs.append(Run(" " + t(note), "muted"))
        return Property(field, t(name), tuple(runs), "day", day_text(day, today))

    return make


def fixed_day_row(field: str, name: str) -> Make:
    """Make rows for a day that follows from something else."""

    def make(item: Item, _state: State, _today: date) -> Property:
        day: date | None = getattr(item, field)
        text = "" if day is None else long_day_text(day)
        return Property(field, t(name), plain_runs(text), "none")

    return make


def fixed_row(field: str, name: str) -> Make:
    """Make rows for a text that follows from something else."""

    def make(item: Item, _state: State, _today: date) -> Property:
        return Property(field, t(name), plain_runs(getattr(item, field) or ""), "none")

    return make


def line_row(field: str, name: str) -> Make:
    """Make rows for a short text."""

    def make(item: Item, _state: State, _today: date) -> Property:
        value = getattr(item, field)
        text = "" if value is None else str(value)
        return Property(field, t(name), plain_runs(text), "line", text)

    return make


def long_row(field: str, name: str) -> Make:
    """Make rows for a text of several lines."""

    def make(item: Item, _state: State, _today: date) -> Property:
        text: str = getattr(item, field)
        return Property(field, t(name), plain_runs(_cut(text)), "text", text)

    return make


def _cut(text: str, most: int = 600) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def choice_row(
    field: str, name: str, options: Callable[[], Options], *, advanced: bool = False
) -> Make:
    """Make rows for a value of a short list."""

    def make(item: Item, _state: State, _today: date) -> Property:
        value = getattr(item, field)
        key = "" if value is None else str(value)
        offered = options()
        words = dict(offered).get(key, key) if key else ""
        runs = plain_runs(words)
        return Property(field, t(name), runs, "choice", key, offered, advanced=advanced)

    return make


def none_option() -> tuple[str, str]:
    """Return the option that clears."""
    return "", t("None")
