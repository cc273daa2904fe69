"""What the past says of a forecast, told to a person below the table of dates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.cli.output import tell


def tell_past(document: dict[str, Any]) -> None:
    """Say how far past dates held, what throughput gives, and what beats the best past result."""
    tell(f"Measured coverage of past forecasts: {document['measured_coverage']['text']}")
    if document["throughput"] is not None:
        tell(document["throughput"]["text"])
    for warning in document["warnings"]:
        tell(f"Beats the best past result: {warning['text']}")


def instead_of_estimates(document: dict[str, Any]) -> Callable[[str | None], tuple[str, ...]]:
    """Return what gives an item's P85 sprint by throughput, None the head of that column.

    It is no column where anything is estimated, or too few sprints are closed.
    """
    found = document["throughput"]
    if found is None or not found["instead"]:
        return lambda _key: ()

    def cell(key: str | None) -> tuple[str, ...]:
        if key is None:
            return ("P85 by throughput",)
        sprint = found["items"][key]["p85"]
        return ("not in sight" if sprint is None else str(document["first_sprint"] + sprint),)

    return cell
