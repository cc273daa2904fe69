"""What makes it a must do, and by when? Asked in the quadrant where the card is to land."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.session import Session
from gui.theme import ThemeSource
from gui.views.driver_picker import DriverPicker
from gui.views.moves import Missing
from gui.views.parsed_field import DayField
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.prompt import Prompt
from roadmap.values import Driver


class MustDoPrompt(Prompt):
    """Asks for a driver, a date, or both. Nothing is recorded before it is answered.

    Signals:
        answered(object, object): The Driver and the day, each None where it was not asked.
        cancelled(): Esc: the card stays where it was.
    """

    answered = Signal(object, object)
    cancelled = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        session: Session,
        parent: QWidget | None = None,
        *,
        columns: int = 3,
    ) -> None:
        """``columns`` is how many drivers stand side by side."""
        super().__init__(themes, parent)
        self._missing = Missing(driver=False, day=False)
        self._picker = DriverPicker(themes, columns=columns)
        self._by = Label(themes, self.tr("By when?"), tone="muted")
        self._day = DayField(themes, session, self.tr("Mandatory by"))
        self._done = Button(themes, self.tr("Save"), kind="primary")
        self._cancel = Button(themes, self.tr("Cancel"), kind="quiet", keys="Esc")
        self._build()
        self._picker.chosen.connect(self._on_chosen)
        self._day.returned.connect(self._finish)
        self._done.clicked.connect(self._finish)
        self._cancel.clicked.connect(self.leave)

    def ask(self, question: str, missing: Missing, driver: Driver | None = None) -> None:
        """Shows itself with the focus where the first answer goes; ``driver`` is suggested."""
        self._missing = missing
        self._picker.set_value(driver)
        self._picker.setVisible(missing.driver)
        self._by.setVisible(missing.day)
        self._day.setVisible(missing.day)
        self._day.set_text("")
        self._done.setVisible(missing.day)
        self._appear(question)
        first = self._picker if missing.driver and driver is None else self._day
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def question(self) -> str:
        """What is being asked, "" while hidden."""
        return "" if self.isHidden() else self._question.text()

    def leave(self) -> None:
        """Leaves everything as it was."""
        if not self.isHidden():
            self.hide()
            self.cancelled.emit()

    def minimumSizeHint(self) -> QSize:
        """May be as narrow as a quadrant."""
        return QSize(120, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Takes the keys typed here before shortcuts of the page and the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        control = Qt.KeyboardModifier.ControlModifier
        if override and isinstance(event, QKeyEvent) and not event.modifiers() & control:
            event.accept()
            return True
        return super().event(event)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        self._by.setFixedHeight(30)
        row.addWidget(self._by, 0, top)
        row.addWidget(self._day, 1, top)
        row.addStretch()
        row.addWidget(self._done, 0, top)
        row.addWidget(self._cancel, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 9)
        column.setSpacing(6)
        column.addWidget(self._question)
        column.addWidget(self._picker)
        column.addLayout(row)
        column.addWidget(self._day.part_with_hint())

    def _on_chosen(self, _driver: Driver) -> None:
        if self._missing.day:
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._finish()

    def _finish(self) -> None:
        if self._missing.driver and self._picker.value is None:
            self._picker.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._missing.day and self._day.value is None:
            self._day.complain(self.tr("Give the day by which it must be done, like 28 Feb."))
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        driver = self._picker.value if self._missing.driver else None
        day = self._day.value if self._missing.day else None
        self.hide()
        self.answered.emit(driver, day)
