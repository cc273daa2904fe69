"""How are a scenario's levers laid out and moved? Direct controls, in the order of the keyboard.

Every gesture becomes a change of the scenario; whether the lever rests already is said with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.models.whatif.levers import Newcomers
from gui.models.whatif.panel import PanelFace
from gui.models.words import percent
from gui.paint.scenario_row import MARKS
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.views.whatif.cards import LeverCards, ShedTray
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip
from gui.widgets.label import Label
from gui.widgets.link_label import LinkLabel
from gui.widgets.marks import Mark
from gui.widgets.slider import NamedSlider
from gui.widgets.stepper import Stepper
from roadmap.analysis.words import say_days

_INFLOW = (25, 200)  # percent of what arrives today
_INFLOW_STEP, _DIG_OUT_STEP, _DIG_OUT_MOST = 5, 5, 60


class NewcomersLever(QWidget):
    """How many people are taken on, and below, where any are: with which skill and from when.

    Signals:
        changed(object): The person wants these Newcomers; a start of None is the usual one.
    """

    changed = Signal(object)

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__()
        self._shown = Newcomers()
        self.stepper = Stepper(themes, name)
        self._note = Label(themes, style="small", tone="muted", elide=True)
        self.role = Chip(themes, "")  # two side by side: what they are stands in their names
        self.skill = Chip(themes, "")
        self.start = Chip(themes, self.tr("From"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(themes, name))
        words.addWidget(self._note)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(words, 1)
        top.addWidget(self.stepper, 0, Qt.AlignmentFlag.AlignVCenter)
        self._chips = QWidget()
        self._chips.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self._chips)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.role, 0, 0)
        grid.addWidget(self.skill, 0, 1)
        grid.addWidget(self.start, 1, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._chips)
        self._chips.hide()
        self.stepper.changed.connect(self._on_stepped)
        self.role.chosen.connect(self._on_role)
        self.skill.chosen.connect(self._on_skill)
        self.start.chosen.connect(self._on_start)

    def show_people(self, people: Newcomers, note: str, face: PanelFace) -> None:
        """Shows how many there are and since when."""
        self._shown = people
        self.stepper.show_value(people.number)
        self._note.setText(note)
        self.role.set_options(face.roles)
        self.role.set_value(people.role or face.roles[0].key if face.roles else "")
        self.role.setVisible(len(face.roles) > 1)
        self.skill.set_options(face.skills)
        self.skill.set_value(people.skill or "")
        self.start.set_options(face.starts)
        begin = "" if people.start is None else people.start.isoformat()
        known = any(option.key == begin for option in face.starts)
        self.start.set_value(begin if known else "")
        for chip in (self.role, self.skill, self.start):
            chip.set_active(False)  # they filter nothing
        self.role.setAccessibleName(self.tr("Role {name}").format(name=self.role.face.text))
        self.skill.setAccessibleName(self.tr("Skill {name}").format(name=self.skill.face.text))
        self.skill.setVisible(len(face.skills) > 1)
        self._chips.setVisible(people.number > 0)

    def _on_stepped(self, number: int) -> None:
        self.changed.emit(replace(self._shown, number=number))

    def _on_role(self, role: str) -> None:
        self.changed.emit(replace(self._shown, role=role or None))

    def _on_skill(self, skill: str) -> None:
        self.changed.emit(replace(self._shown, skill=skill or None))

    def _on_start(self, day: str) -> None:
        self.changed.emit(replace(self._shown, start=date.fromisoformat(day) if day else None))


class LeversPanel(QScrollArea):
    """All levers of one scenario.

    Signals:
        hires_changed(object), contractors_changed(object): Newcomers.
        shed_requested(object): Ids to shed. removed(str, str): Take a card's change back.
        opened(str, str): A card's change is to be changed again.
        pick_requested(str): A list to choose from is wanted: "shed", "invest" or "defer".
        menu_requested(): What else can be done with the scenario.
        more_requested(): Other levers are wanted.
        inflow_moved(float, bool), reserve_moved(float, bool), dig_out_moved(float, bool): A
            slider's value, and whether it rests.
    """

    hires_changed = Signal(object)
    contractors_changed = Signal(object)
    shed_requested = Signal(object)
    removed = Signal(str, str)
    opened = Signal(str, str)
    pick_requested = Signal(str)
    menu_requested = Signal()
    more_requested = Signal()
    inflow_moved = Signal(float, bool)
    reserve_moved = Signal(float, bool)
    dig_out_moved = Signal(float, bool)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._face = PanelFace()
        self.title = Label(themes, style="section", elide=True)
        name = self.tr("More about this scenario")
        self.more = Button(themes, icon="more-horizontal", kind="quiet", small=True, name=name)
        self._note = Label(themes, style="small", tone="muted", wrap=True)
        self.hires = NewcomersLever(themes, self.tr("Hire engineers"))
        self.contractors = NewcomersLever(themes, self.tr("Contractors"))
        self.invest_add = self._link(self.tr("Add"), "invest", self.tr("Add an item to do first"))
        self.shed_choose = self._link(self.tr("Choose"), "shed", self.tr("Choose items to shed"))
        self.invested = LeverCards(themes)
        self.shed = LeverCards(themes)
        self.tray = ShedTray(themes)
        self.inflow = NamedSlider(themes, self.tr("Unplanned work"), *_INFLOW, self._say_inflow)
        self.inflow.slider.setSingleStep(_INFLOW_STEP)
        self.reserve = NamedSlider(themes, self.tr("Reserve for it"), 0, 40, self._say_reserve)
        self.dig_out = NamedSlider(
            themes, self.tr("Time for digging out"), 0, _DIG_OUT_MOST, lambda v: f"{v}%"
        )
        self.dig_out.slider.setSingleStep(_DIG_OUT_STEP)
        self.dig_out.name.setToolTip(
            self.tr("A target for work that lowers later work: it changes warnings, not dates.")
        )
        self.others = LeverCards(themes)
        self.other_add = Button(themes, self.tr("Other change"), icon="plus", small=True)
        self._build()
        self._connect()
        self._order()

    def show_face(self, face: PanelFace, *, blocked: str | None) -> None:
        """Shows where the levers stand; `blocked` says why they cannot be moved."""
        self._face = face
        editable = blocked is None
        self.title.setText(face.title)
        self._note.setText(face.note)
        self._note.setVisible(bool(face.note))
        self.hires.show_people(face.positions.hires, face.hires_note, face)
        self.contractors.show_people(face.positions.contractors, face.contractors_note, face)
        self.invested.show_faces(face.invested, editable=editable)
        self.shed.show_faces(face.shed, editable=editable)
        self.others.show_faces(face.others, editable=editable)
        self.inflow.show_value(round(face.positions.inflow * 100))
        self.reserve.slider.setMaximum(max(2, round(face.reserve_most * 2)))
        self.reserve.show_value(round(face.reserve * 2))
        self.dig_out.show_value(round(face.dig_out * 100))
        self.invest_add.setVisible(editable)
        self.shed_choose.setVisible(editable)
        for control in self._controls():
            control.setEnabled(editable)
            control.setToolTip("" if editable else blocked or "")

    def _controls(self) -> tuple[QWidget, ...]:
        return (
            self.hires,
            self.contractors,
            self.tray,
            self.inflow,
            self.reserve,
            self.dig_out,
            self.other_add,
        )

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(15, 10, 15, 10)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.more)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self.hires)
        column.addWidget(self.contractors)
        column.addLayout(self._headed(self.tr("Invest"), self.invest_add))
        column.addWidget(self.invested)
        column.addLayout(self._headed(self.tr("Shed"), self.shed_choose))
        column.addWidget(self.shed)
        column.addWidget(self.tray)
        for slider in (self.inflow, self.reserve, self.dig_out):
            column.addWidget(slider)
        column.addWidget(self.others)
        column.addWidget(self.other_add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Levers"))

    def _order(self) -> None:
        """Tab goes from lever to lever as they stand; cards come after their heading."""
        people = (self.hires, self.contractors)
        chain: list[QWidget] = [
            each
            for lever in people
            for each in (lever.stepper, lever.role, lever.skill, lever.start)
        ]
        sliders = [lever.slider for lever in (self.inflow, self.reserve, self.dig_out)]
        chain += [self.invest_add, self.shed_choose, self.tray, *sliders, self.other_add, self.more]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.first = chain[0]
        self.invested.follows, self.shed.follows = self.invest_add, self.shed_choose
        self.others.follows = self.dig_out.slider

    def _headed(self, text: str, link: LinkLabel) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Label(self._themes, text), 1)
        row.addWidget(link)
        return row

    def _link(self, text: str, link: str, name: str) -> LinkLabel:
        label = LinkLabel(self._themes, [Run(text, "accent", 500)], link)
        label.setAccessibleName(name)
        return label

    def _connect(self) -> None:
        self.hires.changed.connect(self.hires_changed)
        self.contractors.changed.connect(self.contractors_changed)
        self.invest_add.activated.connect(self.pick_requested)
        self.shed_choose.activated.connect(self.pick_requested)
        self.tray.choose_requested.connect(lambda: self.pick_requested.emit("shed"))
        self.tray.dropped.connect(self.shed_requested)
        for cards in (self.invested, self.shed, self.others):
            cards.removed.connect(self.removed)
            cards.opened.connect(self.opened)
        self.more.clicked.connect(self.menu_requested)
        self.other_add.clicked.connect(self.more_requested)
        self._follow(self.inflow, self.inflow_moved.emit, 100)
        self._follow(self.reserve, self.reserve_moved.emit, 2)
        self._follow(self.dig_out, self.dig_out_moved.emit, 100)

    def _follow(self, lever: NamedSlider, moved: Callable[[float, bool], None], scale: int) -> None:
        lever.slider.valueChanged.connect(lambda value: moved(value / scale, False))
        lever.slider.rested.connect(lambda value: moved(value / scale, True))

    # -- words ------------------------------------------------------------------------------------

    def _say_inflow(self, value: int) -> str:
        if value == 100:
            return self.tr("as today")
        share = percent(abs(value - 100) / 100)
        return (
            self.tr("{n} more").format(n=share)
            if value > 100
            else self.tr("{n} less").format(n=share)
        )

    def _say_reserve(self, value: int) -> str:
        return self.tr("{days} a sprint").format(days=say_days(value / 2))


class FooterMark(Mark):
    """The icon beside the line under the levers."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "")
        self._icon = ""
        self.setFixedSize(14, 16)

    def show_mark(self, mark: str) -> None:
        """Shows the lock, or what else the scenario is."""
        self._icon = MARKS[mark][0] if mark else ""
        self.setVisible(bool(mark))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the icon."""
        if not self._icon:
            return
        theme = self.themes.theme
        with QPainter(self) as painter:
            theme.icons.draw(painter, self._icon, QRectF(0, 1, 14, 14), theme.colors.muted)
