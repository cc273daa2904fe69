"""Where are we, why, since when, and what speaks against staying so (D1, D5, D7)?

One answer for a moment of the history: the phase with every condition, its figures and the
decisions behind it; what a person overrode; and the flags: stuck in a phase, too much of the
effort on long-term choices. What to do about it is in `playbooks.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.analysis.phases.history import (
    Closing,
    PhaseChange,
    PhaseHistory,
    level_phase,
    phase_history,
    provisional_phase,
    without_level,
)
from roadmap.analysis.phases.provisional import provisional
from roadmap.analysis.phases.rules import Condition, forced_short_share, reaches, window_of
from roadmap.analysis.phrases.phases import say_phase
from roadmap.analysis.sprints.facts import Worked
from roadmap.analysis.words import counted, listed
from roadmap.calendars import day_in
from roadmap.records.phases import ANSWERS, OVERRIDE, Phase, PhaseOverride
from roadmap.state import State
from roadmap.timeline import Timeline
from roadmap.values import Thresholds

_STUCK_IN = (Phase.FIREFIGHTING, Phase.PRINCIPLES_IN_BREACH, Phase.INVESTMENT)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at, whatever the phase. `value` reached `threshold`."""

    code: str
    text: str
    value: float
    threshold: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The phase at a moment.

    `computed` is what the facts say, `phase` what counts: the override's where one stands. Both
    are None while nothing is known. `before` is the phase before, `since` the decision that began
    the computed one and `sprints` how many were closed since. `basis` says what a provisional phase
    rests on. `why` is one sentence.
    """

    phase: Phase | None
    computed: Phase | None
    provisional: bool
    before: Phase | None
    since: PhaseChange | None
    sprints: int
    basis: str
    why: str
    conditions: tuple[Condition, ...]
    flags: tuple[Flag, ...]
    override: PhaseOverride | None
    override_decision: str | None
    changes: tuple[PhaseChange, ...]


def diagnose(timeline: Timeline, index: int | None = None, team: str | None = None) -> Diagnosis:
    """Return where the team is after decision `index` (the last one). What came later is not read.

    Linear in the decisions that closed sprints or changed levels; kept with the timeline.
    """
    history = phase_history(timeline, team)
    at = timeline.count - 1 if index is None else index
    state = timeline.state_after(at)
    closing = history.closing_at(at)
    conditions, computed, basis = _found(timeline, history, state, at, team)
    changes = history.changes(at)
    if computed is not None:
        conditions = (*conditions, _levels_condition(state, history.last_mark("levels", at)))
    override = state.overrides.get(OVERRIDE)
    since = changes[-1] if changes and changes[-1].phase is computed else None
    sprints = 0
    if closing is not None and since is not None:
        sprints = sum(each.index >= since.index for each in closing.facts)
    return Diagnosis(
        computed if override is None else override.phase,
        computed,
        closing is None,
        _before(changes, computed),
        since,
        sprints,
        basis,
        _why(computed, conditions, closing, basis, override),
        conditions,
        _flags(state, closing, since, computed, sprints),
        override,
        None if override is None else history.last_mark("overrides", at),
        changes,
    )


def _found(
    timeline: Timeline, history: PhaseHistory, state: State, at: int, team: str | None
) -> tuple[tuple[Condition, ...], Phase | None, str]:
    """Return the conditions, the phase and what it rests on."""
    closing = history.closing_at(at)
    if closing is not None and closing.found is not None:
        phase = closing.found.phase or level_phase(state)
        return closing.found.conditions, phase, "closed sprints"
    if at < 0:
        return (), None, "nothing has been decided yet"
    told = timeline.recorded_at(at)
    today = day_in("UTC" if state.roadmap is None else state.roadmap.zone, told)
    source = history.last_mark("answers" if ANSWERS in state.answers else "sources", at)
    guess = provisional(state, today, () if source is None else (source,), team)
    return guess.conditions, provisional_phase(guess, state), guess.text


def _levels_condition(state: State, source: str | None) -> Condition:
    missing = without_level(state)
    names = [state.principles[key].name for key in missing]
    text = "every principle has a minimum acceptable level"
    if names:
        verb = "has" if len(names) == 1 else "have"
        text = f"{listed(names, 5)} {verb} no minimum acceptable level"
    return Condition(
        "principles_without_level",
        Phase.PRINCIPLES_SETTING_LEVELS,
        float(len(missing)),
        1.0,
        bool(missing),
        text,
        () if source is None else (source,),
    )


# -- since when -----------------------------------------------------------------------------------


def _before(changes: Sequence[PhaseChange], computed: Phase | None) -> Phase | None:
    """Return the phase before the present one."""
    for each in reversed(changes):
        if each.phase is not computed:
            return each.phase
    return None


# -- flags ----------------------------------------------------------------------------------------


def _flags(
    state: State,
    closing: Closing | None,
    since: PhaseChange | None,
    computed: Phase | None,
    sprints: int,
) -> tuple[Flag, ...]:
    if closing is None or computed is None:
        return ()
    limits = state.thresholds
    found = []
    window = window_of(closing.facts, limits)
    worked = Worked.sum(each.worked for each in window)
    share = worked.share(worked.choice_long)
    if share is not None and share > limits.long_term_choice_share:
        text = (
            f"{share:.0%} of the effort of the last {counted(len(window), 'sprint')} went into "
            f"long-term choices, over {limits.long_term_choice_share:.0%}: see that users get "
            "something sooner."
        )
        ids = tuple(each.decision for each in window)
        found.append(Flag("long_term_choice", text, share, limits.long_term_choice_share, ids))
    stuck = max(1, limits.stuck_sprints)
    if computed in _STUCK_IN and sprints >= stuck:
        text = f"In the phase {say_phase(computed)} for {counted(sprints, 'sprint')}."
        ids = () if since is None else (since.decision,)
        found.append(Flag("stuck", text, float(sprints), float(stuck), ids))
    if computed is not Phase.FIREFIGHTING:
        found += _relapse(closing, limits, computed)
    return tuple(found)


def _relapse(closing: Closing, limits: Thresholds, computed: Phase) -> list[Flag]:
    """Return the flag of a last sprint that burned, but not enough to be firefighting again."""
    last = closing.facts[-1]
    share = forced_short_share([last])
    if share is None or not reaches(share, limits.fire_share):
        return []
    window = window_of(closing.facts, limits)
    over = forced_short_share(window) or 0.0
    text = (
        f"Sprint {last.number} was {share:.0%} must do, short-term; the phase stays "
        f"{say_phase(computed)}: under {limits.fire_peak:.0%} in one sprint, and {over:.0%} over "
        f"the last {counted(len(window), 'sprint')}."
    )
    return [Flag("relapse", text, share, limits.fire_peak, (last.decision,))]


# -- in words -------------------------------------------------------------------------------------


def _why(
    computed: Phase | None,
    conditions: Sequence[Condition],
    closing: Closing | None,
    basis: str,
    override: PhaseOverride | None,
) -> str:
    """Return why in one sentence: what decides, and what a person said against it."""
    if computed is None:
        said = f"{basis[:1].upper()}{basis[1:]}."
    else:
        said = _sentence(computed, conditions)
    if closing is None and computed is not None:
        said = f"Provisional, {basis}: {_no_fire(computed, conditions)}{said}"
    if override is not None:
        facts = "nothing yet" if computed is None else say_phase(computed)
        said = f"Set by hand to {say_phase(override.phase)} ({override.reason}); the facts say "
        said += f"{facts}."
    return said


def _no_fire(computed: Phase, conditions: Sequence[Condition]) -> str:
    """Return why it is no fire, which is what somebody who just began asks first."""
    fire = next((each for each in conditions if each.phase is Phase.FIREFIGHTING), None)
    if computed is Phase.FIREFIGHTING or fire is None or fire.value is None:
        return ""
    what = "unplanned work" if fire.name == "unplanned_share" else "short-term must-do work"
    return f"{what} is {fire.value:.0%}, under the {fire.threshold:.0%} of firefighting. "


def _sentence(computed: Phase, conditions: Sequence[Condition]) -> str:
    own = [each for each in conditions if each.phase is computed]
    deciding = [each for each in own if each.holds] or own
    name = say_phase(computed)
    if computed is Phase.PRINCIPLES_HOLDING:
        bets = next(each for each in conditions if each.name == "validated_share")
        share = "none" if bets.value is None else f"{bets.value:.0%}"
        return (
            f"{name.capitalize()}: every principle has a minimum acceptable level, and {share} of "
            "the effort of committed long-term choices is validated."
        )
    texts = [each.text for each in deciding]
    if computed is Phase.FIREFIGHTING:
        texts = texts[:1]  # any of them is enough
    return f"{name[:1].upper()}{name[1:]}: {'; and '.join(texts)}."
