"""Phrases of the rules by the word they start with and the next: of many, a text tries few."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.templates import ANY, DIGIT, END, Template


class Phrase(Struct, frozen=True):
    """A phrase template with the role it plays and what it brings."""

    template: Template
    role: int
    word: Word


# A phrase, and what a text must hold for it besides the words that it was filed by.
Candidate = tuple[Phrase, tuple[frozenset[str], ...]]


@dataclass(frozen=True)
class Openings:
    """The phrase templates that may start with the word ``head``.

    They are filed by the next word when a text first holds the head: most texts hold few of them.
    """

    head: str
    all: tuple[Phrase, ...]

    @cached_property
    def whatever_follows(self) -> tuple[Candidate, ...]:
        """Return all of them, for where it is not known what follows."""
        return tuple((phrase, self._needs(phrase, set())) for phrase in self.all)

    @cached_property
    def always(self) -> tuple[Candidate, ...]:
        """Return the phrases that may be there whatever follows."""
        return self._filed(set())

    @cached_property
    def by_next(self) -> dict[str, tuple[Candidate, ...]]:
        """Return those that may be there before each word that some of them know."""
        words = frozenset().union(*(phrase.template.seconds[self.head] for phrase in self.all))
        return {word: self._filed({word}) for word in words - _OPEN}

    def _filed(self, following: set[str]) -> tuple[Candidate, ...]:
        return tuple(
            (phrase, self._needs(phrase, following))
            for phrase in self.all
            if not phrase.template.seconds[self.head].isdisjoint(_OPEN | following)
        )

    def _needs(self, phrase: Phrase, following: set[str]) -> tuple[frozenset[str], ...]:
        """Return what a text must hold besides the head and the word that follows it."""
        held = {self.head} | following
        return tuple(words for words in phrase.template.needs if words.isdisjoint(held))

    def after_digits(self, text: str, start: int, end: int) -> tuple[Candidate, ...]:
        """Return the phrases that may start with the number in digits at ``start``."""
        digits = _DIGITS.match(text, start)
        stop = digits.end() if digits else start
        following = text[stop : stop + 1]
        if following.isalnum():
            return self.whatever_follows
        return self.always if following in _IN_NUMBERS else self.before(text, stop, end)

    def before(self, text: str, pos: int, end: int) -> tuple[Candidate, ...]:
        """Return the phrases that may start with this word before what stands at ``pos``.

        Of a word with a digit close behind it little is known: then all are tried. The sentence
        ends at ``end``.
        """
        found = _NEXT.match(text, pos, end)
        if found is None or found.lastindex is None:
            return self.always
        if found.lastindex == 2:
            return self.whatever_follows
        following = DIGIT if found.lastindex == 1 else found[3].lower()
        return self.by_next.get(following, self.always)


_OPEN = frozenset({ANY, END})
_DIGITS = re.compile(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)
_IN_NUMBERS = (",", ".", ":", "/")
# A digit, or a mark before one; a word with a digit in it; a word.
_NEXT = re.compile(r"[\s-]{0,3}(?:[^\s\w]{0,3}\d()|(?=\S{0,3}\d)()|([^\W_]{1,100}))")


def longest_phrase(
    text: str, start: int, words: frozenset[str], candidates: Sequence[Candidate]
) -> tuple[int, dict[str, str], Phrase] | None:
    """Return where the longest phrase from ``start`` stops, its slots and it; see ``words_of``."""
    best, longest = None, start
    lacks = words.isdisjoint
    for phrase, needs in candidates:
        if needs and any(map(lacks, needs)):
            continue
        found = phrase.template.match(text, start)
        if found is not None and found.end() > longest:
            best, longest = (found, phrase), found.end()
    if best is None:
        return None
    found, phrase = best
    return longest, phrase.template.slots_of(found), phrase
