"""Does What-if turn gestures into scenarios, compare them in the same futures, and adopt one?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.models.whatif.levers import positions
from gui.models.whatif.table import Column
from gui.theme import ThemeSource, apply
from gui.widgets.card_drag import items_mime
from roadmap.commands.items import FinishItem
from roadmap.values import Status
from tests.gui.sprints_harbour import command, harbour, item_id
from tests.gui.whatif_given import TRIALS, WAIT, Desk, open_desk

DNS = item_id("Self-service DNS records")
RETRY = item_id("Retry budget in the client library")
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


def test_an_empty_page_offers_three_questions(desk: Desk) -> None:
    assert desk.page.empty.isVisible()
    assert list(desk.page.empty.buttons) == ["hire", "shed", "invest"]
    assert not desk.page.board.isVisible()


def test_the_first_question_fills_a_private_scenario(desk: Desk) -> None:
    desk.page.empty.buttons["hire"].click()
    desk.until(lambda: len(desk.page.desk.scenarios) == 1)
    desk.settled()
    assert desk.chosen.name == "Hire one engineer"
    assert [each.do for each in desk.kept().commands] == ["add_person"]
    assert not desk.chosen.shared
    assert desk.page.board.isVisible()
    assert desk.page.side.footer == "Private until you share it."


def test_shedding_begins_with_the_three_choices_of_least_value(desk: Desk) -> None:
    shed = positions(desk.begin("shed"), desk.session.state).shed
    items = [desk.session.state.items[key] for key in shed]
    assert len(items) == 3
    assert {item.forcing for item in items} == {items[0].forcing}
    assert "forced" not in str(items[0].forcing)


def test_no_item_that_saves_work_is_said(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.session.refused) as refused:
        desk.page.gestures.start("invest")
    assert refused.args[0].startswith("No item says what it saves")
    assert desk.page.desk.scenarios == ()


def test_a_stepped_hire_follows_in_name_lever_and_table(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.side.levers.hires.stepper.step(1)
    desk.settled()
    assert desk.chosen.name == "Hire two engineers"
    assert positions(desk.kept(), desk.session.state).hires.number == 2
    names = [row.name for row in desk.page.board.table.compared.rows]
    assert names == ["As planned", "Hire two engineers"]


def test_a_hire_starts_in_the_sprint_chosen(desk: Desk) -> None:
    desk.begin("hire")
    lever = desk.page.side.levers.hires
    third = desk.page.side.levers.hires.start
    options = [option.key for option in third._options if option.key]
    third.choose(options[2])
    desk.settled()
    begin = positions(desk.kept(), desk.session.state).hires.start
    assert begin is not None
    assert begin.isoformat() == options[2]
    assert lever.stepper.value == 1


def test_few_futures_while_a_slider_moves_and_all_when_it_rests(desk: Desk) -> None:
    desk.begin("hire")
    seen: list[int] = []
    desk.page.source.pictured.connect(lambda found: seen.append(found.base.trials))
    slider = desk.page.side.levers.inflow.slider
    before = desk.kept()
    slider.setSliderDown(True)
    slider.setSliderPosition(150)
    desk.until(lambda: bool(seen))
    assert desk.kept() == before
    assert desk.page.side.levers.inflow.said == "50% more"
    slider.setSliderDown(False)
    desk.settled()
    assert positions(desk.kept(), desk.session.state).inflow == 1.5
    assert desk.page.results is not None
    assert desk.page.results.sides[desk.chosen.id].seen.trials == TRIALS


def test_a_lever_moved_on_the_plan_begins_a_scenario(desk: Desk) -> None:
    desk.begin("shed")
    desk.page.desk.choose("")
    desk.page.side.levers.hires.stepper.step(1)
    desk.until(lambda: len(desk.page.desk.scenarios) == 2)
    desk.settled()
    assert desk.chosen.name == "Hire one engineer"
    assert len(desk.page.desk.scenarios) == 2


def test_dropped_items_are_shed_and_come_back_with_delete(desk: Desk) -> None:
    desk.begin("hire")
    tray = desk.page.side.levers.tray
    mime, at = items_mime((DNS, RETRY)), QPoint(20, 10)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(tray, QDragEnterEvent(at, action, mime, button, none))
    QApplication.sendEvent(tray, QDropEvent(QPointF(at), action, mime, button, none))
    desk.settled()
    assert positions(desk.kept(), desk.session.state).shed == (DNS, RETRY)
    assert desk.chosen.name == "Hire one engineer and shed two items"
    card = next(card for card in desk.cards() if card.face.key == DNS)
    QTest.keyClick(card, Qt.Key.Key_Delete)
    desk.until(lambda: positions(desk.kept(), desk.session.state).shed == (RETRY,))


def test_items_are_shed_by_key_from_the_list(desk: Desk) -> None:
    desk.begin("hire")
    QTest.keyClick(desk.page.side.list, Qt.Key.Key_X)
    picker = desk.page.choosing.picker
    assert picker.isVisible()
    picker.search.setText("dns")
    assert picker.cards.ids == (DNS,)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    desk.settled()
    assert positions(desk.kept(), desk.session.state).shed == (DNS,)
    assert DNS not in picker.cards.ids


def test_keys_make_hire_and_adopt(desk: Desk) -> None:
    QTest.keyClick(desk.page, Qt.Key.Key_S)
    desk.until(lambda: len(desk.page.desk.scenarios) == 1)
    desk.settled()
    assert desk.chosen.name == "New scenario"
    assert not desk.page.head.adopt.isEnabled()
    QTest.keyClick(desk.page.side.list, Qt.Key.Key_H)
    desk.settled()
    assert desk.chosen.name == "Hire one engineer"
    people = len(desk.session.live.people)
    QTest.keyClick(desk.page.side.list, Qt.Key.Key_Return)
    asking = desk.page.adopting.asking
    assert asking.isVisible()
    QTest.keyClick(asking, Qt.Key.Key_Return)
    assert asking.isVisible()
    QTest.keyClick(asking.why, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: len(desk.session.live.people) == people + 1)


def test_adopting_is_one_decision_that_says_so(desk: Desk) -> None:
    desk.begin("shed")
    before = desk.session.count
    desk.page.head.adopt.click()
    asking = desk.page.adopting.asking
    asking.why.setPlainText("Less to carry until the audit")
    with desk.qtbot.waitSignal(desk.page.scenarios.adopted, timeout=WAIT):
        asking.take.click()
    desk.until(lambda: desk.session.count == before + 1)
    told = desk.session.told(desk.session.count - 1)
    assert [event.kind for event in told.events] == ["item_shed"] * 3
    assert told.why == "Less to carry until the audit"
    assert told.because is not None
    assert told.because.kind == "adopt"


def test_the_difference_is_shown_before_adopting(desk: Desk) -> None:
    desk.begin("shed")
    shed = positions(desk.chosen, desk.session.state).shed
    desk.session.execute([FinishItem(item=shed[0])])
    desk.until(lambda: desk.session.pending == 0)
    desk.settled()
    before = desk.session.count
    desk.page.head.adopt.click()
    desk.page.adopting.asking.take.click()
    difference = desk.page.adopting.difference
    desk.until(difference.isVisible)
    assert "was done meanwhile" in difference.text
    assert desk.session.count == before
    difference.take.click()
    desk.until(lambda: desk.session.count == before + 1)
    assert desk.session.live.items[shed[1]].status is Status.SHED


def test_rows_pick_the_drawn_scenario(desk: Desk) -> None:
    first, second = desk.begin("hire"), desk.begin("shed")
    assert desk.page.desk.key == second.id
    table = desk.page.board.table
    row = table.compared.row_of(first.id)
    assert row is not None
    table.setCurrentIndex(table.compared.index(row, 0))
    desk.settled()
    assert desk.page.desk.key == first.id
    assert desk.page.side.levers.title.text() == first.name
    assert desk.page.board.fans.face.plots[0].series[0].name == first.name


def test_the_table_says_value_and_difference(desk: Desk) -> None:
    desk.begin("shed")
    plan, shed = desk.page.board.table.compared.rows
    assert plan.cells[Column.CHANCE].endswith("%")
    assert Column.CHANCE_APART not in plan.cells
    assert Column.MUST_APART in shed.cells
    assert "futures" in shed.tips[Column.APART]


def test_every_chart_says_the_same_as_a_table(desk: Desk) -> None:
    desk.begin("hire")
    for chart in (desk.page.board.fans, desk.page.board.finish):
        heads, rows = chart.rows()
        assert rows
        assert all(len(row) == len(heads) for row in rows)
        assert rows[0][0] in chart.accessibleDescription()
    desk.page.board.draw_kind("burn-up")
    assert "P85" in desk.page.board.fans.rows()[1][-1][1]


def test_the_crosshair_moves_by_keys(desk: Desk) -> None:
    desk.begin("hire")
    chart = desk.page.board.fans
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.at == 1
    assert chart.rows()[1][1][0] in chart.accessibleDescription()
    assert chart.rows()[1][2][0] not in chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.at is None


def test_another_item_can_be_looked_at(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.board.item_chosen.emit(RENEW)
    assert "Renew root CA" in desk.page.board.item.accessibleName()
    assert "Renew root CA" in desk.page.board.advice.accessibleName()


def test_a_hire_is_weighed_against_the_other_ways(desk: Desk) -> None:
    desk.begin("hire")
    desk.until(desk.page.board.resort.isVisible)
    assert "hire" in desk.page.board.resort.text
    desk.begin("shed")
    assert not desk.page.board.resort.isVisible()


def test_share_withdraw_and_drop(desk: Desk) -> None:
    desk.begin("shed")
    desk.page.head.share.click()
    desk.until(lambda: desk.chosen.shared and desk.session.pending == 0)
    assert len(desk.session.live.scenarios) == 1
    assert desk.page.side.footer.startswith("Shared by Maya")
    desk.page.head.share.click()
    desk.until(lambda: not desk.chosen.shared and desk.session.pending == 0)
    assert not desk.session.live.scenarios
    QTest.keyClick(desk.page.side.list, Qt.Key.Key_Delete)
    assert [each.id for each in desk.page.desk.scenarios] == [desk.chosen.id]
    QTest.keyClick(desk.page.gestures.dropping, Qt.Key.Key_Return)
    assert not desk.page.desk.scenarios
    assert desk.page.empty.isVisible()


def test_rename_note_and_copy(desk: Desk) -> None:
    desk.begin("shed")
    QTest.keyClick(desk.page.side.list, Qt.Key.Key_F2)
    naming = desk.page.gestures.naming
    assert naming.isVisible()
    naming.name.setText("Less of the nice things")
    naming.note.setPlainText("Asked for by Ines")
    naming.save()
    assert (desk.kept().name, desk.kept().note) == ("Less of the nice things", "Asked for by Ines")
    desk.page.gestures.shed((RENEW,))
    assert desk.chosen.name == "Less of the nice things"
    desk.page.desk.copy()
    desk.settled()
    assert desk.chosen.name == "Less of the nice things, copy"


def test_the_past_shows_its_scenarios_read_only(desk: Desk) -> None:
    desk.begin("shed")
    desk.page.head.share.click()
    desk.until(lambda: desk.session.pending == 0 and bool(len(desk.session.live.scenarios)))
    desk.session.execute([command("edit_item", item=DNS, title="Self-service DNS")])
    desk.until(lambda: desk.session.pending == 0)
    desk.session.step(-1, animate=False)
    desk.until(lambda: not desk.page.side.levers.hires.isEnabled())
    assert [each.shared for each in desk.page.desk.scenarios] == [True]
    assert not desk.page.head.adopt.isVisible()
    with desk.qtbot.waitSignal(desk.session.refused) as refused:
        desk.page.gestures.new()
    assert refused.args[0] == "The past is read-only."
    desk.settled()


def test_the_statistics_stand_under_advanced(desk: Desk) -> None:
    desk.begin("shed")
    desk.page.board.advanced_requested.emit()
    assert desk.page.telling.advanced.isVisible()
    QTest.keyClick(desk.page.telling.advanced, Qt.Key.Key_Escape)
    assert not desk.page.telling.advanced.isVisible()


def test_what_the_forecast_rests_on_is_said(desk: Desk) -> None:
    desk.begin("shed")
    assert desk.page.board.quality.text.startswith("Rests on:")


def test_a_team_narrows_dates_and_choices(desk: Desk) -> None:
    desk.begin("shed")
    team = next(each.id for each in desk.session.state.teams.ordered() if each.name == "Edge")
    desk.page.head.team.choose(team)
    desk.page.choosing.pick("shed")
    items = [desk.session.state.items[key] for key in desk.page.choosing.picker.cards.ids]
    assert items
    assert {item.team for item in items} == {team}


def test_every_control_has_a_name(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.gestures.shed((DNS,))
    desk.settled()
    nameless = [
        type(each).__name__
        for each in desk.page.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.accessibleName()
    ]
    assert nameless == []


def test_what_was_adopted_is_marked_and_not_adopted_twice(desk: Desk) -> None:
    desk.begin("shed")
    adopted(desk)
    desk.until(lambda: not desk.page.head.adopt.isEnabled())
    assert "adopted already" in desk.page.head.adopt.toolTip()
    assert desk.page.side.listed.faces[1].mark == "adopted"
    assert desk.page.side.footer == "Adopted as one decision."
    desk.until(lambda: desk.session.pending == 0)
    desk.settled()
    desk.session.undo()
    desk.until(desk.page.head.adopt.isEnabled)
    marks = [face.mark for face in desk.page.side.listed.faces]
    assert marks == ["", "private"]


def adopted(desk: Desk) -> None:
    """Adopts the chosen scenario without a word."""
    desk.page.adopting.adopt()
    with desk.qtbot.waitSignal(desk.page.scenarios.adopted, timeout=WAIT):
        desk.page.adopting.asking.take.click()


def test_giving_work_up_asks_what_is_risked_and_when_to_look_again(desk: Desk) -> None:
    desk.begin("shed")
    desk.page.adopting.adopt()
    asking = desk.page.adopting.asking
    assert asking.asks_for_risk
    asking.review.setText("12 weeks")
    asking.take.click()
    assert asking.isVisible()
    assert "what may go wrong" in asking.error.text()
    asking.risk.setText("Tickets for DNS records go on")
    asking.review.setText("1 Mar 2025")
    asking.take.click()
    assert "is past" in asking.error.text()
    asking.review.setText("12 weeks")
    with desk.qtbot.waitSignal(desk.page.scenarios.adopted, timeout=WAIT):
        asking.take.click()
    desk.until(lambda: desk.session.pending == 0)
    risks = desk.session.live.risks.ordered()
    assert {each.text for each in risks} == {"Tickets for DNS records go on"}
    assert {each.review_on for each in risks} == {desk.session.today + timedelta(weeks=12)}
    assert {each.accepted_by for each in risks} == {desk.session.author.name}
    assert len(risks) == 3


def test_a_hire_is_adopted_without_a_word_about_risks(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.adopting.adopt()
    assert not desk.page.adopting.asking.asks_for_risk


def test_an_adoption_taken_back_can_be_adopted_again_though_an_item_is_done(desk: Desk) -> None:
    desk.begin("shed")
    shed = positions(desk.chosen, desk.session.state).shed
    desk.session.execute([FinishItem(item=shed[0])])
    desk.until(lambda: desk.session.pending == 0)
    desk.settled()
    desk.page.adopting.adopt()
    desk.page.adopting.asking.take.click()
    desk.until(desk.page.adopting.difference.isVisible)
    desk.page.adopting.difference.take.click()
    desk.until(lambda: desk.session.pending == 0 and not desk.page.head.adopt.isEnabled())
    desk.settled()
    desk.session.undo()
    desk.until(desk.page.head.adopt.isEnabled)
    desk.settled()
    assert desk.page.side.listed.faces[1].mark != "adopted"
    desk.session.redo()
    desk.until(lambda: not desk.page.head.adopt.isEnabled())
    desk.settled()


def test_a_page_that_nobody_sees_computes_nothing(desk: Desk) -> None:
    desk.begin("shed")
    desk.page.hide()
    desk.session.execute([FinishItem(item=DNS)])
    assert not desk.page.source.busy
    desk.page.show()
    desk.until(
        lambda: (
            desk.page.results is not None
            and desk.page.results.ground.state is desk.session.state
            and desk.session.pending == 0
        )
    )
    desk.settled()


def test_tab_goes_from_the_list_to_the_levers(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.gestures.shed((DNS,))
    desk.settled()
    desk.page.side.list.setFocus()
    levers = desk.page.side.levers
    passed = []
    for _ in range(12):
        QTest.keyClick(desk.page.focusWidget(), Qt.Key.Key_Tab)
        passed.append(desk.page.focusWidget())
    assert passed[0] is levers.hires.stepper
    card = next(card for card in desk.cards() if card.face.key == DNS)
    assert passed.index(card) == passed.index(levers.shed_choose) + 1
    assert passed.index(card) + 1 == passed.index(levers.tray)


def test_in_a_low_window_the_comparison_comes_before_the_charts(desk: Desk) -> None:
    desk.begin("hire")
    desk.begin("shed")
    page, board = desk.page, desk.page.board
    assert board.fans.mapTo(page, QPoint(0, 0)).y() < board.table.mapTo(page, QPoint(0, 0)).y()
    page.resize(900, 510)
    table = board.table
    around = board.parentWidget()
    assert around is not None

    def three_rows_in_view() -> bool:
        row = table.visualRect(table.compared.index(2, 0))
        lowest = table.viewport().mapTo(board, row.bottomLeft())
        return row.isValid() and board.mapTo(around, lowest).y() <= around.height()

    desk.until(three_rows_in_view)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert page.focusWidget() is board.title
    page.resize(1240, 800)
    desk.until(
        lambda: board.fans.mapTo(board, QPoint(0, 0)).y() < table.mapTo(board, QPoint(0, 0)).y()
    )
    board.finish.setFocus()
    QTest.keyClick(board.finish, Qt.Key.Key_Tab)
    assert page.focusWidget() is table


def test_return_on_a_control_adopts_nothing(desk: Desk) -> None:
    desk.begin("hire")
    before = desk.session.count
    link, tray = desk.page.board.advanced, desk.page.side.levers.tray
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert desk.page.telling.advanced.isVisible()
    tray.setFocus()
    QTest.keyClick(tray, Qt.Key.Key_Return)
    assert desk.page.choosing.picker.isVisible()
    assert (desk.session.count, desk.session.pending) == (before, 0)


def test_a_role_is_chosen_for_hires(desk: Desk) -> None:
    person = desk.session.state.people.ordered()[0]
    desk.session.execute([command("edit_person", person=person.id, role="database engineer")])
    desk.begin("hire")
    role = desk.page.side.levers.hires.role
    assert [option.key for option in role._options] == ["engineer", "database engineer"]
    role.choose("database engineer")
    desk.settled()
    assert desk.chosen.name == "Hire one database engineer"
    assert positions(desk.kept(), desk.session.state).hires.role == "database engineer"


@pytest.mark.parametrize("horizon", [1, 60])
def test_a_short_and_a_long_horizon_are_drawn(desk: Desk, horizon: int) -> None:
    desk.session.execute([command("edit_roadmap", planning={"horizon_sprints": horizon})])
    desk.until(lambda: desk.session.pending == 0)
    desk.begin("hire")
    assert desk.page.board.fans.face.days
    assert len(desk.page.board.fans.face.days) <= horizon + 1
    desk.page.board.draw_kind("burn-up")
    desk.page.grab()


def test_without_open_items_a_hire_can_still_be_compared(desk: Desk) -> None:
    open_items = [item.id for item in desk.session.state.items.ordered() if item.is_open]
    desk.session.execute([command("shed_item", item=key) for key in open_items])
    desk.until(lambda: desk.session.pending == 0)
    desk.begin("hire")
    assert not desk.page.board.finish.isVisible()
    assert desk.page.board.item.face.text == "No item with a date"
    assert desk.page.board.advice.accessibleName()
    desk.page.board.draw_kind("burn-up")
    desk.page.grab()


def test_inflow_beyond_all_capacity_is_drawn_and_never_done(desk: Desk) -> None:
    flood = {"name": "Flood", "driver": "incident", "arrivals_per_sprint": 40.0}
    assert desk.session.execute([command("add_stream", **flood, size_mean=10.0, size_cv=1.0)])
    desk.until(lambda: desk.session.pending == 0)
    desk.begin("hire")
    assert "not in sight" in [
        row.cells[Column.RANGE] for row in desk.page.board.table.compared.rows
    ]
    desk.page.grab()


def test_a_scenario_whose_item_is_gone_says_so(desk: Desk) -> None:
    desk.begin("shed")
    shed = positions(desk.chosen, desk.session.state).shed
    desk.session.execute([command("remove_item", item=shed[0])])
    desk.until(lambda: desk.session.pending == 0)
    desk.until(lambda: desk.page.side.listed.faces[1].mark == "problem")
    assert "can no longer be done" in desk.page.side.listed.faces[1].detail
    assert any(card.face.title == "Removed item" for card in desk.cards())
    desk.settled()


def test_nobody_to_plan_with_leads_to_people(desk: Desk) -> None:
    people = desk.session.state.people.ordered()
    desk.session.execute([command("remove_person", person=each.id) for each in people])
    desk.until(desk.page.nobody.isVisible)
    with desk.qtbot.waitSignal(desk.page.page_requested) as asked:
        desk.page.nobody.buttons["people"].click()
    assert asked.args == ["people"]
