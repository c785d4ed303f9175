"""What one predicate says: who moved or stands, which way, by how much, to where, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from tapecheck.core.nouns import Basis, Direction, Hedge, Metric, Modality, Span, When
from tapecheck.grammar.choice import Choice
from tapecheck.grammar.parts import Part
from tapecheck.grammar.periods import Slots
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import Topic


class Link(Choice):
    """How an amount hangs on its predicate; claim rules name these as roles."""

    EXTENT: ClassVar[Link]
    LEVEL: ClassVar[Link]
    ORIGIN: ClassVar[Link]
    PART: ClassVar[Link]
    GAP: ClassVar[Link]


STANDING = frozenset({Link.LEVEL, Link.ORIGIN})  # what a price stands at, not how far it went
COMPANY_SIZE = 1_000_000  # no share costs a million


@dataclass(slots=True)
class Placed:
    """An amount, or an anchor without a number, and how it hangs on its frame.

    ``when``, ``basis`` and ``modality`` are its own, where it has any: "from $42 in May".
    ``farthest`` tells which end of its session a level is: "as low as $41".
    """

    part: Part
    link: Link
    direction: Direction | None = None
    beyond: Direction | None = None
    when: When | None = None
    basis: Basis | None = None
    modality: Modality | None = None
    farthest: Direction | None = None


@dataclass(slots=True)
class Frame:
    """One predicate with its subjects and amounts, filled from left to right.

    ``nominal`` frames come from a noun ("a gain of 2 percent"), ``be`` frames from a bare "was".
    ``subordinate`` ones tell of another time ("after rising 1 percent"): it does not carry on.
    ``partly`` ones tell of a part of the session: "in early trade". ``relative`` ones stand in a
    clause of their own ("Acme, which has sales of $3 billion, is …").
    ``told_before`` tells that the window stands before the verb, ``at_writing`` that it is the
    "was up" of a day: the moment at which the article was written.
    ``transitive`` ones have an object, so that nothing moved ("gained approval").
    ``period`` is what a reported figure is of, ``compared`` tells that the frame is the other side
    of "compared with". ``against`` is the currency on the other side; ``each`` tells that a level
    counts the subject's own: "at 3.76 reais per dollar". ``respective`` ones tell each subject its
    own. ``way`` is the adverb that told the direction, ``words`` the verb with it: "edged up".
    ``hedge`` is that of a verb: "more than doubled". ``unsized`` ones are nominal and tell a
    direction alone: "a slide in equities". ``apposed`` ones size the move before their comma: "rose
    to $43, a gain of $2". ``doubtful`` ones may be of another time. ``thought`` ones tell of
    targets: none of it is a fact. ``whole`` is what the subject is a part of.
    """

    subjects: tuple[Topic, ...] = ()
    head: Part | None = None
    direction: Direction | None = None
    basis: Basis | None = None
    modality: Modality = Modality.ASSERTED
    when: When | None = None
    amounts: list[Placed] = field(default_factory=list)
    against: Topic | None = None
    each: bool = False
    nominal: bool = False
    be: bool = False
    push: bool = False
    wipes: bool = False
    whole: str | None = None
    adverb: bool = False
    subordinate: bool = False
    relative: bool = False
    partly: bool = False
    participle: bool = False
    denied: bool = False
    carried: bool = False
    at_writing: bool = False
    hedge: Hedge | None = None
    told_before: bool = False
    period: When | None = None
    compared: bool = False
    respective: bool = False
    way: Part | None = None
    words: Span | None = None
    unsized: bool = False
    apposed: bool = False
    transitive: bool = False
    doubtful: bool = False
    thought: bool = False

    @property
    def moves(self) -> bool:
        """Return whether some amount tells how far it moved."""
        return Link.EXTENT in [placed.link for placed in self.amounts]

    @property
    def open_ended(self) -> bool:
        """Return whether it tells of what is to come, or of what would."""
        return self.modality in (Modality.FORECAST, Modality.CONDITIONAL)

    @property
    def cue(self) -> Span | None:
        """Return the word that says which way: the adverb, the verb or the noun of the move."""
        told = self.way or self.head
        return Span(told.token.start, told.token.stop) if told is not None else None

    def told_of(self, place: int) -> list[Placed]:
        """Return the amounts told of the subject at ``place``; each may have its own."""
        if not self.respective:
            return self.amounts
        shared: dict[tuple[Link, str | None], list[Placed]] = {}
        for placed in self.amounts:
            unit = placed.part.amount.unit if placed.part.amount else None
            shared.setdefault((placed.link, unit), []).append(placed)
        return [told[place] for told in shared.values() if len(told) == len(self.subjects)]

    @property
    def mute(self) -> bool:
        """Return whether the frame tells nothing of its own without an amount."""
        counted = self.nominal and not self.unsized
        moves_another = self.push or self.wipes or self.transitive
        in_passing = self.adverb and self.direction is not Direction.FLAT and not self.priced
        return counted or moves_another or self.carried or in_passing or self._reaches()

    def _reaches(self) -> bool:
        """Return whether it tells how far it went, not how it ended: "fell as low as $22.10"."""
        if self.head is None or not self.amounts or self.amounts[0].farthest is None:
            return False
        return self.amounts[0].part.start == self.head.stop + 1

    @property
    def owned(self) -> bool:
        """Return whether it tells of figures that belong to companies: revenue, profit."""
        return Metric.FUNDAMENTAL in [topic.metric for topic in self.subjects]

    @property
    def sized(self) -> bool:
        """Return whether it tells of millions: sums of a company, not the price of a share."""
        amounts = (placed.part.amount for placed in self.amounts)
        return any(a is not None and a.scale >= COMPANY_SIZE for a in amounts)

    @property
    def priced(self) -> bool:
        """Return whether it tells what something costs: "Acme was flat at $21"."""
        amounts = (placed.part.amount for placed in self.amounts if placed.link in STANDING)
        return any(a is not None and a.unit is not None and a.unit.isupper() for a in amounts)

    @property
    def in_points(self) -> bool:
        """Return whether it tells of points, as of an index whose name no rule knows."""
        amounts = (placed.part.amount for placed in self.amounts)
        return any(a is not None and a.unit == "point" for a in amounts)

    @property
    def last(self) -> Placed | None:
        """Return the amount placed last."""
        return self.amounts[-1] if self.amounts else None


@dataclass(slots=True)
class Anchor:
    """A claim that needs no number: an extreme, a streak, a rank, a comparison.

    ``lead`` is the amount by which one thing is ahead of ``others``, ``hedge`` how firmly a
    multiple is put. ``look_back`` is told behind it, with its ``span`` where it counts years or
    days; ``end`` is a date of its own, ``over`` tells of a streak that has ended: "snapped a
    two-day run of gains".
    """

    part: Part
    subjects: tuple[Topic, ...]
    frame: Frame | None
    look_back: When | None = None
    others: tuple[Topic, ...] = ()
    takes_others: bool = False
    group: str | None = None
    end: str | None = None
    until: int | None = None
    reference: bool = False
    span: Slots | None = None
    over: bool = False
    modality: Modality = Modality.ASSERTED
    basis: Basis | None = None
    lead: Part | None = None
    hedge: Part | None = None

    @property
    def ranks(self) -> bool:
        """Return whether it is a ranking."""
        return bool(self.part.roles & Role.RANKING)

    @property
    def beside(self) -> bool:
        """Return whether it tells where a figure stands: "above Friday's low" has no window."""
        return self.part.word.form == "position"

    @property
    def bounded(self) -> bool:
        """Return whether it names its own look-back: a five-year high, a record low."""
        told = bool(self.part.token.slots) and self.part.word.of == "level"
        return told or self.part.word.form in ("record", "record-figure")

    @property
    def stop(self) -> int:
        """Return where its words end, the look-back included."""
        return self.until or self.part.stop
