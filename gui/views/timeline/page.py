"""When does what happen, and which dates are kept? The plan as bars over the days.

Shows rows of the plan; it changes nothing. Rows are chosen here and edited in the inspector. The
same rows can be read as a table.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.forecasts import Forecast, ForecastSource
from gui.models.chances import basis_text
from gui.models.timeline.forecast import RowForecasts
from gui.models.timeline.schedule import Schedule, face_of
from gui.models.timeline.table import SHARE_COLUMN, TimelineTable
from gui.models.timeline.words import details, sprint_details
from gui.models.words import items_text
from gui.paint.timeline_face import RowFace, SprintFace, TimelineFace
from gui.selection import Selection
from gui.session import Session, Shown
from gui.theme import ThemeSource
from gui.tokens import PAGE_MARGIN
from gui.views.timeline.area import STEP
from gui.views.timeline.canvas import TimelineCanvas
from gui.views.timeline.cells import COLUMN_WIDTHS, TimelineCells
from gui.views.timeline.head import TimelineHead
from gui.views.timeline.notice import TimelineNotice
from gui.views.timeline.planner import TimelinePlanner
from gui.widgets.empty_state import EmptyState
from gui.widgets.label import Label
from gui.widgets.page_keys import add_keys
from gui.widgets.panel import Panel
from gui.widgets.table_header import TableHeader
from gui.widgets.tables import set_up_table
from roadmap.analysis.planning.plan import PlanKey


class TimelinePage(QWidget):
    """The timeline.

    Signals:
        page_requested(str): Another page is wanted ("people").
        action_requested(str): An action of the window is wanted ("import", "add_item").
    """

    page_id = "timeline"
    page_requested = Signal(str)
    action_requested = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__()
        self.title = self.tr("Timeline")
        self._session, self._themes, self._selection = session, themes, selection
        self._schedule: Schedule | None = None
        self._stale, self._was_at_now = True, session.at_now
        self.head = TimelineHead(themes, session)
        self.canvas = TimelineCanvas(themes, self._details)
        self.table = QTableView()
        self._rows = TimelineTable(self)
        self.empty = EmptyState(
            themes,
            self.tr("Items with an estimate appear here."),
            ("import", self.tr("Import your backlog")),
            ("add_item", self.tr("Add item")),
            title=self.tr("Nothing planned yet"),
            icon="chart-no-axes-gantt",
        )
        self.nothing = EmptyState(
            themes,
            self.tr("No item passes this filter."),
            ("clear", self.tr("Show all rows")),
            primary=False,
        )
        self.notice = TimelineNotice(themes)
        self._stack = QStackedWidget()
        self._planner = TimelinePlanner(session, self)
        self._source = ForecastSource(session, self)
        self._forecasts: RowForecasts | None = None
        self.basis = Label(themes, style="small", tone="muted", elide=True)
        self._build()
        self._connect()
        self._add_keys()

    # -- what the window asks ---------------------------------------------------------------------

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("Up", self.tr("Row above; Down, PgUp and PgDown likewise")),
            ("Left", self.tr("Scroll to earlier days, Right to later ones")),
            ("+", self.tr("Zoom in, as Ctrl and the wheel do")),
            ("-", self.tr("Zoom out")),
            ("Home", self.tr("Go to today")),
            ("]", self.tr("Next date; [ the one before")),
            ("D", self.tr("Only must-do work with a date, with the capacity it needs")),
            ("T", self.tr("The same rows as a table")),
            ("Return", self.tr("Open the details")),
        )

    def toggle_table(self) -> None:
        """Shows the rows as a table, or as bars again."""
        table = self._stack.currentWidget() is not self.table
        if table and not self.table.currentIndex().isValid() and self._rows.rowCount():
            # Qt would choose the first row with the focus; only a person chooses.
            nothing = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(self._rows.index(0, 0), nothing)
        self._stack.setCurrentWidget(self.table if table else self.canvas)
        self.head.show_table(on=table)
        self.setFocusProxy(self.table if table else self.canvas)
        self._show_selected()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        set_up_table(self.table, self._themes)
        self.table.setFont(self._themes.theme.font())  # its features would leak into each cell's
        self.table.setHorizontalHeader(TableHeader(self._themes, self.table))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(self.tr("Timeline as a table"))
        self.table.setModel(self._rows)
        self.table.setItemDelegate(TimelineCells(self._themes, self.table))
        for place, width in enumerate(COLUMN_WIDTHS):
            self.table.setColumnWidth(place, width)
        self._panel = Panel(self._themes)
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self.notice)
        inside.addWidget(self._stack)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self.basis)
        inside.addLayout(foot)
        self.basis.hide()
        for widget in (self.canvas, self.table, self.empty, self.nothing):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 16)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._panel, 1)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        self._selection.changed.connect(self._show_selected)
        self._planner.planned.connect(self._on_planned)
        self._source.pictured.connect(self._on_forecast)
        self._source.ready.connect(self._on_forecast)
        self.head.filtered.connect(self._show_rows)
        self.head.scale_chosen.connect(self.canvas.set_scale)
        self.head.table_toggled.connect(self.toggle_table)
        self.canvas.scaled.connect(self.head.show_scale)
        self.canvas.picked.connect(self._on_picked)
        self.canvas.opened.connect(self._on_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_table_row)
        self.table.activated.connect(self._on_table_opened)
        self.notice.page_requested.connect(self.page_requested)
        self.notice.action_requested.connect(self.action_requested)
        self.empty.action_requested.connect(self.action_requested)
        self.nothing.action_requested.connect(lambda _key: self.head.clear())

    def _add_keys(self) -> None:
        canvas = self.canvas
        keys = {
            **dict.fromkeys(("+", "=", "Ctrl++", "Ctrl+="), lambda: canvas.zoom(STEP)),
            **dict.fromkeys(("-", "Ctrl+-"), lambda: canvas.zoom(1 / STEP)),
            "Home": canvas.go_to_today,
            "[": lambda: canvas.next_date(-1),
            "]": lambda: canvas.next_date(1),
            "D": self.head.toggle_dated,
            "T": self.toggle_table,
        }
        add_keys(self, keys, repeats=True)

    # -- show -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what happened while another page was in view."""
        super().showEvent(event)
        if self._stale:
            self._ask()

    def _on_shown(self, shown: Shown) -> None:
        if not self.isVisible():
            self._stale = True
        elif not self._is_current() or shown.changes:
            self._ask()

    def _is_current(self) -> bool:
        found = self._schedule
        return (
            found is not None
            and found.as_of == self._session.today
            and self._was_at_now == self._session.at_now
        )

    def _ask(self) -> None:
        self._stale, self._was_at_now = False, self._session.at_now
        self._planner.ask()
        if self._planner.is_busy and self._schedule is None:
            self.head.say(self.tr("Planning…"), charted=False)

    def _on_planned(self, found: Schedule) -> None:
        before = self._schedule
        self._schedule = found
        is_planned = found.count > 0 and found.has_capacity
        same_day = before is not None and before.as_of == found.as_of
        if not is_planned or not same_day or not self._session.at_now:
            self._forecasts = None  # another moment; just after a decision the last one stays
        elif self._forecasts is not None:
            self._forecasts = RowForecasts(self._forecasts.found, found.where, found.as_of)
        self._show_rows()
        if is_planned:
            sprints = self._session.settings.planning.horizon_sprints
            self._source.want(found.state, PlanKey(found.as_of, sprints))
        else:
            self._source.let_go()

    def _on_forecast(self, found: Forecast) -> None:
        shown = self._schedule
        if shown is None or found.question.state is not shown.state:
            return
        self._forecasts = RowForecasts(found.found, shown.where, shown.as_of)
        self.canvas.show_face(self._face_of(shown))
        self._show_forecasts()

    def _show_forecasts(self) -> None:
        found = self._forecasts
        self._rows.show_forecasts(found)
        self.head.show_range(forecast=found is not None)
        self.basis.setVisible(found is not None)
        self.basis.setText("" if found is None else basis_text(found.found))

    def _show_rows(self) -> None:
        found = self._schedule
        if found is None:
            return
        self.head.chips.show_names()
        face = self._face_of(found)
        self.canvas.show_face(face)
        self._rows.show(found, face)
        self._show_forecasts()
        self.table.setColumnHidden(SHARE_COLUMN, not face.columns)
        self.head.say(items_text(face.count) if found.count else "", charted=bool(face.count))
        self._show_notice(found)
        self._show_whole(found, face)
        self._show_selected()

    def _face_of(self, found: Schedule) -> TimelineFace:
        return face_of(
            found,
            self.head.filter,
            only_dated=self.head.only_dated,
            at_now=self._session.at_now,
            forecasts=self._forecasts,
        )

    def _show_notice(self, found: Schedule) -> None:
        """Says over the rows why they have no bars, and leads to where that is changed."""
        way = text = ""
        if found.count and not found.plan.problem.sprints:
            way = "preferences"
            text = self.tr("No bars yet: say in the preferences on which day sprint 1 starts.")
        elif found.count and not found.has_capacity:
            way = "people"
            text = self.tr("No bars yet: add the people first, a sprint needs capacity.")
        self.notice.setVisible(bool(way))
        self.notice.say(text, way, editable=self._session.read_only is None)

    def _show_whole(self, found: Schedule, face: TimelineFace) -> None:
        # Before another part is shown, for what is hidden loses the focus.
        holder = QApplication.focusWidget()
        focused = holder is not None and self._stack.isAncestorOf(holder)
        for button in self.empty.buttons.values():
            button.setVisible(self._session.read_only is None)
        if face.count:
            if self._stack.currentWidget() not in (self.canvas, self.table):
                self._stack.setCurrentWidget(self.canvas)
                self.head.show_table(on=False)
        elif found.count:
            dated = self.head.only_dated and self.head.filter.is_empty
            self.nothing.sentence.setText(
                self.tr("No must-do work has a date.")
                if dated
                else self.tr("No item passes this filter.")
            )
            self._stack.setCurrentWidget(self.nothing)
        else:
            self._stack.setCurrentWidget(self.empty)
        self._hand_focus_on(focused=focused)

    def _hand_focus_on(self, *, focused: bool) -> None:
        """Where there are no rows the keyboard has the way on."""
        shown = self._stack.currentWidget()
        proxy = (shown.way_on if isinstance(shown, EmptyState) else shown) or self.canvas
        if proxy is self.focusProxy():
            return
        self.setFocusProxy(proxy)
        if focused:
            proxy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _details(self, face: RowFace | SprintFace) -> str:
        if isinstance(face, SprintFace):
            return sprint_details(face)
        found = self._schedule
        if found is None or face.item not in found.where:
            return face.title
        text = details(found.state, found.state.items[face.item], found.where[face.item])
        if face.share:
            share = self.tr("Needs {share} of its team's capacity until then")
            text += "\n" + share.format(share=face.share)
        more = () if self._forecasts is None else self._forecasts.details(face.item)
        return "\n".join((text, *more))

    # -- selection --------------------------------------------------------------------------------

    def _show_selected(self) -> None:
        current = self._selection.current
        if current != self.canvas.selected:
            self.canvas.set_selected(current, reveal=True)
        row = self._rows.row_of(current)
        if row is not None and row != self.table.currentIndex().row():
            self.table.setCurrentIndex(self._rows.index(row, 0))

    def _on_picked(self, item: str) -> None:
        self._selection.select((item,))

    def _on_opened(self, item: str) -> None:
        self._selection.select((item,))
        self.action_requested.emit("next_pane")

    def _on_table_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self.table.hasFocus():
            self._selection.select((self._rows.item_at(current.row()),))

    def _on_table_opened(self, index: QModelIndex) -> None:
        self._on_opened(self._rows.item_at(index.row()))
