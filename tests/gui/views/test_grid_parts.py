"""Do the smaller parts of the grid keep their promises: flights, names, forms, texts?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.models.faces import card_face
from gui.models.words import (
    day_text,
    estimate_text,
    long_day_text,
    percent,
    quadrant_tag,
    short_name,
)
from gui.paint.card import CardFace
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource, apply
from gui.views.driver_picker import DriverPicker
from gui.views.flights import MOST, Flight, FlightLayer
from gui.views.grid.page import GridPage
from gui.views.inspector.inspector import InspectorView
from gui.views.sort.page import SortPage
from roadmap.values import Driver, Estimate, Quadrant, QuadrantWords
from tests.gui.views.harbour import BUS, DNS, TODAY

FACE = CardFace("Patch TLS", "must", "Security", "3 pd")


@pytest.fixture
def window(put: Callable[[QWidget], QWidget]) -> QWidget:
    return put(QWidget())


def flight(left: float = 300) -> Flight:
    return Flight(FACE, QRectF(0, 0, 200, 62), QRectF(left, 200, 200, 62))


def test_a_card_flies_and_lands(qapp: QApplication, window: QWidget, qtbot: QtBot) -> None:
    moving = apply(qapp, "light")
    layer = FlightLayer(moving, window)
    layer.fly([flight()])
    assert layer.flying
    assert layer.isVisible()
    qtbot.waitUntil(lambda: not layer.isVisible())
    moving.deleteLater()


def test_nothing_flies_where_motion_is_reduced(themes: ThemeSource, window: QWidget) -> None:
    layer = FlightLayer(themes, window)
    layer.fly([flight()])
    assert not layer.flying
    assert layer.isHidden()


def test_what_stays_and_what_is_too_much_does_not_fly(qapp: QApplication, window: QWidget) -> None:
    moving = apply(qapp, "light")
    layer = FlightLayer(moving, window)
    layer.fly([Flight(FACE, QRectF(0, 0, 9, 9), QRectF(0, 0, 9, 9))])
    assert not layer.flying
    layer.fly([flight(number) for number in range(MOST + 1)])
    assert not layer.flying
    moving.deleteLater()


@pytest.mark.parametrize("make", [GridPage, SortPage, InspectorView])
def test_everything_the_keyboard_reaches_has_a_name(
    make: Callable[[Session, ThemeSource, Selection], QWidget],
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> None:
    page = put(make(session, themes, selection))
    selection.select([BUS])
    qtbot.wait(80)
    reachable = [
        child
        for child in page.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(page)
    ]
    nameless = [child for child in reachable if not child.accessibleName()]
    assert reachable
    assert nameless == []


def test_a_letter_that_two_drivers_share_goes_between_them(
    themes: ThemeSource, put: Callable[[QWidget], QWidget]
) -> None:
    picker = DriverPicker(themes)
    put(picker)
    chosen: list[Driver] = []
    picker.chosen.connect(chosen.append)
    picker.setFocus()
    QTest.keyClick(picker.focusWidget(), Qt.Key.Key_S)
    QTest.keyClick(picker.focusWidget(), Qt.Key.Key_S)
    assert chosen == []
    assert picker.focusWidget().accessibleName() == "Scaling limit"
    QTest.keyClick(picker.focusWidget(), Qt.Key.Key_K)
    assert chosen == [Driver.KEY_USER]


def test_days_carry_their_year_only_where_it_is_wanted() -> None:
    assert day_text(date(2027, 2, 26), TODAY) == "26 Feb"
    assert day_text(date(2028, 2, 26), TODAY) == "26 Feb 2028"
    assert long_day_text(date(2027, 2, 26)) == "Fri 26 Feb 2027"


def test_shares_that_are_there_never_read_as_nothing() -> None:
    assert [percent(share) for share in (0, 0.001, 0.22, 1)] == ["0%", "<1%", "22%", "100%"]


def test_an_estimate_reads_as_it_is_typed() -> None:
    assert estimate_text(Estimate(3)) == "3"
    assert estimate_text(Estimate(3, 2, 8)) == "2/3/8"


def test_quadrants_have_short_names_and_tags() -> None:
    words = QuadrantWords()
    names = [short_name(words.of(quadrant)) for quadrant in Quadrant]
    assert names == ["Emergencies", "Preparation", "Tweaks and fixes", "Generational", "Unsorted"]
    assert quadrant_tag(Quadrant.FORCED_LONG_TERM) == "must do, long-term"


def test_a_choice_says_whom_it_serves_and_what_it_saves(session: Session) -> None:
    face = card_face(session.live.items[BUS], session.live, TODAY)
    assert (face.meta, face.effort, face.role) == ("", "20 pd", "choice")


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_of_a_card_leads_to_what_if(
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> None:
    page = GridPage(session, themes, selection)
    put(page)
    tried: list[tuple[str, object]] = []
    page.try_requested.connect(lambda kind, ids: tried.append((kind, ids)))
    panel = page.panels[Quadrant.DISCRETIONARY_SHORT_TERM]
    panel.list.context_requested.emit((DNS,), QPoint(0, 0))
    menu = next(each for each in page.findChildren(QMenu) if each.title() == "Try in What-if")
    texts = {action.text(): action for action in menu.actions()}
    assert list(texts) == ["Shed", "Do first", "Defer…", "Estimate anew…", "Split…"]
    texts["Shed"].trigger()
    assert tried == [("shed", (DNS,))]
    whole = menu.parent()
    assert isinstance(whole, QMenu)
    whole.close()
