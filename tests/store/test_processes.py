"""Several programs on one file, and programs that die while they save."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from roadmap.store import create_log, open_log
from tests.conftest import FULL
from tests.store.drafts import NOON, added, append, decided, decision_of
from tests.store.nursery import Nursery, nursery

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills processes")

KILLS = 200 if FULL or os.environ.get("ROADMAP_LONG") == "1" else 25


@pytest.fixture
def child() -> Iterator[Nursery]:
    with nursery() as running:
        yield running


def test_whatever_was_acknowledged_before_a_kill_is_there(path: Path, child: Nursery) -> None:
    create_log(path).close()
    journal = path.with_name(f"{path.name}-journal")
    dice = random.Random(7)  # noqa: S311 - repeatable on purpose
    acknowledged: set[int] = set()
    for life in range(KILLS):
        first = life * 1000
        pid = child.start("append", path, first, 1000)
        answers = child.answers()
        acknowledged.add(next(answers))
        time.sleep(dice.uniform(0, 0.02))
        os.kill(pid, signal.SIGKILL)
        acknowledged.update(answers)
        log = open_log(path)
        last = max(acknowledged)
        ids = [record.decision.id for record in log.records(0, log.head().position)]
        assert ids[-2:] in (
            [decision_of(last).id] * 2,
            [decision_of(last + 1).id] * 2,  # saved, but killed before it could say so
        )
        assert not journal.exists()
        log.close()
    log = open_log(path)
    assert log.verify() == []
    there = {record.decision.id for record in log.records(0, log.head().position)}
    assert {decision_of(number).id for number in acknowledged} <= there
    assert len(acknowledged) > KILLS
    log.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("programs", [2, 4])
def test_several_programs_write_at_once_and_nothing_is_lost(path: Path, programs: int) -> None:
    create_log(path).close()
    each = 40
    with ExitStack() as stack:
        children = [stack.enter_context(nursery()) for _ in range(programs)]
        for place, child in enumerate(children):
            child.start("append", path, place * 1000, each)
        said = [list(child.answers()) for child in children]
    assert said == [list(range(place * 1000, place * 1000 + each)) for place in range(programs)]
    log = open_log(path)
    assert log.head().position == 2 * each * programs
    assert log.verify() == []
    ids = [record.decision.id for record in log.records(0, log.head().position)]
    assert ids[::2] == ids[1::2]
    assert set(ids) == {decision_of(number).id for numbers in said for number in numbers}
    log.close()


def test_a_program_that_reads_all_the_time_does_not_hold_up_saving(
    path: Path, child: Nursery
) -> None:
    log = create_log(path)
    log.append([added(number) for number in range(10_000)], log.head(), NOON)
    child.start("read", path, 0, 2)
    answers = child.answers()
    assert next(answers) == 10_000
    waits = []
    for number in range(30_000, 30_020):
        before = time.monotonic()
        append(log, decided(number))
        waits.append(time.monotonic() - before)
    counts = list(answers)
    assert counts == sorted(counts)
    assert log.head().position == 10_040
    assert max(waits) < 1.0
    log.close()
