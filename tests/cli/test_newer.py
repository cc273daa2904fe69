"""A file that a newer version went on with: read as of the decision before, never written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from roadmap.store import opening
from roadmap.store.canonical import canonical, parse
from roadmap.store.codec import body_of, digest_of, prev_of, recorded_at_of, seal
from roadmap.store.layout import mark_of
from roadmap.values import Head
from tests.cli.conftest import Cli


@pytest.fixture
def newer(filled: Path) -> Path:
    """The file whose last decision holds an event of a kind that nobody knows yet."""
    connection = sqlite3.connect(filled)
    position, state = connection.execute(
        "SELECT originator_version, state FROM stored_events ORDER BY originator_version DESC"
    ).fetchone()
    body = canonical({**parse(body_of(state)), "kind": "item_teleported"})
    recorded_at = recorded_at_of(state)
    assert recorded_at is not None
    again = seal(body, prev_of(state), recorded_at)
    connection.execute(
        "UPDATE stored_events SET topic='item_teleported', state=? WHERE originator_version=?",
        (again, position),
    )
    connection.execute(f"PRAGMA user_version={mark_of(Head(position, digest_of(again)))}")
    connection.commit()
    connection.close()
    return filled


@pytest.mark.parametrize("looked_through", [200_000, 0])
def test_reading_shows_the_state_before_and_warns(
    cli: Cli, newer: Path, monkeypatch: pytest.MonkeyPatch, looked_through: int
) -> None:
    monkeypatch.setattr(opening, "LOOKED_THROUGH", looked_through)
    for command in ("items", "grid", "history", "principles"):
        ran = cli(command, newer, "--json")
        assert ran.code == 0
        assert "newer version" in ran.err
        assert ran.err.count("\n") == 1
        assert ran.json
    items = cli("items", newer, "--json").json["items"]
    assert [each["forcing"] for each in items] == ["forced", None, "discretionary"]
    assert len(cli("history", newer, "--json").json["decisions"]) == 2


def test_writing_is_refused_with_exit_3_and_changes_nothing(cli: Cli, newer: Path) -> None:
    before = newer.read_bytes()
    line = '{"do": "add_item", "title": "X"}'
    for ran in (
        cli("apply", newer, "-", stdin=line),
        cli("undo", newer),
        cli("redo", newer),
        cli("import", newer, "--into", newer),
        cli("simulate", newer, "--keep"),
    ):
        assert ran.code == 3
        assert ran.out == ""
        assert ran.err.count("\n") == 1
        assert "newer version" in ran.err
    assert newer.read_bytes() == before


def test_verify_says_where_and_is_exit_3(cli: Cli, newer: Path) -> None:
    ran = cli("verify", newer, "--json")
    assert ran.code == 3
    assert ran.json["ok"] is False
    assert any("newer" in each["what"] for each in ran.json["problems"])
