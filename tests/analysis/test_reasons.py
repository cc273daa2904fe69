"""A reason is asked where it will be wanted later, in words that name the thing."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from roadmap.analysis.reasons import gathered_question, question
from roadmap.events import Event
from roadmap.events.imports import SourceImported
from roadmap.events.items import ItemAdded, ItemEdited, ItemMoved, ItemReclassified, ItemShed
from roadmap.evolve import fold
from roadmap.state import Item, State
from roadmap.values import Driver
from tests.analysis.roadmaps import CHOICE, FORCED, LONG, SHORT, state_of

TODAY = date(2026, 11, 18)
A, B, C = "A" * 10, "B" * 10, "C" * 10
LAUNCH = Item(A, title="Capacity for the AI search launch", forcing=CHOICE, horizon=LONG)
DATED = Item(B, title="Postgres", forcing=FORCED, horizon=LONG, mandatory_by=date(2027, 3, 1))
NEW = Item(C, title="New")
STATE = state_of(LAUNCH, DATED, NEW)


def asked(*events: Event, before: State = STATE) -> str | None:
    return question(before, fold(events, before), events, TODAY)


def reclassified(key: str, forcing: object, horizon: object) -> ItemReclassified:
    fields = {"forcing": forcing, "horizon": horizon, "driver": Driver.CRITICAL_LAUNCH}
    return ItemReclassified(item=key, fields=fields)  # type: ignore[arg-type]  # built at run time


def test_an_item_that_changes_its_quadrant_is_asked_about() -> None:
    assert asked(reclassified(A, FORCED, LONG)) == (
        "Why is “Capacity for the AI search launch” must do now?"
    )
    assert asked(reclassified(A, CHOICE, SHORT)) == (
        "Why is “Capacity for the AI search launch” short-term now?"
    )
    assert asked(reclassified(B, CHOICE, LONG)) == "Why is “Postgres” a choice now?"
    assert asked(reclassified(B, None, None)) == "Why is “Postgres” unsorted now?"


def test_sorting_for_the_first_time_is_not_asked_about() -> None:
    assert asked(reclassified(C, FORCED, SHORT)) is None


def test_shedding_is_asked_about() -> None:
    assert asked(ItemShed(item=A, shed_on=TODAY)) == (
        "Why is “Capacity for the AI search launch” shed?"
    )


def test_deferring_a_dated_item_is_asked_about_and_bringing_it_forward_is_not() -> None:
    later = ItemEdited(item=B, fields={"mandatory_by": date(2027, 6, 1)})
    assert asked(later) == "Why does “Postgres” move from 1 March 2027 to 1 June 2027?"
    assert asked(ItemEdited(item=B, fields={"mandatory_by": date(2026, 12, 1)})) is None
    assert asked(ItemEdited(item=B, fields={"mandatory_by": None})) == (
        "Why has “Postgres” no mandatory date any more?"
    )


def test_several_items_are_asked_about_once() -> None:
    both = (reclassified(A, FORCED, SHORT), reclassified(B, CHOICE, LONG))
    two = state_of(LAUNCH, replace(LAUNCH, id=B), NEW)
    assert asked(reclassified(A, FORCED, SHORT), reclassified(B, FORCED, SHORT), before=two) == (
        "Why are these 2 items must do now?"
    )
    assert asked(*both) == "Why is “Capacity for the AI search launch” must do now?"


def test_adding_editing_ranking_and_importing_are_not_asked_about() -> None:
    assert asked(ItemAdded(item="D" * 10, fields={"title": "D"})) is None
    assert asked(ItemEdited(item=A, fields={"title": "D"})) is None
    assert asked(ItemMoved(item=A, rank="5")) is None
    source = SourceImported(source="S" * 10, fields={"name": "Jira", "format": "jira-csv"})
    assert asked(source, reclassified(A, FORCED, SHORT)) is None


@pytest.mark.parametrize(
    ("moves", "text"), [(0, None), (1, "Why this move?"), (14, "Why these 14 moves?")]
)
def test_rank_moves_are_gathered_and_asked_once(moves: int, text: str | None) -> None:
    assert gathered_question(moves) == text
