"""What the consuming teams said, what came of it, and how well the platform serves them.

Beat 11 stands on fourteen interviews, beat 14 on what was measured after the work they led to.
"""

from __future__ import annotations

from roadmap.sample.script import ARUN, INES, LENA, MAYA, TOMAS, Story, edit, on, story
from roadmap.sample.script_expect import hears, outcome, outcome_at, readings, signal
from roadmap.sample.setting import EVERYBODY

_ENVIRONMENTS = "Teams that make environments themselves"
_TICKETS = "Tickets for an environment, a sprint"
_DATABASES = "Databases made without a ticket"
_RECOMMEND = "Developers who would recommend the platform"
_SUPPORT = "Outages that support hears of from us first"
_ORDER = "Platform cost of an order"
_WAITING = EVERYBODY[:9]


def beats() -> Story:
    """Return the signals and the outcome measures."""
    return story(_interviews(), _answered(), _later(), _told(), _success(), _adoption(), _unheard())


def _interviews() -> Story:
    """Beat 11: fourteen interviews in a fortnight."""
    return story(
        on("2026-01-22 11:40", MAYA, "First three interviews, and three times the same").do(
            signal("waits-Checkout", "Checkout", "We wait six days for a test environment"),
            signal("waits-Payments", "Payments", "Six days until an environment exists, then ours"),
            signal("waits-Orders", "Orders", "A week of every project is waiting for machines"),
        ),
        on("2026-01-26 16:20", MAYA, "They did not talk to each other before").do(
            signal("waits-Search", "Search", "Experiments die while we wait for an environment"),
            signal("waits-Catalogue", "Catalogue", "We keep old environments, new ones take days"),
            signal("errors", "Logistics", "We hear of our own errors from partners"),
        ),
        on("2026-01-29 15:45", MAYA, "Two thirds of them; seven of nine").do(
            signal("waits-Accounts", "Accounts", "Six working days from ticket to first deploy"),
            signal("waits-Mobile", "Mobile", "Two releases waited for an environment this winter"),
            signal("builds", "Pricing", "Every morning the first build waits for its cache"),
        ),
        on("2026-02-03 14:30", MAYA, "Those who rarely ask us anything").do(
            signal(
                *("waits-Partners", "Partners", "Our partners test on the live system"),
                role="end_user",
            ),
            signal("waits-Fraud", "Fraud", "We share one environment among four, in shifts"),
            signal("noise", "Notifications", "Alerts wake us that no user would have noticed"),
        ),
        on("2026-02-05 14:15", MAYA, "The last two of fourteen").do(
            signal("copies", "Reporting", "Our copy of the orders is a day old when it arrives"),
            signal(
                *("regions", "Customer support", "We learn from callers which region is down"),
                role="operator",
            ),
        ),
    )


def _answered() -> Story:
    """What of it is answered by which work."""
    return story(
        on("2026-02-09 10:30", MAYA, "Nine said it, one piece of work answers them").do(
            *(hears(f"waits-{team}", item="environments") for team in _WAITING)
        ),
        on("2026-02-09 10:40", MAYA, "What the other five said is not lost").do(
            hears("errors", item="tracing"),
            hears("regions", item="status-page"),
        ),
        on("2026-03-24 10:20", LENA, "Pricing said so in January").do(
            hears("builds", item="cache-restore")
        ),
        on("2026-04-16 14:35", TOMAS, "Notifications asked for exactly this").do(
            hears("noise", item="user-alerts")
        ),
    )


def _later() -> Story:
    """Tickets and interviews after the survey, with the work that they led to."""
    return story(
        on("2026-03-18 10:50", LENA, "Third ticket of this kind since January").do(
            signal("names", "Mobile", "A DNS record takes a ticket and a day", "ticket")
        ),
        on("2026-03-19 15:40", LENA, "Said with a ticket, answered with a form").do(
            hears("names", item="self-dns")
        ),
        on("2026-04-13 10:10", LENA, "From the survey of the spring").do(
            signal("service", "Catalogue", "A new service starts as a copy of an old one", "survey")
        ),
        on("2026-04-13 10:35", LENA, "The template answers them").do(
            hears("service", item="template-1")
        ),
        on("2026-05-13 13:20", ARUN, "Two teams in one week").do(
            signal("load", "Checkout", "A load test needs a cluster, for three days only", "ticket")
        ),
        on("2026-05-13 13:45", ARUN, "The same wish as last year").do(
            hears("load", item="load-clusters")
        ),
        on("2026-05-06 14:05", INES, "While we spoke of something else").do(
            signal("database", "Orders", "A database for a new service takes two days of tickets"),
            signal("database-2", "Search", "We keep data in files, a database takes too long"),
        ),
        on("2026-05-06 14:15", INES, "Both meant the same thing").do(
            hears("database", item="db-on-request"), hears("database-2", item="db-on-request")
        ),
        on("2026-08-03 15:10", ARUN, "Their tester showed me").do(
            signal("old-data", "Fraud", "We test on data from 2022")
        ),
        on("2026-08-04 15:55", ARUN, "A night's copy is what they need").do(
            hears("old-data", item="user-test-data")
        ),
        on("2026-09-30 16:10", ARUN, "Asked by three teams, written down once").do(
            signal("slow-build", "Accounts", "Nobody can tell us why our build is slow", "ticket")
        ),
        on("2026-10-01 10:20", ARUN, "So that they are told").do(
            hears("slow-build", item="build-metrics")
        ),
    )


def _told() -> Story:
    """The loops that were closed; beat 14 closes nine of them at once."""
    return story(
        on("2026-04-01 10:15", ARUN, "Showed them their own trace").do(
            hears("errors", told_on="2026-04-01")
        ),
        on("2026-05-11 10:05", TOMAS, "They had noticed: they slept").do(
            hears("noise", told_on="2026-05-11")
        ),
        on("2026-05-18 14:20", LENA, "And three other teams listened").do(
            hears("service", told_on="2026-05-18")
        ),
        on("2026-07-06 11:45", ARUN, "Support has the page on its wall").do(
            hears("regions", told_on="2026-07-06")
        ),
        on("2026-08-14 10:40", ARUN, "They found two false alarms on the first day").do(
            hears("old-data", told_on="2026-08-14")
        ),
        on("2026-08-17 14:20", MAYA, "Each of the nine, by name, within an hour").do(
            *(hears(f"waits-{team}", told_on="2026-08-17") for team in _WAITING)
        ),
        on("2026-08-24 15:05", INES, "Orders made one while I was on the phone").do(
            hears("database", told_on="2026-08-24")
        ),
    )


def _success() -> Story:
    """Success besides uptime, from the first review that asked for it."""
    return story(
        on("2025-11-24 10:20", MAYA, "Helen asked what the teams want: so we ask them").do(
            outcome(
                _RECOMMEND, kind="satisfaction", unit="of 10", target=7.5, segment="developers"
            ),
            outcome(_ORDER, kind="business", unit="cents", comparator="at_most", target=3.0),
        ),
        readings(
            MAYA,
            _RECOMMEND,
            *(("2025-12-08 15:30", 5.1), ("2026-03-09 15:30", 5.6), ("2026-06-08 15:30", 6.7)),
            ("2026-09-07 15:30", 7.6),
            source="quarterly survey, 14 teams",
        ),
        readings(
            MAYA,
            _ORDER,
            *(("2025-12-15 11:25", 4.1), ("2026-01-30 11:25", 3.9), ("2026-04-07 11:25", 3.7)),
            *(("2026-07-07 11:25", 3.6), ("2026-10-07 11:25", 3.2)),
            source="finance",
        ),
        on("2026-06-30 14:40", ARUN, "Before the page is built, so that it shows").do(
            outcome(
                _SUPPORT,
                kind="satisfaction",
                unit="%",
                target=80.0,
                consumer="Customer support",
                item="status-page",
            ),
            outcome_at(_SUPPORT, 35, "support's own count"),
        ),
        readings(
            ARUN,
            _SUPPORT,
            *(("2026-08-05 14:40", 72), ("2026-10-30 14:40", 83)),
            source="support's own count",
        ),
    )


def _adoption() -> Story:
    """Beat 14: what became of self-service."""
    return story(
        on("2026-02-23 14:10", LENA, "Half built, so we count who uses it from the first day").do(
            outcome(_ENVIRONMENTS, kind="adoption", unit="%", target=80.0, item="environments"),
            outcome(
                _TICKETS,
                kind="business",
                comparator="at_most",
                target=2.0,
                item="environments",
            ),
            outcome_at(_ENVIRONMENTS, 0, "of 14 teams"),
            outcome_at(_TICKETS, 4, "what was logged"),
        ),
        readings(
            LENA,
            _ENVIRONMENTS,
            *(("2026-03-12 10:10", 21), ("2026-04-23 10:10", 36), ("2026-06-22 10:40", 50)),
            *(("2026-07-13 10:20", 64), ("2026-08-17 11:05", 86), ("2026-09-14 10:10", 93)),
            source="of 14 teams",
        ),
        readings(
            LENA,
            _TICKETS,
            *(("2026-05-18 10:20", 4), ("2026-07-13 10:35", 3), ("2026-08-17 11:15", 2)),
            ("2026-09-21 10:20", 1),
            source="what was logged",
        ),
        on("2026-08-24 15:20", INES, "Said nine minutes; who uses it is the better number").do(
            outcome(_DATABASES, kind="adoption", unit="%", target=70.0, item="db-on-request"),
        ),
        readings(INES, _DATABASES, ("2026-09-03 10:45", 44), source="of new databases"),
    )


def _unheard() -> Story:
    """What was said this autumn and nobody has answered yet, and who asked alone."""
    return story(
        on("2026-10-23 11:10", INES, "Since the archive moved to cheap disks").do(
            signal("old-orders", "Reporting", "Orders of 2024 load for a minute since September")
        ),
        on("2026-11-04 15:20", LENA, "On the corridor, after the demo").do(
            signal(
                *("maintenance", "Customer support", "Tell us of maintenance a day before"),
                role="operator",
            )
        ),
        on("2026-11-17 11:15", TOMAS, "They wrote to sales, sales wrote to me").do(
            signal(
                *("sandbox", "Partners", "Our sandbox is emptied without notice", "ticket"),
                role="end_user",
            )
        ),
        on("2026-11-20 08:50", TOMAS, "Only they asked; theirs until others do").do(
            edit("gpu-pool", consumers=("Search",))
        ),
    )
