"""What do the lists of the Users page say, in words: signals, success, segments, teams, one-offs?

Rows of texts for LimitsModel; what they say is computed by the analysis.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.models.people.rows import LimitRow
from gui.models.words import day_text, quadrant_tag, status_word
from gui.paint.sparkline import Spark
from gui.tokens import Tone
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.expectations.outcomes import OutcomeStanding, RemovedRequests, SegmentWork
from roadmap.analysis.expectations.signals import Loop, SignalStanding, signal_standings
from roadmap.analysis.items.filter import Filter, Sieve
from roadmap.analysis.words import listed, say_days, say_number
from roadmap.records.expectations import Observation
from roadmap.records.users import OutcomeKind, OutcomeMeasure, SignalKind, UserRole
from roadmap.state import Consumer, Item, State

_LEAST_SPARK = timedelta(days=28)
TO_TELL = (Loop.SHIPPED, Loop.GIVEN_UP)
# What the filter of signals lets through, by its key.
STAGES: dict[str, tuple[Loop, ...]] = {
    "heard": (Loop.HEARD,),
    "tell": TO_TELL,
    "linked": (Loop.LINKED,),
    "closed": (Loop.CLOSED,),
}


def _t(text: str) -> str:
    return QCoreApplication.translate("users", text)


def signal_kinds() -> dict[SignalKind, str]:
    """Return how signals are heard, in words."""
    return {
        SignalKind.INTERVIEW: _t("interview"),
        SignalKind.SURVEY: _t("survey"),
        SignalKind.TICKET: _t("ticket"),
    }


def roles() -> dict[UserRole, str]:
    """Return who uses the infrastructure, in words."""
    return {
        UserRole.DEVELOPER: _t("developer"),
        UserRole.OPERATOR: _t("operator"),
        UserRole.END_USER: _t("end user"),
    }


def outcome_kinds() -> dict[OutcomeKind, str]:
    """Return what measures of success are about, in words."""
    return {
        OutcomeKind.SATISFACTION: _t("satisfaction"),
        OutcomeKind.ADOPTION: _t("adoption"),
        OutcomeKind.BUSINESS: _t("business"),
        OutcomeKind.TECHNICAL: _t("technical"),
    }


def stage_words() -> dict[str, str]:
    """Return the stages that signals are filtered by, in words."""
    return {
        "heard": _t("not answered"),
        "tell": _t("to be told"),
        "linked": _t("being answered"),
        "closed": _t("closed"),
    }


# -- signals --------------------------------------------------------------------------------------


def signal_rows(rows: tuple[SignalStanding, ...], state: State, today: date) -> list[LimitRow]:
    """Return a line for each signal: heard, from, words, work, what came of it, days."""
    return [_signal(row, state, today) for row in rows]


def _signal(row: SignalStanding, state: State, today: date) -> LimitRow:
    signal = row.signal
    item = state.items.get(signal.item)
    words, tone = loop_words(row, item, today)
    texts = (
        "" if signal.heard_on is None else day_text(signal.heard_on, today),
        from_whom(row, state),
        signal.text,
        signal_kinds()[signal.kind],
        "" if item is None else item.title,
        words,
        "" if row.lead_days is None else f"{row.lead_days:,}",
    )
    tones: tuple[Tone, ...] = ("muted", "text", "text", "muted", "text", tone, "muted")
    return LimitRow(signal.id, texts, past=False, tones=tones)


def from_whom(row: SignalStanding, state: State) -> str:
    """Return the team that said it, else its segment, else the role."""
    signal = row.signal
    consumer = state.consumers.get(signal.consumer)
    if consumer is not None:
        return consumer.name
    if signal.segment:
        return signal.segment
    return "" if signal.role is None else roles()[signal.role]


def loop_words(row: SignalStanding, item: Item | None, today: date) -> tuple[str, Tone]:
    """Return how far a signal came, and how much that presses."""
    match row.loop:
        case Loop.HEARD:
            return _t("not answered"), "warn"
        case Loop.LINKED:
            return ("" if item is None else status_word(item.status)), "muted"
        case Loop.SHIPPED:
            return _t("done: tell them"), "warn"
        case Loop.GIVEN_UP:
            return _t("given up: tell them"), "warn"
        case Loop.CLOSED:
            told = row.signal.told_on
            day = "" if told is None else day_text(told, today)
            return _t("told {day}").format(day=day), "ok"


# -- success --------------------------------------------------------------------------------------


def outcome_rows(rows: tuple[OutcomeStanding, ...], state: State, today: date) -> list[LimitRow]:
    """Return a line for each: name, kind, of what, how it went, latest, target, when read."""
    return [_outcome(row, state, today) for row in rows]


def _outcome(row: OutcomeStanding, state: State, today: date) -> LimitRow:
    outcome = row.outcome
    met: Tone = "text" if row.is_met is None else "ok" if row.is_met else "warn"
    when, pressing = reading_words(row, today)
    texts = (
        outcome.name,
        outcome_kinds()[outcome.kind],
        of_what(outcome, state),
        trend_words(outcome, today),
        value_text(outcome, None if row.latest is None else row.latest.value),
        target_text(outcome),
        when,
    )
    tones: tuple[Tone, ...] = ("text", "muted", "muted", "muted", met, "muted", pressing)
    return LimitRow(outcome.id, texts, past=False, tones=tones)


def of_what(outcome: OutcomeMeasure, state: State) -> str:
    """Return the item, team or segment that a measure is about; "everybody" without."""
    item = state.items.get(outcome.item)
    consumer = state.consumers.get(outcome.consumer)
    if item is not None:
        return item.title
    return consumer.name if consumer is not None else outcome.segment or _t("everybody")


def value_text(outcome: OutcomeMeasure, value: float | None) -> str:
    """Return a value with its unit: "86%", "7.6 of 10"."""
    if value is None:
        return _t("not read")
    space = "" if outcome.unit in ("", "%") else " "
    return f"{say_number(value)}{space}{outcome.unit}"


def target_text(outcome: OutcomeMeasure) -> str:
    """Return the target with its side, "" without one."""
    if outcome.target is None:
        return ""
    side = _t("at least") if outcome.comparator.more_is_better else _t("at most")
    return f"{side} {say_number(outcome.target)}"


def reading_words(row: OutcomeStanding, today: date) -> tuple[str, Tone]:
    """Return when a measure was read, or that it is to be read again."""
    if row.is_due and row.read_again_on is not None:
        return _t("read again: due {day}").format(day=day_text(row.read_again_on, today)), "warn"
    if row.read_again_on is not None:
        return _t("read again on {day}").format(day=day_text(row.read_again_on, today)), "muted"
    return ("", "muted") if row.latest is None else (day_text(row.latest.day, today), "muted")


def known_readings(outcome: OutcomeMeasure, today: date) -> list[Observation]:
    """Return the readings up to a day, oldest first."""
    return [each for each in outcome.readings if each.day <= today and each.value is not None]


def trend_words(outcome: OutcomeMeasure, today: date) -> str:
    """Return what the line of a measure shows, in words."""
    known = known_readings(outcome, today)
    if len(known) < 2:
        return ""
    first, last = known[0], known[-1]
    return _t("{a} to {b} since {day}").format(
        a=value_text(outcome, first.value),
        b=value_text(outcome, last.value),
        day=day_text(first.day, today),
    )


def spark_of(outcome: OutcomeMeasure, today: date) -> Spark | None:
    """Return the line of a measure with its target; None where nothing was read."""
    points = tuple((each.day, each.value or 0.0) for each in known_readings(outcome, today))
    if not points:
        return None
    return Spark(
        points,
        min(points[0][0], today - _LEAST_SPARK),
        today,
        outcome.target,
        is_target=True,
    )


# -- segments and teams ---------------------------------------------------------------------------


def segment_rows(rows: tuple[SegmentWork, ...], state: State) -> list[LimitRow]:
    """Return a line for each segment: teams, open items, effort, must-do share, done, unheard."""
    waiting: dict[str, int] = {}
    for row in signal_standings(state):
        if row.loop is Loop.HEARD:
            key = row.signal.segment or ""
            waiting[key] = waiting.get(key, 0) + 1
    return [_segment(row, state, waiting.get(row.segment, 0)) for row in rows]


def _segment(row: SegmentWork, state: State, unanswered: int) -> LimitRow:
    names = [state.consumers[key].name for key in row.consumers]
    share = row.must_do_days / row.open_days if row.open_days else None
    texts = (
        row.segment or _t("no segment"),
        f"{len(names):,}" if names else "",
        f"{len(row.open):,}",
        say_days(row.open_days),
        "" if share is None else f"{share:.0%}",
        f"{row.done:,}",
        f"{unanswered:,}" if unanswered else "",
    )
    must: Tone = "must" if share else "muted"
    tones: tuple[Tone, ...] = ("text", "muted", "text", "text", must, "muted", "warn")
    return LimitRow(row.segment or "-", texts, past=not row.segment, tones=tones)


def segment_items(row: SegmentWork, state: State, today: date) -> list[LimitRow]:
    """Return the open items of a segment in rank order: title, place, whom, effort, date."""
    return [_item(state.items[key], state, today) for key in row.open]


def _item(item: Item, state: State, today: date) -> LimitRow:
    day = "" if item.mandatory_by is None else day_text(item.mandatory_by, today)
    if not day and item.promised_by is not None:
        day = _t("promised {day}").format(day=day_text(item.promised_by, today))
    effort = effort_days(item, state.roadmap)
    texts = (
        item.title,
        quadrant_tag(item.quadrant),
        serves(item, state),
        ("~" if effort.is_default else "") + say_days(effort.days),
        day,
    )
    must: Tone = "must" if item.mandatory_by else "muted"
    return LimitRow(item.id, texts, past=False, tones=("text", "muted", "muted", "text", must))


def serves(item: Item, state: State) -> str:
    """Return the teams that an item serves, by name."""
    found = (state.consumers.get(key) for key in item.consumers)
    return listed([each.name for each in found if each is not None], 2)


def team_rows(state: State, team: str | None) -> list[LimitRow]:
    """Return a line for each consuming team: segment, open items, signals, one of them unheard."""
    sieve = Sieve(Filter(team=team or None), state.items)
    served: dict[str, int] = {}
    for item in state.items.ordered():
        if item.is_open and sieve(item):
            for key in item.consumers:
                served[key] = served.get(key, 0) + 1
    said: dict[str, int] = {}
    for signal in state.signals.ordered():
        if signal.consumer is not None:
            said[signal.consumer] = said.get(signal.consumer, 0) + 1
    named = sorted(state.consumers.ordered(), key=lambda each: (each.name.casefold(), each.id))
    return [_team(each, served.get(each.id, 0), said.get(each.id, 0)) for each in named]


def _team(consumer: Consumer, items: int, signals: int) -> LimitRow:
    texts = (consumer.name, consumer.segment or _t("no segment"), f"{items:,}", f"{signals:,}")
    tone: Tone = "muted" if consumer.segment else "faint"
    return LimitRow(consumer.id, texts, past=False, tones=("text", tone, "text", "muted"))


# -- one-offs and requests ------------------------------------------------------------------------


def one_off_rows(keys: tuple[str, ...], state: State, today: date) -> list[LimitRow]:
    """Return the open one-offs in rank order."""
    items = sorted((state.items[key] for key in keys), key=lambda item: item.order)
    return [_item(item, state, today) for item in items]


def removed_rows(rows: tuple[RemovedRequests, ...], state: State, today: date) -> list[LimitRow]:
    """Return what was removed by items that let people help themselves."""
    tones: tuple[Tone, ...] = ("text", "muted", "muted", "muted", "text")
    return [
        LimitRow(
            row.item,
            (
                state.items[row.item].title,
                day_text(row.done_on, today),
                say_number(row.before),
                say_number(row.after),
                say_number(row.removed),
            ),
            past=False,
            tones=tones,
        )
        for row in rows
    ]
