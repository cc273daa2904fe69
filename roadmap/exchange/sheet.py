"""A delimited text file as a header and a stream of rows: encoding, delimiter, cut ends.

What the columns mean is not asked here. The file is read once to tell its encoding and once row by
row; no more than one record is held.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper
from pathlib import Path

from roadmap.errors import Cancelled, ImportRefused

# Longer cells than this are no text but an unclosed quote that swallowed the rest of a file.
CELL_LENGTH = 8_000_000
_LINE_LENGTH = 64_000_000
_CHUNK = 1 << 20
_HEAD = 1 << 16
_ROWS_PER_REPORT = 500
_DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(r"sep=(.)\r?\n?")

# Called with the bytes done and their total; False stops the import.
Progress = Callable[[int, int], bool]

# The name in reports and mapping files, and the codec that reads it.
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-bom": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1252": "cp1252",
}

_DELIMITER_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_ALIASES = {
    "utf8": "utf-8",
    "utf-8-sig": "utf-8-bom",
    "utf16": "utf-16",
    "windows-1252": "cp1252",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its number as a spreadsheet counts (the header is 1), and its cells."""

    number: int
    cells: list[str]


def encoding_of(given: str | None) -> str | None:
    """Return the name by which we know the encoding `given`, None where it is left open.

    Raises ImportRefused.
    """
    if not given or given == "auto":
        return None
    name = given.strip().lower().replace("_", "-")
    name = _ALIASES.get(name, name)
    if name in ENCODINGS:
        return name
    try:
        "".encode(name)  # a codec that is no text encoding is a LookupError too
        return codecs.lookup(name).name
    except LookupError as error:
        known = ", ".join(ENCODINGS)
        raise ImportRefused(f"There is no encoding {given!r}: choose one of {known}.") from error


def delimiter_of(given: str | None) -> str | None:
    """Return the delimiter called `given`, None where it is left open. Raises ImportRefused."""
    if not given or given == "auto":
        return None
    delimiter = _DELIMITER_NAMES.get(given.lower(), given)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise ImportRefused(f"{given!r} is no delimiter: give one character, such as , ; or tab.")
    return delimiter


def codec_of(encoding: str) -> str:
    """Return the codec that reads the encoding called `encoding`."""
    return ENCODINGS.get(encoding, encoding)


def open_file(path: Path) -> BufferedReader:
    """Open `path` to read. Raises ImportRefused, saying what is in the way."""
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise ImportRefused(f"There is no file {path}.") from error
    except IsADirectoryError as error:
        raise ImportRefused(f"{path} is a folder: give one exported file.") from error
    except OSError as error:
        raise ImportRefused(f"{path} cannot be read: {error.strerror}.") from error


def detect_encoding(path: Path, progress: Progress | None = None) -> str:
    """Return the encoding's name: by its mark, by its zero bytes, else UTF-8, else cp1252."""
    total = path.stat().st_size if path.exists() else 0
    with open_file(path) as file:
        head = file.read(_CHUNK)
        marked = _marked_encoding(path, head)
        if marked is not None:
            return marked
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)  # a character cut by the file's end is no reason to doubt
                if progress is not None and not progress(0, total):
                    raise Cancelled("The import was stopped; nothing was changed.")
                head = file.read(_CHUNK)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _marked_encoding(path: Path, head: bytes) -> str | None:
    """Return the encoding that a byte order mark or zero bytes show, None without them.

    Raises ImportRefused for what is no text.
    """
    if head.startswith(b"PK\x03\x04"):
        raise ImportRefused(
            f"{path.name} is a workbook or an archive, no text: save it as CSV and import that."
        )
    if head.startswith(b"SQLite format 3\x00"):
        raise ImportRefused(
            f"{path.name} is a roadmap or another database, no export: open it instead."
        )
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-bom"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    half = len(head[:2000]) // 2
    if half and max(even, odd) > 0.4 * half and min(even, odd) < 0.1 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def detect_delimiter(line: str) -> str:
    """Return the delimiter that occurs most often outside quotes in the header `line`."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=bare.count)


class Sheet:
    """One delimited file, its settings detected unless given; `rows()` streams its records."""

    def __init__(
        self,
        path: Path,
        encoding: str | None = None,
        delimiter: str | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.path = path
        self.encoding = encoding_of(encoding) or detect_encoding(path, progress)
        self._progress = progress
        self._skip, first = self._first_lines()
        self.header: list[str] = []
        self.is_cut = False
        self.delimiter = delimiter_of(delimiter) or self._skip_delimiter or detect_delimiter(first)
        self.header = self._header()

    def _first_lines(self) -> tuple[int, str]:
        """Return how many lines stand before the header (blank ones, Excel's sep=), and it."""
        self._skip_delimiter: str | None = None
        try:
            with self._text() as text:
                skip, line = 0, text.readline(_HEAD)
                while line:
                    sep = _SEP_LINE.fullmatch(line)
                    if sep:
                        self._skip_delimiter = sep[1]
                    elif line.strip():
                        return skip, line
                    skip += 1
                    line = text.readline(_HEAD)
        except UnicodeError as error:  # some codecs want a mark first, whatever they may replace
            raise ImportRefused(
                f"{self.path.name} does not begin as {self.encoding} does: choose another encoding."
            ) from error
        raise ImportRefused(f"{self.path.name} is empty: export again and import that file.")

    def _text(self, file: BufferedReader | None = None) -> TextIOWrapper:
        # A byte that is no text becomes U+FFFD, which is seen, instead of stopping the import.
        return TextIOWrapper(
            open_file(self.path) if file is None else file,
            encoding=codec_of(self.encoding),
            errors="replace",
            newline="",
        )

    def _header(self) -> list[str]:
        for row in self._records():
            return [cell.strip() for cell in row]
        raise ImportRefused(
            f"{self.path.name} has no header line: the first row names the columns."
        )

    def _records(self) -> Iterator[list[str]]:
        total = self.path.stat().st_size
        file = open_file(self.path)
        with self._text(file) as text, _long_cells():
            for _ in range(self._skip):
                text.readline(_HEAD)
            lines = _Lines(text, self.path.name)
            reader = csv.reader(lines, delimiter=self.delimiter)
            count = 0
            row: list[str] = []
            try:
                for row in reader:
                    yield row
                    count += 1
                    if self._progress is not None and count % _ROWS_PER_REPORT == 0:
                        self._report(file.tell(), total)
            except csv.Error as error:
                raise ImportRefused(
                    f"{self.path.name}: the record after row {count} cannot be read ({error}): a "
                    "quote was probably opened and never closed. Export again."
                ) from error
            short = len(row) < len(self.header) and not lines.last.endswith(("\n", "\r"))
            self.is_cut = short or _ends_in_quotes(lines.last, row)

    def _report(self, done: int, total: int) -> None:
        if self._progress is not None and not self._progress(done, total):
            raise Cancelled("The import was stopped; nothing was changed.")

    def rows(self) -> Iterator[Row]:
        """Yield the records below the header; blank lines and repeated headers are left out.

        Afterwards `is_cut` says whether the file ends inside a record.
        """
        width = len(self.header)
        number = 0
        records = self._records()
        for cells in records:
            number += 1
            if number == 1 or not cells:
                continue
            if cells[0].strip() == self.header[0] and [c.strip() for c in cells] == self.header:
                continue  # pages of an export that were put together
            if len(cells) < width and not any(cells):
                continue
            yield Row(number, cells)


class _Lines:
    """The lines of a text file, none longer than memory allows; `last` is the latest."""

    def __init__(self, text: TextIOWrapper, name: str) -> None:
        self._text = text
        self._name = name
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        readline = self._text.readline
        while line := readline(_LINE_LENGTH):
            if len(line) == _LINE_LENGTH:
                raise ImportRefused(f"{self._name} has no lines: it is no table of text.")
            self.last = line
            yield line


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let the csv module read cells up to CELL_LENGTH; its own limit of 131,072 is too small."""
    before = csv.field_size_limit(CELL_LENGTH)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _ends_in_quotes(line: str, row: list[str]) -> bool:
    """Whether the last cell was opened with a quote that the file's last `line` never closes."""
    end, cell = line.rstrip("\r\n"), row[-1].rstrip("\r\n") if row else ""
    if "\n" in cell:
        return not end.endswith('"')
    return bool(cell) and end.endswith('"' + cell)
