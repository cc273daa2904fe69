"""Does an item lead back to the level that it protects?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.selection import Selection
from gui.theme import ThemeSource
from gui.views.inspector.inspector import InspectorView
from gui.widgets.link_label import LinkLabel
from tests.gui.views.conftest import Opener
from tests.gui.views.harbour import BUS, CACHE
from tests.gui.views.levelled import API, LEVELS


@pytest.fixture
def view(
    open_session: Opener,
    themes: ThemeSource,
    selection: Selection,
    put: Callable[[QWidget], QWidget],
) -> InspectorView:
    view = InspectorView(open_session(*LEVELS), themes, selection)
    put(view)
    return view


def levels(view: InspectorView) -> list[LinkLabel]:
    found = view.findChildren(LinkLabel)
    return [label for label in found if label.accessibleName().startswith("Level: ")]


def test_an_item_says_how_its_level_stands_and_leads_there(
    view: InspectorView, selection: Selection, qtbot: QtBot
) -> None:
    selection.select((CACHE,))
    qtbot.waitUntil(lambda: view.shown_ids == (CACHE,) and bool(levels(view)), timeout=10_000)
    (label,) = levels(view)
    assert label.accessibleName() == (
        "Level: API answers at peak, breached since 13 Nov, 262 ms now"
    )
    with qtbot.waitSignal(view.page_requested) as asked:
        label.activated.emit(f"level {API}")
    assert asked.args == [f"principles#{API}"]


def test_an_item_that_protects_nothing_has_no_such_row(
    view: InspectorView, selection: Selection, qtbot: QtBot
) -> None:
    selection.select((BUS,))
    qtbot.waitUntil(lambda: view.shown_ids == (BUS,), timeout=10_000)
    assert levels(view) == []
