"""What the page that travels costs to make, against reading the same history once; its size."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from roadmap.collector import without_collector
from roadmap.redaction import Redaction
from roadmap.service import Roadmap
from roadmap.sharing import html_of
from tests.benchmarks.long_history import written
from tests.benchmarks.ratio import Ratio, hold, measure
from tests.given import MAYA

NOW = datetime(2026, 11, 20, tzinfo=UTC)
EVENTS = 100_000
MOST_BYTES = 1_000_000


def test_the_page_of_100000_events_against_reading_them(tmp_path: Path) -> None:
    """Drafting for leadership reads it once, the frames once more; nothing else reads it whole."""
    written(tmp_path / "long.roadmap", EVENTS)
    roadmap = Roadmap.open(tmp_path / "long.roadmap")
    sizes = []

    def page() -> None:
        moment = roadmap.moment(None)
        made = html_of(roadmap, moment, Redaction(), by=MAYA, at=NOW, today=NOW.date())
        sizes.append(len(made.encode()))

    def read() -> None:
        with without_collector():
            for _ in roadmap.timeline.history():
                pass

    def attempt() -> Ratio:
        return measure(page, read, rounds=3)

    hold(f"page of {EVENTS:,} events / reading them", 8.0, attempt)
    assert max(sizes) <= MOST_BYTES
    roadmap.close()
