"""How is an emergency captured in under ten seconds? Title, Return, one digit, Return.

The digit leads on to the effort, which may stay empty. What was typed stays until it is saved or
given up, wherever else somebody looks meanwhile. One decision: the item in Emergencies, before all
others there, and the interruption it answers.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.session import Session
from gui.theme import ThemeSource
from gui.views.driver_picker import DriverPicker
from gui.views.form_popover import FormPopover
from gui.views.parsed_field import EffortField
from roadmap.analysis.items.grid import grid
from roadmap.commands.interruptions import LogInterruption
from roadmap.commands.items import AddItem
from roadmap.fields.items import ItemFields
from roadmap.values import Driver, Forcing, Horizon, Kind, Quadrant, clean_line


class EmergencyPopover(FormPopover):
    """The form for work that must be done now."""

    def __init__(self, themes: ThemeSource, session: Session, parent: QWidget) -> None:
        super().__init__(themes, parent, self.tr("Emergency"), self.tr("Save"))
        self._session = session
        self.title.setPlaceholderText(self.tr("What must be done now?"))
        self._picker = DriverPicker(themes)
        self._effort = EffortField(themes, self.tr("Effort in person-days"))
        self.add_row(self.tr("Driver"), self._picker)
        self.add_row(self.tr("Effort"), self._effort)
        self.add_end()
        self.title.installEventFilter(self)
        self._picker.chosen.connect(self._on_chosen)
        self._effort.edited.connect(self.fit)

    def ask(self) -> None:
        """Opens the form, with what was begun in it; in the past the session's sentence is told."""
        if self._session.read_only is not None:
            self._session.refused.emit(self._session.read_only)
            return
        self.open_form()

    def leave(self) -> None:
        """Gives up what was typed."""
        self._empty()
        super().leave()

    def _empty(self) -> None:
        self.title.clear()
        self._effort.set_text("")
        self._picker.set_value(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and a digit choose the driver while the title is being typed."""
        press = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is self.title and press and _alt_digit(event):
            return self._picker.choose_key(_alt_digit(event))
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Adds the item and its interruption as one decision."""
        title = clean_line(self.title.text())
        if not title:
            self.complain(self.tr("Say in a few words what has to be done."))
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        driver = self._picker.value
        if driver is None:
            # The first Return leads here on purpose: a digit and another Return finish.
            self._picker.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.title.hasFocus() and self.error.isHidden():
                self.complain(self.tr("Why must it be done? Press 1 to 8."))
            return
        estimate = self._effort.value
        if estimate is None and not self._effort.is_empty:
            self._effort.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.hide()
        fields: ItemFields = {
            "title": title,
            "forcing": Forcing.FORCED,
            "horizon": Horizon.SHORT_TERM,
            "driver": driver,
            "kind": Kind.FOUNDATION,
        }
        if estimate is not None:
            fields["estimate"], fields["size"] = estimate.get("estimate"), estimate.get("size")
        self._empty()
        self._record(title, driver, fields)
        self.closed.emit()

    def _record(self, title: str, driver: Driver, fields: ItemFields) -> None:
        first = self._first_ranked()
        add = AddItem(fields=fields, before=first)
        logged = LogInterruption(fields={"title": title, "driver": driver, "item": add.item})
        words = self._session.settings.words.forced_short_term
        said = self.tr("“{title}” is in {place}").format(title=title, place=words)
        if self._session.execute([add, logged], say=said) is not None:
            self.added.emit(add.item)

    def _first_ranked(self) -> str | None:
        state = self._session.live
        for key in grid(state).of(Quadrant.FORCED_SHORT_TERM).items:
            if state.items[key].rank is not None:
                return key
        return None

    def _on_chosen(self, _driver: Driver) -> None:
        self.complain("")
        if not self.title.hasFocus():  # on to the next field; Return saves there too
            self._effort.setFocus(Qt.FocusReason.OtherFocusReason)


def _alt_digit(event: QEvent) -> str:
    """The digit that was pressed with Alt, "" for anything else."""
    if not isinstance(event, QKeyEvent):
        return ""
    digit = event.key() - Qt.Key.Key_0
    alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
    return str(digit) if alt and 1 <= digit <= 9 else ""
