"""The record of a stream of forced work: how often it arrives, how large it is, who has to do it.

A stream is a guess or an observation about work that is not in the backlog yet. What is in the
backlog already is an item and never counted here again.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from roadmap.tables import Record
from roadmap.values import Driver


class StreamBasis(StrEnum):
    """Where a stream's numbers come from: said by a person, or fitted to logged interruptions."""

    ENTERED = "entered"
    FITTED = "fitted"


class Stream(Record, frozen=True, weakref=True):
    """Forced work that arrives unplanned, sprint after sprint. Sizes are person-days.

    `arrivals_per_sprint` counts arrivals in a whole sprint; for a fitted stream it is what was
    expected before there were any closed sprints, None where nobody said. `dispersion` is the
    variance of that count over its mean, 1 for arrivals that know nothing of each other. A size of
    `size_cv` 0 is always `size_mean`. `growth_a_year` 0.1 is ten percent more a year.
    `capacity_share` is the most of a sprint's capacity that the stream takes: 1 drops everything,
    0.5 can wait. What is None follows from the basis. `since` is the day from which the numbers
    hold: leverage that was finished before is in them already.
    """

    id: str
    name: str = ""
    driver: Driver | None = None
    team: str | None = None
    skill: str | None = None
    basis: StreamBasis = StreamBasis.ENTERED
    arrivals_per_sprint: float | None = None
    dispersion: float | None = None
    size_mean: float | None = None
    size_cv: float | None = None
    growth_a_year: float = 0.0
    start_backlog: float = 0.0
    capacity_share: float = 1.0
    since: date | None = None
