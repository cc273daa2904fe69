"""The backlog as a person uses it: rank, edit, classify, group, many at once, and the past."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.models.backlog.rows import Rows
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource, apply
from gui.views.backlog.head import BacklogHead
from gui.views.backlog.layout import LayoutFile, TableLayout
from gui.views.backlog.page import BacklogPage
from gui.widgets.card_drag import items_mime
from gui.widgets.tables import ROW_HEIGHT
from roadmap.commands.items import AddItem, EditItem
from roadmap.service import Roadmap, utc_now
from roadmap.values import Driver, Estimate, Quadrant, Size, Status
from tests.given import MAYA, command, item_id

TITLES = ("Patch TLS", "Move ingest", "Cost tags", "Restore drill", "Rollback")
KEYS = tuple(item_id(title) for title in TITLES)
PLAIN, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


def opened(*titles: str) -> Session:
    roadmap = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=utc_now())
    adds = [AddItem(item=item_id(title), fields={"title": title}) for title in titles]
    if adds:
        roadmap.execute([command("add_team", name="Runtime"), *adds], by=MAYA, at=utc_now())
    return Session(roadmap, MAYA)


def shown(session: Session, themes: ThemeSource, qtbot: QtBot) -> BacklogPage:
    LayoutFile().path.unlink(missing_ok=True)
    page = BacklogPage(session, themes, Selection())
    page.resize(1100, 700)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    page.table.setFocus()
    return page


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = opened(*TITLES)
    yield session
    session.close()


@pytest.fixture
def page(session: Session, themes: ThemeSource, qtbot: QtBot) -> BacklogPage:
    return shown(session, themes, qtbot)


def titles(page: BacklogPage) -> list[str]:
    model = page.table.backlog
    return [item.title for row in range(model.rowCount()) if (item := model.item_at(row))]


def saved(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.pending == 0, timeout=5000)


def at(page: BacklogPage, row: int, key: str) -> None:
    page.table.setCurrentIndex(page.table.backlog.index(row, page.table.backlog.column_of(key)))


def press(page: BacklogPage, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(page.table, key, modifiers)


def sentences(session: Session) -> list[str]:
    heard: list[str] = []
    session.refused.connect(heard.append)
    return heard


def decided(session: Session, qtbot: QtBot) -> int:
    saved(qtbot, session)
    return session.count


# -- editing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("3", "estimate", Estimate(3)),
        ("2/3/8", "estimate", Estimate(3, 2, 8)),
        ("M", "size", Size.M),
    ],
)
def test_an_effort_is_typed_into_its_cell(
    page: BacklogPage, session: Session, qtbot: QtBot, typed: str, field: str, value: object
) -> None:
    at(page, 0, "estimate")
    QTest.keyClicks(page.table, typed[0])
    QTest.keyClicks(page.editing.editor, typed[1:])
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Return)
    assert getattr(session.state.items[KEYS[0]], field) == value
    assert not page.editing.editor.is_open
    assert page.table.hasFocus()


def test_the_ranks_of_a_long_backlog_are_never_cut(page: BacklogPage, session: Session) -> None:
    session.execute([AddItem(fields={"title": f"Item {n}"}) for n in range(1200)])
    rank = page.table.backlog.column_of("rank")
    longest = page.table.fontMetrics().horizontalAdvance("1,200")
    assert page.table.columnWidth(rank) >= longest + 28


def test_what_cannot_be_understood_is_said_under_the_cell_and_esc_leaves_it(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    at(page, 0, "estimate")
    press(page, Qt.Key.Key_F2)
    QTest.keyClicks(page.editing.editor, "soon")
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Return)
    assert page.editing.editor.complaint.startswith("'soon' is no effort: write person-days")
    assert page.editing.editor.hasFocus()
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Escape)
    assert not page.editing.editor.is_open
    assert session.state.items[KEYS[0]].estimate is None


def test_what_a_rule_refuses_is_said_under_the_cell(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    heard = sentences(session)
    at(page, 0, "estimate")
    QTest.keyClicks(page.table, "0")
    QTest.keyClicks(page.editing.editor, "-0")
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Return)
    assert "Patch TLS" in page.editing.editor.complaint
    assert heard == []
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Escape)
    assert decided(session, qtbot) == 2


def test_a_title_is_needed(page: BacklogPage, session: Session, qtbot: QtBot) -> None:
    at(page, 0, "title")
    press(page, Qt.Key.Key_Return)
    page.editing.editor.clear()
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Return)
    assert page.editing.editor.complaint == "Say in a few words what has to be done."


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_tab_goes_on_to_the_next_cell(page: BacklogPage, session: Session, qtbot: QtBot) -> None:
    at(page, 0, "mandatory_by")
    press(page, Qt.Key.Key_Return)
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Tab)
    QTest.keyClicks(page.editing.editor, "4")
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Tab)
    QTest.keyClicks(page.editing.editor, "Edge")
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Return)
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Return)  # yes, add the team
    item = session.state.items[KEYS[0]]
    assert item.estimate == Estimate(4)
    assert session.state.teams[item.team or ""].name == "Edge"


def test_a_click_elsewhere_keeps_what_was_typed(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    at(page, 0, "title")
    press(page, Qt.Key.Key_Return)
    QTest.keyClicks(page.editing.editor, "Patch TLS 1.1")
    page.table.setFocus()
    assert session.state.items[KEYS[0]].title == "Patch TLS 1.1"


def test_an_edit_names_what_the_person_saw(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.conflict):
        commands = page.editing.commands((KEYS[0],), "title", "Mine")
        session.execute([EditItem(item=KEYS[0], fields={"title": "Theirs"})])
        session.execute(commands)


def test_a_letter_in_the_title_is_a_command_and_no_text(page: BacklogPage, qtbot: QtBot) -> None:
    at(page, 0, "title")
    QTest.keyClicks(page.table, "x")
    assert not page.editing.editor.is_open


def test_the_editor_follows_its_row(page: BacklogPage, session: Session, qtbot: QtBot) -> None:
    at(page, 0, "estimate")
    press(page, Qt.Key.Key_Return)
    before = page.editing.editor.y()
    session.execute([command("move_item", item=KEYS[4], before=KEYS[0])])
    assert page.editing.editor.y() == before + ROW_HEIGHT


def test_a_rank_cannot_be_typed_and_says_what_to_do(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    heard = sentences(session)
    at(page, 0, "rank")
    press(page, Qt.Key.Key_Return)
    assert heard == ["The rank follows from the order: drag the row, or press Alt and an arrow."]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_quadrant_is_chosen_from_a_menu(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    at(page, 0, "quadrant")
    press(page, Qt.Key.Key_Return)
    menu = page.editing.menu
    assert menu is not None
    menu.actions()[3].trigger()
    menu.close()
    assert session.state.items[KEYS[0]].quadrant is Quadrant.DISCRETIONARY_LONG_TERM


# -- ranking --------------------------------------------------------------------------------------


def test_alt_arrows_rank_and_ask_once_for_all_moves(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    page.table.selectRow(0)
    press(page, Qt.Key.Key_Down, ALT)
    press(page, Qt.Key.Key_Down, ALT)
    assert titles(page) == ["Move ingest", "Cost tags", "Patch TLS", "Restore drill", "Rollback"]
    assert page.table.selected_ids() == (KEYS[0],)
    saved(qtbot, session)
    page.moves.ask_gathered()
    assert page.reason.question == "Why these 2 moves?"
    page.reason.saved.emit("The audit moved")
    page.reason.hide()
    saved(qtbot, session)
    qtbot.waitUntil(lambda: session.told(session.count - 2).why == "The audit moved")
    assert session.told(session.count - 3).why == "The audit moved"


def test_a_move_that_was_taken_back_is_not_asked_about(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    def take_back() -> None:
        with qtbot.waitSignal(session.taken_back):
            session.undo()
        saved(qtbot, session)

    page.table.selectRow(0)
    for _ in range(3):
        press(page, Qt.Key.Key_Down, ALT)
    take_back()
    page.moves.ask_gathered()
    assert page.reason.question == "Why these 2 moves?"
    QTest.keyClicks(page.reason._input, "The au")
    take_back()
    assert page.reason.question == "Why this move?"
    assert page.reason._input.text() == "The au"
    assert page.reason._input.accessibleName() == "Why this move?"
    take_back()
    assert not page.moves.asking
    assert page.table.hasFocus()


def test_alt_home_and_end_rank_first_and_last(page: BacklogPage, qtbot: QtBot) -> None:
    page.table.select_ids([KEYS[2], KEYS[3]])
    press(page, Qt.Key.Key_Home, ALT)
    assert titles(page)[:2] == ["Cost tags", "Restore drill"]
    press(page, Qt.Key.Key_End, ALT)
    assert titles(page)[-2:] == ["Cost tags", "Restore drill"]


def drop(page: BacklogPage, ids: tuple[str, ...], row: int) -> None:
    """Lets ``ids`` go in the gap above a row, as a drag would."""
    place = QPointF(40, page.table.rowViewportPosition(row) + 2)
    mime = items_mime(ids)
    event = QDropEvent(
        place,
        Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    page.table.dropEvent(event)


def test_several_rows_are_dropped_at_once_and_keep_their_order(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    before = decided(session, qtbot)
    drop(page, (KEYS[1], KEYS[3]), 0)
    assert titles(page) == ["Move ingest", "Restore drill", "Patch TLS", "Cost tags", "Rollback"]
    assert page.table.selected_ids() == (KEYS[1], KEYS[3])
    assert decided(session, qtbot) == before + 1


def test_a_drop_into_another_group_classifies_too(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    session.execute(
        [command("reclassify_item", item=KEYS[0], forcing="discretionary", horizon="long_term")]
    )
    page.columns.toggle_groups()
    row = page.table.backlog.row_of(KEYS[0])
    assert row is not None
    drop(page, (KEYS[4],), row)
    assert session.state.items[KEYS[4]].quadrant is Quadrant.DISCRETIONARY_LONG_TERM
    rows = page.table.backlog
    assert (rows.row_of(KEYS[4]), rows.row_of(KEYS[0])) == (row, row + 1)


def test_while_sorted_nothing_is_ranked_and_the_way_back_is_said(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    heard = sentences(session)
    page.columns.sort(page.table.backlog.columns[1])
    page.table.selectRow(0)
    press(page, Qt.Key.Key_Down, ALT)
    assert heard == ["Sorted by title: click # for rank order, then items can be moved."]
    drop(page, (KEYS[3],), 0)
    page.columns.sort(None)
    assert titles(page) == list(TITLES)


# -- classifying and working ----------------------------------------------------------------------


def test_a_digit_classifies_and_must_do_asks_what_is_missing(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_1)
    assert page.must_do.question == "What makes “Move ingest” a must do?"
    page.must_do.answered.emit(Driver.REGULATION, None)
    page.must_do.hide()
    item = session.state.items[KEYS[1]]
    assert (item.quadrant, item.driver) == (Quadrant.FORCED_SHORT_TERM, Driver.REGULATION)


def test_delete_sheds_and_asks_why(page: BacklogPage, session: Session, qtbot: QtBot) -> None:
    session.reason_wanted.connect(page.claim_reason)
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert session.state.items[KEYS[0]].status is Status.SHED
    assert page.reason.question == "Why is “Patch TLS” shed?"
    assert titles(page) == list(TITLES[1:])
    QTest.keyClick(page.reason.findChildren(QLineEdit)[0], Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_space_starts_then_finishes(page: BacklogPage, session: Session, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    press(page, Qt.Key.Key_Space)
    assert session.state.items[KEYS[0]].status is Status.IN_PROGRESS
    press(page, Qt.Key.Key_Space)
    assert session.state.items[KEYS[0]].status is Status.DONE


def test_a_key_is_meant_for_the_row_with_the_cursor_where_nothing_is_selected(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_4)
    assert session.state.items[KEYS[0]].quadrant is Quadrant.DISCRETIONARY_LONG_TERM


# -- several at once ------------------------------------------------------------------------------


def test_the_bar_comes_with_the_second_row_and_esc_clears(page: BacklogPage, qtbot: QtBot) -> None:
    page.table.selectRow(0)
    assert page.bulk.isHidden()
    press(page, Qt.Key.Key_Down, SHIFT)
    assert page.bulk.isVisible()
    QTest.keyClick(page.bulk, Qt.Key.Key_Escape)
    assert page.bulk.isHidden()
    assert page.table.selected_ids() == ()


def test_a_label_with_a_comma_stays_one_label(page: BacklogPage, session: Session) -> None:
    session.execute([EditItem(item=KEYS[0], fields={"labels": ("Windows, Mac", "q1")})])
    page.columns.set_shown("labels", shown=True)
    at(page, page.table.backlog.row_of(KEYS[0]) or 0, "labels")
    press(page, Qt.Key.Key_Return)
    editor = page.editing.editor
    assert editor.text() == '"Windows, Mac", q1'
    editor.setText(f"{editor.text()}, new")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert session.state.items[KEYS[0]].labels == ("Windows, Mac", "q1", "new")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [("estimate", "5", Estimate(5)), ("labels", "infra, q1", ("infra", "q1"))],
)
def test_several_items_are_edited_as_one_decision(
    page: BacklogPage, session: Session, qtbot: QtBot, field: str, typed: str, value: object
) -> None:
    before = decided(session, qtbot)
    page.table.select_ids(KEYS[:3])
    page.bulk.ask(field)
    QTest.keyClicks(page.bulk.line, typed)
    QTest.keyClick(page.bulk.line, Qt.Key.Key_Return)
    assert [getattr(session.state.items[key], field) for key in KEYS[:3]] == [value] * 3
    assert decided(session, qtbot) == before + 1
    assert page.table.hasFocus()


def test_what_the_bar_cannot_understand_is_said_in_it(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    page.table.select_ids(KEYS[:2])
    page.bulk.ask("estimate")
    QTest.keyClicks(page.bulk.line, "soon")
    QTest.keyClick(page.bulk.line, Qt.Key.Key_Return)
    assert page.bulk.hint.text().startswith("'soon' is no effort")
    assert page.bulk.line.isVisible()


def test_a_new_component_for_several_is_asked_for_before_it_is_added(
    page: BacklogPage, session: Session
) -> None:
    page.table.select_ids(KEYS[:2])
    page.bulk.ask("component")
    QTest.keyClicks(page.bulk.line, "Edge proxies")
    QTest.keyClick(page.bulk.line, Qt.Key.Key_Return)
    assert page.bulk.hint.text().startswith("There is no component “Edge proxies” yet")
    assert "Edge proxies" not in component_names(session)
    QTest.keyClick(page.bulk.line, Qt.Key.Key_Return)
    assert "Edge proxies" in component_names(session)


def test_a_new_component_in_a_cell_is_asked_for_and_never_added_by_leaving(
    page: BacklogPage, session: Session
) -> None:
    page.columns.set_shown("component", shown=True)
    at(page, 0, "component")
    press(page, Qt.Key.Key_Return)
    QTest.keyClicks(page.editing.editor, "Edge proxies")
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Return)
    assert page.editing.editor.is_open
    page.editing.editor.left.emit()
    assert "Edge proxies" not in component_names(session)
    press(page, Qt.Key.Key_Return)
    QTest.keyClicks(page.editing.editor, "Edge proxies")
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Return)
    assert "Edge proxies" not in component_names(session)
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Return)
    assert "Edge proxies" in component_names(session)


def component_names(session: Session) -> set[str]:
    return {component.name for component in session.live.components.ordered()}


def test_a_label_is_taken_off_all_of_them(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    labels = {"labels": ("infra", "old")}
    session.execute([EditItem(item=key, fields=labels) for key in KEYS[:2]])  # type: ignore[arg-type]  # a dict of the right key
    page.table.select_ids(KEYS[:3])
    page.bulk.label_removed.emit("old")
    assert [session.state.items[key].labels for key in KEYS[:3]] == [("infra",), ("infra",), ()]


# -- groups, filters, columns ---------------------------------------------------------------------


def test_groups_fold_by_key(page: BacklogPage, qtbot: QtBot) -> None:
    page.columns.toggle_groups()
    head = page.table.backlog.rowCount() - len(KEYS) - 1
    page.table.put_cursor(head)
    press(page, Qt.Key.Key_Left)
    assert titles(page) == []
    press(page, Qt.Key.Key_Right)
    assert titles(page) == list(TITLES)
    page.columns.toggle_groups()


def test_where_nothing_matches_one_button_shows_all_again(page: BacklogPage, qtbot: QtBot) -> None:
    page.find_in_page()
    QTest.keyClicks(page.head.findChildren(QLineEdit)[0], "zebra")
    qtbot.waitUntil(page.table.isHidden)
    button = page._no_match.buttons["clear"]
    assert button.isVisible()
    button.click()
    assert titles(page) == list(TITLES)
    assert page.table.isVisible()


@pytest.mark.parametrize("width", [632, 760, 880, 1240])
def test_the_head_gives_way_word_by_word_and_never_the_button(
    themes: ThemeSource, session: Session, qtbot: QtBot, width: int
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    head = BacklogHead(themes, session)
    head.setParent(holder)
    head.resize(width, head.height())
    holder.show()
    head.show_rows(Rows((), 10_000, 49_321.0), read_only=None)
    QApplication.processEvents()
    full = "10,000 open items, 49,321 pd"
    assert (head._note.text() == full) == (width >= 880)
    for _ in ("closed", "open search field"):
        QApplication.processEvents()
        assert head.add.width() == head.add.sizeHint().width()
        assert head.add.geometry().right() < width
        assert head._note.text() in (full, "10,000 items \u00b7 49k pd", "10,000 items", "")
        assert not head._note.text() or head._note.width() >= head._note.sizeHint().width()
        head.search()


def test_an_empty_backlog_says_what_it_is_for(themes: ThemeSource, qtbot: QtBot) -> None:
    session = opened()
    page = shown(session, themes, qtbot)
    assert page._nothing.isVisible()
    assert page.table.isHidden()
    page.setFocus()
    assert page.focusWidget() is page._nothing.buttons["import"]
    with qtbot.waitSignal(page.action_requested) as heard:
        page._nothing.buttons["import"].click()
    assert heard.args == ["import"]
    session.close()


def test_columns_and_widths_are_kept(
    page: BacklogPage, session: Session, themes: ThemeSource, qtbot: QtBot
) -> None:
    model = page.table.backlog
    page.columns.set_shown("labels", shown=True)
    page.columns.set_shown("team", shown=False)
    page.table.setColumnWidth(model.column_of("driver"), 150)
    page.hide()
    kept = LayoutFile().read()
    assert kept.shown is not None
    assert "labels" in kept.shown
    assert "team" not in kept.shown
    assert kept.widths["driver"] == 150
    other = BacklogPage(session, themes, Selection())
    qtbot.addWidget(other)
    assert other.table.columnWidth(model.column_of("driver")) == 150
    assert other.table.isColumnHidden(model.column_of("team"))


def test_the_title_takes_the_room_and_keeps_the_least(page: BacklogPage) -> None:
    table = page.table
    assert table.head.length() == table.viewport().width()
    for key in ("component", "labels", "consumers", "due", "key"):
        page.columns.set_shown(key, shown=True)
    page.resize(700, 700)
    assert table.columnWidth(table.backlog.column_of("title")) == 240
    assert table.head.length() > table.viewport().width()


@pytest.mark.parametrize("text", ["", "[]", "{", json.dumps({"shown": 3, "widths": {"team": "x"}})])
def test_a_layout_that_cannot_be_read_counts_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "backlog.json"
    path.write_text(text, encoding="utf-8")
    assert LayoutFile(path).read() == TableLayout()


# -- the past -------------------------------------------------------------------------------------


def test_in_the_past_nothing_can_be_changed_and_what_changed_stands_out(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    session.execute([EditItem(item=KEYS[0], fields={"title": "Patch TLS 1.1"})])
    session.execute([EditItem(item=KEYS[1], fields={"title": "Move all"})])
    saved(qtbot, session)
    heard = sentences(session)
    session.go_to(session.count - 2, animate=False)
    assert titles(page)[:2] == ["Patch TLS 1.1", "Move ingest"]
    row = page.table.backlog.row_of(KEYS[0])
    assert row is not None
    mark = page.table.backlog.mark_at(row)
    assert mark is not None
    assert mark.note == "renamed"
    at(page, 1, "title")
    press(page, Qt.Key.Key_Return)
    page.table.selectRow(1)
    press(page, Qt.Key.Key_Down, ALT)
    QTest.keyClick(page.table, Qt.Key.Key_4)
    assert heard == ["The past is read-only."] * 3
    assert page.head.add.isHidden()
    page.table.select_ids(KEYS[:3])
    assert page.bulk.isHidden()


# -- everyone can use it --------------------------------------------------------------------------


def test_every_control_has_a_name(page: BacklogPage) -> None:
    page.table.select_ids(KEYS[:2])
    page.bulk.ask("team")
    controls = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]
    nameless = [each for each in controls if each.isVisible() and not each.accessibleName()]
    assert nameless == []
    assert page.table.accessibleName() == "Backlog"


def test_it_paints_in_both_themes_and_at_twice_the_size(
    page: BacklogPage, themes: ThemeSource
) -> None:
    page.columns.toggle_groups()
    light = page.grab().toImage()
    themes.set_mode("dark")
    dark = page.grab().toImage()
    middle = QPoint(light.width() // 2, light.height() - 40)
    assert light.pixelColor(middle).lightness() > 200
    assert dark.pixelColor(middle).lightness() < 60
    page.columns.toggle_groups()
    themes.set_mode("light")


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_name_from_the_list_is_the_whole_answer(
    page: BacklogPage, session: Session, qtbot: QtBot
) -> None:
    session.execute([command("add_team", name="Delivery")])
    at(page, 0, "team")
    QTest.keyClicks(page.table, "d")
    editor = page.editing.editor
    popup = editor.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not editor.is_open)
    item = session.state.items[KEYS[0]]
    assert session.state.teams[item.team or ""].name == "Delivery"


def test_esc_leaves_a_cell_as_it_was(page: BacklogPage, session: Session, qtbot: QtBot) -> None:
    at(page, 0, "title")
    press(page, Qt.Key.Key_Return)
    QTest.keyClicks(page.editing.editor, "Something else")
    QTest.keyClick(page.editing.editor, Qt.Key.Key_Escape)
    assert session.state.items[KEYS[0]].title == "Patch TLS"
    assert page.table.hasFocus()
