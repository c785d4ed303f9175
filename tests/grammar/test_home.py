"""A bare $ is the dollar of the country whose copy it stands in."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.rulebook import Rulebook

DAY = dt.date(2024, 3, 14)


def units(parser: Parser, text: str, title: str = "") -> list[str]:
    """Return the units of the sums that a text tells."""
    claims = parser.parse(Article(text=text, published=DAY, title=title))
    told = [claim.quantity.unit for claim in claims if claim.quantity is not None]
    return [unit for unit in told if unit.isupper()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Shares of ASX debutant Globex closed at $2.38, up 3 per cent.", ["AUD"]),
        ("Globex, listed on the TSX, fell 3 per cent to $2.38.", ["CAD"]),
        (
            "Globex, listed on the ASX, fell 3 per cent to A$2.38; gold rose to $1,100.",
            ["AUD", "USD"],
        ),
        ("The S&P/ASX 200 rose 1 per cent, and Brent crude rose to $45 a barrel.", ["USD"]),
        ("Globex, listed on the ASX, fell 3 percent to $2.38.", ["USD"]),
    ],
    ids=["australian", "canadian", "marked", "an-index-tells-nothing", "american-style"],
)
def test_a_bare_dollar_is_of_the_country_of_the_copy(
    parser: Parser, text: str, told: list[str]
) -> None:
    assert units(parser, text) == told


def test_the_headline_tells_the_country_too(parser: Parser) -> None:
    text = "Globex shares fell 3 per cent to $2.38."
    assert units(parser, text, title="ASX slips") == ["AUD"]


def test_a_desk_with_a_dollar_of_its_own_keeps_it(rulebook: Rulebook) -> None:
    text = "Shares of ASX debutant Globex closed at $2.38, up 3 per cent."
    assert units(Parser(rulebook, home="HKD"), text) == ["HKD"]
