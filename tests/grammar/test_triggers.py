"""What is not read would have made no claim, and what is put off is there when it is asked for."""

from __future__ import annotations

import copy
import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tapecheck.core.nouns import Article, Assertion
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.grammar.triggers import Triggers, Use

THURSDAY = dt.date(2025, 2, 13)
WORDS = [
    "Alibaba", "Tencent", "Acme Corp", "Globex Industries", "Globex", "AC", "Mary", "Target",
    "Illinois Works", "Illinois", "the Dow", "the S&P 500", "the euro", "oil prices", "gold",
    "the company", "the stock", "the index", "its shares", "their profit", "revenue", "bonds",
    "it", "they", "those of", "that of", "whose", "which", "who", "itself", "the bank",
    "rose", "fell", "was up", "higher", "doubled", "outperformed", "hired", "said", "is", "sent",
    "third straight day", "a record", "highest close since 2019", "biggest gain", "best performer",
    "a third", "half a percent", "five dollars", "2 percent", "%", "½", "$3", "on Monday",
    "this year", "since hitting a low on Jan. 13", "and", "of", "in", ",", "(ACME.N)", "“", '"',
    ". ", ". ", ". ", ".\n", "\n\n", "\n\n", "quietly", "a garden", "the museum", "上海",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


class Everything(Triggers):
    """Takes any text for one that may make a claim."""

    def use_of(self, text: str) -> Use:
        """Return that all must be read."""
        return Use.CLAIM


def thorough(parser: Parser) -> Parser:
    """Return a parser that reads every sentence, in order."""
    reader = copy.copy(parser)
    reader.triggers = copy.copy(parser.triggers)
    reader.triggers.__class__ = Everything
    return reader


def claims(parser: Parser, text: str, title: str = "") -> tuple[Assertion, ...]:
    """Return the claims of a text published on a Thursday."""
    return parser.parse(Article(text=text, title=title, published=THURSDAY))


@settings(max_examples=400)
@given(text=TEXT, title=TEXT)
@example(
    "Globex Industries hired Mary. Illinois Works fell 2 percent.\n\nGlobex rose 3 percent.", ""
)
@example("Alibaba opened a garden. Mary walked. It is quiet. It rose 2 percent.", "")
@example("Target opened a shop. The company hired. The stock fell 2 percent.", "")
@example("Apple Cake Corp baked. AC rose 2 percent.", "")
@example("The index fell 2 percent.", "The S&P 500 in the news")
def test_a_sentence_that_is_not_read_would_have_made_no_claim(
    parser: Parser, text: str, title: str
) -> None:
    assert claims(parser, text, title) == claims(thorough(parser), text, title)


def test_the_examples_of_the_rules_need_no_sentence_that_is_not_read(
    parser: Parser, rulebook: Rulebook
) -> None:
    examples = [e for file in rulebook.files.values() for e in (*file.hit, *file.miss)]
    assert examples
    for shown in examples:
        assert claims(parser, shown.text) == claims(thorough(parser), shown.text)


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("The minister said that the committee would meet again.", Use.NOTHING),
        ("We walked along the river until the lamps were lit.", Use.NOTHING),
        ("They walked along the river.", Use.REFERENCE),
        ("He stood up and left.", Use.NOTHING),  # a direction, but nothing that could move
        ("The museum in Geneva opened a garden.", Use.REFERENCE),
        ("The company hired a gardener.", Use.REFERENCE),
        ("The lender kept its garden.", Use.REFERENCE),
        ("Nobody came.", Use.REFERENCE),  # a word that no rule knows may name somebody
        ("The company stood up.", Use.CLAIM),
        ("The fund lost a third of its worth.", Use.CLAIM),
        ("The museum opened in 1932.", Use.CLAIM),
        ("It was half a percent.", Use.CLAIM),
        ("Oil was the best performer.", Use.CLAIM),
    ],
)
def test_the_words_tell_what_a_sentence_is_good_for(parser: Parser, text: str, use: Use) -> None:
    assert parser.triggers.use_of(text) is use


def test_a_name_in_a_sentence_that_makes_no_claim_is_pointed_back_to(parser: Parser) -> None:
    text = "Acme Corp opened a museum.\n\nIt has a garden.\n\nThe stock rose 3 percent."
    (claim,) = claims(parser, text)
    assert claim.subject is not None
    assert claim.subject.name == "Acme Corp"


def test_moves_are_counted_where_something_is_claimed_of_them(parser: Parser) -> None:
    text = (
        "Tencent is a firm. It was up and has news. Tencent rose 2 percent. Alibaba fell 1 percent."
    )
    moves = [claim.move for claim in claims(parser, text) if claim.quantity is not None]
    assert moves == [moves[0], (moves[0] or 0) + 1]
