"""The scenarios of a window: made, changed and adopted on real files, beside other windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.session_scenarios import SessionScenarios
from roadmap.commands.items import AddItem, EditItem, FinishItem
from roadmap.records.assumptions import Assumptions
from roadmap.scenario import levers
from roadmap.scenario.scenario import Scenario
from roadmap.scenario.shelf import Shelf
from roadmap.service import Roadmap, utc_now
from roadmap.values import Author, Status

MAYA = Author(id="maya", name="Maya Okafor")
A, B = "0000000001", "0000000002"


@dataclass
class Window:
    """A session with its scenarios, and the shelf beside them."""

    session: Session
    scenarios: SessionScenarios
    shelf: Shelf
    path: Path
    qtbot: QtBot

    def new(self, name: str) -> Scenario:
        with self.qtbot.waitSignal(self.scenarios.made, timeout=5000) as made:
            self.scenarios.new(name)
        scenario = made.args[0]
        assert isinstance(scenario, Scenario)
        return scenario

    def saved(self) -> None:
        self.qtbot.waitUntil(lambda: self.session.pending == 0, timeout=5000)

    def listed(self) -> list[tuple[str, bool]]:
        return [(each.name, each.shared) for each in self.scenarios.all()]


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    path = tmp_path / "harbour.roadmap"
    roadmap = Roadmap.create(path, {"name": "Harbour"}, by=MAYA, at=utc_now())
    adds = [AddItem(item=key, fields={"title": f"Item {key[-1]}"}) for key in (A, B)]
    roadmap.execute(adds, by=MAYA, at=utc_now())
    roadmap.close()
    session = Session(Roadmap.open(path), MAYA)
    shelf = Shelf(session.roadmap.id, tmp_path / "shelf")
    yield Window(session, SessionScenarios(session, shelf), shelf, path, qtbot)
    session.close()


def test_a_scenario_is_made_from_the_saved_present(window: Window) -> None:
    window.session.execute([EditItem(item=A, fields={"title": "Renamed"})])
    made = window.new("Shed one")
    assert window.session.pending == 0
    found = window.scenarios.branch(made)
    assert found is not None
    assert found.moved_on == 0
    assert found.base.items[A].title == "Renamed"
    assert window.listed() == [("Shed one", False)]


def test_levers_are_added_edited_and_removed(window: Window) -> None:
    made = window.new("Try")
    one = window.scenarios.add(made, levers.shed([A]))
    assert one is not None
    two = window.scenarios.assume(one, Assumptions(attrition_a_year=0.1))
    assert two is not None
    found = window.scenarios.branch(two)
    assert found is not None
    assert [each.sentence for each in found.levers] == [
        "Shed “Item 1”",
        "Assume that 10% of people leave within a year",
    ]
    assert found.state.items[A].status is Status.SHED
    edited = window.scenarios.edit(two, found.levers[0], levers.shed([B]))
    assert edited is not None
    after = window.scenarios.branch(edited)
    assert after is not None
    assert after.levers[0].sentence == "Shed “Item 2”"
    removed = window.scenarios.remove(edited, after.levers[0])
    assert removed is not None
    assert removed.commands == ()
    assert window.session.live.items[A].is_open  # nothing of it ever touched the roadmap


def test_a_refusal_is_told_and_changes_nothing(window: Window) -> None:
    made = window.new("Shed one")
    with window.qtbot.waitSignal(window.session.refused) as refused:
        window.scenarios.rename(made, "  ")
    assert "needs a name" in refused.args[0]
    with window.qtbot.waitSignal(window.session.refused) as refused:
        assert window.scenarios.add(made, levers.shed(["9999999999"])) is None
    assert "There is no item" in refused.args[0]
    assert window.scenarios.all() == (made,)


def test_sharing_withdrawing_and_dropping(window: Window) -> None:
    made = window.new("Shed one")
    window.scenarios.share(made)
    window.saved()
    assert window.listed() == [("Shed one", True)]
    assert made.id in window.session.live.scenarios
    shared = window.scenarios.all()[0]
    with window.qtbot.waitSignal(window.session.refused) as refused:
        window.scenarios.drop(shared)
    assert "withdraw it first" in refused.args[0]
    window.scenarios.withdraw(shared)
    window.saved()
    assert window.listed() == [("Shed one", False)]
    window.scenarios.drop(window.scenarios.all()[0])
    assert window.listed() == []


def test_adopting_is_one_decision_that_undo_takes_back(window: Window) -> None:
    made = window.new("Shed both")
    both = window.scenarios.add(made, levers.shed([A, B]))
    assert both is not None
    before, count = window.session.live, window.session.count
    with window.qtbot.waitSignal(window.scenarios.adopted) as adopted:
        window.scenarios.adopt(both)
    window.saved()
    assert window.session.count == count + 1
    told = window.session.told(count)
    assert told.because is not None
    assert (told.because.kind, told.because.decision) == ("adopt", made.base)
    assert told.why == "Scenario “Shed both”"
    assert window.shelf.all()[0].adopted == told.id == adopted.args[1]
    window.session.undo()
    window.saved()
    assert window.session.live == before


def test_a_roadmap_that_moved_on_is_shown_before_adopting(window: Window) -> None:
    made = window.new("Shed both")
    both = window.scenarios.add(made, levers.shed([A, B]))
    assert both is not None
    window.session.execute([FinishItem(item=A)])
    window.saved()
    with window.qtbot.waitSignal(window.scenarios.differs) as differs:
        window.scenarios.adopt(both)
    assert [each.text for each in differs.args[0].differences] == ["“Item 1” was done meanwhile."]
    assert window.session.live.items[B].is_open
    window.scenarios.adopt(both, accept=True)
    window.saved()
    assert window.session.live.items[B].status is Status.SHED
    assert window.session.live.items[A].status is Status.DONE


def test_what_another_window_puts_on_the_shelf_appears(window: Window) -> None:
    other = Shelf(window.session.roadmap.id, window.shelf.path.parent)
    scenario = Scenario("AAAAAAAAAA", "Theirs", base=window.session.told(0).id)
    with window.qtbot.waitSignal(window.scenarios.changed, timeout=5000):
        other.put(scenario)
    assert window.listed() == [("Theirs", False)]


def test_a_damaged_shelf_is_named_and_left_as_it_is(window: Window) -> None:
    window.new("Shed one")
    window.shelf.path.write_text('{"format": "roadmap-scen')
    assert window.scenarios.all() == ()
    assert str(window.shelf.path) in str(window.scenarios.problem)
    with window.qtbot.waitSignal(window.session.refused):
        window.scenarios.new("Another")
    assert window.shelf.path.read_text() == '{"format": "roadmap-scen'


def test_a_scenario_worked_over_starts_from_the_present(window: Window) -> None:
    scenario = window.new("Shed one")
    window.session.execute([EditItem(item=B, fields={"title": "Renamed"})])
    window.saved()
    wanted = scenario.named("Shed both").with_commands(levers.shed((A, B)))
    revised = window.scenarios.revise(wanted)
    assert revised is not None
    assert (revised.name, revised.commands) == ("Shed both", wanted.commands)
    assert revised.base == window.session.told(window.session.count - 1).id != scenario.base
