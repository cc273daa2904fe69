"""Why each long-term choice was worth a try: what is wrong, and how it would be put right (D3).

Nothing long that was chosen enters a sprint without both; a rewrite also says which smaller step
was refused. Stages of options stand in `phases.py`.
"""

from __future__ import annotations

from roadmap.sample.script import ARUN, INES, LENA, MAYA, TOMAS, Story, edit, on, story


def beats() -> Story:
    """Return what was written down before each of them was committed."""
    return story(_first_year(), _second_year())


def _first_year() -> Story:
    return story(
        on("2025-07-28 09:45", TOMAS, "Written down, as two of us will be asked why").do(
            edit(
                "auto-patching",
                problem="Two days a week go into restarting hosts one after the other.",
                approach="A job that drains, patches and restarts a host at night, ten at a time.",
            )
        ),
        on("2025-10-17 16:10", LENA, "One sentence each, or it stays where it is").do(
            edit(
                "config-secrets",
                problem="A password in a file outlives everybody who knew it was there.",
                approach="Services read them from the vault when they start.",
            )
        ),
        on("2025-12-12 11:35", LENA, "What it is for, before it has a sprint").do(
            edit(
                "remote-cache",
                problem="Three teams compile the same libraries forty times a day.",
                approach="One cache beside the build cluster that only main may write to.",
            )
        ),
        on("2025-12-22 10:15", INES, "By hand it takes an afternoon a quarter").do(
            edit(
                "db-passwords",
                problem="Passwords are changed late, because changing them means downtime.",
                approach="Two valid at a time; the vault changes the older one every week.",
            )
        ),
    )


def _second_year() -> Story:
    return story(
        on("2026-01-09 14:25", ARUN, "Read the sizes of a hundred images, this is what I saw").do(
            edit(
                "small-images",
                problem="A new machine spends four of its first five minutes loading images.",
                approach="Images without compilers; what is needed to build stays in the cluster.",
            )
        ),
        on("2026-03-06 15:50", INES, "Asked three teams what they look for first").do(
            edit(
                "tracing",
                problem="A slow request is looked for in six dashboards by four people.",
                approach="One header passed on by the proxies, kept for one request in a hundred.",
            )
        ),
        on("2026-03-20 09:55", INES, "A rewrite, so the smaller step belongs beside it").do(
            edit(
                "one-job-way",
                problem="Three ways to run a job fail in three ways at night.",
                approach="The scheduler of the build cluster for all, moved team by team.",
                alternative="Alerts for each of the three ways.",
                why_refused="It keeps three on-call guides, and the oldest way has no owner.",
            )
        ),
        on("2026-04-30 13:45", TOMAS, "From the notes of the last ten nights").do(
            edit(
                "user-alerts",
                problem="Two of three pages at night concern nothing that a user feels.",
                approach="Page on the minimum levels alone; the rest waits for the morning.",
            )
        ),
        on("2026-06-12 10:40", MAYA, "Helen's question was what we launch, not when").do(
            edit(
                "ai-search",
                problem="One search in five finds nothing, though it is in the catalogue.",
                approach="Vectors beside the index, for a tenth of the traffic at first.",
            )
        ),
        on("2026-08-07 11:30", LENA, "The nine teams said it in their words").do(
            edit(
                "db-on-request",
                problem="A database costs two tickets and six days.",
                approach="A form that calls what we call; limits by team instead of a review.",
            )
        ),
        on("2026-08-21 09:05", INES, "So that nobody fears for their old orders").do(
            edit(
                "order-archive",
                problem="Orders that nobody opens fill the fastest disks.",
                approach="After two years to the object store, read through the same service.",
            )
        ),
    )
