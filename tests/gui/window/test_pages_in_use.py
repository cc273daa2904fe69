"""Do pages arrive in the navigation when what they are about is used, or when they are opened?"""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gui.views.principles.page import PrinciplesPage
from gui.window.window import MainWindow
from tests.gui.window.conftest import command, idle, item_id


def test_a_roadmap_without_levels_and_people_has_no_rows_for_them(window: MainWindow) -> None:
    listed = window.frame.nav.listed
    assert {"grid", "backlog", "sprints", "what-if", "decisions"} <= set(listed)
    assert not {"principles", "people", "timeline"} & set(listed)
    heads = {text: head.isVisible() for text, head in window.frame.nav._heads.items()}
    assert heads["Plan"]
    assert not heads["Foundation"]


def test_a_page_arrives_when_it_is_opened_and_stays(window: MainWindow) -> None:
    window.registry["page_principles"].trigger()
    assert window.page_id == "principles"
    assert window.frame.nav.current == "principles"
    window.open_page("grid")
    assert "principles" in window.frame.nav.listed
    assert window.frame.nav._heads["Foundation"].isVisible()


def test_a_page_arrives_when_what_it_is_about_is_used(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    session.execute([command("add_measure", preset="availability")])
    assert "principles" in window.frame.nav.listed
    session.execute([command("add_person", name="Ines")])
    assert {"people", "timeline"} <= set(window.frame.nav.listed)
    idle(qtbot, session)
    session.go_to(0, animate=False)
    assert "principles" in window.frame.nav.listed  # rows do not come and go while one plays
    session.go_to_now(animate=False)


def test_a_date_brings_the_timeline(window: MainWindow, qtbot: QtBot) -> None:
    dated = {"forcing": "forced", "horizon": "long_term", "driver": "end_of_life"}
    edit = command(
        "edit_item", item=item_id("Service template"), mandatory_by="2026-06-01", **dated
    )
    window.session.execute([edit])
    assert "timeline" in window.frame.nav.listed
    idle(qtbot, window.session)


def test_breached_principles_are_counted_in_the_navigation(
    window: MainWindow, qtbot: QtBot
) -> None:
    button = window.frame.nav._buttons["principles"]
    window.session.execute(
        [
            command("add_measure", preset="availability", level=99.9),
            command("log_measurements", measure="Availability", value=98, day="2026-01-06"),
        ]
    )
    assert button.accessibleDescription() == "1"
    idle(qtbot, window.session)


def test_a_page_is_opened_at_one_of_its_parts(window: MainWindow, qtbot: QtBot) -> None:
    adding = [
        command("add_measure", preset="availability"),
        command("add_measure", preset="latency"),
        command("add_component", name="Edge"),
        command("add_checkup", name="Load test", component="Edge"),
    ]
    window.session.execute(adding)
    state = window.session.live
    measures = {measure.name: measure.id for measure in state.measures.ordered()}
    page = window.open_page(f"principles#{measures['Latency of requests']}")
    assert isinstance(page, PrinciplesPage)
    assert page.levels.chosen is not None
    assert page.levels.chosen.measure.name == "Latency of requests"
    window.open_page(f"principles#{next(iter(state.checkups.ids()))}")
    assert page.tabs.value == "checkups"
    window.open_page("principles#capabilities")
    assert page.tabs.value == "capabilities"
    window.open_page("principles#nothing like it")
    assert page.tabs.value == "capabilities"
    idle(qtbot, window.session)


def test_what_an_item_saves_brings_the_page_with_leverage(window: MainWindow, qtbot: QtBot) -> None:
    saving = {"effect": "arrivals", "amount": 2.0}
    edit = command("edit_item", item=item_id("Service template"), leverage=saving)
    window.session.execute([edit])
    assert "principles" in window.frame.nav.listed
    page = window.open_page("principles#leverage")
    assert isinstance(page, PrinciplesPage)
    assert page.tabs.value == "leverage"
    qtbot.waitUntil(lambda: page.leverage.facts is not None and not page.leverage.is_busy)
    page.leverage.panel.buttons["try"].click()
    assert window.page_id == "what-if"
    idle(qtbot, window.session)
