"""In which phase does a team seem to be before its first sprint is closed (D7)?

From three answers where they were given; else from what was done, by type and date; else from the
open work. The rules are those of closed sprints as far as they can be read from so little, and
whatever shows the phase labels it provisional and says what it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roadmap.analysis.estimates.effort import effort_days, interruption_days, spent_days
from roadmap.analysis.items.triage import suggest
from roadmap.analysis.phases.rules import Condition, bets_condition, reaches
from roadmap.analysis.sprints.facts import Worked, committed_bets, work_of
from roadmap.analysis.words import counted, say_day
from roadmap.calendars import day_in
from roadmap.records.phases import ANSWERS, Phase, PhaseAnswers
from roadmap.state import Item, Roadmap, State
from roadmap.values import Driver, Forcing, Horizon, Quadrant, Status, Thresholds

_LEAST_DONE = 5  # finished items and interruptions; fewer say nothing


class Basis(StrEnum):
    """What a provisional phase rests on."""

    ANSWERS = "answers"
    DONE = "done"
    OPEN = "open"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Provisional:
    """A provisional phase (None: only the levels are left to judge) with what it rests on."""

    phase: Phase | None
    basis: Basis
    conditions: tuple[Condition, ...]
    text: str

    @property
    def burning(self) -> bool:
        """Whether it is firefighting."""
        return self.phase is Phase.FIREFIGHTING


def provisional(
    state: State, today: date, evidence: tuple[str, ...] = (), team: str | None = None
) -> Provisional:
    """Return the provisional phase of `state`; `evidence` are the decisions that it was told in."""
    roadmap = state.roadmap or Roadmap()
    limits = roadmap.thresholds
    items = [item for item in state.items.ordered() if team in (None, item.team)]
    answers = state.answers.get(ANSWERS)
    if answers is not None:
        basis, text = Basis.ANSWERS, "from three answers"
        fire, breach = _from_answers(answers, limits, evidence)
    else:
        basis, worked, text = _seen(state, items, roadmap, today, team)
        if basis is Basis.NOTHING:
            return Provisional(None, basis, (), text)
        fire, breach = _from_work(worked, limits, text, evidence)
    bets = bets_condition(committed_bets(state, items), limits, evidence)
    phase = None
    if fire.holds:
        phase = Phase.FIREFIGHTING
    elif all(each.holds for each in breach):
        phase = Phase.PRINCIPLES_IN_BREACH
    elif bets.holds:
        phase = Phase.INVESTMENT
    return Provisional(phase, basis, (fire, *breach, bets), text)


# -- from answers ---------------------------------------------------------------------------------


def _from_answers(
    said: PhaseAnswers, limits: Thresholds, evidence: tuple[str, ...]
) -> tuple[Condition, tuple[Condition, ...]]:
    share, dates = said.unplanned_share, said.fixed_dates or 0
    # Dates that cannot move pile up as must-do work: the lower threshold of a growing backlog.
    threshold = limits.fire_growth_share if dates else limits.fire_share
    text = "nobody said how much of the last sprint was unplanned"
    if share is not None:
        text = f"{share:.0%} of the last sprint was unplanned, by answer"
    beside = f" with {counted(dates, 'date')} that cannot move" if dates else ""
    fire = Condition(
        "unplanned_share",
        Phase.FIREFIGHTING,
        share,
        threshold,
        reaches(share, threshold),
        f"{text}; {threshold:.0%} or more{beside} is firefighting",
        evidence,
    )
    choice = None if share is None else 1.0 - share
    named = {each.principle for each in said.broke if each.principle is not None}
    count, wanted = len(named), limits.breach_principles
    broke = Condition(
        "principles_broken",
        Phase.PRINCIPLES_IN_BREACH,
        float(count),
        float(wanted),
        count >= wanted,
        f"the last things that broke were about {counted(count, 'principle')}; {wanted} or more "
        "different ones is running from one problem to the next",
        evidence,
    )
    return fire, (_choice(choice, limits, "by answer", evidence), broke)


def _choice(
    share: float | None, limits: Thresholds, source: str, evidence: tuple[str, ...]
) -> Condition:
    said = "not known" if share is None else f"{share:.0%}"
    return Condition(
        "discretionary_share",
        Phase.PRINCIPLES_IN_BREACH,
        share,
        limits.breach_choice_share,
        reaches(share, limits.breach_choice_share),
        f"choices are {said}, {source}; principles are only looked at from "
        f"{limits.breach_choice_share:.0%} on",
        evidence,
    )


# -- from work ------------------------------------------------------------------------------------


def _seen(
    state: State, items: Sequence[Item], roadmap: Roadmap, today: date, team: str | None
) -> tuple[Basis, Worked, str]:
    """Return the work that is judged: what was done last, else what is open.

    What neither a person nor its type, words and date place is left out; where that is more than
    half of the effort, it says nothing. The text says how many nobody sorted.
    """
    days = roadmap.sprint_days * max(1, roadmap.thresholds.window_sprints)
    parts, last = _done(state, items, roadmap, days, team)
    if last is not None and len(parts) >= _LEAST_DONE and _tells(parts):
        pieces = counted(len(parts), "piece")
        text = f"from {pieces} of work done in the {days} days up to {say_day(last)}"
        return Basis.DONE, _placed(parts), text + _guessed(parts)
    still = [item for item in items if item.is_open]
    parts = [_work(item, effort_days(item, roadmap).days, today, roadmap) for item in still]
    if parts and _tells(parts):
        text = f"from the {counted(len(still), 'open item')}{_guessed(parts)}"
        return Basis.OPEN, _placed(parts), f"{text}, as little is known of what was done"
    if items:
        text = "too little says what had to be done: sort it, or answer three questions"
        return Basis.NOTHING, Worked(), text
    return Basis.NOTHING, Worked(), "nothing is known yet: answer three questions"


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of work; `guessed` says that nobody sorted it and that it counts as suggested."""

    work: Worked
    guessed: bool = False


def _guessed(parts: Sequence[_Part]) -> str:
    count = sum(part.guessed for part in parts)
    return f", {count:,} of them not sorted and counted as suggested" if count else ""


def _done(
    state: State, items: Sequence[Item], roadmap: Roadmap, days: int, team: str | None
) -> tuple[list[_Part], date | None]:
    """Return the work of the `days` up to the last day on which any was done, and that day."""
    done = [(item.done_on, item) for item in items if item.status is Status.DONE and item.done_on]
    broke = [
        (day_in(roadmap.zone, each.started_at), interruption_days(each, roadmap).days)
        for each in state.interruptions.ordered()
        if each.item is None and team in (None, each.team)
    ]
    last = max((day for day, _ in (*done, *broke)), default=None)
    if last is None:
        return [], None
    since = last - timedelta(days=days - 1)
    parts = [
        _work(item, spent_days(item, roadmap).days, day, roadmap)
        for day, item in done
        if day >= since
    ]
    parts += [_Part(Worked(effort, effort, effort)) for day, effort in broke if day >= since]
    return parts, last


def _placed(parts: Sequence[_Part]) -> Worked:
    return Worked.sum(each.work for each in parts if each.work.forced or each.work.choice)


def _tells(parts: Sequence[_Part]) -> bool:
    return _placed(parts).all * 2 >= Worked.sum(each.work for each in parts).all


def _work(item: Item, days: float, today: date, roadmap: Roadmap) -> _Part:
    """Return the effort of an item; one that is not sorted counts as its type and date suggest."""
    if item.quadrant is not Quadrant.UNSORTED:
        return _Part(work_of(item, days))
    found = suggest(item, item.done_on or today, roadmap)
    if found is None:
        return _Part(Worked(days))
    forced = found.quadrant in (Quadrant.FORCED_SHORT_TERM, Quadrant.FORCED_LONG_TERM)
    long = found.quadrant in (Quadrant.FORCED_LONG_TERM, Quadrant.DISCRETIONARY_LONG_TERM)
    as_suggested = Item(
        item.id,
        forcing=Forcing.FORCED if forced else Forcing.DISCRETIONARY,
        horizon=Horizon.LONG_TERM if long else Horizon.SHORT_TERM,
        driver=Driver.INCIDENT if forced else None,
    )
    return _Part(work_of(as_suggested, days), guessed=True)


def _from_work(
    worked: Worked, limits: Thresholds, text: str, evidence: tuple[str, ...]
) -> tuple[Condition, tuple[Condition, ...]]:
    share = worked.share(worked.forced_short)
    said = "not known" if share is None else f"{share:.0%}"
    fire = Condition(
        "forced_short_term_share",
        Phase.FIREFIGHTING,
        share,
        limits.fire_share,
        reaches(share, limits.fire_share),
        f"must do, short-term, is {said}, {text}; {limits.fire_share:.0%} or more is firefighting",
        evidence,
    )
    return fire, (_choice(worked.share(worked.choice), limits, text, evidence), _no_breach(limits))


def _no_breach(limits: Thresholds) -> Condition:
    wanted = limits.breach_principles
    return Condition(
        "principles_newly_breached",
        Phase.PRINCIPLES_IN_BREACH,
        None,
        float(wanted),
        False,
        "breaches of principles are counted from the first closed sprint on",
    )
