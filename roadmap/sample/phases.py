"""What was said about the phase, and how far the team validated its long-term choices.

The phase itself is computed. Only the three answers of the first day are given by hand, and the
stages of options: from the summer of 2026 on nothing long is begun before its approach was tried.
"""

from __future__ import annotations

from roadmap.commands.phases import AnswerPhaseQuestions
from roadmap.sample.script import ARUN, INES, LENA, MAYA, Story, edit, made, on, story


def beats() -> Story:
    """Return the answers of the first day and the stages of options."""
    return story(_first_day(), _validated())


def _first_day() -> Story:
    """Beat 1: nothing is measured yet, so that somebody has to say where the team stands."""
    return on("2025-06-02 11:50", MAYA, "What all five told me on their first day with a plan").do(
        made(
            AnswerPhaseQuestions,
            unplanned_share=0.7,
            fixed_dates=4,
            broke=(
                {"what": "Orders were down for an hour on 27 May", "principle": "Reliability"},
                {"what": "The nightly backup did not restore", "principle": "Reliability"},
            ),
        )
    )


def _validated() -> Story:
    return story(
        on("2026-06-04 16:50", LENA, "Five teams got one through the form, and asked again").do(
            edit("environments", option_stage="validated")
        ),
        on("2026-06-08 11:20", MAYA, "The pilot holds: the rest of it is a commitment now").do(
            edit("environments", option_stage="committed")
        ),
        on("2026-08-28 15:40", LENA, "Two teams flipped flags in a file for a week: they stay").do(
            edit(
                "flags",
                option_stage="validated",
                problem="A team that wants to switch something off waits for a deploy.",
                approach="One service that everybody reads, with an owner for each flag.",
            )
        ),
        on("2026-08-31 13:20", LENA, "Tried before it was begun, for once").do(
            edit("flags", option_stage="committed")
        ),
        on("2026-08-31 16:05", ARUN, "Orders and Fraud checked three events against it").do(
            edit(
                "event-registry",
                option_stage="validated",
                problem="Nobody knows who reads an event before it is changed.",
                approach="A repository of schemas that the queue checks against.",
            )
        ),
        on("2026-09-01 09:05", ARUN, "The check costs a millisecond, so we build it").do(
            edit("event-registry", option_stage="committed")
        ),
        on("2026-10-06 14:20", LENA, "Both pilots upgraded from version 1 in a day").do(
            edit(
                "template-2",
                option_stage="validated",
                problem="A service made in spring misses what was learned since.",
                approach="Services take the template's changes over with one command.",
            )
        ),
        on("2026-10-08 09:10", LENA, "Twelve services wait for it").do(
            edit("template-2", option_stage="committed")
        ),
        on("2026-10-12 15:15", INES, "A shadow table took a day of writes without a lock").do(
            edit(
                "schema-changes",
                option_stage="validated",
                problem="A changed column stops the orders for minutes, so it waits for a night.",
                approach="Copy to a shadow table and swap, as one command.",
            )
        ),
        on("2026-10-14 09:35", INES, "Good enough to put my name under").do(
            edit("schema-changes", option_stage="committed")
        ),
    )
