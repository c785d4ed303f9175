from __future__ import annotations

import base64
import hashlib
from typing import Any
from xml.etree import ElementTree

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
SVG = "{http://www.w3.org/2000/svg}"
# Alibaba rose from 104.90 to 113.80 HKD, Tencent from 427.40 to 444.20: 8.48 and 3.93 percent.
TEXT = (
    "Alibaba shares rose 8.48 percent on Wednesday. Tencent shares fell 3.9 percent on Wednesday."
)


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    article = {"id": "two.txt", "text": TEXT, "published": "2025-02-13"}
    told: dict[str, Any] = client.post("/v1/checks", json=article).json()
    return told


@pytest.fixture
def place(document: dict[str, Any]) -> str:
    return f"/v1/checks/{document['digests']['check']}"


def test_json_is_the_document_as_it_was_answered(
    client: Client, document: dict[str, Any], place: str
) -> None:
    assert client.get(f"{place}.json").json() == document


def test_sarif_is_what_the_command_line_writes(client: Client, place: str) -> None:
    answer = client.get(f"{place}.sarif")
    assert answer.headers["content-type"].startswith("application/sarif+json")
    (run,) = answer.json()["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "none"]
    place_of = run["results"][0]["locations"][0]["physicalLocation"]
    assert place_of["artifactLocation"]["uri"] == "two.txt"


@pytest.mark.parametrize(("ending", "kind"), [("html", "text/html"), ("svg", "image/svg+xml")])
def test_what_has_a_style_may_use_it_and_no_more(
    client: Client, place: str, ending: str, kind: str
) -> None:
    answer = client.get(f"{place}.{ending}")
    assert answer.headers["content-type"].startswith(kind)
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]


def test_charts_come_together_or_one_by_one(client: Client, place: str) -> None:
    def titles(query: str) -> list[str | None]:
        root = ElementTree.fromstring(client.get(f"{place}.svg{query}").text)
        return [each.text for each in root.iter(f"{SVG}title")]

    both = ["Alibaba Group Holding Ltd, HKD", "Tencent Holdings Ltd, HKD"]
    assert titles("") == both
    assert titles("?claim=1") == both[1:]


@pytest.mark.parametrize("ending", ["pdf", "json.svg"])
def test_a_form_that_there_is_not_is_told_so(client: Client, place: str, ending: str) -> None:
    answer = client.get(f"{place}.{ending}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/no-form")
