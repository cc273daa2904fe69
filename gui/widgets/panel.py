"""What is a page made of: panels, its head, the head of a quadrant?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from gui.paint.quadrant import (
    HEADER_HEIGHT,
    LOW_HEADER_HEIGHT,
    QuadrantFace,
    draw_quadrant_header,
)
from gui.paint.shapes import draw_box
from gui.theme import Theme, ThemeSource
from gui.tokens import PAGE_HEAD_HEIGHT, RADIUS_PANEL
from gui.widgets.label import Label
from gui.widgets.plain import plain_tooltip


class Panel(QFrame):
    """A surface with a border and a radius of 8; ``set_accent`` where a decision is asked."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._accent = False
        themes.changed.connect(self._on_theme_changed)

    def set_accent(self, accent: bool) -> None:
        """Draws the border in the accent colour."""
        self._accent = accent
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the box."""
        c = self._themes.theme.colors
        border = c.accent if self._accent else c.border
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            draw_box(painter, rect, fill=c.surface, border=border, radius=RADIUS_PANEL)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class PageHead(QWidget):
    """The title of a page, a sentence beside it, and controls at the right; 56 pixels."""

    def __init__(self, themes: ThemeSource, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(PAGE_HEAD_HEIGHT)
        self._title = Label(themes, title, style="page")
        self.note = Label(themes, tone="muted", elide=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._title)
        self._row.addSpacing(4)
        self._row.addWidget(self.note, 1)

    def set_note(self, note: str) -> None:
        """The sentence beside the title."""
        self.note.setText(note)

    def add_control(self, *controls: QWidget) -> None:
        """Chips and buttons at the right, in this order."""
        for control in controls:
            self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)


class QuadrantHead(QWidget):
    """The painted head of a quadrant; hovered, it says its share of the coming capacity."""

    def __init__(
        self, themes: ThemeSource, face: QuadrantFace, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._face = face
        self.setFixedHeight(HEADER_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_face(face)
        themes.changed.connect(self._on_theme_changed)

    @property
    def face(self) -> QuadrantFace:
        """What is shown."""
        return self._face

    def set_face(self, face: QuadrantFace) -> None:
        """Shows other numbers."""
        self._face = face
        self._say_rest()
        self.setAccessibleName(", ".join(p for p in (face.title, face.capacity_text) if p))
        self.setAccessibleDescription(face.spoken)
        self.update()

    def set_low(self, low: bool) -> None:
        """Leaves out what the quadrant means: the tooltip says it then."""
        self.setFixedHeight(LOW_HEADER_HEIGHT if low else HEADER_HEIGHT)
        self._say_rest()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(240, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the head."""
        with QPainter(self) as painter:
            rect, theme = QRectF(self.rect()), self._themes.theme
            draw_quadrant_header(painter, rect, self._face, theme, hover=self.underMouse())

    def _say_rest(self) -> None:
        face, low = self._face, self.minimumHeight() < HEADER_HEIGHT
        parts = (face.meaning, face.counts, face.capacity_text) if low else ()
        self.setToolTip(plain_tooltip("\n".join(part for part in parts if part)))

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
