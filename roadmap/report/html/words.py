"""How is text put into HTML? Always escaped, always as text; and how dates and shares read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any

from roadmap.analysis.words import short_day

MOST_ROWS = 300


def text(value: object) -> str:
    """Return `value` as text in HTML; nothing of it is ever markup."""
    return escape(str(value), quote=True)


def day(value: date | str | None, today: date) -> str:
    """Return a day as people say it, with its ISO form to hover."""
    if value is None:
        return ""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    iso = found.isoformat()
    return f'<time datetime="{iso}" title="{iso}">{text(short_day(found, today))}</time>'


def percent(share: float | None) -> str:
    """Return 71%, or nothing for what is not known."""
    return "" if share is None else f"{share:.0%}"


def chance(share: float | None) -> str:
    """Return a probability in its colour: under 70% bad, under 85% to watch."""
    if share is None:
        return '<span class="faint">not forecast</span>'
    tone = "bad" if share < 0.7 else "warn" if share < 0.85 else "ok"
    # what is nearly sure is not said to be sure
    said = "&gt;99%" if 0.995 <= share < 1 else f"{share:.0%}"
    return f'<b class="{tone}">{said}</b>'


def table(caption: str, head: Iterable[tuple[str, bool]], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; `head` is (words, whether numbers stand in the column), cells are HTML.

    Of very many rows the first ones stand in the page, and how many more there are.
    """
    columns = list(head)
    every = list(rows)
    rest = len(every) - MOST_ROWS
    more = f'<p class="more">and {rest:,} more in the roadmap</p>' if rest > 0 else ""
    titles = "".join(
        f'<th scope="col"{_CLASS[number]}>{text(words)}</th>' for words, number in columns
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{_CLASS[number]}>{cell}</td>"
            for cell, (_, number) in zip(row, columns, strict=True)
        )
        + "</tr>"
        for row in every[:MOST_ROWS]
    )
    return (
        f'<div class="scroll"><table><caption>{text(caption)}</caption><thead><tr>{titles}</tr>'
        f"</thead><tbody>{body}</tbody></table></div>{more}"
    )


_CLASS: dict[bool, str] = {True: ' class="n"', False: ""}


def plural(number: int, word: str) -> str:
    """Return "1 item" or "3 items"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def attribute(**values: Any) -> str:
    """Return attributes of a tag, underscores as hyphens, None left out."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text(value)}"'
        for name, value in values.items()
        if value is not None
    )
