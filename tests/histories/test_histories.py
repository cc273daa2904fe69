"""Yesterday's history still loads: golden files of every released format, never edited."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from roadmap.evolve import fold
from roadmap.store import open_log
from roadmap.store.canonical import is_canonical
from roadmap.values import Head
from tests.histories.plain import as_known_then, digest_of_plain, plain

HERE = Path(__file__).parent

# File, its SHA-256, its head, and the digest of the state that it folds to.
GOLDEN = [
    (
        "v1",
        "a4da7c8248c3faae10bbb4d6c4dc29ec21b66b52f607ab8db76ec01572a526ec",
        Head(68, "69bb6ae2cc14f7a9874550eef277b59411c9fd486cdd64e3baad6adef0717032"),
        "c0c7813b977f14ef0e8056310f78d6232389ec084942564d1de18b5ec1715721",
    ),
]


@pytest.mark.parametrize(("name", "file_digest", "head", "digest"), GOLDEN)
def test_a_golden_history_opens_and_folds_to_what_it_did(
    tmp_path: Path, name: str, file_digest: str, head: Head, digest: str
) -> None:
    golden = HERE / f"{name}.roadmap"
    assert sha256(golden.read_bytes()).hexdigest() == file_digest, "golden files are never edited"
    path = Path(shutil.copy(golden, tmp_path))
    log = open_log(path)
    assert log.head() == head
    assert log.newer_from is None
    assert log.verify() == []
    assert all(is_canonical(state) for state in log.raw(0, head.position))
    records = log.records(0, head.position)
    log.close()
    assert sha256(path.read_bytes()).hexdigest() == file_digest
    then = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    assert digest_of_plain(then) == digest, "what a golden history folds to is never edited"
    today = plain(fold(record.event for record in records))
    assert as_known_then(today, then) == then


def test_what_came_later_is_left_out_and_what_changed_is_not() -> None:
    then = {"items": [{"id": "a", "title": "x"}], "roadmap": None}
    later = {"items": [{"id": "a", "title": "x", "colour": None}], "roadmap": None, "more": []}
    assert as_known_then(later, then) == then
    every: list[dict[str, Any]] = [
        {"items": [{"id": "a", "title": "y"}], "roadmap": None},
        {"items": [{"id": "a"}], "roadmap": None},
        {"items": [], "roadmap": None},
        {"items": [{"id": "a", "title": "x"}] * 2, "roadmap": None},
        {"items": [{"id": "a", "title": "x"}], "roadmap": {"name": "x"}},
    ]
    assert all(as_known_then(changed, then) != then for changed in every)
