"""What limits the team from outside: the register of constraints, freeze windows, holidays?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.models.people.rows import constraint_rows, freeze_rows, holiday_rows
from gui.models.people.table import Column
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.people.table import LimitList


class LimitsView(QWidget):
    """The three lists.

    Signals:
        opened(str, object): The list ("constraint", "freeze", "holiday") and the id of a record,
            None for a new one.
    """

    opened = Signal(str, object)

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__()
        self._session = session
        self.constraints = LimitList(
            themes,
            self.tr("Constraints"),
            self.tr(
                "A headcount cap, a budget, a vendor's date: write it down once, and the plan says "
                "where it binds."
            ),
            self.tr("Add constraint"),
            (
                Column("kind", self.tr("Kind"), width=126),
                Column("text", self.tr("What it limits"), width=0),
                Column("amount", self.tr("Amount"), number=True, width=72),
                Column("team", self.tr("Team"), width=76),
                Column("since", self.tr("Since"), width=106),
                Column("until", self.tr("Until"), width=106),
                Column("items", self.tr("Items"), width=200),
            ),
            less=("since", "items", "team"),
        )
        self.freezes = LimitList(
            themes,
            self.tr("Freeze windows"),
            self.tr("Days on which nothing is finished, such as the peak of the season."),
            self.tr("Add window"),
            (
                Column("days", self.tr("Days"), width=180),
                Column("covers", self.tr("Covers"), width=130),
                Column("note", self.tr("Note"), width=0),
            ),
        )
        self.holidays = LimitList(
            themes,
            self.tr("Holidays"),
            self.tr("Days on which nobody works; they come off every capacity."),
            self.tr("Add holiday"),
            (
                Column("day", self.tr("Day"), width=140),
                Column("name", self.tr("Name"), width=0),
            ),
        )
        self._lay_out()
        for kind, each in self.lists.items():
            each.opened.connect(lambda key, kind=kind: self.opened.emit(kind, key))
            each.add_requested.connect(lambda kind=kind: self.opened.emit(kind, None))

    @property
    def lists(self) -> dict[str, LimitList]:
        """The lists by what they hold."""
        return {
            "constraint": self.constraints,
            "freeze": self.freezes,
            "holiday": self.holidays,
        }

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(GAP_PANELS)
        below.addWidget(self.freezes, 1)
        below.addWidget(self.holidays, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PANELS)
        column.addWidget(self.constraints, 1)
        column.addLayout(below, 1)

    def show_limits(self, team: str) -> None:
        """Shows what binds a team, or everything for ""."""
        state, today = self._session.state, self._session.today
        self.constraints.set_rows(constraint_rows(state, today, team))
        self.freezes.set_rows(freeze_rows(state, today, team))
        self.holidays.set_rows(holiday_rows(state, today))
        for each in self.lists.values():
            each.add.set_blocked(self._session.read_only)
