"""Is a file one of levels, measurements or incidents, and what does it say? Trackers: `read.py`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from roadmap.errors import ImportRefused
from roadmap.exchange import incidents, measurements, openslo
from roadmap.exchange.dates import DateReader, order_of
from roadmap.exchange.facts import Facts
from roadmap.exchange.gather import Gathering
from roadmap.exchange.read import is_json
from roadmap.exchange.sheet import Progress, Sheet

FACT_FORMATS = (openslo.FORMAT, measurements.FORMAT, *incidents.FORMATS)
_ALIASES = {"openslo": openslo.FORMAT, "slo": openslo.FORMAT}
_TOOLS = dict(zip(incidents.FORMATS, (incidents.PAGERDUTY, incidents.OPSGENIE), strict=True))


def read_facts(
    path: Path,
    *,
    format: str = "auto",  # noqa: A002 - the word of the command line
    source: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    date_order: str | None = None,
    progress: Progress | None = None,
) -> Facts | None:
    """Return what the file says; None where it is no file of facts and none was asked for.

    Raises ImportRefused where it cannot be read as the format that was asked for.
    """
    wanted = _ALIASES.get(format, format)
    if wanted not in ("auto", *FACT_FORMATS):
        return None
    if wanted == openslo.FORMAT or (wanted == "auto" and openslo.fits(path)):
        found: Facts | None = openslo.read(path, encoding)
    elif is_json(path):
        found = _read_json(path, wanted, encoding)
    else:
        gathering = Gathering(DateReader(order_of(date_order)))
        sheet = Sheet(path, encoding, delimiter, progress)
        found = _read_sheet(sheet, gathering, wanted)
    if found is None and wanted != "auto":
        raise ImportRefused(f"{path.name} lacks what {wanted} has. Choose another format.")
    return found if found is None or source is None else replace(found, source=source)


def _read_json(path: Path, wanted: str, encoding: str | None) -> Facts | None:
    document, encoding = incidents.load_json(path, encoding)
    tool = incidents.source_of_json(document)
    if tool is None or _TOOLS.get(wanted, tool) != tool:
        return None
    return incidents.read_json(path, document, tool, encoding)


def _read_sheet(sheet: Sheet, gathering: Gathering, wanted: str) -> Facts | None:
    if wanted in ("auto", measurements.FORMAT) and measurements.fits(sheet.header):
        return measurements.read(sheet, gathering)
    tool = incidents.source_of_header(sheet.header)
    if tool is None or _TOOLS.get(wanted, tool) != tool or wanted == measurements.FORMAT:
        return None
    return incidents.read_sheet(sheet, gathering, tool)
