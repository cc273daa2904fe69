"""What does the table say of each person, and of what limits them?

Pure words over the state: skills with their shares, days off to come, how far a newcomer is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.words import percent
from gui.tokens import Tone
from roadmap.analysis.planning.capacity import ramp_of
from roadmap.analysis.words import say_day, say_number, short_day
from roadmap.records.people import Constraint, Freeze, Person
from roadmap.records.planning import Planning
from roadmap.records.staff import ConstraintKind, Span
from roadmap.state import State


def _t(text: str) -> str:
    return QCoreApplication.translate("people", text)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the table shows them; `gone` once the last day is past."""

    key: str
    name: str
    role: str
    team: str
    skills: str
    availability: float
    dates: str
    first: date | None
    time_off: str
    next_off: date | None
    on_call: str
    newcomer: str
    mentor: str
    gone: bool

    @property
    def spoken(self) -> str:
        """The row as a sentence for screen readers."""
        parts = (self.name, self.role, self.team, self.skills, percent(self.availability))
        rest = (self.dates, self.time_off, self.on_call, self.newcomer, self.mentor)
        return ", ".join(part for part in (*parts, *rest) if part)


def planning_of(state: State) -> Planning:
    """Return the planning settings of a state."""
    return state.roadmap.planning if state.roadmap else Planning()


def person_rows(state: State, today: date, team: str = "") -> list[PersonRow]:
    """Return the people of a team by its id, or all for ""; who left comes last."""
    rows = [
        _row(state, person, today)
        for person in state.people.ordered()
        if not team or person.team_on(today) == team
    ]
    return sorted(rows, key=lambda row: (row.gone, row.name.casefold(), row.key))


def _row(state: State, person: Person, today: date) -> PersonRow:
    team = state.teams.get(person.team_on(today))
    mentor = state.people.get(person.mentor) if person.mentor else None
    ahead = coming(person.time_off, today)
    return PersonRow(
        key=person.id,
        name=person.name,
        role=person.role or "",
        team="" if team is None else team.name,
        skills=say_skills(person),
        availability=person.availability,
        dates=say_dates(person, today),
        first=person.start,
        time_off=say_spans(ahead, today),
        next_off=ahead[0].first if ahead else None,
        on_call=say_on_call(person, today),
        newcomer=say_newcomer(person, planning_of(state), today),
        mentor="" if mentor is None else mentor.name,
        gone=person.end is not None and person.end < today,
    )


def say_moves(person: Person, state: State, today: date) -> str:
    """Return "To Delivery from 2 March", for each move that is known; "" without any."""
    said = []
    for each in person.transfers:
        team = state.teams.get(each.team)
        name = _t("no team") if team is None else team.name
        said.append(_t("To {team} from {day}").format(team=name, day=say_day(each.on, today)))
    return ", ".join(said)


def say_skills(person: Person) -> str:
    """Return "databases 70%, hosts 30%", or that the work is general."""
    if not person.skills:
        return _t("general work")
    if len(person.skills) == 1:
        return person.skills[0].skill
    return ", ".join(f"{each.skill} {percent(each.share)}" for each in person.skills)


def say_dates(person: Person, today: date) -> str:
    """Return "from 12 Jan", "until 31 Mar 2027" or both; "" for who was always there."""
    parts = []
    if person.start is not None:
        parts.append(_t("from {day}").format(day=short_day(person.start, today)))
    if person.end is not None:
        parts.append(_t("until {day}").format(day=short_day(person.end, today)))
    return " ".join(parts)


def coming(spans: Sequence[Span], today: date) -> tuple[Span, ...]:
    """Return the spans that are not past."""
    return tuple(span for span in spans if span.last >= today)


def say_span(span: Span, today: date) -> str:
    """Return "24 Dec" or "21 Dec to 1 Jan 2027"."""
    first = short_day(span.first, today)
    if span.first == span.last:
        return first
    if (span.first.year, span.first.month) == (span.last.year, span.last.month):
        return f"{span.first.day} to {short_day(span.last, today)}"
    if span.first.year == span.last.year:
        first = short_day(span.first, span.first)
    return _t("{first} to {last}").format(first=first, last=short_day(span.last, today))


def say_spans(spans: Sequence[Span], today: date) -> str:
    """Return the first span, and how many more there are."""
    if not spans:
        return ""
    more = f", +{len(spans) - 1}" if len(spans) > 1 else ""
    return say_span(spans[0], today) + more


def say_on_call(person: Person, today: date) -> str:
    """Return "10%", "30 Nov to 4 Dec", or both."""
    parts = []
    if person.on_call_share:
        parts.append(percent(person.on_call_share))
    ahead = say_spans(coming(person.on_call, today), today)
    return ", ".join((*parts, ahead) if ahead else parts)


def say_newcomer(person: Person, planning: Planning, today: date) -> str:
    """Return how fast a newcomer is today; "" once ramped up or without a ramp."""
    ramp = ramp_of(person, planning)
    if ramp is None or person.start is None or ramp.weeks <= 0:
        return ""
    if today < person.start:
        return _t("starts at {share}").format(share=percent(ramp.start))
    done = (today - person.start).days / (ramp.weeks * 7)
    if done >= 1:
        return ""
    full = person.start + timedelta(days=round(ramp.weeks * 7))
    speed = ramp.start + (1 - ramp.start) * done
    return _t("{share}, full on {day}").format(share=percent(speed), day=short_day(full, today))


# -- limits ---------------------------------------------------------------------------------------


def kind_words() -> dict[ConstraintKind, str]:
    """The kinds of constraints as people say them."""
    return {
        ConstraintKind.HEADCOUNT_CAP: _t("Headcount cap"),
        ConstraintKind.BUDGET: _t("Budget"),
        ConstraintKind.FREEZE: _t("Freeze"),
        ConstraintKind.VENDOR: _t("Vendor"),
        ConstraintKind.DEPENDENCY: _t("Dependency"),
    }


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A line of a list of records; `past` once it counts no more, `tones` by column."""

    key: str
    texts: tuple[str, ...]
    past: bool
    tones: tuple[Tone, ...] = ()


def holiday_rows(state: State, today: date) -> list[LimitRow]:
    """Return the holidays by day, those that are past last."""
    days = sorted(state.holidays.ordered(), key=lambda each: (each.day < today, each.day))
    return [
        LimitRow(each.id, (_weekday(each.day, today), each.name), each.day < today) for each in days
    ]


def freeze_rows(state: State, today: date, team: str = "") -> list[LimitRow]:
    """Return the freeze windows by their first day, those that are past last."""
    found = sorted(
        state.freezes.ordered(),
        key=lambda each: (each.days.last < today, each.days.first, each.id),
    )
    return [
        LimitRow(
            each.id,
            (say_span(each.days, today), covered(state, each), each.days.note),
            each.days.last < today,
        )
        for each in found
        if not team or each.team in (None, team)
    ]


def covered(state: State, freeze: Freeze) -> str:
    """Return what a freeze window covers."""
    parts = []
    component = state.components.get(freeze.component) if freeze.component else None
    team = state.teams.get(freeze.team) if freeze.team else None
    if component is not None:
        parts.append(component.name)
    if team is not None:
        parts.append(team.name)
    return ", ".join(parts) or _t("everything")


def constraint_rows(state: State, today: date, team: str = "") -> list[LimitRow]:
    """Return the register: what binds now first, then what is to come, then what was lifted."""
    found = sorted(
        state.constraints.ordered(),
        key=lambda each: (_past(each, today), each.until or date.max, each.text.casefold()),
    )
    return [
        LimitRow(each.id, _constraint_texts(state, each, today), _past(each, today))
        for each in found
        if not team or each.team in (None, team)
    ]


def _constraint_texts(state: State, each: Constraint, today: date) -> tuple[str, ...]:
    team = state.teams.get(each.team) if each.team else None
    titles = [state.items[key].title for key in each.items if key in state.items]
    more = f", +{len(titles) - 1}" if len(titles) > 1 else ""
    return (
        kind_words()[each.kind],
        each.text,
        "" if each.amount is None else say_number(each.amount),
        _t("All") if team is None else team.name,
        "" if each.since is None else short_day(each.since, today),
        "" if each.until is None else short_day(each.until, today),
        titles[0] + more if titles else "",
    )


def _past(each: Constraint, today: date) -> bool:
    return each.until is not None and each.until < today


def _weekday(day: date, today: date) -> str:
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return f"{names[day.weekday()]} {short_day(day, today)}"
