"""What stands above the timeline: filters, which rows, how many days, and what the marks mean?"""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import PAGE_HEAD_HEIGHT
from gui.views.filter_chips import FilterChips
from gui.views.head_room import HeadRoom
from gui.views.timeline.area import MONTHS, WEEKS, YEARS
from gui.views.timeline.legend import TimelineLegend
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.label import Label
from gui.widgets.segmented import SegmentedControl
from roadmap.analysis.items.filter import Filter

_SCALES = {"weeks": WEEKS, "months": MONTHS, "year": YEARS}


class TimelineHead(QWidget):
    """The head of the timeline.

    Signals:
        filtered(): Another filter or other rows were chosen.
        scale_chosen(float): Pixels a day.
        table_toggled(): The same rows as a table, or back.
    """

    filtered = Signal()
    scale_chosen = Signal(float)
    table_toggled = Signal()

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__()
        self._title = Label(themes, self.tr("Timeline"), style="page")
        self.note = Label(themes, tone="muted", elide=True)
        self._charted = False
        self.legend = TimelineLegend(themes)
        self.chips = FilterChips(themes, session, self)
        self.rows = Chip(
            themes,
            self.tr("Rows"),
            [
                ChipOption("all", self.tr("Must do first")),
                ChipOption("dated", self.tr("Must do, dated only")),
            ],
        )
        self.scales = SegmentedControl(
            themes,
            [
                ("weeks", self.tr("Weeks")),
                ("months", self.tr("Months")),
                ("year", self.tr("Year")),
            ],
            name=self.tr("Scale"),
        )
        self.scales.set_value("months")
        self.table = Button(
            themes, icon="list-ordered", small=True, name=self.tr("Show as a table")
        )
        self._build()
        self.chips.changed.connect(self.filtered)
        self.rows.chosen.connect(lambda _key: self.filtered.emit())
        self.scales.chosen.connect(lambda key: self.scale_chosen.emit(_SCALES[key]))
        self.table.clicked.connect(self.table_toggled)

    @property
    def filter(self) -> Filter:
        """What is asked for."""
        chips = self.chips
        return Filter(
            chips.team.value or None, chips.component.value or None, chips.label.value or None
        )

    @property
    def only_dated(self) -> bool:
        """Whether only must-do work with a date is wanted."""
        return self.rows.value == "dated"

    def clear(self) -> None:
        """Shows all rows again."""
        self.chips.clear()
        self.rows.set_value("all")
        self.filtered.emit()

    def toggle_dated(self) -> None:
        """Shows only must-do work with a date, or all rows."""
        self.rows.choose("all" if self.only_dated else "dated")

    def show_scale(self, day: float) -> None:
        """Marks the scale that is nearest."""
        nearest = min(_SCALES, key=lambda key: abs(math.log(_SCALES[key] / day)))
        self.scales.set_value(nearest)

    def show_table(self, *, on: bool) -> None:
        """Says which of the two is shown."""
        self.table.set_active(on)
        self.scales.setVisible(not on)
        self._fit(self.width())

    def show_range(self, *, forecast: bool) -> None:
        """Explains the bars as they are drawn."""
        self.legend.show_range(forecast=forecast)
        self._fit(self.width())

    def say(self, note: str, *, charted: bool) -> None:
        """Says how much is shown; marks are explained only where some are ``charted``."""
        self.note.setText(note)
        self._charted = charted
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The legend goes first where the room is short."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _build(self) -> None:
        self.setFixedHeight(PAGE_HEAD_HEIGHT)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self.note, 1)
        right = (self.legend, *self.chips.all, self.rows, self.scales, self.table)
        for widget in right:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row, self._room = row, HeadRoom(row, self.note, self.legend)

    def _fit(self, width: int) -> None:
        note = self.note.sizeHint().width()
        self._room.fit(width, (*self.chips.all, self.rows), [note])
        room = width - self._room.taken() - note - self._row.spacing()
        first = next((n for n in (0, 1) if self.legend.width_from(n) <= room), None)
        charted = self._charted and not self.scales.isHidden() and not self._room.is_brief
        self.legend.setVisible(charted and first is not None)
        self.legend.show_from(first or 0)
