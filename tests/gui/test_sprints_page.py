"""Does the sprints page show the plan, and does each gesture make the decision it looks like?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QThreadPool
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.models.sprints.board import Board, board_of
from gui.models.sprints.ends import early_text
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource, apply
from gui.views.sprints import plan as sprints_plan
from gui.views.sprints.board import SprintsBoard
from gui.views.sprints.column import SprintColumn
from gui.views.sprints.page import SprintsPage
from gui.widgets.card_drag import items_mime
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.sprints.commitment import outcome_of
from roadmap.calendars import ONE_DAY
from roadmap.commands.sprints import CloseSprint
from roadmap.values import Status
from tests.gui.sprints_harbour import BET, MAYA, NOW, adding, command, harbour, item_id

PATCH = item_id("Patch OpenSSL on edge proxies")
RENEW = item_id("Renew root CA, re-issue leaf certificates")
DNS = item_id("Self-service DNS records")
RETRY = item_id("Retry budget in the client library")
BUS = item_id("Event bus as the default integration")
BARE = item_id("Shadow traffic")  # a choice that a test adds
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


@pytest.fixture
def open_page(
    qtbot: QtBot, themes: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., SprintsPage]]:
    # On a busy machine a small plan may take longer than nobody notices, and would go to a worker.
    monkeypatch.setattr(sprints_plan, "_SOON", 60.0)
    opened: list[Session] = []

    def make(**given: bool | int) -> SprintsPage:
        session = Session(harbour(**given), MAYA, clock=lambda: NOW)  # type: ignore[arg-type]  # keywords of the builder
        opened.append(session)
        page = SprintsPage(session, themes, Selection())
        session.reason_wanted.connect(page.claim_reason)
        qtbot.addWidget(page)
        page.resize(1240, 780)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield make
    QThreadPool.globalInstance().waitForDone()
    for session in opened:
        session.close()


@pytest.fixture
def page(open_page: Callable[..., SprintsPage]) -> SprintsPage:
    page = open_page(committed=True)
    for column in page.board.all:
        QAbstractItemModelTester(column.cards, FATAL, column.cards)
    return page


def far_board(themes: ThemeSource, qtbot: QtBot) -> tuple[SprintsBoard, Board]:
    """Return a board in which few of its sprints have room, as it is shown for the first time."""
    state = harbour(committed=True).state
    found = board_of(state, plan(state, PlanKey(NOW.date(), 40)), NOW.date())
    shown = SprintsBoard(themes)
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    shown.show()
    shown.show_board(found, state, {}, editable=True)
    return shown, found


@pytest.fixture
def said(page: SprintsPage) -> list[str]:
    texts: list[str] = []
    page._session.said.connect(lambda text, _undo: texts.append(text))
    page._session.refused.connect(texts.append)
    return texts


def column(page: SprintsPage, number: int | None) -> SprintColumn:
    found = page.board.column_of(number)
    assert found is not None
    return found


def holder(page: SprintsPage, key: str) -> int | None:
    assert page._board is not None
    return page._board.homes[key]


def drop(target: SprintColumn, ids: tuple[str, ...]) -> None:
    action, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    none, mime, at = Qt.KeyboardModifier.NoModifier, items_mime(ids), QPoint(20, 300)
    for event in (
        QDragEnterEvent(at, action, mime, button, none),
        QDragMoveEvent(at, action, mime, button, none),
        QDropEvent(QPointF(at), action, mime, button, none),
    ):
        QApplication.sendEvent(target.list.viewport(), event)


def press(page: SprintsPage, key: str, *keys: Qt.Key, alt: bool = False) -> None:
    """Presses keys on the card of an item."""
    place = column(page, holder(page, key))
    row = place.cards.row_of(key)
    assert row is not None
    place.list.setFocus()
    place.list.setCurrentIndex(place.cards.index(row))
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    for each in keys:
        QTest.keyClick(place.list, each, modifier)


def test_the_columns_show_sprints_cards_and_bars(page: SprintsPage) -> None:
    titles = [each.head.face.title for each in page.board.columns[:4]]
    assert titles == ["Sprint 37", "Sprint 38", "Sprint 39", "Sprint 40"]
    committed = column(page, 39)
    assert PATCH in committed.cards.ids
    assert committed.head.face.tag == "committed"
    assert "16.9 pd" in committed.head.face.amount
    assert BUS in page.board.cut.cards.ids
    assert "not placed in the next 8 sprints" in page.board.cut.note.text()


def test_below_the_cut_line_leads_to_what_could_be_shed(page: SprintsPage, qtbot: QtBot) -> None:
    link = page.board.cut.find_room
    assert link.isVisible()
    assert link.accessibleName() == "Find room: what could be shed?"
    with qtbot.waitSignal(page.page_requested) as wanted:
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert wanted.args == ["what-if"]


def test_a_head_says_everything_to_a_screen_reader(page: SprintsPage) -> None:
    head = column(page, 40).head
    assert head.accessibleName().startswith("Sprint 40, 30 Nov–13 Dec, 15.6 of 25.6 pd, 3.4 free")
    assert "Edge: network:" in head.accessibleDescription()


def test_a_card_dropped_into_the_committed_sprint_is_pulled_in(
    page: SprintsPage, said: list[str], qtbot: QtBot
) -> None:
    drop(column(page, 39), (RENEW,))
    assert holder(page, RENEW) == 39
    assert said == [
        "“Renew root CA, re-issue leaf certificates” pulled into sprint 39, 3.8 pd over"
    ]
    assert column(page, 39).head.face.rest == "3.8 over"
    assert page._selection.ids == (RENEW,)
    qtbot.waitUntil(lambda: page._session.pending == 0)


def test_a_push_asks_why_where_the_card_landed(page: SprintsPage, qtbot: QtBot) -> None:
    drop(column(page, 40), (PATCH,))
    prompt = page.reason
    assert prompt.question == "Why is “Patch OpenSSL on edge proxies” out of sprint 39?"
    QTest.keyClicks(page.focusWidget(), "Vendor is late")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    session = page._session
    qtbot.waitUntil(lambda: session.pending == 0 and prompt.isHidden())
    qtbot.waitUntil(lambda: session.told(session.count - 2).why == "Vendor is late")
    assert column(page, holder(page, PATCH)).list.hasFocus()


def test_alt_right_moves_to_the_next_sprint_and_keeps_the_keyboard(page: SprintsPage) -> None:
    press(page, DNS, Qt.Key.Key_Right, alt=True)
    assert holder(page, DNS) == 43
    assert page._session.state.items[DNS].not_before is not None
    assert column(page, 43).list.hasFocus()
    assert column(page, 43).list.selected_ids() == (DNS,)


def test_alt_up_ranks_earlier(page: SprintsPage) -> None:
    press(page, RETRY, Qt.Key.Key_Up, alt=True)
    items = page._session.state.items
    assert items[RETRY].order < items[DNS].order


def test_arrows_go_on_into_the_next_column(page: SprintsPage) -> None:
    press(page, PATCH, Qt.Key.Key_Right)
    assert column(page, 40).list.hasFocus()
    assert page._selection.current in column(page, 40).cards.ids


def test_dropped_on_a_closed_sprint_nothing_happens(page: SprintsPage) -> None:
    before = page._session.state
    drop(column(page, 38), (DNS,))
    assert page._session.state is before


def test_what_cannot_be_brought_forward_says_why(page: SprintsPage, said: list[str]) -> None:
    drop(column(page, 41), (DNS,))
    assert len(said) == 1
    assert "stays in sprint 42: the first sprint after the freeze" in said[0]


def test_commit_lists_what_is_committed_and_leaves_out_what_is_unticked(
    page: SprintsPage, said: list[str]
) -> None:
    QTest.keyClick(column(page, 40).list, Qt.Key.Key_C)
    popover = page.commit
    assert popover.isVisible()
    assert popover.heading.text() == "Commit sprint 40: 3 items, 15.6 pd"
    assert popover.button.hasFocus()
    left_out = popover.list.item(0)
    left_out.setCheckState(Qt.CheckState.Unchecked)
    chosen = popover.chosen
    assert len(chosen) == 2
    QTest.keyClick(popover.button, Qt.Key.Key_Return)
    sprint = next(s for s in page._session.state.sprints.ordered() if s.number == 40)
    assert set(sprint.items) == set(chosen)
    assert said[-1].startswith("Sprint 40 committed: 2 items")
    assert popover.isHidden()
    assert page.head.commit.face.text == "Commit sprint 41"


def test_escape_leaves_the_commitment_and_gives_the_keyboard_back(page: SprintsPage) -> None:
    place = column(page, 40).list
    place.setFocus()
    QTest.keyClick(place, Qt.Key.Key_C)
    QTest.keyClick(page.commit.button, Qt.Key.Key_Escape)
    assert page.commit.isHidden()
    assert place.hasFocus()


def test_closing_records_the_note_and_turns_actions_into_items(page: SprintsPage) -> None:
    page.head.close_sprint.click()
    popover = page.closing
    assert popover.heading.text() == "Close sprint 39"
    popover.note.setPlainText("Quiet on call")
    popover.actions_.setPlainText("Write the runbook\n\nAlert on disk\n")
    QTest.keyClick(popover.actions_, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    state = page._session.state
    sprint = next(s for s in state.sprints.ordered() if s.number == 39)
    assert sprint.outcome is not None
    assert sprint.note == "Quiet on call"
    titles = {item.title for item in state.items.ordered() if "retrospective" in item.labels}
    assert titles == {"Write the runbook", "Alert on disk"}
    assert column(page, 39).head.face.tag == "closed"


def test_closing_before_the_last_day_says_that_it_is_early(page: SprintsPage) -> None:
    page._session.execute([command("finish_item", item=PATCH)])
    page.ask_close()
    assert page.closing.early.isVisible()
    said = "This ends the sprint 9 days early with 1 of 4 items done."
    assert page.closing.early.text() == said


def test_on_its_last_day_a_sprint_is_not_early(page: SprintsPage) -> None:
    state = page._session.state
    sprint = next(s for s in state.sprints.ordered() if s.number == 39)
    last = sprint.end - ONE_DAY
    assert early_text(sprint, outcome_of(state, sprint, last), last) == ""
    before = last - ONE_DAY
    said = early_text(sprint, outcome_of(state, sprint, before), before)
    assert said.startswith("This ends the sprint 1 day early")


def test_the_last_closed_sprint_can_be_reopened(page: SprintsPage, said: list[str]) -> None:
    page._session.execute([CloseSprint(number=39)])
    page._on_reopen_requested()
    sprint = next(s for s in page._session.state.sprints.ordered() if s.number == 39)
    assert sprint.outcome is None
    assert said[-1] == "Sprint 39 is open again"


def test_progress_is_logged_and_begins_the_item(page: SprintsPage) -> None:
    press(page, PATCH, Qt.Key.Key_L)
    popover = page.progress
    assert popover.heading.text() == "Progress of “Patch OpenSSL on edge proxies”"
    popover.left.setText("soon")
    QTest.keyClick(popover.left, Qt.Key.Key_Return)
    assert "soon" in popover.error.text()
    popover.left.setText("1.5")
    popover.spent.setText("2")
    QTest.keyClick(popover.spent, Qt.Key.Key_Return)
    item = page._session.state.items[PATCH]
    assert (item.status, item.remaining_days, item.actual_days) == (Status.IN_PROGRESS, 1.5, 2.0)
    assert popover.isHidden()


def test_nothing_typed_is_no_progress(page: SprintsPage) -> None:
    press(page, PATCH, Qt.Key.Key_L)
    QTest.keyClick(page.progress.left, Qt.Key.Key_Return)
    assert page.progress.error.text().startswith("Say how many person-days")


def test_start_and_finish_by_key(page: SprintsPage) -> None:
    press(page, PATCH, Qt.Key.Key_S)
    assert page._session.state.items[PATCH].status is Status.IN_PROGRESS
    press(page, PATCH, Qt.Key.Key_F)
    assert page._session.state.items[PATCH].status is Status.DONE
    face = column(page, 39).list.face(column(page, 39).cards.row_of(PATCH) or 0)
    assert face is not None
    assert face.meta == "done"


def test_return_tells_why_a_card_stands_there(page: SprintsPage) -> None:
    press(page, RENEW, Qt.Key.Key_Return)
    assert page.card.isVisible()
    assert page.card.heading.text() == "Renew root CA, re-issue leaf certificates"
    QTest.keyClick(page.card, Qt.Key.Key_Escape)
    assert page.card.isHidden()


def test_a_head_tells_where_the_person_days_come_from(page: SprintsPage) -> None:
    head = column(page, 40).head
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Return)
    assert page.why.isVisible()
    assert page.why.heading.text() == "Why 25.6 person-days?"
    assert page.why.table.model().rowCount() == 8
    assert page.why.sum.text() == "25.6 people = 25.6 pd"
    QTest.keyClick(page.why.table, Qt.Key.Key_Escape)
    assert page.why.isHidden()
    assert head.hasFocus()


def test_the_series_are_charts_and_a_table(page: SprintsPage) -> None:
    assert page.strip.isVisible()
    assert "Sprint 38: 100%" in page.strip.charts[0].accessibleDescription()
    page.strip.table.click()
    assert page.table.isVisible()
    assert page.table.table.model().rowCount() == 3


def test_a_team_shows_only_its_items(page: SprintsPage) -> None:
    team = next(t for t in page._session.state.teams.ordered() if t.name == "Edge")
    page.head.chips.team.pressed.emit()
    page.head.team.choose(team.id)
    items = page._session.state.items
    shown = [key for each in page.board.all for key in each.cards.ids]
    assert shown
    assert {items[key].team for key in shown} == {team.id}


def test_value_mode_waits_behind_advanced(page: SprintsPage, qtbot: QtBot) -> None:
    assert page.head.mode.isHidden()
    page.head._on_advanced(True)
    page.head.mode.choose("value")
    qtbot.waitUntil(lambda: page._board is not None and page._board.plan.mode == "value")
    page.head._on_advanced(False)
    assert page.head.plan_mode == "priority"


def test_without_people_the_page_says_what_comes_first(
    open_page: Callable[..., SprintsPage], qtbot: QtBot
) -> None:
    page = open_page(people=False, closed=0)
    assert page.empty.isVisible()
    assert page.board.isHidden()
    assert page.empty.sentence.text() == "Add the people first: a sprint needs capacity."
    with qtbot.waitSignal(page.page_requested) as wanted:
        page.empty.buttons["people"].click()
    assert wanted.args == ["people"]


def test_without_a_first_day_the_page_asks_for_it(page: SprintsPage) -> None:
    page._session.execute([command("edit_roadmap", sprint_start=None)])
    assert page.undated.isVisible()
    assert page.empty.isHidden()


def test_the_past_shows_the_plan_of_then_and_takes_nothing(page: SprintsPage) -> None:
    session = page._session
    index = session.index_at_end_of(NOW.date() - 22 * ONE_DAY)
    session.go_to(index, animate=False)
    assert [each.head.face.title for each in page.board.columns][-1] != "Sprint 45"
    assert column(page, 37).head.face.tag == "committed"
    assert page.head.commit.isHidden()
    assert page.head.close_sprint.isHidden()
    before = session.state
    drop(column(page, 38), (item_id("Work 37-1"),))
    page.ask_commit()
    assert page.commit.isHidden()
    assert session.state is before


def test_a_large_plan_is_made_elsewhere_and_the_last_picture_stays(
    open_page: Callable[..., SprintsPage], qtbot: QtBot
) -> None:
    page = open_page(committed=True)
    shown = column(page, 40).cards.ids
    adds = [adding(f"Item {n}", {"estimate": 1}) for n in range(400)]
    page._source._seconds_per_item["priority"] = 60.0
    page._session.execute(adds)
    assert page._source.busy
    assert column(page, 40).cards.ids == shown
    qtbot.waitUntil(lambda: not page._source.busy, timeout=5000)
    assert page._board is not None
    assert item_id("Item 7") in page._board.homes


def test_everything_reachable_has_a_name(page: SprintsPage) -> None:
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(page)
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_what_a_decision_moved_is_lit_up_until_the_next(page: SprintsPage) -> None:
    press(page, DNS, Qt.Key.Key_Right, alt=True)
    place = column(page, 43)
    face = place.list.face(place.cards.row_of(DNS) or 0)
    assert face is not None
    assert face.changed
    page._session.execute([command("edit_item", item=BUS, notes="Still open")])
    face = place.list.face(place.cards.row_of(DNS) or 0)
    assert face is not None
    assert not face.changed


def test_nobody_waits_for_a_search_that_was_left(page: SprintsPage) -> None:
    page.head._on_advanced(True)
    page.head.mode.choose("value")
    page.head.mode.choose("priority")
    assert not page._source.busy
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert page._board is not None
    assert page._board.plan.mode == "priority"


def test_a_sprint_is_committed_as_a_whole_whatever_is_filtered(page: SprintsPage) -> None:
    team = next(t for t in page._session.state.teams.ordered() if t.name == "Edge")
    page.head.chips.team.pressed.emit()
    page.head.team.choose(team.id)
    page.ask_commit()
    assert page.commit.heading.text() == "Commit sprint 40: 3 items, 15.6 pd"
    assert page.commit.lines[0].text().startswith("15.6 pd of 19.1 pd that the reserve leaves")


# -- many columns ---------------------------------------------------------------------------------


def test_columns_out_of_view_follow_those_in_view(themes: ThemeSource, qtbot: QtBot) -> None:
    shown, found = far_board(themes, qtbot)
    in_view = len(shown.there) - 1

    with qtbot.waitSignal(shown.completed):
        assert 3 < in_view < len(found.columns)

    numbers = [column.number for column in shown.there]
    assert numbers == [*(column.number for column in found.columns), None]
    assert all(column.isVisible() for column in shown.there)


def test_who_goes_through_the_columns_finds_all_of_them(themes: ThemeSource, qtbot: QtBot) -> None:
    shown, found = far_board(themes, qtbot)
    last = found.columns[-1].number
    assert all(column.number != last for column in shown.there)

    column = shown.column_of(last)

    assert column is not None
    assert column.number == last
    assert len(shown.columns) == len(found.columns)


# -- what a long-term choice lacks ----------------------------------------------------------------


def with_bare_bet(page: SprintsPage) -> SprintsPage:
    """Adds a choice that nobody described and for which the next sprint has room; asks for it."""
    page._session.execute([adding("Shadow traffic", {**BET, "estimate": 1})])
    assert holder(page, BARE) == 40
    page.ask_commit()
    assert BARE in page.commit.chosen
    return page


def test_a_refused_commitment_stays_open_and_marks_what_lacks_a_description(
    page: SprintsPage, said: list[str]
) -> None:
    popover = with_bare_bet(page).commit
    assert set(popover.list.links) == {BARE}
    popover.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    chosen = popover.chosen
    QTest.keyClick(popover.button, Qt.Key.Key_Return)
    assert popover.isVisible()
    assert popover.chosen == chosen
    assert popover.error.text().startswith("A long-term choice lacks what it needs: write it down")
    link = popover.list.links[BARE]
    assert link.hasFocus()
    assert link.accessibleName() == "Shadow traffic: needs problem and approach"
    assert said == []


def test_without_what_is_undescribed_the_sprint_is_committed(page: SprintsPage) -> None:
    popover = with_bare_bet(page).commit
    popover.save()
    row = popover.chosen.index(BARE)
    popover.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert popover.error.isHidden()
    QTest.keyClick(popover.button, Qt.Key.Key_Return)
    assert popover.isHidden()
    sprint = next(s for s in page._session.state.sprints.ordered() if s.number == 40)
    assert BARE not in sprint.items


def test_from_the_mark_one_describes_the_choice_and_goes_on_to_commit(
    page: SprintsPage, said: list[str]
) -> None:
    popover = with_bare_bet(page).commit
    QTest.keyClick(popover.button, Qt.Key.Key_Return)
    QTest.keyClick(popover.list.links[BARE], Qt.Key.Key_Return)
    form = page.describe
    assert form.fields["problem"].hasFocus()
    assert form.fields["alternative"].isHidden()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(form.fields["problem"], Qt.Key.Key_Return, control)
    assert form.error.text() == "Write problem and approach first."
    form.fields["problem"].setPlainText("Releases are tried on customers first")
    form.fields["approach"].setPlainText("Mirror a share of the requests")
    QTest.keyClick(form.fields["approach"], Qt.Key.Key_Return, control)
    assert form.isHidden()
    assert page._session.state.items[BARE].problem == "Releases are tried on customers first"
    assert said == ["“Shadow traffic”: problem and approach written down"]
    assert popover.list.links == {}
    assert popover.button.hasFocus()
    QTest.keyClick(popover.button, Qt.Key.Key_Return)
    sprint = next(s for s in page._session.state.sprints.ordered() if s.number == 40)
    assert BARE in sprint.items


def test_the_popover_of_a_card_offers_what_it_lacks(page: SprintsPage) -> None:
    page._session.execute([adding("Shadow traffic", {**BET, "estimate": 1})])
    press(page, BARE, Qt.Key.Key_Return)
    offered = {button.face.text: button for button in page.card._offered}
    offered["Write problem and approach"].click()
    assert page.card.isHidden()
    assert page.describe.heading.text() == "Shadow traffic"
    assert page.describe.fields["problem"].hasFocus()
