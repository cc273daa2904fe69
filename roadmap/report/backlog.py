"""The backlog and the grid as Markdown, for a mail or a wiki; titles are plain text.

No date to keep stands alone: beside it is how likely it is kept, and when the work is done in half
and in 85% of all futures. A date that a person gave is marked as a promise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from roadmap.analysis.words import say_day
from roadmap.report.markdown import escape_markdown
from roadmap.report.outlook import Outlook, outlook_words
from roadmap.state import Roadmap, State
from roadmap.values import Quadrant

Outlooks = Mapping[str, Outlook | None]  # by item


def backlog_markdown(state: State, items: Sequence[dict[str, Any]], seen: Outlooks) -> str:
    """Return the open items by quadrant, in rank order; `items` as `items_json` gives them."""
    lines = [f"# {_name(state)}", ""]
    for quadrant in Quadrant:
        shown = [each for each in items if each["quadrant"] == quadrant and _is_open(each)]
        if not shown:
            continue
        lines += [f"## {escape_markdown(_settings(state).words.of(quadrant))}", ""]
        lines += [_line(each, seen[each["id"]]) for each in shown]
        lines.append("")
    return "\n".join(lines)


def grid_markdown(state: State, grid: Mapping[str, Any], seen: Outlooks) -> str:
    """Return the quadrants and the must-do work that is known to come, all of it."""
    words = _settings(state).words
    head = ("| Quadrant | Items | Person-days | Share |", "|---|--:|--:|--:|")
    lines = [f"# {_name(state)}", "", *head]
    for name, cell in grid["quadrants"].items():
        title = escape_markdown(words.of(Quadrant(name)))
        lines.append(f"| {title} | {cell['count']} | {cell['effort']:.1f} | {cell['share']:.0%} |")
    coming = grid["hidden_forced"]["items"]
    if coming:
        lines += ["", "## Must be done by a date", ""]
        for row in coming:
            title = escape_markdown(state.items[row["item"]].title)
            by = "no date" if row["mandatory_by"] is None else _day(row["mandatory_by"])
            found = outlook_words(seen[row["item"]])
            lines.append(f"- {by}: {title}, {row['effort']:.1f} pd ({found})")
    return "\n".join([*lines, ""])


_DATES = (("mandatory_by", "must be done by"), ("promised_by", "promised by"), ("due", "due"))


def _line(item: dict[str, Any], found: Outlook | None) -> str:
    parts = [f"{item['effort_days']:.1f} pd"]
    dates = [f"{words} {_day(item[name])}" for name, words in _DATES if item[name]]
    parts += dates
    if dates:
        parts.append(outlook_words(found))
    if item["status"] == "in_progress":
        parts.append("in progress")
    return f"- {escape_markdown(item['title'])} ({', '.join(parts)})"


def _day(day: str) -> str:
    return say_day(date.fromisoformat(day))


def _is_open(item: dict[str, Any]) -> bool:
    return item["status"] in ("open", "in_progress")


def _settings(state: State) -> Roadmap:
    return state.roadmap or Roadmap()


def _name(state: State) -> str:
    return escape_markdown(_settings(state).name or "Roadmap")
