"""Where trials run: processes and a real Dask cluster on this computer, and what goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from socket import socket
from typing import Any

import dask
import distributed
import pytest

from roadmap.analysis.simulation.run import Unit, WorkerLost, in_order
from roadmap.cli import executors
from roadmap.cli.executors import NoCluster, executor_for
from tests.cli.conftest import Cli
from tests.cli.test_simulating import WORDS
from tests.cli.test_simulating import expected as expected  # the roadmap that is simulated
from tests.cli.test_sweeping import spec

pytestmark = pytest.mark.timeout(180)
_LOCAL: Any = distributed.LocalCluster  # which has no types


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a busy computer time; tests of what does not answer shorten it."""
    monkeypatch.setattr(executors, "_PATIENCE", 60.0)
    monkeypatch.setattr(executors, "_FIRST", 60.0)


@contextmanager
def local(workers: int) -> Iterator[str]:
    """Yield the address of a cluster on the loopback; the first worker that dies is given up."""
    patient = {"distributed.scheduler.allowed-failures": 0}
    settings: Any = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with (
        dask.config.set(patient),
        _LOCAL(n_workers=workers, threads_per_worker=1, processes=True, **settings) as found,
    ):
        yield found.scheduler_address


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with local(2) as address:
        yield address


def _die(unit: Unit) -> int:
    if unit.rows:
        os._exit(3)
    return unit.rows


def _units(number: int) -> list[Unit]:
    return [Unit(chunk, 10, 10) for chunk in range(number)]


def test_a_cluster_gives_the_same_bytes_as_this_process(
    cli: Cli, expected: Path, cluster: str
) -> None:
    words = ("simulate", expected, "--trials", "10001", *WORDS)
    here = cli(*words)
    assert here.code == 0
    there = cli(*words, "--dask", cluster)
    assert (there.code, there.err) == (0, "")
    assert there.out == here.out


def test_results_come_in_order_and_mistakes_stay_themselves(cluster: str) -> None:
    with executor_for(1, cluster) as executor:
        assert list(in_order(partial(getattr, name="rows"), _units(0), executor)) == []
        assert executor is not None
        assert [executor.submit(pow, 2, n).result() for n in range(5)] == [1, 2, 4, 8, 16]
        with pytest.raises(ZeroDivisionError):
            executor.submit(divmod, 1, 0).result()


def test_a_worker_of_a_cluster_that_dies_is_said() -> None:
    with (
        local(1) as address,
        executor_for(1, address) as executor,
        pytest.raises(WorkerLost, match="A worker died at tcp://127"),
    ):
        list(in_order(_die, _units(3), executor))


def test_a_cluster_without_workers_is_said_and_one_that_loses_its_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(executors, "_ALONE", 1.0)
    monkeypatch.setattr(executors, "_FIRST", 0.5)
    settings: Any = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 3}),
        _LOCAL(n_workers=0, **settings) as empty,
    ):
        address = empty.scheduler_address
        with pytest.raises(NoCluster, match="has no workers: start some"), executor_for(1, address):
            raise AssertionError("nothing to run on")
        monkeypatch.setattr(executors, "_FIRST", 60.0)
        words = [
            "worker",
            address,
            "--no-nanny",
            "--nthreads",
            "1",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
        ]
        quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        alone = subprocess.Popen([sys.executable, "-m", "dask", *words], **quiet)
        try:
            with (
                executor_for(1, address) as executor,
                pytest.raises(WorkerLost, match="The last worker has gone"),
            ):
                list(in_order(_die, _units(3), executor))
            assert alone.wait(60) == 3
        finally:
            alone.kill()
            alone.wait()


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def test_an_address_without_a_cluster_is_one_sentence(
    cli: Cli, expected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "_PATIENCE", 1.0)
    for address in (f"tcp://127.0.0.1:{_free_port()}", "nonsense", "carrier-pigeon://coop:1"):
        ran = cli("simulate", expected, *WORDS, "--dask", address)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"No Dask scheduler answers at {address}: start one")
        assert ran.err.count("\n") == 1


def test_what_listens_but_is_no_cluster_is_one_sentence_too(
    cli: Cli, expected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "_PATIENCE", 1.0)
    with socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        ran = cli("simulate", expected, *WORDS, "--dask", address)
    assert ran.code == 1
    assert ran.err.startswith("No Dask scheduler answers at tcp://127.0.0.1:")


def test_workers_that_would_give_other_numbers_are_refused(
    cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadmap.analysis.simulation.kept.np.__version__", "1.0.0")
    with pytest.raises(NoCluster, match="would give other numbers"), executor_for(1, cluster):
        raise AssertionError("nothing to run on")


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"roadmap\[cluster\]"), executor_for(1, "tcp://x:1"):
        raise AssertionError("nothing to run on")


def test_a_process_that_dies_is_said_too() -> None:
    with executor_for(2) as executor, pytest.raises(WorkerLost, match="fewer workers"):
        list(in_order(_die, _units(3), executor))


def test_one_worker_is_this_process() -> None:
    with executor_for(1) as executor:
        assert executor is None


def test_a_sweep_on_a_cluster_gives_the_same_bytes_too(
    cli: Cli, expected: Path, cluster: str, tmp_path: Path
) -> None:
    words = ("sweep", expected, spec(tmp_path), "--as-of", "2026-01-05", "--json")
    here = cli(*words)
    assert here.code == 0
    there = cli(*words, "--dask", cluster)
    assert (there.code, there.err) == (0, "")
    assert there.out == here.out
