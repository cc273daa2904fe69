"""What can be done with the selected rows? The menu over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.models.words import FOUR
from gui.session import Session
from gui.views.backlog.moves import BacklogMoves
from gui.views.try_menu import Tried, add_try_menu
from roadmap.values import Quadrant, Status


def _t(text: str) -> str:
    return QCoreApplication.translate("backlog_menu", text)


def backlog_menu(
    parent: QWidget,
    session: Session,
    moves: BacklogMoves,
    ids: Sequence[str],
    step: Callable[[str], None],
    tried: Tried | None = None,
) -> QMenu:
    """Return the menu for ``ids``; ``step`` moves them "up", "down", "top" or "bottom".

    ``tried`` gets what is to be tried in What-if, and with which of them.
    """
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    writable = session.read_only is None
    found = [item for item in (session.state.items.get(key) for key in ids) if item is not None]
    is_open = any(item.is_open for item in found)

    def add(text: str, do: Callable[[], object], key: str = "", *, possible: bool = True) -> None:
        words = text.replace("&", "&&")
        action = QAction(f"{words}\t{key}" if key else words, menu)
        action.setEnabled(writable and possible)
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)

    words = session.settings.words
    for place, quadrant in enumerate(FOUR, start=1):
        text = _t("Move to {name}").format(name=words.of(quadrant))
        add(text, partial(moves.put, ids, quadrant), str(place))
    add(_t("Back to unsorted"), partial(moves.put, ids, Quadrant.UNSORTED), "0")
    menu.addSeparator()
    add(_t("To the top"), partial(step, "top"), "Alt+Home")
    add(_t("To the bottom"), partial(step, "bottom"), "Alt+End")
    menu.addSeparator()
    if is_open:
        opened = any(item.status is Status.OPEN for item in found)
        add(_t("Start"), partial(moves.work, ids), "Space", possible=opened)
        add(_t("Finish"), partial(moves.set_status, ids, Status.DONE))
        add(_t("Shed"), partial(moves.shed, ids), "Del")
    if any(not item.is_open for item in found):
        add(_t("Open again"), partial(moves.restore, ids))
    if tried is not None:
        menu.addSeparator()
        add_try_menu(menu, [item.id for item in found], tried, possible=writable and is_open)
    return menu
