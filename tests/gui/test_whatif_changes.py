"""Are the changes without a lever asked for, put into the scenario, changed again, taken out?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from gui.models.whatif.changes import changes_of
from gui.models.whatif.levers import positions
from gui.theme import ThemeSource, apply
from gui.views.whatif.cards import LeverCard
from roadmap.commands.items import (
    AddItem,
    EditItem,
    EstimateItem,
    MoveItem,
    RemoveItem,
    SplitItem,
)
from roadmap.commands.people import EditPerson, MoveComponent, MovePerson
from roadmap.commands.streams import EditStream
from roadmap.values import Estimate, Purchase
from tests.gui.sprints_harbour import command, harbour, item_id
from tests.gui.whatif_given import Desk, open_desk

DNS = item_id("Self-service DNS records")
BUS = item_id("Event bus as the default integration")
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


def fill(desk: Desk, **texts: str) -> None:
    """Types into the open form as a person does."""
    form = desk.page.changing.form
    assert form.isVisible()
    for key, text in texts.items():
        field = form.entries[key].field
        if isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(text))
        else:
            field.setFocus()
            field.clear()
            QTest.keyClicks(field, text)


def save(desk: Desk) -> None:
    """Puts what was typed into a scenario and waits until it is drawn."""
    QTest.keyClick(next(iter(desk.page.changing.form.entries.values())).field, Qt.Key.Key_Return)
    desk.until(lambda: not desk.page.changing.form.isVisible())
    desk.settled()


def card(desk: Desk, kind: str) -> LeverCard:
    return next(each for each in desk.cards() if each.face.kind == kind)


def test_an_item_is_split_into_pieces_with_sizes_and_split_otherwise_again(desk: Desk) -> None:
    desk.page.changing.ask("split", BUS)
    fill(desk, title0="Bus, the broker", effort0="8", title1="Bus, two teams", effort1="5-13")
    save(desk)
    [split] = desk.kept().commands
    assert isinstance(split, SplitItem)
    assert [each.fields["title"] for each in split.pieces] == ["Bus, the broker", "Bus, two teams"]
    assert split.pieces[0].fields["estimate"] == Estimate(8.0)
    shown = card(desk, "split")
    assert (shown.face.title, shown.face.detail) == (
        "Event bus as the default integration",
        "split into 2 pieces",
    )
    QTest.keyClick(shown, Qt.Key.Key_Return)
    fill(desk, title2="Bus, all others", effort2="9")
    save(desk)
    [again] = desk.kept().commands
    assert isinstance(again, SplitItem)
    assert len(again.pieces) == 3
    assert again.pieces[1].item == split.pieces[1].item
    assert desk.chosen.name == "Split Event bus as the default integration"


def test_a_piece_without_a_title_is_asked_for_under_its_line(desk: Desk) -> None:
    desk.page.changing.ask("split", BUS)
    form = desk.page.changing.form
    fill(desk, title1="", effort1="3")
    form.save()
    row = form.entries["title1"]
    assert form.isVisible()
    assert row.error.text() == "A piece needs a title: say what is done in it."
    assert row.field.hasFocus()
    assert row.field.accessibleDescription() == row.error.text()
    assert desk.page.desk.scenarios == ()


def test_an_estimate_moves_the_item_and_is_taken_out_with_delete(desk: Desk) -> None:
    desk.page.changing.ask("estimate", DNS)
    fill(desk, effort="8/13/21")
    save(desk)
    [estimate] = desk.kept().commands
    assert isinstance(estimate, EstimateItem)
    assert estimate.fields["estimate"] == Estimate(13.0, 8.0, 21.0)
    assert card(desk, "estimate").face.detail == "estimated at 13 pd (8 to 21)"
    QTest.keyClick(card(desk, "estimate"), Qt.Key.Key_Delete)
    desk.until(lambda: desk.chosen.commands == ())
    desk.settled()


def test_what_is_no_effort_is_said_below_the_field(desk: Desk) -> None:
    desk.page.changing.ask("estimate", DNS)
    fill(desk, effort="soon")
    desk.page.changing.form.save()
    assert desk.page.changing.form.entries["effort"].error.text().startswith("'soon' is no effort")


def test_something_is_bought_with_a_lead_time_and_may_cost_more(desk: Desk) -> None:
    desk.page.changing.ask("buy", DNS)
    fill(desk, amount="12,000", lead="6 weeks", approver="Helen")
    save(desk)
    [bought] = desk.kept().commands
    assert isinstance(bought, EditItem)
    assert bought.fields["purchase"] == Purchase(12000.0, "EUR", 42, "Helen")
    assert card(desk, "buy").face.detail == "buy for EUR 12,000, 42 days to get"
    QTest.mouseClick(card(desk, "buy"), Qt.MouseButton.LeftButton)
    fill(desk, amount="15000")
    save(desk)
    [dearer] = desk.kept().commands
    assert isinstance(dearer, EditItem)
    assert dearer.fields["purchase"] == Purchase(15000.0, "EUR", 42, "Helen")


def test_an_item_moves_behind_another_one(desk: Desk) -> None:
    desk.page.changing.ask("rank", DNS)
    fill(desk, after=BUS)
    save(desk)
    assert [(c.item, c.after) for c in desk.kept().commands if isinstance(c, MoveItem)] == [
        (DNS, BUS)
    ]
    assert card(desk, "rank").face.detail == "after Event bus as the default integration"


def test_a_stream_arrives_less_often_and_grows(desk: Desk) -> None:
    stream = {"name": "Advisories", "driver": "incident", "arrivals_per_sprint": 2.0}
    assert desk.session.execute([command("add_stream", **stream, size_mean=1.5, size_cv=0.5)])
    desk.until(lambda: desk.session.pending == 0)
    key = desk.session.state.streams.ordered()[0].id
    desk.page.changing.ask("stream", key)
    desk.page.changing.form.save()
    words = desk.page.changing.form.entries["arrivals"].error.text()
    assert words == "Nothing is changed yet: write another number."
    fill(desk, arrivals="1", growth="-20%")
    save(desk)
    [changed] = desk.kept().commands
    assert isinstance(changed, EditStream)
    assert changed.fields == {
        "arrivals_per_sprint": 1.0,
        "size_mean": 1.5,
        "growth_a_year": -0.2,
    }
    assert card(desk, "stream").face.detail == "1 a sprint, 1.5 pd each, -20% a year"


def test_somebody_is_away_and_people_leave_in_a_year(desk: Desk) -> None:
    person = next(each for each in desk.session.state.people.ordered() if each.name == "Ines")
    desk.page.changing.ask("away", person.id)
    fill(desk, first="14 Dec", last="7 Dec")
    desk.page.changing.form.save()
    assert "later last day" in desk.page.changing.form.entries["last"].error.text()
    fill(desk, last="18 Dec")
    save(desk)
    [away] = desk.kept().commands
    assert isinstance(away, EditPerson)
    [span] = away.fields["time_off"]
    assert (span.first, span.last) == (date(2026, 12, 14), date(2026, 12, 18))
    desk.page.changing.ask("attrition")
    fill(desk, share="15%")
    save(desk)
    assert desk.kept().assumptions.attrition_a_year == 0.15
    assert card(desk, "attrition").face.detail == "15% in a year"
    QTest.keyClick(card(desk, "attrition"), Qt.Key.Key_Delete)
    desk.until(lambda: desk.chosen.assumptions.attrition_a_year == 0.0)
    desk.settled()


def test_what_a_rule_refuses_is_said_before_it_is_in_the_scenario(desk: Desk) -> None:
    desk.begin("shed")
    before = desk.chosen
    shed = positions(before, desk.session.state).shed[0]
    desk.page.changing.ask("split", shed)
    desk.page.changing.form.save()
    assert desk.page.changing.form.isVisible()
    assert "shed" in desk.page.changing.form.error.text()
    assert desk.chosen.commands == before.commands


def test_a_deferred_item_gets_another_day_from_its_card(desk: Desk) -> None:
    desk.page.choosing.ask_later("defer", DNS)
    desk.page.choosing.later.save()
    desk.settled()
    QTest.keyClick(card(desk, "defer"), Qt.Key.Key_Space)
    later = desk.page.choosing.later
    assert later.isVisible()
    assert later.who.currentData() == DNS
    later.day.setDate(later.day.date().addDays(28))
    wanted = later.day.date()
    later.save()
    desk.settled()
    [(item, day)] = positions(desk.kept(), desk.session.state).deferred
    assert (item, day) == (DNS, date(wanted.year(), wanted.month(), wanted.day()))


def test_items_of_another_page_begin_a_scenario_of_their_own(desk: Desk) -> None:
    desk.begin("hire")
    desk.page.try_out("shed", (DNS, BUS))
    desk.until(lambda: len(desk.page.desk.scenarios) == 2)
    desk.settled()
    assert positions(desk.kept(), desk.session.state).shed == (DNS, BUS)
    desk.page.try_out("estimate", (RENEW,))
    fill(desk, effort="9")
    save(desk)
    assert len(desk.page.desk.scenarios) == 3
    assert [each.about for each in changes_of(desk.kept())] == [RENEW]
    desk.page.try_out("first", (DNS,))
    desk.until(lambda: len(desk.page.desk.scenarios) == 4)
    desk.settled()
    assert positions(desk.kept(), desk.session.state).invested == (DNS,)


def test_every_field_of_a_form_has_a_name_and_tab_goes_through_them(desk: Desk) -> None:
    desk.page.changing.ask("buy", DNS)
    form = desk.page.changing.form
    fields = form.findChildren(QLineEdit) + form.findChildren(QComboBox)
    assert all(each.accessibleName() for each in fields if each.isVisible())
    seen = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = ("amount", "currency", "lead", "approver")
    assert seen[:4] == [form.entries[key].field for key in wanted]
    assert seen[4] is form.take


def test_somebody_moves_to_another_team_on_a_day(desk: Desk) -> None:
    state = desk.session.state
    person = next(each for each in state.people.ordered() if each.team is not None)
    other = next(each for each in state.teams.ordered() if each.id != person.team)
    desk.page.changing.ask("person", person.id)
    fill(desk, team=other.id, on="14 Dec")
    save(desk)
    [moved] = desk.kept().commands
    assert isinstance(moved, MovePerson)
    assert (moved.person, moved.team, moved.on) == (person.id, other.id, date(2026, 12, 14))
    shown = card(desk, "person")
    assert shown.face.title == person.name
    assert shown.face.detail == f"to {other.name} from 14 Dec"


def test_a_team_that_is_it_already_is_refused(desk: Desk) -> None:
    person = next(each for each in desk.session.state.people.ordered() if each.team is not None)
    desk.page.changing.ask("person", person.id)
    assert person.team is not None
    fill(desk, team=person.team)
    form = desk.page.changing.form
    form.save()
    assert form.entries["team"].error.text() == "That is the team already: choose another one."


def test_a_component_takes_its_streams_along_and_leaves_with_them(desk: Desk) -> None:
    team = desk.session.state.teams.ordered()[0]
    desk.session.execute([command("add_component", name="Certificates")])
    desk.until(lambda: desk.session.pending == 0)
    component = next(
        each for each in desk.session.state.components.ordered() if each.name == "Certificates"
    )
    desk.page.changing.ask("component", component.id)
    fill(desk, team=team.id)
    save(desk)
    assert isinstance(desk.kept().commands[0], MoveComponent)
    shown = card(desk, "component")
    assert (shown.face.title, shown.face.detail) == (
        "Certificates",
        f"to {team.name}, with its items",
    )
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    desk.until(lambda: desk.kept().commands == ())


def test_more_people_work_on_an_item(desk: Desk) -> None:
    desk.page.changing.ask("crew", BUS)
    fill(desk, people="3")
    save(desk)
    [more] = desk.kept().commands
    assert isinstance(more, EditItem)
    assert more.fields == {"people_at_once": 3.0}
    assert card(desk, "crew").face.detail == "3 people at once"


def test_something_new_is_invested_in_and_said_otherwise_again(desk: Desk) -> None:
    desk.page.changing.ask("new")
    fill(desk, title="Automate the certificates", effort="6", saving="1.5", sure="80%")
    save(desk)
    [added] = desk.kept().commands
    assert isinstance(added, AddItem)
    leverage = added.fields["leverage"]
    assert leverage is not None
    assert (leverage.amount, leverage.confidence) == (1.5, 0.8)
    shown = card(desk, "new")
    assert (shown.face.title, shown.face.detail) == (
        "Automate the certificates",
        "new, saves 1.5 pd a sprint",
    )
    QTest.keyClick(shown, Qt.Key.Key_Return)
    fill(desk, saving="30% fewer arrivals")
    save(desk)
    [again] = desk.kept().commands
    assert isinstance(again, AddItem)
    assert again.item == added.item


def test_an_item_is_dropped(desk: Desk) -> None:
    desk.page.changing.ask("drop", DNS)
    form = desk.page.changing.form
    assert not form.entries
    form.save()
    desk.until(lambda: not form.isVisible())
    desk.settled()
    [dropped] = desk.kept().commands
    assert isinstance(dropped, RemoveItem)
    assert card(desk, "drop").face.title == "Self-service DNS records"
