"""What do buttons and filter chips look like, and how wide are they?

One face for primary, secondary and quiet buttons and for chips, so that a painted row (the log)
and a real button cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from gui.fonts import Style, Weight
from gui.paint.shapes import (
    KEY_CAP_HEIGHT,
    draw_box,
    draw_focus_ring,
    draw_key_cap,
    key_cap_width,
)
from gui.paint.text import draw_text
from gui.tokens import CONTROL_HEIGHT, CONTROL_SMALL, Theme, Tone

ButtonKind = Literal["primary", "secondary", "quiet"]
CHEVRON = 12


@dataclass(frozen=True, slots=True)
class ButtonFace:
    """What a button shows, from left to right.

    Attributes:
        label: Muted words before the text ("Team" in "Team All").
        text: The words; "" makes a square icon button.
        icon: Lucide name or None; drawn in ``icon_tone`` or the text's colour.
        keys: The key cap at the right, "" for none.
        chevron: Whether a menu opens.
        active: A chosen filter or a pressed toggle: accent ground.
        strong: A heading that opens a menu: the section's style in the text's colour.
    """

    text: str = ""
    kind: ButtonKind = "secondary"
    label: str = ""
    icon: str | None = None
    icon_tone: Tone | None = None
    keys: str = ""
    chevron: bool = False
    small: bool = False
    active: bool = False
    strong: bool = False

    @property
    def height(self) -> int:
        """In pixels."""
        return CONTROL_SMALL if self.small else CONTROL_HEIGHT

    @property
    def style(self) -> Style:
        """Small ones have secondary text."""
        if self.strong:
            return "section"
        return "small" if self.small else "body"

    @property
    def weight(self) -> Weight:
        """The one primary action of a page is heavier."""
        return 600 if self.kind == "primary" or self.strong else 500


@dataclass(frozen=True, slots=True)
class ButtonState:
    """What the pointer and the keyboard do to it."""

    hover: bool = False
    pressed: bool = False
    focused: bool = False
    enabled: bool = True


def button_width(face: ButtonFace, theme: Theme) -> int:
    """The width a button of this face wants."""
    width = 0.0
    parts = 0
    if face.icon:
        width += 14 if face.small else 16
        parts += 1
    for text, weight in ((face.label, 400), (face.text, face.weight)):
        if text:
            width += theme.fonts.width(text, face.style, 400 if weight == 400 else face.weight) + 1
            parts += 1
    if face.keys:
        width += key_cap_width(face.keys, theme)
        parts += 1
    if face.chevron:
        width += CHEVRON
        parts += 1
    if parts == 1 and face.icon:
        return face.height
    return round(width + 6 * (parts - 1) + 2 * _padding(face) + (2 if face.keys else 0))


def draw_button(
    painter: QPainter, rect: QRectF, face: ButtonFace, theme: Theme, state: ButtonState
) -> None:
    """Draws the button; at 40% while disabled."""
    painter.save()
    if not state.enabled:
        painter.setOpacity(0.4)
    _draw_ground(painter, rect, face, theme, state)
    _draw_parts(painter, rect, face, theme)
    if state.focused:
        draw_focus_ring(painter, rect, theme, on_accent=face.kind == "primary")
    painter.restore()


def _padding(face: ButtonFace) -> int:
    if face.small:
        return 10
    return 6 if face.strong else 12


def _draw_ground(
    painter: QPainter, rect: QRectF, face: ButtonFace, theme: Theme, state: ButtonState
) -> None:
    c = theme.colors
    over = state.enabled and (state.hover or state.pressed)
    if face.kind == "primary":
        fill = c.accent
        if over:
            fill = QColor(c.accent).lighter(108) if theme.dark else QColor(c.accent).darker(112)
        draw_box(painter, rect, fill=fill)
    elif face.kind == "secondary":
        fill = c.accent2 if face.active else (c.hover if over else c.surface)
        draw_box(painter, rect, fill=fill, border=c.accent if face.active else c.border2)
    elif face.active:
        draw_box(painter, rect, fill=c.accent2)
    elif over:
        draw_box(painter, rect, fill=c.hover)


def _draw_parts(painter: QPainter, rect: QRectF, face: ButtonFace, theme: Theme) -> None:
    c = theme.colors
    color = {"primary": c.onaccent, "secondary": c.text, "quiet": c.muted}[face.kind]
    if face.active and face.kind != "primary":
        color = c.accent
    elif face.strong:
        color = c.text
    size = 14 if face.small else 16
    middle = rect.center().y()
    if face.icon and not (face.text or face.label):
        spot = QRectF(rect.center().x() - size / 2, middle - size / 2, size, size)
        theme.icons.draw(painter, face.icon, spot, _icon_color(face, theme, color))
        return
    left, right = rect.left() + _padding(face), rect.right() - _padding(face)
    if face.icon:
        spot = QRectF(left, middle - size / 2, size, size)
        theme.icons.draw(painter, face.icon, spot, _icon_color(face, theme, color))
        left += size + 6
    if face.chevron:
        spot = QRectF(right - CHEVRON, middle - CHEVRON / 2, CHEVRON, CHEVRON)
        theme.icons.draw(painter, "chevron-down", spot, c.faint)
        right -= CHEVRON + 6
    if face.keys:
        width = key_cap_width(face.keys, theme)
        cap = QRectF(right - width, middle - KEY_CAP_HEIGHT / 2, width, KEY_CAP_HEIGHT)
        cap_color = c.onaccent if face.kind == "primary" else None
        draw_key_cap(painter, cap, face.keys, theme, cap_color)
        right = cap.left() - 8
    if face.label:
        room = QRectF(left, rect.top(), max(0.0, right - left), rect.height())
        muted = c.accent if face.active else c.muted
        left += draw_text(painter, room, face.label, theme, face.style, color=muted) + 6
    room = QRectF(left, rect.top(), max(0.0, right - left) + 1, rect.height())
    draw_text(painter, room, face.text, theme, face.style, color=color, weight=face.weight)


def _icon_color(face: ButtonFace, theme: Theme, color: QColor) -> QColor:
    return theme.tone(face.icon_tone) if face.icon_tone else color
