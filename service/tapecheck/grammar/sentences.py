"""Where sentences end: at a stop that is no abbreviation's, or where a line ends for good."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapecheck.grammar.lexicon import Lexicon
from tapecheck.grammar.roles import Role

_END = re.compile(r"[.!?…\n](?:(?<!\n)[.!?…]*+[\"”’')\]»]*+)?+")
# What may follow a stop that ends a sentence.
_BEGIN = re.compile(
    r"\s+(?:[*_\u2022\u00b7\u2013\u2014-]{1,3}\s+)?[\"“‘'(\[«<$€£¥₹]*[^\W_a-z]|\s*$|[A-Z][a-z]"
)
_LAST_WORD = re.compile(r"(?:[^\W_]+\.)*[^\W_]+$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
# Where and by whom it was filed: "LONDON (Reuters) - Shares rose".
_DATELINE_LENGTH = 62
_DATELINE = re.compile(
    r"[A-Z][^\n().]{1,60}+\((?:Reuters|AP|AFP|Bloomberg|Dow Jones|Xinhua|ShareCast)\)\s+[-–—]+\s+"
)
# What a page runs together before its text: "UK Markets closed Acme falls Globe – 5 minutes ago".
_FURNITURE = (" ago ", "Markets ")
_PAGE = re.compile(
    r"(?:Markets (?:closed|(?:close|open) in(?: \d{1,2} \w{2,5}){1,2})"
    r"|(?: \d{1,2} (?:second|minute|hour|day)s?){1,2} ago(?: (?:Recommend|Print|View Photo))*"
    r"(?: [\d.,]+(?: [+-]?[\d.,]+)?)?)\s+(?=[A-Z*$£€])"
)
# A run-in heading in capitals: "A WEEK TO REMEMBER For the week, the Dow rose".
_HEADING = re.compile(r"(?:[A-Z0-9&'’$%,./-]+\s+){3,12}(?=[A-Z][a-z])")
# One of a word or two, before a word that opens sentences: "BROAD DECLINE In early trade".
_SHORT_HEADING = re.compile(r"(?:[A-Z][A-Z'’&-]{3,20}\s+){1,2}(?=([A-Z][a-z]*)\s)")
_NEXT_WORD = re.compile(r"[\s\"“‘'(\[«]*([^\W_]+)")
_STARTERS = frozenset(
    {
        "the", "a", "an", "in", "on", "at", "but", "and", "it", "its", "he", "she", "they", "we",
        "this", "that", "these", "those", "for", "after", "before", "as", "when", "while", "if",
        "shares", "stocks", "analysts", "investors", "however", "meanwhile", "still", "with",
        "since", "by", "to", "i", "you", "there", "what", "who", "how", "why", "some", "many",
        "most", "both", "according", "although", "though", "because", "during", "under", "over",
        "last",
    }
)  # fmt: skip
# A line this long without a stop was broken by a typewriter, not by a thought.
_WRAPPED = range(60, 101)
# No thought takes more characters; a table or a list without a stop may.
LONGEST = 2_000


def paragraph_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, stop) of what stands between empty lines: no sentence reaches across one."""
    start = 0
    while (stop := text.find("\n\n", start)) >= 0:
        if stop > start:
            yield start, stop
        start = stop + 2
    yield start, len(text)


def sentence_bounds(
    text: str, lexicon: Lexicon, start: int = 0, stop: int | None = None
) -> Iterator[tuple[int, int]]:
    """Yield (start, stop) of each sentence of a paragraph or text, without blanks around it."""
    stop = len(text) if stop is None else stop
    for found in _END.finditer(text, start, stop):
        mark, end = found.span()
        if text[mark] == "\n":
            ends, end = _ends_line(text, mark), mark
        else:
            ends = _BEGIN.match(text, end, stop) is not None and _is_end(text, mark, end, lexicon)
        if ends:
            yield from _pieces(text, start, end)
            start = end
    if start < stop:
        yield from _pieces(text, start, stop)


def _short_heading(text: str, start: int, stop: int) -> re.Match[str] | None:
    """Return a heading of a word or two in capitals, where a word follows that opens sentences."""
    found = _SHORT_HEADING.match(text, start, stop)
    return found if found is not None and found[1].lower() in _STARTERS - _NOUNS else None


_NOUNS = frozenset({"shares", "stocks", "analysts", "investors"})


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, parted from the headline that a page runs together with it."""
    if any(text.find(word, start, stop) >= 0 for word in _FURNITURE):
        for seam in _PAGE.finditer(text, start, stop):
            yield from _headed(text, start, seam.end())
            start = seam.end()
    yield from _headed(text, start, stop)


def _headed(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence without its dateline, and its run-in heading as one of its own."""
    start, stop = _trimmed(text, start, stop)
    if text.find("(", start, start + _DATELINE_LENGTH) >= 0:
        dateline = _DATELINE.match(text, start, stop)
        start = dateline.end() if dateline else start
    if not text[start + 1 : start + 2].islower():
        heading = _HEADING.match(text, start, stop) or _short_heading(text, start, stop)
        if heading:
            yield _trimmed(text, start, heading.end())
            start = heading.end()
    if stop - start > LONGEST:
        yield from _cut(text, start, stop)
    elif start < stop:
        yield start, stop


def _cut(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence in pieces short enough to be read: reading costs its length squared."""
    while start < stop:
        end = stop
        if stop - start > LONGEST:
            end = max(text.rfind(blank, start + 1, start + LONGEST) for blank in " \n")
            end = end if end > 0 else start + LONGEST
        first, last = _trimmed(text, start, end)
        if first < last:
            yield first, last
        start = end


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start].isspace():
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _is_end(text: str, mark: int, end: int, lexicon: Lexicon) -> bool:
    """Return whether the stop at ``mark`` is no abbreviation's."""
    if end - mark > 1 or text[mark] != ".":
        return True
    words = text[max(0, mark - 24) : mark].split(" ")
    word = _LAST_WORD.search(words[-1])
    if word is None:
        return True
    last = word.group()
    entry = lexicon.words.get(last.lower())
    roles = entry.roles if entry else 0
    initials = _INITIALS.fullmatch(last) and (not roles or roles & Role.DETERMINER)
    initials = initials and not words[-1][: word.start()].endswith(
        "/"
    )  # "Thomson Reuters I/B/E/S."
    if roles & Role.ABBREVIATION or initials:
        return False
    if roles & Role.MAYBE_ABBREVIATION:
        following = _NEXT_WORD.match(text, end)
        return following is None or following[1].lower() in _STARTERS
    return True


def _ends_line(text: str, newline: int) -> bool:
    """Return whether the line that ends here is not carried on by the next."""
    begin = text.rfind("\n", 0, newline) + 1
    line = text[begin:newline].rstrip()
    following = text[newline + 1 : newline + 2]
    if not line or not following or following.isspace():
        return True
    if line[-1] in '.!?:…"”':
        return True
    carried = following.islower() or following.isdigit() or following in "$€£¥(,"
    return not (carried or len(line) in _WRAPPED)
