"""The sample roadmap for tests that read it: drafted once per process, which takes seconds."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from roadmap.events import Drafted
from roadmap.sample import sample_drafts
from roadmap.service import Roadmap

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@cache
def drafts() -> tuple[Drafted, ...]:
    """Return its history, made at NOW."""
    return tuple(sample_drafts(NOW))


def write(path: Path) -> Path:
    """Write it to `path`, as `write_sample` does."""
    Roadmap.record(path, drafts(), at=NOW).close()
    return path
