"""Who uses the platform, what do they say, what came of it, and how well are they served?

Four tabs: signals, success, segments with their teams, one-offs beside support. A form stands
beside the tab while something is written down; an item that is opened shows its details there.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.models.users.words import TO_TELL
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.people.side import SideForm
from gui.views.side_page import SidePage
from gui.views.team_chip import TeamChip
from gui.views.users.forms import ConsumerForm, SignalForm
from gui.views.users.outcome_forms import OutcomeForm, ReadingForm
from gui.views.users.tabs import SegmentsTab, SignalsTab, SuccessTab, SupportTab
from gui.widgets.buttons import Button
from gui.widgets.page_keys import add_keys
from gui.widgets.panel import PageHead
from gui.widgets.tabs import Tabs
from roadmap.analysis.expectations.one_offs import OneOffs, one_offs, standard_item
from roadmap.analysis.expectations.outcomes import (
    only_technical,
    outcome_standings,
    removed_requests,
    support_shares,
    work_by_segment,
)
from roadmap.analysis.expectations.signals import Loop, SignalStanding, signal_standings, summary
from roadmap.analysis.items.filter import Filter
from roadmap.analysis.words import counted
from roadmap.commands.items import AddItem
from roadmap.state import State

_TABS = ("signals", "success", "segments", "support")
_NO_TIME = timedelta(microseconds=1)


class UsersPage(SidePage):
    """The page.

    Signals:
        action_requested(str): An action of the window is wanted ("next_pane").
        page_requested(str): Another page is wanted ("interruptions").
    """

    page_id = "users"
    narrow = 1000
    action_requested = Signal(str)
    page_requested = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__(session)
        self.title = self.tr("Users")
        self._themes, self._selection = themes, selection
        self._opened: object = None
        self._build()
        self._connect()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("Ins", self.tr("Write down what users said")),
            ("Return", self.tr("Open the signal, measure, team or item")),
            ("Left, Right", self.tr("Another tab; in a chart another sprint")),
            ("Esc", self.tr("Close what is open beside the page")),
        )

    # -- build ------------------------------------------------------------------------------------

    def _build(self) -> None:
        themes, session = self._themes, self._session
        self.head = PageHead(themes, self.title)
        self.team = TeamChip(themes, session)
        self.add = Button(themes, self.tr("Add signal"), icon="plus", kind="primary", keys="Ins")
        self.head.add_control(self.team, self.add)
        names = (
            self.tr("Signals"),
            self.tr("Success"),
            self.tr("Segments and teams"),
            self.tr("One-offs and support"),
        )
        self.tabs = Tabs(themes, list(zip(_TABS, names, strict=True)), name=self.tr("What to show"))
        self.signals, self.success = SignalsTab(themes), SuccessTab(themes)
        self.segments, self.support = SegmentsTab(themes), SupportTab(themes)
        self._stack = QStackedWidget()
        for tab in (self.signals, self.success, self.segments, self.support):
            self._stack.addWidget(tab)
        self.forms: dict[str, SignalForm | OutcomeForm | ReadingForm | ConsumerForm] = {
            "signal": SignalForm(themes, session),
            "outcome": OutcomeForm(themes, session),
            "reading": ReadingForm(themes, session),
            "team": ConsumerForm(themes, session),
        }
        self._page = QWidget()
        inside = QVBoxLayout(self._page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.tabs)
        inside.addWidget(self._stack, 1)
        self.lay_out(self.head, self._page, list(self.forms.values()))
        self.setFocusProxy(self.tabs.tabs["signals"])

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        self.team.chosen.connect(lambda _key: self._show())
        self.tabs.chosen.connect(self.show_tab)
        self.add.clicked.connect(self.add_signal)
        self.signals.opened.connect(lambda key: self.open_form("signal", key))
        self.signals.wanted.connect(lambda kind: self.open_form(kind, None))
        self.success.list.opened.connect(lambda key: self.open_form("reading", key))
        self.success.list.add_requested.connect(lambda: self.open_form("outcome", None))
        self.segments.teams.opened.connect(lambda key: self.open_form("team", key))
        self.segments.teams.add_requested.connect(lambda: self.open_form("team", None))
        self.segments.item_opened.connect(self._on_item_opened)
        self.support.item_opened.connect(self._on_item_opened)
        self.support.interruptions_requested.connect(
            lambda: self.page_requested.emit("interruptions")
        )
        self.support.fold_requested.connect(self.fold)
        for form in self.forms.values():
            form.saved.connect(lambda _key: self.close_side())
        reading = self.forms["reading"]
        if isinstance(reading, ReadingForm):
            reading.change_requested.connect(lambda key: self.open_form("outcome", key))
        add_keys(self, {"Ins": self.add_signal})

    # -- show -------------------------------------------------------------------------------------

    def _show(self) -> None:
        super()._show()
        session = self._session
        state, today, blocked = session.state, session.today, session.read_only
        self.team.keep_known()
        team = self.team.team
        heard = signal_standings(state, team)
        self.signals.show_signals(heard, state, today, blocked)
        measured = outcome_standings(state, today, team)
        technical = only_technical(state)
        self.success.show_outcomes(
            measured, state, today, only_technical=technical, read_only=blocked
        )
        self._show_rest()
        self.add.set_blocked(blocked)
        self.head.set_note(self._note(heard))
        used = len(state.signals) or len(state.outcomes)  # an empty page warns of nothing
        self._count_tabs(heard, sum(row.is_due for row in measured) + bool(technical and used))
        self._refresh_side()

    def _show_rest(self) -> None:
        """The two tabs that read more than their own records, where one of them is in view."""
        session, team = self._session, self.team.team
        state, today, blocked = session.state, session.today, session.read_only
        wanted = Filter(team=team)
        if self.tabs.value == "segments":
            rows = work_by_segment(state, wanted)
            self.segments.show_segments(rows, state, today, team, blocked)
        elif self.tabs.value == "support":
            found = self._one_offs(wanted)
            self.support.show_one_offs(found, standard_item(state, found), state, today, blocked)
            shares = support_shares(state, today, team=team)
            self.support.show_support(shares, removed_requests(state, wanted), state, today)

    def _note(self, heard: tuple[SignalStanding, ...]) -> str:
        if not heard:
            return self.tr("What the teams say who build on the platform")
        found = summary(heard)
        said = counted(len(heard), self.tr("signal"))
        closed = self.tr("{said}, {closed} closed").format(
            said=said, closed=found.counts[Loop.CLOSED]
        )
        if found.median_lead_days is None:
            return closed
        return self.tr("{closed}; half were answered within {days} days").format(
            closed=closed, days=f"{found.median_lead_days:,.0f}"
        )

    def _count_tabs(self, heard: tuple[SignalStanding, ...], due: int) -> None:
        """What waits in a tab stands beside its word."""
        waiting = sum(row.loop is Loop.HEARD or row.loop in TO_TELL for row in heard)
        spoken = self.tr("{n} to answer or to tell").format(n=waiting)
        self.tabs.set_count("signals", str(waiting) if waiting else "", "warn", spoken)
        spoken = self.tr("{n} to look at").format(n=due)
        self.tabs.set_count("success", str(due) if due else "", "warn", spoken)

    def _one_offs(self, wanted: Filter) -> OneOffs:
        session = self._session
        until = session.moment + _NO_TIME

        def state_at(moment: datetime) -> State:
            if moment >= until:
                return session.state
            return session.state_after(session.index_on(moment))

        return one_offs(state_at, until, wanted)

    def show_tab(self, key: str) -> None:
        """Shows signals, success, segments or support."""
        if not self._may_leave():
            self.tabs.set_value(_TABS[self._stack.currentIndex()])
            return
        self.close_side()
        self.tabs.set_value(key)
        self._stack.setCurrentIndex(_TABS.index(key))
        self._show_rest()

    # -- what stands beside -----------------------------------------------------------------------

    def add_signal(self) -> None:
        """Opens the form for what users said."""
        if self._session.read_only is None:
            self.open_form("signal", None)

    def open_form(self, kind: str, key: str | None) -> None:
        """Opens a form: "signal", "outcome", "reading" or "team"; without a key for a new one."""
        form = self.forms[kind]
        if self._is_open(form) and form.key == key and key is not None:
            return
        if not self._may_leave():
            return
        self._selection.clear()  # the details would take the form's place
        self._open_side(form)
        form.show_record(key)
        self._opened = self._record(form)

    def _focus_back(self) -> None:
        lists = (self.signals.list, self.success.list, self.segments.teams, self.support.open)
        table = lists[self._stack.currentIndex()].table
        (table if table.isVisible() else self.add).setFocus()

    def _refresh_side(self) -> None:
        """What is beside follows the state, unless somebody is typing there."""
        for form in self.forms.values():
            if not self._is_open(form):
                continue
            if form.key is not None and self._record(form) is None:
                self.close_side()
            elif form.key is not None and self._differs(form):
                self._opened = self._record(form)
                form.show_record(form.key)
            form.show_possible()

    def _differs(self, form: SideForm) -> bool:
        """Whether the record is another one than the form shows, and nobody is typing there."""
        return self._record(form) is not self._opened and not form.is_changed

    def _record(self, form: SideForm) -> object:
        """What the form shows, as it stands now; None for a new one or one that is gone."""
        state, key = self._session.state, form.key
        if form is self.forms["signal"]:
            return state.signals.get(key)
        table = state.consumers if form is self.forms["team"] else state.outcomes
        return table.get(key)

    # -- gestures ---------------------------------------------------------------------------------

    def fold(self) -> None:
        """Adds the item that folds the one-offs into the standard, and opens it."""
        state = self._session.state
        found = self._one_offs(Filter(team=self.team.team))
        fields = standard_item(state, found)
        if fields is None or self._session.read_only is not None:
            return
        adding = AddItem(fields=fields)
        said = self.tr("Item added, to be sorted")
        if self._session.execute([adding], say=said) is not None:
            self._on_item_opened(adding.item)

    def _on_item_opened(self, key: str) -> None:
        if self._may_leave():
            self.close_side()
            self._selection.select((key,))
            self.action_requested.emit("next_pane")
