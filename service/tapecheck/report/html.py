"""A page that shows articles with each claim marked, and what came of it beside the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from tapecheck.core.errors import InputError
from tapecheck.core.verdicts import Outcome, Report
from tapecheck.report.claimreview import anchor
from tapecheck.report.findings import Checked, Finding, Item, words_of
from tapecheck.report.ranked import worst_first, worst_of
from tapecheck.report.text import MARKS, described, heading, place_of, tally
from tapecheck.report.view import View
from tapecheck.report.wording import summary

if TYPE_CHECKING:
    from jinja2 import Template


class Part(Struct, frozen=True, kw_only=True):
    """A stretch of a text, the worst claim that covers it, and the claims that start there."""

    text: str
    claim: Note | None = None
    starts: tuple[str, ...] = ()


class Note(Struct, frozen=True, kw_only=True):
    """What the page says of one claim; ``place`` is its place among the verdicts, from 0."""

    place: int
    anchor: str
    outcome: Outcome
    mark: str
    quote: str
    line: int
    about: str
    summary: str
    write: str = ""
    instead_of: str = ""
    known: bool = False
    silenced: bool = False


class Sheet(Struct, frozen=True, kw_only=True):
    """One article of the page."""

    heading: str
    tally: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    unused: tuple[str, ...]


def html_lines(items: Iterable[Item], view: View) -> Iterator[str]:
    """Yield one page with all articles of a run; it asks nothing of any other host."""
    found = list(items)
    checks = [each for each in found if isinstance(each, Checked)]
    yield _template().render(
        sheets=[sheet_of(each) for each in checks],
        unread=[str(each) for each in found if isinstance(each, InputError)],
        total=tally(tuple(v for check in checks for v in check.report.verdicts)),
        made_with=checks[0].report if checks else None,
        publisher=view.publisher,
    )


@cache
def _template() -> Template:
    # Imported here: it takes longer than all else that a format needs.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("tapecheck.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    ).get_template("report.html.j2")  # fmt: skip


def sheet_of(check: Checked) -> Sheet:
    """Return what a page shows of one article."""
    report = check.report
    notes = {
        finding.fingerprint: _note(report, finding, place)
        for place, finding in enumerate(check.findings)
    }
    return Sheet(
        heading=_whole(heading(report.article)),
        tally=tally(report.verdicts),
        parts=tuple(_parts(check, notes)),
        notes=tuple(notes[finding.fingerprint] for _, finding in worst_first([check])),
        unused=tuple(_unused(report)),
    )


def _note(report: Report, finding: Finding, place: int) -> Note:
    text, verdict = report.article.text, finding.verdict
    mended = verdict.correction
    return Note(
        place=place,
        anchor=anchor(finding),
        outcome=verdict.outcome,
        mark=MARKS[verdict.outcome],
        quote=_whole(words_of(report.article, verdict.assertion.span)),
        line=place_of(text, verdict.assertion.span.start)[0],
        about=_whole(described(verdict.assertion)),
        summary=_whole(summary(verdict)),
        write=mended.text if mended else "",
        instead_of=_whole(mended.span.of(text)) if mended else "",
        known=finding.known,
        silenced=bool(finding.silenced),
    )


def _unused(report: Report) -> Iterator[str]:
    for marker in report.unused:
        line = place_of(report.article.text, marker.span.start)[0]
        yield f"line {line}: {_whole(marker.reason) or 'it gives no reason'}"


def _parts(check: Checked, notes: dict[str, Note]) -> Iterator[Part]:
    """Yield the text as it reads, cut wherever a claim starts or ends; claims may overlap."""
    words = check.report.article.plain.text
    starting: dict[int, list[tuple[int, Finding]]] = defaultdict(list)
    # Front matter is blank at the top of the text.
    cuts = {len(words) - len(words.lstrip()), len(words)}
    for finding in check.findings:
        span = check.report.article.in_plain(finding.verdict.assertion.span)
        starting[span.start].append((span.stop, finding))
        cuts |= {span.start, span.stop}
    covering: list[tuple[int, Finding]] = []
    for start, stop in pairwise(sorted(cuts)):
        covering = [(end, each) for end, each in covering if end > start] + starting[start]
        worst = worst_of(each for _, each in covering)
        yield Part(
            text=_whole(words[start:stop]),
            claim=notes[worst.fingerprint] if worst else None,
            starts=tuple(anchor(each) for _, each in starting[start]),
        )


def _whole(text: str) -> str:
    """Return a text that UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode()
