"""How does the sentence above the charts lead from its numbers to the items behind them?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from gui.models.whatif.lines import Said, Spot
from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import lay_out_runs
from gui.theme import ThemeSource
from gui.widgets.label import RunsLabel

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ROOM = 2


class AdviceLabel(RunsLabel):
    """The advice; Left and Right go from number to number, Return or a click follows one.

    Signals:
        followed(object, object): The Spot of a number, and where it stands in the label.
    """

    followed = Signal(object, object)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, style="advice")
        self._source = themes
        self._said: tuple[Said, ...] = ()
        self._at: int | None = None
        self.setMouseTracking(True)

    def say(self, said: Sequence[Said]) -> None:
        """Shows other words."""
        before = self._spots()
        self._said = tuple(said)
        if self._spots() != before:
            self._at = None
        policy = Qt.FocusPolicy.StrongFocus if self._spots() else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setAccessibleDescription(
            self.tr("Left and Right go from number to number, Return lists the items behind it.")
            if self._spots()
            else ""
        )
        self.set_runs([each.run for each in said])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begins at the first number."""
        super().focusInEvent(event)
        if self._at is None and self._spots():
            self._at = self._spots()[0]
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self._at = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right and Return."""
        spots = self._spots()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self._at in spots:
            place = spots.index(self._at) + step
            self._at = spots[max(0, min(len(spots) - 1, place))]
            self.update()
        elif event.key() in _OPENING and self._at is not None:
            self._follow(self._at)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what leads somewhere."""
        over = self._run_at(event.position())
        shape = Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follows the number under the pointer."""
        over = self._run_at(event.position())
        if over is not None and event.button() == Qt.MouseButton.LeftButton:
            self._follow(over)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ring around the number that Return follows."""
        super().paintEvent(event)
        if self._at is None or not self.hasFocus():
            return
        with QPainter(self) as painter:
            for rect in self._rects(self._at):
                room = rect.adjusted(-_ROOM, 0, _ROOM, 0)
                draw_box(painter, room, fill=None, border=None, radius=4)
                draw_focus_ring(painter, room, self._source.theme, radius=4)

    def _spots(self) -> list[int]:
        return [place for place, each in enumerate(self._said) if each.spot is not None]

    def _follow(self, place: int) -> None:
        spot: Spot | None = self._said[place].spot
        rects = self._rects(place)
        if spot is not None and rects:
            self.followed.emit(spot, rects[0].toRect())

    def _run_at(self, point: QPointF) -> int | None:
        for place in self._spots():
            if any(rect.contains(point) for rect in self._rects(place)):
                return place
        return None

    def _rects(self, place: int) -> list[QRectF]:
        """Where the words of a run stand, a rectangle a line."""
        runs = [each.run for each in self._said]
        lengths = [len(run.text.encode("utf-16-le")) // 2 for run in runs]
        first = sum(lengths[:place])
        last = first + lengths[place]
        inside: QRect = self.contentsRect()
        layout, _ = lay_out_runs(runs, inside.width(), self._source.theme, "advice")
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin = max(first, line.textStart())
            end = min(last, line.textStart() + line.textLength())
            if begin >= end:
                continue
            left, right = (_x(line.cursorToX(at)) for at in (begin, end))
            at = QPoint(inside.left(), inside.top())
            found.append(
                QRectF(at.x() + left, at.y() + line.position().y(), right - left, line.height())
            )
        return found


def _x(found: object) -> float:
    """Qt's binding returns the place, or the place and the cursor that it belongs to."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]  # a number
