"""How do the last sprints compare? Three small charts, and the same numbers as a table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTableView, QToolTip, QWidget

from gui.models.sprints.board import Board
from gui.models.sprints.ends import SERIES_HEADS, balance_face, series_of, series_rows
from gui.paint.sprint_series import SERIES_HEIGHT, SeriesFace, draw_series, series_columns
from gui.theme import Theme, ThemeSource
from gui.views.sprints.popover import SprintPopover
from gui.views.sprints.why import fill_table
from gui.widgets.buttons import Button
from gui.widgets.panel import Panel
from gui.widgets.plain import plain_tooltip
from gui.widgets.tables import set_up_table
from gui.widgets.toast import KEPT_CLEAR
from roadmap.analysis.sprints.series import SprintResult
from roadmap.analysis.words import say_number


class SeriesChart(QWidget):
    """One small chart; the numbers of a bar on hover."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._face = SeriesFace("", "", (), (), "")
        self.setFixedHeight(SERIES_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self._on_theme_changed)

    def show_face(self, face: SeriesFace) -> None:
        """Shows other numbers."""
        self._face = face
        self.setAccessibleName(" ".join(part for part in (face.title, face.hint) if part))
        self.setAccessibleDescription("; ".join(self._words(n) for n in range(len(face.values))))
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(240, SERIES_HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Says the numbers of the bar under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            columns = series_columns(QRectF(self.rect()), len(self._face.values))
            x = event.pos().x()
            at = next((n for n, c in enumerate(columns) if c.left() <= x < c.right()), None)
            text = "" if at is None else plain_tooltip(self._words(at))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the chart."""
        with QPainter(self) as painter:
            draw_series(painter, QRectF(self.rect()), self._face, self._themes.theme)

    def _words(self, at: int) -> str:
        value = self._face.values[at]
        if value is None:
            said = self.tr("nothing to say")
        elif self._face.hue == "pale":
            said = say_number(value)
        else:
            said = f"{value:.0%}"
        return self.tr("Sprint {n}: {value}").format(n=self._face.numbers[at], value=said)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class SeriesStrip(Panel):
    """The charts side by side, and the button for the table; hidden while there is nothing in them.

    Signals:
        table_requested(): The same as a table is wanted.
    """

    table_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.charts = tuple(SeriesChart(themes) for _ in range(3))
        self.balance = SeriesChart(themes)
        self.has_any = False
        self.table = Button(themes, self.tr("Table"), kind="quiet", small=True)
        self.table.clicked.connect(self.table_requested)
        self.setProperty(KEPT_CLEAR, True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 10)
        row.setSpacing(24)
        for chart in (*self.charts, self.balance):
            row.addWidget(chart, 1)
        row.addWidget(self.table, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_results(self, results: tuple[SprintResult, ...], board: Board) -> None:
        """Shows the last of ``results``, and how the choices to come divide."""
        balance = balance_face(board)
        self.has_any = bool(results) or balance is not None
        self.setVisible(self.has_any)
        for chart, face in zip(self.charts, series_of(results), strict=True):
            chart.setVisible(bool(results))
            chart.show_face(face)
        self.balance.setVisible(balance is not None)
        if balance is not None:
            self.balance.show_face(balance)
        self.table.setVisible(bool(results))


class SeriesTable(SprintPopover):
    """The numbers of all closed sprints as a table."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent, width=680)
        self.heading.setText(self.tr("How the closed sprints went"))
        self.table = QTableView()
        set_up_table(self.table, themes)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setAccessibleName(self.heading.text())
        self.table.setTabKeyNavigation(False)
        self.rows.addWidget(self.table)
        self.buttons.addStretch(1)
        self.add_leave(self.tr("Close"))

    def tell(self, results: tuple[SprintResult, ...], anchor: QRect) -> None:
        """Shows the results beside ``anchor``."""
        fill_table(self.table, SERIES_HEADS, series_rows(results))
        self.open_at(anchor, self.table)
