"""What does approving an ask bring: read from shared scenarios, in plain words, never guessed?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from roadmap.analysis.overview.overview import Asked, overview
from roadmap.commands.scenarios import ShareScenario
from roadmap.report.asking import AskWords, ask_words
from roadmap.report.html.source import behind_of, figures_of
from roadmap.scenario.scenario import Scenario, fields_of
from roadmap.service import Roadmap
from tests.given import MAYA, NOON, TODAY, command, item_id

PAIR, OTHER = item_id("Pair"), item_id("Other")
DUE = TODAY + timedelta(days=27)


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    made = Roadmap.in_memory({"name": "Harbour", "sprint_start": TODAY}, by=MAYA, at=NOON)
    forced = {"forcing": "forced", "horizon": "long_term", "driver": "critical_launch"}
    due = {"mandatory_by": DUE.isoformat(), "may_span": True, **forced}
    do(made, "add_person", name="Ada")
    do(made, "add_person", name="Grace")
    do(
        made,
        "add_item",
        item=PAIR,
        title="Capacity",
        estimate={"low": 8, "likely": 11, "high": 16},
        **due,
    )
    do(
        made,
        "add_item",
        item=OTHER,
        title="Root CA",
        estimate={"low": 2, "likely": 3, "high": 5},
        **due,
    )
    yield made
    made.close()


def do(roadmap: Roadmap, what: str, /, **fields: Any) -> None:
    roadmap.execute([command(what, **fields)], by=MAYA, at=NOON, why="The contract says so")


def words(roadmap: Roadmap, today: date = TODAY) -> AskWords:
    index = roadmap.timeline.count - 1
    figures = figures_of(roadmap.state, today)
    behind = behind_of(roadmap.timeline, index, today, figures)
    [ask] = overview(roadmap.timeline, Asked(index, today), figures.forecast)["asks"]
    return ask_words(ask, behind.approvals.get(ask["id"]), roadmap.state, today)


def share(roadmap: Roadmap, name: str, item: str, **fields: Any) -> None:
    tried = Scenario("S" * 10, name, commands=(command("edit_item", item=item, **fields),))
    roadmap.execute([ShareScenario(fields=fields_of(tried))], by=MAYA, at=NOON)


def ask(roadmap: Roadmap, **fields: Any) -> None:
    do(roadmap, "add_ask", title="Pair on it", items=[PAIR], **fields)


def test_an_amount_is_named_with_its_kind_and_reason(roadmap: Roadmap) -> None:
    ask(roadmap, kind="funding", amount=1_000_000.0, wanted_from="Helen Brandt")
    said = words(roadmap)
    assert said.kind == "Spend money: EUR 1,000,000, asked of Helen Brandt"
    assert said.why == f"“The contract says so” ({MAYA.name})"


def test_without_a_shared_scenario_it_is_said_that_nothing_was_compared(roadmap: Roadmap) -> None:
    ask(roadmap, kind="funding")
    assert words(roadmap).approved.startswith("Nobody compared what it brings. As planned, “Capa")


def test_the_scenario_that_changes_the_work_says_what_approving_brings(roadmap: Roadmap) -> None:
    ask(roadmap, kind="other")
    share(roadmap, "Two at once", PAIR, people_at_once=2.0)
    said = words(roadmap).approved
    assert said.startswith("“Capacity” is done by ")
    assert "(scenario “Two at once”)" in said
    found = re.search(r"in (\d+)% of futures instead of (\d+)%", said)
    assert found is not None
    assert int(found[1]) > int(found[2])


def test_accepting_a_risk_changes_no_date_and_names_what_was_compared(roadmap: Roadmap) -> None:
    ask(roadmap, kind="accepted_risk")
    share(roadmap, "Elsewhere", OTHER, people_at_once=2.0)
    said = words(roadmap)
    assert said.approved.startswith("No date changes: “Capacity” stays ")
    assert said.compared.startswith("Also compared: “Elsewhere” ")


def test_a_scenario_that_fits_no_more_is_left_out(roadmap: Roadmap) -> None:
    ask(roadmap, kind="other")
    share(roadmap, "Gone", OTHER, people_at_once=2.0)
    do(roadmap, "remove_item", item=OTHER)
    assert words(roadmap).compared == ""
