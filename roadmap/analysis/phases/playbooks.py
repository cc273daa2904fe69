"""What to do in a phase: steps whose commands are one click from done (D2, D3, D4)?

Firefighting: move work into the future, shed, do less at once, double wins, protect time to dig
out. Investment: validate what is committed, explore few options. Principles: set the missing
levels, restore what is breached, agree on what is provisional. Nothing is decided here. Whether a
hire is the last resort needs the simulator: `leverage/last_resort.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import ceil, fsum

from roadmap.analysis.estimates.effort import effort_days, spent_days
from roadmap.analysis.items.items_json import plain
from roadmap.analysis.leverage.leverage import LeverageKey, leverage
from roadmap.analysis.leverage.ways_out import deferrable
from roadmap.analysis.phases.playbook_levels import level_steps
from roadmap.analysis.phases.playbook_options import option_steps
from roadmap.analysis.phases.playbook_step import Step
from roadmap.analysis.planning.balance import digs_out
from roadmap.analysis.sprints.facts import done_since
from roadmap.analysis.words import counted, say_days
from roadmap.records.phases import Phase
from roadmap.state import Item, Roadmap, State
from roadmap.values import Forcing, Quadrant, Status

_MOST = 5  # items in one step: what a person can look through before clicking


def playbook(state: State, phase: Phase | None, today: date) -> tuple[Step, ...]:
    """Return what to do in `phase`, the first thing first."""
    return tuple(_PLAYS[phase](state, today))


def _unknown(state: State, today: date) -> Iterator[Step]:
    del state, today
    yield Step(
        "answer",
        "Answer three questions, and a provisional phase is there: the share of the last sprint "
        "that was unplanned, how many dates cannot move, the last two things that broke.",
    )


# -- firefighting ---------------------------------------------------------------------------------


def _firefighting(state: State, today: date) -> Iterator[Step]:
    if not _knows_team(state):
        yield Step("people", "Say who works here: what to put off or give up follows from that.")
        return
    yield from _defer(state, today)
    yield from _shed(state)
    yield from _limit(state)
    yield from _double_wins(state, today)
    yield from _dig_out(state)
    yield Step(
        "hire",
        "Hire only where, after the best of these, the must-do backlog still grows or a mandatory "
        "date is kept in under 85% of futures.",
    )


def _knows_team(state: State) -> bool:
    """Whether there is capacity to advise on: somebody works here, or a sprint was closed."""
    closed = any(each.outcome is not None for each in state.sprints.ordered())
    return closed or any(each.availability > 0 for each in state.people.ordered())


def _defer(state: State, today: date) -> Iterator[Step]:
    """Move choices that nothing needs out of the next sprints."""
    roadmap = state.roadmap or Roadmap()
    sprints = max(1, roadmap.thresholds.window_sprints)
    until = today + timedelta(days=roadmap.sprint_days * sprints)
    found = [state.items[key] for key in deferrable(state, until)]
    found = [
        each
        for each in found
        if each.status is Status.OPEN
        and not digs_out(each)
        and (each.not_before is None or each.not_before <= today)  # put off already
    ][:_MOST]
    if found:
        days = say_days(fsum(effort_days(each, state.roadmap).days for each in found))
        yield Step(
            "defer",
            f"Move {counted(len(found), 'choice')} ({days}) out of the next "
            f"{counted(sprints, 'sprint')}: nothing that must be done needs them.",
            tuple({"do": "edit_item", "item": i.id, "not_before": str(until)} for i in found),
            tuple(each.id for each in found),
        )


def _shed(state: State) -> Iterator[Step]:
    """Give up the must-do item that stands last and has no date; never the only one."""
    found = [
        item
        for item in state.items.ordered()
        if item.forcing is Forcing.FORCED
        and item.status is Status.OPEN
        and item.mandatory_by is None
        and item.promised_by is None
        and item.rank is not None
    ]
    if len(found) > 1:
        last = max(found, key=lambda item: item.order)
        days = say_days(effort_days(last, state.roadmap).days)
        yield Step(
            "shed",
            f"Give up '{last.title}' ({days}): of {len(found):,} must-do items without a date it "
            "stands last. Say what risk is accepted with it.",
            ({"do": "shed_item", "item": last.id},),
            (last.id,),
        )


def _limit(state: State) -> Iterator[Step]:
    """Work on fewer things at once: one for two people."""
    roadmap = state.roadmap or Roadmap()
    limit = roadmap.planning.in_progress_limit
    people = len([each for each in state.people.ordered() if each.availability > 0])
    wanted = max(1, ceil(people / 2)) if people else 3
    busy = [i.id for i in state.items.ordered() if i.status is Status.IN_PROGRESS]
    if limit is None or limit > wanted:
        planning = plain(replace(roadmap.planning, in_progress_limit=wanted))
        now = "no limit is set" if limit is None else f"the limit is {limit}"
        yield Step(
            "limit",
            f"Limit work in progress to {counted(wanted, 'item')}: {len(busy)} "
            f"{'is' if len(busy) == 1 else 'are'} in progress and {now}.",
            ({"do": "edit_roadmap", "planning": planning},),
            tuple(busy),
        )


def _double_wins(state: State, today: date) -> Iterator[Step]:
    """Do first what must be done and also lowers later must-do work."""
    wins = [each for each in leverage(state, LeverageKey(today)).paybacks if each.double_win]
    found = [each for each in wins if each.sprints is not None][:1]
    for each in found:
        item, first = state.items[each.item], _first(state)
        if first is not None and first.id != item.id:
            yield Step(
                "double_win",
                f"Do '{item.title}' first: it must be done and saves "
                f"{each.saving.expected:.1f} person-days a sprint, paid back in {each.sprints:.1f} "
                "sprints.",
                ({"do": "move_item", "item": item.id, "before": first.id},),
                (item.id,),
            )


def _dig_out(state: State) -> Iterator[Step]:
    """Protect a share for what lowers later work: on-call health, automation."""
    roadmap = state.roadmap or Roadmap()
    target = roadmap.planning.dig_out_share
    done, _ = done_since(state, roadmap.sprint_days * max(1, roadmap.thresholds.window_sprints))
    spent = [(item, spent_days(item, state.roadmap).days) for item in done]
    whole = fsum(days for _, days in spent)
    share = fsum(days for item, days in spent if digs_out(item)) / whole if whole > 0 else 0.0
    waiting = [i for i in _in_order(state) if digs_out(i) and i.status is Status.OPEN]
    first = _first(state)
    if share < target and waiting and first is not None and first.id != waiting[0].id:
        item = waiting[0]
        text = f"{share:.0%} of what was done lately lowers later work; {target:.0%} is to be "
        text += f"protected for it. Take '{item.title}' up next."
        if whole <= 0:
            text = f"Protect {target:.0%} for what lowers later work: take '{item.title}' up next."
        yield Step(
            "dig_out",
            text,
            ({"do": "move_item", "item": item.id, "before": first.id},),
            (item.id,),
        )


def _in_order(state: State) -> list[Item]:
    ranked = (each for each in state.items.ordered() if each.is_open and each.rank is not None)
    return sorted(ranked, key=lambda each: each.order)


def _first(state: State) -> Item | None:
    """Return the first open item that is no emergency: those stay before everything."""
    for each in _in_order(state):
        if each.quadrant is not Quadrant.FORCED_SHORT_TERM and each.status is Status.OPEN:
            return each
    return None


_PLAYS: dict[Phase | None, Callable[[State, date], Iterator[Step]]] = {
    None: _unknown,
    Phase.FIREFIGHTING: _firefighting,
    Phase.PRINCIPLES_IN_BREACH: level_steps,
    Phase.INVESTMENT: option_steps,
    Phase.PRINCIPLES_SETTING_LEVELS: level_steps,
    Phase.PRINCIPLES_HOLDING: level_steps,
}
