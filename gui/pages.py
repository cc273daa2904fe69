"""Which pages does a window have, and what may the window ask of one?

A page is built as ``Page(session, themes, selection)`` and reacts to ``session.shown`` itself. The
window knows pages only by the names below; whatever of the optional parts a page has, is used.

The window opens on ``OPENS``, or on the grid while that has nothing to say. Every page's module is
loaded when the page is first opened: the navigation stands before any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast, runtime_checkable

from gui.widgets.nav_bar import NavItem

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from gui.selection import Selection
    from gui.session import ReasonWanted, Session
    from gui.theme import ThemeSource
    from roadmap.state import State

    PageMaker = Callable[[Session, ThemeSource, Selection], QWidget]

OPENS = "overview"
_FEW = 3  # items below which nothing can be said of where one stands


@runtime_checkable
class TakesReasons(Protocol):
    """A page that asks for a reason in place, in the quadrant or column where a card landed."""

    def claim_reason(self, wanted: ReasonWanted) -> bool:
        """Shows the question and returns True, or returns False: the window asks instead."""
        ...


@runtime_checkable
class CanFind(Protocol):
    """A page that has a field to search within it (Ctrl+F, /)."""

    def find_in_page(self) -> None:
        """Puts the focus into its search field."""
        ...


@runtime_checkable
class AddsItems(Protocol):
    """A page that adds an item in place."""

    def add_item(self) -> None:
        """Opens its form for a new item."""
        ...


@runtime_checkable
class TakesEmergencies(Protocol):
    """A page that captures an emergency in place (E)."""

    def capture_emergency(self) -> None:
        """Opens its form for an emergency."""
        ...


@runtime_checkable
class OpensPages(Protocol):
    """A page with a way to another one: its signal carries the other page's id."""

    page_requested: SignalInstance


@runtime_checkable
class OpensActions(Protocol):
    """A page with a way to an action of the window ("import"): its signal carries the id."""

    action_requested: SignalInstance


@runtime_checkable
class ShowsParts(Protocol):
    """A page that can be opened at one of its parts: "principles#<id of a measure>"."""

    def show_part(self, part: str) -> None:
        """Shows the part; another than it has changes nothing."""
        ...


@runtime_checkable
class SendsTrials(Protocol):
    """A part whose items can be tried in What-if: its signal carries what, and their ids."""

    try_requested: SignalInstance


@runtime_checkable
class TakesTrials(Protocol):
    """A page that tries something with items of another one."""

    def try_out(self, kind: str, ids: Sequence[str]) -> None:
        """Begins a scenario about them."""
        ...


@runtime_checkable
class ListsKeys(Protocol):
    """A page with keys of its own, for the sheet of keys: (keys, what they do)."""

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of the page."""
        ...


@dataclass(frozen=True, slots=True)
class PageKind:
    """One page: its id, its place in the navigation (None: reached from another page).

    ``built_by`` is its class, "module:Class", loaded when the page is made, not before.
    ``details`` says when the inspector stands beside it: a page without needs the whole width.
    ``when`` is the ``Part`` of a roadmap that it is about, by its word (the module that says which
    are in use comes after the first frame): until that is used, the page comes into the
    navigation only once it was opened, from the palette, by its key or from the Overview.
    """

    page_id: str
    built_by: str
    nav: NavItem | None = None
    details: Literal["always", "selected", "never"] = "always"
    when: Literal["dates", "levels", "users", "people"] | None = None

    def make(self, session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
        """Builds the page."""
        module, name = self.built_by.split(":")
        page = cast("PageMaker", getattr(import_module(module), name))
        return page(session, themes, selection)


PAGES: tuple[PageKind, ...] = (
    PageKind(
        "overview",
        "gui.views.overview.page:OverviewPage",
        NavItem("overview", "Overview", "layout-dashboard"),
        details="selected",
    ),
    PageKind("grid", "gui.views.grid.page:GridPage", NavItem("grid", "Grid", "grid-2x2", "Plan")),
    PageKind("sort", "gui.views.sort.page:SortPage", details="never"),
    PageKind(
        "backlog",
        "gui.views.backlog.page:BacklogPage",
        NavItem("backlog", "Backlog", "list-ordered", "Plan"),
    ),
    PageKind(
        "sprints",
        "gui.views.sprints.page:SprintsPage",
        NavItem("sprints", "Sprints", "columns-3", "Plan"),
        details="never",
    ),
    PageKind(
        "timeline",
        "gui.views.timeline.page:TimelinePage",
        NavItem("timeline", "Timeline", "chart-no-axes-gantt", "Plan"),
        details="selected",
        when="dates",
    ),
    PageKind(
        "what-if",
        "gui.views.whatif.page:WhatifPage",
        NavItem("what-if", "What-if", "git-branch", "Decide"),
        details="never",
    ),
    PageKind(
        "decisions",
        "gui.views.decisions.page:DecisionsPage",
        NavItem("decisions", "Decisions", "history", "Decide"),
        details="selected",
    ),
    PageKind(
        "principles",
        "gui.views.principles.page:PrinciplesPage",
        NavItem("principles", "Principles", "shield-check", "Foundation"),
        details="never",
        when="levels",
    ),
    PageKind(
        "users",
        "gui.views.users.page:UsersPage",
        NavItem("users", "Users", "message-circle", "Foundation"),
        details="selected",
        when="users",
    ),
    PageKind(
        "people",
        "gui.views.people.page:PeoplePage",
        NavItem("people", "People", "users", "Foundation"),
        details="never",
        when="people",
    ),
    PageKind("interruptions", "gui.views.interruptions.page:InterruptionsPage", details="never"),
)


def says_something(state: State) -> bool:
    """Return whether the overview has something to say of a roadmap."""
    told = (state.sprints, state.asks, state.answers, state.goals)
    return len(state.items) >= _FEW or any(len(table) for table in told)


def opening(state: State) -> str:
    """Return the id of the page on which a window opens."""
    return OPENS if says_something(state) else "grid"


def title_of(page: QWidget) -> str:
    """Return the page's title as people read it."""
    return cast("str", getattr(page, "title", ""))
