"""Is a received snapshot refused whenever anything of it is not what was sent?"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from roadmap.errors import Damaged, Newer, NotARoadmap, NotFound, Refused, RoadmapError
from roadmap.log import Log
from roadmap.service import Roadmap
from roadmap.store import digest_of, open_any, write_snapshot
from roadmap.store.sealed_zip import EVENTS, MANIFEST
from roadmap.store.snapshot import Manifest, open_snapshot
from tests.given import MAYA, NOON, command

FLIPS = 500
MEGABYTE = 1 << 20


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    made = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=NOON)
    for number in range(12):
        adds = [command("add_item", title=f"Item {number}.{place}") for place in range(3)]
        made.execute(adds, by=MAYA, at=NOON, why=f"Reason {number}")
    yield made
    made.close()


def manifest_for(roadmap: Roadmap, **changed: object) -> Manifest:
    count = roadmap.head.position
    fields = {
        "format": 1,
        "roadmap": roadmap.id,
        "title": "Harbour",
        "position": count,
        "decision": roadmap.timeline.tell(roadmap.timeline.count - 1).id,
        "head": roadmap.head.digest,
        "count": count,
        "made_at": NOON,
        "by": MAYA,
        "audience": "team",
    }
    return Manifest.model_validate({**fields, **changed})


@pytest.fixture
def path(tmp_path: Path, roadmap: Roadmap) -> Path:
    path = tmp_path / "harbour.roadsnap"
    write_snapshot(path, manifest_for(roadmap), roadmap.raw(0, roadmap.head.position))
    return path


def packed(path: Path, members: list[tuple[str, bytes]], way: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip as somebody would who knows how snapshots are sealed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that is there twice
        with zipfile.ZipFile(path, "w", way) as archive:
            for name, content in members:
                archive.writestr(name, content)
            archive.comment = b"0" * 64
    return sealed(path)


def sealed(path: Path) -> Path:
    content = path.read_bytes()[:-64]
    path.write_bytes(content + sha256(content).hexdigest().encode())
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(path: Path) -> str:
    with pytest.raises(RoadmapError) as caught:
        open_any(path)
    assert isinstance(caught.value, Damaged | Newer)
    return str(caught.value)


def test_a_snapshot_holds_the_very_records(path: Path, roadmap: Roadmap) -> None:
    log: Log = open_any(path)
    assert log.raw(0, 99) == roadmap.raw(0, 99)
    assert (log.head(), log.roadmap_id) == (roadmap.head, roadmap.id)
    assert log.read_only_because is not None
    assert "Maya Okafor" in log.read_only_because


def test_the_same_snapshot_is_the_same_bytes(tmp_path: Path, path: Path, roadmap: Roadmap) -> None:
    again = tmp_path / "again.roadsnap"
    write_snapshot(again, manifest_for(roadmap), roadmap.raw(0, 99))
    assert again.read_bytes() == path.read_bytes()


def test_it_opens_whatever_its_name_ends_in(path: Path) -> None:
    renamed = path.rename(path.with_name("harbour.zip"))
    assert open_any(renamed).head().position == 42


def test_every_changed_byte_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    chance = random.Random(7)  # noqa: S311 - the same bytes each time
    for _ in range(FLIPS):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        changed = bytearray(whole)
        changed[place] ^= bit
        path.write_bytes(changed)
        with pytest.raises((Damaged, Newer)):
            open_any(path)


def test_every_cut_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for length in [0, 1, 3, 4, 21, 22, *range(30, len(whole), 97), len(whole) - 1]:
        path.write_bytes(whole[:length])
        with pytest.raises(RoadmapError):
            open_any(path)


def test_what_was_added_behind_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")
    assert "its end is missing" in refused(path)


def test_a_changed_record_is_named_by_its_place(path: Path) -> None:
    held = members(path)
    lines = held[EVENTS].replace(b"Item 4.1", b"Item 4.9")
    packed(path, [(MANIFEST, held[MANIFEST]), (EVENTS, lines)])
    assert "at position 21: the chain breaks here" in refused(path)


def test_a_flip_among_the_records_is_refused_with_its_place(path: Path) -> None:
    whole = path.read_bytes()
    begins = whole.index(EVENTS.encode()) + len(EVENTS) + 40
    ends = whole.rindex(b"PK\x01\x02", 0, whole.rindex(b"PK\x01\x02")) - 40
    positions = []
    for place in range(begins, ends, 61):
        changed = bytearray(whole)
        changed[place] ^= 0x10
        path.write_bytes(changed)
        with pytest.raises(Damaged, match="at position") as caught:
            open_any(path)
        positions.append(caught.value.position)
    assert None not in positions
    assert len(set(positions)) > 5


def test_a_missing_line_is_named_by_its_place(path: Path) -> None:
    held = members(path)
    lines = held[EVENTS].splitlines(keepends=True)
    packed(path, [(MANIFEST, held[MANIFEST]), (EVENTS, b"".join(lines[:9] + lines[10:]))])
    assert "at position 10" in refused(path)


def test_missing_last_lines_are_missed(path: Path) -> None:
    held = members(path)
    lines = held[EVENTS].splitlines(keepends=True)
    packed(path, [(MANIFEST, held[MANIFEST]), (EVENTS, b"".join(lines[:-3]))])
    assert "at position 40: its last record is not the one" in refused(path)


def test_a_last_line_that_is_cut_is_refused(path: Path) -> None:
    held = members(path)
    packed(path, [(MANIFEST, held[MANIFEST]), (EVENTS, held[EVENTS][:-1])])
    assert "at position 41" in refused(path)


@pytest.mark.parametrize("name", ["notes.txt", "../harbour.py", "/etc/passwd", "events.jsonl/x"])
def test_a_foreign_member_is_refused(path: Path, name: str) -> None:
    held = members(path)
    packed(path, [*held.items(), (name, b"x")])
    assert name in refused(path)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((MANIFEST, EVENTS, EVENTS), "events.jsonl is there twice"),
        ((MANIFEST, MANIFEST, EVENTS), "manifest.json is there twice"),
        ((MANIFEST,), "events.jsonl is missing"),
        ((EVENTS,), "manifest.json is missing"),
    ],
)
def test_members_twice_or_missing_are_refused(
    path: Path, names: tuple[str, ...], said: str
) -> None:
    held = members(path)
    packed(path, [(name, held[name]) for name in names])
    assert said in refused(path)


def test_members_packed_in_another_way_are_refused(path: Path) -> None:
    packed(path, list(members(path).items()), zipfile.ZIP_STORED)
    assert "packed in another way" in refused(path)


def test_a_size_that_lies_is_refused(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    entry = whole.rindex(b"PK\x01\x02")
    for size in (10, 10_000_000):
        whole[entry + 24 : entry + 28] = size.to_bytes(4, "little")
        path.write_bytes(whole)
        sealed(path)
        with pytest.raises(Damaged):
            open_any(path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (b"{}", "cannot be read"),
        (b"[" * 40_000, "cannot be read"),
        (b'{"format":1,"format":1}', "a key is given twice"),
        (b"\xff", "cannot be read"),
        (b'{"format":2,"new":true}', "made by a newer version"),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(
    path: Path, changed: bytes, said: str
) -> None:
    packed(path, [(MANIFEST, changed), (EVENTS, members(path)[EVENTS])])
    assert said in refused(path)


def test_a_manifest_about_other_records_is_refused(path: Path, roadmap: Roadmap) -> None:
    held = members(path)
    said = json.loads(held[MANIFEST])
    for key, value in (("decision", roadmap.timeline.tell(2).id), ("count", 3), ("head", "0" * 64)):
        text = json.dumps({**said, key: value}, sort_keys=True, separators=(",", ":"))
        packed(path, [(MANIFEST, text.encode()), (EVENTS, held[EVENTS])])
        with pytest.raises(Damaged):
            open_any(path)


def test_records_nested_without_end_are_refused(path: Path) -> None:
    held = members(path)
    deep = b'{"body":{"data":' + b"[" * 100_000 + held[EVENTS].splitlines()[0][16:] + b"\n"
    packed(path, [(MANIFEST, held[MANIFEST]), (EVENTS, deep)])
    assert "at position 1" in refused(path)


def test_a_history_that_goes_on_in_a_newer_version_opens_as_of_before(
    tmp_path: Path, roadmap: Roadmap
) -> None:
    count = roadmap.head.position
    *known, last = roadmap.raw(0, count)
    newer = last.replace(b'"kind":"item_added"', b'"kind":"item_dreamt"')
    assert newer != last
    path = tmp_path / "newer.roadsnap"
    write_snapshot(path, manifest_for(roadmap, head=digest_of(newer)), [*known, newer])
    log = open_snapshot(path)
    assert (log.newer_from, log.head().position) == (40, 39)


def test_a_bomb_of_a_gigabyte_is_refused_in_little_memory(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "bomb.roadsnap"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, b"{}")
        with archive.open(EVENTS, "w", force_zip64=True) as events:
            for _ in range(1024):
                events.write(bytes(MEGABYTE))
        archive.comment = b"0" * 64
    sealed(path)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from roadmap.errors import Damaged\n"
        "from roadmap.store import open_any\n"
        "try:\n"
        "    open_any(Path(sys.argv[1]))\n"
        "except Damaged as damage:\n"
        "    print(damage)\n"
        "lines = Path('/proc/self/status').read_text().splitlines()\n"
        "print(next(line.split()[1] for line in lines if line.startswith('VmHWM')))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, path], cwd=root, capture_output=True, text=True, check=True
    )
    said, peak = ran.stdout.splitlines()
    assert "unpacks to more than 60 times its size" in said
    assert int(peak) < 200 * 1024  # kilobytes


def test_nothing_is_written_over(path: Path, roadmap: Roadmap) -> None:
    before = path.read_bytes()
    with pytest.raises(Refused, match="already a file"):
        write_snapshot(path, manifest_for(roadmap), [])
    with pytest.raises(Refused, match=r"ends in \.roadsnap"):
        write_snapshot(path.with_suffix(".zip"), manifest_for(roadmap), [])
    with pytest.raises(NotFound, match="no folder"):
        write_snapshot(path.parent / "no" / "x.roadsnap", manifest_for(roadmap), [])
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_leaves_no_file(tmp_path: Path, roadmap: Roadmap) -> None:
    path = tmp_path / "harbour.roadsnap"

    def records() -> Iterator[bytes]:
        yield from roadmap.raw(0, 3)
        raise OSError(28, "No space left on device")

    with pytest.raises(RoadmapError):
        write_snapshot(path, manifest_for(roadmap), records())
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_zip_is_no_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "x.roadsnap"
    for content in (b"", b"hello", b"PK", bytes(3000)):
        path.write_bytes(content)
        with pytest.raises(NotARoadmap, match="no snapshot"):
            open_any(path)
    path.unlink()
    with pytest.raises(NotFound):
        open_any(path)


def test_a_copy_of_a_snapshot_is_a_snapshot(tmp_path: Path, path: Path) -> None:
    copy = Path(shutil.copy(path, tmp_path / "copy.roadsnap"))
    assert open_any(copy).head() == open_any(path).head()
