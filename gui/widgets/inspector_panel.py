"""What is selected, in all its properties, and how did it come to be so?

The panel is a frame with builders; which properties there are is the page's question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.paint.text import Run
from gui.theme import Family, Theme, ThemeSource
from gui.tokens import INSPECTOR_WIDTH
from gui.widgets.inside import put_inside
from gui.widgets.label import Label, RunsLabel
from gui.widgets.link_label import ROOM, LinkLabel
from gui.widgets.marks import Avatar, Tag

KEY_WIDTH, DATE_WIDTH = 96, 52


@dataclass(frozen=True, slots=True)
class PropertyRow:
    """A property: its name, its value in runs, and the key of what a click on it opens."""

    name: str
    value: tuple[Run, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A decision of the story: its date, what it did, its reason (without quotes), its key."""

    date: str
    what: tuple[Run, ...]
    reason: str = ""
    link: str = ""


class InspectorPanel(QFrame):
    """The panel at the right, 320 wide: ``clear`` it, then add parts from the top.

    Signals:
        link_activated(str): A property or a decision of the story was clicked or Return pressed.
    """

    link_activated = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setFixedWidth(INSPECTOR_WIDTH)
        self.setAccessibleName(self.tr("Details"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._area)
        bar = self._area.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range_changed)
        bar.actionTriggered.connect(self._on_scrolled)
        self.clear()
        themes.changed.connect(self._on_theme_changed)

    def clear(self) -> None:
        """Takes all parts away."""
        self._wanted: int | None = None
        self._body = QWidget()
        outer = QVBoxLayout(self._body)
        outer.setContentsMargins(16, 16, 15, 16)
        outer.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        outer.addLayout(self._column)
        outer.addStretch(1)
        put_inside(self._area, self._body)

    def scroll_position(self) -> int:
        """How far one has scrolled down."""
        return self._area.verticalScrollBar().value()

    def set_scroll_position(self, position: int) -> None:
        """Scrolls there, after new parts were added.

        Those show themselves with the next turn of the event loop and have no height until then:
        it goes there once there is so much to scroll, unless somebody scrolls first.
        """
        self._body.adjustSize()
        bar = self._area.verticalScrollBar()
        bar.setValue(position)
        self._wanted = None if bar.value() == position else position

    def bring_into_view(self, part: QWidget) -> None:
        """Scrolls to a part that was just added."""
        self._wanted = None
        self._body.adjustSize()
        self._area.ensureWidgetVisible(part, 0, 12)

    @property
    def body(self) -> QVBoxLayout:
        """The column, for parts of the page's own."""
        return self._column

    def add_heading(
        self, tag: str, family: Family, *, icon: str | None = None, reference: str = ""
    ) -> None:
        """The tag at the left, the item's key at the right."""
        row = QHBoxLayout()
        row.addWidget(Tag(self._themes, tag, family=family, icon=icon))
        row.addStretch(1)
        row.addWidget(Label(self._themes, reference, style="small", tone="muted"))
        self._column.addLayout(row)
        self._column.addSpacing(12)

    def add_author(self, person: str, date: str, tag: str = "", family: Family = "accent") -> None:
        """Who decided, and when."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Avatar(self._themes, person))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(self._themes, person, weight=600, elide=True))
        names.addWidget(Label(self._themes, date, style="small", tone="muted", elide=True))
        row.addLayout(names, 1)
        if tag:
            row.addWidget(Tag(self._themes, tag, family=family))
        self._column.addLayout(row)
        self._column.addSpacing(12)

    def add_title(self, title: str) -> RunsLabel:
        """The title, wrapped."""
        label = RunsLabel(self._themes, (Run(title, weight=600),), style="title")
        self._column.addWidget(label)
        self._column.addSpacing(10)
        return label

    def add_text(self, text: str) -> RunsLabel:
        """A paragraph."""
        label = RunsLabel(self._themes, (Run(text, "muted"),))
        self._column.addWidget(label)
        self._column.addSpacing(8)
        return label

    def add_quote(self, text: str) -> None:
        """A reason, with the accent line at its left."""
        self._column.addWidget(_Quote(self._themes, text))
        self._column.addSpacing(16)

    def add_properties(self, rows: Sequence[PropertyRow]) -> None:
        """Names muted at the left, values at the right."""
        self._add_grid([(row.name, row.value, row.link) for row in rows], KEY_WIDTH, "muted")
        self._column.addSpacing(12)

    def add_buttons(self, *buttons: QWidget) -> None:
        """Buttons side by side."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addSpacing(12)

    def add_line(self) -> None:
        """A line between sections."""
        line = QFrame()
        line.setProperty("line", True)
        line.setFixedHeight(1)
        self._column.addWidget(line)
        self._column.addSpacing(12)

    def add_section(self, title: str, note: str = "", *, small: bool = False) -> None:
        """A section's heading, a note at the right; ``small`` for a part of a section."""
        row = QHBoxLayout()
        if small:
            row.addWidget(Label(self._themes, title, style="small", tone="muted", weight=600))
        else:
            row.addWidget(Label(self._themes, title, style="section"))
        row.addStretch(1)
        row.addWidget(Label(self._themes, note, style="small", tone="muted"))
        self._column.addLayout(row)
        self._column.addSpacing(10)

    def add_story(self, rows: Sequence[StoryRow]) -> None:
        """Decisions with their dates and reasons, the latest first."""
        lines = []
        for row in rows:
            quote = (Run(f"\n\u201c{row.reason}\u201d", "muted"),) if row.reason else ()
            lines.append((row.date, (*row.what, *quote), row.link))
        self._add_grid(lines, DATE_WIDTH, "faint", gap=8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground and the line at the left."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), c.surface)
            painter.fillRect(0, 0, 1, self.height(), c.border)

    def _add_grid(
        self,
        rows: Sequence[tuple[str, tuple[Run, ...], str]],
        width: int,
        tone: str,
        *,
        gap: int = 6,
    ) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8 - ROOM)
        grid.setVerticalSpacing(gap)
        grid.setColumnMinimumWidth(0, width)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, (name, runs, link) in enumerate(rows):
            key = Label(
                self._themes, name, style="detail", tone="faint" if tone == "faint" else "muted"
            )
            key.setFixedHeight(18)
            grid.addWidget(key, line, 0, top)
            value = LinkLabel(self._themes, runs, link)
            value.activated.connect(self.link_activated)
            grid.addWidget(value, line, 1)
        self._column.addLayout(grid)

    def _on_range_changed(self, _least: int, most: int) -> None:
        if self._wanted is not None and most:
            self._area.verticalScrollBar().setValue(self._wanted)
            if most >= self._wanted:
                self._wanted = None

    def _on_scrolled(self, _action: int) -> None:
        self._wanted = None

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class _Quote(RunsLabel):
    """A reason with its line."""

    def __init__(self, themes: ThemeSource, text: str) -> None:
        super().__init__(themes, (Run(f"\u201c{text}\u201d"),))
        self._line_themes = themes
        self.setContentsMargins(13, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds the line."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            accent = self._line_themes.theme.colors.accent
            painter.fillRect(0, 0, 3, self.height(), accent)
