"""Are values of several parts, other items, splits and the plan shown and edited in their place?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.double_win import DoubleWinPrompt
from gui.views.inspector.inspector import InspectorView
from gui.views.inspector.parts_editor import PartsForm
from gui.views.inspector.property_grid import PropertyGrid
from gui.views.items_editor import ItemsEditor
from gui.widgets.label import RunsLabel
from roadmap.commands.items import EditItem, EstimateItem
from roadmap.commands.people import AddPerson
from roadmap.commands.roadmap import EditRoadmap
from roadmap.errors import Conflict
from roadmap.records.staff import SkillShare
from roadmap.state import Item
from roadmap.values import (
    Estimate,
    Leverage,
    LeverageEffect,
    LeverageUnit,
    Purchase,
    SkillEffort,
    Wait,
)
from tests.gui.views.harbour import BUS, CACHE, DNS, PATCH, ROOT_CA

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def view(
    session: Session,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> InspectorView:
    view = InspectorView(session, themes, selection)
    put(view)
    view._on_more_clicked()
    return view


Choose = Callable[[str], Item]


@pytest.fixture
def choose(view: InspectorView, session: Session, selection: Selection, qtbot: QtBot) -> Choose:
    """Selects an item and returns it."""

    def choose(key: str) -> Item:
        selection.select((key,))
        qtbot.waitUntil(lambda: view.shown_ids == (key,) and not view._later.isActive())
        return session.live.items[key]

    return choose


def grid_of(view: InspectorView) -> PropertyGrid:
    assert view._properties is not None
    return view._properties


def form_of(view: InspectorView, key: str) -> PartsForm:
    view.edit(key)
    editor = grid_of(view).editor
    assert isinstance(editor, PartsForm)
    return editor


def fill(form: PartsForm, row: int, *texts: str) -> None:
    for field, text in zip(form.rows[row].fields, texts, strict=True):
        if isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(text))
        else:
            field.setText(text)


def press(form: PartsForm, key: Qt.Key = ENTER) -> None:
    QTest.keyClick(form.rows[0].fields[0], key)


def said(view: InspectorView) -> str:
    return "\n".join(label.accessibleName() for label in view.findChildren(RunsLabel))


def test_a_purchase_is_filled_in_as_a_form(
    view: InspectorView, session: Session, choose: Choose, qtbot: QtBot
) -> None:
    choose(BUS)
    form = form_of(view, "purchase")
    fill(form, 0, "12,000", "EUR", "6 weeks", "Helen Brandt")
    press(form)
    assert session.live.items[BUS].purchase == Purchase(12000, "EUR", 42, "Helen Brandt")
    qtbot.waitUntil(lambda: "12,000 EUR, 6 weeks\nHelen Brandt approves" in said(view))


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (("", "EUR", "6 weeks", ""), "what it costs"),
        (("lots", "EUR", "6 weeks", ""), "is no number"),
        (("12", "EUR", "", ""), "how long it takes"),
        (("12", "EUR", "soon", ""), "no lead time"),
        (("12", "E" * 300, "1 week", ""), "cannot be kept"),
    ],
)
def test_what_is_wrong_in_a_form_is_said_below_it_and_it_stays_open(
    view: InspectorView, session: Session, choose: Choose, texts: tuple[str, ...], wrong: str
) -> None:
    choose(BUS)
    form = form_of(view, "purchase")
    fill(form, 0, *texts)
    press(form)
    assert wrong in form.error.text
    assert grid_of(view).editor is form
    assert session.live.items[BUS].purchase is None


def test_what_is_saved_by_a_form_is_one_decision_and_escape_saves_nothing(
    view: InspectorView, session: Session, choose: Choose, qtbot: QtBot
) -> None:
    choose(BUS)
    form = form_of(view, "leverage")
    fill(form, 0, "arrivals", "99", "days_per_sprint", "", "", "")
    press(form, ESCAPE)
    assert session.live.items[BUS].leverage is None
    count = session.count
    form = form_of(view, "leverage")
    fill(form, 0, "size", "30", "percent", "80%", "2", "Storage requests")
    press(form)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.count == count + 1
    expected = Leverage(
        *(LeverageEffect.SIZE, 30, LeverageUnit.PERCENT, "Storage requests", 0.8, 2)
    )
    assert session.live.items[BUS].leverage == expected
    qtbot.waitUntil(lambda: "30% less effort each\n80% sure, 2 sprints later" in said(view))


def test_waits_are_rows_that_come_and_go(
    view: InspectorView, session: Session, choose: Choose, qtbot: QtBot
) -> None:
    choose(BUS)
    form = form_of(view, "waits")
    fill(form, 0, "Storage vendor", "4 Dec", "")
    form.add_row()
    fill(form, 1, "Legal", "1 Feb", "yes")
    press(form)
    first, second = Wait("Storage vendor", date(2026, 12, 4)), Wait("Legal", date(2027, 2, 1), True)
    assert session.live.items[BUS].waits == (first, second)
    qtbot.waitUntil(lambda: not view._rest.isActive())
    form = form_of(view, "waits")
    form.rows[0].removed.emit()
    form.finished.emit(True)
    assert session.live.items[BUS].waits == (second,)


def test_a_row_that_is_half_filled_in_is_not_dropped(
    view: InspectorView, session: Session, choose: Choose
) -> None:
    choose(BUS)
    form = form_of(view, "waits")
    fill(form, 0, "Storage vendor", "", "")
    press(form)
    assert "until when" in form.error.text
    assert session.live.items[BUS].waits == ()


def test_effort_per_skill_is_completed_with_the_skills_of_the_people(
    view: InspectorView, session: Session, choose: Choose
) -> None:
    skills = (SkillShare("databases", 1.0),)
    session.execute([AddPerson(fields={"name": "Ines", "skills": skills})])
    choose(BUS)
    form = form_of(view, "effort_per_skill")
    skill = form.rows[0].fields[0]
    assert isinstance(skill, QLineEdit)
    assert skill.completer().model().index(0, 0).data() == "databases"
    fill(form, 0, "hosts", "3")
    press(form)
    assert session.live.items[BUS].effort_per_skill == (SkillEffort("hosts", 3),)


# -- other items ----------------------------------------------------------------------------------


def picker(view: InspectorView, key: str) -> ItemsEditor:
    view.edit(key)
    editor = grid_of(view).editor
    assert isinstance(editor, ItemsEditor)
    return editor


def test_prerequisites_are_found_by_words_and_saved_together(
    view: InspectorView, session: Session, choose: Choose
) -> None:
    choose(BUS)
    editor = picker(view, "prerequisites")
    for words in ("dns", "fast"):
        QTest.keyClicks(editor.search, words)
        QTest.keyClick(editor.search, ENTER)
    assert session.live.items[BUS].prerequisites == ()
    QTest.keyClick(editor.search, ENTER)
    assert session.live.items[BUS].prerequisites == (DNS, CACHE)


def test_an_item_does_not_find_itself(view: InspectorView, choose: Choose) -> None:
    choose(BUS)
    editor = picker(view, "prerequisites")
    QTest.keyClicks(editor.search, "event bus")
    assert editor.found.count() == 0
    assert "No item" in editor.error.text


def test_none_is_an_answer(
    view: InspectorView, session: Session, choose: Choose, qtbot: QtBot
) -> None:
    choose(BUS)
    editor = picker(view, "prerequisites")
    editor.none.setChecked(True)
    editor.finished.emit(True)
    assert session.live.items[BUS].prerequisites_none
    qtbot.waitUntil(lambda: "Comes after: none somebody asked" in said(view))
    editor = picker(view, "prerequisites")
    QTest.keyClicks(editor.search, "dns")
    QTest.keyClick(editor.search, ENTER)
    assert not editor.none.isChecked()
    editor.finished.emit(True)
    assert session.live.items[BUS].prerequisites == (DNS,)
    assert not session.live.items[BUS].prerequisites_none


def test_a_circle_is_refused_in_its_place(
    view: InspectorView, session: Session, choose: Choose
) -> None:
    session.execute([EditItem(item=DNS, fields={"prerequisites": (BUS,)})])
    choose(BUS)
    editor = picker(view, "prerequisites")
    QTest.keyClicks(editor.search, "dns")
    QTest.keyClick(editor.search, ENTER)
    QTest.keyClick(editor.search, ENTER)
    assert "waits for" in editor.error.text
    assert session.live.items[BUS].prerequisites == ()


def test_a_parent_is_one_item(view: InspectorView, session: Session, choose: Choose) -> None:
    choose(DNS)
    editor = picker(view, "parent")
    assert editor.none.isHidden()
    for words in ("cache", "event"):
        QTest.keyClicks(editor.search, words)
        QTest.keyClick(editor.search, ENTER)
    QTest.keyClick(editor.search, ENTER)
    assert session.live.items[DNS].parent == BUS


# -- what the person saw --------------------------------------------------------------------------


def test_an_edit_carries_what_was_seen_when_the_editor_was_opened(
    view: InspectorView, session: Session, choose: Choose
) -> None:
    choose(BUS)
    conflicts: list[Conflict] = []
    session.conflict.connect(conflicts.append)
    view.edit("estimate")
    session.execute([EstimateItem(item=BUS, fields={"estimate": Estimate(13)})])
    line = view.focusWidget()
    assert isinstance(line, QLineEdit)
    line.setText("8")
    QTest.keyClick(line, ENTER)
    assert len(conflicts) == 1
    assert session.live.items[BUS].estimate == Estimate(13)


def test_going_elsewhere_saves_what_was_filled_in(
    view: InspectorView, session: Session, choose: Choose
) -> None:
    choose(BUS)
    fill(form_of(view, "purchase"), 0, "500", "EUR", "7 days", "")
    choose(DNS)
    assert session.live.items[BUS].purchase == Purchase(500, "EUR", 7)
    assert session.live.items[DNS].purchase is None


def test_going_elsewhere_tells_why_something_was_not_saved(
    view: InspectorView, session: Session, choose: Choose
) -> None:
    refused: list[str] = []
    session.refused.connect(refused.append)
    choose(BUS)
    fill(form_of(view, "purchase"), 0, "lots", "EUR", "7 days", "")
    choose(DNS)
    assert refused == ["'lots' is no number: write the amount like 3 or 2.5."]


def test_a_stage_that_asks_for_more_is_refused_below_its_row(
    view: InspectorView, session: Session, choose: Choose
) -> None:
    choose(BUS)
    grid_of(view).choose("option_stage", "committed")
    assert "problem" in grid_of(view).problem
    assert session.live.items[BUS].option_stage is None


# -- the double win, the split, the plan ----------------------------------------------------------


def test_large_must_do_items_are_asked_for_a_double_win_once(
    view: InspectorView, session: Session, choose: Choose, qtbot: QtBot
) -> None:
    choose(ROOT_CA)
    assert not view.findChildren(DoubleWinPrompt)
    session.execute([EstimateItem(item=ROOT_CA, fields={"estimate": Estimate(9)})])
    qtbot.waitUntil(lambda: bool(view.findChildren(DoubleWinPrompt)))
    (prompt,) = view.findChildren(DoubleWinPrompt)
    QTest.keyClick(prompt.save, ENTER)
    QTest.keyClick(prompt.line, ESCAPE)
    assert not prompt.is_editing
    QTest.keyClick(prompt.save, ENTER)
    QTest.keyClicks(prompt.line, "Renew by itself")
    QTest.keyClick(prompt.line, ENTER)
    assert session.live.items[ROOT_CA].double_win_answer == "Renew by itself"
    qtbot.waitUntil(lambda: "Double win: Renew by itself" in said(view))
    qtbot.waitUntil(lambda: not view.findChildren(DoubleWinPrompt))


def test_a_skipped_double_win_is_not_asked_again(
    view: InspectorView, session: Session, choose: Choose, qtbot: QtBot
) -> None:
    session.execute([EstimateItem(item=PATCH, fields={"estimate": Estimate(9)})])
    choose(PATCH)
    assert view._question is not None
    view._question.skip.click()
    qtbot.waitUntil(lambda: "asked and skipped" in said(view))
    assert view._question is None


def test_a_split_is_one_decision_with_estimates_and_checks(
    view: InspectorView, session: Session, choose: Choose, qtbot: QtBot
) -> None:
    choose(BUS)
    assert view._actions is not None
    view._actions.open_split()
    form = view._actions.form
    assert form is not None
    assert len(form.rows) == 2
    count = session.count
    fill(form, 0, "Event bus: core", "8", "One team reads from it")
    press(form, ENTER)
    assert session.count == count
    QTest.keyClick(form.rows[0].fields[0], ENTER, Qt.KeyboardModifier.ControlModifier)
    assert "two pieces" in form.error.text
    form.add_row()
    fill(form, 1, "Event bus: everybody", "5-9", "")
    fill(form, 2, "Old bus off", "", "")
    QTest.keyClick(form.rows[0].fields[0], ENTER, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.pending == 0)
    assert session.count == count + 1
    pieces = [item for item in session.live.items.ordered() if item.split_from == BUS]
    assert sorted(item.title for item in pieces) == ["Event bus: everybody", "Old bus off"]
    assert session.live.items[BUS].verified_by == "One team reads from it"


def test_return_and_tab_go_through_the_fields_of_the_pieces(
    view: InspectorView, choose: Choose
) -> None:
    choose(BUS)
    assert view._actions is not None
    view._actions.open_split()
    form = view._actions.form
    assert form is not None
    first, second = form.rows
    for here, there in pairwise([*first.fields, *second.fields, form.save]):
        assert view.focusWidget() is here
        QTest.keyClick(here, ENTER)
        assert view.focusWidget() is there
    second.fields[-1].setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        seen.append(view.focusWidget().accessibleName())
    assert seen == ["Take this away", "Add a piece", "Split", "Cancel"]


def test_typing_pieces_is_not_disturbed_by_other_changes(
    view: InspectorView, session: Session, choose: Choose, qtbot: QtBot
) -> None:
    choose(BUS)
    assert view._actions is not None
    view._actions.open_split()
    form = view._actions.form
    session.execute([EstimateItem(item=DNS, fields={"estimate": Estimate(2)})])
    qtbot.waitUntil(lambda: session.pending == 0)
    assert not view._rest.isActive()
    assert view._actions.form is form


def test_where_an_item_is_planned_comes_from_a_worker(
    view: InspectorView, session: Session, choose: Choose, qtbot: QtBot
) -> None:
    choose(ROOT_CA)
    assert "Planned:" not in said(view)
    first = EditRoadmap(fields={"sprint_start": date(2026, 11, 16)})
    session.execute([first, AddPerson(fields={"name": "Ines"})])
    qtbot.waitUntil(lambda: "Planned: Sprint" in said(view))
    assert "Latest start: " in said(view)
    shown = grid_of(view)
    session.execute([EstimateItem(item=DNS, fields={"estimate": Estimate(2)})])
    qtbot.waitUntil(lambda: not view._outlook.is_busy and not view._rest.isActive())
    assert grid_of(view) is not shown
    assert "Planned: Sprint" in said(view)
