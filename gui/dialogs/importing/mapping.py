"""Which column of a CSV is which field, and what do the words in it mean?

Suggested from the names of the columns; a person looks at it before anything is imported. The same
mapping can be saved to a file and used on the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.inputs import leave_wheel
from gui.widgets.inside import put_inside
from gui.widgets.label import Label
from roadmap.analysis.words import say_field
from roadmap.dry_run import CHOICE_FIELDS, Mapping, Preview, parse_mapping

# The fields that trackers have, in the order in which people look for them.
_COMMON = (
    *("title", "status", "type", "priority", "labels", "estimate", "points", "estimate_hours"),
    *("due", "created_on", "started_on", "done_on", "updated", "component", "team", "parent"),
    *("prerequisites", "consumers", "sprints", "links", "notes"),
    *("forcing", "horizon", "driver", "mandatory_by", "size", "kind"),
)
_WORDS = {
    "key": "Key",
    "estimate": "Estimate in days",
    "points": "Estimate in points",
    "estimate_hours": "Estimate in hours",
    "created_on": "Created",
    "started_on": "Started",
    "done_on": "Done",
    "updated": "Last changed",
    "forcing": "Must do or choice",
    "horizon": "Short- or long-term",
}
_MOST_WORDS = 40
_NAMES = 128  # the width of the fields' names


class MappingPanel(QWidget):
    """Fields at the left, columns at the right; below a field of choices, what its words mean.

    Signals:
        changed(): The person mapped something else.
        load_requested(): Take a mapping from a file.
        save_requested(): Keep the mapping in a file.
    """

    changed = Signal()
    load_requested = Signal()
    save_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._preview: Preview | None = None
        self._given: Mapping | None = None
        self._columns: dict[str, QComboBox] = {}
        self._meanings: dict[tuple[str, str], QComboBox] = {}
        self._below: dict[str, QVBoxLayout] = {}
        self.source = QLineEdit()
        self.source.setMaxLength(200)
        self.source.setFont(themes.theme.font())
        self.source.setAccessibleName(self.tr("Source"))
        self.source.textEdited.connect(lambda _text: self.changed.emit())
        self.load = Button(themes, self.tr("Load mapping"), small=True)
        self.save = Button(themes, self.tr("Save mapping"), small=True)
        self.load.clicked.connect(self.load_requested)
        self.save.clicked.connect(self.save_requested)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._lay_out()

    def show_preview(self, preview: Preview, mapping: Mapping | None = None) -> None:
        """Shows the columns of a file with a mapping, by default the one it suggests."""
        self._preview = preview
        self._given = mapping or preview.mapping
        self.source.setText(self._given.source if self._given else preview.source)
        self._fill()

    def focus_missing(self) -> None:
        """Goes to the first column that has to be chosen and is not."""
        boxes = (self._columns[field] for field in ("key", "title") if field in self._columns)
        missing = next((box for box in boxes if not box.currentData()), None)
        if missing is not None:
            missing.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def problem(self) -> str | None:
        """What is missing, or None."""
        if not self.source.text().strip():
            return self.tr("Name the source: the next export of it is compared with this one.")
        for field, text in (("key", self.tr("the key")), ("title", self.tr("the title"))):
            if field in self._columns and not self._columns[field].currentData():
                return self.tr("Say which column is {field}.").format(field=text)
        return None

    @property
    def mapping(self) -> Mapping | None:
        """The mapping as it stands; None while something is missing. Raises ImportRefused."""
        if self._preview is None or self.problem is not None:
            return None
        columns: dict[str, object] = {}
        for field, box in self._columns.items():
            chosen = box.currentData()
            if field != "key" and chosen:
                columns[field] = list(chosen) if isinstance(chosen, tuple) else chosen
        values: dict[str, dict[str, str]] = {}
        for (field, text), box in self._meanings.items():
            if box.currentData() and field in columns:
                values.setdefault(field, {})[text] = box.currentData()
        given: dict[str, object] = {
            "source": self.source.text().strip(),
            "key": self._columns["key"].currentData(),
            "columns": columns,
        }
        if values:
            given["values"] = values
        if self._given is not None:
            kept = self._given.model_dump(mode="json", exclude_defaults=True)
            names = ("date_order", "delimiter", "encoding", "days_per_point")
            given |= {name: kept[name] for name in names if name in kept}
        return parse_mapping(given)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self._themes, self.tr("Columns"), style="section"))
        head.addStretch(1)
        head.addWidget(self.load)
        head.addWidget(self.save)
        source = QHBoxLayout()
        source.setContentsMargins(0, 0, 8, 0)
        source.setSpacing(8)
        label = Label(self._themes, self.tr("Source"), tone="muted")
        label.setFixedWidth(_NAMES)
        source.addWidget(label)
        source.addWidget(self.source, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(source)
        column.addWidget(self._area, 1)

    def _fill(self) -> None:
        preview, given = self._preview, self._given
        if preview is None:
            return
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        self._columns, self._meanings, self._below = {}, {}, {}
        chosen: dict[str, object] = (
            {"key": given.key, **given.columns} if given else dict(_alike(preview.header))
        )
        known = given.values if given else {}
        fields = ["key", *_COMMON, *(name for name in chosen if name not in ("key", *_COMMON))]
        wanted = [name for name in fields if name in chosen or name in ("key", "title", "status")]
        for field in dict.fromkeys([*wanted, *fields]):
            box = self._column_box(preview.header, chosen.get(field))
            name = _WORDS.get(field, say_field(field).capitalize())
            box.setAccessibleName(name)
            self._columns[field] = box
            column.addLayout(self._row(name, box))
            if field in CHOICE_FIELDS:
                self._below[field] = QVBoxLayout()
                column.addLayout(self._below[field])
                self._show_meanings(field, known.get(field, {}))
        column.addStretch(1)
        put_inside(self._area, content)

    def _row(self, text: str, box: QComboBox, indent: int = 0) -> QHBoxLayout:
        label = Label(self._themes, text, tone="muted", elide=True)
        label.setFixedWidth(_NAMES - indent)
        label.setBuddy(box)
        box.setFont(self._themes.theme.font())
        leave_wheel(box)
        row = QHBoxLayout()
        row.setContentsMargins(indent, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(box, 1)
        return row

    def _column_box(self, header: Sequence[str], chosen: object) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(self.tr("not in the file"), "")
        for name in dict.fromkeys(header):
            if name:
                box.addItem(name, name)
        if isinstance(chosen, tuple):
            box.addItem(", ".join(chosen), chosen)
            box.setCurrentIndex(box.count() - 1)
        elif isinstance(chosen, str):
            place = box.findData(chosen)
            if place < 0:
                place = _place_like(header, chosen, box)
            box.setCurrentIndex(max(0, place))
        box.activated.connect(lambda _place: self._on_column_chosen(box))
        return box

    def _show_meanings(self, field: str, known: Dict[str, str | None]) -> None:
        """Below a field of choices: each word of its column and what it means."""
        below = self._below[field]
        while (gone := below.takeAt(0)) is not None:
            widget = gone.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._meanings = {key: box for key, box in self._meanings.items() if key[0] != field}
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        column = self._columns[field].currentData()
        for word in self._words_in(column) if isinstance(column, str) and column else []:
            box = QComboBox()
            box.addItem(self.tr("as the word says"), "")
            for member in CHOICE_FIELDS[field]:
                box.addItem(str(member).replace("_", " "), str(member))
            box.setCurrentIndex(max(0, box.findData(known.get(word) or "")))
            box.activated.connect(lambda _place: self.changed.emit())
            box.setAccessibleName(f"{column}: {word}")
            self._meanings[field, word] = box
            rows.addLayout(self._row(word, box, indent=12))
        if rows.count():
            below.addWidget(holder)

    def _words_in(self, column: str) -> list[str]:
        preview = self._preview
        if preview is None or column not in preview.header:
            return []
        place = preview.header.index(column)
        cells = (row[place].strip() for row in preview.rows if place < len(row))
        return list(dict.fromkeys(cell for cell in cells if cell))[:_MOST_WORDS]

    def _on_column_chosen(self, box: QComboBox) -> None:
        """Only what is below the field is made anew: the box is still telling of the press."""
        field = next(name for name, each in self._columns.items() if each is box)
        if field in self._below:
            known = self._given.values.get(field, {}) if self._given is not None else {}
            self._show_meanings(field, known)
        self.changed.emit()


def _alike(header: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields that a column is called after, where nothing better is suggested."""
    names = {name.casefold().strip(): name for name in reversed(header)}
    for field in ("key", *_COMMON):
        for word in (field, say_field(field), _WORDS.get(field, field)):
            if (found := names.get(word.casefold())) is not None:
                yield field, found
                break


def _place_like(header: Sequence[str], name: str, box: QComboBox) -> int:
    """Where a header stands whose case or white space differ from what the mapping says."""
    wanted = " ".join(name.casefold().split())
    found = [each for each in header if " ".join(each.casefold().split()) == wanted]
    return box.findData(found[0]) if found else -1
