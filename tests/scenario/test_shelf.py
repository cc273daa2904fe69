"""The shelf of private scenarios on a real disk, with other programs writing and dying."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from roadmap.errors import Damaged, Newer, NotFound, Refused, StoreReadOnly
from roadmap.folders import data_folder
from roadmap.scenario.shelf import Shelf
from tests.conftest import ROOT
from tests.given import command, item_id
from tests.scenario.given import scenario

KEY = "ROADMAP001"
ONE = scenario("Hire one", command("add_person", name="New"))
TWO = scenario("Shed one", command("shed_item", item=item_id("X")))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(KEY, tmp_path)


@contextmanager
def writer(folder: Path, prefix: str, count: int) -> Iterator[subprocess.Popen[str]]:
    """Start a program that puts scenarios on the shelf."""
    program = ROOT / "tests" / "scenario" / "shelf_writer.py"
    process = subprocess.Popen(
        [sys.executable, str(program), str(folder), prefix, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def test_what_is_put_is_there_until_it_is_dropped(shelf: Shelf) -> None:
    assert shelf.all() == ()
    shelf.put(ONE)
    shelf.put(TWO)
    assert Shelf(KEY, shelf.path.parent).all() == (ONE, TWO)
    changed = shelf.change(ONE.id, lambda known: replace(known, note="Soon"))
    assert shelf.all() == (changed, TWO)
    assert shelf.drop(ONE.id)
    assert not shelf.drop(ONE.id)
    assert shelf.all() == (TWO,)


def test_each_roadmap_has_its_own_in_the_data_folder(shelf: Shelf) -> None:
    shelf.put(ONE)
    assert Shelf("ROADMAP002", shelf.path.parent).all() == ()
    assert Shelf(KEY).path == data_folder() / "scenarios" / "ROADMAP001.json"


def test_a_name_is_there_once(shelf: Shelf) -> None:
    shelf.put(ONE)
    shelf.put(TWO)
    with pytest.raises(Refused, match="called 'Hire one' already"):
        shelf.put(scenario("HIRE one"))
    with pytest.raises(Refused, match="called 'Hire one' already"):
        shelf.change(TWO.id, lambda known: known.named("hire ONE"))
    assert shelf.all() == (ONE, TWO)


def test_what_was_dropped_in_another_window_cannot_be_changed(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="dropped meanwhile"):
        shelf.change(ONE.id, lambda known: known)


def test_two_programs_lose_nothing(shelf: Shelf) -> None:
    with (
        writer(shelf.path.parent, "Here", 25) as here,
        writer(shelf.path.parent, "There", 25) as there,
    ):
        for process in (here, there):
            assert process.stdout is not None
            for _ in range(25):
                assert process.stdout.readline()
    names = {each.name for each in shelf.all()}
    assert names == {f"{who} {n}" for who in ("Here", "There") for n in range(25)}


@pytest.mark.parametrize("after", [1, 7, 30])
def test_a_killed_program_leaves_what_it_had_kept(shelf: Shelf, after: int) -> None:
    with writer(shelf.path.parent, "Mine", 10_000) as process:
        assert process.stdout is not None
        kept = [process.stdout.readline().strip() for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
    names = [each.name for each in shelf.all()]
    assert names[: len(kept)] == kept
    shelf.put(ONE)  # and nobody holds the lock
    assert ONE in shelf.all()


_GOOD = {"format": "roadmap-scenarios", "version": 1, "roadmap": KEY, "scenarios": []}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "\udcff",
        json.dumps({**_GOOD, "format": "other"}),
        json.dumps({**_GOOD, "version": "1"}),
        json.dumps({**_GOOD, "roadmap": "ROADMAP002"}),
        json.dumps({**_GOOD, "scenarios": {}}),
        json.dumps({**_GOOD, "scenarios": ["x"]}),
        json.dumps({**_GOOD, "scenarios": [{"id": "A" * 10}]}),
        "[" * 100_000,
    ],
)
def test_a_damaged_file_is_named_and_never_written_over(shelf: Shelf, text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    shelf.path.write_bytes(data)
    for act in (shelf.all, lambda: shelf.put(ONE), lambda: shelf.drop(ONE.id)):
        with pytest.raises(Damaged, match="rename it to begin") as caught:
            act()
        assert str(shelf.path) in str(caught.value)
    assert shelf.path.read_bytes() == data


def test_a_file_of_a_newer_version_is_left_alone(shelf: Shelf) -> None:
    shelf.path.write_text(json.dumps({**_GOOD, "version": 2}))
    with pytest.raises(Newer, match="update Roadmap"):
        shelf.put(ONE)


def test_nothing_of_a_change_that_fails_is_kept(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(ONE)

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StoreReadOnly, match="No space left"):
            shelf.put(TWO)
    assert shelf.all() == (ONE,)
    assert sorted(each.suffix for each in shelf.path.parent.iterdir()) == [".json", ".lock"]
