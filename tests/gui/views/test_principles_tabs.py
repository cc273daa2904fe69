"""Do check-ups and capabilities say what is due, what was found and what runs out?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.models.words import day_text
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.principles.page import PrinciplesPage
from gui.widgets.item_card import ItemCard
from roadmap.commands import Command
from roadmap.commands.interruptions import LogInterruption
from roadmap.commands.items import EditItem
from roadmap.commands.roadmap import EditRoadmap
from roadmap.records.expectations import Extension
from roadmap.records.levels import CheckupOutcome
from roadmap.values import AddedLoad, Driver
from tests.gui.views.conftest import Opener
from tests.gui.views.harbour import DNS, TODAY
from tests.gui.views.levelled import (
    CAPABILITIES,
    CHECKUPS,
    DRILL,
    INGEST,
    LEVELS,
    LOAD_TEST,
)
from tests.gui.views.staffed import STAFF

Put = Callable[[QWidget], QWidget]
PageOf = Callable[[Session], PrinciplesPage]


@pytest.fixture
def page_of(themes: ThemeSource, selection: Selection, put: Put, qtbot: QtBot) -> PageOf:
    def make(session: Session) -> PrinciplesPage:
        page = PrinciplesPage(session, themes, selection)
        put(page)
        page.resize(1240, 816)
        qtbot.waitUntil(lambda: not page.capabilities.is_busy, timeout=20_000)
        return page

    return make


def fire(days_ago: int) -> LogInterruption:
    at = datetime(2026, 11, 20, 8, tzinfo=UTC) - timedelta(days=days_ago)
    return LogInterruption(
        fields={
            "title": "Ledger is down",
            "driver": Driver.INCIDENT,
            "started_at": at,
            "component": "Ledger",
            "effort_days": 0.5,
        }
    )


def row(page: PrinciplesPage, place: int) -> list[str]:
    model = page.checkups.checkups.model
    return [str(model.index(place, column).data()) for column in range(model.columnCount())]


def test_check_ups_stand_with_what_is_due_and_what_was_found(
    open_session: Opener, page_of: PageOf
) -> None:
    page = page_of(open_session(*LEVELS, *CHECKUPS))
    assert page.tabs.tabs["checkups"].accessibleDescription() == "1 check-up overdue"
    page.show_tab("checkups")
    assert row(page, 0)[:4] == ["Ledger", "Restore drill", "overdue by 4 weeks", "not held yet"]
    assert row(page, 1)[1:4] == ["Twice the load", "19 Feb", "to strengthen"]
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = [page.checkups.checkups.model, page.checkups.incidents.model]
    assert [QAbstractItemModelTester(model, fatal).model() for model in models] == models


def test_a_result_is_recorded_and_its_findings_become_items(
    open_session: Opener, page_of: PageOf
) -> None:
    session = open_session(*LEVELS, *CHECKUPS)
    page = page_of(session)
    page.show_tab("checkups")
    before = set(session.live.items.ids())
    QTest.keyClick(page, Qt.Key.Key_R)
    form = page.checkups.result_form
    assert page.side.currentWidget() is form
    form.outcome.set_value(CheckupOutcome.FAILING.value)
    form.note.setText("Nobody knew the key")
    form.findings.setPlainText("Write down where the key is\n\nTry it every month")
    assert form.save_button.face.text == "Record, add 2 items"
    form.save()
    (result,) = session.live.checkups[DRILL].results
    assert (result.value, result.note) == (CheckupOutcome.FAILING, "Nobody knew the key")
    added = [session.live.items[key] for key in set(session.live.items.ids()) - before]
    assert {item.title for item in added} == {"Write down where the key is", "Try it every month"}
    assert {item.component for item in added} == {session.live.checkups[DRILL].component}
    page.checkups.choose(DRILL)
    assert len(page.checkups.panel.findChildren(ItemCard)) == 2


def test_a_check_up_is_added_with_its_component(open_session: Opener, page_of: PageOf) -> None:
    session = open_session()
    page = page_of(session)
    page.show_tab("checkups")
    assert page.checkups.checkups._none.isVisible()
    page.checkups.do("add")
    form = page.checkups.checkup_form
    form.save()
    assert form.problem.text == "A check-up looks at a component: name it."
    form.component.setEditText("Build cluster")
    form.every.setValue(30)
    form.save()
    (checkup,) = session.live.checkups.ordered()
    (component,) = session.live.components.ordered()
    assert (checkup.component, checkup.every_days) == (component.id, 30)
    assert component.name == "Build cluster"
    assert page.checkups.panel.buttons


def test_a_check_up_is_edited_and_removed(open_session: Opener, page_of: PageOf) -> None:
    session = open_session(*LEVELS, *CHECKUPS)
    page = page_of(session)
    page.show_tab("checkups")
    page.checkups.choose(LOAD_TEST)
    page.checkups.do("edit")
    form = page.checkups.checkup_form
    form.every.setValue(60)
    form.save()
    assert session.live.checkups[LOAD_TEST].every_days == 60
    page.checkups.do("edit")
    form.remove()
    assert LOAD_TEST not in session.live.checkups


def test_components_that_break_again_are_counted(open_session: Opener, page_of: PageOf) -> None:
    begun: Command = EditRoadmap(fields={"sprint_start": TODAY - timedelta(days=140)})
    page = page_of(open_session(*LEVELS, begun, *CHECKUPS, fire(3), fire(20), fire(120)))
    page.show_tab("checkups")
    model = page.checkups.incidents.model
    cells = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert cells[:5] == ["Ledger", "2", "+1", "1", "3"]
    page.checkups.choose(DRILL)
    assert page.checkups.facts is not None
    assert page.checkups.facts.overdue == 1


def test_a_capability_says_the_sprint_in_which_an_item_uses_it_up(
    open_session: Opener, page_of: PageOf
) -> None:
    adds = EditItem(item=DNS, fields={"added_load": (AddedLoad("Log ingest", 2.5),)})
    page = page_of(open_session(*STAFF, *LEVELS, *CAPABILITIES, adds))
    page.show_tab("capabilities")
    tab = page.capabilities
    model = tab.list.model
    cells = [
        [str(model.index(place, column).data()) for column in range(model.columnCount())]
        for place in range(model.rowCount())
    ]
    assert cells[0][:4] == ["Builds at once", "", "", "not said"]
    assert cells[1][:4] == ["Log ingest", "10 TB", "9 TB", "1, 10%"]
    assert tab.facts is not None
    found = tab.facts.row(INGEST)
    assert found is not None
    assert found.short is not None
    last = found.short.end - timedelta(days=1)
    assert cells[1][4] == f"sprint {found.short.sprint}, {day_text(last, TODAY)}"
    assert cells[1][5] == "Self-service DNS"
    assert tab._chosen == INGEST  # what runs out first
    short = next(bar for bar in tab.chart._bars if bar.is_short)
    assert (short.load, short.capacity, short.items) == (11.5, 10.0, 1)
    assert "Self-service DNS" in short.note
    tab.chart.setFocus()
    QTest.keyClick(tab.chart, Qt.Key.Key_Home)
    assert tab.chart.accessibleDescription().startswith("Sprint 1 until ")
    assert len(tab.panel.findChildren(ItemCard)) == 1


def test_capabilities_are_added_changed_and_removed(
    open_session: Opener, page_of: PageOf, qtbot: QtBot
) -> None:
    session = open_session(*STAFF)
    page = page_of(session)
    page.show_tab("capabilities")
    tab = page.capabilities
    tab.do("add")
    tab.form.save()
    assert tab.form.problem.text == "Say what the platform can do so much of."
    tab.form.name.setText("Storage")
    tab.form.unit.setText("TB")
    tab.form.capacity.line.setText("much")
    tab.form.save()
    assert tab.form.problem.text == "The capacity is a number."
    tab.form.capacity.line.setText("40 TB")
    tab.form.load.line.setText("31,5")
    tab.form.growth.setValue(20)
    tab.form.save()
    (capability,) = session.live.capabilities.ordered()
    assert (capability.capacity, capability.load, capability.growth_a_year) == (40, 31.5, 0.2)
    qtbot.waitUntil(
        lambda: tab.facts is not None and tab.facts.row(capability.id) is not None, timeout=20_000
    )
    tab.choose(capability.id)
    tab.do("edit")
    tab.form.capacity.line.setText("60")
    tab.form.save()
    assert session.live.capabilities[capability.id].capacity == 60
    tab.do("edit")
    tab.form.remove()
    assert capability.id not in session.live.capabilities
    qtbot.waitUntil(lambda: not tab.is_busy, timeout=20_000)


def test_items_that_extend_a_capability_are_picked_with_what_they_bring(
    open_session: Opener, page_of: PageOf, qtbot: QtBot
) -> None:
    session = open_session(*LEVELS, *CAPABILITIES, *STAFF)
    page = page_of(session)
    page.show_tab("capabilities")
    tab = page.capabilities
    qtbot.waitUntil(lambda: tab.facts is not None and not tab.is_busy, timeout=20_000)
    tab.choose(INGEST)
    tab.do("edit")
    form = tab.form

    def changed() -> bool:
        return form.is_changed

    before = form.extensions.extensions
    assert not changed()
    form.extensions.search.setText("DNS")
    QTest.keyClick(form.extensions.search, Qt.Key.Key_Return)
    assert form.extensions.picked[-1] == DNS
    form.save()
    assert form.problem.text.startswith("How much does “")
    form.extensions.lines[DNS].setText("12.5")
    assert changed()
    form.save()
    assert session.live.capabilities[INGEST].extensions == (*before, Extension(DNS, 12.5))
    qtbot.waitUntil(lambda: not tab.is_busy, timeout=20_000)
    tab.do("edit")
    assert not changed()
    assert form.extensions.lines[DNS].text() == "12.5"
    form.extensions._on_gone(DNS)
    assert changed()
    form.save()
    assert session.live.capabilities[INGEST].extensions == before
    qtbot.waitUntil(lambda: not tab.is_busy, timeout=20_000)


def test_tabs_go_by_arrow_keys_and_esc_gives_up_no_text(
    open_session: Opener, page_of: PageOf
) -> None:
    page = page_of(open_session(*LEVELS, *CHECKUPS))
    first = page.tabs.tabs["levels"]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert page.tabs.value == "checkups"
    assert page.tabs.tabs["checkups"].hasFocus()
    assert page.side.currentWidget() is page.checkups.panel
    page.checkups.do("result")
    page.checkups.result_form.note.setText("half a")
    page.show_tab("levels")
    assert page.tabs.value == "checkups"
    assert "Save what you typed" in page.checkups.result_form.problem.text
