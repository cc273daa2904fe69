"""What was promised then and is so now, why did dates move, and which minimum levels are met?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.models.decisions.compare import Comparison
from gui.models.decisions.promises import (
    CauseRow,
    cause_rows,
    level_lines,
    promise_lines,
    promise_summary,
)
from gui.paint.cause_bars import ROW, CauseBar, draw_cause_bars
from gui.theme import Theme, ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.decisions.list import ListPanel
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from roadmap.analysis.words import counted

_LEAST = 130


class CauseBars(QWidget):
    """The bars, which a screen reader hears as a list."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._rows: tuple[CauseRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Sprints lost, by cause"))
        themes.changed.connect(self._on_theme_changed)

    @property
    def rows(self) -> tuple[CauseRow, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: tuple[CauseRow, ...]) -> None:
        """Shows what each cause cost."""
        self._rows = rows
        self.setAccessibleDescription("; ".join(row.spoken for row in rows))
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each cause."""
        return QSize(220, round(ROW * 5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the bars."""
        bars = [CauseBar(row.word, row.sprints, row.number, row.must) for row in self._rows]
        with QPainter(self) as painter:
            draw_cause_bars(painter, QRectF(self.rect()), bars, self._themes.theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class CausePanel(Panel):
    """Why dates moved."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.bars = CauseBars(themes)
        self._note = Label(themes, style="small", tone="muted", elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 6)
        column.setSpacing(2)
        column.addWidget(Label(themes, self.tr("Why dates moved"), style="section"))
        column.addWidget(self._note)
        column.addSpacing(4)
        column.addWidget(self.bars, 1)

    def show_rows(self, rows: tuple[CauseRow, ...], note: str) -> None:
        """Shows what each cause cost, and a word on all of them."""
        self.bars.show_rows(rows)
        self._note.setText(note)


class PromisesSide(QWidget):
    """The promises of the first moment at the second one.

    Signals:
        item_chosen(str): An item of a list.
    """

    item_chosen = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.promised = ListPanel(
            themes,
            self.tr("Promised then, now"),
            self.tr(
                "Nothing was promised, dated or forecast at the first moment. Give items a date, "
                "or keep a forecast, and it is held against it here."
            ),
        )
        self.causes = CausePanel(themes)
        self.levels = ListPanel(
            themes, self.tr("Minimum levels"), self.tr("No minimum level is set.")
        )
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(GAP_PANELS)
        self._lower.addWidget(self.causes, 5)
        self._lower.addWidget(self.levels, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PANELS)
        column.addWidget(self.promised, 1)
        column.addLayout(self._lower)
        self.promised.setMinimumHeight(_LEAST)
        self.promised.view.chosen.connect(self.item_chosen)

    def show_comparison(self, found: Comparison) -> None:
        """Shows what came of promises; until that is known, that it is being looked at."""
        past = found.past
        if past is None:
            self.promised.view.lines.show_faces(())
            self.promised.set_note(found.past_note or self.tr("being compared"))
            self.causes.show_rows((), found.past_note)
        else:
            self.promised.view.lines.show_faces(promise_lines(past, found.before, found.after))
            self.promised.set_note(promise_summary(past.promised))
            rows = cause_rows(past.slips)
            late = self.tr("sprints lost by {n}").format(n=counted(len(past.slips), "item"))
            none = self.tr("nothing is later than it was planned")
            self.causes.show_rows(rows, late if past.slips else none)
        self.promised.show_filled()
        lines = level_lines(found.before, found.after)
        self.levels.view.lines.show_faces(lines)
        met = sum(line.tone == "ok" for line in lines)
        self.levels.set_note(self.tr("{n} of {all} met").format(n=met, all=len(lines)))
        self.levels.show_filled()

    def mark(self, item: str | None) -> None:
        """Keeps the lines of other items from looking selected."""
        self.promised.view.mark(item)
        self.levels.view.mark(None)

    def set_narrow(self, narrow: bool, height: int) -> None:
        """Narrow, the lower panels stand one above the other."""
        directions = QBoxLayout.Direction
        self._lower.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        for panel in (self.causes, self.levels):
            panel.setFixedHeight(height)
