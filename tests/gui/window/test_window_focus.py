"""Does the focus go back to where it was, and never to the roadmap's name?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.rename import RenameDialog
from gui.pages import PAGES
from gui.window.window import MainWindow
from tests.gui.window.conftest import item_id


def key(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def active(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.mark.parametrize("page", [kind.page_id for kind in PAGES])
def test_p_then_space_plays_from_every_page(window: MainWindow, page: str, qtbot: QtBot) -> None:
    active(window, qtbot)
    window.open_page(page)
    window.registry["dock"].trigger()
    assert window.frame.playback.is_open
    key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.playback.is_playing)
    window.playback.stop()


def test_closing_the_playback_leads_back(window: MainWindow, qtbot: QtBot) -> None:
    active(window, qtbot)
    window.open_page("backlog")
    before = window.focusWidget()
    window.toggle_dock()
    assert window.frame.playback.isAncestorOf(window.focusWidget())
    key(Qt.Key.Key_Escape)
    assert window.focusWidget() is before


def test_a_form_that_is_left_gives_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    active(window, qtbot)
    window.open_page("backlog")
    before = window.focusWidget()
    window.capture_emergency()
    form = window.focusWidget()
    assert form is not before
    key(Qt.Key.Key_Escape)
    assert window.focusWidget() is before


def test_a_part_that_goes_while_a_dialog_is_open_hands_the_focus_to_the_page(
    window: MainWindow, qtbot: QtBot
) -> None:
    active(window, qtbot)
    page = window.open_page("backlog")
    assert page is not None
    passing = QWidget(page)
    passing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    passing.show()
    passing.setFocus()
    dialog = RenameDialog(window.session, window.themes, window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    passing.hide()
    dialog.reject()
    active(window, qtbot)
    qtbot.waitUntil(lambda: any(page.isAncestorOf(each) for each in focused(window)))


def test_details_made_anew_have_the_focus_again(window: MainWindow, qtbot: QtBot) -> None:
    active(window, qtbot)
    window.open_page("backlog")
    window.selection.select((item_id("Patch TLS"),))
    view = window.inspector
    qtbot.waitUntil(lambda: view.shown_ids == (item_id("Patch TLS"),))
    qtbot.waitUntil(lambda: not view._rest.isActive() and not view._later.isActive())
    view.edit("estimate")
    assert window.frame.side.isAncestorOf(window.focusWidget())
    view._rebuild()
    side = window.frame.side
    qtbot.waitUntil(lambda: any(side.isAncestorOf(each) for each in focused(window)))


def focused(window: MainWindow) -> list[QWidget]:
    here: QWidget | None = window.focusWidget()
    return [] if here is None else [here]
