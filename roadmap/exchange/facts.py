"""What a file said of levels, measurements or incidents, as one value, and how it is told.

These files bring no items. What they change here is `decide/facts.py`'s question.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from roadmap.commands.facts import BaselineRow, ImportFacts, IncidentRow, MeasurementRow
from roadmap.decide.comparison import Notice
from roadmap.decide.facts import FactsComparison
from roadmap.exchange.export import RefusedRow
from roadmap.exchange.report import kept_json


@dataclass(frozen=True, slots=True)
class Facts:
    """One file of facts, read whole. `documents` counts the records that it holds, of any kind."""

    source: str
    format: str
    baselines: tuple[BaselineRow, ...] = ()
    measurements: tuple[MeasurementRow, ...] = ()
    incidents: tuple[IncidentRow, ...] = ()
    documents: int = 0
    refused: tuple[RefusedRow, ...] = ()
    notices: tuple[Notice, ...] = ()
    complete: bool = True
    encoding: str = "utf-8"
    delimiter: str | None = None
    date_order: str | None = None

    def command(self) -> ImportFacts:
        """Return the command that takes this file in."""
        return ImportFacts(
            source=self.source,
            format=self.format,
            baselines=self.baselines,
            measurements=self.measurements,
            incidents=self.incidents,
        )


def facts_report(
    facts: Facts, comparison: FactsComparison, decision_id: str | None
) -> dict[str, Any]:
    """Return the report in the shape of cli.md; no row of these files is an item."""
    refused = sorted(
        (*(asdict(row) for row in facts.refused), *(asdict(row) for row in comparison.refused)),
        key=lambda row: (row["row"], row["key"]),
    )
    return {
        "source": facts.source,
        "format": facts.format,
        "encoding": facts.encoding,
        "delimiter": facts.delimiter,
        "date_order": facts.date_order,
        "rows": 0,
        "documents": facts.documents,
        "items": {"new": 0, "changed": 0, "unchanged": 0},
        "done": 0,
        "estimated": 0,
        "estimate_total": 0.0,
        "unit": "days",
        "links": 0,
        "sprints": 0,
        "refused": refused,
        "warnings": [asdict(notice) for notice in (*facts.notices, *comparison.notices)],
        "kept_local": [kept_json(kept) for kept in comparison.kept_local],
        "absent": [],
        "factor": 1.0,
        "interruptions": {"new": comparison.interruptions},
        "measurements": {"new": comparison.measurements},
        "baselines": {"new": comparison.baselines},
        "changed": comparison.changed,
        "unchanged": comparison.unchanged,
        "complete": facts.complete,
        "decision": decision_id,
    }
