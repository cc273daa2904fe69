"""How do the days of a sprint and the freezes in it read?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.words import day_text
from roadmap.state import State


def span_text(first: date, last: date, today: date) -> str:
    """Return "16–29 Nov" or "30 Nov–13 Dec"."""
    end = day_text(last, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{day_text(first, today)}–{end}"


def freeze_texts(
    state: State, start: date, end: date, today: date, team: str | None
) -> tuple[str, ...]:
    """Return the freezes that touch `[start, end)`, with what they cover; ``team`` None is all."""
    found = []
    for freeze in state.freezes.ordered():
        days = freeze.days
        if days.last < start or days.first >= end or (team and freeze.team not in (None, team)):
            continue
        span = span_text(days.first, days.last, today)
        text = QCoreApplication.translate("sprints", "Freeze {days}").format(days=span)
        covered = (state.teams.get(freeze.team), state.components.get(freeze.component))
        names = [record.name for record in covered if record is not None]
        found.append(", ".join([text, *names]))
    return tuple(found)
