from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from litestar import Litestar
from litestar.testing import TestClient

from tapecheck.cli.check import check
from tapecheck.intake.demo import NAME, sample_text

Client = TestClient[Litestar]

ROSE = "Alibaba shares rose 8.48 percent on Wednesday."
FELL = "Tencent shares fell 3.9 percent on Wednesday."
DAY = "2025-02-13"


def verdicts(client: Client, text: str, published: str | None = DAY) -> list[dict[str, Any]]:
    answer = client.post("/v1/checks", json={"text": text, "published": published})
    assert answer.status_code == 200, answer.text
    return [assertion["verdict"] for assertion in answer.json()["assertions"]]


def from_command_line(tmp_path: Path, articles: list[dict[str, Any]]) -> list[bytes]:
    batch = tmp_path / "drafts.jsonl"
    batch.write_text("".join(json.dumps(article) + "\n" for article in articles))
    told = tmp_path / "verdicts.jsonl"
    CliRunner().invoke(check, [str(batch), "--format", "jsonl", "--output", str(told)])
    return told.read_bytes().splitlines()


def test_an_article_gets_a_verdict_on_its_claim(client: Client) -> None:
    answer = client.post("/v1/checks", json={"id": "a", "text": ROSE, "published": DAY})
    document = answer.json()
    (assertion,) = document["assertions"]
    assert answer.headers["content-type"] == "application/json"
    assert (document["id"], document["published"], document["tape"]) == ("a", DAY, "sample")
    assert assertion["quote"] == "8.48 percent"
    assert ROSE[assertion["start"] : assertion["end"]] == "8.48 percent"
    assert assertion["verdict"]["outcome"] == "supported"


def test_numbers_are_json_numbers_with_every_digit(client: Client) -> None:
    answer = client.post("/v1/checks", json={"text": ROSE, "published": DAY})
    # 113.80 / 104.90 - 1 = 0.0848427…, the closes of 12 and 11 February.
    assert '"value":8.48,' in answer.text
    assert '"observed":{"low":8.484271,"high":8.484271}' in answer.text


def test_a_list_comes_back_in_its_order_under_its_own_ids(client: Client) -> None:
    answer = client.post(
        "/v1/checks",
        json=[
            {"id": "late", "text": FELL, "published": DAY},
            {"text": ROSE, "published": DAY},
            {"id": 7, "text": "Nothing to see."},
        ],
    )
    documents = answer.json()
    assert [document["id"] for document in documents] == ["late", "2", "7"]
    assert [[a["verdict"]["outcome"] for a in d["assertions"]] for d in documents] == [
        ["refuted"], ["supported"], [],
    ]  # fmt: skip


def test_an_article_without_an_id_is_number_one(client: Client) -> None:
    assert client.post("/v1/checks", json={"text": ""}).json()["id"] == "1"


def test_an_empty_list_has_an_empty_answer(client: Client) -> None:
    assert client.post("/v1/checks", json=[]).content == b"[]"


def test_the_answer_is_that_of_the_command_line(client: Client, tmp_path: Path) -> None:
    articles: list[dict[str, Any]] = [
        {"id": "rose", "text": ROSE, "published": DAY, "title": "Up"},
        {"text": FELL, "published": "2025-02-13T09:30:00+08:00"},
        {"id": 3, "text": sample_text()},
        {"id": "none", "text": "", "published": None, "title": None},
        {"id": "odd", "text": "🚀 騰訊\tgained 3.9 percent on Wednesday\x07", "published": DAY},
    ]  # fmt: skip
    lines = from_command_line(tmp_path, articles)
    assert len(lines) == len(articles)
    assert client.post("/v1/checks", json=articles).content == b"[" + b",".join(lines) + b"]"
    assert client.post("/v1/checks", json=articles[0]).content == lines[0]


def test_the_sample_article_is_checked_as_by_demo(client: Client) -> None:
    command = [sys.executable, "-m", "tapecheck.cli.main", "demo", "--format", "jsonl"]
    told = subprocess.run(command, capture_output=True, check=True).stdout
    answer = client.post("/v1/checks", json={"id": NAME, "text": sample_text()})
    assert answer.content + b"\n" == told


def test_front_matter_tells_the_date_and_what_stands_beside_it_beats_it(client: Client) -> None:
    text = f"---\npublished: {DAY}\ntitle: Up\n---\n{ROSE}"
    document = client.post("/v1/checks", json={"text": text}).json()
    assert (document["published"], document["title"]) == (DAY, "Up")
    beaten = {"text": text, "published": "2025-02-14", "title": "Down"}
    document = client.post("/v1/checks", json=beaten).json()
    assert (document["published"], document["title"]) == ("2025-02-14", "Down")


def test_without_a_date_nothing_that_hangs_on_it_is_judged(client: Client) -> None:
    (verdict,) = verdicts(client, ROSE, None)
    assert verdict["outcome"] == "unchecked"
    assert verdict["reason"]["code"] == "no-publication-date"


def test_a_date_after_the_tape_s_last_session_leaves_claims_unchecked(client: Client) -> None:
    (verdict,) = verdicts(client, ROSE, "2025-03-06")
    assert verdict["outcome"] == "unchecked"
    assert verdict["reason"] == {
        "code": "no-bars",
        "detail": "no bar of 9988.HK on 2025-03-04 and 2025-03-05",
    }
    (verdict,) = verdicts(client, ROSE, "2031-05-01")
    assert verdict["outcome"] == "unchecked"
    assert "on Wednesday" in verdict["reason"]["detail"]


def test_a_name_that_is_not_on_the_tape_stays_unchecked(client: Client) -> None:
    (verdict,) = verdicts(client, "Wobble Corp shares rose 8.48 percent on Wednesday.")
    assert verdict["outcome"] == "unchecked"
    assert verdict["reason"]["code"] == "no-instrument"


@pytest.mark.parametrize(
    ("before", "after"),
    [("🚀🚀 ", " 🚀"), ("阿里巴巴 ", " 騰訊"), ("\x00\x07\x1b[31m ", "\x7f"), ("\u202e", "\u2028"),
     ("\ufeff", "\ufffd")],
)  # fmt: skip
def test_offsets_count_code_points_beside_odd_characters(
    client: Client, before: str, after: str
) -> None:
    text = f"{before}{ROSE}{after}"
    answer = client.post("/v1/checks", json={"text": text, "published": DAY})
    (assertion,) = answer.json()["assertions"]
    assert text[assertion["start"] : assertion["end"]] == "8.48 percent"
    assert assertion["verdict"]["outcome"] == "supported"


@pytest.mark.slow
def test_a_million_characters_are_checked(client: Client) -> None:
    text = (ROSE + "\n").ljust(100, ".") * 10_000
    assert len(text) == 1_000_000
    answer = client.post("/v1/checks", json={"text": text, "published": DAY})
    outcomes = {a["verdict"]["outcome"] for a in answer.json()["assertions"]}
    assert outcomes == {"supported"}
