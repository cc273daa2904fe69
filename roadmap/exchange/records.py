"""Which rows of a sheet are whole: those as wide as the header, and not cut by the file's end."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.exchange.gather import Gathering, line_of
from roadmap.exchange.sheet import Row, Sheet


def whole_rows(sheet: Sheet, gathering: Gathering, key_index: int) -> Iterator[Row]:
    """Yield the rows to read; refuse what is too wide, and a last row that the file's end cuts."""
    width = len(sheet.header)
    held: Row | None = None
    for row in sheet.rows():
        if held is not None:
            yield held
        held = row
        if len(row.cells) > width and any(cell.strip() for cell in row.cells[width:]):
            gathering.refuse(
                row.number,
                _key(row, key_index),
                f"It has {len(row.cells)} cells and the header has {width}: a quote or a "
                "delimiter is probably missing in this row.",
            )
            held = None
    if held is None:
        return
    if not sheet.is_cut:
        yield held
        return
    gathering.refuse(
        held.number,
        _key(held, key_index),
        "The file ends inside this row: it was cut. Export again.",
    )
    gathering.complete = False
    gathering.note(
        "incomplete_export",
        f"The file ends inside row {held.number}, so rows are missing. Export again and import "
        "that file.",
    )


def _key(row: Row, index: int) -> str:
    return line_of(row.cells[index]) if index < len(row.cells) else ""
