"""Requests wrong in twenty ways: a real server answers each with a problem, never with a 500."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import httpx
import pytest

from cli.serving import served

ROUNDS = 5
ROSE = {"text": "Alibaba shares rose 8.48 percent on Wednesday.", "published": "2025-02-13"}
JSON = {"content-type": "application/json"}
NDJSON = {"content-type": "application/x-ndjson"}
NOWHERE = "/v1/checks/" + "0" * 64


def post(body: object, headers: dict[str, str] = JSON, path: str = "/v1/checks") -> httpx.Request:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return httpx.Request("POST", f"http://server{path}", content=content, headers=headers)


def get(path: str, method: str = "GET") -> httpx.Request:
    return httpx.Request(method, f"http://server{path}")


MALFORMED = {
    "empty": (post(b""), 400),
    "cut off": (post(b'{"text": "Alibaba'), 400),
    "not UTF-8": (post(b'{"text": "\xff"}'), 400),
    "half a character": (post(b'{"text": "\\ud800"}'), 400),
    "lists without end": (post(b"[" * 50_000), 422),
    "no object": (post(7), 422),
    "no text": (post({"id": "a"}), 422),
    "a field too many": (post(ROSE | {"txt": ""}), 422),
    "a text that is none": (post(ROSE | {"text": ["a"]}), 422),
    "no day": (post(ROSE | {"published": "2025-02-30"}), 422),
    "front matter": (post({"text": "---\na: [\n---\n"}), 422),
    "the same id": (post([ROSE | {"id": 1}, ROSE | {"id": "1"}]), 422),
    "too many": (post([ROSE] * 101), 413),
    "too long": (post({"text": "a" * 1_000_001}), 413),
    "no kind": (post(ROSE, headers={}), 415),
    "a batch of another kind": (post(ROSE, path="/v1/batches"), 415),
    "a decision on nothing": (
        post({"claim": 0, "decision": "accepted"}, path=f"{NOWHERE}/decisions"), 404,
    ),
    "a method": (get("/v1/checks", "PATCH"), 405),
    "an address": (get("/v1/chekcs"), 404),
    "a page": (get("/v1/checks?limit=many&cursor=-1"), 400),
}  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(log=tmp_path_factory.mktemp("malformed") / "log") as (found, _, _):
        yield found


def test_each_is_a_problem_and_checks_go_on(address: str) -> None:
    with httpx.Client() as client:
        for _ in range(ROUNDS):
            for name, (request, status) in MALFORMED.items():
                url = address + request.url.raw_path.decode()
                answer = client.request(
                    request.method, url, content=request.content,
                    headers={k: v for k, v in request.headers.items() if k == "content-type"},
                )  # fmt: skip
                assert answer.status_code == status, f"{name}: {answer.text}"
                assert answer.headers["content-type"] == "application/problem+json", name
                told = answer.json()
                assert told["status"] == status
                assert told["detail"]
            assert client.post(f"{address}/v1/checks", json=ROSE).is_success


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"POST /v1/checks HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
        b"POST /v1/checks HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    ],
)
def test_what_is_no_http_is_refused_and_the_connection_ends(address: str, sent: bytes) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(sent)
        answer = b""
        while chunk := line.recv(4096):
            answer += chunk
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert httpx.post(f"{address}/v1/checks", json=ROSE).is_success
