"""`roadmap version`: what is installed here, without loading any of it."""

from __future__ import annotations

import importlib.metadata

from roadmap.cli.catalogue import command_group
from roadmap.cli.output import tell

app = command_group()


def version_of(name: str) -> str | None:
    """Return the version of an installed package; None where it is absent."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


@app.command("version")
def version() -> None:
    """Print the version of this program."""
    tell(f"roadmap {version_of('roadmap')}")
