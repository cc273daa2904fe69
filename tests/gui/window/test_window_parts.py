"""Pages, panes, palette, keys, dropped files and narrow windows."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.views.decisions.page import DecisionsPage
from gui.views.overview.page import OverviewPage
from gui.window.panes import first_focus
from gui.window.place import SMALLEST, USUAL, fitted
from gui.window.window import MainWindow
from tests.gui.window.conftest import command, item_id


def test_the_window_opens_on_the_overview(window: MainWindow) -> None:
    assert window.page_id == "overview"
    assert window.windowTitle() == "Harbour — Roadmap"
    assert window.frame.nav.current == "overview"


def test_every_page_opens_and_says_what_it_is(window: MainWindow) -> None:
    for page_id in window.pages.kinds:
        page = window.open_page(page_id)
        assert page is not None
        assert window.page is page
        assert getattr(page, "title", "")


def test_the_number_of_a_page_in_the_navigation_is_its_key(window: MainWindow) -> None:
    listed = [page_id for page_id, kind in window.pages.kinds.items() if kind.nav is not None]
    for number, page_id in enumerate(listed, start=1):
        action = window.registry[f"page_{page_id}"]
        assert action.shortcut().toString() == f"Ctrl+{number % 10}"
        action.trigger()
        assert window.page_id == page_id


def test_f6_goes_through_the_panes_and_around(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.select((item_id("Patch TLS"),))
    qtbot.waitUntil(lambda: first_focus(window.frame.side) is not None, timeout=2000)
    window.frame.stage.setFocus()
    seen = []
    for _ in range(5):
        window.next_pane()
        here = window.focusWidget()
        panes = (window.frame.nav, window.frame.stage, window.frame.side, window.frame.playback)
        seen.append(next(n for n, pane in enumerate(panes) if pane.isAncestorOf(here)))
    assert set(seen) == {0, 1, 2, 3}


def is_docked(window: MainWindow) -> bool:
    return window.frame.playback.is_open


def test_escape_closes_the_innermost_thing_first(window: MainWindow, qtbot: QtBot) -> None:
    window.selection.select((item_id("Patch TLS"),))
    window.toggle_dock()
    window.messages.say("Something")
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.messages.toast.text == ""
    assert is_docked(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not is_docked(window)
    assert window.selection.ids
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.selection.ids


def test_the_palette_finds_items_and_decisions(window: MainWindow) -> None:
    window.palette_.open_now("dns")
    assert "Self-service DNS" in [entry.title for entry in window.palette_.entries]
    window.palette_.open_now("nobody reads")
    found = window.palette_.entries
    assert [entry.group for entry in found] == ["Decision"]
    window.palette_.entry_chosen.emit(found[0].key)
    assert window.session.at_now  # the last decision is now
    window.palette_.entry_chosen.emit(f"item:{item_id('Patch TLS')}")
    assert window.selection.current == item_id("Patch TLS")


def test_the_palette_leads_to_the_parts_of_pages(window: MainWindow, qtbot: QtBot) -> None:
    window.open_palette()
    window.palette_.input.setText("came of past")
    assert window.palette_.entries[0].title == "What came of past decisions"
    QTest.keyClick(window.palette_.input, Qt.Key.Key_Return)
    page = window.pages.page
    assert isinstance(page, DecisionsPage)
    assert page.view.value == "outcomes"
    qtbot.waitUntil(lambda: page.outcomes.found is not None and not page.outcomes.is_busy)


def test_the_palette_finds_goals_interruptions_and_people_by_name(window: MainWindow) -> None:
    goal = {"name": "Quiet nights", "unit": "pages", "target": 3, "by": "2099-06-01"}
    window.session.execute([command("add_goal", **goal), command("add_person", name="Ines")])
    found = {}
    for text, group in (("quiet", "Goal"), ("disk full", "Interruption"), ("ines", "Person")):
        window.palette_.open_now(text)
        [found[text]] = (each for each in window.palette_.entries if each.group == group)
    window.palette_.entry_chosen.emit(found["disk full"].key)
    assert window.page_id == "interruptions"
    window.palette_.entry_chosen.emit(found["quiet"].key)
    assert window.page_id == "overview"
    assert isinstance(window.page, OverviewPage)
    assert window.page.side.isVisible()
    for text, title in (("goal", "Goals"), ("interruption", "Interruptions and incidents")):
        window.open_palette()
        window.palette_.input.setText(text)
        assert title in [entry.title for entry in window.palette_.entries]


def test_a_day_typed_into_the_palette_leads_to_its_end(window: MainWindow) -> None:
    window.palette_.open_now("13 jan 2026")
    [entry] = window.palette_.entries
    assert entry.title == "Go to Tue 13 Jan 2026"
    window.palette_.entry_chosen.emit(entry.key)
    session = window.session
    assert session.index == session.index_at_end_of(date(2026, 1, 13))
    assert not session.at_now
    window.palette_.open_now("1 jan 2020")
    [before] = window.palette_.entries
    assert (before.enabled, before.detail) == (False, "nothing was decided yet")


def test_the_palette_says_why_an_action_is_off(window: MainWindow) -> None:
    window.session.go_to(2)
    window.open_palette()
    window.palette_.input.setText("emergency")
    entry = window.palette_.entries[0]
    assert (entry.enabled, entry.detail) == (False, "The past is read-only.")


def test_the_key_sheet_lists_every_shortcut(window: MainWindow) -> None:
    window.open_key_sheet()
    listed = {keys for group in window.key_sheet._groups for keys, _ in group.keys}
    assert {"Ctrl Z", "Ctrl K", "F6", "Ctrl ,", "Ctrl Q", "?", "Space", "N", "E", "Esc"} <= listed


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    for page_id in window.pages.kinds:
        window.open_page(page_id)
    always = [each for each in window.findChildren(QShortcut) if each.parent() is not window]
    assert not {each.key().toString() for each in always} & set(keys)


def test_a_dropped_roadmap_is_opened_and_anything_else_imported(window: MainWindow) -> None:
    wishes: list[tuple[str, object]] = []
    window.wished.connect(lambda what, more: wishes.append((what, more)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a/b.roadmap"), QUrl.fromLocalFile("/a/c.csv")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert wishes == [("file", "/a/b.roadmap"), ("import", "/a/c.csv")]


def test_in_a_narrow_window_parts_give_way(window: MainWindow) -> None:
    side = window.frame.side
    assert not side.isVisible()  # on the overview only beside what was chosen
    window.open_page("grid")
    assert side.isVisible()
    window.resize(1200, 800)
    assert not side.isVisible()
    window.toggle_inspector()
    assert side.is_over
    assert side.geometry().right() == window.frame._middle.width() - 1
    window._close_innermost()
    assert not side.isVisible()
    window.resize(1000, 800)
    assert window.frame.nav.width() < 100
    window.resize(1440, 900)
    assert side.isVisible()
    assert window.frame.nav.width() == 200


def nameless(window: MainWindow) -> list[QWidget]:
    """What can be used now and has no name for a screen reader."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
    found = []
    for child in window.findChildren(QWidget):
        used = isinstance(child, kinds) and child.isVisible() and child.isEnabled()
        inner = isinstance(child.parentWidget(), (QComboBox, QAbstractSpinBox))
        if used and not inner and not child.accessibleName():
            found.append(child)
    return found


def test_everything_that_can_be_used_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    window.toggle_dock()
    for page_id in window.pages.kinds:
        window.open_page(page_id)
        qtbot.waitUntil(lambda: nameless(window) == [], timeout=3000)


def test_a_window_stands_where_it_was_left() -> None:
    screen = QRect(0, 0, 1920, 1080)
    assert fitted(QRect(100, 50, 1200, 800), [screen]) == QRect(100, 50, 1200, 800)


def test_a_window_never_stands_off_the_screens() -> None:
    screens = [QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 720)]
    for wanted in (QRect(5000, 5000, 800, 600), QRect(-3000, 10, 800, 600), None):
        assert screens[0].contains(fitted(wanted, screens))
    assert screens[1].contains(fitted(QRect(2000, 100, 3000, 2000), screens))
    assert fitted(None, screens).size() == USUAL
    assert fitted(QRect(10, 10, 5, 5), screens).size() == SMALLEST


def test_a_window_begins_on_a_screen_that_is_smaller() -> None:
    small = QRect(0, 0, 800, 600)
    assert small.contains(fitted(None, [small]))
    assert fitted(None, []).topLeft() == QPoint(0, 0)
