"""How commands about capabilities and goals become events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadmap.commands.expectations import (
    AddCapability,
    AddGoal,
    CloseGoal,
    EditCapability,
    EditGoal,
    ReadGoal,
    RemoveCapability,
    RemoveGoal,
    ReopenGoal,
)
from roadmap.decide.deciding import Deciding
from roadmap.decide.records import changed, check_name_is_new, observation, past_day, with_fields
from roadmap.errors import Refused
from roadmap.events.expectations import (
    CapabilityAdded,
    CapabilityEdited,
    CapabilityRemoved,
    GoalAdded,
    GoalClosed,
    GoalEdited,
    GoalRead,
    GoalRemoved,
)
from roadmap.records.expectations import Capability, Extension, Goal

# -- capabilities ---------------------------------------------------------------------------------


def add_capability(d: Deciding, command: AddCapability) -> None:
    """Watch a capability; a load counts from today unless its day is said."""
    d.require_roadmap()
    d.check_new("capability", command.capability)
    fields: Any = _capability_fields(d, command.fields)
    if fields.get("load") is not None:
        fields.setdefault("load_on", d.now.today)
    _check_capability(d, Capability(command.capability, **fields))
    d.emit(CapabilityAdded(capability=command.capability, fields=fields))


def edit_capability(d: Deciding, command: EditCapability) -> None:
    """Change a capability; a new load counts from today unless its day is said."""
    known = d.state.capabilities[d.named("capability", command.capability)]
    was = None if command.was is None else _capability_fields(d, command.was)
    fields: Any = changed(d, known, _capability_fields(d, command.fields), was)
    if "load" in fields:
        fields.setdefault("load_on", None if fields["load"] is None else d.now.today)
    if fields:
        _check_capability(d, with_fields(known, fields))
        d.emit(CapabilityEdited(capability=known.id, fields=fields))


def remove_capability(d: Deciding, command: RemoveCapability) -> None:
    """Watch a capability no longer; items keep what they said they add to it."""
    d.emit(CapabilityRemoved(capability=d.named("capability", command.capability)))


def _capability_fields(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    if fields.get("component") is not None:
        fields["component"] = d.named("component", fields["component"])
    if fields.get("extensions"):
        fields["extensions"] = tuple(
            Extension(d.item(each.item).id, each.amount) for each in fields["extensions"]
        )
    return fields


def _check_capability(d: Deciding, capability: Capability) -> None:
    check_name_is_new(capability, d.state.capabilities.ordered(), "capability")
    day = capability.load_on
    if day is not None and day > d.now.today:
        raise Refused(
            f"Capability {capability.name!r}: its load was read on a day up to {d.now.today}, not "
            f"on {day}."
        )
    items = [each.item for each in capability.extensions]
    if len(set(items)) != len(items):
        raise Refused(
            f"Capability {capability.name!r}: an item extends it once: add up what it brings."
        )


# -- goals ----------------------------------------------------------------------------------------


def add_goal(d: Deciding, command: AddGoal) -> None:
    """Set a goal; at most three investment goals are open at once."""
    d.require_roadmap()
    d.check_new("goal", command.goal)
    fields: Any = _goal_fields(d, command.fields)
    fields.setdefault("since", d.now.today)
    goal = Goal(command.goal, **fields)
    _check_goal(d, goal)
    _check_room(d, goal)
    d.emit(GoalAdded(goal=command.goal, fields=fields))


def edit_goal(d: Deciding, command: EditGoal) -> None:
    """Change a goal."""
    goal = _goal(d, command.goal)
    was = None if command.was is None else _goal_fields(d, command.was)
    fields: Any = changed(d, goal, _goal_fields(d, command.fields), was)
    if fields:
        after = with_fields(goal, fields)
        _check_goal(d, after)
        if not goal.is_counted:
            _check_room(d, after)
        d.emit(GoalEdited(goal=goal.id, fields=fields))


def remove_goal(d: Deciding, command: RemoveGoal) -> None:
    """Take a goal off the roadmap."""
    d.emit(GoalRemoved(goal=_goal(d, command.goal).id))


def read_goal(d: Deciding, command: ReadGoal) -> None:
    """Record how far a goal is."""
    goal = _goal(d, command.goal)
    day = past_day(d, goal.name, command.day)
    entry = observation(goal.readings, day, command.value, command.source)
    if entry is not None:
        d.emit(GoalRead(goal=goal.id, entries=(entry,)))


def close_goal(d: Deciding, command: CloseGoal) -> None:
    """End a goal."""
    goal = _goal(d, command.goal)
    day = past_day(d, goal.name, command.day)
    wanted: Any = {"closed_on": goal.closed_on or day, "met": command.met}
    fields: Any = {key: value for key, value in wanted.items() if getattr(goal, key) != value}
    if fields:
        d.emit(GoalClosed(goal=goal.id, fields=fields))


def reopen_goal(d: Deciding, command: ReopenGoal) -> None:
    """Go on with a goal that was closed."""
    goal = _goal(d, command.goal)
    if not goal.is_open:
        _check_room(d, with_fields(goal, {"closed_on": None}))
        d.emit(GoalClosed(goal=goal.id, fields={"closed_on": None, "met": None}))


def _goal(d: Deciding, ref: str) -> Goal:
    return d.state.goals[d.named("goal", ref)]


def _goal_fields(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    if fields.get("keeps") is not None:
        fields["keeps"] = d.protected(fields["keeps"])
    if fields.get("items"):
        fields["items"] = tuple(dict.fromkeys(d.item(each).id for each in fields["items"]))
    return fields


def _check_goal(d: Deciding, goal: Goal) -> None:
    check_name_is_new(goal, d.state.goals.ordered(), "goal")
    if goal.baseline is not None and goal.target is not None:
        if goal.target == goal.baseline:
            raise Refused(
                f"Goal {goal.name!r} starts at its target: say what is to change, or take the "
                "baseline out."
            )
        if (goal.target > goal.baseline) is not goal.comparator.more_is_better:
            side = "at most" if goal.target < goal.baseline else "at least"
            raise Refused(
                f"Goal {goal.name!r} goes from {goal.baseline:g} to {goal.target:g}: the target is "
                f"met at {side} that, so set its comparator to {side.replace(' ', '_')}."
            )
    if goal.since is not None and goal.by is not None and goal.by <= goal.since:
        raise Refused(
            f"Goal {goal.name!r} ends on {goal.by}, before it begins on {goal.since}: give a later "
            "day."
        )


def _check_room(d: Deciding, goal: Goal) -> None:
    if not goal.is_counted:
        return
    goals = d.state.goals.ordered()
    names = [other.name for other in goals if other.is_counted and other.id != goal.id]
    most = d.state.thresholds.goals_at_once
    if len(names) >= most:
        raise Refused(
            f"There are {len(names)} investment goals already ({', '.join(names)}): more than "
            f"{most} at a time are reached by none. Close one first (close_goal), or raise the "
            "limit (thresholds, goals_at_once)."
        )


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AddCapability: add_capability,
    EditCapability: edit_capability,
    RemoveCapability: remove_capability,
    AddGoal: add_goal,
    EditGoal: edit_goal,
    RemoveGoal: remove_goal,
    ReadGoal: read_goal,
    CloseGoal: close_goal,
    ReopenGoal: reopen_goal,
}
