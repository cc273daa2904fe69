"""Which rows do levels, what changed and check-ups have on the overview?

Each row leads to its evidence: "decision:" or "page:" with what is meant.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from gui.models.overview.facts import Facts, Json
from gui.models.overview.section import Section
from gui.models.principles.faces import headroom_text, spark_of, tone_of
from gui.models.words import day_text, long_day_text
from gui.paint.overview_row import Columns, RowFace
from gui.tokens import Family
from gui.widgets.marks import initials
from roadmap.analysis.levels.checkups import CheckupStanding, Due, checkup_standings
from roadmap.analysis.levels.levels import (
    LevelStatus,
    PrincipleStanding,
    Standing,
    of_team,
    standings,
)
from roadmap.analysis.words import counted, say_measured
from roadmap.records.levels import CheckupOutcome

MOST_LEVELS, MOST_CHECKUPS = 6, 4
LEVEL_COLUMNS = Columns(spark=76, value=72, tail=48, least=72)
CHANGE_COLUMNS = Columns(lead=56, person=24, lines=3)
CHECKUP_COLUMNS = Columns(lines=2)


def _t(text: str) -> str:
    return QCoreApplication.translate("overview", text)


# -- levels ---------------------------------------------------------------------------------------


def level_section(facts: Facts) -> Section:
    """Return the principles, the breached ones first, each by its worst measure."""
    rows = of_team(standings(facts.state, facts.today), facts.state, facts.team)
    with_level = [each for each in rows if each.status is not LevelStatus.NO_LEVEL]
    breached = [each for each in rows if each.status is LevelStatus.BREACHED]
    causes = {each["measure"]: each["decision"] for each in facts.document["breached"]}
    ordered = sorted(rows, key=lambda each: each.status is not LevelStatus.BREACHED)
    kept = sum(each.status is LevelStatus.KEPT for each in rows)
    tag: tuple[str, Family] | None = None
    if breached:
        tag = (_t("{n} breached").format(n=len(breached)), "bad")
    elif kept:
        family: Family = "ok" if kept == len(rows) else "neutral"
        tag = (_t("{n} of {all} met").format(n=kept, all=len(with_level)), family)
    elif rows:
        tag = (_t("not measured yet") if with_level else _t("no level yet"), "neutral")
    return Section(
        tuple(_level_row(each, facts, causes) for each in ordered[:MOST_LEVELS]),
        tag,
        foot=_t("Dashed line: minimum. Right: headroom.") if with_level else "",
        empty=_t("No principles yet."),
    )


def _level_row(row: PrincipleStanding, facts: Facts, causes: dict[str, Any]) -> RowFace:
    worst = _worst(row)
    name = row.principle.name
    link = "page:principles"
    if worst is None:
        text = _t("no level yet")
        return RowFace(name, link, value=text, value_tone="muted", spoken=f"{name}, {text}")
    measure = worst.measure
    value = None if worst.latest is None else worst.latest.value
    said = [name, measure.name, say_measured(measure, value)]
    cause = causes.get(measure.id)
    if worst.breached:
        link = f"decision:{cause}" if cause else link
        said += [_t("breached"), worst.effect]
    room = headroom_text(worst)
    return RowFace(
        name,
        link,
        spark=spark_of(worst, facts.today),
        value=say_measured(measure, value) if value is not None else _t("not measured"),
        value_tone="bad" if worst.breached else "text" if value is not None else "muted",
        tail=room,
        tail_tone=tone_of(worst, facts.today),
        spoken=", ".join(part for part in (*said, room) if part),
    )


def _worst(row: PrincipleStanding) -> Standing | None:
    """Return the measure with a level that has the least headroom, a breached one first."""
    levelled = [each for each in row.measures if each.measure.level is not None]
    return min(
        levelled,
        key=lambda each: (not each.breached, each.latest is None, each.room_share or 0.0),
        default=None,
    )


# -- what changed ---------------------------------------------------------------------------------


def change_section(facts: Facts) -> Section:
    """Return what changed since the chosen day, the weightiest first, each with its reason."""
    told = facts.document["changes"]
    rows = tuple(_change_row(each, facts) for each in told["weightiest"])
    rest = told["decisions"] - len(rows)
    return Section(
        rows,
        foot=_promised(told["promises"]),
        note=_t("what weighs most first") if len(rows) > 1 else "",
        more=counted(rest, "more decision") if rest > 0 else "",
        empty=_t("Nothing was decided since then."),
    )


def _promised(told: Json) -> str:
    """Return what came of the dates of then: "Dates of then: 5 kept, 2 moved"."""
    words = {
        "kept": _t("{n} kept"),
        "moved": _t("{n} moved"),
        "broken": _t("{n} missed"),
        "dropped": _t("{n} dropped"),
        "standing": _t("{n} still stand"),
    }
    said = [words[key].format(n=told[key]) for key in words if told[key]]
    return _t("Dates of then: {said}").format(said=", ".join(said)) if said else ""


def _change_row(each: Json, facts: Facts) -> RowFace:
    day = None if each["day"] is None else date.fromisoformat(each["day"])
    why = f"\u201c{each['why']}\u201d" if each["why"] else ""
    said = [": ".join(part for part in (each["title"], each["what"]) if part), why]
    if day is not None:
        said.insert(0, f"{long_day_text(day)}, {each['by']}")
    links = (("decision", each["decision"]), ("item", each["item"]), ("changes", " "))
    kind, key = next((kind, key) for kind, key in links if key)
    lines = [part for part in (each["what"], why) if part] or [each["by"]]
    return RowFace(
        each["title"],
        f"{kind}:{key.strip()}",
        lines[0],
        "" if day is None else day_text(day, facts.today),
        below=lines[1] if len(lines) > 1 else "",
        person=initials(each["by"]) if each["by"] else "",
        spoken=". ".join(part for part in said if part),
    )


# -- check-ups ------------------------------------------------------------------------------------

_OUTCOMES = {
    CheckupOutcome.WORKING: "working",
    CheckupOutcome.FAILING: "failing",
    CheckupOutcome.TO_STRENGTHEN: "to strengthen",
}


def checkup_section(facts: Facts) -> Section:
    """Return the next check-ups, what is overdue first."""
    rows = checkup_standings(facts.state, facts.today, facts.team)
    listed = [each for each in rows if each.next_on is not None]
    listed.sort(key=lambda each: (each.next_on or date.max, each.checkup.id))
    over = sum(each.due is Due.OVERDUE for each in listed)
    more = _t("All {n} check-ups").format(n=len(rows)) if len(rows) > MOST_CHECKUPS else ""
    return Section(
        tuple(_checkup_row(each, facts) for each in listed[:MOST_CHECKUPS]),
        (_t("{n} overdue").format(n=over), "warn") if over else None,
        more=more,
        empty=_t("No check-ups: how would you know that backups restore?"),
    )


def _checkup_row(row: CheckupStanding, facts: Facts) -> RowFace:
    component = facts.state.components.get(row.checkup.component)
    day = row.next_on or facts.today
    late = (facts.today - day).days
    tag = _t("due {day}").format(day=day_text(day, facts.today))
    family: Family = "neutral"
    if row.due is Due.OVERDUE:
        tag = _t("{n} over").format(n=counted(late, "day")) if late else _t("due today")
        family = "warn"
    said = [
        "" if component is None else component.name,
        _every(row.checkup.every_days),
        _t("not held yet")
        if row.outcome is None
        else _t("last {result}").format(result=_t(_OUTCOMES[row.outcome])),
    ]
    note = ", ".join(part for part in said if part)
    return RowFace(
        row.checkup.name,
        "page:principles",
        note,
        tag=tag,
        family="bad" if row.outcome is CheckupOutcome.FAILING else family,
        spoken=f"{row.checkup.name}, {note}, {tag}",
    )


def _every(days: int) -> str:
    named = {7: "weekly", 14: "every two weeks", 30: "monthly", 90: "quarterly", 180: "half-yearly"}
    near = {28: 30, 31: 30, 91: 90, 92: 90, 182: 180, 183: 180}
    word = named.get(near.get(days, days))
    return _t(word) if word else _t("every {n} days").format(n=days)
