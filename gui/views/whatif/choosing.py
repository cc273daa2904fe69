"""Which items and people does a scenario touch? Chosen from lists beside the levers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.models.whatif import levers as levers
from gui.models.whatif.levers import positions
from gui.models.whatif.panel import to_defer, to_invest, to_shed
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.whatif.desk import WhatifDesk
from gui.views.whatif.head import WhatifHead
from gui.views.whatif.picker import ItemPicker
from gui.views.whatif.popovers import LaterPopover
from gui.views.whatif.side import ScenarioSide
from roadmap.scenario.scenario import Scenario
from roadmap.state import Item


class WhatifChoosing(QObject):
    """Items to shed, to do first or to defer, people who leave.

    Signals:
        change_requested(str): The form for another kind of change is wanted.
    """

    change_requested = Signal(str)

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
        self._fresh = False
        self.picker = ItemPicker(themes, page)
        self.later = LaterPopover(themes, page)
        side.levers.pick_requested.connect(self.pick)
        side.levers.more_requested.connect(self._on_more_requested)
        self.picker.picked.connect(self._on_picked)
        self.later.chosen.connect(self._on_later_chosen)

    def pick(self, purpose: str) -> None:
        """Offer items to shed or to do first."""
        reason = self._desk.blocked()
        if reason is not None:
            self._session.refused.emit(reason)
            return
        heading, take = {
            "shed": (self.tr("Shed which items?"), self.tr("Shed")),
            "invest": (self.tr("Do what first?"), self.tr("Do first")),
        }[purpose]
        state, today = self._session.state, self._session.today
        anchor = self._place(self._side.levers.tray)
        self.picker.ask(purpose, heading, take, self._offered(purpose), state, today, anchor)

    def _offered(self, purpose: str) -> list[Item]:
        state, team = self._session.state, self._head.team.value or None
        found = self._positions()
        if purpose == "shed":
            return to_shed(state, found.shed, team)
        return to_invest(state, self._session.today, found.invested, team)

    def _on_picked(self, purpose: str, ids: tuple[str, ...]) -> None:
        if purpose == "shed":
            self._desk.move(partial(levers.with_shed, items=ids))
        else:
            state = self._session.state
            for item in ids:
                self._desk.move(partial(levers.with_invested, state=state, item=item))
        self.picker.keep(self._offered(purpose), self._session.state)

    def _on_more_requested(self) -> None:
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        wanted = self.change_requested.emit
        self._entry(menu, self.tr("Defer an item…"), lambda: self.ask_later("defer"))
        self._entry(menu, self.tr("Split an item…"), lambda: wanted("split"))
        self._entry(menu, self.tr("Estimate an item anew…"), lambda: wanted("estimate"))
        self._entry(menu, self.tr("Move an item in the order…"), lambda: wanted("rank"))
        self._entry(menu, self.tr("Buy something for an item…"), lambda: wanted("buy"))
        self._entry(menu, self.tr("Put more people on an item…"), lambda: wanted("crew"))
        self._entry(menu, self.tr("Drop an item…"), lambda: wanted("drop"))
        self._entry(menu, self.tr("Invest in something new…"), lambda: wanted("new"))
        menu.addSeparator()
        self._entry(menu, self.tr("Somebody leaves…"), lambda: self.ask_later("leave"))
        self._entry(menu, self.tr("Somebody is away…"), lambda: wanted("away"))
        self._entry(menu, self.tr("People who leave in a year…"), lambda: wanted("attrition"))
        menu.addSeparator()
        state = self._session.state
        to_team = self.tr("Move somebody to another team…")
        person = self._entry(menu, to_team, lambda: wanted("person"))
        to_team = self.tr("Move a component to another team…")
        component = self._entry(menu, to_team, lambda: wanted("component"))
        person.setEnabled(bool(len(state.teams)))
        component.setEnabled(bool(len(state.teams)) and bool(len(state.components)))
        menu.addSeparator()
        streams = self._entry(menu, self.tr("Must-do work that arrives…"), lambda: wanted("stream"))
        streams.setEnabled(bool(len(self._session.state.streams)))
        button = self._side.levers.other_add
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def ask_later(self, kind: str, key: str = "", *, fresh: bool = False) -> None:
        """Ask what is deferred or who leaves, and when; of `key` with the day that it has."""
        state, found = self._session.state, self._positions()
        self._fresh = fresh
        if kind == "defer":
            team = self._head.team.value or None
            taken = [] if fresh else [item for item, _ in found.deferred if item != key]
            team = None if key else team
            choices = [(item.id, item.title) for item in to_defer(state, taken, team)]
        else:
            choices = [(person.id, person.name) for person in state.people.ordered()]
        if not choices:
            self._session.refused.emit(self.tr("There is nothing to choose from."))
            return
        anchor = self._place(self._side.levers.other_add)
        known = dict(found.deferred if kind == "defer" else found.leaving).get(key)
        self.later.ask(kind, choices, self._session.today, anchor, key, None if fresh else known)

    def _on_later_chosen(self, kind: str, key: str, day: date) -> None:
        state = self._session.state
        if kind == "defer":
            begin = self._desk.new if self._fresh else self._desk.move
            begin(lambda scenario: levers.with_deferred(scenario, state, key, day))
        else:
            self._desk.move(lambda scenario: levers.with_leaving(scenario, state, key, day))

    def _positions(self) -> levers.Positions:
        return positions(self._desk.chosen or Scenario("", ""), self._session.state)

    def _entry(self, menu: QMenu, text: str, do: Callable[[], object]) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)
        return action

    def _place(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._page, QPoint(0, 0)), widget.size())
