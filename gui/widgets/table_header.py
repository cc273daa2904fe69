"""What stands above the columns of a table: names, and an arrow at the one it is sorted by?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource
from gui.widgets.tables import HEAD_HEIGHT

PAD = 10
_ARROW = 12


class TableHeader(QHeaderView):
    """The head of a table, painted by the tokens.

    Signals:
        menu_requested(QPoint): The menu of columns is wanted at a place of the screen.
    """

    menu_requested = Signal(QPoint)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._themes = themes
        self._sorted: int | None = None
        self._descending = False
        self._hovered = -1
        self.setFixedHeight(HEAD_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setMouseTracking(True)
        self.setFont(themes.theme.font("small", 500))
        themes.changed.connect(self._on_theme_changed)

    def set_sorted(self, section: int | None, *, descending: bool = False) -> None:
        """Shows the arrow at a section; None where the rows stand in their own order."""
        self._sorted, self._descending = section, descending
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draws one name; the arrow stands where it is sorted by, faint under the pointer."""
        theme = self._themes.theme
        c = theme.colors
        painter.save()
        painter.fillRect(rect, c.hover if section == self._hovered else c.surface)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), c.border)
        inside = QRectF(rect).adjusted(PAD, 0, -PAD, -1)
        role = Qt.ItemDataRole.TextAlignmentRole
        flags = Qt.AlignmentFlag(self.model().headerData(section, self.orientation(), role))
        text = str(self.model().headerData(section, self.orientation()) or "")
        chosen = section == self._sorted
        arrow = chosen or (section == self._hovered and self.sectionsClickable())
        color = c.text if chosen else c.faint
        right = bool(flags & Qt.AlignmentFlag.AlignRight)
        width = min(
            theme.fonts.width(text, "small", 500), inside.width() - (_ARROW if arrow else 0)
        )
        at = inside.right() - width if right else inside.left()
        words = QRectF(at, inside.top(), width + 1, inside.height())
        draw_text(painter, words, text, theme, "small", color=color, weight=500)
        if arrow and inside.width() > _ARROW:
            name = "chevron-down" if chosen and self._descending else "chevron-up"
            left = at - _ARROW - 3 if right else at + width + 3
            left = max(float(rect.left()), left)
            spot = QRectF(left, inside.center().y() - _ARROW / 2, _ARROW, _ARROW)
            theme.icons.draw(painter, name, spot, c.accent if chosen else c.faint)
        painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows which name the pointer is on."""
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of columns."""
        self.menu_requested.emit(event.globalPos())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """The hover ends where the pointer leaves; tooltips are the model's, escaped there."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            section = self.logicalIndexAt(event.pos())
            role = Qt.ItemDataRole.ToolTipRole
            text = self.model().headerData(section, self.orientation(), role)
            QToolTip.showText(event.globalPos(), str(text or ""), self.viewport())
            return True
        return super().viewportEvent(event)

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()
