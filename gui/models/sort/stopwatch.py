"""How long has somebody been sorting, with the page before them and something left to sort?"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic


class Stopwatch:
    """Counts seconds between ``start`` and ``stop``, as often as one likes."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """``now`` tells seconds that never fall."""
        self._now = now
        self._counted = 0.0
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """What was counted so far."""
        running = 0.0 if self._since is None else self._now() - self._since
        return self._counted + running

    def start(self) -> None:
        """Goes on counting."""
        if self._since is None:
            self._since = self._now()

    def stop(self) -> None:
        """Stands still."""
        self._counted, self._since = self.seconds, None

    def reset(self) -> None:
        """Begins at nothing; goes on if it was going."""
        self._counted = 0.0
        if self._since is not None:
            self._since = self._now()
