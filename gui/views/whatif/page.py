"""What if we hire, shed, defer or invest? Scenarios beside the plan, in the same futures.

The page joins its parts: the desk holds the scenarios, the source computes, the side and the board
show. While a lever moves a few hundred futures are drawn at once; when it rests, all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.models.whatif.branch import branched
from gui.models.whatif.faces import scenario_faces
from gui.models.whatif.finish import at_risk
from gui.models.whatif.levers import positions
from gui.models.whatif.lines import Spot
from gui.models.whatif.panel import is_adopted, panel_face, usual_start
from gui.selection import Selection
from gui.session import Session, Shown
from gui.session_scenarios import SessionScenarios
from gui.theme import ThemeSource
from gui.tokens import PAGE_MARGIN
from gui.views.whatif.adopting import WhatifAdopting
from gui.views.whatif.board import WhatifBoard
from gui.views.whatif.cards import LeverCard
from gui.views.whatif.changing import WhatifChanging
from gui.views.whatif.choosing import WhatifChoosing
from gui.views.whatif.desk import WhatifDesk
from gui.views.whatif.gestures import WhatifGestures
from gui.views.whatif.head import WhatifHead
from gui.views.whatif.leading import Leading
from gui.views.whatif.side import NARROW_WIDTH, WIDTH, ScenarioSide
from gui.views.whatif.source import PLAN, Ground, Results, WhatifSource
from gui.views.whatif.telling import WhatifTelling
from gui.widgets.empty_state import EmptyState
from gui.widgets.link_label import LinkLabel
from roadmap.scenario.scenario import Scenario

_NARROW = 1000  # pixels
_LATER_MS = 120  # after a step of the playback: nobody waits for numbers while scrubbing


class WhatifPage(QWidget):
    """The what-ifs.

    Signals:
        page_requested(str): Another page is wanted ("people").
    """

    page_id = "what-if"
    page_requested = Signal(str)

    def __init__(
        self,
        session: Session,
        themes: ThemeSource,
        selection: Selection,
        scenarios: SessionScenarios | None = None,
    ) -> None:
        """`scenarios` are the session's own unless a test brings others."""
        super().__init__()
        self.title = self.tr("What-if")
        self._session, self._themes, self._selection = session, themes, selection
        self._item: str | None = None
        self._results: Results | None = None
        self._stale = True
        self.scenarios = scenarios or SessionScenarios(session, parent=self)
        self.desk = WhatifDesk(session, self.scenarios, self)
        self.source = WhatifSource(session, branched, self)
        self.head = WhatifHead(themes, session)
        self.side = ScenarioSide(themes)
        self.board = WhatifBoard(themes)
        self.leading = Leading(self.board)
        self.empty, self.nobody = _empty_states(themes)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._build()
        self.telling = WhatifTelling(self, session, themes, self.board)
        parts = (self.desk, self.side, self.head)
        self.gestures = WhatifGestures(self, session, themes, *parts)
        self.adopting = WhatifAdopting(self, session, themes, self.desk, self.head)
        self.choosing = WhatifChoosing(self, session, themes, *parts)
        self.changing = WhatifChanging(self, session, themes, *parts, self.choosing)
        self._connect()
        self._add_keys()

    @property
    def results(self) -> Results | None:
        """What is shown, None until the first futures are drawn."""
        return self._results

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("S", self.tr("New scenario")),
            ("H", self.tr("Hire one more")),
            ("X", self.tr("Choose items to shed")),
            ("Enter", self.tr("Adopt the scenario; on a number: list the items behind it")),
            ("Tab", self.tr("From lever to lever")),
            ("F2", self.tr("Name and note of the scenario")),
            ("Delete", self.tr("Drop the scenario, or take a card out")),
            ("Left, Right", self.tr("Move the crosshair of a chart")),
        )

    def try_out(self, kind: str, ids: Sequence[str]) -> None:
        """Begins a scenario about items of another page: "shed", "first", "defer", "estimate".

        "hire" begins one with a hire, about no item.
        """
        if kind == "hire" and self._session.read_only is None:
            self.gestures.start(kind)
        else:
            self.changing.try_out(kind, ids)

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 12)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._body = QWidget()
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(self.side)
        around = _scrolled(self.board)
        self.board.table.entered.connect(lambda: around.ensureWidgetVisible(self.board.table, 0, 8))
        body.addWidget(around, 1)
        column.addWidget(self._body, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.nobody, 1)
        self.empty.hide()
        self.nobody.hide()
        self.setFocusProxy(self.side.list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The levers give way in a narrow window."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.side.setFixedWidth(NARROW_WIDTH if narrow else WIDTH)

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        self._later.timeout.connect(self._refresh)
        self.desk.changed.connect(self._on_desk_changed)
        self.source.pictured.connect(self._on_pictured)
        self.source.ready.connect(self._on_ready)
        self.source.waiting.connect(self.head.show_waiting)
        self.source.failed.connect(self._session.refused)
        self.side.list.chosen.connect(self.desk.choose)
        self.board.chosen.connect(self.desk.choose)
        self.board.item_chosen.connect(self._on_item_chosen)
        self.board.advanced_requested.connect(self._on_advanced_requested)
        self.leading.followed.connect(self._on_number_followed)
        self.telling.behind.looked_at.connect(self._on_item_chosen)
        self.telling.behind.opened.connect(self._on_item_opened)
        self.head.filtered.connect(self._on_filtered)
        self.empty.action_requested.connect(self.gestures.start)
        self.nobody.action_requested.connect(self.page_requested)
        self.scenarios.differs.connect(self.adopting.tell_difference)

    def _add_keys(self) -> None:
        keys = {
            "S": self.gestures.new,
            "H": self.gestures.hire_one,
            "X": lambda: self.choosing.pick("shed"),
        }
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(do)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return adopts, but where a control that has the focus means something else by it."""
        focused = self.focusWidget()
        pressed = isinstance(focused, QAbstractButton | LinkLabel | LeverCard)
        its_own = pressed and focused.isVisible()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not its_own:
            self.adopting.adopt()
        else:
            super().keyPressEvent(event)

    # -- show -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what happened while another page was in view."""
        super().showEvent(event)
        current = self._session.state.items.get(self._selection.current)
        if current is not None and current.is_open:
            self._item = current.id
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is computed."""
        super().hideEvent(event)
        if self.source.busy or self._later.isActive():
            self._stale = True
        self._later.stop()
        self.source.forget()
        self.telling.resort.forget()
        self.telling.behind.hide()

    def _on_shown(self, shown: Shown) -> None:
        if not self.isVisible():
            self._stale = True
        elif shown.at_now and shown.animate:
            self._refresh()
        else:
            self._show_head(begun=self._body.isVisible())
            self._later.start()

    def _refresh(self) -> None:
        self._stale = False
        self._later.stop()
        self.desk.read()
        self._ask(rests=True)

    def _on_desk_changed(self, rests: bool) -> None:
        if self.isVisible():
            self._ask(rests=rests)
        else:
            self._stale = True

    def _ask(self, *, rests: bool) -> None:
        """Shows what is known of the scenarios, and asks for the numbers."""
        session = self._session
        state = session.state
        possible = session.settings.sprint_start is not None and bool(len(state.people))
        # Where nothing can be asked any more, the plan of then still has its forecast.
        begun = bool(self.desk.scenarios) or session.read_only is not None
        self.nobody.setVisible(not possible)
        self.empty.setVisible(possible and not begun)
        self._body.setVisible(possible and begun)
        for empty in (self.empty, self.nobody):
            for button in empty.buttons.values():
                button.setVisible(session.read_only is None)
        self._show_head(begun=possible and begun)
        if not (possible and begun):
            self.source.forget()
            return
        self._show_side()
        if self._hired_from() is None:
            self.telling.weigh(None, None)
        horizon = session.settings.planning.horizon_sprints
        ground = Ground(state, session.today, horizon)
        self.source.want(ground, self.desk.scenarios, self.desk.key, resting=rests)

    def _show_head(self, *, begun: bool) -> None:
        chosen, results = self.desk.chosen, self._results
        side = None if results is None else results.sides.get(self.desk.key)
        branch = None if side is None else side.branch
        adopted = chosen is not None and is_adopted(chosen, branch)
        self.head.show_desk(chosen, begun=begun, adopted=adopted)

    def _show_side(self) -> None:
        state, today = self._session.state, self._session.today
        sides = {} if self._results is None else self._results.sides
        branches = {key: side.branch for key, side in sides.items()}
        faces = scenario_faces(self.desk.scenarios, branches, state, today)
        self.side.show_list(faces, self.desk.key)
        chosen = self.desk.chosen
        empty = Scenario(PLAN, "")
        found = positions(chosen or empty, state)
        reserve = (0.0, 20.0) if self._results is None else self._results.reserve
        self.gestures.usual_reserve = None if self._results is None else reserve[0]
        branched = branches.get(self.desk.key)
        if branched is not None and len(branched.steps) != len((chosen or empty).commands):
            branched = None  # of the scenario before its last change
        face = panel_face(chosen, found, branched, state, today, reserve)
        self.side.new.set_blocked(self._session.read_only)
        self.side.show_levers(face, blocked=self.desk.blocked())

    def _on_pictured(self, results: Results) -> None:
        self._show(results, settle=False)

    def _on_ready(self, results: Results) -> None:
        self._show(results, settle=True)
        self.telling.weigh(results, self._hired_from())

    def _hired_from(self) -> date | None:
        """The first day of the hires of the chosen scenario; None without any."""
        hires = positions(self.desk.chosen or Scenario(PLAN, ""), self._session.state).hires
        if not hires.number:
            return None
        return hires.start or usual_start("hires", self._session.state, self._session.today)

    def _show(self, results: Results, *, settle: bool) -> None:
        self._results = results
        known = results.ground.state.items.get(self._item)
        if known is None or not known.is_open:
            self._item = None
        team = self.head.team.value or None
        items = [i for i in results.ground.state.items.ordered() if team in (None, i.team)]
        risky = at_risk(results.base, items)
        item = self._item or (risky[0] if risky else None)
        self.gestures.item = item
        self._show_head(begun=True)
        self._show_side()
        self.board.show_results(
            results, self.desk.key, item, risky, settle=settle, past=not self._session.at_now
        )

    # -- gestures ---------------------------------------------------------------------------------

    def _on_filtered(self) -> None:
        self._item = None
        if self._results is not None:
            self._show(self._results, settle=False)

    def follow(self, other: QWidget) -> None:
        """Draws the scenario and the item chosen on another page like this, where they are here."""
        if not isinstance(other, WhatifPage):
            return
        self._item = other._item  # noqa: SLF001 - the same class
        if any(each.id == other.desk.key for each in self.desk.scenarios):
            self.desk.choose(other.desk.key)

    def _on_item_chosen(self, item: str) -> None:
        self._item = item
        if self._results is not None:
            self._show(self._results, settle=False)

    def _on_number_followed(self, spot: Spot, at: QRect) -> None:
        if self._results is not None:
            self.telling.tell_behind(self._results, spot, self.gestures.item, at)

    def _on_item_opened(self, item: str) -> None:
        """The Timeline shows its bar, and beside it all that is known of it."""
        self._selection.select((item,))
        self.page_requested.emit("timeline")

    def _on_advanced_requested(self) -> None:
        if self._results is not None:
            self.telling.tell_statistics(self._results, self.desk.key, self.gestures.item)


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


def _empty_states(themes: ThemeSource) -> tuple[EmptyState, EmptyState]:
    """What stands there without scenarios, and where nothing can be forecast."""
    empty = EmptyState(
        themes,
        _t("Ask a question: hire one, shed three, automate something."),
        ("hire", _t("Hire one")),
        ("shed", _t("Shed three")),
        ("invest", _t("Automate something")),
        title=_t("What if?"),
        icon="git-branch",
    )
    nobody = EmptyState(
        themes,
        _t("Add the people and the first sprint: a forecast needs capacity."),
        ("people", _t("Add people")),
        title=_t("No sprints yet"),
        icon="git-branch",
    )
    return empty, nobody


def _scrolled(board: WhatifBoard) -> QScrollArea:
    """Lets the board scroll where the window is too low for charts and table together."""
    area = QScrollArea()
    area.setWidget(board)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    board.setAutoFillBackground(False)
    return area
