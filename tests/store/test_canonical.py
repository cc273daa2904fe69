"""Are many lines found canonical at once exactly where each of them is?"""

from __future__ import annotations

import pytest

from roadmap.store.canonical import are_plainly_canonical, is_canonical

GOOD = [b'{"a":1,"b":"x"}', b'{"a":[0.5,"\xc3\xa9"]}', b"[]"]
BAD = [
    pytest.param([b'{"a":"x', b'y"}'], id="one value on two lines"),
    pytest.param([b'{"a":"x\n', b'y"}'], id="a string with a raw line end"),
    pytest.param([b'{"a":1}\n{"a":2}', b""], id="two values in one line, none in the next"),
    pytest.param([b'{"a":1}{"a":2}'], id="two values in one line"),
    pytest.param([b'{"b":1,"a":2}'], id="keys in another order"),
    pytest.param([b'{"a": 1}'], id="a space"),
    pytest.param([b'{"a":1,"a":1}'], id="a key twice"),
    pytest.param([b'{"a":-0.0}'], id="minus nothing"),
    pytest.param([b'{"a":1e3}'], id="an exponent"),
    pytest.param([b'{"a":"e\xcc\x81"}'], id="text that is not in normal form"),
    pytest.param([b'{"a":"\xff"}'], id="bytes that are no text"),
    pytest.param([b"[" * 100_000], id="nested without end"),
    pytest.param([b""], id="an empty line"),
]


def test_good_lines_are_found_good_together() -> None:
    assert all(map(is_canonical, GOOD))
    assert are_plainly_canonical(GOOD, map(len, GOOD))


@pytest.mark.parametrize("lines", BAD)
def test_lines_that_are_not_each_canonical_are_not_together(lines: list[bytes]) -> None:
    assert not all(map(is_canonical, lines))
    assert not are_plainly_canonical([*GOOD, *lines, *GOOD], map(len, [*GOOD, *lines, *GOOD]))
