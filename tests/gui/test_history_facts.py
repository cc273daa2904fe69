"""What is known of a long history is the same as of a short one, read on a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.history_facts import HistoryFacts
from gui.models.decisions.facts import Facts, LogFilter, Sieve
from gui.models.decisions.search import LogSearch
from gui.models.playback.columns import DecisionColumns
from gui.models.playback.filter import PlaybackFilter, noted
from gui.session import Session
from gui.window.history import HistoryIndex
from roadmap.service import Draft, Roadmap
from roadmap.values import Author
from tests.benchmarks.long_history import drafts, written

MAYA = Author(id="maya", name="Maya Okafor")
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
COUNT = 700
ITEM = "0000000003"


@pytest.fixture
def make(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[], Session]]:
    """Opens a history of 700 decisions by three people."""
    path = tmp_path / "long.roadmap"
    written(path, COUNT)
    opened: list[Session] = []

    def session() -> Session:
        opened.append(Session(Roadmap.open(path), MAYA, clock=lambda: NOW))
        return opened[-1]

    yield session
    for each in opened:
        each.close()


def whole(session: Session) -> DecisionColumns:
    """All of it, read at once."""
    columns = DecisionColumns()
    for told in session.history():
        columns.add(told, session.live)
    return columns


FILTERS = [
    PlaybackFilter(),
    PlaybackFilter(person="maya"),
    PlaybackFilter(kind="Ranked"),
    PlaybackFilter("tom", "Estimated", f"item:{ITEM}"),
    PlaybackFilter(person="nobody"),
]


@pytest.mark.parametrize("few", [0, 20_000])
def test_a_filter_finds_what_meets_it(
    few: int, make: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.models.playback.columns._FEW", few)
    session = make()
    columns = whole(session)
    for wanted in FILTERS:
        expected = [
            told.index for told in session.history() if noted(told, session.live).meets(wanted)
        ]
        assert list(columns.wanted(wanted)) == expected


def test_a_long_history_is_read_on_a_worker_once_somebody_wants_to_know(
    make: Callable[[], Session], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("gui.history_facts.MANY", 100)
    session = make()
    facts = HistoryFacts.of(session)
    assert HistoryFacts.of(session) is facts
    assert not len(facts.columns)
    facts.want()
    assert facts.is_reading
    qtbot.waitUntil(lambda: facts.is_complete, timeout=20_000)
    expected = whole(session)
    assert facts.columns.people == expected.people
    assert facts.columns.kinds == expected.kinds
    assert facts.columns.items == expected.items
    assert list(facts.columns.story(ITEM)) == list(expected.story(ITEM))
    [draft] = drafts(1)
    later = Draft(draft.decision.model_copy(update={"id": "9999999999"}), draft.events)
    other = Roadmap.open(session.location)
    other.append([later], other.head, NOW)
    other.close()
    qtbot.waitUntil(lambda: len(facts.columns) == session.count == COUNT + 1, timeout=20_000)


def test_a_session_that_is_closed_ends_the_reading(
    make: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.history_facts.MANY", 100)
    session = make()
    facts = HistoryFacts.of(session)
    facts.want()
    session.closing.emit()
    assert not facts.is_reading
    assert not facts.is_complete


def test_the_playback_offers_filters_over_a_long_history_and_steps_by_them(
    make: Callable[[], Session], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("gui.history_facts.MANY", 100)
    session = make()
    index = HistoryIndex(session)
    assert [choice.key for choice in index.model().people] == [""]
    index.want()
    qtbot.waitUntil(lambda: index.is_complete, timeout=20_000)
    assert {choice.key for choice in index.model().people} == {"", "maya", "tom", "ines"}
    index.set_filter("maya", "Ranked", "")
    found = [
        told.index
        for told in session.history()
        if noted(told, session.live).meets(PlaybackFilter("maya", "Ranked"))
    ]
    assert index.next_wanted(0, 1) == found[0]
    assert index.next_index(found[5], 1) == found[6]
    assert index.next_index(found[5], -1) == found[4]
    assert index.next_index(found[-1], 1) == session.count - 1
    assert index.next_wanted(found[0] - 1, -1) == 0
    shown = index.model().shown
    assert shown is not None
    assert sum(shown) == len(found)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(
    "wanted",
    [
        LogFilter(person="maya"),
        LogFilter(kind="Ranked", item=ITEM),
        LogFilter(text="auditors", since=100, until=600),
        LogFilter(person="tom", text="balancer", until=500),
    ],
)
def test_a_search_finds_the_same_whether_decisions_are_kept_known_or_read_again(
    wanted: LogFilter,
    known: bool,
    make: Callable[[], Session],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr("gui.history_facts.MANY", 100)
    session = make()
    every = Facts(session)
    every.read_older(COUNT)
    sieve = Sieve(wanted)
    expected = [i for i in reversed(range(COUNT)) if wanted.holds(i) and sieve(every[i])]
    monkeypatch.setattr("gui.models.decisions.facts.MOST_KEPT", 64)
    search = LogSearch(Facts(session))
    if known:
        search.facts.all.want()
        qtbot.waitUntil(lambda: search.facts.all.is_complete, timeout=20_000)
    found: list[int] = []
    search.found.connect(found.extend)
    with qtbot.waitSignal(search.finished, timeout=20_000, check_params_cb=bool):
        search.start(wanted, session.count)
    assert found == expected
    assert search.facts.high - search.facts.low <= 96
