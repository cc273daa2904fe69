"""What the business wants to reach, which levels must hold meanwhile, and how much room there is.

At most three goals are open at a time. The headroom of ingest is computed: beat 13 rests on it.
"""

from __future__ import annotations

from roadmap.sample.script import ARUN, HELEN, INES, LENA, MAYA, TOMAS, Story, edit, on, story
from roadmap.sample.script_expect import (
    capability,
    goal,
    goal_at,
    goal_met,
    goal_readings,
    recount,
)

_WAIT = "No team waits for an environment"
_TEMPLATE = "Half of all services on the template"
_NIGHTS = "Quiet nights on call"
_SEARCH = "AI search for every customer"


def beats() -> Story:
    """Return the capability of beat 13 and the goals with what was read of them."""
    return story(_ingest(), _builds(), _waiting(), _template(), _nights(), _search())


def _ingest() -> Story:
    """Beat 13: the launch asks for more than the disks take, until the second tier is in."""
    return story(
        on("2026-04-20 09:25", INES, "The sizing of the launch, beside what the disks take").do(
            capability(
                "Ingest",
                unit="TB a day",
                component="Object store",
                capacity=128.0,
                load=105.0,
                growth_a_year=0.2,
            )
        ),
        on("2026-04-20 10:05", INES, "What the second tier adds, from the vendor's sheet").do(
            recount("Ingest", extensions={"ingest-storage": 49.0})
        ),
        on("2026-07-06 10:30", INES, "Read again with the launch in it").do(
            recount("Ingest", load=143.0)
        ),
        on("2026-11-09 15:05", INES, "Read for the plan; the new store doubles it").do(
            recount("Ingest", load=151.0, extensions={"ingest-storage": 49.0, "ingest-move": 180.0})
        ),
    )


def _builds() -> Story:
    return on("2026-10-14 11:05", ARUN, "From the new build metrics: a third is idle").do(
        capability(
            "Builds at once",
            unit="builds",
            component="Build cluster",
            capacity=120.0,
            load=82.0,
            growth_a_year=0.25,
        )
    )


def _waiting() -> Story:
    return story(
        on("2026-02-10 09:40", MAYA, "What the nine teams would call done").do(
            goal(
                _WAIT,
                "environments",
                objective="A team starts on an idea in the week it has it.",
                segment="developers",
                unit="days",
                comparator="at_most",
                baseline=6.0,
                target=2.0,
                by="2026-08-31",
                keeps="Availability of payments",
            )
        ),
        goal_readings(
            LENA,
            _WAIT,
            *(("2026-02-23 10:45", 6.0), ("2026-03-23 10:45", 6.0), ("2026-04-20 10:45", 5.6)),
            *(("2026-05-18 10:45", 4.6), ("2026-06-15 10:45", 3.6), ("2026-07-13 10:45", 2.7)),
            source="median of the fortnight",
        ),
        on("2026-08-17 13:30", MAYA, "Half of them wait less than two days").do(
            goal_at(_WAIT, 1.8, "median of the fortnight"), goal_met(_WAIT)
        ),
    )


def _template() -> Story:
    return story(
        on("2026-05-18 13:40", HELEN, "What every new team asks me for").do(
            goal(
                _TEMPLATE,
                "template-1",
                objective="A fault is fixed once, not in sixty services.",
                segment="developers",
                unit="%",
                baseline=4.0,
                target=50.0,
                by="2027-06-30",
                keeps="Latency of the search path",
                value=5.0,
            )
        ),
        on("2026-06-09 10:15", LENA, "The wishes are from those who should move to it").do(
            edit("template-2", goal=_TEMPLATE)
        ),
        goal_readings(
            LENA,
            _TEMPLATE,
            *(("2026-05-29 11:10", 4), ("2026-06-29 11:10", 9), ("2026-07-28 11:10", 13)),
            *(("2026-08-31 11:10", 18), ("2026-09-30 11:10", 24), ("2026-10-30 11:10", 29)),
            source="services in the catalogue",
        ),
    )


def _nights() -> Story:
    return story(
        on("2026-09-01 10:40", TOMAS, "Who sleeps finds faults by day").do(
            goal(
                _NIGHTS,
                *("loud-alerts", "retry-budget"),
                objective="Nobody leaves because of the pager.",
                segment="operators",
                unit="%",
                baseline=61.0,
                target=85.0,
                by="2026-12-31",
                keeps="Age of open patches",
                value=3.0,
            )
        ),
        goal_readings(
            TOMAS,
            _NIGHTS,
            *(("2026-09-07 11:20", 64), ("2026-09-21 11:20", 64), ("2026-10-05 11:20", 71)),
            *(("2026-10-19 11:20", 70), ("2026-11-02 11:20", 75), ("2026-11-16 11:20", 82)),
            source="nights without a page, of the last 28",
        ),
    )


def _search() -> Story:
    return story(
        on("2026-11-02 13:10", HELEN, "What the spring campaign is measured by").do(
            goal(
                _SEARCH,
                *("ingest-move", "ai-capacity"),
                objective="Customers of all partners find what they mean.",
                segment="end users",
                unit="% of queries",
                baseline=30.0,
                target=100.0,
                by="2027-03-31",
                keeps="Cost of a GB stored",
                value=8.0,
            )
        ),
        goal_readings(
            ARUN,
            _SEARCH,
            *(("2026-11-09 11:35", 31), ("2026-11-16 11:35", 31)),
            source="share that AI search answers",
        ),
    )
