"""Which work arrived unplanned, and what is known of it? The page of interruptions.

Reached from the palette, from Users (support), from Principles (incidents by component) and after
files of incidents came in. Corrections count in every share, stream and phase that rests on them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

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
from roadmap.analysis.words import counted
from roadmap.commands.interruptions import EditInterruption
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
            ("Shift+Down", self.tr("Select several, to mark them as requests")),
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
            themes,
            self.tr("What arrived unplanned"),
            note,
            "",
            columns,
            less=("team", "item"),
            several=True,
        )
        self.mark = Button(themes, self.tr("Mark as requests"), small=True)
        self.mark.hide()
        self.list.add_control(self.mark)
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
        self.list.selected.connect(self._on_selected)
        self.list.table.menu_requested.connect(self._open_menu)
        self.mark.clicked.connect(self.mark_requests)
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
        self._show_mark()
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
            self.list.choose(self.form.key)  # the row and the form stay together
            return
        self._selection.clear()
        self.list.choose(key or None)
        self._open_side(self.form)
        self.form.show_record(key or None)
        self._opened = self._session.state.interruptions.get(key) if key else None

    def mark_requests(self) -> None:
        """Marks the selected ones as requests; where all are, takes the mark away. One decision."""
        session, found = self._session, self._selected()
        if session.read_only is not None or not found:
            return
        wanted = not all(each.is_request for each in found)
        commands = [
            EditInterruption(
                interruption=each.id,
                fields={"is_request": wanted},
                was={"is_request": each.is_request},
            )
            for each in found
            if each.is_request is not wanted
        ]
        what = counted(len(commands), "interruption")
        said = self.tr("{what} marked as requests") if wanted else self.tr("{what}: no requests")
        session.execute(commands, say=said.format(what=what))

    def _selected(self) -> list[Interruption]:
        found = map(self._session.state.interruptions.get, self.list.selected_keys())
        return [each for each in found if each is not None]

    def _on_selected(self, keys: tuple[str, ...]) -> None:
        """Several rows: what can be done with all of them, instead of the form of one."""
        self._show_mark()
        if len(keys) > 1 and self._is_open(self.form) and not self.form.is_changed:
            self.close_side()

    def _show_mark(self) -> None:
        found = self._selected()
        self.mark.setVisible(len(found) > 1)
        self.mark.set_text(self._mark_text(found))
        self.mark.set_blocked(self._session.read_only)

    def _mark_text(self, found: Sequence[Interruption]) -> str:
        if found and all(each.is_request for each in found):
            return self.tr("Mark {n} as no requests").format(n=len(found))
        return self.tr("Mark {n} as requests").format(n=len(found))

    def _open_menu(self, where: QPoint) -> None:
        menu, found = QMenu(self), self._selected()
        menu.aboutToHide.connect(menu.deleteLater)
        action = menu.addAction(self._mark_text(found))
        action.setEnabled(self._session.read_only is None)
        action.triggered.connect(self.mark_requests)
        menu.popup(where)

    def _focus_back(self) -> None:
        (self.list.table if self.list.table.isVisible() else self.add).setFocus()
