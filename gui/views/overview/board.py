"""Which sections has the overview below the asks, and what does each show of one moment?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.models.overview.dates import DATE_COLUMNS, balance_face, balance_section, date_section
from gui.models.overview.facts import Facts
from gui.models.overview.goals import GOAL_COLUMNS, goal_section
from gui.models.overview.phase import phase_face, share_bars, share_table
from gui.models.overview.rows import (
    CHANGE_COLUMNS,
    CHECKUP_COLUMNS,
    LEVEL_COLUMNS,
    change_section,
    checkup_section,
    level_section,
)
from gui.models.overview.section import Section
from gui.models.words import day_text
from gui.paint.balance_bar import HEIGHT, BalanceFace, draw_balance
from gui.paint.overview_row import RowFace
from gui.session import Session
from gui.theme import Theme, ThemeSource
from gui.views.overview.chances import capabilities_out, goal_chances
from gui.views.overview.hiring import HireAnswer
from gui.views.overview.layout import Sections
from gui.views.overview.phase import PhasePanel
from gui.views.overview.section import MARGIN, RowsPanel, SectionPanel
from gui.views.overview.steps import StepsPanel
from gui.widgets.buttons import Button
from gui.widgets.label import Label


class BalanceBar(QWidget):
    """Foundation against its band."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._face: BalanceFace | None = None
        self.setFixedHeight(HEIGHT)
        themes.changed.connect(self._on_theme_changed)

    def show_face(self, face: BalanceFace | None) -> None:
        """Shows other shares."""
        self._face = face
        self.setVisible(face is not None)
        if face is not None:
            said = (face.foundation_words, face.innovation_words, face.band_words)
            self.setAccessibleName(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(240, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the bar."""
        if self._face is not None:
            with QPainter(self) as painter:
                draw_balance(painter, QRectF(self.rect()), self._face, self._themes.theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class BalancePanel(SectionPanel):
    """The balance of foundation and innovation."""

    def __init__(self, themes: ThemeSource) -> None:
        leverage = ("page:principles#leverage", self.tr("Leverage"))
        super().__init__(themes, self.tr("Foundation and innovation"), leverage)
        self.bar = BalanceBar(themes)
        self.words = Label(themes, style="small", tone="muted", wrap=True)
        inside = QVBoxLayout()
        inside.setContentsMargins(MARGIN, 2, MARGIN, 0)
        inside.setSpacing(2)
        inside.addWidget(self.bar)
        inside.addWidget(self.words)
        self.column.addLayout(inside)
        self.column.addStretch(1)

    def show_balance(self, face: BalanceFace | None, section: Section) -> None:
        """Shows another balance."""
        self.show_head(section)
        self.bar.show_face(face)
        text = section.foot or section.empty
        self.words.setText(text)
        self.words.setVisible(bool(text))
        alert = section.tag is not None and section.tag[1] == "bad"
        self.words.set_tone("bad" if alert else "muted")


class OverviewBoard(QWidget):
    """The sections.

    Signals:
        activated(str): A link was followed.
        step_pressed(object): The StepFace of a button.
    """

    activated = Signal(str)
    step_pressed = Signal(object)

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__()
        self._themes, self._session = themes, session
        self._facts: Facts | None = None
        self.phase = PhasePanel(themes)
        heads = RowFace(
            self.tr("Item"), by=self.tr("by"), note=self.tr("P50 to P85"), tail=self.tr("in time")
        )
        self.dates = RowsPanel(
            themes, self.tr("Dates at risk"), DATE_COLUMNS, heads=heads, more="page:timeline"
        )
        self.balance = BalancePanel(themes)
        compare = ("changes:", self.tr("Compare"))
        title = self.tr("What changed")
        self.changes = RowsPanel(themes, title, CHANGE_COLUMNS, link=compare, more="changes:")
        self.levels = RowsPanel(
            themes, self.tr("Minimum levels"), LEVEL_COLUMNS, more="page:principles"
        )
        self.checkups = RowsPanel(
            themes, self.tr("Next check-ups"), CHECKUP_COLUMNS, more="page:principles"
        )
        self.steps = StepsPanel(themes)
        self.hiring = HireAnswer(session, self.steps)
        self.goals = self._goals_panel()
        self._chances = goal_chances(session, self)
        self._running_out = capabilities_out(session, self)
        self._grid = Sections(
            {
                "phase": self.phase,
                "dates": self.dates,
                "balance": self.balance,
                "changes": self.changes,
                "levels": self.levels,
                "checkups": self.checkups,
                "steps": self.steps,
                "goals": self.goals,
            }
        )
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._grid)
        self._connect()

    def _goals_panel(self) -> RowsPanel:
        heads = RowFace(
            self.tr("Goal"),
            lead=self.tr("done"),
            by=self.tr("by"),
            value=self.tr("by trend"),
            tail=self.tr("by work"),
        )
        panel = RowsPanel(self._themes, self.tr("Goals"), GOAL_COLUMNS, heads=heads)
        self.add_goal = Button(
            self._themes, self.tr("Set goal"), icon="plus", kind="quiet", small=True
        )
        panel.add_control(self.add_goal)
        return panel

    def _connect(self) -> None:
        for section in self.sections:
            section.activated.connect(self.activated)
        self.phase.why_requested.connect(lambda: self.activated.emit("why:"))
        self.phase.questions_requested.connect(lambda: self.activated.emit("form:questions"))
        self.phase.sprint_chosen.connect(lambda n: self.activated.emit(f"sprint:{n}"))
        self.steps.pressed.connect(self.step_pressed)
        self.add_goal.clicked.connect(lambda: self.activated.emit("goal:"))
        self._chances.found.connect(self._show_goals)
        self._running_out.found.connect(self._show_dates_again)

    @property
    def sections(self) -> tuple[SectionPanel, ...]:
        """The sections in the order of their keys, from 2 on."""
        return (
            *(self.phase, self.dates, self.balance, self.changes),
            *(self.levels, self.checkups, self.steps, self.goals),
        )

    @property
    def is_busy(self) -> bool:
        """Whether what comes later is still being computed."""
        return self._chances.is_busy or self._running_out.is_busy

    def arrange(self, width: int) -> None:
        """Places the sections for a width."""
        self._grid.arrange(width)

    # -- show -------------------------------------------------------------------------------------

    def show_facts(self, facts: Facts, blocked: str | None) -> None:
        """Shows one moment."""
        self._facts = facts
        self.phase.show_phase(phase_face(facts), share_bars(facts), share_table(facts), blocked)
        self.show_dates(facts)
        self.balance.show_balance(balance_face(facts), balance_section(facts))
        since = day_text(date.fromisoformat(facts.document["changes"]["since"]), facts.today)
        self.changes.title.setText(self.tr("Changed since {day}").format(day=since))
        self.changes.show_section(change_section(facts))
        self.levels.show_section(level_section(facts))
        self.checkups.show_section(checkup_section(facts))
        self.hiring.forget()
        self.steps.show_steps(facts.document["next_steps"], blocked)
        self.add_goal.set_blocked(blocked)
        self._chances.want(facts)
        self._running_out.want(facts)
        self._show_goals()

    def show_dates(self, facts: Facts) -> None:
        """Shows the dates with the newest forecast."""
        self._facts = facts
        self.dates.show_section(date_section(facts, self._running_out.of(facts) or ()))

    def _show_dates_again(self) -> None:
        if self._facts is not None:
            self.show_dates(self._facts)

    def _show_goals(self) -> None:
        if self._facts is not None:
            self.goals.show_section(goal_section(self._facts, self._chances.of(self._facts) or {}))
