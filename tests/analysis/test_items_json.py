"""The command line prints every field of an item, in rank order, as plain JSON."""

import json
from datetime import date

import msgspec

from roadmap.analysis.items.filter import Filter
from roadmap.analysis.items.items_json import items_json
from roadmap.state import Component, Consumer, Item, Principle, State, Table, Team
from roadmap.values import (
    Driver,
    Estimate,
    ExternalRef,
    Leverage,
    LeverageEffect,
    SkillEffort,
    Status,
    Wait,
)
from tests.analysis.roadmaps import FORCED, LONG

FULL = Item(
    "A",
    title="Move ingest",
    forcing=FORCED,
    horizon=LONG,
    driver=Driver.SCALING_LIMIT,
    mandatory_by=date(2027, 2, 26),
    rank="2",
    status=Status.IN_PROGRESS,
    estimate=Estimate(14.0, 8.0, 24.1),
    effort_per_skill=(SkillEffort("network", 1 / 3),),
    leverage=Leverage(LeverageEffect.ARRIVALS, 1.6),
    waits=(Wait("Vendor", date(2026, 12, 4)),),
    team="T1",
    component="C1",
    consumers=("K1", "unknown"),
    protects=("P1",),
    labels=("infra",),
    prerequisites=("B",),
    external=(ExternalRef("jira", "HP-1", {"points": 5.0}), ExternalRef("linear", "L-1", {})),
)
STATE = State(
    items=Table.of([("A", FULL), ("B", Item("B", rank="1")), ("C", Item("C"))]),
    teams=Table.of([("T1", Team("T1", "Storage"))]),
    components=Table.of([("C1", Component("C1", "Edge"))]),
    consumers=Table.of([("K1", Consumer("K1", "Payments"))]),
    principles=Table.of([("P1", Principle("P1", "Security"))]),
)


def test_items_are_in_rank_order_with_every_field_by_its_name() -> None:
    shown = items_json(7, STATE)
    assert shown["position"] == 7
    assert [item["id"] for item in shown["items"]] == ["B", "A", "C"]
    names = {field.name for field in msgspec.structs.fields(Item)}
    for item in shown["items"]:
        assert names <= item.keys()


def test_an_item_shows_names_with_ids_beside_them_and_unrounded_numbers() -> None:
    item = items_json(7, STATE)["items"][1]
    expected = {
        "id": "A",
        "external": {"source": "jira", "key": "HP-1"},
        "externals": [{"source": "jira", "key": "HP-1"}, {"source": "linear", "key": "L-1"}],
        "forcing": "forced",
        "horizon": "long_term",
        "quadrant": "forced_long_term",
        "driver": "scaling_limit",
        "mandatory_by": "2027-02-26",
        "status": "in_progress",
        "option_stage": None,
        "rank": "2",
        "estimate": {"likely": 14.0, "low": 8.0, "high": 24.1},
        "effort_days": 14.0,
        "sized_by": "estimate",
        "effort_per_skill": [{"skill": "network", "days": 1 / 3}],
        "skills": ["network"],
        "leverage": {
            "effect": "arrivals",
            "amount": 1.6,
            "unit": "days_per_sprint",
            "stream": None,
            "confidence": 1.0,
            "delay_sprints": 0.0,
        },
        "waits": [{"on": "Vendor", "until": "2026-12-04", "certain": False}],
        "team": "Storage",
        "team_id": "T1",
        "component": "Edge",
        "component_id": "C1",
        "consumers": ["Payments", "unknown"],
        "consumer_ids": ["K1", "unknown"],
        "protects": ["Security"],
        "protects_ids": ["P1"],
        "labels": ["infra"],
        "prerequisites": ["B"],
    }
    assert {key: item[key] for key in expected} == expected
    assert json.loads(json.dumps(item, allow_nan=False)) == item


def test_an_item_from_nowhere_has_no_external_key() -> None:
    item = items_json(7, STATE)["items"][0]
    assert (item["external"], item["externals"], item["quadrant"]) == (None, [], "unsorted")
    assert item["sized_by"] == "default"


def test_a_filter_keeps_what_passes() -> None:
    assert [item["id"] for item in items_json(7, STATE, Filter(team="T1"))["items"]] == ["A"]
