"""What can a person choose for themselves: name, theme, text size, motion?"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from gui.dialogs.form import Form
from gui.settings import TEXT_SIZES, Settings, ThemeChoice, login_name
from gui.theme import ThemeSource

_THEMES: tuple[tuple[ThemeChoice, str], ...] = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
)


class YouTab(Form):
    """The settings that no roadmap holds."""

    def __init__(self, themes: ThemeSource, settings: Settings) -> None:
        super().__init__(themes)
        self._settings = settings
        self.name = QLineEdit(settings.name)
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(login_name())
        self.theme = QComboBox()
        for key, text in _THEMES:
            self.theme.addItem(text, key)
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.text_size = QComboBox()
        for size in TEXT_SIZES:
            self.text_size.addItem(f"{size} %", size)
        self.text_size.setCurrentIndex(self.text_size.findData(settings.text_size))
        self.still = QCheckBox(self.tr("Nothing flies or slides"))
        self.still.setChecked(settings.reduced_motion)
        self.add(
            self.tr("Your name"), self.name, self.tr("Decisions are recorded under this name.")
        )
        self.add(self.tr("Theme"), self.theme)
        self.add(
            self.tr("Size of everything"),
            self.text_size,
            self.tr("Holds from the next start of the app."),
        )
        self.add(self.tr("Reduced motion"), self.still)
        self.finish()

    @property
    def settings(self) -> Settings:
        """The settings as chosen."""
        return replace(
            self._settings,
            name=" ".join(self.name.text().split()),
            theme=cast("ThemeChoice", self.theme.currentData()),
            text_size=self.text_size.currentData(),
            reduced_motion=self.still.isChecked(),
        )
