"""What the tape commands say in plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tapecheck.reference.diff import edited_lines
from tapecheck.reference.faults import headline, listing

if TYPE_CHECKING:
    from tapecheck.core.units import Digest
    from tapecheck.reference.coverage import Coverage, Year
    from tapecheck.reference.diff import Change
    from tapecheck.reference.loading.load import Loaded
    from tapecheck.reference.summary import Summary
    from tapecheck.verify.missing import Need

_SHORT = 12
_EVERY = 5
_WIDTH, _NAMED = 40, 3
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_NOTES = {
    "single-price": "provisional: volume 0 and one price for the whole session",
    "exchange-shut": "provisional: on a day that the exchange's calendar does not know",
    "adjusted-afterwards": "provisional: prices finer than the exchange's smallest step",
    "splits-unknown": "provisional: adjusted by the vendor for splits that nobody told",
    "unit-unclear": "provisional: a hundredfold step, as from pounds to pence",
    "told-twice": "from the file named first; a later file tells of those sessions too",
    "index-open-unknown": "open left out: an index that opened exactly at the close before",
}
_RIGHT = frozenset({"rows", "instruments", "with bars", "count", "bars", "claims"})


def load_lines(loaded: Loaded, into: Path) -> Iterator[str]:
    """Yield what came of a load."""
    manifest = loaded.manifest
    yield f"{into}: tape {manifest.name}, digest {manifest.digest[:_SHORT]}"
    rows = ((name, f"{entry.rows:,}") for name, entry in sorted(manifest.tables.items()))
    yield from _table(("table", "rows"), rows)
    if loaded.faults:
        yield f"left out {headline(loaded.faults)}"
        yield from listing(loaded.faults)
    if loaded.conflicts:
        count = len(loaded.conflicts)
        prices = f"{count:,} {'price' if count == 1 else 'prices'}"
        yield f"{prices} on which files differ; the one named first counts:"
        yield from listing(loaded.conflicts)
    yield from (f"kept {count:,}, {_NOTES[note]}" for note, count in manifest.notes.items())
    yield from (f"ignored column {column}" for column in loaded.ignored)
    if loaded.shared:
        yield f"shared with the tape before: {', '.join(sorted(loaded.shared))}"


def summary_lines(summary: Summary) -> Iterator[str]:
    """Yield what is on a tape."""
    manifest = summary.manifest
    yield f"tape {manifest.name}, format {manifest.format}"
    yield f"digest {manifest.digest}"
    yield ""
    yield from _table(("table", "rows", "first", "last", "sha256"), _tables(summary))
    yield ""
    places = (
        (c.mic, c.kind, f"{c.instruments:,}", f"{c.with_bars:,}", _calendar(summary, c.mic))
        for c in summary.instruments
    )
    yield from _table(("exchange", "kind", "instruments", "with bars", "sessions from"), places)
    yield ""
    yield from _table(("count", "what"), _oddities(summary))
    yield ""
    yield from _table(("table", "source", "retrieved", "sha256"), _sources(summary))
    notes = [(name, t.licence) for name, t in sorted(manifest.tables.items()) if t.licence]
    if notes:
        yield ""
        yield from _table(("table", "licence"), notes)


def _tables(summary: Summary) -> Iterator[tuple[str, ...]]:
    for name, entry in sorted(summary.manifest.tables.items()):
        span = summary.spans.get(name)
        days = (str(span.first), str(span.last)) if span else ("", "")
        yield name, f"{entry.rows:,}", *days, entry.sha256[:_SHORT]


def _calendar(summary: Summary, mic: str) -> str:
    return summary.manifest.calendars.get(mic, "")


def _oddities(summary: Summary) -> Iterator[tuple[str, ...]]:
    yield f"{summary.provisional:,}", "provisional rows"
    for note, count in summary.manifest.notes.items():
        yield f"{count:,}", _NOTES.get(note, note)
    for name, entry in sorted(summary.manifest.tables.items()):
        for why, count in entry.skipped.items():
            yield f"{count:,}", f"rows of {name} left out: {why}"


def _sources(summary: Summary) -> Iterator[tuple[str, ...]]:
    for name, entry in sorted(summary.manifest.tables.items()):
        for source in entry.sources:
            yield name, source.name, source.retrieved_at or "", source.sha256[:_SHORT]


def diff_lines(
    changes: Sequence[Change], old: tuple[Path, Digest], new: tuple[Path, Digest], *, shown: int
) -> Iterator[str]:
    """Yield what one tape has otherwise than another, under the names of both.

    Of all changed rows the first ``shown`` are told with old and new values.
    """
    for sign, (folder, digest) in (("---", old), ("+++", new)):
        yield f"{sign} {folder} {digest[:_SHORT]}"
    header = ("table", "", "of", "rows", "first", "last", "columns")
    yield from _table(header, map(_changed, changes))
    yield from edited_lines(changes, shown)


def _changed(change: Change) -> tuple[str, ...]:
    days = ("" if day is None else str(day) for day in (change.first, change.last))
    rows = f"{change.rows:,}"
    return change.table, _SIGNS[change.change], change.key, rows, *days, " ".join(change.columns)


def total_lines(changes: Sequence[Change], old: Path) -> Iterator[str]:
    """Yield how many rows of each table an update added and changed, and which it changed."""
    counts: dict[str, Counter[str]] = {}
    for change in changes:
        counts.setdefault(change.table, Counter())[change.change] += change.rows
    if not counts:
        yield f"nothing differs from {old}"
    for table, rows in counts.items():
        told = ", ".join(f"{count:,} {what}" for what, count in sorted(rows.items()))
        yield f"{table}: {told} since {old}"
    yield from edited_lines(changes)


def coverage_lines(covered: Sequence[Coverage]) -> Iterator[str]:
    """Yield a line an instrument, with one mark a year, under a ruler of years and its legend."""
    if not covered:
        yield "no bars"
        return
    years = range(
        min(each.years[0].year for each in covered),
        1 + max(each.years[-1].year for each in covered),
    )
    yield "one mark a year: # a bar of every session, 0 to 9 tenths of them, . none"
    header = ("coverage", _ruler(years), "first", "last", "bars")
    rows = (
        (each.instrument, _drawn(each, years), str(each.first), str(each.last), f"{each.bars:,}")
        for each in covered
    )
    yield from _table(header, rows)


def _ruler(years: range) -> str:
    """Return the first year, and every fifth that has room, each above its own mark."""
    ruler = str(years[0])
    for year in years:
        place = year - years[0]
        if year % _EVERY == 0 and place > len(ruler):
            ruler = ruler.ljust(place) + str(year)
    return ruler


def _drawn(covered: Coverage, years: range) -> str:
    held = {each.year: _mark(each) for each in covered.years}
    return "".join(held.get(year, ".") for year in years)


def _mark(year: Year) -> str:
    """Return ``#`` for a whole year, else how many tenths of its sessions have a bar."""
    return "#" if year.bars >= year.sessions else str(10 * year.bars // year.sessions)


def need_lines(needs: Sequence[Need]) -> Iterator[str]:
    """Yield what a tape lacks."""
    if not needs:
        yield "nothing is missing"
        return
    rows = (
        (n.table, _short(f"{n.subject} {n.metric}".strip()), str(n.first or ""), str(n.last or ""),
         f"{n.claims:,}", _few(n.articles))
        for n in needs
    )  # fmt: skip
    yield from _table(("table", "what", "from", "to", "claims", "articles"), rows)


def _short(what: str) -> str:
    return what if len(what) <= _WIDTH else f"{what[: _WIDTH - 3]}..."


def _few(articles: Sequence[str]) -> str:
    more = len(articles) - _NAMED
    return ", ".join(articles[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield aligned lines; numbers to the right."""
    lines = [header, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    for line in lines:
        cells = (
            cell.rjust(width) if name in _RIGHT else cell.ljust(width)
            for cell, width, name in zip(line, widths, header, strict=True)
        )
        yield "  ".join(cells).rstrip()
