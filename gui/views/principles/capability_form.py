"""How is a capability described: what it can do, what it does now, what extends it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDoubleSpinBox

from gui.session import Session
from gui.theme import ThemeSource
from gui.views.parsed_field import PastDayField
from gui.views.people.limit_forms import show_day
from gui.views.people.side import differing
from gui.views.principles.checkup_forms import ComponentBox
from gui.views.principles.extensions import ExtensionsEditor
from gui.views.principles.form import FlushForm, ValueField, line
from gui.widgets.inputs import pad_spin_box
from roadmap.commands import Command
from roadmap.commands.expectations import AddCapability, EditCapability, RemoveCapability
from roadmap.records.expectations import Capability


class CapabilityForm(FlushForm):
    """A capability: name, unit, capacity, present load, growth, and the items that extend it."""

    def __init__(self, themes: ThemeSource, session: Session) -> None:
        super().__init__(themes, session)
        self.name = line(200, self.tr("Log ingest"))
        self.unit = line(40, self.tr("TB a day"))
        self.capacity = ValueField(themes, self.tr("Capacity"), lambda _read: "")
        self.load = ValueField(themes, self.tr("Load"), lambda _read: "")
        self.load_on = PastDayField(themes, session, self.tr("Read on"))
        self.load_on.line.setPlaceholderText(self.tr("today"))
        self.growth = QDoubleSpinBox()
        self.growth.setRange(-90, 1000)
        self.growth.setDecimals(0)
        self.growth.setSuffix(self.tr(" % a year"))
        pad_spin_box(self.growth)
        self.component = ComponentBox()
        self.extensions = ExtensionsEditor(themes, session, self.tr("Extended by"))
        form = self.form
        form.add(self.tr("Name"), self.name)
        form.add(self.tr("Unit"), self.unit)
        form.add(self.tr("Capacity"), self.capacity)
        hint = self.tr("What items add once they are done comes from the items.")
        form.add(self.tr("Load"), self.load, hint)
        form.add(self.tr("Read on"), self.load_on)
        form.add(self.tr("Growth"), self.growth)
        form.add(self.tr("Component"), self.component)
        hint = self.tr("The capacity grows by this once the item is done.")
        form.add_head(self.tr("Extended by"), hint)
        form.add_wide(self.extensions)
        form.finish()

    @property
    def capability(self) -> Capability | None:
        """The capability that is changed, None for a new one."""
        return self.session.live.capabilities.get(self.key) if self.key else None

    def show_record(self, key: str | None) -> None:
        """Begins with a capability, or a new one."""
        self.key = key
        old = self.capability or Capability("")
        new = self.capability is None
        self.say_title(self.tr("Add a capability") if new else self.tr("Edit the capability"))
        self.save_button.set_text(self.tr("Add capability") if new else self.tr("Save"))
        self.name.setText(old.name)
        self.unit.setText(old.unit)
        for field, value in ((self.capacity, old.capacity), (self.load, old.load)):
            field.set_text("" if value is None else f"{value:.10g}")
        show_day(self.load_on, old.load_on)
        self.growth.setValue(round(old.growth_a_year * 100))
        self.component.offer(self.session.state, old.component)
        self.extensions.show_extensions(old.extensions)
        self.begin()
        self.name.setFocus()

    def wrong(self) -> str | None:
        """A name, and numbers where something stands."""
        if not self.name.text().strip():
            return self.tr("Say what the platform can do so much of.")
        for field, what in ((self.capacity, self.tr("capacity")), (self.load, self.tr("load"))):
            if field.value is None and not field.is_empty:
                return self.tr("The {what} is a number.").format(what=what)
        if self.load_on.value is None and not self.load_on.is_empty:
            return self.tr("Write a day up to today, as “28 Feb”.")
        return self.extensions.wrong

    def commands(self) -> Sequence[Command]:
        """A new capability, with its component where that is new, or what differs."""
        first, component = self.component.component(self.session.live)
        old = self.capability
        fields: dict[str, Any] = {
            "name": self.name.text().strip(),
            "unit": self.unit.text().strip(),
            "capacity": _number(self.capacity),
            "load": _number(self.load),
            "growth_a_year": self._growth(old),
            "component": component,
            "extensions": self.extensions.extensions,
        }
        if self.load_on.value is not None:
            fields["load_on"] = self.load_on.value
        if old is None:
            given: Any = fields
            command = AddCapability(fields=given)
            self.key = command.capability
            return (*first, command)
        changed, was = differing(old, fields)
        if not changed:
            return ()
        return (*first, EditCapability(capability=old.id, fields=changed, was=was))

    def _growth(self, old: Capability | None) -> float:
        if old is not None and round(old.growth_a_year * 100) == self.growth.value():
            return old.growth_a_year  # was only rounded to percent
        return self.growth.value() / 100

    def removal(self) -> tuple[Command, str] | None:
        """Watched no longer."""
        old = self.capability
        if old is None:
            return None
        text = self.tr("{name} is watched no longer").format(name=old.name)
        return RemoveCapability(capability=old.id), text

    def said(self) -> str:
        """The toast."""
        words = self.tr("{name} added") if self.capability is None else self.tr("{name} changed")
        return words.format(name=self.name.text().strip())


def _number(field: ValueField) -> float | None:
    return None if field.value is None else field.value[0]
