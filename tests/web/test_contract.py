"""The API holds what its description says, whatever is sent, and nobody changes that unseen.

Requests are made from the OpenAPI document itself, the same ones in every run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis.specs.openapi.checks import positive_data_acceptance

Client = TestClient[Litestar]

SNAPSHOT = Path(__file__).with_name("openapi.json")
EACH = 40


@schemathesis.serializer("application/x-ndjson")
def lines(_: Any, value: Any) -> bytes:
    """Return a batch as it is sent."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def beyond_a_schema(case: Any) -> set[int]:
    """Return how a case may be refused for what no schema can say.

    A check may not be there, ids may not differ, a day may not be in the calendar; and what the
    query tells of one article does not go with a list of them. A text of no bytes is no body.
    """
    contradicts = isinstance(case.body, list) and case.query
    return {404, 422} | ({400} if contradicts or case.body == "" else set())


@pytest.fixture(scope="module")
def document(client: Client) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/v1/openapi.json").json()
    return told


def operations(document: dict[str, Any]) -> Iterator[Any]:
    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        yield found.ok()


def answered(client: Client, case: Any) -> schemathesis.Response:
    """Return what the service answers to a case, as the checks want to have it."""
    told = case.as_transport_kwargs(base_url="http://testserver.local")
    told = {name: value for name, value in told.items() if value is not None and name != "cookies"}
    if "data" in told:
        told["content"] = told.pop("data")
    answer = client.request(**told)
    request = requests.Request(answer.request.method, str(answer.request.url)).prepare()
    return schemathesis.Response(
        status_code=answer.status_code,
        headers={name: [value] for name, value in answer.headers.items()},
        content=answer.content, request=request, elapsed=0.1, verify=False,
    )  # fmt: skip


@pytest.mark.slow
def test_whatever_fits_the_description_is_answered_as_described(
    client: Client, document: dict[str, Any]
) -> None:
    sent = 0

    for operation in operations(document):

        @given(case=operation.as_strategy())
        @examples(
            max_examples=EACH, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def holds(case: Any) -> None:
            nonlocal sent
            sent += 1
            answer = answered(client, case)
            assert answer.status_code < 300 or answer.status_code in beyond_a_schema(case)
            case.validate_response(answer, excluded_checks=[positive_data_acceptance])

        holds()
    assert sent > 300


def test_the_description_is_the_one_that_was_agreed(document: dict[str, Any]) -> None:
    """Hold the document without its examples, which the rules and the tape make."""
    agreed = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    assert shape(document) == agreed, "if this is meant, run `make openapi` and read the diff"


def shape(node: Any) -> Any:
    """Return a document without examples and without the version of the service."""
    if isinstance(node, dict):
        left_out = {"examples"} | ({"version"} if "license" in node else set())
        return {name: shape(value) for name, value in node.items() if name not in left_out}
    return [shape(value) for value in node] if isinstance(node, list) else node


if __name__ == "__main__":
    from tapecheck.app import create_app
    from tapecheck.settings import Settings

    with TestClient(create_app(Settings(database_url="sqlite://"))) as made:
        told = shape(made.get("/v1/openapi.json").json())
    SNAPSHOT.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
