"""From frames and anchors to assertions, by the claim rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.nouns import (
    Assertion,
    Basis,
    Direction,
    Hedge,
    Kind,
    Label,
    Metric,
    Modality,
    Quantity,
    Span,
    When,
)
from tapecheck.grammar.frames import Anchor, Frame, Link, Placed
from tapecheck.grammar.parts import Part
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.grammar.spans import read_count
from tapecheck.grammar.topics import Topic
from tapecheck.grammar.windows import resolve

_PLAIN_UNITS = frozenset({"percent", "percentage_point", "basis_point", "point", "ratio"})
_ONE_MOMENT = frozenset({Label.DAY, Label.AS_OF})


class Claims:
    """The claim rules, looked up by role and unit."""

    def __init__(self, rules: Iterable[ClaimRule]) -> None:
        """Take all rules; of two for one role and unit the first counts."""
        self._by_role: dict[tuple[str, str], ClaimRule] = {}
        for rule in rules:
            for unit in rule.units or ("",):
                self._by_role.setdefault((rule.role, unit), rule)

    def rule(self, role: str, unit: str = "") -> ClaimRule | None:
        """Return the rule for a role with a unit, or for the role with any unit."""
        return self._by_role.get((role, unit)) or self._by_role.get((role, ""))


def unit_class(unit: str | None) -> str:
    """Return how claim rules call a unit: a currency is money, a bare number a number."""
    if unit is None:
        return "number"
    return unit if unit in _PLAIN_UNITS or unit.islower() else "money"


class Emitter:
    """Turns what one sentence says into assertions; ``move`` numbers go on through an article."""

    def __init__(self, claims: Claims, today: dt.date | None) -> None:
        """Take the claim rules and the publication day."""
        self._claims = claims
        self._today = today
        self._move = 0

    def emit(
        self, frames: Sequence[Frame], anchors: Sequence[Anchor], lead: When | None
    ) -> Iterator[Assertion]:
        """Yield the assertions of one sentence."""
        carry: When | None = None
        for place, frame in enumerate(frames):
            frame.when = frame.when or lead or carry
            if frame.when is not None and not frame.subordinate:
                carry = frame.when
            following = frames[place + 1] if place + 1 < len(frames) else None
            yield from self._frame(frame, following)
        for anchor in anchors:
            yield from self._anchor(anchor, lead or carry)

    def _frame(self, frame: Frame, following: Frame | None) -> Iterator[Assertion]:
        if frame.denied:
            return
        self._move += 1
        for topic in frame.subjects or ():
            for placed in frame.amounts:
                assertion = self._amount(frame, placed, topic)
                if assertion is not None:
                    yield assertion
            if _tells_direction(frame, following, topic):
                yield self._direction(frame, topic)

    def _amount(self, frame: Frame, placed: Placed, topic: Topic) -> Assertion | None:
        amount = placed.part.amount
        if amount is None:
            return None
        link = Link.LEVEL if placed.link is Link.ORIGIN else placed.link
        unit = amount.unit
        rule = self._claims.rule(link.value, unit_class(unit))
        direction = None if link is Link.LEVEL else placed.direction or frame.direction
        if rule is None or (link is Link.EXTENT and direction is None):
            return None
        metric = _metric(topic, unit, link)
        if amount.bare and metric not in (Metric.INDEX, Metric.PRICE, Metric.ECONOMIC):
            return None
        return Assertion(
            span=Span(placed.part.start, placed.part.stop),
            kind=rule.kind,
            metric=metric,
            rule=rule.id,
            when=self._when(frame, link),
            subject=topic.subject(),
            direction=direction,
            quantity=_quantity(placed.part),
            hedge=_hedge(placed.part),
            basis=_basis(frame, placed),
            modality=frame.modality,
            move=self._move,
        )

    def _direction(self, frame: Frame, topic: Topic) -> Assertion:
        part = frame.head
        if part is None:
            raise ValueError("a frame without a head tells no direction")
        rule = self._claims.rule("direction")
        if rule is None:
            raise ValueError("no claim rule for direction")
        ratio = part.word.ratio
        quantity = None
        if ratio is not None:
            times = self._claims.rule(Link.EXTENT.value, "ratio")
            rule = times or rule
            quantity = Quantity(value=ratio, unit="ratio", step=Decimal("0.1"))
        return Assertion(
            span=Span(part.token.start, part.token.stop),
            kind=rule.kind,
            metric=topic.metric,
            rule=rule.id,
            when=self._when(frame, Link.EXTENT),
            subject=topic.subject(),
            direction=frame.direction,
            quantity=quantity,
            hedge=Hedge.EXACT if quantity else None,
            basis=frame.basis or Basis.UNSPECIFIED,
            modality=frame.modality,
            move=self._move,
        )

    def _when(self, frame: Frame, link: Link) -> When:
        """Return the window of an amount: a level stands at the end of its frame's window."""
        when = frame.when
        if link is Link.LEVEL:
            end = when.end if when and when.label in (Label.DAY, Label.WEEK, Label.MONTH) else None
            if when is not None and when.label in (Label.QUARTER, Label.HALF_YEAR, Label.YEAR):
                return when
            return When(
                label=Label.AS_OF, end=end or self._published(), text=when.text if when else None
            )
        if when is None:
            return When(label=Label.DAY, end=self._published())
        return when

    def _published(self) -> str | None:
        return self._today.isoformat() if self._today else None

    def _anchor(self, anchor: Anchor, carry: When | None) -> Iterator[Assertion]:
        role = anchor.part.token.phrase.role if anchor.part.token.phrase else anchor.part.roles
        maker = _ANCHORS.get(role & -role)
        if maker is None:
            return
        name, quantity = maker(anchor)
        rule = self._claims.rule(name)
        if rule is None:
            return
        frame = anchor.frame
        for topic in anchor.subjects:
            yield Assertion(
                span=Span(anchor.part.start, anchor.part.stop),
                kind=rule.kind,
                metric=topic.metric,
                rule=rule.id,
                when=self._anchor_when(anchor, rule, carry),
                subject=topic.subject(),
                direction=anchor.part.word.direction or (frame.direction if frame else None),
                quantity=quantity,
                hedge=Hedge.EXACT if quantity else None,
                basis=_anchor_basis(anchor),
                modality=frame.modality if frame else Modality.ASSERTED,
                others=tuple(t.subject() for t in anchor.against),
                group=anchor.group,
            )

    def _anchor_when(self, anchor: Anchor, rule: ClaimRule, carry: When | None) -> When:
        frame_when = (anchor.frame.when if anchor.frame else None) or carry
        end = frame_when.end if frame_when and frame_when.end else self._published()
        if rule.kind is Kind.EXTREME:
            look_back = anchor.look_back or self._inner_span(anchor.part)
            return replace(look_back, end=end)
        if rule.kind is Kind.STREAK:
            return When(label=Label.DAY, end=end)
        return anchor.look_back or frame_when or When(label=Label.DAY, end=end)

    def _inner_span(self, part: Part) -> When:
        """Return the look-back that an extreme names itself: five-year high, 2025 low, record."""
        slots = part.token.slots or {}
        if "year" in slots:
            return When(label=Label.YEAR_TO_DATE, start=f"{int(slots['year']) - 1}-12-31")
        if "n" in slots and "period" in slots and part.word.of == "level":
            return resolve("past", slots, self._today, text="")
        if part.word.form == "record":
            return When(label=Label.SINCE)
        return When(label=Label.SINCE if part.word.of == "move" else Label.UNSPECIFIED)


def _extreme(anchor: Anchor) -> tuple[str, Quantity | None]:
    return ("extreme-level" if anchor.part.word.of == "level" else "extreme-move"), None


def _streak(anchor: Anchor) -> tuple[str, Quantity | None]:
    slots = anchor.part.token.slots or {}
    count = read_count(slots.get("ordinal") or slots.get("n") or "")
    value = Decimal(count)
    return "streak", Quantity(value=value, unit="count", step=Decimal(1)) if count else None


def _ranking(anchor: Anchor) -> tuple[str, Quantity | None]:
    return "ranking", None


def _comparison(anchor: Anchor) -> tuple[str, Quantity | None]:
    return "comparison", None


_ANCHORS = {
    int(Role.EXTREME): _extreme,
    int(Role.STREAK): _streak,
    int(Role.RANKING): _ranking,
    int(Role.COMPARISON): _comparison,
}


def _anchor_basis(anchor: Anchor) -> Basis:
    words = anchor.part.lower
    if any(word in words for word in ("clos", "finish", "settle")):
        return Basis.CLOSE
    if "intraday" in words or "session" in words:
        return Basis.INTRADAY
    return (anchor.frame.basis if anchor.frame else None) or Basis.UNSPECIFIED


def _tells_direction(frame: Frame, following: Frame | None, topic: Topic) -> bool:
    """Return whether the direction is a claim of its own: no amount tells the same move."""
    head = frame.head
    if head is None or frame.direction is None or frame.moves or frame.nominal or frame.push:
        return False
    if topic.weak or frame.carried:
        return False
    same = following is not None and following.participle and following.moves
    return not (same and following is not None and following.direction is frame.direction)


def _metric(topic: Topic, unit: str | None, link: Link) -> Metric:
    if unit == "point" and topic.metric is Metric.PRICE and topic.instrument is None:
        return Metric.INDEX if link is Link.EXTENT else topic.metric
    return topic.metric


def _quantity(part: Part) -> Quantity | None:
    amount = part.amount
    if amount is None:
        return None
    return Quantity(
        value=amount.value,
        value_max=amount.value_max,
        unit=amount.unit or "point",
        step=amount.step,
        hedge=_hedge(part),
    )


def _hedge(part: Part) -> Hedge:
    if part.amount is not None and part.amount.value_max is not None:
        return Hedge.RANGE
    return part.hedge or Hedge.EXACT


def _basis(frame: Frame, placed: Placed) -> Basis:
    if placed.link is Link.ORIGIN:
        return Basis.UNSPECIFIED
    return placed.part.word.basis or frame.basis or Basis.UNSPECIFIED


def direction_word(direction: Direction | None) -> str:
    """Return the word for a direction, for messages."""
    return direction.value if direction else "unknown"
