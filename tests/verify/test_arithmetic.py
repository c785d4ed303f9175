"""Points, percent and level of one move, held against each other without any data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser
from tapecheck.verify.arithmetic import agree, figures_of, implied_percent


@pytest.mark.parametrize(
    ("text", "agreeing"),
    [
        # 63.69 of 12,050.41 + 63.69 is 0.5258 percent
        ("The Nikkei fell 63.69 points, or 0.53 percent, to 12,050.41.", True),
        ("The Nikkei fell 63.69 points, or 0.5 percent, to 12,050.41.", True),
        ("The Nikkei fell 63.69 points, or 0.3 percent, to 12,050.41.", False),
        # 63.69 of 12,050.41 - 63.69 is 0.5313 percent
        ("The Nikkei rose 63.69 points, or 0.53 percent, to 12,050.41.", True),
        ("The Nikkei fell 63.69 points, or 0.53 percent.", False),
        ("The Nikkei fell 0.53 percent to 12,050.41.", False),
        # hedged figures leave too much open
        ("The Nikkei fell about 64 points, or 0.53 percent, to 12,050.41.", False),
    ],
)
def test_three_figures_of_one_move_agree_where_rounding_lets_them(
    parser: Parser, text: str, *, agreeing: bool
) -> None:
    assert agree(parser.parse(Article(text=text))) is agreeing


def test_the_percentage_that_two_figures_make_carries_the_rounding_of_both(parser: Parser) -> None:
    told = figures_of(parser.parse(Article(text="Acme fell 10 points, or 5 percent, to 190.")))
    assert told is not None
    # 9.5 of 190.5 + 9.5 is 4.75 percent; 10.5 of 189.5 + 10.5 is 5.25 percent
    assert implied_percent(told) == (
        Interval(low=Decimal("-5.25"), high=Decimal("-4.75")),
        "-10 / (190 + 10)",
    )
