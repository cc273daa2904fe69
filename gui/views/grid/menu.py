"""What can be done with the selected cards? The menu over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.models.words import FOUR
from gui.session import Session
from gui.views.grid.moves import GridMoves
from gui.views.try_menu import Tried, add_try_menu
from roadmap.commands import Command
from roadmap.commands.items import FinishItem, StartItem
from roadmap.state import State
from roadmap.values import Quadrant, Status


def _t(text: str) -> str:
    return QCoreApplication.translate("grid_menu", text)


def grid_menu(
    parent: QWidget, session: Session, moves: GridMoves, ids: Sequence[str], tried: Tried
) -> QMenu:
    """Return the menu for ``ids``; what is not possible now is disabled.

    ``tried`` gets what is to be tried in What-if, and with which of them.
    """
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    add = _Adder(menu, session.read_only)
    state, words = session.state, session.settings.words
    for place, quadrant in enumerate(FOUR):
        text = _t("Move to {name}").format(name=words.of(quadrant))
        add(text, partial(moves.put, ids, quadrant), key=str(place + 1))
    add(_t("Back to unsorted"), lambda: moves.put(ids, Quadrant.UNSORTED), key="0")
    menu.addSeparator()
    add(_t("Start"), lambda: session.execute(starting(state, ids)))
    add(_t("Finish"), lambda: session.execute(finishing(state, ids)))
    add(_t("Shed"), lambda: moves.shed(ids), key="Del")
    menu.addSeparator()
    add_try_menu(menu, ids, tried, possible=session.read_only is None)
    return menu


def starting(state: State, ids: Sequence[str]) -> list[Command]:
    """Return the commands that begin work on the open items among ``ids``."""
    found = (state.items.get(key) for key in ids)
    return [StartItem(item=each.id) for each in found if each and each.status is Status.OPEN]


def finishing(state: State, ids: Sequence[str]) -> list[Command]:
    """Return the commands that mark the open items among ``ids`` done."""
    found = (state.items.get(key) for key in ids)
    return [FinishItem(item=each.id) for each in found if each is not None and each.is_open]


class _Adder:
    """Adds entries, all disabled where nothing can be changed."""

    def __init__(self, menu: QMenu, read_only: str | None) -> None:
        self._menu, self._read_only = menu, read_only

    def __call__(self, text: str, do: Callable[[], object], key: str = "") -> None:
        words = text.replace("&", "&&")
        action = QAction(f"{words}\t{key}" if key else words, self._menu)
        action.setEnabled(self._read_only is None)
        action.triggered.connect(lambda _checked=False: do())
        self._menu.addAction(action)
