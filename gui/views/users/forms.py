"""How is a signal written down, linked, made into an item and closed; how is a team changed?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from gui.models.users.words import roles, signal_kinds
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import PastDayField
from gui.views.people.limit_forms import ItemsField, show_day
from gui.views.people.side import SideForm, differing
from gui.widgets.buttons import Button
from roadmap.analysis.expectations.signals import Loop, signal_standings
from roadmap.commands import Command
from roadmap.commands.items import AddItem
from roadmap.commands.roadmap import AddConsumer, EditConsumer, RemoveConsumer
from roadmap.commands.users import AddSignal, EditSignal, RemoveSignal
from roadmap.records.users import Signal, SignalKind
from roadmap.state import Consumer, State


class SignalForm(SideForm):
    """A signal: who said what, the work that answers it, and the day they were told."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.text = line(self.tr("We wait six days for an environment"), 500)
        self.kind, self.role = QComboBox(), QComboBox()
        for kind, words in signal_kinds().items():
            self.kind.addItem(words, kind)
        self.role.addItem(self.tr("not said"), None)
        for role, words in roles().items():
            self.role.addItem(words, role)
        self.consumer = line(self.tr("Checkout"), 200)
        self.segment = line(self.tr("as the team's"), 200)
        self.heard = PastDayField(themes, session, self.tr("Heard"))
        self.heard.line.setPlaceholderText(self.tr("today"))
        self.item = ItemsField()
        self.told = PastDayField(themes, session, self.tr("Told on"))
        self.make = Button(themes, self.tr("Make an item from it"), icon="plus", small=True)
        self.close_loop = Button(themes, self.tr("Told today"), icon="check", small=True)
        self._steps = QWidget()
        self._lay_out()
        self.make.clicked.connect(self.make_item)
        self.close_loop.clicked.connect(self.tell_today)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._steps)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(8)
        row.addWidget(self.make)
        row.addWidget(self.close_loop)
        row.addStretch(1)
        self.form.add_wide(self._steps)
        self.form.add(self.tr("What they said"), self.text)
        self.form.add(self.tr("From"), self.consumer, self.tr("A new name adds the team."))
        self.form.add(self.tr("Segment"), self.segment)
        self.form.add(self.tr("Role"), self.role)
        self.form.add(self.tr("How"), self.kind)
        self.form.add(self.tr("Heard"), self.heard)
        self.form.add(self.tr("Answered by"), self.item, self.tr("The item's title."))
        self.form.add(
            self.tr("Told on"),
            self.told,
            self.tr("The loop is closed once they know what came of it."),
        )
        self.form.finish()

    @property
    def _old(self) -> Signal | None:
        return self.session.state.signals.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Shows a signal, or begins one."""
        self.key = key
        state, old = self.session.state, self._old
        shown = old or Signal("", "")
        self.say_title(self.tr("Add a signal") if old is None else self.tr("Signal"))
        consumer = state.consumers.get(shown.consumer)
        for field, text in (
            (self.text, shown.text),
            (self.consumer, "" if consumer is None else consumer.name),
            (self.segment, shown.segment or ""),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        complete(self.consumer, [each.name for each in state.consumers.ordered()])
        complete(self.segment, segments_of_teams(state))
        self.kind.setCurrentIndex(self.kind.findData(shown.kind))
        self.role.setCurrentIndex(max(0, self.role.findData(shown.role)))
        show_day(self.heard, shown.heard_on)
        show_day(self.told, shown.told_on)
        self.item.show_items(state, () if shown.item is None else (shown.item,))
        self.begin()
        self.text.setFocus()

    def show_possible(self) -> None:
        """The next step of the loop is offered: an item from it, or telling them."""
        super().show_possible()
        reason, old = self.session.read_only, self._old
        rows = signal_standings(self.session.state) if old is not None else ()
        loop = next((row.loop for row in rows if row.signal.id == self.key), None)
        self.make.setVisible(loop is Loop.HEARD)
        self.close_loop.setVisible(loop in (Loop.SHIPPED, Loop.GIVEN_UP))
        self._steps.setVisible(loop in (Loop.HEARD, Loop.SHIPPED, Loop.GIVEN_UP))
        for button in (self.make, self.close_loop):
            button.set_blocked(reason)

    def wrong(self) -> str | None:
        """The words, the days and the one item."""
        if not self.text.text().strip():
            return self.tr("A signal is what users said: write it down in a sentence.")
        for field in (self.heard, self.told):
            if field.value is None and not field.is_empty:
                return self.tr("The day is not understood: write it as “28 Feb”.")
        if len(self.item.value) > 1:
            return self.tr("One item answers a signal: name the one that does most of it.")
        return self.item.wrong()

    def said(self) -> str:
        """The toast."""
        who = self.consumer.text().strip()
        if self._old is not None:
            return self.tr("Signal changed")
        return (
            self.tr("Signal from {who} added").format(who=who) if who else self.tr("Signal added")
        )

    def commands(self) -> Sequence[Command]:
        """One command with what differs, after the one that adds a team nobody knew."""
        if self.wrong():
            return ()
        name = self.consumer.text().strip()
        consumer = consumer_named(self.session.state, name)
        first: list[Command] = []
        if name and consumer is None:
            segment = self.segment.text().strip() or None
            adding = AddConsumer(fields={"name": name, "segment": segment})
            first, consumer = [adding], adding.consumer
        fields = self._fields(consumer)
        old = self._old
        if old is None:
            given: Any = {key: value for key, value in fields.items() if value is not None}
            return (*first, AddSignal(fields=given))
        changed, was = differing(old, fields)
        return (*first, EditSignal(signal=old.id, fields=changed, was=was)) if changed else ()

    def _fields(self, consumer: str | None) -> dict[str, Any]:
        old, items = self._old, self.item.value
        heard: date | None = self.heard.value
        if heard is None and old is not None:
            heard = old.heard_on
        return {
            "text": self.text.text().strip(),
            "kind": SignalKind(self.kind.currentData()),
            "role": self.role.currentData(),
            "consumer": consumer,
            "segment": self.segment.text().strip() or self._segment_of(consumer),
            "heard_on": heard,
            "item": items[0] if items else None,
            "told_on": self.told.value,
        }

    def _segment_of(self, consumer: str | None) -> str | None:
        found = self.session.state.consumers.get(consumer)
        return None if found is None else found.segment

    def make_item(self) -> None:
        """Adds an item with the signal's words, linked, as one decision."""
        old = self._old
        if old is None or self._must_save_first():
            return
        fields: Any = {"title": old.text}
        if old.consumer is not None:
            fields["consumers"] = (old.consumer,)
        if old.segment:
            fields["segment"] = old.segment
        adding = AddItem(fields=fields)
        linking = EditSignal(signal=old.id, fields={"item": adding.item}, was={"item": old.item})
        self._do([adding, linking], self.tr("Item added, to be sorted"))

    def tell_today(self) -> None:
        """Closes the loop."""
        old = self._old
        if old is None or self._must_save_first():
            return
        fields: Any = {"told_on": self.session.today}
        wanted: list[Command] = [EditSignal(signal=old.id, fields=fields, was={"told_on": None})]
        self._do(wanted, self.tr("Loop closed: they were told"))

    def _do(self, commands: Sequence[Command], said: str) -> None:
        if self.session.execute(commands, say=said) is not None:
            self.show_record(self.key)

    def _must_save_first(self) -> bool:
        if self.is_changed:
            self.problem.set_problem(self.tr("Save what you typed, or cancel it, first."))
        return self.is_changed

    def removal(self) -> tuple[Command, str] | None:
        """Off the record."""
        if self.key is None:
            return None
        return RemoveSignal(signal=self.key), self.tr("Signal removed")


class ConsumerForm(SideForm):
    """A consuming team: its name and segment."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.name = line(self.tr("Checkout"), 200)
        self.segment = line(self.tr("developers"), 200)
        self.form.add(self.tr("Name"), self.name)
        self.form.add(
            self.tr("Segment"),
            self.segment,
            self.tr("Who stands behind the team: developers, operators, end users."),
        )
        self.form.finish()

    @property
    def _old(self) -> Consumer | None:
        return self.session.state.consumers.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Shows a team, or begins one."""
        self.key = key
        old = self._old
        self.say_title(self.tr("Add a consuming team") if old is None else old.name)
        self.name.setText("" if old is None else old.name)
        self.segment.setText("" if old is None else old.segment or "")
        complete(self.segment, segments_of_teams(self.session.state))
        self.begin()
        self.name.setFocus()

    def wrong(self) -> str | None:
        """A team has a name."""
        if not self.name.text().strip():
            return self.tr("A consuming team needs its name.")
        return None

    def commands(self) -> Sequence[Command]:
        """One command with what differs."""
        old = self._old
        fields: dict[str, Any] = {
            "name": self.name.text().strip(),
            "segment": self.segment.text().strip() or None,
        }
        if old is None:
            given: Any = {key: value for key, value in fields.items() if value}
            return (AddConsumer(fields=given),)
        changed, was = differing(old, fields)
        return (EditConsumer(consumer=old.id, fields=changed, was=was),) if changed else ()

    def said(self) -> str:
        """The toast."""
        text = (
            self.tr("Consuming team “{name}” added")
            if self._old is None
            else self.tr("Consuming team “{name}” changed")
        )
        return text.format(name=self.name.text().strip())

    def removal(self) -> tuple[Command, str] | None:
        """The team is gone."""
        if self.key is None:
            return None
        return RemoveConsumer(consumer=self.key), self.tr("Consuming team removed")


def line(placeholder: str, longest: int) -> QLineEdit:
    """Return a line edit."""
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(placeholder)
    return edit


def complete(edit: QLineEdit, names: Sequence[str]) -> None:
    """Offer names while one types."""
    completer = QCompleter(sorted(set(names), key=str.casefold), edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    edit.setCompleter(completer)


def segments_of_teams(state: State) -> list[str]:
    """Return the segments there are."""
    return sorted({each.segment for each in state.consumers.ordered() if each.segment})


def consumer_named(state: State, name: str) -> str | None:
    """Return the id of the consuming team with this name."""
    wanted = name.casefold()
    named = (each.id for each in state.consumers.ordered() if each.name.casefold() == wanted)
    return next(named, None) if wanted else None
