"""The overview: what it shows first, where each thing leads, and what a press on it decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.models.overview.asks import answered_words, ask_face
from gui.models.overview.facts import Facts
from gui.models.overview.rows import level_section
from gui.models.overview.section import Section
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.overview.page import OverviewPage
from gui.views.overview.section import SectionPanel
from roadmap.commands import Command
from roadmap.commands.expectations import AddAsk, AddGoal, AddReview, SignOffReview
from roadmap.commands.items import AddItem, EditItem
from roadmap.commands.levels import AddMeasure, GivenMeasurement, LogMeasurements
from roadmap.commands.phases import AnswerPhaseQuestions, SetPhaseOverride
from roadmap.fields.levels import MeasureFields
from roadmap.records.expectations import Answer, Ask, AskKind
from roadmap.records.phases import ANSWERS, OVERRIDE, Phase
from roadmap.sample import write_sample
from roadmap.service import Roadmap
from roadmap.state import EMPTY
from roadmap.values import Forcing, Horizon
from tests.gui.views.conftest import Opener
from tests.gui.views.harbour import BUS, MAYA, NOW, ROOT_CA, TODAY
from tests.gui.views.staffed import STAFF

Put = Callable[[QWidget], QWidget]
ASK, REVIEW, GOAL = "0000000501", "0000000502", "0000000503"
FUND = AddAsk(
    ask=ASK,
    fields={
        "title": "Fund the second region",
        "kind": AskKind.FUNDING,
        "wanted_from": "Helen Brandt, VP",
        "by": date(2026, 12, 11),
        "cost": "the launch moves by a sprint",
        "probability": 0.62,
        "amount": 184_000.0,
        "items": (BUS,),
    },
)


@pytest.fixture
def opened(
    themes: ThemeSource, selection: Selection, open_session: Opener, put: Put, qtbot: QtBot
) -> Callable[..., OverviewPage]:
    """Opens the page on the small roadmap with further commands, once everything is known."""

    def make(*more: Command, empty: bool = False) -> OverviewPage:
        session = open_session(*more, empty=empty)
        page = OverviewPage(session, themes, selection)
        put(page)
        if not empty:
            settled(page, qtbot)
        return page

    return make


def settled(page: OverviewPage, qtbot: QtBot) -> None:
    """Waits until what is in view is what was asked for."""
    qtbot.waitUntil(lambda: page.found is not None and not page.is_busy, timeout=30_000)


def saved(page: OverviewPage, qtbot: QtBot) -> Session:
    """Waits until everything is saved and shown."""
    session = page._session
    qtbot.waitUntil(lambda: not session.pending, timeout=30_000)
    settled(page, qtbot)
    return session


def test_an_empty_roadmap_offers_to_import_or_to_add(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened(empty=True)
    assert page.empty.isVisible()
    assert not page.review.isVisible()
    with qtbot.waitSignal(page.action_requested) as asked:
        page.empty.buttons["add_item"].click()
    assert asked.args == ["add_item"]


def test_open_asks_come_first_with_what_not_deciding_costs(
    opened: Callable[..., OverviewPage], selection: Selection
) -> None:
    page = opened(FUND)
    [card] = page.asks.cards
    assert page.asks.heading.text() == "One decision wanted"
    assert card.title.text() == "Fund the second region, €184,000"
    assert "62% likely that the launch moves by a sprint" in card.accessibleName()
    assert "by Fri 11 Dec" in card.accessibleName()
    card.evidence.click()
    assert selection.ids == (BUS,)


def test_an_ask_of_no_kind_says_from_whom_and_nothing_else() -> None:
    ask = Ask("a", title="Decide on the old region", kind=AskKind.OTHER, wanted_from="CTO")
    assert ask_face(ask, EMPTY, TODAY).wanted == "Wanted from CTO"
    answered = replace(ask, answer=Answer.APPROVED, answered_by="Helen Brandt")
    assert answered_words(answered, TODAY) == "by Helen Brandt"
    kind = replace(answered, kind=AskKind.FUNDING)
    assert answered_words(kind, TODAY) == "Funding, by Helen Brandt"


def test_levels_are_met_or_not_only_where_there_are_any(open_session: Opener) -> None:
    session = open_session()

    def tag() -> tuple[str, str] | None:
        facts = Facts({"breached": []}, session.live, TODAY, at_now=True, day_of=lambda _key: None)
        return level_section(facts).tag

    assert tag() == ("no level yet", "neutral")
    fields: MeasureFields = {"name": "Answered", "principle": "Reliability", "unit": "%"}
    session.execute([AddMeasure(fields={**fields, "level": 99.0})])
    assert tag() == ("not measured yet", "neutral")
    (key,) = session.live.measures.ids()
    value = GivenMeasurement(measure=key, day=TODAY, value=99.5)
    session.execute([LogMeasurements(measurements=(value,))])
    assert tag() == ("1 of 1 met", "neutral")


def test_an_answer_is_recorded_with_its_comment_and_can_be_asked_again(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened(FUND)
    page.asks.cards[0].answer.click()
    form = page.side.answer
    assert form.isVisible()
    form.by.setText("Helen Brandt")
    form.comment.setText("From next year's budget")
    form.answer.set_value(Answer.REJECTED)
    form.save()
    session = saved(page, qtbot)
    ask = session.state.asks[ASK]
    assert (ask.answer, ask.answered_by, ask.comment) == (
        Answer.REJECTED,
        "Helen Brandt",
        "From next year's budget",
    )
    assert page.asks.heading.text() == "No decision is wanted"
    page.side.open_asks()
    page.side.all.buttons["reopen", ASK].click()
    assert saved(page, qtbot).state.asks[ASK].is_open


def test_an_ask_is_added_and_a_form_without_title_says_so(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened()
    page.asks.add.click()
    form = page.side.ask
    form.save()
    assert form.problem.text == "Say in a few words which decision is wanted."
    form.name.setText("Hire one engineer")
    form.chance.setValue(40)
    form.by.line.setText("1 Dec")
    form.save()
    [ask] = saved(page, qtbot).state.asks.ordered()
    assert (ask.title, ask.probability, ask.by) == ("Hire one engineer", 0.4, date(2026, 12, 1))
    assert page.side.isHidden()


def test_the_phase_is_provisional_until_a_sprint_is_closed_and_asks_three_questions(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened()
    assert page.board.phase.tag.accessibleName() == "provisional"
    page.board.phase.questions.click()
    form = page.side.questions
    form.unplanned.setValue(80)
    form.dates.setValue(2)
    form.save()
    answers = saved(page, qtbot).state.answers[ANSWERS]
    assert (answers.unplanned_share, answers.fixed_dates) == (0.8, 2)
    assert page.board.phase.title.text() == "Firefighting"


def test_a_phase_set_by_hand_says_so_and_is_taken_back(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    by_hand = SetPhaseOverride(fields={"phase": Phase.INVESTMENT, "reason": "Peak is over"})
    page = opened(by_hand)
    assert page.board.phase.title.text() == "Investment"
    assert page.board.phase.tag.accessibleName() == "set by hand"
    page.follow("why:")
    page.side.why.withdraw.click()
    assert OVERRIDE not in saved(page, qtbot).state.overrides


def test_an_override_needs_a_reason(opened: Callable[..., OverviewPage], qtbot: QtBot) -> None:
    page = opened()
    page.follow("why:")
    page.side.why.override.click()
    form = page.side.override
    form.save()
    assert form.problem.text == "Say in a sentence why the facts mislead."
    form.reason.setText("Two audits are not in the tracker")
    form.save()
    assert (
        saved(page, qtbot).state.overrides[OVERRIDE].reason == "Two audits are not in the tracker"
    )


def test_a_review_is_prepared_since_the_last_one_and_signed_off(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    held = AddReview(review=REVIEW, fields={"title": "Summer", "held_on": date(2026, 8, 28)})
    page = opened(held, SignOffReview(review=REVIEW))
    page.review.click()
    session = saved(page, qtbot)
    new = next(each for each in session.state.reviews.ordered() if each.id != REVIEW)
    assert (new.since, new.held_on) == (date(2026, 8, 28), date(2026, 11, 20))
    assert page.side.all.isVisible()
    page.review.click()
    assert len(saved(page, qtbot).state.reviews) == 2  # the one under way is opened
    page.side.all.buttons["sign", new.id].click()
    assert saved(page, qtbot).state.reviews[new.id].signed_off_by == "Maya Okafor"


def test_dates_at_risk_carry_their_probability_and_lead_to_their_item(
    opened: Callable[..., OverviewPage], selection: Selection
) -> None:
    page = opened(*STAFF)
    [row] = page.board.dates.shown
    assert row.face.title == "Renew root CA"
    assert row.face.tail.endswith("%")
    assert "of the futures" in row.face.spoken
    row.click()
    assert selection.ids == (ROOT_CA,)


def test_what_changed_leads_to_the_moment_of_the_decision(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened(EditItem(item=BUS, fields={"title": "Event bus, second try"}))
    row = next(each for each in page.board.changes.shown if each.face.title == "Renew root CA")
    assert row.face.link.startswith("decision:")
    row.click()
    session = page._session
    assert not session.at_now
    settled(page, qtbot)
    assert page.head.note.text() == "Everything as it was known then"
    assert not page.review.isEnabled()
    assert not page.asks.add.isEnabled()


def test_a_step_of_the_playbook_is_one_click_from_done_and_can_be_undone(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened(*STAFF, AnswerPhaseQuestions(fields={"unplanned_share": 0.9}))
    said: list[tuple[str, str | None]] = []
    page._session.said.connect(lambda text, undo: said.append((text, undo)))
    steps = [row for row in page.board.steps.rows if row.step is not None and row.step.given]
    row = steps[0]
    text = row.step.text if row.step is not None else ""
    before = page._session.state
    row.button.click()
    session = saved(page, qtbot)
    assert session.state != before
    assert said[0][1] is not None
    shown = [each.step.text for each in page.board.steps.rows if each.step and each.isVisible()]
    assert text not in shown


def test_whether_a_hire_is_needed_is_answered_in_place_and_leads_to_what_if(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened(*STAFF, AnswerPhaseQuestions(fields={"unplanned_share": 0.9}))
    row = page.board.steps.row_of("hire")
    assert row is not None
    assert "roadmap diagnose" not in row.text.text()
    tried: list[tuple[str, object]] = []
    page.try_requested.connect(lambda kind, ids: tried.append((kind, ids)))
    assert row.button.accessibleName().startswith("Is it needed?: Hire only where")
    row.button.click()
    assert row.answer.isVisible()
    name = row.button.accessibleName
    qtbot.waitUntil(lambda: name().startswith("Hire in What-if"), timeout=60_000)
    assert "must-do work that waits" in row.answer.text()
    row.button.click()
    assert tried == [("hire", ())]
    page._session.execute([AnswerPhaseQuestions(fields={"unplanned_share": 0.95})])
    saved(page, qtbot)
    assert not row.answer.isVisible()


def test_without_people_the_question_of_hiring_leads_to_what_if(
    opened: Callable[..., OverviewPage],
) -> None:
    page = opened(AnswerPhaseQuestions(fields={"unplanned_share": 0.9}))
    led: list[str] = []
    page.page_requested.connect(led.append)
    assert page.board.steps.row_of("hire") is None
    row = page.board.steps.row_of("people")
    assert row is not None
    row.button.click()
    page.follow("ask:hire")
    assert led == ["people", "what-if"]


def test_a_goal_is_set_with_a_level_to_keep_read_and_closed(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened()
    page.board.add_goal.click()
    form = page.side.goal
    form.name.setText("Teams that deploy alone")
    form.baseline.setText("20")
    form.target.setText("ninety")
    form.save()
    assert form.problem.text == "Target: “ninety” is not a number."
    form.target.setText("90")
    form.value.setText("55")
    form.keeps.setCurrentIndex(1)
    form.save()
    session = saved(page, qtbot)
    [goal] = session.state.goals.ordered()
    assert goal.keeps == form.keeps.itemData(1)
    [row] = page.board.goals.shown
    assert row.face.lead == "50%"
    row.click()
    form.end.setCurrentIndex(form.end.findData("met"))
    form.save()
    [goal] = saved(page, qtbot).state.goals.ordered()
    assert goal.met is True
    assert not page.board.goals.shown


def test_a_fourth_goal_of_investment_is_refused_in_place(
    opened: Callable[..., OverviewPage],
) -> None:
    three = [AddGoal(fields={"name": f"Goal {n}", "target": 9.0}) for n in range(3)]
    page = opened(*three)
    assert page.board.goals.tag.accessibleName() == "3 of at most 3"
    page.board.add_goal.click()
    form = page.side.goal
    form.name.setText("One more")
    form.target.setText("5")
    form.save()
    assert "three" in form.problem.text or "3" in form.problem.text
    assert len(page._session.state.goals) == 3


def test_numbers_go_to_a_section_and_return_opens_its_evidence(
    opened: Callable[..., OverviewPage], qtbot: QtBot, selection: Selection
) -> None:
    page = opened(*STAFF)
    QTest.keyClick(page, Qt.Key.Key_3)
    row = page.board.dates.shown[0]
    qtbot.waitUntil(row.hasFocus)
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert selection.ids == (ROOT_CA,)


def test_a_form_that_was_typed_in_is_not_lost_to_another_one(
    opened: Callable[..., OverviewPage],
) -> None:
    page = opened(FUND)
    page.asks.add.click()
    form = page.side.ask
    form.name.setText("Half a thought")
    page.follow("goal:")
    assert page.side.currentWidget() is form
    assert form.problem.text == "Save what you typed, or cancel it, first."


def test_the_title_of_a_narrow_section_ends_in_an_ellipsis(
    themes: ThemeSource, qtbot: QtBot
) -> None:
    panel = SectionPanel(themes, "Foundation and innovation", ("leverage", "Leverage"))
    qtbot.addWidget(panel)
    panel.show_head(Section(tag=("in the band", "ok")))
    panel.resize(280, 100)
    panel.show()
    title = panel.title
    assert title.width() < title.sizeHint().width()
    assert title.geometry().right() < panel.tag.geometry().left()
    assert "Foundation and innovation" in title.toolTip()
    panel.show_head(Section(note="P85 dates held: 116 of 144"))
    qtbot.waitUntil(lambda: title.width() >= title.sizeHint().width())  # a note gives way before


def test_sections_stand_under_one_another_in_a_narrow_window(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened(*STAFF)
    board = page.board
    page.resize(1240, 800)
    qtbot.waitUntil(lambda: board.dates.y() == board.phase.y())
    page.resize(620, 800)
    qtbot.waitUntil(lambda: board.dates.y() >= board.phase.geometry().bottom())


@pytest.fixture
def sample(tmp_path: Path) -> Roadmap:
    """The sample, its story up to the present."""
    path = tmp_path / "sample.roadmap"
    write_sample(path, NOW)
    return Roadmap.open(path)


def test_the_sample_shows_its_phases_over_the_bars_and_a_bar_leads_to_its_sprint(
    sample: Roadmap, themes: ThemeSource, selection: Selection, put: Put, qtbot: QtBot
) -> None:
    session = Session(sample, MAYA, clock=lambda: NOW)
    page = OverviewPage(session, themes, selection)
    put(page)
    settled(page, qtbot)
    face = page.board.phase.chart.face
    assert [band.name for band in face.bands] == [
        *("Firefighting", "Investment", "In breach", "Holding")
    ]
    assert face.now_words in page.board.phase.sentence.accessibleName()
    assert sum(bar.counts for bar in face.bars) == 3
    assert "must do" in face.bars[-1].words
    page.board.phase.chart.chosen.emit(5)
    told = session.told(session.index)
    assert any(event.kind == "sprint_closed" for event in told.events)
    closed = {each.number for each in session.state.sprints.ordered() if each.outcome is not None}
    assert max(closed) == 5
    settled(page, qtbot)
    assert len(page.board.phase.chart.face.bars) == 5
    session.close()


def test_a_promised_choice_stands_among_the_dates_in_plain_text(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    more = AddItem(
        fields={
            "title": "A <b>bold</b> title",
            "forcing": Forcing.DISCRETIONARY,
            "horizon": Horizon.LONG_TERM,
            "promised_by": date(2027, 2, 1),
        }
    )
    page = opened(more)
    [mine] = [row for row in page.board.dates.shown if "bold" in row.face.title]
    assert mine.face.reach is not None
    assert mine.face.reach.role == "choice"
    assert "&lt;b&gt;" in mine.toolTip()


def test_changes_are_told_since_any_day(opened: Callable[..., OverviewPage], qtbot: QtBot) -> None:
    page = opened(EditItem(item=BUS, fields={"title": "Event bus, second try"}))
    assert page.found is not None
    assert page.found.document["changes"]["since"] == "2026-11-06"
    page.since.choose("28")
    settled(page, qtbot)
    assert page.found.document["changes"]["since"] == "2026-10-23"
    page.since.choose("ask")
    assert page.since.popover.isVisible()
    page.since.popover.field.line.setText("1 Aug")
    page.since.popover.field.returned.emit()
    settled(page, qtbot)
    assert page.board.changes.title.text() == "Changed since 1 Aug"
    assert page.since.accessibleName() == "Changed since 1 Aug"
    led: list[str] = []
    page.page_requested.connect(led.append)
    QTest.keyClick(page.board.changes.link, Qt.Key.Key_Return)
    assert led == ["decisions#since-2026-08-01"]


def test_changes_are_told_since_days_that_people_name(
    opened: Callable[..., OverviewPage], qtbot: QtBot
) -> None:
    page = opened()
    said = page.since.face.text
    page.since.pressed.emit()
    assert page.since.face.text == said
    offered = {each.key: (each.text, each.detail) for each in page.since._options}
    assert offered["yesterday"] == ("Yesterday", "19 Nov")
    assert offered["friday"] == ("Last Friday", "13 Nov")
    assert offered["7"] == ("A week ago", "13 Nov")
    page.since.choose("friday")
    settled(page, qtbot)
    assert page.found is not None
    assert page.found.document["changes"]["since"] == "2026-11-13"
    page.since.choose("ask")
    page.since.popover.leave()
    assert page.since.hasFocus()


def test_changes_are_told_since_the_last_review(opened: Callable[..., OverviewPage]) -> None:
    held = AddReview(review=REVIEW, fields={"title": "Summer", "held_on": date(2026, 8, 28)})
    page = opened(held, SignOffReview(review=REVIEW))
    assert page.board.changes.title.text() == "Changed since 28 Aug"
    assert page.head.note.text() == "Last review on 28 Aug"


def test_everything_that_takes_the_focus_has_a_name(
    opened: Callable[..., OverviewPage],
) -> None:
    page = opened(FUND, *STAFF)
    for show in (
        lambda: page.follow("why:"),
        page.side.open_asks,
        *(lambda kind=kind: page.side.open_form(kind, None) for kind in page.side.forms),
    ):
        show()
        stops = [
            each
            for each in page.findChildren(QWidget)
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert len(stops) > 10
        inner = "qt_spinbox_lineedit"  # its box has the name
        stops = [each for each in stops if each.objectName() != inner]
        assert not [each for each in stops if not each.accessibleName()]
