"""Notes in a text that silence claims: ``<!-- tapecheck: ignore REASON -->``.

Behind a claim, a marker silences that claim: the last one before it in its paragraph. On a line of
its own, it silences the claims of the line below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapecheck.core.nouns import Marker, Span
from tapecheck.intake.prose import Page, Reading

_MARKER = re.compile(r"<!--\s*tapecheck:\s*ignore\b(?P<reason>(?:(?!-->).)*+)-->", re.DOTALL)
_GAP = re.compile(r"\n[^\S\n]*\n")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def find_markers(text: str) -> tuple[Marker, ...]:
    """Return every marker of a text, with the part of the text that it speaks of."""
    return tuple(_markers(text))


def read_unmarked(text: str) -> Page:
    """Return all of a text but its markers: how plain copy is read that has some."""
    reading, at = Reading(text), 0
    for found in _MARKER.finditer(text):
        reading.keep(at, found.start())
        at = found.end()
    reading.keep(at, len(text))
    return Page(prose=reading.prose())


def _markers(text: str) -> Iterator[Marker]:
    paragraph = 0
    for found in _MARKER.finditer(text):
        begin, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        end = end if end >= 0 else len(text)
        for gap in _GAP.finditer(text, paragraph, found.start()):
            paragraph = gap.end()
        alone = not (text[begin : found.start()] + text[found.end() : end]).strip()
        below = _LINE.search(text, found.end()) if alone else None
        reach = (below.start(), below.end()) if below else (paragraph, found.start())
        yield Marker(
            span=Span(found.start(), found.end()),
            reason=" ".join(found["reason"].split()),
            reach=Span(*reach) if reach[0] < reach[1] and (below or not alone) else None,
            only_last=not alone,
        )
