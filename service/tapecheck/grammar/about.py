"""What a noun phrase is about: its name, its measure, or what it points back to."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.core.nouns import Metric
from tapecheck.grammar.currencies import currency_topic
from tapecheck.grammar.gauges import is_other_gauge
from tapecheck.grammar.metrics import figure_of, metric_of, unit_of
from tapecheck.grammar.names import Name, NameSpotter
from tapecheck.grammar.naming import Named, find_name
from tapecheck.grammar.nounphrases import names_person
from tapecheck.grammar.owners import figure_of_unit, named_of, split_owner
from tapecheck.grammar.parts import Part, roles_of
from tapecheck.grammar.pointers import listed_elsewhere, pointer
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token
from tapecheck.grammar.topics import MEASURED, Points, Topic

_QUOTED = (
    Role.YIELD_NOUN | Role.MARKET_NOUN | Role.SHARE_NOUN | Role.FX_NOUN | Role.COMMODITY_NOUN
    | Role.INDEX_NOUN | Role.BOND_NOUN | Role.PRICE_NOUN | Role.VALUE_NOUN | Role.VOLUME_NOUN
)  # fmt: skip
_PRONOUNS = frozenset({"it", "they", "its", "their", "them", "itself"})
_STAND_INS = frozenset({"those", "that"})
_POINTING = _PRONOUNS | _STAND_INS
_ASKING = frozenset({"what", "who"})
_OWNED = frozenset({"its", "their"})
_DEFINITE = _OWNED | {"the"}
_PEOPLE = frozenset({"he", "she", "we", "you", "i", "him", "us", "me", "who", "there", "what"})
_NO_FIRM = frozenset({Metric.INDEX, Metric.YIELD})
_OF_FIRMS = frozenset({Metric.FUNDAMENTAL, Metric.MARKET_VALUE, Metric.VOLUME})
_LISTED = ("listed", "traded", "-trade")
_LEADING = Role.DETERMINER | Role.FILLER | Role.ADVERB


def topic_of(part: Part, text: str, spotter: NameSpotter) -> Topic | None:
    """Return what a noun phrase is about, or None where it is nothing a market claim is made of."""
    first = part.tokens[0].lower
    asks = first in _ASKING and any(t.proper or t.name for t in part.tokens[1:2])
    if first in _PEOPLE and not (asks or _is_initials(part.tokens[0], text)):
        return None  # "us", not "US crude"
    if first in _POINTING and all(token.code for token in part.tokens[1:]):
        return _about_pronoun(first)
    tokens = _without_leading(part.tokens[asks:], possessive=part.possessive)
    if not tokens:
        return None
    owner, owned = split_owner(tokens)
    roles = roles_of(owned)
    if names_person(owned, roles):
        return None
    metric = metric_of(owned)
    named = named_of(owner, owned, text, spotter)
    if named is not None and metric not in MEASURED and is_other_gauge(owned, named):
        words = _words(tokens, text)
        return Topic(words, words, Metric.INDEX, quoted=True)
    if named is not None:
        return _about_name(named, figure_of_unit(named, owner, owned) or metric, roles, owned, text)
    return _about_noun(
        tokens, owned, metric, roles, text, its=first in _OWNED, definite=first in _DEFINITE
    )


def employer_of(part: Part, text: str, spotter: NameSpotter) -> Topic | None:
    """Return the firm that a person stands for: "Acme Chief Executive Ann Lee"."""
    held = part.tokens[: next((at for at, t in enumerate(part.tokens) if t.roles & Role.OFFICE), 0)]
    named = find_name(held, text, spotter)
    return _about_name(named, None, 0, held, text) if named is not None else None


def tells_shares(parts: Sequence[Part], at: int, topic: Topic) -> bool:
    """Return whether the shares of a firm are spoken of: "Acme shares", "a share of Acme"."""
    if at > 1 and parts[at - 2].roles & Role.SHARE_NOUN and parts[at - 1].lower in ("of", "in"):
        return True
    if not parts[at].roles & Role.SHARE_NOUN:
        return False
    return parts[at].lower not in topic.text.lower().split()  # "the New York Stock Exchange"


def _is_initials(token: Token, text: str) -> bool:
    written = text[token.start : token.stop]
    return written.isupper() and len(written) > 1


def _about_pronoun(word: str) -> Topic:
    if word in _STAND_INS:
        return Topic(word, "", Metric.PRICE, Points.TO_SHARES, quoted=True)
    return Topic(word, "", Metric.PRICE, Points.TO_SUBJECT, plural=word == "they")


def _without_leading(tokens: Sequence[Token], *, possessive: bool) -> Sequence[Token]:
    first, last = 0, len(tokens)
    while first < last and tokens[first].roles & _LEADING and not tokens[first].proper:
        first += 1
    while possessive and last > first and tokens[last - 1].mark:
        last -= 1
    if last - first > 1 and tokens[last - 1].code and tokens[last - 2].mark:
        return (*tokens[first : last - 2], tokens[last - 1])  # "Acme's (ACM.N) fall"
    return tokens[first:last]


def _about_name(
    named: Named, metric: Metric | None, roles: int, owned: Sequence[Token], text: str
) -> Topic:
    name = named.name
    own = name.metric if name is not None else metric or Metric.PRICE
    if own is Metric.INDEX and owned[-1].roles & Role.PRICE_NOUN:
        return _about_contract(owned, text)
    if metric in MEASURED:
        own = metric
    bond = own is Metric.YIELD and _is_bond(name, roles)
    written = named.text
    sized = roles & Role.SHARE_NOUN or own in _OF_FIRMS
    if own is Metric.ECONOMIC or (name is None and metric and not sized):
        written = _words(owned, text)
    instrument = name.instrument if name is not None else None
    elsewhere = bool(roles & Role.SHARE_NOUN) and listed_elsewhere(owned, instrument)
    return Topic(
        text=written,
        name=name.name if name is not None else written,
        metric=Metric.PRICE if bond else own,
        instrument=None if elsewhere else instrument,
        company=None if own in _NO_FIRM or roles & Role.INSTITUTION else named.text,
        figure=figure_of(owned),
        quoted=bool(roles & _QUOTED) or own is Metric.INDEX or any(t.code for t in owned),
        solid=named.solid or bool(roles & Role.SHARE_NOUN) or own in _OF_FIRMS,
        bond=bond,
    )


def _is_bond(name: Name | None, roles: int) -> bool:
    """Return whether a bond is meant, of which the tape has the yield: "the 10-year note"."""
    told = (name is not None and name.bond) or roles & (Role.BOND_NOUN | Role.PRICE_NOUN)
    return bool(told) and not roles & Role.YIELD_NOUN


def _about_contract(owned: Sequence[Token], text: str) -> Topic:
    """Return a contract on an index, which has a price of its own: "S&P 500 e-mini futures"."""
    words = _words(owned, text)
    return Topic(words, words, Metric.PRICE, quoted=True)


def _about_noun(
    tokens: Sequence[Token], owned: Sequence[Token], metric: Metric | None, roles: int, text: str,
    *, its: bool, definite: bool,
) -> Topic | None:  # fmt: skip
    """Return the topic of a phrase without a name: "oil prices", "its shares", "home sales"."""
    words = _words(tokens, text)
    quoted = bool(roles & _QUOTED)
    points = pointer(owned, roles, definite=definite)
    if points is Points.TO_SHARES and not definite and owned[-1].lower == "stock prices":
        return Topic(words, words, Metric.INDEX, quoted=True)
    if points is Points.TO_INDEX and len(tokens) > len(owned):
        return Topic(words, words, Metric.INDEX, quoted=True)  # "China's stock market"
    if points is not None:
        price = points is Points.TO_COMPANY and owned[-1].roles & Role.COMPANY_NOUN
        metric = Metric.PRICE if price else metric or Metric.PRICE
        plural = text.endswith(("their ", "Their "), 0, tokens[0].start)
        abroad = points is Points.TO_SHARES and listed_elsewhere(owned, None)
        return Topic(words, words, metric, points, quoted=quoted, plural=plural, abroad=abroad)
    if metric is Metric.PRICE and roles & Role.SHARE_NOUN and roles & Role.REGION:
        return _about_shares(owned, words)
    if metric is Metric.EXCHANGE_RATE:
        return currency_topic(owned, words)
    if roles & Role.REGION and all(token.roles & Role.REGION for token in owned):
        metric = _market_of(owned[-1])
    return _about_figure(owned, words, metric, roles, its=its, quoted=quoted)


def _about_shares(owned: Sequence[Token], words: str) -> Topic:
    """Return the market of "Japanese shares", or one firm's "New York-listed shares"."""
    if any(token.lower.endswith(_LISTED) for token in owned):
        return Topic(words, words, Metric.PRICE, Points.TO_SHARES, quoted=True, abroad=True)
    return Topic(words, words, Metric.INDEX, quoted=True)


def _market_of(place: Token) -> Metric | None:
    """Return what a place that stands for its stock market measures: "Tokyo fell"."""
    return place.entry.word(Role.REGION).metric if place.entry else None


def _about_figure(
    owned: Sequence[Token], words: str, metric: Metric | None, roles: int,
    *, its: bool, quoted: bool,
) -> Topic:  # fmt: skip
    """Return the topic of a reported figure, or of a noun that no rule knows."""
    if metric is Metric.FUNDAMENTAL or (metric is Metric.YIELD and roles & Role.METRIC_NOUN):
        return Topic(
            words, words, metric, Points.TO_COMPANY, figure=figure_of(owned), unit=unit_of(owned)
        )
    if metric is None and its:
        return Topic(words, words, Metric.FUNDAMENTAL, Points.TO_COMPANY, figure=words)
    return Topic(
        words, words, metric or Metric.OTHER, quoted=quoted, weak=metric is None,
        figure=figure_of(owned) if roles & Role.METRIC_NOUN else None,
        bond=bool(roles & Role.BOND_NOUN),
    )  # fmt: skip


def _words(tokens: Sequence[Token], text: str) -> str:
    """Return a phrase as written, without the ticker that may end it."""
    last = len(tokens) - 1
    while last > 0 and tokens[last].code:
        last -= 1
    return text[tokens[0].start : tokens[last].stop]
