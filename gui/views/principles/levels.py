"""What does one do to levels: record, set, make an item of a breach, order principles?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from gui.models.principles.faces import is_heading
from gui.paint.measure_row import Face
from gui.session import ReasonWanted
from gui.views.principles.menu import item_menu, menu_words
from gui.views.principles.shown import LevelsView
from gui.views.sprints.popover import lay_under
from roadmap.analysis.levels.levels import Standing
from roadmap.analysis.levels.principles import remedy
from roadmap.commands import Command
from roadmap.commands.items import AddItem
from roadmap.commands.levels import NoteEffect, RemoveMeasure
from roadmap.commands.roadmap import EditPrinciple, RemovePrinciple
from roadmap.records.presets import PRESET_BY_KEY
from roadmap.values import Driver, Forcing, Horizon

_PROMPT = 620


class LevelsTab(LevelsView):
    """The tab with its gestures: each becomes one decision."""

    def _connect(self) -> None:
        super()._connect()
        rows = self.board.list
        rows.acted.connect(self._on_acted)
        rows.menu_requested.connect(self._on_menu_requested)
        self.panel.asked.connect(self.do)
        self.panel.effect_said.connect(self.note_effect)
        self.record_form.paste_requested.connect(partial(self.do, "paste"))
        self.measure_form.saved.connect(self._on_measure_saved)
        self.prompt.saved.connect(self._on_reason)
        self.empty.action_requested.connect(self._on_begin)

    def _on_acted(self, key: str, action: str) -> None:
        if self._session.read_only is None:
            self.choose(key)
            self.do(action)

    def _on_begin(self, key: str) -> None:
        if key == "import":
            self.import_wanted.emit()
        elif self._session.read_only is None and self.side.may_leave():
            preset = PRESET_BY_KEY[key]
            rows = () if self.facts is None else self.facts.rows
            of_it = (row.principle.id for row in rows if row.principle.name == preset.principle)
            self._open(self.measure_form, "show_new", next(of_it, self.principle), key)

    def _on_measure_saved(self, key: str) -> None:
        self.choose(key or self.measure_form.added)

    # -- doing ------------------------------------------------------------------------------------

    def do(self, what: str) -> None:
        """Does what a button, a key, a menu or the last column asks for."""
        reason = self._session.read_only
        if reason is not None:
            self._session.refused.emit(reason)
            return
        doings = self._doings()
        if what in doings and (what in ("item", "effect") or self.side.may_leave()):
            doings[what]()

    def _doings(self) -> dict[str, Callable[[], None]]:
        key = self._chosen
        found: dict[str, Callable[[], None]] = {
            "add_measure": partial(self._open, self.measure_form, "show_new", self.principle),
            "add_principle": partial(self._open, self.principle_form, "show_principle", None),
        }
        if self.chosen is not None:
            found |= {
                "item": self.offer_item,
                "record": partial(self._open, self.record_form, "show_measure", key),
                "paste": partial(self._open, self.paste_form, "show_measure", key),
                "level": partial(self._open, self.minimum_form, "show_measure", key),
                "edit": partial(self._open, self.measure_form, "show_measure", key),
                "effect": self.panel.ask_effect,
                "remove": self._remove,
            }
        elif self.facts is not None and self.facts.principle(key) is not None:
            found |= {
                "rename": partial(self._open, self.principle_form, "show_principle", key),
                "up": partial(self.shift, -1),
                "down": partial(self.shift, 1),
                "retire": self._retire,
            }
        return found

    def _open(self, form: QWidget, show: str, *given: object) -> None:
        self.side.open_form(form)
        getattr(form, show)(*given)

    def execute(self, commands: list[Command], say: str) -> None:
        """Decides, and asks for a reason beside the row where one matters."""
        self._deciding = True
        self._session.execute(commands, say=say)
        self._deciding = False

    def _remove(self) -> None:
        row = self.chosen
        if row is not None:
            said = self.tr("{name} is no longer measured").format(name=row.measure.name)
            self.execute([RemoveMeasure(measure=row.measure.id)], said)

    def _retire(self) -> None:
        row = None if self.facts is None else self.facts.principle(self._chosen)
        if row is not None:
            said = self.tr("{name} retired").format(name=row.principle.name)
            self.execute([RemovePrinciple(principle=row.principle.id)], said)

    def shift(self, step: int) -> None:
        """Moves the chosen principle up or down."""
        if self.facts is None:
            return
        keys = [row.principle.id for row in self.facts.rows]
        place = keys.index(self._chosen) if self._chosen in keys else -1
        if place < 0 or not 0 <= place + step < len(keys):
            return
        keys[place], keys[place + step] = keys[place + step], keys[place]
        table = self._session.live.principles
        commands: list[Command] = [
            EditPrinciple(principle=key, fields={"place": number})
            for number, key in enumerate(keys)
            if table[key].place != number
        ]
        name = table[self._chosen].name
        moved = self.tr("{name} is number {n} now").format(name=name, n=place + step + 1)
        self.execute(commands, moved)

    def note_effect(self, text: str) -> None:
        """Records who felt the breach, on the measurement that showed it."""
        row = self.chosen
        if row is not None and row.latest is not None:
            said = self.tr("Noted who felt it")
            command = NoteEffect(measure=row.measure.id, effect=text, day=row.latest.day)
            self.execute([command], said)

    # -- from a breach to an item -----------------------------------------------------------------

    def offer_item(self) -> None:
        """Asks where the item stands that restores the level; then it is a card on the grid."""
        row, today = self.chosen, self._session.today
        if row is None:
            return
        if not row.breached and not is_heading(row, today):
            said = self.tr(
                "{name} is not breached: there is nothing to restore. Add an item with A and let "
                "it protect this level."
            )
            self._session.refused.emit(said.format(name=row.measure.name))
            return
        menu = item_menu(self, partial(self.make_item, row))
        button = self.panel.buttons.get("item")
        if button is not None and button.isVisible():
            at = button.mapToGlobal(QPoint(0, button.height() + 4))
        else:
            rows = self.board.list
            at = rows.viewport().mapToGlobal(rows.row_rect(row.measure.id).center())
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])

    def make_item(
        self,
        row: Standing,
        forcing: Forcing | None,
        horizon: Horizon | None,
        driver: Driver | None = None,
    ) -> None:
        """Adds the item that restores a level."""
        fields: dict[str, Any] = remedy(row, self._session.live)
        given = {"forcing": forcing, "horizon": horizon, "driver": driver}
        fields |= {key: value for key, value in given.items() if value is not None}
        given_fields: Any = fields
        command = AddItem(fields=given_fields)
        self.execute([command], self.tr("Added “{title}”").format(title=fields["title"]))

    # -- menus and reasons ------------------------------------------------------------------------

    def _on_menu_requested(self, face: Face, at: QPoint) -> None:
        menu = QMenu(self)
        for key, text in menu_words(face):
            if not key:
                menu.addSeparator()
                continue
            action = menu.addAction(text, partial(self.do, key))
            action.setEnabled(self._session.read_only is None)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def claim_reason(self, wanted: ReasonWanted) -> bool:
        """Asks beside the row; False where the change was not made here."""
        if not (self._deciding or self.side.form is self.minimum_form) or not self.isVisible():
            return False
        self._asked = wanted
        rows = self.board.list
        rect = rows.row_rect(self._chosen)
        rect.moveTopLeft(rows.viewport().mapTo(self, rect.topLeft()))
        self.prompt.ask(wanted.question)
        lay_under(self.prompt, rect, min(_PROMPT, self.width() - 8))
        return True

    def _on_reason(self, why: str) -> None:
        if self._asked is not None:
            self._session.give_reason(self._asked.decisions, why)
            self._asked = None
