"""How far a price is from a high or a low is no move of a day."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser


def windows(parser: Parser, text: str) -> dict[str, tuple[str, str | None]]:
    """Return label and start of the window of each claim by its words."""
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    return {a.span.of(text): (a.when.label.value, a.when.start) for a in found}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Acme shares are down 14 percent from their 52-week high.", None),
        ("Acme shares have lost 14 percent from a record high.", None),
        ("Acme shares fell 14 percent from their all-time high hit on Jan. 13.", "2025-01-13"),
        ("Acme shares are 14 percent below their 52-week high.", None),
    ],
)
def test_a_distance_is_since_the_extreme(parser: Parser, text: str, start: str | None) -> None:
    assert windows(parser, text)["14 percent"] == ("since", start)


@pytest.mark.parametrize(
    "text",
    [
        "Acme shares rose 14 percent to near their 52-week high.",
        "Acme shares rose 14 percent from a record low.",
        "Acme shares were down 14 percent, off their lows.",
    ],
)
def test_a_move_of_the_day_stays_one(parser: Parser, text: str) -> None:
    assert windows(parser, text)["14 percent"] == ("day", None)
