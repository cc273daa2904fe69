"""Do the cards say what a decision did to them, and the places they left?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from gui.models.marks import MOST, NO_MARKS, marks_of
from roadmap.state import Item, Roadmap, State, Table
from roadmap.values import Estimate, Forcing, Horizon, Quadrant, Status

ITEM = Item(
    "0000000001",
    title="Rotate certificates",
    forcing=Forcing.FORCED,
    horizon=Horizon.SHORT_TERM,
    mandatory_by=date(2027, 3, 1),
    estimate=Estimate(5),
    rank="b",
)
OTHER = Item("0000000002", title="Other", rank="c")


def state_of(*items: Item) -> State:
    return State(roadmap=Roadmap(), items=Table.of((item.id, item) for item in items))


BEFORE = state_of(ITEM, OTHER)


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"horizon": Horizon.LONG_TERM}, "from Emergencies"),
        ({"mandatory_by": date(2027, 4, 1)}, "1 Mar → 1 Apr"),
        ({"estimate": Estimate(8)}, "5 → 8 pd"),
        ({"status": Status.IN_PROGRESS}, "started"),
        ({"rank": "d"}, "rank 1 → 2"),
        ({"title": "Rotate all certificates"}, "renamed"),
        ({"labels": ("tls",)}, "edited"),
    ],
)
def test_a_card_says_what_happened_to_it(change: dict[str, Any], note: str) -> None:
    after = state_of(replace(ITEM, **change), OTHER)
    assert marks_of(BEFORE, after, [ITEM.id], past=True).cards[ITEM.id].note == note


def test_a_new_card_says_so() -> None:
    after = marks_of(state_of(OTHER), BEFORE, [ITEM.id], past=True)
    assert after.cards[ITEM.id].note == "new"


def test_the_place_an_item_left_is_kept_with_its_row() -> None:
    after = state_of(replace(ITEM, horizon=Horizon.LONG_TERM), OTHER)
    marks = marks_of(BEFORE, after, [ITEM.id], past=True)
    assert marks.left == {Quadrant.FORCED_SHORT_TERM: {0: ITEM}}


@pytest.mark.parametrize("status", [Status.SHED, Status.DONE])
def test_what_left_the_grid_leaves_only_its_place(status: Status) -> None:
    marks = marks_of(BEFORE, state_of(replace(ITEM, status=status)), [ITEM.id], past=True)
    assert marks.cards == {}
    assert list(marks.left) == [Quadrant.FORCED_SHORT_TERM]


def test_at_now_a_card_lights_up_without_words() -> None:
    after = state_of(replace(ITEM, horizon=Horizon.LONG_TERM))
    marks = marks_of(BEFORE, after, [ITEM.id], past=False)
    assert marks.cards[ITEM.id].note == ""
    assert marks.left == {}


def test_an_import_lights_up_nothing() -> None:
    ids = [f"{number:010d}" for number in range(MOST + 1)]
    assert marks_of(BEFORE, state_of(), ids, past=True) == NO_MARKS
