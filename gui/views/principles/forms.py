"""How are levels, measures and principles changed beside the board?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox

from gui.models.principles.faces import statistic_word
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.people.side import differing
from gui.views.principles.form import (
    FlushForm,
    Read,
    ValueField,
    chosen_of,
    line,
    offer,
    value_text,
)
from gui.widgets.label import Label
from roadmap.analysis.levels.levels import latest_on
from roadmap.analysis.words import say_enum, say_measured
from roadmap.commands import Command
from roadmap.commands.levels import AddMeasure, EditMeasure, RemoveMeasure, SetBaseline
from roadmap.commands.roadmap import AddPrinciple, EditPrinciple
from roadmap.records.levels import Comparator, LoadCondition, Measure, Statistic
from roadmap.records.presets import PRESET_BY_KEY, PRESETS, Preset


class MinimumForm(FlushForm):
    """The minimum acceptable level of a measure."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session)
        self.name = Label(themes, weight=500, wrap=True)
        self.how = Label(themes, style="small", tone="muted", wrap=True)
        self.level = ValueField(themes, self.tr("Minimum"), self._understood)
        hint = self.level.stand_alone()
        self.provisional = QCheckBox(self.tr("Provisional: not agreed yet"))
        self.provisional.setFont(themes.theme.font())
        self.form.add_wide(self.name)
        self.form.add_wide(self.how)
        self.form.add(self.tr("Minimum"), self.level)
        self.form.add_wide(hint)
        self.form.add_wide(self.provisional)
        self.form.finish()
        self.remove_button.set_text(self.tr("Take it away"))

    @property
    def measure(self) -> Measure | None:
        """Whose level it is."""
        return self.session.live.measures.get(self.key)

    def show_measure(self, key: str) -> None:
        """Begins with the level as it is."""
        self.key = key
        measure = self.measure
        if measure is None:
            return
        new = measure.level is None
        self.say_title(self.tr("Set the minimum") if new else self.tr("Change the minimum"))
        self.name.setText(measure.name)
        self.how.setText(self._how(measure))
        self.level.set_text(value_text(measure.level))
        preset = PRESET_BY_KEY.get(measure.preset or "")
        often = None if preset is None else preset.suggested
        self.level.line.setPlaceholderText("" if often is None else f"{often:g}")
        self.provisional.setChecked(measure.provisional or new)
        self.begin()
        self.level.line.setFocus()
        self.level.line.selectAll()

    def show_possible(self) -> None:
        """Without a level there is nothing to take away."""
        super().show_possible()
        measure = self.measure
        self.remove_button.setVisible(measure is not None and measure.level is not None)

    def _how(self, measure: Measure) -> str:
        word = say_enum(measure.comparator)
        load = self.tr(" at peak") if measure.load is LoadCondition.PEAK else ""
        unit = f", in {measure.unit}" if measure.unit else ""
        return f"{statistic_word(measure.statistic)}{load}, {word}{unit}".capitalize()

    def _understood(self, read: Read) -> str:
        measure = self.measure
        if measure is None:
            return ""
        level, was = read[0], measure.level
        parts = []
        if was is not None and was != level:
            raised = (level > was) is measure.comparator.more_is_better
            words = self.tr("Raised from {was}.") if raised else self.tr("Relaxed from {was}.")
            parts.append(words.format(was=say_measured(measure, was)))
        latest = latest_on(measure, self.session.today)
        if latest is not None and latest.value is not None:
            value = say_measured(measure, latest.value)
            kept = measure.comparator.accepts(latest.value, level)
            words = self.tr("The latest value, {value}, keeps it.")
            if not kept:
                words = self.tr("The latest value, {value}, breaks it.")
            parts.append(words.format(value=value))
            broken = sum(
                not measure.comparator.accepts(each.value, level)
                for each in measure.measurements[-26:]
                if each.value is not None
            )
            if broken > (not kept):
                count = min(26, len(measure.measurements))
                words = self.tr("Of the last {count} values {n} would break it.")
                parts.append(words.format(count=count, n=broken))
        return " ".join(parts)

    def wrong(self) -> str | None:
        """The level has to be a number."""
        if self.level.value is None:
            return self.tr("Write the level as a number, or take it away.")
        return None

    def commands(self) -> Sequence[Command]:
        """The level; why it was raised or relaxed is asked afterwards, in place."""
        measure, read = self.measure, self.level.value
        if measure is None or read is None:
            return ()
        provisional = self.provisional.isChecked()
        if (measure.level, measure.provisional) == (read[0], provisional):
            return ()
        return (
            SetBaseline(
                measure=measure.id,
                level=read[0],
                provisional=provisional,
                unit=read[1],
                was=measure.level,
            ),
        )

    def removal(self) -> tuple[Command, str] | None:
        """No level any more."""
        measure = self.measure
        if measure is None:
            return None
        text = self.tr("{name} has no minimum any more").format(name=measure.name)
        return SetBaseline(measure=measure.id, level=None, was=measure.level), text

    def said(self) -> str:
        """The toast."""
        measure, read = self.measure, self.level.value
        if measure is None or read is None:
            return self.tr("Saved")
        level = say_measured(measure, read[0])
        return self.tr("Minimum of {name}: {level}").format(name=measure.name, level=level)


class MeasureForm(FlushForm):
    """What is measured for a principle, and how; presets fill it in."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session)
        self.added = ""
        self.preset, self.principle = QComboBox(), QComboBox()
        self.name = line(200, self.tr("API answers"))
        self.statistic, self.comparator = QComboBox(), QComboBox()
        self.unit = line(40, self.tr("ms, %, days"))
        self.span = line(80, self.tr("28 days"))
        self.load, self.component = QComboBox(), QComboBox()
        self.level = ValueField(themes, self.tr("Minimum"), lambda _read: "")
        self.level.line.setPlaceholderText(self.tr("later"))
        self.provisional = QCheckBox(self.tr("Provisional: not agreed yet"))
        self.provisional.setFont(themes.theme.font())
        self._lay_out()
        self.preset.currentIndexChanged.connect(self._on_preset)

    def _lay_out(self) -> None:
        form = self.form
        form.add(self.tr("Begin with"), self.preset)
        form.add(self.tr("Name"), self.name)
        form.add(self.tr("Principle"), self.principle)
        form.add(self.tr("Statistic"), self.statistic)
        form.add(self.tr("Good is"), self.comparator)
        form.add(self.tr("Unit"), self.unit)
        form.add(self.tr("Over"), self.span)
        form.add(self.tr("Load"), self.load)
        form.add(self.tr("Component"), self.component)
        form.add(self.tr("Minimum"), self.level)
        form.add_wide(self.provisional)
        form.finish()

    @property
    def measure(self) -> Measure | None:
        """The measure that is changed, None for a new one."""
        return self.session.live.measures.get(self.key) if self.key else None

    def show_new(self, principle: str, preset: str = "") -> None:
        """Begins a new measure of a principle, with a preset where one was chosen."""
        self.key = None
        self.say_title(self.tr("Add a measure"))
        self.save_button.set_text(self.tr("Add measure"))
        self._fill(Measure("", principle=principle))
        self._offer_presets(principle)
        self.provisional.setChecked(True)
        self.preset.setCurrentIndex(max(0, self.preset.findData(preset)))
        self.begin()
        (self.level.line if preset else self.preset).setFocus()

    def show_measure(self, key: str) -> None:
        """Begins with a measure as it is."""
        self.key = key
        measure = self.measure
        if measure is None:
            return
        self.say_title(self.tr("Edit the measure"))
        self.save_button.set_text(self.tr("Save"))
        self._fill(measure)
        self._show_new_rows(new=False)
        self.begin()
        self.name.setFocus()

    def _fill(self, measure: Measure) -> None:
        state = self.session.state
        self.name.setText(measure.name)
        offer(
            self.principle,
            [
                (each.id, each.name)
                for each in sorted(state.principles.ordered(), key=lambda each: each.place)
            ],
            measure.principle,
        )
        offer(
            self.statistic,
            [(each.value, statistic_word(each)) for each in Statistic],
            measure.statistic.value,
        )
        offer(
            self.comparator,
            [(each.value, say_enum(each)) for each in Comparator],
            measure.comparator.value,
        )
        loads = [(each.value, say_enum(each)) for each in LoadCondition]
        offer(self.load, loads, measure.load.value)
        self.unit.setText(measure.unit)
        self.span.setText(measure.window)
        known = sorted(state.components.ordered(), key=lambda each: each.name.casefold())
        named = [("", self.tr("All of them")), *((each.id, each.name) for each in known)]
        offer(self.component, named, measure.component)
        self.level.set_text(value_text(measure.level))
        self.provisional.setChecked(measure.provisional)
        self._show_new_rows(new=self.key is None)

    def _show_new_rows(self, *, new: bool) -> None:
        """A preset begins a new measure; the level of one that is there is changed for itself."""
        self.form.set_shown(self.preset, shown=new)
        self.form.set_shown(self.level, shown=new)
        self.provisional.setVisible(new)

    def _offer_presets(self, principle: str) -> None:
        record = self.session.state.principles.get(principle)
        name = "" if record is None else record.name.casefold()
        own = [each for each in PRESETS if each.principle.casefold() == name]
        rest = [each for each in PRESETS if each not in own]
        options = [("", self.tr("A measure of your own"))]
        options += [(each.key, each.name) for each in own]
        options += [(each.key, f"{each.principle}: {each.name}") for each in rest]
        self.preset.blockSignals(True)
        offer(self.preset, options, "")
        self.preset.blockSignals(False)

    def _on_preset(self) -> None:
        preset = PRESET_BY_KEY.get(self.preset.currentData() or "")
        if preset is not None and self.key is None:
            self._take(preset)

    def _take(self, preset: Preset) -> None:
        self.name.setText(preset.name)
        self.statistic.setCurrentIndex(self.statistic.findData(preset.statistic.value))
        self.comparator.setCurrentIndex(self.comparator.findData(preset.comparator.value))
        self.load.setCurrentIndex(self.load.findData(preset.load.value))
        self.unit.setText(preset.unit)
        self.span.setText(preset.window)
        often = preset.suggested
        later = self.tr("later")
        self.level.line.setPlaceholderText(later if often is None else f"often {often:g}")

    def wrong(self) -> str | None:
        """A measure needs its name, and a level has to be a number."""
        if not self.name.text().strip():
            return self.tr("Say what is measured.")
        if self.key is None and self.level.value is None and not self.level.is_empty:
            return self.tr("Write the level as a number, or leave it out for now.")
        return None

    def commands(self) -> Sequence[Command]:
        """A new measure, or what differs."""
        fields = self._fields()
        old = self.measure
        if old is None:
            if self.level.value is not None:
                fields["level"] = self.level.value[0]
                fields["provisional"] = self.provisional.isChecked()
            fields["preset"] = self.preset.currentData() or None
            given: Any = fields
            command = AddMeasure(fields=given)
            self.added = command.measure
            return (command,)
        changed, was = differing(old, fields)
        if not changed:
            return ()
        return (EditMeasure(measure=old.id, fields=changed, was=was),)

    def _fields(self) -> dict[str, Any]:
        return {
            "name": self.name.text().strip(),
            "principle": self.principle.currentData(),
            "statistic": Statistic(self.statistic.currentData()),
            "comparator": Comparator(self.comparator.currentData()),
            "unit": self.unit.text().strip(),
            "window": self.span.text().strip(),
            "load": LoadCondition(self.load.currentData()),
            "component": chosen_of(self.component),
        }

    def removal(self) -> tuple[Command, str] | None:
        """Taken off with its measurements."""
        measure = self.measure
        if measure is None:
            return None
        text = self.tr("{name} is no longer measured").format(name=measure.name)
        return RemoveMeasure(measure=measure.id), text

    def said(self) -> str:
        """The toast."""
        name = self.name.text().strip()
        words = self.tr("{name} added") if self.measure is None else self.tr("{name} changed")
        return words.format(name=name)


class PrincipleForm(FlushForm):
    """The name of a principle."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session)
        self.name = line(200, self.tr("Portability"))
        self.form.add(self.tr("Name"), self.name, self.tr("A property that has to be kept."))
        self.form.finish()

    def show_principle(self, key: str | None) -> None:
        """Begins with a principle, or a new one."""
        self.key = key
        record = self.session.live.principles.get(key) if key else None
        self.say_title(self.tr("Add a principle") if record is None else self.tr("Rename"))
        self.save_button.set_text(self.tr("Add principle") if record is None else self.tr("Save"))
        self.name.setText("" if record is None else record.name)
        self.begin()
        self.name.setFocus()

    def show_possible(self) -> None:
        """Retiring is a button of the panel."""
        super().show_possible()
        self.remove_button.hide()

    def wrong(self) -> str | None:
        """A name is needed."""
        return None if self.name.text().strip() else self.tr("A principle needs a name.")

    def commands(self) -> Sequence[Command]:
        """A new one after the others, or another name."""
        name = self.name.text().strip()
        record = self.session.live.principles.get(self.key) if self.key else None
        if record is None:
            command = AddPrinciple(fields={"name": name})
            self.key = command.principle
            return (command,)
        if record.name == name:
            return ()
        return (
            EditPrinciple(principle=record.id, fields={"name": name}, was={"name": record.name}),
        )

    def said(self) -> str:
        """The toast."""
        return self.tr("{name} saved").format(name=self.name.text().strip())
