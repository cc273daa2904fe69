"""What is asked where work is given up: the reason, and the risk that is accepted with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.accepted_risks import ask_reason
from gui.session import ReasonWanted, Session
from gui.theme import ThemeSource, apply
from gui.widgets.reason_prompt import ReasonPrompt
from roadmap.commands.items import EditItem, ShedItem
from tests.gui.views.harbour import BUS, CACHE, MAYA, NOW, ROOT_CA, harbour


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    source = apply(qapp, "light", still=True)
    yield source
    qapp.setStyleSheet("")
    source.deleteLater()


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session(harbour(), MAYA, clock=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def prompt(session: Session, themes: ThemeSource, qtbot: QtBot) -> ReasonPrompt:
    """A prompt that asks what the session wants to know."""
    made = ReasonPrompt(themes)
    qtbot.addWidget(made)

    def ask(wanted: ReasonWanted) -> None:
        ask_reason(made, session, wanted)

    session.reason_wanted.connect(ask)
    return made


def test_the_risk_of_shed_work_is_taken_with_its_day_and_name(
    session: Session, prompt: ReasonPrompt, qtbot: QtBot
) -> None:
    session.execute([ShedItem(item=BUS)])
    assert prompt.risk.isVisible()
    assert prompt.by.text() == "Maya Okafor"
    prompt.risk.setText("Teams integrate point to point")
    prompt.again.setText("1 Mar")
    prompt.by.setText("Helen Brandt")
    prompt.risk.returnPressed.emit()
    assert not prompt.isVisible()
    qtbot.waitUntil(lambda: not session.pending)
    [risk] = session.state.risks.ordered()
    assert (risk.item, risk.text) == (BUS, "Teams integrate point to point")
    assert (risk.review_on, risk.accepted_by) == (date(2027, 3, 1), "Helen Brandt")


def test_a_day_that_is_none_is_said_in_place_and_nothing_is_lost(
    session: Session, prompt: ReasonPrompt
) -> None:
    session.execute([ShedItem(item=BUS)])
    prompt.risk.setText("Teams integrate point to point")
    prompt.again.setText("some day")
    prompt.again.returnPressed.emit()
    assert prompt.isVisible()
    assert "some day" in prompt.error.text()
    prompt.again.setText("")
    prompt.again.returnPressed.emit()
    assert not prompt.isVisible()
    assert len(session.state.risks) == 1


def test_a_day_without_a_risk_is_not_taken_silently(session: Session, prompt: ReasonPrompt) -> None:
    session.execute([ShedItem(item=BUS)])
    prompt.again.setText("1 Mar")
    prompt.again.returnPressed.emit()
    assert prompt.error.text().startswith("Say in a sentence what may go wrong")


def test_the_question_can_be_skipped(session: Session, prompt: ReasonPrompt) -> None:
    session.execute([ShedItem(item=CACHE)])
    with_name = prompt.by.text()
    prompt.skip()
    assert with_name
    assert not len(session.state.risks)
    assert session.state.items[CACHE].shed_on is not None


def test_other_decisions_ask_for_the_reason_alone(session: Session, prompt: ReasonPrompt) -> None:
    session.execute([EditItem(item=ROOT_CA, fields={"mandatory_by": date(2027, 2, 15)})])
    assert prompt.isVisible()
    assert not prompt.risk.isVisible()
