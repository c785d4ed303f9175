"""Parts of a whole: who holds them, and whether they are a stake or a share of a market."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Harrow, a grocer with a 5.6 percent market share, is growing.",
         "5.6 percent fundamental Harrow"),
        ("Harrow has a 5.6 percent market share.", "5.6 percent fundamental Harrow"),
        ("With a 30 percent stake in Globex, Harrow is content.", "30 percent other Globex"),
        ("Harrow holds 36 percent of Globex.", "36 percent other Globex"),
    ],
)  # fmt: skip
def test_a_part_is_told_of_its_holder_or_of_the_whole(
    parser: Parser, text: str, claim: str
) -> None:
    (found,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert f"{found.span.of(text)} {found.metric.value} {found.subject.text}" == claim
