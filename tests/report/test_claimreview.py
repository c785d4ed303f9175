"""ClaimReview as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema

from report.checks import ALL, FALSE, WIDE, check, shown
from tapecheck.core.nouns import Article, Span
from tapecheck.report.claimreview import SHORT, around
from tapecheck.report.findings import Item
from tapecheck.report.view import View
from tapecheck.verify.verifier import Verifier

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "claimreview.json").read_text())


def read(items: Iterable[Item], view: View | None = None) -> list[dict[str, Any]]:
    """Return the reviews of a valid list, each with its rating between worst and best."""
    reviews: list[dict[str, Any]] = json.loads(shown("claimreview", items, view))
    jsonschema.Draft202012Validator(SCHEMA).validate(reviews)
    return reviews


def test_each_value_has_its_own_words_and_unchecked_claims_have_no_review(
    verifier: Verifier,
) -> None:
    ratings = [each["reviewRating"] for each in read([check(verifier, ALL)])]
    assert [(each["ratingValue"], each["alternateName"]) for each in ratings] == [
        (5, "Supported"), (4, "True in one reading"), (3, "Imprecise"), (1, "Refuted"),
    ]  # fmt: skip


def test_a_review_names_its_page_its_author_and_its_article(verifier: Verifier) -> None:
    view = View(publisher="The Daily", page="https://daily.example/checks/7")
    (review,) = read([check(verifier, WIDE, title="Up again")], view)
    assert review["url"].startswith("https://daily.example/checks/7#claim-")
    assert review["author"] == {"@type": "Organization", "name": "The Daily"}
    assert review["itemReviewed"] == {
        "@type": "Claim", "name": "Up again", "datePublished": "2025-02-13",
    }  # fmt: skip
    assert review["claimReviewed"] == "📈 阿里巴巴 — Alibaba shares rose 6.2 percent on Wednesday."


def test_the_place_that_a_review_points_at_is_on_the_html_page(verifier: Verifier) -> None:
    item = check(verifier, FALSE)
    (review,) = read([item])
    name = review["url"].removeprefix("#")
    assert f'id="{name}"' in shown("html", [item])


def test_a_claim_in_a_long_line_is_cut_at_words() -> None:
    text = "alpha " * 40 + "6.2 percent" + " omega" * 40
    told = around(Article(text=text), Span(240, 251))
    assert "6.2 percent" in told
    assert len(told) <= SHORT
    assert set(told.split()) == {"alpha", "6.2", "percent"}
