"""Draws the README's pictures, the sample in both themes: `python -m gui.pictures [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from gui.render import pictures
from roadmap.sample import open_sample

README_PICTURES = Path("out") / "pictures"


def main(arguments: list[str]) -> int:
    """Draws into the folder named, by default out/pictures; says where."""
    folder = Path(arguments[0]) if arguments else README_PICTURES
    with TemporaryDirectory() as made:
        for path in pictures(open_sample(Path(made)), folder):
            sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
