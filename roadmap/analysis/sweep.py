"""What would each of many scenarios change? A grid of them against one base, in the same futures.

Scenarios are cut into blocks and trials into chunks; one unit of work is one chunk of the base and
one block, so that a sweep spreads over as many workers as it has units. Only what does not grow
with the trials is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from roadmap.analysis.simulation.compare import Comparison, compare_unit, joined_comparison
from roadmap.analysis.simulation.draws import chunk_size
from roadmap.analysis.simulation.model import Model
from roadmap.analysis.simulation.run import Run, Unit, go_on, in_order, units_of

_BLOCK = 4  # scenarios in a unit; each unit runs the base once more

Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class _Work:
    """One unit: the base and the block's models, and which trials."""

    block: int
    models: tuple[Model, ...]
    seed: int
    size: int
    unit: Unit


def sweep(
    base: Model,
    points: Sequence[Model],
    asked: Run,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Return the base and all points compared; equal points are run once.

    `progress` is given the units done and all of them, and returns whether to go on. Raises
    Cancelled where it says no, WorkerLost where a worker died.
    """
    different = list(dict.fromkeys(points))
    blocks = [different[n : n + _BLOCK] for n in range(0, len(different), _BLOCK)] or [[]]
    size = chunk_size(max(len(model.items) for model in (base, *different)))
    work = [
        _Work(number, (base, *block), asked.seed, size, unit)
        for number, block in enumerate(blocks)
        for unit in units_of(asked.trials, size, 0)
    ]
    found: list[Comparison | None] = [None] * len(blocks)
    for place, (number, part) in enumerate(in_order(_run, work, executor)):
        so_far = found[number]
        found[number] = part if so_far is None else joined_comparison(so_far, part)
        if progress is not None:
            go_on(lambda done: progress(done, len(work)), place + 1)
    return _laid_out(points, different, [each for each in found if each is not None])


def _run(work: _Work) -> tuple[int, Comparison]:
    return work.block, compare_unit(work.models, work.seed, work.size, work.unit)


def _laid_out(
    points: Sequence[Model], different: Sequence[Model], found: Sequence[Comparison]
) -> Comparison:
    """Return one comparison with a part and a pair for each point, in their order."""
    parts = [part for each in found for part in each.parts[1:]]
    pairs = [pair for each in found for pair in each.pairs]
    places = {model: place for place, model in enumerate(different)}
    return Comparison(
        (found[0].parts[0], *(parts[places[point]] for point in points)),
        tuple(pairs[places[point]] for point in points),
    )
