"""Moving through the history in the window: keys, dock, filters, playing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.widgets.buttons import Button
from gui.window.window import MainWindow
from roadmap.commands import parse_command
from roadmap.commands.items import AddItem
from tests.gui.window.conftest import item_id

LAST = 6


@pytest.fixture
def past(window: MainWindow) -> MainWindow:
    window.session.go_to(3)
    return window


def test_the_past_says_when_it_is_and_offers_the_way_back(past: MainWindow) -> None:
    texts = [button.face.text for button in past.frame.top.findChildren(Button)]
    assert "Wed 14 Jan 2026" in texts
    assert "Back to now" in texts
    assert past.registry["now"].isEnabled()


def test_in_the_past_actions_say_why_they_are_off(past: MainWindow) -> None:
    for key in ("undo", "redo", "emergency", "add_item", "import", "rename"):
        action = past.registry[key]
        assert not action.isEnabled()
        assert "The past is read-only." in action.toolTip()
    past.session.go_to_now()
    assert past.registry["emergency"].isEnabled()


def test_arrows_step_by_decision_in_the_past_wherever_the_focus_is(
    past: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(past, Qt.Key.Key_Left)
    assert past.session.index == 2
    QTest.keyClick(past.focusWidget(), Qt.Key.Key_Right)
    assert past.session.index == 3


def test_arrows_belong_to_the_page_at_now(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert window.session.at_now


def test_arrows_stay_with_text_that_is_typed(past: MainWindow, qtbot: QtBot) -> None:
    field = QLineEdit("words", past)
    field.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Left)
    assert past.session.index == 3
    assert field.cursorPosition() == 4


def test_shift_and_an_arrow_step_by_sprint(past: MainWindow, qtbot: QtBot) -> None:
    # Sprint 2 begins on 19 January; decision 4 of 14 January is the last one before.
    past.session.go_to(1)
    QTest.keyClick(past, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert past.session.index == 4
    QTest.keyClick(past, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert past.session.at_now
    QTest.keyClick(past, Qt.Key.Key_P)
    past.playback.step(-1, sprint=True)
    assert past.session.index == 4
    past.playback.step(-1, sprint=True)
    assert past.session.index == 0


def test_n_goes_back_to_now_and_p_opens_the_dock(past: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(past, Qt.Key.Key_P)
    assert past.frame.playback.is_open
    QTest.keyClick(past, Qt.Key.Key_N)
    assert past.session.at_now
    QTest.keyClick(past, Qt.Key.Key_Escape)
    assert not past.frame.playback.is_open


def test_playing_runs_to_now_and_stops(window: MainWindow, qtbot: QtBot) -> None:
    window.frame.playback.speed_changed.emit(100.0)
    window.playback.toggle_play()
    assert window.session.index == 0
    qtbot.waitUntil(lambda: window.session.at_now, timeout=3000)
    assert not window.playback.is_playing


def test_space_plays_and_pauses_in_the_past(past: MainWindow, qtbot: QtBot) -> None:
    past.frame.stage.setFocus()
    QTest.keyClick(past, Qt.Key.Key_Space)
    assert past.playback.is_playing
    QTest.keyClick(past, Qt.Key.Key_Space)
    assert not past.playback.is_playing


def test_dragging_goes_to_the_last_place_only(window: MainWindow, qtbot: QtBot) -> None:
    seen: list[int] = []
    window.session.shown.connect(lambda _shown: seen.append(window.session.index))
    for number in (1, 2, 3, 4):
        window.frame.playback.scrubbed.emit(number)
    qtbot.waitUntil(lambda: window.session.index == 3, timeout=1000)
    assert seen == [3]


def test_steps_follow_the_chosen_person(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.playback.index.is_complete, timeout=2000)
    window.playback.index.set_filter("tomas", "")
    window.session.go_to(0)
    window.playback.step(1)
    assert window.session.told(window.session.index).by.name == "Tomas Ruiz"
    window.playback.index.set_filter("", "Shed")
    window.playback.step(1)
    assert window.session.index == LAST


def test_the_strip_marks_what_people_look_for(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.playback.index.is_complete, timeout=2000)
    model = window.playback.index.model()
    assert [mark.text for mark in model.marks] == ["Disk full", "shed: Old dashboards"]
    assert [choice.text for choice in model.people] == ["All", "Maya Okafor", "Tomas Ruiz"]
    assert model.count == LAST + 1


def test_the_strip_grows_with_each_decision(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.execute([AddItem(fields={"title": "New one"})])
    qtbot.waitUntil(lambda: session.count == LAST + 2, timeout=3000)
    qtbot.waitUntil(lambda: window.playback.index.model().count == LAST + 2, timeout=1000)


def test_the_strip_shows_phases_and_answers_that_a_worker_found(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    start = (session.today + timedelta(days=30)).isoformat()
    session.execute([parse_command({"do": "add_person", "name": "Ada", "start": start})])
    index = window.playback.index
    qtbot.waitUntil(
        lambda: "Ada joins" in [mark.text for mark in index.model().marks], timeout=5000
    )
    index.set_hidden(frozenset({"hire"}))
    assert "Ada joins" not in [mark.text for mark in index.model().marks]
    qtbot.waitUntil(lambda: not index.source.is_busy, timeout=5000)


def test_steps_follow_an_item(window: MainWindow, qtbot: QtBot) -> None:
    index = window.playback.index
    qtbot.waitUntil(lambda: index.is_complete, timeout=5000)
    window.selection.select((item_id("Old dashboards"),))
    keys = [choice.key for choice in index.model().about]
    assert f"item:{item_id('Old dashboards')}" in keys
    index.set_filter("", "", f"item:{item_id('Old dashboards')}")
    window.session.go_to(0)
    window.playback.step(1)
    assert window.session.index == 5
    window.playback.step(1)
    assert window.session.index == LAST
    model = index.model()
    assert model.shown is not None
    assert sum(model.shown) == 2
