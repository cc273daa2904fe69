"""What can be done with a card in a sprint? The same list in its popover and its menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.models.sprints.board import Board
from roadmap.analysis.planning.unsaid import undescribed
from roadmap.analysis.words import listed, say_field
from roadmap.state import Item, State
from roadmap.values import Status

_KEYS = {
    "why": "Return",
    "start": "S",
    "finish": "F",
    "progress": "L",
    "pull": "I",
    "push": "O",
    "left": "Alt+Left",
    "right": "Alt+Right",
    "up": "Alt+Up",
    "down": "Alt+Down",
}


def _t(text: str) -> str:
    return QCoreApplication.translate("sprints_menu", text)


def card_actions(item: Item, board: Board, *, editable: bool) -> tuple[tuple[str, str], ...]:
    """Returns (key, words) of what comes next for an item, none where nothing can be changed."""
    if not editable or not item.is_open:
        return ()
    missing = undescribed(item)
    fields = listed([say_field(field) for field in missing], most=4)
    first = [("describe", _t("Write {fields}").format(fields=fields))] if missing else []
    begun = item.status is Status.IN_PROGRESS
    found = [("finish", _t("Finish")) if begun else ("start", _t("Start"))]
    found.append(("progress", _t("Log progress")))
    home = board.column(board.homes.get(item.id))
    if home is not None and item.id in home.committed:
        found.append(("push", _t("Push out")))
    elif board.open_one is not None:
        number = (home if home and home.stage == "committed" else board.open_one).number
        found.append(("pull", _t("Pull into {n}").format(n=number)))
    return (*first, *found)


def sprints_menu(
    parent: QWidget, state: State, board: Board, ids: Sequence[str], *, editable: bool
) -> QMenu:
    """Returns the menu for the selected cards; an action's data is its key."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    if len(ids) == 1:
        _entry(menu, "why", _t("Why it stands here"))
    item = state.items.get(ids[0])
    if item is None or not editable:
        return menu
    menu.addSeparator()
    for key, words in card_actions(item, board, editable=editable):
        _entry(menu, key, words)
    if item.is_open:
        menu.addSeparator()
        _entry(menu, "left", _t("Into the sprint before"))
        _entry(menu, "right", _t("Into the sprint after"))
        _entry(menu, "up", _t("Rank earlier"))
        _entry(menu, "down", _t("Rank later"))
    return menu


def _entry(menu: QMenu, key: str, words: str) -> None:
    action = QAction(f"{words}\t{_KEYS.get(key, '')}".rstrip(), menu)
    action.setData(key)
    menu.addAction(action)
