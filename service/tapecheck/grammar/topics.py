"""What a noun phrase is about: a listing, an index, a currency, a company's figure, or a pointer."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.nouns import Metric, Subject
from tapecheck.core.units import InstrumentId
from tapecheck.grammar.names import Name, NameSpotter
from tapecheck.grammar.parts import Part
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token


class Points(Enum):
    """Whether a phrase names something itself, or points back to something named before."""

    NAMES = auto()
    TO_SHARES = auto()
    TO_INDEX = auto()
    TO_COMPANY = auto()
    TO_SUBJECT = auto()
    TO_CURRENCY = auto()
    TO_COMMODITY = auto()
    NOWHERE = auto()


class Topic(Struct, frozen=True, gc=False):
    """What a claim may be about. ``weak`` marks a noun that no rule knows.

    ``currency`` is the code of a currency that is spoken of; ``part`` is where the phrase stands.
    """

    text: str
    name: str
    metric: Metric
    points: Points = Points.NAMES
    instrument: InstrumentId | None = None
    currency: str | None = None
    weak: bool = False
    company: str | None = None
    start: int = 0

    def subject(self) -> Subject:
        """Return it as the subject of an assertion."""
        return Subject(text=self.text, name=self.name, instrument=self.instrument)

    def owned_by(self, head: Topic) -> Topic:
        """Return what "head of this" is about: the price of gold, the market value of Acme."""
        if head.weak:
            return self if self.points is Points.NAMES and not self.weak else head
        measured = head.metric in (Metric.FUNDAMENTAL, Metric.MARKET_VALUE, Metric.VOLUME,
                                   Metric.YIELD, Metric.ECONOMIC)  # fmt: skip
        return replace(self, metric=head.metric if measured else self.metric, start=head.start)


# The noun that decides the metric, most telling first.
_METRICS = (
    (Role.YIELD_NOUN, Metric.YIELD), (Role.METRIC_NOUN, None),
    (Role.VALUE_NOUN, Metric.MARKET_VALUE), (Role.VOLUME_NOUN, Metric.VOLUME),
    (Role.MARKET_NOUN, Metric.INDEX),
    (Role.SHARE_NOUN, Metric.PRICE), (Role.FX_NOUN, Metric.EXCHANGE_RATE),
    (Role.COMMODITY_NOUN, Metric.PRICE), (Role.INDEX_NOUN, Metric.INDEX),
    (Role.BOND_NOUN, Metric.PRICE), (Role.PRICE_NOUN, Metric.PRICE),
)  # fmt: skip
_POINTERS = (
    (Role.SHARE_NOUN, Points.TO_SHARES), (Role.INDEX_NOUN, Points.TO_INDEX),
    (Role.VALUE_NOUN, Points.TO_COMPANY), (Role.VOLUME_NOUN, Points.TO_COMPANY),
    (Role.COMPANY_NOUN, Points.TO_COMPANY), (Role.PRICE_NOUN, Points.TO_COMMODITY),
)  # fmt: skip
_PRONOUNS = frozenset({"it", "they", "its", "their", "them", "itself"})
_PEOPLE = frozenset({"he", "she", "we", "you", "i", "him", "us", "me", "who", "there", "what"})
_LEADING = int(Role.DETERMINER | Role.FILLER | Role.ADVERB)
_NAMEABLE = int(Role.COMPANY_SUFFIX | Role.COMPANY_NOUN | Role.REGION)


def topic_of(part: Part, text: str, spotter: NameSpotter) -> Topic | None:
    """Return what a noun phrase is about, or None where it is nothing a market claim is made of."""
    tokens = _without_leading(part.tokens)
    if not tokens or tokens[0].lower in _PEOPLE:
        return None
    if tokens[0].lower in _PRONOUNS and len(tokens) == 1:
        return Topic(tokens[0].lower, "", Metric.PRICE, Points.TO_SUBJECT, start=part.start)
    owner, owned = _split_owner(tokens)
    roles = 0
    for token in owned:
        roles |= token.roles
    if roles & Role.SOURCE and not roles & Role.SHARE_NOUN:
        return None
    metric = _metric(owned)
    named = _named(owner or tokens, text, spotter) or (
        _named(owned, text, spotter) if owner else None
    )
    if named is not None:
        return _about_name(named, metric, roles, owned, text, part.start)
    return _about_noun(tokens, owned, metric, roles, text, part.start)


def _without_leading(tokens: Sequence[Token]) -> Sequence[Token]:
    first = 0
    while (
        first < len(tokens)
        and tokens[first].roles & _LEADING
        and not (tokens[first].lower in _PRONOUNS and len(tokens) == 1)
    ):
        first += 1
    return tokens[first:]


def _split_owner(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Part "Acme's revenue" into owner and owned; without an owner all is owned."""
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[place].mark:
            return tokens[:place], tokens[place + 1 :]
    return (), tokens


def _metric(tokens: Sequence[Token]) -> Metric | None:
    for role, metric in _METRICS:
        for token in tokens:
            if token.roles & role:
                if metric is not None:
                    return metric
                return token.entry.word(role).metric if token.entry else None
    return None


class _Named(Struct, frozen=True):
    text: str
    name: Name | None


def _named(tokens: Sequence[Token], text: str, spotter: NameSpotter) -> _Named | None:
    """Return the last proper name in ``tokens``: known ones first, else a capitalised run."""
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].name is not None:
            return _known(tokens, place, text)
    run: list[Token] = []
    for token in tokens:
        if token.proper or (run and token.lower == "&"):
            run.append(token)
        elif run and not (token.mark or token.code):
            break
    if not run or all(t.roles & _NAMEABLE and not t.roles & Role.REGION for t in run):
        return None
    code = next((t.code for t in tokens if t.code), None)
    name = spotter.by_code(code) if code else None
    return _Named(text[run[0].start : run[-1].stop], name)


def _known(tokens: Sequence[Token], place: int, text: str) -> _Named:
    """Return a known name with what belongs to it; other capitals make it somebody else's."""
    first = last = place
    other = False
    while last + 1 < len(tokens) and tokens[last + 1].proper:
        last += 1
        other = other or not tokens[last].roles & Role.COMPANY_SUFFIX
    if first and tokens[first - 1].proper and not tokens[first - 1].roles & Role.REGION:
        first -= 1
        other = True
    name = tokens[place].name
    return _Named(text[tokens[first].start : tokens[last].stop], None if other else name)


def _about_name(
    named: _Named, metric: Metric | None, roles: int, owned: Sequence[Token], text: str, start: int
) -> Topic:
    name = named.name
    own = name.metric if name is not None else Metric.PRICE
    if metric in (Metric.FUNDAMENTAL, Metric.ECONOMIC, Metric.MARKET_VALUE, Metric.VOLUME):
        own = metric
    elif metric is not None and name is None:
        own = metric
    subject = named.text
    if metric is Metric.ECONOMIC or (own is Metric.INDEX and name is None):
        subject = text[owned[0].start : owned[-1].stop] if not roles & Role.SHARE_NOUN else subject
    return Topic(
        text=subject,
        name=name.name if name is not None else subject,
        metric=own,
        instrument=name.instrument if name is not None else None,
        company=named.text,
        start=start,
    )


def _about_noun(
    tokens: Sequence[Token],
    owned: Sequence[Token],
    metric: Metric | None,
    roles: int,
    text: str,
    start: int,
) -> Topic | None:
    """Return the topic of a phrase without a name: "oil prices", "its shares", "home sales"."""
    words = text[tokens[0].start : tokens[-1].stop]
    if metric is Metric.PRICE and roles & Role.SHARE_NOUN and roles & Role.REGION:
        return Topic(words, words, Metric.INDEX, start=start)
    bare = all(t.roles & (Role.SHARE_NOUN | Role.INDEX_NOUN | Role.COMPANY_NOUN | Role.VALUE_NOUN
                          | Role.COMPANY_SUFFIX | Role.VOLUME_NOUN | Role.PRICE_NOUN) for t in owned)  # fmt: skip
    if bare:
        for role, points in _POINTERS:
            if roles & role:
                return Topic(words, words, metric or Metric.PRICE, points, start=start)
    if metric is Metric.EXCHANGE_RATE:
        return _about_currency(owned, words, start)
    if metric is Metric.FUNDAMENTAL:
        return Topic(words, words, metric, Points.TO_COMPANY, start=start)
    return Topic(words, words, metric or Metric.OTHER, weak=metric is None, start=start)


def _about_currency(tokens: Sequence[Token], words: str, start: int) -> Topic:
    word = next(t.entry.word(Role.FX_NOUN) for t in tokens if t.entry and t.roles & Role.FX_NOUN)
    points = Points.NAMES if word.currency else Points.TO_CURRENCY
    return Topic(words, words, Metric.EXCHANGE_RATE, points, currency=word.currency, start=start)
