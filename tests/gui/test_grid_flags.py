"""Do cards on the grid carry what the plan warns of: no headroom, the cart before the horse?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.models.grid.flags import flag_notes, may_be_flagged
from gui.paint.card import CardFace
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.grid.page import GridPage
from gui.widgets.card_list_view import CARD_ROLE
from roadmap.commands import Command
from roadmap.values import Quadrant
from tests.gui.views.conftest import Opener, open_session, put, selection, themes  # noqa: F401
from tests.gui.views.harbour import BUS, CACHE, TODAY
from tests.gui.window.conftest import command

TEAM: tuple[Command, ...] = (
    command("edit_roadmap", sprint_start="2026-11-16"),
    command("add_person", name="Ada"),
)
LOAD = [{"capability": "Ingest", "amount": 20}]
SHORT: tuple[Command, ...] = (
    *TEAM,
    command("add_capability", name="Ingest", unit="TB", capacity=100, load=90),
    command("edit_item", item=BUS, may_span=True, added_load=LOAD),
)


def card(page: GridPage, key: str, quadrant: Quadrant) -> CardFace:
    cards = page.panels[quadrant].list.cards
    row = cards.row_of(key)
    assert row is not None
    face = cards.index(row).data(CARD_ROLE)
    assert isinstance(face, CardFace)
    return face


def test_a_launch_that_uses_up_the_headroom_says_so_on_its_card_until_it_does_not(
    open_session: Opener,  # noqa: F811
    themes: ThemeSource,  # noqa: F811
    selection: Selection,  # noqa: F811
    put: Callable[[QWidget], QWidget],  # noqa: F811
    qtbot: QtBot,
) -> None:
    session = open_session(*SHORT)
    page = GridPage(session, themes, selection)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    bets = page.panels[Quadrant.DISCRETIONARY_LONG_TERM].list.cards
    tester = QAbstractItemModelTester(bets, fatal)
    put(page)
    qtbot.waitUntil(lambda: BUS in page._flags.notes)
    face = card(page, BUS, Quadrant.DISCRETIONARY_LONG_TERM)
    assert face.meta.startswith("no headroom · sprint ")
    assert (face.meta_tone, face.icon) == ("warn", "gauge")
    assert "Ingest is 10 TB short" in face.tooltip
    assert "Extend its capacity first" in face.tooltip
    assert "no headroom" in face.spoken
    session.execute([command("edit_capability", capability="Ingest", capacity=200)])
    qtbot.waitUntil(lambda: not page._flags.notes)
    assert card(page, BUS, Quadrant.DISCRETIONARY_LONG_TERM).meta_tone == "muted"
    assert tester.model() is bets


def test_an_innovation_begun_before_what_it_needs_is_marked(open_session: Opener) -> None:  # noqa: F811
    session: Session = open_session(
        *TEAM,
        command("edit_item", item=CACHE, kind="innovation", prerequisites=[BUS]),
        command("start_item", item=CACHE),
    )
    assert may_be_flagged(session.state)
    notes = flag_notes(session.state, TODAY, 26)
    assert notes[CACHE].words == "cart before the horse"
    assert "is under way before “Event bus” is done" in notes[CACHE].whole


def test_without_capabilities_and_innovations_no_plan_is_made(open_session: Opener) -> None:  # noqa: F811
    assert not may_be_flagged(open_session(*TEAM).state)
