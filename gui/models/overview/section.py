"""What does a section of the overview show, whatever it is about?"""

from __future__ import annotations

from dataclasses import dataclass

from gui.paint.overview_row import RowFace
from gui.tokens import Family


@dataclass(frozen=True, slots=True)
class Section:
    """What a section shows. `tag` stands beside the title, `more` is the link below the rows.

    `note` stands muted at the right of the title, `foot` under the rows, `empty` in their place.
    """

    rows: tuple[RowFace, ...] = ()
    tag: tuple[str, Family] | None = None
    note: str = ""
    foot: str = ""
    more: str = ""
    empty: str = ""
