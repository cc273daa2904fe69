"""How is a person added or changed: one form beside the table, with what leaving would change?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QWidget

from gui.models.people.capacity import SPRINTS, changes
from gui.models.people.rows import planning_of, say_moves
from gui.models.words import percent
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import DayField
from gui.views.people.limit_forms import offer_teams, show_day
from gui.views.people.lists import SkillsEditor, SpansEditor, percent_box, share_of
from gui.views.people.side import SideForm, differing
from gui.widgets.inputs import pad_spin_box
from gui.widgets.label import Label
from roadmap.analysis.planning.capacity_parts import capacity_parts
from roadmap.analysis.words import say_number
from roadmap.commands import Command
from roadmap.commands.people import AddPerson, EditPerson, MovePerson, RemovePerson
from roadmap.errors import Refused
from roadmap.records.people import Person
from roadmap.records.staff import Ramp

_SHOWN = 5
_PAUSE_MS = 200


class PersonForm(SideForm):
    """Everything that is known about one person."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self._person: Person | None = None
        self._make_fields()
        self._lay_out()
        self._previewing = QTimer(self)
        self._previewing.setSingleShot(True)
        self._previewing.setInterval(_PAUSE_MS)
        self._previewing.timeout.connect(self.show_preview)
        for field in (self.start, self.end):
            field.edited.connect(self._previewing.start)

    # -- build ------------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        themes = self.themes
        self.name, self.role = QLineEdit(), QLineEdit()
        self.name.setMaxLength(200)
        self.role.setMaxLength(200)
        self.team, self.mentor = QComboBox(), QComboBox()
        self.moves_to = QComboBox()
        self.moves_on = DayField(themes, self.session, self.tr("First day in the new team"))
        self.moves_on.line.setPlaceholderText(self.tr("2 Mar"))
        self.moves_hint = Label(themes, style="small", tone="muted", wrap=True)
        self.skills = SkillsEditor(themes)
        self.availability = percent_box(self.tr("Availability"), 1.0, 10)
        self.start = DayField(themes, self.session, self.tr("First day"))
        self.start.line.setPlaceholderText(self.tr("always"))
        self.end = DayField(themes, self.session, self.tr("Last day"))
        self.end.line.setPlaceholderText(self.tr("stays"))
        self.preview = Label(themes, style="small", tone="muted", wrap=True)
        self.time_off = SpansEditor(themes, self.tr("Add days off"), self.tr("Days off"))
        self.on_call_share = percent_box(self.tr("Share of time on call"))
        self.on_call = SpansEditor(themes, self.tr("Add on-call days"), self.tr("On-call days"))
        self.contractor = QCheckBox(self.tr("Contractor"))
        self.own_ramp = QCheckBox(self.tr("A ramp of their own"))
        self.ramp_weeks = QDoubleSpinBox()
        self.ramp_weeks.setRange(0, 520)
        self.ramp_weeks.setDecimals(1)
        self.ramp_weeks.setSuffix(self.tr(" weeks"))
        pad_spin_box(self.ramp_weeks)
        self.ramp_start = percent_box(self.tr("Speed on the first day"))
        self.ramp_mentor = percent_box(self.tr("Mentor's share"))
        self._ramp_rows = QWidget()
        self.ramp_hint = Label(themes, style="small", tone="muted", wrap=True)
        self.own_ramp.toggled.connect(self._ramp_rows.setVisible)
        self.contractor.toggled.connect(lambda _on: self._say_ramp())
        for box in (self.contractor, self.own_ramp):
            box.setFont(themes.theme.font())

    def _lay_out(self) -> None:
        form = self.form
        form.add(self.tr("Name"), self.name)
        form.add(self.tr("Role"), self.role)
        form.add(self.tr("Team"), self.team)
        form.add(self.tr("Moves to"), self.moves_to)
        form.add(self.tr("Moves on"), self.moves_on)
        form.add_wide(self.moves_hint)
        form.add(self.tr("Available"), self.availability, self.tr("Of a full week."))
        form.add(self.tr("Skills"), self.skills)
        form.add(self.tr("First day"), self.start)
        leaving = self.tr("Who leaves gets a last day; Remove is for a mistake.")
        form.add(self.tr("Last day"), self.end, leaving)
        form.add_wide(self.preview)
        self._add_wide(self.tr("Days off"), self.time_off)
        form.add(
            self.tr("On call"), self.on_call_share, self.tr("Of all days but the weeks below.")
        )
        self._add_wide(self.tr("On-call weeks"), self.on_call)
        form.add_head(self.tr("As a newcomer"))
        form.add(self.tr("Mentor"), self.mentor)
        form.add_wide(self.contractor)
        form.add_wide(self.own_ramp)
        form.add_wide(self._ramp_rows)
        form.add_wide(self.ramp_hint)
        row = QHBoxLayout(self._ramp_rows)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.ramp_weeks.setAccessibleName(self.tr("Weeks until full speed"))
        for text, box in (
            ("", self.ramp_weeks),
            (self.tr("from"), self.ramp_start),
            (self.tr("mentor"), self.ramp_mentor),
        ):
            if text:
                row.addWidget(Label(self.themes, text, tone="muted"))
            box.setFont(self.themes.theme.font())
            row.addWidget(box, 1)
        form.finish()

    def _add_wide(self, text: str, field: QWidget) -> None:
        """A field that needs the whole width, under its name."""
        label = Label(self.themes, text, tone="muted")
        label.setBuddy(field)
        field.setAccessibleName(text)
        self.form.add_wide(label)
        self.form.add_wide(field)

    # -- show -------------------------------------------------------------------------------------

    def show_new(self, team: str = "") -> None:
        """Begins a new person."""
        self._person, self.key = None, None
        self.say_title(self.tr("Add a person"))
        self.save_button.set_text(self.tr("Add person"))
        self._fill(Person("", team=team or None))
        self.name.setFocus()

    def show_person(self, person: Person) -> None:
        """Shows somebody as they are known."""
        self._person, self.key = person, person.id
        self.say_title(person.name)
        self.save_button.set_text(self.tr("Save"))
        self._fill(person)

    def _fill(self, person: Person) -> None:
        state, today = self.session.state, self.session.today
        self.name.setText(person.name)
        self.role.setText(person.role or "")
        offer_teams(self.team, self.tr("No team"), state, person.team_on(today))
        self.team.setEnabled(not person.transfers)
        offer_teams(self.moves_to, self.tr("Stays"), state, None)
        show_day(self.moves_on, None)
        self.moves_hint.setText(say_moves(person, state, today))
        self.moves_hint.setVisible(bool(person.transfers))
        others = [(each.id, each.name) for each in state.people.ordered() if each.id != person.id]
        _offer(self.mentor, self.tr("Nobody"), others, person.mentor)
        self.availability.setValue(round(person.availability * 100))
        self.skills.set_value(person.skills, known_skills(self.session))
        for field, day in ((self.start, person.start), (self.end, person.end)):
            show_day(field, day)
        self.time_off.set_value(person.time_off, today)
        self.on_call_share.setValue(round(person.on_call_share * 100))
        self.on_call.set_value(person.on_call, today)
        self.contractor.setChecked(person.contractor)
        ramp = person.ramp or planning_of(state).ramp
        self.ramp_weeks.setValue(ramp.weeks)
        self.ramp_start.setValue(round(ramp.start * 100))
        self.ramp_mentor.setValue(round(ramp.mentor * 100))
        self.own_ramp.setChecked(person.ramp is not None)
        self._ramp_rows.setVisible(person.ramp is not None)
        self._say_ramp()
        self.preview.hide()
        self.begin()

    def _say_ramp(self) -> None:
        planning = planning_of(self.session.state)
        weeks = planning.contractor_ramp_weeks if self.contractor.isChecked() else None
        self.ramp_hint.setText(
            self.tr(
                "Else, from the settings: {weeks} weeks to full speed, {start} at first, and "
                "{mentor} of the newcomer's time as the mentor's. Who has no first day was always "
                "here and does not ramp up."
            ).format(
                weeks=say_number(planning.ramp.weeks if weeks is None else weeks),
                start=percent(planning.ramp.start),
                mentor=percent(planning.ramp.mentor),
            )
        )

    # -- what leaving changes ---------------------------------------------------------------------

    def show_preview(self) -> None:
        """Says how the next sprints change where the first or the last day does."""
        text = self.preview_text()
        self.preview.setText(text)
        self.preview.setVisible(bool(text))

    def preview_text(self) -> str:
        """Return the capacity before and after, sprint by sprint; "" where nothing changes."""
        person, session = self._person, self.session
        days = {"start": self.start.value, "end": self.end.value}
        if person is None or (days["start"], days["end"]) == (person.start, person.end):
            return ""
        fields: Any = days
        after = session.preview([EditPerson(person=person.id, fields=fields)])
        if after is None:
            return ""
        both = [capacity_parts(state, session.today, SPRINTS) for state in (session.live, after)]
        found = changes(both[0], both[1])
        if not found:
            return self.tr("Changes none of the next {n} sprints.").format(n=SPRINTS)
        lines = [
            self.tr("Sprint {number}: {before} to {after} person-days").format(
                number=number, before=f"{before:.1f}", after=f"{after:.1f}"
            )
            for number, before, after in found[:_SHOWN]
        ]
        if len(found) > _SHOWN:
            rest = sum(after - before for _, before, after in found[_SHOWN:])
            lines.append(
                self.tr("and {n} more sprints, {days} person-days in all").format(
                    n=len(found) - _SHOWN, days=f"{rest:+.1f}".replace("-", "\u2212")
                )
            )
        return "\n".join((self.tr("What changes:"), *lines))

    # -- saving -----------------------------------------------------------------------------------

    def wrong(self) -> str | None:
        """Name, shares, days: the first that cannot be saved."""
        if not self.name.text().strip():
            return self.tr("A person needs a name.")
        for field, what in ((self.start, self.tr("first")), (self.end, self.tr("last"))):
            if field.value is None and not field.is_empty:
                return self.tr("The {what} day is not understood: write it as “28 Feb”.").format(
                    what=what
                )
        moves = bool(self.moves_to.currentData())
        if moves and self.moves_on.value is None:
            return self.tr("Say from which day the new team counts: write it as “28 Feb”.")
        if not moves and not self.moves_on.is_empty:
            return self.tr("Choose the team to move to, or clear the day.")
        return self.skills.wrong() or self.time_off.wrong() or self.on_call.wrong()

    def commands(self) -> Sequence[Command]:
        """What differs, and a move to another team."""
        try:
            fields = self._fields()
        except Refused:
            return ()
        old = self._person
        if old is None:
            empty = Person("")
            given: Any = {k: v for k, v in fields.items() if v != getattr(empty, k)}
            command = AddPerson(fields=given)
            self.key = command.person
            return (command, *self._moves(command.person))
        changed, was = differing(old, fields)
        moves = self._moves(old.id)
        if not changed:
            return moves
        return (EditPerson(person=old.id, fields=changed, was=was), *moves)

    def _moves(self, person: str) -> tuple[Command, ...]:
        team, day = self.moves_to.currentData(), self.moves_on.value
        return (MovePerson(person=person, team=team, on=day),) if team and day else ()

    def _fields(self) -> dict[str, Any]:
        old = self._person or Person("")
        skills = self.skills.value
        same = [each.skill for each in skills] == [each.skill for each in old.skills] and all(
            abs(one.share - other.share) < 0.01
            for one, other in zip(skills, old.skills, strict=True)
        )
        return {
            "name": self.name.text().strip(),
            "role": self.role.text().strip() or None,
            "team": old.team if old.transfers else self.team.currentData() or None,
            "skills": old.skills if same else skills,
            "availability": share_of(self.availability, old.availability),
            "start": self.start.value,
            "end": self.end.value,
            "time_off": tuple(sorted(self.time_off.value, key=lambda each: each.first)),
            "on_call_share": share_of(self.on_call_share, old.on_call_share),
            "on_call": tuple(sorted(self.on_call.value, key=lambda each: each.first)),
            "contractor": self.contractor.isChecked(),
            "ramp": self._ramp(old.ramp) if self.own_ramp.isChecked() else None,
            "mentor": self.mentor.currentData() or None,
        }

    def _ramp(self, old: Ramp | None) -> Ramp:
        known = old or planning_of(self.session.state).ramp
        return Ramp(
            self.ramp_weeks.value(),
            share_of(self.ramp_start, known.start),
            share_of(self.ramp_mentor, known.mentor),
        )

    def removal(self) -> tuple[Command, str] | None:
        """Taken off as added by mistake; who leaves gets a last day."""
        person = self._person
        if person is None:
            return None
        text = self.tr("{name} taken off the roadmap").format(name=person.name)
        return RemovePerson(person=person.id), text

    def said(self) -> str:
        """The toast."""
        name = self.name.text().strip()
        text = self.tr("{name} added") if self._person is None else self.tr("{name} changed")
        return text.format(name=name)


def known_skills(session: Session) -> list[str]:
    """Return the skills of all people, by name."""
    people = session.state.people.ordered()
    return sorted({each.skill for person in people for each in person.skills}, key=str.casefold)


def _offer(
    box: QComboBox, nothing: str, records: Sequence[tuple[str, str]], chosen: str | None
) -> None:
    box.clear()
    box.addItem(nothing, "")
    for key, name in sorted(records, key=lambda record: record[1].casefold()):
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(chosen or "")))
