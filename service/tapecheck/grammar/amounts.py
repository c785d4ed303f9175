"""Amounts: each is placed on the frame that it measures."""

from __future__ import annotations

from collections.abc import Callable

from tapecheck.core.nouns import Direction, Metric
from tapecheck.grammar.about import topic_of
from tapecheck.grammar.carried import (
    carried,
    coordinated,
    distributes,
    is_owners,
    lists,
    shared,
    told_beside,
)
from tapecheck.grammar.frames import STANDING, Frame, Link, Placed
from tapecheck.grammar.gaps import side_of, told_gap, told_multiple
from tapecheck.grammar.links import (
    before,
    direction_follows,
    leaves,
    left_extreme,
    link_of,
    partner,
)
from tapecheck.grammar.margins import leads
from tapecheck.grammar.modality import estimate_at
from tapecheck.grammar.moments import end_again, end_of_session, stands_at
from tapecheck.grammar.movesizes import figure_grows, told_run, told_size
from tapecheck.grammar.nounfigures import of_anchor, of_noun, told_turn
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.signed import told_aside, told_by_sign
from tapecheck.grammar.stakes import is_held, is_part, is_stake, part_of, told_stake
from tapecheck.grammar.standing import told_mark, told_standing
from tapecheck.grammar.sums import is_lost, is_sum, lost, told_offer, told_sum, told_volume
from tapecheck.grammar.targets import told_estimate, told_target
from tapecheck.grammar.thresholds import is_threshold, passes, told_beyond
from tapecheck.grammar.topics import Topic
from tapecheck.grammar.why import Why

_WORTH = frozenset({"value", "worth", "weight", "market", "price"})
_SUMMED = frozenset({Metric.MARKET_VALUE, Metric.FUNDAMENTAL})
_AROUND = frozenset({"after", "before", "despite", "without"})


def amount(state: Progress, part: Part) -> None:
    """Place an amount on a frame, opening one where the sentence leaves its verb out."""
    if _belongs_behind(state, part) or leads(state, part):
        return
    alone = _why_alone(state, part)
    if alone is not None:
        state.left[state.at] = alone
        return
    link = _link_of(state, part)
    if link is None or state.frame is None:
        state.left[state.at] = Why.NO_PLACE
        return
    if _is_cut_of(state, part, link):
        state.left[state.at] = Why.PART
        state.frame.direction = None
        return
    state.frame.amounts.append(_placed(state, part, link, state.frame))


def _placed(state: Progress, part: Part, link: Link, frame: Frame) -> Placed:
    """Return an amount as it hangs on its frame, with what is its own."""
    placed = Placed(part, link, when=state.dated_at(state.at) if link is Link.ORIGIN else None)
    placed.modality = estimate_at(state, state.at)
    following = state.following
    if link is Link.LEVEL and state.leans_on(Sort.PREPOSITION) and stands_at(frame):
        frame.at_writing = True  # "was at $82.10"
    if link is Link.LEVEL:
        placed.farthest = end_of_session(state, frame, part)
    if link is Link.EXTENT and partner(state.parts, state.at):
        placed.farthest = end_again(frame)
    if link is Link.GAP:
        placed.beyond = side_of(part, following)
    if part.amount is not None and part.amount.sign:
        placed.direction = Direction.UP if part.amount.sign > 0 else Direction.DOWN
    return placed


def _link_of(state: Progress, part: Part) -> Link | None:
    """Return how an amount hangs on the frame that takes it; some open one of their own."""
    link = _told_behind(state, part) or told_beside(state)
    link = link or link_of(state.parts, state.at, state.frame) or _unlinked(state, part)
    if link is Link.LEVEL and state.frame is not None and is_held(state, state.frame, part):
        return part_of(state)
    if link in STANDING and is_stake(state, part):
        return Link.PART
    link = _of_extreme(state, link)
    if link is not None and state.frame is not None:
        return lost(state) if is_lost(state, part, link) else link
    alone = told_estimate(state, part) or told_sum(state, part)
    return alone or told_volume(state, part) or told_by_sign(state, part)


def _told_behind(state: Progress, part: Part) -> Link | None:
    """Return how an amount hangs on what stands right before it, where one of a few tells."""
    lean = state.previous
    for told in _BEHIND.get(lean.sort, ()) if lean is not None else ():
        link = told(state, part)
        if link is not None:
            return link
    return None


# What reads an amount behind a part of each sort; the first that tells its link counts.
_BEHIND: dict[Sort, tuple[Callable[[Progress, Part], Link | None], ...]] = {
    Sort.OPEN: (told_aside,),
    Sort.COMMA: (told_multiple,),
    Sort.DASH: (told_multiple,),
    Sort.MODAL: (told_target,),
    Sort.NOUN: (told_standing,),
    Sort.PREPOSITION: (told_target, told_size, told_standing, told_turn),
}


def _why_alone(state: Progress, part: Part) -> Why | None:
    """Return why an amount is none of a predicate: it sets a bound, or belongs to its noun."""
    if is_threshold(state.parts, state.at):
        return Why.THRESHOLD
    noun = state.following
    described = noun is not None and noun.sort is Sort.NOUN and _describes(state, part, noun)
    return Why.COUNT if described else None


def _of_extreme(state: Progress, link: Link | None) -> Link | None:
    """Give an extreme's figure its frame, and what is reached from there the frame before."""
    alone = state.frame is None and state.leans_on(Sort.ANCHOR)  # "shattering the high of $102"
    if link is Link.LEVEL and (alone or leaves(state.parts, state.at)):
        return of_anchor(state, state.parts[state.at - 1])
    if link is Link.LEVEL and left_extreme(state):
        state.frame = state.frames[-2]  # "from a high of $9 in May to $6 on Friday"
    return link


def _belongs_behind(state: Progress, part: Part) -> bool:
    """Return whether what follows takes the amount: "a 3 percent gain", "24 of its 528"."""
    following = state.following
    if following is None:
        return False
    if following.sort is Sort.TIME:
        return any(p.sort is Sort.MOVE_NOUN for p in state.parts[state.at + 2 : state.at + 3])
    if following.sort is Sort.MOVE_NOUN or figure_grows(state, part):
        return True
    return following.lower == "of" and part.amount is not None and part.amount.bare


def _is_cut_of(state: Progress, part: Part, link: Link) -> bool:
    """Return whether a percentage is lost of something else: "lost 5 percent of staff"."""
    whole = state.parts[state.at + 2] if state.at + 2 < len(state.parts) else None
    if link is not Link.EXTENT or whole is None or not is_part(state, part):
        return False
    worth = whole.roles & (Role.VALUE_NOUN | Role.PRICE_NOUN | Role.SHARE_NOUN)
    return not (worth or any(token.lower in _WORTH for token in whole.tokens))


def _describes(state: Progress, part: Part, noun: Part) -> bool:
    """Read an amount that stands before its noun: "a 36 percent stake", "100 leading shares"."""
    measured = part.amount
    if measured is None:
        return False
    if noun.roles & Role.SIZED_NOUN and measured.unit and measured.unit.isupper():
        words = state.text[noun.start : noun.stop]
        state.open(Frame((Topic(words, words, Metric.ECONOMIC),), noun, nominal=True))
        _place(state, part, Link.LEVEL)
        return True
    if any(told(state, part, noun) for told in _BEFORE_NOUN):
        return True
    return measured.bare and noun.tokens[0].lower.islower() and not _names(noun)


def _measures(state: Progress, part: Part, noun: Part) -> bool:
    """Read an amount before what it measures: "a 2.2 percent yield", "its $3 billion revenue"."""
    topic = topic_of(noun, state.text, state.spotter)
    holder = state.subjects.owner(state.at) or next(reversed(state.subjects.current), None)
    if topic is None or holder is None or part.amount is None or holder.company is None:
        return False
    yields = topic.metric is Metric.YIELD and part.amount.unit == "percent"
    if not (yields or (topic.metric in _SUMMED and is_sum(part.amount))):
        return False
    state.open(Frame((holder.measured_as(topic),), noun, nominal=True))
    _place(state, part, Link.LEVEL)
    return True


# What reads an amount together with the noun behind it.
_BEFORE_NOUN = (told_stake, told_mark, _measures, told_gap, told_run, told_offer)


def _names(noun: Part) -> bool:
    first = noun.tokens[0]
    return first.proper or first.name is not None or bool(first.roles & Role.DETERMINER)


def _place(state: Progress, part: Part, link: Link) -> None:
    if state.frame is not None:
        state.frame.amounts.append(Placed(part, link))


def _unlinked(state: Progress, part: Part) -> Link | None:
    """Place an amount that only the sentence as a whole can place."""
    lean = before(state.parts, state.at)
    if is_part(state, part):
        return part_of(state)
    if lean is None:
        return None
    if lean.sort is Sort.NOUN and _moves_object(state):
        return Link.LEVEL if _bounds(state, part) else Link.EXTENT
    if passes(part) and (lean.sort is Sort.NOUN or lean.lower in _AROUND):
        return told_beyond(state)
    if lean.sort is Sort.NOUN and (state.waits() or is_owners(state, lean)):
        return carried(state)
    if (lean.lower == "and" or lists(state, lean)) and distributes(state, part):
        return shared(state, part)
    if lean.lower in ("and", "compared with", "compared to", "versus", "against", "after"):
        return coordinated(state)
    return of_noun(state, lean)


def _moves_object(state: Progress) -> bool:
    """Return whether an amount behind an object tells a move: "ended the day 2 percent lower"."""
    frame = state.frame
    if frame is None or frame.head is None:
        return False
    ends = frame.head.sort is Sort.VERB and not frame.amounts and frame.direction is None
    return frame.push or (ends and direction_follows(state.parts, state.at) is not None)


def _bounds(state: Progress, part: Part) -> bool:
    """Return whether an object is moved past a bound: "lifting its market value over $2bn"."""
    valued = state.frame is not None and any(
        topic.metric is Metric.MARKET_VALUE for topic in state.frame.subjects
    )
    return part.word.of == "level" or (valued and part.tokens[0].lower in ("over", "under"))
