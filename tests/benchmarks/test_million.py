"""What playback of 1,000,000 events costs: its frames over 10,000 cards, its slices, its memory."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from PySide6.QtWidgets import QApplication

from gui.selection import Selection
from gui.session import Session
from gui.theme import apply
from gui.views.backlog.page import BacklogPage
from gui.views.grid.page import GridPage
from roadmap.evolve import fold
from roadmap.service import Roadmap
from roadmap.values import Author
from tests.benchmarks.long_history import MOST_ITEMS, events, written
from tests.benchmarks.ratio import Ratio, hold, measure

pytestmark = pytest.mark.timeout(1_800)  # writing a million events alone takes a minute or more

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LENGTH = 1_000_000
FULL = 60_000  # events after which all ten thousand items are there
PIXELS = 1_000  # of the bar that is dragged along
FRAMES = 25
DRAG, JUMP = 2.5, 8.0  # the goal; what is reached, with room for a busy machine
SLICE_EVENTS = 4_096  # folding so many is what one slice of the event loop may take


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A million events, a decision each."""
    path = tmp_path_factory.mktemp("million") / "long.roadmap"
    written(path, LENGTH)
    return path


@pytest.fixture(scope="module")
def page(qapp: QApplication, document: Path) -> Iterator[GridPage]:
    """The grid of that document, all cards in sight, every moment within reach."""
    session = Session(Roadmap.open(document), Author(id="maya", name="Maya"), clock=lambda: NOW)
    page = GridPage(session, apply(qapp, "light", still=True), Selection())
    page.resize(1400, 900)
    page.show()
    page.toggle_tray()
    while not session.is_ready:
        qapp.processEvents()
    yield page
    page.close()
    session.close()
    page.deleteLater()


@pytest.fixture
def backlog(page: GridPage) -> Iterator[BacklogPage]:
    """The backlog of the same session, the grid out of sight."""
    page.hide()
    found = BacklogPage(page._session, page._themes, Selection())
    found.resize(1400, 900)
    found.show()
    yield found
    found.close()
    found.deleteLater()
    page.show()


def frame(page: GridPage | BacklogPage, places: Callable[[], list[int]], slack: int) -> Ratio:
    """Show and paint decisions; the bound paints the last one again as often."""
    session = page._session
    drawn: list[int] = []

    def frames() -> None:
        for place in drawn:
            session.go_to(session.at_hand(place, slack), animate=False)
            page.grab()

    def bound() -> None:
        drawn[:] = places()
        for _ in drawn:
            page.grab()

    ratio = measure(frames, bound, rounds=5)
    return Ratio(ratio.work / FRAMES, ratio.bound / FRAMES)


def test_a_frame_of_a_drag_along_1000000_events(page: GridPage) -> None:
    """Pixel after pixel, each a thousand decisions further, over blocks nobody visited."""
    dice = random.Random(1)  # noqa: S311 - the same every time
    assert len(page._session.state.items) == MOST_ITEMS
    step = LENGTH // PIXELS

    def places() -> list[int]:
        first = dice.randrange(FULL, LENGTH - (FRAMES + 1) * step)
        return [first + step * number for number in range(FRAMES)]

    name = "a frame of a drag along 1,000,000 events, against painting alone"
    hold(name, DRAG, lambda: frame(page, places, step))


def test_a_frame_of_a_wild_drag_over_1000000_events(page: GridPage) -> None:
    """From anywhere to anywhere between two frames: nearly every card is another one."""
    dice = random.Random(2)  # noqa: S311 - the same every time

    def places() -> list[int]:
        return [dice.randrange(FULL, LENGTH) for _ in range(FRAMES)]

    name = "a frame of a wild drag over 1,000,000 events, against painting alone"
    hold(name, DRAG, lambda: frame(page, places, LENGTH // PIXELS))


def test_a_frame_of_a_wild_drag_over_the_backlog(backlog: BacklogPage) -> None:
    """Ten thousand items in rank order; nearly every row is another one."""
    dice = random.Random(4)  # noqa: S311 - the same every time

    def places() -> list[int]:
        return [dice.randrange(FULL, LENGTH) for _ in range(FRAMES)]

    name = "a frame of a wild drag over the backlog, against painting alone"
    hold(name, DRAG, lambda: frame(backlog, places, LENGTH // PIXELS))


def test_a_jump_to_one_of_1000000_decisions(page: GridPage) -> None:
    """To exactly one, as from a bookmark: its block is read, checked and folded first. No goal."""
    dice = random.Random(3)  # noqa: S311 - the same every time

    def places() -> list[int]:
        return [dice.randrange(FULL, LENGTH) for _ in range(FRAMES)]

    name = "a jump to one of 1,000,000 decisions, against painting alone"
    hold(name, JUMP, lambda: frame(page, places, 0))


def test_the_ladder_is_built_in_slices_of_the_event_loop(
    qapp: QApplication, document: Path, tmp_path: Path
) -> None:
    """With a saved checkpoint; the longest of all slices but the slowest hundredth counts."""
    Roadmap.open(document, tmp_path).close()
    roadmap = Roadmap.open(document, tmp_path)
    assert not roadmap.timeline.advance(0)
    session = Session(roadmap, Author(id="maya", name="Maya"), clock=lambda: NOW)
    begun = list(events(LENGTH // 10))
    before, following = fold(begun[:-SLICE_EVENTS]), begun[-SLICE_EVENTS:]
    slices: list[float] = []

    def climb() -> None:
        for _ in range(300):
            start = process_time()
            session.climbing.climb()
            slices.append(process_time() - start)

    def attempt() -> Ratio:
        bound = measure(lambda: None, lambda: fold(following, before), rounds=5).bound
        slices.clear()
        climb()
        return Ratio(sorted(slices)[-len(slices) // 100], bound)

    hold("a slice of building the ladder, against folding 4,096 events", 2.0, attempt)
    session.close()


MEMORY = """
import random
import sys
from pathlib import Path
from roadmap.analysis.history.landmarks import Landmarks
from roadmap.service import Roadmap

def resident():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024

before = resident()
timeline = Roadmap.open(sys.argv[1]).timeline
landmarks = Landmarks(timeline)
while not landmarks.advance():
    pass
dice = random.Random(20261120)
for _ in range(500):
    timeline.state_at(dice.randrange(timeline.position))
print(resident() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's own figures")
def test_the_memory_of_playback_over_1000000_events(document: Path) -> None:
    """Of a process of its own: the ladder, its landmarks and 500 places visited, in bytes."""
    ended = subprocess.run(
        [sys.executable, "-c", MEMORY, str(document)], capture_output=True, text=True, check=True
    )
    used, size = int(ended.stdout), document.stat().st_size
    sys.stdout.write(
        f"\nplayback of 1,000,000 events: {used / 1e6:.0f} MB against a file of"
        f" {size / 1e6:.0f} MB, {used / size:.2f} times (limit 1.5)\n"
    )
    assert used <= 1.5 * size
