"""A whole run: plan, leave out what is finished, do the rest, sum up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct

from tapecheck.bulk.manifest import alone, begin, manifest_of
from tapecheck.bulk.parts import is_finished, remove_unfinished
from tapecheck.bulk.plan import Options, Task, plan
from tapecheck.bulk.sources import Form, find_sources
from tapecheck.bulk.summary import Summary, summed, write_summary
from tapecheck.bulk.work import Done, LostError, Open, Stamp, Worker, stamp_of
from tapecheck.core.errors import BulkError

Crew = Callable[[Worker, Iterable[Task]], Iterator[Done]]


class Progress(Struct, frozen=True, kw_only=True):
    """How far a run has come: tasks of all, those found finished, and documents checked now."""

    tasks: int
    of: int
    before: int
    documents: int


def check_in_bulk(
    inputs: Iterable[Path], folder: Path, open: Open, *, options: Options, crew: Crew,
    tell: Callable[[Progress], None],
) -> Summary:  # fmt: skip
    """Check all articles of the inputs into a folder, and return the summary.

    ``crew`` does the tasks, here or on other machines. A folder with the same run, cut off, is
    gone on with; raise :class:`BulkError` for another one, and where the work cannot go on.
    """
    sources = find_sources(inputs)
    with alone(folder), _told_if_full(folder):
        stamp = stamp_of(open())
        begin(folder, manifest_of(stamp, options, sources))
        remove_unfinished(folder)
        tasks = tuple(plan(sources, options))
        left = _unfinished(folder, tasks)
        worker = Worker(open, stamp=stamp, folder=folder, options=options)
        done = _all_done(left, partial(crew, worker), folder)
        _follow(done, len(tasks), len(tasks) - len(left), tell)
        return _sum_up(folder, stamp)


def in_turn(worker: Worker, tasks: Iterable[Task]) -> Iterator[Done]:
    """Do the tasks here, one after the other."""
    return map(worker, tasks)


def _all_done(
    left: tuple[Task, ...], crew: Callable[[Iterable[Task]], Iterator[Done]], folder: Path
) -> Iterator[Done]:
    """Do tasks and yield what came of each; where workers are lost, go on as long as that helps.

    So a machine that is lost ends no run, and an article that kills whoever reads it ends one
    when all else is done.
    """
    again = False
    while True:
        try:
            yield from crew(left)
        except LostError:
            before, left = len(left), _unfinished(folder, left)
            # Tried again, none waits behind another: what alone is left has lost its workers.
            if len(left) == before or (again and len(left) == 1):
                raise
            again = True
        else:
            return


def _unfinished(folder: Path, tasks: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(task for task in tasks if not _finished(folder, task))


def _finished(folder: Path, task: Task) -> bool:
    return task.source.form is not Form.PACKED and is_finished(
        folder, task.source.number, task.first
    )


def _follow(done: Iterator[Done], of: int, before: int, tell: Callable[[Progress], None]) -> None:
    documents = 0
    for tasks, each in enumerate(done, start=before + 1):
        if each.failure:
            raise BulkError(each.place, each.failure, way_out=each.way_out)
        documents += each.documents
        tell(Progress(tasks=tasks, of=of, before=before, documents=documents))


@contextmanager
def _told_if_full(folder: Path) -> Iterator[None]:
    """Raise :class:`BulkError` where the system does not take or give what the driver asks for."""
    try:
        yield
    except OSError as error:
        way_out = "mend it and run the same command again: finished parts are kept"
        what = error.strerror or str(error)
        raise BulkError(str(error.filename or folder), what, way_out=way_out) from error


def _sum_up(folder: Path, stamp: Stamp) -> Summary:
    summary = summed(folder, stamp)
    write_summary(folder, summary)
    return summary
