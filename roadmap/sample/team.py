"""Who is there and when, what limits the team from outside, and the freezes: decided as known.

Five engineers, a sixth from January 2026; the product manager plans and does not count.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from roadmap.commands import Command
from roadmap.commands.roadmap import EditRoadmap
from roadmap.sample.script import (
    ARUN,
    HELEN,
    INES,
    LENA,
    MAYA,
    TOMAS,
    Story,
    edit,
    made,
    on,
    story,
)
from roadmap.sample.script_team import freeze, joins, limit, staff
from roadmap.sample.setting import DELIVERY, RUNTIME

_INES, _TOMAS, _LENA, _ARUN = (person.name for person in (INES, TOMAS, LENA, ARUN))
_JONAS, _FARAH = "Jonas Weber", "Farah Haddad"
_CHRISTMAS = "Christmas"
_ROTA = (
    *(("2026-10-05", _TOMAS), ("2026-10-12", _JONAS), ("2026-10-19", _LENA)),
    *(("2026-10-26", _ARUN), ("2026-11-02", _INES), ("2026-11-09", _TOMAS)),
    *(("2026-11-16", _JONAS), ("2026-11-23", _ARUN), ("2026-11-30", _INES)),
    *(("2026-12-07", _LENA), ("2026-12-14", _TOMAS), ("2026-12-21", _JONAS)),
)


def beats() -> Story:
    """Return the decisions about people and limits."""
    return story(_first(), _limits(), _hired(), _days_off_2025(), _days_off_2026(), _rota())


def _planning(**fields: Any) -> Command:
    return made(EditRoadmap, fields={"planning": fields})


def _first() -> Story:
    return story(
        on("2025-06-02 08:37", MAYA, "Who is here, for how much of the week, and can do what").do(
            joins(
                _INES,
                team=RUNTIME,
                role="Database engineer",
                skills={"databases": 0.7, "hosts": 0.3},
                on_call_share=0.1,
            ),
            joins(
                _TOMAS,
                team=RUNTIME,
                role="Platform engineer",
                skills={"hosts": 0.6, "network": 0.4},
                on_call_share=0.1,
            ),
            joins(
                _JONAS,
                team=RUNTIME,
                role="Network engineer",
                skills={"network": 0.5, "hosts": 0.5},
                on_call_share=0.1,
            ),
            joins(
                _LENA,
                team=DELIVERY,
                role="Build engineer",
                skills={"build": 0.5, "deploy": 0.5},
                on_call_share=0.1,
            ),
            joins(
                _FARAH,
                team=DELIVERY,
                role="Release engineer",
                availability=0.8,
                skills={"deploy": 0.6, "build": 0.4},
            ),
        ),
        on("2025-06-03 09:50", TOMAS, "None of these is done by one person in one sprint").do(
            *(
                edit(handle, may_span=True)
                for handle in (
                    *("rotate-tls", "pci-logs", "ubuntu-20", "old-dc", "peak-capacity"),
                    *("vault-root", "java-11", "erase-backups", "nordbank-hour", "log-licence"),
                    *("address-block", "queue-version", "postgres-13", "auto-patching"),
                    *("deploy-product", "multi-region", "tracing", "rollback", "log-search"),
                    "scan-images",
                )
            )
        ),
        on("2025-06-03 09:56", TOMAS, "What is on fire is done by two").do(
            *(
                edit(handle, people_at_once=2.0)
                for handle in (
                    *("cve-openssh", "base-images", "kernel-db", "nordbank-queue", "backup-gap"),
                    *("log-heap", "dns-zone-b", "payments-pool", "queue-disks", "nordbank-file"),
                    *("build-cache", "registry-full", "replica-lag", "lb-drain"),
                )
            )
        ),
        on(
            "2025-08-04 08:30", MAYA, "Three for each group was meant; as one number that is six"
        ).do(_planning(in_progress_limit=6)),
        on("2026-11-05 10:20", MAYA, "Sized anew, neither fits one sprint of one person").do(
            edit("event-bus", may_span=True), edit("read-replicas", may_span=True)
        ),
    )


def _limits() -> Story:
    return story(
        on("2025-06-04 11:20", HELEN, "Nobody new before a case for it is approved").do(
            limit(
                "headcount",
                "headcount_cap",
                "No more than five engineers until a hire is approved",
                amount=5.0,
                since="2025-06-01",
            )
        ),
        on("2026-01-08 15:10", HELEN, "What finance left for disks this year").do(
            limit(
                "storage-budget",
                "budget",
                "EUR 60,000 for storage in 2026",
                amount=60000.0,
                since="2026-01-01",
                until="2026-12-31",
            )
        ),
        on("2026-09-09 09:55", MAYA, "Legal reads the letter before we build anything").do(
            limit(
                "legal",
                "dependency",
                "Legal says what residency asks of us",
                since="2026-09-09",
                until="2026-12-18",
                items=("residency",),
            )
        ),
        on(
            "2026-10-26 11:15", MAYA, "As last year, for the pipeline alone: the rest has proved"
        ).do(
            freeze(
                "peak-2026",
                "2026-11-27",
                "2026-11-30",
                "Peak season",
                component="Deploy pipeline",
            )
        ),
    )


def _hired() -> Story:
    return story(
        on("2025-11-10 14:25", MAYA, "Signed on Friday; Tomas gives him a quarter of his week").do(
            staff(_ARUN, name=_ARUN, mentor=_TOMAS)
        ),
        on("2026-02-06 15:40", TOMAS, "He carries the pager like everybody from now on").do(
            staff(_ARUN, on_call_share=0.1)
        ),
    )


def _days_off_2025() -> Story:
    return story(
        on("2025-06-11 14:10", MAYA, "Summer, as far as people know it").do(
            staff(_INES, time_off=[("2025-08-11", "2025-08-15", "Summer")]),
            staff(_LENA, time_off=[("2025-08-18", "2025-08-22", "Summer")]),
            staff(_FARAH, time_off=[("2025-07-28", "2025-08-08", "Summer")]),
            staff(_JONAS, time_off=[("2025-08-25", "2025-09-05", "Summer")]),
        ),
        on("2025-10-14 11:30", MAYA, "Christmas weeks, so that nobody promises January in vain").do(
            staff(_INES, time_off=[("2025-12-22", "2026-01-02", _CHRISTMAS)]),
            staff(_TOMAS, time_off=[("2025-12-22", "2026-01-05", _CHRISTMAS)]),
            staff(_LENA, time_off=[("2025-12-23", "2026-01-05", _CHRISTMAS)]),
            staff(_FARAH, time_off=[("2025-12-22", "2026-01-02", _CHRISTMAS)]),
            staff(_JONAS, time_off=[("2025-12-29", "2026-01-02", _CHRISTMAS)]),
        ),
    )


def _days_off_2026() -> Story:
    return story(
        on("2026-02-09 08:20", TOMAS, "Jonas has the flu; the doctor said a week").do(
            staff(_JONAS, time_off=[("2026-02-09", "2026-02-13", "Ill")])
        ),
        on("2026-04-13 14:30", MAYA, "The list on the kitchen door, summer included").do(
            staff(_INES, time_off=[("2026-07-20", "2026-07-31", "Summer")]),
            staff(_JONAS, time_off=[("2026-07-20", "2026-07-31", "Summer")]),
            staff(_TOMAS, time_off=[("2026-06-15", "2026-06-26", "Summer")]),
            staff(_LENA, time_off=[("2026-07-30", "2026-08-14", "Summer")]),
            staff(_FARAH, time_off=[("2026-08-17", "2026-08-28", "Summer")]),
            staff(_ARUN, time_off=[("2026-08-17", "2026-08-26", "Summer")]),
        ),
        on("2026-10-06 10:30", MAYA, "Ines visits her parents in the second half of November").do(
            staff(_INES, time_off=[("2026-11-16", "2026-11-27", "Lisbon")]),
            staff(_ARUN, time_off=[("2026-12-21", "2027-01-01", _CHRISTMAS)]),
            staff(_FARAH, time_off=[("2026-12-21", "2026-12-31", _CHRISTMAS)]),
            staff(_LENA, time_off=[("2026-12-28", "2027-01-08", _CHRISTMAS)]),
        ),
    )


def _rota() -> Story:
    """On call by weeks from October 2026, where there was a flat share before."""
    weeks: dict[str, list[tuple[str, str]]] = {}
    for monday, name in _ROTA:
        weeks.setdefault(name, []).append((monday, _friday(monday)))
    return on(
        "2026-09-30 10:00", TOMAS, "Weeks instead of a tenth of everybody: a plan sees who is out"
    ).do(*(staff(name, on_call_share=0.0, on_call=spans) for name, spans in weeks.items()))


def swapped_week() -> tuple[Command, ...]:
    """Ines is back a week early and takes the on-call week that Arun would have had."""
    own = [("2026-11-02", "2026-11-06"), ("2026-11-23", "2026-11-27")]
    others = [("2026-10-26", "2026-10-30"), ("2026-11-30", "2026-12-04")]
    return (
        staff(_INES, time_off=[("2026-11-16", "2026-11-18", "Lisbon")], on_call=own),
        staff(_ARUN, on_call=others),
    )


def _friday(monday: str) -> str:
    year, month, day = (int(part) for part in monday.split("-"))
    return (date(year, month, day) + timedelta(days=4)).isoformat()
