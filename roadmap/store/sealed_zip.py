"""How does a snapshot lie in its file, and how is a file from elsewhere taken apart without harm?

A zip of exactly two members, written one way. Its comment is the SHA-256 of all bytes before it, so
that a changed byte shows wherever it lies, in a time stamp or in the padding of a stream too.
Nothing is unpacked to disk; sizes, ratio and the length of a line are bounded while reading.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from roadmap.errors import Damaged, NotARoadmap
from roadmap.store.codec import LONGEST_RECORD
from roadmap.whole_file import cannot_write

MANIFEST, EVENTS = "manifest.json", "events.jsonl"

LARGEST_FILE = 1 << 30
LARGEST_MANIFEST = 1 << 16
LARGEST_EVENTS = 4 << 30
MOST_TIMES_LARGER = 60  # real histories pack to a fifth or a tenth
_SMALL = 1 << 20  # below this the ratio tells nothing

_CHUNK = 1 << 16
# What the library says of a zip that lies: a place outside the file makes the seek fail.
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError),
)
_END_OF_ZIP = struct.Struct("<4s4H2LH")
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_SEAL_LENGTH = 64
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def is_zip(path: Path) -> bool:
    """Whether the file begins as a zip does."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


# -- writing --------------------------------------------------------------------------------------


def write_sealed(path: Path, manifest: bytes, lines: Iterable[bytes]) -> None:
    """Write a new file with `manifest` and `lines`; where that fails, none is left.

    Raises StoreError.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            archive.writestr(_member(MANIFEST), manifest)
            # By its name, else the library forgets the level and takes twice the time.
            with archive.open(EVENTS, "w", force_zip64=True) as events:
                for chunk in _chunks(lines):
                    events.write(chunk)
            archive.comment = b"0" * _SEAL_LENGTH
        with part.open("r+b") as file:
            seal = _seal(file, part.stat().st_size - _SEAL_LENGTH)
            file.seek(-_SEAL_LENGTH, os.SEEK_END)
            file.write(seal)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        if os.access(part.parent, os.W_OK):
            part.unlink(missing_ok=True)


def _chunks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines with their ends, many at once: packing each alone takes twice the time."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size > _CHUNK:
            yield b"\n".join([*held, b""])
            held, size = [], 0
    if held:
        yield b"\n".join([*held, b""])


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    return info


def _seal(file: IO[bytes], length: int) -> bytes:
    """Return the digest, as text, of the first `length` bytes of `file`."""
    digest = sha256()
    file.seek(0)
    while length > 0 and (chunk := file.read(min(_CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest().encode()


# -- reading --------------------------------------------------------------------------------------


class SealedZip:
    """A snapshot's file, open for reading. Raises NotARoadmap and Damaged."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._name, self._file = path.name, file
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise NotARoadmap(
                f"{path.name!r} is larger than {LARGEST_FILE >> 20} MB, which no snapshot is."
            )
        self._check_end(file, size)
        self.is_sealed = _seal(file, size - _SEAL_LENGTH) == _last(file, _SEAL_LENGTH)
        try:
            self._zip = zipfile.ZipFile(file)
        except (*_UNREADABLE, ValueError, OverflowError) as error:
            raise self._damaged(f"its table of contents cannot be read ({error})") from error
        self._check_members()

    def _damaged(self, what: str, position: int | None = None) -> Damaged:
        return Damaged(
            f"{self._name!r} was changed or cut after it was made: {what}. Ask for it again.",
            position,
        )

    def _check_end(self, file: IO[bytes], size: int) -> None:
        length = _END_OF_ZIP.size + _SEAL_LENGTH
        end = _last(file, length) if size > length else b""
        if len(end) != length or _END_OF_ZIP.unpack_from(end)[0] != b"PK\x05\x06":
            if size > length and is_zip_bytes(file):
                raise self._damaged("its end is missing, or it was packed anew")
            raise NotARoadmap(f"{self._name!r} is no snapshot of a roadmap.")

    def _check_members(self) -> None:
        infos = self._zip.infolist()
        names = [info.filename for info in infos]
        foreign = next((name for name in names if name not in (MANIFEST, EVENTS)), None)
        if foreign is not None:
            raise NotARoadmap(
                f"{self._name!r} holds {foreign[:80]!r}, which no snapshot does: it was not made "
                "by Roadmap."
            )
        for name in (MANIFEST, EVENTS):
            if names.count(name) != 1:
                what = "is missing" if name not in names else "is there twice"
                raise self._damaged(f"{name} {what}")
        for info, largest in zip(
            sorted(infos, key=lambda each: each.filename != MANIFEST),
            (LARGEST_MANIFEST, LARGEST_EVENTS),
            strict=True,
        ):
            self._check_member(info, largest)

    def _check_member(self, info: zipfile.ZipInfo, largest: int) -> None:
        if info.compress_type != zipfile.ZIP_DEFLATED or info.flag_bits & 0x1:
            raise self._damaged(f"{info.filename} is packed in another way than Roadmap packs")
        if info.file_size > largest:
            raise self._damaged(f"{info.filename} is larger than it may be")
        if info.file_size > _SMALL and info.file_size > MOST_TIMES_LARGER * info.compress_size:
            raise self._damaged(
                f"{info.filename} unpacks to more than {MOST_TIMES_LARGER} times its size"
            )

    def manifest(self) -> bytes:
        """Return the bytes of the manifest."""
        return b"".join(self._read(MANIFEST))

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of the events, without their ends."""
        rest = b""
        for chunk in self._read(EVENTS):
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
            if len(rest) > LONGEST_RECORD:
                raise self._damaged("a line is longer than any record")
        if rest:
            raise self._damaged("its last line is cut off")

    def _read(self, name: str) -> Iterator[bytes]:
        """Yield what a member unpacks to, and only then say that its checksum is wrong.

        The library checks before it hands out the last of it: what is damaged could not be found.
        """
        info = self._zip.getinfo(name)
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        size, checksum = 0, 0
        try:
            for packed in self._packed(info):
                piece = packed
                while piece:
                    part = unpacker.decompress(piece, _CHUNK)
                    piece = unpacker.unconsumed_tail
                    size, checksum = size + len(part), zlib.crc32(part, checksum)
                    if size > info.file_size:
                        raise self._damaged(f"{name} unpacks to more than it says")
                    yield part
        except _UNREADABLE as bad:
            raise self._damaged(f"{name} cannot be unpacked ({bad})") from bad
        if not unpacker.eof or (size, checksum) != (info.file_size, info.CRC):
            raise self._damaged(f"{name} is not what was packed")

    def _packed(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the packed bytes of a member, from behind its own header."""
        self._file.seek(info.header_offset)
        header = self._file.read(_LOCAL_HEADER.size)
        if len(header) != _LOCAL_HEADER.size:
            raise EOFError("its header is missing")
        *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        self._file.seek(name_length + extra_length, os.SEEK_CUR)
        left = info.compress_size
        while left > 0 and (packed := self._file.read(min(_CHUNK, left))):
            left -= len(packed)
            yield packed


def is_zip_bytes(file: IO[bytes]) -> bool:
    """Whether an open file begins as a zip does."""
    file.seek(0)
    return file.read(4) == b"PK\x03\x04"


def _last(file: IO[bytes], length: int) -> bytes:
    file.seek(-length, os.SEEK_END)
    return file.read(length)


@contextmanager
def opened(path: Path) -> Iterator[SealedZip]:
    """Yield the sealed zip at `path`. Raises NotARoadmap, Damaged, OSError."""
    with path.open("rb") as file:
        yield SealedZip(path, file)
