"""What does anybody see first: open asks, the phase and why, dates at risk, what changed (A6, D1)?

One plain document of a moment of the history, from which the command line, the page and the export
are made. Everything names the decisions, items and measures behind it by their ids. Dates carry the
probability of the forecast that is handed in, or of the one kept last before the moment: what was
forecast then is what is shown then. Nothing is decided or simulated here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from roadmap.analysis.expectations.asks import open_asks as open_asks
from roadmap.analysis.forecasts.forecast_then import forecast_then
from roadmap.analysis.history.promises import Basis, Outcome, promises
from roadmap.analysis.items.dates import DateKept, date_watched
from roadmap.analysis.items.filter import Filter
from roadmap.analysis.items.items_json import plain
from roadmap.analysis.levels.checkups import checkup_standings
from roadmap.analysis.levels.levels import standings
from roadmap.analysis.levels.principles import protecting
from roadmap.analysis.overview.balance import balance_json
from roadmap.analysis.overview.steps import next_steps
from roadmap.analysis.phases.diagnosis import Diagnosis, diagnose
from roadmap.analysis.phases.diagnosis_json import diagnosis_json
from roadmap.analysis.phases.history import phase_history
from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.analysis.planning.forecast import SAFE, PlanForecast, sprint_end
from roadmap.analysis.sprints.forced_share import SprintShare, forced_share_now, forced_share_series
from roadmap.calendars import day_in, start_of_day
from roadmap.events.expectations import AskAdded
from roadmap.records.expectations import Ask
from roadmap.state import Item, State
from roadmap.timeline import Timeline, Told
from roadmap.values import Forcing

Json = dict[str, Any]

_LEAST = timedelta(microseconds=1)
_MOST_CHANGES = 12
_MOST_CHECKUPS = 5
# What matters to somebody who was away, the weightiest first; other kinds come after.
_WEIGHT = {
    kind: place
    for place, kind in enumerate(
        (
            *("ask_answered", "review_signed_off", "phase_overridden", "baseline_set"),
            *("item_shed", "risk_accepted", "item_reclassified"),
            *("goal_closed", "item_restored", "item_split", "sprint_closed", "ask_added"),
            *("item_finished", "constraint_added", "person_added", "freeze_added"),
            *("interruption_logged", "item_added", "checkup_done", "forecast_kept"),
            "scenario_shared",
        )
    )
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which moment is shown: after decision `index`, on the day `today`.

    `since` is the day from which changes are told, None for two weeks before. `is_past` says that
    the moment is looked back at: dates then carry only what was forecast and kept by then.
    """

    index: int
    today: date
    since: date | None = None
    team: str | None = None
    is_past: bool = False


def overview(timeline: Timeline, asked: Asked, forecast: PlanForecast | None = None) -> Json:
    """Return the document of `asked`; `forecast` is of the plan of that day, where one was made."""
    state = timeline.state_after(asked.index)
    found = diagnose(timeline, asked.index, asked.team)
    steps = next_steps(state, found.phase, asked.today)
    series = share_series(timeline, asked)
    diagnosis = diagnosis_json(timeline.end(asked.index), found, steps)
    return {
        "position": timeline.end(asked.index),
        "as_of": asked.today.isoformat(),
        "name": "" if state.roadmap is None else state.roadmap.name,
        "asks": [ask_document(each, timeline, asked) for each in open_asks(state)],
        "phase": {key: value for key, value in diagnosis.items() if key not in _NOT_SHOWN},
        "forced_share": {
            "now": forced_share_now(series),
            "series": [_share(each) for each in series],
            "evidence": _evidence(found),
        },
        "balance": balance_json(state, asked.today),
        "breached": _breached(timeline, state, asked),
        "dates": dates_at_risk(state, asked, None if asked.is_past else forecast),
        "changes": changes_since(timeline, asked),
        "checkups": _checkups(state, asked),
        "next_steps": diagnosis["advice"],
    }


_NOT_SHOWN = ("position", "advice")  # they stand in the document itself


# -- asks -----------------------------------------------------------------------------------------


def ask_document(each: Ask, timeline: Timeline, asked: Asked) -> Json:
    """Return an ask as the overview shows it, with who asked, when and why."""
    told = _asking(each, timeline, asked)
    names = ("id", "title", "wanted_from", "by", "cost", "probability", "amount", "items")
    return {
        **{name: plain(getattr(each, name)) for name in names},
        "kind": each.kind.value,
        "asked_on": plain(each.asked_on),
        "asked_by": "" if told is None else told.by.name,
        "why": None if told is None else told.why,
        "overdue": each.by is not None and each.by < asked.today,
    }


def _asking(ask: Ask, timeline: Timeline, asked: Asked) -> Told | None:
    """Return the decision by which something was asked: one of its day."""
    if ask.asked_on is None:
        return None
    state = timeline.state_after(asked.index)
    zone = "UTC" if state.roadmap is None else state.roadmap.zone
    days = (ask.asked_on, ask.asked_on + timedelta(days=1))
    first, last = (timeline.index_on(start_of_day(zone, day)) + 1 for day in days)
    for told in timeline.history(first, min(last, asked.index + 1)):
        if any(isinstance(one, AskAdded) and one.ask == ask.id for one in told.events):
            return told
    return None


# -- must-do share --------------------------------------------------------------------------------


def share_series(timeline: Timeline, asked: Asked) -> tuple[SprintShare, ...]:
    """Return the must-do share of every sprint, as known at the moment that is asked for."""
    if asked.index < 0:
        return ()
    state = timeline.state_after(asked.index)
    until = timeline.recorded_at(asked.index) + _LEAST

    def state_at(when: datetime) -> State:
        if when >= until:
            return state
        return timeline.state_after(min(timeline.index_on(when), asked.index))

    return forced_share_series(state_at, until, Filter(team=asked.team))


def _share(each: SprintShare) -> Json:
    return {
        "sprint": each.sprint.number,
        "start": each.sprint.start.isoformat(),
        "end": each.sprint.end.isoformat(),
        "closed": each.closed,
        "share": each.done.share,
        "window": each.window.share,
        "days": each.done.effort,
        "must_do_days": each.done.forced_effort,
        "short_term_days": each.done.fire_effort,
        "pieces": each.done.count,
        "must_do_pieces": each.done.forced_count,
        "by_count": each.done.by_count,
    }


def _evidence(found: Diagnosis) -> list[str]:
    shares = (each for each in found.conditions if each.name == "forced_short_term_share")
    return [key for each in shares for key in each.evidence]


# -- principles -----------------------------------------------------------------------------------


def _breached(timeline: Timeline, state: State, asked: Asked) -> list[Json]:
    """Return every breached measure, by principle, with the decision that caused it."""
    shifts = phase_history(timeline, asked.team).shifts_until(asked.index)
    causes = {each.measure: each.decision for each in shifts if each.breached}
    found = []
    for row in standings(state, asked.today):
        for each in row.measures:
            component = state.components.get(each.measure.component)
            other = asked.team is not None and component and component.team != asked.team
            if not each.breached or each.latest is None or other:
                continue
            found.append(
                {
                    "principle": row.principle.name,
                    "principle_id": row.principle.id,
                    "measure": each.measure.id,
                    "name": each.measure.name,
                    "level": each.measure.level,
                    "value": each.latest.value,
                    "unit": each.measure.unit,
                    "headroom": each.headroom,
                    "since": plain(each.since),
                    "effect": each.effect,
                    "provisional": each.measure.provisional,
                    "decision": causes.get(each.measure.id),
                    "protected_by": [
                        item.id for item in protecting(state, row.principle.id) if item.is_open
                    ],
                }
            )
    return found


# -- dates ----------------------------------------------------------------------------------------


def dates_at_risk(state: State, asked: Asked, forecast: PlanForecast | None) -> list[Json]:
    """Return every open item with a date to watch; `at_risk` is under 85%, the least likely first.

    All others follow by day; one without a probability was not forecast. A date inside the sprint
    of today has that of the sprint's end, which `until` names. `forecast_on` is the day of a kept
    forecast, and `forecast_for` the date that it was about where the item has another one now.
    """
    rows = []
    for item in state.items.ordered():
        kept = date_watched(item)
        if kept is not None and asked.team in (None, item.team):
            rows.append(_date(state, item, kept, forecast))
    return sorted(rows, key=_urgency)


def _date(state: State, item: Item, kept: DateKept, forecast: PlanForecast | None) -> Json:
    probability, source, p85, until = None, None, None, None
    made_on, made_for = None, None
    if forecast is not None:
        known = forecast.chance_by(item.id, kept.day)
        if known is not None:
            probability, source, until = known.probability, "forecast", known.until
        p85 = forecast.day(item.id, SAFE)
    else:
        then = forecast_then(state, item)
        if then is not None:
            p85, source, made_on = then.p85, then.forecast, then.kept_on
            if then.due is not None and then.due.day != kept.day:
                made_for = then.due.day
            inside = _sprint_end_then(state, then.forecast, kept.day)
            if then.due is not None and then.due.day == kept.day and inside is None:
                probability = then.due.probability
    return {
        "item": item.id,
        "title": item.title,
        "date": kept.day.isoformat(),
        "basis": kept.basis,
        "promise": kept.basis == "promised",
        "must_do": item.forcing is Forcing.FORCED,
        "probability": probability,
        "until": plain(until),
        "p85": plain(p85),
        "at_risk": probability is not None and probability < SAFE,
        "source": source,
        "forecast_on": plain(made_on),
        "forecast_for": plain(made_for),
    }


def _sprint_end_then(state: State, forecast: str, day: date) -> date | None:
    """Return the end of the sprint in which a forecast was kept, where `day` lies inside it."""
    facts = state.forecasts[forecast].facts
    ends = facts.ends
    return sprint_end(ends[0] - timedelta(days=1), facts.as_of, day) if ends else None


def _urgency(row: Mapping[str, Any]) -> tuple[bool, float, str, str]:
    share = row["probability"] if row["at_risk"] else 1.0
    return not row["at_risk"], share, row["date"], row["item"]


# -- what changed ---------------------------------------------------------------------------------


def changes_since(timeline: Timeline, asked: Asked) -> Json:
    """Return what was decided from the chosen day on: how much, and the weightiest decisions."""
    since = asked.since or asked.today - timedelta(days=14)
    state = timeline.state_after(asked.index)
    zone = "UTC" if state.roadmap is None else state.roadmap.zone
    first = timeline.index_on(start_of_day(zone, since)) + 1
    told = list(timeline.history(first, asked.index + 1))
    weighed = sorted(told, key=lambda each: (_weight(each.events), not each.why, -each.index))
    shown = sorted(weighed[:_MOST_CHANGES], key=lambda each: -each.index)
    return {
        "since": since.isoformat(),
        "decisions": len(told),
        "promises": _promises(timeline.state_after(first - 1), state, asked),
        "shown": [
            {
                "decision": each.id,
                "day": day_in(zone, each.recorded_at).isoformat(),
                "by": each.by.name,
                "text": decision_sentence(
                    each.decision,
                    each.events,
                    timeline.state_after(each.index - 1),
                    timeline.state_after(each.index),
                ).text,
                "why": each.why,
            }
            for each in shown
        ],
        "phases": list(_phases(timeline, asked, since)),
    }


def _promises(before: State, state: State, asked: Asked) -> Json:
    """Return what came of the days that people and rules had said by then, counted (R2)."""
    known = promises(before, state, asked.today, ())
    said = Counter(each.outcome for each in known if each.basis is not Basis.FORECAST)
    return {outcome.value: said[outcome] for outcome in Outcome}


def _weight(events: Sequence[Any]) -> int:
    return min((_WEIGHT.get(event.kind, len(_WEIGHT)) for event in events), default=len(_WEIGHT))


def _phases(timeline: Timeline, asked: Asked, since: date) -> Iterator[Json]:
    for each in phase_history(timeline, asked.team).changes(asked.index):
        if each.day >= since:
            before = None if each.before is None else each.before.value
            yield {"decision": each.decision, "phase": each.phase.value, "before": before}


# -- check-ups ------------------------------------------------------------------------------------


def _checkups(state: State, asked: Asked) -> list[Json]:
    rows = [each for each in checkup_standings(state, asked.today, asked.team) if each.next_on]
    return [
        {
            "id": each.checkup.id,
            "name": each.checkup.name,
            "component": _component(state, each.checkup.component),
            "component_id": each.checkup.component,
            "next_on": plain(each.next_on),
            "due": each.due.value,
            "last": None if each.outcome is None else each.outcome.value,
        }
        for each in rows[:_MOST_CHECKUPS]
    ]


def _component(state: State, key: str | None) -> str | None:
    component = state.components.get(key)
    return None if component is None else component.name
