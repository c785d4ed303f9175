"""Reports for people at a terminal: the line, the claim marked, the verdict, what to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from tapecheck.core.nouns import Article, Assertion, Marker, Span
from tapecheck.core.verdicts import Evidence, Outcome, Reason, Report, Row, Verdict
from tapecheck.report.findings import Item, only_checked
from tapecheck.report.view import Paint, View, no_paint
from tapecheck.report.wording import HEADLINES, interval_text, summary

MARKS = {
    Outcome.SUPPORTED: "+",
    Outcome.AMBIGUOUS: "~",
    Outcome.IMPRECISE: "*",
    Outcome.REFUTED: "x",
    Outcome.UNCHECKED: "?",
}
_AROUND = 64


def text_lines(items: Iterable[Item], view: View) -> Iterator[str]:
    """Yield the reports on the articles of a run, as they come."""
    for check in only_checked(items):
        known = {place for place, finding in enumerate(check.findings) if finding.known}
        yield from report_text(check.report, view.paint, known)


def report_text(
    report: Report, paint: Paint = no_paint, known: Collection[int] = ()
) -> Iterator[str]:
    """Yield the lines of a report on one article; ``known`` are the places of known verdicts."""
    yield paint(heading(report.article), "heading")
    for place, verdict in enumerate(report.verdicts):
        yield ""
        yield from verdict_text(verdict, report.article, paint)
        if place in known:
            yield "    Known: it is in the baseline."
    yield ""
    yield from (unused_text(marker, report.article) for marker in report.unused)
    yield paint(tally(report.verdicts), "heading")


def heading(article: Article) -> str:
    """Return the line above an article's claims."""
    title = f" - {article.title}" if article.title else ""
    day = f", published {article.published}" if article.published else ", no publication date"
    return f"{article.id or 'article'}{title}{day}"


def tally(verdicts: tuple[Verdict, ...]) -> str:
    """Return how many claims came out how."""
    counts = Counter(verdict.outcome for verdict in verdicts)
    told = [f"{counts[outcome]} {HEADLINES[outcome]}" for outcome in Outcome if counts[outcome]]
    claims = "1 claim" if len(verdicts) == 1 else f"{len(verdicts)} claims"
    silent = sum(v.gap is not None and v.gap.reason is Reason.IGNORED for v in verdicts)
    more = f" ({silent} silenced)" if silent else ""
    return f"{claims}: {', '.join(told)}{more}" if told else "no market claims found"


def unused_text(marker: Marker, article: Article) -> str:
    """Return the line on a marker that silenced nothing."""
    line, column = place_of(article.text, marker.span.start)
    why = f"({marker.reason})" if marker.reason else "as it gives no reason"
    return f"- unused marker  line {line}, column {column}  it silenced nothing {why}"


def verdict_text(verdict: Verdict, article: Article, paint: Paint = no_paint) -> Iterator[str]:
    """Yield the lines on one claim."""
    outcome = verdict.outcome.value
    line, column = place_of(article.text, verdict.assertion.span.start)
    mark = f"{MARKS[verdict.outcome]} {HEADLINES[verdict.outcome]}"
    yield f"{paint(mark, outcome)}  line {line}, column {column}  {described(verdict.assertion)}"
    yield f"    {snippet(article.text, verdict.assertion.span, paint, outcome)}"
    yield f"    {summary(verdict)}"
    if verdict.correction is not None:
        old = verdict.correction.span.of(article.text)
        yield f"    {paint('write:', 'heading')} {verdict.correction.text}  (not: {old})"


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both counted from 1."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def snippet(text: str, span: Span, paint: Paint = no_paint, style: str = "claim") -> str:
    """Return the words around a claim, the claim itself in brackets."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    end = text.find("\n", span.stop)
    stop = min(len(text) if end < 0 else end, span.stop + _AROUND)
    before = _tidy(text[start : span.start], cut=start > 0 and text[start - 1] != "\n", left=True)
    after = _tidy(text[span.stop : stop], cut=stop < len(text) and text[stop] != "\n", left=False)
    return f"{before}{paint(f'[{_printable(span.of(text))}]', style)}{after}"


def _tidy(text: str, *, cut: bool, left: bool) -> str:
    """Cut a snippet at a blank, and print control characters as blanks."""
    if cut:
        text = text.partition(" ")[2] if left else text.rpartition(" ")[0]
        text = f"...{text}" if left else f"{text}..."
    return _printable(text)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def described(assertion: Assertion) -> str:
    """Return a claim in few words: "Alibaba: change up 46 percent, since 2025-01-13"."""
    name = assertion.subject.name if assertion.subject else "?"
    quantity = assertion.quantity
    number = f" {quantity.value.normalize():f} {quantity.unit}" if quantity else ""
    way = f" {assertion.direction.value}" if assertion.direction else ""
    when = assertion.when
    days = " to ".join(day for day in (when.start, when.end) if day)
    told = f"{when.label.value} {days}".strip()
    return f"{name}: {assertion.kind.value}{way}{number}, {told}"


def parsed_text(article: Article, assertions: tuple[Assertion, ...], paint: Paint) -> Iterator[str]:
    """Yield the lines of what was read in one article, without verdicts."""
    yield paint(heading(article), "heading")
    for assertion in assertions:
        line, column = place_of(article.text, assertion.span.start)
        yield f"  line {line}, column {column}  {described(assertion)}"
        yield f"    {snippet(article.text, assertion.span, paint)}"
    count = len(assertions)
    yield paint(f"{count} {'claim' if count == 1 else 'claims'}", "heading")


def explained(verdict: Verdict, article: Article, paint: Paint = no_paint) -> Iterator[str]:
    """Yield the whole derivation of one verdict: every reading, interval, formula and row."""
    yield from verdict_text(verdict, article, paint)
    yield f"    rule: {verdict.assertion.rule}"
    for evidence in verdict.evidence:
        yield from _reading_text(evidence, paint)


def _reading_text(evidence: Evidence, paint: Paint) -> Iterator[str]:
    kind = "primary" if evidence.reading.primary else "alternative"
    yield paint(f"    reading {evidence.reading.name} ({kind})", "heading")
    for label, value in _derivation(evidence):
        yield f"      {label:10}{value}"


def _derivation(evidence: Evidence) -> Iterator[tuple[str, str]]:
    reading = evidence.reading
    yield from (("assumed", note) for note in reading.assumed)
    if evidence.gap is not None:
        yield "missing", evidence.gap.detail
    if reading.claimed is not None:
        yield "claimed", interval_text(reading.claimed, reading.unit or "")
    if evidence.formula:
        yield "formula", evidence.formula
    if evidence.observed is not None:
        yield "observed", interval_text(evidence.observed, reading.unit or "percent")
    if evidence.fits is not None:
        yield "holds", "yes" if evidence.fits else "no"
    yield from (("doubt", doubt.detail) for doubt in evidence.doubts)
    yield from (("row", _row_text(row)) for row in evidence.rows)


def _row_text(row: Row) -> str:
    status = f" ({row.status})" if row.status != "official" else ""
    return (
        f"{row.table} {row.key} {row.session} {row.field} {row.value:f} {row.unit}{status}"
        f"  {row.source}"
    )
