"""What an import is told as: the one JSON document that `roadmap import --json` prints."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from roadmap.decide.comparison import ImportComparison, KeptLocal
from roadmap.exchange.export import Export
from roadmap.exchange.gather import DAYS_PER_UNIT


def report(
    export: Export, comparison: ImportComparison, decision_id: str | None, factor: float
) -> dict[str, Any]:
    """Return the report. `decision_id` is None for a dry run and where nothing changed."""
    counts = export.counts
    return {
        "source": export.source,
        "format": export.format,
        "encoding": export.encoding,
        "delimiter": export.delimiter,
        "date_order": export.date_order,
        "rows": counts.rows,
        "items": {
            "new": len(comparison.new),
            "changed": len(comparison.changed),
            "unchanged": len(comparison.unchanged),
        },
        "done": counts.done,
        "estimated": counts.estimated,
        "estimate_total": counts.estimate_total,
        "unit": counts.unit,
        "links": counts.links,
        "sprints": counts.sprints,
        "refused": [asdict(row) for row in export.refused],
        "warnings": [asdict(notice) for notice in (*export.notices, *comparison.notices)],
        "kept_local": [kept_json(kept) for kept in comparison.kept_local],
        "absent": list(comparison.absent),
        "factor": DAYS_PER_UNIT.get(counts.unit, factor),
        "interruptions": {"new": 0},
        "measurements": {"new": 0},
        "baselines": {"new": 0},
        "complete": export.complete,
        "decision": decision_id,
    }


def kept_json(kept: KeptLocal) -> dict[str, Any]:
    """Return a field that was edited here and is kept."""
    return {
        "item": kept.item,
        "field": kept.field,
        "here": _plain(kept.here),
        "source": _plain(kept.source),
    }


def _plain(value: Any) -> Any:
    """Return `value` as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(each) for name, each in asdict(value).items()}
    return value
