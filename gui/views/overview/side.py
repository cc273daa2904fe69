"""What stands beside the overview: why this phase, all asks and reviews, or a form?"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from gui.models.overview.facts import Facts
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import PAGE_MARGIN
from gui.views.overview.ask_forms import AnswerForm, AskForm, ReviewForm
from gui.views.overview.gestures import OverviewGestures
from gui.views.overview.goal_form import GoalForm
from gui.views.overview.lists import AsksPanel
from gui.views.overview.phase_forms import OverrideForm, QuestionsForm
from gui.views.overview.why import WhyPanel
from gui.views.people.side import SideForm

AnyForm = AskForm | AnswerForm | ReviewForm | GoalForm | OverrideForm | QuestionsForm


class OverviewSide(QStackedWidget):
    """One of the panels, or hidden.

    Signals:
        activated(str): A link was followed.
        since_requested(object): What changed since this day is wanted.
        review_requested(): A review is to be prepared.
        opened(): Something is open now.
        closed(): Nothing is.
    """

    activated = Signal(str)
    since_requested = Signal(object)
    review_requested = Signal()
    opened = Signal()
    closed = Signal()

    def __init__(self, themes: ThemeSource, session: Session, gestures: OverviewGestures) -> None:
        super().__init__()
        self._session, self._gestures = session, gestures
        self._facts: Facts | None = None
        self._back: str | None = None
        self.why = WhyPanel(themes)
        self.all = AsksPanel(themes)
        self.ask, self.answer = AskForm(themes, session), AnswerForm(themes, session)
        self.review, self.goal = ReviewForm(themes, session), GoalForm(themes, session)
        self.override = OverrideForm(themes, session)
        self.questions = QuestionsForm(themes, session)
        self.forms: dict[str, AnyForm] = {
            "ask": self.ask,
            "answer": self.answer,
            "review": self.review,
            "goal": self.goal,
            "override": self.override,
            "questions": self.questions,
        }
        self.setFixedWidth(self.why.width() + PAGE_MARGIN)
        for panel in (self.why, self.all, *self.forms.values()):
            self.addWidget(panel)
        for panel in (self.why, self.all):
            panel.closed.connect(self.close_side)
        for form in self.forms.values():
            form.closed.connect(self._leave_form)
            form.saved.connect(lambda _key: self._leave_form())
        self.why.activated.connect(self.activated)
        self.why.override_requested.connect(self._on_override)
        self.why.withdraw_requested.connect(gestures.withdraw_override)
        self.why.questions_requested.connect(partial(self.open_form, "questions", None))
        self.all.wished.connect(self._on_wished)
        self.hide()

    # -- opening ----------------------------------------------------------------------------------

    def open_why(self) -> None:
        """Shows why this phase."""
        if self._facts is not None and self._may_leave():
            self._fill_why()
            self._bring(self.why)

    def open_asks(self) -> None:
        """Shows all asks and reviews."""
        if self._may_leave():
            self._fill_asks()
            self._bring(self.all)

    def open_form(self, kind: str, key: str | None) -> None:
        """Shows a form; closing it leads back to the list it was opened from."""
        form = self.forms[kind]
        if not self._may_leave():
            return
        before = self.currentWidget()
        self._back = None
        if not self.isHidden() and before in (self.why, self.all):
            self._back = "why" if before is self.why else "asks"
        self._bring(form)
        form.show_record(key)

    def close_side(self) -> None:
        """Shows nothing beside the page."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _bring(self, panel: WhyPanel | AsksPanel | AnyForm) -> None:
        self.setCurrentWidget(panel)
        self.show()
        if not isinstance(panel, SideForm):
            panel.close_button.setFocus()
        self.opened.emit()

    def _may_leave(self) -> bool:
        """Whether nothing that was typed would be lost; else the form says so."""
        form = self.currentWidget()
        if self.isHidden() or not isinstance(form, SideForm) or not form.is_changed:
            return True
        form.problem.set_problem(self.tr("Save what you typed, or cancel it, first."))
        return False

    def _leave_form(self) -> None:
        if self._back == "why" and self._facts is not None:
            self._fill_why()
            self._bring(self.why)
        elif self._back == "asks":
            self._fill_asks()
            self._bring(self.all)
        else:
            self.close_side()
        self._back = None

    # -- show -------------------------------------------------------------------------------------

    def set_facts(self, facts: Facts) -> None:
        """Another moment is shown, or more of it is known."""
        self._facts = facts
        if not self.isHidden() and self.currentWidget() is self.why:
            self._fill_why()

    def refresh(self) -> None:
        """What is open follows the state, unless somebody is typing there."""
        if self.isHidden():
            return
        panel = self.currentWidget()
        if panel is self.all:
            self._fill_asks()
        elif isinstance(panel, SideForm):
            panel.show_possible()

    def _fill_why(self) -> None:
        if self._facts is not None:
            self.why.show_why(self._facts, self._gestures.tell, self._session.read_only)

    def _fill_asks(self) -> None:
        session = self._session
        self.all.show_all(session.state, session.today, session.read_only)

    # -- gestures ---------------------------------------------------------------------------------

    def _on_override(self) -> None:
        computed = None if self._facts is None else self._facts.document["phase"]["computed"]
        self.open_form("override", computed)

    def _on_wished(self, what: str, record: str) -> None:
        if what in ("ask", "answer", "review"):
            self.open_form(what, record)
        elif what == "new_ask":
            self.open_form("ask", None)
        elif what == "new_review":
            self.review_requested.emit()
        elif what == "reopen":
            self._gestures.reopen(record)
        elif what == "sign":
            self._gestures.sign_off(record)
        elif what == "since":
            review = self._session.state.reviews.get(record)
            day: date | None = None if review is None else review.since
            if day is not None:
                self.since_requested.emit(day)
