"""What do the dialogs share: rows of a label and a field, an error line, the buttons below?"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.inputs import leave_wheel
from gui.widgets.label import Label
from gui.widgets.panel import Panel

LABEL_WIDTH = 150
_AROUND = QSize(40, 60)  # what a window's frame and its title take, and a little of the screen


def room_for(wanted: QSize, screen: QRect) -> QSize:
    """Return the size that a dialog takes: what it wants, or what the screen has room for."""
    return wanted.boundedTo(screen.size() - _AROUND)


class Form(QWidget):
    """Labels at the left, fields at the right, a muted line below a field where one helps."""

    def __init__(self, themes: ThemeSource, label_width: int = LABEL_WIDTH) -> None:
        super().__init__()
        self._themes = themes
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self._line = 0
        self._labels: dict[QWidget, Label] = {}

    def add(self, text: str, field: QWidget, hint: str = "") -> None:
        """Adds a field under its name, which is also what a screen reader says."""
        label = Label(self._themes, text, tone="muted")
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)
        field.setFont(self._themes.theme.font())
        if isinstance(field, QComboBox | QAbstractSpinBox):
            leave_wheel(field)
        top = Qt.AlignmentFlag.AlignTop
        label.setMinimumHeight(30)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._labels[field] = label
        self._grid.addWidget(label, self._line, 0, top)
        self._grid.addWidget(field, self._line, 1)
        self._line += 1
        if hint:
            below = Label(self._themes, hint, style="small", tone="muted", wrap=True)
            self._grid.addWidget(below, self._line, 1)
            self._line += 1

    def set_shown(self, field: QWidget, *, shown: bool) -> None:
        """Shows a field with its name, or hides both."""
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def add_wide(self, widget: QWidget) -> None:
        """Adds something over both columns."""
        self._grid.addWidget(widget, self._line, 0, 1, 2)
        self._line += 1

    def add_head(self, text: str, note: str = "") -> None:
        """Adds the heading of a section."""
        head = Label(self._themes, text, style="section")
        head.setContentsMargins(0, 10 if self._line else 0, 0, 2)
        self.add_wide(head)
        if note:
            self.add_wide(Label(self._themes, note, style="small", tone="muted", wrap=True))

    def finish(self) -> None:
        """Lets the rows stay at the top."""
        self._grid.setRowStretch(self._line, 1)


class FormDialog(QDialog):
    """A dialog of one form: an error line in bad, then Cancel and the primary button."""

    def __init__(
        self, themes: ThemeSource, title: str, save: str, parent: QWidget | None, width: int = 460
    ) -> None:
        super().__init__(parent)
        self.themes = themes
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.form = Form(themes)
        self.problem = ErrorLine(themes)
        self.save = Button(themes, save, kind="primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        self.cancel = Button(themes, self.tr("Cancel"), keys="Esc")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.save)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(10)
        self._column.addWidget(self.form)
        self._column.addWidget(self.problem)
        self._column.addSpacing(4)
        self._column.addLayout(self._foot)

    def check(self) -> str | None:
        """Return what is wrong with what was typed, or None."""
        return None

    def show_problem(self, problem: str | None) -> None:
        """Shows the sentence, or takes it away."""
        self.problem.set_problem(problem)


class ErrorLine(QWidget):
    """One line with an icon in bad; hidden while nothing is wrong."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._icon = QLabel()
        self._icon.setPixmap(themes.theme.icons.pixmap("circle-alert", themes.theme.colors.bad, 14))
        self._text = Label(themes, style="small", tone="bad", wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence in view, "" while hidden."""
        return "" if self.isHidden() else self._text.text()

    def set_problem(self, problem: str | None) -> None:
        """Shows the sentence, or goes away."""
        self._text.setText(problem or "")
        self.setAccessibleName(problem or "")
        self.setVisible(problem is not None)


def framed(themes: ThemeSource, widget: QWidget) -> Panel:
    """A table or list in the border of a panel."""
    panel = Panel(themes)
    column = QVBoxLayout(panel)
    column.setContentsMargins(1, 4, 1, 4)
    column.addWidget(widget)
    return panel
