"""How far is the long work, and how is it stopped?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from gui.paint.shapes import draw_box
from gui.theme import ThemeSource
from gui.tokens import RADIUS_PANEL
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.overlay import Overlay

BOX_WIDTH = 360


class ProgressOverlay(Overlay):
    """Covers its parent while a worker works.

    Signals:
        cancel_requested(): Cancel or Esc was pressed; the owner stops the worker and calls
            ``finish``.
    """

    cancel_requested = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent)
        self._box = QWidget(self)
        self._title = Label(themes, style="section")
        self._detail = Label(themes, style="small", tone="muted", elide=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = Button(themes, self.tr("Cancel"), keys="Esc")
        self._cancel.clicked.connect(self._on_cancel_clicked)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for part in (self._title, self._bar, self._detail):
            column.addWidget(part)
        column.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignRight)

    def start(self, title: str, detail: str = "", *, cancellable: bool = True) -> None:
        """Shows the work; how long it takes is unknown until ``set_progress``."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self.setAccessibleName(title)
        self._cancel.setVisible(cancellable)
        self._cancel.setEnabled(True)
        self.appear()
        self.setFocus()

    def set_progress(self, done: int, total: int, detail: str = "") -> None:
        """``done`` of ``total`` of any unit; ``detail`` replaces the line below."""
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        if detail:
            self._detail.setText(detail)

    def finish(self) -> None:
        """Goes away."""
        self.hide()

    def place(self) -> None:
        """Covers the parent, the box in the middle."""
        super().place()
        height = self._box.sizeHint().height()
        left, top = (self.width() - BOX_WIDTH) // 2, (self.height() - height) // 2
        self._box.setGeometry(left, top, BOX_WIDTH, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels; nothing else reaches what lies below."""
        if event.key() == Qt.Key.Key_Escape and not self._cancel.isHidden():
            self._on_cancel_clicked()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the veil and the box."""
        c = self.themes.theme.colors
        veil = QColor(c.bg)
        veil.setAlphaF(0.8)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), veil)
            box = QRectF(self._box.geometry())
            draw_box(painter, box, fill=c.surface, border=c.border2, radius=RADIUS_PANEL)

    def _on_cancel_clicked(self) -> None:
        self._cancel.setEnabled(False)
        self._detail.setText(self.tr("Stopping"))
        self.cancel_requested.emit()
