from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from tapecheck.app import create_app
from tapecheck.ledger.database import database, upgrade
from tapecheck.ledger.keys import Keys, Scope
from tapecheck.settings import Settings
from tapecheck.web.pace import Pace

Client = TestClient[Litestar]
ARTICLE = {"text": "Alibaba shares rose 8.48 percent on Wednesday.", "published": "2025-02-13"}
NOON = dt.datetime(2025, 2, 13, 12, tzinfo=dt.UTC)


@pytest.fixture
def keyed(settings: Settings, tmp_path: Path) -> Settings:
    """Return settings of a service that asks everybody for a key, with a ledger of its own."""
    url = f"sqlite:///{tmp_path}/keyed.sqlite3"
    return replace(settings, database_url=url, keyless=False, requests_per_minute=1000)


@pytest.fixture
def strict(keyed: Settings) -> Iterator[Client]:
    with TestClient(create_app(keyed)) as client:
        yield client


def token(settings: Settings, *scopes: Scope, ends: dt.datetime | None = None) -> str:
    """Return the token of a new key that the CMS holds."""

    async def make() -> str:
        engine = database(settings.database_url).get_engine()
        await upgrade(engine)
        _, made = await Keys(engine).create("cms", scopes, at=NOON, ends=ends)
        await engine.dispose()
        return made

    return asyncio.run(make())


def bearing(told: str) -> dict[str, str]:
    return {"authorization": f"Bearer {told}"}


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer x", "Bearer tck_00000000_secret", "Basic tck_a_b"]
)
def test_without_a_good_key_nothing_is_opened(strict: Client, header: str | None) -> None:
    answer = strict.post(
        "/v1/checks", json=ARTICLE, headers={} if header is None else {"authorization": header}
    )
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/no-key")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_every_address_of_articles_asks_for_a_key(strict: Client) -> None:
    document: dict[str, Any] = strict.get("/v1/openapi.json").json()
    asked = {
        (method.upper(), path): strict.request(
            method, path.replace("{address}", "0" * 64).replace("{code}", "no-key")
        ).status_code
        for path, operations in document["paths"].items()
        for method in operations
    }
    free = {operation for operation, status in asked.items() if status != 401}
    paths = ("/v1/health", "/v1/ready", "/problems/{code}")
    assert free == {("GET", path) for path in paths}


def test_a_key_opens_what_its_scopes_name(keyed: Settings, strict: Client) -> None:
    headers = bearing(token(keyed, Scope.CHECK))
    assert strict.post("/v1/checks", json=ARTICLE, headers=headers).status_code == 200
    answer = strict.get("/v1/checks", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-allowed")
    assert answer.json()["detail"] == "The key of 'cms' does not open 'read'."


def test_a_check_is_kept_under_the_holder_of_the_key(keyed: Settings, strict: Client) -> None:
    headers = bearing(token(keyed, Scope.CHECK, Scope.READ))
    strict.post("/v1/checks", json=ARTICLE, headers=headers)
    (listed,) = strict.get("/v1/checks", headers=headers).json()["checks"]
    assert listed["sender"] == "cms"


def test_a_key_that_has_ended_opens_nothing(keyed: Settings, strict: Client) -> None:
    headers = bearing(token(keyed, Scope.CHECK, ends=NOON + dt.timedelta(days=1)))
    assert strict.post("/v1/checks", json=ARTICLE, headers=headers).status_code == 401


def test_who_asks_too_fast_is_told_when_to_come_back(keyed: Settings) -> None:
    headers = bearing(token(keyed, Scope.READ))
    with TestClient(create_app(replace(keyed, requests_per_minute=2))) as slow:
        statuses = [slow.get("/v1/rules", headers=headers).status_code for _ in range(2)]
        answer = slow.get("/v1/rules", headers=headers)
    assert statuses == [200, 200]
    assert (answer.status_code, answer.json()["limit"]) == (429, 2)
    assert 1 <= int(answer.headers["retry-after"]) <= 30


def test_the_ledger_holds_no_secret(keyed: Settings) -> None:
    made = token(keyed, Scope.CHECK)
    kept = Path(keyed.database_url.removeprefix("sqlite:///"))
    held = b"".join(file.read_bytes() for file in kept.parent.glob("keyed.sqlite3*"))
    assert made.split("_")[1].encode() in held
    assert made.split("_", 2)[2].encode() not in held


def test_a_bucket_fills_again_as_time_goes() -> None:
    at = [0.0]
    pace = Pace(60, lambda: at[0])
    assert [pace.wait("cms") for _ in range(60)] == [0.0] * 60
    assert pace.wait("cms") == pytest.approx(1.0)
    assert pace.wait("another") == 0.0
    at[0] = 1.5
    assert pace.wait("cms") == 0.0
    assert pace.wait("cms") == pytest.approx(0.5)


def test_a_name_of_somebody_else_that_leads_here_is_refused(settings: Settings) -> None:
    local = replace(settings, hosts=("127.0.0.1", "::1", "localhost", "news.example"))
    with TestClient(create_app(local)) as client:

        def status(host: str, method: str = "GET", at: str = "/") -> int:
            return client.request(method, at, headers={"host": host}).status_code

        ours = ("localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]", "")
        assert {status(host) for host in (*ours, "news.example")} == {200}
        others = ("evil.example", "evil.example:8000", "localhost.evil.example", "[::2]:8000")
        assert {status(host) for host in others} == {421}
        assert status("evil.example", "POST", "/v1/checks") == 421
        assert status("evil.example", at="/v1/health") == 421
        told = client.get("/v1/rules", headers={"host": "evil.example:80"}).json()
        assert told["type"] == "/problems/other-host"
        assert told["detail"] == "This service does not answer to 'evil.example'."


def test_a_service_that_names_no_hosts_answers_to_every_name(client: Client) -> None:
    assert client.get("/v1/health", headers={"host": "evil.example"}).is_success
