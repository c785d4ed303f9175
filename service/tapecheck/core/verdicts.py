"""What the tape says to an article: readings, evidence and verdicts, all frozen."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Article, Assertion, Marker, Span
from tapecheck.core.units import Digest, InstrumentId, Session


class Outcome(StrEnum):
    """What an editor should do: nothing, say which, mend, correct, or check by hand."""

    SUPPORTED = "supported"
    AMBIGUOUS = "ambiguous"
    IMPRECISE = "imprecise"
    REFUTED = "refuted"
    UNCHECKED = "unchecked"


class Reason(StrEnum):
    """Why a claim stays unchecked; stable codes, worded in :mod:`tapecheck.report.wording`."""

    NOT_ASSERTED = "not-asserted"
    NO_PUBLICATION_DATE = "no-publication-date"
    PUBLISHED_LATER = "published-later"
    NO_SUBJECT = "no-subject"
    NO_INSTRUMENT = "no-instrument"
    NO_BARS = "no-bars"
    NO_WINDOW = "no-window"
    NO_SHARES = "no-shares"
    NO_RATE = "no-rate"
    NO_FIGURE = "no-figure"
    NO_ACTIONS = "no-actions"
    NO_GROUP = "no-group"
    NO_MEASURE = "no-measure"
    TIME_OF_DAY = "time-of-day"
    DOUBTFUL_ROWS = "doubtful-rows"
    TOO_FAR = "too-far"
    NONE_FITS = "none-fits"
    IGNORED = "ignored"


class Row(Struct, frozen=True, gc=False, kw_only=True):
    """One figure of the tape, as it stands there.

    ``field`` is the column (open, high, low, close, shares, rate, value); ``session`` the day it
    is of. ``status`` is official or provisional.
    """

    table: str
    key: str
    session: Session
    field: str
    value: Decimal
    unit: str
    status: str = "official"
    source: str = ""


class Reading(Struct, frozen=True, gc=False, kw_only=True):
    """One exact meaning of an assertion; every guess made on the way is in ``assumed``."""

    name: str
    instrument: InstrumentId
    measure: str
    base: Session | None
    last: Session | None
    claimed: Interval | None
    unit: str | None
    primary: bool
    assumed: tuple[str, ...] = ()


class Lack(Struct, frozen=True, gc=False, kw_only=True):
    """Rows that the tape would need: of which table and subject, from which day to which.

    ``subject`` is a listing's id, a currency, an exchange, or a name; ``metric`` that of a figure.
    Without days, those of the claim are meant.
    """

    table: str
    subject: str
    first: Session | None = None
    last: Session | None = None
    metric: str = ""


class Gap(Struct, frozen=True, gc=False, kw_only=True):
    """Why there is no answer: a stable reason, what is missing, and the rows that would help."""

    reason: Reason
    detail: str
    lacks: tuple[Lack, ...] = ()


class Cause(StrEnum):
    """Why evidence is in doubt.

    A ``provisional`` row may become another one; a ``stand_in`` is not quite what the words tell of
    (a share count of another day, a fixing); behind an unexplained ``jump`` there may be a spin-off
    or a split, and then its number is of nothing that happened.
    """

    PROVISIONAL = "provisional"
    STAND_IN = "stand_in"
    JUMP = "jump"


class Doubt(Struct, frozen=True, gc=False):
    """A reason for which evidence never refutes a claim, and the rows that would dispel it."""

    cause: Cause
    detail: str
    lacks: tuple[Lack, ...] = ()

    @property
    def voids(self) -> bool:
        """Return whether the evidence supports no claim either."""
        return self.cause is Cause.JUMP


class Evidence(Struct, frozen=True, gc=False, kw_only=True):
    """What the tape says to one reading: the number, its formula and the rows it came from.

    ``holds`` answers a claim without a number (a high, an order). With ``doubts`` it never
    refutes; but where rows tell how far off the observed may be at most, that is ``leeway``, and a
    claim outside it is refuted.
    """

    reading: Reading
    observed: Interval | None = None
    holds: bool | None = None
    formula: str = ""
    rows: tuple[Row, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    leeway: Interval | None = None
    gap: Gap | None = None

    @property
    def fits(self) -> bool | None:
        """Return whether the reading fits; None where data is missing or lies across a bound."""
        if self.holds is not None or self.gap is not None or self.reading.claimed is None:
            return self.holds
        if self.observed is None:
            return None
        overlap = self.reading.claimed.against(self.observed)
        return None if overlap is Overlap.ACROSS else overlap is Overlap.INSIDE

    @property
    def away(self) -> Decimal:
        """Return by how much the sizes of what was observed and what is claimed differ."""
        observed = self.observed.middle if self.observed is not None else None
        claimed = self.reading.claimed.middle if self.reading.claimed is not None else None
        return (
            Decimal(0) if observed is None or claimed is None else abs(abs(observed) - abs(claimed))
        )


def said_first(evidence: Iterable[Evidence]) -> Evidence | None:
    """Return the reading to mend a claim by: what its words say first.

    A window that runs to the day of publication may end on either side of its close: there the
    nearer end counts.
    """
    answered = [each for each in evidence if each.gap is None]
    said = [each for each in answered if each.reading.primary] or answered
    ends = [each for each in said if each.reading.base and _start(each) == _start(said[0])]
    return min(ends or said[:1], key=lambda each: each.away, default=None)


def _start(evidence: Evidence) -> tuple[str, Session | None]:
    return evidence.reading.name, evidence.reading.base


class Correction(Struct, frozen=True, gc=False, kw_only=True):
    """One replacement of one span that makes the claim true."""

    span: Span
    text: str


class Diagnosis(Struct, frozen=True, gc=False, kw_only=True):
    """The smallest change that would make a refuted or imprecise claim true."""

    code: str
    detail: str


class Verdict(Struct, frozen=True, gc=False, kw_only=True):
    """The answer to one assertion: with evidence if it was checked, with a gap if not."""

    assertion: Assertion
    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()
    gap: Gap | None = None
    correction: Correction | None = None
    diagnosis: Diagnosis | None = None

    def __post_init__(self) -> None:
        """Hold a verdict to its word."""
        if (self.outcome is Outcome.UNCHECKED) != (self.gap is not None):
            raise ValueError("an unchecked verdict names its gap, and no other does")


class Report(Struct, frozen=True, kw_only=True):
    """All verdicts on one article, and the four things that make them come out the same again.

    ``address`` is one digest of them all, and of the article's markup, title and day.
    ``unused`` are the markers of the text that silenced nothing.
    """

    article: Article
    verdicts: tuple[Verdict, ...]
    address: Digest
    text_digest: Digest
    rulebook_digest: Digest
    tape_digest: Digest
    tape_name: str
    version: str
    unused: tuple[Marker, ...] = ()
