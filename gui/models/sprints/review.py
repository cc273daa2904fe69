"""What is there to say of a plan besides where things stand: flags, balance, latest starts?

Frozen and made beside the plan, on a worker where that takes long.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from roadmap.analysis.items.filter import Filter, Sieve
from roadmap.analysis.planning.balance import Balance, Passes, balance_of, foundation_by_sprint
from roadmap.analysis.planning.chain import critical_chain
from roadmap.analysis.planning.flag import Flag, Level
from roadmap.analysis.planning.flags import flags_of
from roadmap.analysis.planning.forecast import PlanForecast
from roadmap.analysis.planning.latest_start import LatestStart, latest_starts
from roadmap.analysis.planning.plan import Plan
from roadmap.analysis.planning.unlikely import unlikely, with_unlikely
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class Review:
    """Flags and balance are those of a team where one is asked for; the rest is everybody's.

    `foundation` is by sprint of the plan, None where no choice with a kind is planned; `chain` are
    the items of the critical chain, `tight` those that are planned after their latest start.
    """

    flags: tuple[Flag, ...] = ()
    balance: Balance | None = None
    foundation: tuple[float | None, ...] = ()
    chain: tuple[str, ...] = ()
    latest: Mapping[str, LatestStart] = field(default_factory=dict)
    tight: frozenset[str] = frozenset()
    team: str | None = None

    def count(self, level: Level) -> int:
        """Return how many flags press so much."""
        return sum(flag.level is level for flag in self.flags)


NOTHING = Review()


def with_forecast(
    review: Review, state: State, found: Plan, forecast: PlanForecast, today: date
) -> Review:
    """Return the review with the dates that the forecast does not keep often enough."""
    passes = _passes(state, review.team)
    more = unlikely(state, found, forecast, today, passes)
    return replace(review, flags=tuple(with_unlikely(list(review.flags), more)))


def _passes(state: State, team: str | None) -> Passes | None:
    return Sieve(Filter(team=team), state.items) if team else None


def review_of(state: State, found: Plan, today: date, team: str | None = None) -> Review:
    """Return what there is to say of the plan of `state`."""
    passes = _passes(state, team)
    latest = latest_starts(state, found.problem, today)
    flags = tuple(flags_of(state, found, today, passes, latest))
    return Review(
        flags,
        balance_of(state, found, passes),
        tuple(foundation_by_sprint(state, found, passes)),
        tuple(critical_chain(found)),
        latest,
        frozenset(flag.item for flag in flags if flag.code == "tight" and flag.item is not None),
        team,
    )
