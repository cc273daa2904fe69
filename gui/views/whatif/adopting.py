"""What is asked before a scenario becomes a decision: why, and what is risked by giving work up?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gui.models.whatif.branch import branched
from gui.session import Session
from gui.session_scenarios import Differing, Terms
from gui.theme import ThemeSource
from gui.views.sprints.popover import Lines, SprintPopover
from gui.views.whatif.desk import WhatifDesk
from gui.views.whatif.head import WhatifHead
from gui.views.whatif.popovers import DifferencePopover
from gui.widgets.label import Label
from roadmap.analysis.simulation.model import NOTHING_ASSUMED
from roadmap.analysis.typed import parse_day
from roadmap.analysis.words import listed
from roadmap.commands.items import ShedItem
from roadmap.errors import Refused
from roadmap.scenario.lever_list import assumed_levers, levers_of

_WIDTH, _NAMES, _LONGEST, _MOST_LEVERS = 480, 132, 400, 8


@dataclass(frozen=True, slots=True)
class AdoptAnswer:
    """What was typed: the reason; the accepted risk, by whom, and the day to look again."""

    why: str
    risk: str = ""
    by: str = ""
    review: str = ""


class AdoptPopover(SprintPopover):
    """The question; Ctrl+Return adopts, so that no Return pressed once too often does.

    Signals:
        accepted(object): An AdoptAnswer.
    """

    accepted = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=_WIDTH)
        self._levers = Label(themes, wrap=True)
        self._left_out = Label(themes, style="small", tone="warn", wrap=True)
        self.why = Lines(themes, self.tr("Why"), self.tr("Why this way?"), 60)
        self.risk, self.by, self.review = (QLineEdit() for _ in range(3))
        self._risks = QWidget()
        self.rows.addWidget(self._levers)
        self.rows.addWidget(self._left_out)
        self.rows.addWidget(self.why)
        self.rows.addWidget(self._risks)
        self._build_risks()
        self.take = self.add_save(self.tr("Adopt"), keys="Ctrl Enter")
        self.add_leave(self.tr("Not now"))
        self.buttons.addStretch(1)

    @property
    def asks_for_risk(self) -> bool:
        """Whether the scenario gives work up."""
        return self._risks.isVisible()

    def ask(
        self,
        name: str,
        levers: Sequence[str],
        left_out: str,
        *,
        note: str,
        shed: int,
        by: str,
        anchor: QRect,
    ) -> None:
        """Says what becomes a decision; `left_out` is what nobody decides, `shed` counts items."""
        self.heading.setText(self.tr("Adopt “{name}” as one decision").format(name=name))
        shown = [f"•  {each}" for each in levers[:_MOST_LEVERS]]
        if len(levers) > _MOST_LEVERS:
            shown.append(self.tr("•  and {n} more").format(n=len(levers) - _MOST_LEVERS))
        self._levers.setText("\n".join(shown))
        self._left_out.setText(left_out)
        self._left_out.setVisible(bool(left_out))
        self.why.setPlainText(note)
        self._risks.setVisible(bool(shed))
        for field, text in ((self.risk, ""), (self.by, by), (self.review, "")):
            field.setText(text)
        self.open_at(anchor, self.why)
        self.why.selectAll()

    def save(self) -> None:
        """Hands over what was typed; it closes once that could be read."""
        self.accepted.emit(
            AdoptAnswer(
                self.why.toPlainText().strip(),
                self.risk.text().strip() if self.asks_for_risk else "",
                self.by.text().strip(),
                self.review.text().strip(),
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return alone goes on to the next field; only with Ctrl it adopts."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _build_risks(self) -> None:
        grid = QGridLayout(self._risks)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        named = (
            (self.tr("What may go wrong"), self.risk, self.tr("without what is given up")),
            (self.tr("Who accepts that"), self.by, ""),
            (self.tr("Look again on"), self.review, self.tr("like 1 Mar or 12 weeks")),
        )
        for row, (name, field, hint) in enumerate(named):
            label = Label(self.themes, name, tone="muted")
            label.setFixedWidth(_NAMES)
            field.setFont(self.themes.theme.font())
            field.setMaxLength(_LONGEST)
            field.setAccessibleName(name)
            field.setPlaceholderText(hint)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)


class WhatifAdopting(QObject):
    """Asks before the chosen scenario is adopted; where the roadmap moved on, twice."""

    def __init__(
        self,
        page: QWidget,
        session: Session,
        themes: ThemeSource,
        desk: WhatifDesk,
        head: WhatifHead,
    ) -> None:
        super().__init__(page)
        self._page, self._session, self._desk, self._head = page, session, desk, head
        self._terms = Terms()
        self.asking = AdoptPopover(themes, page)
        self.difference = DifferencePopover(themes, page)
        head.adopt_requested.connect(self.adopt)
        self.asking.accepted.connect(self._on_accepted)
        self.difference.accepted.connect(lambda: desk.adopt(self._terms, accept=True))

    def adopt(self) -> None:
        """Ask why, and what is risked, before the chosen scenario becomes a decision."""
        chosen = self._desk.chosen
        if chosen is None or not (self._head.adopt.isVisible() and self._head.adopt.isEnabled()):
            return
        state, today = self._session.state, self._session.today
        steps = branched(chosen, state, today).steps
        told = [each.sentence for each in levers_of(steps, NOTHING_ASSUMED, today, state)]
        left_out = [each.sentence for each in assumed_levers(chosen.assumptions, state)]
        text = self.tr("Nobody can decide this, so it is not adopted: {assumed}.")
        self.asking.ask(
            chosen.name,
            told,
            text.format(assumed=listed(left_out)) if left_out else "",
            note=chosen.note,
            shed=sum(isinstance(each, ShedItem) for each in chosen.commands),
            by=self._session.author.name,
            anchor=self._anchor(),
        )

    def tell_difference(self, found: Differing) -> None:
        """The roadmap moved on: the differences first."""
        texts = [each.text for each in found.differences]
        self.difference.tell(found.scenario.name, texts, self._anchor())

    def _on_accepted(self, answer: AdoptAnswer) -> None:
        review = None
        try:
            if answer.review:
                review = parse_day(answer.review, self._session.today)
        except Refused as refused:
            self.asking.complain(str(refused))
            return
        if review is not None and review < self._session.today:
            text = self.tr("That day is past: look at the risk again on one from today on.")
            self.asking.complain(text)
            return
        if review is not None and not answer.risk:
            text = self.tr("Say in a sentence what may go wrong: that is what is looked at again.")
            self.asking.complain(text)
            return
        self.asking.leave()
        self._terms = Terms(answer.why, answer.risk, answer.by, review)
        self._desk.adopt(self._terms)

    def _anchor(self) -> QRect:
        button = self._head.adopt
        return QRect(button.mapTo(self._page, QPoint(0, 0)), button.size())
