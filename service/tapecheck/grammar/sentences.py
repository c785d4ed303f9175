"""Where sentences end: at a stop that is no abbreviation's, or where a line ends for good."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapecheck.grammar.lexicon import Lexicon
from tapecheck.grammar.roles import Role

_END = re.compile(
    r"(?P<stop>(?<![.!?…])[.!?…]++[\"”’')\]»]*+)(?=\s+[\"“‘'(\[«<$€£¥₹]*[^\W_a-z]|\s*$|[A-Z][a-z])|(?P<line>\n)"
)
_LAST_WORD = re.compile(r"(?:[^\W_]+\.)*[^\W_]+$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
# Where and by whom it was filed: "LONDON (Reuters) - Shares rose".
_DATELINE = re.compile(
    r"[A-Z][^\n().]{1,60}\((?:Reuters|AP|AFP|Bloomberg|Dow Jones|Xinhua)\)\s+[-–—]+\s+"
)
# A run-in heading in capitals: "A WEEK TO REMEMBER For the week, the Dow rose".
_HEADING = re.compile(r"(?:[A-Z0-9&'’$%,./-]+\s+){3,12}(?=[A-Z][a-z])")
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


def sentence_bounds(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield (start, stop) of each sentence of ``text``, without blanks around it."""
    for start, stop in _bounds(text, lexicon):
        dateline = _DATELINE.match(text, start, stop)
        start = dateline.end() if dateline else start
        heading = _HEADING.match(text, start, stop)
        if heading:
            yield from _trimmed(text, start, heading.end())
            start = heading.end()
        yield from _cut(text, start, stop)


def _cut(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence in pieces short enough to be read: reading costs its length squared."""
    while stop - start > LONGEST:
        end = max(text.rfind(blank, start + 1, start + LONGEST) for blank in " \n")
        end = end if end > 0 else start + LONGEST
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, stop)


def _bounds(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        stop = found.end("stop") if found["stop"] else found.start()
        ends = _ends_line(text, found.start()) if found["line"] else _is_end(text, found, lexicon)
        if ends:
            yield from _trimmed(text, start, stop)
            start = stop
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while start < stop and text[start].isspace():
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        yield start, stop


def _is_end(text: str, found: re.Match[str], lexicon: Lexicon) -> bool:
    if found["stop"] != ".":
        return True
    word = _LAST_WORD.search(text, max(0, found.start() - 24), found.start())
    if word is None:
        return True
    last = word.group()
    entry = lexicon.words.get(last.lower())
    roles = entry.roles if entry else 0
    initials = _INITIALS.fullmatch(last) and (not roles or roles & Role.DETERMINER)
    if roles & Role.ABBREVIATION or initials:
        return False
    if roles & Role.MAYBE_ABBREVIATION:
        following = _NEXT_WORD.match(text, found.end())
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
