"""The arguments and options that many commands share, with one wording each."""

from __future__ import annotations

from typing import Annotated

import typer

File = Annotated[str, typer.Argument(metavar="FILE", help="The roadmap file.")]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="WHEN", help="A decision's id, a position or a date: as it was."),
]
TeamName = Annotated[
    str | None, typer.Option("--team", metavar="NAME", help="Only what belongs to this team.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who decides; by default the settings, else you."),
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason.")]
