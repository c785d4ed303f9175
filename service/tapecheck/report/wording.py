"""Verdicts in words: one sentence an editor can act on, both numbers side by side."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Kind
from tapecheck.core.verdicts import Evidence, Outcome, Reason, Verdict, said_first

HEADLINES: dict[Outcome, str] = {
    Outcome.SUPPORTED: "supported",
    Outcome.AMBIGUOUS: "ambiguous",
    Outcome.IMPRECISE: "imprecise",
    Outcome.REFUTED: "refuted",
    Outcome.UNCHECKED: "unchecked",
}
_REASONS: dict[Reason, str] = {
    Reason.NOT_ASSERTED: "Not the article's own claim",
    Reason.NO_PUBLICATION_DATE: "The article has no publication date",
    Reason.PUBLISHED_LATER: "Not known yet when the article was published",
    Reason.NO_SUBJECT: "It is not clear what is meant",
    Reason.NO_INSTRUMENT: "Not on the tape",
    Reason.NO_BARS: "Prices are missing",
    Reason.NO_WINDOW: "The time is not clear",
    Reason.NO_SHARES: "Share counts are missing",
    Reason.NO_RATE: "An exchange rate is missing",
    Reason.NO_FIGURE: "No reported figure",
    Reason.NO_ACTIONS: "No dividends",
    Reason.NO_GROUP: "The group is not known",
    Reason.NO_MEASURE: "Cannot be computed",
    Reason.TIME_OF_DAY: "Daily bars cannot tell",
    Reason.DOUBTFUL_ROWS: "The tape's figures are in doubt",
    Reason.TOO_FAR: "Too far off to be about this",
    Reason.NONE_FITS: "Something else may be meant",
    Reason.IGNORED: "Ignored by request",
}
_SUFFIX = {
    "percent": " %",
    "percentage_point": " percentage points",
    "basis_point": " basis points",
    "point": " points",
    "ratio": " times",
    "count": "",
    "shares": " shares",
}
_BIG = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)


def summary(verdict: Verdict) -> str:
    """Return the verdict in one sentence."""
    if verdict.gap is not None:
        return f"{_REASONS[verdict.gap.reason]}: {verdict.gap.detail.rstrip('.')}."
    evidence = decisive(verdict)
    if evidence is None:
        return f"{HEADLINES[verdict.outcome].capitalize()}."
    if evidence.reading.measure in _WITHIN:
        return _WITHIN[evidence.reading.measure].format(
            observed=observed_text(evidence, verdict.assertion),
            claimed=claimed_text(evidence, verdict.assertion), cause=_cause(verdict),
        )  # fmt: skip
    sentences = _SENTENCES if evidence.holds is None else _WITHOUT_NUMBER
    return sentences[verdict.outcome].format(
        observed=observed_text(evidence, verdict.assertion), formula=evidence.formula,
        claimed=claimed_text(evidence, verdict.assertion), name=_reading_text(evidence, verdict),
        cause=_cause(verdict),
    )  # fmt: skip


def _cause(verdict: Verdict) -> str:
    return verdict.diagnosis.detail if verdict.diagnosis else "the figure is another one"


def _reading_text(evidence: Evidence, verdict: Verdict) -> str:
    """Return the name of a reading, and what sets it apart: its listing, or its last guess."""
    reading, subject = evidence.reading, verdict.assertion.subject
    other = subject is not None and subject.instrument not in (None, reading.instrument)
    apart = (reading.instrument,) if other else reading.assumed[-1:]
    return ", ".join((reading.name, *apart))


_SENTENCES = {
    Outcome.SUPPORTED: "The tape says {observed}; the words allow {claimed}.",
    Outcome.AMBIGUOUS: "The tape leaves it open: {observed} ({name}); the words allow {claimed}.",
    Outcome.IMPRECISE: "Close, but not so: the tape says {observed}, the words allow {claimed}"
    " ({cause}).",
    Outcome.REFUTED: "The tape says {observed}, not {claimed}: {cause}.",
}

# By the measure that the article is held against itself with.
_WITHIN = {
    "arithmetic": "The article's own figures make {observed}, not {claimed}: {cause}.",
    "contradiction": "By the article's own figures {observed}: {cause}.",
    "parts": "Its parts make {observed}, and it is {claimed}: both cannot be.",
    "retold": "The article says {observed}, and {claimed} here: both cannot be.",
}

# For claims that hold or do not: a low, an order, a streak.
_WITHOUT_NUMBER = {
    Outcome.SUPPORTED: "So it is: {formula}.",
    Outcome.AMBIGUOUS: "It holds only in one reading ({name}): {formula}.",
    Outcome.IMPRECISE: "Not quite: {formula}.",
    Outcome.REFUTED: "It is not so: {formula}.",
}


def decisive(verdict: Verdict) -> Evidence | None:
    """Return the evidence that the outcome rests on: a reading that fits, else the nearest."""
    answered = [e for e in verdict.evidence if e.gap is None]
    fitting = [e for e in answered if e.fits is not False]
    if verdict.outcome in (Outcome.SUPPORTED, Outcome.AMBIGUOUS) and fitting:
        return next((e for e in fitting if e.reading.primary), fitting[0])
    return said_first(answered)


def observed_text(evidence: Evidence, assertion: Assertion) -> str:
    """Return what was observed, in the unit of the claim, and to its last digit at least."""
    if evidence.observed is None:
        return evidence.formula
    told = assertion.quantity
    if told is None:
        return interval_text(evidence.observed, "percent")
    places = min(max(_FEWEST, _decimals(told.step, told.unit)), _MOST)
    return interval_text(evidence.observed, told.unit, places=places)


def claimed_text(evidence: Evidence, assertion: Assertion) -> str:
    """Return what the words allow, as an interval or in words."""
    claimed = evidence.reading.claimed
    if claimed is not None and assertion.quantity is not None:
        return interval_text(claimed, assertion.quantity.unit)
    if claimed is not None and assertion.kind is Kind.COMPARISON:
        return _side_text(claimed)
    direction = assertion.direction.value if assertion.direction else ""
    if assertion.kind is Kind.CHANGE:
        return f"a move {direction}"
    return f"a {assertion.kind.value}"


def _side_text(claimed: Interval) -> str:
    """Return what a comparison without a number allows: "-10 % or less", "more than 0 %"."""
    low, high = claimed.low or Decimal(0), claimed.high or Decimal(0)
    if max(abs(low), abs(high)) >= 1:
        return interval_text(claimed, "percent")
    return "less than 0 %" if high < 0 else "more than 0 %"


def interval_text(interval: Interval, unit: str, *, places: int = 2) -> str:
    """Return an interval with its unit: "45.5 to 46.5 %", "US$ billions" as "87.7 billion USD"."""
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        if low == high:
            return number_text(low, unit, places=places)
        return _pair_text(low, high, unit)
    if low is not None:
        return f"{number_text(low, unit, places=places)} or more"
    return f"{number_text(high, unit, places=places)} or less" if high is not None else "any number"


def _pair_text(low: Decimal, high: Decimal, unit: str) -> str:
    """Return two numbers with as many digits as it takes to tell them apart.

    The bounds of a written number are short, and are given whole: 12,050.405 to 12,050.415.
    """
    short = [n for n in (_decimals(low, unit), _decimals(high, unit)) if n <= _EXACT]
    places = max(_FEWEST, *short, 0)
    while places < _MOST and _number(low, unit, places) == _number(high, unit, places):
        places += 1
    number, magnitude = _number(low, unit, places)
    start = number if magnitude == _number(high, unit, places)[1] else f"{number}{magnitude}"
    return f"{start} to {number_text(high, unit, places=places)}"


def _decimals(value: Decimal, unit: str) -> int:
    """Return how many digits stand behind the point when a number is written out."""
    exponent = _scaled(value, unit)[0].normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def number_text(value: Decimal, unit: str, *, places: int = 2) -> str:
    """Return a number with its unit, rounded to ``places`` digits behind the point."""
    number, magnitude = _number(value, unit, places)
    return f"{number}{magnitude}{_SUFFIX.get(unit, f' {unit}')}"


_FEWEST, _EXACT, _MOST = 2, 4, 6


def _number(value: Decimal, unit: str, places: int) -> tuple[str, str]:
    number, magnitude = _scaled(value, unit)
    if not magnitude and abs(value) < 1:
        places = max(places, 4)
    return _plain(number, places=places), magnitude


def _scaled(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return a big number in millions and upward, with the word for it."""
    for size, word in _BIG:
        if abs(value) >= size and unit not in ("percent", "point"):
            return value / size, f" {word}"
    return value, ""


def _plain(value: Decimal, *, places: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
