"""Which work arrived unplanned, and what is known of it? The page of interruptions.

Reached from the palette, from Users (support), from Principles (incidents by component) and after
files of incidents came in. Corrections count in every share, stream and phase that rests on them.
"""

from __future__ import annotations

from gui.models.interruptions.rows import NO_COMPONENT, chosen, note_of, rows_of
from gui.models.people.table import Column
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.interruptions.form import InterruptionForm
from gui.views.people.table import LimitList
from gui.views.side_page import SidePage
from gui.views.team_chip import TeamChip
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.page_keys import add_keys
from gui.widgets.panel import PageHead
from roadmap.state import Interruption


class InterruptionsPage(SidePage):
    """The list of interruptions, and a form beside it."""

    page_id = "interruptions"

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__(session)
        self.title = self.tr("Interruptions")
        self._selection = selection
        self._opened: Interruption | None = None
        self._build(themes)
        self._connect()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        return (
            ("Ins", self.tr("Write down what interrupted")),
            ("Return", self.tr("Correct the one chosen")),
            ("Esc", self.tr("Close the form")),
        )

    def show_part(self, part: str) -> None:
        """Shows one by its id, those of a component, or those of none."""
        state = self._session.state
        if part in state.interruptions:
            self.open_form(part)
        elif part == NO_COMPONENT or part in state.components:
            self._offer()
            self.component.set_value(part)
            self._show()

    # -- build ------------------------------------------------------------------------------------

    def _build(self, themes: ThemeSource) -> None:
        self.head = PageHead(themes, self.title)
        self.team = TeamChip(themes, self._session)
        self.component = Chip(themes, self.tr("Component"), [ChipOption("", self.tr("All"))])
        which = [
            ChipOption("", self.tr("All")),
            ChipOption("requests", self.tr("Requests")),
        ]
        self.which = Chip(themes, self.tr("Show"), which)
        self.add = Button(
            themes, self.tr("Add interruption"), icon="plus", kind="primary", keys="Ins"
        )
        self.head.add_control(self.team, self.component, self.which, self.add)
        columns = (
            Column("began", self.tr("Began"), width=108),
            Column("title", self.tr("What happened"), width=0),
            Column("driver", self.tr("Why"), width=140),
            Column("component", self.tr("Component"), width=130),
            Column("team", self.tr("Team"), width=90),
            Column("effort", self.tr("Effort, pd"), number=True, width=84),
            Column("request", self.tr("Request"), width=76),
            Column("item", self.tr("Done by"), width=170),
        )
        note = self.tr(
            "Work that could not wait stands here: incidents, urgent requests, what nobody "
            "planned. Log it with E, import it from PagerDuty or Opsgenie, or add it."
        )
        self.list = LimitList(
            themes, self.tr("What arrived unplanned"), note, "", columns, less=("team", "item")
        )
        self.list.add.hide()  # the page's primary button does it
        self.form = InterruptionForm(themes, self._session)
        self.lay_out(self.head, self.list, (self.form,))
        self.setFocusProxy(self.list.table)

    def _connect(self) -> None:
        self._session.shown.connect(self._on_shown)
        for chip in (self.team, self.component, self.which):
            chip.chosen.connect(lambda _key: self._show())
        self.component.pressed.connect(self._offer)
        self.add.clicked.connect(self.add_one)
        self.list.opened.connect(self.open_form)
        self.form.saved.connect(lambda _key: self.close_side())
        add_keys(self, {"Ins": self.add_one})

    # -- show -------------------------------------------------------------------------------------

    def _show(self) -> None:
        super()._show()
        session = self._session
        state = session.state
        self.team.keep_known()
        if self.component.value not in ("", NO_COMPONENT, *state.components.ids()):
            self.component.set_value("")
        requests = self.which.value == "requests"
        found = chosen(state, self.team.team, self.component.value or None, requests=requests)
        days = [session.local(each.started_at).date() for each in found]
        self.list.set_rows(rows_of(found, state, days, session.today))
        self.head.set_note(note_of(found) if found else self.tr("Nothing arrived unplanned yet"))
        self.add.set_blocked(session.read_only)
        self._refresh_form()

    def _refresh_form(self) -> None:
        """The form follows the state, unless somebody is typing there."""
        if self.side.isHidden():
            return
        if self.form.key is not None:
            now = self._session.state.interruptions.get(self.form.key)
            if now is None:
                self.close_side()
                return
            if now is not self._opened and not self.form.is_changed:
                self._opened = now
                self.form.show_record(self.form.key)
        self.form.show_possible()

    def _offer(self) -> None:
        """Components to choose from."""
        every, components = ChipOption("", self.tr("All")), self._session.state.components
        parts = sorted(components.ordered(), key=lambda part: part.name.casefold())
        options = [ChipOption(part.id, part.name) for part in parts]
        none = ChipOption(NO_COMPONENT, self.tr("None named"))
        self.component.set_options([every, *options, none])

    # -- gestures ---------------------------------------------------------------------------------

    def add_one(self) -> None:
        """Opens the form for a new one."""
        if self._session.read_only is None:
            self.open_form("")

    def open_form(self, key: str) -> None:
        """Opens the form for one, or for a new one; not over what somebody typed."""
        if not self._may_leave():
            return
        self._selection.clear()
        self._open_side(self.form)
        self.form.show_record(key or None)
        self._opened = self._session.state.interruptions.get(key) if key else None

    def _focus_back(self) -> None:
        (self.list.table if self.list.table.isVisible() else self.add).setFocus()
