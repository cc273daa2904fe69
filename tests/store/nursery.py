"""Programs that append in processes of their own, for tests that kill them or run several.

Run as a script it loads the engine once and then, for each line `FILE FIRST COUNT` on its input,
forks a child that appends decisions and answers `PID` and then each number once it is saved.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from roadmap.errors import HeadMoved
from roadmap.store import open_log
from tests.store.drafts import decided

ROOT = Path(__file__).resolve().parents[2]


def append_all(path: Path, first: int, count: int, answer: IO[str]) -> None:
    """Append decisions `first` and the following, each said once it is on the disk."""
    log = open_log(path)
    for number in range(first, first + count):
        while True:
            try:
                log.append([decided(number)], log.head(), datetime.now(UTC))
                break
            except HeadMoved:
                continue
        answer.write(f"{number}\n")
        answer.flush()
    log.close()


def read_on(path: Path, seconds: float, answer: IO[str]) -> None:
    """Read and check the whole file again and again."""
    log = open_log(path)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        count = len(log.records(0, log.head().position))
        assert log.verify() == []
        answer.write(f"{count}\n")
        answer.flush()
    log.close()


def _serve() -> None:
    for line in sys.stdin:
        task, path, first, count = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            print(f"pid {os.getpid()}", flush=True)  # noqa: T201 - the answer
            if task == "append":
                append_all(Path(path), int(first), int(count), sys.stdout)
            else:
                read_on(Path(path), float(count), sys.stdout)
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)
        print("ended", flush=True)  # noqa: T201 - the answer


class Nursery:
    """A running nursery: one child at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._input, self._output = process.stdin, process.stdout

    def start(self, task: str, path: Path, first: int, count: float) -> int:
        """Start a child and return its process id once it runs."""
        self._input.write(f"{task}\t{path}\t{first}\t{count}\n")
        self._input.flush()
        word, pid = self._output.readline().split()
        assert word == "pid"
        return int(pid)

    def answers(self) -> Iterator[int]:
        """Yield the numbers that the child says, until it has ended."""
        for line in self._output:
            if line == "ended\n":
                return
            if line.endswith("\n"):
                yield int(line)


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Start a nursery; it ends with the block."""
    command = [sys.executable, "-m", "tests.store.nursery"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


if __name__ == "__main__":
    _serve()
