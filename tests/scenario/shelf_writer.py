"""A program of its own that puts scenarios on a shelf: FOLDER PREFIX COUNT; says what is kept."""

import sys
from pathlib import Path

from roadmap.scenario.scenario import Scenario
from roadmap.scenario.shelf import Shelf
from roadmap.values import derived_id


def main() -> None:
    """Put COUNT scenarios, then wait to be ended."""
    folder, prefix, count = sys.argv[1:]
    shelf = Shelf("ROADMAP001", Path(folder))
    for number in range(int(count)):
        name = f"{prefix} {number}"
        shelf.put(Scenario(derived_id(name), name))
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
