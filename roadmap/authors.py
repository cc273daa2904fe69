"""Who decides when nobody says: a name as an author, and the name that a person's settings give.

The settings file is the only thing read here; the command line and the window share it.
"""

from __future__ import annotations

import getpass
import tomllib
from pathlib import Path

from roadmap.errors import Refused
from roadmap.folders import settings_path
from roadmap.values import Author, clean_line, derived_id

_NAME_LENGTH = 200


def author_named(name: str) -> Author:
    """Return the author called `name`; the same name is the same author in every copy.

    Raises Refused for a name that is empty or too long.
    """
    clean = clean_line(name)
    if not 1 <= len(clean) <= _NAME_LENGTH:
        raise Refused(f"A name has 1 to {_NAME_LENGTH} characters: say who decides with --by NAME.")
    return Author(derived_id("person", clean.casefold()), clean)


def own_name(settings: Path | None = None) -> str:
    """Return the name in the settings file (`name = "..."`), else the login name.

    Raises Refused when the settings cannot be read as TOML or there is no login name.
    """
    path = settings or settings_path()
    try:
        name = tomllib.loads(path.read_text("utf-8")).get("name")
    except FileNotFoundError:
        name = None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"The settings {path} cannot be read: {error}. Correct the file.") from error
    if isinstance(name, str) and name.strip():
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise Refused(
            f'Nobody is known to decide: say so with --by NAME, or write name = "..." to {path}.'
        ) from error
