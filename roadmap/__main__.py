"""`python -m roadmap`: the command line where it is not installed as a command."""

from __future__ import annotations

from roadmap.cli import main

main()
