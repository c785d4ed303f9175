"""What a noun phrase measures: price, yield, revenue, output."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tapecheck.core.nouns import Metric
from tapecheck.grammar.parts import roles_of
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token

# The noun that decides the metric, most telling first.
_METRICS = (
    (Role.YIELD_NOUN, Metric.YIELD),
    (Role.METRIC_NOUN, None),
    (Role.VALUE_NOUN, Metric.MARKET_VALUE),
    (Role.VOLUME_NOUN, Metric.VOLUME),
    (Role.MARKET_NOUN, Metric.INDEX),
    (Role.SHARE_NOUN, Metric.PRICE),
    (Role.FX_NOUN, Metric.EXCHANGE_RATE),
    (Role.COMMODITY_NOUN, Metric.PRICE),
    (Role.INDEX_NOUN, Metric.INDEX),
    (Role.BOND_NOUN, Metric.PRICE),
    (Role.PRICE_NOUN, Metric.PRICE),
    (Role.INSTITUTION, None),
)

_MEASURING = sum(role for role, _ in _METRICS)
_PRICED = Role.PRICE_NOUN | Role.FX_NOUN | Role.YIELD_NOUN | Role.INDEX_NOUN | Role.LEVEL_NOUN


def metric_of(tokens: Sequence[Token]) -> Metric | None:
    """Return the metric that the most telling noun of a phrase brings."""
    for role, metric in _brought_by(roles_of(tokens) & _MEASURING):
        for place, token in enumerate(tokens):
            if token.roles & role and not _only_describes(tokens, place, role):
                if metric is Metric.PRICE and tokens[-1].roles & Role.INDEX_NOUN:
                    return Metric.INDEX  # "a share index", "the oil and gas index"
                if metric is not None:
                    return metric
                return token.entry.word(role).metric if token.entry else None
    return None


@cache
def _brought_by(roles: int) -> tuple[tuple[int, Metric | None], ...]:
    """Return those of some roles that bring a metric, most telling first."""
    return tuple(each for each in _METRICS if roles & each[0])


def _only_describes(tokens: Sequence[Token], place: int, role: int) -> bool:
    """Return whether a noun only qualifies what follows: "benchmark 10-year note", "euro zone"."""
    after = tokens[place + 1 :]
    if role is Role.INDEX_NOUN:
        if tokens[place].lower == "market" and after and _is_plain(after[-1]):
            return True  # "market turmoil"
        return any(token.roles & (Role.BOND_NOUN | Role.PRICE_NOUN) for token in after)
    if role is Role.FX_NOUN:
        return any(not token.roles & _PRICED and not token.mark for token in after)
    return False


def _is_plain(token: Token) -> bool:
    """Return whether a token is a noun that no rule knows."""
    return not (token.roles or token.proper or token.name or token.code or token.mark)


def figure_of(tokens: Sequence[Token]) -> str | None:
    """Return the reported figure that is meant: "revenue"."""
    for token in tokens:
        if token.roles & Role.METRIC_NOUN and token.entry is not None:
            return token.entry.word(Role.METRIC_NOUN).name
    return None


def unit_of(tokens: Sequence[Token]) -> str | None:
    """Return what a bare number of it counts: a P/E ratio is a ratio."""
    for token in tokens:
        if token.roles & Role.METRIC_NOUN and token.entry is not None:
            return token.entry.word(Role.METRIC_NOUN).unit
    return None
