"""Saved checkpoints: the same state back, or none at all."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from roadmap.events import Event
from roadmap.evolve import FOLD_VERSION, fold
from roadmap.state import EMPTY, State
from roadmap.store.checkpoints import KEPT_IN_ALL, KEPT_OF_EACH, Checkpoints, shape_of_state
from roadmap.values import Head
from tests.given import begun, histories, with_items

ID = "a" * 32


def head(position: int) -> Head:
    return Head(position, f"{position:064x}")


def rich() -> State:
    """Return a state with a row in most tables and values of most types."""
    return with_items(
        "Patch TLS",
        "Move ingest",
        labels=["edge", "Überholung"],
        links=[{"url": "https://example.org/"}],
        estimate={"low": 1, "likely": 2, "high": 8},
        due=date(2026, 3, 1),
        consumers=["Payments"],
        notes="One\nline more",
    )


@pytest.fixture
def saved(tmp_path: Path) -> Checkpoints:
    checkpoints = Checkpoints(tmp_path / "cache", ID)
    checkpoints.save(rich(), head(7))
    return checkpoints


def the_file(checkpoints: Checkpoints) -> Path:
    (file,) = checkpoints._folder.iterdir()
    return file


def test_a_saved_state_comes_back_equal(saved: Checkpoints) -> None:
    assert saved.load(head(7)) == rich()
    assert saved.newest() == (head(7), rich())


def test_nothing_saved_is_none(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path / "never", ID)
    assert checkpoints.load(head(7)) is None
    assert checkpoints.newest() is None
    assert not (tmp_path / "never").exists()


@given(histories(most=12))
def test_the_state_of_any_history_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[Event, ...]]
) -> None:
    state = fold(event for events in history for event in events)
    checkpoints = Checkpoints(tmp_path_factory.getbasetemp() / "cache", ID)
    checkpoints.save(state, head(len(history)))
    assert checkpoints.load(head(len(history))) == state


def test_another_head_fold_or_roadmap_has_none(saved: Checkpoints, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert saved.load(head(8)) is None
    assert saved.load(Head(7, "f" * 64)) is None
    assert Checkpoints(cache, "b" * 32).load(head(7)) is None
    assert Checkpoints(cache, "b" * 32).newest() is None
    assert Checkpoints(cache, ID, FOLD_VERSION + 1).newest() is None
    assert list(cache.iterdir()) == []  # what cannot be used is not kept


def test_a_state_of_another_shape_is_discarded(
    saved: Checkpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadmap.store.checkpoints.shape_of_state", lambda: "another")
    assert saved.load(head(7)) is None


def test_the_shape_of_the_state_is_the_same_in_every_process() -> None:
    script = "from roadmap.store.checkpoints import shape_of_state; print(shape_of_state())"
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert said == shape_of_state()


def test_a_checkpoint_that_was_changed_is_discarded(saved: Checkpoints) -> None:
    file = the_file(saved)
    whole = file.read_bytes()
    for changed in (
        b"",
        whole[:10],
        whole[:-1],
        whole + b"x",
        whole[:60] + bytes([whole[60] ^ 1]) + whole[61:],
        whole[:200] + bytes([whole[200] ^ 1]) + whole[201:],
    ):
        file.write_bytes(changed)
        assert saved.load(head(7)) is None
        assert not file.exists()
    file.write_bytes(whole)
    assert saved.load(head(7)) == rich()


def test_files_of_other_names_are_left_alone(saved: Checkpoints) -> None:
    other = the_file(saved).with_name(f"{the_file(saved).name[:24]}-note.txt")
    other.write_text("mine")
    assert saved.newest() == (head(7), rich())
    assert other.read_text() == "mine"


def test_the_number_of_checkpoints_is_bounded(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path, ID)
    for position in range(1, 6):
        checkpoints.save(begun(), head(position))
    assert len(list(tmp_path.iterdir())) == KEPT_OF_EACH
    assert checkpoints.newest() == (head(5), begun())
    for number in range(KEPT_IN_ALL + 5):
        Checkpoints(tmp_path, f"roadmap {number}").save(EMPTY, head(1))
    assert len(list(tmp_path.iterdir())) == KEPT_IN_ALL


def test_what_a_program_that_died_left_is_cleared_away_after_an_hour(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path, ID)
    for name in (".saving-old", ".saving-new", "another's"):
        (tmp_path / name).write_bytes(b"half")
    os.utime(tmp_path / ".saving-old", (0, 0))
    os.utime(tmp_path / "another's", (0, 0))
    checkpoints.save(begun(), head(1))
    names = {each.name for each in tmp_path.iterdir()}
    assert {".saving-new", "another's"} < names
    assert ".saving-old" not in names


def test_an_id_from_a_file_cannot_name_a_path(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path / "cache", "../../evil")
    checkpoints.save(begun(), head(1))
    assert [each.name for each in tmp_path.iterdir()] == ["cache"]
    assert checkpoints.load(head(1)) == begun()


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    blocker = tmp_path / "cache"
    blocker.write_text("a file where the folder should be")
    checkpoints = Checkpoints(blocker, ID)
    checkpoints.save(begun(), head(1))
    assert checkpoints.load(head(1)) is None
    assert checkpoints.newest() is None


def test_an_interrupted_save_leaves_the_one_before(
    saved: Checkpoints, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", fail)
    saved.save(begun(), head(8))
    assert saved.newest() == (head(7), rich())
    assert len(list(saved._folder.iterdir())) == 1
