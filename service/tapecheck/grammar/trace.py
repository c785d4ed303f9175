"""The parser's own account: tokens, parts and frames of each sentence, and every number left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tapecheck.core.nouns import Article, Assertion, Metric, Span
from tapecheck.grammar.chunk import chunk
from tapecheck.grammar.claims import Claims, unit_class
from tapecheck.grammar.figures import measured_by, plausible
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.parse import Parser, Walk
from tapecheck.grammar.parts import Part
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token
from tapecheck.grammar.sentences import paragraph_bounds, sentence_bounds
from tapecheck.grammar.triggers import Use
from tapecheck.grammar.unplaced import why_unplaced
from tapecheck.grammar.why import Why

_DIGITS = re.compile(r"\d(?:[\d.,:/]*\d)?")
_DATES = Role.WINDOW | Role.DATE


class Left(Struct, frozen=True):
    """A number that makes no claim, and why; an amount has a value, other digits are written."""

    span: Span
    unit: str | None
    why: Why
    is_amount: bool


class Traced(Struct, frozen=True, kw_only=True):
    """All that the parser made of one sentence; ``use`` is what its words alone promised."""

    span: Span
    use: Use
    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]
    frames: tuple[Frame, ...]
    claims: tuple[Assertion, ...]
    left: tuple[Left, ...]

    @property
    def names_market(self) -> bool:
        """Return whether it names a listing or an index."""
        names = [token.name for token in self.tokens if token.name is not None]
        listed = any(name.instrument or name.metric is Metric.INDEX for name in names)
        return listed or any(token.roles & Role.INDEX_NOUN for token in self.tokens)

    def is_left(self, token: Token) -> bool:
        """Return whether a token is among the numbers left alone."""
        return any(left.span.start == token.start for left in self.left)


class Tracer(Walk):
    """Walks through an article as a parse does, reads every sentence, and keeps account."""

    def __init__(self, parser: Parser, article: Article) -> None:
        """Start before the first word."""
        super().__init__(parser, article.plain)

    def sentences(self) -> Iterator[Traced]:
        """Yield the account of each sentence, in order."""
        for start, stop in paragraph_bounds(self._text):
            for first, last in sentence_bounds(self._text, self._parser.lexicon, start, stop):
                yield self._traced(first, last)

    def _traced(self, start: int, stop: int) -> Traced:
        tokens = self._scanner.scan(self._text, start, stop, self._names)
        use, parts = self._use_of(start, stop), chunk(self._scan(start, stop))
        claiming = use is Use.CLAIM
        state = self._claiming(start, stop, parts) if claiming else self._dated(self._read(parts))
        claims = tuple(self._told(state))
        return Traced(
            span=Span(start, stop),
            use=use,
            tokens=tuple(tokens),
            parts=tuple(state.parts),
            frames=tuple(state.frames),
            claims=claims,
            left=tuple(_left(tokens, state, claims, self._parser.claims)),
        )


def _left(
    tokens: Sequence[Token], state: Progress, claims: Sequence[Assertion], rules: Claims
) -> Iterator[Left]:
    """Yield the numbers of a sentence that stand in no claim."""
    for token in tokens:
        if any(c.span.start < token.stop and token.start < c.span.stop for c in claims):
            continue
        if token.amount is not None:
            amount = token.amount
            why = _why(token, state, rules)
            yield Left(Span(amount.start, amount.stop), amount.unit, why, is_amount=True)
            continue
        for digits in _DIGITS.finditer(state.text, token.start, token.stop):
            why = _why_written(token, state.text)
            yield Left(Span(*digits.span()), None, why, is_amount=False)


def _why_written(token: Token, text: str) -> Why:
    """Return why digits are no amount: what they are part of tells."""
    if token.name is not None:
        return Why.NAME
    if token.code is not None:
        return Why.CODE
    if token.phrase is not None:
        return _why_phrase(token, text)
    if text[token.start : token.stop][:1].isdigit() and ":" in token.lower:
        return Why.TIME_OF_DAY
    return Why.AGE if token.lower.endswith("-year-old") else Why.WORD


def _why_phrase(token: Token, text: str) -> Why:
    if text.startswith("-old", token.stop):
        return Why.AGE
    if token.roles & _DATES:
        return Why.DATE
    return Why.TIME_OF_DAY if token.roles & Role.BASIS else Why.NO_SUBJECT


def _why(token: Token, state: Progress, rules: Claims) -> Why:
    """Return why an amount makes no claim: nobody took it, or its frame says too little."""
    at = next((at for at, p in enumerate(state.parts) if token in (p.tokens or (p.token,))), None)
    if at is None:
        return Why.APART
    part = state.parts[at]
    for frame in state.frames:
        for placed in frame.amounts:
            if placed.part is part:
                return _why_unsaid(frame, placed, rules)
    why = state.left.get(at, Why.UNEXPLAINED)
    return why_unplaced(state.parts, at) if why is Why.NO_PLACE else why


def _why_unsaid(frame: Frame, placed: Placed, rules: Claims) -> Why:
    """Return what a frame lacks that holds an amount and makes no claim of it."""
    if frame.denied:
        return Why.DENIED
    if not frame.subjects:
        return Why.NO_SUBJECT
    reasons = [_why_not(frame, placed, place, rules) for place in range(len(frame.subjects))]
    return reasons[-1]


def _why_not(frame: Frame, placed: Placed, place: int, rules: Claims) -> Why:
    """Return why an amount is not claimed of one subject of its frame."""
    topic, amount = frame.subjects[place], placed.part.amount
    if amount is None or placed not in frame.told_of(place):
        return Why.UNPAIRED
    link = Link.LEVEL if placed.link is Link.ORIGIN else placed.link
    direction = placed.direction or frame.direction
    if not plausible(frame, placed, topic, direction):
        if link is Link.EXTENT and direction is None:
            return Why.NO_DIRECTION
        if topic.weak:
            return Why.UNKNOWN_SUBJECT
        return Why.NO_UNIT if amount.bare else Why.UNIT
    metric = measured_by(topic, amount, link, frame.head)
    found = rules.find(link.name, unit_class(amount.unit), metric.value)
    return Why.NO_RULE if found is None else Why.UNEXPLAINED
