"""Which phase follows from the facts of closed sprints, and which condition decides it (D1)?

The first that holds: firefighting, principles in breach, investment. Every condition carries its
value, its threshold (a setting) and the decisions behind it, so that a person can check it by hand.
That principles have levels at all is judged at any moment, in `diagnosis.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmap.analysis.levels.breaches import Shift
from roadmap.analysis.sprints.facts import Bet, Bets, SprintFacts, Worked
from roadmap.analysis.words import counted, listed, say_days, say_number
from roadmap.records.phases import Phase
from roadmap.values import Thresholds

_ROUNDING = 1e-9  # sums of floats: a share of exactly the threshold reaches it


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: `holds` says whether it speaks for its phase.

    `value` is a share (0..1) or a count, None where there is nothing to measure. `evidence` are
    ids of decisions, oldest first; `text` says the condition with its figures. `bets` are the items
    that a condition about them counted.
    """

    name: str
    phase: Phase
    value: float | None
    threshold: float
    holds: bool
    text: str
    evidence: tuple[str, ...] = ()
    bets: tuple[Bet, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What the closed sprints say: a phase, or None where only the levels are left to judge."""

    phase: Phase | None
    burning: bool
    conditions: tuple[Condition, ...]


def measured(
    facts: Sequence[SprintFacts], shifts: Iterable[Shift], limits: Thresholds, *, burning: bool
) -> Measured:
    """Return what follows from `facts`, oldest first and not empty.

    `shifts` are the breaches and restorations known so far; `burning` says that the phase was
    firefighting before the last of the sprints was closed.
    """
    fire = _fire_conditions(facts, limits, burning)
    now = any(each.holds for each in fire)
    breach = _breach_conditions(facts, tuple(shifts), limits)
    bets = _bets_condition(facts[-1], limits)
    phase = None
    if now:
        phase = Phase.FIREFIGHTING
    elif all(each.holds for each in breach):
        phase = Phase.PRINCIPLES_IN_BREACH
    elif bets.holds:
        phase = Phase.INVESTMENT
    return Measured(phase, now, (*fire, *breach, bets))


def reaches(value: float | None, threshold: float) -> bool:
    """Whether `value` is `threshold` or more; nothing measured reaches nothing."""
    return value is not None and value >= threshold - _ROUNDING


# -- firefighting ---------------------------------------------------------------------------------


def burns(facts: Sequence[SprintFacts], limits: Thresholds, burning: bool) -> bool:
    """Return whether the last of the sprints was firefighting, as `burning` was before it."""
    return any(each.holds for each in _fire_conditions(facts, limits, burning))


def _fire_conditions(
    facts: Sequence[SprintFacts], limits: Thresholds, burning: bool
) -> tuple[Condition, ...]:
    window = window_of(facts, limits)
    return (
        _share_condition(window, limits),
        _peak_condition(facts[-1], limits),
        _growth_condition(facts, window, limits),
        _left_condition(facts, limits, burning),
    )


def window_of(facts: Sequence[SprintFacts], limits: Thresholds) -> Sequence[SprintFacts]:
    """Return the closed sprints of the trailing window."""
    return facts[-max(1, limits.window_sprints) :]


def forced_short_share(facts: Iterable[SprintFacts]) -> float | None:
    """Return the must-do, short-term part of all effort of some sprints."""
    worked = Worked.sum(each.worked for each in facts)
    return worked.share(worked.forced_short)


def _share_condition(window: Sequence[SprintFacts], limits: Thresholds) -> Condition:
    share = forced_short_share(window)
    text = f"must do, short-term, was {_percent(share)} of the effort of {_sprints(window)}"
    return Condition(
        "forced_short_term_share",
        Phase.FIREFIGHTING,
        share,
        limits.fire_share,
        reaches(share, limits.fire_share),
        f"{text}; {limits.fire_share:.0%} or more is firefighting",
        _decisions(window),
    )


def _peak_condition(last: SprintFacts, limits: Thresholds) -> Condition:
    share = forced_short_share([last])
    text = f"must do, short-term, was {_percent(share)} of sprint {last.number} alone"
    return Condition(
        "forced_short_term_in_one_sprint",
        Phase.FIREFIGHTING,
        share,
        limits.fire_peak,
        reaches(share, limits.fire_peak),
        f"{text}; {limits.fire_peak:.0%} or more in one sprint is firefighting",
        (last.decision,),
    )


def _growth_condition(
    facts: Sequence[SprintFacts], window: Sequence[SprintFacts], limits: Thresholds
) -> Condition:
    wanted = max(1, limits.fire_growth_sprints)
    grown = 0
    for before, after in zip(reversed(facts[:-1]), reversed(facts), strict=False):
        if after.backlog <= before.backlog + _ROUNDING:
            break
        grown += 1
    share = forced_short_share(window)
    seen = facts[-(max(min(grown, wanted), 1) + 1) :]
    figures = ", ".join(f"{each.backlog:g}" for each in seen)
    return Condition(
        "forced_backlog_growing",
        Phase.FIREFIGHTING,
        float(grown),
        float(wanted),
        grown >= wanted and reaches(share, limits.fire_growth_share),
        f"the must-do, short-term backlog grew {counted(grown, 'sprint')} running ({figures} "
        f"person-days) with must do, short-term, at {_percent(share)}; {counted(wanted, 'sprint')} "
        f"at {limits.fire_growth_share:.0%} or more is firefighting",
        tuple(dict.fromkeys((*_decisions(window), *_decisions(seen)))),
    )


def _left_condition(facts: Sequence[SprintFacts], limits: Thresholds, burning: bool) -> Condition:
    """Return the condition that keeps a team in firefighting until it is really out of it."""
    wanted = max(1, limits.fire_left_sprints)
    under = 0
    for each in reversed(facts):
        if reaches(forced_short_share([each]), limits.fire_left_share):
            break
        under += 1
    seen = facts[-wanted:]
    shares = listed([_percent(forced_short_share([each])) for each in seen])
    text = (
        f"must do, short-term, was {shares} of {_sprints(seen)}; firefighting is left only under "
        f"{limits.fire_left_share:.0%} for {counted(wanted, 'sprint')}"
    )
    return Condition(
        "firefighting_not_left",
        Phase.FIREFIGHTING,
        float(under),
        float(wanted),
        burning and under < wanted,
        text if burning else f"{text}; it was not firefighting before",
        _decisions(seen),
    )


# -- principles in breach -------------------------------------------------------------------------


def _breach_conditions(
    facts: Sequence[SprintFacts], shifts: Sequence[Shift], limits: Thresholds
) -> tuple[Condition, Condition]:
    window = window_of(facts, limits)
    worked = Worked.sum(each.worked for each in window)
    share = worked.share(worked.choice)
    choice = Condition(
        "discretionary_share",
        Phase.PRINCIPLES_IN_BREACH,
        share,
        limits.breach_choice_share,
        reaches(share, limits.breach_choice_share),
        f"choices were {_percent(share)} of the effort of {_sprints(window)}; principles are only "
        f"looked at from {limits.breach_choice_share:.0%} on",
        _decisions(window),
    )
    return choice, _breached_condition(facts, shifts, limits)


def _breached_condition(
    facts: Sequence[SprintFacts], shifts: Sequence[Shift], limits: Thresholds
) -> Condition:
    sprints = facts[-max(1, limits.breach_sprints) :]
    new = newly_breached(sprints, shifts)
    count = len({each.principle for each in new})
    wanted = limits.breach_principles
    return Condition(
        "principles_newly_breached",
        Phase.PRINCIPLES_IN_BREACH,
        float(count),
        float(wanted),
        count >= wanted,
        f"{counted(count, 'principle')} newly breached in {_sprints(sprints)}; "
        f"{wanted} or more different ones is running from one problem to the next",
        tuple(dict.fromkeys(each.decision for each in new)),
    )


def newly_breached(sprints: Sequence[SprintFacts], shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """Return the breaches of principles that were new in `sprints` and known when they ended."""
    first, last = sprints[0], sprints[-1]
    return tuple(
        each
        for each in shifts
        if each.breached
        and each.principle is not None
        and each.index <= last.index
        and first.start <= each.day <= last.day
    )


# -- investment -----------------------------------------------------------------------------------


def _bets_condition(last: SprintFacts, limits: Thresholds) -> Condition:
    return bets_condition(last.bets, limits, (last.decision,))


def bets_condition(bets: Bets, limits: Thresholds, evidence: tuple[str, ...]) -> Condition:
    """Return the condition of investment: too little of what was chosen is validated."""
    share = bets.share
    if share is None:
        text = "no long-term choice is committed, so that none is validated"
    else:
        text = (
            f"{share:.0%} of the effort of committed long-term choices is validated "
            f"({say_number(bets.validated_days)} of {say_days(bets.days)})"
        )
    return Condition(
        "validated_share",
        Phase.INVESTMENT,
        share,
        limits.validated_share,
        not reaches(share, limits.validated_share),
        f"{text}; under {limits.validated_share:.0%} is investment",
        evidence,
        bets.each,
    )


# -- words ----------------------------------------------------------------------------------------


def _decisions(facts: Iterable[SprintFacts]) -> tuple[str, ...]:
    return tuple(each.decision for each in facts)


def _percent(share: float | None) -> str:
    return "nothing" if share is None else f"{share:.0%}"


def _sprints(facts: Sequence[SprintFacts]) -> str:
    first, last = facts[0].number, facts[-1].number
    return f"sprint {first}" if first == last else f"sprints {first} to {last}"
