"""How long does the shed advisor take to prove what to keep, on the published instances?"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from roadmap.analysis.shedding.shedding import budget_of, shed
from tests.analysis.nrp import INSTANCES, RATIOS, instance, optimum

pytestmark = pytest.mark.shared

_LIMIT = 5.0  # seconds


def test_every_published_instance_is_proved_within_five_seconds(shared: Path) -> None:
    folder = shared / "cases" / "nrp"
    slowest = 0.0
    for name in INSTANCES:
        pieces, goals = instance(folder / f"{name}.txt")
        for ratio in RATIOS:
            capacity = budget_of(ratio, (piece.days for piece in pieces))
            began = time.process_time()
            found = shed(pieces, goals, capacity, alternatives=1)
            took = time.process_time() - began
            slowest = max(slowest, took)
            sys.stdout.write(f"\n{name} at {ratio:.0%}: {took:.2f} s")
            assert found.optimal
            assert found.alternatives[0].value == optimum(folder, name, ratio)
    sys.stdout.write(f"\nthe slowest took {slowest:.2f} s, allowed {_LIMIT:g}\n")
    assert slowest < _LIMIT
