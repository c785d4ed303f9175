"""Infinitives: "to close", "to briefly plunge"."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.parts import MAIN_VERBS, NOMINAL
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token
from tapecheck.grammar.verbs import is_verb


def is_infinitive(tokens: Sequence[Token], at: int) -> bool:
    """Return whether an infinitive starts here: "to close", "to finish"."""
    if tokens[at].lower != "to" or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    if following.lower == "be":
        return True
    if at + 2 < len(tokens) and splits_infinitive(following):
        return bool(tokens[at + 2].roles & MAIN_VERBS) and _is_base(tokens[at + 2])
    return bool(following.roles & MAIN_VERBS) and is_verb(tokens, at + 1)


def splits_infinitive(token: Token) -> bool:
    """Return whether an adverb may stand between "to" and its verb: "to briefly plunge"."""
    return token.lower.endswith("ly") and not token.roles & (NOMINAL | Role.HEDGE)


def _is_base(token: Token) -> bool:
    """Return whether a verb has the form that follows "to"."""
    return not token.lower.endswith(("s", "ed", "ing"))
