"""Do the outcomes tell what came of past decisions, and lead to their items and moments?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.paint.outcome_row import OutcomeFace
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.decisions.outcomes import OutcomesList
from gui.views.decisions.page import DecisionsPage
from roadmap.commands import Command
from roadmap.commands.items import AddItem, EditItem, FinishItem, RestoreItem, ShedItem
from roadmap.commands.people import AddConstraint
from roadmap.commands.roadmap import AddTeam
from roadmap.records.staff import ConstraintKind
from roadmap.service import Roadmap
from roadmap.values import Author, Wait

MAYA = Author("maya", "Maya")
BEGIN = datetime(2026, 9, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TLS, BUS = "0000000001", "0000000002"
RUNTIME, DELIVERY = "0000000101", "0000000102"
Put = Callable[[QWidget], QWidget]


def history() -> Roadmap:
    """Two items: one promised and done in time, one given up and taken up again."""
    roadmap = Roadmap.in_memory({"name": "Harbour", "zone": "UTC"}, by=MAYA, at=BEGIN)
    steps: list[tuple[int, Command, str | None]] = [
        (0, AddItem(item=TLS, fields={"title": "Patch <b>TLS</b>"}), None),
        (0, AddItem(item=BUS, fields={"title": "Event bus"}), None),
        (1, EditItem(item=TLS, fields={"promised_by": date(2026, 10, 1)}), "Legal asked"),
        (2, ShedItem(item=BUS), "No consumer"),
        (3, EditItem(item=TLS, fields={"waits": (Wait("Legal", date(2026, 9, 10)),)}), None),
        (20, FinishItem(item=TLS, done_on=date(2026, 9, 21)), None),
        (30, RestoreItem(item=BUS), None),
        (
            31,
            AddConstraint(
                fields={
                    "kind": ConstraintKind.BUDGET,
                    "text": "No money for disks",
                    "since": date(2026, 9, 1),
                }
            ),
            None,
        ),
    ]
    for days, command, why in steps:
        roadmap.execute([command], by=MAYA, at=BEGIN + timedelta(days=days), why=why)
    return roadmap


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    found = Session(history(), MAYA, clock=lambda: NOW)
    yield found
    found.close()


@pytest.fixture
def page(
    session: Session, themes: ThemeSource, selection: Selection, put: Put, qtbot: QtBot
) -> Iterator[DecisionsPage]:
    found = DecisionsPage(session, themes, selection)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    for panel in (found.outcomes.decided, found.outcomes.stood):
        QAbstractItemModelTester(panel.list.lines, fatal, found)
    put(found)
    found.show_part("outcomes")
    read(found, qtbot)
    yield found
    qtbot.waitUntil(lambda: session.pending == 0)


def read(page: DecisionsPage, qtbot: QtBot) -> None:
    view = page.outcomes
    qtbot.waitUntil(lambda: view.found is not None and not view.is_busy, timeout=30_000)


def told(where: OutcomesList) -> list[tuple[str, str, str]]:
    return [(face.what, face.tag, face.said) for face in where.lines.faces if not face.is_head]


def test_decisions_stand_with_what_came_of_them_the_latest_first(page: DecisionsPage) -> None:
    assert page.outcomes.isVisible()
    assert not page._body.isVisible()
    assert told(page.outcomes.decided.list) == [
        ("Gave up 'Event bus'", "decided anew", "Taken up again on 1 October"),
        (
            "'Patch <b>TLS</b>' promised by 1 October",
            "kept",
            "Done on 21 September, 10 days early",
        ),
    ]
    assert page.outcomes.decided.note.text() == "1 kept, 1 decided anew"


def test_obstacles_stand_with_their_resolution_what_is_left_first(page: DecisionsPage) -> None:
    heads = [face.what for face in page.outcomes.stood.list.lines.faces if face.is_head]
    assert heads == ["In the way now", "Resolved"]
    first, second = told(page.outcomes.stood.list)
    assert first[::2] == (
        "Budget: No money for disks",
        "No day is known on which it is lifted",
    )
    assert second == (
        "'Patch <b>TLS</b>' waited for Legal",
        "17 days",
        "Done on 21 September, 11 days later than expected",
    )


def test_a_click_selects_the_items_and_return_goes_to_the_moment(
    page: DecisionsPage, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    where = page.outcomes.decided.list
    where.setFocus()
    index = where.lines.index(1, 0)
    where.setCurrentIndex(index)
    QTest.mouseClick(
        where.viewport(), Qt.MouseButton.LeftButton, pos=where.visualRect(index).center()
    )
    assert selection.ids == (BUS,)
    QTest.keyClick(where, Qt.Key.Key_Return)
    assert session.told(session.index).why == "No consumer"
    read(page, qtbot)
    assert told(where) == [
        ("Gave up 'Event bus'", "kept", "Still given up"),
        ("'Patch <b>TLS</b>' promised by 1 October", "still open", "Still ahead"),
    ]


def test_the_menu_of_a_line_leads_to_its_moment_and_items(
    page: DecisionsPage, session: Session, selection: Selection
) -> None:
    where = page.outcomes.decided.list
    face = where.face_at(where.lines.index(2, 0))
    assert isinstance(face, OutcomeFace)
    menu = where.menu_of(face)
    go, items = menu.actions()
    items.trigger()
    assert selection.ids == (TLS,)
    go.trigger()
    assert session.told(session.index).why == "Legal asked"
    menu.deleteLater()


def test_only_what_came_to_something_is_shown_when_asked(page: DecisionsPage) -> None:
    page.outcomes.came.choose("kept")
    assert [tag for _what, tag, _said in told(page.outcomes.decided.list)] == ["kept"]
    page.outcomes.came.choose("not")
    assert told(page.outcomes.decided.list) == []
    assert page.outcomes.decided.empty.sentence.text() == "No past decision came to this."
    assert page.outcomes.decided.empty.way_on is None


def test_a_team_sees_its_own_decisions(page: DecisionsPage, session: Session, qtbot: QtBot) -> None:
    assert not page.outcomes.team.isVisible()
    session.execute(
        [
            AddTeam(team=RUNTIME, fields={"name": "Runtime"}),
            AddTeam(team=DELIVERY, fields={"name": "Delivery"}),
            EditItem(item=TLS, fields={"team": RUNTIME}),
        ]
    )
    qtbot.waitUntil(lambda: not session.pending)
    read(page, qtbot)
    page.outcomes.team.pressed.emit()
    page.outcomes.team.choose(RUNTIME)
    read(page, qtbot)
    assert [what for what, _tag, _said in told(page.outcomes.decided.list)] == [
        "'Patch <b>TLS</b>' promised by 1 October"
    ]
    page.outcomes.team.choose(DELIVERY)
    read(page, qtbot)
    assert told(page.outcomes.decided.list) == []


def test_back_in_the_log_the_comparison_is_there_again(page: DecisionsPage) -> None:
    page.show_view("log")
    assert page._body.isVisible()
    assert not page.outcomes.isVisible()
    page.show_part("outcomes")
    page.find_in_page()
    assert page.view.value == "log"
    assert page._find.isVisible()


def test_a_new_roadmap_says_what_will_stand_here(
    themes: ThemeSource, selection: Selection, put: Put, qtbot: QtBot
) -> None:
    roadmap = Roadmap.in_memory({"name": "New", "zone": "UTC"}, by=MAYA, at=BEGIN)
    roadmap.execute([AddItem(item=TLS, fields={"title": "TLS"})], by=MAYA, at=BEGIN)
    session = Session(roadmap, MAYA, clock=lambda: NOW)
    page = DecisionsPage(session, themes, selection)
    put(page)
    page.show_part("outcomes")
    read(page, qtbot)
    assert page.outcomes.decided.empty.isVisible()
    led: list[str] = []
    page.page_requested.connect(led.append)
    page.outcomes.decided.empty.buttons["backlog"].click()
    page.outcomes.stood.empty.buttons["people"].click()
    assert led == ["backlog", "people"]
    assert not page.outcomes.came.isVisible()
    page.hide()
    qtbot.waitUntil(lambda: page.comparing.is_settled)
    session.close()
