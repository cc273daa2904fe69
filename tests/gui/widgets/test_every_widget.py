"""Has every control a name, is it reached by Tab, and does it survive a change of theme?"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.theme import ThemeSource
from tests.gui.gallery_scenes import SCENES

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)


@pytest.fixture(params=sorted(SCENES))
def scene(request: pytest.FixtureRequest, themes: ThemeSource, qtbot: QtBot) -> QWidget:
    found = SCENES[request.param](themes)
    qtbot.addWidget(found)
    found.show()
    return found


def controls(scene: QWidget) -> list[QWidget]:
    found = [child for child in scene.findChildren(QWidget) if isinstance(child, CONTROLS)]
    return [
        child
        for child in found
        if not child.objectName().startswith("qt_")
        and not isinstance(child, QHeaderView)
        and child.metaObject().className() != "QTableCornerButton"
    ]


def test_every_control_has_an_accessible_name(scene: QWidget) -> None:
    nameless = []
    for control in controls(scene):
        interface = QAccessible.queryAccessibleInterface(control)
        named = interface.text(QAccessible.Text.Name) or control.accessibleName()
        if control.isVisible() and not named:
            nameless.append(control)
    assert nameless == []


def test_every_control_is_reached_by_tab(scene: QWidget) -> None:
    by_mouse_only = {"8 more", "1 more", "3 more", "Matches"}
    unreachable = [
        control.accessibleName()
        for control in controls(scene)
        if control.isVisible()
        and not control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not control.accessibleName().endswith((" more", " above"))
        and control.accessibleName() not in by_mouse_only
    ]
    assert unreachable == []


def test_a_change_of_theme_repaints_everything(scene: QWidget, themes: ThemeSource) -> None:
    light: QPixmap = scene.grab()
    themes.set_mode("dark")
    dark: QPixmap = scene.grab()
    themes.set_mode("light")
    assert dark.toImage() != light.toImage()
    assert scene.grab().toImage() == light.toImage()
