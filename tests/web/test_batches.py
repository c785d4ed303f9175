from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from cli.serving import served
from tapecheck.app import create_app
from tapecheck.settings import Settings
from tapecheck.web.lines import Line, lines_of

Client = TestClient[Litestar]

NDJSON = {"content-type": "application/x-ndjson"}
ROSE = "Alibaba shares rose 8.48 percent on Wednesday."
FELL = "Tencent shares fell 3.9 percent on Wednesday."


def article(text: str, **told: object) -> dict[str, object]:
    return {"text": text, "published": "2025-02-13"} | told


def send(client: Client, lines: Iterable[object], **headers: str) -> list[dict[str, Any]]:
    body = b"".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines
    )
    answer = client.post("/v1/batches", content=body, headers=NDJSON | headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.content.splitlines()]


def test_each_line_gets_what_it_would_get_alone(client: Client) -> None:
    articles = [article(ROSE, id="up"), article(FELL)]
    told = send(client, articles)
    alone = [client.post("/v1/checks", json=each).json() for each in articles]
    assert told == [alone[0], alone[1] | {"id": "2"}]


def test_a_bad_line_is_answered_in_its_place_and_stops_nothing(client: Client) -> None:
    lines = [article(ROSE), b"{\n", b"\n", article(FELL, pages=3), article("a", published="soon")]
    told = send(client, [*lines, article(FELL, id="last")])
    assert [each.get("line") for each in told] == [None, 2, 4, 5, None]
    types = [each["problem"]["type"].rpartition("/")[2] for each in told[1:4]]
    assert types == ["not-json", "invalid-article", "invalid-article"]
    assert told[-1]["id"] == "last"


def test_a_line_that_is_too_long_is_not_held(settings: Settings) -> None:
    with TestClient(create_app(replace(settings, max_line_bytes=100))) as small:
        told = send(small, [article("a" * 300), article("b")])
    assert told[0]["problem"]["type"] == "/problems/line-too-long"
    assert told[0]["problem"]["limit"] == 100
    assert told[1]["id"] == "2"


def test_a_batch_that_is_not_declared_to_be_one_is_refused(client: Client) -> None:
    answer = client.post("/v1/batches", json=[])
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/not-ndjson-type")


def test_a_batch_sent_again_is_not_checked_again_and_is_kept_once(
    settings: Settings, tmp_path: Path
) -> None:
    fresh = replace(settings, database_url=f"sqlite:///{tmp_path}/fresh.sqlite3")
    lines = [article(f"{ROSE} {number}", id=f"{number}") for number in range(70)]
    with TestClient(create_app(fresh)) as client:
        part = send(client, lines[:40], **{"idempotency-key": "night"})
        whole = send(client, lines, **{"idempotency-key": "night"})
        kept = client.get("/v1/checks?limit=500").json()["checks"]
        counts = client.get("/metrics").text
    assert whole[:40] == part
    assert [each["id"] for each in whole] == [f"{number}" for number in range(70)]
    assert 'tapecheck_checks_total{answered="made"} 70.0' in counts
    assert sorted(each["id"] for each in kept) == sorted(f"{number}" for number in range(70))


def test_a_batch_sent_again_gets_its_verdicts_also_under_other_rules(
    settings: Settings, tmp_path: Path
) -> None:
    fresh = replace(settings, database_url=f"sqlite:///{tmp_path}/fresh.sqlite3")
    with TestClient(create_app(fresh)) as client:
        first = send(client, [article(ROSE)], **{"idempotency-key": "night"})
    with TestClient(create_app(replace(fresh, home_currency="HKD"))) as client:
        again = send(client, [article(ROSE)], **{"idempotency-key": "night"})
        another = send(client, [article(ROSE)], **{"idempotency-key": "morning"})
    assert again == first
    assert another[0]["digests"]["rulebook"] != first[0]["digests"]["rulebook"]


def test_a_key_stands_for_one_batch(client: Client) -> None:
    send(client, [article(ROSE)], **{"idempotency-key": "one"})
    told = send(client, [article(FELL), article(FELL)], **{"idempotency-key": "one"})
    assert told[0]["problem"]["type"] == "/problems/idempotency-key-reused"
    assert told[1]["id"] == "2"


async def _grouped(chunks: Sequence[bytes], limit: int) -> list[list[Line]]:
    async def stream() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    return [group async for group in lines_of(stream(), limit)]


@pytest.mark.parametrize(
    ("chunks", "lines"),
    [
        ([b"a\nb\n"], [(1, b"a"), (2, b"b")]),
        ([b"a", b"b\nc"], [(1, b"ab"), (2, b"c")]),
        ([b"\n \n", b"\nd"], [(4, b"d")]),
        ([b"12345\n", b"123456\n1"], [(1, b"12345"), (2, None), (3, b"1")]),
        ([b"1", b"2" * 50, b"3\n", b"4\n"], [(1, None), (2, b"4")]),
        ([b"", b""], []),
    ],
)
def test_lines_are_cut_wherever_the_chunks_end(
    chunks: list[bytes], lines: list[tuple[int, bytes | None]]
) -> None:
    groups = asyncio.run(_grouped(chunks, limit=5))
    assert [(line.number, line.text) for group in groups for line in group] == lines


async def _talk(port: int) -> list[str]:
    """Send the second line of a batch when the first has its verdict; return the ids."""

    def chunk(text: bytes) -> bytes:
        return b"%x\r\n%s\r\n" % (len(text), text)

    async def answer() -> str:
        while not (line := await reader.readline()).startswith(b'{"id"'):
            assert line, "the answer ended"
        return str(json.loads(line)["id"])

    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        b"POST /v1/batches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    ids = []
    for id, text in (("first", ROSE), ("second", FELL)):
        writer.write(chunk(json.dumps(article(text, id=id)).encode() + b"\n"))
        ids.append(await asyncio.wait_for(answer(), 20))
    writer.write(chunk(b""))
    writer.close()
    return ids


def test_verdicts_come_while_the_batch_still_goes_out(tmp_path: Path) -> None:
    with served(log=tmp_path / "log") as (address, _, _):
        port = int(address.rpartition(":")[2])
        assert asyncio.run(_talk(port)) == ["first", "second"]


@pytest.mark.parametrize("path", ["/v1/batches", "/v1/checks", "/checks"])
def test_who_goes_away_in_the_middle_leaves_no_copy_in_the_log_and_no_error(
    tmp_path: Path, path: str
) -> None:
    log = tmp_path / "log"
    kind = NDJSON["content-type"] if path == "/v1/batches" else "application/json"
    line = json.dumps(article("Embargoed until nine.", id="last")).encode() + b"\n"
    with served(log=log) as (address, _, _):
        host, port = address.removeprefix("http://").split(":")
        for _ in range(3):
            with socket.create_connection((host, int(port)), timeout=10) as sender:
                sender.sendall(
                    f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\n"
                    "Content-Length: 100000\r\n\r\n".encode()
                    + line * 5
                )
                time.sleep(0.2)
        ends = time.monotonic() + 20
        while log.read_text().count(f"POST {path} ") < 3 and time.monotonic() < ends:
            time.sleep(0.1)
        counts = httpx.get(f"{address}/metrics").text
    assert log.read_text().count(f"POST {path} ") == 3
    assert "[error" not in log.read_text()
    assert "Embargoed" not in log.read_text()
    assert 'status="500"' not in counts
