"""From an article to its assertions: the one way into the grammar."""

from __future__ import annotations

from collections.abc import Iterable

from tapecheck.core.nouns import Article, Assertion
from tapecheck.grammar.chunk import chunk
from tapecheck.grammar.emit import Claims, Emitter
from tapecheck.grammar.focus import Focus
from tapecheck.grammar.names import Name, NameSpotter
from tapecheck.grammar.quantities import build_quantities
from tapecheck.grammar.reader import Reader
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.grammar.scan import Scanner
from tapecheck.grammar.sentences import sentence_bounds


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
        """Return every market claim of the article, in reading order."""
        text = readable(article.text)
        names = self._spotter.find(text)
        focus = Focus()
        emitter = Emitter(self._claims, article.published)
        found: list[Assertion] = []
        for start, stop in sentence_bounds(text, self._lexicon):
            tokens = self._scanner.scan(text, start, stop, names)
            reader = Reader(
                chunk(tokens), text, spotter=self._spotter, focus=focus, today=article.published
            )
            reader.read()
            found.extend(emitter.emit(reader.frames, reader.anchors, reader.lead))
        return tuple(sorted(found, key=lambda a: (a.span.start, a.span.stop)))


def readable(text: str) -> str:
    """Return the text with lone surrogates replaced, so that every spotter can take it.

    Offsets stay as they are: one character stands for one.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
