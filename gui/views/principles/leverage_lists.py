"""Which columns do the lists of leverage have, and how high are they?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.models.people.rows import LimitRow
from gui.models.people.table import Column
from gui.theme import ThemeSource
from gui.views.people.table import LimitList
from gui.widgets.tables import HEAD_HEIGHT, ROW_HEIGHT

NARROW = 700
_HEAD = 48  # the title of a list and what is around its rows
_MOST = 6  # rows of a list that are seen without scrolling in it


def _t(text: str) -> str:
    return QCoreApplication.translate("principles", text)


def payback_list(themes: ThemeSource) -> LimitList:
    """Return the list of what pays back."""
    return _list(
        themes,
        _t("What pays back first"),
        _t("No open item says that it lowers later work: “Once done” is a property."),
        (
            Column("item", _t("Item"), width=0),
            Column("kind", _t("Kind"), width=150),
            Column("effort", _t("Effort"), number=True, width=78),
            Column("saves", _t("Saves a sprint"), number=True, width=104),
            Column("after", _t("Pays back after"), number=True, width=124),
        ),
        less=("kind", "effort"),
    )


def kept_list(themes: ThemeSource) -> LimitList:
    """Return the list of promises."""
    return _list(
        themes,
        _t("What was promised, and what came"),
        _t("Nothing that promised to lower later work is done yet."),
        (
            Column("item", _t("Item"), width=0),
            Column("done", _t("Done"), width=112),
            Column("promised", _t("Promised"), number=True, width=84),
            Column("observed", _t("Observed"), number=True, width=84),
            Column("freed", _t("Freed so far"), number=True, width=96),
            Column("verdict", "", width=152),
        ),
        less=("done", "freed"),
    )


def unblocked_list(themes: ThemeSource) -> LimitList:
    """Return the list of finished foundation."""
    return _list(
        themes,
        _t("What foundation unblocked"),
        _t("No finished foundation had other work waiting for it."),
        (
            Column("item", _t("Foundation"), width=0),
            Column("product", _t("Product work"), width=150),
            Column("other", _t("Other"), number=True, width=54),
            Column("teams", _t("Teams"), number=True, width=58),
        ),
    )


def category_list(themes: ThemeSource) -> LimitList:
    """Return the list of categories."""
    return _list(
        themes,
        _t("How work saves"),
        "",
        (
            Column("category", _t("Category"), width=0),
            Column("open", _t("Open"), number=True, width=50),
            Column("done", _t("Done"), number=True, width=50),
            Column("effort", _t("Effort"), number=True, width=72),
            Column("share", _t("Share"), number=True, width=56),
        ),
    )


def _list(
    themes: ThemeSource,
    title: str,
    none: str,
    columns: Sequence[Column],
    less: Sequence[str] = (),
) -> LimitList:
    found = LimitList(themes, title, none, "", columns, less=less, narrow=NARROW)
    found.add.hide()  # what stands here comes from the items
    return found


def fill(where: LimitList, rows: Sequence[LimitRow]) -> None:
    """Shows rows in a list that is as high as they are, up to some."""
    where.set_rows(rows)
    shown = min(len(rows), _MOST)
    height = _HEAD + HEAD_HEIGHT + shown * ROW_HEIGHT + 8 if rows else _HEAD + 36
    where.setFixedHeight(height)
