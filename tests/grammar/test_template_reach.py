"""A phrase is only compiled where a word that it needs stands near."""

from __future__ import annotations

from tapecheck.grammar.templates import compile_template


def test_a_phrase_is_not_compiled_for_a_text_without_its_telling_word() -> None:
    template = compile_template("in early trading", {}, file="words.toml")
    assert template.match("in the end", 0) is None
    assert "pattern" not in vars(template)
    assert template.match("In Early Trading it rose", 0) == (16, {})


def test_what_was_read_before_does_not_change_what_a_phrase_matches() -> None:
    used = compile_template("in early trading", {}, file="words.toml")
    assert used.match("in early trading", 0) == (16, {})
    for text in ("in early  trading", "in EARLY trad\u0131ng", "in late trading", "in early tea"):
        fresh = compile_template("in early trading", {}, file="words.toml")
        assert fresh.match(text, 0) == used.match(text, 0)
