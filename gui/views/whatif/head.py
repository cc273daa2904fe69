"""What stands above What-if: whose items, sharing, and the one decision that adopts a scenario?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import PAGE_HEAD_HEIGHT
from gui.views.filter_chips import FilterChips
from gui.views.head_room import HeadRoom
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.lock import LockNote
from roadmap.scenario.scenario import Scenario

_LONGEST = 28  # characters of a name in the button


class WhatifHead(QWidget):
    """The head of the page.

    Signals:
        filtered(): Another team.
        share_requested(), adopt_requested(): What the buttons do; sharing withdraws what is shared.
    """

    filtered = Signal()
    share_requested = Signal()
    adopt_requested = Signal()

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__()
        self._session = session
        self._begun = False
        self._title = Label(themes, self.tr("What-if"), style="page")
        text = self.tr("Must-do work, hiring and savings in one forecast")
        self._note = Label(themes, text, tone="muted")
        self._waiting = Label(themes, self.tr("Drawing futures"), tone="faint")
        self._waiting.hide()
        self.chips = FilterChips(themes, session, self)
        self.team = self.chips.team
        self.share = Button(themes, self.tr("Share scenario"))
        self.adopt = Button(themes, self.tr("Adopt"), kind="primary")
        self._lock = LockNote(themes)
        self._build()
        self.chips.changed.connect(self.filtered)
        self.share.clicked.connect(self.share_requested)
        self.adopt.clicked.connect(self.adopt_requested)

    def show_desk(self, chosen: Scenario | None, *, begun: bool, adopted: bool = False) -> None:
        """Shows what can be done with the chosen scenario; `adopted` is done already."""
        reason = self._session.read_only
        self._begun = begun
        self.team.setVisible(begun)
        self.chips.show_names()
        offered = begun and reason is None and chosen is not None
        self.share.setVisible(offered)
        self.adopt.setVisible(offered)
        self._lock.show_reason(reason)
        if chosen is not None:
            shared = chosen.shared and not chosen.changed
            again = self.tr("Share the changes") if chosen.changed else self.tr("Share scenario")
            self.share.set_text(self.tr("Withdraw scenario") if shared else again)
            self.share.set_blocked(chosen.problem)
            name = chosen.name if len(chosen.name) <= _LONGEST else f"{chosen.name[:_LONGEST]}…"
            self.adopt.set_text(self.tr("Adopt “{name}”").format(name=name))
            self.adopt.set_blocked(self._blocked(chosen, adopted=adopted))
        self._fit()

    def show_waiting(self, waiting: bool) -> None:
        """Says that futures are being drawn."""
        self._waiting.setVisible(waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The note gives way."""
        super().resizeEvent(event)
        self._fit()

    def _blocked(self, chosen: Scenario, *, adopted: bool) -> str | None:
        if chosen.problem is not None:
            return chosen.problem
        if adopted:
            return self.tr("It is adopted already: duplicate it to try out more.")
        if chosen.commands:
            return None
        if chosen.assumptions:
            return self.tr("Only assumptions were changed: nobody can decide them.")
        return self.tr("No lever was moved yet: there is nothing to adopt.")

    def _build(self) -> None:
        self.setFixedHeight(PAGE_HEAD_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._note)
        row.addStretch(1)
        self._room = HeadRoom(row, self._note, self._waiting)
        for widget in (self._waiting, self.team, self.share, self.adopt, self._lock):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _fit(self) -> None:
        chips = (self.team,) if self._begun else ()
        found = self._room.fit(self.width(), chips, (self._note.sizeHint().width(),))
        self._note.setVisible(found is not None)
