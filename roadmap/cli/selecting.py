"""Which item or team a name on the command line means, and as of when a moment is judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from roadmap.analysis.items.filter import Filter, filter_named
from roadmap.errors import NotFound, Refused
from roadmap.service import Moment, Roadmap
from roadmap.state import State

_LEAST = timedelta(microseconds=1)
_BEFORE_ALL = datetime(1900, 1, 1, tzinfo=UTC)


def item_named(state: State, wanted: str) -> str:
    """Return the id of the item with this id or tracker's key. Raises NotFound, Refused."""
    if wanted in state.items:
        return wanted
    found = [
        item.id for item in state.items.ordered() if any(ref.key == wanted for ref in item.external)
    ]
    if not found:
        raise NotFound(f"There is no item {wanted!r}: `roadmap items FILE` lists them.")
    if len(found) > 1:
        raise Refused(
            f"{wanted!r} is the key of {len(found)} items: name one by its id ({', '.join(found)})."
        )
    return found[0]


def team_filter(state: State, team: str | None) -> Filter:
    """Return the filter that --team asks for. Raises NotFound."""
    return filter_named(state, team=team)


def team_named(state: State, team: str) -> str:
    """Return the id of a team. Raises NotFound."""
    return filter_named(state, team=team).team or team


def recorded_until(roadmap: Roadmap, moment: Moment) -> datetime:
    """Return the moment just after the last decision up to `moment` was recorded."""
    if roadmap.timeline.count == 0:
        return _BEFORE_ALL
    if moment.index < 0:
        return roadmap.timeline.recorded_at(0)
    return roadmap.timeline.recorded_at(moment.index) + _LEAST


def states_until(roadmap: Roadmap, moment: Moment) -> Callable[[datetime], State]:
    """Return the state at any time as known at `moment`: never what was decided after it."""
    timeline = roadmap.timeline
    until = recorded_until(roadmap, moment)

    def state_at(when: datetime) -> State:
        if when >= until:
            return moment.state
        return timeline.state_after(min(timeline.index_on(when), moment.index))

    return state_at
