"""The fourth tab: what pays back, what came of what was promised, what did foundation unblock?"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from gui.models.principles.leverage import (
    LeverageFacts,
    category_note,
    category_rows,
    headline,
    kept_rows,
    leverage_facts,
    payback_rows,
    unblocked_rows,
)
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.item_edits import ItemEdits
from gui.views.people.side import scrolled
from gui.views.people.table import LimitList
from gui.views.principles.inaction import InactionSource
from gui.views.principles.leverage_lists import (
    NARROW,
    category_list,
    fill,
    kept_list,
    payback_list,
    unblocked_list,
)
from gui.views.principles.leverage_panel import LeveragePanel
from gui.views.principles.side import Side
from gui.widgets.empty_state import EmptyState
from gui.widgets.label import Label
from roadmap.state import State


class LeverageTab(QWidget):
    """The lists, with the panel of the row that is chosen.

    Signals:
        item_opened(str): The id of an item behind a number.
        try_requested(str, object): What is to be tried in What-if, and with which items.
        page_requested(str): Another page is wanted, where an item says what it saves.
        shown(object): The LeverageFacts that are in view.
    """

    item_opened = Signal(str)
    try_requested = Signal(str, object)
    page_requested = Signal(str)
    shown = Signal(object)

    def __init__(self, session: Session, themes: ThemeSource, side: Side) -> None:
        super().__init__()
        self._session, self.side = session, side
        self._wanted: tuple[State, date, str] | None = None
        self._running = self._choosing = False
        self._chosen = ""
        self.facts: LeverageFacts | None = None
        self.costs = InactionSource(session, self)
        self.panel = LeveragePanel(session, themes, self.costs)
        side.put(self.panel)
        self.pays, self.kept = payback_list(themes), kept_list(themes)
        self.unblocked, self.categories = unblocked_list(themes), category_list(themes)
        self.note = Label(themes, style="small", tone="muted", wrap=True)
        self.note.setContentsMargins(15, 0, 15, 8)
        self.empty = EmptyState(
            themes,
            self.tr(
                "Say of an item what it saves once it is done, and it stands here with its "
                "payback; afterwards with what was promised beside what came."
            ),
            ("backlog", self.tr("Choose an item")),
            title=self.tr("No leverage yet"),
            icon="zap",
            primary=False,
        )
        self._lay_out()
        self._connect()

    @property
    def lists(self) -> tuple[LimitList, ...]:
        """The lists from top to bottom."""
        return self.pays, self.kept, self.unblocked, self.categories

    def _lay_out(self) -> None:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, GAP_PANELS, 0, 0)
        column.setSpacing(GAP_PANELS)
        column.addWidget(self.pays)
        column.addWidget(self.kept)
        below = self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        below.setSpacing(GAP_PANELS)
        below.addWidget(self.unblocked, 5, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.categories, 4, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        column.addStretch(1)
        categories = self.categories.layout()
        if categories is not None:
            categories.addWidget(self.note)
        self._area = scrolled(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.empty, 1)
        self.empty.hide()
        self.setFocusProxy(self.pays.table)

    def _connect(self) -> None:
        for each in self.lists:
            each.opened.connect(self._on_opened)
            each.table.selectionModel().currentRowChanged.connect(
                partial(self._on_row_changed, each)
            )
        self.panel.item_opened.connect(self.item_opened)
        self.panel.try_requested.connect(self.try_requested)
        self.panel.cost_requested.connect(self._on_cost_requested)
        self.panel.answered.connect(self._on_answered)
        self.costs.found.connect(lambda _item: self._show_panel())
        self.costs.failed.connect(self._on_cost_failed)
        self.empty.action_requested.connect(self.page_requested)

    # -- show -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow, the lower two lists stand one above the other."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = event.size().width() < NARROW
        self._below.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or drawn."""
        return self._running or self.costs.is_busy

    @property
    def headline(self) -> str:
        """What was freed so far, and what is to do."""
        return "" if self.facts is None else headline(self.facts)

    def show_leverage(self, team: str) -> None:
        """Shows a team's leverage, or everybody's for "": what is known at once, then anew."""
        self._wanted = (self._session.state, self._session.today, team)
        facts = self.facts
        if facts is not None and self._wanted == (facts.state, facts.today, facts.team):
            self._take(facts)
        elif not self._running:
            self._start()

    def _start(self) -> None:
        if self._wanted is None:
            return
        wanted = self._wanted
        self._running = True
        task = self._session.task(lambda _progress: leverage_facts(*wanted), self._on_read)
        task.cancelled.connect(self._on_stopped)

    def _on_read(self, found: LeverageFacts) -> None:
        self._running = False
        state, today, team = self._wanted or (found.state, found.today, found.team)
        if found.state is state and (found.today, found.team) == (today, team):
            self._take(found)
        else:
            self._start()  # something was decided meanwhile

    def _on_stopped(self) -> None:
        self._running = False  # it crashed and was shown; the next change reads anew

    def _take(self, facts: LeverageFacts) -> None:
        self.facts = facts
        self._area.setVisible(not facts.is_empty)
        self.empty.setVisible(facts.is_empty)
        self._choosing = True
        for each, rows in (
            (self.pays, payback_rows(facts)),
            (self.kept, kept_rows(facts)),
            (self.unblocked, unblocked_rows(facts)),
            (self.categories, category_rows(facts)),
        ):
            fill(each, rows)
        self._choosing = False
        note = category_note(facts)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        extra = self.note.heightForWidth(360) + 8 if note else 0
        self.categories.setFixedHeight(self.categories.minimumHeight() + extra)
        self.choose("" if facts.is_empty else self._resolved(self._chosen) or self._first())
        self.shown.emit(facts)

    def _first(self) -> str:
        keys = (each.model.key_at(0) for each in self.lists)
        return next((key for key in keys if key), "")

    def _place_of(self, key: str) -> tuple[LimitList, int] | None:
        for each in self.lists:
            for row in range(each.model.rowCount()):
                if each.model.key_at(row) == key:
                    return each, row
        return None

    def _resolved(self, key: str) -> str:
        """The key of a row, for that key or for an item's; "" where there is none."""
        keys = (key, *(f"{kind}:{key}" for kind in ("pays", "kept", "unblocked", "ask")))
        return next((each for each in keys if each and self._place_of(each)), "")

    def choose(self, key: str) -> None:
        """Chooses a row of one of the lists, or an item wherever it stands first.

        What is not there yet is chosen once it was read.
        """
        self._chosen = self._resolved(key) or key
        found = self._place_of(self._chosen)
        self._choosing = True
        for each in self.lists:
            each.table.choose(found[1] if found is not None and found[0] is each else None)
        self._choosing = False
        self._show_panel()

    def _show_panel(self) -> None:
        self.panel.show_row(self.facts, self._chosen)

    def _on_row_changed(self, where: LimitList, row: QModelIndex, _old: QModelIndex) -> None:
        key = where.model.key_at(row.row())
        if key is not None and key != self._chosen and not self._choosing:
            self._choose_or_stay(key)

    def _choose_or_stay(self, key: str) -> None:
        if not self.side.may_leave():
            self.choose(self._chosen)
            return
        self.side.close_form()
        self.choose(key)

    def _on_opened(self, key: str) -> None:
        if key != self._chosen:
            self._choose_or_stay(key)
        if not self.side.isVisible():
            self.side.open_form(self.panel)

    # -- doing ------------------------------------------------------------------------------------

    def do(self, what: str) -> None:
        """Presses what the panel offers: "try"."""
        button = self.panel.buttons.get(what)
        if button is not None and button.isEnabled():
            button.click()

    def _on_answered(self, item: str, answer: str) -> None:
        edits = ItemEdits(self._session)
        edits.see((item,))
        edits.record("double_win_answer", answer)

    def _on_cost_requested(self, item: str) -> None:
        self.costs.want(item)
        self._show_panel()

    def _on_cost_failed(self, why: str) -> None:
        self._session.refused.emit(why)
        self._show_panel()
