"""The two minutes of playback for leadership: the moments, and what is said while they show."""

from __future__ import annotations

from roadmap.sample.script import MAYA, Story, on
from roadmap.sample.script_expect import bookmark

_MOMENTS = (
    ("2025-06-02 11:50", "The first day: most of the effort simply must be done, and it burns."),
    ("2025-07-03 10:20", "A routine upgrade turns out to be must-do by 13 November."),
    ("2025-07-28 14:05", "Three ways compared in the same futures; the robot is adopted."),
    ("2025-08-12 17:30", "You approve one engineer, in a reply file."),
    ("2025-10-06 07:40", "Postgres is done five weeks before it must be."),
    ("2025-11-03 08:40", "The fire is out: from here on the work is chosen."),
    ("2026-02-23 08:10", "A bad week of advisories. One date slips, the phase stays."),
    ("2026-04-20 10:25", "The launch would come before its disks. You fund them the same day."),
    ("2026-06-01 09:18", "Two levels break at once, a third in August: we run after them."),
    ("2026-08-17 14:20", "Self-service is used, and nine teams hear what came of their words."),
    ("2026-11-20 09:46", "Five of five levels are met. Two answers are wanted from you."),
)


def beats() -> Story:
    """Return the decision that sets the bookmarks."""
    return on("2026-11-20 10:20", MAYA, "Two minutes for those who were not there").do(
        *(bookmark(beat, caption) for beat, caption in _MOMENTS)
    )
