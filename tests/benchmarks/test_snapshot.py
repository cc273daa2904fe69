"""What a snapshot costs to write and to verify, against packing the same bytes with gzip."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

from roadmap.redaction import Redaction
from roadmap.service import Roadmap
from roadmap.sharing import share
from roadmap.store import open_any
from tests.benchmarks.long_history import written
from tests.benchmarks.ratio import Ratio, hold, measure
from tests.given import MAYA

NOW = datetime(2026, 11, 20, tzinfo=UTC)
EVENTS = 100_000


def test_written_and_verified_against_gzip(tmp_path: Path) -> None:
    written(tmp_path / "long.roadmap", EVENTS)
    roadmap = Roadmap.open(tmp_path / "long.roadmap")
    records = b"\n".join(roadmap.raw(0, roadmap.head.position))
    paths = (tmp_path / f"{number}.roadsnap" for number in range(99))

    def write_and_verify() -> None:
        path = next(paths)
        share(roadmap, path, roadmap.moment(None), Redaction("team"), by=MAYA, at=NOW)
        open_any(path).close()

    def attempt() -> Ratio:
        return measure(write_and_verify, lambda: gzip.compress(records), rounds=3)

    hold(f"snapshot of {EVENTS:,} events written and verified / gzip", 3, attempt)
    roadmap.close()
