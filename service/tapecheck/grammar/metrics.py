"""What a noun phrase measures: price, yield, revenue, output."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.core.nouns import Metric
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


def metric_of(tokens: Sequence[Token]) -> Metric | None:
    """Return the metric that the most telling noun of a phrase brings."""
    for role, metric in _METRICS:
        for token in tokens:
            if token.roles & role:
                if metric is not None:
                    return metric
                return token.entry.word(role).metric if token.entry else None
    return None


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
