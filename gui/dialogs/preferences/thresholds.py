"""What do the rules compare with: when is it a fire, when a breach, how many are too many?

Each number stands with what follows from it. A number that was not touched stays as it is, to the
last digit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from gui.dialogs.form import Form
from gui.theme import ThemeSource
from gui.widgets.inputs import pad_spin_box
from roadmap.state import Roadmap

_SHARES = (
    "fire_share",
    "fire_peak",
    "fire_growth_share",
    "fire_left_share",
    "breach_choice_share",
    "validated_share",
    "long_term_choice_share",
)
_DAYS = ("double_win_days",)

_Row = tuple[str, str, str]  # name, label, hint
_SECTIONS: tuple[tuple[str, str, tuple[_Row, ...]], ...] = (
    (
        "Firefighting",
        "Judged by short-term must-do work at closed sprints.",
        (
            ("fire_share", "Begins at", ""),
            ("fire_peak", "Or in one sprint at", ""),
            (
                "fire_growth_sprints",
                "Or backlog grows for",
                "So many sprints running, with at least:",
            ),
            ("fire_growth_share", "Of which must-do", ""),
            ("fire_left_share", "Ends under", ""),
            ("fire_left_sprints", "For so many sprints", ""),
        ),
    ),
    (
        "Principles in breach",
        "",
        (
            ("breach_choice_share", "Choices at least", ""),
            (
                "breach_principles",
                "Principles breached",
                "So many different ones, newly, within:",
            ),
            ("breach_sprints", "Sprints back", ""),
            (
                "idle_sprints",
                "Without effort for",
                "A principle in need is flagged after it.",
            ),
        ),
    ),
    (
        "Investment",
        "",
        (
            (
                "validated_share",
                "Validated under",
                "Of the committed long-term choices.",
            ),
            (
                "long_term_choice_share",
                "Too many bets over",
                "Share of long-term choices that is flagged.",
            ),
            ("exploring_at_once", "Explored at once", ""),
            ("goals_at_once", "Goals at once", ""),
        ),
    ),
    (
        "Everywhere",
        "",
        (
            (
                "stuck_sprints",
                "Stuck in a phase",
                "Flagged after so many sprints.",
            ),
            (
                "window_sprints",
                "Must-do share over",
                "So many sprints back.",
            ),
            (
                "many_consumers",
                "Many consumers",
                "From so many teams on, work is shared.",
            ),
            (
                "double_win_days",
                "Ask for a double win",
                "Above this, must-do work is asked once whether it lowers later must-do work.",
            ),
        ),
    ),
)

Box = QSpinBox | QDoubleSpinBox


def _t(text: str) -> str:
    return QCoreApplication.translate("thresholds", text)


class ThresholdsTab(Form):
    """Every number that a rule compares with."""

    def __init__(self, themes: ThemeSource, settings: Roadmap) -> None:
        super().__init__(themes)
        self._old = settings.thresholds
        self.boxes: dict[str, Box] = {}
        self._first: dict[str, float] = {}
        for head, note, rows in _SECTIONS:
            self.add_head(_t(head), _t(note) if note else "")
            for name, label, hint in rows:
                box = self.boxes[name] = _box(name, getattr(self._old, name))
                self._first[name] = box.value()
                self.add(_t(label), box, _t(hint) if hint else "")
        self.finish()

    def fields(self) -> dict[str, Any]:
        """The fields as they stand."""
        changed: dict[str, Any] = {
            name: _read(name, box.value())
            for name, box in self.boxes.items()
            if box.value() != self._first[name]
        }
        return {"thresholds": replace(self._old, **changed)}


def _read(name: str, shown: float) -> float:
    return round(shown / 100, 6) if name in _SHARES else shown


def _box(name: str, value: float) -> Box:
    if name in _SHARES:
        share = QDoubleSpinBox()
        share.setDecimals(1)
        share.setRange(0, 100)
        share.setValue(value * 100)
        share.setSuffix(" %")
        box: Box = share
    elif name in _DAYS:
        days = QDoubleSpinBox()
        days.setDecimals(1)
        days.setRange(0, 1_000_000)
        days.setValue(value)
        days.setSuffix(" pd")
        box = days
    else:
        box = QSpinBox()
        box.setRange(0, 10_000)
        box.setValue(int(value))
    pad_spin_box(box)
    box.setMinimumWidth(96)
    return box
