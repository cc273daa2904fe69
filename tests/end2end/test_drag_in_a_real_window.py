"""A card dragged with a real pointer in a real window, its reason, its history, and undo."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.theme import apply
from gui.views.grid.page import GridPage
from gui.window.window import MainWindow
from roadmap.commands.items import AddItem
from roadmap.service import Roadmap, utc_now
from roadmap.values import Author, Driver, Estimate, Forcing, Horizon, Quadrant

pytestmark = pytest.mark.window

MAYA = Author(id="maya", name="Maya Okafor")
KEY, OTHER = "AAAAAAAAAA", "BBBBBBBBBB"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.roadmap"
    roadmap = Roadmap.create(path, {"name": "Harbour"}, by=MAYA, at=utc_now())
    urgent = AddItem(
        item=KEY,
        fields={
            "title": "Rotate TLS certificates",
            "forcing": Forcing.FORCED,
            "horizon": Horizon.SHORT_TERM,
            "driver": Driver.END_OF_LIFE,
            "estimate": Estimate(3.0),
        },
    )
    chosen = AddItem(
        item=OTHER,
        fields={
            "title": "Self-service DNS",
            "forcing": Forcing.DISCRETIONARY,
            "horizon": Horizon.SHORT_TERM,
        },
    )
    roadmap.execute([urgent, chosen], by=MAYA, at=utc_now())
    roadmap.close()
    return path


@pytest.fixture
def window(path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    themes = apply(qapp, "light", still=True)
    window = MainWindow(themes)
    window.begin(Session(Roadmap.open(path), MAYA))
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    qtbot.wait(300)
    yield window
    window.close()
    qapp.setStyleSheet("")


def pointer(qtbot: QtBot, *words: str) -> None:
    """Move the real pointer; the window goes on meanwhile."""
    process = subprocess.Popen(["xdotool", *words])
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=10_000)
    assert process.returncode == 0


def drag(qtbot: QtBot, start: QPoint, end: QPoint) -> None:
    """Press at `start`, move in steps as a hand does, release at `end`."""
    words = ["mousemove", str(start.x()), str(start.y()), "sleep", "0.1", "mousedown", "1"]
    for step in range(1, 13):
        at = start + (end - start) * step / 12
        words += ["sleep", "0.03", "mousemove", str(at.x()), str(at.y())]
    pointer(qtbot, *words, "sleep", "0.2", "mouseup", "1")


def history(path: Path) -> list[dict[str, Any]]:
    program = "from roadmap.cli import main; main()"
    command = [sys.executable, "-c", program, "history", str(path), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    decisions: list[dict[str, Any]] = json.loads(ran.stdout)["decisions"]
    return decisions


def test_a_card_is_dragged_its_reason_asked_in_place_and_undone(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    page = window.findChild(GridPage)
    assert page is not None
    session = window.session
    before = session.live
    source = page.panels[Quadrant.FORCED_SHORT_TERM].list
    target = page.panels[Quadrant.DISCRETIONARY_SHORT_TERM].list
    rect = source.card_rect(KEY)
    assert rect is not None
    start = source.viewport().mapToGlobal(rect.center())
    end = target.viewport().mapToGlobal(QPoint(target.viewport().width() // 2, 90))
    drag(qtbot, start, end)
    in_place = Quadrant.DISCRETIONARY_SHORT_TERM
    qtbot.waitUntil(lambda: session.live.items[KEY].quadrant is in_place, timeout=5000)

    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit), timeout=3000)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert _is_inside(field, page.panels[in_place])
    subprocess.run(["xdotool", "type", "--delay", "15", "No longer ends this year"], check=True)
    qtbot.waitUntil(lambda: field.text() == "No longer ends this year", timeout=5000)
    subprocess.run(["xdotool", "key", "Return"], check=True)
    qtbot.waitUntil(lambda: session.count == 4 and session.pending == 0, timeout=5000)

    decision = history(path)[2]
    assert decision["events"][0]["kind"] == "item_reclassified"
    assert decision["why"] == "No longer ends this year"

    session.undo(decision["id"])
    qtbot.waitUntil(lambda: session.count == 5 and session.pending == 0, timeout=5000)
    assert session.live.items[KEY] == before.items[KEY]


def _is_inside(widget: QWidget | None, outer: QWidget) -> bool:
    while widget is not None and widget is not outer:
        widget = widget.parentWidget()
    return widget is outer
