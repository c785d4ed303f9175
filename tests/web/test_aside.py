"""Articles are checked in processes beside the server; what takes too long is ended."""

from __future__ import annotations

import json
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from tapecheck.app import create_app
from tapecheck.build import build_source, build_verifier
from tapecheck.intake.article import read_article
from tapecheck.intake.demo import sample_text
from tapecheck.report.json import checked_document, encode
from tapecheck.settings import Settings
from tapecheck.web.aside import Aside
from tapecheck.web.problems import ProblemError
from web.test_problems import problem_of
from web.working import failing, killing, naming

Client = TestClient[Litestar]

ROSE = {"text": "Alibaba shares rose 8.48 percent on Wednesday.", "published": "2025-02-13"}
# Copy without end is read in a second or two, numbers without end (1,000,000 code points) in 25.
LONG = {"text": (sample_text() * 40)[:40_000]}
ENDLESS = {"text": "5 " * 500_000}
NDJSON = {"content-type": "application/x-ndjson"}


build = partial(build_source, Settings())


def children() -> set[int]:
    """Return the processes that this one has started and that check articles."""
    listed = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    found = {int(child) for each in listed for child in each.read_text().split()}
    return {
        child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    }


@pytest.mark.slow
def test_an_article_that_takes_too_long_is_given_up_and_the_next_is_checked(
    settings: Settings,
) -> None:
    with TestClient(create_app(replace(settings, article_seconds=4.0))) as client:
        begun = time.monotonic()
        told = problem_of(client.post("/v1/checks", json=ENDLESS), 503, "took-too-long")
        assert told["limit"] == 4
        assert told["detail"] == "The article was not checked within 4 seconds."
        assert time.monotonic() - begun < 20
        assert client.post("/v1/checks", json=ROSE).is_success
        assert len(client.post("/v1/checks", json=LONG).json()["assertions"]) > 100


@pytest.mark.slow
def test_a_line_that_takes_too_long_does_not_stop_the_batch(settings: Settings) -> None:
    body = "\n".join(map(json.dumps, [ROSE, ENDLESS, ROSE | {"id": "last"}]))
    with TestClient(create_app(replace(settings, article_seconds=1.0))) as client:
        answer = client.post("/v1/batches", content=body, headers=NDJSON)
        first, second, third = map(json.loads, answer.content.splitlines())
    assert (first["id"], third["id"]) == ("1", "last")
    assert second["line"] == 2
    assert second["problem"]["type"] == "/problems/took-too-long"


@pytest.mark.slow
def test_a_long_article_gets_the_verdicts_that_its_text_gets_anywhere(client: Client) -> None:
    article = read_article(LONG["text"], id="1")
    told = json.loads(encode(checked_document(build_verifier(Settings()).check(article))))
    assert client.post("/v1/checks", json=LONG).json() == told


@pytest.mark.slow
def test_a_process_that_dies_is_replaced_and_nobody_is_told(settings: Settings) -> None:
    if not Path("/proc").exists():
        pytest.skip("no /proc here to find the process in")
    before = children()
    with TestClient(create_app(settings)) as client, ThreadPoolExecutor(1) as threads:
        assert client.post("/v1/checks", json=ROSE).is_success
        (idle,) = children() - before
        os.kill(idle, signal.SIGKILL)
        assert client.post("/v1/checks", json=ROSE | {"title": "Again"}).is_success
        (short,) = children() - before
        waiting = threads.submit(client.post, "/v1/checks", json=LONG)
        while not (busy := children() - before - {short}):
            time.sleep(0.01)
        os.kill(busy.pop(), signal.SIGKILL)
        assert len(waiting.result().json()["assertions"]) > 100
    assert children() == before


@pytest.mark.slow
def test_what_kills_two_processes_is_given_up_and_the_next_is_done(tmp_path: Path) -> None:
    aside = Aside(build, seconds=20, health=build().health)
    try:
        with pytest.raises(ProblemError, match="interrupted"):
            aside.run(killing, str(tmp_path / "witness"))
        assert (tmp_path / "witness").read_text() == "killed\n" * 2
        assert aside.run(naming, "") == "sample"
    finally:
        aside.dismiss()
    with pytest.raises(ProblemError, match="interrupted"):
        aside.run(naming, "")


@pytest.mark.slow
def test_a_process_that_finds_another_tape_does_not_check_with_it() -> None:
    other = replace(build().health, tape_digest="0" * 64)
    aside = Aside(build, seconds=20, health=other)
    with pytest.raises(ProblemError, match="interrupted"):
        aside.run(naming, "")
    aside.dismiss()


@pytest.mark.slow
def test_where_work_failed_is_in_the_log_and_what_it_was_of_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    aside = Aside(build, seconds=20, health=build().health)
    with pytest.raises(RuntimeError, match="a process beside the server failed"):
        aside.run(failing, "Embargoed until nine.")
    assert aside.run(naming, "") == "sample"
    aside.dismiss()
    (told,) = caplog.messages
    assert told.startswith("beside the server: ValueError at ")
    assert "working.py" in told
    assert "Embargoed" not in told
