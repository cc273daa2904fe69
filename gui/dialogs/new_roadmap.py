"""How is a new roadmap called, where is it kept, and how long are its sprints?"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QTimeZone
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from gui.dialogs.form import FormDialog
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.inputs import pad_spin_box, set_up_calendar
from roadmap.fields.roadmap import RoadmapFields

SUFFIX = ".roadmap"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was filled in."""

    path: Path
    fields: RoadmapFields


class NewRoadmapDialog(FormDialog):
    """Name, place, sprints and zone; everything but the name has a sensible start."""

    def __init__(
        self,
        themes: ThemeSource,
        parent: QWidget | None,
        *,
        today: date,
        folder: Path,
        name: str = "",
    ) -> None:
        super().__init__(themes, "New roadmap", "Create roadmap", parent, 520)
        self._folder = folder
        self._own_place = False
        self.name = QLineEdit(name)
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(self.tr("Team or area, such as Platform"))
        self.place = QLineEdit()
        self.sprint_days = QSpinBox()
        pad_spin_box(self.sprint_days)
        self.sprint_days.setRange(1, 366)
        self.sprint_days.setValue(14)
        self.sprint_days.setSuffix(self.tr(" days"))
        monday = today - timedelta(days=today.weekday())
        self.sprint_start = QDateEdit(QDate(monday.year, monday.month, monday.day))
        set_up_calendar(self.sprint_start)
        self.sprint_start.setDisplayFormat("ddd d MMM yyyy")
        self.zone = zone_box(own_zone())
        self._build()
        self.name.textChanged.connect(self._on_name_changed)
        self.place.textEdited.connect(self._on_place_edited)
        self._on_name_changed(name)
        self.name.setFocus()

    @property
    def wanted(self) -> Wanted:
        """What was filled in."""
        day = self.sprint_start.date()
        fields: RoadmapFields = {
            "name": self.name.text().strip(),
            "zone": self.zone.currentText().strip(),
            "sprint_days": self.sprint_days.value(),
            "sprint_start": date(day.year(), day.month(), day.day()),
        }
        return Wanted(Path(self.place.text().strip()).expanduser(), fields)

    def check(self) -> str | None:
        """Return what is wrong with what was typed, or None."""
        if not self.name.text().strip():
            return self.tr("A roadmap needs a name.")
        path = Path(self.place.text().strip()).expanduser()
        if not self.place.text().strip() or not path.is_absolute():
            return self.tr("Say in which folder the file is kept, with its whole path.")
        if path.exists():
            return self.tr("There is already a file {name}: choose another one.").format(
                name=path.name
            )
        zones = available_timezones()
        if self.zone.currentText().strip() not in zones:
            return self.tr("There is no such time zone: choose one of the list.")
        return None

    def accept(self) -> None:
        """Goes on where everything is right."""
        problem = self.check()
        self.show_problem(problem)
        if problem is None:
            super().accept()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.place, 1)
        choose = Button(self.themes, self.tr("Choose"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose_clicked)
        row.addWidget(choose)
        place = QWidget()
        place.setLayout(row)
        place.setFocusProxy(self.place)
        self.place.setAccessibleName(self.tr("File"))
        self.place.setFont(self.themes.theme.font())
        self.form.add(self.tr("Name"), self.name)
        self.form.add(self.tr("File"), place, self.tr("Everything is kept in this one file."))
        self.form.add(self.tr("Sprint length"), self.sprint_days)
        self.form.add(self.tr("Sprint 1 starts"), self.sprint_start)
        self.form.add(self.tr("Time zone"), self.zone)

    def _on_name_changed(self, name: str) -> None:
        if not self._own_place:
            self.place.setText(str(free_path(self._folder, name)))
        self.show_problem(None)

    def _on_place_edited(self, _text: str) -> None:
        self._own_place = True

    def _on_choose_clicked(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Keep the roadmap in"),
            self.place.text(),
            self.tr("Roadmaps (*.roadmap)"),
        )
        if chosen:
            path = Path(chosen)
            self.place.setText(str(path if path.suffix else path.with_suffix(SUFFIX)))
            self._own_place = True


def free_path(folder: Path, name: str) -> Path:
    """Return a file in ``folder`` that does not exist yet, called after the roadmap."""
    kept = "".join(c if c.isalnum() or c in " -_." else " " for c in name)
    stem = " ".join(kept.split()).strip(". ") or "Roadmap"
    path = folder / f"{stem[:80]}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem[:80]} {number}{SUFFIX}"
        number += 1
    return path


def documents_folder() -> Path:
    """Return where a person keeps documents; the home folder where there is none."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() and os.access(documents, os.W_OK) else Path.home()


def own_zone() -> str:
    """Return the machine's time zone as the IANA list calls it; UTC where it names no place."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    plain = name not in available_timezones() or name.startswith("Etc/")
    return "UTC" if plain else name


def zone_box(chosen: str) -> QComboBox:
    """Return a box with all time zones, in which one can type."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(sorted(available_timezones()))
    box.setCurrentText(chosen)
    box.setMaxVisibleItems(14)
    return box
