"""Which menus does the page have: of a row, of values to come, of where a new item stands?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from gui.models.words import drivers
from gui.paint.measure_row import Face, MeasureFace
from roadmap.values import Driver, Forcing, Horizon

Add = Callable[[Forcing | None, Horizon | None, Driver | None], None]


def _t(text: str) -> str:
    return QCoreApplication.translate("principles", text)


def item_menu(parent: QWidget, add: Add) -> QMenu:
    """The places where an item may stand; must do needs to say what makes it so."""
    menu = QMenu(parent)
    menu.setAccessibleName(_t("Where does it stand?"))
    choice, short, long = Forcing.DISCRETIONARY, Horizon.SHORT_TERM, Horizon.LONG_TERM
    menu.addAction(_t("Choice, short-term"), partial(add, choice, short, None))
    menu.addAction(_t("Choice, long-term"), partial(add, choice, long, None))
    must = QMenu(_t("Must do, short-term, because of"), menu)
    for each in drivers():
        must.addAction(each.text, partial(add, Forcing.FORCED, short, each.driver))
    menu.addMenu(must)
    menu.addSeparator()
    menu.addAction(_t("Sort it later"), partial(add, None, None, None))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def values_menu(
    parent: QWidget, do: Callable[[str], None], take_in: Callable[[], None], *, measured: bool
) -> QMenu:
    """The ways in which values come here; by hand only where a measure is chosen."""
    menu = QMenu(parent)
    for key, words in (("record", _t("Record a value\tR")), ("paste", _t("Paste values"))):
        menu.addAction(words, partial(do, key)).setEnabled(measured)
    menu.addAction(_t("Import a CSV, OpenSLO or incident file"), take_in)
    menu.addSeparator()
    menu.addAction(_t("Add a measure\tIns"), partial(do, "add_measure"))
    menu.addAction(_t("Add a principle"), partial(do, "add_principle"))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def menu_words(face: Face) -> list[tuple[str, str]]:
    """Return what the menu of a row offers: (what is asked for, words), "" for a line."""
    rest = [
        ("", ""),
        ("add_measure", _t("Add a measure")),
        ("add_principle", _t("Add a principle")),
    ]
    if isinstance(face, MeasureFace):
        return [
            ("item", _t("Make an item that restores it\tM")),
            ("record", _t("Record measurement\tR")),
            ("paste", _t("Paste measurements")),
            ("level", _t("Change the minimum\tL")),
            ("", ""),
            ("edit", _t("Edit the measure")),
            ("remove", _t("Remove the measure")),
            *rest,
        ]
    return [
        ("up", _t("Move up")),
        ("down", _t("Move down")),
        ("rename", _t("Rename")),
        ("retire", _t("Retire")),
        *rest,
    ]
