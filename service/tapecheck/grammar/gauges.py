"""Is this the index that is named, or another one that only begins like it?

"The S&P 500 stock index" is the S&P 500; "the S&P financial index" and "the S&P 500 technology
sector" are not, and no figure of theirs may be held against it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.core.nouns import Metric
from tapecheck.grammar.naming import Named
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token

_GAUGE = int(Role.INDEX_NOUN)
# What may follow the name of an index, and still means that index.
_DESCRIBES = int(
    Role.INDEX_NOUN | Role.INDEX_ADJECTIVE | Role.SHARE_NOUN | Role.MARKET_NOUN | Role.LEVEL_NOUN
    | Role.PRICE_NOUN
)  # fmt: skip


def is_other_gauge(owned: Sequence[Token], named: Named) -> bool:
    """Return whether a phrase tells of an index or sector that the name in it is not."""
    listed = named.name is not None and named.name.metric is Metric.INDEX
    if not listed:
        return len(owned) > 1 and bool(owned[-1].roles & _GAUGE) and not _is_market(owned[-1])
    place = max((at for at, token in enumerate(owned) if token.name is not None), default=-1)
    rest = owned[place + 1 :] if place >= 0 else ()
    return any(not token.roles & _DESCRIBES and not token.code and not token.mark for token in rest)


def _is_market(token: Token) -> bool:
    return token.lower.endswith(("market", "markets"))
