"""Where would an unsorted item go? Suggestions with their reasons; nothing is recorded here (G1).

A suggestion follows from explained rules (`evidence.py`), never from a model that cannot say why.
It is only recorded when a person presses a key. `topics.py` makes the groups to sort by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.analysis.items.evidence import STRONG, Evidence, gather, known_date
from roadmap.analysis.words import counted
from roadmap.state import Item, Roadmap
from roadmap.values import Driver, Forcing, Horizon, Kind, Quadrant, quadrant_of

_INNOVATION_TYPES = frozenset(("story", "feature", "new feature", "user story", "enhancement"))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where an item might go, why, and what goes with it.

    `mandatory_by` is the date the tracker knows; must-do, long-term work without one still needs a
    person to say it.
    """

    quadrant: Quadrant
    driver: Driver | None
    mandatory_by: date | None
    reasons: tuple[str, ...]
    kind: Kind | None = None


def suggest(item: Item, today: date, roadmap: Roadmap | None = None) -> Suggestion | None:
    """Return a suggestion for `item`, None where nothing speaks for any quadrant.

    A must-do suggestion has no driver where only priority and date speak: a person names it.
    """
    found = gather(item, today, roadmap)
    forced = sum(each.weight for each in found) >= STRONG
    driver = _driver(found)
    if forced:
        return _must_do(item, found, driver)
    return _choice(item, found)


def _driver(found: Sequence[Evidence]) -> Driver | None:
    """Return the driver with the most weight behind it; the first of equals."""
    weights: dict[Driver, int] = {}
    for each in found:
        if each.driver is not None:
            weights[each.driver] = weights.get(each.driver, 0) + each.weight
    return max(weights, key=lambda driver: weights[driver]) if weights else None


def _must_do(item: Item, found: Sequence[Evidence], driver: Driver | None) -> Suggestion:
    day = known_date(item)
    horizon = _horizon(found, dated=day is not None)
    if horizon is None:
        # Without a date or size: an end of life, a regulation or a launch lies ahead.
        ahead = (Driver.END_OF_LIFE, Driver.REGULATION, Driver.CRITICAL_LAUNCH, Driver.COST_CEILING)
        horizon = Horizon.LONG_TERM if driver in ahead else Horizon.SHORT_TERM
    reasons = [each.reason for each in found if each.weight or each.horizon is horizon]
    return Suggestion(
        quadrant_of(Forcing.FORCED, horizon), driver, day, _once(reasons), Kind.FOUNDATION
    )


def _choice(item: Item, found: Sequence[Evidence]) -> Suggestion | None:
    horizon = _horizon(found, dated=False)
    reasons = [each.reason for each in found if each.horizon is not None]
    if known_date(item) is None:
        reasons.append("no date")
    if item.consumers:
        teams = len(item.consumers)
        reasons.append("for one team" if teams == 1 else f"for {counted(teams, 'team')}")
    kind = _kind(item)
    if horizon is None and kind is None and not item.consumers:
        return None
    if horizon is None and item.type:
        reasons.insert(0, f"type {item.type}")
    quadrant = quadrant_of(Forcing.DISCRETIONARY, horizon or Horizon.SHORT_TERM)
    return Suggestion(quadrant, None, None, _once(reasons), kind)


def _horizon(found: Sequence[Evidence], *, dated: bool) -> Horizon | None:
    """Return the horizon that is spoken for: the date's where there is one, else most signs'.

    A size says more than a word or a type, and it stands last.
    """
    said = [each for each in found if each.horizon is not None]
    if dated:
        said = [each for each in said if each.weight] or said
    return said[-1].horizon if said else None


def _kind(item: Item) -> Kind | None:
    name = (item.type or "").casefold()
    if name in _INNOVATION_TYPES:
        return Kind.INNOVATION
    if name in ("bug", "defect", "task", "technical task", "chore", "maintenance"):
        return Kind.FOUNDATION
    return None


def _once(reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))
