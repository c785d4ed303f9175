"""Windows that stand for what was told before; it is Thursday, 13 February 2025."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser


@pytest.mark.parametrize(
    ("text", "quote", "end"),
    [
        pytest.param(
            "Acme shares fell 3 percent on Wednesday, after rising 2 percent a day earlier.",
            "2 percent", "2025-02-11", id="a-day-before-the-day-told",
        ),
        pytest.param(
            "Acme shares fell 3 percent, after rising 2 percent a day earlier.",
            "2 percent", "2025-02-12", id="a-day-before-today",
        ),
        pytest.param(
            "Acme shares fell 3 percent on Tuesday, a day after they rose 2 percent.",
            "2 percent", "2025-02-10", id="a-day-after-turns-back",
        ),
        pytest.param(
            "Acme shares fell 3 percent on Tuesday, a day after the index had its largest gain "
            "since 2009.",
            "largest gain since 2009", "2025-02-10", id="an-extreme-too",
        ),
        pytest.param(
            "Acme shares rose 3 percent on Tuesday and fell 2 percent yesterday.",
            "2 percent", "2025-02-12", id="yesterday-is-yesterday",
        ),
    ],
)  # fmt: skip
def test_a_day_earlier_is_before_the_day_told(
    parser: Parser, text: str, quote: str, end: str
) -> None:
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert next(a.when.end for a in found if a.span.of(text) == quote) == end


def test_black_monday_is_no_day_of_this_week(parser: Parser) -> None:
    text = 'On "Black Monday" the Nasdaq fell 5 percent.'
    (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert (claim.when.label.value, claim.when.end) == ("unspecified", None)


def test_what_is_not_reached_yet_is_a_forecast(parser: Parser) -> None:
    text = "The Nasdaq is careening toward its worst month since 2008."
    (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert claim.modality.value == "forecast"
