"""From anchors to assertions: extremes, streaks, rankings and comparisons need no number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.nouns import (
    Assertion,
    Basis,
    Hedge,
    Kind,
    Label,
    Metric,
    Modality,
    Quantity,
    Span,
    When,
)
from tapecheck.grammar.claims import Claims
from tapecheck.grammar.frames import Anchor
from tapecheck.grammar.parts import Part
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.grammar.spans import read_count
from tapecheck.grammar.topics import Topic
from tapecheck.grammar.windows import resolve

_ISO_DAY = len("2021-10-07")
Told = tuple[str, Quantity | None]


class Anchored:
    """Turns the anchors of a sentence into assertions."""

    def __init__(self, claims: Claims, today: dt.date | None) -> None:
        """Take the claim rules and the publication day."""
        self._claims = claims
        self._today = today

    def emit(self, anchor: Anchor, carry: When | None) -> Iterator[Assertion]:
        """Yield the assertions of one anchor; a comparison makes one for each of the others."""
        role = anchor.part.roles
        tell = next((tell for bit, tell in _TELLERS.items() if role & bit), None)
        if tell is None:
            return
        name, quantity = tell(anchor.part)
        rule = self._claims.find(name)
        if rule is None:
            return
        for topic in anchor.subjects:
            if topic.weak or (rule.kind is Kind.COMPARISON and not _comparable(anchor, topic)):
                continue
            claim = self._claim(anchor, rule, topic, quantity, carry)
            yield from (
                [replace(claim, others=(other.subject(),)) for other in anchor.others] or [claim]
            )

    def _claim(
        self, anchor: Anchor, rule: ClaimRule, topic: Topic, quantity: Quantity | None,
        carry: When | None,
    ) -> Assertion:  # fmt: skip
        frame = anchor.frame
        return Assertion(
            span=Span(anchor.part.start, anchor.stop),
            kind=rule.kind,
            metric=topic.metric,
            rule=rule.id,
            when=self._when(anchor, rule.kind, carry),
            subject=topic.subject(),
            direction=anchor.part.word.direction or (frame.direction if frame else None),
            quantity=quantity,
            hedge=Hedge.EXACT if quantity else None,
            basis=_basis(anchor),
            modality=frame.modality if frame else Modality.ASSERTED,
            group=anchor.group,
            places=_places(anchor.part),
            period=_period(anchor.part),
            length=_length(anchor.part),
            by="point" if " point " in f" {anchor.part.lower} " else "percent",
            pick=_pick(anchor.part),
            reference=rule.kind is Kind.EXTREME and anchor.reference,
        )

    def _when(self, anchor: Anchor, kind: Kind, carry: When | None) -> When:
        """Return the look-back of an extreme, the last session of a streak, else the window."""
        told = (anchor.frame.when if anchor.frame else None) or carry
        published = self._today.isoformat() if self._today else None
        end = anchor.end or (told.end if told is not None and told.end else published)
        if kind is Kind.EXTREME:
            return replace(anchor.look_back or self._inner(anchor.part, end), end=end)
        if kind is Kind.STREAK:
            return When(label=Label.DAY, end=end)
        return anchor.look_back or told or When(label=Label.DAY, end=end)

    def _inner(self, part: Part, end: str | None) -> When:
        """Return the look-back that an extreme names itself: five-year high, 2025 low, record."""
        slots = part.token.slots or {}
        if "year" in slots:
            return When(label=Label.YEAR_TO_DATE, start=f"{int(slots['year']) - 1}-12-31")
        if "n" in slots and "period" in slots and part.word.of == "level":
            return resolve("past", slots, _last_day(end) or self._today, text="")
        if part.word.form in ("record", "record-figure") or part.word.of == "move":
            return When(label=Label.SINCE)
        return When(label=Label.UNSPECIFIED)


def _last_day(end: str | None) -> dt.date | None:
    return dt.date.fromisoformat(end) if end is not None and len(end) == _ISO_DAY else None


def _comparable(anchor: Anchor, topic: Topic) -> bool:
    return topic.metric is not Metric.OTHER and (topic.quoted or bool(anchor.others))


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
    return "ranking", quantity


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
    return "comparison", None


_TELLERS: dict[int, Callable[[Part], Told]] = {
    int(Role.EXTREME): _extreme,
    int(Role.STREAK): _streak,
    int(Role.RANKING): _ranking,
    int(Role.COMPARISON): _comparison,
}


_PERIODS = {
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "annual": "year",
}


def _period(part: Part) -> str:
    """Return what is counted or compared: sessions, unless the words say weeks or longer."""
    told = (part.token.slots or {}).get("period", part.lower)
    return next((period for word, period in _PERIODS.items() if word in told.lower()), "day")


def _length(part: Part) -> int:
    """Return how many periods one move spans: four in "the best four-day run"."""
    slots = part.token.slots or {}
    if part.word.of == "level" or not part.roles & Role.EXTREME:
        return 1
    return read_count(slots.get("n") or "") or 1


def _basis(anchor: Anchor) -> Basis:
    words = anchor.part.lower
    if any(word in words for word in ("clos", "finish", "settle")):
        return Basis.CLOSE
    if "intraday" in words or "session" in words:
        return Basis.INTRADAY
    return anchor.basis or (anchor.frame.basis if anchor.frame else None) or Basis.UNSPECIFIED
