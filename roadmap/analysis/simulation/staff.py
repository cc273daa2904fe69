"""Who is there in each trial: the capacity of a sprint, less those who have left by then.

Without attrition it is the plan's. Each person leaves on a day drawn for them alone (exponential,
so that the share that leaves within a year is the one assumed), and takes what they give along, in
the sprint of that day in proportion to the days that are left of it.
"""

from __future__ import annotations

import numpy as np

from roadmap.analysis.simulation.draws import Draws, Floats, Kind
from roadmap.analysis.simulation.model import Model


class Staff:
    """The people of one chunk."""

    def __init__(self, model: Model, draws: Draws, rows: int) -> None:
        """Draw the day on which each may leave, counted from the as-of day."""
        self._model, self._rows = model, rows
        self._gone = [
            each.since - np.log(draws.uniform(Kind.LEAVE, each.id)[:rows]) / each.hazard
            for each in model.leavers
        ]

    def capacity(self, sprint: int, gain: Floats | None) -> list[Floats]:
        """Return the person-days of each pool in each trial, `gain` times what there would be."""
        if self._gone:
            rows = self._present(sprint)
        else:
            rows = [np.full(self._rows, days) for days in self._model.capacity[sprint]]
        return rows if gain is None else [row * gain for row in rows]

    def _present(self, sprint: int) -> list[Floats]:
        """Return the sum over the people of what they give for the days until they leave."""
        rows = [np.zeros(self._rows) for _ in self._model.capacity[sprint]]
        end = self._model.ends[sprint]
        begin = max(0, self._model.ends[sprint - 1]) if sprint else 0
        for each, gone in zip(self._model.leavers, self._gone, strict=True):
            present = np.clip((gone - begin) / max(1, end - begin), 0.0, 1.0)
            for pool, days in enumerate(each.days[sprint]):
                if days:
                    rows[pool] += days * present
        return [np.maximum(row, 0.0) for row in rows]
