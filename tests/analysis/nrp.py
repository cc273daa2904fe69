"""The published instances of the Next Release Problem, read from the shared cases.

Customers are goals that need all their items; items have costs and prerequisites. Xuan, Jiang, Ren
and Luo, IEEE TSE 38(5), 2012; the optima were proved elsewhere.
"""

from __future__ import annotations

import csv
from pathlib import Path

from roadmap.analysis.shedding.shedding import GoalWorth, Piece

INSTANCES = ("nrp1", "nrp3", "nrp-e1", "nrp-e2", "nrp-g1", "nrp-g3", "nrp-m1", "nrp-m4")
RATIOS = (0.3, 0.5)


def instance(path: Path) -> tuple[list[Piece], list[GoalWorth]]:
    """Return the items and customers of one file."""
    numbers = map(int, path.read_text(encoding="utf-8").split())
    costs = [next(numbers) for _ in range(next(numbers)) for _ in range(next(numbers))]
    needs: list[list[str]] = [[] for _ in costs]
    for _ in range(next(numbers)):
        first, then = next(numbers), next(numbers)
        needs[then - 1].append(str(first))
    pieces = [
        Piece(str(n), float(cost), needs=tuple(needs[n - 1]))
        for n, cost in enumerate(costs, start=1)
    ]
    goals = []
    for n in range(next(numbers)):
        value, count = next(numbers), next(numbers)
        items = tuple(str(next(numbers)) for _ in range(count))
        goals.append(GoalWorth(str(n), f"Customer {n}", float(value), items))
    return pieces, goals


def optimum(folder: Path, name: str, ratio: float) -> float:
    """Return the proved optimum of an instance, its budget rounded half up."""
    with (folder / "optima.csv").open(encoding="utf-8") as lines:
        [found] = [
            float(row["optimum"])
            for row in csv.DictReader(lines)
            if row["instance"] == name
            and float(row["ratio"]) == ratio
            and row["budget_rule"] == "round_half_up"
        ]
    return found
