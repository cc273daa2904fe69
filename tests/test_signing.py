"""Is a signature worth what it promises: from whom, unchanged, and from the same hand as before?"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from nacl.signing import SigningKey

from roadmap import signing
from roadmap.errors import Damaged, Refused
from roadmap.redaction import Redaction
from roadmap.service import Roadmap, check_file
from roadmap.sharing import share
from roadmap.signing import Signed, sign
from roadmap.values import Author
from tests.given import MAYA, NOON, command


class KeptHere(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine of its own that never saw a signature and has no keyring."""
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "portable"))
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield tmp_path / "portable" / "data"
    keyring.set_keyring(before)


@pytest.fixture
def roadmap() -> Iterator[Roadmap]:
    made = Roadmap.in_memory({"name": "Harbour"}, by=MAYA, at=NOON)
    made.execute([command("add_item", title="Patch TLS")], by=MAYA, at=NOON)
    yield made
    made.close()


def written(roadmap: Roadmap, path: Path, *, by: Author = MAYA, signed: bool = True) -> Path:
    given = sign if signed else None
    share(roadmap, path, roadmap.moment(None), Redaction(), by=by, at=NOON, sign=given)
    return path


def banner(path: Path) -> str:
    opened = Roadmap.open(path)
    opened.close()
    return opened.read_only_because or ""


def with_another_key(message: bytes) -> Signed:
    key = SigningKey(bytes(range(32)))
    value = key.sign(message).signature
    return Signed(*(base64.b64encode(each).decode() for each in (bytes(key.verify_key), value)))


def test_a_signed_snapshot_says_by_whom_and_then_that_it_is_the_same_hand(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    path = written(roadmap, tmp_path / "a.roadsnap")
    assert "signed by Maya Okafor, whose key is remembered" in banner(path)
    assert "signed with the key that Maya Okafor always used" in banner(path)
    assert check_file(str(path)) == []


def test_the_key_lies_where_only_its_owner_may_read_it_or_in_the_keyring(
    roadmap: Roadmap, tmp_path: Path, own_data: Path
) -> None:
    first = sign(b"x")
    assert (own_data / "signing.key").stat().st_mode & 0o777 == 0o600
    assert sign(b"x") == first
    ring = KeptHere()
    keyring.set_keyring(ring)
    other = sign(b"x")
    assert other.key != first.key
    assert len(ring.kept) == 1
    assert sign(b"x") == other


def test_another_key_under_a_known_name_is_refused(roadmap: Roadmap, tmp_path: Path) -> None:
    banner(written(roadmap, tmp_path / "a.roadsnap"))
    path = tmp_path / "b.roadsnap"
    moment = roadmap.moment(None)
    share(roadmap, path, moment, Redaction(), by=MAYA, at=NOON, sign=with_another_key)
    with pytest.raises(Damaged, match="another key than before"):
        Roadmap.open(path)


def test_a_signature_that_does_not_fit_is_refused(roadmap: Roadmap, tmp_path: Path) -> None:
    path = tmp_path / "a.roadsnap"
    moment = roadmap.moment(None)
    for bad in (sign(b"something else"), Signed("AAAA", "AAAA")):
        share(roadmap, path, moment, Redaction(), by=MAYA, at=NOON, sign=lambda _m, b=bad: b)  # type: ignore[misc]
        with pytest.raises(Damaged, match="does not fit"):
            Roadmap.open(path)
        path.unlink()


def test_what_is_not_signed_opens_and_is_marked_once_its_author_signed_before(
    roadmap: Roadmap, tmp_path: Path
) -> None:
    plain = written(roadmap, tmp_path / "a.roadsnap", signed=False)
    assert "signed" not in banner(plain)
    banner(written(roadmap, tmp_path / "b.roadsnap"))
    assert "not signed though Maya Okafor signed others before" in banner(plain)


def test_keys_that_cannot_be_read_are_said_and_never_forgotten_silently(
    roadmap: Roadmap, tmp_path: Path, own_data: Path
) -> None:
    path = written(roadmap, tmp_path / "a.roadsnap")
    keys = own_data / "signers.json"
    for content in ("{", "[]"):
        keys.write_text(content)
        with pytest.raises(Refused, match="to trust anew"):
            Roadmap.open(path)
    (own_data / "signing.key").write_text("not a key")
    with pytest.raises(Refused, match="is no key"):
        sign(b"x")
    keys.unlink()
    banner(path)
    assert list(json.loads(keys.read_text())) == ["maya okafor"]


def test_without_the_extra_nothing_is_signed_and_a_signed_file_still_opens(
    tmp_path: Path, roadmap: Roadmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(roadmap, tmp_path / "a.roadsnap")
    monkeypatch.setattr(signing, "find_spec", lambda _name: None)
    assert "was not looked at" in banner(path)
    with pytest.raises(Refused, match="extra `sign`"):
        sign(b"x")
