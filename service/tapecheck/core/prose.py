"""What is read of a text that carries markup, and where each piece of it stands in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from tapecheck.core.units import Offset


class Markup(StrEnum):
    """How a text is marked up."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Piece(Struct, frozen=True):
    """A stretch of prose from ``start`` on, which stands at ``text[at:until]``.

    As long as that place, it is what stands there; else it is written otherwise: ``&amp;`` for &.
    """

    start: Offset
    at: Offset
    until: Offset


class Prose(Struct, frozen=True):
    """The words of a text without its markup; a place in them is a place in the text.

    Pieces lie end to end, from the first character of ``words`` to the last, and stand in the text
    in the same order.
    """

    words: str
    pieces: tuple[Piece, ...]

    def in_text(self, start: Offset, stop: Offset) -> tuple[Offset, Offset]:
        """Return where the words from ``start`` to ``stop`` stand in the text, markup included."""
        first, last = self._piece(start), self._piece(stop - 1)
        begin = first.at + (start - first.start if self._is_verbatim(first) else 0)
        end = last.at + (stop - last.start) if self._is_verbatim(last) else last.until
        return begin, end

    def in_words(self, start: Offset, stop: Offset) -> tuple[Offset, Offset]:
        """Return which words stand in the text from ``start`` to ``stop``."""
        first = self.pieces[bisect_right(self.pieces, start, key=lambda piece: piece.until)]
        last = self.pieces[bisect_left(self.pieces, stop, key=lambda piece: piece.at) - 1]
        begin = first.start + (max(0, start - first.at) if self._is_verbatim(first) else 0)
        cut = max(0, last.until - stop) if self._is_verbatim(last) else 0
        return begin, self._stop(last) - cut

    def is_unbroken(self, start: Offset, stop: Offset) -> bool:
        """Return whether no markup stands between the words from ``start`` to ``stop``."""
        first, last = self._place(start), self._place(stop - 1)
        inside = self.pieces[first : last + 1]
        return all(one.until == next.at for one, next in pairwise(inside))

    def _piece(self, offset: Offset) -> Piece:
        return self.pieces[self._place(offset)]

    def _place(self, offset: Offset) -> int:
        return bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1

    def _is_verbatim(self, piece: Piece) -> bool:
        return self._stop(piece) - piece.start == piece.until - piece.at

    def _stop(self, piece: Piece) -> Offset:
        after = bisect_right(self.pieces, piece.start, key=lambda each: each.start)
        return self.pieces[after].start if after < len(self.pieces) else len(self.words)
