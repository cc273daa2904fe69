"""Does a filter chip offer, choose and show?"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import ThemeSource
from gui.widgets.chip import Chip, ChipOption

OPTIONS = (ChipOption("", "All"), ChipOption("edge", "Edge & DNS"), ChipOption("db", "Databases"))


@pytest.fixture
def chip(themes: ThemeSource, window: QWidget) -> Chip:
    found = Chip(themes, "Team", OPTIONS, parent=window)
    found.show()
    return found


def opened(qtbot: QtBot, chip: Chip) -> QMenu:
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    menu = chip.menu_now
    assert menu is not None
    return menu


def test_it_says_its_label_and_value(chip: Chip) -> None:
    assert chip.accessibleName() == "Team All"
    assert not chip.face.active


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_menu_choice_is_told_and_shown(qtbot: QtBot, chip: Chip) -> None:
    menu = opened(qtbot, chip)
    assert [action.text() for action in menu.actions()] == ["All", "Edge && DNS", "Databases"]
    with qtbot.waitSignal(chip.chosen) as caught:
        menu.actions()[1].trigger()
    menu.close()
    assert caught.args == ["edge"]
    assert chip.accessibleName() == "Team Edge & DNS"
    assert chip.face.active


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_chosen_option_is_checked_in_the_menu(qtbot: QtBot, chip: Chip) -> None:
    chip.set_value("db")
    menu = opened(qtbot, chip)
    assert [action.isChecked() for action in menu.actions()] == [False, False, True]
    menu.close()


def test_an_option_that_went_away_falls_back_to_all(chip: Chip) -> None:
    chip.set_value("db")
    chip.set_options(OPTIONS[:2])
    assert chip.value == ""


def test_the_neutral_option_need_not_be_the_first(themes: ThemeSource, window: QWidget) -> None:
    options = (ChipOption("0.5", "0.5x"), ChipOption("1", "1x"))
    chip = Chip(themes, "Speed", options, neutral="1", parent=window)
    assert chip.value == "1"
    assert not chip.face.active


def test_where_the_room_is_short_only_a_chosen_value_keeps_its_word(chip: Chip) -> None:
    whole = chip.sizeHint().width()
    chip.set_brief(True)
    assert chip.sizeHint().width() < whole
    assert chip.accessibleName() == "Team All"
    chip.set_value("db")
    assert (chip.face.label, chip.face.text) == ("Team", "Databases")
