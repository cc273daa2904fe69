"""How an analysis is not done twice: results found by the identity of what they were computed from.

States share structure, so identity is cheap and exact where hashing or comparing 10,000 records per
frame is neither. The source is held weakly (but for the newest one, from which the next result is
derived), so that a memo never keeps a whole history alive. A memo changes no result, only its cost.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, NamedTuple, Protocol, Self, TypeVar

S = TypeVar("S")
K = TypeVar("K", bound=Hashable)
R = TypeVar("R")

_KEPT = 8  # a scrub goes back and forth between few states; more would only hold memory


class Earlier(NamedTuple, Generic[S, R]):
    """The newest source of the same key and its result: the next result may start from it."""

    source: S
    result: R


class Memo(Generic[S, K, R]):
    """A function of (source, key) whose last few results are found by `source is`.

    `compute(source, key, earlier)` must return the same value whether `earlier` is given or None.
    The result must not refer to `source`. Sources need `__weakref__`; keys are small and hashable.
    """

    def __init__(self, compute: Callable[[S, K, Earlier[S, R] | None], R]) -> None:
        self._compute = compute
        self._kept: dict[tuple[int, K], tuple[weakref.ref[S], R]] = {}
        self._newest: tuple[K, Earlier[S, R]] | None = None
        self._lock = Lock()  # workers and the window ask at the same time
        self.__doc__ = compute.__doc__

    def __call__(self, source: S, key: K) -> R:
        """Return the result for `source` and `key`, computed at most once while it is kept."""
        place = (id(source), key)
        with self._lock:
            found = self._kept.get(place)
            # An id is given out again once its object is gone: only the same object counts.
            if found is not None and found[0]() is source:
                return found[1]
            newest = self._newest
        earlier = newest[1] if newest is not None and newest[0] == key else None
        result = self._compute(source, key, self._beginning(source, key, earlier))
        self.take(source, key, result)
        return result

    @property
    def is_cold(self) -> bool:
        """Whether nothing was computed yet that the next result could start from."""
        return self._newest is None

    def take(self, source: S, key: K, result: R) -> None:
        """Keep a result that was computed elsewhere, in parts."""
        place = (id(source), key)
        with self._lock:
            self._kept.pop(place, None)
            self._kept[place] = (weakref.ref(source), result)
            if len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
            self._newest = (key, Earlier(source, result))

    def _beginning(self, _source: S, _key: K, newest: Earlier[S, R] | None) -> Earlier[S, R] | None:
        """Return what the next result starts from."""
        return newest


class Charted(Protocol):
    """A source that knows how far it is from others."""

    def distance(self, before: Self) -> int | None:
        """How many steps lie between the two, None where that is not known."""

    def keep_as_landmark(self) -> None:
        """Let sources near this one find it, as long as somebody holds it."""

    def landmark(self) -> Self | None:
        """The nearest landmark."""


C = TypeVar("C", bound=Charted)


class ChartedMemo(Memo[C, K, R]):
    """A memo that also starts from landmarks, so that a jump costs no more than a small step.

    A landmark's result is kept as long as the landmark itself.
    """

    def __init__(self, compute: Callable[[C, K, Earlier[C, R] | None], R]) -> None:
        super().__init__(compute)
        self._landmarks: dict[int, tuple[weakref.ref[C], K, R]] = {}

    def keep(self, source: C, key: K) -> None:
        """Compute the result for `source` and `key`, and start from it for whatever is near."""
        place, landmarks = id(source), self._landmarks

        def forget(gone: weakref.ref[C]) -> None:
            found = landmarks.get(place)
            if found is not None and found[0] is gone:
                del landmarks[place]

        result = self._compute(source, key, self._beginning(source, key, None))
        landmarks[place] = weakref.ref(source, forget), key, result
        source.keep_as_landmark()

    def _beginning(self, source: C, key: K, newest: Earlier[C, R] | None) -> Earlier[C, R] | None:
        near = source.landmark()
        found = None if near is None else self._landmarks.get(id(near))
        if near is None or found is None or found[0]() is not near or found[1] != key:
            return newest
        if newest is not None:
            far, close = source.distance(newest.source), source.distance(near)
            if far is not None and close is not None and far <= close:
                return newest
        return Earlier(near, found[2])
