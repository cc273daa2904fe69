"""What can be set on a roadmap: its name and calendar, its words, sizes and money?

Each tab compares with what it showed at first and gives one command with the fields that differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from gui.dialogs.form import Form
from gui.dialogs.new_roadmap import zone_box
from gui.theme import ThemeSource
from gui.widgets.inputs import pad_spin_box, set_up_calendar
from gui.widgets.label import Label
from roadmap.state import Roadmap
from roadmap.values import (
    Distribution,
    QuadrantWords,
    Reading,
    SizeRange,
    Sizes,
)

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WORDS = (
    ("forced_short_term", "Must do, short-term"),
    ("forced_long_term", "Must do, long-term"),
    ("discretionary_short_term", "Choice, short-term"),
    ("discretionary_long_term", "Choice, long-term"),
)
_SIZES = (("s", "S"), ("m", "M"), ("l", "L"), ("xl", "XL"))


_SHAPES = (
    (Distribution.LOGNORMAL, "Lognormal"),
    (Distribution.TRIANGULAR, "Triangular"),
    (Distribution.PERT, "PERT"),
)
_READINGS = (
    (Reading.PERCENTILES, "One in ten is below low, one in ten above high"),
    (Reading.BOUNDS, "Never below low, never above high"),
)


class CalendarTab(Form):
    """Name, zone, sprints and working days."""

    def __init__(self, themes: ThemeSource, settings: Roadmap) -> None:
        super().__init__(themes)
        self.name = QLineEdit(settings.name)
        self.name.setMaxLength(200)
        self.zone = zone_box(settings.zone)
        self.sprint_days = QSpinBox()
        pad_spin_box(self.sprint_days)
        self.sprint_days.setRange(1, 366)
        self.sprint_days.setValue(settings.sprint_days)
        self.sprint_days.setSuffix(self.tr(" days"))
        start = settings.sprint_start or date.min
        self.sprint_start = QDateEdit(QDate(start.year, start.month, start.day))
        set_up_calendar(self.sprint_start)
        self.sprint_start.setDisplayFormat("ddd d MMM yyyy")
        self.days = [QCheckBox(word) for word in _WEEKDAYS]
        for number, box in enumerate(self.days, start=1):
            box.setChecked(number in settings.working_days)
        self.add(self.tr("Name"), self.name)
        self.add(self.tr("Time zone"), self.zone, self.tr("A day ends at midnight there."))
        self.add(self.tr("Sprint length"), self.sprint_days)
        self.add(self.tr("Sprint 1 starts"), self.sprint_start)
        self.add(self.tr("Working days"), _side_by_side(*self.days))
        self.finish()

    def fields(self) -> dict[str, Any]:
        """The fields as they stand."""
        day = self.sprint_start.date()
        return {
            "name": self.name.text().strip(),
            "zone": self.zone.currentText().strip(),
            "sprint_days": self.sprint_days.value(),
            "sprint_start": date(day.year(), day.month(), day.day()),
            "working_days": tuple(
                number for number, box in enumerate(self.days, start=1) if box.isChecked()
            ),
        }


class WordsTab(Form):
    """What the quadrants are called, what sizes mean, and the money."""

    def __init__(self, themes: ThemeSource, settings: Roadmap) -> None:
        super().__init__(themes)
        self._themes = themes
        self._old = settings
        self.words = {key: QLineEdit(getattr(settings.words, key)) for key, _ in _WORDS}
        self.sizes = {
            key: (
                _days(getattr(settings.sizes, key).low),
                _days(getattr(settings.sizes, key).high),
            )
            for key, _ in _SIZES
        }
        self.currency = QLineEdit(settings.currency)
        self.currency.setMaxLength(8)
        self.day_rate = _days(settings.day_rate or 0.0, least=0, unit="")
        self.day_rate.setSpecialValueText(self.tr("none"))
        self.distribution = _choice(_SHAPES, settings.distribution)
        self.reading = _choice(_READINGS, settings.reading)
        self.lifecycle = QCheckBox(self.tr("Lifecycle: create, evolve, operate"))
        self.lifecycle.setChecked(settings.lifecycle_on)
        self.work_stage = QCheckBox(self.tr("Work stage: develop, deploy, maintain"))
        self.work_stage.setChecked(settings.work_stage_on)
        self._build()

    def fields(self) -> dict[str, Any]:
        """The fields as they stand."""
        return {
            "distribution": self.distribution.currentData(),
            "reading": self.reading.currentData(),
            "lifecycle_on": self.lifecycle.isChecked(),
            "work_stage_on": self.work_stage.isChecked(),
            "words": QuadrantWords(**{key: box.text().strip() for key, box in self.words.items()}),
            "sizes": Sizes(
                **{
                    key: SizeRange(low.value(), high.value())
                    for key, (low, high) in self.sizes.items()
                }
            ),
            "currency": self.currency.text().strip(),
            "day_rate": self.day_rate.value() or None,
        }

    def _build(self) -> None:
        self.add_head(self.tr("Words for the quadrants"))
        for key, text in _WORDS:
            self.words[key].setMaxLength(200)
            self.add(text, self.words[key])
        self.add_head(
            self.tr("Sizes in person-days"), self.tr("What is not estimated counts as M.")
        )
        for key, text in _SIZES:
            low, high = self.sizes[key]
            low.setAccessibleName(self.tr("{size}, low").format(size=text))
            high.setAccessibleName(self.tr("{size}, high").format(size=text))
            to = Label(self._themes, self.tr("to"), tone="muted")
            self.add(text, _side_by_side(low, to, high))
        self.add_head(self.tr("Estimates"))
        self.add(self.tr("The range means"), self.reading)
        self.add(self.tr("Shape"), self.distribution)
        self.add_head(self.tr("More fields of an item"))
        self.add_wide(self.lifecycle)
        self.add_wide(self.work_stage)
        self.add_head(self.tr("Money"))
        self.add(self.tr("Currency"), self.currency)
        self.add(self.tr("Loaded rate a day"), self.day_rate)
        self.finish()


def _side_by_side(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def _choice(options: Sequence[tuple[StrEnum, str]], chosen: StrEnum) -> QComboBox:
    box = QComboBox()
    for value, text in options:
        box.addItem(text, value)
    box.setCurrentIndex([value for value, _ in options].index(chosen))
    return box


def _days(value: float, *, least: float = 0.1, unit: str = " pd") -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    pad_spin_box(box)
    box.setRange(least, 1_000_000)
    box.setDecimals(1)
    box.setValue(value)
    box.setSuffix(unit)
    box.setMinimumWidth(96)
    return box
