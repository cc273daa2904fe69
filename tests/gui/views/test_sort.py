"""Can a heap of items be sorted with one key each, and is nothing recorded without one?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from gui.models.sort.stopwatch import Stopwatch
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.sort.page import SortPage
from roadmap.commands.items import AddItem, FinishItem
from roadmap.values import Driver, Quadrant
from tests.gui.views.harbour import CVE, NEW

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def page(
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> SortPage:
    page = SortPage(session, themes, selection)
    QAbstractItemModelTester(page.items.items, FATAL, page)
    QAbstractItemModelTester(page.groups.groups, FATAL, page)
    put(page)
    page.items.view.setFocus()
    return page


def press(page: SortPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(page.focusWidget(), key, modifier or Qt.KeyboardModifier.NoModifier)


def go_to(page: SortPage, item: str) -> None:
    group = next(at for at, each in enumerate(page._sitting.groups) if item in each.items)
    page.groups.view.setCurrentIndex(page.groups.groups.index(group))
    row = page.items.items.row_of(item)
    assert row is not None
    page.items.view.selectRow(row)
    page.items.view.setFocus()


def test_nothing_is_recorded_by_looking(page: SortPage, session: Session) -> None:
    go_to(page, CVE)
    assert session.live.items[CVE].quadrant is Quadrant.UNSORTED
    assert session.pending == 0


def test_return_accepts_the_suggestion_with_its_driver(page: SortPage, session: Session) -> None:
    go_to(page, CVE)
    press(page, Qt.Key.Key_Return)
    item = session.live.items[CVE]
    assert item.quadrant is Quadrant.FORCED_SHORT_TERM
    assert item.driver is Driver.SECURITY_VULNERABILITY


def test_a_digit_sorts_into_its_quadrant(page: SortPage, session: Session) -> None:
    go_to(page, NEW)
    press(page, Qt.Key.Key_3)
    assert session.live.items[NEW].quadrant is Quadrant.DISCRETIONARY_SHORT_TERM


def test_what_preparation_lacks_is_asked_in_the_card(page: SortPage, session: Session) -> None:
    go_to(page, NEW)
    press(page, Qt.Key.Key_2)
    assert page.card.prompt.question == "What makes “Tiny tweak” a must do?"
    press(page, Qt.Key.Key_6)
    line = page.focusWidget()
    QTest.keyClicks(line, "31 Mar")
    QTest.keyClick(line, Qt.Key.Key_Return)
    item = session.live.items[NEW]
    assert item.quadrant is Quadrant.FORCED_LONG_TERM
    assert (item.driver, item.mandatory_by) == (Driver.REGULATION, date(2027, 3, 31))


def test_the_trackers_date_serves_as_the_mandatory_one(page: SortPage, session: Session) -> None:
    go_to(page, CVE)
    press(page, Qt.Key.Key_2)
    assert session.live.items[CVE].mandatory_by == date(2026, 11, 24)


def test_another_driver_is_kept_until_the_key_that_sorts(page: SortPage, session: Session) -> None:
    go_to(page, CVE)
    press(page, Qt.Key.Key_D)
    press(page, Qt.Key.Key_3)
    assert session.live.items[CVE].quadrant is Quadrant.UNSORTED
    press(page, Qt.Key.Key_Return)
    assert session.live.items[CVE].driver is Driver.KEY_USER


def test_undo_brings_the_last_one_back_and_selects_it(
    page: SortPage, session: Session, qtbot: QtBot
) -> None:
    go_to(page, CVE)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: session.live.items[CVE].quadrant is Quadrant.UNSORTED)
    assert page.items.current() == CVE


def test_later_puts_an_item_at_the_end_of_its_group(
    open_session: Callable[..., Session],
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    keys = [f"{number:010d}" for number in range(20, 23)]
    add = [AddItem(item=key, fields={"title": f"Postgres {key}"}) for key in keys]
    session = open_session(*add)
    page = SortPage(session, themes, selection)
    put(page)
    go_to(page, keys[0])
    press(page, Qt.Key.Key_Space)
    assert [row.item for row in page.items.items.rows] == [keys[1], keys[2], keys[0]]
    assert page.items.current() == keys[1]


def test_thirty_items_are_sorted_in_as_many_keys(
    open_session: Callable[..., Session],
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> None:
    add = [AddItem(fields={"title": f"Rewrite service {number}"}) for number in range(30)]
    session = open_session(*add)
    page = SortPage(session, themes, selection)
    put(page)
    page.items.view.setFocus()
    for _ in range(32):
        press(page, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert page._sitting.progress(session.live) == (32, 32)
    assert page._empty.isVisible()
    assert page._empty.sentence.text() == "All sorted. See the grid."


def test_what_is_done_before_it_was_sorted_does_not_count_as_sorted(
    page: SortPage, session: Session
) -> None:
    done, count = page._sitting.progress(session.live)
    first = page._sitting.items(session.live)[0]
    session.execute([FinishItem(item=first.id)])
    assert page._sitting.progress(session.live) == (done, count - 1)


def test_shift_return_accepts_what_is_whole_and_leaves_the_rest(
    page: SortPage, session: Session, qtbot: QtBot
) -> None:
    go_to(page, CVE)
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.live.items[CVE].quadrant is Quadrant.FORCED_SHORT_TERM
    assert session.live.items[NEW].quadrant is Quadrant.UNSORTED


def test_several_rows_are_sorted_as_one_decision(
    open_session: Callable[..., Session],
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> None:
    keys = [f"{number:010d}" for number in range(20, 24)]
    add = [AddItem(item=key, fields={"title": f"Postgres {key}"}) for key in keys]
    session = open_session(*add)
    page = SortPage(session, themes, selection)
    put(page)
    go_to(page, keys[0])
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.count == 4
    assert [session.live.items[key].quadrant for key in keys[:3]] == [
        Quadrant.DISCRETIONARY_LONG_TERM,
        Quadrant.DISCRETIONARY_LONG_TERM,
        Quadrant.UNSORTED,
    ]
    assert page.items.current() == keys[2]


def test_time_counts_while_there_is_something_to_sort_and_anew_for_the_next_heap(
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> None:
    time, pages = [100.0], QStackedWidget()
    page = SortPage(session, themes, selection)
    page.watch = Stopwatch(lambda: time[0])
    pages.addWidget(page)
    pages.addWidget(QWidget())
    put(pages)
    time[0] += 30
    pages.setCurrentIndex(1)
    time[0] += 3600
    pages.setCurrentIndex(0)
    for key in (CVE, NEW):
        go_to(page, key)
        time[0] += 5
        press(page, Qt.Key.Key_4)
    time[0] += 3600
    assert page._sitting.progress(session.live) == (2, 2)
    assert page.watch.seconds == 40
    session.execute([AddItem(fields={"title": "Another import"})])
    qtbot.waitUntil(lambda: session.pending == 0)
    assert page._sitting.progress(session.live) == (0, 1)
    time[0] += 2
    assert page.watch.seconds == 2


def test_a_button_with_the_focus_is_pressed_by_return(page: SortPage) -> None:
    wanted: list[str] = []
    page.page_requested.connect(wanted.append)
    page.head._later.setFocus()
    QTest.keyClick(page.head._later, Qt.Key.Key_Return)
    assert wanted == ["grid"]


def test_escape_leaves(page: SortPage) -> None:
    wanted: list[str] = []
    page.page_requested.connect(wanted.append)
    press(page, Qt.Key.Key_Escape)
    assert wanted == ["grid"]
