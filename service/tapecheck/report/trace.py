"""The parser's account of an article, for people and as JSON, and a tally of its numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from tapecheck.core.nouns import Article, Span
from tapecheck.grammar.frames import Frame
from tapecheck.grammar.parts import Part
from tapecheck.grammar.roles import SECTIONS
from tapecheck.grammar.scan import Token
from tapecheck.grammar.trace import Left, Traced
from tapecheck.grammar.why import REASONS, UNACCOUNTED, Why
from tapecheck.report.text import place_of
from tapecheck.report.view import Paint, no_paint

_UNITS = frozenset({"percent", "percentage_point", "basis_point", "point"})
_LEVEL = re.compile(r"\d[.,]\d")


class TokenOut(Struct, frozen=True):
    """A token: its words, what it was found to be, and the roles it may play."""

    text: str
    found: str
    roles: tuple[str, ...] = ()


class SlotsOut(Struct, frozen=True):
    """A predicate with what fills its slots."""

    head: str | None
    direction: str | None
    subjects: tuple[str, ...]
    amounts: tuple[tuple[str, str], ...]
    window: str | None
    basis: str | None
    modality: str


class FiredOut(Struct, frozen=True):
    """A claim by its words, with the rule that fired."""

    quote: str
    start: int
    end: int
    rule: str


class LeftOut(Struct, frozen=True):
    """A number left alone, with the reason."""

    text: str
    start: int
    end: int
    unit: str | None
    reason: Why
    about: str


class SentenceOut(Struct, frozen=True):
    """The account of one sentence; ``use`` is what its words alone promised."""

    start: int
    end: int
    use: str
    tokens: tuple[TokenOut, ...]
    parts: tuple[tuple[str, str], ...]
    frames: tuple[SlotsOut, ...]
    claims: tuple[FiredOut, ...]
    left: tuple[LeftOut, ...]


class TracedOut(Struct, frozen=True):
    """The account of one article."""

    id: str
    sentences: tuple[SentenceOut, ...]


def traced_document(
    article: Article, traces: Iterable[Traced], only: Collection[Why] = ()
) -> TracedOut:
    """Return the account as JSON; ``only`` keeps the sentences with numbers left for a reason."""
    shown = (sentence_out(article, trace, only) for trace in traces)
    return TracedOut(article.id, tuple(s for s in shown if s.left or not only))


def sentence_out(article: Article, trace: Traced, only: Collection[Why] = ()) -> SentenceOut:
    """Return one sentence in its public shape; offsets are those of the text as it came."""
    plain, span = article.plain.text, article.in_text(trace.span)
    return SentenceOut(
        start=span.start,
        end=span.stop,
        use=trace.use.name.lower(),
        tokens=tuple(_token(token, plain) for token in trace.tokens),
        parts=tuple((part.sort.name, _words(part, plain)) for part in trace.parts),
        frames=tuple(_slots(frame, plain) for frame in trace.frames),
        claims=tuple(
            FiredOut(c.span.of(plain), *_ends(article, c.span), c.rule) for c in trace.claims
        ),
        left=tuple(_left(article, each) for each in trace.left if each.why in only or not only),
    )


def _ends(article: Article, span: Span) -> tuple[int, int]:
    given = article.in_text(span)
    return given.start, given.stop


def _left(article: Article, left: Left) -> LeftOut:
    start, stop = _ends(article, left.span)
    words = left.span.of(article.plain.text)
    return LeftOut(words, start, stop, left.unit, left.why, REASONS[left.why])


def _words(part: Part, text: str) -> str:
    return text[part.start : part.stop]


def _token(token: Token, text: str) -> TokenOut:
    told = {"amount": token.amount, "name": token.name, "code": token.code, "phrase": token.phrase}
    found = next((what for what, value in told.items() if value is not None), None)
    roles = tuple(name for name, role in SECTIONS.items() if token.roles & role)
    plain = "mark" if token.mark else "name-like" if token.proper else "word"
    return TokenOut(text[token.start : token.stop], found or plain, roles)


def _slots(frame: Frame, text: str) -> SlotsOut:
    when = frame.when
    told = [when.label.value, when.start, when.end] if when is not None else []
    return SlotsOut(
        head=_words(frame.head, text) if frame.head is not None else None,
        direction=frame.direction.value if frame.direction is not None else None,
        subjects=tuple(topic.name or topic.text for topic in frame.subjects),
        amounts=tuple((placed.link.name, _words(placed.part, text)) for placed in frame.amounts),
        window=" ".join(word for word in told if word) or None,
        basis=frame.basis.value if frame.basis is not None else None,
        modality=frame.modality.value,
    )


def traced_text(
    article: Article, traces: Iterable[Traced], paint: Paint = no_paint, only: Collection[Why] = ()
) -> Iterator[str]:
    """Yield the account for people; with ``only``, a line for each number left for a reason."""
    for trace in traces:
        shown = sentence_out(article, trace, only)
        if not only:
            yield from _sentence_text(article, shown, paint)
        for left in shown.left:
            line, column = place_of(article.text, left.start)
            where = "    left    " if not only else f"{article.id}:{line}:{column}: "
            yield f"{where}{paint(left.text, 'claim')}: {left.reason}. {left.about}"


def _sentence_text(article: Article, shown: SentenceOut, paint: Paint) -> Iterator[str]:
    line, column = place_of(article.text, shown.start)
    words = " ".join(article.text[shown.start : shown.end].split())
    yield f"{paint(f'line {line}, column {column}', 'heading')} ({shown.use})  {words}"
    yield "    tokens  " + " | ".join(_token_text(token) for token in shown.tokens)
    yield "    parts   " + " ".join(f"{sort}[{words}]" for sort, words in shown.parts)
    yield from (f"    frame   {_slots_text(slots)}" for slots in shown.frames)
    yield from (f"    claim   {paint(c.quote, 'claim')}: {c.rule}" for c in shown.claims)


def _token_text(token: TokenOut) -> str:
    told = [*([] if token.found == "word" else [token.found]), *token.roles]
    return f"{' '.join(token.text.split())} ({', '.join(told)})" if told else token.text


def _slots_text(slots: SlotsOut) -> str:
    told = [
        slots.direction,
        "of " + (", ".join(slots.subjects) or "nobody"),
        *(f"{link} {words}" for link, words in slots.amounts),
        slots.window,
        slots.basis,
        slots.modality,
    ]
    return f"{slots.head or 'no verb'}: {'; '.join(word for word in told if word)}"


class Tally:
    """Counts numbers over articles: claimed, or left for which reason."""

    def __init__(self) -> None:
        """Start at nothing."""
        self._left: Counter[Why] = Counter()
        self._claimed = 0
        self._market: Counter[str] = Counter()

    def add(self, article: Article, trace: Traced) -> None:
        """Count the numbers of one sentence."""
        text = article.plain.text
        claimed = [t for t in trace.tokens if t.amount and not trace.is_left(t)]
        self._claimed += len(claimed)
        self._left.update(left.why for left in trace.left)
        if not trace.names_market:
            return
        self._market["claimed"] += sum(_is_market(_amount_unit(t), _of(t, text)) for t in claimed)
        for left in trace.left:
            if _is_market(left.unit, left.span.of(text)) and left.is_amount:
                self._market["left" if left.why in UNACCOUNTED else "reason"] += 1

    def lines(self) -> Iterator[str]:
        """Yield what was counted, for people."""
        left = ", ".join(f"{why} {count}" for why, count in self._left.most_common())
        yield f"numbers claimed: {self._claimed}; left alone: {left or 'none'}"
        total = sum(self._market.values())
        if total:
            known = total - self._market["left"]
            yield (
                f"percent, point, money and level numbers beside a listing or an index: {total}; "
                f"claimed {self._market['claimed']}, left for a reason {self._market['reason']}, "
                f"unaccounted for {self._market['left']} ({100 * known / total:.1f} % known)"
            )


def _amount_unit(token: Token) -> str | None:
    return token.amount.unit if token.amount is not None else None


def _of(token: Token, text: str) -> str:
    return text[token.start : token.stop]


def _is_market(unit: str | None, words: str) -> bool:
    """Return whether a number may be of a market: percent, points, money, or a level."""
    if unit is None:
        return _LEVEL.search(words) is not None
    return unit in _UNITS or unit.isupper()
