"""How is a measure of success written down, and how is a value of it recorded?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from gui.models.users.words import (
    known_readings,
    outcome_kinds,
    spark_of,
    target_text,
    trend_words,
    value_text,
)
from gui.models.words import day_text
from gui.paint.sparkline import Spark, draw_sparkline
from gui.session import Session
from gui.theme import Theme, ThemeSource
from gui.views.parsed_field import PastDayField
from gui.views.people.limit_forms import ItemsField
from gui.views.people.side import SideForm, differing
from gui.views.principles.form import Read, ValueField
from gui.views.users.forms import complete, consumer_named, line, segments_of_teams
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from roadmap.commands import Command
from roadmap.commands.users import AddOutcome, EditOutcome, ReadOutcome, RemoveOutcome
from roadmap.records.levels import Comparator
from roadmap.records.users import OutcomeKind, OutcomeMeasure

_SHOWN = 6
_SPARK_HEIGHT = 96


class _SparkChart(QWidget):
    """The line of a measure, larger."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._spark: Spark | None = None
        self.setFixedHeight(_SPARK_HEIGHT)
        themes.changed.connect(self._on_theme_changed)

    def show_spark(self, spark: Spark | None, words: str) -> None:
        """Shows a line, or nothing."""
        self._spark = spark
        self.setVisible(spark is not None)
        self.setAccessibleName(words or self.tr("One value so far"))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the form."""
        return QSize(200, _SPARK_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line."""
        if self._spark is not None:
            with QPainter(self) as painter:
                area = QRectF(self.rect()).adjusted(0, 4, 0, -4)
                draw_sparkline(painter, area, self._spark, self._themes.theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class ReadingForm(SideForm):
    """A value of a measure of success, under the line of those before.

    Signals:
        change_requested(str): The measure itself is to be changed.
    """

    change_requested = Signal(str)

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.chart = _SparkChart(themes)
        self.about = Label(themes, tone="muted", wrap=True)
        self.value = ValueField(themes, self.tr("Value"), self._understood)
        self.day = PastDayField(themes, session, self.tr("Day"))
        self.day.line.setPlaceholderText(self.tr("today"))
        self.source = line(self.tr("survey, report, count"), 500)
        self.earlier = Label(themes, style="small", tone="muted", wrap=True)
        self.change = Button(
            themes, self.tr("Change the measure"), icon="pencil", kind="quiet", small=True
        )
        hint = self.value.part_with_hint()
        hint.setWordWrap(True)
        keep_left(self.value)
        self.form.add_wide(self.about)
        self.form.add_wide(self.chart)
        self.form.add(self.tr("Value"), self.value)
        self.form.add_wide(hint)
        self.form.add(self.tr("Day"), self.day)
        self.form.add(self.tr("Source"), self.source)
        self.form.add_wide(self.earlier)
        self.form.add_wide(self.change)
        self.form.finish()
        self.save_button.set_text(self.tr("Record"))
        self.change.clicked.connect(self._on_change)

    @property
    def outcome(self) -> OutcomeMeasure | None:
        """What is being read."""
        return self.session.state.outcomes.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Shows a measure and begins a value."""
        self.key = key
        outcome, today = self.outcome, self.session.today
        if outcome is None:
            return
        self.say_title(outcome.name)
        words = trend_words(outcome, today)
        self.chart.show_spark(spark_of(outcome, today), words)
        wanted = target_text(outcome)
        kind = outcome_kinds()[outcome.kind]
        target = self.tr("{kind}, wanted: {target}").format(kind=kind, target=wanted)
        self.about.setText(target if wanted else kind)
        self.earlier.setText(self._earlier(outcome))
        self.earlier.setVisible(bool(outcome.readings))
        self.value.line.setPlaceholderText(f"12 {outcome.unit}".strip())
        for field in (self.value, self.day):
            field.set_text("")
        self.source.setText(outcome.readings[-1].source if outcome.readings else "")
        self.begin()
        self.value.line.setFocus()

    def show_possible(self) -> None:
        """A measure is taken away where it is changed, not here."""
        super().show_possible()
        self.remove_button.hide()
        self.change.set_blocked(self.session.read_only)

    def _earlier(self, outcome: OutcomeMeasure) -> str:
        today = self.session.today
        rows = known_readings(outcome, today)[-_SHOWN:]
        parts = [
            f"{day_text(each.day, today)}: {value_text(outcome, each.value)}"
            for each in reversed(rows)
        ]
        return "\n".join(parts)

    def _understood(self, read: Read) -> str:
        outcome = self.outcome
        if outcome is None or outcome.target is None:
            return ""
        said = value_text(outcome, read[0])
        if outcome.comparator.accepts(read[0], outcome.target):
            return self.tr("{value} reaches the target.").format(value=said)
        target = target_text(outcome)
        return self.tr("{value} misses the target: {target}.").format(value=said, target=target)

    def wrong(self) -> str | None:
        """Value and day have to be understood."""
        if self.value.value is None:
            return self.tr("A reading needs its value: write a number, with or without a unit.")
        unit, outcome = self.value.value[1], self.outcome
        if unit and outcome is not None and unit.casefold() != outcome.unit.casefold():
            return self.tr("It is measured in {unit}: convert the value.").format(
                unit=outcome.unit or self.tr("no unit")
            )
        if self.day.value is None and not self.day.is_empty:
            return self.tr("The day is not understood: write it as “28 Feb”.")
        return None

    def commands(self) -> Sequence[Command]:
        """The reading."""
        read = self.value.value
        if read is None or self.key is None:
            return ()
        source = self.source.text().strip()
        return (ReadOutcome(outcome=self.key, value=read[0], day=self.day.value, source=source),)

    def said(self) -> str:
        """The toast."""
        return self.tr("Value recorded")

    def _on_change(self) -> None:
        if self.key is not None:
            self.change_requested.emit(self.key)


class OutcomeForm(SideForm):
    """A measure of success: what it is about, its target and of whom."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session, "")
        self.name = line(self.tr("Developers who would recommend us"), 200)
        self.kind, self.comparator = QComboBox(), QComboBox()
        for kind, words in outcome_kinds().items():
            self.kind.addItem(words, kind)
        self.comparator.addItem(self.tr("at least"), Comparator.AT_LEAST)
        self.comparator.addItem(self.tr("at most"), Comparator.AT_MOST)
        self.unit = line("%", 500)
        self.target = ValueField(themes, self.tr("Target"), lambda _read: "")
        self.target.part_with_hint()
        keep_left(self.target)
        self.consumer = line(self.tr("every team"), 200)
        self.segment = line(self.tr("everybody"), 200)
        self.item = ItemsField()
        self.form.add(self.tr("Name"), self.name)
        self.form.add(self.tr("About"), self.kind)
        self.form.add(self.tr("Unit"), self.unit)
        self.form.add(self.tr("Better is"), self.comparator)
        self.form.add(self.tr("Target"), self.target)
        self.form.add(self.tr("Team"), self.consumer)
        self.form.add(self.tr("Segment"), self.segment)
        self.form.add(
            self.tr("Item"),
            self.item,
            self.tr("Of one item it is read again two sprints after that is done."),
        )
        self.form.finish()

    @property
    def _old(self) -> OutcomeMeasure | None:
        return self.session.state.outcomes.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Shows a measure, or begins one."""
        self.key = key
        state, old = self.session.state, self._old
        shown = old or OutcomeMeasure("")
        self.say_title(self.tr("Add a measure of success") if old is None else old.name)
        consumer = state.consumers.get(shown.consumer)
        for field, text in (
            (self.name, shown.name),
            (self.unit, shown.unit),
            (self.consumer, "" if consumer is None else consumer.name),
            (self.segment, shown.segment or ""),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        complete(self.consumer, [each.name for each in state.consumers.ordered()])
        complete(self.segment, segments_of_teams(state))
        self.kind.setCurrentIndex(self.kind.findData(shown.kind))
        self.comparator.setCurrentIndex(max(0, self.comparator.findData(shown.comparator)))
        self.target.set_text("" if shown.target is None else f"{shown.target:.10g}")
        self.target.line.deselect()
        self.item.show_items(state, () if shown.item is None else (shown.item,))
        self.begin()
        self.name.setFocus()

    def wrong(self) -> str | None:
        """Name, target, team and the one item."""
        if not self.name.text().strip():
            return self.tr("A measure of success needs a name.")
        if self.target.value is None and not self.target.is_empty:
            return self.tr("The target is no number: write it as 80 or 7.5.")
        name = self.consumer.text().strip()
        if name and consumer_named(self.session.state, name) is None:
            return self.tr("There is no consuming team “{name}”: add it first.").format(name=name)
        if len(self.item.value) > 1:
            return self.tr("A measure is about one item: name one.")
        return self.item.wrong()

    def commands(self) -> Sequence[Command]:
        """One command with what differs."""
        if self.wrong():
            return ()
        target, items = self.target.value, self.item.value
        fields: dict[str, Any] = {
            "name": self.name.text().strip(),
            "kind": OutcomeKind(self.kind.currentData()),
            "unit": self.unit.text().strip(),
            "comparator": Comparator(self.comparator.currentData()),
            "target": None if target is None else target[0],
            "consumer": consumer_named(self.session.state, self.consumer.text().strip()),
            "segment": self.segment.text().strip() or None,
            "item": items[0] if items else None,
        }
        old = self._old
        if old is None:
            given: Any = {key: value for key, value in fields.items() if value is not None}
            return (AddOutcome(fields=given),)
        changed, was = differing(old, fields)
        return (EditOutcome(outcome=old.id, fields=changed, was=was),) if changed else ()

    def said(self) -> str:
        """The toast."""
        text = (
            self.tr("Measure “{name}” added")
            if self._old is None
            else self.tr("Measure “{name}” changed")
        )
        return text.format(name=self.name.text().strip())

    def removal(self) -> tuple[Command, str] | None:
        """Off the roadmap, with its readings."""
        if self.key is None:
            return None
        return RemoveOutcome(outcome=self.key), self.tr("Measure removed")


def keep_left(field: QWidget) -> None:
    """Keep the line of a field at the left where its hint stands elsewhere."""
    row = field.layout()
    if isinstance(row, QHBoxLayout):
        row.addStretch(1)
