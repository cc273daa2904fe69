"""How likely is a card done by the end of the sprint where it stands?"""

from __future__ import annotations

from gui.models.sprints.board import Board


def done_until(board: Board, key: str) -> int | None:
    """Return the place in the plan of the sprint by whose end an item is to be done.

    What is committed has until the end of that sprint, what spans sprints until its last one; in
    closed sprints and below the cut line there is none.
    """
    column, planned = board.column(board.homes.get(key)), board.planned.get(key)
    if column is None or column.stage == "closed":
        return None
    if planned is None or key in column.committed:
        return column.place
    return planned.last


def chance_of(board: Board, key: str) -> float | None:
    """Return in which share of the futures the item is done by then, None while that is unknown."""
    return None if board.forecast is None else board.forecast.done_by(key, done_until(board, key))
