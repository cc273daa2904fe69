"""From when on has a hire given back what it took?

A newcomer begins at a share of full speed and takes a share of a mentor's time meanwhile
(planning.md, Capacity). What finding them took is not counted: it was spent before the start.
"""

from __future__ import annotations

from roadmap.records.staff import Ramp


def hire_payback(ramp: Ramp) -> float:
    """Return the weeks from the start until the newcomer's net work is even, 0 where at once.

    With R the weeks to full speed, r0 the speed at first and m the mentor's share, the net work is
    r0 t + (1 - r0) t^2 / 2R - m t up to R, and grows by 1 a week after it.
    """
    weeks, first, mentor = ramp.weeks, ramp.start, ramp.mentor
    if mentor <= first:
        return 0.0
    if mentor <= (1 + first) / 2:
        return 2 * weeks * (mentor - first) / (1 - first)
    return weeks * (1 - first) / 2 + mentor * weeks
