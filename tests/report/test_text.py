from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.core.nouns import Article, Span
from tapecheck.core.verdicts import Outcome
from tapecheck.report.text import (
    MARKS,
    described,
    heading,
    parsed_text,
    place_of,
    report_text,
    snippet,
    tally,
)
from tapecheck.report.wording import HEADLINES
from tapecheck.verify.verifier import Verifier

THURSDAY = dt.date(2025, 2, 13)
D = Decimal


@pytest.mark.parametrize(
    ("text", "words", "line", "column"),
    [
        ("Acme rose.", "Acme", 1, 1),
        ("Acme rose.", "rose", 1, 6),
        ("One.\nAcme rose.", "rose", 2, 6),
        ("One.\n\nAcme rose.", "Acme", 3, 1),
        ("One.\r\nAcme rose.", "Acme", 2, 1),
        ("📈📉 Acme rose.", "rose", 1, 9),
        ("九九 rose.", "rose", 1, 4),
        ("e\u0301 rose.", "rose", 1, 4),
        ("\tAcme rose.", "Acme", 1, 2),
        ("\x00\x07rose.", "rose", 1, 3),
        ("\ud800 rose.", "rose", 1, 3),
    ],
)
def test_lines_and_columns_count_from_one_in_code_points(
    text: str, words: str, line: int, column: int
) -> None:
    assert place_of(text, text.index(words)) == (line, column)


def around(text: str, words: str) -> str:
    """Return the snippet around some words of a text."""
    start = text.index(words)
    return snippet(text, Span(start, start + len(words)))


LONG = "Every word of it was true, said the man who had written it all down that very same day "


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Acme rose 4 percent.", "4 percent", "Acme rose [4 percent]."),
        ("4 percent", "4 percent", "[4 percent]"),
        ("One.\nAcme rose 4 percent.\nTwo.", "4 percent", "Acme rose [4 percent]."),
        ("Up:\r\nAcme rose 4 percent.\r\nTwo.", "4 percent", "Acme rose [4 percent]. "),
        ("📈 九九 rose 4 percent 📉", "4 percent", "📈 九九 rose [4 percent] 📉"),
        ("Up\t4 percent\x00\x1b[31m", "4 percent", "Up [4 percent]  [31m"),
        ("Up 4\npercent.", "4\npercent", "Up [4 percent]."),
        ("Up \ud800 4 percent.", "4 percent", "Up   [4 percent]."),
        ("Up \u202e4 percent.", "4 percent", "Up  [4 percent]."),
    ],
)
def test_the_claim_is_marked_within_its_own_line(text: str, words: str, shown: str) -> None:
    assert around(text, words) == shown


def test_a_long_line_is_cut_at_blanks_around_the_claim() -> None:
    shown = around(f"{LONG}4 percent {LONG}", "4 percent")
    # 64 characters either way, less the word that they cut in two.
    assert shown == (
        "...said the man who had written it all down that very same day [4 percent] "
        "Every word of it was true, said the man who had written it all..."
    )


@given(before=st.text(st.characters()), words=st.text(min_size=1), after=st.text(st.characters()))
def test_a_snippet_is_one_printable_line(before: str, words: str, after: str) -> None:
    text = before + words + after
    shown = snippet(text, Span(len(before), len(before) + len(words)))
    assert shown.isprintable()
    assert "[" in shown
    assert len(shown) <= len(words) + 2 * 64 + 2 + 2 * 3


@pytest.mark.parametrize(
    ("article", "line"),
    [
        (Article(text="", id="a.txt", published=THURSDAY), "a.txt, published 2025-02-13"),
        (Article(text="", id="a.txt", title="Up"), "a.txt - Up, no publication date"),
        (Article(text=""), "article, no publication date"),
    ],
)
def test_the_heading_names_article_title_and_day(article: Article, line: str) -> None:
    assert heading(article) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Nothing.", "no market claims found"),
        ("Alibaba shares rose 8.5 percent on Wednesday.", "1 claim: 1 supported"),
        (
            "Alibaba shares rose 8.5 percent on Wednesday. Alibaba shares fell 8.5 percent on "
            "Wednesday. Nissan shares rose 2 percent.",
            "3 claims: 1 supported, 1 refuted, 1 unchecked",
        ),
    ],
)
def test_the_tally_counts_what_came_out(verifier: Verifier, text: str, line: str) -> None:
    report = verifier.check(Article(text=text, published=THURSDAY))
    assert tally(report.verdicts) == line


def test_every_outcome_has_a_mark_and_a_headline_of_its_own() -> None:
    assert set(MARKS) == set(HEADLINES) == set(Outcome)
    assert len(set(MARKS.values())) == len(set(HEADLINES.values())) == len(Outcome)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Tencent shares rose nearly 3.90 percent since Jan. 13.",
            "Tencent Holdings Ltd: change up 3.9 percent, since 2025-01-13",
        ),
        (
            "The Hang Seng Index closed at 20,000.",
            "Hang Seng Index: level 20000 point, as_of 2025-02-13",
        ),
        ("Tencent shares fell.", "Tencent Holdings Ltd: change down, day 2025-02-13"),
    ],
)
def test_a_claim_is_described_in_few_words(verifier: Verifier, text: str, line: str) -> None:
    report = verifier.check(Article(text=text, published=THURSDAY))
    assert described(report.verdicts[-1].assertion) == line


def test_styles_are_left_to_the_painter(verifier: Verifier) -> None:
    text = "Alibaba shares fell 8.5 percent on Wednesday."
    report = verifier.check(Article(text=text, published=THURSDAY, id="a"))
    painted = list(report_text(report, lambda words, style: f"<{style}>{words}</>"))
    assert painted == [
        "<heading>a, published 2025-02-13</>",
        "",
        "<refuted>x refuted</>  line 1, column 21  Alibaba Group Holding Ltd: "
        "change down 8.5 percent, day 2025-02-12",
        "    Alibaba shares fell <refuted>[8.5 percent]</> on Wednesday.",
        "    The tape says 8.48 %, not -8.55 to -8.45 %: "
        "the figure is right, the direction is reversed.",
        "    <heading>write:</> rose 8.5 percent  (not: fell 8.5 percent)",
        "",
        "<heading>1 claim: 1 refuted</>",
    ]


def test_what_was_read_is_listed_without_verdicts(verifier: Verifier) -> None:
    text = "Up.\nAlibaba shares fell 8.5 percent on Wednesday."
    article = Article(text=text, published=THURSDAY, id="a")
    assertions = tuple(each.assertion for each in verifier.check(article).verdicts)
    assert list(parsed_text(article, assertions, lambda words, _: words)) == [
        "a, published 2025-02-13",
        "  line 2, column 21  Alibaba Group Holding Ltd: change down 8.5 percent, day 2025-02-12",
        "    Alibaba shares fell [8.5 percent] on Wednesday.",
        "1 claim",
    ]
    assert list(parsed_text(article, (), lambda words, _: words)) == [
        "a, published 2025-02-13",
        "0 claims",
    ]
