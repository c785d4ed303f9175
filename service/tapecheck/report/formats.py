"""The formats that a report comes in: a new one is a file beside this, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tapecheck.core.verdicts import Report
from tapecheck.report.json import checked_document, encode
from tapecheck.report.text import Paint, report_text

Format = Callable[[Report, Paint], Iterable[str]]


def _json_lines(report: Report, _: Paint) -> Iterator[str]:
    """Yield the report as one line of JSON."""
    yield encode(checked_document(report)).decode()


FORMATS: dict[str, Format] = {"text": report_text, "jsonl": _json_lines}
