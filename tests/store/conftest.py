"""The two backends behind the one contract, and a place for files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap.log import Log
from roadmap.store import MemoryLog, create_log
from roadmap.store.document import DocumentLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harbour.roadmap"


@pytest.fixture
def document(path: Path) -> Iterator[DocumentLog]:
    log = create_log(path)
    yield log
    log.close()


@pytest.fixture(params=["memory", "document"])
def log(request: pytest.FixtureRequest, path: Path) -> Iterator[Log]:
    """An empty log of each backend in turn."""
    log: Log = MemoryLog() if request.param == "memory" else create_log(path)
    yield log
    log.close()
