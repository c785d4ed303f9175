"""Long articles are checked in a process of their own, which is ended when it takes too long."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from tapecheck.app import create_app
from tapecheck.build import build_verifier
from tapecheck.intake.article import read_article
from tapecheck.intake.demo import sample_text
from tapecheck.report.json import checked_document, encode
from tapecheck.settings import Settings
from web.test_problems import problem_of

Client = TestClient[Litestar]

ROSE = {"text": "Alibaba shares rose 8.48 percent on Wednesday.", "published": "2025-02-13"}
# Copy without end is read in a second or two, numbers without end (1,000,000 code points) in 25.
LONG = {"text": (sample_text() * 40)[:40_000]}
ENDLESS = {"text": "5 " * 500_000}
NDJSON = {"content-type": "application/x-ndjson"}


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
def test_a_process_that_dies_is_told_and_replaced(settings: Settings) -> None:
    if not Path("/proc").exists():
        pytest.skip("no /proc here to find the process in")
    with TestClient(create_app(settings)) as client:
        before = children()
        assert client.post("/v1/checks", json=LONG).is_success
        (process,) = children() - before
        os.kill(process, signal.SIGKILL)
        again = LONG | {"title": "Again"}
        told = client.post("/v1/checks", json=again)
        problem_of(told, 503, "interrupted")
        assert told.headers["retry-after"] == "2"
        assert client.post("/v1/checks", json=again).is_success
    assert children() == before
