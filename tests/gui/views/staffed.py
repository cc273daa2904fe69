"""Two teams of three people with skills, days off and a newcomer, for the tests of People."""

from __future__ import annotations

from datetime import date

from roadmap.commands import Command
from roadmap.commands.people import AddConstraint, AddFreeze, AddPerson
from roadmap.commands.roadmap import AddHoliday, AddTeam, EditRoadmap
from roadmap.records.staff import ConstraintKind, SkillShare, Span
from tests.gui.views.harbour import CACHE

RUNTIME, DELIVERY = "0000000101", "0000000102"
INES, TOMAS, ARUN = "0000000201", "0000000202", "0000000203"
CAP, PEAK, CHRISTMAS = "0000000301", "0000000302", "0000000303"

STAFF: tuple[Command, ...] = (
    EditRoadmap(fields={"sprint_start": date(2026, 11, 16)}),
    AddTeam(team=RUNTIME, fields={"name": "Runtime"}),
    AddTeam(team=DELIVERY, fields={"name": "Delivery"}),
    AddPerson(
        person=INES,
        fields={
            "name": "Ines",
            "role": "Databases",
            "team": RUNTIME,
            "skills": (SkillShare("databases", 0.7), SkillShare("hosts", 0.3)),
            "time_off": (
                Span(date(2026, 10, 5), date(2026, 10, 9)),
                Span(date(2026, 12, 21), date(2027, 1, 1), "Lisbon"),
            ),
        },
    ),
    AddPerson(person=TOMAS, fields={"name": "Tomas", "team": RUNTIME, "on_call_share": 0.1}),
    AddPerson(
        person=ARUN,
        fields={
            "name": "Arun",
            "team": DELIVERY,
            "availability": 0.8,
            "start": date(2026, 11, 16),
            "mentor": TOMAS,
        },
    ),
    AddHoliday(holiday=CHRISTMAS, day=date(2026, 12, 25), name="Christmas Day"),
    AddFreeze(
        freeze=PEAK, fields={"days": Span(date(2026, 11, 27), date(2026, 11, 30), "Peak season")}
    ),
    AddConstraint(
        constraint=CAP,
        fields={
            "kind": ConstraintKind.VENDOR,
            "text": "Vendor delivers in December",
            "until": date(2026, 12, 4),
            "items": (CACHE,),
        },
    ),
)
