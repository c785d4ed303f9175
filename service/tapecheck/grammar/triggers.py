"""What a stretch of text is good for, told from its words alone: a claim, a reference, nothing.

Most sentences of a wire make no claim. Reading one costs fifty times what it costs to see that it
holds neither a number nor a word that can take part in a claim.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from enum import Enum, auto
from itertools import chain

from tapecheck.grammar.lexicon import Lexicon
from tapecheck.grammar.parts import ANCHORS, MARKET_NOUNS
from tapecheck.grammar.roles import Role
from tapecheck.grammar.templates import words_in

_REFERRING = MARKET_NOUNS | (Role.METRIC_NOUN | Role.COMPANY_NOUN | Role.COMPANY_SUFFIX)
_POINTING = frozenset({"it", "they", "its", "their", "them", "itself", "whose"})
_STAND_INS = frozenset({"that", "those"})  # "while those of Acme rose"

_WORDS = re.compile(r"[^\W_]+")
_OPENING = re.compile(r"[^\W\d_]+(?=[\s,])")
# A letter of a script without capitals: any word there may be a name.
_CASELESS = re.compile("[^\x00-\u058f\u1e00-\u206f\u20a0-\u20cf]")


class Use(Enum):
    """What a stretch of text is good for."""

    CLAIM = auto()
    REFERENCE = auto()
    NOTHING = auto()


class Triggers:
    """The words that a claim cannot do without; built once, it keeps no state."""

    def __init__(self, lexicon: Lexicon, names: Collection[str]) -> None:
        """Take the words of the rules, and the names to look for."""
        units = set(_units(lexicon))
        marks = "".join(re.escape(unit) for unit in units if not _WORDS.search(unit))
        self._number = re.compile(rf"[\d½¼¾{marks}]")
        self._units = frozenset(_telling(units))
        self._cues = frozenset(_cues(lexicon))
        self._noted = self._units | _POINTING | set(_telling(_referring(lexicon, names)))
        self._known = frozenset(lexicon.words) - {name.lower() for name in names if _is_word(name)}

    def use_of(self, text: str) -> Use:
        """Return what ``text``, a sentence or several, is good for.

        A claim needs an amount, or a word that brings a direction, an extreme, a streak, a rank or
        a comparison together with something to say it of.
        """
        if self._number.search(text) is not None:
            return Use.CLAIM
        words = words_in(text)
        noted = not self._noted.isdisjoint(words)
        if noted and not self._units.isdisjoint(words):
            return Use.CLAIM
        if not (noted or self._may_name(text, words)):
            return Use.NOTHING
        return Use.REFERENCE if self._cues.isdisjoint(words) else Use.CLAIM

    def _may_name(self, text: str, words: list[str]) -> bool:
        """Return whether words that are not noted may name what a later sentence points back to."""
        if "of" in words and not _STAND_INS.isdisjoint(words):
            return True
        if text[1:] != text[1:].lower() or not (text.isascii() or _CASELESS.search(text) is None):
            return True
        opening = _OPENING.match(text)
        return opening is None or opening.group().lower() not in self._known


def _telling(texts: Iterable[str]) -> Iterator[str]:
    """Yield the longest word of each text: whoever finds the text finds that word."""
    for text in texts:
        yield from sorted(_WORDS.findall(text.lower()), key=len)[-1:]


def _units(lexicon: Lexicon) -> Iterator[str]:
    """Yield what makes a number in words an amount: "a percent", "five dollars", "a third"."""
    textual = lexicon.textual
    yield from (*textual["unit"], *textual["currency_name"], *textual["fraction"])
    for text, word in textual["number"].items():
        if word.value is not None and word.value != word.value.to_integral():
            yield text


def _cues(lexicon: Lexicon) -> Iterator[str]:
    """Yield a word of all that brings a direction, or is a claim by itself."""
    entries = [*lexicon.words.values()]
    entries += [entry for longer in lexicon.phrases.values() for _, entry in longer]
    for entry in entries:
        brings = any(word.direction or word.ratio for word in entry.words.values())
        if brings or entry.roles & ANCHORS:
            yield from _telling([entry.text])
    for openings in lexicon.templates.values():
        for phrase in openings.all:
            if phrase.word.direction or phrase.role & ANCHORS:
                yield from chain.from_iterable(phrase.template.needs[:1])


def _referring(lexicon: Lexicon, names: Iterable[str]) -> Iterator[str]:
    """Yield the nouns that a claim may be about, and names that are written small."""
    yield from (text for text, entry in lexicon.words.items() if entry.roles & _REFERRING)
    for longer in lexicon.phrases.values():
        yield from (entry.text for _, entry in longer if entry.roles & _REFERRING)
    for openings in lexicon.templates.values():
        for phrase in openings.all:
            if phrase.role & _REFERRING:
                yield from chain.from_iterable(phrase.template.needs[:1])
    yield from (name for name in names if name.islower())


def _is_word(name: str) -> bool:
    """Return whether only its first letter may tell a name from a word: "Target"."""
    return name[1:] == name[1:].lower()
