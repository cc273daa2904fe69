"""How is a page set up for its picture: off the screen, as long as all it shows, filtered alike?

The page is a child of a small window that never shows, so that its length costs no memory. How far
it may grow is the format's question; what did not fit is counted, never left out in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QScrollArea,
    QWidget,
)

from gui.pages import PAGES
from gui.render import HEIGHT, WIDTH
from gui.selection import Selection
from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.chip import Chip, ChipOption
from gui.widgets.search_field import SearchField
from gui.widgets.segmented import SegmentedControl
from gui.widgets.tabs import Tabs

NAV = 200  # what the navigation takes of the window's width
WIDEST = 6000
_STEP = 120  # at least so much is grown at once
_MOST_STEPS = 40


@runtime_checkable
class PaintsRows(Protocol):
    """An area that paints its rows itself."""

    def span_at(self, y: int) -> tuple[int, int] | None:
        """The upper and lower edge of the row at a height of the viewport."""
        ...

    def whole_rows(self) -> tuple[int, int]:
        """How many rows stand whole in view, of how many."""
        ...


@runtime_checkable
class Follows(Protocol):
    """A page that shows what one chose on another page of its kind."""

    def follow(self, other: QWidget) -> None:
        """Chooses the same, where it is there."""
        ...


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a page fits: rows of all rows where it has some, the shares of its sides."""

    rows: int = 0
    of_rows: int = 0
    height: float = 1.0
    width: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.height >= 1 and self.width >= 1


class PicturePage:
    """A page that is about to be drawn; `close` lets go of it."""

    def __init__(
        self,
        page_id: str,
        session: Session,
        themes: ThemeSource,
        *,
        like: QWidget | None = None,
        ids: Sequence[str] = (),
    ) -> None:
        """`like` is the same page in the window, whose width and filters are taken over."""
        self._session = session
        self._window = QWidget()
        self._window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._window.resize(WIDTH - NAV, HEIGHT)
        kind = next(each for each in PAGES if each.page_id == page_id)
        selection = Selection(self._window)
        selection.select(ids)
        self.page = kind.make(session, themes, selection)
        self.page.setParent(self._window)
        width = WIDTH - NAV if like is None else max(like.width(), self.page.minimumWidth())
        self.page.resize(width, HEIGHT)
        self._window.show()
        self.page.show()
        self._steps = 0
        if like is not None:
            take_over(self.page, like, session)

    def grow(self, limit: QSize) -> bool:
        """Makes room for what is hidden; returns False once there is nothing more to do.

        What has grown has to settle before it is asked again.
        """
        page = self.page
        right, below = (max(hidden, default=0) for hidden in (self._right(), self._below()))
        width = min(limit.width(), page.width() + right) if right else page.width()
        height = page.height()
        if below:
            height = min(limit.height(), height + max(below, _STEP))
        self._steps += 1
        if QSize(width, height) == page.size() or self._steps > _MOST_STEPS:
            return False
        page.resize(max(width, page.width()), max(height, page.height()))
        return True

    def extent(self) -> Extent:
        """Counts what fits, once the page has grown as far as it may."""
        cut = [area for area in self._areas() if area.verticalScrollBar().maximum() > 0]
        counts = [_rows_of(area) for area in cut]
        right, below = (max(hidden, default=0) for hidden in (self._right(), self._below()))
        width, height = self.page.width(), self.page.height()
        return Extent(
            sum(rows for rows, _ in counts),
            sum(of_rows for _, of_rows in counts),
            height / (height + below),
            width / (width + right),
        )

    def _areas(self) -> list[QAbstractScrollArea]:
        return [
            each
            for each in self.page.findChildren(QAbstractScrollArea)
            if each.isVisible() and not isinstance(each, QHeaderView)
        ]

    def _below(self) -> Iterator[int]:
        return (each.verticalScrollBar().maximum() for each in self._areas())

    def _right(self) -> Iterator[int]:
        return (each.horizontalScrollBar().maximum() for each in self._areas())

    def close(self) -> None:
        """Lets go of the page."""
        self._window.close()
        self._window.deleteLater()


def _rows_of(area: QAbstractScrollArea) -> tuple[int, int]:
    """How many rows of an area stand whole in view, of how many; (0, 0) where it has none."""
    if isinstance(area, PaintsRows):
        return area.whole_rows()
    if isinstance(area, QAbstractItemView) and (model := area.model()) is not None:
        count, height = model.rowCount(area.rootIndex()), area.viewport().height()
        first, last = 0, count  # the first row that does not end in view
        while first < last:
            middle = (first + last) // 2
            index = model.index(middle, 0, area.rootIndex())
            if area.visualRect(index).bottom() < height:
                first = middle + 1
            else:
                last = middle
        return first, count
    return 0, 0


# -- as it was filtered ---------------------------------------------------------------------------


def take_over(page: QWidget, like: QWidget, session: Session) -> None:
    """Filters and switches a page as another one of its kind is."""
    _switch(page.findChildren(Tabs), like.findChildren(Tabs))
    _switch(page.findChildren(SegmentedControl), like.findChildren(SegmentedControl))
    for chip, other in zip(page.findChildren(Chip), like.findChildren(Chip), strict=False):
        option = other.chosen_option
        if option is not None and other.is_filtering:
            chip.take_over(ChipOption(option.key, _name(option, session)))
    for field, typed in zip(
        page.findChildren(SearchField), like.findChildren(SearchField), strict=False
    ):
        if typed.text():
            field.setText(typed.text())
    if isinstance(page, Follows):
        page.follow(like)


def _switch(
    ours: Sequence[Tabs | SegmentedControl], theirs: Sequence[Tabs | SegmentedControl]
) -> None:
    for mine, other in zip(ours, theirs, strict=False):
        if other.value != mine.value:
            mine.set_value(other.value)
            mine.chosen.emit(other.value)


def _name(option: ChipOption, session: Session) -> str:
    """How the audience knows what is chosen: a title may name somebody."""
    state = session.state
    item = state.items.get(option.key)
    if item is not None:
        return item.title
    record = state.teams.get(option.key) or state.components.get(option.key)
    return option.text if record is None else record.name


# -- sheets ---------------------------------------------------------------------------------------


def sheets(page: QWidget, most: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where the sheets of a long page go, each at most `most` high.

    No sheet ends inside a row or a line of text where that can be helped.
    """
    top, height = 0, page.height()
    while height - top > most:
        bottom = _end_of_sheet(page, top, top + most)
        yield top, bottom
        top = bottom
    yield top, height


def _end_of_sheet(page: QWidget, top: int, bottom: int) -> int:
    least = top + (bottom - top) // 2
    end, tried = bottom, 0
    while tried < 20:
        higher = min((each for each in _edges_across(page, end) if each > least), default=end)
        if higher >= end:
            return end
        end, tried = higher, tried + 1
    return end


def _edges_across(page: QWidget, y: int) -> Iterator[int]:
    """Yield the upper edges of the rows and small parts that a cut at `y` would go through."""
    for each in page.findChildren(QWidget):
        if not each.isVisibleTo(page):
            continue
        above = each.mapTo(page, QPoint(0, 0)).y()
        inside = y - above
        if not 0 < inside < each.height():
            continue
        if isinstance(each, QAbstractScrollArea):
            span = _row_across(each, inside)
            if span is not None:
                yield above + span
        elif each.height() < HEIGHT // 3 and not isinstance(each.parent(), QScrollArea):
            yield above


def _row_across(area: QAbstractScrollArea, y: int) -> int | None:
    """Return the upper edge, in the area, of the row that a cut at `y` would go through."""
    offset = area.viewport().mapTo(area, QPoint(0, 0)).y()
    if isinstance(area, PaintsRows):
        span = area.span_at(y - offset)
        return span[0] + offset if span is not None and span[0] < y - offset else None
    if not isinstance(area, QAbstractItemView):
        return None
    for x in range(8, max(9, area.viewport().width()), 120):
        index = area.indexAt(QPoint(x, y - offset))
        if index.isValid():
            row = area.visualRect(index)
            return row.top() + offset if row.top() < y - offset else None
    return None


def page_id_of(page: QWidget) -> str:
    """Return the id of a page."""
    return cast("str", getattr(page, "page_id", ""))
