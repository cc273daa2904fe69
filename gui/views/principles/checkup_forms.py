"""How is a check-up agreed on, and how is recorded what it found?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSpinBox

from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import DayField, PastDayField
from gui.views.people.limit_forms import show_day
from gui.views.people.side import differing
from gui.views.principles.form import FlushForm, line
from gui.views.sprints.popover import Lines
from gui.widgets.inputs import pad_spin_box
from gui.widgets.label import Label
from gui.widgets.segmented import SegmentedControl
from roadmap.analysis.words import counted, say_enum
from roadmap.commands import Command
from roadmap.commands.levels import AddCheckup, DoCheckup, EditCheckup, Finding, RemoveCheckup
from roadmap.commands.roadmap import AddComponent
from roadmap.records.levels import Checkup, CheckupOutcome
from roadmap.state import State

_ORDER = (CheckupOutcome.WORKING, CheckupOutcome.TO_STRENGTHEN, CheckupOutcome.FAILING)


class ResultForm(FlushForm):
    """What a check-up found; each line of findings becomes an item."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session)
        self.name = Label(themes, weight=500, wrap=True)
        options = [(each.value, say_enum(each).capitalize()) for each in _ORDER]
        self.outcome = SegmentedControl(themes, options, name=self.tr("Result"))
        self.day = PastDayField(themes, session, self.tr("Day"))
        self.day.line.setPlaceholderText(self.tr("today"))
        self.note = line(500, self.tr("Three minutes 2"))
        self.findings: QPlainTextEdit = Lines(
            themes, self.tr("Findings"), self.tr("One region cannot fail over alone"), 84
        )
        hint = self.tr("A line each: every finding becomes an item of this component.")
        self.form.add_wide(self.name)
        self.form.add_wide(self.outcome)
        self.form.add(self.tr("Day"), self.day)
        self.form.add(self.tr("Note"), self.note)
        self.form.add(self.tr("Findings"), self.findings, hint)
        self.form.finish()
        self.say_title(self.tr("Record a check-up"))
        self.findings.textChanged.connect(self._say_count)

    def show_checkup(self, key: str) -> None:
        """Begins a result."""
        self.key = key
        checkup = self.session.live.checkups.get(key)
        self.name.setText("" if checkup is None else checkup.name)
        self.outcome.set_value(CheckupOutcome.WORKING.value)
        self.day.set_text("")
        self.note.setText("")
        self.findings.setPlainText("")
        self._say_count()
        self.begin()
        self.outcome.setFocus()

    def show_possible(self) -> None:
        """There is nothing to remove."""
        super().show_possible()
        self.remove_button.hide()

    def titles(self) -> list[str]:
        """The findings, one a line."""
        lines = self.findings.toPlainText().splitlines()
        return [each.strip()[:500] for each in lines if each.strip()]

    def _say_count(self) -> None:
        count = len(self.titles())
        words = self.tr("Record")
        if count:
            items = counted(count, self.tr("item"))
            words = self.tr("Record, add {items}").format(items=items)
        self.save_button.set_text(words)

    def wrong(self) -> str | None:
        """The day has to be understood."""
        if self.day.value is None and not self.day.is_empty:
            return self.tr("Write a day up to today, as “28 Feb”.")
        return None

    def commands(self) -> Sequence[Command]:
        """The result with its findings, as one decision."""
        if self.key is None:
            return ()
        return (
            DoCheckup(
                checkup=self.key,
                outcome=CheckupOutcome(self.outcome.value),
                day=self.day.value or self.session.today,
                note=self.note.text().strip(),
                findings=tuple(Finding(title=title) for title in self.titles()),
            ),
        )

    def said(self) -> str:
        """The toast."""
        outcome = say_enum(CheckupOutcome(self.outcome.value))
        return self.tr("{name}: {outcome}").format(name=self.name.text(), outcome=outcome)

    def _entered(self) -> tuple[object, ...]:
        return (*super()._entered(), self.findings.toPlainText(), self.outcome.value)


class CheckupForm(FlushForm):
    """What is looked at regularly, and how often."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session)
        self.component = ComponentBox()
        self.name = line(200, self.tr("Failover and restore"))
        self.every = QSpinBox()
        self.every.setRange(1, 3660)
        self.every.setSuffix(self.tr(" days"))
        pad_spin_box(self.every)
        self.since = DayField(themes, session, self.tr("Counts from"))
        self.since.line.setPlaceholderText(self.tr("today"))
        self.form.add(self.tr("Component"), self.component, self.tr("A new name adds a component."))
        self.form.add(self.tr("What"), self.name)
        self.form.add(self.tr("Every"), self.every, self.tr("91 days are a quarter of a year."))
        self.form.add(self.tr("Counts from"), self.since)
        self.form.finish()

    @property
    def checkup(self) -> Checkup | None:
        """The check-up that is changed, None for a new one."""
        return self.session.live.checkups.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Begins with a check-up, or a new one."""
        self.key = key
        old = self.checkup
        self.say_title(self.tr("Add a check-up") if old is None else self.tr("Edit the check-up"))
        self.save_button.set_text(self.tr("Add check-up") if old is None else self.tr("Save"))
        self.component.offer(self.session.state, None if old is None else old.component)
        self.name.setText("" if old is None else old.name)
        self.every.setValue(91 if old is None else old.every_days)
        show_day(self.since, None if old is None else old.since)
        self.begin()
        self.component.setFocus()

    def wrong(self) -> str | None:
        """Component and days."""
        if not self.component.currentText().strip():
            return self.tr("A check-up looks at a component: name it.")
        if self.since.value is None and not self.since.is_empty:
            return self.tr("The day is not understood: write it as “28 Feb”.")
        return None

    def commands(self) -> Sequence[Command]:
        """A new check-up, with its component where that is new, or what differs."""
        first, component = self.component.component(self.session.live)
        fields: dict[str, Any] = {"component": component, "every_days": self.every.value()}
        if self.name.text().strip():
            fields["name"] = self.name.text().strip()
        if self.since.value is not None:
            fields["since"] = self.since.value
        old = self.checkup
        if old is None:
            given: Any = fields
            command = AddCheckup(fields=given)
            self.key = command.checkup
            return (*first, command)
        changed, was = differing(old, fields)
        if not changed:
            return ()
        return (*first, EditCheckup(checkup=old.id, fields=changed, was=was))

    def removal(self) -> tuple[Command, str] | None:
        """Held no longer."""
        old = self.checkup
        if old is None:
            return None
        text = self.tr("{name} is held no longer").format(name=old.name)
        return RemoveCheckup(checkup=old.id), text

    def said(self) -> str:
        """The toast."""
        name = self.name.text().strip() or self.component.currentText().strip()
        words = self.tr("{name} added") if self.checkup is None else self.tr("{name} changed")
        return words.format(name=name)


class ComponentBox(QComboBox):
    """The components by name; a name that is not there yet is a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def offer(self, state: State, chosen: str | None) -> None:
        """Offers all components."""
        self.clear()
        for each in sorted(state.components.ordered(), key=lambda each: each.name.casefold()):
            self.addItem(each.name, each.id)
        self.setCurrentIndex(self.findData(chosen) if chosen else -1)
        if chosen is None:
            self.setEditText("")

    def component(self, state: State) -> tuple[tuple[Command, ...], str | None]:
        """Return the id that was meant, after the command that adds it where it is new."""
        name = self.currentText().strip()
        if not name:
            return (), None
        known = (each for each in state.components.ordered())
        found = next((each for each in known if each.name.casefold() == name.casefold()), None)
        if found is not None:
            return (), found.id
        adding = AddComponent(fields={"name": name})
        return (adding,), adding.component
