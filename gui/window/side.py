"""Where does the inspector stand: beside the page, or over it in a narrow window?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.tokens import INSPECTOR_WIDTH


class Side(QFrame):
    """Holds the inspector at the right of its parent.

    In a wide window it takes its place in the layout. In a narrow one it lies over the page, and
    only when asked for: coming by itself it would cover what is dragged or stepped through.
    """

    def __init__(self, inspector: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._over = False
        self._closed = False
        self._asked = False
        self._allowed = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inspector)
        self.inspector = inspector
        self.setFixedWidth(INSPECTOR_WIDTH)
        self.setAutoFillBackground(True)
        parent.installEventFilter(self)

    @property
    def is_over(self) -> bool:
        """Whether it lies over the page now."""
        return self._over and not self.isHidden()

    def set_over(self, over: bool) -> None:
        """Lies over the page, or beside it."""
        if over == self._over:
            return
        self._over = over
        layout = self._host.layout()
        if layout is not None:
            if over:
                layout.removeWidget(self)
            else:
                layout.addWidget(self)
        self._show()

    def set_allowed(self, *, allowed: bool) -> None:
        """Says whether the page has details beside it at all."""
        self._allowed = allowed
        self._show()

    def toggle(self) -> None:
        """Closes or opens it."""
        if self._over:
            self._asked = not self._asked
        else:
            self._closed = not self._closed
        self._show()

    def open_now(self) -> None:
        """Opens it."""
        self._asked, self._closed = True, False
        self._show()

    def close_over(self) -> bool:
        """Closes it where it lies over the page; False where there was nothing to close."""
        if not self.is_over:
            return False
        self._asked = False
        self._show()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the height of the host."""
        if event.type() == QEvent.Type.Resize and self._over:
            self._place()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        there = self._asked if self._over else not self._closed
        self.setVisible(self._allowed and there)
        if self._over:
            self._place()

    def _place(self) -> None:
        host = self._host
        self.setGeometry(host.width() - INSPECTOR_WIDTH, 0, INSPECTOR_WIDTH, host.height())
        self.raise_()
