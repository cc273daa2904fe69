"""What would approving an open ask change?

It is read from the scenarios that were shared: each is tried on the state of today in the same
futures as the plan, and the date of the ask's own work is laid beside today's. Nothing is guessed:
where nobody shared a scenario about it, asking.py says so.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from roadmap.analysis.expectations.asks import open_asks
from roadmap.analysis.items.dates import DateKept, date_watched
from roadmap.analysis.planning.forecast import SEED, PlanForecast
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.commands import Command
from roadmap.decide import Now
from roadmap.records.expectations import Ask
from roadmap.report.asking import LEAST, Approval, Approvals, Shift, Tried
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.scenario.branch import branch
from roadmap.scenario.scenario import Scenario, shared_one
from roadmap.state import State

_MOST_SCENARIOS, _MOST_OTHERS = 4, 2


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
    # Here, because of numpy: see html/source.py.
    from roadmap.analysis.simulation.forecasting import forecast_plan  # noqa: PLC0415
    from roadmap.analysis.simulation.run import Run  # noqa: PLC0415

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
        elif shift.before - shift.after >= LEAST:
            others.append(shift)
    others.sort(key=lambda each: (each.after - each.before, each.item))
    is_about = any(_item_of(command) in ask.items for command in scenario.commands)
    return Tried(scenario.id, is_about, now, tuple(others[:_MOST_OTHERS]))


def _item_of(command: Command) -> str | None:
    found = getattr(command, "item", None)
    return found if isinstance(found, str) else None
