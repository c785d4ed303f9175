"""The summary as a page with charts: one file that asks nothing of any other host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from tapecheck.core.verdicts import Outcome

if TYPE_CHECKING:
    from jinja2 import Template

    from tapecheck.bulk.summary import Counts, Summary

_WIDTH = 400  # units of a chart that its longest bar takes
_MOST = 30


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of a bar: the claims of one outcome."""

    outcome: str
    count: int
    start: float
    width: float


class Bar(Struct, frozen=True, kw_only=True):
    """A bar of a chart, as wide as it has claims."""

    name: str
    total: int
    pieces: tuple[Piece, ...]


class Chart(Struct, frozen=True, kw_only=True):
    """A chart of bars; ``left_out`` counts those for which there was no room."""

    title: str
    bars: tuple[Bar, ...]
    left_out: int


def page(summary: Summary) -> str:
    """Return the page of a summary."""
    charts = (
        _chart("By year of publication", summary.years, most=len(summary.years)),
        _chart("By rule", _most_first(summary.rules)),
        _chart("By instrument", _most_first(summary.instruments)),
    )
    whole = _chart("All claims", {"all": summary.outcomes})
    return _template().render(summary=summary, whole=whole, charts=charts)


def _most_first(counted: Mapping[str, Counts]) -> dict[str, Counts]:
    return dict(sorted(counted.items(), key=lambda each: (-sum(each[1].values()), each[0])))


def _chart(title: str, counted: Mapping[str, Counts], *, most: int = _MOST) -> Chart:
    shown = list(counted.items())[:most]
    longest = max((sum(counts.values()) for _, counts in shown), default=0)
    bars = tuple(
        Bar(name=name, total=sum(counts.values()), pieces=tuple(_pieces(counts, longest)))
        for name, counts in shown
    )
    return Chart(title=title, bars=bars, left_out=len(counted) - len(shown))


def _pieces(counts: Counts, longest: int) -> Iterator[Piece]:
    before = 0
    for outcome in Outcome:
        count = counts.get(outcome, 0)
        if count:
            start, width = before * _WIDTH / longest, count * _WIDTH / longest
            yield Piece(outcome=outcome, count=count, start=round(start, 2), width=round(width, 2))
        before += count


@cache
def _template() -> Template:
    # Imported here: it takes longer to start than all else that a small run needs.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("tapecheck.bulk"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    ).get_template("summary.html.j2")  # fmt: skip
