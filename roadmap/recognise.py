"""Does a file look like a roadmap? Answered from its first bytes, before anything is loaded.

Only a first look: whether it can be read is for the store to say.
"""

from __future__ import annotations

from pathlib import Path

APPLICATION_ID = 0x524D4150  # "RMAP", in the header of the SQLite file
_MAGIC = b"SQLite format 3\x00"
_ID_AT = 68  # https://www.sqlite.org/fileformat2.html#the_database_header


def is_document(path: Path) -> bool:
    """Return whether the header of the file is that of a roadmap; a file not there has none."""
    try:
        with path.open("rb") as file:
            header = file.read(_ID_AT + 4)
    except OSError:
        return False
    return header.startswith(_MAGIC) and header[_ID_AT:] == APPLICATION_ID.to_bytes(4, "big")
