"""Does "What to look at" show the most urgent first, lead to the cards and do what a row offers?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.models.sprints.board import board_of
from gui.models.sprints.ends import balance_face, balance_text
from gui.models.sprints.look import Look, looks_of
from gui.models.sprints.notes import note_of
from gui.models.sprints.review import review_of
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource, apply
from gui.views.sprints import looking
from gui.views.sprints import plan as sprints_plan
from gui.views.sprints.page import SprintsPage
from roadmap.analysis.planning.flag import Level
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.service import Roadmap
from roadmap.state import State
from roadmap.values import derived_id
from tests.gui.sprints_harbour import MAYA, NOW, adding, command, harbour, item_id

TODAY = date(2026, 11, 20)
BUS = item_id("Event bus as the default integration")
TLS = item_id("Turn off TLS 1.1 at the partner gateway")
DNS = item_id("Self-service DNS records")
PART_1 = item_id("Zero-downtime schema changes, part 1")
PART_2 = item_id("Zero-downtime schema changes, part 2")
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def edited(roadmap: Roadmap, item: str, **fields: object) -> Roadmap:
    roadmap.execute([command("edit_item", item=item, fields=fields)], by=MAYA, at=NOW)
    return roadmap


def looks(state: State, *, editable: bool = True) -> dict[str, Look]:
    found = plan(state, PlanKey(TODAY, 8))
    review = review_of(state, found, TODAY)
    board = board_of(state, found, TODAY, review=review)
    rows = looks_of(review, board, state, editable=editable)
    return {each.key.split(" ")[0]: each for each in reversed(rows)}


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


@pytest.fixture
def open_page(
    qtbot: QtBot, themes: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Roadmap], SprintsPage]]:
    # On a busy machine a small plan may take longer than nobody notices, and would go to a worker.
    monkeypatch.setattr(sprints_plan, "_SOON", 60.0)
    opened: list[Session] = []

    def make(roadmap: Roadmap) -> SprintsPage:
        session = Session(roadmap, MAYA, clock=lambda: NOW)
        opened.append(session)
        page = SprintsPage(session, themes, Selection())
        qtbot.addWidget(page)
        page.resize(1240, 780)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        qtbot.waitUntil(lambda: page._board is not None)
        return page

    yield make
    QThreadPool.globalInstance().waitForDone()
    for session in opened:
        session.close()


def with_kinds() -> Roadmap:
    """The harbour with an innovation that was not asked and a foundation beside it."""
    roadmap = harbour(committed=True)
    edited(roadmap, DNS, kind="innovation")
    return edited(roadmap, PART_1, kind="foundation")


def choose(page: SprintsPage, code: str) -> Look:
    """Puts the cursor of the open list into the row of a thing."""
    view = page.looking.panel.list
    row = next(n for n, look in enumerate(view.looks.faces) if look.key.startswith(code))
    view.setCurrentIndex(view.looks.index(row))
    assert view.current is not None
    return view.current


def test_the_chip_counts_and_opens_a_list_with_the_most_urgent_first(
    open_page: Callable[[Roadmap], SprintsPage],
) -> None:
    page = open_page(with_kinds())
    panel = page.looking.panel
    QAbstractItemModelTester(panel.list.looks, FATAL, panel.list.looks)
    assert panel.isHidden()
    assert page.strip.isVisible()
    count = len(panel.list.looks.faces)
    assert page.head.look.face.text == str(count)
    assert page.head.look.accessibleName().startswith(f"What to look at: {count} things; ")
    QTest.keyClick(page.board.cut.list, Qt.Key.Key_W)
    assert panel.isVisible()
    assert not page.strip.isVisible()
    assert panel.list.hasFocus()
    assert panel.list.currentIndex().row() == 0
    tones = [look.face.tone for look in panel.list.looks.faces]
    assert tones == sorted(tones, key=["bad", "warn", "muted"].index)
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert page.strip.isVisible()
    assert page.head.look.hasFocus()


def test_a_long_list_is_filled_when_it_is_opened(
    open_page: Callable[[Roadmap], SprintsPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_AT_ONCE", 0)
    page = open_page(with_kinds())
    looks = page.looking.panel.list.looks
    assert looks.rowCount() == 0
    assert page.head.look.face.text != "0"

    page.looking.toggle()

    assert str(looks.rowCount()) == page.head.look.face.text
    assert page.looking.panel.list.currentIndex().row() == 0


def test_arrows_select_the_cards_and_return_goes_to_them(
    open_page: Callable[[Roadmap], SprintsPage],
) -> None:
    page = open_page(with_kinds())
    page.looking.toggle()
    look = choose(page, "split")
    QTest.keyClick(page.looking.panel.list, Qt.Key.Key_Up)
    QTest.keyClick(page.looking.panel.list, Qt.Key.Key_Down)
    assert page._selection.ids == look.ids == (BUS,)
    assert page.looking.panel.list.hasFocus()
    QTest.keyClick(page.looking.panel.list, Qt.Key.Key_Return)
    assert page.board.cut.list.hasFocus()


def test_a_click_on_a_row_selects_and_on_its_button_acts(
    open_page: Callable[[Roadmap], SprintsPage],
) -> None:
    page = open_page(with_kinds())
    page.looking.toggle()
    look = choose(page, "prerequisites_unsaid")
    assert look.face.action == "It needs nothing"
    view = page.looking.panel.list
    view.scrollTo(view.currentIndex())
    box = view.visualRect(view.currentIndex())
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(60, box.center().y()),
    )
    assert page._selection.ids == (DNS,)
    assert not page._session.state.items[DNS].prerequisites_none
    right = QPoint(box.right() - 40, box.center().y())
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, right
    )
    assert page._session.state.items[DNS].prerequisites_none
    codes = {each.key.split(" ")[0] for each in view.looks.faces}
    assert "prerequisites_unsaid" not in codes


def test_control_return_does_what_the_row_offers(
    open_page: Callable[[Roadmap], SprintsPage], qtbot: QtBot
) -> None:
    page = open_page(with_kinds())
    page.looking.toggle()
    control = Qt.KeyboardModifier.ControlModifier
    choose(page, "unestimated")
    with qtbot.waitSignal(page.page_requested) as wanted:
        QTest.keyClick(page.looking.panel.list, Qt.Key.Key_Return, control)
    assert wanted.args == ["backlog"]
    choose(page, "split")
    with qtbot.waitSignal(page.action_requested) as details:
        QTest.keyClick(page.looking.panel.list, Qt.Key.Key_Return, control)
    assert details.args == ["next_pane"]


def test_work_that_takes_longer_than_estimated_asks_what_is_left(
    open_page: Callable[[Roadmap], SprintsPage],
) -> None:
    roadmap = with_kinds()
    edited(roadmap, DNS, estimate={"low": 5.0, "likely": 5.0, "high": 5.0})
    begun = [command("start_item", item=DNS), command("log_progress", item=DNS, actual_days=40.0)]
    roadmap.execute(begun, by=MAYA, at=NOW)
    page = open_page(roadmap)
    page.looking.toggle()
    assert choose(page, "overrun").face.action == "Log progress"
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.looking.panel.list, Qt.Key.Key_Return, control)
    assert page.progress.isVisible()


def test_the_list_follows_the_team_and_the_past_offers_no_changes(
    open_page: Callable[[Roadmap], SprintsPage],
) -> None:
    page = open_page(with_kinds())
    everybody = {each.key for each in page.looking.panel.list.looks.faces}
    page.head.team.choose(derived_id("team", "Edge"))
    edge = {each.key for each in page.looking.panel.list.looks.faces}
    assert f"prerequisites_unsaid {DNS}" in edge
    assert f"split {BUS}" in everybody - edge
    page.head.team.choose("")
    page._session.go_to(page._session.count - 2, animate=False)
    then = page.looking.panel.list.looks.faces
    assert then
    assert {each.action for each in then} <= {"", "details", "backlog", "people"}


def test_with_nothing_to_look_at_the_list_says_so(
    open_page: Callable[[Roadmap], SprintsPage],
) -> None:
    roadmap = harbour(closed=0)
    items = [item.id for item in roadmap.state.items.ordered()]
    roadmap.execute([command("remove_item", item=key) for key in items], by=MAYA, at=NOW)
    page = open_page(roadmap)
    assert page.head.look.face.text == "nothing"
    page.looking.toggle()
    assert page.looking.panel._none.isVisible()
    assert page.looking.panel.close_button.hasFocus()


def test_rows_say_what_presses_and_offer_only_what_can_be_done() -> None:
    state = with_kinds().state
    found = looks(state)
    assert found["prerequisites_unsaid"].spoken.startswith("watch: “Self-service DNS records” is")
    assert found["nobody"].action == "people"
    assert looks(state, editable=False)["prerequisites_unsaid"].action == "details"


def test_balance_stands_with_its_band_in_the_strip_and_in_the_why(
    open_page: Callable[[Roadmap], SprintsPage],
) -> None:
    page = open_page(with_kinds())
    board = page._board
    assert board is not None
    face = balance_face(board)
    assert face is not None
    assert face.band == (0.25, 0.4)
    assert page.strip.balance.isVisible()
    assert page.strip.balance.accessibleName() == "Foundation of choices band 25–40%"
    place = next(n for n, share in enumerate(board.review.foundation) if share is not None)
    assert "strengthen the foundation; the band is 25% to 40%" in balance_text(board, place)
    whole = open_page(harbour(committed=True))
    assert not whole.strip.balance.isVisible()


def test_cards_say_their_latest_start_and_their_place_in_the_chain() -> None:
    roadmap = harbour(committed=True)
    state = roadmap.state
    found = plan(state, PlanKey(TODAY, 8))
    board = board_of(state, found, TODAY, review=review_of(state, found, TODAY))
    renew = state.items[item_id("Renew root CA, re-issue leaf certificates")]
    column = board.column(board.homes[renew.id])
    lines = dict(note_of(renew, board, column, state).lines)
    assert "begun by then it is done in time in 85 of 100 cases" in lines["Latest start"]
    assert board.review.chain == (PART_1, PART_2)
    part = state.items[PART_2]
    lines = dict(note_of(part, board, board.column(board.homes[PART_2]), state).lines)
    assert lines["Chain"].startswith("2 of 2 on the critical chain")


def test_a_card_that_begins_after_its_latest_start_says_by_when_it_has_to() -> None:
    roadmap = harbour()
    dated = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
    fields = {**dated, "mandatory_by": "2027-01-10", "not_before": "2027-01-07", "estimate": 3}
    roadmap.execute([adding("Audit trail", fields)], by=MAYA, at=NOW)
    state = roadmap.state
    found = plan(state, PlanKey(TODAY, 8))
    review = review_of(state, found, TODAY)
    board = board_of(state, found, TODAY, review=review)
    key = item_id("Audit trail")
    tight = [flag.level for flag in review.flags if flag.item == key and flag.code == "tight"]
    assert tight == [Level.WATCH]
    note = note_of(state.items[key], board, board.column(board.homes[key]), state)
    assert note.meta.startswith("begin by ")
    assert note.tone == "warn"
