"""Which pages does a window have, and what may the window ask of one?

A page is built as ``Page(session, themes, selection)`` and reacts to ``session.shown`` itself. The
window knows pages only by the names below; whatever of the optional parts a page has, is used.

The window opens on ``OPENS``, or on the grid while that has nothing to say. Every page's module is
loaded when the page is first opened: the navigation stands before any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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

    ``details`` says when the inspector stands beside it: a page without needs the whole width.
    ``when`` is the ``Part`` of a roadmap that it is about, by its word (the module that says which
    are in use comes after the first frame): until that is used, the page comes into the
    navigation only once it was opened, from the palette, by its key or from the Overview.
    """

    page_id: str
    make: PageMaker
    nav: NavItem | None = None
    details: Literal["always", "selected", "never"] = "always"
    when: Literal["dates", "levels", "users", "people"] | None = None


def _overview(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.overview.page import OverviewPage  # noqa: PLC0415

    return OverviewPage(session, themes, selection)


def _grid(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.grid.page import GridPage  # noqa: PLC0415

    return GridPage(session, themes, selection)


def _sort(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.sort.page import SortPage  # noqa: PLC0415

    return SortPage(session, themes, selection)


def _backlog(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.backlog.page import BacklogPage  # noqa: PLC0415

    return BacklogPage(session, themes, selection)


def _sprints(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.sprints.page import SprintsPage  # noqa: PLC0415

    return SprintsPage(session, themes, selection)


def _timeline(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.timeline.page import TimelinePage  # noqa: PLC0415

    return TimelinePage(session, themes, selection)


def _decisions(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.decisions.page import DecisionsPage  # noqa: PLC0415

    return DecisionsPage(session, themes, selection)


def _whatif(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.whatif.page import WhatifPage  # noqa: PLC0415

    return WhatifPage(session, themes, selection)


def _principles(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.principles.page import PrinciplesPage  # noqa: PLC0415

    return PrinciplesPage(session, themes, selection)


def _users(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.users.page import UsersPage  # noqa: PLC0415

    return UsersPage(session, themes, selection)


def _people(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.people.page import PeoplePage  # noqa: PLC0415

    return PeoplePage(session, themes, selection)


def _interruptions(session: Session, themes: ThemeSource, selection: Selection) -> QWidget:
    from gui.views.interruptions.page import InterruptionsPage  # noqa: PLC0415

    return InterruptionsPage(session, themes, selection)


PAGES: tuple[PageKind, ...] = (
    PageKind(
        "overview",
        _overview,
        NavItem("overview", "Overview", "layout-dashboard"),
        details="selected",
    ),
    PageKind("grid", _grid, NavItem("grid", "Grid", "grid-2x2", "Plan")),
    PageKind("sort", _sort, details="never"),
    PageKind("backlog", _backlog, NavItem("backlog", "Backlog", "list-ordered", "Plan")),
    PageKind(
        "sprints",
        _sprints,
        NavItem("sprints", "Sprints", "columns-3", "Plan"),
        details="never",
    ),
    PageKind(
        "timeline",
        _timeline,
        NavItem("timeline", "Timeline", "chart-no-axes-gantt", "Plan"),
        details="selected",
        when="dates",
    ),
    PageKind(
        "what-if",
        _whatif,
        NavItem("what-if", "What-if", "git-branch", "Decide"),
        details="never",
    ),
    PageKind(
        "decisions",
        _decisions,
        NavItem("decisions", "Decisions", "history", "Decide"),
        details="selected",
    ),
    PageKind(
        "principles",
        _principles,
        NavItem("principles", "Principles", "shield-check", "Foundation"),
        details="never",
        when="levels",
    ),
    PageKind(
        "users",
        _users,
        NavItem("users", "Users", "message-circle", "Foundation"),
        details="selected",
        when="users",
    ),
    PageKind(
        "people",
        _people,
        NavItem("people", "People", "users", "Foundation"),
        details="never",
        when="people",
    ),
    PageKind("interruptions", _interruptions, details="never"),
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
