"""What is one sprint on the page: its head with the capacity bar, freezes, cards, a question?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.models.faces import Mark
from gui.models.sprints.board import Board, Column
from gui.models.sprints.capacity import by_pool_text, from_today_text
from gui.models.sprints.cards import SprintCards
from gui.models.sprints.days import span_text
from gui.models.words import items_text, long_day_text, whole_days_text
from gui.paint.capacity_bar import SPRINT_HEAD_HEIGHT, BarFace, SprintFace, draw_sprint_head
from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import Run, draw_text
from gui.theme import Theme, ThemeSource
from gui.tokens import Tone
from gui.views.grid.quadrant import CardsView
from gui.widgets.label import Label
from gui.widgets.link_label import LinkLabel
from gui.widgets.plain import plain_tooltip
from roadmap.analysis.words import counted, say_days, say_number
from roadmap.state import State

BAND_HEIGHT = 26
_NOTHING = BarFace(0.0)
_LEAST_SAID = 0.1  # person-days; less is no part that anybody speaks of


class SprintHead(QWidget):
    """The painted head; pressed or with Return it says where the person-days come from.

    Signals:
        why_requested(): The head was pressed.
    """

    why_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.face = SprintFace("", "", _NOTHING, 0.0)
        self.setFixedHeight(SPRINT_HEAD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        themes.changed.connect(self._on_theme_changed)

    def show_face(self, face: SprintFace, tooltip: str) -> None:
        """Shows other numbers."""
        self.face = face
        self.setAccessibleName(face.spoken)
        self.setAccessibleDescription(tooltip)
        self.setToolTip(plain_tooltip(tooltip))
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, SPRINT_HEAD_HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Asks why."""
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self.why_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space ask why."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.why_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the head."""
        theme = self._themes.theme
        with QPainter(self) as painter:
            inside = QRectF(self.rect()).adjusted(1, 0, -1, 0)
            draw_sprint_head(painter, inside, self.face, theme)
            if self.hasFocus():
                draw_focus_ring(painter, QRectF(self.rect()), theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class Band(QLabel):
    """Something that holds for the whole sprint, such as a freeze, as a band above the cards."""

    def __init__(self, themes: ThemeSource, icon: str) -> None:
        super().__init__()
        self._themes, self._icon = themes, icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedHeight(BAND_HEIGHT)
        self.hide()

    def show_texts(self, texts: tuple[str, ...]) -> None:
        """Shows the first text, all of them in the tooltip; hides itself without any."""
        self.setVisible(bool(texts))
        if texts:
            more = f" +{len(texts) - 1}" if len(texts) > 1 else ""
            self.setText(texts[0] + more)
            self.setAccessibleName("; ".join(texts))
            self.setToolTip(plain_tooltip("\n".join(texts)))

    def minimumSizeHint(self) -> QSize:
        """The text gives way."""
        return QSize(20, BAND_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the band."""
        theme = self._themes.theme
        c = theme.colors
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            draw_box(painter, rect, fill=c.sunken, radius=4)
            spot = QRectF(9, rect.center().y() - 6, 12, 12)
            theme.icons.draw(painter, self._icon, spot, c.muted)
            room = rect.adjusted(28, 0, -8, 0)
            draw_text(painter, room, self.text(), theme, "small", color=c.muted)


class SprintColumn(QWidget):
    """One sprint, or what is below the cut line (``cut``).

    Signals:
        why_requested(object): The Column whose capacity is asked about.
        room_requested(): Below the cut line somebody asks what could make room.
    """

    why_requested = Signal(object)
    room_requested = Signal()

    def __init__(self, themes: ThemeSource, *, cut: bool = False) -> None:
        super().__init__()
        self._themes, self._cut = themes, cut
        self.column: Column | None = None
        self.cards = SprintCards(self)
        self.head = SprintHead(themes)
        self.freeze = Band(themes, "snowflake")
        self.going_on = Band(themes, "arrow-right")
        self.list = CardsView(themes, "", self.cards)
        self._title = Label(themes, self.tr("Below the cut line"), style="section", elide=True)
        self._days = Label(themes, style="small", tone="muted")
        self.note = Label(themes, style="small", tone="muted", wrap=True)
        ask = Run(self.tr("Find room: what could be shed?"), "accent")
        self.find_room = LinkLabel(themes, (ask,), "what-if")
        self.find_room.setContentsMargins(0, 0, 3, 0)  # its words stand under the note's
        self.find_room.activated.connect(lambda _link: self.room_requested.emit())
        self._build()
        self.head.why_requested.connect(self._on_why_requested)

    @property
    def number(self) -> int | None:
        """The sprint's number, None for below the cut line."""
        return None if self.column is None else self.column.number

    def show_column(
        self,
        board: Board,
        column: Column | None,
        state: State,
        marks: dict[str, Mark],
        *,
        editable: bool,
    ) -> None:
        """Shows a sprint of the board, or what is below it; ``marks`` light cards up."""
        self.column = column
        self.cards.show_board(board, column, state, marks)
        name = self.tr("Below the cut line") if column is None else column.title
        self.list.setAccessibleName(name)
        takes = editable and (column is None or column.stage != "closed")
        self.list.set_read_only(not takes)
        if column is None:
            self._days.setText(whole_days_text(board.below_days) if board.below else "")
            self.note.setText(self._cut_note(board))
            self.find_room.setVisible(bool(board.below) and editable)
        else:
            self.head.show_face(sprint_face(column, board), _tooltip(column, board))
            self.freeze.show_texts(column.freezes)
            goes_on = self.tr("Goes on: {title}")
            self.going_on.show_texts(
                tuple(goes_on.format(title=title) for title in column.going_on)
            )

    def changeEvent(self, event: QEvent) -> None:
        """The line at the left follows the palette."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the cut line at the left of what is below it."""
        if not self._cut:
            return
        with QPainter(self) as painter:
            pen = QPen(self._themes.theme.colors.border2, 2)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.drawLine(1, 0, 1, self.height())

    def _cut_note(self, board: Board) -> str:
        sprints = counted(len(board.plan.problem.sprints), "sprint")
        if not board.below:
            return self.tr("Everything fits into the next {sprints}.").format(sprints=sprints)
        text = self.tr("{items} not placed in the next {sprints}. Each says what is missing.")
        return text.format(items=items_text(len(board.below)), sprints=sprints)

    def _build(self) -> None:
        # The list's scroll bar stands in the gap, so that cards end where the head ends.
        gutter = self.list.verticalScrollBar().sizeHint().width() - 1
        column = QVBoxLayout(self)
        column.setContentsMargins(16 if self._cut else 0, 0, 0, 0)
        column.setSpacing(4)
        if self._cut:
            top = QWidget()
            top.setFixedHeight(SPRINT_HEAD_HEIGHT)
            inside = QVBoxLayout(top)
            inside.setSpacing(3)
            row = QHBoxLayout()
            inside.setContentsMargins(1, 2, gutter, 0)
            row.addWidget(self._title, 1)
            row.addWidget(self._days)
            inside.addLayout(row)
            inside.addWidget(self.note)
            inside.addWidget(self.find_room, 0, Qt.AlignmentFlag.AlignLeft)
            inside.addStretch(1)
            column.addWidget(top)
        else:
            for widget in (self.head, self.freeze, self.going_on):
                row = QHBoxLayout()
                row.setContentsMargins(0, 0, gutter, 0)
                row.addWidget(widget)
                column.addLayout(row)
        column.addWidget(self.list, 1)

    def _on_why_requested(self) -> None:
        if self.column is not None:
            self.why_requested.emit(self.column)


def sprint_face(column: Column, board: Board) -> SprintFace:
    """Returns what the head of a sprint shows."""
    bar = column.bar
    tag = {"committed": "committed", "closed": "closed"}.get(column.stage, "")
    if column.stage == "planned" and column.current:
        tag = "now"
    rest, tone = _rest(column)
    amount = f"{say_number(bar.used)} of {say_days(bar.capacity)}"
    if column.stage == "committed":
        amount += ", whole sprint"
    elif column.stage == "planned" and column.current:
        amount += " from today on"
    return SprintFace(
        column.title,
        span_text(column.start, column.last_day, board.today),
        bar,
        board.scale,
        tag=tag,
        tag_family="ok" if column.stage == "committed" else "neutral",
        tag_icon={"committed": "check", "closed": "lock"}.get(column.stage),
        amount=amount,
        rest=rest,
        rest_tone=tone,
        parts=_parts(column),
    )


def _rest(column: Column) -> tuple[str, Tone]:
    bar = column.bar
    if column.outcome is not None:
        return f"{len(column.outcome.carried)} carried over", "muted"
    if bar.left < -0.05:
        return f"{say_number(-bar.left)} over", "bad"
    return f"{say_number(max(0.0, bar.left))} free", "text"


def _parts(column: Column) -> tuple[Run, ...]:
    bar = column.bar
    runs = []
    if bar.reserve >= _LEAST_SAID:
        runs.append(Run(f"reserve {say_number(bar.reserve)}", "muted"))
    if bar.must >= _LEAST_SAID:
        runs.append(Run(f"must do {say_number(bar.must)}", "must"))
    if bar.choice >= _LEAST_SAID:
        runs.append(Run(f"choice {say_number(bar.choice)}", "choice"))
    spaced: list[Run] = []
    for run in runs:
        if spaced:
            spaced.append(Run("  "))
        spaced.append(run)
    return tuple(spaced)


def _tooltip(column: Column, board: Board) -> str:
    days = f"{long_day_text(column.start)} to {long_day_text(column.last_day)}"
    lines = [f"{column.title}, {days}"]
    pools = by_pool_text(column)
    if pools:
        lines.append(pools)
    left = from_today_text(column, board)
    if left:
        lines.append(left)
    if column.note:
        lines.append(f"“{column.note}”")
    return "\n".join(lines)
