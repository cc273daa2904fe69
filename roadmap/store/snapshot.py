"""What does a shared snapshot say of itself, and is a received one whole? Verified before shown.

The manifest names the roadmap, the moment it shows and the end of its chain; the events are the
bytes of the records, one a line. Everything is checked before anything of it is shown, and the log
that comes out of it can never be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from roadmap.analysis.words import say_day
from roadmap.collector import without_collector
from roadmap.errors import Damaged, Newer, NotARoadmap, NotFound, Refused, StoreReadOnly
from roadmap.events.base import Frozen
from roadmap.log import Problem
from roadmap.signing import Signed, vouched
from roadmap.store.canonical import canonical, is_canonical, parse
from roadmap.store.checking import Checked, Progress, look_through
from roadmap.store.codec import Codec, Row, digest_of
from roadmap.store.memory import PAGE, MemoryLog
from roadmap.store.sealed_zip import SealedZip, opened, write_sealed
from roadmap.values import EMPTY_HEAD, Author, Count, Head, Id, Line, Moment, Name

FORMAT = 1
SUFFIX = ".roadsnap"
_KIND, _VERSION = b',"kind":"', b'","version":'

Audience = Literal["leadership", "team", "all"]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Encoded = Annotated[str, Field(pattern=r"^[0-9A-Za-z+/]{1,200}={0,2}$")]
RoadmapId = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{10,40}$")]


class Signature(Frozen):
    """An Ed25519 signature of the manifest without it; both values in base64."""

    key: Encoded
    value: Encoded


class Manifest(Frozen):
    """What a snapshot says of itself.

    `head` is the SHA-256 of its last record, `original` that of the roadmap it was made from, where
    leaving something out gave it a chain of its own.
    """

    format: Count
    roadmap: RoadmapId
    title: Line
    position: Count
    decision: Id
    head: Digest
    count: Count
    made_at: Moment
    by: Author
    audience: Audience
    redactions: tuple[Name, ...] = ()
    original: Digest | None = None
    signature: Signature | None = None

    def signed(self) -> bytes:
        """Return the bytes that a signature is about."""
        return canonical(self.model_dump(mode="json", exclude={"signature"}))


def write_snapshot(path: Path, manifest: Manifest, records: Iterable[bytes]) -> None:
    """Write a new snapshot file of the bytes of `records`.

    Raises Refused where there is a file already, NotFound without a folder, StoreError.
    """
    if path.suffix != SUFFIX:
        raise Refused(f"{path.name!r}: the name of a snapshot ends in {SUFFIX}.")
    if path.exists():
        raise Refused(f"There is already a file {str(path)!r}. Choose another name.")
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {str(path.parent)!r}. Make it first.")
    write_sealed(path, canonical(manifest.model_dump(mode="json")), records)


def manifest_of(path: Path) -> Manifest:
    """Return what the snapshot at `path` says of itself, without looking at its events."""
    with _found(path) as archive:
        return _manifest(path, archive.manifest())


def open_snapshot(
    path: Path, *, codec: Codec | None = None, progress: Progress | None = None
) -> MemoryLog:
    """Return the log of a snapshot, read-only, after all of it was verified.

    Of a newer version, it is read as far as this version can.

    Raises NotFound, NotARoadmap, Damaged with the first place that is wrong or for a signature
    that does not fit, Newer.
    """
    codec = codec or Codec()
    with without_collector():
        with _found(path) as archive:
            manifest = _manifest(path, archive.manifest())
            rows, broken = _read_rows(archive)
            is_sealed = archive.is_sealed
        checked = _checked(rows, manifest, codec, progress)
    problem = next(iter(checked.problems), None)
    if broken is not None and (problem is None or problem.position == len(rows) + 1):
        problem = Problem(len(rows) + 1, "what follows cannot be unpacked")
    if problem is None and not is_sealed:
        problem = Problem(None, "its bytes are not those that were sealed")
    if problem is not None:
        place = "" if problem.position is None else f" at position {problem.position}"
        raise Damaged(
            f"{path.name!r} was changed or cut after it was made{place}: {problem.what}. Ask for "
            "it again.",
            problem.position,
        )
    return MemoryLog(
        rows,
        roadmap_id=manifest.roadmap,
        location=str(path),
        read_only_because=_why(manifest, _vouched(path, manifest)),
        checked=checked,
        codec=codec,
    )


@contextmanager
def _found(path: Path) -> Iterator[SealedZip]:
    try:
        with opened(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {str(path)!r}.") from error
    except IsADirectoryError as error:
        raise NotARoadmap(f"{path.name!r} is a folder, not a snapshot.") from error
    except PermissionError as error:
        raise StoreReadOnly(f"{path.name!r} may not be read. Ask its owner for access.") from error


def _manifest(path: Path, text: bytes) -> Manifest:
    try:
        return _read_manifest(path, text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        what = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
        raise _bad_manifest(path, what) from error
    except (ValueError, RecursionError) as error:
        raise _bad_manifest(path, str(error)) from error


def _read_manifest(path: Path, text: bytes) -> Manifest:
    said = parse(text)
    if isinstance(said, dict) and isinstance(said.get("format"), int) and said["format"] > FORMAT:
        raise Newer(
            f"{path.name!r} was made by a newer version of Roadmap. Install that version to open "
            "it."
        )
    if not is_canonical(text):
        raise ValueError("it is not written the one way it is written here")
    return Manifest.model_validate_json(text)


def _bad_manifest(path: Path, what: str) -> Damaged:
    return Damaged(
        f"{path.name!r} was changed or cut after it was made: what it says of itself cannot be "
        f"read ({what}). Ask for it again."
    )


def _read_rows(archive: SealedZip) -> tuple[list[Row], Damaged | None]:
    """Return the records as far as they can be unpacked, and what stopped that."""
    rows: list[Row] = []
    try:
        rows.extend(_rows(archive.lines()))
    except Damaged as broken:
        return rows, broken
    return rows, None


def _rows(lines: Iterable[bytes]) -> Iterator[Row]:
    for position, line in enumerate(lines, 1):
        end = line.rfind(_VERSION)
        start = line.rfind(_KIND, 0, end) + len(_KIND)
        kind = line[start:end].decode("ascii", "replace") if 0 <= end - start <= 100 else ""
        yield Row(position, kind, line)


def _vouched(path: Path, manifest: Manifest) -> str:
    found = manifest.signature
    signed = None if found is None else Signed(found.key, found.value)
    return vouched(path.name, manifest.by.name, manifest.signed(), signed)


def _why(manifest: Manifest, signed: str) -> str:
    made = say_day(manifest.made_at.date())
    return (
        f"This is a snapshot that {manifest.by.name} made on {made}{signed}: it can be read and "
        "answered, not changed."
    )


def _checked(
    rows: list[Row], manifest: Manifest, codec: Codec, progress: Progress | None
) -> Checked:
    pages = (rows[at : at + PAGE] for at in range(0, len(rows), PAGE))
    checked = look_through(pages, len(rows), codec, progress)
    ends = Head(len(rows), digest_of(rows[-1].state)) if rows else EMPTY_HEAD
    if ends != Head(manifest.count, manifest.head):
        place = min(len(rows), manifest.count) + 1
        what = "its last record is not the one that it says it ends with"
        checked.problems.append(Problem(place, what))
    elif not checked.problems and not _ends_with(manifest.decision, rows, checked, codec):
        what = "its last decision is not the one that it says it shows"
        checked.problems.append(Problem(len(rows), what))
    return checked


def _ends_with(decision: str, rows: list[Row], checked: Checked, codec: Codec) -> bool:
    return checked.newer is not None or codec.records(rows[-1:])[0].decision.id == decision
