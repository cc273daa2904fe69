"""One trial of the simulator as a plain Python loop, written from planning.md alone.

It says what is meant where `loop.py` says it fast: one number for each item, pool and queue, no
arrays. Leverage is left out, efforts and arrivals come in.
"""

from __future__ import annotations

from collections.abc import Sequence

from roadmap.analysis.simulation.model import Model, SimItem

DONE = 1e-9


def plain_trial(
    model: Model, efforts: Sequence[float], arrivals: Sequence[Sequence[float]]
) -> list[int | None]:
    """Return the sprint in which each item is finished, None beyond the horizon.

    `arrivals[sprint][stream]` are person-days.
    """
    rest = [
        [effort * part.share for part in item.parts]
        for item, effort in zip(model.items, efforts, strict=True)
    ]
    finished: list[int | None] = [None] * len(model.items)
    waiting = [0.0] * len(model.queues)
    for stream, inflow in enumerate(model.inflows):
        waiting[model.queue_of[stream]] += inflow.start_backlog
    for sprint in range(model.sprints):
        left = list(model.capacity[sprint])
        for stream, days in enumerate(arrivals[sprint]):
            waiting[model.queue_of[stream]] += days
        for queue, each in enumerate(model.queues):
            whole = sum(model.capacity[sprint][pool] for pool in each.pools)
            waiting[queue] -= take(left, each.pools, min(waiting[queue], each.share * whole))
        planned = [p for p, item in enumerate(model.items) if item.first <= sprint]
        others = [p for p, item in enumerate(model.items) if item.first > sprint]
        for place in planned + others:
            item = model.items[place]
            if finished[place] is None and may_start(model, item, finished, sprint):
                work(model, item, rest[place], left, sprint)
                if all(days <= DONE for days in rest[place]) and sprint not in item.closed:
                    finished[place] = sprint
    return finished


def may_start(model: Model, item: SimItem, finished: Sequence[int | None], sprint: int) -> bool:
    """Whether somebody can do it, its days are over, and what it waits for is finished."""
    if not item.parts or sprint < item.earliest:
        return False
    for other in item.waits_for:
        done = finished[other]
        if done is None or (done == sprint and not model.chain):
            return False
    return True


def work(model: Model, item: SimItem, rest: list[float], left: list[float], sprint: int) -> None:
    """Let an item take what it can; nothing where that would finish it in a freeze."""
    before, rate = list(left), item.people * model.person_days[sprint]
    after = list(rest)
    for number, part in enumerate(item.parts):
        after[number] -= take(left, part.pools, min(after[number], rate))
    if sprint in item.closed and all(days <= DONE for days in after):
        left[:] = before
    else:
        rest[:] = after


def take(left: list[float], pools: Sequence[int], wanted: float) -> float:
    """Take `wanted`, or what there is, from the pools in proportion to what is left in them."""
    room = sum(left[pool] for pool in pools)
    amount = min(wanted, room)
    if len(pools) == 1:
        left[pools[0]] -= amount
    elif room > 0:
        for pool in pools:
            left[pool] *= (room - amount) / room
    return amount
