"""Where a roadmap stands and how it came there, as a page of plain text."""

from __future__ import annotations

from typing import Any

from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.analysis.words import counted, say_day
from roadmap.state import Roadmap
from roadmap.timeline import Timeline
from roadmap.values import Quadrant

_LATEST = 12


def summary_text(timeline: Timeline, grid: dict[str, Any]) -> str:
    """Return the summary of the newest state; `grid` as `roadmap grid --json` prints it."""
    state = timeline.state
    settings = state.roadmap or Roadmap()
    lines = [settings.name, "=" * len(settings.name), ""]
    if timeline.count:
        first, last = timeline.tell(0), timeline.tell(timeline.count - 1)
        period = f"from {say_day(first.at.date())} to {say_day(last.at.date())}"
        things = counted(len(state.items), "item")
        lines += [f"{counted(timeline.count, 'decision')} {period}, {things}.", ""]
    for name, cell in grid["quadrants"].items():
        title = settings.words.of(Quadrant(name))
        lines.append(
            f"{title:36} {cell['count']:4} items {cell['effort']:7.1f} pd {cell['share']:5.0%}"
        )
    lines += [
        "",
        f"Must-do share of what is open: {_percent(grid['open_forced_share'])}",
        f"Must-do share of the work done in the last sprints: {_percent(grid['forced_share'])}",
        "",
        "Must be done by a date",
    ]
    for row in grid["hidden_forced"]["items"]:
        title = state.items[row["item"]].title
        lines.append(f"  {row['mandatory_by'] or 'no date':10}  {row['effort']:5.1f} pd  {title}")
    lines += ["", "The latest decisions", *_latest(timeline), ""]
    return "\n".join(lines)


def _latest(timeline: Timeline) -> list[str]:
    lines = []
    for told in timeline.history(timeline.count - _LATEST):
        before, after = timeline.state_after(told.index - 1), timeline.state_after(told.index)
        said = decision_sentence(told.decision, told.events, before, after).text
        lines.append(f"  {told.at:%Y-%m-%d}  {told.by.name}: {said}")
        if told.why:
            lines.append(f"              “{told.why}”")
    return lines


def _percent(share: float | None) -> str:
    return "not known yet" if share is None else f"{share:.0%}"
