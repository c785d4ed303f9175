"""What an amount measures where it stands: its metric, its unit, how firmly it is put."""

from __future__ import annotations

from tapecheck.core.nouns import Direction, Hedge, Metric, Quantity
from tapecheck.grammar.currencies import unit_of_pair
from tapecheck.grammar.frames import COMPANY_SIZE, STANDING, Frame, Link, Placed
from tapecheck.grammar.parts import Part
from tapecheck.grammar.quantities import Amount
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import Topic

# Units that a noun which no rule knows cannot rise by: "the gymnast soared 4 times".
_KNOWN_NOUNS_ONLY = frozenset({None, "ratio", "point"})
_QUOTED = frozenset({Metric.PRICE, Metric.INDEX, Metric.EXCHANGE_RATE})  # in no percentage
_OF_PERCENT = frozenset({"basis_point", "percentage_point"})
_PARTED = frozenset({Metric.FUNDAMENTAL, Metric.MARKET_VALUE})
_POINTED = frozenset({Metric.INDEX, Metric.PRICE, Metric.ECONOMIC, Metric.EXCHANGE_RATE})


def plausible(frame: Frame, placed: Placed, topic: Topic, direction: Direction | None) -> bool:
    """Return whether the amount can be said of the topic at all."""
    amount = placed.part.amount
    stands = placed.link in STANDING
    if amount is None or (placed.link is Link.EXTENT and direction is None):
        return False
    if topic.weak:
        return not stands and amount.unit not in _KNOWN_NOUNS_ONLY
    if topic.metric is Metric.PRICE and topic.company is not None:
        return _priced(amount, stands=stands) or frame.in_points
    if stands and amount.unit == "percent" and topic.metric in _QUOTED:
        return topic.bond or topic.generic
    return not amount.bare or topic.metric in _POINTED or topic.unit is not None


def _priced(amount: Amount, *, stands: bool) -> bool:
    """Return whether a company's share may cost it: "at 24.50", not "at stand 21"."""
    if amount.bare:
        return amount.step < 1
    return not (stands and amount.unit == "percent")


def measured_by(topic: Topic, amount: Amount, link: Link, head: Part | None) -> Metric:
    """Return what an amount measures: sums are a company's figures, or trade ("shipped $4 bn")."""
    if link is Link.PART:
        return topic.metric if topic.metric in _PARTED else Metric.OTHER
    told = head.word.metric if head is not None else None
    if amount.scale >= COMPANY_SIZE and (summed := _summed(topic, amount, told)) is not None:
        return summed
    if topic.metric is Metric.PRICE and _is_reported(topic, amount, head, link):
        return Metric.FUNDAMENTAL
    if topic.metric is Metric.PRICE and amount.unit == "ratio" and link is Link.LEVEL:
        return Metric.OTHER  # "trades at 15 times earnings"
    if topic.bond or topic.generic:
        return _in_percent(topic, amount, link) or topic.metric
    if topic.metric is Metric.YIELD and _is_money(amount):
        return Metric.PRICE  # a spread between two prices
    unlisted = topic.instrument is None and topic.company is not None
    if amount.unit == "point" and topic.metric is Metric.PRICE and unlisted:
        return Metric.INDEX
    return topic.metric


def _in_percent(topic: Topic, amount: Amount, link: Link) -> Metric | None:
    """Return what stands or moves in points of a percentage: no share index, no price of a bond."""
    stands = link in STANDING and amount.unit == "percent"
    if topic.bond:
        return Metric.YIELD if stands or amount.unit in _OF_PERCENT else None
    return Metric.ECONOMIC if stands else None


def _summed(topic: Topic, amount: Amount, told: Metric | None) -> Metric | None:
    """Return what millions of it are: a firm's figure, or what a market is worth."""
    if topic.metric is Metric.PRICE:
        return told or Metric.FUNDAMENTAL
    valued = topic.metric is Metric.INDEX or (topic.weak and told is Metric.MARKET_VALUE)
    return Metric.MARKET_VALUE if valued and _is_money(amount) else None


def _is_reported(topic: Topic, amount: Amount, head: Part | None, link: Link) -> bool:
    """Return whether a firm's own figure is told: "earned $1.78, up 8 percent", "grew 3"."""
    if amount.unit in _OF_PERCENT and not (topic.quoted or topic.bond):
        return True  # no price moves by percentage points
    if head is None or head.word.metric is not Metric.FUNDAMENTAL:
        return False
    if link is not Link.EXTENT or amount.unit != "percent":
        return _earned(amount, head, link)
    grows = head.word.direction is Direction.UP  # "lost 4 percent": its price
    return not topic.quoted and (grows or bool(head.roles & Role.LEVEL_VERB))


def _earned(amount: Amount, head: Part | None, link: Link) -> bool:
    """Return whether money is told by a verb of earning: "earned $1.78", "lost 5 cents a share".

    "Lost 4 percent to $5 a share" tells a price.
    """
    earns = head is not None and bool(head.roles & Role.LEVEL_VERB)
    if link in STANDING and not earns:
        return False
    return amount.per_share or (earns and _is_money(amount))


def _is_money(amount: Amount) -> bool:
    return amount.unit is not None and amount.unit.isupper()


def quantity_of(placed: Placed, amount: Amount, topic: Topic, frame: Frame) -> Quantity:
    """Return the quantity of an amount with its hedge; a bare number takes its topic's unit."""
    quoted = unit_of_pair(topic, frame, amount) if topic.metric is Metric.EXCHANGE_RATE else None
    unit = amount.unit or quoted or topic.unit or _counted(amount, topic) or "point"
    if topic.metric is Metric.YIELD and unit == "point":
        unit = "percentage_point"  # "cut its rate by half a point"
    return Quantity(
        value=amount.value,
        value_max=amount.value_max,
        unit=unit,
        step=amount.step,
        hedge=hedge_of(placed, frame),
    )


def _counted(amount: Amount, topic: Topic) -> str | None:
    """Return what millions without a unit are: things that a firm or an economy counts."""
    things = topic.metric in (Metric.FUNDAMENTAL, Metric.ECONOMIC, Metric.OTHER)
    return "count" if things and amount.scale > 1 else None


def hedge_of(placed: Placed, frame: Frame) -> Hedge:
    """Return how firmly an amount is put: by its own words, or by a verb such as "breached"."""
    part, head = placed.part, frame.head
    if part.amount is not None and part.amount.value_max is not None:
        return Hedge.RANGE
    verb = head.word.hedge if head is not None and placed is frame.amounts[0] else None
    return part.hedge or (verb if placed.link is Link.LEVEL else None) or Hedge.EXACT
