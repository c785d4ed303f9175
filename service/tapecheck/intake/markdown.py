"""Markdown as a source: the blocks that markdown-it finds, each word where it stands in the text.

markdown-it tells the lines of a block, and no offsets within it. So its inline rules are watched
(:mod:`tapecheck.intake.inline`), and a block's lines are looked up in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from tapecheck.core.prose import Markup
from tapecheck.intake.html import PageReader
from tapecheck.intake.inline import runs_of, watch
from tapecheck.intake.prose import Page, Reading

_CELLS = frozenset({"td_open", "th_open"})


def read_markdown(text: str) -> Page:
    """Return the prose of a text in markdown, with its first main heading as the title."""
    # As markdown-it has it, but at the same length: offsets stay.
    source = text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", "\ufffd")
    reading, lines, title = Reading(text), Lines(source), ""
    env: dict[str, object] = {}
    before = ""
    for token in _markdown().parse(source, env):
        if token.type == "html_block" and token.map:
            start, stop = lines.bounds(*token.map)
            reading.part(start)
            PageReader(reading, text).read(start, stop)
        elif token.type == "inline" and token.map:
            begin = reading.length
            _read_block(token, lines.found(token, after=before), reading, env)
            title = title or (reading.words_from(begin) if before == "h1" else "")
        before = "h1" if token.type == "heading_open" and token.tag == "h1" else token.type
    return Page(markup=Markup.MARKDOWN, prose=reading.prose(), title=title)


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table")
    # The blocks alone: what is in them is read one by one.
    markdown.core.ruler.enableOnly(["normalize", "block"])
    watch(markdown)
    return markdown


class Stretch(Struct, frozen=True):
    """A line of a block without the blanks around it: where it is in the block and in the text."""

    start: int
    stop: int
    at: int


class Lines:
    """The lines of a text, in which the lines of blocks are looked up from the top down."""

    def __init__(self, source: str) -> None:
        """Take the text as markdown-it has it."""
        self._source = source
        self._starts = [0, *(n + 1 for n, char in enumerate(source) if char == "\n")]
        self._starts.append(len(source) + 1)
        self._read: dict[int, int] = {}

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Return where lines start and stop; the last one is not among them."""
        last = min(last, len(self._starts) - 1)
        return self._starts[first], min(self._starts[last], len(self._source))

    def found(self, token: Token, *, after: str) -> list[Stretch]:
        """Return where the lines of a block stand; a line that is not found is no prose.

        A paragraph's line ends where the line ends; a cell may be anywhere in its row.
        """
        found, offset = [], 0
        for row, line in enumerate(token.content.split("\n"), start=(token.map or [0])[0]):
            bare = line.strip()
            at = self._find(bare, row, ends=after not in _CELLS) if bare else -1
            if at >= 0:
                start = offset + line.index(bare)
                found.append(Stretch(start, start + len(bare), at))
            offset += len(line) + 1
        return found

    def _find(self, bare: str, row: int, *, ends: bool) -> int:
        begin, end = self.bounds(row, row + 1)
        begin = max(begin, self._read.get(row, 0))
        written = self._source[begin:end].rstrip()
        place = written.rfind(bare) if ends and written.endswith(bare) else written.find(bare)
        if place < 0:
            return -1
        self._read[row] = begin + place + len(bare)
        return begin + place


def _read_block(
    token: Token, lines: list[Stretch], reading: Reading, env: dict[str, object]
) -> None:
    """Add the prose of one block: a paragraph, a heading, a cell."""
    if not lines:
        return
    reading.part(lines[0].at)
    for run in runs_of(_markdown(), token.content, env):
        first, last = _line_at(lines, run.start), _line_at(lines, run.stop - 1)
        if run.words is not None:
            reading.put(run.words, *_inside(lines[first], run.start, lines[last], run.stop))
            continue
        for line in lines[first : last + 1]:
            start, stop = max(run.start, line.start), min(run.stop, line.stop)
            if start < stop:
                reading.flow(*_inside(line, start, line, stop))


def _line_at(lines: list[Stretch], offset: int) -> int:
    """Return which line some offset of a block lies in, or behind."""
    return max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1)


def _inside(first: Stretch, start: int, last: Stretch, stop: int) -> tuple[int, int]:
    """Return where in the text a part of a block lies, blanks at the ends of lines left out."""
    begin = first.at + min(max(start, first.start), first.stop) - first.start
    end = last.at + min(max(stop, last.start), last.stop) - last.start
    return begin, max(begin, end)
