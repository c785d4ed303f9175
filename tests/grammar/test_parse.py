"""What holds of every parse, whatever the text."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser, readable
from tapecheck.intake.demo import sample_article

THURSDAY = dt.date(2025, 2, 13)
WORDS = [
    "Alibaba", "Tencent's", "shares", "stock", "the", "Hang Seng Tech Index", "Nissan", "阿里巴巴",
    "rose", "fell", "gained", "lost", "was up", "outshining", "compared with", "respectively",
    "46", "4.2", "1,234.5", "percent", "%", "points", "percentage points", "basis points",
    "US$87 billion", "HK$113.80", "-0.5%", "6-1/2", "$", "nearly", "as much as", "more than",
    "since", "hitting a 2025 low on Jan. 13", "on Wednesday", "this year", "in the same period",
    "highest since", "October 2021", "five-year high", "third straight day", "31 June",
    "best performer in China's Big Tech", "market value", "and", "or", ",", ".", ";", ":", "(", ")",
    "[", "]", '"', "“", "”", "'", "’s", "—", "--", "...", "\n", "\n\n", "\t", "\x00", "\u200b",
    "📈", "👩‍👩‍👧", "\ud800", "\udfff", "é", "\u0301", "\u202e", "\ufeff", "\uff19", "½", "U.S.",
    "Inc.", "analysts expect", "if", "would have", "(9988.HK)", "BABA.N", ".HSI",
]  # fmt: skip
TEXT = st.text(st.characters()) | st.lists(st.sampled_from(WORDS), max_size=40).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda blank: blank.join(words))
)


def article(text: str, published: dt.date | None = THURSDAY, title: str = "") -> Article:
    """Return an article published on a Thursday."""
    return Article(text=text, published=published, title=title)


@settings(max_examples=300)
@given(text=TEXT, title=TEXT, published=st.none() | st.dates())
@example("Alibaba rose 46 percent \ud800 on Jan. 13.", "", THURSDAY)
@example("Alibaba rose 1/0 percent, 6 0/0 points and 3-0 percent.", "", THURSDAY)
@example("Alibaba rose over the past 999 years since the end of 1900.", "", dt.date(1, 1, 1))
@example("Alibaba rose this week, last week and next week.", "", dt.date(1, 1, 1))
@example("Alibaba rose in the past 99 decades, a month and a week.", "", dt.date(9999, 12, 31))
def test_any_text_gives_claims_that_stand_in_it(
    parser: Parser, text: str, title: str, published: dt.date | None
) -> None:
    found = parser.parse(article(text, published, title))
    for claim in found:
        quote = text[claim.span.start : claim.span.stop]
        assert 0 <= claim.span.start < claim.span.stop <= len(text)
        assert claim.span.of(text) == quote
        assert quote.strip() == quote
        assert claim.cue is None or 0 <= claim.cue.start < claim.cue.stop <= len(text)
        assert claim.quantity is None or claim.quantity.value >= 0
        assert claim.quantity is None or claim.quantity.step > 0
    assert [claim.span for claim in found] == sorted(claim.span for claim in found)
    assert parser.parse(article(text, published, title)) == found


@settings(max_examples=100)
@given(before=st.text(st.characters(exclude_categories=["Cs"])), data=st.data())
def test_whatever_stands_before_them_spans_count_code_points(
    parser: Parser, before: str, data: st.DataObject
) -> None:
    mark = data.draw(st.sampled_from(["📈 ", "九九 ", "e\u0301 ", "\t", "\x00", "\ufeff"]))
    text = f"{before}{mark}\n\nTencent shares rose 3.9 percent on Wednesday."
    claims = [claim.span.of(text) for claim in parser.parse(article(text))]
    assert claims[-1] == "3.9 percent"


@given(text=st.text(st.characters()))
def test_what_utf8_cannot_hold_is_replaced_one_for_one(text: str) -> None:
    shown = readable(text)
    assert len(shown) == len(text)
    assert shown.encode().decode() == shown
    assert [c for c in shown if c != "\ufffd"] == [
        c for c in text if not "\ud800" <= c <= "\udfff" and c != "\ufffd"
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\ufeff", ".", "…", "(" * 50, "$" * 50])
def test_a_text_without_claims_has_none(parser: Parser, text: str) -> None:
    assert parser.parse(article(text)) == ()


def test_threads_that_share_a_parser_read_what_one_alone_would(parser: Parser) -> None:
    sample = sample_article()
    lines = [line for line in sample.text.splitlines() if line.strip()]
    articles = [sample, *map(article, lines), *map(article, reversed(lines))] * 4
    alone = [parser.parse(each) for each in articles]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(parser.parse, articles))
    assert together == alone
    assert any(len(found) > 5 for found in alone)


def test_an_article_leaves_no_trace_in_the_next(parser: Parser) -> None:
    vague = article("The stock rose 3 percent on Wednesday.")
    before = parser.parse(vague)
    parser.parse(article("Tencent shares rose 3 percent on Wednesday."))
    assert parser.parse(vague) == before
    (claim,) = before
    assert claim.subject is None or claim.subject.instrument is None


def test_the_headline_tells_whom_the_stock_is(parser: Parser) -> None:
    (claim,) = parser.parse(
        article("The stock rose 3 percent on Wednesday.", title="Tencent is back")
    )
    assert claim.subject is not None
    assert claim.subject.instrument == "XHKG:0700.HK"


def test_parsing_needs_no_data_frames_and_no_web() -> None:
    code = (
        "import sys, io\n"
        "sys.argv = ['tapecheck', 'parse', '--format', 'jsonl', '-']\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO(b'Tencent shares rose 3 percent.'))\n"
        "from tapecheck.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = ('polars', 'pandas', 'litestar', 'httpx', 'sqlalchemy', 'uvicorn')\n"
        "print([each for each in heavy if each in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert '"quote":"3 percent"' in done.stdout
    assert done.stderr.splitlines()[-1] == "[]"


PIECES = [
    "a", " ", "\n", "\t", ".", ",", "(", ")", "[", '"', "“", "'", "-", "$", "%", "1", "1,1", "1/2 ",
    "A.", "A. ", "U.S. ", "Alibaba ", "rose ", "rose 4 percent ", "4 percent, ", "4 percent and ",
    "since Jan. 13 ", "the ", "nearly ", "(a ", "Jan. ", "2024 ", "阿里巴巴", "👩‍", "\x00", "-1-",
    "highest since ", "in the same period ", "and ", "1.", "$1-", "six months to ", "\ud800",
    "and Alibaba ", "as much as 1.9", "阿里巴巴 as much as ", "rose and since ",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_no_text_makes_reading_slow(parser: Parser, piece: str) -> None:
    # Reading is linear, at some 100,000 characters a second; a square would take minutes here.
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    parser.parse(article(text, title=text))
    assert time.process_time() - began < 20
