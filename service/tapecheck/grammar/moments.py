"""The moment that a verb's own form tells: "was up", "are falling"."""

from __future__ import annotations

from tapecheck.core.nouns import Basis, Direction, Hedge, Label, Modality
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role

_MOVES = Role.MOVE_VERB | Role.DRIFT_VERB
_PRESENT = frozenset({"is", "are", "was", "were"})
_DAYS = frozenset({Label.DAY, Label.AS_OF})
_PERFECT = frozenset({"has", "have", "had", "been", "having"})


def progressive(part: Part) -> Basis | None:
    """Return the moment of a verb that goes on: "are falling" is told while the market trades."""
    if not (part.roles & _MOVES and part.lower.endswith("ing")):
        return None
    present = any(token.lower in _PRESENT for token in part.tokens)
    return Basis.INTRADAY if present else None


def inner_moment(part: Part) -> Basis | None:
    """Return the moment that an adverb inside a verb tells: "to briefly plunge"."""
    told = (t.entry.word(Role.BASIS).basis for t in part.tokens if t.entry and t.roles & Role.BASIS)
    return next(told, None)


def at_writing(head: Part | None) -> bool:
    """Return whether a bare "was" tells of the moment of writing: "was up", not "has been up"."""
    words = {token.lower for token in head.tokens} if head is not None else set()
    return bool(words & _PRESENT) and not words & _PERFECT


def stands_at(frame: Frame) -> bool:
    """Return whether "was at" tells where a price stood at the moment of writing."""
    return frame.be and frame.basis is None and not frame.amounts and at_writing(frame.head)


def starts_before(frame: Frame) -> bool:
    """Return whether a move is of one session, so that it starts from the one before."""
    words = {token.lower for token in frame.head.tokens} if frame.head is not None else set()
    told = frame.modality is Modality.ASSERTED and frame.direction is not None
    return told and not frame.doubtful and not words & _PERFECT


def going_on(part: Part, before: Frame | None) -> bool:
    """Return whether a participle goes on at the moment that "was up" told: "…, gaining 5"."""
    past = any(token.lower in _PERFECT for token in part.tokens)
    return part.participle and not past and before is not None and before.at_writing


def told_moment(frame: Frame) -> Basis | None:
    """Return the moment a frame tells; "are down this year" is no moment of a session."""
    of_day = frame.when is None or frame.when.label is Label.DAY
    return frame.basis or (Basis.INTRADAY if frame.at_writing and of_day else None)


def moment_beside(state: Progress) -> Basis | None:
    """Return the moment of the level that a move stands behind: "was at $1.87, a drop of 11"."""
    frame, level = state.frame, state.parts[state.at - 2] if state.at >= 2 else None
    if frame is None or frame.last is None or frame.last.part is not level:
        return None
    told = state.leans_on(Sort.COMMA) and told_moment(frame)
    return told if told is Basis.INTRADAY and frame.last.link is Link.LEVEL else None


def reached(frame: Frame, placed: Placed) -> Basis | None:
    """Return the moment of the farthest of a session: "fell up to 3 percent", "spiked to 53"."""
    of_day = frame.when is None or frame.when.label is Label.DAY
    peak = frame.head is not None and frame.head.word.of == "peak"
    farthest = _is_most(placed) or (peak and placed.link is Link.LEVEL)
    return Basis.INTRADAY if (farthest or placed.farthest) and of_day else None


def _is_most(placed: Placed) -> bool:
    return placed.link is Link.EXTENT and placed.part.hedge is Hedge.AT_MOST


def end_of_session(state: Progress, frame: Frame, part: Part) -> Direction | None:
    """Return which end a level is: "as high as $41", or where "as much as 3 percent to $41" led."""
    led = state.previous is not None and state.previous.lower == "to"
    most = led and any(_is_most(placed) for placed in frame.amounts)
    return part.word.direction or (frame.direction if most else None)


def end_again(frame: Frame) -> Direction | None:
    """Return which end a size leads to that says another again: "as much as 3 percent, or $2"."""
    return frame.direction if frame.amounts and _is_most(frame.amounts[-1]) else None


def farthest(frame: Frame, placed: Placed) -> Direction | None:
    """Return which end of a whole session a level is, or a size leads to.

    "Has traded as high as $41" names no session, "as high as $41 in early trade" a part of one.
    """
    if placed.farthest is None or placed.link is Link.EXTENT:
        return placed.farthest
    words = {token.lower for token in frame.head.tokens} if frame.head is not None else set()
    own = frame.head.word.basis if frame.head is not None else None
    whole = frame.basis is None or frame.basis is own is Basis.INTRADAY
    dated = frame.when is not None and frame.when.label in _DAYS
    today = frame.when is None and not words & _PERFECT
    return placed.farthest if whole and not frame.partly and (dated or today) else None


def end_move(state: Progress, frame: Frame) -> None:
    """Let a participle tell the moment of the move it ends: "rose 2 percent, closing at $41".

    What was so "before closing at $41", or before it pared the gain, was so at some moment.
    """
    before = state.frame
    if before is None or not frame.participle or before.basis is not None or not before.moves:
        return
    turned = frame.basis or frame.direction not in (None, before.direction)
    if state.previous is not None and state.previous.lower == "before" and turned:
        before.basis = Basis.INTRADAY
    alone = before.last is before.amounts[0] and state.leans_on(Sort.COMMA)
    if alone and frame.basis is Basis.CLOSE:
        before.basis = frame.basis


def moment_of(words: str) -> Basis | None:
    """Return the moment that the words of an extreme tell: "closing high", "session low"."""
    if any(word in words for word in ("clos", "finish", "settle")):
        return Basis.CLOSE
    return Basis.INTRADAY if "intraday" in words or "session" in words else None


def momentary(state: Progress) -> Frame | None:
    """Return the open frame, or the one before "following the results" that a moment ends."""
    verbs = [part for part in state.parts[: state.at] if part.sort is Sort.VERB]
    follows = state.frame is None and verbs and verbs[-1].lower == "following"
    return state.frames[-1] if follows and state.frames else state.frame
