"""What waits for somebody whatever the phase is: breaches, check-ups, users' words, capabilities?

A playbook says what to do in a phase; these lines stand beside it, so that nothing which waits is
missing from the first page. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from roadmap.analysis.expectations.capabilities import outlooks, shortages
from roadmap.analysis.expectations.signals import Loop, signal_standings
from roadmap.analysis.levels.checkups import Due, checkup_standings
from roadmap.analysis.phases.playbook_levels import breach_steps
from roadmap.analysis.phases.playbook_step import Step
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.words import counted, say_day
from roadmap.records.phases import Phase
from roadmap.state import Roadmap, State

# Their playbooks begin with what is breached.
_OF_LEVELS = frozenset(
    (Phase.PRINCIPLES_IN_BREACH, Phase.PRINCIPLES_SETTING_LEVELS, Phase.PRINCIPLES_HOLDING)
)


def watch_steps(state: State, phase: Phase | None, today: date) -> Iterator[Step]:
    """Yield what is breached, overdue or unanswered and stands in no playbook of `phase`."""
    if phase not in _OF_LEVELS:
        yield from breach_steps(state, today)
    yield from _checkups(state, today)
    yield from _signals(state)


def _checkups(state: State, today: date) -> Iterator[Step]:
    late = [
        each
        for each in checkup_standings(state, today)
        if each.due is Due.OVERDUE and each.next_on is not None
    ]
    late.sort(key=lambda each: (each.next_on or today, each.checkup.id))
    if not late:
        return
    first = late[0]
    was = "" if first.next_on is None else f"it was due on {say_day(first.next_on, today)}"
    text = f"Hold the check-up “{first.checkup.name}”: {was}."
    if len(late) > 1:
        text = f"Hold {len(late)} check-ups that are overdue, “{first.checkup.name}” first: {was}."
    yield Step("checkup", text, (), tuple(each.checkup.id for each in late))


def _signals(state: State) -> Iterator[Step]:
    rows = signal_standings(state)
    heard = [each.signal for each in rows if each.loop is Loop.HEARD]
    known = [each.signal for each in rows if each.loop in (Loop.SHIPPED, Loop.GIVEN_UP)]
    if heard:
        verb, each = ("has", "it") if len(heard) == 1 else ("have", "each")
        text = f"{counted(len(heard), 'signal')} from users {verb} no answer yet: link {each} to "
        text += "the work that answers it, or add that."
        yield Step("signals", text, (), tuple(each.id for each in heard))
    if known:
        text = f"Tell users what came of {counted(len(known), 'signal')}: the work is done or "
        text += "given up."
        yield Step("signals", text, (), tuple(each.id for each in known))


def running_out(state: State, today: date) -> tuple[dict[str, Any], ...]:
    """Return the capabilities whose headroom the plan uses up, the first one first.

    It plans the state, which takes a while where there is much of it.
    """
    roadmap = state.roadmap or Roadmap()
    if not len(state.capabilities) or roadmap.sprint_start is None:
        return ()
    planned = plan(state, PlanKey(today, roadmap.planning.horizon_sprints))
    said = {each.capability: each for each in shortages(state, planned, today)}
    found = [
        {
            "capability": row.capability.id,
            "name": row.capability.name,
            "sprint": row.short.sprint,
            "day": row.short.last_day.isoformat(),
            "text": said[row.capability.id].text,
            "advice": said[row.capability.id].advice,
        }
        for row in outlooks(state, planned, today)
        if row.short is not None
    ]
    return tuple(sorted(found, key=lambda each: each["day"]))
