"""Does the log lead to moments, reasons, items and undo, and the comparison to its brief?"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.models.decisions.lines import Line
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.decisions.filters import HEIGHT
from gui.views.decisions.moment import Moment
from gui.views.decisions.page import DecisionsPage
from gui.widgets.buttons import Button
from roadmap.commands import Command, parse_command
from roadmap.commands.items import (
    AddItem,
    EditItem,
    EstimateItem,
    FinishItem,
    ReclassifyItem,
    ShedItem,
)
from roadmap.fields.items import Classification
from roadmap.service import Roadmap
from roadmap.values import Author, Driver, Estimate, Forcing, Horizon

MAYA = Author(id="maya", name="Maya Okafor")
TOMAS = Author(id="tomas", name="Tomas Ruiz")
BEGIN = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
NOW = BEGIN + timedelta(days=60)
DNS, TLS, CA = "0000000001", "0000000002", "0000000003"
MUST: Classification = {
    "forcing": Forcing.FORCED,
    "horizon": Horizon.LONG_TERM,
    "driver": Driver.REGULATION,
    "mandatory_by": date(2027, 3, 1),
}


def history() -> Roadmap:
    """Ten decisions over eight weeks."""
    fields = {"name": "Harbour", "zone": "UTC", "sprint_start": BEGIN.date(), "sprint_days": 14}
    roadmap = Roadmap.in_memory(fields, by=MAYA, at=BEGIN)  # type: ignore[arg-type]
    steps: list[tuple[int, Author, Command, str | None]] = [
        (0, MAYA, AddItem(item=DNS, fields={"title": "Self-service DNS"}), None),
        (1, TOMAS, AddItem(item=TLS, fields={"title": "Patch <b>TLS</b>"}), None),
        (2, MAYA, AddItem(item=CA, fields={"title": "Renew root CA"}), None),
        (14, MAYA, EstimateItem(item=DNS, fields={"estimate": Estimate(8)}), "A guess"),
        (20, MAYA, ReclassifyItem(item=CA, fields=MUST), "It is in the contract"),
        (21, TOMAS, EstimateItem(item=DNS, fields={"estimate": Estimate(5)}), None),
        (30, TOMAS, FinishItem(item=TLS, done_on=date(2026, 10, 7)), None),
        (44, MAYA, EditItem(item=DNS, fields={"notes": "Ask the provider"}), None),
        (50, MAYA, ShedItem(item=DNS), "Nobody waits for it"),
    ]
    for days, who, command, why in steps:
        roadmap.execute([command], by=who, at=BEGIN + timedelta(days=days), why=why)
    return roadmap


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    found = Session(history(), MAYA, clock=lambda: NOW)
    yield found
    found.close()


@pytest.fixture
def page(
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> Iterator[DecisionsPage]:
    """The page in view, its first comparison made."""
    found = DecisionsPage(session, themes, selection)
    for model in (found.model, found.side.changes.view.lines, found.side.coming.view.lines):
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        QAbstractItemModelTester(model, mode, found)
    put(found)
    qtbot.waitUntil(lambda: found.copy.isEnabled() and found.comparing.is_settled)
    yield found
    found.hide()
    qtbot.waitUntil(lambda: session.pending == 0)


def opened(page: DecisionsPage, index: int) -> None:
    page.log.setFocus()
    assert page.log.select_index(index)
    assert page.actions_.entry is not None


def lines(page: DecisionsPage) -> list[Line]:
    return list(page.side.changes.view.lines.faces)


def compared(page: DecisionsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.comparing.is_settled)


# -- the log --------------------------------------------------------------------------------------


def test_j_and_k_step_over_days_from_decision_to_decision(page: DecisionsPage) -> None:
    page.log.setFocus()
    seen = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K, Qt.Key.Key_Up):
        QTest.keyClick(page.log, key)
        entry = page.log.open_entry()
        seen.append(entry.index if entry else None)
    assert seen == [9, 8, 7, 8, 9]


def test_return_goes_to_the_moment_and_marks_it(page: DecisionsPage, session: Session) -> None:
    opened(page, 5)
    QTest.keyClick(page.log, Qt.Key.Key_Return)
    assert (session.at_now, session.index) == (False, 5)
    later = page.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert later.endswith("after the moment shown")
    assert not page.actions_._parts.go.isEnabled()


def test_a_click_on_an_items_name_selects_the_item(
    page: DecisionsPage, selection: Selection
) -> None:
    row = page.model.row_of_decision(9)
    assert row is not None
    entry = page.log.entry_at(row)
    assert entry is not None
    spot = page.log.name_rect(row, entry).center()
    QTest.mouseClick(page.log.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert selection.ids == (DNS,)


def test_a_click_beside_the_name_opens_the_row_only(
    page: DecisionsPage, selection: Selection
) -> None:
    row = page.model.row_of_decision(9)
    assert row is not None
    spot = page.log.visualRect(page.model.index(row)).topLeft() + QPoint(20, 20)
    QTest.mouseClick(page.log.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert selection.ids == ()
    assert page.actions_.isVisible()


def test_a_click_on_a_day_opens_nothing(page: DecisionsPage) -> None:
    spot = page.log.visualRect(page.model.index(0)).center()
    QTest.mouseClick(page.log.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.log.open_entry() is None


def test_the_buttons_lie_over_the_open_row_and_move_with_it(page: DecisionsPage) -> None:
    opened(page, 4)
    row = page.log.open_row()
    assert row is not None
    before = page.log.visualRect(page.model.index(row))
    assert before.contains(page.actions_.geometry())
    page.resize(1000, 400)
    page.log.verticalScrollBar().setValue(page.log.verticalScrollBar().value() + 40)
    after = page.log.visualRect(page.model.index(row))
    assert after.contains(page.actions_.geometry())


def test_item_story_selects_the_item(page: DecisionsPage, selection: Selection) -> None:
    opened(page, 5)
    page.actions_._parts.story.click()
    assert selection.ids == (CA,)


def test_titles_stay_plain_text_in_tooltips(page: DecisionsPage) -> None:
    row = page.model.row_of_decision(7)
    assert row is not None
    assert "Patch <b>TLS</b>" in page.log._tooltip(row)


def test_screen_readers_find_a_list_of_days_and_decisions(page: DecisionsPage) -> None:
    found = QAccessible.queryAccessibleInterface(page.log)
    assert found.role() == QAccessible.Role.List
    names = [found.child(at).text(QAccessible.Text.Name) for at in range(2)]
    assert names[0] == "Tue 27 Oct 2026, 1 decision"
    assert names[1].startswith("09:00, Self-service DNS shed, Nobody waits for it, shed, Maya")


def test_escape_closes_the_row(page: DecisionsPage) -> None:
    opened(page, 5)
    QTest.keyClick(page.log, Qt.Key.Key_Escape)
    assert page.log.open_entry() is None
    assert not page.actions_.isVisible()


# -- reasons and undo -----------------------------------------------------------------------------


def test_a_missing_reason_is_given_in_place(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    opened(page, 6)
    QTest.keyClick(page.log, Qt.Key.Key_R)
    assert page.actions_._input.isVisible()
    QTest.keyClicks(page.actions_._input, "The provider does half")
    QTest.keyClick(page.actions_._input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.told(6).why == "The provider does half")
    qtbot.waitUntil(lambda: page.actions_.entry is not None and page.actions_.entry.has_reason)
    assert page.actions_._parts.reason.isHidden()
    assert page.log.hasFocus()


def test_no_reason_is_asked_where_one_was_given(page: DecisionsPage) -> None:
    opened(page, 4)
    assert page.actions_._parts.reason.isHidden()
    QTest.keyClick(page.log, Qt.Key.Key_R)
    assert not page.actions_.is_asking


def test_escape_leaves_the_reason_and_keeps_the_row(page: DecisionsPage) -> None:
    opened(page, 6)
    page.actions_.ask_reason()
    QTest.keyClick(page.actions_._input, Qt.Key.Key_Escape)
    assert not page.actions_.is_asking
    assert page.log.open_entry() is not None


def test_undo_takes_back_what_nobody_changed_since(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    opened(page, 9)
    page.actions_._parts.undo.click()
    qtbot.waitUntil(lambda: session.count == 11 and session.pending == 0)
    assert session.state.items[DNS].is_open
    assert page.model.total == 11


def test_undo_of_what_changed_since_asks_first(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    opened(page, 4)
    page.actions_._parts.undo.click()
    assert page.actions_._warning.text() == ("Changed again since: “Self-service DNS” (estimate).")
    assert page.actions_._rest.isHidden()
    assert session.count == 10
    page.actions_._anyway.click()
    qtbot.waitUntil(lambda: session.count == 11 and session.pending == 0)
    assert session.state.items[DNS].estimate is None


def test_undo_says_why_it_is_not_possible(page: DecisionsPage, qtbot: QtBot) -> None:
    opened(page, 0)
    undo = page.actions_._parts.undo
    qtbot.waitUntil(lambda: not undo.isEnabled())
    assert "cannot be undone" in undo.accessibleDescription()


def test_in_the_past_undo_and_reasons_wait(page: DecisionsPage, session: Session) -> None:
    session.go_to(7)
    opened(page, 6)
    parts = page.actions_._parts
    for button in (parts.undo, parts.reason):
        assert not button.isEnabled()
        assert button.accessibleDescription() == "The past is read-only."
    QTest.keyClick(page.log, Qt.Key.Key_R)
    assert not page.actions_.is_asking


# -- filters --------------------------------------------------------------------------------------


def test_chips_filter_and_the_count_says_of_how_many(page: DecisionsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.model.search.facts.low == 0)
    page.filters._offer_people()
    page.filters.person.choose("tomas")
    qtbot.waitUntil(lambda: page.model.is_complete)
    assert page.filters._count.text() == "3 of 10"
    page.filters._offer_kinds()
    page.filters.kind.choose("Estimated")
    qtbot.waitUntil(lambda: page.model.is_complete)
    assert page.filters._count.text() == "1 of 10"


def test_long_values_wrap_and_leave_the_comparison_its_room(
    page: DecisionsPage, qtbot: QtBot
) -> None:
    width = page.side.width()
    page.filters.set_selected((CA,))
    page.filters._offer_items()
    page.filters.item.choose(CA)
    page.filters._offer_periods()
    page.filters.period.choose("compared")
    page.resize(800, 800)
    qtbot.waitUntil(lambda: page.filters.height() > HEIGHT)
    page.resize(1000, 800)
    qtbot.waitUntil(lambda: page.side.width() == width)


def test_f_searches_and_an_empty_find_offers_the_way_back(
    page: DecisionsPage, qtbot: QtBot
) -> None:
    page.log.setFocus()
    QTest.keyClick(page.log, Qt.Key.Key_F)
    assert page._find.hasFocus()
    QTest.keyClicks(page._find, "zebra")
    qtbot.waitUntil(page._none.isVisible)
    page._none.buttons["clear"].click()
    qtbot.waitUntil(lambda: page.log.isVisible() and page.model.found == 10)


def test_the_compared_period_is_offered(page: DecisionsPage, qtbot: QtBot) -> None:
    page.side.chosen.emit(Moment(5, "Sun 27 Sep"), Moment(None, "Now"))
    compared(page, qtbot)
    page.filters._offer_periods()
    page.filters.period.choose("compared")
    assert page.filters.period.face.text == "Sun 27 Sep to now"
    assert page.filters._count.text() == "4 of 10"


def test_the_last_days_count_from_today(page: DecisionsPage) -> None:
    page.filters._offer_periods()
    page.filters.period.choose("30")
    assert page.filters._count.text() == "2 of 10"


# -- what others do -------------------------------------------------------------------------------


def test_new_decisions_do_not_move_what_is_read(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    page.resize(1000, 380)
    bar = page.log.verticalScrollBar()
    bar.setValue(150)
    spot = QPoint(40, 60)
    before = page.log.entry_at(page.log.indexAt(spot).row())
    session.execute([EditItem(item=CA, fields={"notes": "Certificate 7"})])
    qtbot.waitUntil(lambda: page.model.total == 11)
    after = page.log.entry_at(page.log.indexAt(spot).row())
    assert before is not None
    assert after is not None
    assert after.index == before.index
    assert page._newer.isVisible()
    assert page._newer.face.text == "1 newer decision"
    page._newer.click()
    assert (bar.value(), page._newer.isVisible()) == (0, False)


def test_at_the_top_new_decisions_show_themselves(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    session.execute([EditItem(item=CA, fields={"notes": "Certificate 7"})])
    qtbot.waitUntil(lambda: page.model.total == 11)
    assert page.log.verticalScrollBar().value() == 0
    top = page.log.entry_at(1)
    assert top is not None
    assert top.index == 10
    assert not page._newer.isVisible()


def test_the_wheel_scrolls_by_pixels(page: DecisionsPage) -> None:
    page.resize(1000, 380)
    view = page.log.viewport()
    where = QPointF(20, 20)
    wheel = QWheelEvent(
        where,
        view.mapToGlobal(where),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, wheel)
    assert 0 < page.log.verticalScrollBar().value() < 200


# -- comparing ------------------------------------------------------------------------------------


def test_a_comparison_tells_numbers_and_items(page: DecisionsPage, qtbot: QtBot) -> None:
    page.side.chosen.emit(Moment(3, "Wed 9 Sep"), Moment(None, "Now"))
    compared(page, qtbot)
    numbers = {key: each.accessibleName() for key, each in page.side.compare.numbers.items()}
    assert numbers["finished"] == "1 finished"
    assert numbers["shed"] == "1 shed"
    assert numbers["reestimated"] == "1 resized"
    found = {(line.title, line.text) for line in lines(page) if not line.is_head}
    assert ("Renew root CA", "unsorted → must do, long-term, by 1 March 2027") in found
    assert ("Patch <b>TLS</b>", "done on 7 October") in found
    reasons = [line.reason for line in lines(page) if line.item == CA]
    assert reasons[0] == "“It is in the contract” Maya Okafor"


def test_a_line_of_the_comparison_selects_its_item(
    page: DecisionsPage, selection: Selection, qtbot: QtBot
) -> None:
    page.side.chosen.emit(Moment(3, "Wed 9 Sep"), Moment(None, "Now"))
    compared(page, qtbot)
    view = page.side.changes.view
    row = next(at for at, line in enumerate(lines(page)) if line.item == TLS)
    view.setCurrentIndex(view.lines.index(row))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert selection.ids == (TLS,)


def test_known_dates_and_the_share_stand_below(page: DecisionsPage) -> None:
    [line] = page.side.coming.view.lines.faces
    assert (line.title, line.end, line.item) == ("Renew root CA", "1 Mar", CA)
    assert "Sprint 3" in page.side.share.chart.accessibleDescription()
    QTest.keyClick(page.side.share.chart, Qt.Key.Key_Left)
    assert page.side.share._note.text().startswith("Sprint 5")


def test_moments_in_the_wrong_order_are_put_right(page: DecisionsPage, qtbot: QtBot) -> None:
    page.side.chosen.emit(Moment(None, "Now"), Moment(3, "Wed 9 Sep"))
    compared(page, qtbot)
    assert page.side.compare.before.moment.index == 3
    assert page.side.compare.numbers["finished"].accessibleName() == "1 finished"


def test_the_open_decision_can_be_compared_with_now(page: DecisionsPage, qtbot: QtBot) -> None:
    opened(page, 7)
    page.actions_.compare_requested.emit(7)
    compared(page, qtbot)
    assert page.side.compare.before.moment == Moment(7, "Wed 7 Oct, 09:00")
    texts = [action.text() for action in page.side.compare.before.menu_now().actions()]
    assert "The open decision, Wed 7 Oct, 09:00" in texts
    assert texts[0] == "Now"
    assert texts[-1] == "Another day…"


def test_a_typed_day_means_the_past(page: DecisionsPage, qtbot: QtBot) -> None:
    page.side.compare.before.day_wanted.emit()
    popover = page.side.compare._popover
    assert popover.isVisible()
    QTest.keyClicks(popover.field.line, "30 Sep")
    QTest.keyClick(popover.field.line, Qt.Key.Key_Return)
    compared(page, qtbot)
    assert not popover.isVisible()
    assert page.side.compare.before.moment == Moment(6, "Wed 30 Sep")


def test_a_day_that_another_page_names_is_compared_from_its_beginning(
    page: DecisionsPage, qtbot: QtBot
) -> None:
    page.show_part("since-2026-10-07")
    compared(page, qtbot)
    assert page.side.compare.before.moment.index == 6
    assert page.side.compare.before.moment.words == "Wed 7 Oct"
    assert page.side.compare.numbers["finished"].accessibleName() == "1 finished"
    assert page.side.compare.which.value == "changed"


def test_in_the_past_the_comparison_ends_there(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    page.side.chosen.emit(Moment(3, "Wed 9 Sep"), Moment(None, "Now"))
    session.go_to(5)
    compared(page, qtbot)
    assert page.side.compare.numbers["finished"].accessibleName() == "0 finished"
    assert page.side.compare.after.moment.text == "Sun 27 Sep, 09:00"


def test_scrubbed_before_the_moment_compared_nothing_is_called_now(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    page.side.chosen.emit(Moment(7, "Wed 7 Oct"), Moment(None, "Now"))
    session.go_to(5)
    compared(page, qtbot)
    words = [each.moment.words for each in (page.side.compare.before, page.side.compare.after)]
    assert words == ["Sun 27 Sep, 09:00", "Wed 7 Oct"]
    session.go_to_now()
    compared(page, qtbot)
    words = [each.moment.words for each in (page.side.compare.before, page.side.compare.after)]
    assert words == ["Wed 7 Oct", "Now"]


def test_onlookers_see_which_moments_are_compared(page: DecisionsPage, themes: ThemeSource) -> None:
    button = page.side.compare.before
    assert inked(button)
    themes.for_onlookers = True
    assert inked(button)
    assert not inked(page.copy)


def inked(button: Button) -> bool:
    """Whether anything is drawn of a button."""
    image = button.grab().toImage()
    colors = {image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 2)}
    return len(colors) > 1


def test_the_brief_goes_to_the_clipboard_as_markdown(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    page.side.chosen.emit(Moment(3, "Wed 9 Sep"), Moment(None, "Now"))
    compared(page, qtbot)
    with qtbot.waitSignal(session.offered) as offered:
        page.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("# Harbour, 9 September to 6 November 2026\n")
    assert offered.args[0].startswith("Brief copied as Markdown for leadership")
    assert "- **Self-service DNS**: shed on 27 October. “Nobody waits for it”" in text
    assert "Patch \\<b\\>TLS\\</b\\>" in text


def test_a_brief_is_for_leadership_and_one_click_makes_it_for_the_team(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    person = parse_command({"do": "add_person", "name": "Zoë Quint", "role": "Engineer"})
    item = parse_command({"do": "add_item", "title": "Ask Zoë Quint"})
    session.execute([person, item], why="Zoë Quint said so")
    page.side.chosen.emit(Moment(3, "Wed 9 Sep"), Moment(None, "Now"))
    compared(page, qtbot)
    with qtbot.waitSignal(session.offered) as offered:
        page.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "**Ask Engineer 1**" in text
    assert "Engineer 1 said so" in text
    assert "Zoë" not in text
    moved = [line for line in text.splitlines() if "mandatory by" in line and "; " in line]
    assert all(re.search("likely|not forecast|not in sight|futures", line) for line in moved)
    _said, words, team = offered.args
    assert words == "For the team instead"
    with qtbot.waitSignal(session.offered):
        team()
    assert "**Ask Zoë Quint**" in QGuiApplication.clipboard().text()


def test_promises_of_then_are_laid_beside_now(
    page: DecisionsPage, session: Session, qtbot: QtBot
) -> None:
    page.side.chosen.emit(Moment(3, "Wed 9 Sep"), Moment(None, "Now"))
    compared(page, qtbot)
    found = page.comparing.found
    assert found is not None
    assert found.past is not None
    promises = page.side.promises
    assert promises.isVisible()
    assert len(promises.promised.view.lines.faces) >= len(found.past.promised)
    assert len(promises.causes.bars.rows) == 5
    page.side.compare.which.chosen.emit("changed")
    assert not promises.isVisible()
    assert page.side.changes.isVisible()


# -- the page -------------------------------------------------------------------------------------


def test_without_decisions_the_page_says_what_will_stand_here(
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
    qtbot: QtBot,
) -> None:
    roadmap = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=BEGIN)
    session = Session(roadmap, MAYA, clock=lambda: NOW)
    page = DecisionsPage(session, themes, selection)
    put(page)
    assert page._empty.isVisible()
    assert not page.copy.isEnabled()
    with qtbot.waitSignal(page.action_requested) as asked:
        page._empty.buttons["import"].click()
    assert asked.args == ["import"]
    session.execute([AddItem(item=DNS, fields={"title": "Self-service DNS"})])
    qtbot.waitUntil(lambda: page.log.isVisible() and page.model.found == 2)
    qtbot.waitUntil(lambda: page.comparing.found is not None)
    page.hide()
    session.close()


def test_narrow_the_log_and_the_comparison_take_turns(page: DecisionsPage) -> None:
    page.resize(700, 700)
    assert page.log.isVisible()
    assert not page.side.isVisible()
    page._which.set_value("compare")
    page._which.chosen.emit("compare")
    assert page.side.isVisible()
    assert not page.log.isVisible()


def test_every_control_has_a_name(page: DecisionsPage) -> None:
    opened(page, 6)
    nameless = [
        type(each).__name__
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.accessibleName()
    ]
    assert nameless == []
