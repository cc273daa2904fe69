"""How do a group, a row to sort and a numbered target look?"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.models.face_model import FACE_ROLE
from gui.models.sort.table import COLUMNS, ROW_ROLE, GroupRow, SortRow
from gui.paint.shapes import draw_box, draw_focus_ring, draw_key_cap, draw_tag
from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource
from gui.tokens import Tone, WorkRole

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 36
GROUP_HEIGHT = 37
_PAD = 12


class GroupDelegate(QStyledItemDelegate):
    """A group: tick, name, how many of its items are sorted."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One height for all."""
        return QSize(120, GROUP_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws the row."""
        row = index.data(FACE_ROLE)
        if not isinstance(row, GroupRow):
            return
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(option.rect).adjusted(4, 0, -4, 0)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            draw_box(painter, rect, fill=c.accent2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, rect, fill=c.hover)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect, theme)
        inside = rect.adjusted(12, 0, -12, 0)
        if row.done == row.count:
            spot = QRectF(inside.left(), inside.center().y() - 8, 16, 16)
            theme.icons.draw(painter, "check", spot, c.ok)
        counts = f"{row.done} of {row.count}"
        taken = draw_text(painter, inside, counts, theme, "small", color=c.muted, align="right")
        room = inside.adjusted(24, 0, -taken - 8, 0)
        color = c.muted if row.done == row.count else c.text
        draw_text(painter, room, row.name, theme, color=color, weight=600 if chosen else 500)


class SortDelegate(QStyledItemDelegate):
    """A cell of the table of items."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One height for all."""
        return QSize(60, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws the cell; the suggestion is a tag."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, SortRow):
            return
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, c.accent2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, c.hover)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.grid)
        if self._has_cursor(option, index):
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), c.accent)
        inside = rect.adjusted(_PAD, 0, -4, 0)
        column = COLUMNS[index.column()]
        if column == "suggestion":
            if row.suggestion:
                at = QPointF(inside.left(), inside.center().y())
                draw_tag(painter, at, row.suggestion, row.family, theme)
            return
        small = column in ("priority", "due", "because")
        draw_text(
            painter,
            inside.adjusted(0, 0, -8, 0) if column == "due" else inside,
            row.text(column),
            theme,
            "small" if small else "body",
            color=c.text if column == "title" else c.muted,
            weight=500 if column == "title" else 400,
            align="right" if column == "due" else "left",
        )

    def _has_cursor(self, option: QStyleOptionViewItem, index: Index) -> bool:
        view = self.parent()
        if index.column() or not isinstance(view, QAbstractItemView) or not view.hasFocus():
            return False
        return bool(option.state & QStyle.StateFlag.State_Selected) and (
            view.currentIndex().row() == index.row()
        )


class TargetButton(QPushButton):
    """One of the four numbered targets: name, meaning, what is in it already."""

    def __init__(self, themes: ThemeSource, number: int, role: WorkRole) -> None:
        super().__init__()
        self._themes, self._number, self._role = themes, number, role
        self._name = self._meaning = self._count = self._effort = ""
        self._suggested = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(64)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        themes.changed.connect(self._on_theme_changed)

    def show_target(
        self, name: str, meaning: str, count: str, effort: str, *, suggested: bool
    ) -> None:
        """Shows other words and numbers; the suggested one is set off."""
        self._name, self._meaning, self._suggested = name, meaning, suggested
        self._count, self._effort = count, effort
        self.setAccessibleName(f"{self._number}: {name}")
        self.setAccessibleDescription(f"{meaning}, {count}, {effort}")
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, 64)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Shows the hover ground."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the box."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            if not self.isEnabled():
                painter.setOpacity(0.4)
            over = self.underMouse() and self.isEnabled()
            ground = c.accent2 if self._suggested else (c.hover if over else c.surface)
            border = c.accent if self._suggested else c.border2
            draw_box(painter, rect, fill=ground, border=border, width=2 if self._suggested else 1)
            self._draw_words(painter, rect, theme)
            if self.hasFocus():
                draw_focus_ring(painter, rect, theme)

    def _draw_words(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        c = theme.colors
        draw_key_cap(painter, QRectF(14, rect.center().y() - 14, 28, 28), str(self._number), theme)
        tone: Tone = "must" if self._role == "must" else "choice"
        top = QRectF(54, rect.center().y() - 20, rect.width() - 68, 20)
        below = QRectF(54, rect.center().y(), rect.width() - 68, 18)
        taken = draw_text(painter, top, self._count, theme, weight=600, align="right")
        room = top.adjusted(0, 0, -taken - 8, 0)
        draw_text(painter, room, self._name, theme, color=theme.tone(tone), weight=600)
        taken = draw_text(
            painter, below, self._effort, theme, "small", color=c.muted, align="right"
        )
        room = below.adjusted(0, 0, -taken - 8, 0)
        draw_text(painter, room, self._meaning, theme, "small", color=c.muted)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
