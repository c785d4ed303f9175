from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from tapecheck.app import create_app
from tapecheck.settings import Settings
from tapecheck.web.kinds import KINDS
from tapecheck.web.source import Source
from web.working import failing

Client = TestClient[Litestar]

JSON = {"content-type": "application/json"}


def problem_of(answer: Any, status: int, code: str) -> dict[str, Any]:
    """Return the problem in an answer after checking what all problems have."""
    told: dict[str, Any] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == told["status"] == status
    assert told["type"] == f"/problems/{code}"
    assert told["title"] == KINDS[code].title
    assert told["detail"]
    assert "Traceback" not in answer.text
    return told


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "The body is empty."),
        (b"{", "Input data was truncated."),
        (b'{"text": "a"} x', "JSON is malformed: trailing characters"),
        (b"text=a", "JSON is malformed: invalid character"),
        (b'{"text": "\xff"}', "The body is not UTF-8: invalid start byte."),
        (b'{"text": "\xed\xa0\x80"}', "The body is not UTF-8: invalid continuation byte."),
        (b'{"text": "\\ud800"}', "\\ud800 at byte 10 is half a character."),
        (b'{"text": "up \\uDC00 5 percent"}', "\\uDC00 at byte 13 is half a character."),
        (b'{"text": "\\ud83d\\ude00 \\ude00"}', "\\ude00 at byte 23 is half a character."),
        (b'{"text": "\\\\\\ud83d\\ud83d\\ude00"}', "\\ud83d at byte 12 is half a character."),
    ],
)
def test_a_body_that_is_no_json_is_told_so(client: Client, body: bytes, says: str) -> None:
    told = problem_of(client.post("/v1/checks", content=body, headers=JSON), 400, "not-json")
    assert told["detail"].startswith(says)
    assert told["instance"] == "/v1/checks"


def test_a_whole_character_in_two_escapes_is_taken(client: Client) -> None:
    body = b'{"text": "\\\\ud800 \\ud83d\\ude00"}'
    assert client.post("/v1/checks", content=body, headers=JSON).status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer", "says"),
    [
        (3, "#", "Expected `object | array`, got `int` at #."),
        (False, "#", "Expected `object | array`, got `bool` at #."),
        ({}, "#", "Object missing required field `text` at #."),
        ({"text": 3}, "#/text", "Expected `str`, got `int` at #/text."),
        (
            {"text": "a", "txt": 1}, "#",
            "Object contains unknown field `txt` at #; did you mean 'text'.",
        ),
        ([{"text": "a"}, {"text": None}], "#/1/text", "Expected `str`, got `null` at #/1/text."),
        ([{"text": "a"}, []], "#/1", "Expected `object`, got `array` at #/1."),
        ({"text": "", "id": 1.5}, "#/id", "Expected `int | str | null`, got `float` at #/id."),
        (
            {"text": "a", "published": "yesterday"}, "#/published",
            "not a date: 'yesterday' at #/published; write it as 2025-02-13.",
        ),
        (
            [{"text": "a", "published": "2025-02-30"}], "#/0/published",
            "not a date: '2025-02-30' at #/0/published; write it as 2025-02-13.",
        ),
        (
            {"text": "a", "published": "0001-01-01"}, "#/published",
            "0001-01-01 is not between 1800 and 2999 at #/published.",
        ),
        (
            {"text": "---\ndate: 3025-01-01\n---\n"}, "#/text",
            "3025-01-01 is not between 1800 and 2999 at #/text.",
        ),
        (
            [{"text": ""}, {"text": "---\na: [\n---\n"}], "#/1/text",
            "the front matter is not YAML at #/1/text.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_article_is_pointed_at(
    client: Client, body: object, pointer: str, says: str
) -> None:
    told = problem_of(client.post("/v1/checks", json=body), 422, "invalid-article")
    assert told["detail"] == says
    assert told["errors"] == [{"detail": says, "pointer": pointer}]


def test_what_is_wrong_is_not_repeated_at_length(client: Client) -> None:
    for body in ({"text": "a", "x" * 9000: 1}, {"text": "a", "published": "9" * 9000}):
        answer = client.post("/v1/checks", json=body)
        problem_of(answer, 422, "invalid-article")
        assert len(answer.content) < 1000


@pytest.mark.parametrize("first", [{"id": "2", "text": "a"}, {"id": 2, "text": "a"}])
def test_no_two_articles_have_the_same_id(client: Client, first: dict[str, Any]) -> None:
    told = problem_of(client.post("/v1/checks", json=[first, {"text": "b"}]), 422, "duplicate-id")
    assert told["detail"] == "The articles #/0 and #/1 have the same id."
    assert told["errors"][0]["pointer"] == "#/1/id"


@pytest.mark.parametrize(
    "headers", [{}, {"content-type": "text/csv"}, {"content-type": "application/jsonp"}]
)
def test_only_what_is_declared_to_be_json_or_a_text_is_read(
    client: Client, headers: dict[str, str]
) -> None:
    answer = client.post("/v1/checks", content=b'{"text": "a"}', headers=headers)
    problem_of(answer, 415, "not-json-type")


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "application/cms+json"])
def test_kinds_of_json_are_json(client: Client, kind: str) -> None:
    answer = client.post("/v1/checks", content=b'{"text": "a"}', headers={"content-type": kind})
    assert answer.status_code == 200


def test_limits_are_told_with_the_size_that_passed_them(settings: Settings) -> None:
    tight = replace(settings, max_body_bytes=200, max_article_chars=10, max_articles=2)
    with TestClient(create_app(tight)) as small:
        assert small.post("/v1/checks", json={"text": "😀" * 10}).status_code == 200
        told = problem_of(
            small.post("/v1/checks", json=[{"text": ""}, {"text": "a" * 11}]),
            413, "article-too-long",
        )  # fmt: skip
        assert (told["limit"], told["size"]) == (10, 11)
        assert told["errors"][0]["pointer"] == "#/1/text"
        assert told["detail"] == "The text at #/1/text has 11 code points; at most 10 are taken."
        told = problem_of(
            small.post("/v1/checks", json=[{"text": "a"}] * 3), 413, "too-many-articles"
        )
        assert (told["limit"], told["size"]) == (2, 3)
        body = json.dumps({"text": "a" * 200}).encode()
        told = problem_of(
            small.post("/v1/checks", content=body, headers=JSON), 413, "body-too-large"
        )
        assert (told["limit"], told["size"]) == (200, len(body))
        told = problem_of(
            small.post("/v1/checks", content=iter([body]), headers=JSON), 413, "body-too-large"
        )
        assert told["detail"] == "The body has more than 200 bytes."
        assert "size" not in told


@pytest.mark.parametrize(
    "path", ["/nothing", "/v1", "/v1/check", "/v2/checks", "/docs/x", "/%22%00<b>"]
)
def test_an_address_with_nothing_at_it_is_told_so(client: Client, path: str) -> None:
    problem_of(client.get(path), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/v1/checks"), ("DELETE", "/v1/rules"), ("POST", "/v1/health")]
)
def test_a_method_that_is_not_taken_is_told_the_others(
    client: Client, method: str, path: str
) -> None:
    answer = client.request(method, path)
    problem_of(answer, 405, "method-not-allowed")
    allowed = answer.headers["allow"].split(", ")
    assert method not in allowed
    assert client.request(allowed[0], path).status_code in {200, 415}


def test_a_length_that_is_no_number_is_told_so(client: Client) -> None:
    headers = {**JSON, "content-length": "many"}
    problem_of(client.post("/v1/checks", content=b"{}", headers=headers), 400, "bad-request")


def test_our_own_failure_tells_nothing_of_itself_or_the_article(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(settings)
    monkeypatch.setattr(Source, "made", failing)
    with TestClient(app) as client, caplog.at_level(logging.DEBUG):
        answer = client.post("/v1/checks", json={"text": "Embargoed until nine."})
    told = problem_of(answer, 500, "internal-error")
    assert told["detail"] == "The request was not carried out."
    assert "Embargoed" not in answer.text + caplog.text
    assert "POST /v1/checks: RuntimeError at " in caplog.text
    assert "beside the server: ValueError at " in caplog.text
    assert "working.py:" in caplog.text


def test_no_article_is_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/v1/checks", json={"text": "Embargoed until nine."})
        client.post("/v1/checks", json={"text": "Embargoed until nine.", "published": "soon"})
        client.post("/v1/checks", content=b'{"text": "Embargoed', headers=JSON)
    assert "Embargoed" not in caplog.text


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_kind_of_problem_is_explained_at_its_address(client: Client, code: str) -> None:
    answer = client.get(f"/problems/{code}")
    kind = KINDS[code]
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == f"{kind.title} (HTTP status {kind.status})\n\n{kind.about}\n"


def test_a_problem_nobody_has_is_not_found(client: Client) -> None:
    problem_of(client.get("/problems/too-late"), 404, "not-found")
