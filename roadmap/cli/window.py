"""The bare `roadmap [FILE]`: opens the app, or says in a sentence why it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roadmap.cli.catalogue import command_group
from roadmap.cli.display import display_problem
from roadmap.cli.opening import existing_path
from roadmap.cli.output import complain
from roadmap.cli.plugins import window

app = command_group()

_NO_WINDOW = 2


@app.command("open")
def open_app(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="The roadmap file.")] = None,
) -> int:
    """Open the app."""
    path = None if file is None else existing_path(file)
    return show_window(path)


def show_window(path: Path | None) -> int:
    """Open the app on `path`; returns 2 with a sentence where there is no display or no app."""
    problem = display_problem()
    if problem is not None:
        complain(
            f"The app needs a display, and {problem} The other commands work without one: "
            "`roadmap --help`."
        )
        return _NO_WINDOW
    opened = window()
    if opened is None:
        complain(
            "The app is not installed here: install PySide6-Essentials, or use the commands "
            "(`roadmap --help`)."
        )
        return _NO_WINDOW
    return opened(path)
