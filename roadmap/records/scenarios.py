"""The record of a scenario that was shared: what somebody thought of, kept with the roadmap.

Private scenarios are no part of the document; see scenario/shelf.py.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from roadmap.records.assumptions import Assumptions
from roadmap.tables import Record
from roadmap.values import Author


class SharedScenario(Record, frozen=True, weakref=True):
    """A scenario as it was shared. `base` is the decision that its commands start from.

    `commands` are JSON objects, each with its name and version: what reads them is
    scenario/scenario.py, so that a history with commands of an earlier shape still loads.
    """

    id: str
    name: str = ""
    note: str = ""
    base: str | None = None
    commands: tuple[dict[str, Any], ...] = ()
    assumptions: Assumptions = Assumptions()
    by: Author | None = None
    at: datetime | None = None
