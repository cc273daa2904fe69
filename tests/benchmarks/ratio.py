"""What does something cost against a bound that is measured in the same run?

Both are run in turn, so that a machine that is busy for a while slows both; medians are compared.
A ratio over its limit is measured once more before it fails.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Ratio:
    """Medians of the seconds that the work and its bound took."""

    work: float
    bound: float

    @property
    def value(self) -> float:
        """How many times its bound the work took."""
        return self.work / self.bound


def seconds(work: Work, clock: Callable[[], float]) -> float:
    """Return the seconds that `work` took, with the garbage of what came before cleared away."""
    gc.collect()
    begun = clock()
    work()
    return clock() - begun


def measure(
    work: Work, bound: Work, *, rounds: int, clock: Callable[[], float] = time.process_time
) -> Ratio:
    """Run `work` and `bound` in turn; `clock` is CPU time unless disks or others are waited for."""
    pairs = [(seconds(bound, clock), seconds(work, clock)) for _ in range(rounds)]
    return Ratio(
        statistics.median(ours for _, ours in pairs), statistics.median(b for b, _ in pairs)
    )


def hold(name: str, limit: float, attempt: Callable[[], Ratio]) -> None:
    """Say what `attempt` measures, and fail when it is over `limit` twice."""
    ratio = attempt()
    if ratio.value > limit:
        say(name, limit, ratio)
        ratio = attempt()
    say(name, limit, ratio)
    assert ratio.value <= limit, f"{name}: {ratio.value:.2f} times its bound, allowed {limit:g}"


def say(name: str, limit: float, ratio: Ratio) -> None:
    """Print one line of figures."""
    sys.stdout.write(
        f"\n{name}: {_text(ratio.work)} against {_text(ratio.bound)},"
        f" {ratio.value:.2f} times (limit {limit:g})\n"
    )


def _text(duration: float) -> str:
    return f"{duration * 1e3:.2f} ms" if duration < 1 else f"{duration:.2f} s"
