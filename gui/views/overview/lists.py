"""Which asks and reviews are there, open and answered? The full list beside the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.models.overview.asks import (
    answer_words,
    answered_words,
    ask_face,
    reviews_in_order,
    signed_words,
)
from gui.models.words import day_text
from gui.theme import ThemeSource
from gui.views.people.side import SidePanel, scrolled
from gui.widgets.buttons import Button
from gui.widgets.inside import put_inside
from gui.widgets.label import Label, RunsLabel
from gui.widgets.marks import Tag
from roadmap.analysis.expectations.expectations_json import asks_in_order
from roadmap.records.expectations import Ask, Review
from roadmap.state import State


class AsksPanel(SidePanel):
    """All asks, the open ones first, and the reviews, the latest first.

    Signals:
        wished(str, str): What is wanted and of which record: "ask", "answer", "reopen", "review",
            "sign", "since".
    """

    wished = Signal(str, str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "")
        self.say_title(self.tr("Asks and reviews"))
        self._area = scrolled(QWidget())
        self.column.addWidget(self._area, 1)
        self._blocked: str | None = None
        self.buttons: dict[tuple[str, str], Button] = {}

    def show_all(self, state: State, today: date, blocked: str | None) -> None:
        """Shows what is there at a moment."""
        self._blocked = blocked
        self.buttons = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(4)
        reviews = reviews_in_order(state)
        waiting = [each for each in reviews if each.signed_off_on is None]
        self._add_coming(column, waiting, today, any_yet=bool(reviews))
        self._add_asks(column, state, today)
        self._add_earlier(column, [each for each in reviews if each not in waiting], today)
        column.addStretch(1)
        put_inside(self._area, inside)

    # -- asks -------------------------------------------------------------------------------------

    def _add_asks(self, column: QVBoxLayout, state: State, today: date) -> None:
        self._add_head(column, self.tr("Asks"), "new_ask", self.tr("Add ask"))
        asks = asks_in_order(state)
        if not asks:
            text = self.tr("Funding, headcount, an accepted risk: what leadership has to decide.")
            column.addWidget(Label(self.themes, text, tone="muted", wrap=True))
        for number, ask in enumerate(asks):
            self._add_line(column, first=number == 0)
            self._add_ask(column, ask, state, today)

    def _add_ask(self, column: QVBoxLayout, ask: Ask, state: State, today: date) -> None:
        face = ask_face(ask, state, today)
        top = QHBoxLayout()
        top.addWidget(Label(self.themes, face.title, weight=500, wrap=True), 1)
        word, family = answer_words(ask, today)
        top.addWidget(Tag(self.themes, word, family=family))
        column.addLayout(top)
        if ask.is_open:
            said = ", ".join(part for part in (face.wanted, face.by) if part)
            column.addWidget(RunsLabel(self.themes, face.cost, style="small"))
        else:
            said = answered_words(ask, today)
        column.addWidget(Label(self.themes, said, style="small", tone="muted", wrap=True))
        actions = [("reopen", self.tr("Ask again"))]
        if ask.is_open:
            actions = [("ask", self.tr("Edit")), ("answer", self.tr("Record answer"))]
        self._add_actions(column, ask.id, *actions)

    # -- reviews ----------------------------------------------------------------------------------

    def _add_coming(
        self, column: QVBoxLayout, waiting: Sequence[Review], today: date, *, any_yet: bool
    ) -> None:
        add = "" if waiting else self.tr("Prepare review")
        self._add_head(column, self.tr("Next review"), "new_review", add)
        if not waiting:
            text = self.tr("A review looks at what was decided since the last one, and is signed.")
            if any_yet:
                text = self.tr("None is prepared.")
            column.addWidget(Label(self.themes, text, tone="muted", wrap=True))
        for number, review in enumerate(waiting):
            self._add_line(column, first=number == 0)
            self._add_review(column, review, today)

    def _add_earlier(self, column: QVBoxLayout, signed: Sequence[Review], today: date) -> None:
        if not signed:
            return
        head = Label(self.themes, self.tr("Earlier reviews"), style="section")
        head.setContentsMargins(0, 12, 0, 2)
        column.addWidget(head)
        for number, review in enumerate(signed):
            self._add_line(column, first=number == 0)
            self._add_review(column, review, today)

    def _add_review(self, column: QVBoxLayout, review: Review, today: date) -> None:
        signed = review.signed_off_on is not None
        top = QHBoxLayout()
        top.addWidget(Label(self.themes, review.title, weight=500, wrap=True), 1)
        tag = self.tr("signed") if signed else self.tr("open")
        top.addWidget(Tag(self.themes, tag, family="ok" if signed else "accent"))
        column.addLayout(top)
        parts = [signed_words(review, today)]
        if review.since is not None:
            since = self.tr("what was decided since {day}")
            parts.insert(0, since.format(day=day_text(review.since, today)))
        if review.held_on is not None:
            held = self.tr("on {day}").format(day=day_text(review.held_on, today))
            parts.insert(0, held)
        said = ", ".join(parts)
        column.addWidget(Label(self.themes, said, style="small", tone="muted", wrap=True))
        for comment in review.comments:
            text = f"{comment.by}, {day_text(comment.day, today)}: \u201c{comment.text}\u201d"
            column.addWidget(Label(self.themes, text, style="small", wrap=True))
        actions = [] if signed else [("review", self.tr("Edit")), ("sign", self.tr("Sign off"))]
        if review.since is not None:
            actions.append(("since", self.tr("What changed")))
        self._add_actions(column, review.id, *actions)

    # -- parts ------------------------------------------------------------------------------------

    def _add_head(self, column: QVBoxLayout, title: str, key: str, words: str) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 2)
        row.addWidget(Label(self.themes, title, style="section"))
        row.addStretch(1)
        if words:
            row.addWidget(self._button(key, "", words, icon="plus"))
        column.addLayout(row)

    def _add_line(self, column: QVBoxLayout, *, first: bool) -> None:
        if first:
            return
        line = QFrame()
        line.setProperty("line", "true")
        line.setFixedHeight(1)
        column.addSpacing(4)
        column.addWidget(line)
        column.addSpacing(4)

    def _add_actions(self, column: QVBoxLayout, record: str, *actions: tuple[str, str]) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, words in actions:
            row.addWidget(self._button(key, record, words))
        row.addStretch(1)
        column.addLayout(row)

    def _button(self, key: str, record: str, words: str, icon: str | None = None) -> Button:
        button = Button(
            self.themes, words, small=True, icon=icon, kind="quiet" if icon else "secondary"
        )
        button.clicked.connect(self._wish(key, record))
        button.set_blocked(None if key == "since" else self._blocked)
        self.buttons[(key, record)] = button
        return button

    def _wish(self, key: str, record: str) -> Callable[[], None]:
        return lambda: self.wished.emit(key, record)
