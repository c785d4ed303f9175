"""Whose a noun phrase is: Acme's revenue, Germany's Harrow, the rival of Globex."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.core.nouns import Metric
from tapecheck.grammar.names import NameSpotter
from tapecheck.grammar.naming import Named, find_name
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token

_MARKS = ("'", "’")
_SUFFIX = Role.COMPANY_SUFFIX
_OWN_FIGURE = {Metric.PRICE: Metric.FUNDAMENTAL}
_TRADES = Role.COMPANY_NOUN | Role.PLAIN_NOUN
_PARTS = _TRADES | Role.SIZED_NOUN | Role.REGION


def split_owner(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Part "Acme's revenue" into owner and owned; without an owner all is owned."""
    for place in range(len(tokens) - 2, 0, -1):
        mark, behind = tokens[place].lower[:1], tokens[place + 1]
        if mark in _MARKS and not behind.roles & _SUFFIX:
            return tokens[:place], tokens[place + 1 :]
    return (), tokens


def named_of(
    owner: Sequence[Token], owned: Sequence[Token], text: str, spotter: NameSpotter
) -> Named | None:
    """Return whose the phrase is: the owner's, unless a place owns it or an index is owned."""
    inner = find_name(owned, text, spotter)
    if not owner or all(token.roles & Role.REGION or token.mark for token in owner):
        return inner
    if inner is not None and inner.name is not None and inner.name.metric is Metric.INDEX:
        return inner
    if inner is not None and (_is_rival(owned) or _is_whole(owned, inner)):
        return inner
    return find_name(owner, text, spotter) or inner


def figure_of_unit(named: Named, owner: Sequence[Token], owned: Sequence[Token]) -> Metric | None:
    """Return what is told of "Acme's chip unit" and "Acme traffic": a figure, and no price."""
    if named.name is None:
        return None
    if owner:
        told = any(t.roles & ~_PARTS or t.proper or t.name or t.code for t in owned)
    else:
        told = len(owned) == 1 or not _says_no_price(owned[-1])
    return None if told else _OWN_FIGURE.get(named.name.metric)


def _says_no_price(token: Token) -> bool:
    known = token.roles & ~Role.PLAIN_NOUN or token.name or token.code
    return not (known or token.proper or token.opens or token.mark) and token.lower.isalpha()


def _is_whole(owned: Sequence[Token], inner: Named) -> bool:
    """Return whether a listed firm is all that is owned: "Ann Lee's Harrow", not "Chico's FAS"."""
    listed = inner.name is not None and inner.name.instrument is not None
    return listed and all(t.proper or t.name or t.code or t.roles & _SUFFIX for t in owned)


def _is_rival(owned: Sequence[Token]) -> bool:
    """Return whether what is owned is a firm with a name of its own: "Globex's rival Harrow"."""
    first, last = owned[0], owned[-1]
    named = last.proper or last.name is not None or last.code is not None
    return len(owned) > 1 and named and not (first.proper or first.name or first.roles & ~_TRADES)
