from __future__ import annotations

import pytest

from tapecheck.core.errors import (
    InputError,
    LoadError,
    RuleFileError,
    TapecheckError,
    TapeError,
    nearest,
)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("abuot", ("about", "nearly", "exact"), "did you mean 'about'?"),
        ("direcion", ("direction", "hedge"), "did you mean 'direction'?"),
        ("zzz", ("b", "a"), "known: a, b"),
        ("", ("b", "a"), "known: a, b"),
    ],
)
def test_the_nearest_word_is_named_or_else_all_of_them(
    word: str, known: tuple[str, ...], hint: str
) -> None:
    assert nearest(word, known) == hint


@pytest.mark.parametrize(
    ("place", "way_out", "line"),
    [
        ("a.toml", "did you mean 'b'?", "a.toml: it is wrong; did you mean 'b'?"),
        ("a.toml", "", "a.toml: it is wrong"),
        ("", "mend it", "it is wrong; mend it"),
    ],
)
def test_an_error_is_one_line_of_place_thing_and_way_out(
    place: str, way_out: str, line: str
) -> None:
    assert str(TapecheckError(place, "it is wrong", way_out=way_out)) == line


def test_every_error_has_a_stable_code_of_its_own() -> None:
    codes = {each: each.code for each in (RuleFileError, TapeError, LoadError, InputError)}
    assert codes == {
        RuleFileError: "rule-file",
        TapeError: "tape",
        LoadError: "tape-load",
        InputError: "input",
    }
