"""From an assertion to its readings: every plan that its claim rule names, likeliest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from tapecheck.core.nouns import Assertion, Basis, Direction, Hedge, Label, Modality, Subject, When
from tapecheck.core.verdicts import Lack, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.tape import Tape
from tapecheck.verify.periods import first_day
from tapecheck.verify.plans import Field, Moment, Plan, Unplanned
from tapecheck.verify.stretches import Stretch, stretches

_UNTRADED = {
    Basis.PREMARKET: "the tape holds no prices from before the opening",
    Basis.AFTER_HOURS: "the tape holds no prices from after the close",
}


_NOT_OWN = {
    Modality.ATTRIBUTED: "an estimate or somebody else's words, which are marked and not judged",
    Modality.FORECAST: "a forecast, which no price can judge yet",
    Modality.CONDITIONAL: "a condition, not a fact",
}


_ENDS = {Direction.UP: Field.HIGH.value, Direction.DOWN: Field.LOW.value}


def check_modality(assertion: Assertion) -> None:
    """Raise :class:`Unplanned` for what the article does not assert itself."""
    if assertion.modality is not Modality.ASSERTED:
        raise Unplanned(Reason.NOT_ASSERTED, _NOT_OWN[assertion.modality])
    if assertion.basis in _UNTRADED:
        raise Unplanned(Reason.TIME_OF_DAY, _UNTRADED[assertion.basis])


def listing_of(subject: Subject | None, tape: Tape) -> Instrument:
    """Return the listing a claim is about, or raise :class:`Unplanned`."""
    if subject is None:
        raise Unplanned(Reason.NO_SUBJECT, "the words do not say what it is about")
    instrument = tape.instrument(subject.instrument) if subject.instrument else None
    if instrument is None:
        lack = Lack(table="instruments", subject=subject.name)
        raise Unplanned(Reason.NO_INSTRUMENT, f"{subject.name!r} is not on the tape", lack)
    if tape.bars(instrument.id) is None:
        lack = Lack(table="bars", subject=instrument.id)
        raise Unplanned(Reason.NO_BARS, f"no bars of {instrument.symbol}", lack)
    return instrument


def rival_of(assertion: Assertion, listing: Instrument, tape: Tape) -> Instrument:
    """Return the listing that a claim's own is held against, or raise :class:`Unplanned`."""
    if not assertion.others:
        raise Unplanned(Reason.NO_SUBJECT, "the words do not say what it is held against")
    other = listing_of(assertion.others[0], tape)
    if other.id == listing.id:
        raise Unplanned(Reason.NO_SUBJECT, f"it is not clear what {listing.name} is held against")
    return other


def calendar_of(instrument: Instrument, tape: Tape) -> Sessions:
    """Return the trading days of a listing's exchange, or raise :class:`Unplanned`."""
    sessions = tape.sessions(instrument.mic)
    if sessions is None:
        lack = Lack(table="sessions", subject=instrument.mic)
        raise Unplanned(Reason.NO_BARS, f"no sessions of {instrument.mic}", lack)
    return sessions


def plans_for(
    assertion: Assertion, rule: ClaimRule, *, tape: Tape, published: dt.date
) -> tuple[Plan, ...]:
    """Return the plans of a claim about one listing, in the order of its claim rule."""
    instrument = listing_of(assertion.subject, tape)
    sessions = calendar_of(instrument, tape)
    found = stretches(
        assertion.when, sessions, published,
        closed=assertion.basis is Basis.CLOSE, running=assertion.basis is Basis.INTRADAY,
    )  # fmt: skip
    if not found:
        raise _no_sessions(assertion.when, instrument, sessions, published)
    plans: dict[tuple[Moment | None, Moment], Plan] = {}
    for name in reading_names(assertion, rule):
        for plan in READINGS[name](assertion, rule.measure, instrument, found):
            plans.setdefault((plan.base, plan.last), plan)
    return tuple(plans.values())


def _no_sessions(
    when: When, listing: Instrument, sessions: Sessions, published: dt.date
) -> Unplanned:
    """Return why a window has no sessions: the tape starts or ends short of it, or words are."""
    start = first_day(when.start) if when.start else None
    told = f"no sessions can be told for {when.text!r}" if when.text else "no session is told"
    if published > sessions.last:
        lack = Lack(table="sessions", subject=listing.mic, last=published)
        beyond = f"the calendar of {listing.mic} is known up to {sessions.last}"
        return Unplanned(Reason.NO_WINDOW, f"{told}: {beyond}", lack)
    if start is None or start >= sessions.first or published < sessions.first:
        return Unplanned(Reason.NO_WINDOW, told)
    what = f"the tape starts too late: the calendar of {listing.mic} is known from {sessions.first}"
    lack = Lack(table="bars", subject=listing.id, first=start, last=sessions.first)
    return Unplanned(Reason.NO_BARS, what, lack)


def reading_names(assertion: Assertion, rule: ClaimRule) -> Iterable[str]:
    """Return the names of the readings that a claim's hedge, end of session or basis calls for."""
    if goes_farthest(assertion) and "at_most" in rule.readings:
        return rule.readings["at_most"]
    end = _ENDS.get(assertion.farthest) if assertion.farthest else None
    if end in rule.readings:
        return rule.readings[end]
    return rule.readings.get(assertion.basis) or rule.readings.get("default", ())


def goes_farthest(assertion: Assertion) -> bool:
    """Return whether words tell how far a session went in all: "as much as 6 percent, or $2"."""
    return assertion.hedge is Hedge.AT_MOST or assertion.farthest is not None


def of_any_moment(assertion: Assertion) -> bool:
    """Return whether words may tell any moment of a session, and not how far it went in all."""
    return assertion.basis is Basis.INTRADAY and not goes_farthest(assertion)


Maker = Callable[[Assertion, str, Instrument, Iterable[Stretch]], Iterator[Plan]]


def _from_close(name: str, field: Field, told: str) -> Maker:
    def make(
        _: Assertion, measure: str, instrument: Instrument, found: Iterable[Stretch]
    ) -> Iterator[Plan]:
        for stretch in found:
            yield Plan(
                name=name,
                measure=measure,
                instrument=instrument,
                base=Moment(stretch.base),
                last=Moment(stretch.last, field),
                primary=stretch.primary,
                assumed=(told, *stretch.assumed),
            )

    return make


def _event_price_to_close(
    assertion: Assertion, measure: str, instrument: Instrument, found: Iterable[Stretch]
) -> Iterator[Plan]:
    """A move since a low or high may start from that day's lowest or highest price."""
    if assertion.when.event is None:
        return
    field = Field.LOW if assertion.when.event is Direction.DOWN else Field.HIGH
    for stretch in found:
        yield Plan(
            name="event-price-to-close",
            measure=measure,
            instrument=instrument,
            base=Moment(stretch.base, field),
            last=Moment(stretch.last),
            primary=False,
            assumed=(f"from the {field.value} of the session, not its close", *stretch.assumed),
        )


def _session_extreme(
    assertion: Assertion, measure: str, instrument: Instrument, found: Iterable[Stretch]
) -> Iterator[Plan]:
    """Read "as much as" from the close before to the session's high or low."""
    field = Field.LOW if assertion.direction is Direction.DOWN else Field.HIGH
    for stretch in found:
        yield Plan(
            name="session-extreme",
            measure=measure,
            instrument=instrument,
            base=Moment(stretch.base),
            last=Moment(stretch.last, field),
            primary=stretch.primary,
            assumed=(f"the session's {field.value}", *stretch.assumed),
        )


def _inside_session(
    assertion: Assertion, measure: str, instrument: Instrument, found: Iterable[Stretch]
) -> Iterator[Plan]:
    """Read a move up to some moment; where no moment is told, closes alone can judge it too.

    A direction alone is true of some moment of nearly every session: that bears nothing out.
    """
    told = assertion.when.label is Label.DAY and of_any_moment(assertion)
    sized = assertion.quantity is not None
    for stretch in _within(assertion, found):
        yield Plan(
            name="inside-session",
            measure=measure,
            instrument=instrument,
            base=Moment(stretch.base),
            last=Moment(stretch.last, Field.RANGE),
            primary=stretch.primary and sized and of_any_moment(assertion),
            optional=not told,
            assumed=("at some moment of the session", *stretch.assumed),
        )


def _within(assertion: Assertion, found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the sessions of which the words may tell some moment before the close.

    Those are sessions within which the article may have been written, or that it tells of by the
    hour; of a session that is over, "rose 3 percent on Tuesday" means its close.
    """
    for stretch in found:
        if stretch.live or of_any_moment(assertion):
            yield stretch


def _at(name: str, field: Field) -> Maker:
    def make(
        assertion: Assertion, measure: str, instrument: Instrument, found: Iterable[Stretch]
    ) -> Iterator[Plan]:
        for stretch in _within(assertion, found) if field is Field.RANGE else found:
            yield Plan(
                name=name,
                measure=measure,
                instrument=instrument,
                last=Moment(stretch.last, field),
                primary=stretch.primary and (field is not Field.RANGE or of_any_moment(assertion)),
                optional=field is Field.RANGE and not of_any_moment(assertion),
                assumed=(f"the session's {field.value}", *stretch.assumed),
            )

    return make


READINGS: dict[str, Maker] = {
    "close-to-close": _from_close("close-to-close", Field.CLOSE, "closing prices"),
    "close-to-open": _from_close("close-to-open", Field.OPEN, "the session's open"),
    "event-price-to-close": _event_price_to_close,
    "session-extreme": _session_extreme,
    "inside-session": _inside_session,
    "close": _at("close", Field.CLOSE),
    "open": _at("open", Field.OPEN),
    "high": _at("high", Field.HIGH),
    "low": _at("low", Field.LOW),
    "at-some-moment": _at("at-some-moment", Field.RANGE),
}
