"""Where an item stands in the order: fractional ranks, so that a move changes one item only.

A rank is a fraction in base 62 without its leading "0." and without trailing zeros; ranks compare
as text. Keys grow only when there is no room left between neighbours. Idea: D. Greenspan,
"Implementing fractional indexing" (2020); we count in whole numbers instead of digits.
"""

from __future__ import annotations

from collections.abc import Sequence

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_BASE = len(_DIGITS)
_WIDTH = 4  # 14.7 million ranks before keys grow
_STEP = _BASE  # room left between two ranks that were given out one after the other


def _number(rank: str, width: int) -> int:
    number = 0
    for digit in rank.ljust(width, _DIGITS[0]):
        number = number * _BASE + _VALUE[digit]
    return number


def _text(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits)).rstrip(_DIGITS[0])


def ranks_between(low: str | None, high: str | None, count: int) -> Sequence[str]:
    """Return `count` ascending ranks strictly between `low` and `high`.

    None means no neighbour on that side. Raises ValueError unless low < high.
    """
    if low is not None and high is not None and low >= high:
        raise ValueError(f"no rank lies between {low!r} and {high!r}")
    width = max(_WIDTH, len(low or ""), len(high or ""))
    while True:
        least = _number(low, width) if low is not None else 0
        most = _number(high, width) if high is not None else _BASE**width
        step = (most - least) // (count + 1)
        if step >= 1:
            break
        width += 1
    if high is None:
        step = min(step, _STEP)
        start = least if low is not None else most // 4
    elif low is None:
        step = min(step, _STEP)
        start = most - step * (count + 1)
    else:
        start = least
    return [_text(start + step * (index + 1), width) for index in range(count)]


def rank_between(low: str | None, high: str | None) -> str:
    """Return one rank strictly between `low` and `high`; see `ranks_between`."""
    return ranks_between(low, high, 1)[0]
