"""How results reach a person or a program: tables and sentences, or one JSON document.

Text from data is always plain: no markup, no control characters. Stdout holds the result only;
warnings, errors and progress go to stderr. Nothing is cut when the output is no terminal.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from roadmap.values import clean_line

_UNCUT = 10_000  # columns; the width of a table that goes to a file or a pipe
_PATIENCE = 1.0  # seconds before a bar shows


def tell(sentence: str) -> None:
    """Print one line on stdout."""
    sys.stdout.write(f"{sentence}\n")


def complain(sentence: str) -> None:
    """Print one line on stderr."""
    sys.stderr.write(f"{clean_line(sentence)}\n")


warn = complain


def print_json(document: Any) -> None:
    """Print `document` as the one JSON document of this command: the whole of it, or nothing.

    Written compact and indented afterwards: twice as fast as to indent while writing.
    """
    compact = json.dumps(document, ensure_ascii=False, allow_nan=False)
    whole = msgspec.json.format(compact.encode("utf-8", "backslashreplace"), indent=2)
    sys.stdout.write(f"{whole.decode()}\n")


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Sequence[int] = (),
    wrapped: Sequence[int] | None = None,
) -> None:
    """Print `rows` under `head`; the columns whose places are in `numbers` are right-aligned.

    On a narrow terminal the columns at `wrapped` give way, by default all but the numbers.
    """
    console = _console()
    shown = Table(box=None, pad_edge=False, header_style="bold", show_header=any(head))
    for place, title in enumerate(head):
        right = place in numbers
        stiff = right or (wrapped is not None and place not in wrapped)
        shown.add_column(Text(title), justify="right" if right else "left", no_wrap=stiff)
    for row in rows:
        shown.add_row(*(Text(clean_line(cell)) for cell in row))
    with console.capture() as captured:
        console.print(shown)
    for line in captured.get().splitlines():
        tell(line.rstrip())


def _console() -> Console:
    plain: dict[str, Any] = {"markup": False, "highlight": False, "emoji": False}
    if sys.stdout.isatty():
        return Console(file=sys.stdout, **plain)
    return Console(file=sys.stdout, width=_UNCUT, color_system=None, **plain)


class Bar:
    """A progress bar on stderr that shows itself only where work takes over a second."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self._task: Any = None

    def __call__(self, done: int, total: int) -> bool:
        """Show `done` of `total`; returns True, which means to go on."""
        if self._progress is None and time.monotonic() - self._began > _PATIENCE:
            self._start(total)
        if self._progress is not None:
            self._progress.update(self._task, completed=done, total=total or None)
        return True

    def _start(self, total: int) -> None:
        console = Console(stderr=True, markup=False, highlight=False)
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._progress.start()
        self._task = self._progress.add_task(self._what, total=total or None)

    def stop(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()


@contextmanager
def bar(what: str) -> Iterator[Bar]:
    """Yield a progress callback `(done, total) -> bool` that takes itself away at the end."""
    shown = Bar(what)
    try:
        yield shown
    finally:
        shown.stop()
