"""Which rows of a sheet are whole: those as wide as the header, and not cut by the file's end."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.exchange.gather import Gathering, line_of
from roadmap.exchange.sheet import Row, Sheet


def whole_rows(
    sheet: Sheet, gathering: Gathering, key_index: int, every_cell: bool = False
) -> Iterator[Row]:
    """Yield the rows to read; refuse what is too wide, and a last row that the file's end cuts.

    With `every_cell` a row that is too short is refused as well: no tracker writes one, people do.
    """
    width = len(sheet.header)
    for row, is_last in _with_end(sheet.rows()):
        cells = row.cells
        if is_last and sheet.is_cut:
            _refuse_cut(row, gathering, _key(row, key_index))
        elif len(cells) == width or _fits(cells, width, every_cell):
            yield row
        else:
            gathering.refuse(
                row.number,
                _key(row, key_index),
                f"It has {len(cells)} cells and the header has {width}: a quote or a delimiter is "
                "probably missing in this row.",
            )


def _fits(cells: list[str], width: int, every_cell: bool) -> bool:
    if len(cells) < width:
        return not every_cell
    return not any(cell.strip() for cell in cells[width:])


def _with_end(rows: Iterator[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield each row and whether it is the last; the last one only after the file was read."""
    held: Row | None = None
    for row in rows:
        if held is not None:
            yield held, False
        held = row
    if held is not None:
        yield held, True


def _refuse_cut(row: Row, gathering: Gathering, key: str) -> None:
    gathering.refuse(row.number, key, "The file ends inside this row: it was cut. Export again.")
    gathering.complete = False
    gathering.note(
        "incomplete_export",
        f"The file ends inside row {row.number}, so rows are missing. Export again and import "
        "that file.",
    )


def _key(row: Row, index: int) -> str:
    return line_of(row.cells[index]) if index < len(row.cells) else ""
