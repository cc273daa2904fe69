"""The third tab: how much can the platform still take, and which sprint uses it up?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.models.people.table import Column
from gui.models.principles.capabilities import (
    CapabilityDetail,
    CapabilityFacts,
    capability_detail,
    capability_facts,
    capability_rows,
)
from gui.paint.headroom_chart import HeadroomBar, column_rects, draw_headroom
from gui.session import Session
from gui.theme import Theme, ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.people.table import LimitList
from gui.views.principles.capability_form import CapabilityForm
from gui.views.principles.item_panel import ItemPanel
from gui.views.principles.side import Side
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.marked_chart import MarkedChart
from gui.widgets.panel import Panel
from roadmap.state import State


class HeadroomChart(MarkedChart):
    """The painted chart; the sprint under the pointer or the cursor is told in words.

    Signals:
        marked(str): What is told, "" for nothing.
    """

    marked = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "")
        self._bars: tuple[HeadroomBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(150)
        self.setAccessibleName(self.tr("Load and capacity over the next sprints"))

    def set_bars(self, bars: Sequence[HeadroomBar]) -> None:
        """Shows other sprints."""
        self._bars = tuple(bars)
        self.mark(None)
        self.describe()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(600, 220)

    def count(self) -> int:
        """The sprints."""
        return len(self._bars)

    def part_at(self, spot: QPointF) -> int | None:
        """The sprint at a point."""
        rects = column_rects(self._inside(), len(self._bars))
        return next((n for n, rect in enumerate(rects) if rect.contains(spot)), None)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Draws load and capacity."""
        words = (self.tr("load"), self.tr("capacity"))
        draw_headroom(painter, self._inside(), self._bars, words, theme, self._marked)

    def describe(self) -> None:
        """The sprint that is marked, or all of them."""
        if self._marked is not None and self._marked < len(self._bars):
            text = self._bars[self._marked].note
        else:
            text = ". ".join(bar.note for bar in self._bars)
        self.setAccessibleDescription(text)
        self.marked.emit(text if self._marked is not None else "")

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(8, 4, -4, -4)


class CapabilityPanel(ItemPanel):
    """One capability: its numbers and the items that add load.

    Signals:
        asked(str): "edit".
    """

    asked = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource) -> None:
        super().__init__(session, themes)
        self._shown: tuple[object, ...] = ()
        self.edit: Button | None = None

    def show_detail(self, detail: CapabilityDetail | None) -> None:
        """Shows a capability, or what capabilities are for."""
        keys = () if detail is None else detail.adding
        items = [self._session.state.items.get(key) for key in keys]
        shown = (detail, self._session.read_only, *items)
        if shown == self._shown:
            return
        self._shown, self.edit = shown, None
        self.clear()
        if detail is None:
            self.add_section(self.tr("Capabilities"))
            self.add_text(
                self.tr(
                    "What the platform can do so much of: ingest, builds at once, storage. Items "
                    "say what they add, and the plan shows the sprint that uses it up."
                )
            )
            return
        tag = detail.tag
        self.add_heading(tag.text, tag.family, icon=tag.icon, reference=detail.component)
        self.add_title(detail.name)
        self.edit = Button(self._source, self.tr("Change the numbers"), icon="pencil")
        self.edit.set_blocked(self._session.read_only)
        self.edit.clicked.connect(partial(self.asked.emit, "edit"))
        self.add_buttons(self.edit)
        self.add_line()
        self.add_properties(detail.rows)
        self.add_line()
        self._add_items(detail)

    def _add_items(self, detail: CapabilityDetail) -> None:
        self.add_section(self.tr("Items that add load"))
        ordered = (*detail.causes, *(key for key in detail.adding if key not in detail.causes))
        if not self.put_cards(ordered):
            self.add_text(
                self.tr("No open item says that it adds load: it is one of an item's properties.")
            )


class CapabilitiesTab(QWidget):
    """The list over the chart, with the panel and the form.

    Signals:
        item_opened(str): The id of an item that adds load.
        shown(object): The CapabilityFacts that are in view.
    """

    item_opened = Signal(str)
    shown = Signal(object)

    def __init__(self, session: Session, themes: ThemeSource, side: Side) -> None:
        super().__init__()
        self._session, self.side = session, side
        self._team, self._chosen = "", ""
        self._wanted: tuple[State, date] | None = None
        self._running = False
        self.facts: CapabilityFacts | None = None
        self.panel = CapabilityPanel(session, themes)
        self.form = CapabilityForm(themes, session)
        side.put(self.panel, self.form)
        self.list = LimitList(
            themes,
            self.tr("Capabilities"),
            self.tr("Nothing is watched yet. Say what the platform can do, and what it does now."),
            self.tr("Add capability"),
            (
                Column("name", self.tr("Capability"), width=0),
                Column("capacity", self.tr("Capacity"), number=True, width=124),
                Column("load", self.tr("Load"), number=True, width=124),
                Column("headroom", self.tr("Headroom"), number=True, width=124),
                Column("short", self.tr("Runs out"), width=130),
                Column("cause", self.tr("With"), width=190),
            ),
            less=("cause", "load"),
        )
        self.chart = HeadroomChart(themes)
        self._title = Label(themes, style="section", elide=True)
        self._note = Label(themes, style="small", tone="muted", elide=True)
        self._lay_out(themes)
        self._connect()

    def _lay_out(self, themes: ThemeSource) -> None:
        self._box = Panel(themes)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(15, 12, 8, 6)
        inside.setSpacing(0)
        for part in (self._title, self._note, self.chart):
            inside.addWidget(part, 1 if part is self.chart else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_PANELS, 0, 0)
        column.setSpacing(GAP_PANELS)
        column.addWidget(self.list, 2)
        column.addWidget(self._box, 3)
        self._box.hide()
        self.setFocusProxy(self.list.table)

    def _connect(self) -> None:
        self.list.opened.connect(self._on_opened)
        self.list.add_requested.connect(partial(self.do, "add"))
        self.list.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.panel.asked.connect(self.do)
        self.panel.item_opened.connect(self.item_opened)
        self.form.saved.connect(self.choose)
        self.chart.marked.connect(self._on_marked)

    # -- show -------------------------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Whether the headroom is being read from a plan."""
        return self._running

    def show_capabilities(self, team: str) -> None:
        """Shows a team's capabilities, or all for "": at once what is known, then anew."""
        self._team = team
        state, today = self._session.state, self._session.today
        self._wanted = (state, today)
        self.list.add.set_blocked(self._session.read_only)
        if not len(state.capabilities):
            self._take(CapabilityFacts(state, today, ()))
        elif self.facts is not None and self.facts.state is state and self.facts.today == today:
            self._take(self.facts)
        elif not self._running:
            self._start()

    def _start(self) -> None:
        if self._wanted is None:
            return
        state, today = self._wanted
        sprints = self._session.settings.planning.horizon_sprints
        self._running = True
        task = self._session.task(
            lambda _progress: capability_facts(state, today, sprints), self._on_read
        )
        task.cancelled.connect(self._on_stopped)

    def _on_read(self, found: CapabilityFacts) -> None:
        self._running = False
        state, today = self._wanted or (found.state, found.today)
        if found.state is state and found.today == today:
            self._take(found)
        else:
            self._start()  # something was decided meanwhile

    def _on_stopped(self) -> None:
        self._running = False  # it crashed and was shown; the next change reads anew

    def _take(self, facts: CapabilityFacts) -> None:
        self.facts = facts
        rows = capability_rows(facts, self._team)
        self.list.set_rows(rows)
        keys = [row.key for row in rows]
        if self._chosen not in keys and not self._running:
            first = facts.first_short
            self._chosen = first if first in keys and first else keys[0] if keys else ""
        self.choose(self._chosen)
        form = self.side.form
        if form is not None:
            form.show_possible()
        self.shown.emit(facts)

    def choose(self, key: str) -> None:
        """Chooses a capability."""
        self._chosen = key
        facts = self.facts
        row = None if facts is None else facts.row(key)
        keys = [] if facts is None else [each.key for each in capability_rows(facts, self._team)]
        self.list.table.choose(keys.index(key) if key in keys else None)
        detail = None if row is None or facts is None else capability_detail(row, facts)
        self.panel.show_detail(detail)
        self._box.setVisible(detail is not None and bool(detail.bars))
        if detail is not None:
            words = self.tr("{name}: load and capacity at the end of each sprint")
            self._title.setText(words.format(name=detail.name))
            self.chart.set_bars(detail.bars)

    def _on_marked(self, text: str) -> None:
        facts = self.facts
        row = None if facts is None else facts.row(self._chosen)
        unit = "" if row is None or not row.capability.unit else row.capability.unit
        hint = self.tr("In {unit}; +1 above a bar: an item that changes it is done there.")
        self._note.setText(text or hint.format(unit=unit or self.tr("its unit")))

    def _on_row_changed(self, *_where: object) -> None:
        key = self.list.model.key_at(self.list.table.currentIndex().row())
        if key is not None and key != self._chosen:
            if not self.side.may_leave():
                self.choose(self._chosen)
                return
            self.side.close_form()
            self.choose(key)

    def _on_opened(self, _key: str) -> None:
        self._on_row_changed()
        if not self.side.isVisible():
            self.side.open_form(self.panel)

    # -- doing ------------------------------------------------------------------------------------

    def do(self, what: str) -> None:
        """Opens the form for another capability, or for the one that is chosen."""
        if self._session.read_only is not None:
            self._session.refused.emit(self._session.read_only)
            return
        opens: dict[str, Callable[[], None]] = {"add": partial(self._edit, None)}
        if self.facts is not None and self.facts.row(self._chosen) is not None:
            opens["edit"] = partial(self._edit, self._chosen)
        if what in opens and self.side.may_leave():
            opens[what]()

    def _edit(self, key: str | None) -> None:
        self.side.open_form(self.form)
        self.form.show_record(key)
