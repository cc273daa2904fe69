"""What opening a roadmap leaves behind where its history cannot be read: nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap.errors import Damaged
from roadmap.service import Roadmap
from roadmap.values import Author

MAYA = Author(id="maya", name="Maya Okafor")


def test_a_roadmap_that_is_damaged_inside_is_let_go_of(tmp_path: Path) -> None:
    held = Path("/proc/self/fd")
    if not held.is_dir():
        pytest.skip("this system does not tell which files are open")
    path = tmp_path / "harbour.roadmap"
    Roadmap.create(path, {"name": "Harbour"}, by=MAYA, at=datetime(2026, 1, 5, tzinfo=UTC)).close()
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"kind":"roadmap_created"', b'"kinK":"roadmap_created"'))
    with pytest.raises(Damaged) as caught:
        Roadmap.open(path)
    assert caught.value.position == 1
    assert path not in [each.resolve() for each in held.iterdir()]
