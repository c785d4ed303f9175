"""The sentences that are measured: invented, of three kinds."""

from __future__ import annotations

from itertools import cycle, islice

_DENSE = (
    "Shares of Alibaba rose 8.48 percent on Wednesday to HK$118.80, a third straight gain.",
    "The S&P 500 fell 0.3 percent, or 16.53 points, to close at 6,051.97 on Wednesday.",
    "Tencent, up as much as 4 percent in early trade, has gained about 21 percent this year.",
    "The company’s market value grew by nearly US$87 billion since hitting a low on Jan. 13.",
)
_QUIET = (
    "She walked along the river until the lamps were lit, and nobody asked her where she went.",
    "The minister said that the committee would meet again once the report had been read.",
)
_WIRE = 10  # one sentence in ten of a wire has a market number


def sentences(kind: str, count: int) -> list[str]:
    """Return so many sentences: claim-dense, quiet, or mixed as on a wire."""
    dense, quiet = cycle(_DENSE), cycle(_QUIET)
    if kind == "mixed":
        return [next(quiet if at % _WIRE else dense) for at in range(count)]
    return list(islice(dense if kind == "claim-dense" else quiet, count))
