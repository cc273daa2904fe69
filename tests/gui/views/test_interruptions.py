"""Can what arrived unplanned be seen, corrected, marked as a request and taken off the record?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.pages import PAGES
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.interruptions.page import InterruptionsPage
from gui.views.people.table import LimitList
from roadmap.commands import Command
from roadmap.values import Driver
from tests.gui.views.conftest import Opener
from tests.gui.views.harbour import DNS
from tests.gui.window.conftest import command

OUTAGE, CVE, ASKED = "0000000901", "0000000902", "0000000903"
LEDGER = "0000000911"

LOGGED: tuple[Command, ...] = (
    command("add_component", component=LEDGER, name="Ledger"),
    command("edit_item", item=DNS, component="Ledger"),
    command(
        "log_interruption",
        interruption=OUTAGE,
        title="Ledger was down",
        driver="incident",
        started_at="2026-11-10T08:30:00Z",
        effort_days=2,
        component="Ledger",
    ),
    command(
        "log_interruption",
        interruption=CVE,
        title="Names could be forged",
        driver="security_vulnerability",
        started_at="2026-11-12T09:00:00Z",
        item=DNS,
    ),
    command(
        "log_interruption",
        interruption=ASKED,
        title="A certificate for Checkout",
        driver="key_user",
        started_at="2026-11-13T09:00:00Z",
        effort_days=0.5,
        is_request=True,
    ),
)


def page_of(
    session: Session, themes: ThemeSource, selection: Selection, put: Callable[[QWidget], QWidget]
) -> InterruptionsPage:
    kind = next(each for each in PAGES if each.page_id == "interruptions")
    page = kind.make(session, themes, selection)
    assert isinstance(page, InterruptionsPage)
    put(page)
    return page


def titles(rows: LimitList) -> list[str]:
    model = rows.model
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_the_latest_stands_first_with_what_is_known_of_it(
    open_session: Opener,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    page = page_of(open_session(*LOGGED), themes, selection, put)
    assert titles(page.list) == [
        "A certificate for Checkout",
        "Names could be forged",
        "Ledger was down",
    ]
    texts = [str(page.list.model.index(1, place).data()) for place in range(8)]
    assert texts[3] == "Ledger", "the component of the item that does the work"
    assert texts[5] == "its item's"
    page.which.set_value("requests")
    page.which.chosen.emit("requests")
    assert titles(page.list) == ["A certificate for Checkout"]
    page.which.set_value("")
    page.show_part(LEDGER)
    assert titles(page.list) == ["Names could be forged", "Ledger was down"]


def test_what_is_corrected_is_one_decision_and_the_moment_stays(
    open_session: Opener,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> None:
    session = open_session(*LOGGED)
    page = page_of(session, themes, selection, put)
    before = session.live.interruptions[OUTAGE]
    page.open_form(OUTAGE)
    form = page.form
    form.effort.set_text("3,5")
    form.is_request.setChecked(True)
    QTest.keyClick(form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not session.pending)
    now = session.live.interruptions[OUTAGE]
    assert (now.effort_days, now.is_request, now.started_at) == (3.5, True, before.started_at)
    assert now.component == LEDGER
    assert page.side.isHidden()
    page.open_form(OUTAGE)
    assert list(form.commands()) == [], "nothing was changed"
    form.day.set_text("9 Nov 2026")
    form.save()
    began = session.local(session.live.interruptions[OUTAGE].started_at)
    assert began.date() == date(2026, 11, 9)


def test_one_is_added_refused_without_words_and_taken_off_again(
    open_session: Opener,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    session = open_session(*LOGGED)
    page = page_of(session, themes, selection, put)
    page.add_one()
    page.form.save()
    assert "Say in a few words" in page.form.problem.text
    page.form.title.setText("Disk full on the mirror")
    page.form.driver.setCurrentIndex(page.form.driver.findData(Driver.INCIDENT))
    page.form.save()
    assert titles(page.list)[0] == "Disk full on the mirror"
    key = page.list.model.key_at(0)
    assert key is not None
    page.open_form(key)
    page.form.remove()
    assert key not in session.live.interruptions
    assert "Disk full on the mirror" not in titles(page.list)


def test_what_was_typed_is_not_given_up_for_another_one(
    open_session: Opener,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    page = page_of(open_session(*LOGGED), themes, selection, put)
    page.open_form(OUTAGE)
    page.form.title.setText("Ledger was slow")
    page.open_form(CVE)
    assert (page.form.key, page.form.title.text()) == (OUTAGE, "Ledger was slow")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.side.isHidden()


def test_in_the_past_it_is_read_only_with_the_reason(
    open_session: Opener,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    session = open_session(*LOGGED)
    page = page_of(session, themes, selection, put)
    session.go_to(session.count - 2, animate=False)
    assert not page.add.isEnabled()
    page.open_form(CVE if CVE in session.state.interruptions else OUTAGE)
    assert not page.form.save_button.isEnabled()


def test_several_are_marked_as_requests_by_one_decision(
    open_session: Opener,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> None:
    session = open_session(*LOGGED)
    page = page_of(session, themes, selection, put)
    page.list.table.setCurrentIndex(page.list.model.index(0, 1))
    assert page.mark.isHidden()
    page.list.table.selectAll()
    assert page.mark.face.text == "Mark 3 as requests"
    before = session.count
    QTest.mouseClick(page.mark, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.count == before + 1
    assert all(each.is_request for each in session.state.interruptions.ordered())
    assert page.mark.face.text == "Mark 3 as no requests"
    assert set(page.list.selected_keys()) == {OUTAGE, CVE, ASKED}


def test_the_highlighted_row_is_the_one_in_the_form(
    open_session: Opener,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    page = page_of(open_session(*LOGGED), themes, selection, put)
    viewport = page.list.table.viewport()

    def press(row: int, button: Qt.MouseButton) -> None:
        middle = page.list.table.visualRect(page.list.model.index(row, 1)).center()
        QTest.mouseClick(viewport, button, pos=middle)

    press(0, Qt.MouseButton.LeftButton)
    assert page.form.key == ASKED
    press(2, Qt.MouseButton.RightButton)
    assert page.list.selected_keys() == (ASKED,)
    QTest.keyClicks(page.form.title, " again")
    press(2, Qt.MouseButton.LeftButton)  # refused: what was typed would be lost
    assert page.form.key == ASKED
    assert page.list.selected_keys() == (ASKED,)
