"""The garbage collector rests only as long as somebody asked for it."""

from __future__ import annotations

import gc
from contextlib import suppress
from threading import Barrier, Thread
from weakref import ref

from roadmap.collector import Rest, look_through_again, without_collector


def test_it_rests_during_the_block_and_also_after_an_error() -> None:
    assert gc.isenabled()
    with suppress(ZeroDivisionError), without_collector():
        with without_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
        _ = 1 / 0
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with without_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_rest_ends_where_it_is_said_to_and_only_once() -> None:
    first, second = Rest(), Rest()
    first.end()
    first.end()
    assert not gc.isenabled()
    second.end()
    assert gc.isenabled()


def test_threads_that_overlap_leave_it_on() -> None:
    first_is_in, second_is_in = Barrier(2), Barrier(2)

    def second() -> None:
        first_is_in.wait()
        with without_collector():
            second_is_in.wait()

    thread = Thread(target=second)
    thread.start()
    with without_collector():
        first_is_in.wait()
        second_is_in.wait()
    thread.join()
    assert gc.isenabled()


def test_what_a_long_pause_left_is_set_aside_until_it_is_said_to_be_done_with() -> None:
    class Loop:
        def __init__(self) -> None:
            self.itself = self

    with without_collector():
        loops = [Loop() for _ in range(60_000)]
        last = ref(loops[-1])
    del loops
    gc.collect()
    assert last() is not None
    look_through_again()
    gc.collect()
    assert last() is None
