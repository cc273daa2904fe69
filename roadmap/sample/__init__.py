"""The sample roadmap "Harbour Platform": a readable script of decisions that the engine executes.

Later capabilities add their beats to the same files; every number that is shown is computed.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from roadmap.events import Drafted
from roadmap.sample import (
    asks,
    autumn_2025,
    autumn_2026,
    backlog,
    bets,
    bookmarks,
    forecasts,
    goals,
    july_2025,
    june_2025,
    kinds,
    levels,
    measurements,
    patches,
    phases,
    requests,
    scenarios,
    setting,
    sorting,
    spring_2026,
    sprints_2025,
    sprints_2026,
    summer_2025,
    summer_2026,
    team,
    users,
    winter_2026,
)
from roadmap.sample.play import Player
from roadmap.sample.script import Beat, in_time_order
from roadmap.service import Roadmap, utc_now

__all__ = ["NAME", "open_sample", "sample_beats", "sample_drafts", "write_sample"]

NAME = setting.NAME

_CHAPTERS = (
    backlog,
    sorting,
    june_2025,
    july_2025,
    summer_2025,
    autumn_2025,
    winter_2026,
    spring_2026,
    summer_2026,
    autumn_2026,
    team,
    sprints_2025,
    sprints_2026,
    forecasts,
    scenarios,
    patches,
    levels,
    measurements,
    phases,
    bets,
    kinds,
    asks,
    goals,
    users,
    requests,
    bookmarks,
)


def sample_beats(made_on: datetime) -> list[Beat]:
    """Return the whole script in order of time; `made_on` is the real time of its making."""
    return in_time_order([setting.beats(made_on), *(chapter.beats() for chapter in _CHAPTERS)])


def sample_drafts(made_on: datetime) -> list[Drafted]:
    """Return the history that the script leads to; nothing but `made_on` differs between two."""
    player = Player()
    player.play(sample_beats(made_on))
    return player.drafts


def write_sample(path: Path, now: datetime) -> None:
    """Make the sample as a new file. Raises Refused where `path` exists, and StoreError."""
    Roadmap.record(path, sample_drafts(now), at=now).close()


def open_sample(folder: Path, name: str = "sample.roadmap") -> Path:
    """Return the sample's file in `folder`, made where it is absent and kept as it is otherwise.

    Raises StoreError where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        write_sample(path, utc_now())
    return path
