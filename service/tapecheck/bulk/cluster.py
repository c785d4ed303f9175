"""Many workers, on this machine or on a cluster: actors of Ray Data, each with the tape open."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec

from tapecheck.bulk.plan import Task
from tapecheck.bulk.work import Done, LostError, Worker
from tapecheck.core.errors import BulkError

_NO_REPORTS = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
# Ray's own switch for machines that form no cluster: all its servers then listen on 127.0.0.1.
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
_STORE = 100 * 2**20  # bytes for objects of Ray: tasks and counts, never articles
_MOST_BLOCKS = 10_000
_TRIES = 3  # with a worker that dies on it, before a task ends the run


class Crew:
    """So many workers, on a cluster or, without its address, on this machine.

    Called again, it does what a loss of workers has left.
    """

    def __init__(self, workers: int, address: str | None = None) -> None:
        """Keep what was asked for; nothing starts before there are tasks."""
        self._workers = workers
        self._address = address
        self._apart = False

    def __call__(self, worker: Worker, tasks: Iterable[Task]) -> Iterator[Done]:
        """Do the tasks and yield what came of each, in whatever order they end."""
        told = [{"task": msgspec.json.encode(task)} for task in tasks]
        if not told:
            return
        # After a loss none waits behind another: it would be given up with that one's worker.
        waiting = {"max_tasks_in_flight_per_actor": 1} if self._apart else {}
        self._apart = True
        with started(self._workers, self._address) as ray:
            yield from _done(ray, worker, told, {"size": self._workers, **waiting})


class Hand:
    """A worker in a process of its own; an actor that is restarted opens the tape again."""

    def __init__(self, worker: Worker) -> None:
        """Take the worker, as it came over the wire."""
        self._worker = worker

    def __call__(self, row: Mapping[str, Any]) -> dict[str, bytes]:
        """Do the task of a row."""
        task = msgspec.json.decode(row["task"], type=Task)
        return {"done": msgspec.json.encode(self._worker(task))}


def _done(
    ray: Any, worker: Worker, told: list[dict[str, bytes]], pool: Mapping[str, int]
) -> Iterator[Done]:
    data = ray.data
    blocks = min(len(told), _MOST_BLOCKS)
    with warnings.catch_warnings():
        # 2026-11-24: Ray 2.60 deprecates both ways to say how often a task is tried, and has no
        # other yet; 2.64 is to take them away, and the extra stays below it.
        warnings.simplefilter("ignore")
        rows = data.from_items(told, override_num_blocks=blocks).map(
            Hand, fn_constructor_args=(worker,), compute=data.ActorPoolStrategy(**pool),
            max_restarts=-1, max_task_retries=_TRIES,
        )  # fmt: skip
    try:
        for row in rows.iter_rows():
            yield msgspec.json.decode(row["done"], type=Done)
    except (ray.exceptions.RayError, SystemError) as error:
        what = f"a worker was lost, {_TRIES} times over or for good: {type(error).__name__}"
        way_out = "run the same command again: finished parts are kept"
        raise LostError("workers", what, way_out=way_out) from error


@contextmanager
def started(workers: int, address: str | None) -> Iterator[Any]:
    """Give Ray, started here or joined; one that runs already is used and left running."""
    os.environ.update(_NO_REPORTS if address else _NO_REPORTS | _ALONE)
    try:
        # Imported here: it takes a second, and comes with the extra.
        import ray
        import ray.data
    except ImportError:
        raise BulkError(
            "--workers", "more than one worker needs Ray", way_out="pip install 'tapecheck[bulk]'"
        ) from None
    ours = not ray.is_initialized()
    if ours:
        _begin(ray, workers, address)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what ends a run is said by us
    try:
        yield ray
    finally:
        if ours:
            ray.shutdown()


def _begin(ray: Any, workers: int, address: str | None) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    local = {"num_cpus": workers, "include_dashboard": False, "object_store_memory": _STORE}
    try:
        ray.init(address=address or "local", **quiet, **({} if address else local))
    except (ConnectionError, ValueError, RuntimeError) as error:
        what = f"no Ray answers: {str(error).splitlines()[0]}"
        way_out = "see `ray status` there; if it asks for a token, set RAY_AUTH_MODE=token"
        raise BulkError(address or "ray", what, way_out=way_out) from error
