"""Where are the private scenarios of a roadmap? In the app's data folder, never in the document.

One JSON file a roadmap, named by its id. Every change reads it again under a lock and puts a whole
new file in its place, so that two programs lose nothing and a killed one leaves the old file or the
new. A file that cannot be read is named and left as it is.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from roadmap.errors import Damaged, Newer, NotFound, Refused, StoreBusy, StoreError, StoreReadOnly
from roadmap.folders import data_folder
from roadmap.scenario.scenario import Scenario, scenario_json, scenario_of

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FORMAT, _VERSION = "roadmap-scenarios", 1
_BUSY_SECONDS = 10.0
_WAIT_SECONDS = 0.02


class Shelf:
    """The private scenarios of one roadmap."""

    def __init__(self, roadmap: str, folder: Path | None = None) -> None:
        """Scenarios of the roadmap with this id, kept in `folder` or the app's data folder."""
        self._roadmap = roadmap
        self.path = (folder or data_folder() / "scenarios") / f"{_file_name(roadmap)}.json"

    def all(self) -> tuple[Scenario, ...]:
        """Return all scenarios, in the order in which they were made. Raises Damaged, Newer."""
        return tuple(self._read())

    def put(self, scenario: Scenario) -> Scenario:
        """Keep a new scenario. Raises Refused where another has its name."""

        def add(known: list[Scenario]) -> list[Scenario]:
            _refuse_taken(known, scenario)
            return [*(each for each in known if each.id != scenario.id), scenario]

        self._change(add)
        return scenario

    def change(self, key: str, edit: Callable[[Scenario], Scenario]) -> Scenario:
        """Keep what `edit` makes of the scenario as it is on the shelf now, and return it.

        What `edit` raises changes nothing. Raises NotFound where it was dropped meanwhile, Refused
        where another has its name.
        """
        made: list[Scenario] = []

        def replaced(known: list[Scenario]) -> list[Scenario]:
            found = next((each for each in known if each.id == key), None)
            if found is None:
                raise NotFound("This scenario was dropped meanwhile, in another window perhaps.")
            made.append(edit(found))
            _refuse_taken(known, made[0])
            return [made[0] if each.id == key else each for each in known]

        self._change(replaced)
        return made[0]

    def drop(self, key: str) -> bool:
        """Drop a scenario; return whether it was there."""
        found: list[bool] = []

        def without(known: list[Scenario]) -> list[Scenario]:
            rest = [each for each in known if each.id != key]
            found.append(len(rest) < len(known))
            return rest

        self._change(without)
        return found[0]

    # -- the file ---------------------------------------------------------------------------------

    def _change(self, edit: Callable[[list[Scenario]], list[Scenario]]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _locked(self.path.with_suffix(".lock")):
                known = self._read()
                wanted = edit(known)
                if wanted != known:
                    self._write(wanted)
        except OSError as error:
            why = error.strerror or str(error)
            raise StoreReadOnly(
                f"Private scenarios cannot be kept in {self.path.parent}: {why}. Nothing was "
                "changed; make the folder writable, or share the scenario instead."
            ) from error

    def _read(self) -> list[Scenario]:
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            why = error.strerror or str(error)
            raise StoreError(f"{self.path} cannot be read: {why}.") from error
        try:
            return self._scenarios(json.loads(data.decode()))
        except (ValueError, RecursionError, Damaged) as error:
            raise Damaged(
                f"The private scenarios in {self.path} cannot be read ({_first_line(error)}). "
                "Nothing in it was changed: restore the file from a copy, or rename it to begin "
                "anew."
            ) from error

    def _scenarios(self, document: Any) -> list[Scenario]:
        if not isinstance(document, dict) or document.get("format") != _FORMAT:
            raise Damaged("it is no file of scenarios")
        version, rows = document.get("version"), document.get("scenarios")
        if type(version) is not int or not isinstance(rows, list):
            raise Damaged("it is not shaped as a file of scenarios")
        if version > _VERSION:
            raise Newer(
                f"{self.path} was written by a newer version of Roadmap: update Roadmap to use "
                "the scenarios in it."
            )
        if document.get("roadmap") != self._roadmap:
            raise Damaged("it holds the scenarios of another roadmap")
        if not all(isinstance(row, dict) for row in rows):
            raise Damaged("a scenario in it is no object")
        return [scenario_of(row) for row in rows]

    def _write(self, scenarios: list[Scenario]) -> None:
        document = {
            "format": _FORMAT,
            "version": _VERSION,
            "roadmap": self._roadmap,
            "scenarios": [scenario_json(each) for each in scenarios],
        }
        beside = self.path.with_suffix(f".{os.getpid()}.new")
        try:
            with beside.open("wb") as file:
                file.write(json.dumps(document, ensure_ascii=False, indent=1).encode())
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)


def _refuse_taken(known: list[Scenario], scenario: Scenario) -> None:
    wanted = scenario.name.casefold()
    for other in known:
        if other.id != scenario.id and other.name.casefold() == wanted:
            raise Refused(
                f"There is a scenario called {other.name!r} already: give this one another name."
            )


def _file_name(roadmap: str) -> str:
    """Return the id as a file's name; an id of ours holds nothing else than letters and digits."""
    return "".join(letter if letter.isalnum() or letter == "-" else "_" for letter in roadmap)


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0].rstrip(".")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of the shelf; the system lets go of it when a program dies.

    Raises StoreBusy when another program keeps it for too long.
    """
    with path.open("ab") as file:
        until = time.monotonic() + _BUSY_SECONDS
        while not _try_lock(file.fileno()):
            if time.monotonic() > until:
                raise StoreBusy(
                    f"Another program keeps the scenarios in {path.parent} locked. Try again in a "
                    "moment."
                )
            time.sleep(_WAIT_SECONDS)
        try:
            yield
        finally:
            _unlock(file.fileno())


if sys.platform == "win32":

    def _try_lock(number: int) -> bool:
        try:
            os.lseek(number, 0, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(number: int) -> None:
        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:

    def _try_lock(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)
