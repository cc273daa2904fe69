"""Which roadmaps were opened before, and how do they stand?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from gui.dates import recent_moment
from gui.paint.minibar import draw_minibar
from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import draw_text
from gui.recents import Recent, say_folder
from gui.theme import Theme, ThemeSource
from gui.widgets.panel import Panel
from gui.widgets.plain import set_plain_tooltip

ROW_HEIGHT, HEAD_HEIGHT = 52, 45
DATE_WIDTH, SHARE_WIDTH, BAR_WIDTH = 96, 86, 63


class RecentRow(QAbstractButton):
    """One roadmap: name, folder, the four shares, the must-do share, the last decision.

    Signals:
        forgotten(str): Take it off the list (Delete, or the menu).
    """

    forgotten = Signal(str)

    def __init__(self, themes: ThemeSource, recent: Recent, today: date) -> None:
        super().__init__()
        self._themes = themes
        self.recent = recent
        self._folder = say_folder(recent.location)
        self._when = recent_moment(recent.decided_at, today) if recent.decided_at else ""
        share = recent.must_share
        self._share = "" if share is None else f"{share:.0%} must do"
        self.setText(recent.title)
        self.setAccessibleName(recent.title)
        said = (recent.problem, self._share, self._when, recent.location)
        set_plain_tooltip(self, "\n".join(part for part in said if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(ROW_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        themes.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """A row."""
        return QSize(400, ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Up and Down go to the neighbours, Delete forgets."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case Qt.Key.Key_Delete:
                self.forgotten.emit(self.recent.location)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the row with a line above."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            if self.underMouse():
                draw_box(painter, rect.adjusted(1, 1, -1, 0), fill=c.hover, radius=0)
            painter.fillRect(QRectF(0, 0, rect.width(), 1), c.border)
            middle = rect.center().y()
            icon = "file" if self.recent.problem is None else "alert-triangle"
            tone = c.muted if self.recent.problem is None else c.warn
            theme.icons.draw(painter, icon, QRectF(17, middle - 8, 16, 16), tone)
            right = self._paint_numbers(painter, rect, theme)
            words = QRectF(44, middle - 19, right - 44 - 16, 20)
            draw_text(painter, words, self.text(), theme, weight=500)
            below = self.recent.problem or self._folder
            color = c.muted if self.recent.problem is None else c.warn
            draw_text(painter, words.translated(0, 18), below, theme, "small", color=color)
            if self.hasFocus():
                draw_focus_ring(painter, rect.adjusted(2, 2, -2, -1), theme)

    def _paint_numbers(self, painter: QPainter, rect: QRectF, theme: Theme) -> float:
        """Draws from the right; returns where the words must end."""
        c = theme.colors
        right = rect.right() - 17
        if self._when:
            room = QRectF(right - DATE_WIDTH, 0, DATE_WIDTH, rect.height())
            draw_text(painter, room, self._when, theme, "small", color=c.muted, align="right")
        right -= DATE_WIDTH
        if self._share:
            room = QRectF(right - SHARE_WIDTH, 0, SHARE_WIDTH, rect.height())
            draw_text(painter, room, self._share, theme, "small", color=c.muted)
        right -= SHARE_WIDTH
        if self.recent.shares is not None:
            bar = QRectF(right - BAR_WIDTH - 24, rect.center().y() - 5, BAR_WIDTH, 10)
            draw_minibar(painter, bar, self.recent.shares, theme)
            return bar.left()
        return right if self._share else rect.right() - 17

    def _on_menu_requested(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Open"), self.click)
        location = self.recent.location
        menu.addAction(self.tr("Take off this list"), lambda: self.forgotten.emit(location))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(point))

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class RecentsPanel(Panel):
    """The recent roadmaps, the latest first.

    Signals:
        chosen(str): Open this location.
        forgotten(str): Take this location off the list.
    """

    chosen = Signal(str)
    forgotten = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._shown: list[RecentRow] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, HEAD_HEIGHT, 0, 1)
        self._rows.setSpacing(0)
        self.setAccessibleName(self.tr("Recent roadmaps"))

    @property
    def rows(self) -> list[RecentRow]:
        """The rows in view."""
        return list(self._shown)

    def set_recents(self, recents: Sequence[Recent], today: date) -> None:
        """Shows these."""
        focused = next((row.recent.location for row in self.rows if row.hasFocus()), None)
        for row in self.rows:
            self._rows.removeWidget(row)
            row.deleteLater()
        self._shown = []
        for recent in recents:
            row = RecentRow(self._themes, recent, today)
            location = recent.location
            row.clicked.connect(lambda _checked=False, at=location: self.chosen.emit(at))
            row.forgotten.connect(self.forgotten)
            self._rows.addWidget(row)
            self._shown.append(row)
            if location == focused:
                row.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds the head to the panel."""
        super().paintEvent(event)
        theme = self._themes.theme
        head = QRectF(17, 12, self.width() - 34, 20)
        with QPainter(self) as painter:
            draw_text(painter, head, self.tr("Recent"), theme, "section")
            said = self.tr("must do and choice, open effort")
            color = theme.colors.muted
            draw_text(painter, head, said, theme, "small", color=color, align="right")
