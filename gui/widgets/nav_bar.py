"""Which pages are there, and which one is open?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource
from gui.tokens import NAV_NARROW, NAV_ROW_HEIGHT, NAV_WIDTH
from gui.widgets.label import Label
from gui.widgets.plain import set_plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page: its key, its words, its Lucide icon, the group it stands in ("" at the top)."""

    key: str
    text: str
    icon: str
    group: str = ""
    keys: str = ""


class _NavButton(QAbstractButton):
    """A row of the navigation."""

    def __init__(self, themes: ThemeSource, item: NavItem) -> None:
        super().__init__()
        self._themes = themes
        self._item = item
        self._count, self._bad = "", False
        self._narrow = False
        self.setText(item.text)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(item.text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._show_hint()
        themes.changed.connect(self._on_theme_changed)

    def set_count(self, count: str, *, bad: bool = False) -> None:
        """The number at the right, in the colour of what is bad."""
        self._count, self._bad = count, bad
        self.setAccessibleDescription(count)
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Icon only; the words are in the tooltip."""
        self._narrow = narrow
        self._show_hint()
        self.update()

    def sizeHint(self) -> QSize:
        """A row."""
        return QSize(NAV_ROW_HEIGHT, NAV_ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the page; Up and Down go to the neighbour."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws ground, icon, words and count."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        color = c.accent if chosen else c.muted
        with QPainter(self) as painter:
            if chosen or self.underMouse():
                draw_box(painter, rect, fill=c.accent2 if chosen else c.hover)
            middle = rect.center().y()
            left = rect.center().x() - 8 if self._narrow else rect.left() + 8
            theme.icons.draw(painter, self._item.icon, QRectF(left, middle - 8, 16, 16), color)
            if not self._narrow:
                room = rect.adjusted(34, 0, -8, 0)
                number = c.bad if self._bad else color
                taken = draw_text(
                    *(painter, room, self._count, theme, "small"),
                    color=number,
                    weight=600 if self._bad else None,
                    align="right",
                )
                room.setRight(room.right() - taken - 6)
                weight = 600 if chosen else 500
                draw_text(
                    painter,
                    room,
                    self.text(),
                    theme,
                    color=color,
                    weight=600 if weight == 600 else 500,
                )
            if self.hasFocus():
                draw_focus_ring(painter, rect, theme)

    def _show_hint(self) -> None:
        words = self._item.text if self._narrow else ""
        keys = self._item.keys
        set_plain_tooltip(self, f"{words}  {keys}".strip())

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class NavBar(QFrame):
    """The navigation at the left: groups of pages, and at the bottom whether all is saved.

    Signals:
        chosen(str): The key of the page the person chose.
    """

    chosen = Signal(str)

    def __init__(
        self, themes: ThemeSource, items: Sequence[NavItem] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._narrow = False
        self._buttons: dict[str, _NavButton] = {}
        self._heads: dict[str, Label] = {}
        self._items: tuple[NavItem, ...] = ()
        self._left_out: frozenset[str] = frozenset()
        self._group = QButtonGroup(self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(1)
        self._saved = Label(themes, style="small", tone="muted", weight=500, elide=True)
        self._person = Label(themes, style="small", tone="muted", elide=True)
        self._build()
        self.set_items(items)
        themes.changed.connect(self._on_theme_changed)

    def set_items(self, items: Sequence[NavItem]) -> None:
        """Shows these pages; a group's name stands where its first page does."""
        current = self.current
        self._clear()
        self._items = tuple(items)
        group = ""
        for item in items:
            if item.group != group:
                group = item.group
                self._add_head(group)
            button = _NavButton(self._themes, item)
            button.set_narrow(self._narrow)
            button.clicked.connect(lambda _checked=False, key=item.key: self.chosen.emit(key))
            self._buttons[item.key] = button
            self._group.addButton(button)
            self._rows.addWidget(button)
        if current in self._buttons:
            self.set_current(current)
        self._show_rows()

    def leave_out(self, keys: Iterable[str]) -> None:
        """Hides the rows of these pages, and the head of a group that has no other."""
        self._left_out = frozenset(keys)
        self._show_rows()

    @property
    def listed(self) -> tuple[str, ...]:
        """The keys of the pages that have a row now."""
        return tuple(item.key for item in self._items if item.key not in self._left_out)

    @property
    def current(self) -> str:
        """The key of the open page, "" at first."""
        return next((key for key, b in self._buttons.items() if b.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Marks the open page."""
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: str, *, bad: bool = False) -> None:
        """The number at the right of a page's row; "" takes it away."""
        if key in self._buttons:
            self._buttons[key].set_count(count, bad=bad)

    def set_saved(self, state: str, line: str) -> None:
        """The block at the bottom: "Saved" and the person's name, or "Read-only" and a date."""
        self._saved.setText(state)
        self._person.setText(line)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, for windows narrower than 1,040 pixels."""
        self._narrow = narrow
        self.setFixedWidth(NAV_NARROW if narrow else NAV_WIDTH)
        self._show_rows()
        for button in self._buttons.values():
            button.set_narrow(narrow)
        self._foot.setVisible(not narrow)
        self._line.setVisible(not narrow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground and the line at the right."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), c.surface)
            painter.fillRect(self.width() - 1, 0, 1, self.height(), c.border)

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Navigation"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 9, 0)
        column.setSpacing(0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(8, 0, 8, 22)
        foot.setSpacing(2)
        self._line = QFrame()
        self._line.setProperty("line", True)
        self._line.setFixedHeight(1)
        column.addWidget(self._line)
        foot.addSpacing(8)
        foot.addWidget(self._saved)
        foot.addWidget(self._person)
        column.addWidget(self._foot)
        self.setFixedWidth(NAV_WIDTH)

    def _add_head(self, text: str) -> None:
        head = Label(self._themes, text, style="axis", tone="muted", weight=600)
        head.setContentsMargins(8, 15, 0, 5)
        self._heads[text] = head
        self._rows.addWidget(head)

    def _show_rows(self) -> None:
        listed = set(self.listed)
        for key, button in self._buttons.items():
            button.setVisible(key in listed)
        groups = {item.group for item in self._items if item.key in listed}
        for group, head in self._heads.items():
            head.setVisible(group in groups and not self._narrow)

    def _clear(self) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        for head in self._heads.values():
            head.deleteLater()
        while self._rows.takeAt(0):
            pass
        self._buttons, self._heads = {}, {}

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
