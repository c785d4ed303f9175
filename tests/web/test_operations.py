from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from tapecheck.app import create_app
from tapecheck.core.errors import LedgerError
from tapecheck.ledger.ledger import Ledger
from tapecheck.settings import Settings

Client = TestClient[Litestar]
ROSE = {"text": "Alibaba shares rose 8.48 percent on Wednesday.", "published": "2025-02-13"}
FELL = {"text": "Tencent shares fell 3.9 percent on Wednesday.", "published": "2025-02-13"}


@pytest.fixture
def fresh(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, database_url=f"sqlite:///{tmp_path}/fresh.sqlite3")


def counts(client: Client) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    told = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in told}


def test_counts_tell_outcomes_and_where_answers_came_from(fresh: Settings) -> None:
    with TestClient(create_app(fresh)) as client:
        for article in (ROSE, FELL, ROSE):
            client.post("/v1/checks", json=article)
        told = counts(client)
    assert told['tapecheck_claims_total{outcome="supported"}'] == 1
    assert told['tapecheck_claims_total{outcome="refuted"}'] == 1
    assert told['tapecheck_checks_total{answered="made"}'] == 2
    assert told['tapecheck_checks_total{answered="ledger"}'] == 1
    assert told['tapecheck_request_seconds_count{operation="check",status="200"}'] == 3
    assert told["tapecheck_tape_age_days"] > 500


def test_an_address_of_a_check_is_no_count_of_its_own(fresh: Settings) -> None:
    with TestClient(create_app(fresh)) as client:
        for number in range(3):
            client.get(f"/v1/checks/{number:064}")
        told = counts(client)
    assert told['tapecheck_request_seconds_count{operation="read_check",status="404"}'] == 3


def test_it_is_ready_while_the_ledger_answers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.post("/v1/checks", json=ROSE).is_success  # the workers have begun
    assert client.get("/v1/ready").json() == client.get("/v1/health").json()

    async def fail(ledger: Ledger, addresses: object) -> None:
        raise LedgerError("postgresql://ed:***@db/news", "the ledger cannot be used: no route")

    monkeypatch.setattr(Ledger, "documents", fail)
    answer = client.get("/v1/ready")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/ledger-unavailable")
    assert answer.headers["retry-after"] == "5"
    assert "db/news" not in answer.text
    assert client.get("/v1/health").is_success


def test_it_is_not_ready_before_the_workers_are(fresh: Settings) -> None:
    with TestClient(create_app(fresh)) as client:
        answer = client.get("/v1/ready")
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-ready")
        assert answer.headers["retry-after"] == "1"
        ends = time.monotonic() + 60
        while not client.get("/v1/ready").is_success:
            assert time.monotonic() < ends
            time.sleep(0.05)


def test_every_answer_has_an_id_that_the_sender_may_choose(client: Client) -> None:
    made = client.get("/v1/health").headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{16}", made)
    for path in ("/v1/health", "/nothing"):
        answer = client.get(path, headers={"x-request-id": "cms-7:a.b"})
        assert answer.headers["x-request-id"] == "cms-7:a.b"


@pytest.mark.parametrize("told", ["", "a b", "x" * 81, "é"])
def test_an_id_that_is_not_fit_for_a_log_is_replaced(client: Client, told: str) -> None:
    headers = [(b"x-request-id", told.encode())]
    assert re.fullmatch(
        "[0-9a-f]{16}", client.get("/v1/health", headers=headers).headers["x-request-id"]
    )
