"""The first tab: principles with their levels, and everything one does to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from gui.models.principles import PrinciplesModel
from gui.models.principles_detail import MeasureDetail, PrincipleDetail
from gui.models.principles_detail import measure_detail as measure_detail_of
from gui.models.principles_detail import principle_detail as principle_detail_of
from gui.models.principles_faces import faces, is_heading
from gui.models.principles_facts import LevelFacts, level_facts
from gui.models.principles_history import LevelHistory
from gui.paint.measure_row import Face
from gui.session import ReasonWanted, Session
from gui.theme import ThemeSource
from gui.views.principles_board import PrinciplesBoard
from gui.views.principles_forms import MeasureForm, MinimumForm, PrincipleForm
from gui.views.principles_menu import item_menu, menu_words
from gui.views.principles_panel import LevelPanel
from gui.views.principles_record import PasteForm, RecordForm
from gui.views.principles_side import Side
from gui.views.sprints_popover import lay_under
from gui.widgets.empty_state import EmptyState
from gui.widgets.reason_prompt import ReasonPrompt
from roadmap.analysis.levels import Standing
from roadmap.analysis.principles import remedy
from roadmap.commands import AddItem, Command, EditPrinciple, RemovePrinciple
from roadmap.commands_levels import NoteEffect, RemoveMeasure
from roadmap.presets import PRESET_BY_KEY
from roadmap.values import Driver, Forcing, Horizon

_PROMPT = 620
_ALL = 16_777_215  # QWIDGETSIZE_MAX
_BEGIN = ("availability", "patch_age", "latency")  # what most teams can say at once


class LevelsTab(QWidget):
    """The board with its panel and forms.

    Signals:
        item_opened(str): The id of an item that protects what is shown.
        shown(object): The LevelFacts that are in view.
        import_wanted(): A file with measurements or levels is to be read.
    """

    item_opened = Signal(str)
    shown = Signal(object)
    import_wanted = Signal()

    def __init__(self, session: Session, themes: ThemeSource, side: Side) -> None:
        super().__init__()
        self._session, self._themes, self.side = session, themes, side
        self._history = LevelHistory(session, self)
        self._team: str | None = None
        self._chosen = self._wanted = ""
        self._deciding = False
        self._asked: ReasonWanted | None = None
        self.facts: LevelFacts | None = None
        self.model = PrinciplesModel(self)
        self.board = PrinciplesBoard(themes, self.model)
        self.panel = LevelPanel(session, themes)
        self.record_form = RecordForm(themes, session)
        self.paste_form = PasteForm(themes, session)
        self.minimum_form = MinimumForm(themes, session)
        self.measure_form = MeasureForm(themes, session)
        self.principle_form = PrincipleForm(themes, session)
        self.prompt = ReasonPrompt(themes, self)
        forms = (self.record_form, self.paste_form, self.minimum_form, self.measure_form)
        side.put(self.panel, *forms, self.principle_form)
        self.empty = EmptyState(
            themes,
            self.tr(
                "Start with one measure you already have: set its minimum later, and the page "
                "says when it is breached and who felt it."
            ),
            *((key, PRESET_BY_KEY[key].name) for key in _BEGIN),
            ("import", self.tr("Import a file")),
            title=self.tr("Five principles, no levels yet"),
            icon="shield-check",
            primary=False,
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.board, 1)
        self._column.addWidget(self.empty, 1)
        self.setFocusProxy(self.board)
        self._connect()

    def _connect(self) -> None:
        rows = self.board.list
        rows.chosen.connect(self._on_chosen)
        rows.opened.connect(self._on_opened)
        rows.acted.connect(self._on_acted)
        rows.menu_requested.connect(self._on_menu_requested)
        self.panel.asked.connect(self.do)
        self.panel.effect_said.connect(self.note_effect)
        self.panel.item_opened.connect(self.item_opened)
        self.panel.link_activated.connect(self._on_link)
        self.record_form.paste_requested.connect(lambda: self.do("paste"))
        self.measure_form.saved.connect(self._on_measure_saved)
        self.principle_form.saved.connect(self.choose)
        self.prompt.saved.connect(self._on_reason)
        self.empty.action_requested.connect(self._on_begin)
        self._history.grown.connect(self.refresh)

    # -- show -------------------------------------------------------------------------------------

    def show_levels(self, team: str) -> None:
        """Shows a team's measures, or everybody's for ""."""
        self._team = team or None
        self.refresh()

    def refresh(self) -> None:
        """Shows what is known now."""
        session = self._session
        self._history.follow()
        shifts = self._history.until(session.index)
        self.facts = level_facts(session.state, session.today, shifts, self._team)
        self.model.show_faces(faces(self.facts, editable=session.read_only is None))
        self._show_empty()
        there = self.model.row_of(self._wanted) is not None
        self._chosen = self._wanted if there else self._worst()  # it comes back with its moment
        self._wanted = self._wanted or self._chosen
        self.board.list.choose(self._chosen)
        self._show_panel()
        form = self.side.form
        if form is not None:
            form.show_possible()
        self.shown.emit(self.facts)

    def _show_empty(self) -> None:
        """Under the principles, where nothing is measured yet, what one may begin with."""
        rows = () if self.facts is None else self.facts.rows
        nothing = not any(row.measures for row in rows)
        self.empty.setVisible(nothing)
        self._column.setStretchFactor(self.board, 0 if nothing else 1)
        self.board.list.setMaximumHeight(self.board.list.rows_height() if nothing else _ALL)
        for button in self.empty.buttons.values():
            button.set_blocked(self._session.read_only)

    def _worst(self) -> str:
        """What deserves a look first: the deepest breach, the nearest one, the first measure."""
        if self.facts is None:
            return ""
        rows = [each for row in self.facts.rows for each in row.measures]
        breached = [each for each in rows if each.breached]
        if breached:
            return min(breached, key=lambda each: each.room_share or 0.0).measure.id
        heading = [each for each in rows if is_heading(each, self.facts.today)]
        if heading:
            return min(heading, key=_breach_on).measure.id
        if rows:
            return rows[0].measure.id
        return self.facts.rows[0].principle.id if self.facts.rows else ""

    def _show_panel(self) -> None:
        self.panel.show_detail(self._detail())

    def _detail(self) -> MeasureDetail | PrincipleDetail | None:
        facts, session = self.facts, self._session
        if facts is None:
            return None
        row = facts.measure(self._chosen)
        if row is not None:
            chosen = self._history.set_by(self._chosen, session.index)
            by = "" if chosen is None else session.told(chosen.index).by.name
            return measure_detail_of(row, facts, chosen, by)
        principle = facts.principle(self._chosen)
        return None if principle is None else principle_detail_of(principle, facts)

    # -- choosing ---------------------------------------------------------------------------------

    @property
    def chosen(self) -> Standing | None:
        """The measure that is chosen, None where it is a principle or nothing."""
        return None if self.facts is None else self.facts.measure(self._chosen)

    @property
    def principle(self) -> str:
        """The principle that is chosen, or that the chosen measure belongs to; else the first."""
        row = self.chosen
        if row is not None:
            return row.measure.principle or ""
        if self.facts is not None and self.facts.principle(self._chosen) is not None:
            return self._chosen
        rows = () if self.facts is None else self.facts.rows
        return rows[0].principle.id if rows else ""

    def choose(self, key: str) -> None:
        """Chooses a measure or principle."""
        self._chosen = self._wanted = key
        self.board.list.choose(key)
        self._show_panel()

    def _on_chosen(self, face: Face) -> None:
        if not self.side.may_leave():
            self.board.list.choose(self._chosen)
            return
        self.side.close_form()
        self._chosen = self._wanted = face.key
        self._show_panel()

    def _on_opened(self, face: Face | None) -> None:
        if face is None:
            return
        if self.side.isVisible():
            self.panel.focus_first()
        else:
            self.side.open_form(self.panel)

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

    def _on_link(self, decision: str) -> None:
        self._session.go_to(self._session.index_of(decision))

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


def _breach_on(row: Standing) -> date:
    on = None if row.trend is None else row.trend.breach_on
    return on or date.max
