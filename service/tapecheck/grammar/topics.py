"""What a claim may be about: a listing, an index, a currency, a company's figure, a pointer."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.nouns import Metric, Subject
from tapecheck.core.units import InstrumentId
from tapecheck.grammar.choice import Choice


class Points(Choice):
    """Whether a phrase names something itself, or points back to something named before."""

    NAMES: ClassVar[Points]
    TO_SHARES: ClassVar[Points]
    TO_INDEX: ClassVar[Points]
    TO_COMPANY: ClassVar[Points]
    TO_CURRENCY: ClassVar[Points]
    TO_COMMODITY: ClassVar[Points]
    TO_BOND: ClassVar[Points]
    TO_SUBJECT: ClassVar[Points]


class Topic(Struct, frozen=True, gc=False):
    """What a claim may be about.

    ``company`` is the firm's name where there is one, ``figure`` the reported figure that is
    meant, ``currency`` the code of a currency that is spoken of, ``unit`` what a bare number of
    it counts. ``quoted`` tells that a traded price or level is meant beyond doubt ("Acme shares",
    "the index", not "Acme"). ``solid`` names may be pointed back to; a ``weak`` topic is a noun
    that no rule knows. ``abroad`` tells of shares on another exchange than the usual one,
    ``bond`` of what has a price and a yield, ``plural`` of "they" and "their".
    """

    text: str
    name: str
    metric: Metric
    points: Points = Points.NAMES
    instrument: InstrumentId | None = None
    company: str | None = None
    figure: str | None = None
    unit: str | None = None
    currency: str | None = None
    quoted: bool = False
    solid: bool = False
    weak: bool = False
    abroad: bool = False
    bond: bool = False
    plural: bool = False

    @property
    def place(self) -> bool:
        """Return whether it is a place that stands for its stock market: "Tokyo fell"."""
        return self.metric is Metric.INDEX and not self.quoted

    @property
    def generic(self) -> bool:
        """Return whether it is an index without a name: "a gauge of consumer health"."""
        return self.metric is Metric.INDEX and self.text.islower()

    @property
    def is_name(self) -> bool:
        """Return whether a firm or an index is named: not "a maker of soap"."""
        named = self.points is Points.NAMES and not self.weak
        return named and (self.company is not None or self.metric is Metric.INDEX)

    def subject(self) -> Subject:
        """Return it as the subject of an assertion."""
        return Subject(text=self.text, name=self.name, instrument=self.instrument)

    def measured_as(self, other: Topic) -> Topic:
        """Return the same thing with the measure that another phrase names: its market value.

        "The index" of a survey stays a figure of the economy.
        """
        economic = self.metric is Metric.ECONOMIC and other.points is Points.TO_INDEX
        return replace(
            self, metric=self.metric if economic else other.metric, figure=other.figure,
            unit=other.unit, quoted=other.quoted,
            instrument=None if other.abroad else self.instrument,
        )  # fmt: skip

    def of(self, matter: Topic) -> Topic:
        """Return an index with what it is of: "the index of national factory activity"."""
        text = f"{self.text} of {matter.text}"
        metric = matter.metric if matter.metric is Metric.ECONOMIC else self.metric
        return replace(
            self, text=text, name=text, metric=metric, points=Points.NAMES, instrument=None
        )

    def owned_by(self, head: Topic) -> Topic:
        """Return what "head of this" is about: the price of gold, the market value of Acme."""
        if head.weak:
            return self if self.points is Points.NAMES and not self.weak else head
        if self.weak and head.points is Points.TO_SHARES and self.text.endswith("s"):
            return replace(self, metric=head.metric, quoted=True, weak=False)  # "European banks"
        if self.weak:
            return head
        if self.metric is Metric.INDEX and head.points is Points.TO_COMMODITY:
            words = f"{self.text} {head.text.lower()}"  # "futures on the Dow"
            return Topic(words, words, Metric.PRICE, quoted=True)
        metric = head.metric if head.metric in MEASURED else self.metric
        return replace(
            self, metric=metric, figure=head.figure or self.figure, quoted=True, solid=True,
            instrument=None if head.abroad else self.instrument,
        )  # fmt: skip


# Figures that stay what they are, whoever they belong to.
MEASURED = frozenset(
    {Metric.FUNDAMENTAL, Metric.ECONOMIC, Metric.MARKET_VALUE, Metric.VOLUME, Metric.YIELD}
)
