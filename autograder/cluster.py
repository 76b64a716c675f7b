"""Tasks on Dask workers: processes of this machine, or a running cluster of many machines.

Dask's workers run whatever they are sent, so who can reach a scheduler can run code as its owner. The embedded cluster
listens on loopback alone, and to nobody without the certificate that it makes for itself and keeps in memory. Of a
cluster that others run, its owner says who may reach it (CONTRIBUTING.md).
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import dask
from distributed import Client, LocalCluster, Security, WorkerPlugin, as_completed
from distributed.scheduler import KilledWorker
from distributed.utils import get_mp_context

from autograder import sandbox
from autograder.cohort import Graded, Task, outcome, perform
from autograder.course import Limits
from autograder.errors import ClassroomError

log = logging.getLogger(__name__)

CONNECT_SECONDS = 20
START_TRIES = 4
AHEAD = 2  # tasks per worker that are on their way, so that none waits for the next
SETTINGS = {
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.nanny.http.routes": [],
    "distributed.scheduler.allowed-failures": 2,  # deaths of a worker after which its task is given up
    "distributed.scheduler.work-stealing": False,
    "distributed.worker.memory.pause": False,  # the sandbox has limits of its own, and no task leaves much behind
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.terminate": False,
    "distributed.worker.multiprocessing-method": "forkserver",
    "distributed.worker.profile.enabled": False,
}


class WarmSandbox(WorkerPlugin):
    """Starts a worker's sandbox before the first task comes, and ends it with the worker."""

    name = "autograder-sandbox"
    idempotent = True

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def setup(self, worker: Any) -> None:
        _silence()  # a worker would log a task that fails
        sandbox.warm_up(self.limits)  # in the background: the worker has to answer meanwhile

    def teardown(self, worker: Any) -> None:
        sandbox.stop()


class Cluster:
    """Dask's workers, connected and warm. Stays as it is until `close`."""

    def __init__(self, workers: int, scheduler: str | None, limits: Limits) -> None:
        self._place = scheduler or "the cluster on this machine"
        self._folder = Path(tempfile.mkdtemp(prefix="autograder-cluster-"))
        self._dask: list[Any] = []
        self._room_now, self._counted = 0, 0.0
        self._tries = count()
        _silence()
        try:
            with dask.config.set({**SETTINGS, "temporary-directory": str(self._folder)}):
                place = scheduler or _embedded(workers, self._folder)
                self._dask += [place] if isinstance(place, LocalCluster) else []
                self._client = _connected(place)
                self._dask.insert(0, self._client)
            self._warm(limits)
        except BaseException:
            self.close()
            raise

    def grade(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Graded]]:
        """Yield each task with its outcome. Only a few are on their way at a time, however large the class."""
        sent: dict[str, Task] = {}
        running = as_completed(loop=self._client.loop, raise_errors=False)

        def send() -> None:
            for task in islice(tasks, max(0, self._room() - len(sent))):
                # A name of its own for each try: of one that it still remembers, Dask hands out the last outcome.
                name = f"grade-{task.key}-{next(self._tries)}"
                sent[name] = task
                running.add(self._client.submit(perform, task, key=name, pure=False))

        try:
            send()
            for future in running:
                task = sent.pop(future.key)
                graded = self._outcome(task, future)
                del future  # so that the cluster forgets the task
                send()
                yield task, graded
        finally:
            running.clear()  # cancels what still runs

    def close(self) -> None:
        """End what was started here: the workers of this machine, or the connection to others."""
        for part in self._dask:
            with contextlib.suppress(Exception):
                part.close()
        self._dask.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _warm(self, limits: Limits) -> None:
        """Have every worker start its sandbox, also those that come later; a worker may die while it is told."""
        for _ in range(START_TRIES):
            try:
                self._client.register_plugin(WarmSandbox(limits))
                return
            except OSError as error:
                log.info("a worker went away while it was told to warm up: %s", error)
        raise self._gone()

    def _gone(self) -> ClassroomError:
        return ClassroomError(f"{self._place}: has gone away; grade once more, and what is graded is not repeated.")

    def _outcome(self, task: Task, future: Any) -> Graded:
        if future.status == "finished":
            return outcome(task, future.result)
        error = future.exception() if future.status == "error" else None
        if error is None or self._client.status != "running":
            raise self._gone()
        if isinstance(error, KilledWorker):
            return Graded(None, "every worker that graded this was killed, perhaps for its memory")
        return outcome(task, future.result)

    def _room(self) -> int:
        """How many tasks may be on their way: workers come and go."""
        if time.monotonic() - self._counted > 1:
            self._room_now = max(1, AHEAD * sum(self._client.nthreads().values()))
            self._counted = time.monotonic()
        return self._room_now


def _silence() -> None:
    """Dask tells of every step. What concerns an instructor is said by our own words, as a task's trouble."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("distributed."):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _embedded(workers: int, folder: Path) -> LocalCluster:
    """A cluster of this machine; a worker that is killed while it starts is started again."""
    get_mp_context().set_forkserver_preload([__name__])  # imported once, and not by each worker
    for _ in range(START_TRIES):
        try:
            return LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                security=Security.temporary(),
                dashboard_address="127.0.0.1:0",  # Dask listens in any case; there are no pages (see SETTINGS)
                local_directory=str(folder),
                memory_limit=None,
                silence_logs=logging.CRITICAL,
            )
        except (RuntimeError, OSError) as error:
            reason = error.__cause__ or error
            log.info("the workers did not start: %s", reason)
    raise ClassroomError(f"grade: its worker processes do not start ({reason}); close other programs and try again.")


def _connected(to: LocalCluster | str) -> Client:
    try:
        return Client(to, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClassroomError(
            f"{to}: no Dask scheduler answers ({error}); start one with `dask scheduler`, or leave out --scheduler."
        ) from None
