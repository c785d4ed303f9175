"""What an article says: text, spans, and assertions in the article's own terms.

All are frozen and know nothing of files, prices or HTTP. Numbers are decimals in base units
(87 billion dollars: 87000000000). What the tape says to them is in :mod:`tapecheck.core.verdicts`.

What an article has thousands of is ``gc=False``: frozen values can be in no cycle, and walks of the
garbage collector over all of them made a long article cost more than its length.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.prose import Markup, Prose
from tapecheck.core.units import InstrumentId, Offset, PartialDate


class Span(Struct, frozen=True, gc=False, order=True):
    """Where some text lies: ``article.text[start:stop]``, in the text as it came."""

    start: Offset
    stop: Offset

    def __post_init__(self) -> None:
        """Refuse a span that holds no text."""
        if self.stop <= self.start:
            raise ValueError(f"empty span: {self.start}..{self.stop}")

    def of(self, text: str) -> str:
        """Return the text under the span."""
        return text[self.start : self.stop]


class Marker(Struct, frozen=True, kw_only=True):
    """A note in a text that silences claims within ``reach``: all of them, or only the last."""

    span: Span
    reason: str
    reach: Span | None
    only_last: bool = False


class Article(Struct, frozen=True, kw_only=True):
    """A text to check, and the day from which its 'today' is counted.

    ``moment`` is when it was published on that day, with the zone, where that is told.
    ``prose`` is what is read of a text with markup; without one, all of the text is read.
    ``markers`` silence claims, ``ignored`` is the reason for which all of them are silent.
    ``file`` is where the article came from, and ``line`` its line there if it is one of a batch.
    """

    text: str
    published: dt.date | None = None
    moment: dt.datetime | None = None
    id: str = ""
    title: str = ""
    markup: Markup = Markup.TEXT
    prose: Prose | None = None
    markers: tuple[Marker, ...] = ()
    ignored: str = ""
    file: str = ""
    line: int | None = None

    @property
    def plain(self) -> Article:
        """Return the article as it reads, without markup; its offsets are those of the prose."""
        if self.prose is None:
            return self
        return replace(self, text=self.prose.words, markup=Markup.TEXT, prose=None, markers=())

    def in_text(self, span: Span) -> Span:
        """Return where a span of the plain article lies in the text as it came."""
        return span if self.prose is None else Span(*self.prose.in_text(span.start, span.stop))

    def in_plain(self, span: Span) -> Span:
        """Return where a span of the text lies in the plain article."""
        return span if self.prose is None else Span(*self.prose.in_words(span.start, span.stop))


class Kind(StrEnum):
    """What sort of claim it is."""

    CHANGE = "change"
    LEVEL = "level"
    EXTREME = "extreme"
    STREAK = "streak"
    RANKING = "ranking"
    COMPARISON = "comparison"
    SHARE = "share"


class Metric(StrEnum):
    """What kind of thing is measured."""

    PRICE = "price"
    INDEX = "index"
    MARKET_VALUE = "market_value"
    YIELD = "yield"
    EXCHANGE_RATE = "exchange_rate"
    VOLUME = "volume"
    FUNDAMENTAL = "fundamental"
    ECONOMIC = "economic"
    OTHER = "other"


class Direction(StrEnum):
    """Which way; of an extreme, ``up`` is a high and ``down`` a low."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"


class Hedge(StrEnum):
    """How firmly a number was put."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    RANGE = "range"


class Basis(StrEnum):
    """At which moment of a session, as far as the words say."""

    CLOSE = "close"
    INTRADAY = "intraday"
    OPEN = "open"
    PREMARKET = "premarket"
    AFTER_HOURS = "after_hours"
    UNSPECIFIED = "unspecified"


class Modality(StrEnum):
    """Who answers for the claim: the article, somebody else, or nobody yet."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    FORECAST = "forecast"
    CONDITIONAL = "conditional"


class Label(StrEnum):
    """The shape of a window of time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    YEAR_TO_DATE = "year_to_date"
    MONTH_TO_DATE = "month_to_date"
    SINCE = "since"
    PAST = "past"
    RANGE = "range"
    YEAR_ON_YEAR = "year_on_year"
    AS_OF = "as_of"
    UNSPECIFIED = "unspecified"


class When(Struct, frozen=True, gc=False, kw_only=True):
    """A stretch of time as the article put it; dates as exact as words and calendar allow.

    ``start`` is the base: a change over ``since 2025-01-13`` starts from that day's price, one
    over ``year_to_date`` from the last price of the old year. ``event`` says what the start is,
    where it is more than a date: the ``low`` or ``high`` of its day. ``sessions`` counts trading
    days back ("the past three sessions"), which only an exchange's calendar can turn into dates.
    ``doubtful`` is a day that no words tell beside another time that the article has just told of.
    """

    label: Label
    start: PartialDate | None = None
    end: PartialDate | None = None
    text: str | None = None
    event: Direction | None = None
    sessions: int | None = None
    doubtful: bool = False


class Subject(Struct, frozen=True, gc=False, kw_only=True):
    """What a claim is about: the words, the name they stand for, and the listing, if known."""

    text: str
    name: str
    instrument: InstrumentId | None = None


class Quantity(Struct, frozen=True, gc=False, kw_only=True):
    """A number as written, in base units.

    ``unit`` is percent, percentage_point, basis_point, point, ratio, count, shares, a physical
    unit, or an ISO 4217 code. ``step`` is the worth of the last written digit (1000000000 for
    87 billion): half of it either way is what rounding may have hidden.
    """

    value: Decimal
    unit: str
    step: Decimal
    value_max: Decimal | None = None
    hedge: Hedge = Hedge.EXACT


class Assertion(Struct, frozen=True, gc=False, kw_only=True):
    """What one stretch of text claims, in the article's own terms.

    ``rule`` is the claim rule that fired. Assertions with the same ``move`` tell of one move
    ("rose 99.22 points, or 0.6 percent, to 16,576.66"). ``cue`` is the word that says which way.
    ``others`` are the things a comparison holds the subject against; ``group`` is the named group
    of a ranking or a share, and ``places`` how many may share its place: 1 for "the best", 10 for
    "top 10", None for "one of the best"; ``period`` is what a streak or a biggest move counts,
    ``length`` how many of them one such move spans (4 for "the best four-day run"), ``by`` whether
    moves are compared in percent or in points, ``pick`` which of them is told: the biggest, the
    smallest or the first of its direction; ``figure`` is the reported figure that is meant. A
    ``reference`` is an extreme that something is measured from ("below its record high"), not one
    that was reached; ``farthest`` tells which end of its session it led to: "as high as $41".
    """

    span: Span
    kind: Kind
    metric: Metric
    rule: str
    when: When
    subject: Subject | None = None
    direction: Direction | None = None
    quantity: Quantity | None = None
    hedge: Hedge | None = None
    basis: Basis = Basis.UNSPECIFIED
    modality: Modality = Modality.ASSERTED
    move: int | None = None
    cue: Span | None = None
    others: tuple[Subject, ...] = ()
    group: str | None = None
    places: int | None = 1
    period: str = "day"
    length: int = 1
    by: str = "percent"
    pick: str = "biggest"
    figure: str | None = None
    reference: bool = False
    farthest: Direction | None = None
