"""How is an item added? A title is enough; where it belongs, driver, date and effort may follow.

Of a choice one may say its kind; an innovation is asked for what it needs of the infrastructure, to
be designed in from the outset, and may leave the answer for later.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.models.properties.property import Property
from gui.models.words import FOUR, MUST_DO, axes, short_name
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.driver_picker import DriverPicker
from gui.views.form_popover import FormPopover
from gui.views.items_editor import ItemsEditor
from gui.views.parsed_field import DayField, EffortField
from gui.widgets.segmented import SegmentedControl
from roadmap.analysis.items.search import search_items
from roadmap.commands.items import AddItem
from roadmap.fields.items import ItemFields
from roadmap.values import Driver, Kind, Quadrant, clean_line

_FOUND = 24


class ItemForm(FormPopover):
    """The form for a new item."""

    def __init__(self, themes: ThemeSource, session: Session, parent: QWidget) -> None:
        super().__init__(themes, parent, self.tr("Add item"), self.tr("Add"))
        self._session = session
        self.title.setPlaceholderText(self.tr("What is to be done?"))
        words = session.settings.words
        places = [(each.value, short_name(words.of(each))) for each in (Quadrant.UNSORTED, *FOUR)]
        self._place = SegmentedControl(themes, places, name=self.tr("Quadrant"))
        self._picker = DriverPicker(themes)
        self._day = DayField(themes, session, self.tr("Mandatory by"))
        self._effort = EffortField(themes, self.tr("Effort in person-days"))
        self.add_row(self.tr("Quadrant"), self._place)
        self._driver_name = self.add_row(self.tr("Driver"), self._picker)
        self._day_name = self.add_row(self.tr("By when"), self._day)
        self.add_row(self.tr("Effort"), self._effort)
        kinds = [
            ("", self.tr("Not said")),
            (Kind.FOUNDATION.value, self.tr("Foundation")),
            (Kind.INNOVATION.value, self.tr("Innovation")),
        ]
        self._kind = SegmentedControl(themes, kinds, name=self.tr("Kind"))
        self._kind_name = self.add_row(self.tr("Kind"), self._kind)
        row = Property("prerequisites", self.tr("What it needs of the infrastructure"), (), "items")
        self._needs = ItemsEditor(themes, row, self._find, self._title_of, within=True)
        self._needs_name = self.add_row(self.tr("Needs"), self._needs)
        self.add_end()
        for field in (self._day, self._effort):
            field.leave_wrong()
        self._place.chosen.connect(lambda _key: self._show_needed())
        self._picker.chosen.connect(self._on_chosen)
        self._kind.chosen.connect(lambda _key: self._show_needed())
        self._needs.grown.connect(self._on_grown)
        self._needs.finished.connect(lambda save: self.save() if save else self.leave())

    def ask(self, quadrant: Quadrant | None = None) -> None:
        """Opens an empty form for a quadrant; in the past the session's sentence is told."""
        if self._session.read_only is not None:
            self._session.refused.emit(self._session.read_only)
            return
        self.title.clear()
        self._day.set_text("")
        self._effort.set_text("")
        self._picker.set_value(None)
        self._kind.set_value("")
        self._needs.clear()
        self._place.set_value((quadrant or Quadrant.UNSORTED).value)
        self._show_needed()
        self.open_form()

    @property
    def quadrant(self) -> Quadrant:
        """Where the item is to go."""
        return Quadrant(self._place.value)

    def save(self) -> None:
        """Adds the item, or says what is missing."""
        title = clean_line(self.title.text())
        wrong = self._missing(title)
        if wrong is not None:
            sentence, widget = wrong
            self.complain(sentence)
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        fields: ItemFields = {"title": title}
        if self.quadrant is not Quadrant.UNSORTED:
            fields["forcing"], fields["horizon"] = axes(self.quadrant)
        if self.quadrant in MUST_DO:
            fields["driver"] = self._picker.value
            fields["kind"] = Kind.FOUNDATION
        if self.quadrant is Quadrant.FORCED_LONG_TERM:
            fields["mandatory_by"] = self._day.value
        if self._is_choice and self._kind.value:
            fields["kind"] = Kind(self._kind.value)
        if self._is_innovation and self._needs.picked:
            fields["prerequisites"] = tuple(self._needs.picked)
        elif self._is_innovation and self._needs.value == "none":
            fields["prerequisites_none"] = True
        effort = self._effort.value or {}
        fields["estimate"], fields["size"] = effort.get("estimate"), effort.get("size")
        self.hide()
        said = self.tr("“{title}” added").format(title=title)
        command = AddItem(fields=fields)
        if self._session.execute([command], say=said) is not None:
            self.added.emit(command.item)
        self.closed.emit()

    @property
    def _is_choice(self) -> bool:
        return self.quadrant in FOUR and self.quadrant not in MUST_DO

    @property
    def _is_innovation(self) -> bool:
        return self._is_choice and self._kind.value == Kind.INNOVATION.value

    def _find(self, words: str) -> list[tuple[str, str]]:
        hits = search_items(self._session.state, words, _FOUND)
        return [(hit.item, self._title_of(hit.item)) for hit in hits]

    def _title_of(self, key: str) -> str:
        item = self._session.state.items.get(key)
        return key if item is None else item.title

    def _missing(self, title: str) -> tuple[str, QWidget] | None:
        if not title:
            return self.tr("Say in a few words what has to be done."), self.title
        if self.quadrant in MUST_DO and self._picker.value is None:
            return self.tr("Why must it be done? Press 1 to 8."), self._picker
        if self.quadrant is Quadrant.FORCED_LONG_TERM and self._day.value is None:
            return self.tr("Give the day by which it must be done, like 28 Feb."), self._day
        if self._effort.value is None and not self._effort.is_empty:
            return self.tr("Write the effort like 3, 2-5, 2/3/8 or M."), self._effort
        return None

    def _show_needed(self) -> None:
        must = self.quadrant in MUST_DO
        dated = self.quadrant is Quadrant.FORCED_LONG_TERM
        for widget, wanted in (
            (self._picker, must),
            (self._driver_name, must),
            (self._day, dated),
            (self._day_name, dated),
            (self._kind, self._is_choice),
            (self._kind_name, self._is_choice),
            (self._needs, self._is_innovation),
            (self._needs_name, self._is_innovation),
        ):
            widget.setVisible(wanted)
        self.fit()

    def _on_grown(self) -> None:
        self._needs.column.activate()
        self.fit()

    def _on_chosen(self, _driver: Driver) -> None:
        following = self._day if self._day.isVisible() else self._effort
        following.setFocus(Qt.FocusReason.OtherFocusReason)
