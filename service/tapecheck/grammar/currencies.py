"""Pairs of currencies: "the euro rose 0.3 percent against the dollar" is a move of euro/dollar."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Metric, Subject
from tapecheck.grammar.frames import COMPANY_SIZE, STANDING, Frame, Link, Placed
from tapecheck.grammar.quantities import Amount
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token
from tapecheck.grammar.topics import Points, Topic

_CODE = 3  # letters of an ISO 4217 code
_NAMES = {
    "USD": "dollar", "EUR": "euro", "JPY": "yen", "GBP": "sterling", "CHF": "franc",
    "AUD": "Australian dollar", "CAD": "Canadian dollar", "CNY": "yuan", "INR": "rupee",
    "BRL": "real", "KRW": "won", "HKD": "Hong Kong dollar",
}  # fmt: skip


_CODES = {name: code for code, name in _NAMES.items()} | {"pound": "GBP", "aussie": "AUD"}


_WRITTEN = {name.lower(): code for name, code in _CODES.items()} | {
    "u.s. dollar": "USD", "us dollar": "USD", "greenback": "USD", "swiss franc": "CHF",
    "japanese yen": "JPY", "british pound": "GBP", "yuan": "CNY", "renminbi": "CNY",
    "indian rupee": "INR",
}  # fmt: skip


def codes_of(pair: str) -> tuple[str, str] | None:
    """Return the two currencies of a pair: "euro/dollar" is so many USD for one EUR."""
    base, parted, quoted = pair.partition("/")
    codes = _code_of(base), _code_of(quoted)
    return (codes[0], codes[1]) if parted and codes[0] and codes[1] else None


def _code_of(name: str) -> str | None:
    bare = name.strip().removeprefix("the ").removeprefix("The ").lower()
    return _WRITTEN.get(bare) or (bare.upper() if len(bare) == _CODE and bare.isalpha() else None)


# Currencies of which a dollar buys several: no level above parity is in dollars.
_BY_THE_DOLLAR = frozenset(
    {"BRL", "CNY", "HKD", "IDR", "INR", "JPY", "KRW", "MXN", "MYR", "NOK", "PHP", "RUB", "SEK",
     "THB", "TRY", "TWD", "VND", "ZAR"}
)  # fmt: skip
_PARITY = 1.2


def unit_of_pair(topic: Topic, frame: Frame, amount: Amount) -> str | None:
    """Return the currency of a bare level: "the dollar rose against the yen to 116".

    "The rupee fell to 66.54 against the dollar" counts rupees: it is worth far less than one.
    """
    if topic.currency in _BY_THE_DOLLAR and amount.value > _PARITY:
        return topic.currency
    if frame.against is not None and frame.against.currency != topic.currency:
        return topic.currency if frame.each else frame.against.currency
    _, parted, quoted = topic.text.lower().rpartition("/")
    if not parted:
        return None
    return _CODES.get(quoted) or (quoted.upper() if len(quoted) == _CODE else None)


def pair_of(topic: Topic, frame: Frame) -> Subject:
    """Return the pair that a currency's move or level is told in, "euro/dollar"; else its name."""
    other = _other_side(topic, frame)
    if other is None:
        return topic.subject()
    return Subject(
        text=f"{topic.text}/{other.text}",
        name=f"{topic.name}/{other.name}",
        instrument=topic.instrument,
    )


def face(frames: Sequence[Frame]) -> None:
    """Let all frames of a sentence that tell of one currency tell the same pair."""
    sides: dict[str, Topic] = {}
    for frame in frames:
        for topic in frame.subjects:
            if topic.currency and (other := _other_side(topic, frame)) is not None:
                sides.setdefault(topic.currency, other)
    for frame in frames:
        for topic in frame.subjects:
            if topic.currency in sides and _other_side(topic, frame) is None:
                frame.against = sides[topic.currency]


def price(frames: Sequence[Frame]) -> None:
    """Count a bare price in the money that was told before it: "at $41.20, off a high of 42.10"."""
    told: Amount | None = None
    for frame in frames:
        if not all(t.metric is Metric.PRICE and t.company for t in frame.subjects):
            continue
        for placed in frame.amounts:
            amount = placed.part.amount
            if amount is None or placed.link not in STANDING:
                continue
            if amount.unit is not None and amount.unit.isupper() and amount.scale <= 1:
                told = amount
            elif amount.bare and told is not None:
                placed.part = replace(placed.part, amount=_counted_as(amount, told))


def _counted_as(amount: Amount, told: Amount) -> Amount:
    """Return a bare number as so many of what was told: pence, where that was in pence."""
    value, step = amount.value * told.scale, amount.step * told.scale
    return replace(amount, value=value, step=step, scale=told.scale, unit=told.unit)


def _other_side(topic: Topic, frame: Frame) -> Topic | None:
    """Return what a currency is held against: "against the yen", or the unit of its figures."""
    if "/" in topic.text:
        return None
    if frame.against is not None and frame.against.currency != topic.currency:
        return frame.against
    for placed in sorted(frame.amounts, key=lambda placed: placed.link is Link.EXTENT):
        unit = placed.part.amount.unit if placed.part.amount else None
        if unit in _NAMES and unit != topic.currency:
            return Topic(_NAMES[unit], _NAMES[unit], Metric.EXCHANGE_RATE, currency=unit)
    return None


def currency_topic(tokens: Sequence[Token], words: str) -> Topic:
    """Return what a noun phrase with a currency is about: "the euro", "the currency"."""
    word = next(t.entry.word(Role.FX_NOUN) for t in tokens if t.entry and t.roles & Role.FX_NOUN)
    points = Points.NAMES if word.currency else Points.TO_CURRENCY
    name, rate = word.name or words, Metric.EXCHANGE_RATE
    return Topic(words, name, rate, points, currency=word.currency, quoted=True)


def of_money(frame: Frame, topic: Topic) -> Topic:
    """Return an index that moves in money as a firm of that name: "Dow shares fell $1.44"."""
    if topic.metric is not Metric.INDEX or not any(map(_is_price, frame.amounts)):
        return topic
    return replace(topic, metric=Metric.PRICE, instrument=None)


def _is_price(placed: Placed) -> bool:
    amount = placed.part.amount
    money = amount is not None and amount.unit is not None and amount.unit.isupper()
    return money and amount is not None and amount.scale < COMPANY_SIZE
