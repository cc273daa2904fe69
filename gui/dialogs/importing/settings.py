"""How is a file read: encoding, delimiter, date order, points? Detected, shown, overridable."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.widgets.inputs import pad_spin_box
from gui.widgets.label import Label
from roadmap.dry_run import ENCODINGS, Facts, HowToRead, Preview

_FORMAT_WORDS = {
    "jira-csv": "Jira CSV",
    "github-rest-issues": "GitHub issues (REST)",
    "gh-issue-list": "GitHub issues (gh)",
    "linear-csv": "Linear CSV",
    "csv": "CSV with a mapping",
    "measurements": "Measurements",
    "slo-yaml": "SLO definitions",
    "pagerduty-incidents": "PagerDuty incidents",
    "opsgenie-incidents": "Opsgenie incidents",
}
_ENCODING_WORDS = {
    "utf-8": "UTF-8",
    "utf-8-bom": "UTF-8 with mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows-1252",
}
_DELIMITERS = ((",", "Comma"), (";", "Semicolon"), ("\t", "Tab"), ("|", "Bar"))
_ORDERS = (
    ("ymd", "Year, month, day"),
    ("dmy", "Day, month, year"),
    ("mdy", "Month, day, year"),
)


class ImportSettings(QWidget):
    """One row of settings; what was detected stands in each box until the person chooses.

    Signals:
        changed(): The person chose something: read the file again.
    """

    changed = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.format = Label(themes, weight=500)
        self.encoding = _box([(key, _ENCODING_WORDS.get(key, key)) for key in ENCODINGS])
        self.delimiter = _box(_DELIMITERS)
        self.date_order = _box(_ORDERS)
        self.points = QDoubleSpinBox()
        pad_spin_box(self.points)
        self.points.setRange(0.01, 1000)
        self.points.setDecimals(2)
        self.points.setValue(1.0)
        self.points.setSuffix(self.tr(" pd a point"))
        self.points.setKeyboardTracking(False)
        self._chosen: set[str] = set()
        self._fields: dict[str, QWidget] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._add(row, "format", self.tr("Format"), self.format)
        self._add(row, "encoding", self.tr("Encoding"), self.encoding)
        self._add(row, "delimiter", self.tr("Delimiter"), self.delimiter)
        self._add(row, "date_order", self.tr("Dates"), self.date_order)
        self._add(row, "points", self.tr("Points"), self.points)
        row.addStretch(1)
        self._fields["points"].hide()
        for name, box in self._boxes().items():
            box.activated.connect(lambda _place, name=name: self._on_chosen(name))
        self.points.valueChanged.connect(lambda _value: self._on_chosen("points"))

    def show_preview(self, preview: Preview) -> None:
        """Shows what was detected, where the person has not chosen."""
        self.format.setText(format_words(preview.format))
        self._show("encoding", self.encoding, preview.encoding)
        self._show("delimiter", self.delimiter, preview.delimiter)
        self._show("date_order", self.date_order, preview.date_order)
        self._fields["delimiter"].setVisible(preview.delimiter is not None)
        self._fields["date_order"].show()

    def show_facts(self, facts: Facts) -> None:
        """The same of a file of levels, measurements or incidents."""
        self.format.setText(format_words(facts.format))
        self._show("encoding", self.encoding, facts.encoding)
        self._show("delimiter", self.delimiter, facts.delimiter)
        self._show("date_order", self.date_order, facts.date_order)
        for name in ("delimiter", "date_order"):
            self._fields[name].setVisible(facts.delimiter is not None)
        self._fields["points"].hide()

    def show_factor(self, factor: float, *, points: bool) -> None:
        """Shows how points convert; away where the file has none."""
        self._fields["points"].setVisible(points or "points" in self._chosen)
        if "points" not in self._chosen:
            was = self.points.blockSignals(True)
            self.points.setValue(factor)
            self.points.blockSignals(was)

    def reset(self) -> None:
        """Forgets what was chosen: another file is detected anew."""
        self._chosen.clear()

    def applied(self, how: HowToRead) -> HowToRead:
        """Return ``how`` with what the person chose."""
        chosen: dict[str, Any] = {
            name: str(box.currentData())
            for name, box in self._boxes().items()
            if name in self._chosen and box.currentData()
        }
        points = self.points.value() if "points" in self._chosen else None
        return replace(how, days_per_point=points, **chosen)

    def _boxes(self) -> dict[str, QComboBox]:
        return {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "date_order": self.date_order,
        }

    def _add(self, row: QHBoxLayout, key: str, text: str, field: QWidget) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        label = Label(self._themes, text, style="small", tone="muted")
        label.setBuddy(field)
        if field is not self.format:
            field.setAccessibleName(text)
            field.setFont(self._themes.theme.font())
        field.setMinimumHeight(30)
        column.addWidget(label)
        column.addWidget(field)
        self._fields[key] = holder
        row.addWidget(holder)

    def _show(self, name: str, box: QComboBox, value: str | None) -> None:
        if name in self._chosen:
            return
        place = box.findData(value or "")
        if place < 0 and value:
            box.addItem(value, value)
            place = box.count() - 1
        box.setCurrentIndex(max(0, place))

    def _on_chosen(self, name: str) -> None:
        self._chosen.add(name)
        self.changed.emit()


def format_words(format_id: str) -> str:
    """Return how people call a format."""
    return _FORMAT_WORDS.get(format_id, format_id)


def _box(options: object) -> QComboBox:
    box = QComboBox()
    box.addItem("Not sure", "")
    if isinstance(options, list | tuple):
        for key, text in options:
            box.addItem(text, key)
    return box
