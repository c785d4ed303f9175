from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from tapecheck.app import create_app
from tapecheck.ledger.writer import Writer
from tapecheck.settings import Settings
from tapecheck.web.staff import Staff

Client = TestClient[Litestar]

ROSE = "Alibaba shares rose 8.48 percent on Wednesday."
FELL = "Tencent shares fell 3.9 percent on Wednesday."
DAY = "2025-02-13"
NOWHERE = "0" * 64


@pytest.fixture
def fresh(settings: Settings, tmp_path: Path) -> Settings:
    """Return settings with a ledger that is empty."""
    return replace(settings, database_url=f"sqlite:///{tmp_path}/fresh.sqlite3")


def send(client: Client, text: str, **told: str) -> dict[str, Any]:
    answer = client.post("/v1/checks", json={"text": text, "published": DAY} | told)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def test_a_check_can_be_read_again_after_a_restart(fresh: Settings) -> None:
    with TestClient(create_app(fresh)) as client:
        first = client.post("/v1/checks", json={"id": "a", "text": ROSE, "published": DAY})
    with TestClient(create_app(fresh)) as client:
        again = client.get(f"/v1/checks/{first.json()['digests']['check']}")
    assert again.content == first.content
    assert again.headers["content-type"] == "application/json"


def test_equal_articles_have_one_check_and_others_have_another(client: Client) -> None:
    addresses = [
        send(client, ROSE)["digests"]["check"],
        send(client, ROSE, id="under-another-id")["digests"]["check"],
        send(client, ROSE + " ")["digests"]["check"],
        send(client, ROSE, published="2025-02-14")["digests"]["check"],
        send(client, ROSE, title="Alibaba jumps")["digests"]["check"],
    ]
    assert addresses[0] == addresses[1]
    assert len(set(addresses)) == 4


def test_whose_dollar_it_is_makes_another_check(fresh: Settings) -> None:
    addresses = set()
    for home in ("USD", "HKD"):
        with TestClient(create_app(replace(fresh, home_currency=home))) as client:
            addresses.add(send(client, ROSE)["digests"]["check"])
    assert len(addresses) == 2


def test_an_unchanged_article_is_answered_from_the_ledger(
    fresh: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(create_app(fresh)) as client:
        first = send(client, ROSE, id="first")
        monkeypatch.setattr(Staff, "run", lambda *_: pytest.fail("checked again"))
        again = send(client, ROSE, id="second")
    assert again == first | {"id": "second"}


def test_what_is_listed_already_is_not_written_again(
    fresh: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(create_app(fresh)) as client:
        first = send(client, ROSE, id="draft")
        monkeypatch.setattr(Writer, "_commit", lambda *_: pytest.fail("written again"))
        assert send(client, ROSE, id="draft") == first


def test_what_was_sent_is_listed_newest_first(fresh: Settings) -> None:
    with TestClient(create_app(fresh)) as client:
        for id, text in (("good", ROSE), ("bad", FELL), ("good", ROSE)):
            send(client, text, id=id)
        listed = client.get("/v1/checks").json()
    assert listed["next"] is None
    assert [each["id"] for each in listed["checks"]] == ["bad", "good"]
    assert [each["outcomes"] for each in listed["checks"]] == [{"refuted": 1}, {"supported": 1}]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"outcome": "refuted"}, ["bad"]),
        ({"id": "good"}, ["good"]),
        ({"published_from": "2025-02-14"}, []),
        ({"published_to": "2025-02-13", "outcome": "supported"}, ["good"]),
        ({"tape": NOWHERE}, []),
    ],
)
def test_a_list_can_be_narrowed(fresh: Settings, query: dict[str, str], ids: list[str]) -> None:
    with TestClient(create_app(fresh)) as client:
        send(client, ROSE, id="good")
        send(client, FELL, id="bad")
        listed = client.get("/v1/checks", params=query).json()
    assert [each["id"] for each in listed["checks"]] == ids


def test_a_cursor_leads_through_all_pages(fresh: Settings) -> None:
    with TestClient(create_app(fresh)) as client:
        for number in range(5):
            send(client, ROSE, id=f"draft-{number}")
        seen, cursor, pages = [], None, 0
        while pages == 0 or cursor is not None:
            params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
            page = client.get("/v1/checks", params=params).json()
            seen += [each["id"] for each in page["checks"]]
            cursor, pages = page["next"], pages + 1
    assert (seen, pages) == ([f"draft-{number}" for number in (4, 3, 2, 1, 0)], 3)


@pytest.mark.parametrize(
    "query", ["outcome=wrong", "limit=0", "limit=501", "cursor=x", "published_from=soon"]
)
def test_a_list_that_cannot_be_asked_for_is_refused(client: Client, query: str) -> None:
    answer = client.get(f"/v1/checks?{query}")
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-request")


def test_decisions_are_listed_in_their_order(client: Client) -> None:
    address = send(client, FELL, id="decided")["digests"]["check"]
    at = f"/v1/checks/{address}/decisions"
    told = {"claim": 0, "decision": "overruled", "reason": "Of another day.", "by": "Ada"}
    first = client.post(at, json=told)
    second = client.post(at, json={"claim": 0, "decision": "accepted"})
    assert (first.status_code, second.status_code) == (201, 201)
    listed = client.get(at).json()
    assert [{key: each[key] for key in told} for each in listed] == [
        told,
        {"claim": 0, "decision": "accepted", "reason": "", "by": ""},
    ]


@pytest.mark.parametrize(
    ("told", "pointer"),
    [
        ({"claim": 1, "decision": "accepted"}, "#/claim"),
        ({"claim": 0, "decision": "overruled", "reason": " "}, "#/reason"),
    ],
)
def test_a_decision_on_nothing_or_for_nothing_is_refused(
    client: Client, told: dict[str, Any], pointer: str
) -> None:
    address = send(client, FELL)["digests"]["check"]
    answer = client.post(f"/v1/checks/{address}/decisions", json=told)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-decision")
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_a_deleted_check_is_gone_and_can_be_made_anew(client: Client) -> None:
    text = "Embargoed: " + FELL
    document = send(client, text)
    at = f"/v1/checks/{document['digests']['check']}"
    assert client.delete(at).status_code == 204
    assert client.get(at).json()["type"] == "/problems/no-check"
    assert send(client, text) == document


@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("DELETE", ""), ("GET", "/decisions"), ("POST", "/decisions")]
)
def test_a_check_that_is_not_there_is_told_so(client: Client, method: str, path: str) -> None:
    body = {"claim": 0, "decision": "accepted"} if method == "POST" else None
    answer = client.request(method, f"/v1/checks/{NOWHERE}{path}", json=body)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/no-check")
