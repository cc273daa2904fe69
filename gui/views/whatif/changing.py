"""How are the changes made that have no lever: from a form, from their card, from another page?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from gui.models.whatif import levers as levers
from gui.models.whatif.branch import refusal
from gui.models.whatif.changes import CHANGES, Change, changes_of
from gui.models.whatif.entries import Wrong
from gui.models.whatif.forms import answered, entries_of, form_face
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.whatif.choosing import WhatifChoosing
from gui.views.whatif.desk import DRAFT, WhatifDesk
from gui.views.whatif.form import ChangeForm
from gui.views.whatif.head import WhatifHead
from gui.views.whatif.side import ScenarioSide
from roadmap.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class _Asking:
    """What the open form is for: a kind, the change it replaces, a scenario of its own."""

    kind: str
    change: Change | None = None
    fresh: bool = False


class WhatifChanging(QObject):
    """Asks for a change and puts it into the chosen scenario, or into a new one."""

    def __init__(
        self,
        page: QWidget,
        session: Session,
        themes: ThemeSource,
        desk: WhatifDesk,
        side: ScenarioSide,
        head: WhatifHead,
        choosing: WhatifChoosing,
    ) -> None:
        super().__init__(page)
        self._page, self._session, self._desk = page, session, desk
        self._side, self._head, self._choosing = side, head, choosing
        self._asking = _Asking("")
        self.form = ChangeForm(themes, page)
        self.form.answered.connect(self._on_answered)
        choosing.change_requested.connect(self.ask)
        side.levers.opened.connect(self.open_card)

    def ask(self, kind: str, about: str = "", change: Change | None = None) -> None:
        """Open the form of a kind, about this and with what a change says already."""
        self._open(_Asking(kind, change), about)

    def open_card(self, kind: str, key: str) -> None:
        """Change again what a card shows."""
        if self._desk.blocked() is not None:
            return
        chosen = self._desk.chosen or Scenario("", "")
        if kind in ("defer", "leave"):
            self._choosing.ask_later(kind, key)
        elif kind == "attrition":
            self.ask(kind)
        elif kind in CHANGES:
            found = (each for each in changes_of(chosen) if str(each.place) == key)
            change = next(found, None)
            if change is not None:
                self.ask(kind, "" if kind == "new" else change.about, change)

    def try_out(self, kind: str, ids: Sequence[str]) -> None:
        """Begin a scenario about items that were selected elsewhere."""
        reason, state = self._session.read_only, self._session.state
        known = [each for each in ids if each in state.items and state.items[each].is_open]
        if reason is not None or not known:
            words = self.tr("Only open items can be tried in What-if: open it again first.")
            self._session.refused.emit(reason or words)
        elif kind == "shed":
            self._desk.new(partial(levers.with_shed, items=known))
        elif kind == "first":
            self._desk.new(partial(self._first, known))
        elif kind == "defer":
            self._choosing.ask_later("defer", known[0], fresh=True)
        else:
            self._open(_Asking(kind, fresh=True), known[0])

    def _first(self, ids: Sequence[str], scenario: Scenario) -> Scenario:
        for item in reversed(ids):
            scenario = levers.with_invested(scenario, self._session.state, item)
        return scenario

    def _open(self, asking: _Asking, about: str) -> None:
        reason = self._session.read_only if asking.fresh else self._desk.blocked()
        if reason is not None:
            self._session.refused.emit(reason)
            return
        state, today = self._session.state, self._session.today
        face = form_face(asking.kind, state, self._head.team.value or None)
        if face.about and not face.choices:
            self._session.refused.emit(self.tr("There is nothing to choose from."))
            return
        if about and all(about != key for key, _ in face.choices):
            face = replace(face, choices=form_face(asking.kind, state).choices)
        if about and all(about != key for key, _ in face.choices):
            self._session.refused.emit(self.tr("It is no longer open: take it out instead."))
            return
        self._asking = asking
        assumed = 0.0 if self._desk.chosen is None else self._assumed()
        self.form.ask(
            face,
            about,
            lambda key: entries_of(asking.kind, key, state, today, asking.change, assumed),
            self._anchor(),
        )

    def _assumed(self) -> float:
        chosen = self._desk.chosen
        return 0.0 if chosen is None else chosen.assumptions.attrition_a_year

    def _on_answered(self, about: str, texts: Mapping[str, str]) -> None:
        asking, state, today = self._asking, self._session.state, self._session.today
        try:
            change = answered(asking.kind, about, texts, state, today, asking.change)
        except Wrong as wrong:
            self.form.complain_at(wrong.entry, str(wrong))
            return
        before = None if asking.fresh else self._desk.chosen
        before = before or Scenario(DRAFT, "")
        problem = refusal(before, change(before), state, today)
        if problem is not None:
            self.form.complain(problem)
            return
        self.form.leave()
        if asking.fresh:
            self._desk.new(change)
        else:
            self._desk.move(change)

    def _anchor(self) -> QRect:
        """Beside the levers, as low as the button that asks: the cards stay in view."""
        side, button = self._side, self._side.levers.other_add
        left, top = side.mapTo(self._page, QPoint(0, 0)), button.mapTo(self._page, QPoint(0, 0))
        return QRect(QPoint(left.x(), min(top.y(), left.y() + side.height())), side.size())
