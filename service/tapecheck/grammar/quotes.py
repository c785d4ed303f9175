"""Which parts of a text are somebody's own words: what stands between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right

_MARKS = re.compile(r"[\"“”]|\n")


class Quoted:
    """The quoted stretches of one text; a quotation ends with its paragraph at the latest."""

    def __init__(self, text: str) -> None:
        """Pair the marks of the text, in one pass."""
        self._edges: list[int] = []
        opened = False
        for mark in _MARKS.finditer(text):
            opens = mark.group() == "“" or (mark.group() == '"' and not opened)
            if opens != opened and (opens or opened):
                self._edges.append(mark.start())
                opened = opens

    def holds(self, offset: int) -> bool:
        """Return whether the character at ``offset`` is inside a quotation."""
        return bisect_right(self._edges, offset) % 2 == 1
