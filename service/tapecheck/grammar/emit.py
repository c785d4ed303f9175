"""From frames to assertions: every amount by its claim rule, and moves told without a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.nouns import (
    Assertion,
    Basis,
    Hedge,
    Label,
    Metric,
    Quantity,
    Span,
    Subject,
    When,
)
from tapecheck.grammar.anchor_windows import counted_in
from tapecheck.grammar.anchored import Anchored, length_of, mean_of, told_before
from tapecheck.grammar.claim_windows import PERIODS, ClaimWindows, up_to
from tapecheck.grammar.claims import Claims, unit_class
from tapecheck.grammar.currencies import of_money, pair_of
from tapecheck.grammar.figures import measured_by, plausible, quantity_of
from tapecheck.grammar.frames import Anchor, Frame, Link, Placed
from tapecheck.grammar.modality import modality_of
from tapecheck.grammar.moments import farthest, reached, told_moment
from tapecheck.grammar.reporting import REPORTED, Reporting, hold_against, is_reported
from tapecheck.grammar.sharing import only_values, share_days, share_moments
from tapecheck.grammar.topics import MEASURED, Topic

_STATES = frozenset({Link.LEVEL, Link.PART})  # they lead nowhere
_DATED = MEASURED - {Metric.MARKET_VALUE}  # with windows of their own, which carry on


class Emitter:
    """Turns what sentences say into assertions; moves are numbered through the article."""

    def __init__(self, claims: Claims, today: dt.date | None) -> None:
        """Take the claim rules and the publication day."""
        self._claims = claims
        self._windows = ClaimWindows(today)
        self._anchored = Anchored(claims, today)
        self.reporting = Reporting(today)
        self._move = 1

    def date(self, frames: Sequence[Frame], lead: When | None) -> None:
        """Give the frames of one sentence the windows that hold for it; sentences come in order."""
        carry: When | None = None
        told: Frame | None = None
        share_moments(frames)
        if lead is None:
            share_days(frames)
        for before, frame in zip((None, *frames), frames, strict=False):
            carried = _gapped(frame, before) or _carried(carry, frame, told)
            frame.when = frame.when or (carried if frame.nominal else None) or lead or carried
            self.reporting.fill(frame, lead)
            frame.when = up_to(frame.when, lead)
            if frame.when is not None and not (frame.subordinate or only_values(frame)):
                carry, told = frame.when, frame
        hold_against(frames)

    def emit(
        self, frames: Sequence[Frame], anchors: Sequence[Anchor], lead: When | None
    ) -> list[Assertion]:
        """Return the assertions of one sentence, once its frames are dated."""
        claims: list[Assertion] = []
        ranked: When | None = None
        for anchor in anchors:
            self._anchored.lengthen(anchor)
        around = zip((None, *frames), frames, (*frames[1:], None), strict=False)
        for before, frame, following in around:
            frame.carried = frame.carried or _goes_on(frame, before)
            told_of = [] if frame.denied else self._frame(frame, following)
            again = following is not None and _tells_again(following, frame)
            self._move += bool(told_of) and not again  # "rose from $4 to $5, a gain of 25 percent"
            claims += told_of
        for anchor in anchors:
            told = told_before(anchor, frames) or ranked or lead
            claims += self._anchored.emit(anchor, told)
            ranked = anchor.look_back if anchor.ranks and anchor.look_back else ranked
        return claims

    def _frame(self, frame: Frame, following: Frame | None) -> list[Assertion]:
        claims: list[Assertion] = []
        for place, named in enumerate(frame.subjects):
            topic = of_money(frame, named)
            for placed in frame.told_of(place):
                assertion = self._amount(frame, placed, topic)
                if assertion is not None:
                    claims.append(assertion)
            if tells_direction(frame, following, topic):
                claims += self._direction(frame, topic)
        return claims

    def _amount(self, frame: Frame, placed: Placed, topic: Topic) -> Assertion | None:
        part, amount = placed.part, placed.part.amount
        link = Link.LEVEL if placed.link is Link.ORIGIN else placed.link
        direction = None if link in _STATES else placed.direction or frame.direction
        if link is Link.GAP:
            direction = placed.beyond or frame.direction
        if amount is None or not plausible(frame, placed, topic, direction):
            return None
        metric = measured_by(topic, amount, link, frame.head)
        if metric is Metric.PRICE and not topic.quoted and frame.sized:
            metric = Metric.FUNDAMENTAL  # "a 9 percent drop to $3 billion"
        mean = mean_of(frame, link)
        role = "average-level" if mean is not None else link.name
        rule = self._claims.find(role, unit_class(amount.unit), metric)
        if rule is None:
            return None
        quantity = quantity_of(placed, amount, topic, frame)
        return Assertion(
            span=Span(part.start, part.stop),
            kind=rule.kind,
            metric=metric,
            rule=rule.id,
            when=_as_sure(self._windows.of_amount(frame, placed, topic, metric), frame),
            subject=_subject(frame, topic),
            direction=direction,
            quantity=quantity,
            hedge=quantity.hedge,
            basis=Basis.UNSPECIFIED if metric in REPORTED else _basis(frame, placed),
            modality=modality_of(frame, placed),
            move=self._move,
            cue=frame.cue,
            figure=topic.figure,
            group=frame.whole,
            farthest=farthest(frame, placed),
            period=counted_in(mean) if mean is not None else "day",
            length=length_of(mean) if mean is not None else 1,
        )

    def _direction(self, frame: Frame, topic: Topic) -> Iterator[Assertion]:
        """Yield the move of a frame that tells no amount, or tells it in its verb: doubled."""
        ratio = frame.head.word.ratio if frame.head else None
        role, unit = ("extent", "ratio") if ratio else ("direction", "")
        amount = frame.last.part.amount if frame.last is not None else None
        metric = measured_by(topic, amount, Link.EXTENT, frame.head) if amount else topic.metric
        rule = self._claims.find(role, unit, metric)
        span = frame.words or frame.cue
        if rule is None or span is None:
            return
        yield Assertion(
            span=span,
            kind=rule.kind,
            metric=metric,
            rule=rule.id,
            when=_as_sure(self._windows.of_move(frame, metric, topic), frame),
            subject=_subject(frame, topic),
            direction=frame.direction,
            quantity=_times(frame),
            hedge=(frame.hedge or Hedge.EXACT) if ratio else None,
            basis=told_moment(frame) or Basis.UNSPECIFIED,
            modality=frame.modality,
            move=self._move,
            cue=frame.cue,
            figure=topic.figure,
        )


def _as_sure(when: When, frame: Frame) -> When:
    """Return a window as sure as its frame: one may be of another time than it seems."""
    if frame.doubtful and (when.text is None or when.label is Label.SINCE):
        return replace(when, doubtful=True)
    return when


def _gapped(frame: Frame, before: Frame | None) -> When | None:
    """Return the window of the verb that is left out: "in which A rose 10 percent and B 9"."""
    same = before is not None and frame.head is not None and frame.head is before.head
    return before.when if same and before is not None else None


def _carried(carry: When | None, frame: Frame, told: Frame | None) -> When | None:
    """Return the window of the frame before, unless it is no window of what this one tells.

    A price has no reporting period, nor the month of a figure ``told`` before it, and a moment of
    the session no week or year: "down 9 percent this year, the shares closed at $3".
    """
    if carry is None or all(topic.metric in _DATED for topic in frame.subjects):
        return carry
    aside = told is not None and told.adverb and not frame.adverb  # "up 9 this year, it fell 2"
    elsewhere = aside or frame.basis is not None or (told is not None and is_reported(told))
    return None if carry.label in PERIODS or (elsewhere and carry.label is not Label.DAY) else carry


def tells_direction(frame: Frame, following: Frame | None, topic: Topic) -> bool:
    """Return whether the direction is a claim of its own: no amount tells the same move."""
    head = frame.head
    if head is None or frame.direction is None or frame.moves:
        return False
    if frame.mute or topic.weak or (head.word.needs_amount and frame.way is None):
        return False
    known = topic.quoted or topic.instrument or topic.metric in MEASURED
    if not (known or frame.sized or frame.priced):
        return False
    return following is None or not _tells_again(following, frame)


def _goes_on(frame: Frame, before: Frame | None) -> bool:
    """Return whether a participle tells where a move led: "fell 1 percent, slipping to $5"."""
    if before is None or not frame.participle or frame.subordinate:
        return False
    sized = before.moves or bool(before.head and before.head.word.ratio)
    alike = (before.direction, before.subjects) == (frame.direction, frame.subjects)
    return sized and alike


def _tells_again(following: Frame, frame: Frame) -> bool:
    """Return whether what follows sizes the move: "fell, losing 3 percent", "fell, a loss of 3"."""
    same = following.apposed and following.when in (None, frame.when)
    sized = (following.participle or same) and following.moves and not following.subordinate
    return sized and (following.direction, following.subjects) == (frame.direction, frame.subjects)


def _times(frame: Frame) -> Quantity | None:
    """Return the multiple that a verb tells, with the hedge before it: "more than doubled"."""
    ratio = frame.head.word.ratio if frame.head else None
    if ratio is None:
        return None
    hedge = frame.hedge or Hedge.EXACT
    return Quantity(value=ratio, unit="ratio", step=Decimal("0.1"), hedge=hedge)


def _subject(frame: Frame, topic: Topic) -> Subject:
    return pair_of(topic, frame) if topic.metric is Metric.EXCHANGE_RATE else topic.subject()


def _basis(frame: Frame, placed: Placed) -> Basis:
    if placed.link is Link.ORIGIN:
        return placed.basis or Basis.UNSPECIFIED
    told = placed.basis or placed.part.word.basis or told_moment(frame)
    return told or reached(frame, placed) or Basis.UNSPECIFIED
