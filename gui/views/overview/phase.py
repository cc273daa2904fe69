"""Where are we, and how did the must-do share go? The phase, its sentence, the bars under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from gui.models.overview.phase import PhaseFace
from gui.models.overview.section import Section
from gui.paint.shapes import draw_focus_ring
from gui.paint.share_bars import ShareBarsFace, bar_columns, draw_share_bars
from gui.theme import Theme, ThemeSource
from gui.views.overview.section import MARGIN, SectionPanel
from gui.widgets.buttons import Button
from gui.widgets.label import Label, RunsLabel
from gui.widgets.marks import Tag
from gui.widgets.plain import plain_tooltip


class ShareChart(QWidget):
    """The bars. Pressed, one leads to the decision that closed its sprint.

    Signals:
        chosen(int): The number of a sprint.
    """

    chosen = Signal(int)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes, self._face = themes, ShareBarsFace()
        self._at: int | None = None
        self.setMinimumHeight(190)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        themes.changed.connect(self._on_theme_changed)

    @property
    def face(self) -> ShareBarsFace:
        """What is shown."""
        return self._face

    def show_face(self, face: ShareBarsFace, rows: Sequence[Sequence[str]]) -> None:
        """Shows other bars; ``rows`` are the same numbers for a screen reader."""
        self._face = face
        if self._at is not None and self._at >= len(face.bars):
            self._at = None
        self.setAccessibleName(self.tr("Share of must-do work, sprint by sprint"))
        said = [self.tr("sprint {0}: {4}, {2} of {3} person-days").format(*row) for row in rows]
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(480, 230)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks the bar under the pointer."""
        self._mark(self._bar_at(event.position().x()))
        over = self._at is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """Marks none."""
        super().leaveEvent(event)
        self._mark(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chooses the bar."""
        place = self._bar_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.chosen.emit(self._face.bars[place].sprint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from bar to bar, Return chooses one."""
        last = len(self._face.bars) - 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and last >= 0:
            place = last if self._at is None else self._at + step
            self._mark(min(max(0, place), last))
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
            self.chosen.emit(self._face.bars[self._at].sprint)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Says the numbers of the bar under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._bar_at(event.pos().x())
            text = "" if place is None else plain_tooltip(self._face.bars[place].words)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the chart."""
        with QPainter(self) as painter:
            theme = self._themes.theme
            draw_share_bars(painter, QRectF(self.rect()), self._face, theme, at=self._at)
            if self.hasFocus():
                draw_focus_ring(painter, QRectF(self.rect()), theme)

    def _bar_at(self, x: float) -> int | None:
        columns = bar_columns(QRectF(self.rect()), self._face)
        return next((n for n, c in enumerate(columns) if c.left() <= x < c.right()), None)

    def _mark(self, place: int | None) -> None:
        if place != self._at:
            self._at = place
            self.update()

    def _tell(self) -> None:
        """Says the bar of the keyboard's cursor where the pointer would."""
        if self._at is None:
            return
        column = bar_columns(QRectF(self.rect()), self._face)[self._at]
        spot = self.mapToGlobal(column.center().toPoint())
        QToolTip.showText(spot, plain_tooltip(self._face.bars[self._at].words), self)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class PhasePanel(SectionPanel):
    """The phase.

    Signals:
        why_requested(): Every condition with its figures.
        questions_requested(): The three questions that a provisional phase rests on.
        sprint_chosen(int): A bar was pressed.
    """

    why_requested = Signal()
    questions_requested = Signal()
    sprint_chosen = Signal(int)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, self.tr("Where are we?"), ("why", self.tr("Why")))
        self.since = Label(themes, tone="muted")
        self._head.insertWidget(1, self.since)
        self.second = Tag(themes, "")
        self._head.insertWidget(self._head.indexOf(self.tag), self.second)
        self.sentence = RunsLabel(themes)
        self.sentence.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.warnings = Label(themes, style="small", tone="warn", wrap=True)
        self.warnings.setContentsMargins(MARGIN, 4, MARGIN, 0)
        self.questions = Button(themes, self.tr("Answer three questions"), small=True)
        self.none = Label(themes, tone="muted", wrap=True)
        self.none.setText(
            self.tr("The must-do share of each sprint stands here once a sprint is closed.")
        )
        self.chart = ShareChart(themes)
        self.link.activated.connect(lambda _link: self.why_requested.emit())
        self.questions.clicked.connect(self.questions_requested)
        self.chart.chosen.connect(self.sprint_chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        self.column.addWidget(self.sentence)
        self.column.addWidget(self.warnings)
        self._asking = QWidget()
        row = QVBoxLayout(self._asking)
        row.setContentsMargins(MARGIN, 10, MARGIN, 0)
        row.setSpacing(10)
        buttons = QHBoxLayout()
        buttons.addWidget(self.questions)
        buttons.addStretch(1)
        row.addLayout(buttons)
        row.addWidget(self.none)
        self.column.addWidget(self._asking)
        self.column.addSpacing(10)
        chart = QHBoxLayout()
        chart.setContentsMargins(MARGIN, 0, MARGIN - 8, 0)
        chart.addWidget(self.chart)
        self.column.addLayout(chart, 1)
        self.column.addStretch(0)

    def show_phase(
        self,
        face: PhaseFace,
        bars: ShareBarsFace,
        rows: Sequence[Sequence[str]],
        blocked: str | None,
    ) -> None:
        """Shows the phase of a moment."""
        self.title.setText(face.title)
        self.setAccessibleName(face.title)
        self.since.setText(face.since)
        tags = [*face.tags, None, None]
        self.show_head(Section(tag=tags[0]))
        second = tags[1]
        self.second.setVisible(second is not None)
        if second is not None:
            self.second.set_tag(*second)
        self.sentence.set_runs(face.why)
        self.warnings.setText("\n".join(face.warnings))
        self.warnings.setVisible(bool(face.warnings))
        self.questions.set_blocked(blocked)
        self._asking.setVisible(face.asks_questions or not bars.bars)
        self.questions.setVisible(face.asks_questions)
        again, first = self.tr("Change the three answers"), self.tr("Answer three questions")
        self.questions.set_text(again if face.was_asked else first)
        self.none.setVisible(not bars.bars)
        self.chart.setVisible(bool(bars.bars))
        self.chart.show_face(bars, rows)
