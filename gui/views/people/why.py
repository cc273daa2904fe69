"""How is "why 41.3 person-days?" answered: the steps to the number, and each person's part?"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from gui.fonts import Weight
from gui.models.people.capacity import Step, Why, WhyPerson
from gui.theme import ThemeSource
from gui.views.people.side import SidePanel, scrolled
from gui.widgets.label import Label

_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | _TOP


class WhyPanel(SidePanel):
    """The answer for one sprint, as two tables in words."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "")
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(16, 0, 16, 16)
        self._column.setSpacing(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addWidget(scrolled(self._body), 1)
        self.answer: Why | None = None

    def show_why(self, answer: Why) -> None:
        """Shows an answer."""
        if answer == self.answer:
            return
        self.answer = answer
        self.say_title(answer.title)
        while (taken := self._column.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addWidget(Label(self.themes, answer.days, tone="muted", wrap=True))
        self._column.addWidget(self._steps(answer.steps))
        self._column.addSpacing(8)
        self._column.addWidget(Label(self.themes, self.tr("By person"), style="section"))
        self._column.addWidget(self._people(answer.people))
        self._column.addStretch(1)
        self.setAccessibleDescription(_spoken(answer))

    def _steps(self, steps: tuple[Step, ...]) -> QWidget:
        box, grid = _grid()
        line = 0
        for step in steps:
            if step.strong:
                grid.addWidget(_line(), line, 0, 1, 2)
                line += 1
            weight: Weight = 600 if step.strong else 400
            text = Label(self.themes, step.text, weight=weight, wrap=True)
            first = line == 0 or step.strong
            number = f"{step.days:.1f}" if first else f"{step.days:+.1f}".replace("-", "\u2212")
            grid.addWidget(text, line, 0, _TOP)
            grid.addWidget(Label(self.themes, number, weight=weight), line, 1, _RIGHT)
            line += 1
            if step.because:
                because = Label(self.themes, step.because, style="small", tone="muted", wrap=True)
                grid.addWidget(because, line, 0, 1, 2)
                line += 1
        return box

    def _people(self, people: tuple[WhyPerson, ...]) -> QWidget:
        box, grid = _grid()
        line = 0
        for each in people:
            grid.addWidget(Label(self.themes, each.name, weight=500, elide=True), line, 0)
            there = Label(self.themes, each.there, style="small", tone="muted")
            grid.addWidget(there, line, 1, _RIGHT)
            number = f"{each.days:.1f}".replace("-", "\u2212")
            grid.addWidget(Label(self.themes, number), line, 2, _RIGHT)
            line += 1
            if each.because:
                text = Label(self.themes, each.because, style="small", tone="muted", wrap=True)
                grid.addWidget(text, line, 0, 1, 3)
                line += 1
        if not people:
            nobody = Label(self.themes, self.tr("Nobody works in this sprint."), tone="muted")
            grid.addWidget(nobody, 0, 0)
        return box


def _grid() -> tuple[QWidget, QGridLayout]:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    return box, grid


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("line", "true")
    line.setFixedHeight(1)
    return line


def _spoken(answer: Why) -> str:
    steps = [f"{step.text}: {step.days:.1f}" for step in answer.steps]
    people = [
        f"{each.name}: {each.days:.1f}, {each.because or each.there}" for each in answer.people
    ]
    return ". ".join((answer.days, *steps, *people))
