"""A phrase is only tried where the words that it needs stand."""

from __future__ import annotations

import pytest

from tapecheck.grammar.templates import ANY, DIGIT, Slot, compile_template, words_of

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
