"""How is the log of decisions painted: row by row, and never longer than a frame?

Only the rows in view are made; those that cost too much for one frame come with the next.
"""

from __future__ import annotations

from datetime import date
from time import perf_counter

from PySide6.QtCore import QRect, QRectF, QTimer
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent

from gui.models.decisions.faces import Entry
from gui.models.decisions.model import DecisionsModel
from gui.paint.log_row import TEXT_LEFT, draw_day, draw_log_row
from gui.paint.text import draw_text
from gui.session import Session
from gui.theme import Theme, ThemeSource
from gui.views.decisions.area import LogArea
from roadmap.analysis.words import say_day, say_number

_FAINT = 0.65
_FRAME_SECONDS = 0.012  # for making rows that were never in view


class PaintedLog(LogArea):
    """The rows; what was decided after the moment that is shown is faint."""

    def __init__(self, themes: ThemeSource, session: Session, model: DecisionsModel) -> None:
        super().__init__(model)
        self._themes, self._session = themes, session
        self._hovered = -1
        self._over_name = False
        self._today = session.today
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.viewport().update)
        session.shown.connect(self._on_shown)
        themes.changed.connect(self._on_theme_changed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows that meet the region."""
        places, offset = self.places(), self.verticalOffset()
        area = event.rect()
        row = places.row_at(max(0, area.top() + offset))
        end = perf_counter() + _FRAME_SECONDS
        self._today = self._session.today
        with QPainter(self.viewport()) as painter:
            painter.fillRect(area, self._themes.theme.colors.surface)
            while row is not None and row < self.log.rows.row_count:
                top = places.top(row) - offset
                if top > area.bottom():
                    break
                height = places.height_of(row)
                rect = QRectF(0, top, self.viewport().width(), height)
                self._paint_row(painter, rect, row, in_time=perf_counter() < end)
                row += 1

    def _paint_row(self, painter: QPainter, rect: QRectF, row: int, *, in_time: bool) -> None:
        theme = self._themes.theme
        index = self.log.rows.index_at(row)
        if index is None:
            head = self.log.rows.head_at(row)
            if head is not None:
                words = day_words(head.day, self._today)
                draw_day(painter, rect, words, say_number(head.count), theme)
            return
        if not in_time and not self.log.entries.is_known(index):
            inside = rect.adjusted(TEXT_LEFT, 8, 0, -30)
            draw_text(painter, inside, "…", theme, color=theme.colors.faint)
            self._again.start()
            return
        shown = self._session.index
        entry = self.log.entries.entry(index)
        painter.save()
        if index > shown:
            painter.setOpacity(_FAINT)
        is_open = row == self.open_row()
        draw_log_row(
            painter,
            rect,
            entry.face,
            theme,
            selected=is_open,
            hover=row == self._hovered,
            focused=is_open and self.hasFocus(),
        )
        painter.restore()
        if self._over_name and row == self._hovered:
            name = self.name_rect(row, entry)
            painter.fillRect(
                QRectF(name.left(), name.bottom() - 1, name.width(), 1), theme.colors.text
            )
        if index == shown and not self._session.at_now:
            painter.fillRect(QRectF(0, rect.top(), 3, rect.height() - 1), theme.colors.accent)

    def name_rect(self, row: int, entry: Entry) -> QRect:
        """Where the bold words of a row stand in the viewport; empty where they name no item."""
        if not entry.named:
            return QRect()
        theme = self._themes.theme
        left = float(TEXT_LEFT)
        for run in entry.face.what:
            width = theme.fonts.width(run.text, "body", run.weight)
            if run.weight == 600:
                top = self.places().top(row) - self.verticalOffset() + 8
                room = self.viewport().width() - left - 110
                return QRect(round(left), top, round(min(width, room)), 18)
            left += width
        return QRect()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draws the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _on_shown(self, _shown: object) -> None:
        self.viewport().update()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()


def day_words(day: date, today: date) -> str:
    """A day's head: "Fri 20 November", with the year where it is not this one."""
    return f"{day:%a} {say_day(day, today)}"
