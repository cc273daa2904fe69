"""How does a roadmap file begin, and how is one opened? The only ways in.

Opening looks at the layout and the last record only, so that it takes the same time for any length;
`verify` looks at everything.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from uuid import uuid4

from roadmap.errors import Damaged, Newer, NotARoadmap, NotFound, Refused, StoreReadOnly
from roadmap.events import KINDS
from roadmap.log import Log
from roadmap.store.chain import tail_of
from roadmap.store.codec import Codec, Row
from roadmap.store.connecting import journal_of, leave_wal_mode, take_back_unfinished
from roadmap.store.document import DocumentLog, identity_of
from roadmap.store.faults import full, said
from roadmap.store.layout import FORMAT, format_in, mark_of
from roadmap.store.library import DocumentApplication
from roadmap.store.readable import first_unreadable
from roadmap.store.reading import End, Reader
from roadmap.store.sealed_zip import is_zip
from roadmap.store.snapshot import SUFFIX, open_snapshot

# Up to this many records (0.05 s) are looked through for kinds that are too new. In a longer log,
# the mark and the last record tell, or the record itself once it is read.
LOOKED_THROUGH = 200_000

_ROADMAP_ID = re.compile(r"[0-9A-Za-z]{10,40}")


def create_log(
    path: Path, roadmap_id: str | None = None, *, codec: Codec | None = None
) -> DocumentLog:
    """Make a new, empty roadmap file and open it.

    Raises Refused when there is a file of that name already, NotFound when there is no such
    folder, StoreReadOnly or StoreFull when it cannot be written.
    """
    path = path.resolve()
    roadmap_id = roadmap_id or uuid4().hex
    if not _ROADMAP_ID.fullmatch(roadmap_id):
        raise Refused(f"{roadmap_id!r} is no id of a roadmap: it takes 10 to 40 letters or digits.")
    _reserve(path)
    try:
        with said(path):
            DocumentApplication(path, KINDS, create=True).close()
        return open_log(path, codec=codec, new_id=roadmap_id)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _reserve(path: Path) -> None:
    """Make the empty file, so that two programs never both make it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
    except FileExistsError as error:
        raise Refused(f"There is already a file {str(path)!r}. Choose another name.") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(f"There is no folder {str(path.parent)!r}. Make it first.") from error
    except PermissionError as error:
        raise StoreReadOnly(
            f"The folder {str(path.parent)!r} may not be written. Choose another one."
        ) from error
    except OSError as error:
        raise full(path) from error


def open_any(path: Path) -> Log:
    """Open a roadmap file, or a snapshot of one, whatever its name ends in.

    Raises what `open_log` and `open_snapshot` raise.
    """
    path = path.resolve()
    _look_at(path)
    if path.suffix == SUFFIX or is_zip(path):
        return open_snapshot(path)
    return open_log(path)


def open_log(path: Path, *, codec: Codec | None = None, new_id: str | None = None) -> DocumentLog:
    """Open a roadmap file; read-only, with the reason, where it cannot or must not be written.

    `new_id` is the roadmap's id while the file holds no record yet.

    Raises NotFound, NotARoadmap, Newer when nothing of it can be read here, Damaged when its end
    cannot be read, and the errors of a store that is busy or out of reach.
    """
    path = path.resolve()
    codec = codec or Codec()
    _look_at(path)
    identity = identity_of(path)
    reader = _reader(path)
    writer = None
    try:
        reader.check_layout()
        end = reader.end()
        newer_from, why = _read_end(path, reader, end, codec)
        why = why or why_read_only(path)
        if why is None:
            with said(path):
                if journal_of(path).exists():
                    take_back_unfinished(path)
                writer = DocumentApplication(path, KINDS)
                writer.forget()
        log = DocumentLog(
            path,
            end.roadmap_id or new_id or uuid4().hex,
            reader,
            identity=identity,
            writer=writer,
            read_only_because=why,
            newer_from=newer_from,
            codec=codec,
        )
        log.expect_same_file()
        return log
    except BaseException:
        reader.close()
        if writer is not None:
            writer.close()
        raise


def _reader(path: Path) -> Reader:
    reader = Reader(path)
    try:
        if not reader.is_in_wal_mode():
            return reader
    except BaseException:
        reader.close()
        raise
    reader.close()
    with said(path):
        leave_wal_mode(path)
    return Reader(path)


def _look_at(path: Path) -> None:
    """Refuse what must not even be opened."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(f"There is no file {str(path)!r}.") from error
    except PermissionError as error:
        raise StoreReadOnly(f"The folder {str(path.parent)!r} may not be read.") from error
    if not stat.S_ISREG(mode):
        raise NotARoadmap(f"{path.name!r} is a folder or a device, not a roadmap file.")
    if not os.access(path, os.R_OK, effective_ids=_EFFECTIVE):
        raise StoreReadOnly(f"{path.name!r} may not be read. Ask its owner for access.")
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        # SQLite would take what it holds for the newest pages of this file, whatever it is:
        # measured, a stale one beside a restored file silently emptied it.
        raise NotARoadmap(
            f"Beside {path.name!r} lies {log.name!r}, which no roadmap has: another program changed"
            " the file. Move that file away to open the roadmap without it."
        )


def _read_end(path: Path, reader: Reader, end: End, codec: Codec) -> tuple[int | None, str | None]:
    """Check the last record; return where a newer version's decisions begin, and the sentence."""
    is_newer = format_in(end.mark) > FORMAT
    if not is_newer and end.mark != mark_of(tail_of(end.row).head):
        raise Damaged(
            f"The last record of {path.name!r} was changed or removed. Restore the file from a"
            " copy.",
            end.row.position if end.row else None,
        )
    if end.row is None or end.roadmap_id is None:
        return None, _newer_version(path) if is_newer else None
    try:
        last = codec.records([end.row])[0]
    except Newer:
        is_newer = True
    else:
        if last.n != last.of:
            raise Damaged(
                f"The last decision in {path.name!r} is cut off. Restore the file from a copy.",
                last.position - last.n + 1,
            )
    if not is_newer and end.row.position > LOOKED_THROUGH:
        return None, None
    if not is_newer and not reader.holds_other_tails(end.roadmap_id, codec.tails()):
        return None, None

    def page(after: int, until: int) -> list[Row]:
        return reader.page(end.roadmap_id or "", after, until)

    newer_from, why = first_unreadable(codec, page, end.row.position)
    return newer_from, why or (_newer_version(path) if is_newer else None)


def _newer_version(path: Path) -> str:
    return (
        f"{path.name!r} was last saved by a newer version of Roadmap. Install that version to make"
        " changes."
    )


_EFFECTIVE = os.access in os.supports_effective_ids


def why_read_only(path: Path) -> str | None:
    """Return the sentence why the file cannot be changed where it is, or None when it can."""
    if not os.access(path, os.W_OK, effective_ids=_EFFECTIVE):
        return f"{path.name!r} is write-protected. Save a copy to make changes."
    if not os.access(path.parent, os.W_OK | os.X_OK, effective_ids=_EFFECTIVE):
        return (
            f"The folder of {path.name!r} is write-protected, and saving safely needs a second file"
            " there for a moment. Save a copy in another folder to make changes."
        )
    return None
