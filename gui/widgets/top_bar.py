"""Which roadmap, where in time, and what can always be done?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from gui.paint.shapes import (
    KEY_CAP_HEIGHT,
    draw_box,
    draw_focus_ring,
    draw_key_cap,
    key_cap_width,
)
from gui.paint.text import Run, draw_runs, draw_text
from gui.theme import Theme, ThemeSource
from gui.tokens import CONTROL_HEIGHT, NAV_WIDTH, SEARCH_WIDTH, TOP_BAR_HEIGHT
from gui.widgets.buttons import Button, icon_button
from gui.widgets.marks import Logo
from gui.widgets.plain import set_plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent


class SearchBox(QAbstractButton):
    """Looks like a field, opens the palette."""

    def __init__(self, themes: ThemeSource, text: str, keys: str) -> None:
        super().__init__()
        self._themes = themes
        self._keys = keys
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(SEARCH_WIDTH)
        self.setMinimumWidth(120)
        themes.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """As wide as a search field."""
        return QSize(SEARCH_WIDTH, CONTROL_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the field."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            draw_box(painter, rect, fill=c.bg, border=c.border2)
            theme.icons.draw(painter, "search", QRectF(10, 7, 16, 16), c.muted)
            width = key_cap_width(self._keys, theme)
            top = (rect.height() - KEY_CAP_HEIGHT) / 2
            cap = QRectF(rect.right() - width - 7, top, width, KEY_CAP_HEIGHT)
            draw_key_cap(painter, cap, self._keys, theme)
            room = QRectF(33, 0, cap.left() - 41, rect.height())
            draw_text(painter, room, self.text(), theme, color=c.muted)
            if self.hasFocus():
                draw_focus_ring(painter, rect, theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class _NowChip(QAbstractButton):
    """The clock with "Now" and today's date; opens the playback."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._runs: tuple[Run, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self._on_theme_changed)

    def set_date(self, date: str) -> None:
        """Shows today's date."""
        self._runs = (Run(self.tr("Now"), weight=600), Run("  "), Run(date, tone="muted"))
        self.setAccessibleName(f"{self.tr('Now')} {date}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        fonts = self._themes.theme.fonts
        width = sum(fonts.width(run.text, "body", run.weight) for run in self._runs)
        return QSize(round(width) + 38, CONTROL_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws clock and words."""
        theme = self._themes.theme
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            if self.underMouse():
                draw_box(painter, rect, fill=theme.colors.hover)
            theme.icons.draw(painter, "clock", QRectF(9, 8, 14, 14), theme.colors.muted)
            draw_runs(painter, rect.adjusted(30, 0, 0, 0), self._runs, theme)
            if self.hasFocus():
                draw_focus_ring(painter, rect, theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class _Past(QWidget):
    """The accent date and the way back."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.date = Button(themes, kind="primary", icon="clock")
        self.back = Button(themes, self.tr("Back to now"), icon="skip-forward", keys="N")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.date)
        row.addWidget(self.back)
        row.addStretch(1)


class TopBar(QFrame):
    """The bar over the whole window, 48 pixels.

    ``undo``, ``redo``, ``emergency``, ``share``, ``details`` and ``search`` are buttons: let them
    ``follow`` an action or connect their ``clicked``. Details are hidden at first.

    Signals:
        search_requested(): The search box was pressed.
        time_requested(): The "Now" chip or the date was pressed: open the playback.
        back_to_now_requested(): Leave the past.
    """

    search_requested = Signal()
    time_requested = Signal()
    back_to_now_requested = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._menu: QMenu | None = None
        self.name_button = Button(themes, kind="quiet")
        self.name_button.set_face(replace(self.name_button.face, strong=True))
        self.search = SearchBox(themes, self.tr("Search or run a command"), "Ctrl K")
        self.undo = icon_button(themes, "undo-2", self.tr("Undo"), keys="Ctrl Z")
        self.redo = icon_button(themes, "redo-2", self.tr("Redo"), keys="Ctrl Shift Z")
        self.emergency = Button(
            themes, self.tr("Emergency"), kind="quiet", icon="zap", icon_tone="must", keys="E"
        )
        self.share = Button(themes, self.tr("Share"), icon="share")
        self.details = icon_button(themes, "panel-right", self.tr("Details"), keys="F9")
        self._now = _NowChip(themes)
        self._past = _Past(themes)
        self._time = QStackedWidget()
        self._build()
        self._connect()
        themes.changed.connect(self._on_theme_changed)

    def set_name(self, name: str) -> None:
        """The roadmap's name."""
        face = self.name_button.face
        self.name_button.set_face(replace(face, text=name, chevron=self._menu is not None))
        self.name_button.setAccessibleName(name)

    def set_menu(self, menu: QMenu) -> None:
        """What opens under the roadmap's name."""
        self._menu = menu
        self.name_button.set_face(replace(self.name_button.face, chevron=True))

    def show_now(self, date: str, iso: str = "") -> None:
        """One is at the end of the history; ``date`` as people say it, ``iso`` on hover."""
        self._now.set_date(date)
        set_plain_tooltip(self._now, iso)
        self._time.setCurrentWidget(self._now)
        self._fit_time()

    def show_past(self, date: str, iso: str = "") -> None:
        """One is in the past: the date in the accent colour and "Back to now"."""
        self._past.date.set_text(date)
        set_plain_tooltip(self._past.date, iso)
        self._time.setCurrentWidget(self._past)
        self._fit_time()

    def set_narrow(self, narrow: bool) -> None:
        """Without room the words of Emergency and Share give way to their icons."""
        for button, words in (
            (self.emergency, self.tr("Emergency")),
            (self.share, self.tr("Share")),
        ):
            keys = "E" if button is self.emergency and not narrow else ""
            button.set_face(replace(button.face, text="" if narrow else words, keys=keys))
            button.set_name(words)
        self._left.setFixedWidth(NAV_WIDTH - 23 if not narrow else 150)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground and the lower line."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), c.surface)
            painter.fillRect(0, self.height() - 1, self.width(), 1, c.border)

    def _build(self) -> None:
        self.setFixedHeight(TOP_BAR_HEIGHT)
        self._left = QWidget()
        left = QHBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(Logo(self._themes))
        left.addSpacing(4)
        left.addWidget(self.name_button)
        left.addStretch(1)
        self._left.setFixedWidth(NAV_WIDTH - 23)
        self._time.addWidget(self._now)
        self._time.addWidget(self._past)
        self._time.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.details.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 0, 12, 1)
        row.setSpacing(6)
        row.addWidget(self._left)
        row.addWidget(self._time)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addStretch(1)
        for button in (self.undo, self.redo, self.emergency, self.share, self.details):
            row.addWidget(button)

    def _connect(self) -> None:
        self.name_button.clicked.connect(self._on_name_clicked)
        self.search.clicked.connect(self.search_requested)
        self._now.clicked.connect(self.time_requested)
        self._past.date.clicked.connect(self.time_requested)
        self._past.back.clicked.connect(self.back_to_now_requested)

    def _fit_time(self) -> None:
        past = self._time.currentWidget() is self._past
        shown = self._past if past else self._now
        self._time.setFixedSize(shown.sizeHint().width(), CONTROL_HEIGHT)

    def _on_name_clicked(self) -> None:
        if self._menu is not None:
            below = self.name_button.mapToGlobal(QPoint(0, self.name_button.height() + 4))
            self._menu.popup(below)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
