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

_GAUGE = Role.INDEX_NOUN
# What may follow the name of an index, and still means that index.
_DESCRIBES = (
    Role.INDEX_NOUN | Role.INDEX_ADJECTIVE | Role.SHARE_NOUN | Role.MARKET_NOUN | Role.LEVEL_NOUN
    | Role.PRICE_NOUN
)  # fmt: skip


def is_other_gauge(owned: Sequence[Token], named: Named) -> bool:
    """Return whether a phrase tells of an index or sector that the name in it is not."""
    listed = named.name is not None and named.name.metric is Metric.INDEX
    if listed and owned[-1].roles & Role.PRICE_NOUN:
        return False  # "S&P 500 futures"
    if not listed:
        owned = _without_code(owned)
        if owned and owned[-1].roles & Role.SIZED_NOUN and any(map(_is_index, owned)):
            return True  # "the S&P 500 Health Care sector"
        return len(owned) > 1 and bool(owned[-1].roles & _GAUGE) and not _is_market(owned[-1])
    place = max((at for at, token in enumerate(owned) if token.name is not None), default=-1)
    if place < 0 and not owned[-1].roles & _GAUGE:
        return False
    rest = [t for t in owned[place + 1 :] if not (t.code or t.mark or t.lower.endswith("ly"))]
    if not rest or not (rest[-1].roles or rest[-1].proper or rest[-1].lower.endswith("s")):
        return False  # a verb that no rule knows: "the S&P 500 racked up gains"
    return any(not token.roles & _DESCRIBES for token in rest)


def _is_index(token: Token) -> bool:
    return token.name is not None and token.name.metric is Metric.INDEX


def _without_code(owned: Sequence[Token]) -> Sequence[Token]:
    """Return a phrase without the codes that end it: "MSCI U.S. REIT index .RMZ"."""
    last = len(owned)
    while last and owned[last - 1].code:
        last -= 1
    return owned[:last]


def is_narrowed(name: str, tokens: Sequence[Token]) -> bool:
    """Return whether "of" makes another index of one: "the S&P index of financial shares".

    "The FTSE index of leading shares" stays what it is, and so does a name with its number.
    """
    numbered = any(char.isdigit() for char in name)
    return not numbered and any(not token.roles & _GENERIC for token in tokens)


_GENERIC = _DESCRIBES | (Role.DETERMINER | Role.ADVERB | Role.COMPARISON | Role.REGION)


def _is_market(token: Token) -> bool:
    return token.lower.endswith(("market", "markets"))


def owns_gauge(tokens: Sequence[Token]) -> bool:
    """Return whether "of" only goes on the owner: "the Institute of Supply Management's index"."""
    owned = any(token.mark and token.lower[:1] in ("'", "’") for token in tokens[:-1])
    return owned and bool(tokens[-1].roles & Role.INDEX_NOUN)
