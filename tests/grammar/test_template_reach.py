"""A phrase is only tried where the words that it needs stand."""

from __future__ import annotations

import re

import pytest

from tapecheck.grammar.phrases import Openings, Phrase
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.templates import ANY, DIGIT, Slot, any_of, compile_template, words_of

_DAYS = {"day": Slot("(?:mon|tues)day", {"monday": frozenset({ANY}), "tuesday": frozenset({ANY})})}


def test_a_phrase_needs_a_word_of_each_part_that_may_not_be_left_out() -> None:
    phrase = compile_template("[early] on {day} (morning|afternoon)", _DAYS, file="words.toml")
    assert set(phrase.needs) == {
        frozenset({"on"}),
        frozenset({"monday", "tuesday"}),
        frozenset({"morning", "afternoon"}),
    }


def test_a_phrase_needs_the_rarest_word_first() -> None:
    phrase = compile_template("at the afternoon auction", {}, file="words.toml")
    assert phrase.needs[0] == {"afternoon"}


def test_a_phrase_that_may_be_anything_needs_no_word() -> None:
    thing = {"thing": Slot(r"\S+", {ANY: frozenset({ANY})})}
    assert compile_template("{thing}", thing, file="words.toml").needs == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On Monday-morning", {"on", "monday", "morning"}),
        ("up 3.5% on day 2", {"up", "3", "5", "on", "day", "2", DIGIT}),
        ("Zürich’s index", {"zürich", "s", "index"}),
    ],
)
def test_the_words_of_a_text_are_told_without_marks(text: str, words: set[str]) -> None:
    assert words_of(text) == words


def test_a_pattern_is_compiled_when_it_is_first_tried() -> None:
    template = compile_template("in early trading", {}, file="words.toml")
    assert "pattern" not in vars(template)
    found = template.match("In Early Trading it rose", 0)
    assert found is not None
    assert found.group() == "In Early Trading"
    assert "pattern" in vars(template)


@pytest.mark.parametrize("told", ["percent", "per-cent", "PER CENT", "pct", "points", "%", "pc"])
def test_of_several_texts_the_longest_that_fits_is_read(told: str) -> None:
    texts = ["%", "pc", "pct", "per cent", "percent", "point", "points"]
    found = re.compile(any_of(texts), re.IGNORECASE).match(f"{told} on Monday")
    assert found is not None
    assert found.group() == told


def openings(source: str, head: str) -> Openings:
    """Return what may start with a word, where one phrase does."""
    template = compile_template(source, _DAYS, file="words.toml")
    return Openings(head, (Phrase(template, Role.WINDOW, Word()),))


def test_a_phrase_is_tried_before_a_word_that_it_goes_on_with() -> None:
    text = "on Monday morning"
    (candidate,) = openings("on {day} morning", "on").before(text, len("on"), len(text))
    assert candidate[1] == (frozenset({"morning"}),)  # "on" and "Monday" are there
    assert openings("on {day} morning", "on").before("on foot", len("on"), len("on foot")) == ()


def test_the_next_sentence_is_not_looked_at_for_how_a_phrase_goes_on() -> None:
    text = "which it insisted on Monday"
    stop = len("which it insisted on")
    assert openings("on {day}", "on").before(text, stop, stop) == ()
