"""What happens when a lever of What-if is moved, an item dropped, a scenario named or shared?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.models.whatif import levers as levers
from gui.models.whatif.changes import without_change
from gui.models.whatif.levers import Newcomers, positions
from gui.models.whatif.panel import lowest_choices, to_invest, usual_place, usual_start
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.whatif.desk import WhatifDesk
from gui.views.whatif.head import WhatifHead
from gui.views.whatif.popovers import DropPopover, NamePopover
from gui.views.whatif.side import ScenarioSide
from roadmap.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable

_SHED_AT_FIRST = 3


class WhatifGestures(QObject):
    """Turns gestures into changes of the chosen scenario.

    `item` is the one that the page looks at: newcomers are taken on for its team and skill.
    `usual_reserve` is what a sprint keeps as planned, None until that is known.
    """

    def __init__(
        self,
        page: QWidget,
        session: Session,
        themes: ThemeSource,
        desk: WhatifDesk,
        side: ScenarioSide,
        head: WhatifHead,
    ) -> None:
        super().__init__(page)
        self._page, self._session, self._desk = page, session, desk
        self._side, self._head = side, head
        self.item: str | None = None
        self.usual_reserve: float | None = None
        self.naming = NamePopover(themes, page)
        self.dropping = DropPopover(themes, page)
        self._connect()

    def _connect(self) -> None:
        panel = self._side.levers
        self._side.new.clicked.connect(self.new)
        self._side.list.rename_requested.connect(self.name)
        self._side.list.drop_requested.connect(self.drop)
        self._side.list.menu_requested.connect(self._show_menu)
        panel.hires_changed.connect(self.hire)
        panel.contractors_changed.connect(self.contract)
        panel.shed_requested.connect(self.shed)
        panel.removed.connect(self.take_back)
        panel.inflow_moved.connect(self._on_inflow_moved)
        panel.reserve_moved.connect(self._on_reserve_moved)
        panel.dig_out_moved.connect(self._on_dig_out_moved)
        panel.menu_requested.connect(self._on_menu_requested)
        self._head.share_requested.connect(self.share)
        self.naming.named.connect(self._on_named)
        self.dropping.accepted.connect(self._desk.drop)

    # -- levers -----------------------------------------------------------------------------------

    def new(self) -> None:
        """Begin a scenario without a change."""
        self._desk.new()

    def start(self, question: str) -> None:
        """Begin with one of the three questions of the empty page."""
        state, today = self._session.state, self._session.today
        if question == "hire":
            wanted = self._placed(Newcomers(1), usual_start("hires", state, today))
            self._desk.new(lambda scenario: levers.with_hires(scenario, state, today, wanted))
        elif question == "shed":
            items = lowest_choices(state, _SHED_AT_FIRST)
            self._begin(items, self.tr("There is no choice among the open items: nothing to shed."))
        else:
            best = [item.id for item in to_invest(state, today, ())[:1]]
            if not best:
                text = self.tr("No item says what it saves once done: set “Once done” of one.")
                self._session.refused.emit(text)
                return
            self._desk.new(lambda scenario: levers.with_invested(scenario, state, best[0]))

    def _begin(self, items: tuple[str, ...], otherwise: str) -> None:
        if items:
            self._desk.new(lambda scenario: levers.with_shed(scenario, items))
        else:
            self._session.refused.emit(otherwise)

    def hire_one(self) -> None:
        """One more hire."""
        found = self._positions().hires
        self.hire(replace(found, number=found.number + 1))

    def hire(self, wanted: Newcomers) -> None:
        """So many hires, with this skill, from this day on."""
        state, today = self._session.state, self._session.today
        known = self._positions().hires.number
        wanted = self._placed(wanted, usual_start("hires", state, today), known)
        self._desk.move(lambda scenario: levers.with_hires(scenario, state, today, wanted))

    def contract(self, wanted: Newcomers) -> None:
        """So many contractors."""
        state, today = self._session.state, self._session.today
        known = self._positions().contractors.number
        wanted = self._placed(wanted, usual_start("contractors", state, today), known)
        self._desk.move(lambda scenario: levers.with_contractors(scenario, state, today, wanted))

    def _placed(self, wanted: Newcomers, usual: date, known: int = 0) -> Newcomers:
        """With the usual start; the first ones for the team and skill that are short."""
        team, skill = wanted.team, wanted.skill
        if not known:
            team, skill = usual_place(self._session.state, self._session.today, self.item)
            team = self._head.team.value or team
        return replace(wanted, skill=skill, team=team, start=wanted.start or usual)

    def shed(self, ids: object) -> None:
        """Items landed in the tray."""
        if isinstance(ids, tuple):
            self._desk.move(lambda scenario: levers.with_shed(scenario, ids))

    def take_back(self, kind: str, key: str) -> None:
        """Take one change out of the scenario."""
        take: dict[str, Callable[[Scenario], Scenario]] = {
            "shed": lambda scenario: levers.without_shed(scenario, key),
            "invest": lambda scenario: levers.without_invested(scenario, key),
            "defer": lambda scenario: levers.without_deferred(scenario, key),
            "leave": lambda scenario: levers.without_leaving(scenario, key),
            "attrition": lambda scenario: levers.with_attrition(scenario, 0.0),
        }
        change = take.get(kind, lambda scenario: without_change(scenario, int(key)))
        # The card that was pressed goes with it, after its own event is over.
        QTimer.singleShot(0, self, lambda: self._desk.move(change))

    def _on_inflow_moved(self, factor: float, rests: bool) -> None:
        self._desk.move(lambda scenario: levers.with_inflow(scenario, factor), rests=rests)

    def _on_reserve_moved(self, days: float, rests: bool) -> None:
        state = self._session.state
        share = self._positions().dig_out
        usual = self.usual_reserve
        # Where the slider stands as planned it is no lever any more.
        back = usual is not None and round(2 * days) == round(2 * usual)
        wanted = None if back else days
        self._desk.move(
            lambda scenario: levers.with_settings(scenario, state, wanted, share), rests=rests
        )

    def _on_dig_out_moved(self, share: float, rests: bool) -> None:
        state = self._session.state
        days = self._positions().reserve_days
        self._desk.move(
            lambda scenario: levers.with_settings(scenario, state, days, share), rests=rests
        )

    def _positions(self) -> levers.Positions:
        return positions(self._desk.chosen or Scenario("", ""), self._session.state)

    # -- whole scenarios --------------------------------------------------------------------------

    def name(self, *, about_note: bool = False) -> None:
        """Ask for another name and a note."""
        chosen = self._desk.chosen
        if chosen is None or self._desk.blocked() is not None:
            return
        anchor = self._place(self._side.levers.title)
        self.naming.ask(chosen.name, chosen.note, anchor, about_note=about_note)

    def _on_named(self, name: str, note: str) -> None:
        chosen = self._desk.chosen
        if chosen is None:
            return
        if name != chosen.name and not self._desk.rename(name):
            return
        if note != chosen.note:
            self._desk.annotate(note)

    def drop(self) -> None:
        """Ask before the chosen scenario is dropped."""
        chosen = self._desk.chosen
        if chosen is None or self._session.read_only is not None:
            return
        if chosen.shared:
            text = self.tr("“{name}” is shared: withdraw it first, then drop it.")
            self._session.refused.emit(text.format(name=chosen.name))
            return
        self.dropping.ask(chosen.name, self._place(self._side.levers.title))

    def share(self) -> None:
        """Share what is private or changed, withdraw what is shared."""
        chosen = self._desk.chosen
        if chosen is not None and chosen.shared and not chosen.changed:
            self._desk.withdraw()
        else:
            self._desk.share()

    def _on_menu_requested(self) -> None:
        more = self._side.levers.more
        self._show_menu(more.mapToGlobal(QPoint(0, more.height() + 4)))

    def _show_menu(self, at: QPoint) -> None:
        chosen = self._desk.chosen
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        self._entry(menu, self.tr("New scenario"), self.new)
        if chosen is not None:
            menu.addSeparator()
            self._entry(menu, self.tr("Rename…"), self.name)
            self._entry(menu, self.tr("Write a note…"), lambda: self.name(about_note=True))
            self._entry(menu, self.tr("Duplicate"), self._desk.copy)
            menu.addSeparator()
            if not chosen.shared or chosen.changed:
                self._entry(menu, self.tr("Share"), self._desk.share)
            if chosen.shared:
                self._entry(menu, self.tr("Withdraw"), self._desk.withdraw)
            drop = self._entry(menu, self.tr("Drop"), self.drop)
            if chosen.shared:
                drop.setEnabled(False)
                drop.setText(self.tr("Drop: withdraw it first"))
        menu.popup(at)

    def _entry(self, menu: QMenu, text: str, do: Callable[[], object]) -> QAction:
        action = QAction(text, menu)
        action.setEnabled(self._session.read_only is None)
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)
        return action

    def _place(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._page, QPoint(0, 0)), widget.size())
