"""Moments for the tests of the analysis."""

from datetime import UTC, datetime

NOON = datetime(2025, 6, 10, 12, 0, tzinfo=UTC)
