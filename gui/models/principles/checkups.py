"""What do the lists of check-ups and of incidents say, and the panel of one check-up?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.people.rows import LimitRow
from gui.models.words import day_text
from gui.paint.measure_row import RowTag
from gui.paint.text import Run
from gui.tokens import Family, Tone
from gui.widgets.inspector_panel import PropertyRow, StoryRow
from roadmap.analysis.levels.checkups import CheckupStanding, Due, checkup_standings
from roadmap.analysis.levels.incidents_by_component import incidents_by_component
from roadmap.analysis.words import counted, say_enum, say_number
from roadmap.records.levels import CheckupOutcome
from roadmap.state import State

_OUTCOME_TONES: dict[CheckupOutcome | None, Tone] = {
    CheckupOutcome.WORKING: "ok",
    CheckupOutcome.TO_STRENGTHEN: "warn",
    CheckupOutcome.FAILING: "bad",
    None: "muted",
}
_OUTCOME_ICONS = {
    CheckupOutcome.WORKING: "check",
    CheckupOutcome.TO_STRENGTHEN: "alert-triangle",
    CheckupOutcome.FAILING: "circle-alert",
}
_MINUS = "\u2212"


def _t(text: str) -> str:
    return QCoreApplication.translate("principles", text)


@dataclass(frozen=True, slots=True)
class CheckupFacts:
    """The check-ups of a team, or of everybody, on a day."""

    state: State
    today: date
    team: str | None
    rows: tuple[CheckupStanding, ...]

    def row(self, key: str) -> CheckupStanding | None:
        """How a check-up stands."""
        return next((each for each in self.rows if each.checkup.id == key), None)

    @property
    def overdue(self) -> int:
        """How many should have been held by now."""
        return sum(each.due is Due.OVERDUE for each in self.rows)


def checkup_facts(state: State, today: date, team: str | None) -> CheckupFacts:
    """Gather the check-ups on `today`, those due first at the top."""
    return CheckupFacts(state, today, team, checkup_standings(state, today, team))


def outcome_word(outcome: CheckupOutcome | None) -> str:
    """Return the word for what was found."""
    return _t("not held yet") if outcome is None else say_enum(outcome)


def every_text(days: int) -> str:
    """Return "every 13 weeks" or "every 10 days"."""
    if days % 7 == 0 and days >= 14:
        return _t("every {time}").format(time=counted(days // 7, _t("week")))
    return _t("every {time}").format(time=counted(days, _t("day")))


def checkup_rows(facts: CheckupFacts) -> list[LimitRow]:
    """Return a line for each check-up, the next one first."""
    return [_row(each, facts) for each in facts.rows]


def _row(row: CheckupStanding, facts: CheckupFacts) -> LimitRow:
    component = facts.state.components.get(row.checkup.component)
    last = "" if row.last is None else day_text(row.last.day, facts.today)
    findings = len(row.open_findings)
    due: Tone = "bad" if row.due is Due.OVERDUE else "warn" if row.due is Due.SOON else "text"
    texts = (
        "" if component is None else component.name,
        row.checkup.name,
        due_text(row, facts.today),
        outcome_word(row.outcome),
        last,
        counted(findings, _t("item")) if findings else "",
        every_text(row.checkup.every_days),
    )
    tones: tuple[Tone, ...] = (
        "muted",
        "text",
        due,
        _OUTCOME_TONES[row.outcome],
        "muted",
        "text",
        "muted",
    )
    return LimitRow(row.checkup.id, texts, past=False, tones=tones)


def due_text(row: CheckupStanding, today: date) -> str:
    """Return "overdue by 9 weeks", "due 2 Dec" or "13 Jan"."""
    if row.next_on is None:
        return ""
    if row.due is Due.OVERDUE:
        days = (today - row.next_on).days
        time = counted(days, _t("day")) if days < 14 else counted(days // 7, _t("week"))
        return _t("overdue by {time}").format(time=time)
    day = day_text(row.next_on, today)
    return _t("due {day}").format(day=day) if row.due is Due.SOON else day


def incident_rows(facts: CheckupFacts) -> list[LimitRow]:
    """Return the components that broke in the last six sprints, the most often broken first."""
    found = []
    for each in incidents_by_component(facts.state, facts.today, facts.team):
        component = facts.state.components.get(each.component)
        now, before = len(each.interruptions), each.earlier
        change = f"{'+' if now > before else _MINUS}{abs(now - before)}" if now != before else "="
        again: Tone = "bad" if each.repeated else "text"
        texts = (
            _t("no component named") if component is None else component.name,
            str(now),
            change,
            say_number(each.days),
            str(each.in_all),
            _t("comes back: check it, or make an item") if each.repeated else "",
        )
        tones: tuple[Tone, ...] = ("text", again, "muted", "text", "muted", "bad")
        found.append(LimitRow(each.component or "", texts, past=False, tones=tones))
    return found


# -- one check-up ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckupDetail:
    """A check-up beside the list."""

    key: str
    name: str
    tag: RowTag
    component: str
    rows: tuple[PropertyRow, ...]
    findings: tuple[str, ...]
    results: tuple[StoryRow, ...]


def checkup_detail(row: CheckupStanding, facts: CheckupFacts) -> CheckupDetail:
    """Return what is said of a check-up."""
    component = facts.state.components.get(row.checkup.component)
    return CheckupDetail(
        key=row.checkup.id,
        name=row.checkup.name,
        tag=_tag(row, facts.today),
        component="" if component is None else component.name,
        rows=_rows(row, facts),
        findings=row.open_findings,
        results=tuple(
            StoryRow(
                day_text(each.day, facts.today),
                (Run(outcome_word(each.value), _OUTCOME_TONES[each.value], 600),),
                each.note,
            )
            for each in reversed(row.checkup.results)
            if each.day <= facts.today
        ),
    )


def _tag(row: CheckupStanding, today: date) -> RowTag:
    if row.due is Due.OVERDUE:
        return RowTag(due_text(row, today), "bad", "alert-triangle")
    if row.outcome is None:
        return RowTag(_t("not held yet"), "neutral")
    family: Family = "ok"
    if row.outcome is not CheckupOutcome.WORKING:
        family = "warn" if row.outcome is CheckupOutcome.TO_STRENGTHEN else "bad"
    return RowTag(outcome_word(row.outcome), family, _OUTCOME_ICONS[row.outcome])


def _rows(row: CheckupStanding, facts: CheckupFacts) -> tuple[PropertyRow, ...]:
    today = facts.today
    due: Tone = "bad" if row.due is Due.OVERDUE else "warn" if row.due is Due.SOON else "text"
    found = [PropertyRow(_t("Cadence"), (Run(every_text(row.checkup.every_days)),))]
    if row.next_on is not None:
        next_on = Run(day_text(row.next_on, today), due, 600)
        found.append(PropertyRow(_t("Next"), (next_on,)))
    if row.last is not None:
        said = outcome_word(row.last.value)
        when = Run(f", {day_text(row.last.day, today)}", "muted")
        runs = (Run(said, _OUTCOME_TONES[row.last.value]), when)
        found.append(PropertyRow(_t("Last"), runs))
    incidents = incidents_by_component(facts.state, today, facts.team)
    own = next((each for each in incidents if each.component == row.checkup.component), None)
    if own is not None:
        times = counted(len(own.interruptions), _t("incident"))
        tone: Tone = "bad" if own.repeated else "text"
        runs = (Run(times, tone), Run(_t(" in the last six sprints"), "muted"))
        found.append(PropertyRow(_t("Incidents"), runs))
    return tuple(found)
