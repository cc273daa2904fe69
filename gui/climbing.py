"""How is a long history made ready to be played back while the window goes on answering?

In slices of the event loop: first the ladder of states, then what orders the items at each of its
checkpoints. A worker would hold up frames more.
"""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from roadmap.analysis.history.landmarks import Landmarks
from roadmap.collector import Rest
from roadmap.service import Roadmap

_SLICE_SECONDS = 0.008


class Climbing(QObject):
    """Makes what the moments of a roadmap's history are found from.

    States are no garbage: the collector, which looks through all of them again and again as they
    grow, rests until they are made (seen as stand-stills of a second).

    Signals:
        turned(): A slice was made.
        ready(): All of it is made.
    """

    turned = Signal()
    ready = Signal()

    def __init__(self, roadmap: Roadmap, parent: QObject) -> None:
        super().__init__(parent)
        self._roadmap = roadmap
        self._rest: Rest | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self.climb)
        self.begin()

    def begin(self) -> None:
        """Begin, or begin anew after the file was replaced."""
        self._landmarks = Landmarks(self._roadmap.timeline)
        if not self.is_ready and self._rest is None:
            self._rest = Rest()
            self._slices.start()

    def end(self) -> None:
        """Leave off."""
        self._slices.stop()
        if self._rest is not None:
            self._rest.end()
            self._rest = None

    @property
    def is_ready(self) -> bool:
        """Whether every moment of the history is found quickly by now."""
        return self._roadmap.timeline.advance(0) and self._landmarks.advance(0)

    def climb(self) -> None:
        """Make one slice."""
        end = perf_counter() + _SLICE_SECONDS
        while perf_counter() < end:
            if self._roadmap.timeline.advance() and self._landmarks.advance():
                self.end()
                self.ready.emit()
                break
        self.turned.emit()
