"""Sums of companies: what they raise, bid, borrow, earn and lose."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Metric
from tapecheck.grammar.frames import COMPANY_SIZE, Frame, Link, Placed
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.quantities import Amount
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import Points, Topic

COMPANY = Topic("", "", Metric.FUNDAMENTAL, Points.TO_COMPANY)
WORTH = Topic("", "", Metric.MARKET_VALUE, Points.TO_COMPANY, quoted=True)
_VOLUME = Topic("", "", Metric.VOLUME)
_FAR = 12  # parts between a market and what traded there
_TRADED = frozenset({"shares", "contracts", "lots"})


def is_sum(amount: Amount | None) -> bool:
    """Return whether an amount is money by the million: no price, but a company's figure."""
    if amount is None or amount.unit is None:
        return False
    return amount.unit.isupper() and amount.scale >= COMPANY_SIZE


def sums_before(state: Progress) -> Sequence[Part]:
    """Return the sums before a verb, the converted one too: "$3 billion was wiped off"."""
    told = state.parts[max(0, state.at - 4) : state.at]
    if state.leans_on(Sort.AMOUNT):
        return told[-1:]
    converted = [part.sort for part in told] == [Sort.AMOUNT, Sort.OPEN, Sort.AMOUNT, Sort.CLOSE]
    return (told[0], told[2]) if converted else ()


def told_sum(state: Progress, part: Part) -> Link | None:
    """Place a sum that no other predicate takes: "raised $2 billion", "Acme's $9 billion bid"."""
    if not (is_sum(part.amount) or (part.amount is not None and part.amount.per_share)):
        return None
    holder = _holder(state)
    frame = Frame((holder,) if holder is not None else (), _head(state), nominal=True)
    if holder is None and not (state.leans_on(Sort.PREPOSITION) and state.front(frame)):
        return None
    state.open(frame)
    return Link.LEVEL


def told_offer(state: Progress, part: Part, noun: Part) -> bool:
    """Read a price that was set once, of a deal or a listing: "below the $11 offer price"."""
    money = part.amount is not None and part.amount.unit is not None and part.amount.unit.isupper()
    firms = tuple(t.measured_as(COMPANY) for t in state.subjects.current if t.company is not None)
    if not (money and firms and noun.lower == "price" and len(noun.tokens) > 1):
        return False
    state.open(Frame(firms, noun, nominal=True, subordinate=True))
    if state.frame is not None:
        state.frame.amounts.append(Placed(part, Link.LEVEL))
    return True


def priced_deal(state: Progress, noun: Part) -> Topic | None:
    """Return whose deal it is that has a price: "Globex's offer of $12 a share"."""
    topic, amount = state.subjects.object, state.parts[state.at].amount
    if _is_offered(noun) and state.subjects.current:
        return next((t.measured_as(COMPANY) for t in state.subjects.current if t.company), None)
    if noun.tokens[-1].lower not in _DEALS or amount is None or not amount.per_share:
        return None
    if topic is not None and topic.company:
        return topic.measured_as(COMPANY)
    words = state.text[noun.start : noun.stop]
    return replace(COMPANY, text=words, name=words)


def _is_offered(noun: Part) -> bool:
    """Return whether a price is what a deal or a listing would pay: "the offer price of $11"."""
    told = [t.entry.word(Role.PLAIN_NOUN).of for t in noun.tokens[:-1] if t.entry is not None]
    return noun.tokens[-1].lower == "price" and "offer" in told


_DEALS = frozenset({"offer", "bid", "proposal"})


def told_volume(state: Progress, part: Part) -> Link | None:
    """Place what was traded: "with 20,300 contracts changing hands"."""
    following = state.following
    if part.amount is None or part.amount.unit not in _TRADED or following is None:
        return None
    if following.sort is not Sort.VERB or following.word.metric is not Metric.VOLUME:
        return None
    topic = _traded(state)
    if topic is None:
        return None
    traded = replace(topic.measured_as(_VOLUME), weak=False)  # where, if not what: "on the NYSE"
    state.open(Frame((traded,), following, nominal=True))
    return Link.LEVEL


def _traded(state: Progress) -> Topic | None:
    """Return what was traded, or where: "On the Nasdaq, 1.7 billion shares traded"."""
    if state.subjects.current and not state.subjects.current[-1].weak:
        return state.subjects.current[-1]
    placed = any(part.lower == "on" for part in state.parts[max(0, state.at - _FAR) : state.at])
    return state.subjects.object if placed else None


def told_loss(state: Progress, held: Part | None = None) -> Link:
    """Open the frame of a loss, and fill it with the amount before it: "a $20 million loss"."""
    holder = _holder(state)
    holders = (holder,) if holder is not None else state.subjects.resolved(COMPANY)
    state.open(Frame(tuple(t for t in holders if t.company is not None), None, nominal=True))
    if held is not None and state.frame is not None:
        state.frame.amounts.append(Placed(held, Link.LEVEL))
    return Link.LEVEL


def _holder(state: Progress) -> Topic | None:
    """Return the company whose sum it is: its owner, the subject, or the one spoken of."""
    owner = state.subjects.owner(state.at)
    for topic in (owner, *reversed(state.subjects.current)):
        if topic is not None and topic.company is not None:
            return topic.measured_as(COMPANY)
    return None


def _head(state: Progress) -> Part | None:
    """Return the verb that tells the sum."""
    verb = state.previous
    return verb if verb is not None and verb.sort is Sort.VERB else None


def is_lost(state: Progress, part: Part, link: Link) -> bool:
    """Return whether a company made a loss, which is a figure and no move: "lost $20 million"."""
    frame = state.frame
    if link is not Link.EXTENT or frame is None or frame.head is None:
        return False
    if not (is_sum(part.amount) or (part.amount is not None and part.amount.per_share)):
        return False
    whole = state.parts[state.at + 2] if state.at + 2 < len(state.parts) else None
    if whole is not None and whole.roles & (Role.VALUE_NOUN | Role.SHARE_NOUN):
        return False  # "lost $3 billion of its market value"
    firms = all(t.company is not None and not t.quoted for t in frame.subjects)
    return firms and frame.head.word.metric is Metric.FUNDAMENTAL


def lost(state: Progress) -> Link:
    """Let the open frame tell of a loss, which has a size and no direction."""
    if state.frame is not None:
        state.frame.direction = None
    return Link.LEVEL


def is_loss(part: Part, amount: Amount | None) -> bool:
    """Return whether a noun tells a company's loss, which is a figure and no move."""
    word = part.token.entry.word(Role.MOVE_NOUN) if part.token.entry else None
    told = word is not None and word.metric is Metric.FUNDAMENTAL
    return told and amount is not None and (is_sum(amount) or amount.per_share)
