"""How are holidays, freeze windows and constraints added and changed beside their lists?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QDoubleSpinBox, QLineEdit

from gui.dates import plain_day
from gui.models.people.rows import kind_words
from gui.models.people.typed import parse_span, span_text
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import DayField, ParsedField
from gui.views.people.side import SideForm, differing
from gui.widgets.inputs import pad_spin_box
from roadmap.commands import Command
from roadmap.commands.people import (
    AddConstraint,
    AddFreeze,
    EditConstraint,
    EditFreeze,
    RemoveConstraint,
    RemoveFreeze,
)
from roadmap.commands.roadmap import AddHoliday, RemoveHoliday
from roadmap.errors import Refused
from roadmap.records.people import Constraint, Freeze
from roadmap.records.staff import ConstraintKind, Span
from roadmap.state import State


class HolidayForm(SideForm):
    """A day on which nobody works."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.day = DayField(themes, session, self.tr("Day"))
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.form.add(self.tr("Day"), self.day)
        self.form.add(self.tr("Name"), self.name)
        self.form.finish()

    def show_record(self, key: str | None) -> None:
        """Shows a holiday, or begins one."""
        self.key = key
        holiday = self.session.state.holidays.get(key) if key else None
        self.say_title(self.tr("Add a holiday") if holiday is None else holiday.name)
        show_day(self.day, None if holiday is None else holiday.day)
        self.name.setText("" if holiday is None else holiday.name)
        self.begin()
        self.day.setFocus()

    def wrong(self) -> str | None:
        """The day has to be there."""
        if self.day.value is None:
            return self.tr("A holiday needs its day: write it as “28 Feb”.")
        return None

    def commands(self) -> Sequence[Command]:
        """A changed holiday takes the place of the old one."""
        day, name = self.day.value, self.name.text().strip()
        if day is None:
            return ()
        old = self.session.state.holidays.get(self.key) if self.key else None
        if old is not None and (old.day, old.name) == (day, name):
            return ()
        gone: list[Command] = [] if old is None else [RemoveHoliday(holiday=old.id)]
        return (*gone, AddHoliday(day=day, name=name))

    def said(self) -> str:
        """The toast."""
        return self.tr("Holiday added") if self.key is None else self.tr("Holiday changed")

    def removal(self) -> tuple[Command, str] | None:
        """A working day again."""
        if self.key is None:
            return None
        return RemoveHoliday(holiday=self.key), self.tr("Holiday removed")


class FreezeForm(SideForm):
    """A window in which nothing is finished."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.days, self.note = QLineEdit(), QLineEdit()
        self.note.setMaxLength(200)
        self.days.setPlaceholderText(self.tr("27 to 30 Nov"))
        self.team, self.component = QComboBox(), QComboBox()
        hint = self.tr("Nothing is planned to end in a sprint whose last day is frozen.")
        self.form.add(self.tr("Days"), self.days, hint)
        self.form.add(self.tr("Note"), self.note)
        self.form.add(self.tr("Team"), self.team)
        self.form.add(self.tr("Component"), self.component)
        self.form.finish()

    def show_record(self, key: str | None) -> None:
        """Shows a window, or begins one."""
        self.key = key
        state = self.session.state
        old = self._old
        self.say_title(self.tr("Add a freeze window") if old is None else self.tr("Freeze window"))
        self.days.setText("" if old is None else span_text(old.days, self.session.today))
        self.note.setText("" if old is None else old.days.note)
        offer_teams(self.team, self.tr("All teams"), state, None if old is None else old.team)
        self.component.clear()
        self.component.addItem(self.tr("All components"), "")
        for each in sorted(state.components.ordered(), key=lambda each: each.name.casefold()):
            self.component.addItem(each.name, each.id)
        chosen = old.component if old is not None else None
        self.component.setCurrentIndex(max(0, self.component.findData(chosen or "")))
        self.begin()
        self.days.setFocus()

    @property
    def _old(self) -> Freeze | None:
        return self.session.state.freezes.get(self.key) if self.key else None

    def _span(self) -> Span:
        old, text, note = self._old, self.days.text().strip(), self.note.text().strip()
        if old is not None and text == span_text(old.days, self.session.today):
            return Span(old.days.first, old.days.last, note)
        return parse_span(text, self.session.today, note)

    def wrong(self) -> str | None:
        """The days have to be understood."""
        if not self.days.text().strip():
            return self.tr("A freeze window needs its days: write “27 to 30 Nov”.")
        try:
            self._span()
        except Refused as refused:
            return str(refused)
        return None

    def commands(self) -> Sequence[Command]:
        """One command with what differs."""
        if self.wrong():
            return ()
        fields: dict[str, Any] = {
            "days": self._span(),
            "team": self.team.currentData() or None,
            "component": self.component.currentData() or None,
        }
        old = self._old
        if old is None:
            given: Any = {key: value for key, value in fields.items() if value is not None}
            return (AddFreeze(fields=given),)
        changed, was = differing(old, fields)
        return (EditFreeze(freeze=old.id, fields=changed, was=was),) if changed else ()

    def said(self) -> str:
        """The toast."""
        return (
            self.tr("Freeze window added")
            if self._old is None
            else self.tr("Freeze window changed")
        )

    def removal(self) -> tuple[Command, str] | None:
        """The window is taken back."""
        if self.key is None:
            return None
        return RemoveFreeze(freeze=self.key), self.tr("Freeze window removed")


class ConstraintForm(SideForm):
    """A limit from outside: its kind, a sentence, what it covers and until when."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.kind = QComboBox()
        for kind, words in kind_words().items():
            self.kind.addItem(words, kind)
        self.text = QLineEdit()
        self.text.setMaxLength(500)
        self.text.setPlaceholderText(self.tr("Storage vendor delivers on 4 December"))
        self.amount = QDoubleSpinBox()
        self.amount.setRange(-1, 1e12)
        self.amount.setDecimals(0)
        self.amount.setGroupSeparatorShown(True)
        self.amount.setSpecialValueText(self.tr("none"))
        pad_spin_box(self.amount)
        self.team = QComboBox()
        self.since = DayField(themes, session, self.tr("Since"))
        self.until = DayField(themes, session, self.tr("Until"))
        self.items = ItemsField()
        self._lay_out()

    def _lay_out(self) -> None:
        self.form.add(self.tr("Kind"), self.kind)
        self.form.add(self.tr("Sentence"), self.text, self.tr("Shown where it binds a plan."))
        self.form.add(self.tr("Amount"), self.amount, self.tr("People, or money for a budget."))
        self.form.add(self.tr("Team"), self.team)
        self.form.add(self.tr("Since"), self.since)
        self.form.add(self.tr("Until"), self.until, self.tr("The day on which it is lifted."))
        self.form.add(
            self.tr("Items"),
            self.items,
            self.tr("These start no earlier than the day above; titles with semicolons between."),
        )
        self.form.finish()

    @property
    def _old(self) -> Constraint | None:
        return self.session.state.constraints.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Shows a constraint, or begins one."""
        self.key = key
        state = self.session.state
        old = self._old
        shown = old or Constraint("", ConstraintKind.VENDOR, "")
        self.say_title(self.tr("Add a constraint") if old is None else kind_words()[old.kind])
        self.kind.setCurrentIndex(self.kind.findData(shown.kind))
        self.text.setText(shown.text)
        self.text.setCursorPosition(0)
        self.amount.setValue(-1 if shown.amount is None else shown.amount)
        offer_teams(self.team, self.tr("All teams"), state, shown.team)
        for field, day in ((self.since, shown.since), (self.until, shown.until)):
            show_day(field, day)
        self.items.show_items(state, shown.items)
        self.begin()
        self.text.setFocus()

    def wrong(self) -> str | None:
        """The sentence, the days and the items."""
        if not self.text.text().strip():
            return self.tr("A constraint needs a sentence that says what it limits.")
        for field in (self.since, self.until):
            if field.value is None and not field.is_empty:
                return self.tr("The day is not understood: write it as “28 Feb”.")
        return self.items.wrong()

    def commands(self) -> Sequence[Command]:
        """One command with what differs."""
        if self.wrong():
            return ()
        amount = self.amount.value()
        fields: dict[str, Any] = {
            "kind": ConstraintKind(self.kind.currentData()),
            "text": self.text.text().strip(),
            "amount": None if amount < 0 else amount,
            "team": self.team.currentData() or None,
            "since": self.since.value,
            "until": self.until.value,
            "items": self.items.value,
        }
        old = self._old
        if old is None:
            given: Any = {key: value for key, value in fields.items() if value not in (None, ())}
            return (AddConstraint(fields=given),)
        changed, was = differing(old, fields)
        return (EditConstraint(constraint=old.id, fields=changed, was=was),) if changed else ()

    def said(self) -> str:
        """The toast."""
        return self.tr("Limit added") if self._old is None else self.tr("Limit changed")

    def removal(self) -> tuple[Command, str] | None:
        """Off the register."""
        if self.key is None:
            return None
        return RemoveConstraint(constraint=self.key), self.tr("Constraint removed")


class ItemsField(QLineEdit):
    """Titles of items with semicolons between; open ones are offered while one types."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: dict[str, str] = {}

    def show_items(self, state: State, chosen: Sequence[str]) -> None:
        """Shows the chosen ones by title."""
        known = [item for item in state.items.ordered() if item.is_open or item.id in chosen]
        self._titles = {" ".join(item.title.split()): item.id for item in known}
        completer = QCompleter(sorted(self._titles, key=str.casefold), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        names = {key: title for title, key in self._titles.items()}
        self.setText("; ".join(names[key] for key in chosen if key in names))
        self.setCursorPosition(0)

    @property
    def value(self) -> tuple[str, ...]:
        """The ids of the items named."""
        by_title = {title.casefold(): key for title, key in self._titles.items()}
        found = [by_title.get(title.casefold()) for title in self._named()]
        return tuple(dict.fromkeys(key for key in found if key is not None))

    def wrong(self) -> str | None:
        """Return which title is not known."""
        known = {title.casefold() for title in self._titles}
        for title in self._named():
            if title.casefold() not in known:
                return self.tr("There is no open item “{title}”.").format(title=title)
        return None

    def _named(self) -> list[str]:
        return [part.strip() for part in self.text().split(";") if part.strip()]


def show_day(field: ParsedField[date], day: date | None) -> None:
    """Put a day into a field, without the selection that invites to type over it."""
    field.set_text("" if day is None else plain_day(day))
    field.line.deselect()


def offer_teams(box: QComboBox, nothing: str, state: State, chosen: str | None) -> None:
    """Fill a box with the teams, the chosen one in view."""
    box.clear()
    box.addItem(nothing, "")
    for team in sorted(state.teams.ordered(), key=lambda team: team.name.casefold()):
        box.addItem(team.name, team.id)
    box.setCurrentIndex(max(0, box.findData(chosen or "")))
