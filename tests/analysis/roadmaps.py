"""Roadmaps for the tests of the analysis: drawn ones for properties, small ones built by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from roadmap.state import Item, Roadmap, State, Table
from roadmap.values import Driver, Estimate, Forcing, Horizon, Size, Status

FORCED, CHOICE = Forcing.FORCED, Forcing.DISCRETIONARY
SHORT, LONG = Horizon.SHORT_TERM, Horizon.LONG_TERM

START = date(2025, 6, 2)


def state_of(*items: Item, **settings: Any) -> State:
    """Return a state with `items` in a roadmap of two-week sprints from 2025-06-02."""
    roadmap = Roadmap(**{"name": "Harbour", "sprint_start": START, **settings})
    return State(roadmap=roadmap, items=Table.of((item.id, item) for item in items))


_ESTIMATES = st.none() | st.builds(Estimate, st.floats(0, 50))

ITEMS = st.builds(
    Item,
    id=st.sampled_from([f"{number:010d}" for number in range(30)]),
    title=st.sampled_from(["Patch TLS", "Postgres end of life", "Überlauf im Puffer", "Faster CI"]),
    forcing=st.none() | st.sampled_from(Forcing),
    horizon=st.none() | st.sampled_from(Horizon),
    driver=st.none() | st.sampled_from(Driver),
    team=st.none() | st.sampled_from(["T1", "T2"]),
    component=st.none() | st.sampled_from(["C1", "C2"]),
    labels=st.lists(st.sampled_from(["cve", "Infra", "ops"]), max_size=2).map(tuple),
    estimate=_ESTIMATES,
    size=st.none() | st.sampled_from(Size),
    remaining_days=st.none() | st.floats(0, 9),
    rank=st.none() | st.sampled_from(["1", "1V", "2", "Z", "a", "zz"]),
    status=st.sampled_from(Status),
)
TABLES = st.lists(ITEMS, max_size=25).map(lambda items: Table.of((each.id, each) for each in items))
