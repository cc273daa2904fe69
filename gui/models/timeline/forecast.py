"""How far may a bar reach, and how likely is its date? What a forecast adds to a row.

Rows are asked for when they are drawn: of ten thousand only those in view cost anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.chances import (
    FINE,
    chance_text,
    date_chance_text,
    dense_tone,
    interval_text,
    range_text,
    rests_on_text,
)
from gui.models.timeline.words import Where
from gui.models.words import day_text
from gui.paint.timeline_face import RowFace
from roadmap.analysis.planning.forecast import MIDDLE, SAFE, PlanForecast


def _t(text: str) -> str:
    return QCoreApplication.translate("timeline", text)


class RowForecasts:
    """Returns rows with their forecast; each is made once."""

    def __init__(self, found: PlanForecast, where: Mapping[str, Where], as_of: date) -> None:
        self.found = found
        self._where, self._as_of = where, as_of
        self._made: dict[str, RowFace] = {}

    def __call__(self, row: RowFace) -> RowFace:
        """Return the row with P50, P85 and the probability of its date."""
        made = self._made.get(row.item)
        if made is None:
            made = self._made[row.item] = self._make(row)
        return made

    def _make(self, row: RowFace) -> RowFace:
        known = self.found.items.get(row.item)
        if known is None:
            return row
        middle = _end(self.found.day(row.item, MIDDLE))
        safe = _end(self.found.day(row.item, SAFE))
        where = self._where[row.item]
        chance = None if where.due is None else self.found.chance_by(row.item, where.due)
        share = None if chance is None else chance.probability
        if where.due is not None and where.due < self._as_of:
            share = None  # it is overdue in every future
        note = row.note
        if not row.out_of_sight:
            note = self._words(row, where, dated=share is not None)
            if chance is not None and chance.until is not None and share is not None:
                ends, due = (day_text(each, self._as_of) for each in (chance.until, chance.date))
                note = _t("by {end}, due {day}").format(end=ends, day=due)
        return replace(
            row,
            p50=middle,
            p85=safe,
            unending=safe is None and not row.out_of_sight,
            note=note,
            chance="" if share is None else chance_text(share),
            chance_tone="text" if share is None or share >= FINE else dense_tone(share),
        )

    def _words(self, row: RowFace, where: Where, *, dated: bool) -> str:
        """Return the words after the bar: the date and what is wrong with it, else P85."""
        if where.due is not None:
            day = day_text(where.due, self._as_of)
            if dated and where.late:
                return _t("by {day}, late").format(day=day)
            if dated and where.is_tight:
                return _t("by {day}, tight").format(day=day)
            return row.note
        return self._safe_words(row.item)

    def _safe_words(self, item: str) -> str:
        day = self.found.day(item, SAFE)
        if day is None:
            return _t("P85 not in sight")
        return _t("P85 {day}").format(day=day_text(day, self._as_of))

    def details(self, item: str) -> tuple[str, ...]:
        """Return what the forecast says of an item, a fact a line."""
        known = self.found.items.get(item)
        if known is None:
            return ()
        lines = [_t("Forecast: {range}").format(range=range_text(self.found, item))]
        due = self._where[item].due
        chance = None if due is None else self.found.chance_by(item, due)
        if chance is not None:
            text, interval = date_chance_text(chance), interval_text(chance)
            lines.append(f"{text} ({interval})" if interval else text)
        return (*lines, rests_on_text(self.found))

    def range_text(self, item: str) -> str:
        """Return P50 and P85 for the table, "" where nothing is known."""
        return range_text(self.found, item) if item in self.found.items else ""

    def kept(self, items: Sequence[str]) -> int:
        """Return how many of the dates are kept in 85% of the futures or more."""
        chances = (self.found.items[each].by_date for each in items if each in self.found.items)
        shares = (each.probability for each in chances if each is not None)
        return sum(share is not None and share >= FINE for share in shares)


def _end(day: date | None) -> int | None:
    """Return the day after, as bars end."""
    return None if day is None else day.toordinal() + 1
