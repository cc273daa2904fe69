"""The forecasts that were kept, and what was put off so that no forecast promises it.

What a forecast says is computed when its beat is played; the beats after it, not this page, decide
which of its dates hold. The first one promises dates for choices that nobody will begin for months:
its dates are missed, and on 14 July the team says what waits, and until when.
"""

from __future__ import annotations

from roadmap.commands.forecasts import KeepForecast
from roadmap.sample.script import MAYA, Act, Story, edit, made, on, story
from roadmap.values import derived_id

_TRIALS = 1_000  # enough for P85, and quick: the sample is made when it is first opened


def beats() -> Story:
    """Return the forecasts that were kept, and the choices that were put off."""
    return story(_first_summer(), _second_year())


def kept(day: str) -> Act:
    """Keep the forecast of that day."""
    key = derived_id("harbour", "forecast", day)
    return made(KeepForecast, forecast=key, trials=_TRIALS)


def _put_off(day: str, *handles: str) -> tuple[Act, ...]:
    return tuple(edit(handle, not_before=day) for handle in handles)


def _first_summer() -> Story:
    return story(
        on("2025-07-03 11:05", MAYA, "What the dates look like with Postgres among them").do(
            kept("2025-07-03")
        ),
        on(
            "2025-07-14 09:50",
            MAYA,
            "Good ideas that nobody begins this year: no forecast should promise them",
        ).do(
            *_put_off("2026-01-05", "branches", "ci-deps", "small-images", "quotas"),
            *_put_off("2026-06-29", "local-checkout", "status-page"),
            *_put_off("2026-06-01", "log-export"),
            *_put_off("2027-01-04", "previews"),
        ),
        on("2025-07-28 14:15", MAYA, "What we expect of the robot, to be held against us").do(
            kept("2025-07-28")
        ),
        on("2025-10-06 09:40", MAYA, "With Postgres behind us: the dates of the winter").do(
            kept("2025-10-06")
        ),
    )


def _second_year() -> Story:
    return story(
        on("2026-01-12 09:20", MAYA, "Before Arun is worth a whole engineer").do(
            kept("2026-01-12")
        ),
        on("2026-02-23 09:25", MAYA, "What the week of advisories does to our dates").do(
            kept("2026-02-23")
        ),
        on("2026-11-20 09:30", MAYA, "For the review, beside what came of those before").do(
            kept("2026-11-20")
        ),
    )
