"""How does a section of the overview stand: title, tag, rows that lead to their evidence, a way on?

Rows are one painted widget each: there are at most a dozen, and each has the focus of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.models.overview.section import Section
from gui.paint.overview_row import (
    HEAD_HEIGHT,
    SIDE,
    Columns,
    RowFace,
    RowState,
    draw_heads,
    draw_row,
)
from gui.paint.text import Run
from gui.theme import Theme, ThemeSource
from gui.widgets.label import Label
from gui.widgets.link_label import ROOM, LinkLabel
from gui.widgets.marks import Tag
from gui.widgets.panel import Panel
from gui.widgets.plain import plain_tooltip

MARGIN = 16


class EvidenceRow(QAbstractButton):
    """One row; pressed, it leads to its evidence.

    Signals:
        activated(str): Its link.
    """

    activated = Signal(str)

    def __init__(self, themes: ThemeSource, columns: Columns) -> None:
        super().__init__()
        self._themes, self._columns = themes, columns
        self._face, self._last = RowFace(""), False
        self.setFixedHeight(columns.height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)
        themes.changed.connect(self._on_theme_changed)

    @property
    def face(self) -> RowFace:
        """What is shown."""
        return self._face

    def show_face(self, face: RowFace, *, last: bool) -> None:
        """Shows another row."""
        self._face, self._last = face, last
        spoken = face.spoken or face.title
        self.setAccessibleName(spoken)
        self.setToolTip(plain_tooltip(spoken))
        leads = bool(face.link)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, self._columns.height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the evidence; Up and Down go to the neighbour."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the row."""
        state = RowState(self.underMouse(), self.hasFocus(), self._last)
        with QPainter(self) as painter:
            theme = self._themes.theme
            draw_row(painter, QRectF(self.rect()), self._face, self._columns, theme, state)

    def _on_clicked(self) -> None:
        if self._face.link:
            self.activated.emit(self._face.link)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class RowHeads(QWidget):
    """The names of the columns over the rows."""

    def __init__(self, themes: ThemeSource, columns: Columns, face: RowFace) -> None:
        super().__init__()
        self._themes, self._columns, self._face = themes, columns, face
        self.setFixedHeight(HEAD_HEIGHT)
        themes.changed.connect(self._on_theme_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the names."""
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            draw_heads(painter, rect, self._face, self._columns, self._themes.theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class SectionPanel(Panel):
    """A panel with a title, perhaps a tag and a link, and what is in it.

    Signals:
        activated(str): A link was followed.
    """

    activated = Signal(str)

    def __init__(
        self, themes: ThemeSource, title: str, link: tuple[str, str] | None = None
    ) -> None:
        """``link`` is (where it leads, its words), at the right of the title."""
        super().__init__(themes)
        self.themes = themes
        self.title = Label(themes, title, style="section", elide=True)
        self.tag = Tag(themes, "")
        self.tag.hide()
        self.note = Label(themes, style="small", tone="muted", elide=True)
        self.note.hide()
        self.link = LinkLabel(themes)
        self.setAccessibleName(title)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(MARGIN, 0, MARGIN - (ROOM if link else 0), 0)
        self._head.setSpacing(8)
        self._head.addWidget(self.title)
        self._head.addStretch(1)
        self._head.addWidget(self.note, 0)
        self._head.addWidget(self.tag)
        if link is not None:
            self.link = link_to(themes, *link)
            self.link.activated.connect(self.activated)
            self._head.addWidget(self.link)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 12, 0, 10)
        self.column.setSpacing(0)
        self.column.addLayout(self._head)
        self.column.addSpacing(4)

    def add_control(self, control: QWidget) -> None:
        """A button at the right of the title."""
        self._head.addWidget(control)

    def show_head(self, section: Section) -> None:
        """Shows tag and note."""
        self.tag.setVisible(section.tag is not None)
        if section.tag is not None:
            self.tag.set_tag(*section.tag)
        self.note.setText(section.note)
        self.note.setVisible(bool(section.note))
        # Where the room is short the note gives way first.
        self.title.setMinimumWidth(self.title.sizeHint().width() if section.note else 0)


class RowsPanel(SectionPanel):
    """A section of rows."""

    def __init__(
        self,
        themes: ThemeSource,
        title: str,
        columns: Columns,
        *,
        heads: RowFace | None = None,
        link: tuple[str, str] | None = None,
        more: str = "",
    ) -> None:
        """``more`` is where the link below the rows leads."""
        super().__init__(themes, title, link)
        self._columns, self._more = columns, more
        self.rows: list[EvidenceRow] = []
        self._heads = None if heads is None else RowHeads(themes, columns, heads)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(MARGIN - SIDE, 0, MARGIN - SIDE, 0)
        self._list.setSpacing(0)
        self.empty = Label(themes, tone="muted", wrap=True)
        self.empty.setContentsMargins(MARGIN, 4, MARGIN, 4)
        self.foot = Label(themes, style="small", tone="muted", elide=True)
        self.more_link = LinkLabel(themes)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(MARGIN, 4, MARGIN, 0)
        self._foot.addWidget(self.foot, 1)
        if self._heads is not None:
            self._list.addWidget(self._heads)
        self.column.addLayout(self._list)
        self.column.addWidget(self.empty)
        self.column.addLayout(self._foot)
        self.column.addStretch(1)

    @property
    def shown(self) -> list[EvidenceRow]:
        """The rows in view."""
        return [row for row in self.rows if not row.isHidden()]

    def show_section(self, section: Section) -> None:
        """Shows other rows, in the widgets that are there."""
        self.show_head(section)
        self._show_rows(section.rows)
        self.empty.setText(section.empty)
        self.empty.setVisible(not section.rows and bool(section.empty))
        self.foot.setText(section.foot)
        self.foot.setVisible(bool(section.foot))
        if self._heads is not None:
            self._heads.setVisible(bool(section.rows))
        self._show_more(section.more)

    def _show_rows(self, faces: Sequence[RowFace]) -> None:
        while len(self.rows) < len(faces):
            row = EvidenceRow(self.themes, self._columns)
            row.activated.connect(self.activated)
            self.rows.append(row)
            self._list.addWidget(row)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(faces))
            if number < len(faces):
                row.show_face(faces[number], last=number == len(faces) - 1)

    def _show_more(self, words: str) -> None:
        if self.more_link.accessibleName() != words:
            self._foot.removeWidget(self.more_link)
            self.more_link.hide()
            self.more_link.deleteLater()
            self.more_link = link_to(self.themes, self._more, words)
            self.more_link.activated.connect(self.activated)
            left = Qt.AlignmentFlag.AlignLeft
            self._foot.insertWidget(0, self.more_link, 0 if self.foot.text() else 1, left)
        self.more_link.setVisible(bool(words))
        self._foot.setContentsMargins(MARGIN - (ROOM if words else 0), 4, MARGIN, 0)


def link_to(themes: ThemeSource, link: str, words: str) -> LinkLabel:
    """Return words in the accent colour that lead somewhere."""
    found = LinkLabel(themes, (Run(words, "accent", 500),), link)
    found.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return found
