"""How commands about sprints become events: commitments stand, closed sprints keep their facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.commands.items import AddItem
from roadmap.commands.sprints import (
    CloseSprint,
    CommitSprint,
    KeepPlan,
    LogProgress,
    PullSprintItem,
    PushSprintItem,
    ReopenSprint,
)
from roadmap.decide.deciding import Deciding
from roadmap.decide.items import add_item
from roadmap.decide.options import check_described, check_in_capacity
from roadmap.errors import Refused
from roadmap.events.sprints import (
    PlanKept,
    ProgressLogged,
    SprintClosed,
    SprintCommitted,
    SprintItemPulled,
    SprintItemPushed,
    SprintReopened,
)
from roadmap.records.sprints import Sprint

RETROSPECTIVE = "retrospective"


def commit_sprint(d: Deciding, command: CommitSprint) -> None:
    """Commit a sprint with the capacity, reserve and plan of that day."""
    d.require_roadmap()
    facts = command.facts
    if facts is None:
        raise Refused("A commitment needs the plan of the day: commit it through the roadmap.")
    for sprint in d.state.sprints.ordered():
        if sprint.number == facts.number:
            raise Refused(
                f"Sprint {facts.number} is committed already: pull items in or push them out."
            )
    if facts.end <= d.now.today:
        raise Refused(f"Sprint {facts.number} ended on {facts.end}: commit one that is to come.")
    for each in facts.items:
        item = d.item(each.item)
        if not item.is_open:
            raise Refused(f"Item {item.title!r} is {item.status}: leave it out of the sprint.")
        check_in_capacity(item)
    check_described(f"Sprint {facts.number}", [d.item(each.item) for each in facts.items])
    d.emit(
        SprintCommitted(
            sprint=command.sprint,
            number=facts.number,
            start=facts.start,
            end=facts.end,
            capacity=facts.capacity,
            reserve=facts.reserve,
            items=facts.items,
        )
    )
    d.emit(PlanKept(plan=command.sprint, mode="priority", placements=facts.placements))


def pull_sprint_item(d: Deciding, command: PullSprintItem) -> None:
    """Take an open item into a committed sprint."""
    sprint, item = _open_sprint(d, command.number), d.item(command.item)
    if not item.is_open:
        raise Refused(f"Item {item.title!r} is {item.status}: restore it first.")
    check_in_capacity(item)
    check_described(f"Sprint {sprint.number}", [item])
    if item.id in sprint.items:
        raise Refused(f"Item {item.title!r} is in sprint {sprint.number} already.")
    d.emit(SprintItemPulled(sprint=sprint.id, item=item.id, days=command.days or 0.0))


def push_sprint_item(d: Deciding, command: PushSprintItem) -> None:
    """Take an item out of a committed sprint."""
    sprint, item = _open_sprint(d, command.number), d.item(command.item)
    if item.id not in sprint.items:
        raise Refused(f"Item {item.title!r} is not in sprint {sprint.number}.")
    d.emit(SprintItemPushed(sprint=sprint.id, item=item.id))


def log_progress(d: Deciding, command: LogProgress) -> None:
    """Record what is left of an item and what it took so far."""
    item = d.item(command.item)
    if not item.is_open:
        raise Refused(f"Item {item.title!r} is {item.status}: restore it first.")
    fields: Any = {k: v for k, v in command.fields.items() if getattr(item, k) != v}
    if fields:
        d.emit(ProgressLogged(item=item.id, fields=fields))


def close_sprint(d: Deciding, command: CloseSprint) -> None:
    """Close the earliest open sprint; its actions become items."""
    sprint = _open_sprint(d, command.number)
    earlier = [other.number for other in _open_sprints(d) if other.number < sprint.number]
    if earlier:
        raise Refused(f"Sprint {earlier[0]} is still open: close it before {sprint.number}.")
    if command.facts is None:
        raise Refused("Closing a sprint needs its outcome: close it through the roadmap.")
    if sprint.start > d.now.today:
        raise Refused(f"Sprint {sprint.number} begins on {sprint.start}: close it after that.")
    closed = SprintClosed(sprint=sprint.id, outcome=command.facts)
    if command.note:
        closed = SprintClosed(sprint=sprint.id, outcome=command.facts, note=command.note)
    d.emit(closed)
    for action in command.actions:
        labels = (*action.fields.get("labels", ()), RETROSPECTIVE)
        add_item(d, AddItem(item=action.item, fields={**action.fields, "labels": labels}))


def reopen_sprint(d: Deciding, command: ReopenSprint) -> None:
    """Open the last closed sprint again."""
    del command
    closed = [sprint for sprint in d.state.sprints.ordered() if sprint.outcome is not None]
    if not closed:
        raise Refused("No sprint is closed: there is nothing to reopen.")
    last = max(closed, key=lambda sprint: sprint.number)
    d.emit(SprintReopened(sprint=last.id))


def keep_plan(d: Deciding, command: KeepPlan) -> None:
    """Keep today's plan."""
    d.require_roadmap()
    if command.placements is None:
        raise Refused("Keeping a plan needs the plan of the day: keep it through the roadmap.")
    d.emit(PlanKept(plan=command.plan, mode=command.mode, placements=command.placements))


def _open_sprints(d: Deciding) -> list[Sprint]:
    sprints = [sprint for sprint in d.state.sprints.ordered() if sprint.outcome is None]
    return sorted(sprints, key=lambda sprint: sprint.number)


def _open_sprint(d: Deciding, number: int | None) -> Sprint:
    """Return the committed sprint `number` that is not closed, by default the earliest."""
    sprints = _open_sprints(d)
    if number is None:
        if not sprints:
            raise Refused("No sprint is committed: commit one first (commit_sprint).")
        return sprints[0]
    for sprint in d.state.sprints.ordered():
        if sprint.number == number:
            if sprint.outcome is not None:
                raise Refused(
                    f"Sprint {number} is closed and keeps its facts: reopen it first, if it was "
                    "the last one."
                )
            return sprint
    raise Refused(f"Sprint {number} is not committed: commit it first (commit_sprint).")


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    CommitSprint: commit_sprint,
    PullSprintItem: pull_sprint_item,
    PushSprintItem: push_sprint_item,
    LogProgress: log_progress,
    CloseSprint: close_sprint,
    ReopenSprint: reopen_sprint,
    KeepPlan: keep_plan,
}
