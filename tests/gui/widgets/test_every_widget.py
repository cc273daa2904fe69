"""Has every control a name, is it reached by Tab, and does it survive a change of theme?"""

import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.theme import ThemeSource

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)


@pytest.fixture(scope="module")
def gallery() -> Iterator[ModuleType]:
    """The gallery's scenes hold every widget there is."""
    path = Path(__file__).parents[1] / "gallery.py"
    spec = spec_from_file_location("roadmap_gallery", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["roadmap_gallery"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["roadmap_gallery"]


@pytest.fixture(params=["grid", "past", "narrow", "sheet", "palette", "keys", "progress"])
def scene(
    request: pytest.FixtureRequest, gallery: ModuleType, themes: ThemeSource, qtbot: QtBot
) -> QWidget:
    found = gallery.SCENES[request.param](themes)
    assert isinstance(found, QWidget)
    qtbot.addWidget(found)
    found.show()
    return found


def controls(scene: QWidget) -> list[QWidget]:
    found = [child for child in scene.findChildren(QWidget) if isinstance(child, CONTROLS)]
    return [child for child in found if not child.objectName().startswith("qt_")]


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
