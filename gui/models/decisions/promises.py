"""What came of what was promised at one moment, why dates moved, and which levels are met now?

Lines and rows for the comparison; what is computed comes from the engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.models.decisions.lines import Line
from gui.models.words import day_text
from gui.tokens import Tone
from roadmap.analysis.history.promises import Basis, Outcome, Promise
from roadmap.analysis.history.slips import Cause, Slip
from roadmap.analysis.levels.levels import standing
from roadmap.analysis.words import counted, say_level, say_measured, say_number
from roadmap.report.brief import why_later
from roadmap.report.differences import Past, Side
from roadmap.state import State

CAUSE_WORDS: dict[Cause, str] = {
    Cause.FORCED_INFLOW: "Must-do inflow",
    Cause.WAITING: "Waiting on others",
    Cause.SCOPE: "Scope",
    Cause.CAPACITY: "Capacity",
    Cause.REPRIORITISED: "Reprioritised",
}
_OUTCOMES: dict[Outcome, tuple[str, Tone]] = {
    Outcome.BROKEN: ("missed", "bad"),
    Outcome.MOVED: ("moved", "warn"),
    Outcome.DROPPED: ("dropped", "muted"),
    Outcome.STANDING: ("stands", "muted"),
    Outcome.KEPT: ("kept", "ok"),
}
_BASES = {
    Basis.PROMISED: "promised {day}",
    Basis.MANDATORY: "must by {day}",
    Basis.FORECAST: "forecast {day}",
}


def _t(text: str) -> str:
    return QCoreApplication.translate("decisions", text)


@dataclass(frozen=True, slots=True)
class CauseRow:
    """Sprints lost to one cause; ``gone`` counts the items that are no longer in sight."""

    word: str
    sprints: int
    items: int
    gone: int
    must: bool

    @property
    def number(self) -> str:
        """The number at the bar's end."""
        return f"{self.sprints}+" if self.gone else f"{self.sprints}"

    @property
    def spoken(self) -> str:
        """All of it in words."""
        words = [
            f"{self.word}: {counted(self.sprints, 'sprint')} lost, {counted(self.items, 'item')}"
        ]
        if self.gone:
            words.append(_t("{n} no longer in sight").format(n=self.gone))
        return ", ".join(words)


def cause_rows(slips: Sequence[Slip]) -> tuple[CauseRow, ...]:
    """Return every cause with what it cost, the most first."""
    rows = []
    for cause, word in CAUSE_WORDS.items():
        own = [each for each in slips if each.cause is cause]
        lost = sum(each.sprints or 0 for each in own)
        gone = sum(each.sprints is None for each in own)
        rows.append(CauseRow(_t(word), lost, len(own), gone, cause is Cause.FORCED_INFLOW))
    return tuple(sorted(rows, key=lambda row: (-row.sprints, -row.items)))


def promise_summary(promised: Sequence[Promise]) -> str:
    """Return "7 kept, 3 moved, 1 dropped"."""
    order = (Outcome.KEPT, *(each for each in _OUTCOMES if each is not Outcome.KEPT))
    counts = {each: sum(promise.outcome is each for promise in promised) for each in order}
    return ", ".join(f"{n} {_t(_OUTCOMES[each][0])}" for each, n in counts.items() if n)


def promise_lines(past: Past, before: Side, after: Side) -> tuple[Line, ...]:
    """Return what came of each promise, the worst first, then what else is later than planned."""
    order = list(_OUTCOMES)
    said = sorted(past.promised, key=lambda each: (order.index(each.outcome), each.day, each.item))
    lines = [_promise_line(each, before.state, after) for each in said]
    told = {each.item for each in said}
    late = [each for each in past.slips if each.item not in told]
    if late:
        lines.append(Line(_t("Later than planned, without a promise"), end=str(len(late))))
        lines += [_slip_line(each, before.state, after.state) for each in late]
    return tuple(lines)


def _promise_line(promise: Promise, before: State, after: Side) -> Line:
    today = after.day
    word, tone = _OUTCOMES[promise.outcome]
    text = _t(_BASES[promise.basis]).format(day=day_text(promise.day, today))
    now = promise.now
    if now is not None and now != promise.day:
        item = after.state.items.get(promise.item)
        done = item is not None and item.done_on == now
        text += f" → {_t('done') if done else _t('now')} {day_text(now, today)}"
    reason = ""
    if promise.cause is not None and promise.outcome is not Outcome.KEPT:
        reason = _t(why_later(promise.cause, promise.item, before, after.state))
    if promise.basis is Basis.FORECAST:
        reason = ", ".join(part for part in (_t("the 85% date of a forecast"), reason) if part)
    title = _title(promise.item, before, after.state)
    return Line(title, text, _t(word), promise.item, reason, tone)


def _slip_line(slip: Slip, before: State, after: State) -> Line:
    much = _t("not in sight") if slip.sprints is None else f"+{counted(slip.sprints, 'sprint')}"
    why = _t(why_later(slip.cause, slip.item, before, after))
    return Line(_title(slip.item, before, after), why, much, slip.item)


def _title(key: str, before: State, after: State) -> str:
    item = after.items.get(key) or before.items.get(key)
    return key if item is None else " ".join(item.title.split()) or key


def level_lines(before: Side, after: Side) -> tuple[Line, ...]:
    """Return what is measured with a level: its value then and now, and whether it is met."""
    named = sorted(after.state.measures.ordered(), key=lambda each: (each.name, each.id))
    levelled = [each for each in named if each.level is not None]
    counts = Counter(each.principle for each in levelled)
    lines = []
    for measure in levelled:
        now = standing(measure, after.day)
        value = None if now.latest is None else now.latest.value
        was = _latest(before.state, measure.id, before.day)
        met: tuple[str, Tone] = (_t("breached"), "bad") if now.breached else (_t("met"), "ok")
        if now.latest is None:
            met = (_t("not measured"), "muted")
        parts = [] if met[1] == "ok" else [met[0]]
        if was is not None and was != value:
            parts.append(f"{say_number(was)} →")
        principle = after.state.principles.get(measure.principle or "")
        single = principle is not None and counts[measure.principle] == 1
        title = principle.name if principle is not None and single else measure.name
        reason = f"{measure.name}, {say_level(measure)}: {met[0]}"
        key = f"measure:{measure.id}"
        lines.append(
            Line(title, ", ".join(parts), say_measured(measure, value), key, reason, met[1])
        )
    return tuple(lines)


def _latest(state: State, key: str, day: date) -> float | None:
    measure = state.measures.get(key)
    latest = None if measure is None else standing(measure, day).latest
    return None if latest is None else latest.value
