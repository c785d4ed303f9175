from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from tapecheck.app import create_app
from tapecheck.cli.tape_show import show
from tapecheck.reference.sample import sample_tape_path
from tapecheck.settings import Settings

Client = TestClient[Litestar]


def test_health_says_with_what_the_service_checks(client: Client) -> None:
    health = client.get("/v1/health").json()
    document = client.post("/v1/checks", json={"text": ""}).json()
    assert health == {
        "status": "ok",
        "version": version("tapecheck"),
        "tape": "sample",
        "tape_digest": document["digests"]["tape"],
        "rulebook_digest": document["digests"]["rulebook"],
    }


def test_rules_are_listed_with_their_files(client: Client) -> None:
    answer = client.get("/v1/rules").json()
    rules = {rule["id"]: rule for rule in answer["rules"]}
    assert answer["digest"] == client.get("/v1/health").json()["rulebook_digest"]
    percent = rules["change.percent"]
    assert percent["file"] == "claims/change.toml"
    assert (percent["kind"], percent["measure"]) == ("change", "return")
    assert percent["units"] == ["percent", "percentage_point"]
    assert percent["readings"]["at_most"] == ["session-extreme", "inside-session"]
    assert len(rules) == len(answer["rules"])


def test_house_rules_are_listed_and_change_the_digest(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    ours = tmp_path / "rules"
    _copy(Path(__file__).parents[2] / "rules", ours)
    changes = ours / "en" / "claims" / "change.toml"
    text = changes.read_text().replace("A move in percent:", "A move in per cent:")
    changes.write_text(text)
    with TestClient(create_app(replace(settings, rules=ours))) as other:
        answer = other.get("/v1/rules").json()
    told = {rule["id"]: rule["about"] for rule in answer["rules"]}
    assert told["change.percent"].startswith("A move in per cent:")
    assert answer["digest"] != client.get("/v1/rules").json()["digest"]


def _copy(source: Path, target: Path) -> None:
    for file in source.rglob("*.toml"):
        copied = target / file.relative_to(source)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(file.read_bytes())


def test_the_tape_is_shown_as_by_the_command_line(client: Client) -> None:
    told = CliRunner().invoke(show, [str(sample_tape_path()), "--format", "json"]).output
    assert client.get("/v1/tape").json() == json.loads(told)


@pytest.mark.parametrize("path", ["/", "/checks", "/v1/health", "/v1/tape", "/docs", "/nothing"])
def test_head_is_answered_as_get_is_without_the_body(client: Client, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert head.status_code == whole.status_code
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.content == b""
    assert client.head("/v1/batches").status_code == 405
