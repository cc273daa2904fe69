"""The Monte Carlo method that jira-agile-metrics publishes for its burn-up forecast, written anew.

Its documentation: the throughput of each day in a window that ends today is what there is to draw
from; a trial adds drawn days to what is done until the backlog is reached; quantiles of the days on
which trials end are the forecast. It knows neither estimates nor order, people, dates or what must
be done first: a hire or a change of order leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def days_to_finish(
    throughput: Sequence[int], backlog: int, trials: int, seed: int, most: int
) -> list[int]:
    """Return for each trial the days until `backlog` items are done, in order; `most` at most."""
    drawn = Random(seed)  # noqa: S311 - no secret
    found = []
    for _ in range(trials):
        done = days = 0
        while done < backlog and days < most:
            done += drawn.choice(throughput)
            days += 1
        found.append(days)
    return sorted(found)
