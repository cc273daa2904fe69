"""Fractional ranks: strictly between, short where there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from roadmap.ranks import rank_between, ranks_between
from roadmap.values import Rank

_RANK = st.from_regex(r"\A[0-9A-Za-z]{0,6}[1-9A-Za-z]\Z")


@given(st.one_of(st.none(), _RANK), st.one_of(st.none(), _RANK), st.integers(1, 40))
def test_ranks_lie_strictly_between_in_ascending_order(
    low: str | None, high: str | None, count: int
) -> None:
    if low is not None and high is not None and low >= high:
        low, high = (high, low) if low != high else (low, None)
    ranks = ranks_between(low, high, count)
    chain = [*([low] if low else []), *ranks, *([high] if high else [])]
    assert chain == sorted(set(chain))
    assert len(ranks) == count
    for rank in ranks:
        TypeAdapter(Rank).validate_python(rank)


def test_appending_ten_thousand_times_keeps_ranks_short() -> None:
    rank = None
    for _ in range(10_000):
        rank = rank_between(rank, None)
    assert rank is not None
    assert len(rank) <= 6


def test_no_rank_lies_between_equal_ones() -> None:
    with pytest.raises(ValueError, match="no rank lies between"):
        rank_between("V", "V")
