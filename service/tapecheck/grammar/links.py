"""How an amount hangs on its predicate, told by the words on either side of it."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.core.nouns import Hedge, Metric
from tapecheck.grammar.frames import Frame, Link
from tapecheck.grammar.gaps import measures_gap
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role

_TO = frozenset({"to", "at", "into", "near", "around", "towards", "toward"})
COMPARED = frozenset({"compared with", "compared to", "versus", "against"})
_BETWEEN = frozenset({Sort.TIME, Sort.BASIS, Sort.DATE, Sort.HEDGE, Sort.MODAL})


def before(parts: Sequence[Part], at: int) -> Part | None:
    """Return the part that an amount at ``at`` leans on, times and hedges left aside."""
    place = at - 1
    while place >= 0 and parts[place].sort in _BETWEEN:
        place -= 1
    return parts[place] if place >= 0 else None


def measured_from(parts: Sequence[Part], at: int) -> bool:
    """Return whether the extreme at ``at`` is one to measure from: "below its record high"."""
    place = at - 1
    while place >= 0 and parts[place].sort in (Sort.TIME, Sort.DATE):
        place -= 1
    if place < 0:
        return False
    lean = parts[place]
    if lean.sort is Sort.AMOUNT:  # "almost three times their 18-year low"
        return lean.amount is not None and lean.amount.unit == "ratio"
    if lean.sort is Sort.HEDGE:
        return lean.lower.rpartition(" ")[2] in _AWAY or lean.lower.endswith((" of", " than"))
    within = lean.lower == "of" and place > 0 and parts[place - 1].sort is Sort.AMOUNT
    return within or lean.lower in _AWAY


def leaves(parts: Sequence[Part], at: int) -> bool:
    """Return whether an amount is the extreme that a move starts from: "from a low of $9"."""
    anchor = parts[at - 1] if at else None
    if anchor is None or anchor.word.form != "figure":
        return False
    return _is_from(parts, at - 1)


def _is_from(parts: Sequence[Part], at: int) -> bool:
    """Return whether "from" stands before the part at ``at``, or "from Friday" in one."""
    lean = before(parts, at)
    dated = at > 0 and parts[at - 1].sort is Sort.TIME and parts[at - 1].lower.startswith("from ")
    return dated or (lean is not None and lean.lower == "from")


def left_extreme(state: Progress) -> bool:
    """Return whether "to" goes on from an extreme's figure: "from a high of $9 to $6"."""
    frame = state.frame
    if frame is None or frame.head is None or frame.head.sort is not Sort.ANCHOR:
        return False
    goes_on = state.previous is not None and state.previous.lower == "to"
    left = _is_from(state.parts, state.parts.index(frame.head))
    return goes_on and left and len(state.frames) > 1


_AWAY = frozenset({"below", "above", "under", "beneath", "over", "off", "from", "near", "towards"})


def after(parts: Sequence[Part], at: int) -> Part | None:
    """Return the part right after ``at``."""
    return parts[at + 1] if at + 1 < len(parts) else None


def partner(parts: Sequence[Part], at: int) -> bool:
    """Return whether an amount says the one before it again: "or 0.6 percent", "(0.6 percent)"."""
    lean = before(parts, at)
    if lean is None:
        return False
    if lean.sort is Sort.CONJUNCTION and lean.lower == "or":
        behind = [p for p in parts[max(0, at - 6) : at] if p.sort is not Sort.COMMA]
        if [p.lower for p in behind[-3:-1]] == ["in", "value"]:
            del behind[-3:-1]  # "lost 250p in value, or about 26%"
        behind = behind[-2:]
        return bool(behind) and behind[0].sort in (Sort.AMOUNT, Sort.MOVE_ADVERB, Sort.CLOSE)
    if lean.sort is Sort.OPEN:
        return at >= 2 and parts[at - 2].sort in (Sort.AMOUNT, Sort.MOVE_ADVERB)
    return False


def direction_follows(parts: Sequence[Part], at: int) -> Part | None:
    """Return the adverb that gives an amount its direction: "115 points, or 1.87%, lower"."""
    place = at + 1
    while place < len(parts):
        part = parts[place]
        if part.sort is Sort.MOVE_ADVERB:
            return None if place > at + 1 and _goes_on(parts, place) else part
        joined = part.sort in (Sort.COMMA, Sort.AMOUNT, Sort.OPEN, Sort.CLOSE) or (
            part.sort is Sort.CONJUNCTION and part.lower in ("or", "and")
        )
        if not joined or place > at + 5:
            return None
        place += 1
    return None


def _goes_on(parts: Sequence[Part], at: int) -> bool:
    """Return whether an adverb opens a move of its own: "earned $3, down from $4"."""
    following = after(parts, at)
    return following is not None and (
        following.lower in ("from", "of") or following.sort is Sort.AMOUNT
    )


def link_of(parts: Sequence[Part], at: int, frame: Frame | None) -> Link | None:
    """Return how the amount at ``at`` hangs on ``frame``; None where nothing tells."""
    part = parts[at]
    if frame is not None and frame.last is not None and partner(parts, at):
        return _partner_link(part, frame)
    if measures_gap(after(parts, at)):
        return Link.GAP
    lean = before(parts, at)
    if frame is not None and _adds_move(parts, at, lean, frame):
        return Link.EXTENT
    if frame is not None and _adds_end(parts[at], lean):
        return Link.LEVEL
    link = _leaning(parts, at, lean) if lean is not None else None
    signed = part.amount is not None and part.amount.sign and part.amount.unit == "percent"
    return Link.EXTENT if link is None and signed else link


def _adds_move(parts: Sequence[Part], at: int, lean: Part | None, frame: Frame) -> bool:
    """Return whether a level goes on with its move: "closed at $41, 2 percent higher"."""
    following = after(parts, at)
    stands = frame.last is not None and frame.last.link is Link.LEVEL and not frame.moves
    told = following is not None and following.sort is Sort.MOVE_ADVERB
    return stands and told and lean is not None and lean.sort in (Sort.COMMA, Sort.DASH)


def _adds_end(part: Part, lean: Part | None) -> bool:
    """Return whether a move goes on with its end: "soared, as high as $80", "and as low as $40"."""
    ends = part.word.of == "level" and part.word.direction is not None
    return ends and lean is not None and lean.sort in (Sort.COMMA, Sort.CONJUNCTION)


def _partner_link(part: Part, frame: Frame) -> Link | None:
    """Return how the partner of the last amount hangs: as it does, or as the move before it.

    "Fell $1.47 to $52.68, or 2.7 percent": no price is a percentage.
    """
    last = frame.last
    if last is None or last.part.amount is None or part.amount is None:
        return None
    priced = last.link is Link.LEVEL and (last.part.amount.unit or "").isupper()
    return Link.EXTENT if priced and frame.moves and part.amount.unit == "percent" else last.link


def _leaning(parts: Sequence[Part], at: int, lean: Part) -> Link | None:
    if lean.lower == "between":  # "rose between 8 and 9 percent": what stands before it tells
        outer = before(parts, parts.index(lean))
        return _leaning(parts, at, outer) if outer is not None else None
    if lean.sort is Sort.PREPOSITION:
        return _after_preposition(lean.lower) or _traded(parts, lean)
    if lean.sort is Sort.DASH:  # "fell the most -- 7.54 percent"
        verb = before(parts, parts.index(lean))
        moves = verb is not None and verb.sort is Sort.VERB and verb.roles & Role.MOVE_VERB
        return Link.EXTENT if moves else None
    if lean.sort is Sort.MOVE_ADVERB:
        return Link.LEVEL if _is_near(parts[at]) else Link.EXTENT
    if lean.sort is Sort.VERB:
        return _after_verb(parts, at, lean, parts[at])
    if lean.sort is Sort.ANCHOR:
        return _after_anchor(parts, at, lean)
    return None


_EXTREMES = ("record", " high", " highs", " low", " lows", " peak")


def _is_near(part: Part) -> bool:
    """Return whether an amount is a price that is come near: "popped back up close to $48"."""
    hedge = part.tokens[0].lower if part.tokens else ""
    unit = part.amount.unit if part.amount is not None else None
    return hedge in ("close to", "near") and unit is not None and unit.isupper()


def _traded(parts: Sequence[Part], lean: Part) -> Link | None:
    """Return the level of what trades for a price, or on a multiple: "trades for $49"."""
    verb = parts[max(0, parts.index(lean) - 1)]
    trades = verb.sort is Sort.VERB and verb.word.metric is Metric.VOLUME
    return Link.LEVEL if trades and lean.lower in ("for", "on") else None


def _after_anchor(parts: Sequence[Part], at: int, anchor: Part) -> Link | None:
    """Place an amount that is itself the extreme: "to a record $124.66", "a high above $115"."""
    if anchor.word.form == "figure" or parts[at].word.of == "level" or _is_around(parts[at]):
        return Link.LEVEL
    place = parts.index(anchor)
    plain = place > 0 and parts[place - 1].sort is Sort.NOUN and not parts[place - 1].roles
    lean = before(parts, place - plain)  # "struck fresh multi-year lows"
    surprises = "-than-" in anchor.lower  # "by a weaker-than-expected 0.2 percent"
    if lean is None or not (surprises or anchor.lower.endswith(_EXTREMES)):
        return None
    if lean.sort is Sort.VERB:  # "plunged a record 17.4 percent"
        return _after_verb(parts, at, lean, parts[at])
    return _after_preposition(lean.lower) if lean.sort is Sort.PREPOSITION else None


def _is_around(part: Part) -> bool:
    """Return whether an amount is roughly where an extreme stood: "a 20-month high around $41"."""
    money = part.amount is not None and part.amount.unit is not None and part.amount.unit.isupper()
    return money and part.hedge is Hedge.ABOUT


def _after_preposition(word: str) -> Link | None:
    if word in _TO:
        return Link.LEVEL
    return {"from": Link.ORIGIN, "by": Link.EXTENT}.get(word)


def _after_verb(parts: Sequence[Part], at: int, verb: Part, part: Part) -> Link | None:
    if part.word.of == "level":
        return Link.LEVEL
    if verb.roles & (Role.MOVE_VERB | Role.DRIFT_VERB | Role.PUSH_VERB | Role.WIPE_VERB):
        return Link.EXTENT
    if direction_follows(parts, at) is not None:
        return Link.EXTENT
    if verb.roles & (Role.LEVEL_VERB | Role.AUXILIARY):
        return Link.LEVEL
    return None
