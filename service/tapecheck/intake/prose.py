"""Prose, put together piece by piece in the order in which it stands in a text."""

from __future__ import annotations

import re

from msgspec import Struct

from tapecheck.core.prose import Markup, Piece, Prose

_BLANK = re.compile(r"[ \t\r\n\f]+")
# What only tells where a word may be broken: soft hyphen, zero-width space.
_UNSEEN = frozenset("\u00ad\u200b")
PARAGRAPH = "\n\n"


class Page(Struct, frozen=True, kw_only=True):
    """What is read of a text: its prose if it has markup, and a heading and date if it tells."""

    markup: Markup = Markup.TEXT
    prose: Prose | None = None
    title: str = ""
    published: str = ""


class Reading:
    """Prose as it grows: what is kept as it stands, what is written otherwise, and breaks."""

    def __init__(self, text: str) -> None:
        """Read from ``text``; all offsets are offsets in it."""
        self._text = text
        self._words: list[str] = []
        self._pieces: list[Piece] = []
        self._break = ("", 0)
        self.length = 0

    def keep(self, start: int, stop: int) -> None:
        """Add what stands in the text there, as it stands."""
        self._add(self._text[start:stop], start, stop)

    def flow(self, start: int, stop: int) -> None:
        """Add what stands in the text there, with any run of blanks as one, as browsers do."""
        at = start
        for blank in _BLANK.finditer(self._text, start, stop):
            self.keep(at, blank.start())
            if self._words and not self._break[0] and not self._words[-1][-1].isspace():
                self.put(" ", blank.start(), blank.end())
            at = blank.end()
        self.keep(at, stop)

    def put(self, words: str, start: int, stop: int) -> None:
        """Add words that are written otherwise in the text: ``&amp;`` for &."""
        if words not in _UNSEEN:
            self._add(words, start, stop)

    def part(self, at: int, by: str = PARAGRAPH) -> None:
        """Part what comes next, which stands from ``at`` on, from what was read before."""
        if self._words and len(by) > len(self._break[0]):
            self._break = (by, at)

    def prose(self) -> Prose:
        """Return what was read."""
        return Prose(words="".join(self._words), pieces=tuple(self._pieces))

    def words_from(self, start: int) -> str:
        """Return the words from some length on, on one line."""
        return " ".join("".join(self._words)[start:].split())

    def _add(self, words: str, start: int, stop: int) -> None:
        if not words:
            return
        by, at = self._break
        if by:
            self._break = ("", 0)
            self._add(by, at, at)
        last = self._pieces[-1] if self._pieces else Piece(0, 0, 0)
        goes_on = last.until == start and self.length - last.start == start - last.at
        if self._pieces and goes_on and len(words) == stop - start:
            self._pieces[-1] = Piece(last.start, last.at, stop)
        else:
            self._pieces.append(Piece(self.length, start, stop))
        self._words.append(words)
        self.length += len(words)
