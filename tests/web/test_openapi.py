from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tapecheck.reference.summary import Summary
from tapecheck.report.json import DocumentOut
from tapecheck.web.articles import ArticleIn
from tapecheck.web.batches import LineProblemOut
from tapecheck.web.catalogue import HealthOut, RulebookOut
from tapecheck.web.kinds import KINDS
from tapecheck.web.problems import ProblemOut
from tapecheck.web.records import DecisionOut, SubmissionsOut

Client = TestClient[Litestar]

SHAPES: dict[str, Any] = {
    "check": DocumentOut | list[DocumentOut],
    "batch": dict[str, Any],
    "checks": SubmissionsOut,
    "read_check": DocumentOut,
    "decide": DecisionOut,
    "decisions": list[DecisionOut],
    "health": HealthOut,
    "ready": HealthOut,
    "metrics": str,
    "rules": RulebookOut,
    "tape": Summary,
    "problem": str,
}


@pytest.fixture(scope="module")
def document(client: Client) -> dict[str, Any]:
    answer = client.get("/v1/openapi.json")
    assert answer.headers["content-type"].startswith("application/vnd.oai.openapi+json")
    told: dict[str, Any] = answer.json()
    return told


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation


def every(node: Any, key: str) -> Iterator[Any]:
    """Yield every value under a key, however deep."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key:
                yield value
            yield from every(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from every(value, key)


def test_it_is_openapi_3_1_with_every_address(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"] == "tapecheck"
    assert set(document["paths"]) == {
        "/v1/checks", "/v1/checks/{address}", "/v1/checks/{address}/decisions", "/v1/batches",
        "/v1/health", "/v1/ready", "/metrics", "/v1/rules", "/v1/tape", "/problems/{code}",
    }  # fmt: skip
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert sorted(ids) == sorted({*SHAPES, "delete_check"})


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    told = {name.removeprefix("#/components/schemas/") for name in every(document, "$ref")}
    assert told == set(schemas)


def test_everything_says_what_it_is(document: dict[str, Any]) -> None:
    for _, operation in operations(document):
        assert operation["summary"]
        assert operation["description"]
        for response in operation["responses"].values():
            assert response["description"]
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("description"), name
    for ours in ("ArticleIn", "HealthOut", "ProblemOut", "ErrorOut", "RuleOut", "RulebookOut"):
        for field, schema in document["components"]["schemas"][ours]["properties"].items():
            assert schema.get("description"), f"{ours}.{field}"


def test_shapes_are_told_as_they_are_read_and_written(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["ArticleIn"]["required"] == ["text"]
    assert schemas["ArticleIn"]["additionalProperties"] is False
    numbers = {kind["type"] for kind in schemas["AssertionOut"]["properties"]["value"]["oneOf"]}
    assert numbers == {"number", "null"}
    assert "code points" in schemas["AssertionOut"]["properties"]["start"]["description"]


def test_every_operation_shows_answers_that_have_its_shape(document: dict[str, Any]) -> None:
    for _, operation in operations(document):
        done = next(told for status, told in operation["responses"].items() if status[0] == "2")
        for content in done.get("content", {}).values():
            assert content["examples"]
            for shown in content["examples"].values():
                msgspec.convert(shown["value"], SHAPES[operation["operationId"]])


def test_a_line_of_a_batch_is_a_document_or_a_problem(document: dict[str, Any]) -> None:
    answer = document["paths"]["/v1/batches"]["post"]["responses"]["200"]["content"]
    shown = answer["application/x-ndjson"]["examples"]
    msgspec.convert(shown["document"]["value"], DocumentOut)
    msgspec.convert(shown["problem"]["value"], LineProblemOut)


def test_every_refusal_is_a_problem_and_shows_one(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        assert "500" in operation["responses"]
        for status, response in operation["responses"].items():
            if status.startswith("2"):
                continue
            (content,) = response["content"].items()
            assert content[0] == "application/problem+json"
            assert content[1]["examples"]
            for code, shown in content[1]["examples"].items():
                problem = msgspec.convert(shown["value"], ProblemOut)
                assert problem.type == f"/problems/{code}"
                assert problem.status == KINDS[code].status == int(status)
                assert problem.instance == path
                assert f"`{code}`" in response["description"]


def test_requests_that_are_shown_get_the_answers_that_are_shown(
    client: Client, document: dict[str, Any]
) -> None:
    check = document["paths"]["/v1/checks"]["post"]
    requests = check["requestBody"]["content"]["application/json"]["examples"]
    answers = check["responses"]["200"]["content"]["application/json"]["examples"]
    assert requests.keys() == answers.keys() == {"article", "list"}
    for name, shown in requests.items():
        msgspec.convert(shown["value"], ArticleIn | list[ArticleIn])
        answer = client.post("/v1/checks", json=shown["value"])
        assert answer.json() == answers[name]["value"]


def test_it_is_the_same_under_docs_and_stays_the_same(client: Client) -> None:
    first = client.get("/v1/openapi.json").content
    assert client.get("/docs/openapi.json").content == first
    assert client.get("/v1/openapi.json").content == first
    assert "NaN" not in json.dumps(json.loads(first))
