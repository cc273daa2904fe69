"""Short ways to say what is given in a test: moments, authors, decided states, random histories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st

from roadmap.commands import Command, parse_command
from roadmap.commands.roadmap import CreateRoadmap
from roadmap.decide import Now, decide
from roadmap.errors import Refused
from roadmap.events import Decision, Event, Record
from roadmap.evolve import fold
from roadmap.state import EMPTY, State
from roadmap.values import Author, derived_id

MAYA = Author(id="maya", name="Maya Okafor")
TODAY = date(2026, 1, 5)
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
NOW = Now(NOON, TODAY)


def begun(**fields: Any) -> State:
    """Return the state of a roadmap that has just begun."""
    principles = tuple(derived_id("principle", str(place)) for place in range(5))
    command = CreateRoadmap(fields={"name": "Harbour", **fields}, principles=principles)  # type: ignore[typeddict-item]
    return fold(decide(EMPTY, [command], NOW))


def command(do: str, **fields: Any) -> Command:
    """Return the command `do`, written as `roadmap apply` takes it."""
    return parse_command({"do": do, **fields})


def after(state: State, *commands: Command) -> State:
    """Return `state` after `commands` were decided as one decision."""
    return fold(decide(state, commands, NOW), state)


def refusal(state: State, *commands: Command) -> str:
    """Return what is said when `commands` are refused."""
    with pytest.raises(Refused) as caught:
        decide(state, commands, NOW)
    return str(caught.value)


def with_items(*titles: str, **fields: Any) -> State:
    """Return a roadmap with one open item per title, whose id follows from the title."""
    adds = [command("add_item", item=item_id(title), title=title, **fields) for title in titles]
    return after(begun(), *adds)


def item_id(title: str) -> str:
    """Return the id that tests give to the item with this title."""
    return derived_id("item", title)


def records_of(decisions: Sequence[tuple[Event, ...]], start: datetime = NOON) -> list[Record]:
    """Return the records of `decisions`, one a minute from `start`."""
    records: list[Record] = []
    for number, events in enumerate(decisions):
        at = start + timedelta(minutes=number)
        decision = Decision(id=derived_id("decision", str(number)), by=MAYA, at=at)
        for n, event in enumerate(events, start=1):
            records.append(Record(len(records) + 1, at, decision, n, len(events), event))
    return records


# -- random histories -----------------------------------------------------------------------------

_TITLES = ["Patch TLS", "Move ingest", "Self-service DNS", "Restore drill", "Cost tags", "Rollback"]
_DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31)).map(str)
_ITEM = st.sampled_from([item_id(title) for title in _TITLES])
_DRIVER = st.sampled_from(["incident", "regulation", "end_of_life"])
_ESTIMATE = st.tuples(st.floats(0.5, 5), st.floats(5, 9), st.floats(9, 40)).map(
    lambda three: dict(zip(("low", "likely", "high"), three, strict=True))
)


_MEASURES = ["Uptime", "Delay"]
_MEASURE = st.sampled_from(_MEASURES)
_PARTS = ["Ledger", "Edge proxies"]


def _some(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(strategies)


_COMMANDS = st.one_of(
    st.sampled_from(_TITLES).map(lambda t: {"do": "add_item", "item": item_id(t), "title": t}),
    _some(do=st.just("edit_item"), item=_ITEM, title=st.text(min_size=1, max_size=20)),
    _some(do=st.just("edit_item"), item=_ITEM, labels=st.lists(st.sampled_from("abc"))),
    _some(do=st.just("edit_item"), item=_ITEM, consumers=st.lists(st.sampled_from(["Pay", "Ads"]))),
    _some(do=st.just("edit_item"), item=_ITEM, prerequisites=st.lists(_ITEM, max_size=2)),
    _some(
        do=st.just("reclassify_item"),
        item=_ITEM,
        forcing=st.sampled_from(["forced", "discretionary", None]),
        horizon=st.sampled_from(["short_term", "long_term"]),
        driver=_DRIVER,
        mandatory_by=_DAYS,
    ),
    _some(do=st.just("estimate_item"), item=_ITEM, estimate=_ESTIMATE),
    _some(do=st.just("move_item"), item=_ITEM, before=_ITEM),
    _some(do=st.just("move_item"), item=_ITEM, after=_ITEM),
    _some(
        do=st.sampled_from(["start_item", "finish_item", "shed_item", "restore_item"]), item=_ITEM
    ),
    _some(do=st.just("remove_item"), item=_ITEM),
    _some(
        do=st.just("split_item"),
        item=_ITEM,
        pieces=st.just([{"title": "First"}, {"title": "Second", "verified_by": "a canary"}]),
    ),
    _some(do=st.just("log_interruption"), title=st.sampled_from(_TITLES), driver=_DRIVER),
    _some(do=st.just("edit_roadmap"), name=st.sampled_from(["Harbour", "Dock"])),
    _some(do=st.just("add_team"), name=st.sampled_from(["Edge", "Data"])),
    _some(do=st.just("add_holiday"), day=_DAYS),
    _some(
        do=st.just("set_phase_override"),
        phase=st.sampled_from(["firefighting", "investment"]),
        reason=st.sampled_from(["on loan", "a drill"]),
    ),
    st.sampled_from(["withdraw_phase_override", "withdraw_phase_answers"]).map(
        lambda name: {"do": name}
    ),
    _some(do=st.just("answer_phase_questions"), unplanned_share=st.sampled_from([0.0, 0.3, 1.0])),
    _some(
        do=st.just("add_measure"),
        name=st.sampled_from(_MEASURES),
        principle=st.sampled_from(["Security", "Latency"]),
        level=st.sampled_from([None, 99.0]),
    ),
    _some(do=st.just("set_baseline"), measure=_MEASURE, level=st.sampled_from([None, 98.5, 99.5])),
    _some(
        do=st.just("log_measurements"),
        measure=_MEASURE,
        day=st.dates(date(2025, 12, 1), TODAY).map(str),
        value=st.none() | st.floats(95, 100),
    ),
    _some(do=st.sampled_from(["remove_measure"]), measure=_MEASURE),
    _some(do=st.just("edit_item"), item=_ITEM, protects=st.lists(_MEASURE, max_size=2)),
    _some(do=st.just("add_component"), name=st.sampled_from(_PARTS)),
    _some(
        do=st.just("add_checkup"),
        name=st.just("Drill"),
        component=st.sampled_from(_PARTS),
        every_days=st.integers(1, 90),
    ),
    _some(
        do=st.just("do_checkup"),
        checkup=st.just("Drill"),
        outcome=st.sampled_from(["working", "failing"]),
        findings=st.lists(_ITEM.map(lambda key: {"item": key}), max_size=1),
    ),
)


@st.composite
def histories(draw: st.DrawFn, most: int = 25) -> list[tuple[Event, ...]]:
    """Draw the decisions of a roadmap: each some events that the rules let happen."""
    state = begun()
    principles = tuple(derived_id("principle", str(place)) for place in range(5))
    first = CreateRoadmap(fields={"name": "Harbour"}, principles=principles)
    decisions = [decide(EMPTY, [first], NOW)]
    for given in draw(st.lists(st.lists(_COMMANDS, min_size=1, max_size=3), max_size=most)):
        try:
            events = decide(state, [parse_command(each) for each in given], NOW)
        except Refused:
            continue
        if events:
            decisions.append(events)
            state = fold(events, state)
    return decisions
