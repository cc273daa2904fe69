"""YAML from anywhere, read within limits: plain values only, no tags, no depth, no size attacks.

Days and times stay text: a file with an impossible date is read all the same, and judged by whoever
needs the date.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from roadmap.errors import ImportRefused
from roadmap.exchange.sheet import codec_of, detect_encoding, encoding_of, open_file

_MOST_BYTES = 1_000_000
_MOST_DEPTH = 40
_MOST_NODES = 100_000
_MOST_ALIASES = 1_000
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _TooLarge(yaml.YAMLError):
    """More depth, nodes or aliases than any such file has."""


class _Loader(yaml.SafeLoader):
    """The library's safe loader, counting as it goes."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = self._nodes = self._aliases = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Compose one node, refusing what is too deep or too much."""
        self._nodes += 1
        self._aliases += self.check_event(yaml.AliasEvent)
        if self._depth > _MOST_DEPTH or self._nodes > _MOST_NODES or self._aliases > _MOST_ALIASES:
            raise _TooLarge
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


# The library's own table, without the entry that makes dates of what looks like one.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_documents(path: Path, encoding: str | None = None) -> tuple[list[Any], str]:
    """Return the YAML documents of a file and its encoding. Raises ImportRefused."""
    encoding = encoding_of(encoding) or detect_encoding(path)
    with open_file(path) as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ImportRefused(f"{path.name} is larger than 1 MB: import it in parts.")
    text = data.decode(codec_of(encoding), errors="replace")
    try:
        return list(yaml.load_all(text, Loader=_Loader)), encoding
    except _TooLarge as error:
        raise ImportRefused(
            f"{path.name} is nested deeper, or repeats more, than a file of levels does: it was "
            "not read."
        ) from error
    except yaml.YAMLError as error:
        raise ImportRefused(f"{path.name} cannot be read as YAML{_place(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise ImportRefused(f"{path.name} cannot be read as YAML: {error}.") from error


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None)
    place = "" if mark is None else f", line {mark.line + 1}"
    return f"{place}: {what}" if what else place
