"""Does the window ask why an innovation starts although something below it is not in order (A1)?"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gui.widgets.reason_prompt import ReasonPrompt
from gui.window.window import MainWindow
from tests.gui.window.conftest import command, idle, item_id

BREACHED = (
    command("add_measure", preset="availability", level=99.9),
    command("log_measurements", measure="Availability", value=98, day="2026-01-06"),
)


def asking(window: MainWindow) -> ReasonPrompt | None:
    """Return the prompt in view: the window's, or the one of the page, in place."""
    found = window.findChildren(ReasonPrompt)
    return next((prompt for prompt in found if prompt.isVisible()), None)


def test_an_innovation_over_a_breach_is_started_with_its_reason_asked(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.open_page("backlog")
    session, key = window.session, item_id("Service template")
    session.execute([*BREACHED, command("edit_item", item=key, kind="innovation")])
    assert asking(window) is None
    session.execute([command("start_item", item=key)])
    prompt = asking(window)
    assert prompt is not None
    assert prompt.question.startswith(
        "Why does “Service template” start although Availability is breached"
    )
    field = prompt.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "The launch cannot wait")
    QTest.keyClick(field, Qt.Key.Key_Return)
    idle(qtbot, session)
    assert "The launch cannot wait" in [told.why for told in session.history()]
    assert session.live.items[key].status.value == "in_progress"


def test_a_foundation_item_starts_without_a_question(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("backlog")
    session, key = window.session, item_id("Service template")
    session.execute([*BREACHED, command("edit_item", item=key, kind="foundation")])
    session.execute([command("start_item", item=key)])
    assert asking(window) is None
    idle(qtbot, session)


def test_a_failing_check_up_counts_as_well(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("backlog")
    session, key = window.session, item_id("Service template")
    session.execute(
        [
            command("add_component", name="Edge"),
            command("add_checkup", name="Load test", component="Edge"),
            command("edit_item", item=key, kind="innovation", component="Edge"),
        ]
    )
    session.execute([command("do_checkup", checkup="Load test", outcome="failing")])
    session.execute([command("start_item", item=key)])
    prompt = asking(window)
    assert prompt is not None
    assert "“Load test” was failing" in prompt.question
    idle(qtbot, session)
