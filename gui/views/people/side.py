"""What do the forms beside the page share: a title, rows, what is wrong, Save, Cancel, Remove?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.form import ErrorLine, Form
from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from roadmap.commands import Command

WIDTH = 384
_LABELS = 104


class SidePanel(Panel):
    """A panel at the right of the page with a title and a way to close it.

    Signals:
        closed(): The cross or Esc.
    """

    closed = Signal()

    def __init__(self, themes: ThemeSource, title: str) -> None:
        super().__init__(themes)
        self.themes = themes
        self.setFixedWidth(WIDTH)
        self.heading = Label(themes, title, style="title", elide=True)
        self.close_button = Button(themes, icon="x", kind="quiet", name=self.tr("Close"))
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 4)
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        self.column.addLayout(head)

    def say_title(self, title: str) -> None:
        """Shows another title."""
        self.heading.setText(title)
        self.setAccessibleName(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class SideForm(SidePanel):
    """A form that becomes one decision. A subclass builds rows and says the commands.

    Signals:
        saved(str): The id of the record that was saved.
    """

    saved = Signal(str)

    def __init__(self, themes: ThemeSource, session: Session, title: str) -> None:
        super().__init__(themes, title)
        self.session = session
        self.key: str | None = None
        self._at_first: tuple[object, ...] = ()
        self.form = Form(themes, _LABELS)
        self.form.setContentsMargins(16, 4, 16, 12)
        self.problem = ErrorLine(themes)
        self.save_button = Button(themes, self.tr("Save"), kind="primary")
        self.cancel_button = Button(themes, self.tr("Cancel"), keys="Esc")
        self.remove_button = Button(themes, self.tr("Remove"), icon="trash-2", kind="quiet")
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.closed)
        self.remove_button.clicked.connect(self.remove)
        self.column.addWidget(scrolled(self.form), 1)
        self._add_foot()

    def _add_foot(self) -> None:
        wrong = QVBoxLayout()
        wrong.setContentsMargins(16, 4, 16, 4)
        wrong.addWidget(self.problem)
        self.column.addLayout(wrong)
        line = QFrame()
        line.setProperty("line", "true")
        line.setFixedHeight(1)
        self.column.addWidget(line)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 12, 10)
        foot.setSpacing(8)
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        self.column.addLayout(foot)

    # -- what a subclass says ---------------------------------------------------------------------

    def wrong(self) -> str | None:
        """Return what is wrong with what was typed, None where nothing is."""
        return None

    def commands(self) -> Sequence[Command]:
        """Return what saving asks for; nothing where nothing changed."""
        return ()

    def removal(self) -> tuple[Command, str] | None:
        """Return the command that takes the record away, and what a toast says then."""
        return None

    def said(self) -> str:
        """Return what a toast says once saved."""
        return self.tr("Saved")

    # -- gestures ---------------------------------------------------------------------------------

    def save(self) -> None:
        """Saves, or says in place what is wrong."""
        problem = self.wrong()
        commands = [] if problem else list(self.commands())
        if problem is None and commands:
            problem = self.session.refusal(commands)
        self.problem.set_problem(problem)
        if problem is not None:
            return
        if commands:
            self.session.execute(commands, say=self.said())
        self.saved.emit(self.key or "")

    def remove(self) -> None:
        """Takes the record away; the toast offers to undo it."""
        found = self.removal()
        if found is not None:
            command, text = found
            self.session.execute([command], say=text)
            self.closed.emit()

    @property
    def is_changed(self) -> bool:
        """Whether closing would lose something that was typed or chosen."""
        return self.session.read_only is None and self._entered() != self._at_first

    def begin(self) -> None:
        """What stands in the form now is what it began with."""
        self.problem.set_problem(None)
        self._at_first = self._entered()
        self.show_possible()

    def _entered(self) -> tuple[object, ...]:
        lines = tuple(line.text() for line in self.form.findChildren(QLineEdit))
        boxes = tuple(box.currentIndex() for box in self.form.findChildren(QComboBox))
        ticks = tuple(box.isChecked() for box in self.form.findChildren(QCheckBox))
        return (*lines, *boxes, *ticks)

    def show_possible(self) -> None:
        """Blocks what cannot be done now, with the reason."""
        reason = self.session.read_only
        self.save_button.set_blocked(reason)
        self.remove_button.set_blocked(reason)
        self.form.setEnabled(reason is None)
        self.remove_button.setVisible(self.key is not None)
        if reason is not None:
            self.problem.set_problem(reason)
        elif self.problem.text:
            self.problem.set_problem(None)

    def event(self, event: QEvent) -> bool:
        """Takes the keys typed here before shortcuts of the page and the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            if not event.modifiers() & held:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return saves from any field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.save_button.isEnabled():
            self.save()
        else:
            super().keyPressEvent(event)


def differing(old: object, fields: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return those of `fields` that a record has otherwise, and what the person saw of them."""
    changed = {key: new for key, new in fields.items() if new != getattr(old, key)}
    return changed, {key: getattr(old, key) for key in changed}


def scrolled(widget: QWidget) -> QScrollArea:
    """Return an area that scrolls `widget` up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
