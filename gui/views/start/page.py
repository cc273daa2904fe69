"""What does one see before a roadmap is open: the ways in, and the roadmaps opened before?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.paint.shapes import (
    KEY_CAP_HEIGHT,
    draw_box,
    draw_focus_ring,
    draw_key_cap,
    key_cap_width,
)
from gui.paint.text import draw_text
from gui.recents import Recent
from gui.theme import Theme, ThemeSource
from gui.tokens import RADIUS_PANEL
from gui.views.start.places import PlacesPanel
from gui.views.start.recents import RecentsPanel
from gui.widgets.label import Label
from gui.widgets.marks import KeyCap, Logo, Mark

LEFT_WIDTH, RIGHT_WIDTH, GAP = 400, 720, 32
ACTION_HEIGHT = 60

ACTIONS = (
    ("import", "Import your backlog", "Jira, GitHub, Linear or any CSV", "import", "Ctrl I"),
    ("sample", "Open the sample, Harbour Platform", "18 months of decisions", "anchor", "Ctrl D"),
    ("new", "New roadmap", "Empty, with the five principles", "plus", "Ctrl N"),
    ("open", "Open", "A .roadmap file", "folder-open", "Ctrl O"),
)


class StartAction(QAbstractButton):
    """A way in: icon, words, what it leads to, and its key; 60 pixels high."""

    def __init__(
        self,
        themes: ThemeSource,
        text: str,
        detail: str,
        icon: str,
        keys: str,
        *,
        primary: bool = False,
    ) -> None:
        super().__init__()
        self._themes = themes
        self._detail, self._icon, self._keys = detail, icon, keys
        self._primary = primary
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(ACTION_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """As wide as its column."""
        return QSize(LEFT_WIDTH, ACTION_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws it; the primary one on the accent."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(self.rect())
        over = self.underMouse() or self.isDown()
        with QPainter(self) as painter:
            if self._primary:
                fill = c.accent.darker(108) if over else c.accent
                draw_box(painter, rect, fill=fill, radius=RADIUS_PANEL)
            else:
                fill = c.hover if over else c.surface
                draw_box(painter, rect, fill=fill, border=c.border, radius=RADIUS_PANEL)
            self._paint_words(painter, rect, theme)
            if self.hasFocus():
                draw_focus_ring(painter, rect, theme, RADIUS_PANEL, on_accent=self._primary)

    def _paint_words(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        c = theme.colors
        text = c.onaccent if self._primary else c.text
        detail = c.onaccent if self._primary else c.muted
        middle = rect.center().y()
        theme.icons.draw(painter, self._icon, QRectF(rect.left() + 16, middle - 8, 16, 16), text)
        width = key_cap_width(self._keys, theme)
        cap = QRectF(rect.right() - 16 - width, middle - KEY_CAP_HEIGHT / 2, width, KEY_CAP_HEIGHT)
        color = c.onaccent if self._primary else None
        draw_key_cap(painter, cap, self._keys, theme, color)
        room = QRectF(rect.left() + 45, middle - 19, cap.left() - rect.left() - 57, 20)
        draw_text(painter, room, self.text(), theme, color=text, weight=600)
        draw_text(painter, room.translated(0, 18), self._detail, theme, "small", color=detail)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class DropHint(Mark):
    """The dashed well that says where files may be dropped: anywhere."""

    def __init__(self, themes: ThemeSource, text: str) -> None:
        super().__init__(themes, text)
        self._text = text
        self._over = False
        self.setFixedHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_over(self, *, over: bool) -> None:
        """Shows that a file hovers over the window."""
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the well."""
        theme = self.themes.theme
        c = theme.colors
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            fill = c.accent2 if self._over else None
            border = c.accent if self._over else c.border2
            draw_box(painter, rect, fill=fill, border=border, radius=RADIUS_PANEL, dashed=True)
            color = c.accent if self._over else c.muted
            draw_text(painter, rect, self._text, theme, color=color, align="center")


class StartPage(QScrollArea):
    """The start page: four ways in at the left, recent roadmaps and the four places at the right.

    Signals:
        action_requested(str): "import", "sample", "new", "open", "keys", "palette", "preferences".
        recent_chosen(str): Open the roadmap at this location.
        recent_forgotten(str): Take this location off the list.
    """

    action_requested = Signal(str)
    recent_chosen = Signal(str)
    recent_forgotten = Signal(str)

    def __init__(self, themes: ThemeSource, version: str) -> None:
        super().__init__()
        self._themes = themes
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Start"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.actions_: dict[str, StartAction] = {}
        self.recents = RecentsPanel(themes)
        self.places = PlacesPanel(themes)
        self.drop = DropHint(themes, self.tr("or drop a file anywhere in this window"))
        self.recents.chosen.connect(self.recent_chosen)
        self.recents.forgotten.connect(self.recent_forgotten)
        self._build(version)

    def set_recents(self, recents: Sequence[Recent], today: date) -> None:
        """Shows the roadmaps opened before; without any the panel is away."""
        self.recents.set_recents(recents, today)
        self.recents.setVisible(bool(recents))

    def _build(self, version: str) -> None:
        inner = QWidget()
        inner.setMaximumWidth(LEFT_WIDTH + GAP + RIGHT_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(3)
        column.addLayout(self._head())
        column.addSpacing(28)
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        columns.addLayout(self._left(), LEFT_WIDTH)
        columns.addLayout(self._right(), RIGHT_WIDTH)
        column.addLayout(columns)
        column.addStretch(4)
        column.addLayout(self._foot(version))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(24, 24, 24, 20)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(holder)
        self.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)

    def _head(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Logo(self._themes, 36))
        row.addWidget(Label(self._themes, "Roadmap", style="start"))
        row.addStretch(1)
        said = self.tr(
            "Plan infrastructure work, see what must be done, and replay every decision with its "
            "reason."
        )
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(Label(self._themes, said, style="advice", weight=400, tone="muted"))
        return column

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for key, text, detail, icon, keys in ACTIONS:
            action = StartAction(
                self._themes, text, detail, icon, keys, primary=key == ACTIONS[0][0]
            )
            action.clicked.connect(lambda _checked=False, key=key: self.action_requested.emit(key))
            self.actions_[key] = action
            column.addWidget(action)
        column.addSpacing(8)
        column.addWidget(self.drop)
        column.addSpacing(4)
        said = self.tr(
            "Everything stays in one file on this computer. No account, no server, no telemetry."
        )
        column.addWidget(Label(self._themes, said, style="small", tone="muted", wrap=True))
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(20)
        column.addWidget(self.recents)
        column.addWidget(self.places)
        column.addStretch(1)
        return column

    def _foot(self, version: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(Label(self._themes, f"Roadmap {version}", style="small", tone="muted"))
        row.addStretch(1)
        for keys, text in (
            ("?", self.tr("all keys")),
            ("Ctrl K", self.tr("run a command")),
            ("Ctrl ,", self.tr("preferences")),
        ):
            row.addSpacing(6)
            row.addWidget(KeyCap(self._themes, keys))
            row.addWidget(Label(self._themes, text, style="small", tone="muted"))
        return row
