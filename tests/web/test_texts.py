"""Articles that are sent as they are, and articles in JSON that say how they are marked up."""

from __future__ import annotations

import json
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
# Alibaba closed at 104.90 and 113.80 HKD on 11 and 12 February 2025: 8.48 percent up.
BODIES = {
    "text/plain": "Alibaba shares rose 8.48 percent on Wednesday.",
    "text/markdown": "# Up\n\nAlibaba shares rose **8.48 percent** on Wednesday.",
    "text/html": "<p>Alibaba shares rose <b>8.48&nbsp;percent</b> on Wednesday.</p>",
}
FORMATS = {"text/plain": "text", "text/markdown": "markdown", "text/html": "html"}
ABOUT = {"id": "a-1", "title": "Up", "published": "2025-02-13"}


def told(document: dict[str, Any], text: str) -> tuple[str, str, str]:
    """Return the outcome of the one claim, and its words by its offsets."""
    (claim,) = document["assertions"]
    return claim["verdict"]["outcome"], text[claim["start"] : claim["end"]], claim["quote"]


@pytest.mark.parametrize("kind", BODIES)
def test_a_text_is_checked_as_it_is_and_offsets_are_its_own(client: Client, kind: str) -> None:
    answer = client.post(
        "/v1/checks", params=ABOUT, content=BODIES[kind].encode(), headers={"content-type": kind}
    )
    document = answer.json()
    assert (document["id"], document["title"], document["published"]) == tuple(ABOUT.values())
    outcome, found, quote = told(document, BODIES[kind])
    assert (outcome, found) == ("supported", quote)
    assert quote.replace("&nbsp;", " ") == "8.48 percent"


@pytest.mark.parametrize("kind", BODIES)
def test_json_with_a_format_gets_the_same_verdicts_also_in_a_batch(
    client: Client, kind: str
) -> None:
    article = ABOUT | {"text": BODIES[kind], "format": FORMATS[kind]}
    bare = client.post(
        "/v1/checks", params=ABOUT, content=BODIES[kind].encode(), headers={"content-type": kind}
    )
    assert client.post("/v1/checks", json=article).content == bare.content
    batch = client.post(
        "/v1/batches", content=json.dumps(article), headers={"content-type": "application/x-ndjson"}
    )
    assert batch.content == bare.content + b"\n"


def test_a_format_that_there_is_not_is_refused(client: Client) -> None:
    answer = client.post("/v1/checks", json={"text": "a", "format": "word"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/format")


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"caf\xe9", "text/plain"), (b"a", "text/html; charset=latin-1")],
)
def test_a_text_that_is_not_utf_8_is_refused(client: Client, body: bytes, kind: str) -> None:
    answer = client.post("/v1/checks", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/not-utf-8")


def test_what_json_says_itself_counts_before_the_query(client: Client) -> None:
    article = {"text": "Nothing.", "published": "2025-02-12"}
    document = client.post("/v1/checks", json=article, params=ABOUT).json()
    assert (document["id"], document["published"]) == ("a-1", "2025-02-12")


def test_a_list_with_a_title_beside_it_is_refused(client: Client) -> None:
    answer = client.post("/v1/checks", json=[{"text": "Nothing."}], params={"title": "Up"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-request")
