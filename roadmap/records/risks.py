"""The record of an accepted risk: what may go wrong because an item was given up, and who said so.

It stands until its review date, on which somebody looks again: the item comes back, or the risk is
accepted for longer.
"""

from __future__ import annotations

from datetime import date

from roadmap.tables import Record


class AcceptedRisk(Record, frozen=True, weakref=True):
    """A risk that somebody accepted. `item` is the id of what was shed or put off.

    `review_on` is None where nobody said when to look again.
    """

    id: str
    item: str
    text: str
    review_on: date | None = None
    accepted_by: str | None = None
