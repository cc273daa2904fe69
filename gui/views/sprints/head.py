"""What stands above the sprints: how promises were kept, what is late, and what to do next?"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from gui.models.sprints.board import Board
from gui.models.sprints.ends import kept_text
from gui.models.sprints.notes import late_must_do
from gui.models.sprints.review import Review
from gui.models.words import percent
from gui.paint.text import Run
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import PAGE_HEAD_HEIGHT
from gui.views.filter_chips import FilterChips
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.label import Label, RunsLabel
from gui.widgets.lock import LockNote
from gui.widgets.plain import plain_tooltip
from roadmap.analysis.planning.flag import Level
from roadmap.analysis.planning.plan import Mode
from roadmap.analysis.sprints.series import SprintResult
from roadmap.analysis.words import counted
from roadmap.values import Status


class SprintsHead(QWidget):
    """The head of the page.

    Signals:
        filtered(): Another team or another mode is wanted.
        commit_requested(), close_requested(), reopen_requested(), keep_requested(): What the
            buttons and the menu offer.
    """

    filtered = Signal()
    commit_requested = Signal()
    close_requested = Signal()
    reopen_requested = Signal()
    keep_requested = Signal()

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__()
        self._themes, self._session = themes, session
        self._parts: list[Run] = []
        self._advanced = False
        self._board: Board | None = None
        self._title = Label(themes, self.tr("Sprints"), style="page")
        self._note = RunsLabel(themes)
        self._waiting = Label(themes, self.tr("Planning"), tone="faint")
        self._waiting.hide()
        self.chips = FilterChips(themes, session, self)
        self.team = self.chips.team
        self.mode = Chip(themes, self.tr("Plan by"), self._modes())
        self.mode.hide()
        self.look = Button(themes, small=True)
        self.more = Button(themes, icon="more-horizontal", small=True, name=self.tr("More"))
        self.close_sprint = Button(themes)
        self.commit = Button(themes, kind="primary", keys="C")
        self._lock = LockNote(themes)
        self._build()
        self._connect()

    @property
    def plan_mode(self) -> Mode:
        """Strict priority, or most value."""
        return cast("Mode", self.mode.value)

    def show_board(self, board: Board, results: tuple[SprintResult, ...]) -> None:
        """Shows the numbers, and what can be done next."""
        self._board = board
        read_only = self._session.read_only
        self._parts = self._note_parts(board, results)
        self._fit_note()
        following, open_one = board.next_to_commit, board.open_one
        self.commit.setVisible(read_only is None and following is not None)
        if following is not None:
            self.commit.set_text(self.tr("Commit sprint {n}").format(n=following.number))
        begun = open_one is not None and open_one.start <= board.today
        self.close_sprint.setVisible(read_only is None and begun)
        if open_one is not None:
            self.close_sprint.set_text(self.tr("Close sprint {n}").format(n=open_one.number))
        self.more.setVisible(True)
        self._lock.show_reason(read_only)
        self.chips.show_names()

    def show_review(self, review: Review, spoken: str) -> None:
        """Shows how many things there are to look at; in bad where one is broken already."""
        urgent = bool(review.count(Level.ACT))
        count = str(len(review.flags)) if review.flags else self.tr("nothing")
        face = replace(
            self.look.face,
            label=self.tr("Look at"),
            text=count,
            icon="circle-alert" if urgent else "list-checks",
            icon_tone="bad" if urgent else "muted",
        )
        self.look.set_face(face)
        self.look.setAccessibleName(spoken)
        first = "\n".join(flag.text for flag in review.flags[:3])
        self.look.setToolTip(plain_tooltip(first))

    def show_waiting(self, waiting: bool) -> None:
        """Says that a plan is being computed."""
        self._waiting.setVisible(waiting)

    def show_nothing(self) -> None:
        """There is no sprint to do anything with."""
        self._board, self._parts = None, []
        self._fit_note()
        buttons = (self.commit, self.close_sprint, self.more, self.look)
        for widget in (*buttons, self.mode, self.team):
            widget.hide()
        self._lock.show_reason(self._session.read_only)

    def show_controls(self) -> None:
        """There are sprints."""
        self.team.show()
        self.look.show()
        self.mode.setVisible(self._advanced)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The note says as much as has room whole."""
        if watched is self._note and event.type() == QEvent.Type.Resize:
            self._fit_note()
        return super().eventFilter(watched, event)

    def _fit_note(self) -> None:
        """Leaves out what was kept first, then what comes last."""
        parts = list(self._parts)
        while parts and self._width_of(_joined(parts)) > self._note.width():
            muted = next((n for n, part in enumerate(parts) if part.tone == "muted"), -1)
            del parts[muted]
        self._note.set_runs(_joined(parts))

    def _width_of(self, runs: list[Run]) -> float:
        fonts = self._themes.theme.fonts
        return sum(fonts.width(run.text, "body", run.weight) for run in runs) + 2

    def _note_parts(self, board: Board, results: tuple[SprintResult, ...]) -> list[Run]:
        parts = []
        kept = kept_text(results)
        if kept:
            parts.append(Run(kept, "muted"))
        late = late_must_do(board)
        if late:
            text = self.tr("{items} late").format(items=counted(late, "must-do item"))
            parts.append(Run(text, "bad", 600))
        limit = self._session.settings.planning.in_progress_limit
        items = self._session.state.items.ordered() if limit is not None else []
        begun = sum(item.status is Status.IN_PROGRESS for item in items)
        if limit is not None and begun > limit:
            text = self.tr("{n} in progress, the limit is {limit}").format(n=begun, limit=limit)
            parts.append(Run(text, "warn", 600))
        if board.plan.gap is not None:
            text = self.tr("at most {gap} below the best value possible")
            parts.append(Run(text.format(gap=percent(board.plan.gap)), "muted"))
        return parts

    def _modes(self) -> list[ChipOption]:
        return [
            ChipOption("priority", self.tr("Priority")),
            ChipOption("value", self.tr("Value")),
        ]

    def _build(self) -> None:
        self.setFixedHeight(PAGE_HEAD_HEIGHT)
        self._note.setMinimumWidth(0)
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._note.setFixedHeight(20)
        self._note.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._note, 1)
        chips = (self._waiting, self.look, self.team, self.mode)
        for widget in (*chips, self.more, self.close_sprint, self.commit, self._lock):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self.chips.changed.connect(self.filtered)
        self.mode.chosen.connect(lambda _key: self.filtered.emit())
        self.commit.clicked.connect(self.commit_requested)
        self.close_sprint.clicked.connect(self.close_requested)
        self.more.clicked.connect(self._on_more_clicked)

    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        reason = self._session.read_only
        closed = None if self._board is None else self._board.last_closed
        if closed is not None:
            text = self.tr("Reopen sprint {n}").format(n=closed.number)
            self._entry(menu, text, self.reopen_requested, blocked=reason)
        self._entry(menu, self.tr("Keep this plan"), self.keep_requested, blocked=reason)
        menu.addSeparator()
        advanced = QAction(self.tr("Advanced: choose what the plan goes by"), menu)
        advanced.setCheckable(True)
        advanced.setChecked(self._advanced)
        advanced.toggled.connect(self._on_advanced)
        menu.addAction(advanced)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _entry(self, menu: QMenu, text: str, signal: object, *, blocked: str | None) -> None:
        action = QAction(text, menu)
        action.setEnabled(blocked is None)
        action.triggered.connect(signal)
        menu.addAction(action)

    def _on_advanced(self, shown: bool) -> None:
        self._advanced = shown
        self.mode.setVisible(shown)
        if not shown and self.plan_mode != "priority":
            self.mode.choose("priority")


def _joined(parts: list[Run]) -> list[Run]:
    runs: list[Run] = []
    for part in parts:
        runs += [Run(" · ", "faint"), part] if runs else [part]
    return runs
