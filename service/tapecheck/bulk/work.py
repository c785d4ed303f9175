"""One worker of a run: opens the tape once, then does task after task."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby, islice
from pathlib import Path

import polars as pl
from msgspec import Struct

from tapecheck.bulk.parts import framed, is_finished, write_part
from tapecheck.bulk.plan import Options, Task
from tapecheck.bulk.reading import Entry, entries, read_entry
from tapecheck.bulk.rows import Place, Row, error_row, report_rows
from tapecheck.bulk.schema import bared
from tapecheck.bulk.sources import Form
from tapecheck.core.errors import BulkError, TapecheckError
from tapecheck.core.units import Digest
from tapecheck.verify.verifier import Verifier

Open = Callable[[], Verifier]
_TOGETHER = 50  # documents whose rows wait as plain objects; as a frame they are ten times smaller


class Stamp(Struct, frozen=True, kw_only=True):
    """What verdicts hang on beside the articles: all workers of a run must have the same."""

    version: str
    rulebook: Digest
    tape: Digest
    tape_name: str


class Done(Struct, frozen=True, kw_only=True):
    """What came of a task: how many documents were checked now, or why it failed."""

    documents: int = 0
    failure: str = ""
    place: str = ""
    way_out: str = ""


class LostError(BulkError):
    """Workers died, and what they were at was tried often enough; the rest may still be done."""


class Crash(TapecheckError):  # noqa: N818 - it is the code of an error, in a row of documents
    """An article on which tapecheck itself failed."""

    code = "crash"


def stamp_of(verifier: Verifier) -> Stamp:
    """Return what the verdicts of a verifier hang on."""
    return Stamp(
        version=verifier.version, rulebook=verifier.rulebook_digest, tape=verifier.tape.digest,
        tape_name=verifier.tape.name,
    )  # fmt: skip


class Worker:
    """Does tasks; what goes wrong with one is said in what comes back, never raised."""

    def __init__(self, open: Open, *, stamp: Stamp, folder: Path, options: Options) -> None:
        """Keep how to open a verifier; it is opened with the first task."""
        self._open = open
        self._stamp = stamp
        self._folder = folder
        self._options = options
        self._verifier: Verifier | None = None

    def __call__(self, task: Task) -> Done:
        """Do a task, but for the parts that are there already."""
        try:
            return Done(documents=self._do(task))
        except TapecheckError as error:
            return Done(failure=error.what, place=error.place, way_out=error.way_out)
        except OSError as error:
            return Done(
                failure=error.strerror or str(error), place=error.filename or str(self._folder),
                way_out="mend it and run the same command again: finished parts are kept",
            )  # fmt: skip

    def _do(self, task: Task) -> int:
        size, count = self._options.size, 0
        found = entries(task, self._options)
        for group, some in groupby(found, key=lambda entry: (entry.position - 1) // size):
            first = group * size + 1
            # A task of an input that is read whole has many parts, some of them perhaps finished.
            whole = task.source.form is Form.PACKED
            if not (whole and is_finished(self._folder, task.source.number, first)):
                count += self._part(task, first, some)
        return count

    def _part(self, task: Task, first: int, some: Iterable[Entry]) -> int:
        documents, claims, left = [], [], iter(some)
        while few := list(islice(left, _TOGETHER)):
            rows = [self._rows(entry, task.source.name) for entry in few]
            documents.append(framed("documents", [document for document, _ in rows]))
            claims.append(framed("claims", [claim for _, found in rows for claim in found]))
        tables = {"documents": pl.concat(documents), "claims": pl.concat(claims)}
        if self._options.bare:
            tables = {table: bared(frame) for table, frame in tables.items()}
        write_part(self._folder, task.source.number, first, tables)
        return tables["documents"].height

    def _rows(self, entry: Entry, input: str) -> tuple[Row, list[Row]]:
        """Return the rows of one document: whatever it is, it ends in a row and not the run."""
        place = Place(input=input, position=entry.position)
        try:
            article = read_entry(entry, self._options)
            return report_rows(self._opened().check(article), place)
        except BulkError:
            raise
        except TapecheckError as error:
            return error_row(error, place), []
        except Exception as error:  # noqa: BLE001 - one article of millions must not end a run
            where = f"{input}:{entry.position}"
            return error_row(Crash(where, f"{type(error).__name__}: {error}"), place), []

    def _opened(self) -> Verifier:
        """Return the verifier; raise :class:`BulkError` if it is not the one of this run."""
        if self._verifier is None:
            verifier = self._open()
            refuse_other(self._stamp, stamp_of(verifier))
            self._verifier = verifier
        return self._verifier


def refuse_other(stamp: Stamp, now: Stamp) -> None:
    """Raise :class:`BulkError` unless two stamps are the same."""
    for field in ("tape", "rulebook", "version"):
        was, has = getattr(stamp, field), getattr(now, field)
        if was != has:
            raise BulkError(
                field, f"the output is of {was[:12]}, and this is {has[:12]}",
                way_out=f"use the same {field} again, or another --output",
            )  # fmt: skip
