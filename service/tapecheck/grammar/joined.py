"""Nouns that "and" joins to one phrase: "copper and gold miner Acme", "in Japan and China"."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token

_PLACED = Role.REGION | Role.DETERMINER


def more_places(parts: Sequence[Part], at: int) -> bool:
    """Return whether a noun is one more place behind a preposition: "in Japan and China"."""
    lean = parts[at - 3] if at > len(("in", "Japan")) else None
    both = (parts[at - 2], parts[at])
    places = all(token.roles & _PLACED for part in both for token in part.tokens)
    return lean is not None and lean.sort is Sort.PREPOSITION and places


def describes(before: Part | None, named: Part) -> bool:
    """Return whether two nouns tell what a firm makes: "copper and gold miner Acme"."""
    if before is None or before.sort is not Sort.NOUN:
        return False
    plain = next((at for at, t in enumerate(named.tokens) if _is_plain(t)), len(named.tokens))
    firm = any(token.proper or token.name is not None for token in named.tokens[plain + 1 :])
    last = before.tokens[-1]
    several = last.lower.endswith("s") and not last.roles & Role.COMMODITY_NOUN
    return firm and not several and all(map(_is_plain, before.tokens))


def _is_plain(token: Token) -> bool:
    return not (token.proper or token.mark or token.name or token.roles & Role.DETERMINER)
