"""What is this page for, and what comes next? Shown where there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.marks import Mark

WIDEST = 420


class _Picture(Mark):
    """The page's icon, large and faint."""

    def __init__(self, themes: ThemeSource, icon: str) -> None:
        super().__init__(themes, "")
        self._icon = icon

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(32, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the icon."""
        theme = self.themes.theme
        with QPainter(self) as painter:
            theme.icons.draw(painter, self._icon, QRectF(0, 0, 32, 32), theme.colors.field)


def _even_width(length: float) -> int:
    """A width that breaks a sentence of this length into lines of about equal length."""
    lines = max(1, -(-round(length) // WIDEST))
    return min(WIDEST, round(length / lines) + (40 if lines > 1 else 8))


class EmptyState(QWidget):
    """A sentence that teaches and the buttons of the next step, the first one primary.

    Signals:
        action_requested(str): The key of the pressed action.
    """

    action_requested = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        text: str,
        *actions: tuple[str, str],
        title: str = "",
        icon: str | None = None,
        primary: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """``actions`` are (key, words). ``primary=False`` where the page has its primary."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        if icon:
            column.addWidget(_Picture(themes, icon), 0, Qt.AlignmentFlag.AlignHCenter)
        self._head = Label(themes, title, style="title")
        column.addWidget(self._head, 0, Qt.AlignmentFlag.AlignHCenter)
        self._head.setHidden(not title)
        self.sentence = Label(themes, text, tone="muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._themes, self._title = themes, title
        self.say(text)
        column.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.buttons: dict[str, Button] = {}
        for number, (key, words) in enumerate(actions):
            button = Button(
                themes, words, kind="primary" if primary and number == 0 else "secondary"
            )
            button.clicked.connect(lambda _checked=False, key=key: self.action_requested.emit(key))
            self.buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)
        column.addStretch(1)

    @property
    def way_on(self) -> Button | None:
        """The first button that is offered, None where nothing can be done."""
        return next((each for each in self.buttons.values() if not each.isHidden()), None)

    def say_title(self, title: str) -> None:
        """Says another title over the same sentence."""
        self._title = title
        self._head.setText(title)
        self._head.setHidden(not title)
        self.setAccessibleName(f"{title} {self.sentence.text()}".strip())

    def say(self, text: str) -> None:
        """Says another sentence."""
        self.sentence.setText(text)
        width = _even_width(self._themes.theme.fonts.width(text))
        self.sentence.setFixedSize(width, self.sentence.heightForWidth(width))
        self.setAccessibleName(f"{self._title} {text}".strip())
