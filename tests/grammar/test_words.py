"""What the rules say of a word by itself."""

from __future__ import annotations

import pytest

from tapecheck.grammar.quantities import build_quantities
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.grammar.words import Words


@pytest.fixture(scope="module")
def words(rulebook: Rulebook) -> Words:
    """Return the words of the rules that ship."""
    return Words(rulebook.lexicon, build_quantities(rulebook.lexicon.textual))


def test_a_word_plays_its_roles_however_it_is_written(words: Words) -> None:
    assert words.told("Fell").roles & Role.MOVE_VERB
    assert words.told("fell").lower == words.told("FELL").lower == "fell"


@pytest.mark.parametrize("written", ["lamps", "Globex"])
def test_a_word_is_unknown_where_no_rule_knows_it(words: Words, written: str) -> None:
    assert words.told(written).unknown


@pytest.mark.parametrize("written", ["fell", "unveiled", "glittering"])
def test_no_word_is_unknown_that_may_be_a_verb(words: Words, written: str) -> None:
    assert not words.told(written).unknown


def test_a_word_that_opens_nothing_longer_stands_alone(words: Words) -> None:
    assert words.told("lamps").alone
    assert not words.told("on").alone  # "on Monday"
    assert not words.told("HK").alone  # "HK$18.00"
