"""Files in and out: exports of trackers read into one form, mapping files, the import's report.

What an export changes is `decide/imports.py`'s question; nothing here knows a state or a store.
"""

from roadmap.exchange.export import Counts, Export, RefusedRow
from roadmap.exchange.mapping import Mapping, parse_mapping, read_mapping, write_mapping
from roadmap.exchange.preview import Preview, preview, suggest_mapping
from roadmap.exchange.read import FORMATS, read_export
from roadmap.exchange.report import report

__all__ = [
    "FORMATS",
    "Counts",
    "Export",
    "Mapping",
    "Preview",
    "RefusedRow",
    "parse_mapping",
    "preview",
    "read_export",
    "read_mapping",
    "report",
    "suggest_mapping",
    "write_mapping",
]
