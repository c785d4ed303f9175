"""Which parts of a text are somebody's own words: what stands between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right

_MARKS = re.compile(r"[\"“”]|\n")
_BEFORE_OPENING = frozenset(" \t\n([-–—'‘")
_BEHIND_CLOSING = frozenset(["", *" \t\n.,;:)]"])


class Quoted:
    """The quoted stretches of one text; a quotation ends with its paragraph at the latest."""

    def __init__(self, text: str) -> None:
        """Pair the marks of the text, in one pass."""
        self._edges: list[int] = []
        opened, paragraph = False, 0
        for mark in _MARKS.finditer(text):
            if mark.group() == "\n":
                if opened:
                    self._edges.append(mark.start())
                opened, paragraph = False, mark.end()
            elif _opens(text, mark) and not opened:
                self._edges.append(mark.start())
                opened = True
            elif not _opens(text, mark):
                if not opened:  # the quotation began before the text does
                    self._edges.append(max(paragraph, self._edges[-1] if self._edges else 0))
                self._edges.append(mark.start())
                opened = False

    def holds(self, offset: int) -> bool:
        """Return whether the character at ``offset`` is inside a quotation."""
        return bisect_right(self._edges, offset) % 2 == 1


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Return whether a mark opens a quotation: a straight one after a blank, before a word."""
    if mark.group() != '"':
        return mark.group() == "“"
    if text[mark.end() : mark.end() + 1] in _BEHIND_CLOSING:
        return False
    return not mark.start() or text[mark.start() - 1] in _BEFORE_OPENING
