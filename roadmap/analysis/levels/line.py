"""Where do values that were read over time lead? A straight line with its uncertainty.

x counts days. What a line says of a level stands in `levels.py`, of a goal in
`expectations/goals.py`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

IN_SIGHT = timedelta(days=730)

_Z90 = 1.2815515655446004  # the standard normal quantile of 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """A least-squares line y = level + slope (x - centre) and its confidence band at 80%.

    The band is that of the line, t s sqrt(1/n + (x - centre)^2 / Sxx) (any textbook on regression,
    such as Draper and Smith, chapter 1); single values scatter more widely. Where measurements
    hang on one another it is too narrow.
    """

    slope: float
    level: float
    centre: float
    count: int
    spread: float  # Sxx
    margin: float  # t s

    @classmethod
    def through(cls, points: Sequence[tuple[float, float]]) -> Line:
        """Return the line through (x, y) points of at least three different x."""
        count = len(points)
        centre = math.fsum(x for x, _ in points) / count
        level = math.fsum(y for _, y in points) / count
        spread = math.fsum((x - centre) ** 2 for x, _ in points)
        slope = math.fsum((x - centre) * (y - level) for x, y in points) / spread
        left = math.fsum((y - level - slope * (x - centre)) ** 2 for x, y in points)
        free = count - 2
        return cls(slope, level, centre, count, spread, t90(free) * math.sqrt(left / free))

    @property
    def slope_margin(self) -> float:
        """Half the width of the slope's 80% interval."""
        return self.margin / math.sqrt(self.spread)

    def at(self, x: float) -> float:
        """Return the height of the line at `x`."""
        return self.level + self.slope * (x - self.centre)

    def width_at(self, x: float) -> float:
        """Return half the width of the confidence band at `x`."""
        away = x - self.centre
        return self.margin * math.sqrt(1 / self.count + away * away / self.spread)

    def reaches(self, target: float, sign: float, start: int, band: float) -> int | None:
        """Return the first x from `start` at which the line is no better than `target`.

        `sign` is 1 where more is better, else -1; `band` shifts the line by its confidence band
        towards the better (1) or the worse (-1). None: not within two years.
        """
        end = start + IN_SIGHT.days
        # Towards the worse the way is concave, so that two good ends have nothing bad between them;
        # towards the better it is nowhere worse than the line itself.
        nearer = min(band, 0.0)
        if min(self._room(x, target, sign, nearer) for x in (start, end)) > 0:
            return None
        days = range(start, end + 1)
        return next((x for x in days if self._room(x, target, sign, band) <= 0), None)

    def _room(self, x: float, target: float, sign: float, band: float) -> float:
        """Return how much better than `target` the line is at `x`, shifted by its band."""
        return sign * (self.at(x) - target) + band * self.width_at(x)

    def chance_above(self, target: float, x: float) -> float:
        """Return the probability that one more value read at `x` is `target` or more.

        Student's t with the prediction's standard error s sqrt(1 + 1/n + (x - centre)^2 / Sxx); its
        distribution by the normal one (Abramowitz and Stegun, 26.7.8). Without any scatter it is 0
        or 1.
        """
        away, free = x - self.centre, self.count - 2
        value = self.level + self.slope * away
        one = self.margin / t90(free)
        wide = one * math.sqrt(1 + 1 / self.count + away * away / self.spread)
        if wide == 0:
            return 1.0 if value >= target else 0.0
        t = (value - target) / wide
        z = t * (1 - 1 / (4 * free)) / math.sqrt(1 + t * t / (2 * free))
        return 0.5 * (1 + math.erf(z / math.sqrt(2)))


def t90(free: int) -> float:
    """Return the 0.9 quantile of Student's t with `free` degrees of freedom, 4 or more.

    The expansion of Cornish and Fisher (Abramowitz and Stegun, 26.7.5); off by less than 0.001.
    """
    z, n = _Z90, float(free)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + math.fsum(term / n**power for power, term in enumerate(terms, start=1))
