"""Prose: what is read of ``S&amp;P <b>rose</b>``, and where it stands."""

from __future__ import annotations

import pytest

from tapecheck.core.nouns import Article, Span
from tapecheck.core.prose import Piece, Prose

TEXT = "S&amp;P <b>rose</b> 5"
#       0123456789..        S | &amp; 1-6 | "P " 6-8 | <b> | rose 11-15 | </b> | " 5" 19-21
PROSE = Prose(
    words="S&P rose 5",
    pieces=(Piece(0, 0, 1), Piece(1, 1, 6), Piece(2, 6, 8), Piece(4, 11, 15), Piece(8, 19, 21)),
)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("S", "S"),
        ("&", "&amp;"),
        ("S&P", "S&amp;P"),
        ("rose", "rose"),
        ("ose 5", "ose</b> 5"),
        ("P rose", "P <b>rose"),
        ("S&P rose 5", "S&amp;P <b>rose</b> 5"),
    ],
)
def test_words_stand_in_the_text_with_the_markup_between_them(words: str, text: str) -> None:
    start = PROSE.words.index(words)
    begin, end = PROSE.in_text(start, start + len(words))
    assert TEXT[begin:end] == text
    assert PROSE.in_words(begin, end) == (start, start + len(words))


@pytest.mark.parametrize(
    ("words", "whole"), [("S&P", True), ("rose", True), ("P rose", False), ("rose 5", False)]
)
def test_words_with_markup_between_them_are_told_apart(words: str, *, whole: bool) -> None:
    start = PROSE.words.index(words)
    assert PROSE.is_unbroken(start, start + len(words)) is whole


def test_a_plain_article_reads_as_its_prose() -> None:
    article = Article(text=TEXT, id="a", title="t", prose=PROSE)
    assert article.plain == Article(text="S&P rose 5", id="a", title="t")
    assert article.in_text(Span(4, 10)) == Span(11, 21)
    assert article.in_plain(Span(11, 21)) == Span(4, 10)


def test_an_article_without_markup_is_its_own_prose() -> None:
    article = Article(text="rose")
    assert article.plain is article
    assert article.in_text(Span(0, 4)) == article.in_plain(Span(0, 4)) == Span(0, 4)
