"""How is a list filtered by one field? "Team All", a chip with a menu of its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.paint.button import ButtonFace
from gui.theme import ThemeSource
from gui.widgets.buttons import Button


@dataclass(frozen=True, slots=True)
class ChipOption:
    """One value of the filter; ``key`` is what the signal carries, "" the neutral one."""

    key: str
    text: str
    detail: str = ""


class Chip(Button):
    """A filter chip. The first option is the neutral one ("All"); any other makes it active.

    Signals:
        chosen(str): The key of the option the person chose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        label: str,
        options: Sequence[ChipOption] = (),
        *,
        neutral: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``neutral`` is the key that filters nothing, where it is not the first option's."""
        super().__init__(themes, small=True, parent=parent)
        self._label = label
        self._neutral_key = neutral
        self._options: tuple[ChipOption, ...] = ()
        self._value = ""
        self._brief = False
        self._chip_menu: QMenu | None = None
        self.clicked.connect(self._on_clicked)
        self.set_options(options)

    @property
    def value(self) -> str:
        """The key of the chosen option."""
        return self._value

    @property
    def is_filtering(self) -> bool:
        """Whether another option than the neutral one is chosen."""
        return self._value != self._neutral

    @property
    def menu_now(self) -> QMenu | None:
        """The open menu, None while closed."""
        menu = self._chip_menu
        return menu if menu is not None and menu.isVisible() else None

    def set_options(self, options: Sequence[ChipOption]) -> None:
        """Offers these; keeps the value where it is still among them."""
        self._options = tuple(options)
        keys = [option.key for option in self._options]
        if self._value not in keys:
            self._value = self._neutral
        self._show()

    def set_value(self, key: str) -> None:
        """Shows an option as chosen without the signal."""
        self._value = key
        self._show()

    def set_brief(self, brief: bool) -> None:
        """Where the room is short the neutral option goes without its word: "Team"."""
        self._brief = brief
        self._show()

    def choose(self, key: str) -> None:
        """Chooses an option as a click would."""
        self.set_value(key)
        self.chosen.emit(key)

    @property
    def chosen_option(self) -> ChipOption | None:
        """The option that is chosen, None where it is not among those offered any more."""
        return next((each for each in self._options if each.key == self._value), None)

    def take_over(self, option: ChipOption) -> None:
        """Chooses an option that is not offered before the menu opens, as a click would."""
        known = [each for each in self._options if each.key != option.key]
        self.set_options([*known, option])
        self.choose(option.key)

    @property
    def _neutral(self) -> str:
        if self._neutral_key is not None:
            return self._neutral_key
        return self._options[0].key if self._options else ""

    def _show(self) -> None:
        text = next((o.text for o in self._options if o.key == self._value), self._value)
        active = self.is_filtering
        words, label = (text, self._label) if active or not self._brief else (self._label, "")
        face = ButtonFace(
            text=words, label=label, chevron=True, small=True, active=active, kind="secondary"
        )
        self.set_face(face)
        self.setAccessibleName(f"{self._label} {text}".strip())

    def _on_clicked(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for option in self._options:
            action = self._option_action(option, menu)
            action.setActionGroup(group)
            menu.addAction(action)
        self._chip_menu = menu
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self._on_menu_destroyed)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _option_action(self, option: ChipOption, menu: QMenu) -> QAction:
        text = f"{option.text}\t{option.detail}" if option.detail else option.text
        action = QAction(text.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(option.key == self._value)
        action.triggered.connect(lambda _checked=False, key=option.key: self.choose(key))
        return action

    def _on_menu_destroyed(self) -> None:
        self._chip_menu = None
