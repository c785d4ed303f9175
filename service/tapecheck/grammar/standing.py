"""Levels that a noun has without a verb: "with crude at $70", "sales growth at 4 percent"."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Hedge, Metric
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.quantities import Amount
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import Topic

_AT = frozenset({"at", "near", "around"})
_REPORTED = frozenset({Metric.FUNDAMENTAL, Metric.ECONOMIC})
_LISTED = frozenset({Metric.PRICE, Metric.INDEX, Metric.EXCHANGE_RATE, Metric.YIELD})


def told_standing(state: Progress, part: Part) -> Link | None:
    """Place an amount behind a noun and "at", where that noun, and no verb, has the figure."""
    if _opens(state, part):
        return Link.LEVEL
    place = _noun_before(state, part)
    topic, amount = state.subjects.object, part.amount
    if place is None or topic is None or topic.weak or amount is None:
        return None
    noun = state.parts[place]
    if noun.lower == "growth" and topic.metric in _REPORTED:
        state.open(Frame(state.subjects.resolved(topic), noun, noun.word.direction, nominal=True))
        return Link.EXTENT
    if noun.sort is not Sort.NOUN or not (
        topic.metric in _REPORTED or (_apart(state, place) and _quotes(topic, amount))
    ):
        return None
    state.open(Frame(state.subjects.resolved(topic), None, nominal=True))
    part_of = noun.roles & Role.STAKE_NOUN and amount.unit == "percent"
    return Link.PART if part_of else Link.LEVEL


def _opens(state: Progress, part: Part) -> bool:
    """Return whether a price opens the sentence, for its subject: "At 527p, Acme's shares are"."""
    money = part.amount is not None and part.amount.unit is not None and part.amount.unit.isupper()
    following = state.following is not None and state.following.sort is Sort.COMMA
    if not (money and following and state.at == 1 and state.parts[0].lower == "at"):
        return False
    frame = Frame((), None, nominal=True)
    if state.front(frame):
        state.open(frame)
        return True
    return False


def told_mark(state: Progress, part: Part, noun: Part) -> bool:
    """Read a round figure that is passed: "closed above the 7,800 mark"."""
    frame, lean, amount = state.frame, state.previous, part.amount
    if frame is None or lean is None or amount is None or noun.lower not in _MARKS:
        return False
    listed = all(topic.metric in _LISTED and not topic.weak for topic in frame.subjects)
    if not (frame.subjects and listed) or lean.lower not in _PASSED:
        return False
    frame.amounts.append(Placed(replace(part, hedge=_PASSED[lean.lower]), Link.LEVEL))
    return True


_MARKS = frozenset({"mark", "level", "barrier", "threshold"})
_PASSED = {"above": Hedge.MORE_THAN, "over": Hedge.MORE_THAN, "past": Hedge.MORE_THAN,
           "below": Hedge.LESS_THAN, "under": Hedge.LESS_THAN, "at": None, "to": None}  # fmt: skip


def _noun_before(state: Progress, part: Part) -> int | None:
    """Return the place of the noun that an amount stands at: "crude at $70", "crude around $70"."""
    lean = state.previous
    if lean is None or state.at < len(("noun", "at")):
        return None
    if lean.sort is Sort.PREPOSITION and lean.lower in _AT:
        return state.at - 2
    about = part.hedge is Hedge.ABOUT and part.tokens[0].lower in ("around", "near")
    return state.at - 1 if about and lean.sort is Sort.NOUN else None


def _apart(state: Progress, place: int) -> bool:
    """Return whether "with" opens the phrase of a noun, or "and" goes on with one more."""
    lean = state.parts[place - 1] if place else None
    if lean is None or lean.lower == "with":
        return lean is not None
    told = state.frame is not None and state.frame.head is None and bool(state.frame.amounts)
    return lean.lower == "and" and told


def _quotes(topic: Topic, amount: Amount) -> bool:
    """Return whether an amount can be the price or the level of a topic."""
    if topic.metric not in _LISTED or not (topic.quoted or topic.instrument):
        return False
    if topic.metric is Metric.YIELD:
        return amount.unit == "percent"
    return amount.unit not in ("percent", "basis_point", "ratio")
