"""The rounds of patching by hand: two a sprint before the robot ran, about one a sprint after.

Beat 7 of the story stands on these: what the robot promised is held against what was logged before
and after it, by whoever looks. Advisories that cost more than a round stand in their chapters. The
storage requests of the second year are reckoned with as a stream of their own, and what is still
patched by hand today may be automated next.
"""

from __future__ import annotations

from roadmap.commands.streams import AddStream
from roadmap.sample.script import (
    ARUN,
    INES,
    KEY_USER,
    LENA,
    SECURITY,
    TOMAS,
    Story,
    add,
    bet,
    interruption,
    made,
    on,
    story,
)
from roadmap.values import Author, derived_id

_FLEET, _EDGE, _ORDERS, _BUILD = "Host fleet", "Edge proxies", "Orders database", "Build cluster"


def beats() -> Story:
    """Return the rounds of patching from June 2025 to November 2026."""
    return story(_by_hand(), _with_the_robot(), _second_year())


def _round(
    when: str, who: Author, title: str, days: float, component: str, why: str | None = None
) -> Story:
    return on(when, who, why).do(
        interruption(f"patch-{when[:10]}", title, SECURITY, days, component=component)
    )


def _by_hand() -> Story:
    return story(
        _round("2025-06-04 16:30", TOMAS, "Kernel round, hosts A to F", 2.5, _FLEET),
        _round(
            "2025-06-13 15:10", INES, "Database hosts, one by one", 2, _ORDERS, "Replica, switch"
        ),
        _round("2025-06-26 17:05", TOMAS, "Proxy fixes on twelve edges", 1.5, _EDGE),
        _round(
            "2025-07-03 16:40", TOMAS, "Kernel round, hosts G to M", 2.5, _FLEET, "Two nights each"
        ),
        _round("2025-07-11 14:20", LENA, "Library fixes in nine build images", 1.5, _BUILD),
        _round("2025-07-24 16:15", TOMAS, "Fixes to the login service", 2, _FLEET),
        _round(
            "2025-08-01 15:30", TOMAS, "Kernel round, hosts N to T", 2.5, _FLEET, "By hand, still"
        ),
        _round("2025-08-07 11:45", LENA, "Archive tool on all build hosts", 1.5, _BUILD),
        _round("2025-08-14 16:50", TOMAS, "Proxy fixes on all edges", 2, _EDGE),
        _round("2025-08-21 10:35", INES, "Database hosts, second round", 2, _ORDERS),
        _round(
            "2025-09-03 15:55", TOMAS, "Kernel round, what was left", 2, _FLEET, "Last one by hand?"
        ),
        _round("2025-09-10 13:25", LENA, "Image parser in the build images", 1.5, _BUILD),
        _round("2025-09-17 16:20", TOMAS, "Fixes to the time service", 1.5, _FLEET),
    )


def _with_the_robot() -> Story:
    return story(
        _round("2025-10-22 15:15", TOMAS, "Hosts the robot may not restart", 1.5, _FLEET),
        _round(
            "2025-11-04 11:05", INES, "Database hosts, beside the robot", 2, _ORDERS, "Needs a hand"
        ),
        _round("2025-11-19 16:10", TOMAS, "Old proxies that fail the robot's check", 1.5, _EDGE),
        _round("2025-12-09 14:35", LENA, "Build images, two that pin a version", 1, _BUILD),
        _round(
            "2026-01-08 15:20",
            TOMAS,
            "Kernel with a fault, rolled back",
            2,
            _FLEET,
            "Robot stopped",
        ),
        _round("2026-01-22 10:40", INES, "Database hosts in January", 1.5, _ORDERS),
        _round("2026-02-05 16:25", TOMAS, "Certificates library on the edges", 1.5, _EDGE),
        _round("2026-03-11 15:45", TOMAS, "Hosts without a free twin", 1, _FLEET),
        _round("2026-03-26 11:30", INES, "Database hosts in March", 1.5, _ORDERS),
        _round("2026-04-15 14:55", LENA, "Compiler fix in the build images", 1, _BUILD),
    )


def _second_year() -> Story:
    return story(
        _round("2026-05-20 15:05", TOMAS, "Edges that lost the robot's key", 1, _EDGE),
        _round("2026-06-17 10:50", INES, "Database hosts in June", 1.5, _ORDERS),
        _round("2026-07-09 16:35", TOMAS, "Hosts that boot from the old disk", 1, _FLEET),
        _round("2026-08-06 14:15", ARUN, "Package signing on the build hosts", 0.5, _BUILD),
        _round("2026-09-09 15:40", TOMAS, "Firmware the robot cannot reach", 1, _FLEET),
        _round("2026-10-14 11:20", INES, "Database hosts in October", 1, _ORDERS),
        on("2026-09-07 10:20", INES, "One a sprint in the tracker, a day each, none planned").do(
            made(
                AddStream,
                stream=derived_id("harbour", "stream", "storage"),
                fields={
                    "name": "Storage requests",
                    "driver": KEY_USER,
                    "arrivals_per_sprint": 1.0,
                    "size_mean": 0.9,
                    "size_cv": 1.0,
                    "capacity_share": 0.5,
                },
            )
        ),
        on("2026-10-15 09:20", TOMAS, "What is left by hand: firmware and the databases").do(
            add(
                "auto-firmware",
                "Automate patching of firmware and databases",
                bet(""),
                days=(3, 5, 8),
                component=_FLEET,
                team="Runtime",
                protects=("Security",),
                leverage_category="automation",
                leverage={
                    "effect": "arrivals",
                    "amount": 0.9,
                    "stream": "Security patches",
                    "confidence": 0.8,
                    "delay_sprints": 1.0,
                },
            )
        ),
    )
