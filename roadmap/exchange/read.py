"""Which format a file is, and its reading: one function for every file that can be imported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from roadmap.collector import without_collector
from roadmap.errors import ImportRefused
from roadmap.exchange import github, jira, linear, mapped
from roadmap.exchange.dates import DateReader, order_of
from roadmap.exchange.export import Export
from roadmap.exchange.gather import Gathering
from roadmap.exchange.mapping import Mapping
from roadmap.exchange.sheet import Progress, Sheet, detect_encoding, open_file

FORMATS = (jira.FORMAT, github.FORMAT, github.GH_FORMAT, linear.FORMAT, mapped.FORMAT)
_READERS = {jira.FORMAT: jira, linear.FORMAT: linear}


def read_export(
    path: Path,
    *,
    format: str = "auto",  # noqa: A002 - the word of the command line
    mapping: Mapping | None = None,
    source: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    date_order: str | None = None,
    progress: Progress | None = None,
) -> Export:
    """Return what the file at `path` says; what is not given is detected.

    Raises ImportRefused where it cannot be read as its format, Cancelled when `progress` returns
    False.
    """
    if mapping is not None:
        encoding = encoding or mapping.encoding
        delimiter = delimiter or mapping.delimiter
        date_order = date_order or mapping.date_order
        source = source or mapping.source
    gathering = Gathering(DateReader(order_of(date_order)))
    with without_collector():
        if format in ("auto", *github.FORMATS) and mapping is None and is_json(path):
            export = github.read(path, gathering, encoding, progress)
        else:
            sheet = Sheet(path, encoding, delimiter, progress)
            export = _read_sheet(sheet, gathering, format_of(sheet, mapping, format), mapping)
    return export if source is None else replace(export, source=source)


def _read_sheet(sheet: Sheet, gathering: Gathering, name: str, mapping: Mapping | None) -> Export:
    reader = _READERS.get(name)
    if reader is not None:
        reader.read(sheet, gathering)
        export = gathering.finish(reader.SOURCE, name)
    elif mapping is not None:
        export = mapped.read(sheet, gathering, mapping)
    else:
        raise ImportRefused(_unknown(sheet))
    return replace(export, encoding=sheet.encoding, delimiter=sheet.delimiter)


def format_of(sheet: Sheet, mapping: Mapping | None, given: str = "auto") -> str:
    """Return the name of the format of a delimited file. Raises ImportRefused."""
    if given != "auto":
        if given not in FORMATS:
            raise ImportRefused(
                f"There is no format {given!r}: choose auto, {', '.join(FORMATS[:-1])} or csv."
            )
        if given in github.FORMATS:
            raise ImportRefused(f"{sheet.path.name} is no JSON: it cannot be read as {given}.")
        reader = _READERS.get(given)
        if reader is not None and not reader.fits(sheet.header):
            raise ImportRefused(
                f"{sheet.path.name} lacks the columns of {given}. Choose another format, or give "
                "a mapping file."
            )
        return given
    if mapping is not None:
        return mapped.FORMAT
    for name, reader in _READERS.items():
        if reader.fits(sheet.header):
            return name
    return mapped.FORMAT


def is_json(path: Path) -> bool:
    """Whether the file begins as JSON does, with [ or {."""
    encoding = detect_encoding(path)
    with open_file(path) as file:
        head = file.read(4096)
    text = head.decode(encoding if encoding != "utf-8-bom" else "utf-8-sig", errors="replace")
    return text.lstrip()[:1] in ("[", "{")


def _unknown(sheet: Sheet) -> str:
    columns = ", ".join(name for name in sheet.header[:12] if name)
    return (
        f"{sheet.path.name} is no export of Jira or Linear (its columns: {columns}). Say in a "
        "mapping file which column is the key, the title and the status (--mapping FILE), or "
        "import it in the app, which asks for them."
    )
