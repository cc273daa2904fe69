"""Is a file there whole or not at all, and is nothing replaced that is no file?"""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from roadmap.errors import NotFound, Refused
from roadmap.whole_file import write_whole


def test_a_file_is_written_and_an_earlier_one_replaced(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    target, link = tmp_path / "real.html", tmp_path / "page.html"
    target.write_bytes(b"one")
    link.symlink_to(target)
    write_whole(link, b"two")
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"page")
    reader.join(timeout=20)
    assert read == [b"page"]
    assert pipe.is_fifo()


def test_a_folder_or_a_missing_one_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is a folder"):
        write_whole(tmp_path, b"")
    with pytest.raises(NotFound, match="no folder"):
        write_whole(tmp_path / "no" / "page.html", b"")
