"""What do the forms beside the board share: the panel's ground, and fields for a measured value?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import ParsedField
from gui.views.people.side import SideForm
from gui.views.principles.item_panel import WIDTH
from gui.widgets.label import Label
from roadmap.dry_run import value_of
from roadmap.errors import Refused

Choice = TypeVar("Choice", bound=StrEnum)
Read = tuple[float, str | None]
_ALL = 16_777_215  # QWIDGETSIZE_MAX


class FlushForm(SideForm):
    """A form that takes the whole panel: a line at its left, no border around."""

    def __init__(self, themes: ThemeSource, session: Session, title: str = "") -> None:
        super().__init__(themes, session, title)
        self.setFixedWidth(WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground and the line at the left."""
        c = self.themes.theme.colors
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), c.surface)
            painter.fillRect(0, 0, 1, self.height(), c.border)


class ValueField(ParsedField[Read]):
    """A field for a measured value, with or without its unit: "99.95 %", "312 ms", "3,5"."""

    def __init__(self, themes: ThemeSource, name: str, say: Callable[[Read], str]) -> None:
        super().__init__(themes, name, read_value, say, placeholder="", width=120)

    def stand_alone(self) -> Label:
        """Takes the whole width; returns what was understood, for a line of its own below."""
        hint = self.part_with_hint()
        hint.set_wrapping()
        self.line.setMaximumWidth(_ALL)
        return hint


def read_value(text: str) -> Read:
    """Return the number and the unit after it, if any. Raises Refused."""
    value, unit = value_of(text)
    if value is None:
        raise Refused(f"“{text[:40]}” is no number: write it as 99.95 or 312 ms.")
    return value, unit


def value_text(value: float | None) -> str:
    """Return a value as one would type it."""
    return "" if value is None else f"{value:.10g}"


def line(longest: int = 200, placeholder: str = "") -> QLineEdit:
    """Return a line edit."""
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(placeholder)
    return edit


def offer(box: QComboBox, options: Iterable[tuple[str, str]], chosen: str | None) -> None:
    """Offers (id, words), and shows the chosen one."""
    box.clear()
    for key, words in options:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen or "")))


def chosen_of(box: QComboBox) -> str | None:
    """Return the id of what a box shows, None for its "none"."""
    return box.currentData() or None
