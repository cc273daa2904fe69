"""What is said when a command line is used wrongly: exit code 2 (cli.md)."""

from __future__ import annotations

from roadmap.errors import RoadmapError


class Misused(RoadmapError):
    """The command line asks for something that there is not."""

    exit_code = 2
