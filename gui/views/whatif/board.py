"""What stands at the right of What-if: the advice, the charts, the comparison, what it rests on?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from gui.models.whatif.advising import advice_rest, advice_said
from gui.models.whatif.charts import burn_up_face, must_do_face
from gui.models.whatif.finish import finish_face
from gui.models.whatif.quality import quality_line
from gui.models.whatif.rows import compare_heads, compare_rows
from gui.models.whatif.seen import Seen
from gui.paint.button import ButtonFace
from gui.paint.fan import FanFace
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.views.whatif.advice import AdviceLabel
from gui.views.whatif.charts import CrosshairChart, FanChart, FinishChart
from gui.views.whatif.source import Ground, Results
from gui.views.whatif.table import CompareTable
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.lines_note import LinesNote
from gui.widgets.link_label import LinkLabel
from gui.widgets.panel import Panel
from gui.widgets.plain import set_plain_tooltip
from roadmap.state import Item, State

_MOST_ROWS, _FEWER_ROWS = 5, 4
_LOW = 640
_ADVICE_HEIGHT, _ADVICE_MOST = 48, 96  # two lines, and where the room is narrow four
_CHARTS_LEAST, _CHARTS_LOW = 214, 180
_VERY_LOW = 520
_MOST_ITEMS = 14
FANS, BURN_UP = "must", "burn-up"


class WhatifBoard(QWidget):
    """Everything that a comparison says.

    Signals:
        chosen(str): The scenario of a row.
        item_chosen(str): The item whose date is looked at.
        table_requested(object): The numbers of a chart as a table.
        advanced_requested(): The statistics.
    """

    chosen = Signal(str)
    item_chosen = Signal(str)
    table_requested = Signal(object)
    advanced_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._drawn: tuple[Results, str, str | None] | None = None
        self._fans_of: tuple[str, Ground] | None = None  # what the fans show, and of which plan
        self.advice = AdviceLabel(themes)
        self.advice.setFixedHeight(_ADVICE_HEIGHT)
        self.resort = LinesNote(themes)
        self.resort.hide()
        self.kind = FANS
        self.title = Button(themes, name="")
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._legend = Label(themes, style="small", tone="muted", elide=True)
        self.fans = FanChart(themes, self.tr("Must-do work left and its share of effort"))
        self.item = Button(themes, name="")
        self.finish = FinishChart(themes, self.tr("When the item is finished"))
        self.table = CompareTable(themes)
        self.quality = LinesNote(themes)
        self.advanced = LinkLabel(themes, [Run(self.tr("Advanced"), "accent", 500)], "advanced")
        self._items: tuple[tuple[str, str], ...] = ()
        self._build()
        self._connect()

    @property
    def drawn(self) -> tuple[Results, str, str | None] | None:
        """What is shown: results, the key of the drawn scenario, the item looked at."""
        return self._drawn

    # -- show -------------------------------------------------------------------------------------

    def show_results(
        self,
        results: Results,
        chosen: str,
        item: str | None,
        dated: Sequence[str],
        *,
        settle: bool,
        past: bool,
    ) -> None:
        """Shows a comparison; `settle` lets the bands move to where they come to rest.

        `dated` are the items with a date, the one most at risk first.
        """
        self._drawn = (results, chosen, item)
        state, as_of = results.ground.state, results.ground.as_of
        seen = results.seen(chosen)
        others = [side.seen for side in results.sides.values()]
        self._items = _offered(dated, state, item)
        self._say(results, seen, others, item)
        self._draw(settle=settle)
        found = None if item is None else state.items.get(item)
        heads = compare_heads(results.base, found, as_of, others)
        self.table.compared.show_rows(heads, compare_rows(results.base, others, item, as_of))
        self.table.show_chosen(chosen)
        self.quality.say(quality_line(state, seen or results.base, as_of, past=past))
        self._fit()

    def _say(
        self, results: Results, seen: Seen | None, others: Sequence[Seen], item: str | None
    ) -> None:
        key = "" if seen is None else seen.key
        ranks, is_so = results.ranks(key), results.is_so(key)
        said = advice_said(results.base, seen, others, item, ranks=ranks, is_so=is_so)
        self.advice.say(said)
        set_plain_tooltip(self.advice, advice_rest(results.base, seen))
        self._fit_advice()

    def _draw(self, *, settle: bool) -> None:
        if self._drawn is None:
            return
        results, chosen, item = self._drawn
        base, seen, as_of = results.base, results.seen(chosen), results.ground.as_of
        state = results.ground.state
        title = self._kinds()[self.kind]
        self.title.set_face(ButtonFace(title, "quiet", chevron=True, strong=True))
        self.title.set_name(self.tr("{title}: draw something else").format(title=title))
        self.fans.setAccessibleName(title)
        if self.kind == FANS:
            self._legend.setText(self.tr("line: P50, bands: 50% and 80% of futures"))
            marks = results.marks(chosen)
            face = must_do_face(base, seen, as_of, marks, self._before())
            self.fans.show_face(face, settle=settle)
        else:
            self._legend.setText(self.tr("line: P50, dotted: P85, bands: 50% and 80% of futures"))
            face = burn_up_face(base, seen, as_of, self._before())
            self.fans.show_face(face, settle=settle)
        self._fans_of = (self.kind, results.ground)
        self._show_item(None if item is None else state.items.get(item), base, seen, as_of)

    def _before(self) -> FanFace | None:
        """What the fans show of the same plan: their axes stay where that can be."""
        if self._fans_of is None or self._drawn is None:
            return None
        kind, ground = self._fans_of
        same = kind == self.kind and ground.same(self._drawn[0].ground)
        return self.fans.face if same else None

    def _show_item(self, item: Item | None, base: Seen, seen: Seen | None, as_of: date) -> None:
        title = self.tr("No item with a date") if item is None else item.title
        # The button cannot elide: the words are cut to the room, the tooltip has all of them.
        room = max(80, self.finish.width() - 30)
        metrics = self._themes.theme.fonts.metrics("section", 600)
        text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        self.item.set_face(ButtonFace(text, "quiet", chevron=bool(self._items), strong=True))
        self.item.set_name(self.tr("When “{title}” is done").format(title=title))
        if item is not None:
            self.finish.setAccessibleName(self.item.accessibleName())
            self.finish.show_face(finish_face(base, seen, item.id, as_of))
        self.finish.setVisible(item is not None)

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.advice)
        column.addSpacing(2)
        column.addWidget(self.resort)
        column.addSpacing(10)
        self._charts = QWidget()
        charts = QHBoxLayout(self._charts)
        charts.setContentsMargins(0, 0, 0, 0)
        charts.setSpacing(12)
        charts.addWidget(self._fan_panel(), 2)
        charts.addWidget(self._finish_panel(), 1)
        self._compared = Panel(self._themes)
        inside = QVBoxLayout(self._compared)
        inside.setContentsMargins(4, 2, 4, 2)
        inside.addWidget(self.table)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(12)
        self._parts.addWidget(self._charts, 1)
        self._parts.addWidget(self._compared)
        column.addLayout(self._parts, 1)
        column.addSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.quality, 1)
        foot.addWidget(self.advanced, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)

    def _fan_panel(self) -> Panel:
        panel = Panel(self._themes)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 12, 0)
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self._legend)
        head.addStretch(1)
        head.addWidget(self._table_button(self.fans))
        self._legend.setAlignment(Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(panel)
        column.setContentsMargins(1, 10, 1, 6)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.fans, 1)
        return panel

    def _finish_panel(self) -> Panel:
        panel = Panel(self._themes)
        panel.setMinimumWidth(212)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 12, 0)
        head.setSpacing(4)
        head.addWidget(self.item)
        head.addStretch(1)
        head.addWidget(self._table_button(self.finish))
        column = QVBoxLayout(panel)
        column.setContentsMargins(1, 10, 1, 6)
        column.setSpacing(6)
        column.addLayout(head)
        inside = QHBoxLayout()
        inside.setContentsMargins(11, 0, 11, 0)
        inside.addWidget(self.finish)
        column.addLayout(inside, 1)
        return panel

    def _table_button(self, chart: CrosshairChart) -> Button:
        name = self.tr("The numbers as a table")
        button = Button(self._themes, icon="list-ordered", kind="quiet", small=True, name=name)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.table_requested.emit(chart))
        return button

    def _connect(self) -> None:
        self.table.chosen.connect(self.chosen)
        self.title.clicked.connect(self._on_title_clicked)
        self.item.clicked.connect(self._on_item_clicked)
        self.advanced.activated.connect(lambda _link: self.advanced_requested.emit())

    def _kinds(self) -> dict[str, str]:
        return {
            FANS: self.tr("Must-do work left, person-days"),
            BURN_UP: self.tr("Burn-up: items finished"),
        }

    def draw_kind(self, kind: str) -> None:
        """Draws must-do work, or the burn-up."""
        self.kind = kind
        self._draw(settle=False)

    def _on_title_clicked(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for kind, title in self._kinds().items():
            action = QAction(title, menu)
            action.setCheckable(True)
            action.setChecked(kind == self.kind)
            action.triggered.connect(lambda _on=False, kind=kind: self.draw_kind(kind))
            menu.addAction(action)
        menu.popup(self.title.mapToGlobal(QPoint(0, self.title.height() + 4)))

    def _on_item_clicked(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, title in self._items:
            action = QAction(title.replace("&", "&&"), menu)
            action.triggered.connect(lambda _on=False, key=key: self.item_chosen.emit(key))
            menu.addAction(action)
        menu.popup(self.item.mapToGlobal(QPoint(0, self.item.height() + 4)))

    def resizeEvent(self, event: object) -> None:
        """A low window shows fewer rows at once, so that the charts stay charts."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # handed on as it came
        self._fit()

    def _fit(self) -> None:
        """Charts stay charts: where the window is low all of this scrolls."""
        self._fit_advice()
        around = self.parentWidget()
        room = self.height() if around is None else around.height()
        least = _CHARTS_LEAST if room > _VERY_LOW else _CHARTS_LOW
        for chart in (self.fans, self.finish):
            chart.setMinimumHeight(least)
        self._put_first(self._compared if room <= _VERY_LOW else self._charts)
        rows = _MOST_ROWS if room > _LOW else _FEWER_ROWS
        self.table.setFixedHeight(self.table.wanted_height(rows))
        self.table.scrollTo(self.table.currentIndex())
        self._legend.setVisible(self.fans.width() > 520)

    def _put_first(self, part: QWidget) -> None:
        """Puts the charts or the comparison first; what comes first is seen without scrolling."""
        if self._parts.indexOf(part) == 0:
            return
        self._parts.removeWidget(part)
        self._parts.insertWidget(0, part, 1 if part is self._charts else 0)
        for before, after in pairwise(self._tab_order(part)):
            QWidget.setTabOrder(before, after)

    def _tab_order(self, first: QWidget) -> list[QWidget]:
        """What takes the keyboard, as it stands on the page."""
        parts = (self._compared, self._charts)
        order = parts if first is self._compared else parts[::-1]
        found = [
            each
            for part in order
            for each in part.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        return [*found, self.advanced]

    def _fit_advice(self) -> None:
        wanted = self.advice.heightForWidth(max(200, self.width()))
        self.advice.setFixedHeight(max(_ADVICE_HEIGHT, min(_ADVICE_MOST, wanted)))


def _offered(dated: Sequence[str], state: State, item: str | None) -> tuple[tuple[str, str], ...]:
    """The items whose date can be looked at, the one in view among them."""
    keys = list(dated[:_MOST_ITEMS])
    if item is not None and item not in keys:
        keys.append(item)
    return tuple((key, state.items[key].title) for key in keys if key in state.items)
