"""Which minimum acceptable levels does an item protect, and how do they stand?

Rows of the details that lead back to the measure.
"""

from __future__ import annotations

from datetime import date

from gui.models.properties.property import Property, t
from gui.models.words import day_text
from gui.paint.text import Run
from gui.tokens import Tone
from roadmap.analysis.levels.levels import Standing, standing
from roadmap.analysis.words import say_level, say_measured
from roadmap.state import Item, State

_MOST = 3


def level_rows(item: Item, state: State, today: date) -> tuple[Property, ...]:
    """Return a row for each measure that an item protects."""
    measures = [state.measures.get(key) for key in item.protects]
    found = [standing(measure, today) for measure in measures if measure is not None]
    return tuple(_row(each, today) for each in found[:_MOST])


def _row(row: Standing, today: date) -> Property:
    measure = row.measure
    words, tone = _stands(row, today)
    runs = (Run(measure.name, "accent"), Run(f", {words}", tone))
    level = t("no level yet") if measure.level is None else say_level(measure)
    hint = t("{name}: {level}. Opens it in Principles.").format(name=measure.name, level=level)
    link = f"page:principles#{measure.id}"
    return Property(f"level {measure.id}", t("Level"), runs, "none", hint=hint, links=(link,))


def _stands(row: Standing, today: date) -> tuple[str, Tone]:
    if row.measure.level is None:
        return t("no level yet"), "muted"
    if row.latest is None:
        return t("not measured yet"), "muted"
    value = say_measured(row.measure, row.latest.value)
    if not row.breached:
        return t("met at {value}").format(value=value), "muted"
    if row.since is None:
        return t("breached at {value}").format(value=value), "bad"
    since = day_text(row.since, today)
    return t("breached since {day}, {value} now").format(day=since, value=value), "bad"
