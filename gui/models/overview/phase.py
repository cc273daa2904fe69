"""Which phase is it, why in one sentence, and how did the must-do share go?

Faces of the engine's document: nothing is computed anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication

from gui.dates import month_ticks
from gui.models.overview.facts import Facts, Json
from gui.models.words import day_text, percent
from gui.paint.share_bars import PhaseBand, ShareBar, ShareBarsFace
from gui.paint.text import Run
from gui.tokens import Family
from roadmap.analysis.estimates.effort import spent_days
from roadmap.analysis.phrases.phases import say_phase
from roadmap.analysis.words import counted, say_number
from roadmap.records.phases import ANSWERS, Phase

_BANDS: dict[Phase, tuple[str, Family]] = {
    Phase.FIREFIGHTING: ("Firefighting", "must"),
    Phase.INVESTMENT: ("Investment", "choice"),
    Phase.PRINCIPLES_IN_BREACH: ("In breach", "bad"),
    Phase.PRINCIPLES_SETTING_LEVELS: ("Setting levels", "warn"),
    Phase.PRINCIPLES_HOLDING: ("Holding", "ok"),
}
_MOST_TITLES = 3
_SHORT = 32  # letters of a note beside a bar
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _t(text: str) -> str:
    return QCoreApplication.translate("overview", text)


@dataclass(frozen=True, slots=True)
class PhaseFace:
    """The phase with its sentence. `warnings` are flags: stuck, a relapse, too many bets.

    `asks_questions` says that nothing is recorded yet that a phase could rest on but answers;
    `was_asked` that they were given already.
    """

    title: str
    since: str
    tags: tuple[tuple[str, Family], ...]
    why: tuple[Run, ...]
    warnings: tuple[str, ...]
    asks_questions: bool
    was_asked: bool = False


@dataclass(frozen=True, slots=True)
class ConditionFace:
    """One condition with its figures; `evidence` are ids of decisions."""

    holds: bool
    phase: str
    text: str
    figures: str
    evidence: tuple[str, ...]


def phase_name(phase: Phase) -> str:
    """Return the phase as a heading: "Principles, holding"."""
    name = say_phase(phase)
    return name[:1].upper() + name[1:]


def phase_face(facts: Facts) -> PhaseFace:
    """Return the phase of the document."""
    told = facts.document["phase"]
    phase = told["phase"]
    tags: list[tuple[str, Family]] = []
    if told["overridden"] is not None:
        tags.append((_t("set by hand"), "warn"))
    if told["provisional"] and phase is not None:
        tags.append((_t("provisional"), "accent"))
    return PhaseFace(
        title=_t("Where are we?") if phase is None else phase_name(Phase(phase)),
        since=_since(told, facts.today),
        tags=tuple(tags),
        why=_why(facts),
        warnings=tuple(each["text"] for each in told["flags"]),
        asks_questions=bool(told["provisional"]),
        was_asked=ANSWERS in facts.state.answers,
    )


def _since(told: Json, today: date) -> str:
    over, change = told["overridden"], told["since"]
    day = over["since"] if over is not None else None if change is None else change["day"]
    if day is None:
        return ""
    return _t("since {day}").format(day=day_text(date.fromisoformat(day), today))


def _why(facts: Facts) -> tuple[Run, ...]:
    """Return "Must-do work took 29% of the effort in the last three sprints; ..."."""
    now = facts.document["forced_share"]["now"]
    text = _reason(facts.document["phase"])
    by_hand = facts.document["phase"]["overridden"] is not None
    if now is None or facts.document["phase"]["provisional"]:
        return (Run(_capital(text), "muted"),)
    of = _t("the last sprint") if facts.window == 1 else _t("the last {n} sprints")
    return (
        Run(_t("Must-do work took "), "muted"),
        Run(percent(now), "must", 600),
        Run(_t(" of the effort in ") + of.format(n=_number(facts.window)), "muted"),
        Run(f". {text}" if by_hand else f"; {text}", "muted"),
    )


def _reason(told: Json) -> str:
    """Return why without the name of the phase, which stands above it."""
    why: str = told["why"]
    computed = told["computed"]
    if computed is not None:
        before, start, rest = why.partition(f"{phase_name(Phase(computed))}: ")
        if start:  # a sentence may stand before it, which the rest then follows as one of its own
            why = before + (_capital(rest) if before.endswith(". ") else rest)
    return why


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(count: int) -> str:
    return _t(_NUMBERS[count]) if 0 < count < len(_NUMBERS) else str(count)


# -- conditions -----------------------------------------------------------------------------------


def condition_faces(facts: Facts) -> tuple[ConditionFace, ...]:
    """Return the conditions, those that hold first, in the order in which they are looked at."""
    found = [_condition(each) for each in facts.document["phase"]["conditions"]]
    return tuple(sorted(found, key=lambda each: not each.holds))


def _condition(told: Json) -> ConditionFace:
    value, threshold = _figure(told, told["value"]), _figure(told, told["threshold"])
    text = told["text"]
    return ConditionFace(
        bool(told["holds"]),
        say_phase(Phase(told["phase"])),
        f"{_capital(text)}.",
        _t("value {value}, threshold {threshold}").format(value=value, threshold=threshold),
        tuple(told["evidence"]),
    )


def _figure(told: Json, value: float | None) -> str:
    name = told["name"]
    if value is None:
        return _t("none") if name == "validated_share" else _t("not known")
    is_share = "share" in name or name == "forced_short_term_in_one_sprint"
    return percent(value) if is_share else say_number(value)


# -- the chart ------------------------------------------------------------------------------------


def share_bars(facts: Facts) -> ShareBarsFace:
    """Return the must-do share of the closed sprints, with the phases over them."""
    series, window = facts.closed, facts.window
    if not series:
        return ShareBarsFace()
    now = facts.document["forced_share"]["now"]
    line = facts.settings.thresholds.fire_share
    line_text = (
        _t("{share} short-term").format(share=percent(line)),
        _t("is firefighting"),
    )
    last = _t("last sprint") if window == 1 else _t("last {n}").format(n=_number(window))
    return ShareBarsFace(
        bars=tuple(
            ShareBar(
                each["sprint"],
                each["share"],
                place >= len(series) - window,
                _words(each, facts),
                _fire(each),
            )
            for place, each in enumerate(series)
        ),
        bands=_bands(facts.document["phase"]["changes"], series),
        ticks=_ticks(series),
        notes=_notes(facts),
        line=line,
        line_text=line_text,
        now=now,
        now_words="" if now is None else percent(now),
        now_text=last,
    )


def share_table(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """Return the same as rows of (sprint, from, must do, of it short-term, of all, share)."""
    return tuple(
        (
            str(each["sprint"]),
            each["start"],
            say_number(each["must_do_days"]),
            say_number(each["short_term_days"]),
            say_number(each["days"]),
            "" if each["share"] is None else percent(each["share"]),
        )
        for each in facts.closed
    )


def _fire(each: Json) -> float:
    """Return the share of the effort that was must-do and short-term."""
    return float(each["short_term_days"] / each["days"]) if each["days"] > 0 else 0.0


def _words(each: Json, facts: Facts) -> str:
    """Return what a bar is about: the sprint, its effort, its largest pieces of work."""
    state = facts.state
    start, end = date.fromisoformat(each["start"]), date.fromisoformat(each["end"])
    lines = [
        _t("Sprint {n}, from {day}").format(n=each["sprint"], day=day_text(start, facts.today)),
        _t("nothing was done") if each["share"] is None else _part(each),
    ]
    done = [
        item
        for item in state.items.ordered()
        if item.done_on is not None and start <= item.done_on < end
    ]
    if done:
        ordered = sorted(done, key=lambda item: (-spent_days(item, state.roadmap).days, item.id))
        lines += [f"\u2022 {item.title}" for item in ordered[:_MOST_TITLES]]
        if len(done) > _MOST_TITLES:
            lines.append(_t("and {n} more").format(n=len(done) - _MOST_TITLES))
    return "\n".join(lines)


def _part(each: Json) -> str:
    if each["by_count"]:
        text = _t("{share} must do: {part} of {whole}")
        pieces = counted(each["pieces"], "piece")
        return text.format(share=percent(each["share"]), part=each["must_do_pieces"], whole=pieces)
    text = _t("{share} must do: {part} of {whole} person-days, {fire} of them short-term")
    return text.format(
        share=percent(each["share"]),
        part=say_number(round(each["must_do_days"], 1)),
        whole=say_number(round(each["days"], 1)),
        fire=say_number(round(each["short_term_days"], 1)),
    )


def _bands(changes: Sequence[Json], series: Sequence[Json]) -> tuple[PhaseBand, ...]:
    """Return the phases over the bars: each from the sprint in which it began."""
    found: list[PhaseBand] = []
    for number, each in enumerate(changes):
        first = _place(series, date.fromisoformat(each["day"]))
        later = changes[number + 1] if number + 1 < len(changes) else None
        last = len(series) if later is None else _place(series, date.fromisoformat(later["day"]))
        name, family = _BANDS[Phase(each["phase"])]
        found.append(PhaseBand(_t(name), 0.0 if number == 0 else first, last, family))
    return tuple(found)


def _place(series: Sequence[Json], day: date) -> float:
    """Return where a day lies among the bars, rounded to the edge of a sprint."""
    return float(sum(date.fromisoformat(each["end"]) <= day for each in series))


def _ticks(series: Sequence[Json]) -> tuple[tuple[float, str], ...]:
    starts = [date.fromisoformat(each["start"]) for each in series]
    last = date.fromisoformat(series[-1]["end"])
    ends = [datetime(each.year, each.month, each.day, tzinfo=UTC) for each in (starts[0], last)]
    found = []
    for moment, words in month_ticks(ends[0], ends[1], 7):
        day = moment.date()
        whole = next(
            (n for n, each in enumerate(series) if date.fromisoformat(each["end"]) > day), None
        )
        if whole is not None:
            begin, end = starts[whole], date.fromisoformat(series[whole]["end"])
            found.append((whole + max(0, (day - begin).days) / (end - begin).days, words))
    return tuple(found)


def _notes(facts: Facts) -> tuple[tuple[float, str], ...]:
    """Return what bookmarks say in a few words, at the sprint of their decision."""
    found, series = [], facts.closed
    for each in facts.state.bookmarks.ordered():
        words = each.caption.split(". ")[0].rstrip(".")
        day = facts.day_of(each.decision) if 0 < len(words) <= _SHORT else None
        if day is not None and day < date.fromisoformat(series[-1]["end"]):
            found.append((_place(series, day), words))
    return tuple(found)
