"""What was thought out before it was decided: scenarios that were shared, compared and adopted.

Which of them helps is computed where they are compared, never written here. The one that wins in
July 2025 is adopted in that chapter; the hire is adopted here, once it was approved.
"""

from __future__ import annotations

from roadmap.commands import Command
from roadmap.commands.streams import EditStream
from roadmap.sample.script import (
    ARUN,
    MAYA,
    TOMAS,
    Story,
    adopted,
    before,
    edit,
    made,
    on,
    shed,
    size,
    story,
    tries,
    withdrawn,
)
from roadmap.sample.script_team import joins
from roadmap.sample.setting import RUNTIME

_COUNTED = "2025-07-28 11:15"
_APPROVED = "2025-08-12 17:32"


def beats() -> Story:
    """Return the scenarios of July 2025, the hire that came of them, and today's."""
    return story(_three_ways(), _hired(), _for_the_review())


def _engineer(start: str, since: str) -> Command:
    """One more engineer, who has no name yet."""
    return joins(
        ARUN.name,
        name="New platform engineer",
        role="Platform engineer",
        team=RUNTIME,
        skills={"hosts": 0.6, "network": 0.4},
        start=start,
        hiring_since=since,
    )


def _three_ways() -> Story:
    """Beat 5: hire one, shed three or automate patching."""
    return story(
        on(
            "2025-07-28 11:30",
            MAYA,
            "Three ways out of patching by hand, in the same futures: look before we choose",
        ).do(
            tries(
                "hire",
                "Hire one",
                _COUNTED,
                _engineer("2025-11-17", "2025-07-28"),
                note="Sixteen weeks from asking to the first day, then half a year to full speed.",
            ),
            tries(
                "shed-three",
                "Shed three",
                _COUNTED,
                shed("local-checkout"),
                shed("status-page"),
                shed("one-job-way"),
                note="The three that nobody would miss this year.",
            ),
            tries(
                "robot",
                "Automate patching",
                _COUNTED,
                before("auto-patching", "postgres-13"),
                edit("auto-patching", promised_by="2025-09-12", people_at_once=2.0),
                edit("ubuntu-20", prerequisites=("auto-patching",)),
                size("ubuntu-20", 13, 19, 30),
                note="Two of us, nothing else until it runs; Ubuntu then goes by itself.",
            ),
        ),
        on("2025-10-20 10:05", TOMAS, "Ten closed sprints say more than my count of July").do(
            made(
                EditStream, stream="Security patches", fields={"basis": "fitted", "size_mean": None}
            )
        ),
    )


def _hired() -> Story:
    """Beats 6 and 10: the hire that was approved, as it was thought out, from January."""
    return story(
        on("2025-08-13 09:30", MAYA, "As Helen approved it: from January, not November").do(
            tries(
                "hire",
                "Hire one",
                _APPROVED,
                _engineer("2026-01-12", "2025-08-13"),
                note="Ten days of interviews until then, a mentor after.",
            )
        ),
        on("2025-08-13 09:40", MAYA, "The interviews are ours to give until the winter").do(
            adopted("hire")
        ),
        on("2025-08-13 09:45", MAYA, "Decided; what we compared stays in the history").do(
            withdrawn("hire"), withdrawn("shed-three"), withdrawn("robot")
        ),
    )


def _for_the_review() -> Story:
    """What could keep 1 March for the search launch, open today."""
    base = "2026-11-20 09:40"
    return on(
        "2026-11-20 09:50", MAYA, "For the review: what would keep 1 March, and what it would cost"
    ).do(
        tries(
            "search-pair",
            "Two on the search capacity",
            base,
            edit("ai-capacity", people_at_once=2.0),
            note="Both who know the machines, side by side, as in an emergency.",
        ),
        tries(
            "search-contractor",
            "A contractor for the winter",
            base,
            joins(
                "Contractor",
                role="Platform engineer",
                team=RUNTIME,
                skills={"hosts": 1.0},
                start="2026-12-01",
                end="2027-02-26",
                contractor=True,
            ),
            note="Three months, knows hosts, does not know us.",
        ),
    )
