from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys

import polars as pl
import pytest

import tapecheck

TRUE = "Alibaba shares rose 8.5 percent on Wednesday."  # 113.80 after 104.90: 8.48 percent
FALSE = "Alibaba shares rose 6.2 percent on Wednesday."
DAY = dt.date(2025, 2, 13)


@pytest.fixture(scope="module")
def verifier() -> tapecheck.Verifier:
    return tapecheck.open_verifier()


def test_importing_tapecheck_imports_nothing_else_of_it() -> None:
    code = "import sys, tapecheck; print([n for n in sys.modules if n.startswith('tapecheck.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_stable_name_is_there_and_listed() -> None:
    assert set(tapecheck.__all__) <= set(dir(tapecheck))
    assert all(getattr(tapecheck, name).__name__ == name for name in tapecheck.__all__)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'check_everything'"):
        tapecheck.check_everything  # noqa: B018 - that it is asked for is the test


def test_a_text_is_checked(verifier: tapecheck.Verifier) -> None:
    report = verifier.check(FALSE, published="2025-02-13")
    (verdict,) = report.verdicts
    assert verdict.outcome is tapecheck.Outcome.REFUTED
    assert verdict.correction is not None
    assert verdict.correction.text == "8.5 percent"
    assert json.loads(report.to_json())["assertions"][0]["verdict"]["outcome"] == "refuted"


def test_articles_are_checked_one_by_one_as_they_are_asked_for(
    verifier: tapecheck.Verifier,
) -> None:
    def endless() -> object:
        while True:
            yield tapecheck.Article(text=TRUE, published=DAY)

    reports = verifier.check_many(endless())  # type: ignore[arg-type]  # an endless iterator
    assert next(reports).verdicts[0].outcome is tapecheck.Outcome.SUPPORTED


def test_a_frame_of_articles_becomes_a_frame_of_claims(verifier: tapecheck.Verifier) -> None:
    frame = pl.DataFrame({"body": [TRUE, "Nothing.", FALSE], "day": [DAY] * 3, "key": [7, 8, 9]})
    claims = verifier.check_frame(frame, text="body", published="day", id="key")
    assert claims["position"].to_list() == [1, 3]
    assert claims["document"].to_list() == ["7", "9"]
    assert claims["outcome"].to_list() == ["supported", "refuted"]


def test_a_frame_without_claims_has_the_same_columns(verifier: tapecheck.Verifier) -> None:
    quiet = verifier.check_frame(pl.DataFrame({"text": ["Nothing."]}))
    assert quiet.height == 0
    assert quiet.columns == verifier.check_frame(pl.DataFrame({"text": [TRUE]})).columns


def test_a_frame_without_the_column_is_refused_with_the_nearest(
    verifier: tapecheck.Verifier,
) -> None:
    with pytest.raises(tapecheck.InputError, match="no column 'text'; did you mean 'texts'"):
        verifier.check_frame(pl.DataFrame({"texts": [TRUE]}))


def test_claims_that_are_no_words_any_more_are_judged_as_a_frame(
    verifier: tapecheck.Verifier,
) -> None:
    # Alibaba closed at 104.90 on the 11th and at 113.80 on the 12th: up 8.484 percent.
    days = {"base": [dt.date(2025, 2, 11)] * 2, "last": [dt.date(2025, 2, 12)] * 2}
    bounds = {"low": [8.45, 6.15], "high": [8.55, 6.25], "beyond": [0.1, 0.1]}
    claims = pl.DataFrame({"instrument": ["XHKG:9988.HK"] * 2, **days, **bounds})
    judged = verifier.judge_frame(claims)
    assert judged.rows() == [("supported", None), ("refuted", None)]


def test_a_notebook_shows_a_report_in_a_frame_of_its_own(verifier: tapecheck.Verifier) -> None:
    hostile = f"<script>alert(1)</script> {FALSE}"
    shown = verifier.check(hostile, published=DAY)._repr_html_()
    assert shown.startswith("<iframe")
    assert " sandbox" in shown
    assert shown.count("<") == 2  # the frame and its end: the page inside is an attribute
    assert "8.5 percent" in shown
