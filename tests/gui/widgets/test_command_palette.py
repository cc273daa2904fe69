"""Does the palette find, run and give the focus back?"""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import ThemeSource
from gui.widgets.command_palette import CommandPalette, PaletteEntry
from gui.widgets.fuzzy import fuzzy_score


@pytest.fixture
def actions(window: QWidget) -> list[QAction]:
    found = [QAction(text, window) for text in ("&Undo", "Import a backlog", "Add an item")]
    found[0].setShortcut("Ctrl+Z")
    found[2].setEnabled(False)
    found[2].setStatusTip("The past is read-only.")
    return found


@pytest.fixture
def palette(themes: ThemeSource, window: QWidget, actions: list[QAction]) -> CommandPalette:
    def results(text: str) -> Iterator[Sequence[PaletteEntry]]:
        yield []
        yield [PaletteEntry(f"Item {text}", key="RM-1", group="Item")]

    found = CommandPalette(themes, window, results=results)
    found.set_actions(actions)
    return found


def titles(palette: CommandPalette) -> list[str]:
    return [entry.title for entry in palette.entries]


def test_it_lists_all_actions_with_their_keys_at_first(palette: CommandPalette) -> None:
    palette.open_now()
    assert titles(palette) == ["Undo", "Import a backlog", "Add an item"]
    assert palette.entries[0].keys == "Ctrl Z"


def test_typing_narrows_and_adds_results(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.open_now()
    QTest.keyClicks(palette.input, "ib")
    assert titles(palette) == ["Import a backlog"]
    qtbot.waitUntil(lambda: titles(palette) == ["Import a backlog", "Item ib"])


def test_letters_never_wait_for_results_and_only_the_newest_text_is_answered(
    qtbot: QtBot, themes: ThemeSource, window: QWidget
) -> None:
    asked: list[str] = []
    ended: list[str] = []

    def results(text: str) -> Iterator[Sequence[PaletteEntry]]:
        for _ in range(20):
            asked.append(text)
            yield []
        ended.append(text)
        yield [PaletteEntry(f"Item {text}", key=text)]

    palette = CommandPalette(themes, window, results=results)
    palette.open_now()
    QTest.keyClicks(palette.input, "fir")
    assert asked == []
    assert titles(palette) == ["Searching"]
    qtbot.waitUntil(lambda: asked != [])
    QTest.keyClicks(palette.input, "e")
    qtbot.waitUntil(lambda: titles(palette) == ["Item fire"])
    assert ended[-1] == "fire"
    QTest.keyClicks(palette.input, "s")
    assert titles(palette) == ["Item fire"]  # no gap before the next answer
    with qtbot.waitSignal(palette.entry_chosen) as caught:
        QTest.keyClick(palette.input, Qt.Key.Key_Return)
    assert caught.args == ["fires"]
    assert not palette.is_searching


def test_return_runs_the_marked_action_and_closes(
    qtbot: QtBot, palette: CommandPalette, actions: list[QAction]
) -> None:
    palette.open_now()
    QTest.keyClick(palette.input, Qt.Key.Key_Down)
    with qtbot.waitSignals([actions[1].triggered, palette.closed]):
        QTest.keyClick(palette.input, Qt.Key.Key_Return)
    assert palette.isHidden()


def test_a_disabled_action_says_why_and_does_not_run(
    qtbot: QtBot, palette: CommandPalette, actions: list[QAction]
) -> None:
    palette.open_now("add")
    assert palette.entries[0].detail == "The past is read-only."
    with qtbot.assertNotEmitted(actions[2].triggered):
        QTest.keyClick(palette.input, Qt.Key.Key_Return)


def test_a_result_is_told_by_its_key(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.open_now("zzz")
    with qtbot.waitSignal(palette.entry_chosen) as caught:
        QTest.keyClick(palette.input, Qt.Key.Key_Return)
    assert caught.args == ["RM-1"]


def test_escape_closes_and_the_focus_returns(
    qtbot: QtBot, window: QWidget, palette: CommandPalette
) -> None:
    before = QLineEdit(window)
    before.show()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    palette.open_now("undo")
    QTest.keyClick(palette.input, Qt.Key.Key_Escape)
    assert palette.isHidden()
    qtbot.waitUntil(before.hasFocus)


def test_nothing_found_is_said(qtbot: QtBot, themes: ThemeSource, window: QWidget) -> None:
    palette = CommandPalette(themes, window)
    palette.open_now("xyz")
    assert titles(palette) == ["Nothing matches"]
    QTest.keyClick(palette.input, Qt.Key.Key_Return)
    assert not palette.isHidden()


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("", "Undo", True),
        ("und", "Undo", True),
        ("ib", "Import a backlog", True),
        ("backlog import", "Import a backlog", True),
        ("bi", "Import", False),
        ("undoo", "Undo", False),
    ],
)
def test_fuzzy_matches(pattern: str, text: str, matches: bool) -> None:
    assert (fuzzy_score(pattern, text) is not None) == matches


def test_word_starts_and_whole_parts_rank_higher() -> None:
    def score(pattern: str, text: str) -> int:
        found = fuzzy_score(pattern, text)
        assert found is not None
        return found

    assert score("grid", "Go to the grid") > score("grid", "Going round in days")
    assert score("un", "Undo") > score("un", "Show unsorted") > score("un", "Use another name")
