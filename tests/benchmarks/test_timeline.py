"""What a random seek and the memory of playback cost over long histories."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap.evolve import fold
from roadmap.service import Roadmap
from roadmap.state import EMPTY
from tests.benchmarks.long_history import events, written
from tests.benchmarks.ratio import Ratio, hold, measure

LENGTH = 100_000
SEEKS = 50
HALF_A_STEP = 512  # events between a checkpoint and a moment, on average


@pytest.fixture(scope="module")
def roadmap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Roadmap]:
    path = tmp_path_factory.mktemp("seek") / "long.roadmap"
    written(path, LENGTH)
    roadmap = Roadmap.open(path)
    yield roadmap
    roadmap.close()


def test_a_random_seek_in_100000_events(roadmap: Roadmap) -> None:
    """Some of the blocks are cold: they are fetched, read and validated; the bound folds only."""
    dice = random.Random(20261120)  # noqa: S311 - the same every time
    timeline = roadmap.timeline
    begun = list(events(LENGTH // 2))
    state = fold(begun, EMPTY)
    following = begun[-HALF_A_STEP:]

    def seek() -> None:
        for _ in range(SEEKS):
            timeline.state_at(dice.randrange(LENGTH))

    def bound() -> None:
        for _ in range(SEEKS):
            fold(following, state)

    def attempt() -> Ratio:
        ratio = measure(seek, bound, rounds=5)
        return Ratio(ratio.work / SEEKS, ratio.bound / SEEKS)

    hold("a random seek in 100,000 events, against folding 512", 9.0, attempt)


def test_dragging_along_100000_events(roadmap: Roadmap) -> None:
    """A person drags to a place and then around it: the blocks there are warm."""
    dice = random.Random(20261121)  # noqa: S311 - the same every time
    timeline = roadmap.timeline
    begun = list(events(LENGTH // 2))
    state = fold(begun, EMPTY)
    following = begun[-HALF_A_STEP:]

    def drag() -> None:
        for place in range(SEEKS):
            timeline.state_at(LENGTH // 2 + 100 * (place % 25) + dice.randrange(100))

    def bound() -> None:
        for _ in range(SEEKS):
            fold(following, state)

    def attempt() -> Ratio:
        ratio = measure(drag, bound, rounds=5)
        return Ratio(ratio.work / SEEKS, ratio.bound / SEEKS)

    hold("a step of a drag in 100,000 events, against folding 512", 0.5, attempt)


MEMORY = """
import random
import sys
from pathlib import Path
from roadmap.service import Roadmap

def resident():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024

before = resident()
roadmap = Roadmap.open(sys.argv[1])
timeline = roadmap.timeline
timeline.complete()
dice = random.Random(20261120)
for _ in range(500):
    timeline.state_at(dice.randrange(timeline.position))
print(resident() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's own figures")
def test_the_memory_of_playback_over_200000_events(tmp_path: Path) -> None:
    """Of a process of its own: the whole ladder, and 500 places visited; pages given back or not.

    Read as bytes where the others are seconds: the bound is the length of the file.
    """
    path = tmp_path / "long.roadmap"
    written(path, 200_000)
    ended = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True
    )
    used, size = int(ended.stdout), path.stat().st_size
    sys.stdout.write(
        f"\nplayback of 200,000 events: {used / 1e6:.0f} MB against a file of {size / 1e6:.0f} MB,"
        f" {used / size:.2f} times (limit 1.5)\n"
    )
    assert used <= 1.5 * size
