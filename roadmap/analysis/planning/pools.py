"""Which pools can do a piece of work: those of its team and of the skill that it names."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap.analysis.planning.capacity import Pool


def pools_for(pools: Sequence[Pool], team: str | None, skill: str | None) -> tuple[int, ...]:
    """Return the places of the pools of `team` and `skill`; None is any."""
    return tuple(
        place
        for place, pool in enumerate(pools)
        if (team is None or pool.team == team) and (skill is None or pool.skill == skill)
    )
