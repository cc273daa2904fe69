"""What can be set: for the person, and for the roadmap that is open?

The person's settings hold at once. The roadmap's settings are one decision, recorded when the
dialog is saved, and undone like any other.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.form import ErrorLine, room_for
from gui.dialogs.preferences.lists import ComponentsTab, HolidaysTab, ListTab, TeamsTab
from gui.dialogs.preferences.roadmap import CalendarTab, WordsTab
from gui.dialogs.preferences.thresholds import ThresholdsTab
from gui.dialogs.preferences.you import YouTab
from gui.session import Session
from gui.settings import Settings
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.plain import set_plain_tooltip
from roadmap.commands import Command, parse_command
from roadmap.errors import Refused


class PreferencesDialog(QDialog):
    """Tabs: You, and six about the roadmap where one is open, from its name to its components.

    Signals:
        changed(Settings): The person's settings as saved.
    """

    changed = Signal(object)

    def __init__(
        self, themes: ThemeSource, settings: Settings, session: Session | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._themes, self._session = themes, session
        self.setWindowTitle(self.tr("Preferences"))
        self.setMinimumSize(640, 480)
        self.resize(room_for(QSize(720, 640), self.screen().availableGeometry()))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setFont(themes.theme.font("body", 500))
        self.you = YouTab(themes, settings)
        self._add_tab(self.tr("You"), self.you)
        self._forms: list[CalendarTab | WordsTab | ThresholdsTab] = []
        self._lists: list[ListTab] = []
        if session is not None:
            self._add_roadmap(session)
        self.problem = ErrorLine(themes)
        self._lay_out()

    def accept(self) -> None:
        """Records what was changed; stays open where a rule says no."""
        try:
            commands = self.commands()
        except Refused as refusal:
            self.problem.set_problem(str(refusal))
            return
        if commands and not self._record(commands):
            return
        self.changed.emit(self.you.settings)
        super().accept()

    def commands(self) -> list[Command]:
        """Return the commands of one decision for everything that differs. Raises Refused."""
        if self._session is None or self._session.read_only is not None:
            return []
        commands: list[Command] = []
        fields: dict[str, Any] = {}
        was: dict[str, Any] = {}
        settings = self._session.settings
        for form in self._forms:
            for name, value in form.fields().items():
                old = getattr(settings, name)
                if value != old:
                    fields[name], was[name] = value, old
        if fields:
            commands.append(parse_command({"do": "edit_roadmap", "fields": fields, "was": was}))
        for tab in self._lists:
            commands += tab.commands()
        return commands

    def _record(self, commands: list[Command]) -> bool:
        """Whether the roadmap took the commands; says why where it did not."""
        session = self._session
        if session is None:
            return True
        refusals: list[str] = []
        session.refused.connect(refusals.append)
        try:
            session.execute(commands, say=self.tr("Settings changed"))
        finally:
            session.refused.disconnect(refusals.append)
        self.problem.set_problem(refusals[0] if refusals else None)
        return not refusals

    def _add_roadmap(self, session: Session) -> None:
        themes, state = self._themes, session.state
        calendar = CalendarTab(themes, session.settings)
        words = WordsTab(themes, session.settings)
        thresholds = ThresholdsTab(themes, session.settings)
        self._forms = [calendar, words, thresholds]
        self._lists = [
            HolidaysTab(themes, state),
            TeamsTab(themes, state),
            ComponentsTab(themes, state),
        ]
        self._add_tab(self.tr("Roadmap"), calendar)
        self._add_tab(self.tr("Words and sizes"), words)
        self._add_tab(self.tr("Thresholds"), thresholds)
        for title, tab in zip(
            (self.tr("Holidays"), self.tr("Teams"), self.tr("Components")), self._lists, strict=True
        ):
            self._add_tab(title, tab)
        reason = session.read_only
        if reason is not None:
            for part in (*self._forms, *self._lists):
                part.setEnabled(False)
                set_plain_tooltip(part, reason)

    def _add_tab(self, title: str, content: QWidget) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(4, 16, 8, 8)
        column.addWidget(content)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        self.tabs.addTab(area, title)

    def _lay_out(self) -> None:
        themes = self._themes
        save = Button(themes, self.tr("Save"), kind="primary")
        save.setDefault(True)
        save.clicked.connect(self.accept)
        cancel = Button(themes, self.tr("Cancel"), keys="Esc")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        reason = None if self._session is None else self._session.read_only
        note = Label(themes, reason or "", style="small", tone="muted", elide=True)
        foot.addWidget(note, 1)
        foot.addWidget(cancel)
        foot.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)
