"""Minimum acceptable levels and check-ups: what was agreed, provisionally first, and looked at."""

from __future__ import annotations

from roadmap.sample.script import ARUN, INES, LENA, MAYA, TOMAS, Story, edit, on, story
from roadmap.sample.script_levels import check_up, checked, level, measure, measured


def beats() -> Story:
    """Return the decisions about measures, levels and check-ups."""
    return story(
        _first_year(), _spring(), _repairs(), _agreed(), _checkups_2025(), _checkups_2026()
    )


def _first_year() -> Story:
    return story(
        on("2025-06-05 10:35", MAYA, "What we owe two key customers by contract").do(
            measure(
                "availability",
                "Availability of payments",
                preset="availability",
                component="Payments database",
                level=99.5,
            )
        ),
        on("2025-06-26 11:35", LENA, "Nobody knows how much of this could be built again").do(
            measure("as-code", "Infrastructure as code", preset="infrastructure_as_code")
        ),
    )


def _spring() -> Story:
    """The provisional levels of spring 2026."""
    return story(
        on("2026-02-06 15:25", LENA, "Nine teams named it, so we measure it").do(
            measure(
                "environment-wait",
                "Wait for an environment",
                principle="Usability",
                component="Deploy pipeline",
                statistic="p50",
                comparator="at_most",
                unit="days",
                window="14 days",
            )
        ),
        on("2026-02-27 15:50", TOMAS, "A first guess each, to be agreed when we know them").do(
            measure(
                "search-latency",
                "Latency of the search path",
                preset="latency",
                component="Edge proxies",
                level=250.0,
                provisional=True,
            ),
            measure(
                "patch-age",
                "Age of open patches",
                principle="Security",
                component="Host fleet",
                statistic="mean",
                comparator="at_most",
                unit="days",
                window="7 days",
                level=7.0,
                provisional=True,
            ),
            measure(
                "cost-per-gb",
                "Cost of a GB stored",
                principle="Efficiency",
                component="Object store",
                statistic="mean",
                comparator="at_most",
                unit="EUR",
                window="1 month",
                level=0.36,
                provisional=True,
            ),
        ),
    )


def _repairs() -> Story:
    """What was measured when the three breaches of summer 2026 were repaired."""
    return story(
        on("2026-06-12 16:35", TOMAS, "Measured over the evening peak, one hop less").do(
            measured("search-latency", "2026-06-12", 241)
        ),
        on("2026-08-07 15:35", TOMAS, "No host older than nine days").do(
            measured("patch-age", "2026-08-07", 5.2)
        ),
        on("2026-10-02 11:45", INES, "The vendor's price holds since yesterday").do(
            measured("cost-per-gb", "2026-10-02", 0.33)
        ),
    )


def _agreed() -> Story:
    """Beat 14: the levels agreed for all five principles."""
    return story(
        on("2026-08-14 14:05", MAYA, "Held for a quarter and felt when broken: these stay").do(
            level("search-latency", 250.0),
            level("patch-age", 7.0),
            level("cost-per-gb", 0.36),
        ),
        on("2026-08-14 14:12", MAYA, "A year without a day under it; the contract asks less").do(
            level("availability", 99.8)
        ),
        on("2026-08-14 14:18", LENA, "Self-service makes two days possible").do(
            level("environment-wait", 2.0)
        ),
        on("2026-08-14 14:24", MAYA, "Whoever works on one should see which level it keeps").do(
            edit("ubuntu-22", protects=("Age of open patches",)),
            edit("read-replicas", protects=("Latency of the search path",)),
            edit("db-on-request", protects=("Wait for an environment",)),
            edit("loud-alerts", protects=("Availability of payments",)),
            edit("regional-failover", protects=("Availability of payments",)),
        ),
    )


def _checkups_2025() -> Story:
    return story(
        on("2025-10-10 09:40", INES, "After the drill, so that it is not the last one").do(
            check_up(
                *("payments-drill", "Failover and restore of payments", "Payments database"),
                *(91, "2025-10-10"),
            )
        ),
        on("2025-10-10 09:52", INES, None).do(
            checked("payments-drill", "working", "Three minutes 20 to fail over, restored in 41")
        ),
        on("2025-10-21 14:40", TOMAS, "The peak in November is the real one").do(
            check_up(
                *("edge-peak", "Edge proxies at twice the load", "Edge proxies"),
                *(91, "2025-10-21"),
            ),
            check_up(
                *("secrets", "Who may read which secret", "Identity and secrets"),
                *(182, "2025-10-21"),
            ),
        ),
        on("2025-11-20 15:10", TOMAS, "A week before the freeze").do(
            checked("edge-peak", "working", "2.1 times last year's peak without a queue")
        ),
    )


def _checkups_2026() -> Story:
    return story(
        on("2026-01-15 10:50", INES, None).do(
            checked("payments-drill", "working", "Three minutes 5; new people did it")
        ),
        on("2026-01-19 11:20", LENA, "Nobody has tried it since it was built").do(
            check_up(
                *("pipeline-again", "Build the pipeline from nothing", "Deploy pipeline"),
                *(120, "2026-01-19"),
            )
        ),
        on("2026-01-20 13:25", INES, "Disks fill before a launch, never after").do(
            check_up(
                *("store-room", "Room in the object store", "Object store"),
                *(91, "2026-01-20"),
            )
        ),
        on("2026-02-19 16:10", TOMAS, None).do(
            checked("edge-peak", "working", "As in November, with the new certificates")
        ),
        on("2026-04-14 10:20", INES, "Found while looking, not while paged").do(
            checked("store-room", "failing", "Full in June if the search index comes as planned")
        ),
        on("2026-04-16 15:30", INES, None).do(
            checked(
                *("payments-drill", "to_strengthen", "One region cannot fail over alone"),
                "regional-failover",
            )
        ),
        on("2026-04-22 09:35", ARUN, None).do(
            checked("secrets", "working", "Four keys nobody uses are gone")
        ),
        on("2026-05-20 14:15", LENA, None).do(
            checked("pipeline-again", "working", "Four hours 10, two steps by hand")
        ),
        on("2026-05-21 16:05", TOMAS, "Five milliseconds from the level, on a quiet day").do(
            checked("edge-peak", "to_strengthen", "Queues form at 1.6 times the load")
        ),
        on("2026-06-03 16:45", INES, "Before the launch begins").do(
            checked("store-room", "working", "The new disks are in: 44% free")
        ),
        on("2026-07-15 11:50", INES, None).do(
            checked("payments-drill", "working", "Three minutes 40, in the middle of the day")
        ),
        on("2026-08-20 15:20", TOMAS, None).do(
            checked("edge-peak", "working", "Twice the load, 231 ms")
        ),
        on("2026-09-02 13:05", INES, None).do(checked("store-room", "working", "38% free")),
        on("2026-10-14 10:05", INES, None).do(
            checked("payments-drill", "working", "Three minutes 2")
        ),
        on("2026-10-21 14:50", ARUN, None).do(
            checked("secrets", "to_strengthen", "Two teams still share one key")
        ),
        on("2026-11-12 15:40", TOMAS, "Ready for the peak").do(
            checked("edge-peak", "working", "2.3 times last year's peak")
        ),
    )
