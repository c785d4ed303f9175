"""From an article to its assertions: the one way into the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import islice
from operator import attrgetter

from tapecheck.core.nouns import Article, Assertion, Span, When
from tapecheck.core.units import InstrumentId
from tapecheck.grammar.about import employer_of, topic_of
from tapecheck.grammar.chronicle import Chronicle
from tapecheck.grammar.chunk import chunk
from tapecheck.grammar.claims import Claims
from tapecheck.grammar.emit import Emitter
from tapecheck.grammar.home import Scanners
from tapecheck.grammar.lazyfocus import LazyFocus
from tapecheck.grammar.names import Name, NameSpotter
from tapecheck.grammar.parts import ANCHORS, Part, Sort, roles_of
from tapecheck.grammar.plain import located, readable
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.quotes import Quoted
from tapecheck.grammar.reader import read
from tapecheck.grammar.relative import presuppose
from tapecheck.grammar.reporting import is_reported
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.grammar.scan import Token
from tapecheck.grammar.sentences import LONGEST, paragraph_bounds, sentence_bounds
from tapecheck.grammar.triggers import Triggers, Use
from tapecheck.grammar.windows import resolve

# Words with a capital in mid-sentence: names, wherever else they stand. What stands before the
# capital is asked behind it: a pattern that begins with a set of letters is searched for quickest.
_CAPITALS = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[^\W_]*[a-z][^\W_]*")
# What sort of copy a headline heads: "UPDATE 2-Acme", "FOREX -Dollar up", "INSTANT VIEW 4 - Acme".
_LABEL = re.compile(r"^[A-Z][A-Z. ]{2,30}[A-Z.](?:\s\d{1,2}\s?[-:]|\s?-(?=\S))\s?")
_PLACE = attrgetter("span.start", "span.stop")
_BATCH = 64  # sentences
Stretch = tuple[int, int, Use]  # start, stop, and what it is good for


class Parser:
    """Reads articles; built once, it keeps no state between them, so threads may share it."""

    def __init__(
        self, rulebook: Rulebook, names: Iterable[Name] = (), *, home: str = "USD"
    ) -> None:
        """Take the rules, the names to look for, and the currency that a bare $ stands for."""
        self.lexicon = rulebook.lexicon
        self.claims = Claims(rulebook.claims)
        bonds = rulebook.lexicon.words_of(Role.BOND_NOUN)
        self.spotter = NameSpotter(names, well_known=rulebook.lexicon.names, bonds=bonds)
        self.scanners = Scanners(rulebook.lexicon, home)
        self.triggers = Triggers(rulebook.lexicon, self.spotter.texts)

    def parse(self, article: Article) -> tuple[Assertion, ...]:
        """Return every market claim of the article, in reading order, where its text makes it."""
        claims = sorted(Walk(self, article.plain).claims(), key=_PLACE)
        return tuple([located(claim, article) for claim in claims])

    def named(self, text: str) -> tuple[InstrumentId, ...]:
        """Return the listings that a text names, each once, in reading order."""
        found = sorted(self.spotter.find(readable(text)).items())
        ids = (name.instrument for _, (_, name) in found)
        return tuple(dict.fromkeys(each for each in ids if each is not None))

    def sentences(self, text: str) -> tuple[Span, ...]:
        """Return where the sentences of a text stand, in their order."""
        return tuple(
            Span(first, last)
            for start, stop in paragraph_bounds(text)
            for first, last in sentence_bounds(text, self.lexicon, start, stop)
            if first < last
        )


class Walk:
    """One walk through an article: what can make no claim is only looked at, or put off."""

    def __init__(self, parser: Parser, article: Article) -> None:
        """Start before the first word, with what the headline names."""
        self._parser = parser
        self._text = readable(article.text)
        self._today = article.published
        self._scanner = parser.scanners.of(f"{article.title}\n{self._text}")
        self._window: When | None = None  # the window that the last sentence with figures told
        self._focus = LazyFocus()
        self._emitter = Emitter(parser.claims, article.published)
        self._chronicle = Chronicle(article.published, self._text)
        title = _LABEL.sub("", readable(article.title)[:LONGEST])
        if title:
            self._focus.put_off(title, partial(self._headline, title))

    @cached_property
    def _names(self) -> dict[int, tuple[int, Name]]:
        return self._parser.spotter.find(self._text)

    @cached_property
    def _capitals(self) -> frozenset[str]:
        return frozenset(_CAPITALS.findall(self._text))

    @cached_property
    def _quotes(self) -> Quoted:
        return Quoted(self._text)

    def claims(self) -> Iterator[Assertion]:
        """Yield every claim, a batch of sentences at a time.

        All are scanned before the first is read, and all read before the first is told: what one
        step needs stays close at hand, which saves a quarter of the time.
        """
        stretches = self._stretches()
        while batch := tuple(islice(stretches, _BATCH)):
            scanned = [self._scan(a, z) if use is Use.CLAIM else None for a, z, use in batch]
            chunked = [None if tokens is None else chunk(tokens) for tokens in scanned]
            taken = [self._take(*each) for each in zip(batch, chunked, strict=True)]
            for state in taken:
                if state is not None:
                    yield from self._told(state)

    def _stretches(self) -> Iterator[Stretch]:
        """Yield the sentences of paragraphs that may make claims, and other paragraphs whole."""
        for start, stop in paragraph_bounds(self._text):
            text = self._text[start:stop]
            use = self._parser.triggers.use_of(text)
            if use is Use.CLAIM:
                for first, last in sentence_bounds(self._text, self._parser.lexicon, start, stop):
                    alone = (first, last) == (start, stop)
                    yield first, last, use if alone else self._use_of(first, last)
            elif use is Use.NOTHING and not _is_sentence(text):
                yield start, stop, Use.REFERENCE
            else:
                yield start, stop, use

    def _take(self, stretch: Stretch, parts: list[Part] | None) -> Progress | None:
        """Read a sentence that may make claims; put off what others say, until it matters."""
        start, stop, use = stretch
        if parts is not None:
            return self._claiming(start, stop, parts)
        if use is Use.NOTHING:
            self._focus.turn(())
        else:
            self._focus.put_off(self._text[start:stop], partial(self._skim, start, stop))
        return None

    def _use_of(self, start: int, stop: int) -> Use:
        return self._parser.triggers.use_of(self._text[start:stop])

    def _skim(self, start: int, stop: int) -> None:
        """Read a paragraph that makes no claim for what it names."""
        for first, last in sentence_bounds(self._text, self._parser.lexicon, start, stop):
            if self._use_of(first, last) is Use.NOTHING:
                self._focus.turn(())
            else:
                self._recall(first, last)

    def _dated(self, state: Progress) -> Progress:
        """Date the frames of a sentence; a reported figure may be of a period told before."""
        if any(map(is_reported, state.frames)):
            self._focus.catch_up()
        self._emitter.date(state.frames, state.lead)
        self._chronicle.date(state.frames, state.elsewhen)
        return state

    def _claiming(self, start: int, stop: int, parts: list[Part]) -> Progress:
        """Read a sentence that may make claims; "in the same period" is what it told last."""
        self._chronicle.turn(self._text[start:stop])
        state = self._dated(self._read(parts))
        told = [frame.when for frame in state.frames if frame.when is not None]
        self._window = told[-1] if told else None
        return state

    def _told(self, state: Progress) -> list[Assertion]:
        """Return the claims of a sentence, once its frames are dated."""
        return self._emitter.emit(state.frames, state.anchors, state.lead)

    def _recall(self, start: int, stop: int) -> None:
        """Read a sentence that makes no claim for what it names and when."""
        state = self._read(chunk(self._scan(start, stop)))
        self._emitter.date(state.frames, state.lead)

    def _scan(self, start: int, stop: int) -> list[Token]:
        """Return the tokens of a sentence."""
        return self._scanner.scan(self._text, start, stop, self._names, self._capitals)

    def _read(self, parts: list[Part]) -> Progress:
        """Return what a sentence says."""
        state = Progress(
            parts, self._text, spotter=self._parser.spotter, focus=self._focus,
            quotes=self._quotes, today=self._today, told=self._window,
        )  # fmt: skip
        read(state)
        for part in parts:
            if part.token.inside and roles_of(part.token.inside) & ANCHORS:
                presuppose(part, state)
        self._focus.turn([topic for f in state.frames if f.amounts for topic in f.subjects])
        return state

    def _headline(self, title: str) -> None:
        """Remember what the headline names first."""
        spotter = self._parser.spotter
        parts = chunk(self._scanner.scan(title, 0, len(title), spotter.find(title)))
        nouns = [part for part in parts if part.sort is Sort.NOUN]
        tell = [employer_of if part.roles & Role.OFFICE else topic_of for part in nouns]
        topics = [t(part, title, spotter) for t, part in zip(tell, nouns, strict=True)]
        named = [topic for topic in topics if topic is not None]
        for part in parts:
            if part.sort is Sort.TIME and part.token.phrase is not None:
                self._head_period(part.token, title)
        self._focus.head(named, styled=_is_styled(title))

    def _head_period(self, token: Token, title: str) -> None:
        """Remember the reporting period that a headline tells: "Acme Q1 profit rises"."""
        form = token.phrase.word.form if token.phrase is not None else None
        text = title[token.start : token.stop]
        self._emitter.reporting.head(resolve(form or "", token.slots or {}, self._today, text=text))


def _is_styled(title: str) -> bool:
    """Return whether a headline gives every word a capital: there it names nothing."""
    words = [word for word in title.split()[1:] if word[:1].isalpha() and len(word) > _SMALL]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 1 and capitals > len(words) * 0.7


_SMALL = 3  # "Why the Fed Is Here to Stay": small words keep their small letters.


def _is_sentence(text: str) -> bool:
    """Return whether a text without capitals but its first, names and numbers is one sentence."""
    return text.isascii() and "\n" not in text and len(text) <= LONGEST
