from __future__ import annotations

import errno
import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polars as pl
import pytest

from bulk.archives import contents, lines, run, table
from tapecheck.bulk import manifest, parts
from tapecheck.bulk.plan import Options, Task
from tapecheck.bulk.work import Done, LostError, Worker, stamp_of
from tapecheck.core.errors import BulkError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Report
from tapecheck.verify.verifier import Verifier

SIZE = Options(size=5)


class Stopped(BaseException):
    """Stands for the end of a process: nothing catches it."""


def dying(
    after: int, error: BaseException | None = None
) -> Callable[[Worker, Iterable[Task]], Iterator[Done]]:
    """Return a crew that is gone after so many tasks, each time it is called."""

    def crew(worker: Worker, tasks: Iterable[Task]) -> Iterator[Done]:
        for number, task in enumerate(tasks):
            if number == after:
                raise error or Stopped
            yield worker(task)

    return crew


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive in two files, one of them packed: four parts and three."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(lines(18))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines(12).encode()))
    return folder


class Counting:
    """Counts the articles that a verifier checks."""

    def __init__(self, verifier: Verifier, monkeypatch: pytest.MonkeyPatch) -> None:
        self.checked: list[str] = []
        whole = verifier.check

        def check(article: Article) -> Report:
            self.checked.append(article.id)
            return whole(article)

        monkeypatch.setattr(verifier, "check", check)


@pytest.mark.parametrize("after", [0, 1, 3, 4])
def test_a_run_that_was_killed_is_gone_on_with_and_ends_in_the_same_bytes(
    verifier: Verifier, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    run(verifier, archive, tmp_path / "whole", options=SIZE)
    with pytest.raises(Stopped):
        run(verifier, archive, tmp_path / "out", options=SIZE, crew=dying(after))
    counting = Counting(verifier, monkeypatch)
    run(verifier, archive, tmp_path / "out", options=SIZE)
    assert len(counting.checked) == 30 - min(5 * after, 18)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_run_that_loses_its_workers_goes_on_as_long_as_they_finish_something(
    verifier: Verifier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four parts by workers that do two of them each time, and then none."""
    (tmp_path / "a.jsonl").write_text(lines(18))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "whole", options=SIZE)
    counting = Counting(verifier, monkeypatch)
    lost = LostError("workers", "a worker was lost")
    run(verifier, tmp_path / "a.jsonl", tmp_path / "out", options=SIZE, crew=dying(2, lost))
    assert len(counting.checked) == 18
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    with pytest.raises(LostError):
        run(verifier, tmp_path / "a.jsonl", tmp_path / "none", options=SIZE, crew=dying(0, lost))


def test_a_finished_run_checks_nothing_again(
    verifier: Verifier, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(verifier, archive, tmp_path / "out", options=SIZE)
    before = contents(tmp_path / "out")
    counting = Counting(verifier, monkeypatch)
    run(verifier, archive, tmp_path / "out", options=SIZE)
    assert counting.checked == []
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("name", ["claims-00001-000000000006", "documents-00002-000000000001"])
def test_a_part_that_was_damaged_is_made_again(
    verifier: Verifier, archive: Path, tmp_path: Path, name: str
) -> None:
    run(verifier, archive, tmp_path / "out", options=SIZE)
    before = contents(tmp_path / "out")
    part = tmp_path / "out" / f"{name}.parquet"
    part.write_bytes(part.read_bytes()[:-20])
    run(verifier, archive, tmp_path / "out", options=SIZE)
    assert contents(tmp_path / "out") == before


def test_what_a_killed_run_was_writing_is_removed(
    verifier: Verifier, archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".part-x1").write_bytes(b"PAR1 half")
    run(verifier, archive, tmp_path / "out", options=SIZE)
    assert not (tmp_path / "out" / ".part-x1").exists()


def test_an_input_that_changed_is_refused_with_the_way_out(
    verifier: Verifier, archive: Path, tmp_path: Path
) -> None:
    run(verifier, archive, tmp_path / "out", options=SIZE)
    (archive / "a.jsonl").write_text(lines(19))
    with pytest.raises(BulkError, match=r"a run with other inputs; .* another folder"):
        run(verifier, archive, tmp_path / "out", options=SIZE)
    with pytest.raises(BulkError, match="a run with other options"):
        run(verifier, archive, tmp_path / "out", options=Options(size=6))


@pytest.mark.parametrize("field", ["version", "rulebook_digest"])
def test_another_version_or_rulebook_is_refused_with_the_way_out(
    verifier: Verifier, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    run(verifier, archive, tmp_path / "out", options=SIZE)
    before = contents(tmp_path / "out")
    monkeypatch.setattr(verifier, field, "another")
    with pytest.raises(
        BulkError, match=r"and this is another; use the same .* or another --output"
    ):
        run(verifier, archive, tmp_path / "out", options=SIZE)
    assert contents(tmp_path / "out") == before


def test_a_tape_that_is_swapped_during_a_run_ends_it(
    verifier: Verifier, archive: Path, tmp_path: Path
) -> None:
    """A worker that starts later opens another tape than the run began with."""
    stamp = stamp_of(verifier)
    begun = type(stamp)(
        version=stamp.version, rulebook=stamp.rulebook, tape="0" * 64, tape_name=stamp.tape_name
    )
    worker = Worker(lambda: verifier, stamp=begun, folder=tmp_path, options=SIZE)

    def crew(_: Worker, tasks: Iterable[Task]) -> Iterator[Done]:
        return map(worker, tasks)

    with pytest.raises(BulkError, match="the output is of 000000000000"):
        run(verifier, archive, tmp_path / "out", options=SIZE, crew=crew)
    assert not [*tmp_path.glob("*.parquet")]


def test_two_runs_cannot_work_in_one_folder(
    verifier: Verifier, archive: Path, tmp_path: Path
) -> None:
    with (
        manifest.alone(tmp_path / "out"),
        pytest.raises(BulkError, match="another run is at work here; wait for it"),
    ):
        run(verifier, archive, tmp_path / "out", options=SIZE)
    assert run(verifier, archive, tmp_path / "out", options=SIZE).documents == 30


def test_a_full_disk_ends_the_run_and_keeps_what_is_finished(
    verifier: Verifier, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(verifier, archive, tmp_path / "whole", options=SIZE)
    synced = []

    def full(file: int) -> None:
        synced.append(file)
        if len(synced) == 6:  # the manifest, two parts of two tables, and the claims of the third
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(parts.os, "fsync", full)
        with pytest.raises(BulkError, match=r"No space left on device; .* finished parts are kept"):
            run(verifier, archive, tmp_path / "out", options=SIZE)
    assert table(tmp_path / "out", "documents").height == 10
    assert not [*(tmp_path / "out").glob(".part-*")]
    run(verifier, archive, tmp_path / "out", options=SIZE)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


@pytest.mark.parametrize("syncs", [1, 16])
def test_a_disk_that_is_full_at_the_manifest_or_the_summary_is_told_as_well(
    verifier: Verifier, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, syncs: int
) -> None:
    """The manifest comes first, then 2 x 7 files of parts, and the summary and its page last."""
    synced = []

    def full(file: int) -> None:
        synced.append(file)
        if len(synced) >= syncs:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(parts.os, "fsync", full)
    with pytest.raises(BulkError, match=r"No space left on device; .* finished parts are kept"):
        run(verifier, archive, tmp_path / "out", options=SIZE)
    assert len(synced) == syncs


def test_rows_of_a_parquet_file_that_is_damaged_are_one_row_with_the_error(
    verifier: Verifier, tmp_path: Path
) -> None:
    whole = pl.DataFrame({"text": [f"{n} {os.urandom(50).hex()}" for n in range(20)]})
    whole.write_parquet(tmp_path / "a.parquet", row_group_size=5, compression="uncompressed")
    content = bytearray((tmp_path / "a.parquet").read_bytes())
    content[4:40] = bytes([255] * 36)  # the head of the first page of the first five rows
    (tmp_path / "a.parquet").write_bytes(content)
    summary = run(verifier, tmp_path / "a.parquet", tmp_path / "out", options=SIZE)
    documents = table(tmp_path / "out", "documents")
    assert documents["position"].to_list() == [1, *range(6, 21)]
    assert "rows 1 to 5 cannot be read" in documents["error"][0]
    assert summary.errors == {"input": 1}


@pytest.mark.parametrize("end", [b"not parquet", b"PAR1"])
def test_a_file_that_is_no_parquet_is_one_row_with_the_error(
    verifier: Verifier, tmp_path: Path, end: bytes
) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + bytes(100) + end)
    summary = run(verifier, tmp_path / "a.parquet", tmp_path / "out")
    assert (summary.documents, summary.errors) == (1, {"input": 1})


def test_a_packed_file_that_is_cut_off_gives_its_articles_up_to_about_the_cut(
    verifier: Verifier, tmp_path: Path
) -> None:
    packed = gzip.compress(lines(400).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    run(verifier, tmp_path / "a.jsonl.gz", tmp_path / "out", options=Options(size=50))
    documents = table(tmp_path / "out", "documents")
    assert 50 < documents.height < 400
    assert documents["position"].to_list() == [*range(1, documents.height + 1)]
    assert documents["error"].drop_nulls().len() == 1
    assert "cannot be unpacked" in documents["error"][-1]


def test_zstd_is_read_and_its_damage_is_told(verifier: Verifier, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    with pa.output_stream(str(tmp_path / "a.jsonl.zst"), compression="zstd") as stream:
        stream.write(lines(30).encode())
    assert run(verifier, tmp_path / "a.jsonl.zst", tmp_path / "one").documents == 30
    content = (tmp_path / "a.jsonl.zst").read_bytes()
    (tmp_path / "a.jsonl.zst").write_bytes(content[:-30])
    assert run(verifier, tmp_path / "a.jsonl.zst", tmp_path / "two").errors == {"input": 1}
