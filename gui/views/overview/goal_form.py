"""How is a goal set, read and closed? One form; a goal is paired with a level to keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import DayField
from gui.views.people.limit_forms import ItemsField, show_day
from gui.views.people.side import SideForm, differing
from roadmap.commands import Command
from roadmap.commands.expectations import (
    AddGoal,
    CloseGoal,
    EditGoal,
    ReadGoal,
    RemoveGoal,
    ReopenGoal,
)
from roadmap.records.expectations import Goal
from roadmap.records.levels import Comparator
from roadmap.state import State

_OPEN, _MET, _GIVEN_UP = "open", "met", "given_up"


class GoalForm(SideForm):
    """What is to be reached, from where, by when; how far it is; and how it ended."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.name, self.objective, self.segment, self.unit = (QLineEdit() for _ in range(4))
        for line in (self.name, self.objective, self.segment):
            line.setMaxLength(200)
        self.unit.setMaxLength(50)
        self.baseline, self.target, self.value = QLineEdit(), QLineEdit(), QLineEdit()
        self.comparator = QComboBox()
        for comparator, words in (
            (Comparator.AT_LEAST, self.tr("at least")),
            (Comparator.AT_MOST, self.tr("at most")),
        ):
            self.comparator.addItem(words, comparator)
        self.by = DayField(themes, session, self.tr("By"))
        self.keeps = QComboBox()
        self.investment = QCheckBox(self.tr("An investment goal"))
        self.investment.setFont(themes.theme.font())
        self.investment.setAccessibleName(self.investment.text())
        self.items = ItemsField()
        self.day = DayField(themes, session, self.tr("Read on"))
        self.end = QComboBox()
        for key, words in (
            (_OPEN, self.tr("Still to be reached")),
            (_MET, self.tr("Closed: met")),
            (_GIVEN_UP, self.tr("Closed: given up")),
        ):
            self.end.addItem(words, key)
        self._lay_out()

    def _lay_out(self) -> None:
        form = self.form
        form.add(self.tr("Goal"), self.name)
        form.add(self.tr("Objective"), self.objective, self.tr("What the business gets from it."))
        form.add(self.tr("For whom"), self.segment)
        form.add(self.tr("Unit"), self.unit)
        form.add(self.tr("From"), self.baseline)
        form.add(self.tr("To"), self.comparator)
        form.add(self.tr("Target"), self.target)
        form.add(self.tr("By"), self.by)
        form.add(self.tr("Keep"), self.keeps, self.tr("The level that must hold meanwhile."))
        text = self.tr("At most {n} at a time.").format(
            n=self.session.state.thresholds.goals_at_once
        )
        form.add_wide(self.investment)
        form.add(self.tr("Items"), self.items, text + " " + self.tr("Semicolons between titles."))
        form.add_head(self.tr("How far it is"))
        form.add(self.tr("Value"), self.value, self.tr("A new reading; empty for none."))
        form.add(self.tr("Read on"), self.day, self.tr("Today where nothing stands here."))
        form.add(self.tr("State"), self.end)
        form.finish()

    @property
    def _old(self) -> Goal | None:
        return self.session.state.goals.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Shows a goal, or begins one."""
        self.key = key
        state, old = self.session.state, self._old
        shown = old or Goal("")
        self.say_title(self.tr("Set a goal") if old is None else shown.name)
        self.save_button.set_text(self.tr("Set goal") if old is None else self.tr("Save"))
        for line, text in (
            (self.name, shown.name),
            (self.objective, shown.objective),
            (self.segment, shown.segment or ""),
            (self.unit, shown.unit),
            (self.baseline, _text(shown.baseline)),
            (self.target, _text(shown.target)),
            (self.value, ""),
        ):
            line.setText(text)
            line.setCursorPosition(0)
        more = shown.comparator.more_is_better
        self.comparator.setCurrentIndex(0 if more else 1)
        show_day(self.by, shown.by)
        show_day(self.day, None)
        offer_levels(self.keeps, state, shown.keeps, self.tr("Nothing yet"))
        self.investment.setChecked(shown.is_investment)
        self.items.show_items(state, shown.items)
        self.end.setCurrentIndex(self.end.findData(_end_of(shown)))
        self.begin()
        self.name.setFocus()

    def wrong(self) -> str | None:
        """Name, numbers, days, items."""
        if not self.name.text().strip():
            return self.tr("A goal needs a name.")
        for line, what in (
            (self.baseline, self.tr("From")),
            (self.target, self.tr("Target")),
            (self.value, self.tr("Value")),
        ):
            if line.text().strip() and number_in(line.text()) is None:
                text = self.tr("{what}: “{text}” is not a number.")
                return text.format(what=what, text=line.text().strip())
        for field in (self.by, self.day):
            if field.value is None and not field.is_empty:
                return self.tr("The day is not understood: write it as “28 Feb”.")
        return self.items.wrong()

    def commands(self) -> Sequence[Command]:
        """What differs, a reading, an end."""
        if self.wrong():
            return ()
        old, found = self._old, list[Command]()
        fields = self._fields(old)
        if old is None:
            given: Any = {
                key: value for key, value in fields.items() if value not in (None, "", ())
            }
            command = AddGoal(fields=given)
            self.key = command.goal
            found.append(command)
        else:
            changed, was = differing(old, fields)
            if changed:
                found.append(EditGoal(goal=old.id, fields=changed, was=was))
        key = self.key or ""
        value = number_in(self.value.text())
        if value is not None:
            found.append(ReadGoal(goal=key, value=value, day=self.day.value))
        end, before = self.end.currentData(), _OPEN if old is None else _end_of(old)
        if end != before:
            if before != _OPEN:
                found.append(ReopenGoal(goal=key))
            if end != _OPEN:
                found.append(CloseGoal(goal=key, met=end == _MET))
        return found

    def _fields(self, old: Goal | None) -> dict[str, Any]:
        comparator = Comparator(self.comparator.currentData())
        if old is not None and old.comparator.more_is_better is comparator.more_is_better:
            comparator = old.comparator
        return {
            "name": self.name.text().strip(),
            "objective": self.objective.text().strip(),
            "segment": self.segment.text().strip() or None,
            "unit": self.unit.text().strip(),
            "comparator": comparator,
            "baseline": number_in(self.baseline.text()),
            "target": number_in(self.target.text()),
            "by": self.by.value,
            "keeps": self.keeps.currentData() or None,
            "is_investment": self.investment.isChecked(),
            "items": self.items.value,
        }

    def removal(self) -> tuple[Command, str] | None:
        """Set by mistake."""
        if self.key is None:
            return None
        return RemoveGoal(goal=self.key), self.tr("Goal taken off the roadmap")

    def said(self) -> str:
        """The toast."""
        text = self.tr("Goal “{name}” set") if self._old is None else self.tr("“{name}” changed")
        return text.format(name=self.name.text().strip())


def number_in(text: str) -> float | None:
    """Return the number that somebody typed, None where it is none."""
    try:
        return float(text.strip().removesuffix("%").replace(",", "").strip())
    except ValueError:
        return None


def offer_levels(box: QComboBox, state: State, chosen: str | None, nothing: str) -> None:
    """Fill a box with the principles and, under each, its measures."""
    box.clear()
    box.addItem(nothing, "")
    ordered = sorted(state.principles.ordered(), key=lambda each: (each.place, each.id))
    for principle in ordered:
        box.addItem(principle.name, principle.id)
        for measure in state.measures.ordered():
            if measure.principle == principle.id:
                box.addItem(f"{principle.name}: {measure.name}", measure.id)
    box.setCurrentIndex(max(0, box.findData(chosen or "")))


def _end_of(goal: Goal) -> str:
    if goal.is_open:
        return _OPEN
    return _MET if goal.met else _GIVEN_UP


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"
