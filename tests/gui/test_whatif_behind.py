"""Does every number of What-if lead to the items behind it, by pointer and by keys?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.models.whatif import levers as levers
from gui.models.whatif.finish import GOOD, in_time, mean_day, mean_sentence, place_of
from gui.models.whatif.levers import Newcomers, positions
from gui.models.whatif.table import DIFFERENCES, NUMBERS, Column
from gui.models.words import percent
from gui.theme import ThemeSource, apply
from gui.views.whatif.behind import BehindPopover
from roadmap.analysis.simulation.results import percentile
from roadmap.commands.items import FinishItem
from tests.gui.sprints_harbour import command, harbour, item_id
from tests.gui.whatif_given import Desk, open_desk

DNS = item_id("Self-service DNS records")
RENEW = item_id("Renew root CA, re-issue leaf certificates")


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, themes: ThemeSource, tmp_path: Path) -> Iterator[Desk]:
    yield from open_desk(harbour(), qtbot, themes, tmp_path)


def listed(desk: Desk, row: int, column: Column) -> BehindPopover:
    """Presses Return on a cell of the table."""
    table = desk.page.board.table
    table.setFocus()
    table.setCurrentIndex(table.compared.index(row, column))
    desk.settled()
    QTest.keyClick(table, Qt.Key.Key_Return)
    behind = desk.page.telling.behind
    assert behind.isVisible()
    return behind


def hire_soon(desk: Desk) -> None:
    """A hire who starts within the sprints looked at, and so is paid for."""
    desk.begin("hire")
    start = desk.session.today + timedelta(weeks=3)
    desk.page.gestures.hire(Newcomers(1, start=start))
    desk.settled()


def test_every_cell_lists_what_stands_behind_it(desk: Desk) -> None:
    hire_soon(desk)
    desk.page.gestures.shed((DNS,))
    desk.settled()
    for column in NUMBERS:
        behind = listed(desk, 1, column)
        found = behind.shown
        assert found.lines, column
        assert all(len(line.cells) == len(found.heads) for line in found.lines), column
        assert found.words
        behind.leave()
    assert desk.page.board.table.hasFocus()


def test_a_chance_is_said_with_what_is_done_before_it(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.board.item_chosen.emit(RENEW)
    found = listed(desk, 1, Column.CHANCE).shown
    assert desk.page.results is not None
    seen = desk.page.results.sides[desk.chosen.id].seen
    probability = in_time(seen, RENEW).probability
    assert probability is not None
    assert f"in {percent(probability)} of {seen.trials:,} futures" in found.words
    assert found.lines[0].item == RENEW
    places = [seen.place(line.item or "") for line in found.lines[1:]]
    own = seen.place(RENEW)
    assert own is not None
    assert all(place is not None and place < own for place in places)


def test_earlier_and_later_are_those_of_the_comparison(desk: Desk) -> None:
    desk.begin("shed")
    found = listed(desk, 1, Column.APART).shown
    assert desk.page.results is not None
    change = desk.page.results.sides[desk.chosen.id].seen.change
    assert change is not None
    for line in found.lines:
        assert line.item is not None
        apart = change.items[line.item].apart
        shares = [percent(each / apart.trials) for each in (apart.earlier, apart.later)]
        assert list(line.cells[2:4]) == shares


def test_the_cost_is_who_is_paid_for(desk: Desk) -> None:
    hire_soon(desk)
    found = listed(desk, 1, Column.MONEY).shown
    row = desk.page.board.table.compared.rows[1]
    assert len(found.lines) == 1
    assert found.lines[0].cells[1] == row.cells[Column.DAYS]
    assert found.lines[0].item is None


def test_an_item_of_a_list_is_shown_on_the_timeline_or_looked_at_here(desk: Desk) -> None:
    desk.begin("hire")
    behind = listed(desk, 0, Column.NAME)
    place = next(n for n, line in enumerate(behind.shown.lines) if line.item == RENEW)
    behind.table.setCurrentIndex(behind.table.model().index(place, 0))
    QTest.keyClick(behind.table, Qt.Key.Key_D)
    assert not behind.isVisible()
    assert "Renew root CA" in desk.page.board.item.accessibleName()
    behind = listed(desk, 0, Column.NAME)
    behind.table.setCurrentIndex(behind.table.model().index(place, 0))
    with desk.qtbot.waitSignal(desk.page.page_requested) as asked:
        QTest.keyClick(behind.table, Qt.Key.Key_Return)
    assert asked.args == ["timeline"]
    assert desk.page._selection.current == RENEW


def test_a_click_on_a_number_lists_and_on_a_name_only_chooses(desk: Desk) -> None:
    desk.begin("hire")
    table = desk.page.board.table
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    name = table.visualRect(table.compared.index(0, Column.NAME)).center()
    QTest.mouseClick(table.viewport(), left, none, name)
    desk.settled()
    assert desk.page.desk.key == ""
    assert not desk.page.telling.behind.isVisible()
    number = table.visualRect(table.compared.index(1, Column.MUST)).center()
    QTest.mouseClick(table.viewport(), left, none, number)
    desk.settled()
    assert desk.page.desk.key != ""
    assert "Must-do work is" in desk.page.telling.behind.heading.text()


def test_numbers_of_the_sentence_lead_to_their_items_by_keys(desk: Desk) -> None:
    desk.begin("hire")
    advice = desk.page.board.advice
    advice.setFocus()
    QTest.keyClick(advice, Qt.Key.Key_Right)
    QTest.keyClick(advice, Qt.Key.Key_Return)
    behind = desk.page.telling.behind
    assert behind.isVisible()
    assert behind.shown.lines
    QTest.keyClick(behind.table, Qt.Key.Key_Escape)
    assert not behind.isVisible()
    assert advice.hasFocus()


def test_a_place_of_a_chart_lists_its_items(desk: Desk) -> None:
    desk.begin("hire")
    fans, behind = desk.page.board.fans, desk.page.telling.behind
    fans.setFocus()
    QTest.keyClick(fans, Qt.Key.Key_Right)
    QTest.keyClick(fans, Qt.Key.Key_Return)
    assert "Must-do work left" in behind.heading.text()
    behind.leave()
    desk.page.board.draw_kind("burn-up")
    QTest.keyClick(fans, Qt.Key.Key_End)
    QTest.keyClick(fans, Qt.Key.Key_Return)
    assert "Finished until" in behind.heading.text()
    behind.leave()
    finish = desk.page.board.finish
    middle = QPoint(finish.width() // 2, finish.height() - 60)
    QTest.mouseClick(finish, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert behind.isVisible()
    assert "As planned" in behind.heading.text()


def test_an_item_without_a_date_is_not_said_to_be_all_there_is(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.board.item_chosen.emit(DNS)
    desk.page.desk.choose("")
    desk.settled()
    said = desk.page.board.advice.accessibleName()
    assert "Self-service DNS records” has no date" in said
    assert "No open item" not in said


def test_what_is_done_by_now_is_not_looked_at_any_more(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.board.item_chosen.emit(RENEW)
    desk.page.desk.choose("")
    desk.session.execute([FinishItem(item=RENEW)])
    desk.until(lambda: desk.session.pending == 0)
    desk.settled()
    rows = desk.page.board.table.compared.rows
    assert "given up" not in [row.cells.get(Column.RANGE) for row in rows]
    assert "Renew root CA" not in desk.page.board.item.accessibleName()


def test_what_a_scenario_gives_up_is_said_of_that_scenario_only(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.board.item_chosen.emit(RENEW)
    desk.page.gestures.shed((RENEW,))
    desk.settled()
    plan, here = desk.page.board.table.compared.rows
    assert here.cells[Column.RANGE] == "given up"
    assert plan.cells[Column.RANGE] != "given up"


def test_a_lever_without_effect_is_said_to_have_none(desk: Desk) -> None:
    desk.page.gestures.new()
    desk.until(lambda: len(desk.page.desk.scenarios) == 1)
    desk.settled()
    assert "changes no item’s date" in desk.page.board.advice.accessibleName()


def test_the_plan_stays_in_view_while_scenarios_scroll(desk: Desk) -> None:
    for _ in range(7):
        desk.page.desk.new()
        desk.until(lambda: desk.page.desk.key != "draft")
        desk.settled()
    table = desk.page.board.table
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    assert table.verticalScrollBar().value() > 0
    assert table.indexAt(QPoint(20, 8)).row() == 0
    table.grab()


def test_a_roadmap_without_dates_says_so(desk: Desk) -> None:
    dated = [
        each.id
        for each in desk.session.state.items.ordered()
        if each.is_open and (each.mandatory_by or each.due or each.promised_by)
    ]
    desk.session.execute([command("shed_item", item=key) for key in dated])
    desk.until(lambda: desk.session.pending == 0)
    desk.begin("hire")
    desk.page.desk.choose("")
    desk.settled()
    assert desk.page.board.advice.accessibleName().startswith("No open item has a date")


def test_a_reserve_moved_back_to_where_it_was_is_no_lever(desk: Desk) -> None:
    desk.begin("hire")
    slider = desk.page.side.levers.reserve.slider
    usual = slider.value()
    for value in (usual + 4, usual):
        slider.setSliderDown(True)
        slider.setSliderPosition(value)
        slider.setSliderDown(False)
        desk.settled()
        moved = positions(desk.kept(), desk.session.state).reserve_days
        assert (moved is None) == (value == usual)
    assert [each.do for each in desk.kept().commands] == ["add_person"]


def test_a_preview_is_marked_and_compared_with_the_same_futures(desk: Desk) -> None:
    desk.begin("hire")
    slider = desk.page.side.levers.inflow.slider
    slider.setSliderDown(True)
    slider.setSliderPosition(150)
    table = desk.page.board.table.compared
    desk.until(lambda: table.rows[1].cells[Column.CHANCE].startswith("~"))
    head = table.headerData(Column.NAME, Qt.Orientation.Horizontal)
    assert str(head).startswith("~ ")
    assert not table.rows[0].cells[Column.CHANCE].startswith("~")
    slider.setSliderDown(False)
    desk.settled()
    assert not table.rows[1].cells[Column.CHANCE].startswith("~")


def test_bars_stand_within_sprints_and_days_are_said_on_average(desk: Desk) -> None:
    desk.session.execute([command("edit_roadmap", planning={"horizon_sprints": 40})])
    desk.until(lambda: desk.session.pending == 0)
    desk.begin("shed")
    assert desk.page.results is not None
    base = desk.page.results.base
    for item in base.model.items:
        counts = base.counts(item.id)
        assert counts is not None
        places = [place_of(base, counts, share) for share in (0.5, 0.85)]
        sprints = [percentile(counts, share) for share in (0.5, 0.85)]
        for place, sprint in zip(places, sprints, strict=True):
            assert (place is None) == (sprint is None)
            if place is not None and sprint is not None:
                begin = base.model.ends[sprint - 1] if sprint else 0
                assert begin <= place <= base.model.ends[sprint]
    certain = next(item.id for item in base.model.items if mean_day(base, item.id) is not None)
    assert mean_sentence(base, base, certain, desk.session.today).startswith("On average done on")


def test_the_chart_keeps_its_axis_while_a_lever_moves(desk: Desk) -> None:
    desk.begin("hire")
    before = desk.page.board.fans.face
    slider = desk.page.side.levers.inflow.slider
    slider.setSliderDown(True)
    slider.setSliderPosition(105)
    desk.until(lambda: desk.page.results is not None and not desk.page.results.whole)
    during = desk.page.board.fans.face
    assert [plot.axis for plot in during.plots] == [plot.axis for plot in before.plots]
    assert during.days == before.days
    slider.setSliderDown(False)
    desk.settled()


def test_an_adopted_scenario_is_said_to_be_so_already(desk: Desk) -> None:
    desk.begin("shed")
    desk.page.adopting.adopt()
    desk.page.adopting.asking.take.click()
    desk.until(lambda: desk.session.pending == 0 and not desk.page.head.adopt.isEnabled())
    desk.settled()
    assert "is so already" in desk.page.board.advice.accessibleName()


def test_the_columns_say_what_they_mean_and_for_how_long(desk: Desk) -> None:
    desk.begin("hire")
    table = desk.page.board.table.compared
    horizontal, tip = Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    for column in Column:
        assert "lists the items behind" in str(table.headerData(column, horizontal, tip))
    assert str(table.headerData(Column.MONEY, horizontal)).endswith("-month cost")


def test_a_narrow_page_keeps_every_number(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.resize(870, 480)
    table = desk.page.board.table
    desk.until(lambda: table.tall)
    hidden = {column for column in Column if table.isColumnHidden(column)}
    assert hidden == {*DIFFERENCES, Column.DAYS}  # these stand in the second line of a row
    assert desk.page.board.fans.height() >= 150
    desk.page.grab()


def test_a_date_that_becomes_safe_is_named_with_what_makes_it_so(desk: Desk) -> None:
    desk.session.execute([command("estimate_item", item=RENEW, estimate=6)])
    desk.until(lambda: desk.session.pending == 0)
    desk.begin("hire")
    page = desk.page
    assert page.results is not None
    others = [key for key, _ in page.board._items if key != RENEW]
    page.board.item_chosen.emit(others[0])
    rivals = [each.id for each in desk.session.state.items.ordered() if each.is_open]
    page.gestures.shed(tuple(key for key in rivals if key not in (RENEW, others[0])))
    desk.settled()
    seen = page.results.sides[desk.chosen.id].seen
    before, after = (in_time(each, RENEW).probability for each in (page.results.base, seen))
    assert before is not None
    assert after is not None
    assert before < GOOD <= after
    said = page.board.advice.accessibleName()
    assert "It lifts “Renew root CA, re-issue leaf certificates”" in said


def test_must_do_work_that_gets_later_is_said_beside_the_gain(desk: Desk) -> None:
    desk.page.gestures.new()
    desk.until(lambda: len(desk.page.desk.scenarios) == 1)
    desk.settled()
    late = next(item for item in desk.session.state.items.ordered() if "Kubernetes" in item.title)
    desk.page.desk.move(
        lambda scenario: levers.with_deferred(
            scenario, desk.session.state, late.id, desk.session.today + timedelta(weeks=10)
        )
    )
    desk.settled()
    said = desk.page.board.advice.accessibleName()
    assert f"It makes must-do “{late.title}” later." in said


def test_the_list_goes_once_somebody_turns_to_something_else(desk: Desk) -> None:
    hire_soon(desk)
    behind = listed(desk, 0, Column.NAME)
    desk.page.side.list.setFocus()
    assert not behind.isVisible()
