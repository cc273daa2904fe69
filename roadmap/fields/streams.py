"""Which fields of streams of forced work can be set."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, with_config
from typing_extensions import TypedDict

from roadmap.records.streams import StreamBasis
from roadmap.values import CLOSED, Amount, Day, Driver, Name, Share

Growth = Annotated[float, Field(ge=-1, le=100, allow_inf_nan=False)]


@with_config(CLOSED)
class StreamFields(TypedDict, total=False):
    """What can be set on a stream of forced work."""

    name: Name
    driver: Driver
    team: Name | None
    skill: Name | None
    basis: StreamBasis
    arrivals_per_sprint: Amount | None
    dispersion: Amount | None
    size_mean: Amount | None
    size_cv: Amount | None
    growth_a_year: Growth
    start_backlog: Amount
    capacity_share: Share
    since: Day | None
