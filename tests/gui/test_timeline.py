"""The timeline page: shown, chosen from, zoomed, filtered, in the past, by keys and pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.models.timeline.table import TimelineTable
from gui.pages import PAGES
from gui.paint.timeline import areas
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource, apply
from gui.views.timeline.page import TimelinePage
from roadmap.commands import Command
from roadmap.commands.items import EditItem
from roadmap.service import Roadmap
from roadmap.values import Author
from tests.given import command, item_id

MAYA = Author(id="maya", name="Maya Okafor")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20).toordinal()
DATED = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}
CHOICE = {"forcing": "discretionary", "horizon": "short_term"}


def add(title: str, **fields: Any) -> Command:
    given = {"estimate": {"low": 2.0, "likely": 3.0, "high": 5.0}, **fields}
    return command("add_item", item=item_id(title), title=title, **given)


ITEMS = (
    add("Root CA", **DATED, mandatory_by="2027-01-15"),
    add("Storage", **DATED, mandatory_by="2027-02-26"),
    add("DNS", **CHOICE, labels=["dns"]),
    add("Template", **CHOICE, prerequisites=[item_id("DNS")]),
)
PEOPLE = tuple(command("add_person", name=name) for name in ("Ines", "Juri"))


def harbour(*commands: Command) -> Roadmap:
    fields: Any = {"name": "Harbour", "sprint_start": date(2025, 6, 2)}
    before = NOW - timedelta(days=100)
    roadmap = Roadmap.in_memory(fields, by=MAYA, at=before)
    if commands:
        roadmap.execute(commands, by=MAYA, at=before)
    return roadmap


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    return Selection()


Opener = Callable[..., TimelinePage]


@pytest.fixture
def open_page(qtbot: QtBot, themes: ThemeSource, selection: Selection) -> Iterator[Opener]:
    """Opens the page on a roadmap of these commands, as the window would."""
    sessions: list[Session] = []

    def make(*commands: Command) -> TimelinePage:
        session = Session(harbour(*commands), MAYA, clock=lambda: NOW)
        sessions.append(session)
        page = TimelinePage(session, themes, selection)
        page.setProperty("session", session)
        qtbot.addWidget(page)
        page.resize(1100, 760)
        page.show()
        page.activateWindow()
        page.canvas.setFocus()
        qtbot.waitUntil(page.canvas.hasFocus)
        return page

    yield make
    for session in sessions:
        session.close()


@pytest.fixture
def page(open_page: Opener) -> TimelinePage:
    return open_page(*ITEMS, *PEOPLE)


def session_of(page: TimelinePage) -> Session:
    found = page.property("session")
    assert isinstance(found, Session)
    return found


def shown(page: TimelinePage) -> list[str]:
    return [row.title for group in page.canvas.face.groups for row in group.rows]


def spot(page: TimelinePage, title: str) -> QPoint:
    rect = page.canvas.row_rect(item_id(title))
    assert rect is not None
    return QPoint(60, round(rect.center().y()))


def x_of(page: TimelinePage, day: int) -> float:
    canvas = page.canvas
    parts = areas(canvas.viewport().rect().toRectF(), canvas.face, canvas.look())
    return parts.scale.x(day)


def picture(page: TimelinePage) -> QImage:
    return page.canvas.viewport().grab().toImage()


def is_in_view(page: TimelinePage, widget: QWidget) -> bool:
    return widget.isVisibleTo(page)


def test_the_page_stands_under_plan_after_the_backlog() -> None:
    kinds = {kind.page_id: kind for kind in PAGES}
    nav = kinds["timeline"].nav
    assert nav is not None
    assert (nav.text, nav.group) == ("Timeline", "Plan")
    assert list(kinds).index("timeline") > list(kinds).index("backlog")


def test_items_stand_in_order_and_the_head_counts_them(page: TimelinePage) -> None:
    assert shown(page) == ["Root CA", "Storage", "DNS", "Template"]
    assert page.head.note.text() == "4 items"


def test_an_empty_roadmap_says_what_appears_here(
    qtbot: QtBot, themes: ThemeSource, selection: Selection
) -> None:
    session = Session(harbour(), MAYA, clock=lambda: NOW)
    page = TimelinePage(session, themes, selection)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    empty = page.empty
    assert is_in_view(page, empty)
    assert empty.sentence.text() == "Items with an estimate appear here."
    with qtbot.waitSignal(page.action_requested) as heard:
        empty.buttons["import"].click()
    assert heard.args == ["import"]
    session.close()


def test_a_click_selects_and_a_double_click_opens(
    page: TimelinePage, selection: Selection, qtbot: QtBot
) -> None:
    view = page.canvas.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(page, "Storage"))
    assert selection.ids == (item_id("Storage"),)
    with qtbot.waitSignal(page.action_requested) as heard:
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=spot(page, "DNS"))
    assert heard.args == ["next_pane"]
    assert selection.current == item_id("DNS")


def test_arrows_go_from_row_to_row_and_stop_at_the_ends(
    page: TimelinePage, selection: Selection
) -> None:
    assert not selection.ids
    seen = []
    for _ in range(6):
        QTest.keyClick(page.canvas, Qt.Key.Key_Down)
        seen.append(selection.current)
    order = [item_id(title) for title in ("Root CA", "Storage", "DNS", "Template")]
    assert seen == [*order, order[-1], order[-1]]
    QTest.keyClick(page.canvas, Qt.Key.Key_PageUp)
    assert selection.current == order[0]


def test_the_next_date_is_the_next_in_time(page: TimelinePage, selection: Selection) -> None:
    QTest.keyClick(page.canvas, Qt.Key.Key_BracketRight)
    assert selection.current == item_id("Root CA")
    QTest.keyClick(page.canvas, Qt.Key.Key_BracketRight)
    assert selection.current == item_id("Storage")
    QTest.keyClick(page.canvas, Qt.Key.Key_BracketLeft)
    assert selection.current == item_id("Root CA")
    width = page.canvas.viewport().width()
    assert 0 < x_of(page, date(2027, 1, 15).toordinal()) < width


def test_every_date_is_in_view_until_somebody_zooms(page: TimelinePage, qtbot: QtBot) -> None:
    last = date(2027, 2, 26).toordinal()
    page.resize(760, 600)
    qtbot.waitUntil(lambda: x_of(page, last) < page.canvas.viewport().width() - 60)
    assert page.head.scales.value == "months"
    QTest.keyClick(page.canvas, Qt.Key.Key_Plus)
    zoomed = page.canvas.day_width
    page.resize(1100, 760)
    assert page.canvas.day_width == zoomed


def test_plus_and_minus_zoom_and_the_scale_follows(page: TimelinePage) -> None:
    before, place = page.canvas.day_width, x_of(page, TODAY)
    QTest.keyClick(page.canvas, Qt.Key.Key_Plus)
    assert page.canvas.day_width > before
    assert x_of(page, TODAY) == pytest.approx(place, abs=1.5)
    for _ in range(40):
        QTest.keyClick(page.canvas, Qt.Key.Key_Minus)
    assert page.head.scales.value == "year"
    for _ in range(60):
        QTest.keyClick(page.canvas, Qt.Key.Key_Plus)
    assert page.head.scales.value == "weeks"
    assert not picture(page).isNull()


def test_control_and_the_wheel_zoom_about_the_pointer(page: TimelinePage) -> None:
    view = page.canvas.viewport()
    at = QPointF(700, 300)
    parts = areas(view.rect().toRectF(), page.canvas.face, page.canvas.look())
    day, before = parts.scale.day_at(at.x()), page.canvas.day_width
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
    parts = areas(view.rect().toRectF(), page.canvas.face, page.canvas.look())
    assert page.canvas.day_width > before
    assert parts.scale.day_at(at.x()) == pytest.approx(day, abs=0.5)


def test_home_brings_today_back(page: TimelinePage) -> None:
    bar = page.canvas.horizontalScrollBar()
    home = page.canvas.left_day
    for _ in range(4):
        QTest.keyClick(page.canvas, Qt.Key.Key_Right)
    assert page.canvas.left_day > home
    bar.setValue(bar.maximum())
    QTest.keyClick(page.canvas, Qt.Key.Key_Home)
    assert page.canvas.left_day == pytest.approx(home, abs=0.5)


def test_the_hover_says_why_it_stands_there_with_iso_dates(page: TimelinePage) -> None:
    text = page.canvas.tip_at(spot(page, "Template"))
    assert "Comes after DNS" in text
    assert "(2026-11-30)" in text
    on_axis = page.canvas.tip_at(QPoint(round(x_of(page, TODAY + 20)), 20))
    assert on_axis.startswith("Sprint ")
    assert page.canvas.tip_at(QPoint(5, 5)) == ""


def test_only_dated_must_do_work_shows_what_it_needs(page: TimelinePage) -> None:
    QTest.keyClick(page.canvas, Qt.Key.Key_D)
    assert shown(page) == ["Root CA", "Storage"]
    assert all(row.needs and row.share for row in page.canvas.face.groups[0].rows)
    assert not picture(page).isNull()
    QTest.keyClick(page.canvas, Qt.Key.Key_D)
    assert len(shown(page)) == 4


def test_a_filter_that_leaves_nothing_offers_all_rows_again(page: TimelinePage) -> None:
    page.head.chips.label.choose("nothing of this kind")
    assert shown(page) == []
    assert is_in_view(page, page.nothing)
    page.head.clear()
    assert len(shown(page)) == 4


def test_the_same_rows_are_a_table(page: TimelinePage, selection: Selection, qtbot: QtBot) -> None:
    QTest.keyClick(page.canvas, Qt.Key.Key_T)
    qtbot.waitUntil(page.table.hasFocus)
    assert not selection.ids
    model = page.table.model()
    assert isinstance(model, TimelineTable)
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == ["Root CA", "Storage", "DNS", "Template"]
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert selection.current == item_id("Storage")
    assert not page.table.viewport().grab().isNull()
    QTest.keyClick(page.table, Qt.Key.Key_T)
    assert page.canvas.isVisibleTo(page)
    assert page.canvas.selected == item_id("Storage")


def test_the_table_keeps_the_promises_of_a_model(page: TimelinePage) -> None:
    model = page.table.model()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    page.head.toggle_dated()
    page.head.toggle_dated()
    assert tester.model() is model


def test_a_change_moves_the_row_at_once(page: TimelinePage) -> None:
    edit = EditItem(item=item_id("Storage"), fields={"mandatory_by": date(2027, 1, 4)})
    session_of(page).execute([edit])
    assert shown(page)[:2] == ["Storage", "Root CA"]


def test_the_selection_of_other_pages_is_shown_here(
    page: TimelinePage, selection: Selection
) -> None:
    selection.select((item_id("DNS"),))
    assert page.canvas.selected == item_id("DNS")
    assert page.canvas.accessibleDescription().startswith("DNS, Choice, short-term, 3 pd")


def test_the_past_shows_the_plan_of_then(page: TimelinePage, qtbot: QtBot) -> None:
    session = session_of(page)
    edit = EditItem(item=item_id("DNS"), fields={"title": "DNS by self-service"})
    session.execute([edit])
    qtbot.waitUntil(lambda: session.pending == 0)
    session.go_to(session.count - 2)
    assert "DNS" in shown(page)
    then = (NOW - timedelta(days=100)).date()
    assert page.canvas.face.today == then.toordinal()
    assert page.canvas.face.today_text == "12 Aug"
    session.go_to_now()
    assert page.canvas.face.today == TODAY
    assert page.canvas.face.today_text == "Now"


def test_nothing_is_planned_while_another_page_is_in_view(page: TimelinePage) -> None:
    page.hide()
    before = page.canvas.face
    edit = EditItem(item=item_id("DNS"), fields={"title": "DNS 2"})
    session_of(page).execute([edit])
    assert page.canvas.face is before
    page.show()
    assert "DNS 2" in shown(page)


def test_without_people_it_says_what_is_missing(open_page: Opener, qtbot: QtBot) -> None:
    page = open_page(*ITEMS)
    assert page.notice.isVisible()
    assert "add the people first" in page.notice.sentence.text()
    with qtbot.waitSignal(page.page_requested) as wanted:
        page.notice.button.click()
    assert wanted.args == ["people"]
    assert len(shown(page)) == 4
    assert not picture(page).isNull()


def test_the_legend_gives_way_before_the_note_is_cut(page: TimelinePage) -> None:
    head = page.head
    for width in range(700, 1700, 50):
        page.resize(width, 760)
        QApplication.processEvents()
        whole = head.note.width() >= head.note.sizeHint().width()
        assert whole or head.legend.isHidden(), width
    assert head.legend.isVisible()


def test_an_empty_timeline_has_no_legend_and_the_keyboard_has_the_way_on(
    open_page: Opener, qtbot: QtBot
) -> None:
    page = open_page(*ITEMS, *PEOPLE)
    page.resize(1600, 760)
    qtbot.waitUntil(page.head.legend.isVisible)
    page.head.chips.label.choose("nothing of this kind")
    assert page.head.legend.isHidden()
    qtbot.waitUntil(page.nothing.buttons["clear"].hasFocus)
    QTest.keyClick(page.nothing.buttons["clear"], Qt.Key.Key_Return)
    assert page.head.legend.isVisible()
    qtbot.waitUntil(page.canvas.hasFocus)


def test_thousands_are_planned_away_from_the_window(open_page: Opener, qtbot: QtBot) -> None:
    many = tuple(add(f"Item {number}", **CHOICE) for number in range(400))
    page = open_page(*many, *PEOPLE)
    qtbot.waitUntil(lambda: page.canvas.face.count == 400, timeout=10_000)
    edits = [EditItem(item=item_id("Item 7"), fields={"title": f"T{n}"}) for n in range(3)]
    for edit in edits:
        session_of(page).execute([edit])
    qtbot.waitUntil(lambda: "T2" in shown(page), timeout=10_000)
    assert page.canvas.face.count == 400


def test_both_themes_and_every_scale_are_painted(page: TimelinePage, themes: ThemeSource) -> None:
    light = picture(page)
    themes.set_mode("dark")
    assert picture(page) != light
    themes.set_mode("light")
    for day in (0.12, 0.5, 1.3, 4.2, 14.0, 56.0):
        page.canvas.set_scale(day)
        assert not picture(page).isNull()


def test_every_control_is_named(page: TimelinePage) -> None:
    for control in (page.canvas, page.table, page.head.scales, page.head.table, page.head.rows):
        assert control.accessibleName()
    assert page.keys()
