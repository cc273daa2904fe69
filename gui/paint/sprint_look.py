"""What does a row of "What to look at" look like: an icon, the thing, what one can do, a button?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.paint.button import ButtonFace, ButtonState, button_width, draw_button
from gui.paint.shapes import draw_focus_ring
from gui.paint.text import draw_text
from gui.tokens import CONTROL_SMALL, Theme, Tone

LOOK_HEIGHT = 46
_LEFT, _RIGHT, _ICON, _LINE = 16, 14, 16, 17


@dataclass(frozen=True, slots=True)
class LookFace:
    """One row.

    Attributes:
        text: The thing, the rule and its number.
        advice: What one can do.
        icon: Lucide name, drawn in ``tone``.
        action: Words of the button, "" without one.
        urgency: How much it presses, in a word for screen readers.
    """

    text: str
    advice: str
    icon: str
    tone: Tone = "muted"
    action: str = ""
    urgency: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        head = f"{self.urgency}: {self.text}" if self.urgency else self.text
        return " ".join(part for part in (head, self.advice) if part)


def draw_look(
    painter: QPainter,
    rect: QRectF,
    face: LookFace,
    theme: Theme,
    *,
    selected: bool = False,
    hover: bool = False,
    focused: bool = False,
    hot: bool = False,
) -> None:
    """Draws the row; ``hot`` says that the pointer is on its button."""
    c = theme.colors
    if selected or hover:
        painter.fillRect(rect, c.accent2 if selected else c.hover)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.grid)
    spot = QRectF(rect.left() + _LEFT, rect.top() + 6, _ICON, _ICON)
    theme.icons.draw(painter, face.icon, spot, theme.tone(face.tone))
    right = rect.right() - _RIGHT
    box = action_rect(rect, face, theme)
    if box is not None:
        draw_button(painter, box, _button(face), theme, ButtonState(hover=hot))
        right = box.left() - 16
    left = rect.left() + _LEFT + _ICON + 10
    first = QRectF(left, rect.top() + 5, max(0.0, right - left), _LINE + 1)
    draw_text(painter, first, face.text, theme, "body", weight=500)
    second = QRectF(left, first.bottom(), first.width(), _LINE)
    draw_text(painter, second, face.advice, theme, "small", color=c.muted)
    if focused:
        draw_focus_ring(painter, rect, theme, radius=2)


def action_rect(rect: QRectF, face: LookFace, theme: Theme) -> QRectF | None:
    """Where the button lies, to be pressed; None without one."""
    if not face.action:
        return None
    width = button_width(_button(face), theme)
    top = rect.center().y() - CONTROL_SMALL / 2
    return QRectF(rect.right() - _RIGHT - width, round(top), width, CONTROL_SMALL)


def _button(face: LookFace) -> ButtonFace:
    return ButtonFace(face.action, small=True)
