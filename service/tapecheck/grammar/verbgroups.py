"""Verb groups: a verb with its auxiliaries, modals and adverbs."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.infinitives import splits_infinitive
from tapecheck.grammar.parts import MAIN_VERBS, Part, Sort
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.scan import Token
from tapecheck.grammar.verbs import is_verb, looks_like_verb

_IN_GROUP = Role.AUXILIARY | Role.MODAL | Role.NEGATION | Role.ADVERB


def read_verb(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Add a verb with its auxiliaries, modals and adverbs: "could not have fallen"."""
    first, modal, denied = at, None, at > 0 and bool(tokens[at - 1].roles & Role.NEGATION)
    main = tokens[at]
    infinitive = main.lower == "to"
    while at < len(tokens):
        token = tokens[at]
        if token.roles & Role.MODAL and not _is_perfect(tokens[first:at], token):
            modal = token.entry.word(Role.MODAL) if token.entry else Word()
        denied = denied or bool(token.roles & Role.NEGATION) or token.lower.endswith(("n't", "n’t"))
        if (token.roles & MAIN_VERBS and is_verb(tokens, at)) or looks_like_verb(tokens, at):
            main, at = token, at + 1
            break
        if infinitive and at == first + 1 and splits_infinitive(token):
            main, at = tokens[at + 1], at + 2  # "to briefly plunge"
            break
        if not (token.roles & _IN_GROUP or (token.lower == "to" and at == first)):
            break
        main = token if token.roles & Role.AUXILIARY else main
        at += 1
    parts.append(
        Part(
            sort=Sort.VERB, start=tokens[first].start, stop=tokens[at - 1].stop, token=main,
            tokens=tuple(tokens[first:at]), word=_verb_word(main), infinitive=infinitive,
            participle=_is_participle(tokens[first:at], main), modal=modal,
            denied=denied or _leaves_undone(tokens, at, main),
        )
    )  # fmt: skip
    return at


def _leaves_undone(tokens: Sequence[Token], stop: int, main: Token) -> bool:
    """Return whether what follows has not happened: "has yet to close", "failed to close"."""
    if stop >= len(tokens) or tokens[stop].lower != "to":
        return False
    return tokens[stop - 1].lower == "yet" or _verb_word(main).of == "failure"


def _is_participle(group: Sequence[Token], main: Token) -> bool:
    """Return whether a verb group is a participle: "rising", "having risen"."""
    return group[0].lower == "having" or (len(group) == 1 and main.lower.endswith("ing"))


def _is_perfect(before: Sequence[Token], token: Token) -> bool:
    """Return whether "seen" is no forecast: "has seen", not "is seen"."""
    passive = token.entry is not None and token.entry.word(Role.MODAL).of == "passive"
    return passive and any(told.lower in ("has", "have", "had") for told in before)


def _verb_word(token: Token) -> Word:
    return token.entry.word(MAIN_VERBS) if token.entry else Word()
