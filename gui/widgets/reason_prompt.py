"""Why? Asked in place, right after a move, and skippable: the move is already recorded.

Where work was given up, the same prompt asks what risk is accepted with that, and until when.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.prompt import Prompt

LONGEST_REASON, LONGEST_LINE = 4000, 500

# Takes the risk, the day and the name as typed; returns what is wrong with them, None once taken.
TakesRisk = Callable[[str, str, str], str | None]


class ReasonPrompt(Prompt):
    """One question, one input with the focus, Save (Return) and Skip (Esc).

    With ``take_risk`` two more lines: what may go wrong, the day to look again, who accepts it.

    Lies in the quadrant or column where the card landed; the owner puts it into a layout or
    sets its geometry. Hidden until ``ask``.

    Signals:
        saved(str): The reason, trimmed and not empty. Return on an empty input skips.
        skipped(): Nothing was said.
    """

    saved = Signal(str)
    skipped = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._input = QLineEdit()
        self._input.setFont(themes.theme.font())
        self._input.setMaxLength(LONGEST_REASON)
        self._save = Button(themes, self.tr("Save"), kind="primary")
        self._skip = Button(themes, self.tr("Skip"), kind="quiet", keys="Esc")
        self._take_risk: TakesRisk | None = None
        self._risk = QWidget()
        self.risk, self.again, self.by = (QLineEdit() for _ in range(3))
        self.error = Label(themes, style="small", tone="bad", wrap=True)
        self._build()
        self._save.clicked.connect(self._on_save_clicked)
        self._skip.clicked.connect(self.skip)
        self._input.returnPressed.connect(self._on_save_clicked)

    @property
    def question(self) -> str:
        """What is being asked, "" while hidden."""
        return self._question.text() if self.isVisible() else ""

    def ask(
        self,
        question: str,
        *,
        placeholder: str = "",
        text: str = "",
        take_risk: TakesRisk | None = None,
        by: str = "",
    ) -> None:
        """Shows itself with the focus in the input; ``by`` is who accepts a risk unless changed."""
        self._take_risk = take_risk
        self._risk.setVisible(take_risk is not None)
        self.error.hide()
        for line, said in ((self.risk, ""), (self.again, ""), (self.by, by)):
            line.setText(said)
        self._input.setAccessibleName(question)
        self._input.setPlaceholderText(placeholder)
        self._input.setText(text)
        self._appear(question)
        self._input.setFocus(Qt.FocusReason.PopupFocusReason)

    def ask_only(self, question: str) -> None:
        """Asks another question in its place; what was typed stays."""
        self._input.setAccessibleName(question)
        self._question.setText(question)

    def skip(self) -> None:
        """Closes without a reason; nothing is lost."""
        if not self.isHidden():
            self.hide()
            self.skipped.emit()

    def leave(self) -> None:
        """Skips."""
        self.skip()

    def event(self, event: QEvent) -> bool:
        """Takes Esc before a window's own shortcut for it: the innermost thing closes first."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaves Ctrl+Z to the window while the input has nothing of its own to take back."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if watched is self._input and override and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo and not self._input.isUndoAvailable():
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.setFocusProxy(self._input)
        self._input.installEventFilter(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._input, 1)
        row.addSpacing(8)
        row.addWidget(self._save)
        row.addWidget(self._skip)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 3, 10)
        column.setSpacing(6)
        column.addWidget(self._question)
        column.addLayout(row)
        column.addWidget(self._risk)
        column.addWidget(self.error)
        self._build_risk()
        self._risk.hide()
        self.error.hide()

    def _build_risk(self) -> None:
        fields = (
            (self.risk, self.tr("What may go wrong without it?")),
            (self.again, self.tr("Look again on")),
            (self.by, self.tr("Accepted by")),
        )
        column = QVBoxLayout(self._risk)
        column.setContentsMargins(0, 0, 9, 0)
        column.setSpacing(6)
        below = QHBoxLayout()
        below.setSpacing(8)
        for line, name in fields:
            line.setFont(self._themes.theme.font())
            line.setMaxLength(LONGEST_LINE)
            line.setPlaceholderText(name)
            line.setAccessibleName(name)
            line.returnPressed.connect(self._on_save_clicked)
        column.addWidget(self.risk)
        below.addWidget(self.again, 1)
        below.addWidget(Label(self._themes, self.tr("accepted by"), style="small", tone="muted"))
        below.addWidget(self.by, 1)
        column.addLayout(below)

    def _on_save_clicked(self) -> None:
        reason = self._input.text().strip()
        if not self._is_taken():
            return
        if not reason:
            self.skip()
            return
        self.hide()
        self.saved.emit(reason)

    def _is_taken(self) -> bool:
        """Whether the risk was recorded, or none was said; else the prompt says what is wrong."""
        said = self.risk.text(), self.again.text()
        if self._take_risk is None or not any(each.strip() for each in said):
            return True
        wrong = self._take_risk(*said, self.by.text())
        self.error.setText(wrong or "")
        self.error.setVisible(wrong is not None)
        if wrong is None:
            self._take_risk = None
        return wrong is None
