"""What does the app remember about the person: name, look, recent files, where the window stood?

One TOML file, which the command line reads the name from too. Where ROADMAP_PORTABLE names a
folder, everything is kept there and nothing is written elsewhere. No Qt here. A file that cannot
be read counts as empty and is replaced when the person changes something.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from roadmap.folders import log_folder, settings_path

if TYPE_CHECKING:
    from roadmap.values import Author

RECENT_FILES = 12
TEXT_SIZES = (100, 125, 150, 175, 200)

ThemeChoice = Literal["system", "light", "dark"]
Rectangle = tuple[int, int, int, int]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything remembered. ``text_size`` is in percent and holds from the next start.

    Attributes:
        name: The person's name as it was written; "" means the login name.
        recent: Locations of the roadmaps opened last, the latest first.
        window: (left, top, width, height) of the window, None before the first one.
        maximized: Whether the window filled the screen.
        import_folder: Where the last file to import was chosen, "" before the first one.
    """

    name: str = ""
    theme: ThemeChoice = "system"
    text_size: int = 100
    reduced_motion: bool = False
    recent: tuple[str, ...] = ()
    window: Rectangle | None = None
    maximized: bool = False
    import_folder: str = ""

    @property
    def author(self) -> Author:
        """Whom decisions name, the same as on the command line."""
        from roadmap.authors import author_named  # noqa: PLC0415 - after the first frame
        from roadmap.values import clean_line  # noqa: PLC0415 - after the first frame

        return author_named(clean_line(self.name)[:200] or login_name())


def login_name() -> str:
    """Return the name of the account, or "Somebody" where the system has none."""
    import getpass  # noqa: PLC0415 - after the first frame

    from roadmap.values import clean_line  # noqa: PLC0415 - after the first frame

    try:
        return clean_line(getpass.getuser()) or "Somebody"
    except (KeyError, OSError):
        return "Somebody"


def log_file() -> Path:
    """Return the file that errors are written to."""
    return log_folder() / "roadmap.log"


class SettingsFile:
    """The settings and the file they are kept in."""

    def __init__(self, path: Path | None = None) -> None:
        """Reads ``path``, by default settings.toml in the config folder."""
        self.path = path or settings_path()
        self._settings = _read(self.path)

    @property
    def settings(self) -> Settings:
        """What is remembered now."""
        return self._settings

    def change(self, **changes: Any) -> Settings:
        """Remembers other values of the named settings."""
        return self.put(replace(self._settings, **changes))

    def put(self, settings: Settings) -> Settings:
        """Remembers ``settings``; a folder that cannot be written costs only the memory."""
        if settings != self._settings:
            self._settings = settings
            _write(self.path, settings)
        return settings

    def add_recent(self, location: str) -> None:
        """Puts ``location`` first among the recent ones."""
        others = [each for each in self._settings.recent if each != location]
        self.change(recent=(location, *others)[:RECENT_FILES])

    def forget_recent(self, location: str) -> None:
        """Takes ``location`` off the recent ones."""
        self.change(recent=tuple(each for each in self._settings.recent if each != location))


def _read(path: Path) -> Settings:
    if not path.exists():
        return Settings()

    import tomllib  # noqa: PLC0415 - not needed before there are settings

    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        _log.warning("The settings in %s cannot be read: %s", path, error)
        return Settings()
    return _settings_from(given)


def _settings_from(given: Mapping[str, Any]) -> Settings:
    """Takes over what fits; a value of another shape counts as absent."""
    found: dict[str, Any] = {}
    for field in fields(Settings):
        if field.name in given and (value := _fitting(field.name, given[field.name])) is not None:
            found[field.name] = value
    return Settings(**found)


def _fitting(name: str, value: Any) -> Any:
    match name:
        case "name":
            return value[:200] if isinstance(value, str) else None
        case "import_folder":
            return value if isinstance(value, str) else None
        case "theme":
            return value if value in ("system", "light", "dark") else None
        case "text_size":
            return value if value in TEXT_SIZES else None
        case "recent":
            texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
            return tuple(value[:RECENT_FILES]) if texts else None
        case "window":
            numbers = isinstance(value, list) and len(value) == 4
            if numbers and all(type(each) is int for each in value):
                return cast("Rectangle", tuple(value))
            return None
        case _:
            return value if isinstance(value, bool) else None


def _write(path: Path, settings: Settings) -> None:
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A file name may hold bytes that are no text: then it is not found again, that is all.
        beside.write_bytes(_toml(settings).encode("utf-8", "replace"))
        beside.replace(path)
    except OSError as error:
        _log.warning("The settings cannot be written to %s: %s", path, error)


def _toml(settings: Settings) -> str:
    import json  # noqa: PLC0415 - after the first frame

    lines = []
    for field in fields(Settings):
        value = getattr(settings, field.name)
        if value is not None:
            # JSON writes text, numbers, booleans and lists of them as TOML does.
            lines.append(f"{field.name} = {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines).replace("\x7f", "\\u007f")
