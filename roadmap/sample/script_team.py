"""The words of the sample's script for people, limits and sprints; `script.py` has the others.

Nothing is computed here: capacity, plan and outcome come from the engine when a beat is decided.
"""

from __future__ import annotations

from typing import Any

from roadmap.commands import Command
from roadmap.commands.people import AddConstraint, AddFreeze, AddPerson, EditConstraint, EditPerson
from roadmap.commands.sprints import (
    CloseSprint,
    CommitSprint,
    LogProgress,
    PullSprintItem,
    PushSprintItem,
)
from roadmap.sample.script import estimate, item_id, made
from roadmap.values import Forcing, Horizon, derived_id

# -- people ---------------------------------------------------------------------------------------


def person_id(name: str) -> str:
    """Return the id of the person with this name."""
    return derived_id("harbour", "person", name)


def joins(name: str, /, **fields: Any) -> Command:
    """Somebody whose time is planned; `skills` is {skill: share}."""
    return made(AddPerson, person=person_id(name), fields=_staff({"name": name, **fields}))


def staff(name: str, /, **fields: Any) -> Command:
    """Change what is known about somebody, such as the days off."""
    return made(EditPerson, person=person_id(name), fields=_staff(fields))


def _staff(given: dict[str, Any]) -> dict[str, Any]:
    if "skills" in given:
        given["skills"] = [{"skill": k, "share": float(v)} for k, v in given["skills"].items()]
    for what in ("time_off", "on_call"):
        if what in given:
            given[what] = [span(*each) for each in given[what]]
    return given


def span(first: str, last: str, note: str = "") -> dict[str, str]:
    """Days from `first` to `last`, both included."""
    return {"first": first, "last": last, "note": note}


def freeze(what: str, first: str, last: str, note: str, **fields: Any) -> Command:
    """A window in which nothing is finished."""
    key = derived_id("harbour", "freeze", what)
    return made(AddFreeze, freeze=key, fields={"days": span(first, last, note), **fields})


def limit(what: str, kind: str, text: str, **fields: Any) -> Command:
    """A limit from outside; `items` are handles."""
    given = {"kind": kind, "text": text, **fields}
    if "items" in given:
        given["items"] = tuple(item_id(each) for each in given["items"])
    return made(AddConstraint, constraint=_limit_id(what), fields=given)


def lifted(what: str, day: str) -> Command:
    """The day until which a limit holds is known."""
    return made(EditConstraint, constraint=_limit_id(what), fields={"until": day})


def _limit_id(what: str) -> str:
    return derived_id("harbour", "limit", what)


# -- sprints --------------------------------------------------------------------------------------


def commit(number: int, *handles: str) -> Command:
    """Commit a sprint to these items; capacity, reserve and plan of the day are the engine's."""
    key = derived_id("harbour", "sprint", str(number))
    return CommitSprint(sprint=key, number=number, items=tuple(item_id(each) for each in handles))


def close(number: int, note: str, **actions: tuple[str, str, float]) -> Command:
    """Close a sprint; actions are handle=(title, team, days), `_` in a handle standing for `-`."""
    become = [
        {
            "item": item_id(handle.replace("_", "-")),
            "fields": {
                "title": title,
                "team": team,
                "estimate": estimate(days),
                "forcing": Forcing.DISCRETIONARY,
                "horizon": Horizon.SHORT_TERM,
            },
        }
        for handle, (title, team, days) in actions.items()
    ]
    return made(CloseSprint, number=number, note=note, actions=tuple(become))


def pull(what: str) -> Command:
    """Take an item into the sprint under way."""
    return PullSprintItem(item=item_id(what))


def push(what: str) -> Command:
    """Take an item out of the sprint under way."""
    return PushSprintItem(item=item_id(what))


def progress(what: str, remaining: float) -> Command:
    """Say what is left of an item, as seen at the turn of a sprint."""
    return made(LogProgress, item=item_id(what), fields={"remaining_days": float(remaining)})
