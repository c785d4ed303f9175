"""Where a figure stands beside another one: "below its 52-week high", "ahead of other indexes"."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Direction, Metric
from tapecheck.grammar.about import topic_of
from tapecheck.grammar.frames import Anchor, Frame
from tapecheck.grammar.links import before
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import Points, Topic

POSITION = "position"
MOVES = "moves"  # "rose more than": a comparison of moves, not of where two figures stand
_SEAMS = frozenset({Sort.COMMA, Sort.CONJUNCTION, Sort.DASH})
_STANDS = Role.LEVEL_VERB | Role.MOVE_VERB | Role.DRIFT_VERB
_PRICES = Role.PRICE_NOUN | Role.LEVEL_NOUN
_OPINIONS = Role.SOURCE | Role.MODAL
_DATES = frozenset({Sort.TIME, Sort.DATE})
_COUNTS = frozenset({"more than", "less than"})  # "a more than two-year high"
_ASIDE = frozenset({Sort.NOUN, Sort.PREPOSITION, Sort.TIME, Sort.DATE, Sort.BASIS})
_NEAR = 6
_AHEAD = "ahead of"


def position(state: Progress, part: Part) -> bool:
    """Note that the subject stands above or below something else; return whether it does."""
    if not part.roles & Role.POSITION or part.token.entry is None:
        return False
    subjects = tuple(topic for topic in state.subjects.current if _stands(topic))
    if not subjects or not _leans_on_figure(state) or not _other_follows(state, part):
        return False
    told = replace(part.token.entry.word(Role.POSITION), form=POSITION)
    token = replace(part.token, roles=Role.COMPARISON)
    way = _way_of_moves(state, part)
    if way is not None:  # "rose more than the Dow": the moves are held against each other
        told = replace(told, form=MOVES, direction=way)
    anchor = Anchor(replace(part, sort=Sort.ANCHOR, token=token, word=told), subjects, state.frame)
    anchor.takes_others = way is not None
    anchor.modality = state.stance
    state.anchors.append(anchor)
    return True


def _way_of_moves(state: Progress, part: Part) -> Direction | None:
    """Return which of two moves is the better one: up in "rose more" and in "fell less than"."""
    frame, lean = state.frame, before(state.parts, state.at)
    if frame is None or lean is not frame.head or part.lower not in _COUNTS or frame.amounts:
        return None
    ways = (Direction.UP, Direction.DOWN)
    if frame.direction not in ways:
        return None
    return frame.direction if part.lower == "more than" else ways[frame.direction is ways[0]]


def _stands(topic: Topic) -> bool:
    """Return whether something has a price or a figure that can stand beside another."""
    return not topic.weak and topic.metric is not Metric.OTHER


def _leans_on_figure(state: Progress) -> bool:
    """Return whether a verb or a figure of the subject stands before: "closed at $43, below"."""
    frame, lean = state.frame, before(state.parts, state.at)
    if frame is None or frame.denied or lean is None:
        return False
    if lean is frame.head:
        return frame.be or bool(lean.roles & _STANDS)
    if lean.sort not in _SEAMS:
        return False
    nearby = state.parts[max(0, state.at - _NEAR) : state.at]
    told = [part for part in nearby if part.start < lean.start and part.sort not in _ASIDE]
    return bool(told) and _tells_figure(frame, told[-1])


def _tells_figure(frame: Frame, part: Part) -> bool:
    return part is frame.way or any(placed.part is part for placed in frame.amounts)


def _other_follows(state: Progress, part: Part) -> bool:
    """Return whether what follows is another figure: its high, the offer price, "the $15 bid"."""
    rest = [p for p in state.parts[state.at + 1 : state.at + 5] if p.sort not in _DATES]
    if [part.sort for part in rest[:2]] == [Sort.NOUN, Sort.AMOUNT] and not rest[0].possessive:
        rest = rest[not rest[0].roles :]  # "below the proposed C$11 offer price"
    following, behind = (*rest, None, None)[:2]
    if following is None:
        return False
    if following.sort is Sort.AMOUNT:
        return _is_other_amount(state, part, following, behind)
    if following.sort is Sort.NOUN and following.possessive and behind is not None:
        following = behind  # "Globex's 52-week high"
    if following.lower == "target of":
        return True  # "beneath the central bank's target of 2 percent"
    if following.sort is Sort.ANCHOR:
        level = bool(following.roles & Role.EXTREME) and following.word.of == "level"
        return level and part.lower not in _COUNTS
    return following.sort is Sort.NOUN and _is_other(state, part, following)


def _is_other_amount(state: Progress, part: Part, figure: Part, behind: Part | None) -> bool:
    """Return whether a determiner tells of a figure of its own: not "above the 10,000 mark"."""
    between = state.text[part.stop : figure.start].split()
    counts = behind is not None and behind.sort is Sort.NOUN and not behind.roles & _PRICES
    return between[:1] in (["the"], ["its"]) and not counts


def _is_other(state: Progress, part: Part, noun: Part) -> bool:
    if any(token.roles & _OPINIONS for token in noun.tokens):
        return True
    if noun.roles & _PRICES and not part.lower.endswith(_AHEAD):
        return True
    topic = topic_of(noun, state.text, state.spotter)
    if topic is None or topic.weak:
        return False
    return topic.metric is Metric.INDEX and topic.points is Points.NAMES
