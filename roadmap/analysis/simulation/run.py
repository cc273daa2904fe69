"""How many trials are run: chunk by chunk, here or on any executor, with a first picture early.

A chunk is one unit of work; chunks are joined in their order, so that any number of workers gives
the same bytes. The first picture comes from the first 500 trials.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from roadmap.analysis.simulation.draws import Draws, chunk_size
from roadmap.analysis.simulation.loop import run_chunk
from roadmap.analysis.simulation.model import Model
from roadmap.analysis.simulation.results import Part, joined, kept_trials, part_of
from roadmap.errors import Cancelled as Cancelled
from roadmap.errors import RoadmapError

PREVIEW = 500  # trials of the first picture
_AHEAD = 32  # chunks that are handed out before the first of them is back

Picture = Callable[[Part], bool]
T = TypeVar("T")
U = TypeVar("U")


class WorkerLost(RoadmapError):
    """A process that ran trials ended before it gave them back."""


@dataclass(frozen=True, slots=True)
class Run:
    """The trials that are asked for."""

    trials: int = 10_000
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Unit:
    """One chunk: how many of its trials are wanted, of how many single values are kept."""

    chunk: int
    rows: int
    keep: int


def run_unit(model: Model, seed: int, size: int, unit: Unit) -> Part:
    """Run one chunk. Pure; this is what an executor is given."""
    trials = run_chunk(model, Draws(seed, unit.chunk, size), unit.rows)
    return part_of(model, trials, unit.keep)


def simulate(
    model: Model,
    asked: Run,
    executor: Executor | None = None,
    picture: Picture | None = None,
) -> Part:
    """Return what came of all trials.

    `picture` is given the first 500 trials, then all that are there after each chunk; it returns
    whether to go on. Raises Cancelled where it says no, WorkerLost where a process died.
    """
    size = chunk_size(len(model.items))
    keep = kept_trials(model)
    run = partial(run_unit, model, asked.seed, size)
    return in_all(run, joined, units_of(asked.trials, size, keep), executor, picture)


def in_all(
    run: Callable[[Unit], T],
    join: Callable[[T, T], T],
    units: Sequence[Unit],
    executor: Executor | None,
    picture: Callable[[T], bool] | None,
) -> T:
    """Return what came of all units, joined in their order; `picture` as for `simulate`."""
    so_far: T | None = None
    if picture is not None and sum(unit.rows for unit in units) > PREVIEW:
        first = replace(units[0], rows=min(PREVIEW, units[0].rows))
        shown = run(first)
        go_on(picture, shown)
        if units[0] == first:  # of many items the first picture is the first chunk
            units, so_far = units[1:], shown
    for found in in_order(run, units, executor):
        so_far = found if so_far is None else join(so_far, found)
        if picture is not None:
            go_on(picture, so_far)
    if so_far is None:
        raise ValueError("at least one trial has to be asked for")
    return so_far


def go_on(picture: Callable[[T], bool], found: T) -> None:
    """Show what is there. Raises Cancelled where whoever asked does not want more."""
    if not picture(found):
        raise Cancelled("The simulation was stopped.")


def units_of(trials: int, size: int, keep: int) -> list[Unit]:
    """Return the chunks that make up so many trials, in their order."""
    return [
        Unit(chunk, min(size, trials - begin), max(0, keep - begin))
        for chunk, begin in enumerate(range(0, trials, size))
    ]


def in_order(run: Callable[[U], T], units: Sequence[U], executor: Executor | None) -> Iterator[T]:
    """Yield what `run` returns for each unit, in their order, from `executor` or from here.

    Raises WorkerLost where a process died.
    """
    if executor is None:
        yield from (run(unit) for unit in units)
        return
    waiting: deque[Future[T]] = deque()
    try:
        for unit in units:
            waiting.append(executor.submit(run, unit))
            if len(waiting) >= _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenExecutor as error:
        raise WorkerLost(
            "A process that ran trials ended before it was done, often for lack of memory: "
            "run again with fewer workers."
        ) from error
    finally:
        for future in waiting:
            future.cancel()
