"""Do days and decisions lie where they should, whatever is added at either end?"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gui.models.decisions.rows import Head, Heights, LogPlaces, LogRows

HEIGHTS = Heights(row=58, head=30, extra=32)
MONDAY = date(2026, 11, 16)


def days(counts: list[int]) -> list[date]:
    """The day of each decision, oldest first: so many on Monday, on Tuesday, and so on."""
    return [MONDAY + timedelta(days=at) for at, count in enumerate(counts) for _ in range(count)]


def filled(of: list[date], wanted: list[int]) -> LogRows:
    rows = LogRows(of.__getitem__)
    rows.fill(wanted, None)
    return rows


def contents(rows: LogRows) -> list[object]:
    """Every row: a head or a decision."""
    return [rows.head_at(row) or rows.index_at(row) for row in range(rows.row_count)]


def test_each_day_has_a_head_and_its_decisions_newest_first() -> None:
    rows = filled(days([2, 1]), [2, 1, 0])
    tuesday = MONDAY + timedelta(days=1)
    assert contents(rows) == [Head(tuesday, 1), 2, Head(MONDAY, 2), 1, 0]


def test_an_empty_log_has_no_rows() -> None:
    rows = filled([], [])
    assert (rows.row_count, rows.row_of(0), rows.index_at(0)) == (0, None, None)
    assert LogPlaces(rows, HEIGHTS, None).row_at(0) is None


def test_a_decision_that_is_left_out_has_no_row() -> None:
    rows = filled(days([3]), [2, 0])
    assert (rows.row_of(2), rows.row_of(1), rows.row_of(0)) == (1, None, 2)


COUNTS = st.lists(st.integers(0, 4), max_size=6)


@given(COUNTS, st.data())
def test_rows_grown_at_both_ends_equal_rows_filled_at_once(
    counts: list[int], data: st.DataObject
) -> None:
    of = days(counts)
    wanted = [at for at in range(len(of) - 1, -1, -1) if data.draw(st.booleans())]
    first = data.draw(st.integers(0, len(wanted)))
    last = data.draw(st.integers(first, len(wanted)))
    grown = filled(of, wanted[first:last])
    for day, part in reversed(grown.split_by_day(wanted[:first])):
        grown.prepend(day, part)
    for day, part in grown.split_by_day(wanted[last:]):
        grown.append(day, part)
    assert contents(grown) == contents(filled(of, wanted))


@given(COUNTS)
def test_an_unbroken_run_is_laid_out_by_days_alone(counts: list[int]) -> None:
    of = days(counts)
    wanted = list(range(len(of) - 1, -1, -1))
    quick = LogRows(of.__getitem__)
    quick.fill(wanted, lambda day, _newest: of.index(day))
    assert contents(quick) == contents(filled(of, wanted))


@given(COUNTS, st.data())
def test_every_pixel_belongs_to_one_row(counts: list[int], data: st.DataObject) -> None:
    of = days(counts)
    rows = filled(of, list(range(len(of) - 1, -1, -1)))
    decisions = [row for row in range(rows.row_count) if rows.head_at(row) is None]
    opened = data.draw(st.sampled_from([None, *decisions]))
    places = LogPlaces(rows, HEIGHTS, opened)
    top = 0
    for row in range(rows.row_count):
        assert places.top(row) == top
        assert places.row_at(top) == row
        top += places.height_of(row)
        assert places.row_at(top - 1) == row
    assert places.height == top
    assert places.row_at(top) is None


@given(COUNTS)
def test_a_decision_is_found_again_by_its_row(counts: list[int]) -> None:
    of = days(counts)
    rows = filled(of, list(range(len(of) - 1, -1, -1)))
    for index in range(len(of)):
        row = rows.row_of(index)
        assert row is not None
        assert rows.index_at(row) == index
