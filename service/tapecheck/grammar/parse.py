"""From an article to its assertions: the one way into the grammar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from tapecheck.core.nouns import Article, Assertion
from tapecheck.core.units import InstrumentId
from tapecheck.grammar.about import employer_of, topic_of
from tapecheck.grammar.chunk import chunk
from tapecheck.grammar.claims import Claims
from tapecheck.grammar.emit import Emitter
from tapecheck.grammar.focus import Focus
from tapecheck.grammar.frames import Anchor, Frame
from tapecheck.grammar.names import Name, NameSpotter
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.quantities import build_quantities
from tapecheck.grammar.quotes import Quoted
from tapecheck.grammar.reader import read
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.grammar.scan import Scanner
from tapecheck.grammar.sentences import LONGEST, sentence_bounds

Names = Mapping[int, tuple[int, Name]]


class Parser:
    """Reads articles; built once, it keeps no state between them, so threads may share it."""

    def __init__(
        self, rulebook: Rulebook, names: Iterable[Name] = (), *, home: str = "USD"
    ) -> None:
        """Take the rules, the names to look for, and the currency that a bare $ stands for."""
        self._lexicon = rulebook.lexicon
        self._claims = Claims(rulebook.claims)
        self._spotter = NameSpotter(names, well_known=rulebook.lexicon.names)
        self._scanner = Scanner(rulebook.lexicon, build_quantities(rulebook.lexicon.textual, home))

    def parse(self, article: Article) -> tuple[Assertion, ...]:
        """Return every market claim of the article, in reading order, where its text makes it."""
        return tuple(located(found, article) for found in self._read(article.plain))

    def _read(self, article: Article) -> Iterable[Assertion]:
        text = readable(article.text)
        names = self._spotter.find(text)
        quotes = Quoted(text)
        focus = self._focus_of(article.title)
        emitter = Emitter(self._claims, article.published)
        found: list[Assertion] = []
        for start, stop in sentence_bounds(text, self._lexicon):
            parts = chunk(self._scanner.scan(text, start, stop, names))
            state = Progress(
                parts, text, spotter=self._spotter, focus=focus, quotes=quotes,
                today=article.published,
            )  # fmt: skip
            read(state)
            for part in parts:
                if part.sort is Sort.TIME:
                    self._presupposed(part, state, names)
            found.extend(emitter.emit(state.frames, state.anchors, state.lead))
            focus.turn(topic for f in state.frames if f.amounts for topic in f.subjects)
        return sorted(found, key=lambda a: (a.span.start, a.span.stop))

    def named(self, text: str) -> tuple[InstrumentId, ...]:
        """Return the listings that a text names, each once, in reading order."""
        found = sorted(self._spotter.find(readable(text)).items())
        ids = (name.instrument for _, (_, name) in found)
        return tuple(dict.fromkeys(each for each in ids if each is not None))

    def _focus_of(self, title: str) -> Focus:
        """Return a focus on what the headline names first."""
        focus, title = Focus(), readable(title)[:LONGEST]
        parts = chunk(self._scanner.scan(title, 0, len(title), self._spotter.find(title)))
        nouns = [part for part in parts if part.sort is Sort.NOUN]
        tell = [employer_of if part.roles & Role.OFFICE else topic_of for part in nouns]
        topics = [t(part, title, self._spotter) for t, part in zip(tell, nouns, strict=True)]
        focus.head(topic for topic in topics if topic is not None)
        return focus

    def _presupposed(self, part: Part, state: Progress, names: Names) -> None:
        """Add what a window takes for granted: "since hitting a 2025 low on Jan. 13"."""
        phrase = part.token.phrase
        if phrase is None or phrase.word.event is None:
            return
        frame = _told_with(part, state)
        for inner in chunk(self._scanner.scan(state.text, part.start + 5, part.stop, names)):
            if inner.sort is Sort.ANCHOR and frame is not None:
                day = frame.when.start if frame.when else None
                state.anchors.append(Anchor(inner, frame.subjects, None, end=day))


def located(assertion: Assertion, article: Article) -> Assertion:
    """Return what the plain article claims, with the places of the text as it came."""
    if article.prose is None:
        return assertion
    cue = assertion.cue and article.in_text(assertion.cue)
    return replace(assertion, span=article.in_text(assertion.span), cue=cue)


def _told_with(part: Part, state: Progress) -> Frame | None:
    """Return the frame that a window belongs to: the last before it, or the first behind it."""
    headed = [(frame.head.start, frame) for frame in state.frames if frame.head is not None]
    before = [frame for start, frame in headed if start < part.start]
    if before:
        return before[-1]
    return headed[0][1] if headed else None


def readable(text: str) -> str:
    """Return the text with lone surrogates replaced, so that every spotter can take it.

    Offsets stay as they are: one character stands for one.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
