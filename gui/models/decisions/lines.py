"""Which lines does a list of items beside the log have: what changed, or what is known to come?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.face_model import HeadedModel
from gui.models.words import day_text
from gui.tokens import Tone
from roadmap.analysis.planning.hidden_forced import Coming
from roadmap.analysis.words import counted, say_days, say_number
from roadmap.report.brief import SECTIONS, Change, section_counts


def _t(text: str) -> str:
    return QCoreApplication.translate("decisions", text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an item by its title and what is said of it, or a heading (`item` is "").

    Attributes:
        end: Stands at the right, where nothing cuts it.
    """

    title: str
    text: str = ""
    end: str = ""
    item: str = ""
    reason: str = ""
    tone: Tone = "muted"

    @property
    def is_head(self) -> bool:
        """Whether it is the heading of the lines below."""
        return not self.item

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.text, self.end, self.reason) if part)


class LinesModel(HeadedModel[Line]):
    """Lines, replaced as a whole."""


def change_lines(changes: Sequence[Change]) -> tuple[Line, ...]:
    """Return what changed, each section under its heading with its number."""
    counts = section_counts(changes)
    names = dict(SECTIONS)
    lines: list[Line] = []
    section = ""
    for change in changes:
        if change.section != section:
            section = change.section
            lines.append(Line(_t(names[section]), end=say_number(counts[section])))
        reason = "" if change.reason is None else f"“{change.reason.why}” {change.reason.by}"
        lines.append(
            Line(_flat(change.title) or change.item, change.what, "", change.item, _flat(reason))
        )
    return tuple(lines)


def coming_lines(rows: Sequence[Coming], today: date) -> tuple[Line, ...]:
    """Return the must-do work that is known to come, by date; overdue days are said in words."""
    lines = []
    for row in rows:
        effort, tone, end = say_days(row.effort.days), _tone(row.days_left), _t("no date")
        left = _t("No date is set.")
        if row.mandatory_by is not None and row.days_left is not None:
            end, left = day_text(row.mandatory_by, today), _left(row.days_left)
        text = left if row.overdue else effort
        more = f"{effort}, {left}" if row.overdue else left
        lines.append(Line(_flat(row.title) or row.item, text, end, row.item, more, tone))
    return tuple(lines)


def _tone(days_left: int | None) -> Tone:
    if days_left is None or days_left > 0:
        return "muted"
    return "bad" if days_left < 0 else "warn"


def _left(days: int) -> str:
    if days == 0:
        return _t("today")
    if days < 0:
        return _t("{days} late").format(days=counted(-days, "day"))
    return _t("in {days}").format(days=counted(days, "day"))


def _flat(text: str) -> str:
    return " ".join(text.split())
