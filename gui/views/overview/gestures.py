"""What does a press on the overview do? Each becomes one decision, or leads to evidence."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from PySide6.QtCore import QObject

from gui.models.overview.asks import last_review, open_review
from gui.models.words import day_text
from gui.session import Session
from gui.views.overview.steps import StepFace
from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.commands import parse_command
from roadmap.commands.expectations import AddReview, ReopenAsk, SignOffReview
from roadmap.commands.phases import WithdrawPhaseOverride
from roadmap.errors import NotFound
from roadmap.state import State


class OverviewGestures(QObject):
    """The gestures of one page."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    # -- decisions --------------------------------------------------------------------------------

    def do_step(self, step: StepFace) -> None:
        """Carries out a step of the playbook; the toast offers to undo it."""
        commands = [parse_command(dict(each)) for each in step.given]
        text = step.text.split(":")[0].rstrip(".")
        self._session.execute(commands, say=text)

    def prepare_review(self) -> None:
        """Adds a review of what was decided since the last one, unless one is under way."""
        session = self._session
        if open_review(session.live) is not None:
            return
        today = session.today
        last = last_review(session.live, today)
        fields: Any = {
            "title": self.tr("Review of {day}").format(day=day_text(today, today)),
            "held_on": today,
        }
        if last is not None:
            fields["since"] = last.held_on
        else:
            fields["since"] = self._first_day()
        said = self.tr("Review prepared")
        session.execute([AddReview(fields=fields)], say=said)

    def _first_day(self) -> Any:
        session = self._session
        if not session.count:
            return session.today
        return session.local(session.recorded_at(0)).date()

    def sign_off(self, review: str) -> None:
        """Signs a review off in the name of who sits here."""
        command = SignOffReview(review=review, by=self._session.author.name)
        self._session.execute([command], say=self.tr("Review signed off"))

    def reopen(self, ask: str) -> None:
        """Asks again."""
        self._session.execute([ReopenAsk(ask=ask)], say=self.tr("Asked again"))

    def withdraw_override(self) -> None:
        """Lets the computed phase hold again."""
        said = self.tr("The computed phase holds again")
        self._session.execute([WithdrawPhaseOverride()], say=said)

    # -- evidence ---------------------------------------------------------------------------------

    def go_to_decision(self, decision: str) -> None:
        """Shows the moment of a decision in the playback."""
        try:
            index = self._session.index_of(decision)
        except NotFound:
            return  # not saved yet
        self._session.go_to(index)

    def go_to_sprint(self, number: int) -> None:
        """Shows the moment in which a sprint was closed."""
        session = self._session
        span = range(session.index + 1)
        at = bisect_left(
            span, True, key=lambda index: _is_closed(session.state_after(index), number)
        )
        if at < len(span):
            session.go_to(at)

    def tell(self, decision: str) -> str:
        """Return a decision in a few words, with its day."""
        session = self._session
        try:
            index = session.index_of(decision)
        except NotFound:
            return self.tr("a decision that is not saved yet")
        told = session.told(index)
        before, after = session.state_after(index - 1), session.state_after(index)
        text = decision_sentence(told.decision, told.events, before, after).text
        day = session.local(told.recorded_at).date()
        return f"{day_text(day, session.today)}  {text}"


def _is_closed(state: State, number: int) -> bool:
    return any(
        each.number == number and each.outcome is not None for each in state.sprints.ordered()
    )
