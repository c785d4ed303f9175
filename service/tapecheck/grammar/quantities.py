"""The spotter of quantities: numbers with currency, magnitude and unit, in any usual dress.

Patterns built from the rule files read "$3.4 billion", "HK$18.00", "6-1/2 percent",
"71.8 US cents", "0.4pc", "half a percent", "1,733p". The work is linear in the text: every part
is bounded, and a pattern is only tried where a number may start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from re import Match, Pattern

from msgspec import Struct

from tapecheck.core.interval import last_digit
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.templates import any_of

HOME = "home"
_ARTICLE = frozenset({"a", "an"})
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{2,3}){1,6}|\d{1,18})(?:\.\d{1,12})?"
    r"(?:[-\s]\d{1,2}/\d{1,2}(?![\d/])|[½¼¾⅛⅜⅝⅞])?"
    r"|\.\d{1,12}"
)
_FRACTION = r"\d{1,3}/\d{1,3}(?![\d/])|[½¼¾]"
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
_PER = (
    r"(?P<per>(?:\s(?:a|an|per)\s|/)"
    r"(?:barrel|bbl|ounce|oz|share|tonne|ton|gallon|pound|bushel|lb|litre|liter|ltr)\b)?"
)
_NUMBERED = (" No. ", " no. ")  # "the No. 3 lender" is no amount
_ONE = Decimal(1)
_EDGE = r"(?![^\W_]|[.,:/]?\d|-[^\W_])"


class Amount(Struct, frozen=True):
    """A number as it stands in the text.

    ``start`` and ``stop`` are offsets in the text, sign and unit included. ``unit`` is None where
    the words name none; ``scale`` is the magnitude already multiplied in. ``sign`` is -1 where a
    minus stands before it, 1 where a plus does, else 0. ``value_max`` ends a range.
    """

    start: int
    stop: int
    value: Decimal
    step: Decimal
    unit: str | None = None
    sign: int = 0
    scale: Decimal = _ONE
    per_share: bool = False
    value_max: Decimal | None = None

    @property
    def bare(self) -> bool:
        """Return whether it has neither unit nor magnitude."""
        return self.unit is None and self.scale == _ONE


class Quantities(Struct, frozen=True):
    """The compiled spotter: a pattern for digits, one for words, and the tables they read with."""

    digits: Pattern[str]
    spelled: Pattern[str]
    signs: dict[str, Word]
    names: dict[str, Word]
    magnitudes: dict[str, Word]
    units: dict[str, Word]
    numbers: dict[str, Word]
    fractions: frozenset[str]
    home: str = "USD"

    def match(self, text: str, pos: int) -> Amount | None:
        """Return the quantity in digits that starts at ``pos``, or None."""
        found = self.digits.match(text, pos)
        if found is None:
            return None
        value, step = read_number(found["num"])
        amount = self._amount(found, value, step)
        ranks = amount is not None and amount.bare and text.endswith(_NUMBERED, 0, pos)
        return None if ranks else amount

    def match_spelled(self, text: str, pos: int) -> Amount | None:
        """Return the quantity in words that starts at ``pos`` ("half a percent"), or None."""
        found = self.spelled.match(text, pos)
        if found is None or (
            found["num"].lower() in _ARTICLE and (found["unit"] or "").endswith("s")
        ):
            return None  # "Class A shares"
        value = self.numbers[_plain(found["num"])].value or Decimal(1)
        return self._amount(found, value, last_digit(value))

    def _amount(self, found: Match[str], value: Decimal, step: Decimal) -> Amount | None:
        sign, top, mag, unit, name, per = found.group("sign", "num2", "mag", "unit", "name", "per")
        scale, measured = _ONE, None
        if mag:
            scale = self.magnitudes[_plain(mag)].scale or scale
        if unit:
            measured = self.units[_plain(unit)].unit
        if name:
            word = self.names[_plain(name)]
            measured, scale = word.currency, scale * (word.scale or 1)
        if measured is None and _plain(found["num"]) in self.fractions:
            value, step, measured = value * 100, Decimal(10), "percent"  # "lost a third"
        if cur := found["cur"]:
            word = self.signs[cur.strip().lower()]
            if word.cents_only and not name:
                return None
            measured, scale = word.currency, scale * (word.scale or 1)
        return Amount(
            start=found.start(),
            stop=found.end(),
            value=value if scale is _ONE else value * scale,
            step=step if scale is _ONE else step * scale,
            unit=self.home if measured == HOME else measured,
            sign=0 if not sign else (1 if "+" in sign else -1),
            scale=scale,
            per_share="share" in (per or ""),
            value_max=read_number(top)[0] * scale if top else None,
        )


def read_number(text: str) -> tuple[Decimal, Decimal]:
    """Return the value of a written number and the worth of its last digit.

    >>> read_number("6-1/2")
    (Decimal('6.5'), Decimal('0.5'))
    """
    if text.isascii() and "/" not in text:
        return Decimal(text.replace(",", "")), _step(len(text.partition(".")[2]))
    for sign, plain in _VULGAR.items():
        text = text.replace(sign, f" {plain}")
    whole, _, fraction = text.strip().replace("-", " ").rpartition(" ")
    if "/" in fraction:
        top, _, bottom = fraction.partition("/")
        step = Decimal(1) / (Decimal(bottom) or 1)
        return Decimal(whole.replace(",", "") or 0) + Decimal(top) * step, step
    value = Decimal(text.replace(",", ""))
    return value, last_digit(value)


@cache
def _step(decimals: int) -> Decimal:
    """Return the worth of the last of so many decimals."""
    return Decimal(1).scaleb(-decimals)


def build_quantities(textual: Mapping[str, Mapping[str, Word]], home: str = "USD") -> Quantities:
    """Return the spotter for the words of the rule files; ``home`` is what a bare $ means."""
    numbers = {**textual["number"], **textual["fraction"]}
    signs = any_of(textual["currency_sign"])
    spelled = any_of([*numbers, *_ARTICLE])
    tail = _tail(textual)
    return Quantities(
        digits=re.compile(
            rf"(?P<sign>[-+−](?!\s)|(?<!\s)[-+−]\s)?(?P<cur>{signs}\s?)?(?P<num>{_FRACTION}|{_NUMBER})"
            rf"(?:\s?[-–]\s?(?P<num2>{_NUMBER}))?{tail}{_EDGE}" + _PER,
            re.IGNORECASE,
        ),
        spelled=re.compile(
            rf"(?P<sign>(?!))?(?P<cur>(?!))?(?P<num2>(?!))?(?P<num>{spelled}\b)"
            rf"(?:\s(?:of\s)?(?:an?|one)(?=\s))?{tail}{_EDGE}{_PER}",
            re.IGNORECASE,
        ),
        signs={text.lower(): word for text, word in textual["currency_sign"].items()},
        names=_by_plain(textual["currency_name"]),
        magnitudes=_by_plain(textual["magnitude"]),
        units=_by_plain(textual["unit"]),
        fractions=frozenset(_by_plain(textual["fraction"])),
        numbers={**_by_plain(numbers), "a": Word(value=Decimal(1)), "an": Word(value=Decimal(1))},
        home=home,
    )


def _tail(textual: Mapping[str, Mapping[str, Word]]) -> str:
    magnitude = _after(textual["magnitude"])
    unit, name = _after(textual["unit"]), _after(textual["currency_name"])
    return rf"(?P<mag>{magnitude})?(?:(?P<unit>{unit})|(?P<name>{name}))?"


def _after(words: Mapping[str, Word]) -> str:
    """Return the pattern of words after a number: after a blank or hyphen, or attached to it."""
    joined = [text for text, word in words.items() if not word.attached]
    attached = [text for text, word in words.items() if word.attached or len(text) <= 3]
    sides = [rf"[\s-]{{1,2}}{any_of(joined)}"] if joined else []
    if attached:
        sides.append(rf"\s?%|{any_of(attached)}" if "%" in attached else any_of(attached))
    return rf"(?:{'|'.join(sides)})(?![^\W_])"


def _by_plain(words: Mapping[str, Word]) -> dict[str, Word]:
    return {_plain(text): word for text, word in words.items()}


@lru_cache(maxsize=1 << 12)
def _plain(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").split())
