"""How is a file written so that there is all of it or nothing, and what is said where it cannot be?

For what is made of a roadmap: pages, pictures, tables, replies. A file of that name goes only once
the new one is whole.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from roadmap.errors import NotFound, Refused, StoreError, StoreFull, StoreReadOnly

_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`; where that fails, nothing of it is left and nothing replaced.

    Raises NotFound without a folder, Refused for the name of one, StoreError.
    """
    if path.is_dir():
        raise Refused(f"{str(path)!r} is a folder: name the file that is to be written in it.")
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {str(path.parent)!r}. Make it first.")
    if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
        _write_through(path, content)
        return
    path = path.resolve()  # a link goes on leading to the file
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        if os.access(part.parent, os.W_OK):
            part.unlink(missing_ok=True)


def _write_through(path: Path, content: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(content)
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> StoreError:
    """Return what `error` means for the new file at `path`."""
    if error.errno in _NOT_ALLOWED:
        return StoreReadOnly(
            f"{path.name!r} cannot be written: nothing may be written in {str(path.parent)!r}. "
            "Choose another folder."
        )
    if error.errno in _FULL:
        return StoreFull(
            f"{path.name!r} was not written: the disk is full or a quota is reached. Make room, "
            "then try again."
        )
    why = error.strerror or str(error)
    return StoreError(f"{path.name!r} cannot be written ({why}). Choose another name or place.")
