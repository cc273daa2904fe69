"""The second tab: which check-ups are due, what they found, which components break again?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.models.interruptions.rows import NO_COMPONENT
from gui.models.people.table import Column
from gui.models.principles.checkups import (
    CheckupDetail,
    CheckupFacts,
    checkup_detail,
    checkup_facts,
    checkup_rows,
    incident_rows,
)
from gui.session import Session
from gui.theme import ThemeSource
from gui.tokens import GAP_PANELS
from gui.views.people.table import LimitList
from gui.views.principles.checkup_forms import CheckupForm, ResultForm
from gui.views.principles.item_panel import ItemPanel
from gui.views.principles.side import Side
from gui.widgets.buttons import Button


class CheckupPanel(ItemPanel):
    """One check-up: when it is due, what it found, which findings are open.

    Signals:
        asked(str): "result" or "edit".
    """

    asked = Signal(str)

    def __init__(self, session: Session, themes: ThemeSource) -> None:
        super().__init__(session, themes)
        self._shown: tuple[object, ...] = ()
        self.buttons: dict[str, Button] = {}

    def show_detail(self, detail: CheckupDetail | None) -> None:
        """Shows a check-up, or what check-ups are for."""
        keys = () if detail is None else detail.findings
        items = tuple(self._session.state.items.get(key) for key in keys)
        shown = (detail, self._session.read_only, items)
        if shown == self._shown:
            return
        self._shown = shown
        self.buttons = {}
        self.clear()
        if detail is None:
            self.add_section(self.tr("Check-ups"))
            self.add_text(
                self.tr(
                    "Each part of the platform is looked at regularly, before it breaks: what was "
                    "found is kept here, and a finding becomes an item."
                )
            )
            return
        tag = detail.tag
        self.add_heading(tag.text, tag.family, icon=tag.icon, reference=detail.component)
        self.add_title(detail.name)
        self._add_buttons()
        self.add_line()
        self.add_properties(detail.rows)
        self.add_line()
        self._add_findings(detail.findings)
        if detail.results:
            self.add_section(self.tr("Results"))
            self.add_story(detail.results)

    def focus_first(self) -> None:
        """Puts the focus on the first thing one can do."""
        for button in self.buttons.values():
            button.setFocus()
            return

    def _add_buttons(self) -> None:
        result = Button(
            self._source, self.tr("Record the check-up"), icon="check", kind="primary", keys="R"
        )
        edit = Button(self._source, self.tr("Edit"))
        self.buttons = {"result": result, "edit": edit}
        for key, button in self.buttons.items():
            button.set_blocked(self._session.read_only)
            button.clicked.connect(partial(self.asked.emit, key))
        self.body.addWidget(result)
        self.body.addSpacing(8)
        self.add_buttons(edit)

    def _add_findings(self, keys: Sequence[str]) -> None:
        self.add_section(self.tr("Open findings"))
        if not self.put_cards(keys):
            self.add_text(self.tr("Nothing that was found is open."))
        self.body.addSpacing(10)


class CheckupsTab(QWidget):
    """The lists with their panel and forms.

    Signals:
        item_opened(str): The id of an item that a check-up found.
        page_requested(str): The interruptions, all or those of a component.
        shown(object): The CheckupFacts that are in view.
    """

    item_opened = Signal(str)
    page_requested = Signal(str)
    shown = Signal(object)

    def __init__(self, session: Session, themes: ThemeSource, side: Side) -> None:
        super().__init__()
        self._session, self.side = session, side
        self._chosen = ""
        self.facts: CheckupFacts | None = None
        self.panel = CheckupPanel(session, themes)
        self.result_form = ResultForm(themes, session)
        self.checkup_form = CheckupForm(themes, session)
        side.put(self.panel, self.result_form, self.checkup_form)
        self._make_lists(themes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_PANELS, 0, 0)
        column.setSpacing(GAP_PANELS)
        column.addWidget(self.checkups, 3)
        column.addWidget(self.incidents, 2)
        self.setFocusProxy(self.checkups.table)
        self._connect()

    def _make_lists(self, themes: ThemeSource) -> None:
        self.checkups = LimitList(
            themes,
            self.tr("Check-ups"),
            self.tr(
                "Nothing is checked regularly yet. Name a component, what to look at and how "
                "often: a restore, a failover, twice the load."
            ),
            self.tr("Add check-up"),
            (
                Column("component", self.tr("Component"), width=150),
                Column("name", self.tr("Check-up"), width=0),
                Column("due", self.tr("Next"), width=156),
                Column("outcome", self.tr("Result"), width=104),
                Column("last", self.tr("Last"), width=92),
                Column("findings", self.tr("Findings"), width=72),
                Column("every", self.tr("Cadence"), width=112),
            ),
            less=("every", "last", "findings"),
        )
        self.incidents = LimitList(
            themes,
            self.tr("Incidents by component, last six sprints"),
            self.tr("No incident was logged in the last six sprints."),
            "",
            (
                Column("component", self.tr("Component"), width=0),
                Column("count", self.tr("Incidents"), number=True, width=80),
                Column("change", self.tr("Change"), number=True, width=70),
                Column("days", self.tr("Days"), number=True, width=70),
                Column("all", self.tr("In all"), number=True, width=70),
                Column("note", "", width=260),
            ),
            less=("note", "all"),
        )
        self.incidents.add.hide()
        self.every = Button(themes, self.tr("All interruptions"), icon="zap", small=True)
        self.incidents.add_control(self.every)

    def _connect(self) -> None:
        self.checkups.opened.connect(self._on_opened)
        self.checkups.add_requested.connect(partial(self.do, "add"))
        self.checkups.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.panel.asked.connect(self.do)
        self.panel.item_opened.connect(self.item_opened)
        self.checkup_form.saved.connect(self.choose)
        self.every.clicked.connect(lambda: self.page_requested.emit("interruptions"))
        self.incidents.opened.connect(
            lambda key: self.page_requested.emit(f"interruptions#{key or NO_COMPONENT}")
        )

    # -- show -------------------------------------------------------------------------------------

    def show_checkups(self, team: str) -> None:
        """Shows a team's check-ups, or all of them for ""."""
        session = self._session
        self.facts = facts = checkup_facts(session.state, session.today, team or None)
        self.checkups.set_rows(checkup_rows(facts))
        self.checkups.add.set_blocked(session.read_only)
        self.incidents.set_rows(incident_rows(facts))
        if facts.row(self._chosen) is None:
            self._chosen = facts.rows[0].checkup.id if facts.rows else ""
        self.choose(self._chosen)
        form = self.side.form
        if form is not None:
            form.show_possible()
        self.shown.emit(facts)

    def choose(self, key: str) -> None:
        """Chooses a check-up."""
        self._chosen = key
        facts = self.facts
        row = None if facts is None else facts.row(key)
        keys = [] if facts is None else [each.checkup.id for each in facts.rows]
        self.checkups.table.choose(keys.index(key) if key in keys else None)
        detail = None if row is None or facts is None else checkup_detail(row, facts)
        self.panel.show_detail(detail)

    def _on_row_changed(self, *_where: object) -> None:
        key = self.checkups.model.key_at(self.checkups.table.currentIndex().row())
        if key is not None and key != self._chosen:
            if not self.side.may_leave():
                self.choose(self._chosen)
                return
            self.side.close_form()
            self.choose(key)

    def _on_opened(self, key: str) -> None:
        self._on_row_changed()
        if not self.side.isVisible():
            self.choose(key)
            self.side.open_form(self.panel)

    # -- doing ------------------------------------------------------------------------------------

    def do(self, what: str) -> None:
        """Opens the form for a result, another check-up, or the one that is chosen."""
        if self._session.read_only is not None:
            self._session.refused.emit(self._session.read_only)
            return
        there = self.facts is not None and self.facts.row(self._chosen) is not None
        opens: dict[str, Callable[[], None]] = {"add": partial(self._edit, None)}
        if there:
            opens |= {"result": self._record, "edit": partial(self._edit, self._chosen)}
        if what in opens and self.side.may_leave():
            opens[what]()

    def _record(self) -> None:
        self.side.open_form(self.result_form)
        self.result_form.show_checkup(self._chosen)

    def _edit(self, key: str | None) -> None:
        self.side.open_form(self.checkup_form)
        self.checkup_form.show_record(key)
