"""How does a table become a sheet of a workbook: numbers as numbers, days as days, text as text?

Text is written as text whatever it begins with, so that no title is ever run as a formula. Nothing
here reads a workbook.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

_LONGEST = 32_767  # characters of a cell: Excel's own limit
_MOST_ROWS = 1_048_575  # of a sheet, below its head
_TITLE, _HEAD = Font("Calibri", 14, bold=True), Font("Calibri", 11, bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_TEXT = Alignment(vertical="top", horizontal="left", indent=1)  # off the number to its left
_NUMBER = Alignment(vertical="top")
_PROSE = 30  # characters; in a column as wide, longer text goes on in the next line of its cell
_LINE_POINTS, _MOST_POINTS = 15, 405  # a line of a row; Excel's own limit is 409
_DAY, _MOMENT, _DAYS = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "0.0"
_SHARE = '[=1]0%;[>=0.995]">99%";0%'  # what is nearly sure is not said to be sure

Row = Sequence[Any]


class Share(float):
    """A share from 0 to 1, shown in percent."""


class Days(float):
    """Person-days, shown with one decimal."""


class Title(str):
    """The words at the head of a sheet or of a part of it."""

    __slots__ = ()


class Head(str):
    """The words over a column, where not the whole sheet is one table."""

    __slots__ = ()


def add_sheet(
    book: Workbook, name: str, rows: Iterable[Row], widths: Sequence[int], *, head: bool = True
) -> None:
    """Add a sheet of `rows` to a write-only workbook; the first row is its `head`."""
    sheet: Any = book.create_sheet(name)  # its stubs know no widths of a write-only sheet
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes, each as wide as the table
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if head:
        sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    cells = _Cells(sheet)
    within = [width if width >= _PROSE else None for width in widths]
    for number, row in enumerate(rows):
        if number > _MOST_ROWS:
            return
        is_head = head and number == 0
        if (lines := _lines_of(row, within)) > 1:  # not every program finds the height itself
            sheet.row_dimensions[number + 1].height = min(lines * _LINE_POINTS, _MOST_POINTS)
        # One by one, for the sheet writes each cell before it asks for the next.
        parts = zip_longest(row, within)
        sheet.append(cells.of(value, is_head=is_head, most=most) for value, most in parts)


class _Cells:
    """The cells of a sheet, one a look: to make one for each value takes four times as long."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._known: dict[tuple[str, int, int], Any] = {}

    def of(self, value: Any, *, is_head: bool, most: int | None) -> Any:
        """Return the cell that holds `value` until the next one of its look is asked for.

        Text of more characters than `most`, unless that is None, goes on in the next line.
        """
        if isinstance(value, dict | list | tuple):
            value = json.dumps(value, ensure_ascii=False) if value else None
        if value is None or value == "":
            return None
        cell = self._look(value, is_head=is_head, most=most)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_LONGEST]
            cell.data_type = "s"  # text, also where it begins like a formula
        else:
            cell.value = float(value) if isinstance(value, Share | Days) else value
        return cell

    def _look(self, value: Any, *, is_head: bool, most: int | None) -> Any:
        form, alignment, font = _format_of(value), _alignment_of(value, most), _font_of(value)
        font = font or (_HEAD if is_head else None)
        key = (form, id(alignment), id(font))  # constants of this module; their hash is slow
        cell = self._known.get(key)
        if cell is None:
            cell = self._known[key] = WriteOnlyCell(self._sheet)
            cell.number_format = form
            if alignment is not None:
                cell.alignment = alignment
            if font is not None:
                cell.font = font
        return cell


def _lines_of(row: Row, within: Sequence[int | None]) -> int:
    """Return how many lines the longest text of `row` takes."""
    return max((_lines(value, most) for value, most in zip(row, within, strict=False)), default=1)


def _lines(value: Any, most: int | None) -> int:
    if most is None or not isinstance(value, str) or isinstance(value, Title):
        return 1
    return sum(max(1, ceil(len(line) / most)) for line in value.splitlines())


def _alignment_of(value: Any, most: int | None) -> Alignment | None:
    if isinstance(value, Title):
        return None
    if isinstance(value, str):
        return _WRAPPED if _lines(value, most) > 1 else _TEXT
    return _TEXT if isinstance(value, date) else _NUMBER


def _font_of(value: Any) -> Font | None:
    if isinstance(value, Title):
        return _TITLE
    return _HEAD if isinstance(value, Head) else None


def _format_of(value: Any) -> str:
    match value:
        case datetime():
            return _MOMENT
        case date():
            return _DAY
        case Share():
            return _SHARE
        case Days():
            return _DAYS
        case _:
            return "General"
