"""Telling the history: bookmarks with captions, going to a day, the full screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.views.inspector.story_sheet import StorySheet
from gui.widgets.buttons import Button
from gui.window.window import MainWindow
from roadmap.commands.bookmarks import AddBookmark
from roadmap.commands.items import AddItem
from roadmap.fields.bookmarks import BookmarkFields
from tests.gui.window.conftest import TOMAS, item_id


@pytest.fixture
def past(window: MainWindow) -> MainWindow:
    window.session.go_to(3)
    return window


def mark(window: MainWindow, qtbot: QtBot, *indexes: int) -> None:
    """Bookmarks decisions and waits until that is saved."""
    session = window.session
    count = session.count + len(indexes)
    for index in indexes:
        fields: BookmarkFields = {
            "decision": session.told(index).id,
            "caption": f"Look at {index}",
        }
        assert session.execute([AddBookmark(fields=fields)]) is not None
    qtbot.waitUntil(lambda: session.count == count, timeout=5000)


def test_b_bookmarks_the_moment_shown_with_a_caption(past: MainWindow, qtbot: QtBot) -> None:
    session = past.session
    QTest.keyClick(past, Qt.Key.Key_B)
    panel = past.bookmarks.panel
    assert panel.isVisible()
    QTest.keyClicks(panel.caption, "Templates are asked for")
    QTest.keyClick(panel.caption, Qt.Key.Key_Return)
    assert not panel.isVisible()
    found = session.live.bookmarks.ordered()
    assert [(each.decision, each.caption) for each in found] == [
        (session.told(3).id, "Templates are asked for")
    ]
    assert session.index == 3
    assert not session.at_now
    qtbot.waitUntil(lambda: session.pending == 0, timeout=5000)


def test_b_again_changes_the_caption_and_it_can_be_removed(past: MainWindow, qtbot: QtBot) -> None:
    mark(past, qtbot, 3)
    panel = past.bookmarks.panel
    past.bookmarks.open()
    assert panel.caption.text() == "Look at 3"
    panel.caption.clear()
    QTest.keyClicks(panel.caption, "Said better")
    panel.save.click()
    assert [each.caption for each in past.session.live.bookmarks.ordered()] == ["Said better"]
    past.bookmarks.open()
    panel.remove.click()
    assert not list(past.session.live.bookmarks.ordered())
    qtbot.waitUntil(lambda: past.session.pending == 0, timeout=5000)


def test_the_past_still_refuses_everything_else(past: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(past.session.refused) as caught:
        assert past.session.execute([AddItem(fields={"title": "New"})]) is None
    assert caught.args == ["The past is read-only."]
    decision = past.session.told(2).id
    bookmark = AddBookmark(fields={"decision": decision})
    assert past.session.execute([AddItem(fields={"title": "New"}), bookmark]) is None


def test_the_strip_marks_a_bookmark_that_was_set_in_the_past(
    past: MainWindow, qtbot: QtBot
) -> None:
    mark(past, qtbot, 3)
    index = past.playback.index
    qtbot.waitUntil(
        lambda: [m.number for m in index.model().marks if m.icon == "bookmark"] == [4],
        timeout=5000,
    )
    assert "Look at 3" in index.words_at(3)


def test_playing_the_bookmarks_shows_their_captions_and_stays_at_the_last(
    window: MainWindow, qtbot: QtBot
) -> None:
    mark(window, qtbot, 2, 5)
    window.frame.playback.speed_changed.emit(200.0)
    seen: list[str] = []

    def note(_shown: object) -> None:
        face = window.bookmarks.told
        seen.append("" if face is None else face.title)

    window.session.shown.connect(note)
    window.bookmarks.play()
    assert window.session.index == 2
    qtbot.waitUntil(lambda: not window.playback.is_playing, timeout=5000)
    assert window.session.index == 5
    assert seen == ["Look at 2", "Look at 5"]
    window.playback.go_to_now()
    assert window.bookmarks.told is None


def test_without_bookmarks_it_says_how_to_set_one(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.refused) as caught:
        window.bookmarks.play()
    assert "press B" in caught.args[0]


def test_a_day_without_decisions_says_which_one_was_before(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.bookmarks.ask_day()
    with qtbot.waitSignal(window.session.said) as caught:
        QTest.keyClicks(window.bookmarks.day.field.line, "15 Jan 2026")
        QTest.keyClick(window.bookmarks.day.field.line, Qt.Key.Key_Return)
    assert window.session.index == 3
    assert caught.args[0] == "No decision on this day; the one before was on Wed 14 Jan 2026."


def test_the_full_screen_tells_who_when_and_why_and_obeys_its_keys(
    past: MainWindow, qtbot: QtBot
) -> None:
    past.presenting.start()
    view = past.presenting.view
    assert view is not None
    qtbot.waitUntil(view.isVisible, timeout=5000)
    assert "Teams asked for it" in view.face.why
    assert "Maya Okafor" in view.face.meta
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert past.session.index == 4
    assert TOMAS.name in view.face.meta
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert past.session.at_now
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert past.session.index == 0
    page = view.page
    assert page is not None
    assert page.size() == view.page_size()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.page is not page
    assert not view.grab().isNull()
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert past.playback.is_playing
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert past.presenting.view is None
    assert not past.playback.is_playing


def test_the_full_screen_obeys_the_mouse_and_shows_no_buttons(
    past: MainWindow, qtbot: QtBot
) -> None:
    past.open_page("overview")
    past.presenting.start()
    view = past.presenting.view
    assert view is not None
    qtbot.waitUntil(view.isVisible, timeout=5000)
    before, middle = past.session.index, QPoint(view.width() // 2, view.height() // 3)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert past.session.index == before + 1
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=middle)
    assert past.session.index == before
    bottom = view.height() - 30
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() - 1, bottom))
    assert past.session.at_now
    QTest.mouseMove(view, QPoint(1, bottom))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(1, bottom))
    assert past.session.index == 0
    page = view.page
    assert page is not None
    button = next(each for each in page.findChildren(Button) if _can_be_pressed(each, page))
    assert _is_blank(button)
    view.close()
    assert not _is_blank(button)


def _can_be_pressed(button: Button, page: QWidget) -> bool:
    return button.isVisibleTo(page) and not (button.face.active or button.face.strong)


def _is_blank(button: Button) -> bool:
    drawn = button.grab().toImage()
    blank = QImage(drawn.size(), drawn.format())
    blank.setDevicePixelRatio(drawn.devicePixelRatio())
    blank.fill(drawn.pixelColor(0, 0))
    return drawn == blank


def test_the_life_of_an_item_opens_large_and_leads_to_its_moments(
    window: MainWindow, qtbot: QtBot
) -> None:
    sheet = window.findChild(StorySheet)
    assert isinstance(sheet, StorySheet)
    key = item_id("Old dashboards")
    story = window.inspector.story
    qtbot.waitUntil(lambda: len(story.decisions(key)) == 2, timeout=5000)
    window.inspector.story_requested.emit(key)
    assert sheet.isVisible()
    added, told = sheet.words
    assert added.startswith("Added")
    assert "Tomas" in told
    sheet.panel.link_activated.emit(window.session.told(5).id)
    assert window.session.index == 5
    assert len(sheet.words) == 1
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()
