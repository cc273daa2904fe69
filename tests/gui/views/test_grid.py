"""Does the grid show what is there, and does each gesture make the decision it looks like?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.paint.quadrant import HEADER_HEIGHT, LOW_HEADER_HEIGHT
from gui.paint.text import plain
from gui.selection import Selection
from gui.session import ReasonWanted, Session
from gui.theme import ThemeSource
from gui.views.grid.head import GridHead
from gui.views.grid.page import GridPage
from gui.views.grid.quadrant import QuadrantPanel
from gui.widgets.card_canvas import lines_in
from gui.widgets.card_drag import items_mime
from gui.widgets.card_list_view import CardListView
from roadmap.analysis.items.grid import grid
from roadmap.commands.items import AddItem, EditItem, ReclassifyItem
from roadmap.commands.people import AddPerson
from roadmap.commands.roadmap import EditRoadmap
from roadmap.values import Driver, Quadrant, Status
from tests.gui.views.harbour import (
    BUS,
    CACHE,
    CHOICE,
    DISK,
    DNS,
    NEW,
    PATCH,
    ROOT_CA,
    SHORT,
)

EMERGENCIES = Quadrant.FORCED_SHORT_TERM
PREPARATION = Quadrant.FORCED_LONG_TERM
TWEAKS = Quadrant.DISCRETIONARY_SHORT_TERM
BETS = Quadrant.DISCRETIONARY_LONG_TERM
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def page(
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> GridPage:
    page = GridPage(session, themes, selection)
    for panel in page.panels.values():
        QAbstractItemModelTester(panel.cards, FATAL, panel.cards)
    QAbstractItemModelTester(page.tray.cards, FATAL, page.tray.cards)
    session.reason_wanted.connect(page.claim_reason)
    put(page)
    return page


def shown(page: GridPage, quadrant: Quadrant) -> tuple[str, ...]:
    return page.panels[quadrant].cards.ids


def drop(view: CardListView, ids: tuple[str, ...], at: QPoint) -> None:
    action, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    none, mime = Qt.KeyboardModifier.NoModifier, items_mime(ids)
    for event in (
        QDragEnterEvent(at, action, mime, button, none),
        QDragMoveEvent(at, action, mime, button, none),
        QDropEvent(QPointF(at), action, mime, button, none),
    ):
        QApplication.sendEvent(view.viewport(), event)


def press(page: GridPage, quadrant: Quadrant, key: Qt.Key, row: int = 0) -> None:
    view = page.panels[quadrant].list
    view.setFocus()
    view.setCurrentIndex(view.cards.index(row, 0))
    QTest.keyClick(view, key)


def test_every_open_item_stands_in_its_quadrant(page: GridPage) -> None:
    assert shown(page, EMERGENCIES) == (PATCH, DISK)
    assert shown(page, PREPARATION) == (ROOT_CA,)
    assert shown(page, TWEAKS) == (DNS, CACHE)
    assert shown(page, BETS) == (BUS,)


def test_a_card_says_driver_date_and_effort(page: GridPage) -> None:
    face = page.panels[PREPARATION].list.face(0)
    assert face is not None
    assert (face.title, face.meta, face.effort) == ("Renew root CA", "End of life · 15 Jan", "4 pd")


def test_what_nobody_estimated_is_marked(page: GridPage) -> None:
    face = page.panels[TWEAKS].list.face(0)
    assert face is not None
    assert face.effort == "~3.5 pd"
    assert "Not estimated yet" in face.tooltip


@pytest.mark.parametrize("width", [632, 700, 880])
def test_the_words_above_the_grid_are_whole_or_absent(
    themes: ThemeSource, session: Session, qtbot: QtBot, width: int
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    head = GridHead(themes, session)
    head.setParent(holder)
    head.resize(width, head.height())
    holder.show()
    head.show_grid(grid(session.state), at_now=True, read_only=None)
    QApplication.processEvents()
    assert head.add.geometry().right() < width
    assert head.add.width() == head.add.sizeHint().width()
    shown = plain(head._note._runs)
    assert head._note.width() >= themes.theme.fonts.width(shown)
    assert " open item" in head._note.accessibleName()


def test_the_head_says_share_and_counts(page: GridPage) -> None:
    spoken = page.panels[BETS].head.accessibleDescription()
    assert "choice" in spoken
    assert "46%" in spoken
    assert "1 item · 20 pd" in spoken


def test_a_card_dropped_before_another_takes_its_rank(page: GridPage, session: Session) -> None:
    view = page.panels[TWEAKS].list
    drop(view, (CACHE,), view.visualRect(view.cards.index(0, 0)).topLeft() + QPoint(2, 20))
    assert shown(page, TWEAKS) == (CACHE, DNS)
    assert session.live.items[CACHE].quadrant is TWEAKS


def test_a_card_dropped_in_another_choice_quadrant_moves_in_one_decision(
    page: GridPage, session: Session, qtbot: QtBot
) -> None:
    view = page.panels[BETS].list
    drop(view, (DNS, CACHE), view.visualRect(view.cards.index(0, 0)).topLeft() + QPoint(2, 20))
    assert shown(page, BETS) == (DNS, CACHE, BUS)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.count == 3


def test_a_drop_on_an_empty_quadrant_lands(page: GridPage, session: Session) -> None:
    page.panels[EMERGENCIES].list.setFocus()
    page._moves.put([BUS], TWEAKS)
    drop(page.panels[BETS].list, (DNS,), QPoint(40, 40))
    assert shown(page, BETS) == (DNS,)


def test_a_must_do_is_asked_for_driver_and_date_before_it_lands(
    page: GridPage, session: Session
) -> None:
    page.panels[TWEAKS].list.setFocus()
    press(page, TWEAKS, Qt.Key.Key_2)
    prompt = page.panels[PREPARATION].must_do
    assert prompt.question == "What makes “Self-service DNS” a must do?"
    assert session.live.items[DNS].quadrant is TWEAKS
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_4)
    line = page.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "28 Feb")
    QTest.keyClick(line, Qt.Key.Key_Return)
    item = session.live.items[DNS]
    assert item.quadrant is PREPARATION
    assert item.driver is Driver.SCALING_LIMIT
    assert item.mandatory_by == date(2027, 2, 28)
    assert prompt.isHidden()


def test_escape_in_the_question_leaves_the_card_where_it_was(
    page: GridPage, session: Session
) -> None:
    press(page, TWEAKS, Qt.Key.Key_1)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert page.panels[EMERGENCIES].must_do.isHidden()
    assert session.live.items[DNS].quadrant is TWEAKS


def test_after_a_question_left_open_the_next_key_acts_on_the_same_card(
    page: GridPage, session: Session
) -> None:
    press(page, TWEAKS, Qt.Key.Key_1)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert page.panels[TWEAKS].list.hasFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_4)
    assert session.live.items[DNS].quadrant is BETS
    assert session.live.items[PATCH].quadrant is EMERGENCIES


def test_what_is_known_already_is_not_asked(page: GridPage, session: Session) -> None:
    press(page, EMERGENCIES, Qt.Key.Key_2)
    prompt = page.panels[PREPARATION].must_do
    assert prompt.question == "By when must “Patch OpenSSL” be done?"
    QTest.keyClicks(page.focusWidget(), "in 3 weeks")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    item = session.live.items[PATCH]
    assert (item.driver, item.mandatory_by) == (Driver.SECURITY_VULNERABILITY, date(2026, 12, 11))


def test_a_day_nobody_understands_is_said_beside_the_field(page: GridPage) -> None:
    press(page, EMERGENCIES, Qt.Key.Key_2)
    prompt = page.panels[PREPARATION].must_do
    QTest.keyClicks(page.focusWidget(), "soonish")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    hint = prompt._day.hint
    assert "no day" in hint.text()
    assert hint.isVisible()
    assert hint.width() > prompt.width() * 0.8
    assert not prompt.isHidden()


def test_the_reason_is_asked_where_the_card_landed_and_recorded(
    page: GridPage, session: Session, qtbot: QtBot
) -> None:
    press(page, PREPARATION, Qt.Key.Key_1)
    prompt = page.panels[EMERGENCIES].reason
    assert prompt.question == "Why is “Renew root CA” short-term now?"
    QTest.keyClicks(page.focusWidget(), "The date moved")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.count == 4)
    assert session.told(2).why == "The date moved"
    assert page.panels[EMERGENCIES].list.hasFocus()


def test_skipping_the_reason_loses_nothing(page: GridPage, session: Session, qtbot: QtBot) -> None:
    press(page, PREPARATION, Qt.Key.Key_1)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.live.items[ROOT_CA].quadrant is EMERGENCIES
    assert session.count == 3


def test_alt_arrows_rank_and_then_cross_the_edge(page: GridPage, session: Session) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    view = page.panels[TWEAKS].list
    view.setFocus()
    view.setCurrentIndex(view.cards.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Up, alt)
    assert shown(page, TWEAKS) == (CACHE, DNS)
    assert view.selected_ids() == (CACHE,)
    QTest.keyClick(view, Qt.Key.Key_Right, alt)
    assert session.live.items[CACHE].quadrant is BETS


def test_rank_moves_are_asked_about_once(
    page: GridPage, session: Session, selection: Selection
) -> None:
    view = page.panels[EMERGENCIES].list
    for way in ("down", "up"):
        page._moves.step((PATCH,), EMERGENCIES, way)
    assert page.panels[EMERGENCIES].reason.question == ""
    view.setFocus()
    page._moves._on_pause()
    assert page.panels[EMERGENCIES].reason.question == "Why these 2 moves?"


def test_taking_a_move_back_leaves_only_the_other_one_to_ask_about(
    page: GridPage, session: Session, qtbot: QtBot
) -> None:
    panel = page.panels[EMERGENCIES]
    for way in ("down", "up"):
        page._moves.step((PATCH,), EMERGENCIES, way)
    panel.list.setFocus()
    page._moves._on_pause()
    for question in ("Why this move?", ""):
        with qtbot.waitSignal(session.taken_back):
            session.undo()
        assert panel.reason.question == question
    assert panel.list.hasFocus()
    page._moves._on_pause()
    assert panel.reason.question == ""


def test_rank_moves_are_handed_on_when_the_page_is_left(page: GridPage, session: Session) -> None:
    asked: list[ReasonWanted] = []
    page._moves.step((PATCH,), EMERGENCIES, "down")
    session.reason_wanted.connect(asked.append)
    page.hide()
    assert [wanted.question for wanted in asked] == ["Why this move?"]


def test_delete_sheds_and_asks_why(page: GridPage, session: Session) -> None:
    view = page.panels[TWEAKS].list
    view.setFocus()
    view.setCurrentIndex(view.cards.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert session.live.items[DNS].status is Status.SHED
    assert page.panels[TWEAKS].reason.question == "Why is “Self-service DNS” shed?"


def test_several_cards_move_as_one_decision(page: GridPage, session: Session, qtbot: QtBot) -> None:
    view = page.panels[TWEAKS].list
    view.setFocus()
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.count == 3
    assert {session.live.items[key].quadrant for key in (DNS, CACHE)} == {BETS}


def test_an_arrow_at_the_edge_goes_on_in_the_next_quadrant(
    page: GridPage, selection: Selection
) -> None:
    view = page.panels[EMERGENCIES].list
    view.setFocus()
    view.setCurrentIndex(view.cards.index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert page.panels[PREPARATION].list.hasFocus()
    assert selection.ids == (ROOT_CA,)


def test_choosing_in_one_quadrant_lets_go_of_the_other(
    page: GridPage, selection: Selection
) -> None:
    for quadrant in (EMERGENCIES, BETS):
        view = page.panels[quadrant].list
        view.setFocus()
        view.setCurrentIndex(view.cards.index(0, 0))
    assert selection.ids == (BUS,)
    assert page.panels[EMERGENCIES].list.selected_ids() == ()


def test_words_filter_the_cards(page: GridPage, qtbot: QtBot) -> None:
    page.find_in_page()
    QTest.keyClicks(page.focusWidget(), "cache")
    qtbot.waitUntil(lambda: shown(page, TWEAKS) == (CACHE,))
    assert shown(page, EMERGENCIES) == ()
    empty = page.panels[EMERGENCIES]._empty
    assert empty.isVisible()
    assert empty.sentence.text() == "Nothing here matches the filter."


def test_the_tray_holds_the_unsorted_and_gives_them_to_a_key(
    page: GridPage, session: Session
) -> None:
    page.toggle_tray()
    view = page.tray.list
    assert NEW in view.cards.ids
    view.setCurrentIndex(view.cards.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_3)
    assert session.live.items[NEW].quadrant is TWEAKS
    assert NEW not in view.cards.ids


def test_the_past_shows_what_a_decision_changed_and_cannot_be_changed(
    session: Session, page: GridPage, qtbot: QtBot
) -> None:
    forcing = ReclassifyItem(item=ROOT_CA, fields={"forcing": CHOICE})
    session.execute([forcing], why="Nobody depends on it")
    session.execute([EditItem(item=BUS, fields={"title": "Event bus 2"})])
    qtbot.waitUntil(lambda: session.pending == 0)
    session.go_to(2)
    moved = page.panels[BETS].list.face(page.panels[BETS].cards.row_of(ROOT_CA) or 0)
    assert moved is not None
    assert (moved.changed, moved.changed_note) == (True, "from Preparation")
    ghost = page.panels[PREPARATION].list.face(0)
    assert ghost is not None
    assert ghost.ghost
    refused: list[str] = []
    session.refused.connect(refused.append)
    press(page, TWEAKS, Qt.Key.Key_4)
    assert refused == ["The past is read-only."]
    assert session.live.items[DNS].quadrant is TWEAKS


def test_the_place_an_item_left_cannot_be_selected(
    session: Session, page: GridPage, qtbot: QtBot
) -> None:
    session.execute([ReclassifyItem(item=ROOT_CA, fields={"forcing": CHOICE})], why="x")
    session.execute([EditItem(item=BUS, fields={"title": "Event bus 2"})])
    qtbot.waitUntil(lambda: session.pending == 0)
    session.go_to(2)
    view = page.panels[PREPARATION].list
    view.selectAll()
    assert view.selected_ids() == ()


def test_an_empty_roadmap_says_what_to_do(
    open_session: Callable[..., Session],
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    session = open_session(empty=True)
    page = GridPage(session, themes, selection)
    wanted: list[str] = []
    page.action_requested.connect(wanted.append)
    put(page)
    assert page._empty.isVisible()
    assert page._empty.buttons["add"].isVisible()
    assert not page.head.add.isVisible()  # one way to add is enough, and one primary button
    page._empty.buttons["import"].click()
    assert wanted == ["import"]


def test_a_grid_where_all_waits_to_be_sorted_leads_there(
    open_session: Callable[..., Session],
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    session = open_session(empty=True)
    page = GridPage(session, themes, selection)
    wanted: list[str] = []
    page.page_requested.connect(wanted.append)
    put(page)
    session.execute([AddItem(fields={"title": "One"}), AddItem(fields={"title": "Two"})])
    assert page._waiting.isVisible()
    assert page._waiting.sentence.text().startswith("2 items wait to be sorted")
    page._waiting.buttons["sort"].click()
    assert wanted == ["sort"]
    page._waiting.buttons["tray"].click()
    assert page.tray.isVisible()
    assert page.panels[TWEAKS].isVisible()


def test_ten_thousand_cards_ask_only_for_what_is_seen(
    open_session: Callable[..., Session],
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    many = [
        AddItem(fields={"title": f"Item {number}", "forcing": CHOICE, "horizon": SHORT})
        for number in range(3000)
    ]
    session = open_session(*many)
    page = GridPage(session, themes, selection)
    put(page)
    assert page.panels[TWEAKS].cards.rowCount() == 3002
    assert len(page.panels[TWEAKS].cards._faces) < 60


def test_heads_say_their_share_of_the_coming_capacity(page: GridPage, session: Session) -> None:
    head = page.panels[PREPARATION].head
    assert head.face.capacity_text == ""
    first = EditRoadmap(fields={"sprint_start": date(2026, 11, 16)})
    session.execute([first, AddPerson(fields={"name": "Ines", "start": None})])
    assert head.face.capacity_text.startswith("4 pd is ")
    assert head.face.capacity_text.endswith("of the next three sprints")
    assert head.face.capacity_text in head.accessibleName()


def test_a_low_quadrant_gives_its_second_line_for_a_line_of_cards(
    session: Session, themes: ThemeSource, qtbot: QtBot
) -> None:
    panel = QuadrantPanel(themes, session, EMERGENCIES)
    qtbot.addWidget(panel)
    panel.show_cell(
        grid(session.state).of(EMERGENCIES), "Emergencies", editable=True, filtered=False
    )
    panel.resize(400, 260)
    panel.show()
    assert panel.head.height() == HEADER_HEIGHT
    assert panel.head.toolTip() == ""
    panel.resize(400, 214)
    qtbot.waitUntil(lambda: panel.head.height() == LOW_HEADER_HEIGHT)
    qtbot.waitUntil(lambda: lines_in(panel.list.height()) == 2)
    assert "done within two sprints" in panel.head.toolTip()
    panel.resize(400, 190)  # no second line would fit: the words stay
    qtbot.waitUntil(lambda: panel.head.height() == HEADER_HEIGHT)
