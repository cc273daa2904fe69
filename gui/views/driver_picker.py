"""Why must it be done? Eight drivers, each one key away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.models.words import drivers
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.plain import set_plain_tooltip
from roadmap.values import Driver


class DriverPicker(QWidget):
    """Chosen by click, by the keys 1 to 8, or by first letter.

    A letter that two drivers share goes from the one to the other.

    Signals:
        chosen(object): The Driver the person chose.
    """

    chosen = Signal(object)

    def __init__(self, themes: ThemeSource, *, columns: int = 4, by_letter: bool = True) -> None:
        """Without ``by_letter`` only the digits count, where somebody types beside it."""
        super().__init__()
        self.setAccessibleName(self.tr("Driver"))
        self._by_letter = by_letter
        self._value: Driver | None = None
        self._words = drivers()
        self._buttons: list[Button] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, word in enumerate(self._words):
            button = Button(themes, word.short, keys=str(place + 1), small=True)
            button.setAccessibleName(word.text)
            set_plain_tooltip(button, word.text)
            button.clicked.connect(lambda _checked=False, d=word.driver: self.choose(d))
            self._buttons.append(button)
            grid.addWidget(button, place // columns, place % columns)
        self.setFocusProxy(self._buttons[0])

    @property
    def value(self) -> Driver | None:
        """The chosen driver."""
        return self._value

    def set_value(self, driver: Driver | None) -> None:
        """Shows a driver as chosen without the signal."""
        self._value = driver
        for word, button in zip(self._words, self._buttons, strict=True):
            button.set_active(word.driver is driver)

    def choose(self, driver: Driver) -> None:
        """Chooses a driver as its key does."""
        self.set_value(driver)
        self.chosen.emit(driver)

    def choose_key(self, text: str) -> bool:
        """Chooses by what was typed; False where it names no driver."""
        if text.isdigit() and 1 <= int(text) <= len(self._words):
            self.choose(self._words[int(text) - 1].driver)
            return True
        if not self._by_letter or not text.isalpha():
            return False
        found = [at for at, word in enumerate(self._words) if word.short[0].casefold() == text]
        if len(found) == 1:
            self.choose(self._words[found[0]].driver)
        elif found:
            now = next((at for at, button in enumerate(self._buttons) if button.hasFocus()), -1)
            later = next((at for at in found if at > now), found[0])
            self._buttons[later].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(found)

    def event(self, event: QEvent) -> bool:
        """Takes its keys before the page's own shortcuts for them."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _plain(event) and event.text().isalnum():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and letters choose."""
        if not (_plain(event) and self.choose_key(event.text().casefold())):
            super().keyPressEvent(event)


def _plain(event: QKeyEvent) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, keypad) and bool(event.text())
