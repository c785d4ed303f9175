"""Articles of a run in a test: checked against the sample tape, as the formats get them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tapecheck.core.nouns import Article
from tapecheck.report.findings import Checked, Item, checked
from tapecheck.report.formats import format_named
from tapecheck.report.view import View
from tapecheck.verify.verifier import Verifier

THURSDAY = dt.date(2025, 2, 13)  # Alibaba rose from 104.90 to 113.80 the day before: 8.48 percent
TRUE = "Alibaba shares rose 8.5 percent on Wednesday."
FALSE = "Alibaba shares rose 6.2 percent on Wednesday."
CLOSE = "Alibaba shares rose 8.4 percent on Wednesday."
OPEN = "Alibaba had a market value of US$275 billion on Wednesday."
UNKNOWN = "Globex shares rose 8.5 percent on Wednesday."
ALL = "\n".join((TRUE, OPEN, CLOSE, FALSE, UNKNOWN))
# An emoji is one code point and two UTF-16 units; each Chinese character is one of both.
WIDE = f"Up.\n📈 阿里巴巴 — {FALSE}"


def check(verifier: Verifier, text: str, **more: object) -> Checked:
    """Return one article of a run; it is in a file of its own unless told otherwise."""
    told = {"id": "a.txt", "file": "a.txt", "published": THURSDAY, **more}
    return checked(verifier.check(Article(text=text, **told)))  # type: ignore[arg-type]  # as told


def shown(name: str, items: Iterable[Item], view: View | None = None) -> str:
    """Return what a format makes of a run."""
    return "\n".join(format_named(name)(items, view or View()))
