"""Which keys are there? All of them on one sheet, opened with ``?``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.theme import ThemeSource
from gui.widgets.buttons import icon_button
from gui.widgets.label import Label
from gui.widgets.marks import KeyCap
from gui.widgets.overlay import Overlay

COLUMN_WIDTH, KEYS_WIDTH = 300, 84


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """A heading and its (keys, what they do)."""

    title: str
    keys: tuple[tuple[str, str], ...]


class KeySheet(Overlay):
    """A sheet over the window with groups of keys in up to three columns. Esc closes it.

    Signals:
        closed(): It went away.
    """

    closed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(themes, parent)
        self._before: QWidget | None = None
        self._groups: tuple[KeyGroup, ...] = ()
        self.setAccessibleName(self.tr("All keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        close = icon_button(themes, "x", self.tr("Close"), keys="Esc")
        close.clicked.connect(self.close_now)
        head = QHBoxLayout()
        head.addWidget(Label(themes, self.tr("All keys"), style="title"))
        head.addStretch(1)
        head.addWidget(close)
        self._sheet = QWidget()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 20)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def set_groups(self, groups: Sequence[KeyGroup]) -> None:
        """What stands on the sheet."""
        self._groups = tuple(groups)
        self._fill()

    def open_now(self) -> None:
        """Shows the sheet."""
        self._before = self.window().focusWidget()
        self.appear()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_now(self) -> None:
        """Goes away and gives the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def place(self) -> None:
        """In the middle, as large as it needs and the window allows."""
        parent = self.parentWidget()
        if parent is None:
            return
        inner = self._sheet.sizeHint()
        width = min(inner.width() + 56, parent.width() - 40)
        height = min(inner.height() + 92, parent.height() - 40)
        left, top = (parent.width() - width) // 2, (parent.height() - height) // 2
        self.setGeometry(left, top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and ``?`` close; other keys do nothing below the sheet."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Question):
            self.close_now()

    def _fill(self) -> None:
        self._sheet = QWidget()
        row = QHBoxLayout(self._sheet)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(32)
        for column in _balanced(self._groups, 3):
            stack = QVBoxLayout()
            stack.setSpacing(16)
            for group in column:
                stack.addWidget(self._group(group))
            stack.addStretch(1)
            row.addLayout(stack)
        row.addStretch(1)
        self._area.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)

    def _group(self, group: KeyGroup) -> QWidget:
        box = QWidget()
        box.setFixedWidth(COLUMN_WIDTH)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, KEYS_WIDTH)
        grid.setColumnStretch(1, 1)
        head = Label(self.themes, group.title, style="small", tone="muted", weight=600)
        grid.addWidget(head, 0, 0, 1, 2)
        for line, (keys, text) in enumerate(group.keys, start=1):
            caps = QWidget()
            caps.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row = QHBoxLayout(caps)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(KeyCap(self.themes, keys))
            grid.addWidget(caps, line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(self.themes, text, wrap=True), line, 1)
        return box


def _balanced(groups: Sequence[KeyGroup], most: int) -> list[list[KeyGroup]]:
    """Groups in their order over at most ``most`` columns, the highest as low as can be."""
    lines = [len(group.keys) + 2 for group in groups]
    for limit in range(max(lines, default=0), sum(lines) + 1):
        columns = _filled(groups, limit)
        if len(columns) <= most:
            return columns
    return [list(groups)]


def _filled(groups: Sequence[KeyGroup], limit: int) -> list[list[KeyGroup]]:
    columns: list[list[KeyGroup]] = []
    used = 0
    for group in groups:
        lines = len(group.keys) + 2
        if not columns or used + lines > limit:
            columns.append([])
            used = 0
        columns[-1].append(group)
        used += lines
    return columns
