"""What went wrong, as the smallest change that would make a claim true, and the correction."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Assertion, Basis, Direction, Hedge, Quantity, Span
from tapecheck.core.verdicts import Correction, Diagnosis, Evidence, Outcome, Verdict, said_first
from tapecheck.verify.claimed import claimed_interval, cut_interval
from tapecheck.verify.house import House
from tapecheck.verify.judge import SOME_MOMENT
from tapecheck.verify.resolve import goes_farthest
from tapecheck.verify.restyle import restyled

_MENDED = frozenset({Outcome.REFUTED, Outcome.IMPRECISE})
_AT_CLOSE = frozenset({"close", "close-to-close"})
_FROM_BELOW = frozenset({Hedge.NEARLY, Hedge.LESS_THAN})
_FINER = 3
_FROM_ABOVE = frozenset({Hedge.MORE_THAN, Hedge.AT_LEAST})


class _Case(Struct, frozen=True):
    """A claim with a number beside the number that is right, in the claim's own unit.

    ``quoted`` is the price as the exchange quotes it, where the words tell another currency.
    """

    assertion: Assertion
    quantity: Quantity
    right: Decimal
    house: House
    quoted: Decimal | None = None

    def told(self, quantity: Quantity) -> _Case:
        """Return the same claim with another number."""
        told = replace(self.assertion, quantity=quantity)
        return replace(self, assertion=told, quantity=quantity)

    def fits(self, value: Decimal) -> bool:
        """Return whether ``value`` is what the words may stand for."""
        claimed = claimed_interval(self.assertion, self.house)
        return claimed is not None and (
            claimed.inside.against(Interval.exactly(value)) is Overlap.INSIDE
        )


def diagnosed(verdict: Verdict, text: str, house: House) -> Verdict:
    """Return the verdict with a diagnosis and a correction, where it calls for them."""
    if verdict.outcome not in _MENDED:
        return verdict
    evidence = _nearest(verdict) or said_first(verdict.evidence)
    if evidence is None:
        return verdict
    quantity = verdict.assertion.quantity
    right = evidence.observed.middle if evidence.observed is not None else None
    if _of_a_moment(evidence, verdict.assertion):
        right = None  # what daily bars leave open has no figure that would be right
    if quantity is None or right is None:
        not_so = Diagnosis(code="not-so", detail=evidence.formula)
        return replace(verdict, diagnosis=verdict.diagnosis or not_so)
    case = _Case(verdict.assertion, quantity, right, house, _quoted(evidence, quantity))
    return replace(
        verdict,
        diagnosis=verdict.diagnosis or _diagnosis(case),
        correction=_correction(case, text),
    )


def _nearest(verdict: Verdict) -> Evidence | None:
    """Return what a figure that is nearly right is nearly: not what comes first, and is far off."""
    quantity = verdict.assertion.quantity
    if verdict.outcome is not Outcome.IMPRECISE or quantity is None:
        return None
    said = (each for each in verdict.evidence if each.reading.primary and each.observed)
    return min(said, key=lambda each: _off(each, quantity.value), default=None)


def _off(evidence: Evidence, told: Decimal) -> Decimal:
    """Return how far the middle of what was observed is from a figure, whichever way it moved."""
    middle = evidence.observed.middle if evidence.observed is not None else None
    return Decimal("Infinity") if middle is None else abs(abs(middle) - told)


def _of_a_moment(evidence: Evidence, claim: Assertion) -> bool:
    """Return whether a figure is of some moment, of which the close says no more than the range."""
    at_close = evidence.reading.name in _AT_CLOSE and claim.basis is Basis.INTRADAY
    return at_close or evidence.reading.name in SOME_MOMENT


def _quoted(evidence: Evidence, quantity: Quantity) -> Decimal | None:
    if evidence.reading.measure != "level" or not evidence.rows:
        return None
    row = evidence.rows[0]
    return row.value if row.unit != quantity.unit else None


def _diagnosis(case: _Case) -> Diagnosis:
    for code, (holds, detail) in DIAGNOSES.items():
        if holds(case):
            return Diagnosis(code=code, detail=detail)
    return Diagnosis(code="wrong-figure", detail="the figure is another one")


def _reversed(case: _Case) -> bool:
    return case.fits(-case.right)


def _other_currency(case: _Case) -> bool:
    return case.quoted is not None and case.fits(case.quoted)


def _wrong_way(case: _Case) -> bool:
    down = case.assertion.direction is Direction.DOWN
    unmoved = 1 if case.quantity.unit == "ratio" else 0
    moved = case.right - unmoved
    return case.assertion.direction is not None and moved != 0 and down == (moved > 0)


def _hedged_wrongly(case: _Case) -> bool:
    """Return whether the right number lies on the other side of the figure, and not far."""
    hedge, beyond = case.quantity.hedge, abs(case.right) - case.quantity.value
    if not ((hedge in _FROM_BELOW and beyond > 0) or (hedge in _FROM_ABOVE and beyond < 0)):
        return False
    return case.told(replace(case.quantity, hedge=Hedge.ABOUT)).fits(case.right)


def _truncated(case: _Case) -> bool:
    if case.quantity.hedge is not Hedge.EXACT:
        return False
    cut, right = cut_interval(case.assertion), Interval.exactly(case.right)
    return cut is not None and cut.against(right) is Overlap.INSIDE


def _off_by(*factors: int) -> Callable[[_Case], bool]:
    def holds(case: _Case) -> bool:
        if not case.quantity.value:
            return False  # of nothing there is no tenth
        return any(case.fits(case.right * f) or case.fits(case.right / f) for f in factors)

    return holds


def _swapped(case: _Case) -> bool:
    """Return whether two neighbouring digits changed places: 6.54 for 6.45, 9.3 for 3.9."""
    written = list(f"{case.quantity.value:f}")
    places = [place for place, digit in enumerate(written) if digit.isdigit()]
    for first, second in pairwise(places):
        other = list(written)
        other[first], other[second] = written[second], written[first]
        value = Decimal("".join(other))
        if other != written and case.told(replace(case.quantity, value=value)).fits(case.right):
            return True
    return False


DIAGNOSES: dict[str, tuple[Callable[[_Case], bool], str]] = {
    "direction-reversed": (_reversed, "the figure is right, the direction is reversed"),
    "currency": (_other_currency, "the figure is right in the currency that it is quoted in"),
    "truncated": (_truncated, "digits were cut off instead of rounded"),
    "hedge": (_hedged_wrongly, "the hedge is on the wrong side of the figure"),
    "magnitude": (_off_by(1000, 1_000_000), "the magnitude is wrong, as million for billion"),
    "decimal-point": (_off_by(10, 100), "the decimal point slipped"),
    "digits-swapped": (_swapped, "two digits changed places"),
    "wrong-way": (_wrong_way, "it moved the other way"),
}


def _correction(case: _Case, text: str) -> Correction | None:
    """Return the replacement after which the claim is true; None where there is not one."""
    span, quote = case.assertion.span, case.assertion.span.of(text)
    mended = _mended(case, quote)
    if mended is None:
        return None
    if _wrong_way(case):
        return _turned(case, text, mended)
    return None if mended == quote else Correction(span=span, text=mended)


def _mended(case: _Case, quote: str) -> str | None:
    """Return the words with the right number, with more digits where its hedge needs them."""
    right = case.right
    if _wrong_way(case):
        if case.quantity.unit == "ratio":  # "tripled" has no opposite that another number mends
            return None
        right = -right
    for finer in range(_FINER):
        mended = restyled(
            quote, case.quantity, abs(right), finer=finer, magnitudes=case.house.magnitudes
        )
        if mended is None:
            return None
        told = case.told(replace(case.quantity, value=mended.value, step=mended.step))
        if told.fits(right):
            return mended.text
    return None


def _turned(case: _Case, text: str, mended: str) -> Correction | None:
    """Return one replacement that mends word and figure: "rose 0.5" becomes "fell 0.4".

    "As much as" tells of a session's high or low: turned round it would tell of the other one.
    """
    if goes_farthest(case.assertion):
        return None
    cue, span = case.assertion.cue, case.assertion.span
    opposite = case.house.opposites.get(cue.of(text).lower()) if cue is not None else None
    if cue is None or opposite is None:
        return None
    if cue.stop <= span.start:
        whole = Span(cue.start, span.stop)
        return Correction(span=whole, text=opposite + text[cue.stop : span.start] + mended)
    whole = Span(span.start, cue.stop)
    return Correction(span=whole, text=mended + text[span.stop : cue.start] + opposite)
