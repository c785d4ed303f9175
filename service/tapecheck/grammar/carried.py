"""Amounts that borrow the verb of another: "the Dow rose 1 percent and the Nasdaq 1.1"."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.links import COMPARED, before
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress

_OWNED = frozenset({Sort.NOUN, Sort.TIME, Sort.DATE})
_SHARED = frozenset({"percent", "point", "basis_point"})


def carried(state: Progress) -> Link | None:
    """Carry the verb: "the S&P 500 1.1 percent"."""
    model = next((f for f in reversed(state.frames) if f.amounts and f.head), None)
    if model is None:
        return None
    owner = state.subjects.owner(state.at)  # "ahead of the Nikkei's 1.7 percent"
    subjects = state.subjects.take(state.at) if owner is None else (owner,)
    state.open(Frame(subjects, model.head, model.direction, model.basis, carried=True))
    return model.amounts[0].link


def is_owners(state: Progress, lean: Part) -> bool:
    """Return whether another's move is told by its owner: "ahead of the Nikkei's 1.7 percent"."""
    owner, amount = state.subjects.owner(state.at), state.parts[state.at].amount
    moved = state.frame is not None and state.frame.moves
    if not (lean.possessive and moved and owner is not None) or amount is None:
        return False
    return amount.unit == "percent"


def distributes(state: Progress, part: Part) -> bool:
    """Return whether each of two subjects has its own: "X and Y rose 3 percent and 4 percent"."""
    model, told = state.frame, part.amount
    if model is None or model.last is None or told is None or len(model.subjects) == 1:
        return False
    last = model.last.part
    if last.amount is not None and last.amount.bare and told.unit in _SHARED:
        # "1.2 and 1.5 percent"
        model.last.part = replace(last, amount=replace(last.amount, unit=told.unit))
    return _counterpart(model, told.unit) is not None


def lists(state: Progress, lean: Part) -> bool:
    """Return whether a comma parts the figures of three subjects or more: "1, 2 and 3 percent"."""
    frame, place = state.frame, state.at - 2
    if lean.sort is not Sort.COMMA or frame is None or frame.last is None or place < 0:
        return False
    return len(frame.subjects) > len(("the first", "the last")) and (
        state.parts[place] is frame.last.part
    )


def _counterpart(model: Frame, unit: str | None) -> Placed | None:
    """Return what was told of the first subject in this unit: "3 percent to $9 and 4 percent"."""
    for placed in reversed(model.amounts):
        if placed.part.amount is not None and placed.part.amount.unit == unit:
            return placed
    return None


def shared(state: Progress, part: Part) -> Link | None:
    """Let each subject have the figure in its own place."""
    if state.frame is None or part.amount is None:
        return None
    told = _counterpart(state.frame, part.amount.unit)
    state.frame.respective = True
    return told.link if told is not None else None


def told_beside(state: Progress) -> Link | None:
    """Place the figure that another stands beside: "way below the $1.5064 hit on Monday".

    A target may stand between them: "beneath the central bank's overnight target of 2 percent".
    """
    anchor, lean = state.anchors[-1] if state.anchors else None, state.previous
    if anchor is None or lean is None or not anchor.beside:
        return None
    between = [part for part in state.parts[: state.at] if part.start > anchor.part.start]
    if between and not (lean.lower == "target of" and all(p.sort in _OWNED for p in between[:-1])):
        return None
    owner = next((part for part in between if part.possessive), None)
    told = state.subjects.owner(state.parts.index(owner) + 1) if owner is not None else None
    state.modality = anchor.modality  # the target is a fact, what is said to reach it need not be
    state.open(Frame((told,) if told else anchor.subjects, None, nominal=True, subordinate=True))
    return Link.LEVEL


def coordinated(state: Progress) -> Link | None:
    """Carry verb and measure: "9 percent at Acme and 7 percent at Globex"."""
    model, lean = state.frame, before(state.parts, state.at)
    if model is None or not model.amounts:
        return None
    following = state.following
    again = model.against is not None and following is not None and following.lower == "against"
    again = again or _told_again(state, model)
    if model.last is not None and model.last.link is Link.PART and lean and lean.lower == "and":
        return Link.PART
    if not (model.owned or again):
        return Link.ORIGIN if _stood_before(state, model, lean) else None
    frame = Frame(model.subjects, model.head, model.direction, model.basis, carried=True)
    if model.owned:
        frame.when, frame.period = model.when, model.period
    frame.compared = lean is not None and lean.lower in COMPARED
    state.open(frame)
    return model.amounts[0].link


def _stood_before(state: Progress, model: Frame, lean: Part | None) -> bool:
    """Return whether an earlier level is told: "bought 119.50 yen, compared with 119.68 yen"."""
    last = model.last.part.amount if model.last is not None else None
    amount = state.parts[state.at].amount
    if lean is None or lean.lower not in COMPARED or last is None or amount is None:
        return False
    return last.unit == amount.unit and last.unit != "percent"


def _told_again(state: Progress, model: Frame) -> bool:
    """Return whether each of two figures has its window: "up 3 percent this week and 8 in May"."""
    told, following = model.last, state.following
    behind = state.parts[state.at - 2] if state.at >= 2 else None
    if told is None or told.part.amount is None or behind is None or following is None:
        return False
    amount = state.parts[state.at].amount
    dated = behind.sort is Sort.TIME and following.sort is Sort.TIME
    alike = amount is not None and amount.unit == told.part.amount.unit
    return dated and alike and told.link is Link.EXTENT and state.leans_on(Sort.CONJUNCTION)
