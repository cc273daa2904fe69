"""Signing from the command line: said whom it is from, and what is missing where it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from roadmap import signing
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
