"""Which shapes is everything made of: rounded boxes, the focus ring, key caps, tags, hatch?"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from gui.paint.text import draw_text
from gui.tokens import RADIUS, RADIUS_SMALL, TAG_HEIGHT, Family, Theme

KEY_CAP_HEIGHT = 18


def draw_box(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    radius: float = RADIUS,
    dashed: bool = False,
) -> None:
    """A rounded box whose border lies inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    pen = QPen(border, width)
    if dashed:
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    half = width / 2
    inner = max(0.0, radius - half)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), inner, inner)


def draw_focus_ring(
    painter: QPainter,
    rect: QRectF,
    theme: Theme,
    radius: float = RADIUS,
    *,
    on_accent: bool = False,
) -> None:
    """The 2 px ring inside the edge; on an accent ground it is the text's colour, set inwards."""
    if on_accent:
        inner = rect.adjusted(2, 2, -2, -2)
        draw_box(painter, inner, border=theme.colors.onaccent, width=1.5, radius=radius - 2)
        return
    draw_box(painter, rect, border=theme.colors.accent, width=2, radius=radius)


def draw_line(painter: QPainter, start: QPointF, end: QPointF, color: QColor) -> None:
    """A crisp line of one pixel."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(color, 1))
    painter.drawLine(start, end)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def key_cap_width(keys: str, theme: Theme) -> float:
    """How wide ``draw_key_cap`` draws these keys."""
    return max(18.0, round(theme.fonts.width(keys, "axis", 500)) + 10)


def draw_key_cap(
    painter: QPainter, rect: QRectF, keys: str, theme: Theme, color: QColor | None = None
) -> None:
    """A key such as ``E`` or ``Ctrl K`` in ``rect``; ``color`` also for its border."""
    c = theme.colors
    fill = c.surface if color is None else None
    draw_box(painter, rect, fill=fill, border=color or c.border2, radius=RADIUS_SMALL)
    draw_text(
        painter, rect, keys, theme, "axis", color=color or c.muted, weight=500, align="center"
    )


def tag_width(text: str, theme: Theme, icon: str | None = None) -> float:
    """How wide ``draw_tag`` draws this tag."""
    return round(theme.fonts.width(text, "meta", 500)) + 14 + (16 if icon else 0)


def draw_tag(
    painter: QPainter,
    at: QPointF,
    text: str,
    family: Family,
    theme: Theme,
    *,
    icon: str | None = None,
) -> float:
    """A tag whose left edge's middle is ``at``; returns its width."""
    width = tag_width(text, theme, icon)
    rect = QRectF(at.x(), at.y() - TAG_HEIGHT / 2, width, TAG_HEIGHT)
    ground, color = theme.family(family)
    draw_box(painter, rect, fill=ground, radius=RADIUS_SMALL)
    inside = rect.adjusted(7, 0, -7, 0)
    if icon:
        spot = QRectF(inside.left(), rect.center().y() - 6, 12, 12)
        theme.icons.draw(painter, icon, spot, color)
        inside.setLeft(inside.left() + 16)
    draw_text(painter, inside.adjusted(0, 0, 2, 0), text, theme, "meta", color=color, weight=500)
    return width


def draw_avatar(painter: QPainter, rect: QRectF, initials: str, theme: Theme) -> None:
    """A person as initials on a disc."""
    draw_box(painter, rect, fill=theme.colors.sunken, radius=rect.width() / 2)
    draw_text(painter, rect, initials, theme, "initials", color=theme.colors.muted, align="center")


def hatch(color: QColor) -> QBrush:
    """45 degree lines in a hue: a reserve, or in bad what exceeds the capacity."""
    return QBrush(color, Qt.BrushStyle.BDiagPattern)
