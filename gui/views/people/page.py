"""Who is there and when, how much can they do, and what limits them?

A table of people over the capacity of the next sprints, the lists of limits, and the settings of
planning. Whatever is opened stands beside them: a form, or the answer to "why 41.3 person-days?".
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.models.people.capacity import SPRINTS, bar_of, part_words, say_focus, spoken, why
from gui.models.people.rows import person_rows
from gui.models.people.table import PeopleModel
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.people.chart import CapacityPanel
from gui.views.people.form import PersonForm
from gui.views.people.limit_forms import ConstraintForm, FreezeForm, HolidayForm
from gui.views.people.limits import LimitsView
from gui.views.people.settings import PlanningSettings
from gui.views.people.side import SideForm, SidePanel
from gui.views.people.table import PeopleTable
from gui.views.people.why import WhyPanel
from gui.views.side_page import SidePage
from gui.views.team_chip import TeamChip
from gui.widgets.buttons import Button
from gui.widgets.empty_state import EmptyState
from gui.widgets.page_keys import add_keys
from gui.widgets.panel import PageHead
from gui.widgets.segmented import SegmentedControl
from roadmap.analysis.planning.capacity import learned_focus
from roadmap.analysis.planning.capacity_parts import SprintDays, capacity_parts
from roadmap.state import Team

_TABS = ("people", "limits", "settings")


class PeoplePage(SidePage):
    """The page.

    Signals:
        page_requested(str): Another page is wanted.
    """

    page_id = "people"
    narrow = 900
    page_requested = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__(session)
        self.title = self.tr("People")
        self._themes, self._selection = themes, selection
        self._parts: tuple[SprintDays, ...] = ()
        self._asked: int | None = None
        self._build()
        self._connect()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("Ins", self.tr("Add a person")),
            ("Return", self.tr("Open the person, limit or sprint")),
            ("Left, Right", self.tr("In the chart: another sprint")),
            ("Esc", self.tr("Close what is open beside the page")),
        )

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        themes, session = self._themes, self._session
        self.head = PageHead(themes, self.title)
        self.team = TeamChip(themes, session, self._people_in)
        names = (self.tr("People"), self.tr("Limits"), self.tr("Settings"))
        tabs = list(zip(_TABS, names, strict=True))
        self.tabs = SegmentedControl(themes, tabs, name=self.tr("What to show"))
        self.add = Button(
            themes, self.tr("Add person"), icon="user-plus", kind="primary", keys="Ins"
        )
        self.head.add_control(self.team, self.tabs, self.add)
        self.model = PeopleModel(themes, self)
        self.table = PeopleTable(themes, self.model)
        self.capacity = CapacityPanel(themes, part_words())
        self.limits = LimitsView(themes, session)
        self.settings = PlanningSettings(themes, session)
        self._stack = QStackedWidget()
        for widget in (self._people_tab(), self.limits, self.settings):
            self._stack.addWidget(widget)
        self.lay_out(self.head, self._stack, self._side_panels())
        self.setFocusProxy(self.table)

    def _people_tab(self) -> QWidget:
        self._empty = EmptyState(
            self._themes,
            self.tr(
                "A sprint needs capacity. Say who is on the team, what they can do and when they "
                "are away, and the plan fills sprints with no more than these people can do."
            ),
            ("add", self.tr("Add person")),
            ("settings", self.tr("See the settings")),
            title=self.tr("Nobody here yet"),
            icon="users",
            primary=False,
        )
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PANELS)
        column.addWidget(self.table, 2)
        column.addWidget(self.capacity, 3)
        tab = QWidget()
        both = QVBoxLayout(tab)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(self._filled, 1)
        both.addWidget(self._empty, 1)
        return tab

    def _side_panels(self) -> list[SidePanel]:
        themes, session = self._themes, self._session
        self.person = PersonForm(themes, session)
        self.why = WhyPanel(themes)
        self.forms: dict[str, HolidayForm | FreezeForm | ConstraintForm] = {
            "holiday": HolidayForm(themes, session),
            "freeze": FreezeForm(themes, session),
            "constraint": ConstraintForm(themes, session),
        }
        for form in (self.person, *self.forms.values()):
            form.saved.connect(self._on_saved)
        return [self.person, self.why, *self.forms.values()]

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        self.team.chosen.connect(lambda _key: self._show())
        self.tabs.chosen.connect(self.show_tab)
        self.add.clicked.connect(self.add_person)
        self._empty.action_requested.connect(self._on_empty_action)
        self.table.opened.connect(self.open_person)
        self.capacity.chart.asked.connect(self.ask_why)
        self.limits.opened.connect(self.open_limit)
        add_keys(self, {"Ins": self.add_person})

    # -- show -------------------------------------------------------------------------------------

    def _show(self) -> None:
        super()._show()
        self.team.keep_known()
        session, team = self._session, self.team.value
        state, today = session.state, session.today
        nobody = not len(state.people)
        self._filled.setVisible(not nobody)
        self._empty.setVisible(nobody)
        self.model.set_rows(person_rows(state, today, team))
        self._parts = capacity_parts(state, today, SPRINTS, team or None)
        bars = [bar_of(each) for each in self._parts]
        self.capacity.chart.set_bars(bars, [spoken(each, today) for each in self._parts])
        self.capacity.say(self._rests_on())
        self.limits.show_limits(team)
        self.settings.show_settings()
        self.add.set_blocked(session.read_only)
        self._empty.buttons["add"].set_blocked(session.read_only)
        self.head.set_note(self._note())
        self._refresh_side()

    def _note(self) -> str:
        if not self._session.at_now:
            return self.tr("Who was there then, and how much they could do")
        return self.tr("Who is there, how much they can do, and what limits them")

    def _rests_on(self) -> str:
        if not self._parts:
            return self.tr("Set when sprint 1 starts, in the preferences of the roadmap.")
        focus = say_focus(learned_focus(self._session.state))
        text = self.tr("What is left of the working time: {focus}. Press a bar for why.")
        return text.format(focus=focus)

    def _people_in(self, team: Team) -> str:
        """How many people stand in a team, beside its name."""
        return str(sum(each.team == team.id for each in self._session.state.people.ordered()))

    def show_tab(self, key: str) -> None:
        """Shows people, limits or settings."""
        if not self._may_leave():
            self.tabs.set_value(_TABS[self._stack.currentIndex()])
            return
        self.close_side()
        focused: QWidget | None = self.focusWidget()
        stays = focused is not None and self.tabs.isAncestorOf(focused)
        self.tabs.set_value(key)
        self._stack.setCurrentIndex(_TABS.index(key))
        if not stays:
            self._focus_tab()

    # -- what stands beside -----------------------------------------------------------------------

    def add_person(self) -> None:
        """Opens the form for somebody new."""
        if self._session.read_only is None and self._may_leave():
            self._open(self.person)
            self.table.choose(None)
            self.person.show_new(self.team.value)

    def open_person(self, key: str) -> None:
        """Opens the form of somebody."""
        person = self._session.state.people.get(key)
        if person is None or (self._is_open(self.person) and self.person.key == key):
            return
        if not self._may_leave():
            self.table.choose(self.person.key)
            return
        self._open(self.person)
        self.table.choose(key)
        self.person.show_person(person)
        self.person.name.setFocus()

    def open_limit(self, kind: str, key: str | None) -> None:
        """Opens the form of a limit, or of a new one."""
        if self._may_leave():
            form = self.forms[kind]
            self._open(form)
            form.show_record(key)

    def ask_why(self, place: int) -> None:
        """Answers why a sprint has its number."""
        if place < len(self._parts) and self._may_leave():
            self._asked = self._parts[place].sprint.number
            self._open(self.why)
            self.table.choose(None)
            self._refresh_side()

    def close_side(self) -> None:
        """Closes what is open beside; what was typed there is given up."""
        self._asked = None
        self.capacity.chart.set_chosen(None)
        super().close_side()

    def _focus_back(self) -> None:
        if self.side.currentWidget() is self.why:
            self.capacity.chart.setFocus()
        else:
            self._focus_tab()

    def _focus_tab(self) -> None:
        tables = (self.table, self.limits.constraints.table, self.settings)
        tables[self._stack.currentIndex()].setFocus()

    def _open(self, panel: SidePanel) -> None:
        self._asked = self._asked if panel is self.why else None
        self.capacity.chart.set_chosen(None)
        self._open_side(panel)

    def _refresh_side(self) -> None:
        """What is beside follows the state, unless somebody is typing there."""
        if self.side.isHidden():
            return
        state, panel = self._session.state, self.side.currentWidget()
        if panel is self.why:
            self._refresh_why()
        elif panel is self.person and self.person.key is not None:
            person = state.people.get(self.person.key)
            if person is None:
                self.close_side()
            elif not self.person.is_changed:
                self.person.show_person(person)
        if isinstance(panel, SideForm):
            panel.show_possible()

    def _refresh_why(self) -> None:
        numbers = [each.sprint.number for each in self._parts]
        if self._asked not in numbers or not len(self._session.state.people):
            self.close_side()
            return
        place = numbers.index(self._asked)
        state = self._session.state
        focus, today = learned_focus(state), self._session.today
        self.why.show_why(why(state, self._parts[place], focus, today))
        self.capacity.chart.set_chosen(place)

    def _on_saved(self, key: str) -> None:
        was_person = self.side.currentWidget() is self.person
        self.close_side()
        if was_person and key:
            self.table.choose(key)

    def _on_empty_action(self, key: str) -> None:
        if key == "add":
            self.add_person()
        else:
            self.show_tab("settings")
