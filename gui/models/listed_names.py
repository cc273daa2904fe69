"""How do several names stand in one line, and which names does such a line mean?

They are separated by commas; a name that has a comma itself stands in double quotes, as in a CSV
file, and a quote within those is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_QUOTED = re.compile(r'\s*"((?:[^"]|"")+)"\s*(?:,|$)')


def say_name(name: str) -> str:
    """Return a name as it stands among others."""
    if "," in name or name.startswith('"'):
        return '"' + name.replace('"', '""') + '"'
    return name


def say_names(names: Iterable[str]) -> str:
    """Return one line with all of them."""
    return ", ".join(say_name(name) for name in names)


def parse_names(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names that a line means, each once.

    One of ``known`` is kept whole also where its comma stands without quotes.
    """
    whole = sorted((name for name in known if "," in name), key=len, reverse=True)
    found: dict[str, None] = {}
    rest = text.strip()
    while rest:
        name, rest = _first(rest, whole)
        if name:
            found[name] = None
    return tuple(found)


def last_name(text: str) -> tuple[str, str]:
    """Return what stands before the name that is being typed, and that name."""
    start = 0
    while True:
        quoted = _QUOTED.match(text, start)
        if quoted is not None and quoted[0].endswith(","):
            start = quoted.end()
            continue
        opened = text[start:].lstrip().startswith('"')
        comma = -1 if opened else text.find(",", start)
        if comma < 0:
            return text[:start], text[start:].strip().lstrip('"')
        start = comma + 1


def _first(text: str, whole: Iterable[str]) -> tuple[str, str]:
    quoted = _QUOTED.match(text)
    if quoted is not None:
        return quoted[1].replace('""', '"').strip(), text[quoted.end() :].strip()
    for name in whole:
        after = text[len(name) :].lstrip()
        if text.startswith(name) and (not after or after.startswith(",")):
            return name, after[1:].strip()
    name, _, rest = text.partition(",")
    return name.strip(), rest.strip()
