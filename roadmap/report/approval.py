"""What does an open ask want, in plain words, and what would approving it change?

What approving brings is read from the scenarios that were shared: each is tried on the state of
today in the same futures as the plan, and the date of the ask's own work is laid beside today's.
Nothing is guessed: where nobody shared a scenario about it, that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from roadmap.analysis.expectations.asks import open_asks
from roadmap.analysis.items.dates import DateKept, date_watched
from roadmap.analysis.planning.forecast import SEED, PlanForecast
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.simulation.forecasting import forecast_plan
from roadmap.analysis.simulation.run import Run
from roadmap.analysis.words import short_day
from roadmap.commands import Command
from roadmap.decide import Now
from roadmap.records.expectations import Ask, AskKind
from roadmap.report.dated import percent_words
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.scenario.branch import branch
from roadmap.scenario.scenario import Scenario, shared_one
from roadmap.state import State

_MOST_SCENARIOS, _MOST_OTHERS = 4, 2
_LEAST = 0.01  # of a probability; less is not worth a word
KINDS = {
    AskKind.FUNDING: "Spend money",
    AskKind.HEADCOUNT: "Add people",
    AskKind.ACCEPTED_RISK: "Accept a risk",
    AskKind.DROPPED_LAUNCH: "Give up a launch",
    AskKind.OTHER: "Change the plan",
}


@dataclass(frozen=True, slots=True)
class Shift:
    """How likely one date is kept as planned, and in a scenario."""

    item: str
    day: date
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Tried:
    """What a shared scenario does to the date of an ask's work.

    `is_about` says that the scenario changes that very work. `others` are the dates of other work
    that it makes less likely, the worst first. `scenario` is an id: its name comes from the state
    that is shown, in which the audience may know it by another.
    """

    scenario: str
    is_about: bool
    subject: Shift
    others: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """What an ask is about: the work with the date least likely kept, and what was tried for it."""

    item: str
    day: date
    today: float
    tried: tuple[Tried, ...] = ()


Approvals = Mapping[str, Approval]  # by ask


def approvals(
    state: State, key: PlanKey, forecast: PlanForecast, watch: Watch = UNWATCHED
) -> Approvals:
    """Return what stands behind each open ask that names work with a date.

    `forecast` is of the plan of `key`. Costs one forecast for each of the newest shared scenarios.
    """
    asks = [
        (ask, subject) for ask in open_asks(state) if (subject := _subject(ask, state, forecast))
    ]
    if not asks:
        return {}
    shared = sorted((shared_one(each) for each in state.scenarios.ordered()), key=_age)
    newest = [each for each in shared if each.commands][-_MOST_SCENARIOS:]
    futures: list[tuple[Scenario, PlanForecast]] = []
    for place, scenario in enumerate(newest):
        watch.say(place, len(newest))
        found = _forecast(state, key, scenario, forecast.trials)
        if found is not None:
            futures.append((scenario, found))
    return {
        ask.id: Approval(
            shift.item,
            shift.day,
            shift.before,
            tuple(
                _tried(ask, shift, scenario, state, forecast, found) for scenario, found in futures
            ),
        )
        for ask, shift in asks
    }


def _age(scenario: Scenario) -> tuple[datetime, str]:
    return scenario.at or datetime.min.replace(tzinfo=UTC), scenario.id


def _subject(ask: Ask, state: State, forecast: PlanForecast) -> Shift | None:
    """Return the date of an ask's work that is least likely kept, as planned."""
    shifts = []
    for item in ask.items:
        known = state.items.get(item)
        kept = None if known is None else date_watched(known)
        shift = None if kept is None else _shift(item, kept, forecast, forecast)
        if shift is not None:
            shifts.append(shift)
    return min(shifts, key=lambda each: each.before, default=None)


def _shift(item: str, kept: DateKept, before: PlanForecast, after: PlanForecast) -> Shift | None:
    was, now = before.chance_by(item, kept.day), after.chance_by(item, kept.day)
    if was is None or now is None or was.probability is None or now.probability is None:
        return None
    return Shift(item, kept.day, was.probability, now.probability)


def _forecast(state: State, key: PlanKey, scenario: Scenario, trials: int) -> PlanForecast | None:
    """Return the forecast of a scenario on the state of today; None where it fits no more."""
    noon = datetime.combine(key.as_of, time(12), UTC)
    tried = branch(state, scenario.commands, Now(noon, key.as_of))
    if tried.problems or not plan(tried.state, key).problem.jobs:
        return None
    return forecast_plan(tried.state, key, Run(trials, SEED), None, scenario.assumptions)


def _tried(
    ask: Ask,
    subject: Shift,
    scenario: Scenario,
    state: State,
    before: PlanForecast,
    after: PlanForecast,
) -> Tried:
    others = []
    now = subject
    for item in state.items.ordered():
        kept = date_watched(item)
        shift = None if kept is None else _shift(item.id, kept, before, after)
        if shift is None:
            continue
        if item.id == subject.item:
            now = shift
        elif shift.before - shift.after >= _LEAST:
            others.append(shift)
    others.sort(key=lambda each: (each.after - each.before, each.item))
    is_about = any(_item_of(command) in ask.items for command in scenario.commands)
    return Tried(scenario.id, is_about, now, tuple(others[:_MOST_OTHERS]))


def _item_of(command: Command) -> str | None:
    found = getattr(command, "item", None)
    return found if isinstance(found, str) else None


# -- in words -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskWords:
    """An ask as plain text: what kind of decision, why it is asked, what either answer comes to.

    `approved` and `undecided` are "" where nothing is known; `compared` are further scenarios.
    """

    kind: str
    why: str
    approved: str
    compared: str
    undecided: str


def ask_words(
    ask: Mapping[str, Any], approval: Approval | None, state: State, today: date
) -> AskWords:
    """Return an ask of the overview's document in words."""
    kind = AskKind(ask["kind"])
    parts = [KINDS[kind]]
    if ask["amount"] is not None:
        currency = state.roadmap.currency if state.roadmap else ""
        parts[0] += f": {currency} {ask['amount']:,.0f}".replace("  ", " ")
    if ask["wanted_from"]:
        parts.append(f"asked of {ask['wanted_from']}")
    why = f"“{ask['why']}” ({ask['asked_by']})" if ask["why"] else ""
    likely = "" if ask["probability"] is None else f"{percent_words(ask['probability'])} likely: "
    undecided = f"{likely}{ask['cost']}" if ask["cost"] else ""
    said = ("", "") if approval is None else _approved(kind, approval, state, today)
    return AskWords(", ".join(parts), why, *said, undecided)


def _approved(kind: AskKind, approval: Approval, state: State, today: date) -> tuple[str, str]:
    """Return what approving brings, and what else was compared."""
    title, day = _title(state, approval.item), short_day(approval.day, today)
    chance = percent_words(approval.today)
    about = next((each for each in approval.tried if each.is_about), None)
    rest = [each for each in approval.tried if each is not about]
    if about is not None:
        approved = (
            f"“{title}” is done by {day} in {percent_words(about.subject.after)} of futures "
            f"instead of {chance} (scenario “{_name(state, about)}”).{_others(about, state, today)}"
        )
    elif kind is AskKind.ACCEPTED_RISK:
        approved = (
            f"No date changes: “{title}” stays {chance} likely to be done by {day}. "
            "You take on what happens otherwise."
        )
    else:
        approved = (
            f"Nobody compared what it brings. As planned, “{title}” is {chance} likely to be done "
            f"by {day}."
        )
    return approved, _compared(rest, state)


def _others(tried: Tried, state: State, today: date) -> str:
    if not tried.others:
        return " No other date becomes less likely."
    found = [
        f"“{_title(state, each.item)}” by {short_day(each.day, today)}: "
        f"{percent_words(each.after)} instead of {percent_words(each.before)}"
        for each in tried.others
    ]
    return f" It costs: {'; '.join(found)}."


def _compared(rest: Sequence[Tried], state: State) -> str:
    if not rest:
        return ""
    found = [f"“{_name(state, each)}” {percent_words(each.subject.after)}" for each in rest]
    return f"Other scenarios compared for that date: {', '.join(found)}."


def _name(state: State, tried: Tried) -> str:
    known = state.scenarios.get(tried.scenario)
    return "" if known is None else known.name


def _title(state: State, item: str) -> str:
    known = state.items.get(item)
    return "" if known is None else known.title
