"""How are measurements recorded by hand: one value, or many that were copied from elsewhere?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from gui.models.words import day_text
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import PastDayField
from gui.views.principles.form import FlushForm, Read, ValueField, line
from gui.views.sprints.popover import Lines
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.segmented import SegmentedControl
from roadmap.analysis.levels.levels import is_breached
from roadmap.analysis.words import counted, say_level, say_measured
from roadmap.commands import Command
from roadmap.commands.levels import GivenMeasurement, LogMeasurements
from roadmap.dry_run import Pasted, fitted, in_percent, parse_pasted
from roadmap.records.levels import Measure

_SHOWN = 8
_REFUSED = 5


class RecordForm(FlushForm):
    """One measurement.

    Signals:
        paste_requested(): Several values are to be pasted instead.
    """

    paste_requested = Signal()

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session)
        self.name = Label(themes, weight=500, wrap=True)
        self.value = ValueField(themes, self.tr("Value"), self._understood)
        self.day = PastDayField(themes, session, self.tr("Day"))
        self.day.line.setPlaceholderText(self.tr("today"))
        self.source = line(500, self.tr("dashboard, report"))
        self.effect = line(500, self.tr("Checkout: time-outs at lunch"))
        self.paste = Button(
            themes, self.tr("Paste several"), icon="list-ordered", kind="quiet", small=True
        )
        self.paste.clicked.connect(self.paste_requested)
        hint = self.value.stand_alone()
        self.form.add_wide(self.name)
        self.form.add(self.tr("Value"), self.value)
        self.form.add_wide(hint)
        self.form.add(self.tr("Day"), self.day)
        self.form.add(self.tr("Source"), self.source)
        self.form.add(
            self.tr("Who felt it"), self.effect, self.tr("Where it breaks the minimum, in a line.")
        )
        self.form.add_wide(self.paste)
        self.form.finish()
        self.say_title(self.tr("Record a measurement"))
        self.save_button.set_text(self.tr("Record"))

    @property
    def measure(self) -> Measure | None:
        """What is being measured."""
        return self.session.live.measures.get(self.key)

    def show_measure(self, key: str) -> None:
        """Begins a measurement."""
        self.key = key
        measure = self.measure
        if measure is None:
            return
        self.name.setText(measure.name)
        unit = measure.unit
        self.value.line.setPlaceholderText(f"12 {unit}".strip() if unit else "12")
        for field in (self.value, self.day):
            field.set_text("")
        self.source.setText(measure.measurements[-1].source if measure.measurements else "")
        self.effect.setText("")
        self.begin()
        self.value.line.setFocus()

    def show_possible(self) -> None:
        """There is nothing to remove."""
        super().show_possible()
        self.remove_button.hide()

    def _understood(self, read: Read) -> str:
        measure = self.measure
        if measure is None:
            return ""
        if read[1] and read[1].casefold() != measure.unit.casefold():
            other = self.session.refusal(self._command(measure, read))
            if other is not None:
                return other
        number = _meant(measure, read)
        value = say_measured(measure, number)
        if measure.level is None:
            return value
        said = self.tr("{value} keeps the minimum: {level}.")
        if is_breached(measure, number):
            said = self.tr("{value} breaks the minimum: {level}.")
        if number != read[0]:
            said += self.tr(" Write % after the number if percent are meant.")
        return said.format(value=value, level=say_level(measure))

    def wrong(self) -> str | None:
        """Value and day have to be understood."""
        if self.value.value is None:
            return self.tr("A measurement needs its value: write a number, with or without a unit.")
        if self.day.value is None and not self.day.is_empty:
            return self.tr("Write a day up to today, as “28 Feb”.")
        return None

    def commands(self) -> Sequence[Command]:
        """The measurement."""
        read, measure = self.value.value, self.measure
        return () if read is None or measure is None else self._command(measure, read)

    def _command(self, measure: Measure, read: Read) -> Sequence[Command]:
        given = GivenMeasurement(
            measure=measure.id,
            day=self.day.value or self.session.today,
            value=_meant(measure, read),
            unit=read[1],
            source=self.source.text().strip(),
            effect=self.effect.text().strip(),
        )
        return (LogMeasurements(measurements=(given,)),)

    def said(self) -> str:
        """The toast."""
        read, measure = self.value.value, self.measure
        if read is None or measure is None:
            return self.tr("Recorded")
        value = say_measured(measure, _meant(measure, read))
        return self.tr("{value} recorded for {name}").format(value=value, name=measure.name)


class PasteForm(FlushForm):
    """Many values of one measure, a day and a value a line, with what was read of them."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session)
        self.name = Label(themes, weight=500, wrap=True)
        hint = self.tr("A day and a value a line, as a sheet copies them: “2 Nov 2026  99.95 %”.")
        self.text: QPlainTextEdit = Lines(
            themes, self.tr("Days and values"), "2026-11-02\t99.95 %\n2026-11-09\t99.97 %", 170
        )
        orders = (
            ("", self.tr("As it looks")),
            ("dmy", self.tr("Day first")),
            ("mdy", self.tr("Month first")),
        )
        self.order = SegmentedControl(themes, orders, name=self.tr("6/7/2026 is read with"))
        self.read = Label(themes, weight=500, wrap=True)
        self.rows = Label(themes, style="small", tone="muted", wrap=True)
        self.refused = Label(themes, style="small", tone="bad", wrap=True)
        self.form.add_wide(self.name)
        self.form.add_wide(Label(themes, hint, style="small", tone="muted", wrap=True))
        for part in (self.text, self.order, self.read, self.refused, self.rows):
            self.form.add_wide(part)
        self.form.finish()
        self.text.textChanged.connect(self._show_read)
        self.order.chosen.connect(lambda _key: self._show_read())
        self.say_title(self.tr("Paste measurements"))

    @property
    def measure(self) -> Measure | None:
        """What is being measured."""
        return self.session.live.measures.get(self.key)

    def show_measure(self, key: str) -> None:
        """Begins with an empty text."""
        self.key = key
        measure = self.measure
        self.name.setText("" if measure is None else measure.name)
        self.text.setPlainText("")
        self.order.set_value("")
        self._show_read()
        self.begin()
        self.text.setFocus()

    def show_possible(self) -> None:
        """There is nothing to remove."""
        super().show_possible()
        self.remove_button.hide()

    def pasted(self) -> Pasted:
        """What was read so far, and can be recorded."""
        found, measure = (
            parse_pasted(self.text.toPlainText(), self.order.value or None),
            self.measure,
        )
        return found if measure is None else fitted(found, measure, self.session.today)

    def _show_read(self) -> None:
        found, measure = self.pasted(), self.measure
        empty = not self.text.toPlainText().strip()
        count = len(found.rows)
        self.order.setVisible(found.ambiguous)
        self.save_button.set_text(
            self.tr("Record {values}").format(values=counted(count, self.tr("value")))
            if count
            else self.tr("Record")
        )
        if empty or measure is None:
            for label in (self.read, self.rows, self.refused):
                label.setText("")
                label.hide()
            return
        self.read.setText(self._summary(found))
        self.refused.setText(_refused(found))
        self.rows.setText(_first_rows(found, measure))
        self.read.show()
        self.refused.setVisible(bool(found.refused))
        self.rows.setVisible(bool(found.rows))

    def _summary(self, found: Pasted) -> str:
        if not found.rows:
            return self.tr("Nothing that could be recorded.")
        ends = [day_text(each.day, self.session.today) for each in (found.rows[0], found.rows[-1])]
        values = counted(len(found.rows), self.tr("value"))
        words = self.tr("{values} read, {first} to {last}")
        if ends[0] == ends[1]:
            words = self.tr("{values} read, of {first}")
        words = words.format(values=values, first=ends[0], last=ends[1])
        if found.refused:
            lines = counted(len(found.refused), self.tr("line"))
            words += self.tr(", {lines} left out").format(lines=lines)
        if found.shares:
            words += self.tr("; up to 1 is read as a share, write % where percent are meant")
        return words

    def wrong(self) -> str | None:
        """Something has to be read."""
        if not self.pasted().rows:
            return self.tr("Paste lines with a day up to today and a value each.")
        return None

    def commands(self) -> Sequence[Command]:
        """All that was read, as one decision."""
        measure, found = self.measure, self.pasted()
        if measure is None or not found.rows:
            return ()
        given = tuple(
            GivenMeasurement(
                measure=measure.id,
                day=each.day,
                value=each.value,
                unit=each.unit,
                source=self.tr("pasted"),
            )
            for each in found.rows
        )
        return (LogMeasurements(measurements=given),)

    def said(self) -> str:
        """The toast."""
        measure = self.measure
        values = counted(len(self.pasted().rows), self.tr("value"))
        name = "" if measure is None else measure.name
        return self.tr("{values} recorded for {name}").format(values=values, name=name)

    def _entered(self) -> tuple[object, ...]:
        return (self.text.toPlainText(),)


def _meant(measure: Measure, read: Read) -> float:
    """Return the value in the measure's unit: 99.4 where 0.994 was typed of a percentage."""
    value, unit = read
    return in_percent(value) if unit is None and measure.reads_as_shares([value]) else value


def _refused(found: Pasted) -> str:
    lines = [f"Line {each.row}: {each.reason}" for each in found.refused[:_REFUSED]]
    if len(found.refused) > _REFUSED:
        lines.append(f"… {counted(len(found.refused) - _REFUSED, 'more line')}")
    return "\n".join(lines)


def _first_rows(found: Pasted, measure: Measure) -> str:
    lines = []
    for each in found.rows[:_SHOWN]:
        broken = " (breaks it)" if is_breached(measure, each.value) else ""
        unit = f" {each.unit}" if each.unit and each.unit != measure.unit else ""
        value = f"{each.value:,.6g}{unit}" if unit else say_measured(measure, each.value)
        lines.append(f"{each.day.isoformat()}   {value}{broken}")
    if len(found.rows) > _SHOWN:
        lines.append(f"… {counted(len(found.rows) - _SHOWN, 'more value')}")
    return "\n".join(lines)
