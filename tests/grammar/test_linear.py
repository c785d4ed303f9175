"""Reading takes time that grows with the text, whatever the text; counted in calls, not seconds."""

from __future__ import annotations

import datetime as dt
import random
import string
import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser

# What twice the text may cost beyond twice: where sentences are cut, one more may come to be.
ROOM, SENTENCE = 1.1, 2_000
PIECES = {
    "digits": "5",
    "numbers": "5 ",
    "commas": "5,,,",
    "percents": "5%,",
    "opening-brackets": "5(",
    "brackets": "5 (up [6] by) ",
    "nested-quotes": "“up '5 “percent \" ",
    "stops": "5. . ",
    "marks": "$5-½–— ",
    "one-endless-line": "the cat rose up 5 percent as they fell ",
    "and": "2 percent and ",
    "or": "2 percent or ",
    "names-and": "Acme Corp and 5 ",
    "apposed-names": "Acme Corp, the lender, up 5 percent, ",
    "one-name": "Alibaba 5 ",
    "pointers": "It rose 2 percent. The stock fell. ",
    "hedges": "nearly 5 about more than ",
    "windows": "since hitting a low on Jan. 13 this year 5 ",
    "capitals": "AAA. B. U.S. 5 ",
    "quiet-names": "Mary went to Rome.\n\nNobody saw her. It rose 5 percent.\n",
    "no-blanks": "5上海rose",
}


def of_length(piece: str, length: int) -> str:
    """Return a piece said again and again, up to some length."""
    return (piece * (length // len(piece) + 1))[:length]


def endless_names(length: int) -> str:
    """Return sentences about one firm after another, and pointers to each."""
    letters = random.Random(7)
    said = []
    while sum(map(len, said[-1:])) + len(said) * 45 < length:
        name = "".join(letters.choices(string.ascii_lowercase, k=7)).capitalize()
        said.append(f"{name} Corp rose 2 percent. The stock of {name} fell. ")
    return "".join(said)[:length]


def steps(parser: Parser, text: str) -> int:
    """Return how many calls a parse makes, of Python and of C."""
    count = 0

    def step(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    article = Article(text=text, published=dt.date(2025, 2, 13))
    sys.setprofile(step)
    try:
        parser.parse(article)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_twice_the_text_takes_at_most_about_twice_the_steps(parser: Parser, piece: str) -> None:
    once, twice = of_length(piece, 6_000), of_length(piece, 12_000)
    parser.parse(Article(text=twice))
    assert steps(parser, twice) <= 2 * ROOM * steps(parser, once) + SENTENCE


def test_one_more_name_costs_the_same_however_many_there_were(parser: Parser) -> None:
    once, twice = endless_names(6_000), endless_names(12_000)
    parser.parse(Article(text=twice))
    assert steps(parser, twice) <= 2 * ROOM * steps(parser, once) + SENTENCE


@settings(max_examples=12)
@given(pieces=st.lists(st.sampled_from(list(PIECES.values())), min_size=1, max_size=5))
def test_any_mixture_said_twice_takes_about_twice_the_steps(
    parser: Parser, pieces: list[str]
) -> None:
    once = of_length("".join(pieces), 4_000)
    twice = f"{once} {once}"
    # What is compiled when a text first needs it, and then kept, is no matter of length.
    parser.parse(Article(text=twice))
    assert steps(parser, twice) <= 2 * ROOM * steps(parser, once) + SENTENCE


@pytest.mark.slow
def test_a_megabyte_of_the_worst_takes_ten_times_the_steps_of_a_tenth(parser: Parser) -> None:
    each = 1_000_000 // (len(PIECES) + 1)
    tenth = "\n".join(
        [*(of_length(piece, each // 10) for piece in PIECES.values()), endless_names(each // 10)]
    )
    whole = "\n".join([*(of_length(piece, each) for piece in PIECES.values()), endless_names(each)])
    assert len(whole) >= 1_000_000
    assert steps(parser, whole) <= 10 * ROOM * steps(parser, tenth)


def test_a_million_brackets_are_only_looked_at(parser: Parser) -> None:
    assert steps(parser, "(" * 1_000_000) < 100
