"""Figures that are right, but of another time or another listing than they were read of.

"Fell 3.7 percent to $124.61" is nothing that happens by chance: where both figures are contradicted
and both fit another listing that the article names, or another session near, the reading is more
likely to be wrong than both figures. They are then `ambiguous`, and say what they fit. Of a window
that stands near ("for the week …") one figure is enough.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.nouns import Assertion, Basis, Kind, Label, Subject, When
from tapecheck.core.verdicts import Diagnosis, Evidence, Gap, Outcome, Reason, Verdict
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.tape import Tape
from tapecheck.verify.arithmetic import agree
from tapecheck.verify.nearby import Nearby

Retry = Callable[[Assertion], Verdict]

_CONTRADICTED = frozenset({Outcome.REFUTED, Outcome.IMPRECISE})
_MOVES = frozenset({Kind.CHANGE, Kind.LEVEL})
_DAYS = frozenset({Label.DAY, Label.AS_OF})
_FIT = 2  # so many figures of one move do not fit another by chance
_DIGITS = 1000  # nor does one level of so many steps: 44.11 is 4411 of them
_BACK = 5  # sessions before publication that copy may still tell of


class Place(Struct, frozen=True):
    """Another listing, or another session, that the figures of a move may be of."""

    code: str
    note: str
    move: Callable[[Assertion], Assertion]
    dated: bool = False
    near: bool = False


class Around(Struct, frozen=True, dict=True):
    """What an article tells around its claims: the listings it names, and its windows of time.

    Both are found once for an article, and only if some claim of it is contradicted.
    """

    claims: Sequence[Assertion]
    text: str
    published: dt.date | None
    tape: Tape
    name: Callable[[str], Sequence[str]]

    @cached_property
    def listings(self) -> tuple[Instrument, ...]:
        """Return the listings that the article names."""
        named = (self.tape.instrument(id) for id in self.name(self.text))
        return tuple(listing for listing in named if listing is not None)

    @cached_property
    def nearby(self) -> Nearby:
        """Return the windows of time that the article tells."""
        return Nearby(self.claims, self.text, self.published)


def elsewhere(verdicts: Sequence[Verdict], around: Around, retry: Retry) -> list[Verdict]:
    """Return the verdicts, with refuted ones reopened whose figures fit another place together."""
    found = list(verdicts)
    for group in _contradicted(verdicts):
        move = [verdicts[place] for place in group]
        for place, verdict in zip(group, _reopened(move, around, retry), strict=True):
            found[place] = verdict
    return found


def _contradicted(verdicts: Sequence[Verdict]) -> Iterator[list[int]]:
    """Yield the positions of the figures of each move that the tape contradicts.

    That is: none is borne out; or one is not and the move is of a longer stretch than a session; or
    more than one level is told, so that the move may be two ("to $75 and $69, respectively").
    """
    groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for place, verdict in enumerate(verdicts):
        claim = verdict.assertion
        if claim.kind in _MOVES and claim.quantity is not None and claim.subject is not None:
            groups[claim.move, claim.subject.instrument or ""].append(place)
    for group in groups.values():
        outcomes = {verdicts[place].outcome for place in group}
        if Outcome.REFUTED not in outcomes:
            continue
        if outcomes <= _CONTRADICTED or not _of_a_day(verdicts[group[0]]):
            yield group
        elif sum(verdicts[place].assertion.kind is Kind.LEVEL for place in group) > 1:
            yield [place for place in group if verdicts[place].outcome in _CONTRADICTED]


def _of_a_day(verdict: Verdict) -> bool:
    return verdict.assertion.when.label in _DAYS


def _reopened(move: Sequence[Verdict], around: Around, retry: Retry) -> list[Verdict]:
    whole = all(verdict.outcome in _CONTRADICTED for verdict in move)
    others = (*_windows(move, around), *_listings(move, around)) if whole else ()
    for place in (*_sessions(move, around), *others):
        again = [retry(place.move(verdict.assertion)) for verdict in move]
        if _fit(again, place, all_of_them=not whole):
            return [_told(*pair, place) for pair in zip(move, again, strict=True)]
    if whole and agree([verdict.assertion for verdict in move]):
        return [_none_fits(verdict) for verdict in move]
    return list(move)


def _fit(again: Sequence[Verdict], place: Place, *, all_of_them: bool) -> bool:
    """Return whether enough figures fit another place to rule out chance."""
    fitting = [v.assertion for v in again if v.outcome is Outcome.SUPPORTED]
    if all_of_them and len(fitting) < len(again):
        return False
    enough = 1 if place.near else _FIT
    return len(fitting) >= enough or any(_precise(each) for each in fitting)


def _precise(claim: Assertion) -> bool:
    quantity = claim.quantity
    return (
        claim.kind is Kind.LEVEL
        and quantity is not None
        and quantity.value_max is None
        and quantity.value >= _DIGITS * quantity.step
    )


def _told(before: Verdict, after: Verdict, place: Place) -> Verdict:
    """Return what is said of a claim whose move fits another place.

    A figure that fits there is ambiguous. One that fits neither is still refuted, and corrected by
    what it was meant to be. Where the words name the day, the day is wrong.
    """
    if before.outcome is not Outcome.REFUTED:
        return before
    fits = after.outcome is Outcome.SUPPORTED
    other = [_noted(e, place) for e in after.evidence if e.reading.primary and e.gap is None]
    if fits and place.dated:
        return replace(before, diagnosis=Diagnosis(code=place.code, detail=place.note))
    if fits:
        return Verdict(
            assertion=before.assertion,
            outcome=Outcome.AMBIGUOUS,
            evidence=(*before.evidence, *other),
            diagnosis=Diagnosis(code=place.code, detail=place.note),
        )
    return replace(before, evidence=(*other, *before.evidence)) if other else before


def _noted(evidence: Evidence, place: Place) -> Evidence:
    reading = evidence.reading
    return replace(
        evidence,
        reading=replace(reading, primary=False, assumed=(place.note, *reading.assumed)),
    )


def _none_fits(verdict: Verdict) -> Verdict:
    detail = "the figures of this move agree with each other, and with nothing on the tape near"
    return Verdict(
        assertion=verdict.assertion,
        outcome=Outcome.UNCHECKED,
        evidence=verdict.evidence,
        gap=Gap(reason=Reason.NONE_FITS, detail=detail),
    )


def _sessions(move: Sequence[Verdict], around: Around) -> Iterator[Place]:
    """Yield the sessions up to publication that the figures may be of."""
    claim, published = move[0].assertion, around.published
    listing = around.tape.instrument((claim.subject and claim.subject.instrument) or "")
    calendar = around.tape.sessions(listing.mic) if listing is not None else None
    day = calendar.on_or_before(published) if calendar is not None and published else None
    if calendar is None or day is None:
        return
    told = claim.when.text is not None and claim.when.label in _DAYS
    for back in range(_BACK + 1):
        session = calendar.back(day, back)
        if session is not None:
            yield Place("other-session", f"of the session of {session}", _on(session), dated=told)


def _on(session: dt.date) -> Callable[[Assertion], Assertion]:
    def moved(claim: Assertion) -> Assertion:
        label = Label.AS_OF if claim.kind is Kind.LEVEL else Label.DAY
        when = When(label=label, end=session.isoformat(), text="")
        return replace(claim, when=when, basis=Basis.CLOSE)

    return moved


def _windows(move: Sequence[Verdict], around: Around) -> Iterator[Place]:
    """Yield the windows told near a move whose own words name no day; levels have none."""
    claim = move[0].assertion
    if claim.when.text is not None or any(v.assertion.kind is Kind.LEVEL for v in move):
        return
    for when in around.nearby.windows(claim):
        until = f" to {when.end}" if when.end else ""
        since = f" from {when.start}" if when.start else ""
        note = f"over the {when.label.value.replace('_', ' ')}{since}{until}, also told of"
        yield Place("other-window", note, _over(when), near=True)


def _over(when: When) -> Callable[[Assertion], Assertion]:
    def moved(claim: Assertion) -> Assertion:
        return replace(claim, when=when, basis=Basis.UNSPECIFIED)

    return moved


def _listings(move: Sequence[Verdict], around: Around) -> Iterator[Place]:
    own = move[0].assertion.subject
    for listing in around.listings:
        if own is not None and listing.id != own.instrument:
            yield Place("other-listing", f"of {listing.name}, also named", _of(listing))


def _of(listing: Instrument) -> Callable[[Assertion], Assertion]:
    subject = Subject(text=listing.name, name=listing.name, instrument=listing.id)

    def moved(claim: Assertion) -> Assertion:
        return replace(claim, subject=subject)

    return moved
