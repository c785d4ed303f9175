"""The public shape: DESIGN.md's fields, numbers as numbers with all their digits."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tapecheck.core.nouns import (
    Article,
    Assertion,
    Basis,
    Direction,
    Hedge,
    Kind,
    Label,
    Metric,
    Modality,
    Quantity,
    Span,
    Subject,
    When,
)
from tapecheck.intake.demo import sample_article
from tapecheck.report.json import checked_document, encode, parsed_document, plain
from tapecheck.verify.verifier import Verifier

D = Decimal
ASSERTION = {
    "quote", "start", "end", "kind", "metric", "subject", "direction", "value", "value_max", "unit",
    "hedge", "basis", "window", "modality", "than", "move", "rule",
}  # fmt: skip
VERDICT = {"outcome", "reason", "summary", "correction", "diagnosis", "readings", "rule"}
READING = {
    "name", "primary", "assumed", "claimed", "observed", "holds", "formula", "rows", "doubts",
    "missing",
}  # fmt: skip
ROW = {"table", "key", "session", "field", "value", "unit", "status", "source"}


@pytest.fixture(scope="module")
def document(verifier: Verifier) -> dict[str, Any]:
    """Return the sample's report as a reader of the JSON gets it, with decimal numbers."""
    encoded = encode(checked_document(verifier.check(sample_article())))
    shown: dict[str, Any] = json.loads(encoded, parse_float=D, parse_int=D)
    return shown


def one(document: dict[str, Any], quote: str) -> dict[str, Any]:
    """Return the one claim whose quote is this."""
    (found,) = [each for each in document["assertions"] if each["quote"] == quote]
    claim: dict[str, Any] = found
    return claim


def test_a_document_tells_what_it_was_checked_with(document: dict[str, Any]) -> None:
    assert set(document) == {"id", "assertions", "title", "published", "tape", "digests"}
    assert document["id"] == "sample-article.md"
    assert document["title"] == "Alibaba leads the pack again"
    assert (document["published"], document["tape"]) == ("2025-02-13", "sample")
    digests = document["digests"]
    assert set(digests) == {"check", "text", "rulebook", "tape", "version"}
    assert all(len(digests[each]) == 64 for each in ("text", "rulebook", "tape"))


def test_every_claim_has_every_field(document: dict[str, Any]) -> None:
    for claim in document["assertions"]:
        assert set(claim) == ASSERTION | {"verdict"}
        assert set(claim["window"]) == {"label", "start", "end", "text"}
        assert claim["subject"] is None or set(claim["subject"]) == {"text", "name", "instrument"}
        verdict = claim["verdict"]
        assert set(verdict) == VERDICT
        assert verdict["rule"] == claim["rule"]
        for reading in verdict["readings"]:
            assert set(reading) == READING
            assert all(set(row) == ROW for row in reading["rows"])


def test_every_word_is_one_of_the_published_ones(document: dict[str, Any]) -> None:
    for claim in document["assertions"]:
        assert claim["kind"] in set(Kind)
        assert claim["metric"] in set(Metric)
        assert claim["direction"] in {*Direction, None}
        assert claim["hedge"] in {*Hedge, None}
        assert claim["basis"] in set(Basis)
        assert claim["modality"] in set(Modality)
        assert claim["window"]["label"] in set(Label)


def test_offsets_are_code_points_of_the_text_as_given(document: dict[str, Any]) -> None:
    text = sample_article().text
    for claim in document["assertions"]:
        assert text[int(claim["start"]) : int(claim["end"])] == claim["quote"]


def test_a_supported_claim_shows_interval_number_and_rows(document: dict[str, Any]) -> None:
    reading = one(document, "46 percent")["verdict"]["readings"][0]
    assert reading["claimed"] == {"low": D("45.5"), "high": D("46.5")}
    assert reading["observed"] == {"low": D("45.710627"), "high": D("45.710627")}
    assert reading["holds"] is True
    assert reading["rows"][1] == {
        "table": "bars",
        "key": "XHKG:9988.HK",
        "session": "2025-02-12",
        "field": "close",
        "value": D("113.8"),
        "unit": "HKD",
        "status": "official",
        "source": "bars-alibaba.csv",
    }


def test_big_numbers_are_whole_and_without_an_exponent(document: dict[str, Any]) -> None:
    claim = one(document, "nearly US$87 billion")
    assert (claim["value"], claim["unit"], claim["hedge"]) == (87_000_000_000, "USD", "nearly")
    assert "87000000000" in encode({"value": plain(D("8.7E+10"))}).decode()


def test_an_unchecked_claim_has_a_stable_reason(document: dict[str, Any]) -> None:
    verdict = one(document, "25 percent")["verdict"]
    assert verdict["outcome"] == "unchecked"
    assert verdict["reason"] == {
        "code": "no-bars",
        "detail": "no bar of HSTECH on 2025-01-13 and 2025-02-12: the tape has it from 2025-02-03",
    }


def test_a_refuted_claim_has_its_cause_and_its_correction(document: dict[str, Any]) -> None:
    verdict = one(document, "HK$165.10")["verdict"]
    start = sample_article().text.index("HK$165.10")
    assert verdict["outcome"] == "refuted"
    assert verdict["diagnosis"] == {
        "code": "digits-swapped",
        "detail": "two digits changed places",
    }
    assert verdict["correction"] == {"start": start, "end": start + 9, "text": "HK$156.10"}


def test_a_comparison_names_what_it_is_held_against(document: dict[str, Any]) -> None:
    than = [each["than"] for each in document["assertions"] if each["quote"] == "outshining"]
    assert [[other["instrument"] for other in others] for others in than] == [
        ["XHKG:0700.HK"],
        ["XHKG:9888.HK"],
        ["XHKG:9618.HK"],
    ]


def test_a_parsed_document_has_no_verdict_and_no_digests(verifier: Verifier) -> None:
    article = Article(text="Tencent rose 3 percent.", id="a", published=dt.date(2025, 2, 13))
    assertions = tuple(each.assertion for each in verifier.check(article).verdicts)
    shown = json.loads(encode(parsed_document(article, assertions)))
    assert set(shown) == {"id", "assertions"}
    assert set(shown["assertions"][0]) == ASSERTION


def test_every_field_of_a_claim_is_shown() -> None:
    text = "Acme trailed Globex by between $3 and $4."
    claim = Assertion(
        span=Span(23, 40), kind=Kind.COMPARISON, metric=Metric.PRICE, rule="comparison",
        when=When(label=Label.SINCE, start="2021-10", text="since October"),
        subject=Subject(text="Acme", name="Acme Corp", instrument="XNYS:ACME"),
        direction=Direction.DOWN, basis=Basis.CLOSE, modality=Modality.FORECAST, move=7,
        quantity=Quantity(value=D(3), value_max=D(4), unit="USD", step=D(1), hedge=Hedge.RANGE),
        hedge=Hedge.RANGE, others=(Subject(text="Globex", name="Globex"),),
    )  # fmt: skip
    (shown,) = json.loads(encode(parsed_document(Article(text=text), (claim,))))["assertions"]
    assert shown == {
        "quote": "between $3 and $4",
        "start": 23,
        "end": 40,
        "kind": "comparison",
        "metric": "price",
        "subject": {"text": "Acme", "name": "Acme Corp", "instrument": "XNYS:ACME"},
        "direction": "down",
        "value": 3,
        "value_max": 4,
        "unit": "USD",
        "hedge": "range",
        "basis": "close",
        "window": {"label": "since", "start": "2021-10", "end": None, "text": "since October"},
        "modality": "forecast",
        "than": [{"text": "Globex", "name": "Globex", "instrument": None}],
        "move": 7,
        "rule": "comparison",
    }


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("46", "46"),
        ("46.0", "46"),
        ("46.50", "46.5"),
        ("8.7E+10", "87000000000"),
        ("1E+2", "100"),
        ("0", "0"),
        ("0.00", "0"),
        ("-0.5", "-0.5"),
        ("0.000001", "0.000001"),
        ("45.7106274007682", "45.710627"),
        ("0.0000015", "0.000002"),
        ("0.0000025", "0.000002"),
        ("12345678901234567890.5", "12345678901234567890.5"),
        ("4.126", "4.126"),
    ],
)
def test_a_number_is_plain_in_json(value: str, shown: str) -> None:
    assert encode(plain(D(value))).decode() == shown


@given(value=st.decimals(-(10**20), 10**20, places=6))
def test_a_number_of_six_places_keeps_every_digit(value: Decimal) -> None:
    encoded = encode(plain(value)).decode()
    assert D(encoded) == value
    assert "E" not in encoded.upper()


@given(text=st.text(st.characters()))
@example("caf\udce9")
def test_a_text_that_no_file_can_hold_still_becomes_json(text: str) -> None:
    encoded = encode(parsed_document(Article(text=text, id=text), ()))
    assert json.loads(encoded)["id"] == text.encode("utf-8", "replace").decode()
