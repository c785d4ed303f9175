from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulk.archives import contents, lines, run
from tapecheck.build import build_verifier
from tapecheck.bulk.cluster import Crew, started
from tapecheck.bulk.plan import Options
from tapecheck.bulk.run import check_in_bulk
from tapecheck.bulk.work import Open
from tapecheck.core.errors import BulkError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Report
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::Warning")]  # Ray's own
SIZE = Options(size=10)


@pytest.fixture(scope="module", autouse=True)
def ray() -> Iterator[None]:
    """Start one local Ray for all tests here: it takes seconds."""
    with started(2, None):
        yield


def killing(marker: Path, *, times: int) -> Open:
    """Return an opener whose verifier kills its own process at an article, so many times."""

    def open() -> Verifier:
        verifier = build_verifier(Settings())
        whole = verifier.check

        def check(article: Article) -> Report:
            killed = len(marker.read_text()) if marker.exists() else 0
            if article.id == "a25" and killed < times:
                marker.write_text("x" * (killed + 1))
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(article)

        verifier.check = check  # type: ignore[method-assign]  # planted
        return verifier

    return open


def test_many_workers_write_the_same_bytes_as_one(verifier: Verifier, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(60))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "one", options=SIZE)
    check_in_bulk(
        [tmp_path / "a.jsonl"], tmp_path / "two", lambda: build_verifier(Settings()),
        options=SIZE, crew=Crew(2), tell=lambda progress: None,
    )  # fmt: skip
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(
    verifier: Verifier, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(lines(60))
    run(verifier, tmp_path / "a.jsonl", tmp_path / "one", options=SIZE)
    summary = check_in_bulk(
        [tmp_path / "a.jsonl"], tmp_path / "two", killing(tmp_path / "killed", times=1),
        options=SIZE, crew=Crew(2), tell=lambda progress: None,
    )  # fmt: skip
    assert (tmp_path / "killed").read_text() == "x"
    assert summary.documents == 60
    assert contents(tmp_path / "two") == contents(tmp_path / "one")


def test_an_article_that_always_kills_its_worker_ends_the_run_and_the_rest_is_kept(
    verifier: Verifier, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(lines(60))
    with pytest.raises(BulkError, match=r"a worker was lost.*run the same command again"):
        check_in_bulk(
            [tmp_path / "a.jsonl"], tmp_path / "out", killing(tmp_path / "killed", times=100),
            options=SIZE, crew=Crew(2), tell=lambda progress: None,
        )  # fmt: skip
    # Four times in each of two rounds: the second finds nothing else to do.
    assert len((tmp_path / "killed").read_text()) <= 8
    done = {each.stem[-2:] for each in (tmp_path / "out").glob("documents-*.parquet")}
    assert done == {"01", "11", "31", "41", "51"}
    run(verifier, tmp_path / "a.jsonl", tmp_path / "one", options=SIZE)
    assert run(verifier, tmp_path / "a.jsonl", tmp_path / "out", options=SIZE).documents == 60
    assert contents(tmp_path / "out") == contents(tmp_path / "one")


def test_no_server_of_ray_listens_beyond_this_machine() -> None:
    beyond = [address for address, inode in _listening() if inode in _sockets_of_ray()]
    assert beyond
    assert {address for address in beyond if not address.endswith("0100007F")} == set()


def _listening() -> Iterator[tuple[str, str]]:
    """Yield the address, in the kernel's hexadecimal, and inode of each listening TCP socket."""
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":
                yield fields[1].partition(":")[0], fields[9]


def _sockets_of_ray() -> set[str]:
    """Return the inodes of all sockets of the processes that this one started."""
    found: set[str] = set()
    for process in _started_by(os.getpid()):
        with contextlib.suppress(OSError):  # it has ended
            links = [str(each.readlink()) for each in Path(f"/proc/{process}/fd").iterdir()]
            found |= {link[8:-1] for link in links if link.startswith("socket:[")}
    return found


def _started_by(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, task.read_text().split()):
                yield child
                yield from _started_by(child)
