"""Does the bar go to the decision one points at, and step, play and return by keys?"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.paint.playback import Choice, Marker, PlaybackModel
from gui.theme import ThemeSource
from gui.widgets.chip import Chip
from gui.widgets.marks_menu import LegendEntry, MarksMenu
from gui.widgets.playback_bar import PlaybackBar
from gui.widgets.playback_strip import EDGE, PlaybackStrip

HISTORY = PlaybackModel((10, 0, 30, 60), first_date="2 Jun 2025")


@pytest.fixture
def bar(qtbot: QtBot, themes: ThemeSource, window: QWidget) -> PlaybackBar:
    found = PlaybackBar(themes, window)
    found.set_model(HISTORY)
    found.show_moment(100, "Fri 20 Nov 2026")
    found.setGeometry(0, 500, 1000, found.height())
    found.show()
    return found


def strip(bar: PlaybackBar) -> PlaybackStrip:
    return next(found for found in bar.findChildren(PlaybackStrip) if found.isVisible())


def test_dragging_scrubs_through_decisions_in_order(qtbot: QtBot, bar: PlaybackBar) -> None:
    bar.set_open(True)
    target = strip(bar)
    got: list[int] = []
    bar.scrubbed.connect(got.append)
    height = target.height() // 2
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=QPoint(6, height))
    for share in (0.3, 0.6, 0.9):
        QTest.mouseMove(target, QPoint(round(target.width() * share), height))
    assert bar.is_scrubbing
    QTest.mouseMove(target, QPoint(target.width() + 50, height))
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPoint(0, height))
    assert got[0] == 1
    assert got == sorted(got)
    assert got[-1] == 100
    assert not bar.is_scrubbing


def test_a_click_on_the_thin_bar_opens_the_dock_and_moves_nothing(
    qtbot: QtBot, bar: PlaybackBar
) -> None:
    with qtbot.waitSignal(bar.opened_changed), qtbot.assertNotEmitted(bar.scrubbed):
        QTest.mouseClick(strip(bar), Qt.MouseButton.LeftButton)
    assert bar.is_open


def test_the_keys_step_play_and_return(qtbot: QtBot, bar: PlaybackBar) -> None:
    steps: list[tuple[int, str]] = []
    bar.stepped.connect(lambda by, what: steps.append((by, what)))
    target = strip(bar)
    QTest.keyClick(target, Qt.Key.Key_Left)
    QTest.keyClick(target, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert steps == [(-1, "decision"), (1, "sprint")]
    with qtbot.waitSignal(bar.back_to_now_requested):
        QTest.keyClick(target, Qt.Key.Key_N)
    with qtbot.waitSignal(bar.play_toggled) as caught:
        QTest.keyClick(target, Qt.Key.Key_Space)
    assert caught.args == [True]
    assert bar.is_open


def test_the_segment_decides_what_a_step_is(qtbot: QtBot, bar: PlaybackBar) -> None:
    bar.set_open(True)
    segment = next(
        child for child in bar.findChildren(QWidget) if child.accessibleName() == "Sprint"
    )
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.stepped) as caught:
        QTest.keyClick(strip(bar), Qt.Key.Key_Left)
    assert caught.args == [-1, "sprint"]


def test_the_thin_bar_says_where_one_is(bar: PlaybackBar) -> None:
    bar.show_moment(40, "Mon 28 Jul 2025, 14:05", "decision 40 of 100")
    assert strip(bar).accessibleDescription() == "decision 40 of 100"


def test_a_share_of_the_time_and_its_decision_belong_together() -> None:
    for number in (1, 10, 11, 40, 41, 99, 100):
        assert HISTORY.number_at(HISTORY.share_of(number)) == number
    assert HISTORY.number_at(0.4) == 10
    assert HISTORY.number_at(-1) == 1
    assert HISTORY.number_at(2) == 100


def test_an_empty_history_has_no_decision_to_go_to(qtbot: QtBot, bar: PlaybackBar) -> None:
    bar.set_model(PlaybackModel(()))
    bar.show_moment(0, "")
    bar.set_open(True)
    with qtbot.assertNotEmitted(bar.scrubbed):
        QTest.mouseClick(strip(bar), Qt.MouseButton.LeftButton)
    bar.grab()


def test_a_million_decisions_cost_no_more_than_their_buckets() -> None:
    model = PlaybackModel((2500,) * 400)
    assert model.count == 1_000_000
    assert model.number_at(0.5) == 500_000


MARKED = PlaybackModel(
    (10, 0, 30, 60),
    marks=(
        Marker(0.5, "One more engineer: approved", "message-circle", "muted", 25, "12 Aug: yes", 5),
        Marker(0.501, "Help comes", "bookmark", "accent", 26, "12 Aug: Help comes", 0),
        Marker(0.9, "Firefighting", "flag", "text", 80, "3 Nov: Firefighting", 1),
    ),
    about=(Choice("", "All"), Choice("principle:S", "Principle: Security")),
)


def test_a_mark_says_what_it_is_and_leads_to_its_decision(qtbot: QtBot, bar: PlaybackBar) -> None:
    bar.set_model(MARKED)
    bar.set_open(True)
    target = strip(bar)
    at = QPoint(round(EDGE + 0.5 * (target.width() - 2 * EDGE)), 10)
    marks = target.marks_at(at.toPointF())
    assert [mark.tip for mark in marks] == ["12 Aug: Help comes", "12 Aug: yes"]
    with qtbot.waitSignal(bar.scrubbed) as caught:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=at)
    assert caught.args == [26]
    assert target.marks_at(QPoint(at.x(), 60).toPointF()) == []


def test_the_legend_names_every_kind_and_hides_it(qtbot: QtBot, bar: PlaybackBar) -> None:
    entries = [
        LegendEntry("bookmark", "Bookmarks", "bookmark", "accent"),
        LegendEntry("sprint", "Sprints closed", "columns-3", "faint"),
    ]
    bar.set_legend(entries, frozenset({"sprint"}))
    button = bar.findChild(MarksMenu)
    assert isinstance(button, MarksMenu)
    menu = button.menu_now()
    actions = {action.text(): action for action in menu.actions()}
    assert {words: action.isChecked() for words, action in actions.items()} == {
        "Bookmarks": True,
        "Sprints closed": False,
    }
    with qtbot.waitSignal(bar.marks_hidden) as caught:
        actions["Bookmarks"].trigger()
    assert caught.args == [frozenset({"sprint", "bookmark"})]
    menu.deleteLater()


def test_what_decisions_are_about_is_filtered_too(qtbot: QtBot, bar: PlaybackBar) -> None:
    bar.set_model(MARKED)
    bar.set_open(True)
    chip = next(chip for chip in bar.findChildren(Chip) if "About" in chip.accessibleName())
    with qtbot.waitSignal(bar.filter_changed) as caught:
        chip.choose("principle:S")
    assert caught.args == ["", "", "principle:S"]


def test_steps_go_from_bookmark_to_bookmark_on_demand(qtbot: QtBot, bar: PlaybackBar) -> None:
    with qtbot.waitSignal(bar.step_changed):
        bar.set_step("bookmark")
    bar.set_open(True)
    with qtbot.waitSignal(bar.stepped) as caught:
        QTest.keyClick(strip(bar), Qt.Key.Key_Right)
    assert caught.args == [1, "bookmark"]
