"""Where random numbers come from: one stream of its own for each thing, so that nothing disturbs.

Philox (Salmon et al., SC11) is keyed by (seed, kind, stable id, chunk). A chunk is always drawn
whole: removing an item changes no other draw, more trials extend and never change earlier ones, and
any order of chunks gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CHUNK = 5_000  # trials drawn together
LARGE_CHUNK = 500  # with more than LARGE items, to keep within memory
LARGE = 2_000
_HALF = 2.0**-54  # uniform numbers lie between 0 and 1, both excluded


class Kind(StrEnum):
    """What a stream of random numbers is for."""

    EFFORT = "effort"
    SHARED = "shared"
    WAIT = "wait"
    G = "G"
    COUNT = "count"
    SIZE = "size"
    MARK = "mark"
    THROUGHPUT = "throughput"
    EXTRA = "extra"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Draws:
    """The random numbers of one chunk of `size` trials."""

    seed: int
    chunk: int
    size: int

    def key(self, kind: Kind, key: str = "") -> NDArray[np.uint64]:
        """Return the key of one thing's stream."""
        name = f"{self.seed}\x00{kind}\x00{key}\x00{self.chunk}".encode()
        return np.frombuffer(blake2b(name, digest_size=16).digest(), dtype=np.uint64)

    def generator(self, kind: Kind, key: str = "") -> np.random.Generator:
        """Return the generator of one thing; the same again whenever it is asked for."""
        return np.random.Generator(np.random.Philox(key=self.key(kind, key)))

    def uniform(self, kind: Kind, key: str = "") -> Floats:
        """Return one uniform number in (0, 1) for each trial of the chunk."""
        return self.generator(kind, key).random(self.size) + _HALF

    def uniforms(self, kind: Kind, keys: Sequence[str]) -> Floats:
        """Return what `uniform` does for each of `keys`: (keys, trials)."""
        again = Again(self)
        found = np.empty((len(keys), self.size))
        for row, key in zip(found, keys, strict=True):
            again.generator(kind, key).random(out=row)
        found += _HALF
        return found


class Again:
    """One generator begun anew for one thing after the other; to make one takes 8 us.

    What it gave before is not to be drawn from any more.
    """

    def __init__(self, draws: Draws) -> None:
        self._draws, self.size = draws, draws.size
        self._philox = np.random.Philox(key=draws.key(Kind.EFFORT))
        self._generator = np.random.Generator(self._philox)
        self._state = self._philox.state

    def generator(self, kind: Kind, key: str) -> np.random.Generator:
        """Return what `Draws.generator` does, to be drawn from until the next is asked for."""
        self._state["state"]["key"] = self._draws.key(kind, key)
        self._philox.state = self._state
        return self._generator

    def uniform(self, kind: Kind, key: str) -> Floats:
        """Return what `Draws.uniform` does."""
        found: Floats = self.generator(kind, key).random(self.size)
        found += _HALF
        return found


def chunk_size(items: int) -> int:
    """Return how many trials are drawn together."""
    return LARGE_CHUNK if items > LARGE else CHUNK
