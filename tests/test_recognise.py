"""A first look at a file: only what carries the header of a roadmap looks like one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from roadmap.recognise import is_document
from tests import sampled


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recognise") / "sample.roadmap"
    sampled.write(path)
    return path


def test_a_roadmap_is_recognised_by_its_first_bytes(sample: Path, tmp_path: Path) -> None:
    assert is_document(sample)
    beginning = tmp_path / "cut.roadmap"
    beginning.write_bytes(sample.read_bytes()[:72])
    assert is_document(beginning)


@pytest.mark.parametrize("content", [b"", b"Dear all", b"SQLite format 3\x00", b"PK\x03\x04" * 30])
def test_other_files_are_not(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.roadmap"
    path.write_bytes(content)
    assert not is_document(path)


def test_another_database_a_folder_and_an_absent_file_are_not(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE letters (text)")
    other.close()
    assert not is_document(path)
    assert not is_document(tmp_path)
    assert not is_document(tmp_path / "absent.roadmap")
