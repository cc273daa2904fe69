"""Signing from the command line: said whom it is from, and what is missing where it cannot be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from roadmap import signing
from roadmap.answering import Said, reply_bytes, reply_of
from roadmap.records.expectations import Answer
from roadmap.service import Roadmap
from roadmap.signing import sign
from roadmap.values import Author
from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "portable"))
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_a_signed_snapshot_is_read_and_verified_like_any_other(
    cli: Cli, empty: Path, tmp_path: Path
) -> None:
    out = tmp_path / "t.roadsnap"
    ran = cli("snapshot", empty, out, "--sign", "--by", "Maya")
    assert (ran.code, "signed by Maya" in ran.out) == (0, True)
    assert cli("items", out).code == 0
    assert cli("verify", out).code == 0


def test_another_key_than_before_is_refused_as_tampered_with(
    cli: Cli, empty: Path, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        out = tmp_path / f"{name}.roadsnap"
        assert cli("snapshot", empty, out, "--sign", "--by", "Maya").code == 0
        (tmp_path / "portable" / "data" / "signing.key").unlink()
    assert cli("items", tmp_path / "a.roadsnap").code == 0
    ran = cli("items", tmp_path / "b.roadsnap")
    assert (ran.code, "another key than before" in ran.err) == (3, True)


def test_without_the_extra_it_is_wrong_usage_and_nothing_is_written(
    cli: Cli, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "find_spec", lambda _name: None)
    ran = cli("snapshot", empty, tmp_path / "t.roadsnap", "--sign")
    assert (ran.code, "extra `sign`" in ran.err) == (2, True)
    assert not (tmp_path / "t.roadsnap").exists()


def test_a_signed_reply_is_taken_in_as_verified_and_one_by_another_hand_is_refused(
    cli: Cli, empty: Path, tmp_path: Path
) -> None:
    asks = [{"do": "add_ask", "ask": key * 10, "title": f"Fund {key}"} for key in "AB"]
    assert cli("apply", empty, "-", stdin="\n".join(map(json.dumps, asks))).code == 0
    for key in "AB":
        (tmp_path / "portable" / "data" / "signing.key").unlink(missing_ok=True)
        reply_to(empty, key * 10, tmp_path / f"{key}.json")
    ran = cli("answer", empty, tmp_path / "A.json")
    assert (ran.code, "verified: signed by Helen Brandt, whose key" in ran.out) == (0, True)
    assert "approved by Helen Brandt" in cli("asks", empty).out
    assert ", verified" in cli("asks", empty).out
    history = cli("history", empty).out
    assert "approved by Helen Brandt, verified" in history
    ran = cli("answer", empty, tmp_path / "B.json")
    assert (ran.code, "another key than before" in ran.err) == (3, True)
    ran = cli("answer", empty, tmp_path / "A.json", "--json")
    found = (ran.json["verified"], ran.json["signature"], ran.json["decision"])
    assert found == (True, "known", None)


def reply_to(file: Path, ask: str, path: Path) -> None:
    """Write what Helen Brandt answers to an ask, signed with the key that lies there now."""
    roadmap = Roadmap.open(file)
    last = roadmap.timeline.tell(roadmap.timeline.count - 1)
    said = Said(answers=((ask, Answer.APPROVED, ""),))
    helen = Author("helen", "Helen Brandt")
    made = reply_of(roadmap, last.id, said, by=helen, at=last.recorded_at, sign=sign)
    roadmap.close()
    path.write_bytes(reply_bytes(made))
