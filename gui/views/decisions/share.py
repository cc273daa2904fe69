"""How does the must-do share go, sprint by sprint, for eyes, keyboard and screen reader?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.models.words import percent
from gui.paint.shapes import draw_focus_ring
from gui.paint.share_series import ShareBar, bar_rects, draw_share_series
from gui.theme import Theme, ThemeSource
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from roadmap.analysis.sprints.forced_share import SprintShare
from roadmap.analysis.words import counted

MOST_SPRINTS = 16


class ShareChart(QWidget):
    """The chart. Left and Right move from sprint to sprint; what is marked is read out."""

    def __init__(self, themes: ThemeSource, note: Label) -> None:
        super().__init__()
        self._themes, self._note = themes, note
        self._bars: tuple[ShareBar, ...] = ()
        self._marked: int | None = None
        self._rest = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Must-do share per sprint"))
        themes.changed.connect(self._on_theme_changed)

    def show_series(self, bars: Sequence[ShareBar], note: str) -> None:
        """Shows the sprints; ``note`` stands above while none is marked."""
        self._bars, self._rest = tuple(bars), note
        self.setAccessibleDescription("; ".join(bar_words(bar) for bar in self._bars))
        self._mark(None)

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(220, 120)

    def minimumSizeHint(self) -> QSize:
        """Enough for the axis and some bars."""
        return QSize(140, 70)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right mark the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._bars:
            super().keyPressEvent(event)
            return
        here = len(self._bars) if self._marked is None else self._marked
        self._mark(max(0, min(len(self._bars) - 1, here + step)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks the sprint under the pointer."""
        columns = bar_rects(QRectF(self.rect()), len(self._bars))
        x = event.position().x()
        hit = (at for at, column in enumerate(columns) if column.left() <= x < column.right())
        self._mark(next(hit, None))

    def leaveEvent(self, event: QEvent) -> None:
        """Marks nothing."""
        super().leaveEvent(event)
        self._mark(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Marks nothing."""
        super().focusOutEvent(event)
        self._mark(None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the chart."""
        theme = self._themes.theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            draw_share_series(painter, rect, self._bars, theme, marked=self._marked)
            if self.hasFocus():
                draw_focus_ring(painter, rect, theme)

    def _mark(self, place: int | None) -> None:
        self._marked = place
        text = self._rest if place is None else bar_words(self._bars[place])
        self._note.setText(text)
        self.update()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class SharePanel(Panel):
    """The chart with its title, or the sentence that says what is missing for it."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._note = Label(themes, style="small", tone="muted", elide=True)
        self._empty = Label(themes, style="small", tone="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.chart = ShareChart(themes, self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 10, 8)
        column.setSpacing(0)
        column.addWidget(Label(themes, self.tr("Must-do share"), style="section"))
        column.addWidget(self._note)
        column.addWidget(self._empty, 1)
        column.addWidget(self.chart, 1)
        self.show_series((), 1, dated=False)

    def show_series(self, series: Sequence[SprintShare], width: int, *, dated: bool) -> None:
        """Shows the last sprints; ``dated`` says whether a first sprint is set."""
        last = [each for each in series if each.done.count][-1:]
        shown = series[-MOST_SPRINTS:]
        bars = [ShareBar(each.sprint.number, each.done.share, each.window.share) for each in shown]
        note = self.tr("of work done, line: over {n}").format(n=counted(width, "sprint"))
        self.chart.show_series(bars, note)
        self.chart.setVisible(bool(last))
        self._note.setVisible(bool(last))
        self._empty.setVisible(not last)
        if not dated:
            self._empty.setText(self.tr("Say when sprint 1 began, and the share stands here."))
        else:
            self._empty.setText(
                self.tr("Finish the first item, and its sprint stands here with its share.")
            )


def bar_words(bar: ShareBar) -> str:
    """A sprint in words."""
    share = "nothing done" if bar.share is None else percent(bar.share)
    window = "" if bar.window is None else f", {percent(bar.window)} over the window"
    return f"Sprint {bar.sprint}: {share}{window}"
