"""Sizes told apart from a move: "the decline of the index by 3 percent", "3 percent growth"."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import MEASURED, Points, Topic

_WITHIN = frozenset({Sort.NOUN, Sort.PREPOSITION, Sort.TIME, Sort.DATE})
_STANDS = Role.LEVEL_VERB | Role.AUXILIARY
_GROWING = Role.METRIC_NOUN | Role.SHARE_NOUN
_NEAR = 8  # parts between a move and its size


def is_extended(state: Progress) -> bool:
    """Return whether a move reaches its size: "extended its rise to more than 40 percent"."""
    dated = state.leans_on(Sort.TIME) and state.at > 1  # "taking its weekly gain to 14 percent"
    verb = state.parts[state.at - 2] if dated else state.previous
    told = _timeless(state.parts[state.at + 1 : state.at + 4])
    if verb is None or verb.sort is not Sort.VERB or verb.word.of != "extended" or len(told) < 2:
        return False
    return told[0].lower == "to" and told[1].amount is not None and not told[1].amount.bare


def told_size(state: Progress, part: Part) -> Link | None:
    """Give its size to a move told before."""
    if part.amount is None or part.amount.bare or not state.leans_on(Sort.PREPOSITION):
        return None
    if state.frame is not None and _reaches(state, state.frame):
        return Link.EXTENT
    move = next((frame for frame in reversed(state.frames[-2:]) if frame.unsized), None)
    link = _size_of(state, move) if move is not None else None
    if move is not None and link is not None:
        state.frame, move.unsized = move, link is not Link.EXTENT
    return link


def figure_grows(state: Progress, part: Part) -> bool:
    """Return whether an amount is how far the figure behind it moves: "6 percent profit growth"."""
    noun = state.following
    if noun is None or noun.sort is not Sort.NOUN or not noun.roles & _GROWING:
        return False
    move = state.parts[state.at + 2] if state.at + 2 < len(state.parts) else None
    percent = part.amount is not None and part.amount.unit == "percent"
    return percent and move is not None and move.sort is Sort.MOVE_NOUN


def figure_before(state: Progress) -> Topic | None:
    """Return the reported figure right before its move: "posted sales growth of 3 percent"."""
    topic = state.subjects.object
    if topic is None or topic.metric not in MEASURED or not state.leans_on(Sort.NOUN, _GROWING):
        return None
    return state.subjects.resolved(topic)[0]


def growing_figure(state: Progress) -> Topic | None:
    """Return the figure between an amount and its move: "6 percent profit growth"."""
    amount = state.parts[state.at - 2] if state.at >= 2 else None
    topic = state.subjects.object
    if amount is None or amount.sort is not Sort.AMOUNT or topic is None:
        return None
    percent = amount.amount is not None and amount.amount.unit == "percent"
    if not (percent and state.leans_on(Sort.NOUN, _GROWING)):
        return None
    if topic.points is Points.TO_SHARES:
        owner = state.subjects.owner(state.at - 2)  # "Acme's 54 percent share price rise"
        return state.subjects.resolved(topic)[0] if owner is None else owner.measured_as(topic)
    return state.subjects.resolved(topic)[0] if topic.metric in MEASURED else None


def told_run(state: Progress, part: Part, noun: Part) -> bool:
    """Read an amount before a run and its way: "an 8.7 percent run higher"."""
    way = state.parts[state.at + 2] if state.at + 2 < len(state.parts) else None
    if noun.lower not in _RUNS or way is None or way.sort is not Sort.MOVE_ADVERB:
        return False
    direction = way.word.direction
    state.open(Frame(state.subjects.current, noun, direction, nominal=True, denied=state.denied))
    state.frames[-1].amounts.append(Placed(part, Link.EXTENT))
    return True


_RUNS = frozenset({"run", "move", "ride", "push", "swing", "leg", "march"})


def _timeless(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.sort is not Sort.TIME]


def _reaches(state: Progress, frame: Frame) -> bool:
    """Return whether "to" stands behind the open move: "its loss for the year to"."""
    told = _timeless(state.parts[max(0, state.at - 3) : state.at])
    opens = frame.nominal and not frame.amounts and len(told) > 1
    return opens and told[-2] is frame.head and told[-1].lower == "to"


def _size_of(state: Progress, move: Frame) -> Link | None:
    """Return what "by", "stands at" or "to" tells of a move that a noun told: its size, its end."""
    head, lean = move.head, state.parts[state.at - 1]
    near = state.parts[max(0, state.at - _NEAR) : state.at - 1]
    between = [p for p in near if head is not None and p.start > head.start]
    stands = [p for p in between if p.sort is Sort.VERB and p.roles & _STANDS][:1]
    if not all(p.sort in _WITHIN or p in stands for p in between):
        return None
    if stands and between[-1] is stands[0]:
        return Link.EXTENT if lean.lower == "at" else None
    return _BEHIND.get(lean.lower)


_BEHIND = {"by": Link.EXTENT, "to": Link.LEVEL, "from": Link.ORIGIN}
