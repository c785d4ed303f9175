"""SARIF as code hosts read it: valid, errors first, columns in UTF-16 units."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from report.checks import ALL, FALSE, OPEN, THURSDAY, TRUE, WIDE, check, shown
from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article, Marker, Span
from tapecheck.core.verdicts import Outcome
from tapecheck.report import sarif
from tapecheck.report.findings import Item, checked
from tapecheck.report.view import View
from tapecheck.verify.verifier import Verifier

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text())


def run_of(items: Iterable[Item], view: View | None = None) -> dict[str, Any]:
    """Return the one run of a valid log."""
    log = json.loads(shown("sarif", items, view))
    jsonschema.Draft202012Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    told: dict[str, Any] = run
    return told


def cut(text: str, region: dict[str, int]) -> str:
    """Return what a region of one line points at, counted in UTF-16 units as the run says."""
    assert region["startLine"] == region["endLine"]
    line = text.split("\n")[region["startLine"] - 1].encode("utf-16-le")
    return line[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)].decode("utf-16-le")


def test_every_outcome_is_a_result_and_the_worst_come_first(verifier: Verifier) -> None:
    results = run_of([check(verifier, ALL)])["results"]
    assert [(r["properties"]["outcome"], r["kind"], r["level"]) for r in results] == [
        ("refuted", "fail", "error"),
        ("imprecise", "fail", "warning"),
        ("ambiguous", "review", "none"),
        ("unchecked", "open", "none"),
        ("supported", "pass", "none"),
    ]


def test_columns_count_utf16_units_and_the_run_says_so(verifier: Verifier) -> None:
    run = run_of([check(verifier, WIDE)])
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    # Before the figure: the emoji 2, a blank 1, four characters 4, " — " 3, the words 20.
    assert region == {"startLine": 2, "startColumn": 31, "endLine": 2, "endColumn": 42}
    assert cut(WIDE, region) == "6.2 percent"
    assert run["columnKind"] == "utf16CodeUnits"


def test_a_correction_is_a_fix_that_mends_the_line(verifier: Verifier) -> None:
    (result,) = run_of([check(verifier, WIDE)])["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert change["artifactLocation"] == {"uri": "a.txt"}
    assert cut(WIDE, replacement["deletedRegion"]) == "6.2 percent"
    assert replacement["insertedContent"] == {"text": "8.5 percent"}


def test_an_article_of_a_batch_is_one_line_of_its_file_and_has_no_fix(verifier: Verifier) -> None:
    (result,) = run_of([check(verifier, WIDE, file="batch.jsonl", line=7)])["results"]
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "batch.jsonl"},
                "region": {"startLine": 7},
            }
        }
    ]
    assert "fixes" not in result


def test_rules_are_told_once_and_pointed_at(verifier: Verifier) -> None:
    view = View(rules={"change.percent": "A move in percent."})
    run = run_of([check(verifier, f"{TRUE} {OPEN}"), check(verifier, FALSE, id="b")], view)
    rules = run["tool"]["driver"]["rules"]
    assert {"id", "shortDescription", "help"} == set(rules[0])
    assert [each["id"] for each in rules] == ["change.percent", "level.market-value"]
    assert rules[0]["shortDescription"] == {"text": "A move in percent."}
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])


def test_what_cannot_be_read_makes_the_run_unsuccessful(verifier: Verifier) -> None:
    run = run_of([InputError("b.txt", "no such file"), check(verifier, TRUE)])
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"] == [
        {"level": "error", "message": {"text": "b.txt: no such file"}}
    ]
    assert run_of([check(verifier, TRUE)])["invocations"][0]["executionSuccessful"] is True


def test_a_silenced_claim_is_suppressed_and_an_unused_marker_is_a_note(verifier: Verifier) -> None:
    text = f"{FALSE} (x)\n(y)"
    markers = (
        Marker(span=Span(46, 49), reason="on purpose", reach=Span(0, 46), only_last=True),
        Marker(span=Span(50, 53), reason="", reach=None),
    )
    article = Article(text=text, published=THURSDAY, id="a", markers=markers)
    run = run_of([checked(verifier.check(article))])
    (result,) = run["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "on purpose"}]
    assert (result["kind"], result["level"]) == ("open", "none")
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"] == {"text": "a marker silenced nothing: it gives no reason"}
    assert note["locations"][0]["physicalLocation"]["region"]["startLine"] == 2


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("drafts/a b.txt", "drafts/a%20b.txt"),
        ("drafts/九九.md", "drafts/%E4%B9%9D%E4%B9%9D.md"),
        ("100%#1?.txt", "100%25%231%3F.txt"),
        ("c:d.txt", "c%3Ad.txt"),
        ("/somewhere/a.txt", "file:///somewhere/a.txt"),
        ("bad\udce9.txt", "bad%3F.txt"),
    ],
)
def test_a_file_is_a_uri_reference(verifier: Verifier, file: str, uri: str) -> None:
    (result,) = run_of([check(verifier, TRUE, file=file)])["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_a_run_of_nothing_is_valid() -> None:
    assert run_of([])["results"] == []


def test_what_a_code_host_would_refuse_is_cut_from_the_end_and_told(
    verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST", 2)
    run = run_of([check(verifier, ALL)])
    assert [each["properties"]["outcome"] for each in run["results"]] == ["refuted", "imprecise"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note == {"level": "warning", "message": {"text": "3 results more were left out"}}


def test_a_known_result_is_unchanged(verifier: Verifier) -> None:
    first = check(verifier, FALSE)
    known = checked(first.report, {first.findings[0].fingerprint: Outcome.REFUTED})
    (result,) = run_of([known])["results"]
    assert result["baselineState"] == "unchanged"
    assert result["partialFingerprints"] == {"tapecheck/v1": first.findings[0].fingerprint}
