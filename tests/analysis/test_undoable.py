"""Is Undo offered only for what can be taken back?"""

from __future__ import annotations

from datetime import date

from roadmap.analysis.history.undoable import is_undoable
from roadmap.commands.given import new_id
from roadmap.events.items import ItemAdded, ItemShed
from roadmap.events.reasons import ReasonGiven
from roadmap.events.sprints import SprintReopened

DAY = date(2026, 11, 20)


def test_what_sets_fields_can_be_taken_back() -> None:
    key = new_id()
    events = (ItemAdded(item=key, fields={"title": "Patch TLS"}), ItemShed(item=key, shed_on=DAY))
    assert is_undoable(events)


def test_one_fact_that_stays_keeps_the_whole_decision() -> None:
    key = new_id()
    assert not is_undoable((ItemShed(item=key, shed_on=DAY), SprintReopened(sprint=key)))
    assert not is_undoable((ReasonGiven(decisions=(key,), why="The date moved"),))
