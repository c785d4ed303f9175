"""How far one thing is ahead of another: by 3 percentage points, or twice as much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.nouns import Assertion, Hedge, Metric, Quantity, Span
from tapecheck.grammar.claims import Claims
from tapecheck.grammar.figures import quantity_of
from tapecheck.grammar.frames import Anchor, Frame, Link, Placed
from tapecheck.grammar.links import before as leaned_on
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.spans import read_count
from tapecheck.grammar.topics import Topic

MULTIPLE = "multiple"
_PRICED = frozenset({Metric.PRICE, Metric.INDEX})
_LEADS = frozenset({"percent", "percentage_point"})


def leads(state: Progress, part: Part) -> bool:
    """Let an amount tell by how much one thing is ahead: "outperformed the index by 3 points"."""
    anchor = state.anchors[-1] if state.anchors else None
    if anchor is None or not anchor.others:
        return False
    lean = leaned_on(state.parts, state.at)
    if lean is None or lean.lower != "by":
        return False
    ahead = bool(anchor.part.roles & Role.COMPARISON) and anchor.lead is None
    sized = part.amount is not None and part.amount.unit in _LEADS
    if ahead and sized:
        anchor.lead = part
    return ahead and sized


def hedge_before(state: Progress, part: Part) -> Part | None:
    """Return the hedge right before a multiple: "more than twice as much as"."""
    lean = state.previous
    hedged = lean is not None and lean.sort is Sort.HEDGE and part.word.form == MULTIPLE
    return lean if hedged else None


def multiple_of(anchor: Anchor) -> Quantity | None:
    """Return a multiple as firmly as it is put; None for "several times" and for no multiple."""
    part, before = anchor.part, anchor.hedge
    if part.word.form != MULTIPLE:
        return None
    count = part.word.ratio or Decimal(read_count((part.token.slots or {}).get("n") or ""))
    if not count:
        return None
    hedge = part.word.hedge or (before.word.hedge if before is not None else None)
    return Quantity(value=count, unit="ratio", step=Decimal(1), hedge=hedge or Hedge.EXACT)


def measured(anchor: Anchor) -> Metric | None:
    """Return what the verb before a multiple measures: "is worth twice as much"."""
    head = anchor.frame.head if anchor.frame is not None else None
    told = head is not None and anchor.part.word.form == MULTIPLE
    return head.word.metric if head is not None and told else None


def is_vague(anchor: Anchor) -> bool:
    """Return whether a multiple tells no number: "several times as much"."""
    return anchor.part.word.form == MULTIPLE and multiple_of(anchor) is None


def is_multiple(anchor: Anchor, metric: Metric) -> bool:
    """Return whether a multiple is of moves, or of market values: no stock is "twice as good"."""
    moved = anchor.frame is not None and anchor.frame.direction is not None
    return moved or metric not in _PRICED


def margin(anchor: Anchor, claim: Assertion, topic: Topic, claims: Claims) -> Iterator[Assertion]:
    """Yield by how much the subject of a comparison is ahead, where the words tell."""
    part = anchor.lead
    amount = part.amount if part is not None else None
    if part is None or amount is None:
        return
    rule = claims.find("lead", amount.unit or "", claim.metric)
    if rule is not None:
        quantity = quantity_of(Placed(part, Link.GAP), amount, topic, Frame())
        yield replace(
            claim, span=Span(part.start, part.stop), rule=rule.id, quantity=quantity,
            hedge=quantity.hedge,
        )  # fmt: skip


def each_held(claim: Assertion, anchor: Anchor) -> Iterator[Assertion]:
    """Yield a claim for each of the things that its subject is held against."""
    for other in anchor.others:
        yield replace(claim, others=(other.subject(),))
    if not anchor.others:
        yield claim
