"""How does one answer an ask? Approve and Reject of equal weight, and a comment."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from gui.models.reply_words import ask_cost, ask_of, ask_until
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label, RunsLabel
from gui.widgets.panel import Panel
from roadmap.records.expectations import Answer, Ask
from roadmap.report.asking import AskWords

_LONGEST = 20_000


class AskPanel(Panel):
    """One ask: what is wanted, until when, what it costs not to decide, and the answer.

    Signals:
        changed(): An answer or a comment changed.
    """

    changed = Signal()

    def __init__(self, themes: ThemeSource, ask: Ask, today: date) -> None:
        super().__init__(themes)
        self.ask = ask
        self.answer: Answer | None = None
        self.approve = Button(themes, self.tr("Approve"), icon="check", icon_tone="ok")
        self.reject = Button(themes, self.tr("Reject"), icon="x", icon_tone="bad")
        self._input = QLineEdit()
        self._build(themes, today)
        self.approve.clicked.connect(lambda: self._choose(Answer.APPROVED))
        self.reject.clicked.connect(lambda: self._choose(Answer.REJECTED))
        self._input.textChanged.connect(lambda _text: self.changed.emit())

    def _build(self, themes: ThemeSource, today: date) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(Label(themes, self.ask.title, style="section", wrap=True), 1)
        until = ask_until(self.ask, today)
        if until:
            overdue = self.ask.by is not None and self.ask.by < today
            head.addWidget(Label(themes, until, style="small", tone="bad" if overdue else "accent"))
        column.addLayout(head)
        column.addWidget(Label(themes, ask_of(self.ask), style="small", tone="faint"))
        cost = ask_cost(self.ask)
        if cost:
            column.addWidget(Label(themes, cost, tone="muted", wrap=True))
        self.why, self.approving = RunsLabel(themes), RunsLabel(themes)
        for words in (self.why, self.approving):
            words.hide()
            column.addWidget(words)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button, name in ((self.approve, self.tr("Approve")), (self.reject, self.tr("Reject"))):
            button.setAutoDefault(False)
            button.set_name(f"{name}: {self.ask.title}")
            row.addWidget(button)
        self._input.setFont(themes.theme.font())
        self._input.setMaxLength(_LONGEST)
        self._input.setPlaceholderText(self.tr("Comment"))
        self._input.setAccessibleName(self.tr("Comment on {title}").format(title=self.ask.title))
        row.addWidget(self._input, 1)
        column.addLayout(row)

    def show_words(self, words: AskWords) -> None:
        """Says why it is asked and what approving brings, once that is reckoned."""
        rows = (
            (self.why, self.tr("Why"), words.why),
            (
                self.approving,
                self.tr("If you approve"),
                f"{words.approved} {words.compared}".strip(),
            ),
        )
        for label, name, text in rows:
            label.set_runs((Run(f"{name}: ", "muted"), Run(text)))
            label.setVisible(bool(text))

    @property
    def comment(self) -> str:
        """What was written beside the answer."""
        return self._input.text().strip()

    def _choose(self, answer: Answer) -> None:
        """Chooses an answer; choosing it again takes it back."""
        self.answer = None if self.answer is answer else answer
        self.approve.set_active(self.answer is Answer.APPROVED)
        self.reject.set_active(self.answer is Answer.REJECTED)
        self.approve.set_text(
            self.tr("Approved") if self.answer is Answer.APPROVED else self.tr("Approve")
        )
        self.reject.set_text(
            self.tr("Rejected") if self.answer is Answer.REJECTED else self.tr("Reject")
        )
        self.set_accent(self.answer is not None)
        self.changed.emit()
