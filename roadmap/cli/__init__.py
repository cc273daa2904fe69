"""The command line: `main` is what the shell calls. Which start is it, and how does it end?

Most often it is the window, on a file or without one. That start goes around the machinery of
commands, which would take more time than the window itself.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from roadmap.cli.at_once import window_at_once


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; see cli.md for their meaning."""
    at_once = window_at_once(arguments)
    if at_once is None:
        from roadmap.cli.running import run as run_command  # noqa: PLC0415 - costs 0.1 s

        return run_command(arguments)
    try:
        return at_once()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the outermost hook
        from roadmap.cli.running import failed  # noqa: PLC0415 - as above

        return failed(error)
