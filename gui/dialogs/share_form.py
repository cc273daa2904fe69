"""Which fields does sharing have, and what do they say together?"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gui.dates import plain_day
from gui.dialogs.form import Form
from gui.session import Session
from gui.sharing import DATA, FORMS, SUFFIXES, Shape, free_name, refuse_existing
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.plain import set_plain_tooltip
from gui.widgets.segmented import SegmentedControl
from roadmap.aliases import everybody
from roadmap.errors import Refused
from roadmap.redaction import Audience, Redacted, Redaction
from roadmap.report.left_out import left_out
from roadmap.signing import MISSING, is_available

_OTHER = "data"


class ShareForm(Form):
    """What, for whom, as of when, what is left out, and where the file goes.

    Signals:
        changed(): Something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, session: Session, themes: ThemeSource, folder: Path) -> None:
        super().__init__(themes)
        self._session, self._folder = session, folder
        self._own_place = False
        own = [(shape, words.name) for shape, words in FORMS.items() if shape not in DATA]
        self.what = SegmentedControl(
            themes, [*own, (_OTHER, self.tr("For other programs"))], name=self.tr("What")
        )
        self.data = SegmentedControl(
            themes, [(shape, FORMS[shape].name) for shape in DATA], name=self.tr("As")
        )
        self.about = Label(themes, style="small", tone="muted", wrap=True)
        self.audience = SegmentedControl(
            themes,
            (("leadership", self.tr("Leadership")), ("team", self.tr("Team"))),
            name=self.tr("For"),
        )
        self.moment = SegmentedControl(themes, self._moments(), name=self.tr("As of"))
        self.people = QCheckBox(self.tr("Names of people, and of those who decided"))
        self.text = QCheckBox(self.tr("Reasons and other free text"))
        self.sign = QCheckBox(self.tr("Sign it, so that others see that it is from me"))
        self.erase = self._people_box()
        self.left_out = Label(themes, wrap=True)
        self.place = QLineEdit()
        self._build()
        self._connect()
        self._show_words()

    def _moments(self) -> tuple[tuple[str, str], ...]:
        now = ("now", self.tr("Now"))
        if self._session.at_now:
            return (now,)
        day = plain_day(self._session.today)
        return (("shown", self.tr("The moment shown, {day}").format(day=day)), now)

    def _people_box(self) -> QComboBox:
        """Everybody who decided or was ever on the team; the first choice erases nobody."""
        session = self._session
        who, here = everybody(session.history()), session.live.people
        names = {person.name for person in here.ordered()}.union(who.outside, *who.authors.values())
        names.update(*(known for person, known in who.people.items() if person not in here))
        box = QComboBox()
        box.addItem(self.tr("Nobody"))
        box.addItems(sorted(names, key=str.casefold))
        box.setMaxVisibleItems(14)
        return box

    def _build(self) -> None:
        font = self._themes.theme.font()
        self.place.setFont(font)
        self.place.setAccessibleName(self.tr("File"))
        self.add(self.tr("What"), self.what)
        self.add(self.tr("As"), self.data)
        self.add("", self.about)
        self.add(self.tr("For"), self.audience)
        self.add(self.tr("As of"), self.moment)
        boxes = QWidget()
        column = QVBoxLayout(boxes)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(2)
        for box in (self.people, self.text):
            box.setFont(font)
            column.addWidget(box)
        boxes.setFocusProxy(self.people)
        self.add(self.tr("Leave out also"), boxes)
        hint = self.tr(
            "In every text and form: first or last name alone, logins, e-mail addresses."
        )
        self.add(self.tr("Erase the name of"), self.erase, hint)
        self.sign.setFont(font)
        self.add("", self.sign)
        self.add("", self.left_out)
        choose = Button(self._themes, self.tr("Choose"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose_clicked)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.place, 1)
        row.addWidget(choose)
        place.setFocusProxy(self.place)
        self.add(self.tr("File"), place)
        self.finish()

    def _connect(self) -> None:
        for control in (self.what, self.data, self.audience, self.moment):
            control.chosen.connect(self._on_changed)
        for box in (self.people, self.text, self.sign):
            box.toggled.connect(self._on_changed)
        self.erase.currentIndexChanged.connect(self._on_changed)
        self.place.textEdited.connect(self._on_place_edited)

    # -- what was chosen --------------------------------------------------------------------------

    @property
    def shape(self) -> Shape:
        """Which kind of file is wanted."""
        chosen = self.data.value if self.what.value == _OTHER else self.what.value
        return cast("Shape", chosen)

    @property
    def redaction(self) -> Redaction:
        """What is left out, for whom."""
        redact: set[Redacted] = set()
        if self.people.isChecked():
            redact.add("people")
        if self.text.isChecked():
            redact.add("text")
        erase = self.erase.currentText() if self.erase.currentIndex() > 0 else None
        return Redaction(cast("Audience", self.audience.value), frozenset(redact), erase)

    @property
    def signed(self) -> bool:
        """Whether the file is signed, which snapshots can be."""
        return self.shape == "snapshot" and self.sign.isChecked()

    @property
    def at_now(self) -> bool:
        """Whether the present is shared."""
        return self.moment.value == "now"

    @property
    def target(self) -> Path:
        """Where the file goes."""
        return Path(self.place.text().strip()).expanduser()

    def problem(self) -> str | None:
        """Return what is wrong with the place, or None."""
        path, suffix = self.target, SUFFIXES[self.shape]
        if not self.place.text().strip() or not path.is_absolute():
            return self.tr("Say in which folder the file is written, with its whole path.")
        if path.suffix != suffix:
            return self.tr("The name of this file ends in {suffix}.").format(suffix=suffix)
        try:
            refuse_existing(path)
        except Refused as refused:
            return str(refused)
        return None

    # -- show and gestures ------------------------------------------------------------------------

    def _show_words(self) -> None:
        self.about.setText(FORMS[self.shape].about)
        self.set_shown(self.data, shown=self.what.value == _OTHER)
        self.set_shown(self.sign, shown=self.shape == "snapshot")
        self.sign.setEnabled(is_available())
        set_plain_tooltip(self.sign, "" if is_available() else MISSING)
        self.left_out.setText(left_out(self.redaction))
        if not self._own_place:
            path = free_name(self._folder, self._title(), SUFFIXES[self.shape])
            self.place.setText(str(path))
            self.place.setCursorPosition(len(str(path)))

    def _title(self) -> str:
        session = self._session
        return session.title if self.at_now else f"{session.title} {session.today.isoformat()}"

    def _on_changed(self, _what: object = None) -> None:
        path = self.target
        if self._own_place and path.suffix in SUFFIXES.values():
            self.place.setText(str(path.with_suffix(SUFFIXES[self.shape])))
        self._show_words()
        self.changed.emit()

    def _on_place_edited(self, _text: str) -> None:
        self._own_place = True
        self.changed.emit()

    def _on_choose_clicked(self) -> None:
        suffix = SUFFIXES[self.shape]
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Write to"), self.place.text(), f"*{suffix}"
        )
        if chosen:
            path = Path(chosen)
            self.place.setText(str(path if path.suffix == suffix else f"{chosen}{suffix}"))
            self._own_place = True
            self.changed.emit()
