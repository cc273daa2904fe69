"""The rules that a work item has to keep, each with a message that helps.

A rule looks at the item as it would be and is asked only where one of its fields changes, so that
an old or imported item that breaks a rule can still be renamed, ranked and finished.
"""

from __future__ import annotations

from roadmap.decide.deciding import Deciding
from roadmap.decide.options import check_stage
from roadmap.errors import Refused
from roadmap.state import Item, State
from roadmap.values import Distribution, Forcing, Horizon

_CLASSIFICATION = {"forcing", "horizon", "driver", "mandatory_by"}
_ESTIMATE = {"estimate", "distribution", "reading"}
_PAST_DAYS = ("started_on", "done_on", "shed_on")


def check_item(d: Deciding, item: Item, changed: set[str]) -> None:
    """Raise Refused when `item`, of which the fields `changed` are new, breaks a rule."""
    if not item.title:
        raise Refused("An item needs a title: say in a few words what has to be done.")
    for field in _PAST_DAYS:
        day = getattr(item, field) if field in changed else None
        if day is not None and day > d.now.today:
            raise Refused(
                f"Item {item.title!r}: {field} is {day}, which is still to come: give a day up to "
                f"{d.now.today}."
            )
    if changed & _CLASSIFICATION:
        check_classification(item)
    if changed & _ESTIMATE:
        check_estimate(d, item)
    if "effort_per_skill" in changed:
        _check_skills(item)
    if "prerequisites" in changed:
        _check_prerequisites(d.state, item)
    if "parent" in changed:
        _check_parent(d.state, item)
    if "option_stage" in changed:
        check_stage(d, item)


def check_classification(item: Item) -> None:
    """Forced work names its driver, and forced long-term work the date that makes it mandatory."""
    if item.forcing is not Forcing.FORCED:
        return
    if item.driver is None:
        raise Refused(
            f"Item {item.title!r} is forced: name the driver that makes it so "
            "(critical_launch, key_user, security_vulnerability, scaling_limit, cost_ceiling, "
            "regulation, incident or end_of_life)."
        )
    if item.horizon is Horizon.LONG_TERM and item.mandatory_by is None:
        raise Refused(
            f"Item {item.title!r} is forced and long-term: give the date by which it is mandatory "
            "(mandatory_by)."
        )


def check_estimate(d: Deciding, item: Item) -> None:
    """0 <= low <= likely <= high and high > 0; a lognormal estimate needs low > 0."""
    estimate = item.estimate
    if estimate is None:
        return
    name = f"The estimate of {item.title!r}"
    if (estimate.low is None) != (estimate.high is None):
        raise Refused(f"{name} has only one end: give both low and high, or a single number.")
    low = estimate.likely if estimate.low is None else estimate.low
    high = estimate.likely if estimate.high is None else estimate.high
    if not low <= estimate.likely <= high:
        raise Refused(
            f"{name} is out of order: low {low:g}, likely {estimate.likely:g}, high {high:g} "
            "person-days; give them so that low <= likely <= high."
        )
    if high <= 0:
        raise Refused(f"{name} is zero: give at least a little effort, in person-days.")
    distribution = item.distribution or d.require_roadmap().distribution
    if distribution is Distribution.LOGNORMAL and low <= 0:
        raise Refused(
            f"{name} starts at zero, which a lognormal estimate cannot: give a low above 0, or "
            "choose the triangular or PERT distribution."
        )


def _check_skills(item: Item) -> None:
    skills = [part.skill for part in item.effort_per_skill]
    twice = sorted({skill for skill in skills if skills.count(skill) > 1})
    if twice:
        raise Refused(f"Item {item.title!r} names the skill {twice[0]!r} twice: add the parts up.")
    if any(part.days <= 0 for part in item.effort_per_skill):
        raise Refused(f"Item {item.title!r}: the effort of each skill has to be above 0.")


def check_links(state: State, item: Item) -> None:
    """Raise Refused where `item` waits for itself or is part of itself, at however many removes."""
    _check_prerequisites(state, item)
    _check_parent(state, item)


def _check_prerequisites(state: State, item: Item) -> None:
    if item.id in item.prerequisites:
        raise Refused(f"Item {item.title!r} cannot wait for itself.")
    path = find_cycle(state, item)
    if path:
        titles = " waits for ".join(repr(state.items[key].title) for key in path)
        raise Refused(
            f"Item {item.title!r} cannot wait for that: {titles} waits for {item.title!r}. "
            "Take one of these prerequisites away first."
        )


def find_cycle(state: State, item: Item) -> list[str]:
    """Return the ids on a way from `item`'s prerequisites back to it, without it; else []."""
    came_from: dict[str, str | None] = {}
    todo: list[tuple[str, str | None]] = [(key, None) for key in reversed(item.prerequisites)]
    while todo:
        key, before = todo.pop()
        if key in came_from:
            continue
        came_from[key] = before
        waiting = state.items.get(key)
        if waiting is None:
            continue
        if item.id in waiting.prerequisites:
            path: list[str] = []
            step: str | None = key
            while step is not None:
                path.append(step)
                step = came_from[step]
            return path[::-1]
        todo.extend((each, key) for each in reversed(waiting.prerequisites))
    return []


def _check_parent(state: State, item: Item) -> None:
    above, seen = item.parent, {item.id}
    while above is not None:
        if above in seen:
            raise Refused(f"Item {item.title!r} cannot be part of itself: choose another parent.")
        seen.add(above)
        parent = state.items.get(above)
        above = None if parent is None else parent.parent
