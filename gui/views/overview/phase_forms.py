"""How does a person say the phase by hand, and answer what a provisional phase rests on?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from gui.models.overview.phase import phase_name
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.overview.ask_forms import number_box
from gui.views.people.side import SideForm
from gui.widgets.label import Label
from roadmap.commands import Command
from roadmap.commands.phases import (
    AnswerPhaseQuestions,
    SetPhaseOverride,
    WithdrawPhaseAnswers,
    WithdrawPhaseOverride,
)
from roadmap.records.phases import ANSWERS, OVERRIDE, Broke, Phase, PhaseAnswers

_LAST = 2  # things that broke


class OverrideForm(SideForm):
    """A person's own view of the phase, with the reason."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, self.tr("Set the phase by hand"))
        self.phase, self.reason = QComboBox(), QLineEdit()
        self.reason.setMaxLength(500)
        for phase in Phase:
            self.phase.addItem(phase_name(phase), phase)
        note = self.tr("The facts stay in view beside it, and it can be taken back.")
        self.form.add_wide(Label(themes, note, tone="muted", wrap=True))
        self.form.add(self.tr("Phase"), self.phase)
        self.form.add(self.tr("Reason"), self.reason, self.tr("Why the facts mislead."))
        self.form.finish()
        self.remove_button.set_text(self.tr("Take it back"))

    def show_record(self, key: str | None) -> None:
        """Shows the override, or begins one with the phase `key`."""
        known = self.session.state.overrides.get(OVERRIDE)
        self.key = None if known is None else OVERRIDE
        phase = known.phase if known is not None else Phase(key) if key else Phase.FIREFIGHTING
        self.phase.setCurrentIndex(self.phase.findData(phase))
        self.reason.setText("" if known is None else known.reason)
        self.begin()
        self.reason.setFocus()

    def wrong(self) -> str | None:
        """The reason has to be there."""
        if not self.reason.text().strip():
            return self.tr("Say in a sentence why the facts mislead.")
        return None

    def commands(self) -> Sequence[Command]:
        """The override."""
        known = self.session.state.overrides.get(OVERRIDE)
        fields: Any = {
            "phase": Phase(self.phase.currentData()),
            "reason": self.reason.text().strip(),
        }
        if known is not None:
            fields = {key: new for key, new in fields.items() if new != getattr(known, key)}
        return (SetPhaseOverride(fields=fields),) if fields else ()

    def removal(self) -> tuple[Command, str] | None:
        """The computed phase holds again."""
        return WithdrawPhaseOverride(), self.tr("The computed phase holds again")

    def said(self) -> str:
        """The toast."""
        return self.tr("Phase set by hand")


class QuestionsForm(SideForm):
    """The three questions that a provisional phase rests on."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, self.tr("Three questions"))
        note = self.tr("They give a provisional phase until the first sprint is closed.")
        self.unplanned = number_box(100, self.tr("not said"))
        self.unplanned.setSuffix(" %")
        self.dates = number_box(1000, self.tr("not said"))
        self.broke = tuple((QLineEdit(), QComboBox()) for _ in range(_LAST))
        form = self.form
        form.add_wide(Label(themes, note, tone="muted", wrap=True))
        form.add_head(self.tr("How much of the last sprint was unplanned?"))
        form.add(self.tr("Share"), self.unplanned)
        form.add_head(self.tr("How many dates cannot move?"))
        form.add(self.tr("Dates"), self.dates, self.tr("End of life, audits, contracts."))
        form.add_head(self.tr("What broke last, the last two?"))
        for number, (line, box) in enumerate(self.broke, start=1):
            line.setMaxLength(200)
            form.add(self.tr("{n}. what").format(n=number), line)
            form.add(self.tr("is about"), box)
        form.finish()
        self.remove_button.set_text(self.tr("Take them back"))

    @property
    def _old(self) -> PhaseAnswers | None:
        return self.session.state.answers.get(ANSWERS)

    def show_record(self, _key: str | None) -> None:
        """Shows the answers, or asks."""
        old = self._old
        self.key = None if old is None else ANSWERS
        shown = old or PhaseAnswers(ANSWERS)
        share, dates = shown.unplanned_share, shown.fixed_dates
        self.unplanned.setValue(-1 if share is None else share * 100)
        self.dates.setValue(-1 if dates is None else dates)
        principles = sorted(
            self.session.state.principles.ordered(), key=lambda each: (each.place, each.id)
        )
        for number, (line, box) in enumerate(self.broke):
            known = shown.broke[number] if number < len(shown.broke) else None
            line.setText("" if known is None else known.what)
            box.clear()
            box.addItem(self.tr("no principle"), "")
            for each in principles:
                box.addItem(each.name, each.id)
            chosen = None if known is None else known.principle
            place = box.findData(chosen or "")
            box.setCurrentIndex(max(0, place if place >= 0 else box.findText(chosen or "")))
        self.begin()
        self.unplanned.setFocus()

    def commands(self) -> Sequence[Command]:
        """The answers that were given."""
        broke = tuple(
            Broke(line.text().strip(), box.currentData() or None)
            for line, box in self.broke
            if line.text().strip()
        )
        share, dates = self.unplanned.value(), self.dates.value()
        fields: Any = {
            "unplanned_share": None if share < 0 else share / 100,
            "fixed_dates": None if dates < 0 else int(dates),
            "broke": broke,
        }
        old = self._old
        if old is not None:
            fields = {key: new for key, new in fields.items() if new != getattr(old, key)}
        else:
            fields = {key: new for key, new in fields.items() if new not in (None, ())}
        return (AnswerPhaseQuestions(fields=fields),) if fields else ()

    def removal(self) -> tuple[Command, str] | None:
        """Not answered after all."""
        return WithdrawPhaseAnswers(), self.tr("Answers taken back")

    def said(self) -> str:
        """The toast."""
        return self.tr("Three questions answered")
