"""Phrases of the rules by the word they start with and the next: of many, a text tries few."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.templates import ANY, DIGIT, END, Template


class Phrase(Struct, frozen=True):
    """A phrase template with the role it plays and what it brings."""

    template: Template
    role: int
    word: Word


class Openings(Struct, frozen=True):
    """The phrase templates that may start with one word, and which of them by the next word.

    ``always`` may be there whatever follows. Of a word with a digit close behind it little is
    known: then all are tried.
    """

    all: tuple[Phrase, ...]
    always: tuple[Phrase, ...]
    by_next: dict[str, tuple[Phrase, ...]]

    def after_digits(self, text: str, start: int) -> tuple[Phrase, ...]:
        """Return the phrases that may start with the number in digits at ``start``."""
        digits = _DIGITS.match(text, start)
        stop = digits.end() if digits else start
        following = text[stop : stop + 1]
        if following.isalnum():
            return self.all
        return self.always if following in _IN_NUMBERS else self.before(text, stop)

    def before(self, text: str, pos: int) -> tuple[Phrase, ...]:
        """Return the phrases that may start with this word before what stands at ``pos``."""
        found = _NEXT.match(text, pos)
        if found is None or found.lastindex is None:
            return self.always
        if found.lastindex == 2:
            return self.all
        following = DIGIT if found.lastindex == 1 else found[3].lower()
        return self.by_next.get(following, self.always)


_DIGITS = re.compile(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)
_IN_NUMBERS = (",", ".", ":", "/")
# A digit, or a mark before one; a word with a digit in it; a word.
_NEXT = re.compile(r"[\s-]{0,3}(?:[^\s\w]{0,3}\d()|(?=\S{0,3}\d)()|([^\W_]{1,100}))")


def file_phrases(head: str, phrases: Sequence[Phrase]) -> Openings:
    """Return the phrases that may start with ``head``, filed by the words that may follow it."""
    nexts = {phrase.template.source: phrase.template.seconds[head] for phrase in phrases}
    words = {word for each in nexts.values() for word in each if word not in (ANY, END)}

    def filed(*wanted: str) -> tuple[Phrase, ...]:
        return tuple(p for p in phrases if not nexts[p.template.source].isdisjoint(wanted))

    return Openings(
        all=tuple(phrases),
        always=filed(ANY, END),
        by_next={word: filed(ANY, END, word) for word in words},
    )


def longest_phrase(
    text: str, start: int, words: frozenset[str], phrases: Sequence[Phrase]
) -> tuple[int, dict[str, str], Phrase] | None:
    """Return where the longest phrase from ``start`` stops, its slots and it; see ``words_of``."""
    best: tuple[int, dict[str, str], Phrase] | None = None
    lacks = words.isdisjoint
    for phrase in phrases:
        if any(map(lacks, phrase.template.needs)):
            continue
        found = phrase.template.match(text, start)
        if found and (best is None or found[0] > best[0]):
            best = *found, phrase
    return best
