"""The backlog and the grid as Markdown, for a mail or a wiki; titles are plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from roadmap.report.markdown import escape_markdown
from roadmap.state import Roadmap, State
from roadmap.values import Quadrant


def backlog_markdown(state: State, items: Sequence[dict[str, Any]]) -> str:
    """Return the open items by quadrant, in rank order; `items` as `items_json` gives them."""
    lines = [f"# {_name(state)}", ""]
    for quadrant in Quadrant:
        shown = [each for each in items if each["quadrant"] == quadrant and _is_open(each)]
        if not shown:
            continue
        lines += [f"## {escape_markdown(_settings(state).words.of(quadrant))}", ""]
        lines += [_line(each) for each in shown]
        lines.append("")
    return "\n".join(lines)


def grid_markdown(state: State, grid: dict[str, Any]) -> str:
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
            lines.append(f"- {row['mandatory_by'] or 'no date'}: {title}, {row['effort']:.1f} pd")
    return "\n".join([*lines, ""])


def _line(item: dict[str, Any]) -> str:
    parts = [f"{item['effort_days']:.1f} pd"]
    if item["mandatory_by"]:
        parts.append(f"by {item['mandatory_by']}")
    if item["status"] == "in_progress":
        parts.append("in progress")
    return f"- {escape_markdown(item['title'])} ({', '.join(parts)})"


def _is_open(item: dict[str, Any]) -> bool:
    return item["status"] in ("open", "in_progress")


def _settings(state: State) -> Roadmap:
    return state.roadmap or Roadmap()


def _name(state: State) -> str:
    return escape_markdown(_settings(state).name or "Roadmap")
