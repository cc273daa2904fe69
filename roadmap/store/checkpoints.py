"""What was the state at a head that was open before? Saved checkpoints, so that opening is quick.

Beside the state lies the index of the decisions, so that playback knows a long history at once.

A checkpoint is a cache and no part of the document: it lies in the app's cache folder and is thrown
away when anything about it differs (the roadmap, the head, the fold, the shape of the state) or
when it cannot be read. It is only ever as right as `evolve` was when it was saved.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from roadmap.collector import without_collector
from roadmap.decision_index import DecisionIndex, PackedIndex
from roadmap.evolve import FOLD_VERSION
from roadmap.state import State, Table
from roadmap.values import Head

KEPT_OF_EACH = 2
KEPT_IN_ALL = 20

_SAVING = ".saving-"
_MAGIC = b"roadmap checkpoint 2\n"


class Saved(NamedTuple):
    """The state at a head; where they were known, the index of all decisions and an earlier state.

    `recent` is the place of that state and the state: what happened after it is found at once.
    """

    state: State
    decisions: DecisionIndex | None
    recent: tuple[int, State] | None


class Checkpoints:
    """The saved checkpoints of one roadmap in `folder`, which need not exist yet."""

    def __init__(self, folder: Path, roadmap_id: str, fold_version: int = FOLD_VERSION) -> None:
        self._folder = folder
        self._roadmap_id = roadmap_id
        self._fold_version = fold_version
        # The id comes from a file that may be anybody's: it is no part of a path as it is.
        self._prefix = sha256(roadmap_id.encode()).hexdigest()[:24]

    def load(self, head: Head) -> State | None:
        """Return the state at `head`, or None when it was not saved or cannot be used."""
        saved = self.read(head)
        return None if saved is None else saved.state

    def read(self, head: Head) -> Saved | None:
        """Return all that was saved at `head`."""
        path = self._path(head)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        saved = self._saved(data, head)
        if saved is None:
            _remove(path)
        return saved

    def newest(self) -> tuple[Head, State] | None:
        """Return the last head that was saved and its state; the log may have moved on, or away."""
        for head in self.heads():
            state = self.load(head)
            if state is not None:
                return head, state
        return None

    def heads(self) -> list[Head]:
        """Return the heads that were saved, the last one first."""
        names = sorted((path.name for path in self._folder.glob(f"{self._prefix}-*")), reverse=True)
        return [head for head in map(_head_in, names) if head is not None]

    def save(
        self,
        state: State,
        head: Head,
        index: PackedIndex | None = None,
        recent: tuple[int, State] | None = None,
    ) -> None:
        """Save the state at `head` in one step, and drop the oldest checkpoints.

        A cache that cannot be written is no fault: opening takes longer then.
        """
        earlier = None if recent is None else (recent[0], _rows(recent[1]))
        data = self._bytes(head, (_rows(state), index, earlier))
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=_SAVING)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(name).replace(self._path(head))
            except OSError:
                _remove(Path(name))
                raise
            self._drop_oldest()

    def _path(self, head: Head) -> Path:
        return self._folder / f"{self._prefix}-{head.position:012d}-{head.digest}"

    def _bytes(self, head: Head, saved: tuple[Any, ...]) -> bytes:
        key = (self._roadmap_id, head.position, head.digest, self._fold_version, shape_of_state())
        body = msgspec.msgpack.encode((key, *saved))
        return _MAGIC + sha256(body).digest() + body

    def _saved(self, data: bytes, head: Head) -> Saved | None:
        start = len(_MAGIC) + 32
        body = memoryview(data)[start:]
        if not data.startswith(_MAGIC) or sha256(body).digest() != data[len(_MAGIC) : start]:
            return None
        wanted = (self._roadmap_id, head.position, head.digest, self._fold_version)
        try:
            with without_collector():
                key, rows, packed, earlier = _decoder().decode(body)
                if key != (*wanted, shape_of_state()):
                    return None
                index = packed and DecisionIndex.unpacked(packed, head.position)
                recent = earlier and (earlier[0], _state_of(earlier[1]))
                return Saved(_state_of(rows), index or None, recent)
        except (msgspec.MsgspecError, ValueError, TypeError):
            return None

    def _drop_oldest(self) -> None:
        """Keep few checkpoints, and none that a program which died was still writing."""
        age = {path: path.stat().st_mtime for path in self._folder.iterdir()}
        every = sorted((path for path in age if _head_in(path.name)), key=age.__getitem__)[::-1]
        mine = [path for path in every if path.name.startswith(self._prefix)]
        an_hour_ago = age[every[0]] - 3600
        left = [path for path in age if path.name.startswith(_SAVING) and age[path] < an_hour_ago]
        for path in [*mine[KEPT_OF_EACH:], *every[KEPT_IN_ALL:], *left]:
            _remove(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _head_in(name: str) -> Head | None:
    _, _, place = name.partition("-")
    position, _, digest = place.partition("-")
    return Head(int(position), digest) if position.isdigit() and len(digest) == 64 else None


# -- the state as plain rows ----------------------------------------------------------------------


@cache
def _hints() -> dict[str, Any]:
    hints = get_type_hints(State)
    return {name: hints[name] for name in State.__struct_fields__}


def _rows(state: State) -> list[Any]:
    """Return the fields of the state in order, each table as its records in order."""
    fields = (getattr(state, name) for name in State.__struct_fields__)
    return [value.ordered() if isinstance(value, Table) else value for value in fields]


def _fields(rows: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    for (name, hint), value in zip(_hints().items(), rows, strict=True):
        is_table = get_origin(hint) is Table
        yield name, Table.of((row.id, row) for row in value) if is_table else value


def _state_of(rows: tuple[Any, ...]) -> State:
    return State(**dict(_fields(rows)))


@cache
def _wire_type() -> Any:
    rows = [
        list[get_args(hint)] if get_origin(hint) is Table else hint  # type: ignore[misc]
        for hint in _hints().values()
    ]
    return tuple[tuple(rows)]  # type: ignore[misc]


@cache
def _decoder() -> msgspec.msgpack.Decoder[Any]:
    key, state = tuple[str, int, str, int, str], _wire_type()
    earlier = tuple[int, state] | None  # type: ignore[valid-type]
    return msgspec.msgpack.Decoder(
        tuple[key, state, PackedIndex | None, earlier]  # type: ignore[valid-type]
    )


@cache
def shape_of_state() -> str:
    """Return a digest of every record's fields, so that no state of another shape is taken."""
    return sha256(repr(msgspec.inspect.type_info(_wire_type())).encode()).hexdigest()
