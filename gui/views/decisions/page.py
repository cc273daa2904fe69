"""Who decided what, when, why, and what came of it? The log, two moments compared, the outcomes.

The log filters and searches the whole history; each decision leads to its moment, its items and its
undo. Nothing here decides: gestures go to the session.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from gui.models.decisions.faces import Entry
from gui.models.decisions.facts import LogFilter
from gui.models.decisions.model import DecisionsModel
from gui.selection import Selection
from gui.session import Session, Shown
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS, PAGE_MARGIN
from gui.views.decisions.actions import DecisionActions
from gui.views.decisions.compare import CompareSide
from gui.views.decisions.comparing import Comparing
from gui.views.decisions.filters import DecisionFilters
from gui.views.decisions.log import DecisionsLog
from gui.views.decisions.outcomes import OutcomesView
from gui.widgets.buttons import Button
from gui.widgets.empty_state import EmptyState
from gui.widgets.page_keys import add_keys
from gui.widgets.panel import PageHead, Panel
from gui.widgets.search_field import SearchField
from gui.widgets.segmented import SegmentedControl
from roadmap.analysis.words import counted

_TYPING_MS = 160
_SINCE, _OUTCOMES = "since", "outcomes"
_ONE_AT_A_TIME, _SIDE_LEAST = 780, 320


class DecisionsPage(QWidget):
    """The page.

    Signals:
        page_requested(str): Another page is wanted.
        action_requested(str): An action of the window is wanted ("import").
    """

    page_id = "decisions"
    page_requested = Signal(str)
    action_requested = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__()
        self.title = self.tr("Decisions")
        self._session, self._themes, self._selection = session, themes, selection
        self.model = DecisionsModel(session, self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._on_filtered)
        self._build()
        self._connect()
        add_keys(self, {"F": self.find_in_page, "R": self._on_reason_key})
        self._show()

    # -- what the window asks ---------------------------------------------------------------------

    def find_in_page(self) -> None:
        """Searches the log."""
        self.show_view("log")
        self._find.show()
        self._lens.hide()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def show_part(self, part: str) -> None:
        """Opens the "outcomes", or compares from a day on: "since-2026-11-06"."""
        what, _, day = part.partition("-")
        if part == _OUTCOMES:
            self.show_view(_OUTCOMES)
        if what == _SINCE:
            self.show_view("log")
            self._which.set_value("compare")
            self._fit()
            self.side.show_part("changed")
            self.comparing.choose_since(date.fromisoformat(day))

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("J", self.tr("Next decision, as Down does")),
            ("K", self.tr("The decision before, as Up does")),
            ("Return", self.tr("Go to this moment")),
            ("F", self.tr("Filter by words")),
            ("R", self.tr("Give a reason where none was given")),
        )

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        themes, session = self._themes, self._session
        self.head = PageHead(themes, self.title)
        self._find = SearchField(themes, self.tr("Filter by words"), keys="F")
        self._find.setFixedSize(190, 30)
        self._find.hide()
        self._lens = Button(themes, icon="search", name=self.tr("Filter by words"))
        self._which = SegmentedControl(
            themes,
            [("log", self.tr("Log")), ("compare", self.tr("Compare"))],
            name=self.tr("What to show"),
        )
        self.view = SegmentedControl(
            themes,
            [("log", self.tr("Decided")), (_OUTCOMES, self.tr("Came of it"))],
            name=self.tr("The log, or the outcomes"),
        )
        self.outcomes = OutcomesView(themes, session)
        self.copy = Button(themes, self.tr("Copy brief"), icon="copy", kind="primary")
        self.bookmarks = Button(themes, self.tr("Bookmarks"), icon="bookmark")
        self.head.add_control(self.view, self._which, self._find, self._lens)
        self.head.add_control(self.bookmarks, self.copy)
        self.log = DecisionsLog(themes, session, self.model)
        self.actions_ = DecisionActions(themes, session, self.log)
        self.filters = DecisionFilters(themes, session, self.model)
        self.side = CompareSide(themes, session, self)
        self._side_area = scrolled(self.side)
        self._side_area.setMinimumWidth(_SIDE_LEAST)
        self.comparing = Comparing(session, self.side, self.filters, self)
        self._log_panel = self._made_log_panel()
        self._empty = self._empty_page()
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PANELS)
        row.addWidget(self._log_panel, 6)
        row.addWidget(self._side_area, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 16)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._body, 1)
        column.addWidget(self.outcomes, 1)
        column.addWidget(self._empty, 1)
        self.outcomes.hide()
        self.setFocusProxy(self.log)

    def _made_log_panel(self) -> Panel:
        panel = Panel(self._themes)
        self._newer = Button(self._themes, "", icon="arrow-up", small=True, parent=self.log)
        self._newer.hide()
        self._none = EmptyState(
            self._themes,
            self.tr("No decision meets these filters."),
            ("clear", self.tr("Show all decisions")),
            primary=False,
        )
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.log)
        self._stack.addWidget(self._none)
        column = QVBoxLayout(panel)
        column.setContentsMargins(1, 1, 1, 5)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(below, 1)
        return panel

    def _empty_page(self) -> EmptyState:
        return EmptyState(
            self._themes,
            self.tr("The roadmap was begun. Every change will stand here with its reason."),
            ("import", self.tr("Import your backlog")),
            ("grid", self.tr("Add items on the grid")),
            title=self.tr("No changes yet"),
            icon="history",
        )

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        self._session.others.connect(lambda _told: self._show())
        self._session.replaced.connect(lambda _why: self._show())
        self._selection.changed.connect(self._on_selection_changed)
        self.model.counted.connect(self._show_found)
        self.filters.filtered.connect(self._on_filtered)
        self._find.textChanged.connect(self._typing.start)
        self._find.left.connect(self._on_left)
        self._find.returnPressed.connect(self._focus_log)
        self._lens.clicked.connect(self.find_in_page)
        self._none.action_requested.connect(self._on_clear)
        self._empty.action_requested.connect(self._on_empty_action)
        self.log.picked.connect(self._on_picked)
        self.log.opened.connect(self._go_to)
        self.log.named.connect(self._select)
        self.log.newer_hidden.connect(self._show_newer)
        self._newer.clicked.connect(self.log.show_newest)
        self.log.installEventFilter(self)
        self.actions_.go_requested.connect(self._go_to)
        self.actions_.story_requested.connect(self._select)
        self.actions_.compare_requested.connect(self._on_compare_requested)
        self.actions_.left.connect(self._focus_log)
        self.comparing.changed.connect(self._show_copy)
        self.side.item_chosen.connect(lambda item: self._select((item,)))
        self._which.chosen.connect(lambda _key: self._fit())
        self.view.chosen.connect(self.show_view)
        self.outcomes.items_chosen.connect(self._select)
        self.outcomes.moment_requested.connect(self._go_to_decision)
        self.outcomes.page_requested.connect(self.page_requested)
        self.copy.clicked.connect(lambda _checked: self.comparing.copy_brief())
        self.bookmarks.clicked.connect(lambda: self.action_requested.emit("bookmark"))

    # -- show -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up, and begins to read what filters offer."""
        super().showEvent(event)
        self.model.catch_up()
        self.model.search.gather()
        self._show()
        self.comparing.set_on(on=True)
        if not self._session.at_now:
            QTimer.singleShot(0, self, self._show_moment)  # once the log has its height

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaves off reading while nobody looks."""
        super().hideEvent(event)
        self.model.search.rest()
        self.comparing.set_on(on=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow, log and comparison take turns."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the hint about newer decisions in the middle of the log's top."""
        if watched is self.log and event.type() == QEvent.Type.Resize:
            self._place_newer()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        narrow, logged = self.width() < _ONE_AT_A_TIME, self.view.value == "log"
        self._which.setVisible(narrow and logged)
        self.bookmarks.setVisible(not narrow)
        self.copy.setVisible(logged or not narrow)
        compare = self._which.value == "compare"
        self._log_panel.setVisible(not narrow or not compare)
        self._side_area.setVisible(not narrow or compare)

    def _on_shown(self, shown: Shown) -> None:
        if not self.isVisible():
            return
        self._show()
        if not shown.at_now:
            self._show_moment()

    def _show_moment(self) -> None:
        """Scrolls to the decision that is shown."""
        row = self.model.row_of_decision(self._session.index)
        if row is not None:
            self.log.scrollTo(self.model.index(row))

    def _show(self) -> None:
        session = self._session
        nothing = session.count <= 1
        logged = self.view.value == "log"
        self._body.setVisible(not nothing and logged)
        self.outcomes.setVisible(not nothing and not logged)
        self._empty.setVisible(nothing)
        self._lens.setEnabled(not nothing)
        self._lens.setVisible(logged and self._find.isHidden())
        self._find.setVisible(logged and not self._find.isHidden())
        self._show_copy()
        if not logged:
            self.outcomes.show_moment()
            note = self.tr("What came of it by the moment that is shown, phase by phase")
        elif session.at_now:
            note = self.tr("Who decided what, when, why, and what came of it")
        else:
            note = self.tr("The moment shown is marked; what was decided later is faint")
        self.head.set_note(note)
        self._show_found()

    def _show_copy(self) -> None:
        reason = None
        if self._session.count <= 1:
            reason = self.tr("Nothing was decided yet.")
        elif self.comparing.found is None or not self.comparing.found.is_whole:
            reason = self.tr("The two moments are still being compared.")
        self.copy.set_blocked(reason)

    def _show_found(self) -> None:
        none = self.model.found == 0 and self.model.is_complete
        self._stack.setCurrentIndex(1 if none and not self.model.wanted.is_empty else 0)

    def _show_newer(self, count: int) -> None:
        self._newer.setVisible(count > 0)
        if count:
            self._newer.set_text(counted(count, "newer decision"))
            self._place_newer()

    def _place_newer(self) -> None:
        size = self._newer.sizeHint()
        left = (self.log.width() - size.width()) // 2
        self._newer.setGeometry(left, 8, size.width(), size.height())
        self._newer.raise_()

    # -- gestures ---------------------------------------------------------------------------------

    def _on_picked(self, entry: Entry | None) -> None:
        index = None if entry is None else entry.index
        for button in (self.side.compare.before, self.side.compare.after):
            button.set_opened(index)

    def _on_compare_requested(self, index: int) -> None:
        self._which.set_value("compare")
        self._fit()
        self.comparing.choose_from(index)

    def show_view(self, key: str) -> None:
        """Shows the "log" of what was decided, or its "outcomes"."""
        self.view.set_value(key)
        self._find.hide()
        self.setFocusProxy(self.log if key == "log" else self.outcomes)
        self._fit()
        self._show()

    def _go_to_decision(self, decision: str) -> None:
        self._session.go_to(self._session.index_of(decision), animate=not self._themes.theme.still)

    def _go_to(self, entry: Entry) -> None:
        self._session.go_to(entry.index, animate=not self._themes.theme.still)

    def _select(self, items: tuple[str, ...]) -> None:
        self._selection.select(item for item in items if item in self._session.state.items)

    def _on_selection_changed(self) -> None:
        self.filters.set_selected(self._selection.ids)
        self.side.mark(self._selection.current)

    def _on_filtered(self, _wanted: LogFilter | None = None) -> None:
        self._typing.stop()
        text = self._find.text().strip()
        self.model.set_filter(replace(self.filters.wanted(), text=text))
        if self.isVisible():
            self.model.search.gather()

    def _on_clear(self, _key: str) -> None:
        self._find.clear()
        self.filters.clear()
        self._focus_log()

    def _on_left(self) -> None:
        self._find.hide()
        self._lens.show()
        self._focus_log()

    def _focus_log(self) -> None:
        self.log.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reason_key(self) -> None:
        entry = self.actions_.entry
        can = entry is not None and not entry.has_reason and not entry.silent
        if can and self._session.read_only is None:
            self.actions_.ask_reason()

    def _on_empty_action(self, key: str) -> None:
        if key == "grid":
            self.page_requested.emit("grid")
        else:
            self.action_requested.emit(key)


def scrolled(widget: QWidget) -> QScrollArea:
    """Returns an area in which a widget scrolls where it does not fit, without a frame."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area
