"""How do the lists of the Users page stand, and how does the line of a measure show in its row?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui.models.people.rows import LimitRow
from gui.models.people.table import Column
from gui.paint.sparkline import Spark, draw_sparkline
from gui.theme import ThemeSource
from gui.views.people.table import LimitList

Index = QModelIndex | QPersistentModelIndex


def _t(text: str) -> str:
    return QCoreApplication.translate("users", text)


class SparkDelegate(QStyledItemDelegate):
    """Draws the line of a measure; the cell's words say the same to a screen reader."""

    def __init__(self, themes: ThemeSource, rows: LimitList) -> None:
        super().__init__(rows)
        self._themes, self._rows = themes, rows
        self.sparks: Mapping[str, Spark] = {}

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The words of the cell are not drawn."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row's ground, then the line."""
        super().paint(painter, option, index)
        spark = self.sparks.get(self._rows.model.key_at(index.row()) or "")
        if spark is None:
            return
        painter.save()
        area = QRectF(option.rect).adjusted(8, 6, -8, -6)
        draw_sparkline(painter, area, spark, self._themes.theme)
        painter.restore()


class OutcomeList(LimitList):
    """Measures of success, each with its line."""

    def __init__(self, themes: ThemeSource) -> None:
        columns = (
            Column("name", _t("Measure"), width=0),
            Column("kind", _t("About"), width=106),
            Column("of", _t("Of"), width=150),
            Column("line", _t("So far"), width=120),
            Column("latest", _t("Latest"), number=True, width=92),
            Column("target", _t("Target"), number=True, width=92),
            Column("read", _t("Read"), width=172),
        )
        note = _t(
            "Uptime says that it runs, not that it helps. Begin with one question to the teams: "
            "would you recommend the platform?"
        )
        super().__init__(
            themes,
            _t("Satisfaction, adoption and business outcomes"),
            note,
            _t("Add measure"),
            columns,
            less=("of", "kind"),
        )
        self._delegate = SparkDelegate(themes, self)
        self.table.setItemDelegateForColumn(3, self._delegate)

    def show_outcomes(self, rows: Sequence[LimitRow], sparks: Mapping[str, Spark]) -> None:
        """Shows these measures."""
        self._delegate.sparks = sparks
        self.set_rows(rows)
        self.table.viewport().update()


def signal_list(themes: ThemeSource) -> LimitList:
    """Return the list of what users said."""
    columns = (
        Column("heard", _t("Heard"), width=92),
        Column("from", _t("From"), width=142),
        Column("text", _t("What users said"), width=0),
        Column("kind", _t("How"), width=92),
        Column("item", _t("Answered by"), width=200),
        Column("loop", _t("Came to"), width=150),
        Column("days", _t("Lead days"), number=True, width=82),
    )
    found = LimitList(
        themes, _t("Signals"), "", _t("Add signal"), columns, less=("kind", "heard", "days")
    )
    found.add.hide()  # the page's primary button does it
    return found


def segment_list(themes: ThemeSource) -> LimitList:
    """Return the list of segments."""
    columns = (
        Column("segment", _t("Segment"), width=0),
        Column("teams", _t("Teams"), number=True, width=60),
        Column("open", _t("Open"), number=True, width=52),
        Column("days", _t("Effort"), number=True, width=82),
        Column("must", _t("Must do"), number=True, width=66),
        Column("done", _t("Done"), number=True, width=52),
        Column("unheard", _t("Unanswered"), number=True, width=102),
    )
    note = _t("Say for each consuming team which segment it belongs to, and the roadmap shows.")
    found = LimitList(themes, _t("Segments"), note, "", columns)
    _without_add(found)
    return found


def team_list(themes: ThemeSource) -> LimitList:
    """Return the list of consuming teams."""
    columns = (
        Column("name", _t("Team"), width=0),
        Column("segment", _t("Segment"), width=110),
        Column("items", _t("Open items"), number=True, width=86),
        Column("signals", _t("Signals"), number=True, width=66),
    )
    note = _t("The teams that build on the platform. Naming one on an item adds it here too.")
    return LimitList(themes, _t("Consuming teams"), note, _t("Add team"), columns)


def item_list(themes: ThemeSource, title: str, note: str) -> LimitList:
    """Return a list of items."""
    columns = (
        Column("title", _t("Item"), width=0),
        Column("place", _t("Place"), width=150),
        Column("serves", _t("Serves"), width=150),
        Column("effort", _t("Effort"), number=True, width=74),
        Column("date", _t("Date"), width=128),
    )
    found = LimitList(themes, title, note, "", columns, less=("serves", "place"))
    _without_add(found)
    return found


def removed_list(themes: ThemeSource) -> LimitList:
    """Return the list of what removed requests."""
    columns = (
        Column("title", _t("Item"), width=0),
        Column("done", _t("Done"), width=76),
        Column("before", _t("Before"), number=True, width=62),
        Column("after", _t("Since"), number=True, width=56),
        Column("removed", _t("Removed a sprint"), number=True, width=124),
    )
    note = _t(
        "Once an item that lowers a stream of requests is done, the requests a sprint before and "
        "after it stand here."
    )
    found = LimitList(themes, _t("Requests removed"), note, "", columns, less=("done",))
    _without_add(found)
    return found


def _without_add(found: LimitList) -> None:
    """Nothing is added in a list; its head is as high as those beside it."""
    policy = found.add.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    found.add.setSizePolicy(policy)
    found.add.hide()
