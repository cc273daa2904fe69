"""What does the chart of capacity show, and how is "why 41.3 person-days?" answered in words?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.words import percent
from gui.paint.capacity_over_time import CapacityBar
from roadmap.analysis.planning.capacity import Focus
from roadmap.analysis.planning.capacity_parts import PersonDays, SprintDays
from roadmap.analysis.words import counted, listed, say_number, short_day
from roadmap.state import State

SPRINTS = 12


def _t(text: str) -> str:
    return QCoreApplication.translate("people", text)


def part_words() -> dict[str, str]:
    """The parts of a bar as people say them, from the bottom up."""
    return {
        "days": _t("Focus time"),
        "focus": _t("Meetings, support"),
        "on_call": _t("On call"),
        "mentoring": _t("Mentoring"),
        "interviews": _t("Interviews"),
        "ramp": _t("Ramping up"),
        "away": _t("Off, holidays"),
    }


def bar_of(found: SprintDays) -> CapacityBar:
    """Return the bar of a sprint; what leverage gains is part of its focus time."""
    total, partial = found.total, found.sprint.left < 1.0
    return CapacityBar(
        number=found.sprint.number,
        first=_t("from today") if partial else short_day(found.sprint.start, found.sprint.start),
        days=total.days,
        parts=(
            ("days", total.days),
            ("focus", total.focus),
            ("on_call", total.on_call),
            ("mentoring", total.mentoring),
            ("interviews", total.interviews),
            ("ramp", total.ramp),
            ("away", total.time_off + total.holidays),
        ),
        partial=partial,
    )


def spoken(found: SprintDays, today: date) -> str:
    """Return one sprint of the chart as a sentence."""
    words = part_words()
    bar = bar_of(found)
    lost = listed(
        [
            _t("{days} {what}").format(days=say_number(days), what=words[key].lower())
            for key, days in bar.parts[1:]
            if days >= 0.05
        ],
        5,
    )
    form = _t("Sprint {number} from {day}: {days} person-days")
    if bar.partial:
        form = _t("Sprint {number}, what is left of it from today on: {days} person-days")
    text = form.format(
        number=bar.number, day=short_day(found.sprint.start, today), days=say_number(bar.days)
    )
    return text + (_t("; taken by {lost}").format(lost=lost) if lost else "") + "."


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the answer: what, how many person-days, and a sentence on why."""

    text: str
    days: float
    because: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class WhyPerson:
    """A line of the table of parts per person."""

    name: str
    there: str
    speed: str
    days: float
    because: str


@dataclass(frozen=True, slots=True)
class Why:
    """The answer for one sprint."""

    title: str
    days: str
    steps: tuple[Step, ...]
    people: tuple[WhyPerson, ...]


def why(state: State, found: SprintDays, focus: Focus, today: date) -> Why:
    """Return where the person-days of a sprint come from, in words."""
    total, number = found.total, found.sprint.number
    last = short_day(found.sprint.end - timedelta(days=1), today)
    days = _t("Sprint {number}, {first} to {last}").format(
        number=number, first=short_day(found.sprint.start, today), last=last
    )
    if found.sprint.left < 1.0:
        left = counted(len(found.sprint.working), "working day")
        days += _t("; {left} left").format(left=left)
    title = _t("Why {days} person-days?").format(days=f"{total.days:.1f}")
    lines = tuple(_person(state, each) for each in found.people)
    return Why(title, days, _steps(found, focus), lines)


def _steps(found: SprintDays, focus: Focus) -> tuple[Step, ...]:
    total = found.total
    people = sum(1 for each in found.people if each.working)
    counts = counted(people, "person").replace("persons", "people")
    steps = [Step(_t("Working time of {people}").format(people=counts), total.gross)]
    for text, days, because in (
        (_t("Holidays"), total.holidays, ""),
        (_t("Days off"), total.time_off, ""),
        (_t("On call"), total.on_call, _t("Rota weeks, and the share of all other days.")),
        (_t("Meetings and support"), total.focus, _sentence(say_focus(focus))),
        (_t("Ramping up"), total.ramp, _t("Newcomers are not at full speed yet.")),
        (_t("Mentoring newcomers"), total.mentoring, ""),
        (_t("Interviews"), total.interviews, _t("To find those who are to start later.")),
    ):
        if abs(days) >= 0.05:
            steps.append(Step(text, -days, because))
    if abs(total.gain) >= 0.05:
        because = _t("Finished work that makes everybody faster.")
        steps.append(Step(_t("Gains of finished work"), total.gain, because))
    steps.append(Step(_t("Person-days to plan with"), total.days, strong=True))
    return tuple(steps)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def say_focus(focus: Focus) -> str:
    """Return "focus 44%, learned from 38 closed sprints", or that it is set."""
    share = percent(focus.share)
    if focus.sprints:
        return _t("focus {share}, learned from {sprints}").format(
            share=share, sprints=counted(focus.sprints, "closed sprint")
        )
    return _t("focus {share}, as set").format(share=share)


def _person(state: State, each: PersonDays) -> WhyPerson:
    person = state.people.get(each.person)
    name = each.person if person is None else person.name
    days = each.days
    there = counted(each.working - each.off, "day")
    if each.availability < 1.0:
        there += _t(" x {share}").format(share=percent(each.availability))
    reasons = []
    if days.time_off >= 0.05:
        reasons.append(_t("{days} off").format(days=say_number(days.time_off)))
    if days.on_call >= 0.05:
        reasons.append(_t("{days} on call").format(days=say_number(days.on_call)))
    if days.ramp >= 0.05:
        reasons.append(_t("at {share} speed").format(share=percent(each.ramp)))
    for words, lost, whom in (
        (_t("{days} for mentoring {names}"), days.mentoring, each.mentors),
        (_t("{days} for interviews to find {names}"), days.interviews, each.interviews),
    ):
        if whom:
            reasons.append(words.format(days=say_number(lost), names=_names(state, whom)))
    return WhyPerson(name, there, percent(each.ramp), days.days, ", ".join(reasons))


def _names(state: State, keys: tuple[str, ...]) -> str:
    found = (state.people.get(key) for key in keys)
    return listed([person.name for person in found if person is not None])


def changes(
    before: tuple[SprintDays, ...], after: tuple[SprintDays, ...]
) -> tuple[tuple[int, float, float], ...]:
    """Return (sprint, person-days before, after) where they differ by a tenth of a day."""
    return tuple(
        (one.sprint.number, one.total.days, other.total.days)
        for one, other in zip(before, after, strict=True)
        if abs(one.total.days - other.total.days) >= 0.05
    )
