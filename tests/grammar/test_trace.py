"""The account says what a parse did: the same claims, and a reason for every number left alone."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.trace import Traced, Tracer
from tapecheck.grammar.triggers import Use
from tapecheck.grammar.why import REASONS, UNACCOUNTED, Why

WORDS = [
    "Alibaba", "shares", "the index", "Mary", "it", "rose", "fell", "paid", "was", "did not rise",
    "3 percent", "$5", "45", "3,000", "2003", "6,051.97", "4 points", "a third", "half a percent",
    "on Jan. 13", "at 9:30 a.m.", "S&P 500", "(9988.HK)", "A380", "12-year-old", "52-week high",
    "workers", "tax", "to", "for", "by", "of", "and", "or", ",", "(", ")", "-", ". ", "\n\n",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def traces(parser: Parser, text: str) -> tuple[Traced, ...]:
    """Return the account of a text published on a Thursday."""
    article = Article(text=text, published=dt.date(2025, 2, 13))
    return tuple(Tracer(parser, article).sentences())


def left(parser: Parser, text: str) -> dict[str, str]:
    """Return the numbers left alone, with their reasons."""
    return {e.span.of(text): e.why.value for trace in traces(parser, text) for e in trace.left}


@pytest.mark.parametrize(
    ("text", "number", "why"),
    [
        ("Alibaba rose on Jan. 13.", "13", "date"),
        ("Alibaba rose in 2021.", "2021", "date"),
        ("Trade opened at 9:30 a.m. in Rome.", "9:30", "time-of-day"),
        ("The S&P 500 was in the news.", "500", "part-of-a-name"),
        ("Alibaba (9988.HK) was in the news.", "9988", "code"),
        ("Acme ordered the A380 from Globex.", "380", "part-of-a-word"),
        ("A 12-year-old sold it.", "12", "age"),
        ("Mary Fuller, 45, said nothing.", "45", "age"),
        ("Acme hired 3,000 workers.", "3,000", "count"),
        ("Voters want a 5 percent tax.", "5 percent", "describes-a-noun"),
        ("Acme lost 5 percent of its staff.", "5 percent", "part-of-something-else"),
        ("Mary paid $5.", "$5", "verb-takes-no-figure"),
        ("Acme sold the toy for $5.", "$5", "price-paid"),
        ("Acme has a fleet of $5 toys and a debt in tins of $6.", "$6", "size-of-a-noun"),
        ("Mary put the toy at $5.", "$5", "placed-nowhere"),
        ("Mary left with $5.", "$5", "circumstance"),
        ("Acme shares did not rise 3 percent.", "3 percent", "denied"),
        ("The bridge stood at 5 points.", "5 points", "unknown-subject"),
    ],
)
def test_a_number_left_alone_has_its_reason(
    parser: Parser, text: str, number: str, why: str
) -> None:
    assert left(parser, text)[number] == why


def test_a_number_that_is_claimed_is_not_left_alone(parser: Parser) -> None:
    text = "Alibaba shares rose 3 percent to $118.80."
    (trace,) = traces(parser, text)
    assert [claim.span.of(text) for claim in trace.claims] == ["3 percent", "$118.80"]
    assert trace.left == ()


def test_a_sentence_that_a_parse_skips_is_shown_with_its_use(parser: Parser) -> None:
    shown = traces(parser, "He stood up. Acme hired a cook. Acme rose 2 percent.")
    assert [trace.use for trace in shown] == [Use.NOTHING, Use.REFERENCE, Use.CLAIM]


@settings(max_examples=200)
@given(text=TEXT)
def test_the_account_has_the_claims_of_the_parse_and_every_number(
    parser: Parser, text: str
) -> None:
    shown = traces(parser, text)
    claims = [claim for trace in shown for claim in trace.claims]
    article = Article(text=text, published=dt.date(2025, 2, 13))
    assert sorted(claims, key=lambda c: (c.span.start, c.span.stop)) == list(parser.parse(article))
    told = [c.span for c in claims] + [each.span for trace in shown for each in trace.left]
    for digits in re.finditer(r"\d+", text):
        assert any(s.start <= digits.start() and digits.end() <= s.stop for s in told)


def test_every_reason_has_a_sentence_of_its_own() -> None:
    assert set(REASONS) == set(Why)
    assert len(set(REASONS.values())) == len(Why)
    assert all(about[0].isupper() and about[-1] == "." for about in REASONS.values())
    assert set(Why) > UNACCOUNTED
