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
    ("2025-10-20 08:40", "The fire is out: from here on the work is chosen."),
    ("2026-02-23 08:10", "A bad week of advisories. One date slips, the phase stays."),
    ("2026-04-20 10:25", "The launch would come before its disks. You fund them the same day."),
    ("2026-06-01 09:18", "Two levels break at once, a third in August: we run after them."),
    ("2026-08-17 14:20", "Self-service is used, and nine teams hear what came of their words."),
    # Since the last review: what changed this quarter, and why.
    ("2026-09-07 08:40", "This quarter begins with every minimum level kept."),
    ("2026-09-07 10:15", "Storage grows: moving ingest is no choice any more, it must be done."),
    ("2026-11-03 09:50", "You renew the storage contract for EUR 96,000: growth costs less."),
    ("2026-11-05 09:50", "Sized anew, seven wishes are larger; with new must-do work they wait."),
    ("2026-11-17 08:50", "Two security holes in two days push other work out of the sprint."),
    ("2026-11-18 16:40", "The AI search launch gets a fixed day: 1 March, in a contract."),
    ("2026-11-20 09:46", "Five of five levels are met. Two answers are wanted from you."),
)


def beats() -> Story:
    """Return the decision that sets the bookmarks."""
    return on("2026-11-20 10:20", MAYA, "Two minutes for those who were not there").do(
        *(bookmark(beat, caption) for beat, caption in _MOMENTS)
    )
