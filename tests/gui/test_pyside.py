"""Does the installed PySide6 keep its books? Guards the version bounds in pyproject.toml."""

import sys

from PySide6.QtCore import QObject

CALLS = 300


def test_void_calls_return_none_without_losing_a_reference() -> None:
    # PySide6-Essentials 6.12.0 drops one reference to None per void call under Python < 3.12 and
    # the process dies (none_dealloc) after some thousand calls. From 3.12 on None is immortal and
    # the count constant. Others may take references meanwhile, so only a fall counts.
    thing = QObject()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        thing.setObjectName(f"name {number}")
    lost = before - sys.getrefcount(None)
    assert lost < CALLS // 10
