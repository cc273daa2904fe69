"""What does the playback bar consist of: thin, and open as a dock?"""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.paint.playback import Choice, PlaybackModel
from gui.theme import ThemeSource
from gui.widgets.buttons import Button, icon_button
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.label import Label
from gui.widgets.marks_menu import MarksMenu
from gui.widgets.playback_strip import PlaybackStrip
from gui.widgets.segmented import SegmentedControl
from roadmap.analysis.words import counted

SPEEDS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
_BRIEF_BELOW = 1330  # here the chips that filter nothing go without their word
_ALL = (Choice("", "All"),)


class ThinBar(QWidget):
    """Play, first date, strip, where one is, how many decisions."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.play = Button(themes, kind="quiet", icon="play", small=True, name=self.tr("Play"))
        self.first = Label(themes, style="small", tone="muted")
        self.strip = PlaybackStrip(themes)
        self.now = Label(themes, self.tr("Now"), style="small", weight=600)
        self.count = Label(themes, style="small", tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        row.addWidget(self.play)
        row.addWidget(self.first)
        row.addWidget(self.strip, 1)
        row.addSpacing(20)
        row.addWidget(self.now)
        row.addSpacing(2)
        row.addWidget(self.count)

    def set_model(self, model: PlaybackModel) -> None:
        """Shows a history."""
        self.strip.set_model(model)
        self.first.setText(model.first_date)
        self.count.setText(counted(model.count, "decision"))


class Dock(QWidget):
    """Steps, moment, filters and the tall strip."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.back = icon_button(themes, "skip-back", self.tr("Step back"), keys="Left")
        self.play = Button(themes, kind="primary", icon="play", name=self.tr("Play"))
        self.forward = icon_button(themes, "skip-forward", self.tr("Step forward"), keys="Right")
        self.segments = SegmentedControl(
            themes,
            (
                ("decision", self.tr("Decision")),
                ("sprint", self.tr("Sprint")),
                ("bookmark", self.tr("Bookmark")),
            ),
            name=self.tr("Step by"),
        )
        self.day = icon_button(themes, "calendar", self.tr("Go to a day"), keys="Ctrl+G")
        self.title = Label(themes, style="section")
        self.note = Label(themes, style="small", tone="muted", elide=True)
        self.person = Chip(themes, self.tr("Person"), _options(_ALL))
        self.kind = Chip(themes, self.tr("Kind"), _options(_ALL))
        self.about = Chip(themes, self.tr("About"), _options(_ALL))
        self.marks = MarksMenu(themes)
        speeds = [Choice(f"{speed:g}", f"{speed:g}\u00d7") for speed in SPEEDS]
        self.speed = Chip(themes, self.tr("Speed"), _options(tuple(speeds)), neutral="1")
        self.bookmark = icon_button(themes, "bookmark", self.tr("Bookmarks"), keys="B")
        self.present = icon_button(themes, "maximize", self.tr("Present"), keys="F11")
        self.close_button = icon_button(themes, "chevron-down", self.tr("Close"), keys="Esc")
        self.strip = PlaybackStrip(themes, tall=True)
        self._lay_out()

    def set_model(self, model: PlaybackModel) -> None:
        """Shows a history."""
        self.strip.set_model(model)
        for chip, choices in (
            (self.person, model.people),
            (self.kind, model.kinds),
            (self.about, model.about),
        ):
            chip.set_options(_options(choices))
            chip.setVisible(len(choices) > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Short of room, chips say less and the day is left to its key."""
        super().resizeEvent(event)
        narrow = event.size().width() < _BRIEF_BELOW
        for chip in (self.person, self.kind, self.about, self.marks, self.speed):
            chip.set_brief(narrow)
        self.day.setVisible(not narrow)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 16, 0)
        row.setSpacing(6)
        self.play.setFixedWidth(34)
        for part in (self.back, self.play, self.forward):
            row.addWidget(part)
        row.addSpacing(10)
        row.addWidget(self.segments)
        row.addSpacing(4)
        row.addWidget(self.day)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        for chip in (self.person, self.kind, self.about, self.marks, self.speed):
            row.addWidget(chip)
        for button in (self.bookmark, self.present, self.close_button):
            row.addWidget(button)
        strip = QHBoxLayout()
        strip.setContentsMargins(19, 0, 19, 0)
        strip.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addLayout(strip)
        column.addStretch(1)


def _options(choices: tuple[Choice, ...]) -> list[ChipOption]:
    return [ChipOption(choice.key, choice.text) for choice in choices]
