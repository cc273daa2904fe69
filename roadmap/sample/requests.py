"""The tickets for environments: logged since the survey of February 2026, fewer with each form.

Self-service is held against them: what it removed is counted by whoever looks.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from zoneinfo import ZoneInfo

from roadmap.sample.script import ARUN, KEY_USER, LENA, ZONE, Story, interruption, on, story
from roadmap.sample.setting import EVERYBODY

STREAM = "Environment requests"
_FIRST = date(2026, 2, 9)  # sprint 19
_COUNTS = (4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 2, 2, 1, 1, 1, 1, 1, 1)
_DAYS = 0.1
_LENA_IS_AWAY = date(2026, 8, 5)


def beats() -> Story:
    """Return the tickets, a sprint at a time, on its second Wednesday."""
    teams, parts = cycle(EVERYBODY), []
    for place, count in enumerate(_COUNTS):
        start = _FIRST + timedelta(weeks=2 * place)
        day = start + timedelta(days=9)
        who = ARUN if day == _LENA_IS_AWAY else LENA
        tickets = [
            interruption(
                f"environment-{start}-{number}",
                f"Environment for {team}",
                KEY_USER,
                _DAYS,
                started_at=datetime.combine(
                    start + timedelta(days=2 * number), time(9 + number), ZoneInfo(ZONE)
                ),
                component="Deploy pipeline",
                team="Delivery",
                stream=STREAM,
                is_request=True,
            )
            for number, team in enumerate(islice(teams, count))
        ]
        parts.append(on(f"{day} 16:55", who).do(*tickets))
    return story(*parts)
