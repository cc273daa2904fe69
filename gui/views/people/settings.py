"""How are the settings of planning shown and changed, each with its default and its source?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.models.people.capacity import say_focus
from gui.models.people.rows import planning_of
from gui.models.people.settings import (
    Section,
    Setting,
    changed,
    reserve_words,
    say_value,
    sections,
    value_of,
)
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.people.side import scrolled
from gui.widgets.buttons import Button
from gui.widgets.inputs import pad_spin_box
from gui.widgets.label import Label
from gui.widgets.leaving import is_elsewhere
from gui.widgets.panel import Panel
from gui.widgets.plain import set_plain_tooltip
from roadmap.analysis.planning.capacity import learned_focus
from roadmap.analysis.words import say_number
from roadmap.commands.roadmap import EditRoadmap
from roadmap.records.planning import Planning
from roadmap.records.staff import ReserveKind

_BOX_WIDTH = 220
_DEFAULTS = Planning()


class PlanningSettings(QWidget):
    """The settings in two columns of panels. What is changed is saved at once."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__()
        self._themes, self._session = themes, session
        self._lines: list[_Line] = []
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PANELS)
        sides = (QVBoxLayout(), QVBoxLayout())
        for side in sides:
            side.setSpacing(GAP_PANELS)
            row.addLayout(side, 1)
        for section in sections():
            sides[section.side].addWidget(self._panel(section))
        for side in sides:
            side.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inside))

    def line(self, key: str) -> _Line:
        """The line of a setting by its path."""
        return next(line for line in self._lines if line.setting.key == key)

    def show_settings(self) -> None:
        """Shows the settings in force."""
        planning = planning_of(self._session.state)
        reason = self._session.read_only
        for line in self._lines:
            line.show_value(value_of(planning, line.setting.key), reason)
        focus = learned_focus(self._session.state)
        line = self.line("focus")
        if focus.sprints:
            text = self.tr("In force: {focus}.").format(focus=say_focus(focus))
            line.say(f"{text} {line.setting.source}")

    def _panel(self, section: Section) -> Panel:
        panel = Panel(self._themes)
        grid = QGridLayout(panel)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(2, 1)
        grid.addWidget(Label(self._themes, section.title, style="section"), 0, 0, 1, 3)
        for place, setting in enumerate(section.settings):
            line = _Line(self._themes, setting, self._on_changed)
            line.put_into(grid, 1 + 2 * place)
            self._lines.append(line)
        return panel

    def _on_changed(self, setting: Setting, value: Any) -> None:
        planning = planning_of(self._session.live)
        if value == value_of(planning, setting.key):
            return
        command = EditRoadmap(
            fields={"planning": changed(planning, setting.key, value)}, was={"planning": planning}
        )
        said = self.tr("{setting}: {value}").format(
            setting=setting.text, value=say_value(setting, value)
        )
        refused = self._session.refusal([command])
        if refused is not None:
            self._session.refused.emit(refused)
            self.show_settings()
            return
        self._session.execute([command], say=said)


class _Number(QDoubleSpinBox):
    """Says 26 instead of 26.0."""

    def textFromValue(self, value: float) -> str:
        """A decimal only where there is one."""
        return say_number(value)


class _Line:
    """A name, a field, the way back to the default, and the source below."""

    def __init__(
        self, themes: ThemeSource, setting: Setting, done: Callable[[Setting, Any], None]
    ) -> None:
        self.setting = setting
        self._done = done
        self._default = value_of(_DEFAULTS, setting.key)
        self._shown: Any = None
        self.name = Label(themes, setting.text)
        self.field = self._made()
        self.field.setFont(themes.theme.font())
        self.field.setAccessibleName(setting.text)
        self.field.setMaximumWidth(_BOX_WIDTH)
        self.field.setMinimumWidth(_BOX_WIDTH)
        self.name.setBuddy(self.field)
        default = say_value(setting, self._default)
        text = self.name.tr("Back to {default}").format(default=default)
        self.back = Button(themes, text, kind="quiet", small=True)
        self.back.clicked.connect(lambda: done(setting, self._default))
        self.source = Label(themes, style="small", tone="muted", wrap=True)
        self.say(setting.source)

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Takes two rows of a panel."""
        self.name.setMinimumHeight(34)
        grid.addWidget(self.name, row, 0)
        grid.addWidget(self.field, row, 1)
        grid.addWidget(self.back, row, 2, Qt.AlignmentFlag.AlignLeft)
        self.source.setContentsMargins(0, 0, 0, 6)
        grid.addWidget(self.source, row + 1, 0, 1, 3)

    def say(self, text: str) -> None:
        """Says where the value comes from, and its default."""
        default = say_value(self.setting, self._default)
        line = self.name.tr("Default: {default}. {source}").format(default=default, source=text)
        self.source.setText(line)
        self.field.setAccessibleDescription(line)

    def show_value(self, value: Any, read_only: str | None) -> None:
        """Shows a value without asking to save it."""
        self._shown = value
        self.back.setVisible(value != self._default)
        self.back.set_blocked(read_only)
        self.field.setEnabled(read_only is None)
        set_plain_tooltip(self.field, read_only or "")
        self.say(self.setting.source)
        field = self.field
        field.blockSignals(True)
        if isinstance(field, QCheckBox):
            field.setChecked(bool(value))
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(value))
        elif isinstance(field, QDoubleSpinBox):
            field.setValue(-1.0 if value is None else value)
        elif isinstance(field, QSpinBox):
            factor = 100 if self.setting.kind == "share" else 1
            field.setValue(0 if value is None else round(value * factor))
        field.blockSignals(False)

    def _made(self) -> QWidget:
        setting = self.setting
        if setting.kind == "switch":
            box = QCheckBox(self.name.tr("on"))
            box.toggled.connect(lambda on: self._done(setting, on))
            return box
        if setting.kind == "reserve":
            choice = QComboBox()
            for kind, words in reserve_words().items():
                choice.addItem(words, kind)
            choice.activated.connect(
                lambda _place: self._done(setting, ReserveKind(choice.currentData()))
            )
            return choice
        field = self._spin_box()
        field.setKeyboardTracking(False)
        pad_spin_box(field)
        field.editingFinished.connect(self._on_finished)
        return field

    def _spin_box(self) -> QAbstractSpinBox:
        setting = self.setting
        if setting.kind == "number":
            box = _Number()
            box.setDecimals(1)
            box.setRange(-1.0 if setting.optional else 0.0, 10_000.0)
            box.setSuffix(f" {setting.unit}" if setting.unit else "")
            if setting.optional:
                box.setSpecialValueText(say_value(setting, None))
            return box
        whole = QSpinBox()
        whole.setRange(0, 100 if setting.kind == "share" else 1_000)
        whole.setSingleStep(5 if setting.kind == "share" else 1)
        whole.setSuffix(" %" if setting.kind == "share" else "")
        if setting.optional:
            whole.setSpecialValueText(say_value(setting, None))
        return whole

    def _on_finished(self) -> None:
        field, value = self.field, self._shown
        if is_elsewhere(field):
            return
        if isinstance(field, QDoubleSpinBox):
            value = None if self.setting.optional and field.value() < 0 else field.value()
        elif isinstance(field, QSpinBox) and self.setting.kind == "share":
            if field.value() != round((self._shown or 0.0) * 100):
                value = field.value() / 100
        elif isinstance(field, QSpinBox):
            value = None if self.setting.optional and field.value() == 0 else field.value()
        if value != self._shown:
            self._done(self.setting, value)
