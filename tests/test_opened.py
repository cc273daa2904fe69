"""What opening a roadmap reads of a long history, and leaves behind where it cannot: nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap.errors import Cancelled, Damaged
from roadmap.events import Drafted
from roadmap.service import Roadmap
from roadmap.values import Author
from tests.benchmarks.long_history import drafts, written

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


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap of 3,000 events, which counts as a long one."""
    monkeypatch.setattr("roadmap.opened._CHECKPOINT_FROM", 1_000)
    path = tmp_path / "long.roadmap"
    written(path, 3_000)
    return path


def test_a_long_history_is_known_at_once_when_it_is_opened_again(long: Path) -> None:
    cache = long.parent / "cache"
    first = Roadmap.open(long, cache)
    expected = [first.timeline.tell(index) for index in (0, 1500, 2999)]
    near = first.timeline.state_at(2900)
    first.close()
    again = Roadmap.open(long, cache)
    assert again.timeline.count == 3_000
    assert [again.timeline.tell(index) for index in (0, 1500, 2999)] == expected
    assert again.timeline.state_at(2900) == near
    assert again.timeline.built == 0
    again.close()


def test_what_was_appended_since_the_checkpoint_is_read_on_from_it(long: Path) -> None:
    cache = long.parent / "cache"
    Roadmap.open(long, cache).close()
    other = Roadmap.open(long)
    [draft] = drafts(1)
    later = Drafted(draft.decision.model_copy(update={"id": "9999999999"}), draft.events)
    other.absorb(other.append([later], other.head, datetime(2030, 1, 1, tzinfo=UTC)))
    state = other.state
    other.close()
    again = Roadmap.open(long, cache)
    assert (again.state, again.timeline.count) == (state, 3_001)
    assert again.timeline.tell(3_000).id == "9999999999"
    assert again.timeline.built == 0
    again.close()
    assert Roadmap.open(long, cache)._kept == again.head


def test_a_checkpoint_of_another_history_of_the_same_roadmap_is_not_taken(long: Path) -> None:
    cache = long.parent / "cache"
    Roadmap.open(long, cache).close()
    long.unlink()
    written(long, 3_500)  # the same id, other events from the first on
    again = Roadmap.open(long, cache)
    assert again._kept is None
    assert again.timeline.count == 3_500
    again.close()


def test_opening_says_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "long.roadmap"
    written(path, 40_000)
    told: list[tuple[int, int]] = []

    def stop_soon(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) < 2

    with pytest.raises(Cancelled):
        Roadmap.open(path, progress=stop_soon)
    assert told == [(16_384, 40_000), (32_768, 40_000)]
