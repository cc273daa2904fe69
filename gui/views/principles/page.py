"""Which properties does the platform have to keep, which are breached, and what is checked?

Four tabs: minimum levels, check-ups, capabilities, and leverage: what foundation gives back. Each
has its lists at the left and what is chosen, or a form, at the right.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from gui.models.principles.checkups import CheckupFacts
from gui.models.principles.faces import headline
from gui.models.principles.facts import LevelFacts
from gui.models.principles.leverage import LeverageFacts
from gui.selection import Selection
from gui.session import ReasonWanted, Session
from gui.theme import ThemeSource
from gui.tokens import PAGE_MARGIN
from gui.views.principles.capabilities import CapabilitiesTab
from gui.views.principles.checkups import CheckupsTab
from gui.views.principles.levels import LevelsTab
from gui.views.principles.leverage import LeverageTab
from gui.views.principles.menu import values_menu
from gui.views.principles.side import Side
from gui.views.shown_page import ShownPage
from gui.views.team_chip import TeamChip
from gui.widgets.buttons import Button
from gui.widgets.page_keys import add_keys
from gui.widgets.panel import PageHead
from gui.widgets.tabs import INSET, Tabs
from roadmap.analysis.words import counted

_ONE_AT_A_TIME = 880
_TABS = ("levels", "checkups", "capabilities", "leverage")


class PrinciplesPage(ShownPage):
    """The page.

    Signals:
        page_requested(str): Another page is wanted, to see an item there.
        action_requested(str): An action of the window is wanted: "import".
        try_requested(str, object): What is to be tried in What-if, and with which items.
    """

    page_id = "principles"
    page_requested = Signal(str)
    action_requested = Signal(str)
    try_requested = Signal(str, object)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__(session)
        self.title = self.tr("Principles")
        self._themes, self._selection = themes, selection
        self._make_parts()
        self._lay_out()
        self._connect()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("Up, Down", self.tr("Another measure")),
            ("M", self.tr("Make an item from the breach")),
            ("R", self.tr("Record a measurement, or a check-up")),
            ("L", self.tr("Change the minimum")),
            ("Ins", self.tr("Add a measure, check-up or capability")),
            ("Alt+Up, Alt+Down", self.tr("Move the principle")),
            ("Return", self.tr("To what is beside the list")),
            ("Esc", self.tr("Close the form")),
        )

    # -- build ------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        themes, session = self._themes, self._session
        self.head = PageHead(themes, self.title)
        self.team = TeamChip(themes, session)
        self.head.add_control(self.team)
        names = (
            *(self.tr("Minimum levels"), self.tr("Check-ups")),
            *(self.tr("Capabilities"), self.tr("Leverage")),
        )
        tabs = list(zip(_TABS, names, strict=True))
        self.tabs = Tabs(themes, tabs, name=self.tr("What to show"))
        self.measurements = Button(themes, self.tr("Measurements"), icon="download", small=True)
        self.tabs.add_control(self.measurements)
        self.side = Side()
        self.levels = LevelsTab(session, themes, self.side)
        self.checkups = CheckupsTab(session, themes, self.side)
        self.capabilities = CapabilitiesTab(session, themes, self.side)
        self.leverage = LeverageTab(session, themes, self.side)
        self._stack = QStackedWidget()
        for tab in self._parts():
            self._stack.addWidget(tab)
        self.side.set_home(self.levels.panel)

    def _parts(self) -> tuple[LevelsTab, CheckupsTab, CapabilitiesTab, LeverageTab]:
        return self.levels, self.checkups, self.capabilities, self.leverage

    def _lay_out(self) -> None:
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(PAGE_MARGIN - INSET, 0, PAGE_MARGIN, 16)
        for part in (self.head, self._stack):
            part.setContentsMargins(INSET, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self.side)
        self.setFocusProxy(self.levels)
        self.setMinimumSize(320, 200)  # else both together would keep a window from being narrow

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        self.team.chosen.connect(lambda _key: self._show())
        self.tabs.chosen.connect(self.show_tab)
        self.measurements.clicked.connect(self._on_measurements)
        self.levels.shown.connect(self._on_levels)
        self.checkups.shown.connect(self._on_checkups)
        self.levels.import_wanted.connect(partial(self.action_requested.emit, "import"))
        self.leverage.try_requested.connect(self.try_requested)
        self.leverage.page_requested.connect(self.page_requested)
        self.checkups.page_requested.connect(self.page_requested)
        self.leverage.shown.connect(self._on_leverage)
        for tab in self._parts():
            tab.item_opened.connect(self._on_item_opened)
        self.side.opened.connect(self._fit)
        self.side.closed.connect(self._on_closed)
        add_keys(
            self,
            {
                "M": partial(self._do, levels="item"),
                "R": partial(self._do, levels="record", checkups="result"),
                "L": partial(self._do, levels="level"),
                "Ins": partial(self._do, levels="add_measure", checkups="add", capabilities="add"),
                "Alt+Up": partial(self._do, levels="up"),
                "Alt+Down": partial(self._do, levels="down"),
            },
        )

    # -- show -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow, the list and what is beside it take turns."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes a form, and in a narrow window what is beside the list."""
        if event.key() == Qt.Key.Key_Escape and self.side.form is not None:
            self.side.close_form()
        elif event.key() == Qt.Key.Key_Escape and self._left.isHidden():
            self._on_closed()
            self.side.hide()
            self._left.show()
            self._focus_tab()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Both side by side, or the one that was asked for."""
        narrow = self.width() < _ONE_AT_A_TIME
        asked = self.sender() is self.side or self.side.form is not None
        self._left.setVisible(not narrow or not asked)
        self.side.setVisible(not narrow or asked)

    def _on_closed(self) -> None:
        narrow = self.width() < _ONE_AT_A_TIME
        self.side.setVisible(not narrow)
        self._left.setVisible(True)
        if not self.levels.prompt.isVisible():
            self._focus_tab()

    def _focus_tab(self) -> None:
        self._parts()[_TABS.index(self.tabs.value)].setFocus()

    def _show(self) -> None:
        super()._show()
        self.team.keep_known()
        team = self.team.value
        self.team.setVisible(bool(len(self._session.state.teams)))
        self.levels.show_levels(team)
        self.checkups.show_checkups(team)
        self.capabilities.show_capabilities(team)
        if self.tabs.value == "leverage":
            self.leverage.show_leverage(team)
        self.measurements.set_blocked(self._session.read_only)

    def _on_levels(self, facts: LevelFacts) -> None:
        if self.tabs.value == "levels":
            self.head.set_note(headline(facts))

    def _on_checkups(self, facts: CheckupFacts) -> None:
        count = facts.overdue
        spoken = counted(count, self.tr("check-up")) + self.tr(" overdue") if count else ""
        self.tabs.set_count("checkups", str(count) if count else "", "warn", spoken)

    def _on_leverage(self, _facts: LeverageFacts) -> None:
        if self.tabs.value == "leverage":
            self.head.set_note(self.leverage.headline)

    def show_tab(self, key: str) -> None:
        """Opens a tab."""
        if not self.side.may_leave():
            self.tabs.set_value(_TABS[self._stack.currentIndex()])
            return
        self.tabs.set_value(key)
        tab = self._parts()[_TABS.index(key)]
        self._stack.setCurrentWidget(tab)
        self.side.set_home(tab.panel)
        self.measurements.setVisible(key == "levels")
        self.setFocusProxy(tab)
        self.head.set_note(self._note(key))
        if key == "leverage":
            self.leverage.show_leverage(self.team.value)
        focused: QWidget | None = self.focusWidget()  # none where nothing here has the focus
        if focused is None or not self.tabs.isAncestorOf(focused):
            tab.setFocus()

    def _note(self, key: str) -> str:
        if key == "checkups":
            return self.tr("What is looked at before it breaks, and what came back")
        if key == "capabilities":
            return self.tr("What the platform can still take, and which sprint uses it up")
        if key == "leverage":
            return self.leverage.headline
        facts = self.levels.facts
        return "" if facts is None else headline(facts)

    # -- gestures ---------------------------------------------------------------------------------

    def show_part(self, part: str) -> None:
        """Opens a tab by its name, or shows a measure, principle, check-up or capability.

        "leverage-" and the id of an item shows that item among the leverage.
        """
        if self._stale:
            self._show()
        state = self._session.state
        if part in _TABS:
            self.show_tab(part)
        elif part.startswith("leverage-"):
            self.show_tab("leverage")
            self.leverage.choose(part.removeprefix("leverage-"))
        elif part in state.checkups:
            self.show_tab("checkups")
            self.checkups.choose(part)
        elif part in state.capabilities:
            self.show_tab("capabilities")
            self.capabilities.choose(part)
        elif part in state.measures or part in state.principles:
            self.show_tab("levels")
            self.levels.choose(part)

    def claim_reason(self, wanted: ReasonWanted) -> bool:
        """Asks beside the row whose level changed."""
        return self.tabs.value == "levels" and self.levels.claim_reason(wanted)

    def _do(self, **whats: str) -> None:
        """Does what the key means on the tab that is open."""
        what = whats.get(self.tabs.value)
        if what is not None:
            self._parts()[_TABS.index(self.tabs.value)].do(what)

    def _on_measurements(self) -> None:
        menu = self.measurements_menu()
        menu.popup(self.measurements.mapToGlobal(QPoint(0, self.measurements.height() + 4)))

    def measurements_menu(self) -> QMenu:
        """The ways in which values come here."""
        wanted = partial(self.action_requested.emit, "import")
        return values_menu(self, self.levels.do, wanted, measured=self.levels.chosen is not None)

    def _on_item_opened(self, key: str) -> None:
        self._selection.select((key,))
        self.page_requested.emit("grid")
