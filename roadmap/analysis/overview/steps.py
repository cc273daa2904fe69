"""What is the next thing to do with this roadmap: what is not set up, the playbook, what waits?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from roadmap.analysis.overview.watch import watch_steps
from roadmap.analysis.phases.playbook_step import Step
from roadmap.analysis.phases.playbooks import playbook
from roadmap.analysis.words import counted
from roadmap.records.phases import ANSWERS, Phase
from roadmap.state import State
from roadmap.values import Quadrant


def next_steps(state: State, phase: Phase | None, today: date) -> tuple[Step, ...]:
    """Return what to do next, the first thing first."""
    begin = tuple(_begin(state, phase))
    known = {each.code for each in begin}
    play = (each for each in playbook(state, phase, today) if each.code not in known)
    return (*begin, *play, *watch_steps(state, phase, today))


def _begin(state: State, phase: Phase | None) -> Iterator[Step]:
    """Yield what a new roadmap still lacks; a step without commands is a page to go to."""
    if not state.items.ids():
        yield Step("import", "Import the backlog from your tracker, or add the first item.")
        return
    unsorted = [
        item.id
        for item in state.items.ordered()
        if item.is_open and item.quadrant is Quadrant.UNSORTED
    ]
    if unsorted:
        many = counted(len(unsorted), "item")
        text = f"Sort {many} on the grid: must do or choice, short-term or long-term."
        yield Step("sort", text, (), tuple(unsorted[:5]))
    if not state.people.ids():
        yield Step("people", "Say who works here: without people there is no capacity to plan.")
    closed = any(sprint.outcome is not None for sprint in state.sprints.ordered())
    if phase is not None and not closed and ANSWERS not in state.answers:
        yield Step(
            "answer",
            "Answer three questions for a provisional phase: how much of the last sprint was "
            "unplanned, how many dates cannot move, what broke last.",
        )
