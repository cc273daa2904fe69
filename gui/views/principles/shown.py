"""The first tab: principles with their levels, what is chosen, and which forms there are.

What one does to them is levels.py's question.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.models.principles.detail import (
    MeasureDetail,
    PrincipleDetail,
    measure_detail,
    principle_detail,
)
from gui.models.principles.faces import faces, headline, is_heading
from gui.models.principles.facts import LevelFacts, level_facts
from gui.models.principles.history import LevelHistory
from gui.models.principles.model import PrinciplesModel
from gui.paint.measure_row import Face
from gui.session import ReasonWanted, Session
from gui.theme import ThemeSource
from gui.views.principles.board import PrinciplesBoard
from gui.views.principles.forms import MeasureForm, MinimumForm, PrincipleForm
from gui.views.principles.panel import LevelPanel
from gui.views.principles.record import PasteForm, RecordForm
from gui.views.principles.side import Side
from gui.widgets.empty_state import EmptyState
from gui.widgets.reason_prompt import ReasonPrompt
from roadmap.analysis.levels.levels import Standing
from roadmap.records.presets import PRESET_BY_KEY

_ALL = 16_777_215  # QWIDGETSIZE_MAX
_FIVE = 240  # the five principles without measures
_BEGIN = ("availability", "patch_age", "latency")  # what most teams can say at once


class LevelsView(QWidget):
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
        self.panel.item_opened.connect(self.item_opened)
        self.panel.link_activated.connect(self._on_link)
        self.principle_form.saved.connect(self.choose)
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
        if nothing:
            self.empty.say_title(self._nothing())
        self._column.setStretchFactor(self.board, 0 if nothing else 1)
        rows_height = self.board.list.rows_height()
        self.board.list.setMinimumHeight(min(rows_height, _FIVE) if nothing else 0)
        self.board.list.setMaximumHeight(rows_height if nothing else _ALL)
        for button in self.empty.buttons.values():
            button.set_blocked(self._session.read_only)

    def _nothing(self) -> str:
        """What there is to say of principles of which nothing is measured."""
        facts = self.facts
        if facts is None or not facts.rows:
            return self.tr("No principles yet")
        team = self._session.state.teams.get(self._team)
        if team is not None:
            return self.tr("Nothing is measured for {team} yet").format(team=team.name)
        return headline(facts)

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
            return measure_detail(row, facts, chosen, by)
        principle = facts.principle(self._chosen)
        return None if principle is None else principle_detail(principle, facts)

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

    def _on_link(self, decision: str) -> None:
        self._session.go_to(self._session.index_of(decision))


def _breach_on(row: Standing) -> date:
    on = None if row.trend is None else row.trend.breach_on
    return on or date.max
