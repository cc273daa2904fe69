"""How is work that arrived unplanned written down, corrected, and marked as a request?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox

from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import ParsedField, PastDayField
from gui.views.people.limit_forms import ItemsField, show_day
from gui.views.people.side import SideForm, differing
from gui.views.users.forms import complete, line
from roadmap.analysis.typed_parts import parse_number
from roadmap.analysis.words import say_driver, say_number
from roadmap.commands import Command
from roadmap.commands.interruptions import EditInterruption, LogInterruption, RemoveInterruption
from roadmap.state import Interruption
from roadmap.values import Driver, clean_line


class InterruptionForm(SideForm):
    """What happened, why it could not wait, what it took and whom it hit."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.title = line(self.tr("Failover of the payments database"), 300)
        self.driver, self.team, self.component, self.stream = (QComboBox() for _ in range(4))
        for driver in Driver:
            self.driver.addItem(say_driver(driver), driver)
        self.day = PastDayField(themes, session, self.tr("Began"))
        self.day.line.setPlaceholderText(self.tr("today"))
        self.effort = ParsedField(
            themes,
            self.tr("Effort in person-days"),
            lambda text: parse_number(text, self.tr("person-days")),
            lambda days: self.tr("{n} person-days").format(n=say_number(days)),
        )
        self.skill = line(self.tr("databases"), 200)
        self.item = ItemsField()
        self.is_request = QCheckBox(self.tr("It answered a request (support)"))
        self._lay_out()

    def _lay_out(self) -> None:
        form = self.form
        form.add(self.tr("What happened"), self.title)
        form.add(self.tr("Why"), self.driver)
        form.add(self.tr("Began"), self.day)
        form.add(
            self.tr("Effort"),
            self.effort,
            self.tr("Empty where an item does the work, or unknown."),
        )
        form.add(self.tr("Component"), self.component)
        form.add(self.tr("Team"), self.team)
        form.add(self.tr("Skill"), self.skill)
        form.add(self.tr("Stream"), self.stream, self.tr("The forced work it counts for."))
        form.add(self.tr("Done by"), self.item, self.tr("The item that does the work, by title."))
        form.add_wide(self.is_request)
        form.finish()

    @property
    def _old(self) -> Interruption | None:
        return self.session.state.interruptions.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Shows an interruption, or begins one."""
        self.key = key
        state, old = self.session.state, self._old
        self.say_title(self.tr("Add an interruption") if old is None else self.tr("Interruption"))
        self.title.setText("" if old is None else old.title)
        self.title.setCursorPosition(0)
        driver = Driver.INCIDENT if old is None else old.driver
        self.driver.setCurrentIndex(self.driver.findData(driver))
        _offer(self.team, state.teams.ordered(), None if old is None else old.team)
        _offer(self.component, state.components.ordered(), None if old is None else old.component)
        streams = state.streams.ordered()
        _offer(self.stream, streams, _stream_id(streams, None if old is None else old.stream))
        show_day(self.day, None if old is None else self._day_of(old))
        effort = None if old is None else old.effort_days
        self.effort.set_text("" if effort is None else say_number(effort))
        self.skill.setText("" if old is None or old.skill is None else old.skill)
        skills = {part.skill for person in state.people.ordered() for part in person.skills}
        complete(self.skill, sorted(skills))
        self.item.show_items(state, () if old is None or old.item is None else (old.item,))
        self.is_request.setChecked(old is not None and old.is_request)
        self.begin()
        self.title.setFocus()

    def wrong(self) -> str | None:
        """The title, the day, the effort and the one item."""
        if not clean_line(self.title.text()):
            return self.tr("Say in a few words what happened.")
        if self.day.value is None and not self.day.is_empty:
            return self.tr("The day is not understood: write it as “28 Feb”.")
        if self.effort.value is None and not self.effort.is_empty:
            return self.tr("The effort is a number of person-days, such as 1.5.")
        if len(self.item.value) > 1:
            return self.tr("One item does the work: name the one that does most of it.")
        return self.item.wrong()

    def said(self) -> str:
        """The toast."""
        text = self.tr("“{title}” added") if self._old is None else self.tr("“{title}” changed")
        return text.format(title=clean_line(self.title.text()))

    def commands(self) -> Sequence[Command]:
        """One command with what differs."""
        if self.wrong():
            return ()
        old, fields = self._old, self._fields()
        if old is None:
            given: Any = {key: value for key, value in fields.items() if value is not None}
            return (LogInterruption(fields=given),)
        changed, was = differing(old, fields)
        if not changed:
            return ()
        return (EditInterruption(interruption=old.id, fields=changed, was=was),)

    def _fields(self) -> dict[str, Any]:
        items, skill = self.item.value, clean_line(self.skill.text())
        return {
            "title": clean_line(self.title.text()),
            "driver": Driver(self.driver.currentData()),
            "started_at": self._began(),
            "effort_days": self.effort.value,
            "team": self.team.currentData(),
            "component": self.component.currentData(),
            "stream": self._stream(),
            "skill": skill or None,
            "item": items[0] if items else None,
            "is_request": self.is_request.isChecked(),
        }

    def _stream(self) -> str | None:
        """The stream, in the word in which it was named while nobody chose another."""
        old, found = self._old, self.stream.currentData()
        if old is not None and found == _stream_id(
            self.session.state.streams.ordered(), old.stream
        ):
            return old.stream
        return found if isinstance(found, str) else None

    def _began(self) -> datetime | None:
        """The moment: as it was while the day stays, noon of another day; None for now."""
        old, day = self._old, self.day.value
        if old is not None and (day is None or day == self._day_of(old)):
            return old.started_at
        if day is None or day == self.session.today:
            return None if old is None else self.session.moment
        noon = datetime.combine(day, time(12), self.session.local(self.session.moment).tzinfo)
        return noon.astimezone(UTC)

    def _day_of(self, each: Interruption) -> date:
        return self.session.local(each.started_at).date()

    def removal(self) -> tuple[Command, str] | None:
        """Off the record."""
        if self.key is None:
            return None
        return RemoveInterruption(interruption=self.key), self.tr("Interruption removed")


def _offer(box: QComboBox, records: Iterable[Any], key: str | None) -> None:
    """Offer records by name, and none."""
    box.clear()
    box.addItem(box.tr("not said"), None)
    for each in sorted(records, key=lambda record: str(record.name).casefold()):
        box.addItem(each.name, each.id)
    box.setCurrentIndex(max(0, box.findData(key)))


def _stream_id(streams: Iterable[Any], named: str | None) -> str | None:
    """Return the id of a stream that is named by its id or its name."""
    return next((str(each.id) for each in streams if named in (each.id, each.name)), None)
