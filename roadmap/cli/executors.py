"""Where trials run: in this process, spread over processes, or over a Dask cluster.

A cluster gives the same bytes only where its workers have the same Roadmap and numpy and the same
kind of processor (planning.md), so those are asked for first. Dask is an extra, `[cluster]`, and is
loaded when an address is given.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from typing import Annotated, Any

import typer

from roadmap.analysis.simulation.kept import engine_here
from roadmap.analysis.simulation.run import WorkerLost
from roadmap.cli.usage import Misused
from roadmap.errors import RoadmapError

Workers = Annotated[int, typer.Option("--workers", min=1, max=256, help="Over how many processes.")]
Dask = Annotated[
    str | None, typer.Option("--dask", metavar="ADDRESS", help="Over the Dask cluster there.")
]

_PATIENCE = 5.0  # seconds to connect in
_FIRST = 5.0  # seconds in which a first worker has to be there
_ALONE = 10.0  # seconds a cluster may be without any worker: it may be starting one anew
_LOOK = 0.5  # seconds between two looks at whether there are workers


class NoCluster(RoadmapError):
    """There is no cluster at the address, or none that can be used."""


@contextmanager
def executor_for(workers: int = 1, dask: str | None = None) -> Iterator[Executor | None]:
    """Yield what chunks are run on, None for this process.

    Raises Misused for both at once, NoCluster where nothing usable is at the address, WorkerLost
    where a worker or the cluster goes away meanwhile.
    """
    if dask is not None:
        if workers > 1:
            raise Misused("--workers and --dask exclude each other: leave one of them out.")
        with _cluster(dask) as cluster:
            yield cluster
    elif workers == 1:
        yield None
    else:
        # Spawned: a fork of a process with threads may hang.
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


# -- a cluster ------------------------------------------------------------------------------------


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    dask = _distributed()
    for name in ("distributed", "distributed.client", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said by us
    _answers(dask, address)
    client = dask.Client(address, timeout=_PATIENCE, set_as_default=False, direct_to_workers=False)
    try:
        _check_workers(dask, client, address)
        with _Cluster(client, address, dask.KilledWorker) as executor:
            yield executor
    finally:
        client.close(timeout=_PATIENCE)


def _distributed() -> Any:
    """Return the library, which takes a third of a second to load."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise NoCluster(
            "--dask wants Dask, which is not installed: pip install 'roadmap[cluster]'."
        ) from error


def _answers(dask: Any, address: str) -> None:
    """Ask the scheduler who it is. A client that cannot connect would complain at its end, too."""

    async def ask() -> Any:
        async with dask.rpc(address, timeout=_PATIENCE) as scheduler:
            return await asyncio.wait_for(scheduler.identity(), _PATIENCE)

    try:
        found = asyncio.run(ask())
    except (TimeoutError, OSError, ValueError, TypeError, AttributeError) as error:
        raise NoCluster(
            f"No Dask scheduler answers at {address}: start one (`dask scheduler`) or check the "
            "address, such as tcp://10.0.0.5:8786. `--workers N` needs none."
        ) from error
    if not str(found.get("type", "")).endswith("Scheduler"):
        raise NoCluster(f"What answers at {address} is no Dask scheduler: check the port.")


def _check_workers(dask: Any, client: Any, address: str) -> None:
    """Raise NoCluster where no worker is there, or one would give other numbers."""
    try:
        client.wait_for_workers(1, timeout=_FIRST)
    except (dask.TimeoutError, TimeoutError) as error:
        raise NoCluster(
            f"The cluster at {address} has no workers: start some (`dask worker {address}`)."
        ) from error
    try:
        found = client.run(engine_here)
    except (ImportError, AttributeError, TypeError, OSError, RuntimeError) as error:
        raise NoCluster(
            f"The workers at {address} cannot run this version of Roadmap: install the same one "
            "for them, pip install 'roadmap[cluster]'."
        ) from error
    here = engine_here()
    others = sorted({str(each) for each in found.values() if each != here})
    if others:
        raise NoCluster(
            f"A worker at {address} would give other numbers, having {others[0]} where this "
            f"computer has {here}: install the same versions there."
        )


class _Cluster(Executor):
    """Dask's executor, whose futures also end where the cluster or its last worker is gone."""

    def __init__(self, client: Any, address: str, died: type[Exception]) -> None:
        self._client, self._address, self._died = client, address, died
        self._inner = client.get_executor(pure=False, retries=0)
        self._waiting: set[Future[Any]] = set()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, name="cluster", daemon=True)
        self._watch.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a call to the cluster."""
        outer: Future[Any] = Future()
        with self._lock:
            self._waiting.add(outer)
        inner = self._inner.submit(fn, *args, **kwargs)
        inner.add_done_callback(lambda done: self._arrived(done, outer))
        return outer

    def _arrived(self, inner: Future[Any], outer: Future[Any]) -> None:
        with self._lock:
            if outer not in self._waiting:
                return  # given up already
            self._waiting.discard(outer)
        if not outer.set_running_or_notify_cancel():
            return  # nobody waits for it any more
        try:
            outer.set_result(inner.result())
        except CancelledError:
            outer.set_exception(self._lost("The cluster gave the trials up"))
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits for the result
            died = isinstance(error, self._died)
            outer.set_exception(self._lost("A worker died") if died else error)

    def _look(self) -> None:
        """Give up what waits once there has been no worker for a while."""
        alone = 0.0
        while not self._over.wait(_LOOK):
            there = self._client.status == "running" and self._client.scheduler_info()["workers"]
            alone = 0.0 if there else alone + _LOOK
            if alone >= _ALONE:
                self._give_up()

    def _give_up(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if future.set_running_or_notify_cancel():
                future.set_exception(self._lost("The last worker has gone"))

    def _lost(self, what: str) -> WorkerLost:
        return WorkerLost(
            f"{what} at {self._address} before all trials were run, often for lack of memory: "
            "start again with fewer workers on each computer."
        )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Give back what still waits."""
        del cancel_futures
        self._over.set()
        if wait:
            self._watch.join()
        self._inner.shutdown(wait=False)
