"""Which goals are open, how far is each, and how likely is it reached: by trend and by its work?"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.models.chances import chance_text, dense_tone
from gui.models.overview.facts import Facts, Json
from gui.models.overview.section import Section
from gui.models.words import day_text, percent
from gui.paint.overview_row import Columns, RowFace
from gui.tokens import Family, Tone
from roadmap.analysis.expectations.goals import GoalStanding, goal_standings
from roadmap.state import State

GOAL_COLUMNS = Columns(lead=48, by=52, value=56, tail=56, lines=2)


def _t(text: str) -> str:
    return QCoreApplication.translate("overview", text)


def goal_section(facts: Facts, by_work: Json) -> Section:
    """Return the open goals; `by_work` is what the simulator says of each."""
    rows = [each for each in goal_standings(facts.state, facts.today) if each.goal.is_open]
    invested = sum(each.goal.is_counted for each in rows)
    most = facts.state.thresholds.goals_at_once
    tag: tuple[str, Family] | None = None
    if invested > most:
        tag = (_t("{n} at a time, at most {most}").format(n=invested, most=most), "warn")
    elif rows:
        tag = (_t("{n} of at most {most}").format(n=invested, most=most), "neutral")
    return Section(
        tuple(_goal_row(each, facts, by_work.get(each.goal.id)) for each in rows),
        tag,
        empty=_t("No goals: at most {most} at a time, each with a level to keep meanwhile.").format(
            most=most
        ),
    )


def _goal_row(row: GoalStanding, facts: Facts, by_work: Json | None) -> RowFace:
    goal = row.goal
    work = None if by_work is None else by_work.get("probability")
    keeps = _keeps(row, facts.state)
    by = "" if goal.by is None else day_text(goal.by, facts.today)
    parts = [_way(row), keeps, *row.warnings[:1]]
    note = "; ".join(part for part in parts if part)
    progress = "" if row.progress is None else percent(max(0.0, row.progress))
    said = [
        goal.name,
        note,
        _t("by {day}").format(day=by) if by else "",
        _t("progress {share}").format(share=progress) if progress else "",
        _t("by trend {share}").format(share=_chance(row.by_trend, row.no_trend)),
        _t("by work {share}").format(share=_chance(work, _t("not known"))),
    ]
    return RowFace(
        goal.name,
        f"goal:{goal.id}",
        note or goal.objective,
        lead=progress or "\u2013",
        by=by,
        value=_share(row.by_trend),
        value_tone=_tone(row.by_trend),
        tail=_share(work),
        tail_tone=_tone(work),
        spoken=", ".join(part for part in said if part),
    )


def _chance(share: float | None, why_not: str) -> str:
    return why_not if share is None else chance_text(share)


def _share(share: float | None) -> str:
    return "\u2013" if share is None else chance_text(share)


def _tone(share: float | None) -> Tone:
    if share is None:
        return "muted"
    tone = dense_tone(share)
    return "text" if tone == "muted" else tone


def _way(row: GoalStanding) -> str:
    """Return "61, from 40 to 90%"."""
    goal = row.goal
    if goal.target is None:
        return ""
    unit = goal.unit if goal.unit in ("", "%") else f" {goal.unit}"
    text = _t("to {target}") if goal.baseline is None else _t("from {start} to {target}")
    way = text.format(start=_number(goal.baseline or 0.0), target=f"{_number(goal.target)}{unit}")
    value = None if row.latest is None else row.latest.value
    return way if value is None else _t("{value} now, {way}").format(value=_number(value), way=way)


def _keeps(row: GoalStanding, state: State) -> str:
    if row.goal.keeps is None:
        return ""
    principle = state.principles.get(row.goal.keeps)
    measure = state.measures.get(row.goal.keeps)
    known = principle or measure
    if known is None:
        return ""
    kept = {True: _t("kept"), False: _t("breached"), None: _t("not measured")}[row.keeps_level]
    return _t("keep {name} ({kept})").format(name=known.name, kept=kept)


def _number(value: float) -> str:
    """Return a value with the digits that it has: a goal may be a few cents."""
    return f"{value:,.6g}"
