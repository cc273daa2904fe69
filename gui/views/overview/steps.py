"""What is the next thing to do? The playbook's steps, each one click from done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.models.overview.facts import Json
from gui.theme import ThemeSource, Tone
from gui.views.overview.section import MARGIN, SectionPanel
from gui.widgets.buttons import Button
from gui.widgets.label import Label

_MOST = 10

# Where a step without commands leads: a page, an action of the window or a form of this page.
_WAYS = {
    "import": "action:import",
    "sort": "page:sort",
    "people": "page:people",
    "answer": "form:questions",
    "hire": "ask:hire",
    "set_level": "page:principles",
    "discover": "action:add_item",
    "signals": "page:users",
}
# Their first id is a part of the principles' page.
_OF_PRINCIPLES = frozenset(("checkup", "restore", "ahead"))


@dataclass(frozen=True, slots=True)
class StepFace:
    """One step: commands to be decided as one, or where it leads."""

    code: str
    text: str
    button: str
    given: tuple[Json, ...]
    link: str


class StepRow(QWidget):
    """A sentence and its button; an answer that was asked for stands below.

    Signals:
        pressed(object): The StepFace.
    """

    pressed = Signal(object)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._step: StepFace | None = None
        self.text = Label(themes, wrap=True)
        self.answer = Label(themes, style="small", tone="muted", wrap=True)
        self.answer.hide()
        self.button = Button(themes, small=True)
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 7, MARGIN, 7)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.text)
        words.addWidget(self.answer)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def step(self) -> StepFace | None:
        """What it stands for."""
        return self._step

    def show_step(self, step: StepFace, blocked: str | None) -> None:
        """Shows a step; ``blocked`` says why nothing can be changed now."""
        self._step = step
        self.answer.hide()
        self.text.setText(step.text)
        self.button.set_text(step.button)
        self.button.set_name(f"{step.button}: {step.text}")
        self.button.setVisible(bool(step.button))
        self.button.set_blocked(blocked if step.given else None)

    def show_answer(self, text: str, tone: Tone, follow: tuple[str, str] | None = None) -> None:
        """Shows what was asked for; ``follow`` is (words, link) of the next thing to press."""
        self.answer.setText(text)
        self.answer.set_tone(tone)
        self.answer.setVisible(bool(text))
        if self._step is not None and follow is not None:
            words, link = follow
            self._step = replace(self._step, button=words, link=link)
            self.button.set_text(words)
            self.button.set_name(f"{words}: {text}")
        self.button.setVisible(follow is not None)

    def _on_clicked(self) -> None:
        if self._step is not None:
            self.pressed.emit(self._step)


class StepsPanel(SectionPanel):
    """The steps.

    Signals:
        pressed(object): The StepFace of a button.
    """

    pressed = Signal(object)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, self.tr("Next steps"))
        self.rows: list[StepRow] = []
        self._lines: list[QFrame] = []
        self.empty = Label(themes, self.tr("Nothing presses: keep going as planned."), tone="muted")
        self.empty.setContentsMargins(MARGIN, 4, MARGIN, 4)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        self.column.addWidget(self.empty)
        self.column.addStretch(1)

    def show_steps(self, told: Sequence[Json], blocked: str | None) -> None:
        """Shows the first steps."""
        steps = [self._face(each) for each in told[:_MOST]]
        while len(self.rows) < len(steps):
            self._add_row()
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(steps))
            self._lines[number].setVisible(0 < number < len(steps))
            if number < len(steps):
                row.show_step(steps[number], blocked)
        self.empty.setVisible(not steps)

    def row_of(self, code: str) -> StepRow | None:
        """The row of a step, None where it is not shown."""
        shown = (row for row in self.rows if not row.isHidden() and row.step is not None)
        return next((row for row in shown if row.step and row.step.code == code), None)

    def _add_row(self) -> None:
        line = QFrame()
        line.setProperty("line", "true")
        line.setFixedHeight(1)
        row = StepRow(self.themes)
        row.pressed.connect(self.pressed)
        self._lines.append(line)
        self.rows.append(row)
        self._list.addWidget(line)
        self._list.addWidget(row)

    def _face(self, told: Json) -> StepFace:
        given: tuple[dict[str, Any], ...] = tuple(told["commands"])
        if given:
            word = self._word(told["code"])
            if given[0]["do"] == "add_item":
                word = self.tr("Add item")
            return StepFace(told["code"], told["text"], word, given, "")
        link = _WAYS.get(told["code"], "")
        about = told["about"]
        if not link and about:
            part = f"page:principles#{about[0]}"
            link = part if told["code"] in _OF_PRINCIPLES else f"item:{about[0]}"
        words = self.tr("Is it needed?") if told["code"] == "hire" else self.tr("Go there")
        return StepFace(told["code"], told["text"], words if link else "", (), link)

    def _word(self, code: str) -> str:
        words = {
            "defer": self.tr("Put off"),
            "shed": self.tr("Give up"),
            "limit": self.tr("Set the limit"),
            "double_win": self.tr("Do first"),
            "dig_out": self.tr("Take up next"),
            "validate": self.tr("Call validated"),
            "put_back": self.tr("Put back"),
            "select": self.tr("Take up"),
            "set_level": self.tr("Set level"),
            "agree_level": self.tr("Agree"),
            "restore": self.tr("Begin"),
        }
        return words.get(code, self.tr("Do it"))
