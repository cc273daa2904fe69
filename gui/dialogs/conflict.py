"""Somebody else changed the same field meanwhile: whose value holds? The person chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.buttons import secondary
from gui.widgets.label import Label
from roadmap.analysis.phrases.scene import Scene
from roadmap.analysis.words import say_field
from roadmap.commands import Command
from roadmap.commands.items import EditItem
from roadmap.commands.levels import EditCheckup, EditMeasure
from roadmap.commands.roadmap import (
    EditComponent,
    EditConsumer,
    EditPrinciple,
    EditRoadmap,
    EditTeam,
)
from roadmap.errors import Conflict, FieldConflict
from roadmap.state import State


class ConflictDialog(QDialog):
    """What was, what is there now and what was wanted, side by side; neither choice is louder."""

    def __init__(
        self, session: Session, themes: ThemeSource, conflict: Conflict, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._themes = session, themes
        self._conflicts = conflict.conflicts
        self.setWindowTitle(self.tr("Changed by somebody else"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = self.tr("Somebody else changed this while you did.")
        column.addWidget(Label(themes, head, style="title", wrap=True))
        column.addWidget(Label(themes, str(conflict), tone="muted", wrap=True))
        column.addLayout(self._table())
        row = QHBoxLayout()
        row.addStretch(1)
        keep = secondary(themes, self.tr("Keep theirs"))
        keep.clicked.connect(self.reject)
        mine = secondary(themes, self.tr("Use mine"))
        mine.clicked.connect(self._on_mine_clicked)
        mine.setEnabled(bool(self._conflicts))
        row.addWidget(keep)
        row.addWidget(mine)
        column.addLayout(row)

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        heads = ("", self.tr("You saw"), self.tr("It is now"), self.tr("You want"))
        for place, text in enumerate(heads):
            grid.addWidget(Label(self._themes, text, style="small", tone="faint"), 0, place)
        state = self._session.live
        scene = Scene(state, state, self._session.today)
        for line, each in enumerate(self._conflicts, start=1):
            values = (each.was, each.here, each.wanted)
            words = say_field(each.field)
            name = Label(self._themes, words[:1].upper() + words[1:], tone="muted")
            grid.addWidget(name, line, 0)
            for place, value in enumerate(values, start=1):
                text = scene.say(each.field, value)
                grid.addWidget(Label(self._themes, text, wrap=True), line, place)
        return grid

    def _on_mine_clicked(self) -> None:
        commands = mine(self._session.live, self._conflicts)
        self.accept()
        self._session.execute(commands)


def mine(state: State, conflicts: Sequence[FieldConflict]) -> list[Command]:
    """Return the commands that set what the person wanted over what is there now."""
    wanted: dict[str, dict[str, object]] = {}
    for each in conflicts:
        wanted.setdefault(each.id, {})[each.field] = each.wanted
    return [_command(state, key, fields) for key, fields in wanted.items()]


def _command(state: State, key: str, fields: dict[str, object]) -> Command:
    if key in state.items:
        return EditItem.model_validate({"item": key, "fields": fields})
    if key in state.teams:
        return EditTeam.model_validate({"team": key, "fields": fields})
    if key in state.components:
        return EditComponent.model_validate({"component": key, "fields": fields})
    if key in state.consumers:
        return EditConsumer.model_validate({"consumer": key, "fields": fields})
    if key in state.principles:
        return EditPrinciple.model_validate({"principle": key, "fields": fields})
    if key in state.measures:
        return EditMeasure.model_validate({"measure": key, "fields": fields})
    if key in state.checkups:
        return EditCheckup.model_validate({"checkup": key, "fields": fields})
    return EditRoadmap.model_validate({"fields": fields})
