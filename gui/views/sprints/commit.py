"""What is committed when a sprint is committed, and what does closing it record? Two popovers."""

from __future__ import annotations

from math import fsum

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QGridLayout, QListWidgetItem, QWidget

from gui.models.sprints.board import Board, Column
from gui.models.sprints.ends import (
    early_text,
    load_text,
    offers_of,
    outcome_lines,
    risk_of,
)
from gui.session import Session, Shown
from gui.theme import ThemeSource
from gui.views.sprints.describe import DescribePopover
from gui.views.sprints.offers import OfferList
from gui.views.sprints.popover import Lines, SprintPopover
from gui.widgets.label import Label
from roadmap.analysis.sprints.commitment import outcome_of
from roadmap.analysis.words import counted, say_days
from roadmap.commands.sprints import CloseSprint, CommitSprint, NewAction
from roadmap.values import clean_line, clean_text

_KEY = 88


class CommitPopover(SprintPopover):
    """The items that the plan has in a sprint, each one ticked; what is left out stays planned."""

    def __init__(
        self, themes: ThemeSource, session: Session, describe: DescribePopover, parent: QWidget
    ) -> None:
        super().__init__(themes, parent, width=440)
        self._session = session
        self._board: Board | None = None
        self._sprint: Column | None = None
        self._risk: float | None = None
        self._days: dict[str, float] = {}
        self._describe = describe
        self.list = OfferList(themes)
        self.lines = [Label(themes, style="small", wrap=True) for _ in range(3)]
        self.rows.addWidget(self.list)
        for line in self.lines:
            self.rows.addWidget(line)
        self.button = self.add_save(self.tr("Commit"))
        self.add_leave(self.tr("Not yet"))
        self.buttons.addStretch(1)
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.describe_requested.connect(self._on_describe_requested)
        session.shown.connect(self._on_shown)

    def ask(self, board: Board, column: Column, anchor: QRect) -> None:
        """Lists what the plan has in ``column``."""
        self._sprint, self._risk = column, risk_of(board, column, self._session.state)
        self._board = board
        offers = offers_of(board, column, self._session.state)
        self._days = {offer.item: offer.days for offer in offers}
        self.list.show_offers(offers)
        self.list.setVisible(bool(offers))
        self._show_load()
        self.open_at(anchor, self.button)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids that are ticked."""
        return self.list.chosen

    def save(self) -> None:
        """Commits what is ticked; where a rule says no, the form stays with its ticks."""
        column, chosen = self._sprint, self.chosen
        if column is None:
            return
        command = CommitSprint(number=column.number, items=chosen)
        wrong = self._session.refusal([command])
        if wrong is not None:
            self.complain(self._in_the_list() or wrong)
            self.list.go_to_need()
            return
        self.leave()
        items, days = counted(len(chosen), "item"), say_days(self._sum(chosen))
        said = self.tr("Sprint {n} committed: {items}, {days}")
        self._session.execute([command], say=said.format(n=column.number, items=items, days=days))

    def _in_the_list(self) -> str:
        """What to do where the rule is about what long-term choices lack, which the rows say."""
        match self.list.needy:
            case 0:
                return ""
            case 1:
                return self.tr(
                    "A long-term choice lacks what it needs: write it down or untick it."
                )
            case count:
                text = self.tr(
                    "{n} long-term choices lack what they need: write it down or untick them."
                )
                return text.format(n=count)

    def _sum(self, chosen: tuple[str, ...]) -> float:
        return fsum(self._days[key] for key in chosen)

    def _on_item_changed(self, _entry: QListWidgetItem) -> None:
        self._show_load()
        self.complain("")

    def _on_describe_requested(self, item: str) -> None:
        self._describe.ask(item, self.geometry())

    def _on_shown(self, _shown: Shown) -> None:
        """What was missing may have been written down meanwhile."""
        board, column = self._board, self._sprint
        if self.isHidden() or board is None or column is None:
            return
        here = self.isAncestorOf(self.window().focusWidget())
        if not self.list.show_needs(offers_of(board, column, self._session.state)):
            return
        self.complain("")
        if here and not self.list.go_to_need():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_load(self) -> None:
        column, chosen = self._sprint, self.chosen
        if column is None:
            return
        days = self._sum(chosen)
        text = self.tr("Commit sprint {n}: {items}, {days}")
        items = counted(len(chosen), "item")
        self.heading.setText(text.format(n=column.number, items=items, days=say_days(days)))
        said = load_text(column, days, self._session.state, self._risk)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(said))
            if place < len(said):
                line.setText(said[place][0])
                line.set_tone(said[place][1])


class ClosePopover(SprintPopover):
    """What came of a sprint, one note, and actions that become items."""

    def __init__(self, themes: ThemeSource, session: Session, parent: QWidget) -> None:
        super().__init__(themes, parent, width=440)
        self._session = session
        self._number = 0
        self.early = Label(themes, style="small", tone="warn", wrap=True)
        self.rows.addWidget(self.early)
        self._summary = QWidget()
        self.rows.addWidget(self._summary)
        self.note = Lines(
            themes, self.tr("Note"), self.tr("What is worth remembering of this sprint?"), 60
        )
        name, hint = self.tr("Actions"), self.tr("One action a line; each becomes an item.")
        self.actions_ = Lines(themes, name, hint, 60)
        for text, field in ((self.tr("Note"), self.note), (name, self.actions_)):
            self.rows.addWidget(Label(themes, text, style="small", tone="muted"))
            self.rows.addWidget(field)
        self.button = self.add_save(self.tr("Close sprint"), keys="Ctrl Enter")
        self.add_leave(self.tr("Not yet"))
        self.buttons.addStretch(1)

    def ask(self, number: int, anchor: QRect) -> None:
        """Shows what came of the sprint so far."""
        state, today = self._session.state, self._session.today
        record = next((s for s in state.sprints.ordered() if s.number == number), None)
        if record is None:
            return
        self._number = number
        self.heading.setText(self.tr("Close sprint {n}").format(n=number))
        outcome = outcome_of(state, record, today)
        early = early_text(record, outcome, today)
        self.early.setText(early)
        self.early.setVisible(bool(early))
        self._show(outcome_lines(outcome, state))
        self.note.clear()
        self.actions_.clear()
        self.open_at(anchor, self.note)

    def save(self) -> None:
        """Closes the sprint."""
        titles = [clean_line(line) for line in self.actions_.toPlainText().splitlines()]
        actions = tuple(NewAction(fields={"title": title}) for title in titles if title)
        note = clean_text(self.note.toPlainText()).strip()
        command = CloseSprint(number=self._number, note=note, actions=actions)
        wrong = self._session.refusal([command])
        if wrong is not None:
            self.complain(wrong)
            return
        self.leave()
        said = self.tr("Sprint {n} closed").format(n=self._number)
        if actions:
            more = counted(len(actions), "action")
            said = self.tr("{said}; {actions} added as unsorted items").format(
                said=said, actions=more
            )
        self._session.execute([command], say=said)

    def _show(self, lines: tuple[tuple[str, str], ...]) -> None:
        self.rows.removeWidget(self._summary)
        self._summary.deleteLater()
        self._summary = summary_of(self.themes, lines)
        self.rows.insertWidget(1, self._summary)


def summary_of(themes: ThemeSource, lines: tuple[tuple[str, str], ...]) -> QWidget:
    """Returns rows of what and text."""
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    for row, (what, text) in enumerate(lines):
        key = Label(themes, what, tone="muted")
        key.setFixedWidth(_KEY)
        grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(themes, text, wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    return widget
