"""Where do we stand, in one look: what is asked, the phase and why, what is at risk, what changed?

The first page. Everything on it leads to its evidence. What has to be read along the history and
simulated is computed on workers; until it is there, what was known last stays in view.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gui.forecasts import ForecastSource
from gui.models.overview.asks import ask_faces, last_review, open_review
from gui.models.overview.facts import Facts
from gui.models.words import day_text, long_day_text
from gui.overviews import Found, OverviewSource
from gui.pages import says_something
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS, PAGE_MARGIN
from gui.views.overview.asks import AsksStrip
from gui.views.overview.gestures import OverviewGestures
from gui.views.overview.since import SinceChip
from gui.views.people.side import scrolled
from gui.views.shown_page import ShownPage
from gui.views.team_chip import TeamChip
from gui.widgets.buttons import Button
from gui.widgets.empty_state import EmptyState
from gui.widgets.label import Label
from gui.widgets.page_keys import add_keys
from gui.widgets.panel import PageHead
from roadmap.analysis.planning.plan import PlanKey
from roadmap.errors import NotFound

if TYPE_CHECKING:
    from gui.views.overview.board import OverviewBoard
    from gui.views.overview.side import OverviewSide
    from gui.views.overview.steps import StepFace

_ONE_AT_A_TIME = 900
_GOALS = 9  # the key of their section
_BAR = 10  # the width of a scroll bar


class OverviewPage(ShownPage):
    """The page.

    Signals:
        page_requested(str): Another page is wanted.
        action_requested(str): An action of the window is wanted ("import", "add_item").
        try_requested(str, object): What is to be tried in What-if, and with which items.
    """

    page_id = "overview"
    page_requested = Signal(str)
    action_requested = Signal(str)
    try_requested = Signal(str, object)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__(session)
        self.title = self.tr("Overview")
        self._themes, self._selection = themes, selection
        self._found: Found | None = None
        self._coming: int | None = None  # the section to go to once it is there
        self._board: OverviewBoard | None = None
        self._side: OverviewSide | None = None
        self._source = OverviewSource(session, self)
        self._forecasts = ForecastSource(session, self)
        self.gestures = OverviewGestures(session, self)
        self._build()
        self._connect()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("1", self.tr("Open asks; 2 phase, 3 dates, 4 balance, 5 changes")),
            ("6", self.tr("Minimum levels; 7 check-ups, 8 next steps, 9 goals")),
            ("Return", self.tr("Open the evidence of a row")),
            ("Up", self.tr("Row above; Down the one below")),
            ("Esc", self.tr("Close what is open beside the page")),
        )

    def show_part(self, part: str) -> None:
        """Shows the goals, the asks and reviews, or one of them by its id."""
        state = self._session.state
        if part == "goals" and self._stack.currentWidget() is self.empty:
            self.side.open_form("goal", None)
        elif part == "goals":
            self._go_to_section(_GOALS)
        elif part == "asks":
            self._open_asks()
        elif part in state.goals or part in state.asks:
            self.side.open_form("goal" if part in state.goals else "ask", part)

    @property
    def is_busy(self) -> bool:
        """Whether something is still being computed."""
        board = self._board is not None and self._board.is_busy
        return self._source.is_busy or self._forecasts.is_busy or board

    @property
    def found(self) -> Found | None:
        """What is in view."""
        return self._found

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        themes, session = self._themes, self._session
        self.head = PageHead(themes, self.title)
        self.since = SinceChip(themes, session, self)
        self.team = TeamChip(themes, self._session)
        self.review = Button(themes, self.tr("Prepare review"), kind="primary")
        self.head.add_control(self.team, self.since, self.review)
        self.asks = AsksStrip(themes)
        self.reading = Label(themes, self.tr("Reading the history…"), tone="muted")
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = EmptyState(
            themes,
            self.tr("Import a backlog or add three items, and this page says where you stand."),
            ("import", self.tr("Import your backlog")),
            ("add_item", self.tr("Add item")),
            title=self.tr("Nothing to tell yet"),
            icon="layout-dashboard",
        )
        self._inside = QWidget()
        self._column = column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, PAGE_MARGIN - _BAR, 16)
        column.setSpacing(GAP_PANELS)
        column.addWidget(self.asks)
        column.addWidget(self.reading)
        column.addStretch(1)
        self._area: QScrollArea = scrolled(self._inside)
        # Always there, in the margin of the page: what is shown does not move when it grows.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self.empty)
        self._body = body = QHBoxLayout()
        body.setSpacing(GAP_PANELS)
        body.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_MARGIN, 0, 0, 0)
        whole.setSpacing(0)
        self.head.setContentsMargins(0, 0, PAGE_MARGIN, 0)
        whole.addWidget(self.head)
        whole.addLayout(body, 1)
        self._area.viewport().installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _connect(self) -> None:
        session = self._session
        session.shown.connect(self._on_shown)
        self._source.ready.connect(self._on_found)
        self._forecasts.pictured.connect(lambda _found: self._show_dates())
        self._forecasts.ready.connect(lambda _found: self._show_dates())
        self.since.day_chosen.connect(self._ask)
        self.team.chosen.connect(lambda _key: self._ask())
        self.review.clicked.connect(self.prepare_review)
        self.asks.opened.connect(lambda key: self.side.open_form("ask", key))
        self.asks.answer_requested.connect(lambda key: self.side.open_form("answer", key))
        self.asks.add_requested.connect(lambda: self.side.open_form("ask", None))
        self.asks.list_requested.connect(self._open_asks)
        self.asks.activated.connect(self.follow)
        self.empty.action_requested.connect(self.action_requested)
        sections = {str(n): partial(self._go_to_section, n) for n in range(1, 10)}
        add_keys(self, sections)

    @property
    def board(self) -> OverviewBoard:
        """The sections below the asks, made once there is something to show in them."""
        if self._board is None:
            # Then: it brings most of the analysis, which the window does not wait for.
            from gui.views.overview.board import OverviewBoard  # noqa: PLC0415

            board = self._board = OverviewBoard(self._themes, self._session)
            board.activated.connect(self.follow)
            board.step_pressed.connect(self._on_step)
            self._column.insertWidget(1, board)
            self._arrange()
        return self._board

    @property
    def side(self) -> OverviewSide:
        """What stands beside the page, made when first opened."""
        if self._side is None:
            from gui.views.overview.side import OverviewSide  # noqa: PLC0415

            side = self._side = OverviewSide(self._themes, self._session, self.gestures)
            side.setContentsMargins(0, 0, PAGE_MARGIN, 16)
            side.activated.connect(self.follow)
            side.since_requested.connect(self.since.show_since)
            side.review_requested.connect(self.prepare_review)
            side.opened.connect(self._fit)
            side.closed.connect(self._on_side_closed)
            if self._found is not None:
                side.set_facts(self._facts())
            self._body.addWidget(side)
        return self._side

    # -- show -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sections follow the width."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The sections follow the width that the scroll bar leaves."""
        if event.type() == QEvent.Type.Resize and watched is self._area.viewport():
            self._arrange()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what is open beside the page."""
        if event.key() == Qt.Key.Key_Escape and self._side is not None and self._side.isVisible():
            self._side.close_side()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Shows the page, or gives its place to what is beside it, where both have no room."""
        beside = self._side is not None and not self._side.isHidden()
        self._stack.setVisible(not beside or self.width() >= _ONE_AT_A_TIME)

    def _arrange(self) -> None:
        width = self._area.viewport().width() - (PAGE_MARGIN - _BAR)
        self.asks.arrange(width)
        if self._board is not None:
            self._board.arrange(width)

    def _show(self) -> None:
        super()._show()
        session = self._session
        state, blocked = session.state, session.read_only
        empty = not says_something(state)
        self._stack.setCurrentWidget(self.empty if empty else self._area)
        for key in ("import", "add_item"):
            self.empty.buttons[key].set_blocked(blocked)
        self.review.set_blocked(blocked)
        self.review.setVisible(not empty)
        self.since.setVisible(not empty)
        self.team.setVisible(len(state.teams) > 1 and not empty)
        self.team.keep_known()
        self.head.set_note("" if empty else self._note())
        self.since.say()
        self.asks.show_asks(ask_faces(state, session.today), blocked)
        if self._side is not None:
            self._side.refresh()
        self.reading.setVisible(self._found is None)
        if not empty:
            self._ask()

    def _ask(self) -> None:
        """Asks for what takes longer."""
        session = self._session
        self._source.want(self.since.day, self.team.team)
        if session.at_now:
            sprints = session.settings.planning.horizon_sprints
            self._forecasts.want(session.state, PlanKey(session.today, sprints))
        else:
            self._forecasts.let_go()

    def _on_found(self, found: Found) -> None:
        self._found = found
        self.reading.hide()
        facts = self._facts()
        self.board.show_facts(facts, self._session.read_only)
        if self._side is not None:
            self._side.set_facts(facts)
        if self._coming is not None:
            self._go_to_section(self._coming)

    def _show_dates(self) -> None:
        if self._found is not None:
            self.board.show_dates(self._facts())

    def _facts(self) -> Facts:
        found, session = self._found, self._session
        if found is None:
            raise LookupError("Nothing was found yet.")
        forecast = None
        if not found.asked.is_past:
            forecast = self._forecasts.latest_of(session.state, found.asked.today)
        return Facts(
            found.document,
            found.state,
            found.asked.today,
            not found.asked.is_past,
            self._day_of,
            forecast,
            found.asked.team,
        )

    def _day_of(self, decision: str) -> date | None:
        session = self._session
        try:
            return session.local(session.recorded_at(session.index_of(decision))).date()
        except NotFound:
            return None

    def _note(self) -> str:
        session = self._session
        if not session.at_now:
            return self.tr("Everything as it was known then")
        coming, last = open_review(session.state), last_review(session.state, session.today)
        if coming is not None and coming.held_on is not None:
            return self.tr("Review on {day}").format(day=long_day_text(coming.held_on))
        if last is not None and last.held_on is not None:
            day = day_text(last.held_on, session.today)
            return self.tr("Last review on {day}").format(day=day)
        return ""

    # -- gestures ---------------------------------------------------------------------------------

    def prepare_review(self) -> None:
        """Prepares a review since the last one, and opens the list of reviews and asks."""
        self.gestures.prepare_review()
        self.side.open_asks()

    def _open_asks(self) -> None:
        self.side.open_asks()

    def follow(self, link: str) -> None:
        """Goes where a link leads."""
        kind, _, what = link.partition(":")
        ways: dict[str, Callable[[], object]] = {
            "item": lambda: self._selection.select((what,)),
            "decision": lambda: self.gestures.go_to_decision(what),
            "page": lambda: self.page_requested.emit(what),
            "changes": lambda: self.page_requested.emit(self._comparison()),
            "action": lambda: self.action_requested.emit(what),
            "sprint": lambda: self.gestures.go_to_sprint(int(what)),
            "goal": lambda: self.side.open_form("goal", what or None),
            "form": lambda: self.side.open_form(what, None),
            "why": self._open_why,
            "ask": self._weigh_hire,
            "try": lambda: self.try_requested.emit(what, ()),
        }
        if kind in ways:
            ways[kind]()

    def _open_why(self) -> None:
        self.side.open_why()

    def _weigh_hire(self) -> None:
        if self.board.hiring.is_possible:
            self.board.hiring.ask()
        else:
            self.page_requested.emit("what-if")

    def _comparison(self) -> str:
        """The decisions, compared from the day on from which changes are told here."""
        if self._found is None:
            return "decisions"
        return f"decisions#since-{self._found.document['changes']['since']}"

    def _on_step(self, step: StepFace) -> None:
        if step.given:
            self.gestures.do_step(step)
        else:
            self.follow(step.link)

    def _go_to_section(self, number: int) -> None:
        """Brings a section into view, the focus on the first thing in it."""
        waits = number > 1 and (self._found is None or self._board is None)
        self._coming = number if waits else None
        if waits or self._stack.currentWidget() is not self._area:
            return
        section: QWidget = self.asks if number == 1 else self.board.sections[number - 2]
        self._area.ensureWidgetVisible(section, 0, 12)
        stop = next(
            (
                each
                for each in section.findChildren(QWidget)
                if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
            ),
            None,
        )
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_side_closed(self) -> None:
        self._fit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
