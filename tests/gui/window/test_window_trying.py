"""Do the menus over items lead to a scenario about them?"""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui.models.whatif.levers import positions
from gui.views.backlog.menu import backlog_menu
from gui.views.backlog.page import BacklogPage
from gui.views.item_actions import ItemActions
from gui.views.overview.page import OverviewPage
from gui.views.principles.page import PrinciplesPage
from gui.views.whatif.page import WhatifPage
from gui.window.window import MainWindow
from tests.gui.window.conftest import command, idle, item_id

DNS = item_id("Self-service DNS")


def tries_in(parent: QMenu) -> dict[str, QAction]:
    """The entries under "Try in What-if", by their text."""
    [menu] = [each for each in parent.findChildren(QMenu) if each.title() == "Try in What-if"]
    return {action.text(): action for action in menu.actions()}


def test_the_backlogs_menu_begins_a_scenario(window: MainWindow, qtbot: QtBot) -> None:
    backlog = window.open_page("backlog")
    assert isinstance(backlog, BacklogPage)
    tried = backlog.try_requested.emit
    menu = backlog_menu(backlog, window.session, backlog.moves, (DNS,), backlog.step, tried)
    entries = tries_in(menu)
    assert list(entries) == [
        "Shed",
        "Do first",
        "Defer…",
        "Estimate anew…",
        "Split…",
    ]
    entries["Shed"].trigger()
    page = window.page
    assert isinstance(page, WhatifPage)
    qtbot.waitUntil(lambda: any(not each.shared for each in page.scenarios.all()))
    [scenario] = page.scenarios.all()
    qtbot.waitUntil(lambda: len(page.scenarios.all()[0].commands) == 1)
    [scenario] = page.scenarios.all()
    assert positions(scenario, window.session.state).shed == (DNS,)
    assert window.session.live.items[DNS].is_open


def test_the_details_menu_asks_for_the_estimate_in_what_if(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.open_page("backlog")
    window.selection.select((DNS,))
    qtbot.waitUntil(lambda: bool(window.inspector.findChildren(ItemActions)))
    [actions] = window.inspector.findChildren(ItemActions)
    actions.try_requested.emit("estimate", (DNS,))
    page = window.page
    assert isinstance(page, WhatifPage)
    assert page.changing.form.isVisible()
    assert page.changing.form.about.currentData() == DNS


def test_what_is_done_or_shed_is_not_tried(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.refused) as refused:
        window.inspector.try_requested.emit("shed", (item_id("Old dashboards"),))
    assert refused.args[0].startswith("Only open items can be tried")


def test_the_overview_begins_a_scenario_with_a_hire(window: MainWindow, qtbot: QtBot) -> None:
    window.session.execute(
        [
            command("edit_roadmap", sprint_start="2026-01-05"),
            command("add_person", name="Ines"),
        ]
    )
    overview = window.open_page("overview")
    assert isinstance(overview, OverviewPage)
    overview.follow("try:hire")
    page = window.page
    assert isinstance(page, WhatifPage)
    qtbot.waitUntil(lambda: any(each.commands for each in page.scenarios.all()))
    [scenario] = page.scenarios.all()
    assert positions(scenario, window.session.state).hires.number == 1
    idle(qtbot, window.session)


def test_leverage_begins_a_scenario_that_does_the_item_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    saving = {"effect": "arrivals", "amount": 2.0}
    window.session.execute([command("edit_item", item=DNS, leverage=saving)])
    page = window.open_page(f"principles#leverage-{DNS}")
    assert isinstance(page, PrinciplesPage)
    qtbot.waitUntil(lambda: page.leverage.facts is not None and not page.leverage.is_busy)
    page.leverage.panel.buttons["try"].click()
    tried = window.page
    assert isinstance(tried, WhatifPage)
    qtbot.waitUntil(lambda: any(each.commands for each in tried.scenarios.all()))
    [scenario] = tried.scenarios.all()
    assert DNS in positions(scenario, window.session.state).invested
    idle(qtbot, window.session)
