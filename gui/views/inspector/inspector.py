"""What is selected, how did it come to be so, and what can be changed about it?

Shows one item, several, or, in the past with nothing selected, the decision that is shown. Every
value is edited in its place; each edit is one decision.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut

from gui.models.properties.levels import level_rows
from gui.models.properties.properties import properties_of
from gui.models.properties.property import Property
from gui.models.properties.purpose import SKIPPED
from gui.models.story import StoryIndex
from gui.models.track_record import forecast_row
from gui.models.words import (
    driver_word,
    family_of,
    items_text,
    key_of,
    quadrant_tag,
    whole_days_text,
)
from gui.selection import Selection
from gui.session import Session, Shown
from gui.theme import ThemeSource
from gui.views.decision_panel import add_decision
from gui.views.double_win import DoubleWinPrompt, is_asked
from gui.views.inspector.item_story import ItemStory
from gui.views.inspector.property_grid import PropertyGrid
from gui.views.inspector.title_edit import TitleEdit
from gui.views.item_actions import ItemActions
from gui.views.item_edits import ItemEdits
from gui.views.outlook import OutlookSource
from gui.widgets.buttons import Button
from gui.widgets.inspector_panel import InspectorPanel
from roadmap.analysis.estimates.effort import effort_days
from roadmap.errors import NotFound
from roadmap.state import Item

_FIRST_ROWS = 12
_REST_MS = 40
_PLANNED = ("planned", "latest_start", "forecast")
_SCHEMES = ("http", "https", "mailto")


class InspectorView(InspectorPanel):
    """The panel at the right.

    Signals:
        story_requested(str): The whole story of this item is wanted, large.
        page_requested(str): Another page is wanted: that of a level which the item protects.
        try_requested(str, object): What is to be tried in What-if, and with which items.
    """

    story_requested = Signal(str)
    page_requested = Signal(str)
    try_requested = Signal(str, object)

    def __init__(self, session: Session, themes: ThemeSource, selection: Selection) -> None:
        super().__init__(themes)
        self._session, self._source, self._selection = session, themes, selection
        self._index = StoryIndex(session, self)
        self._story = ItemStory(session, self._index)
        self._everything = False
        self._whole_story = False
        self._shown_ids: tuple[str, ...] = ()
        self._properties: PropertyGrid | None = None
        self._title: TitleEdit | None = None
        self._actions: ItemActions | None = None
        self._question: DoubleWinPrompt | None = None
        self._edits = ItemEdits(session)
        self._outlook = OutlookSource(session, self)
        self._stale = False
        self._refocus: str | None = None
        # Many decisions a second pass by while somebody scrubs: the panel waits for a rest.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._rebuild)
        # What was just selected shows its properties first: the story comes with the next frame.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._build_story)
        session.shown.connect(self._on_shown)
        self._index.grown.connect(self._on_grown)
        self._outlook.planned.connect(self._on_planned)
        selection.changed.connect(self._on_selection_changed)
        self.link_activated.connect(self._on_link_activated)
        rename = QShortcut(QKeySequence("F2"), self)
        rename.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        rename.activated.connect(self._on_rename)
        self._rebuild()

    @property
    def story(self) -> ItemStory:
        """The stories of items, as far as the history was read."""
        return self._story

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """The items in view; empty where a decision or nothing is shown."""
        return self._shown_ids

    def edit(self, key: str) -> None:
        """Opens the editor of a property ("title" too)."""
        if key == "title" and self._title is not None:
            self._title.edit()
        elif self._properties is not None:
            self._properties.edit(key)

    # -- when to build ----------------------------------------------------------------------------

    def _on_shown(self, shown: Shown) -> None:
        if self._is_typing():
            self._stale = True  # never under somebody's hands; the edit itself shows what is new
        else:
            self._rest.start(0 if shown.animate else _REST_MS)

    def _on_grown(self) -> None:
        if self._shown_ids and not self._is_typing():
            self._rest.start(0)

    def _on_selection_changed(self) -> None:
        self._whole_story = False
        self._rest.start(0)

    def _on_editing_ended(self) -> None:
        if self._stale:
            self._rest.start(0)

    def _on_planned(self) -> None:
        """Shows another plan in the rows that are there; builds anew where rows come or go."""
        item = self._session.state.items.get(self._selection.current or "")
        if self._properties is None or item is None or self._shown_ids != (item.id,):
            return
        rows = self._outlook.rows(item)
        shown = {key for key in self._properties.shown_keys() if key in _PLANNED}
        if shown == {row.key for row in rows}:
            for row in rows:
                self._properties.show_runs(row)
        elif self._is_typing():
            self._stale = True
        else:
            self._rest.start(0)

    def _is_typing(self) -> bool:
        forms = (self._title, self._properties, self._actions, self._question)
        return any(form is not None and form.is_editing for form in forms)

    def _rebuild(self) -> None:
        scroll = self.scroll_position()
        self._finish_editing()
        focused = self._refocus
        if self._properties is not None:
            focused = self._properties.focus_key() or focused
        before, self._stale = self._shown_ids, False
        state = self._session.state
        found = [state.items.get(key) for key in self._selection.ids]
        items = [item for item in found if item is not None]
        self._shown_ids = tuple(item.id for item in items)
        self._edits.see(self._shown_ids)
        self._properties = self._title = self._actions = self._question = None
        self._later.stop()
        self.clear()
        if len(items) == 1:
            self._build_item(items[0])
            if self._shown_ids == before:
                self._build_story()
            else:
                self._later.start(0)
        elif items:
            self._build_several(items)
        elif not self._session.at_now and self._session.index >= 0:
            add_decision(self, self._session, self._source)
        else:
            self._build_nothing()
        if self._shown_ids == before:
            self.set_scroll_position(scroll)
            self._focus_again(focused)

    def _finish_editing(self) -> None:
        """Something else is to be shown: what was being typed is saved, or why not is told."""
        wrong = None if self._properties is None else self._properties.finish()
        if wrong is not None:
            self._session.refused.emit(wrong)

    def _focus_again(self, key: str | None) -> None:
        """Once the new parts show themselves: with the next turn of the event loop."""
        self._refocus = key
        if key is not None:
            QTimer.singleShot(0, self, self._on_refocus)

    def _on_refocus(self) -> None:
        key, self._refocus = self._refocus, None
        if key is not None and self._properties is not None:
            self._properties.focus_value(key)

    # -- what is built ----------------------------------------------------------------------------

    def _build_nothing(self) -> None:
        self.add_section(self.tr("Details"))
        self.add_text(self.tr("Select an item to see its properties and every decision about it."))

    def _build_item(self, item: Item) -> None:
        icon = driver_word(item.driver).icon if item.driver is not None else None
        tag, family = quadrant_tag(item.quadrant), family_of(item.quadrant)
        self.add_heading(tag, family, icon=icon, reference=key_of(item))
        editable = self._session.read_only is None
        self._title = TitleEdit(self._source, item.title, editable=editable)
        self._title.edited.connect(lambda text: self._edits.record("title", text))
        self._title.editing_ended.connect(self._on_editing_ended)
        self.body.addWidget(self._title)
        self.body.addSpacing(10)
        self._add_properties([item])
        self.body.addSpacing(6)
        if editable:
            self._add_question(item)
            actions = ItemActions(self._source, self._session, item, self._more_button())
            actions.editing_began.connect(self.bring_into_view)
            actions.editing_ended.connect(self._on_editing_ended)
            actions.try_requested.connect(self.try_requested)
            self._actions = actions
            self.body.addWidget(actions)
            self.body.addSpacing(12)
        self.add_line()

    def _build_several(self, items: Sequence[Item]) -> None:
        roadmap = self._session.state.roadmap
        effort = sum(effort_days(item, roadmap).days for item in items if item.is_open)
        self.add_heading(self.tr("selected"), "accent")
        self.add_title(f"{items_text(len(items))}, {whole_days_text(effort)}")
        self._add_properties(items)
        if self._session.read_only is None:
            self.add_buttons(self._more_button())
            self.add_text(self.tr("A value set here holds for all of them, as one decision."))

    def _add_properties(self, items: Sequence[Item]) -> None:
        session = self._session
        everything = self._everything and session.read_only is None
        computed = self._computed(items[0]) if len(items) == 1 else ()
        rows = properties_of(
            *(items, session.state, session.today), everything=everything, computed=computed
        )
        grid = PropertyGrid(
            *(self._source, rows, self._edits.commit if session.read_only is None else None),
            find=self._edits.find,
            title_of=self._edits.title_of,
            new_names=self._edits.new_names,
        )
        grid.link_requested.connect(self._on_link_requested)
        grid.editing_began.connect(self.bring_into_view)
        grid.editing_ended.connect(self._on_editing_ended)
        self._properties = grid
        self.body.addWidget(grid)
        self.body.addSpacing(6)

    def _computed(self, item: Item) -> tuple[Property, ...]:
        """The rows that are no field of the item: plan, levels it protects, what was forecast."""
        then = forecast_row(item, self._session.state, at_now=self._session.at_now)
        levels = level_rows(item, self._session.state, self._session.today)
        return (*self._outlook.rows(item), *levels, *filter(None, (then,)))

    def _more_button(self) -> Button:
        text = self.tr("Fewer properties") if self._everything else self.tr("All properties")
        icon = "chevron-up" if self._everything else "chevron-down"
        more = Button(self._source, text, kind="quiet", icon=icon, small=True)
        more.clicked.connect(self._on_more_clicked)
        return more

    def _build_story(self) -> None:
        (item,) = self._shown_ids
        decisions = self._story.decisions(item)[::-1]
        count = len(decisions)
        note = self.tr("1 decision") if count == 1 else self.tr("{n} decisions").format(n=count)
        if not self._index.is_complete:
            note = self.tr("reading the history")
        self.add_section(self.tr("Story"), note)
        shown = decisions if self._whole_story else decisions[:_FIRST_ROWS]
        self.add_story(self._story.rows(item, shown))
        if count:
            large = Button(
                self._source, self.tr("Read large"), kind="quiet", icon="maximize", small=True
            )
            large.clicked.connect(lambda: self.story_requested.emit(item))
            self.body.addSpacing(8)
            self.add_buttons(large)
        if len(shown) < count:
            text = self.tr("{n} more").format(n=count - len(shown))
            earlier = Button(self._source, text, kind="quiet", small=True)
            earlier.clicked.connect(self._on_earlier_clicked)
            self.body.addSpacing(8)
            self.add_buttons(earlier)

    # -- gestures ---------------------------------------------------------------------------------

    def _add_question(self, item: Item) -> None:
        if not is_asked(item, self._session.settings):
            return
        self._question = prompt = DoubleWinPrompt(self._source)
        prompt.saved.connect(self._on_answered)
        prompt.skipped.connect(lambda: self._on_answered(SKIPPED))
        self.body.addWidget(prompt)
        self.body.addSpacing(10)

    def _on_answered(self, answer: str) -> None:
        self._question = None
        self._edits.record("double_win_answer", answer)

    def _on_rename(self) -> None:
        focused = None if self._properties is None else self._properties.focus_key()
        self.edit(focused or "title")

    def _on_more_clicked(self) -> None:
        self._everything = not self._everything
        self._rebuild()

    def _on_earlier_clicked(self) -> None:
        self._whole_story = True
        self._rebuild()

    def _on_link_requested(self, address: str) -> None:
        kind, _, page = address.partition(":")
        if kind == "page":
            self.page_requested.emit(page)
        else:
            _open_link(address)

    def _on_link_activated(self, link: str) -> None:
        kind, _, key = link.partition(":")
        if kind == "item":
            self._selection.select((key,))
            return
        try:
            self._session.go_to(self._session.index_of(link))
        except NotFound as missing:
            self._session.refused.emit(str(missing))


def _open_link(address: str) -> None:
    """Opens an address in the system's own program; other schemes than these are never opened."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if url.isValid() and url.scheme() in _SCHEMES:
        QDesktopServices.openUrl(url)
