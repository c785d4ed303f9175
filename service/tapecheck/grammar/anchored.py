"""From anchors to assertions: extremes, streaks, rankings and comparisons need no number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.nouns import (
    Assertion,
    Basis,
    Kind,
    Metric,
    Modality,
    Quantity,
    Span,
    When,
)
from tapecheck.grammar import margins
from tapecheck.grammar.anchor_windows import AnchorWindows, counted_in
from tapecheck.grammar.claims import Claims
from tapecheck.grammar.currencies import pair_of
from tapecheck.grammar.frames import Anchor, Frame, Link
from tapecheck.grammar.moments import moment_of, told_moment
from tapecheck.grammar.parts import Part
from tapecheck.grammar.positions import POSITION
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.grammar.sides import crossed, followed, is_sideless
from tapecheck.grammar.spans import read_count
from tapecheck.grammar.superlatives import sized
from tapecheck.grammar.topics import MEASURED, Topic

# Comparisons with the subject's own past, which take no other thing; each is a role of its own.
ALONE = frozenset({"average", "correction", "bear-market", "bull-market"})
_ROLES = ALONE | {POSITION, margins.MULTIPLE}
_OUTRIGHT = ("outperformed", "outperforming", "underperformed", "underperforming")  # no ratings
_LISTED = frozenset({Metric.PRICE, Metric.INDEX})
Told = tuple[str, Quantity | None]


class Anchored:
    """Turns the anchors of a sentence into assertions."""

    def __init__(self, claims: Claims, today: dt.date | None) -> None:
        """Take the claim rules and the publication day."""
        self._claims = claims
        self._windows = AnchorWindows(today)

    def lengthen(self, anchor: Anchor) -> None:
        """Give a move told by direction alone its streak's last period: "rose for a third week"."""
        frame = anchor.frame
        counted = anchor.part.roles & Role.STREAK and counted_in(anchor.part) != "day"
        if frame is None or not counted or frame.when is not None or frame.moves or anchor.over:
            return
        frame.when = self._windows.of(anchor, Kind.STREAK, None)

    def emit(self, anchor: Anchor, carry: When | None) -> Iterator[Assertion]:
        """Yield the assertions of one anchor; a comparison makes one for each of the others."""
        anchor = sized(anchor)
        role = anchor.part.roles
        tell = next((tell for bit, tell in _TELLERS.items() if role & bit), None)
        if tell is None:
            return
        name, quantity = tell(anchor.part)
        if is_sideless(anchor) or margins.is_vague(anchor):
            return
        for topic in anchor.subjects:
            rule = self._claims.find(name, metric=_metric(anchor, topic))
            if rule is None:
                return
            if topic.weak or (rule.kind is Kind.COMPARISON and not _comparable(anchor, topic)):
                continue
            claim = self._claim(anchor, rule, topic, quantity or margins.multiple_of(anchor), carry)
            for told in (claim, *margins.margin(anchor, claim, topic, self._claims)):
                yield from margins.each_held(told, anchor)

    def _claim(
        self, anchor: Anchor, rule: ClaimRule, topic: Topic, quantity: Quantity | None,
        carry: When | None,
    ) -> Assertion:  # fmt: skip
        frame = anchor.frame
        return Assertion(
            span=Span((anchor.hedge or anchor.part).start, anchor.stop),
            kind=rule.kind,
            metric=_metric(anchor, topic),
            rule=rule.id,
            when=_as_sure(self._windows.of(anchor, rule.kind, carry), anchor, rule.kind),
            subject=pair_of(topic, frame) if frame and topic.currency else topic.subject(),
            direction=anchor.part.word.direction or crossed(anchor) or followed(frame),
            quantity=quantity,
            hedge=quantity.hedge if quantity else None,
            basis=_basis(anchor),
            modality=_modality(anchor),
            group=anchor.group,
            places=_places(anchor.part),
            period=counted_in(anchor.part),
            length=length_of(anchor.part),
            by="point" if " point " in f" {anchor.part.lower} " else "percent",
            pick=_pick(anchor.part),
            reference=rule.kind is Kind.EXTREME and anchor.reference,
        )


def _as_sure(when: When, anchor: Anchor, kind: Kind) -> When:
    """Return a window as sure as its words: "record highs" are of several days."""
    told = anchor.frame is not None and anchor.frame.when is not None
    plural = kind is Kind.EXTREME and anchor.part.lower.endswith(("highs", "lows")) and not told
    past = anchor.frame is not None and anchor.frame.doubtful and not told
    return replace(when, doubtful=True) if plural or past else when


def _comparable(anchor: Anchor, topic: Topic) -> bool:
    if anchor.part.word.form in ALONE:
        return topic.metric in _LISTED
    if anchor.part.word.form == margins.MULTIPLE and not margins.is_multiple(
        anchor, _metric(anchor, topic)
    ):
        return False
    if topic.metric is Metric.OTHER:
        return False
    if anchor.part.word.form == POSITION:
        return True
    if anchor.part.lower.startswith(_OUTRIGHT):
        return True
    held_against = any(_another(other, topic) for other in anchor.others)
    return topic.quoted or held_against or anchor.part.word.form == "estimate"


def _another(other: Topic, topic: Topic) -> bool:
    """Return whether something is held against another market thing: not "lagging its goal".

    What outpaces inflation is seldom one company's figure: "as college costs outpaced inflation".
    """
    of_all = (topic.metric, other.metric) == (Metric.FUNDAMENTAL, Metric.ECONOMIC)
    return not (of_all or other.weak) and other.text != topic.text


def _metric(anchor: Anchor, topic: Topic) -> Metric:
    """Return what ranks, or is held against an estimate: of a company, a figure it reports."""
    told = anchor.part.word.metric or margins.measured(anchor)
    if told is not None:
        return told
    estimated = anchor.part.word.form == "estimate" or _is_of_results(anchor.part)
    unpriced = topic.metric is Metric.PRICE and topic.company is not None and not topic.quoted
    sized = anchor.frame is not None and anchor.frame.sized  # "lost $3 billion, a record"
    earned = sized and bool(anchor.part.roles & Role.EXTREME)
    return Metric.FUNDAMENTAL if (estimated or earned) and unpriced else topic.metric


def _is_of_results(part: Part) -> bool:
    """Return whether a firm's quarters or years are counted: "a third straight quarterly loss"."""
    return bool(part.roles & Role.STREAK) and counted_in(part) in ("quarter", "year")


def _extreme(part: Part) -> Told:
    return ("extreme-level" if part.word.of == "level" else "extreme-move"), None


def _streak(part: Part) -> Told:
    slots = part.token.slots or {}
    count = read_count(slots.get("ordinal") or slots.get("n") or "")
    quantity = Quantity(value=Decimal(count), unit="count", step=Decimal(1)) if count else None
    return "streak", quantity


def _ranking(part: Part) -> Told:
    slots = part.token.slots or {}
    count = read_count(slots.get("ordinal") or "")
    quantity = Quantity(value=Decimal(count), unit="count", step=Decimal(1)) if count else None
    return ("ranking-size" if part.word.form == "size" else "ranking"), quantity


def _pick(part: Part) -> str:
    """Return which move is told of: the biggest, unless the words say smallest or first."""
    if part.word.form == "first":
        return "first"
    return "smallest" if part.word.of == "smallest-move" else "biggest"


def _places(part: Part) -> int | None:
    """Return how many may share the place of a ranking; None where the words draw no line."""
    count = read_count((part.token.slots or {}).get("n") or "")
    return count or (None if part.lower.startswith(("among", "one of")) else 1)


def _comparison(part: Part) -> Told:
    form = part.word.form
    return (form if form is not None and form in _ROLES else "comparison"), None


_TELLERS: dict[int, Callable[[Part], Told]] = {
    Role.EXTREME: _extreme,
    Role.STREAK: _streak,
    Role.RANKING: _ranking,
    Role.COMPARISON: _comparison,
}


def length_of(part: Part) -> int:
    """Return how many periods one move, or an average, spans: four in "the best four-day run"."""
    slots = part.token.slots or {}
    if part.word.of == "level" or not (part.roles & Role.EXTREME or part.word.form == "average"):
        return 1
    return read_count(slots.get("n") or "") or 1


def mean_of(frame: Frame, link: Link) -> Part | None:
    """Return the words of the average that a level is: "its 50-day average of $41.20"."""
    mean = frame.head is not None and frame.head.word.form == "average"
    return frame.head if mean and link is Link.LEVEL else None


def _modality(anchor: Anchor) -> Modality:
    """Return the stance of an anchor's own clause, else that of the predicate before it."""
    if anchor.over:
        return Modality.ASSERTED  # "would snap a losing streak": there is one
    if anchor.frame is None or anchor.modality is not Modality.ASSERTED:
        return anchor.modality
    return anchor.frame.modality


def _basis(anchor: Anchor) -> Basis:
    told = anchor.basis or moment_of(anchor.part.lower)
    return told or (told_moment(anchor.frame) if anchor.frame else None) or Basis.UNSPECIFIED


def told_before(anchor: Anchor, frames: Sequence[Frame]) -> When | None:
    """Return the window that the last frame before an anchor tells."""
    before = [
        f for f in frames
        if f.when and f.head and f.head.start < anchor.part.start and not _is_aside(f)
    ]  # fmt: skip
    if not before or (before[-1].owned and not _is_reported(anchor)):
        return None
    return before[-1].when


def _is_aside(frame: Frame) -> bool:
    """Return whether a figure of another day is told: "above Monday's close of $5, an all-time"."""
    return frame.nominal and frame.subordinate and frame.last is not None


def _is_reported(anchor: Anchor) -> bool:
    return any(topic.metric in MEASURED for topic in anchor.subjects)
