"""Does the inspector show what is selected, and is each value edited in its place?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.inspector.inspector import InspectorView
from gui.views.inspector.property_editors import LineEditor
from gui.widgets.label import RunsLabel
from roadmap.commands.items import EstimateItem
from roadmap.values import Driver, Estimate, Size, Status
from tests.gui.views.harbour import BUS, DNS, PATCH, ROOT_CA


@pytest.fixture
def view(
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> InspectorView:
    view = InspectorView(session, themes, selection)
    put(view)
    return view


def select(qtbot: QtBot, view: InspectorView, selection: Selection, *ids: str) -> None:
    selection.select(ids)
    qtbot.waitUntil(lambda: view.shown_ids == ids and view._index.is_complete)
    qtbot.waitUntil(lambda: not view._rest.isActive() and not view._later.isActive())


def texts(view: InspectorView) -> str:
    labels = [label.text() for label in view.findChildren(QLabel)]
    runs = [label.accessibleName() for label in view.findChildren(RunsLabel)]
    return "\n".join((*labels, *runs))


def type_into(view: InspectorView, key: str, text: str) -> None:
    view.edit(key)
    line = view.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_nothing_selected_says_what_to_do(view: InspectorView) -> None:
    assert "Select an item" in texts(view)


def test_an_item_shows_its_properties(
    view: InspectorView, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, ROOT_CA)
    for text in ("Renew root CA", "4 pd", "Fri 15 Jan 2027", "End of life"):
        assert text in texts(view)


@pytest.mark.parametrize(
    ("typed", "estimate", "size"),
    [
        ("3", Estimate(3), None),
        ("2/3/8", Estimate(3, 2, 8), None),
        ("l", None, Size.L),
    ],
)
def test_an_effort_is_typed_as_it_is_said(
    view: InspectorView,
    session: Session,
    selection: Selection,
    qtbot: QtBot,
    typed: str,
    estimate: Estimate | None,
    size: Size | None,
) -> None:
    select(qtbot, view, selection, BUS)
    type_into(view, "estimate", typed)
    item = session.live.items[BUS]
    assert (item.estimate, item.size) == (estimate, size)


def test_a_day_is_typed_as_it_is_said(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, ROOT_CA)
    type_into(view, "mandatory_by", "1 Mar")
    assert session.live.items[ROOT_CA].mandatory_by == date(2027, 3, 1)


def test_a_team_named_first_here_is_added_once_that_was_answered(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, BUS)
    before = session.live.teams
    type_into(view, "team", "Storage")
    assert view._properties is not None
    assert "There is no team “Storage” yet" in view._properties.problem
    assert session.live.teams == before
    line = view.focusWidget()
    QTest.keyClick(line, Qt.Key.Key_Return)
    team = session.live.items[BUS].team
    assert team is not None
    assert session.live.teams[team].name == "Storage"


def test_several_names_are_typed_with_commas_and_added_by_the_button(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, DNS)
    type_into(view, "consumers", "Web, Mobile")
    assert view._properties is not None
    editor = view._properties.editor
    assert isinstance(editor, LineEditor)
    assert editor.add.face.text == "Add all 2"
    QTest.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    names = [session.live.consumers[key].name for key in session.live.items[DNS].consumers]
    assert names == ["Web", "Mobile"]


@pytest.mark.parametrize("key", ["estimate", "problem", "title"])
def test_another_window_in_front_saves_nothing_that_is_half_typed(
    view: InspectorView,
    session: Session,
    selection: Selection,
    qtbot: QtBot,
    put: Callable[[QWidget], QWidget],
    key: str,
) -> None:
    select(qtbot, view, selection, BUS)
    before = session.live
    view._on_more_clicked()
    if key == "title":
        assert view._title is not None
        view._title.edit()
    else:
        view.edit(key)
    field = view.focusWidget()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.selectAll()
    QTest.keyClicks(field, "7")
    other = put(QWidget())  # waits until it is in front
    assert session.live is before
    assert field.isVisible()
    other.close()
    view.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    field.clearFocus()
    assert "7" in str(getattr(session.live.items[BUS], key))


def test_leaving_a_line_adds_no_new_component(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, BUS)
    before = session.live.components
    view.edit("component")
    line = view.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "a sentence meant for another field")
    line.clearFocus()
    with qtbot.waitSignal(session.refused) as told:
        select(qtbot, view, selection, DNS)
    assert "There is no component" in told.args[0]
    assert session.live.components == before


def test_how_a_range_is_read_has_a_name_that_does_not_ask_for_the_range(
    view: InspectorView, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, BUS)
    view._on_more_clicked()
    assert "The range means" in texts(view)
    assert "Low and high" not in texts(view)


def test_an_edit_far_down_leaves_everything_where_it_was(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    view.resize(view.width(), 320)
    select(qtbot, view, selection, BUS)
    view._on_more_clicked()
    qtbot.waitUntil(lambda: view._area.verticalScrollBar().maximum() > 200)
    view.edit("problem")
    text = view.focusWidget()
    assert isinstance(text, QPlainTextEdit)
    assert "Ctrl+Enter saves" in texts(view)
    qtbot.waitUntil(lambda: view.scroll_position() > 100)
    QTest.keyClicks(text, "It is at its end")
    before, grid = view.scroll_position(), view._properties
    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.scroll_position() == before
    qtbot.waitUntil(lambda: view._properties is not grid)
    qtbot.waitUntil(lambda: view.scroll_position() == before)
    assert view._properties is not None
    assert view._properties.focus_key() == "problem"


def test_what_is_not_understood_is_said_in_its_place_and_changes_nothing(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, BUS)
    type_into(view, "estimate", "a lot")
    assert view._properties is not None
    assert "is no effort" in view._properties.problem
    assert view._properties.is_editing
    assert session.live.items[BUS].estimate == Estimate(20)


def test_what_a_rule_refuses_is_said_in_its_place(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, BUS)
    type_into(view, "estimate", "5/3/8")
    assert view._properties is not None
    assert "out of order" in view._properties.problem
    assert session.live.items[BUS].estimate == Estimate(20)


def test_escape_gives_an_edit_up(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, BUS)
    view.edit("estimate")
    QTest.keyClicks(view.focusWidget(), "99")
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_Escape)
    assert session.live.items[BUS].estimate == Estimate(20)


def test_f2_renames(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, BUS)
    assert view._title is not None
    view._title._label.setFocus()
    QTest.keyClick(view._title._label, Qt.Key.Key_F2)
    line = view.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Event bus as the default")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert session.live.items[BUS].title == "Event bus as the default"


def test_a_value_for_several_items_is_one_decision(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, BUS, DNS)
    assert "2 items" in texts(view)
    type_into(view, "component", "Load balancers")
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.count == 3
    assert session.live.items[BUS].component == session.live.items[DNS].component is not None


def test_the_story_tells_decisions_with_their_reasons(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    change = EstimateItem(item=BUS, fields={"estimate": Estimate(13)})
    session.execute([change], why="The copy tool can be reused")
    qtbot.waitUntil(lambda: session.pending == 0)
    select(qtbot, view, selection, BUS)
    assert "Estimate 20 → 13 pd, Maya" in texts(view)
    assert "The copy tool can be reused" in texts(view)


def test_a_decision_of_the_story_leads_to_its_moment(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    session.execute([EstimateItem(item=BUS, fields={"estimate": Estimate(13)})])
    qtbot.waitUntil(lambda: session.pending == 0)
    select(qtbot, view, selection, BUS)
    view.link_activated.emit(session.told(1).id)
    assert session.index == 1
    qtbot.waitUntil(lambda: not view._rest.isActive() and not view._later.isActive())
    assert "20 pd" in texts(view)


def test_in_the_past_with_nothing_selected_the_decision_is_shown(
    view: InspectorView, session: Session, qtbot: QtBot
) -> None:
    change = EstimateItem(item=BUS, fields={"estimate": Estimate(13)})
    session.execute([change], why="The copy tool can be reused")
    session.execute([EstimateItem(item=BUS, fields={"estimate": Estimate(12)})])
    qtbot.waitUntil(lambda: session.pending == 0)
    session.go_to(2)
    qtbot.waitUntil(lambda: "What changed" in texts(view))
    for text in ("Maya Okafor", "Event bus estimate 20 → 13 pd", "The copy tool can be reused"):
        assert text in texts(view)


def test_in_the_past_nothing_can_be_edited(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    session.execute([EstimateItem(item=BUS, fields={"estimate": Estimate(13)})])
    qtbot.waitUntil(lambda: session.pending == 0)
    session.go_to(1)
    select(qtbot, view, selection, BUS)
    view.edit("estimate")
    assert not view.findChildren(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert view._properties is not None
    assert not view._properties.is_editing


def test_an_item_is_started_finished_and_restored(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, PATCH)
    for words, status in (
        ("Start", Status.IN_PROGRESS),
        ("Finish", Status.DONE),
        ("Restore", Status.OPEN),
    ):
        qtbot.waitUntil(partial(has_button, view, words))
        found = button(view, words)
        assert found is not None
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
        assert session.live.items[PATCH].status is status
        qtbot.waitUntil(
            lambda: (
                session.pending == 0 and not view._rest.isActive() and not view._later.isActive()
            )
        )


def has_button(view: InspectorView, words: str) -> bool:
    return button(view, words) is not None


def button(view: InspectorView, words: str) -> QWidget | None:
    found = [each for each in view.findChildren(QWidget) if each.accessibleName() == words]
    return found[0] if found else None


def test_a_driver_is_chosen_from_a_menu(
    view: InspectorView, session: Session, selection: Selection, qtbot: QtBot
) -> None:
    select(qtbot, view, selection, PATCH)
    assert view._properties is not None
    view._properties.choose("driver", "key_user")
    assert session.live.items[PATCH].driver is Driver.KEY_USER
