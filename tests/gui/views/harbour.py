"""A small roadmap to try pages on: five items in the four quadrants, two unsorted."""

from __future__ import annotations

from datetime import UTC, date, datetime

from roadmap.commands import Command
from roadmap.commands.items import AddItem
from roadmap.fields.items import ItemFields
from roadmap.service import Roadmap
from roadmap.values import Author, Driver, Estimate, Forcing, Horizon

MAYA = Author(id="maya", name="Maya Okafor")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
FORCED, CHOICE = Forcing.FORCED, Forcing.DISCRETIONARY
SHORT, LONG = Horizon.SHORT_TERM, Horizon.LONG_TERM

PATCH, DISK, ROOT_CA, DNS, CACHE, BUS, NEW, CVE = (f"{number:010d}" for number in range(1, 9))
ITEMS: dict[str, ItemFields] = {
    PATCH: {
        "title": "Patch OpenSSL",
        "forcing": FORCED,
        "horizon": SHORT,
        "driver": Driver.SECURITY_VULNERABILITY,
        "estimate": Estimate(3),
    },
    DISK: {
        "title": "Disk pressure",
        "forcing": FORCED,
        "horizon": SHORT,
        "driver": Driver.INCIDENT,
        "estimate": Estimate(2.5),
    },
    ROOT_CA: {
        "title": "Renew root CA",
        "forcing": FORCED,
        "horizon": LONG,
        "driver": Driver.END_OF_LIFE,
        "mandatory_by": date(2027, 1, 15),
        "estimate": Estimate(4),
    },
    DNS: {"title": "Self-service DNS", "forcing": CHOICE, "horizon": SHORT},
    CACHE: {"title": "Faster cache", "forcing": CHOICE, "horizon": SHORT},
    BUS: {"title": "Event bus", "forcing": CHOICE, "horizon": LONG, "estimate": Estimate(20)},
    NEW: {"title": "Tiny tweak"},
    CVE: {
        "title": "CVE round: OpenSSH",
        "labels": ("cve",),
        "priority": "Highest",
        "due": date(2026, 11, 24),
    },
}


def harbour(*more: Command, empty: bool = False) -> Roadmap:
    """Return the roadmap in memory; ``more`` is one further decision."""
    roadmap = Roadmap.in_memory({"name": "Harbour", "zone": "Europe/Berlin"}, by=MAYA, at=NOW)
    if not empty:
        adding = [AddItem(item=key, fields=fields) for key, fields in ITEMS.items()]
        roadmap.execute(adding, by=MAYA, at=NOW)
    if more:
        roadmap.execute(more, by=MAYA, at=NOW)
    return roadmap
