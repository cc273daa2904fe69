"""Are an emergency and an item captured with a few keys, as one decision each?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.item import ItemForm
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.emergency import EmergencyPopover
from gui.views.grid.page import GridPage
from roadmap.analysis.items.grid import grid
from roadmap.state import Item
from roadmap.values import Driver, Estimate, Kind, Quadrant


@pytest.fixture
def page(
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> GridPage:
    page = GridPage(session, themes, selection)
    put(page)
    return page


@pytest.fixture
def emergency(page: GridPage) -> EmergencyPopover:
    page.capture_emergency()
    return page._emergency


@pytest.fixture
def form(page: GridPage) -> ItemForm:
    page.add_item(Quadrant.FORCED_LONG_TERM)
    return page._form


def keys(page: QWidget, *presses: Qt.Key) -> None:
    for key in presses:
        QTest.keyClick(page.focusWidget(), key)


def test_an_emergency_takes_a_title_a_digit_and_return(
    page: GridPage, emergency: EmergencyPopover, session: Session, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.focusWidget(), "Disk full on orders")
    keys(page, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.pending == 0)
    first = grid(session.live).of(Quadrant.FORCED_SHORT_TERM).items[0]
    item = session.live.items[first]
    assert (item.title, item.driver) == ("Disk full on orders", Driver.INCIDENT)
    (logged,) = session.live.interruptions.ordered()
    assert (logged.item, logged.driver) == (first, Driver.INCIDENT)
    assert session.count == 3
    assert emergency.isHidden()


def test_after_the_driver_comes_the_effort_and_return_saves_there(
    page: GridPage, emergency: EmergencyPopover, session: Session, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.focusWidget(), "Disk full on orders")
    keys(page, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.pending == 0)
    first = grid(session.live).of(Quadrant.FORCED_SHORT_TERM).items[0]
    item = session.live.items[first]
    assert (item.title, item.estimate) == ("Disk full on orders", Estimate(2))
    assert emergency.isHidden()


def test_tab_goes_through_the_form_to_save_and_never_to_cancel(
    page: GridPage, emergency: EmergencyPopover, session: Session, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.focusWidget(), "Disk full on orders")
    keys(page, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Tab)
    assert emergency.save_button.hasFocus()
    keys(page, Qt.Key.Key_Tab)
    assert not emergency._cancel.hasFocus()
    emergency.save_button.setFocus()
    keys(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.live.interruptions.ordered()[0].title == "Disk full on orders"


def test_an_emergency_half_typed_stays_until_it_is_given_up(
    page: GridPage, emergency: EmergencyPopover
) -> None:
    QTest.keyClicks(page.focusWidget(), "Disk full")
    keys(page, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_5)
    page.panels[Quadrant.FORCED_SHORT_TERM].list.setFocus()
    page.capture_emergency()
    assert emergency.title.hasFocus()
    typed = (emergency.title.text(), emergency._picker.value, emergency._effort.line.text())
    assert typed == ("Disk full", Driver.SECURITY_VULNERABILITY, "5")
    keys(page, Qt.Key.Key_Escape)
    page.capture_emergency()
    typed = (emergency.title.text(), emergency._picker.value, emergency._effort.line.text())
    assert typed == ("", None, "")


def test_what_was_added_is_selected_where_it_stands(
    page: GridPage, emergency: EmergencyPopover, selection: Selection
) -> None:
    QTest.keyClicks(page.focusWidget(), "Disk full on orders")
    keys(page, Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Return)
    view = page.panels[Quadrant.FORCED_SHORT_TERM].list
    assert selection.ids == view.selected_ids() == (view.cards.ids[0],)
    assert view.hasFocus()


def test_alt_and_a_digit_name_the_driver_while_typing(
    page: GridPage, emergency: EmergencyPopover, session: Session
) -> None:
    QTest.keyClicks(page.focusWidget(), "Queue stalls")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    keys(page, Qt.Key.Key_Return)
    assert session.live.interruptions.ordered()[0].driver is Driver.KEY_USER


def test_digits_in_the_title_are_text(
    page: GridPage, emergency: EmergencyPopover, session: Session
) -> None:
    QTest.keyClicks(page.focusWidget(), "HTTP 502 on edge 1")
    assert emergency.title.text() == "HTTP 502 on edge 1"
    assert session.pending == 0


def test_an_emergency_without_a_title_is_not_recorded(
    page: GridPage, emergency: EmergencyPopover, session: Session
) -> None:
    keys(page, Qt.Key.Key_Return)
    assert emergency.isVisible()
    assert "what has to be done" in emergency.error.text()
    assert session.pending == 0


def test_escape_leaves_the_form(page: GridPage, emergency: EmergencyPopover) -> None:
    keys(page, Qt.Key.Key_Escape)
    assert emergency.isHidden()


def test_a_new_item_says_what_its_quadrant_needs(
    page: GridPage, form: ItemForm, session: Session
) -> None:
    QTest.keyClicks(page.focusWidget(), "Leave the old data centre")
    keys(page, Qt.Key.Key_Return)
    assert "Press 1 to 8" in form.error.text()
    keys(page, Qt.Key.Key_8)
    QTest.keyClicks(page.focusWidget(), "28 Feb")
    form._effort.set_text("2/5/9")
    keys(page, Qt.Key.Key_Return)
    item = next(each for each in session.live.items.ordered() if "data centre" in each.title)
    assert item.quadrant is Quadrant.FORCED_LONG_TERM
    assert (item.driver, item.mandatory_by) == (Driver.COST_CEILING, date(2027, 2, 28))
    assert item.estimate == Estimate(5, 2, 9)


def test_an_effort_that_cannot_be_read_is_said_once(page: GridPage, form: ItemForm) -> None:
    form.leave()
    page.add_item()
    QTest.keyClicks(page.focusWidget(), "Leave the old data centre")
    form._effort.line.setFocus()
    QTest.keyClicks(form._effort.line, "a lot")
    QTest.keyClick(form._effort.line, Qt.Key.Key_Return)
    assert "3, 2-5, 2/3/8 or M" in form.error.text()
    assert form._effort.hint.text() == ""


def test_a_title_alone_is_enough_for_an_unsorted_item(page: GridPage, session: Session) -> None:
    page.add_item()
    QTest.keyClicks(page.focusWidget(), "Look into it")
    keys(page, Qt.Key.Key_Return)
    found = [each for each in session.live.items.ordered() if each.title == "Look into it"]
    assert [item.quadrant for item in found] == [Quadrant.UNSORTED]


def test_an_innovation_is_asked_what_it_needs_and_may_leave_it_open(
    page: GridPage, session: Session
) -> None:
    def add(title: str, answer: Callable[[ItemForm], None]) -> Item:
        page.add_item(Quadrant.DISCRETIONARY_LONG_TERM)
        form = page._form
        form.title.setText(title)
        assert form._kind.isVisible()
        assert not form._needs.isVisible()
        form._kind.set_value("innovation")
        form._kind.chosen.emit("innovation")
        assert form._needs.isVisible()
        answer(form)
        keys(page, Qt.Key.Key_Return)
        assert form.isHidden()
        return next(each for each in session.live.items.ordered() if each.title == title)

    def pick(form: ItemForm) -> None:
        form._needs.search.setFocus()
        QTest.keyClicks(form._needs.search, other.title[:12])
        QTest.keyClick(form._needs.search, Qt.Key.Key_Return)
        assert form._needs.picked == [other.id]

    other = add("Left open", lambda form: form.title.setFocus())
    assert other.kind is Kind.INNOVATION
    assert other.prerequisites == ()
    assert not other.prerequisites_none
    assert add("Needs one", pick).prerequisites == (other.id,)
    none = add("Needs nothing", lambda form: form._needs.none.setChecked(True))
    assert none.prerequisites_none


def test_kind_is_offered_for_choices_only(page: GridPage, form: ItemForm) -> None:
    assert not form._kind.isVisible()
    form.leave()
    page.add_item()
    assert not form._kind.isVisible()


def test_titles_that_look_like_markup_stay_text(
    page: GridPage, emergency: EmergencyPopover, session: Session
) -> None:
    QTest.keyClicks(page.focusWidget(), "<img src=x> & <b>bold</b>")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    keys(page, Qt.Key.Key_Return)
    face = page.panels[Quadrant.FORCED_SHORT_TERM].list.face(0)
    assert face is not None
    assert face.title == "<img src=x> & <b>bold</b>"
