"""How firmly a predicate is put: asserted, somebody's words, a forecast, a condition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tapecheck.core.nouns import Modality
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.sums import COMPANY

_OPEN = frozenset({Modality.FORECAST, Modality.CONDITIONAL})
_OBJECTS = frozenset({Sort.VERB, Sort.ANCHOR, Sort.PREPOSITION, Sort.AMOUNT, Sort.HEDGE})
_BETWEEN = frozenset({Sort.HEDGE, Sort.TIME, Sort.BASIS, Sort.DATE})
_SUBJECTS = frozenset({Sort.NOUN, Sort.PREPOSITION, Sort.TIME, Sort.DATE})
_OPINIONS = Role.SOURCE | Role.MODAL


def modal(state: Progress, part: Part) -> None:
    """Take the stance of "could", "if" and the like; "said it would" only tells of a plan."""
    if part.word.of == "noun" and not _tells_figure(state):
        _revise(state)
        return
    if part.word.of == "verb" and (
        state.following is None or state.following.sort is not Sort.VERB
    ):
        return
    state.modality = part.word.modality or state.modality
    state.condition = part.word.of in ("clause", "noun")
    conditional = state.modality is Modality.CONDITIONAL and not state.condition
    if conditional and _is_reported(state, state.at):
        state.modality = Modality.FORECAST
    _suppose(state)


def _revise(state: Progress) -> None:
    """Let a firm's own forecast move without a figure: "raised its full-year outlook"."""
    frame, start = state.frame, state.parts[state.at].start
    words = state.text[max(0, start - _OWN) : start].lower().split()
    if frame is None or not frame.push or frame.direction is None or frame.amounts:
        return
    firms = tuple(t for t in state.subjects.resolved(COMPANY) if t.company is not None)
    others = (
        state.following is not None and state.following.lower == "for"
    )  # "its forecast for gold"
    if firms and not others and not _POSSESSIVE.isdisjoint(words):
        frame.subjects, frame.push = firms, False


_OWN = 48  # characters between "its" and the forecast
_POSSESSIVE = frozenset({"its", "their"})


def _tells_figure(state: Progress) -> bool:
    """Return whether a forecast is one of a figure: not "the forecast pushed the shares down 4"."""
    for part in state.parts[state.at + 1 : state.at + 5]:
        if part.sort in (Sort.AMOUNT, Sort.VERB):
            return part.sort is Sort.AMOUNT or part.infinitive
    return False


def _is_reported(state: Progress, at: int) -> bool:
    """Return whether a modal stands in what somebody said or thought: "said that it would pay"."""
    place = at - 1
    if place < 0 or state.parts[place].sort is not Sort.NOUN:
        return False
    while place >= 0 and state.parts[place].sort in _SUBJECTS:
        place -= 1
    if place < 0:
        return False
    opener = state.parts[place]
    return opener.lower == "that" or bool(opener.sort is Sort.VERB and opener.roles & Role.VERB)


def comma(state: Progress, part: Part) -> None:
    """End a condition with its clause: "if oil falls, …"."""
    if state.condition:
        state.condition, state.modality = False, Modality.ASSERTED


def set_modality(state: Progress, frame: Frame, part: Part, before: Frame | None) -> None:
    """A modal rules its verb; a participle goes on as the clause began; else it is asserted."""
    if part.modal is not None:
        frame.modality = part.modal.modality or frame.modality
        state.modality = frame.modality if frame.be else state.modality
    elif _is_under_modal(state):
        return
    elif part.roles & Role.PUSH_VERB and _ends_report(state, part):
        frame.modality = state.modality = Modality.ASSERTED
    elif part.participle and before is not None:
        frame.modality = Modality.ASSERTED if _is_past(state) else before.modality
    elif not part.infinitive and not state.condition:
        state.modality = Modality.ASSERTED
        frame.modality = state.stance


def _ends_report(state: Progress, part: Part) -> bool:
    """Return whether what a report did is told: "said it would cut its dividend, sending"."""
    if not (part.participle and state.leans_on(Sort.COMMA)):
        return False
    modals = [at for at in range(state.at) if state.parts[at].sort is Sort.MODAL]
    return bool(modals) and _is_reported(state, modals[-1])


def foreseen(state: Progress) -> bool:
    """Return whether the noun before a verb is a forecast: "its own forecast is for"."""
    lean = state.previous
    if lean is None or lean.sort not in (Sort.NOUN, Sort.MODAL):
        return False
    told = bool(lean.roles & Role.MODAL) and lean.word.of == "noun"
    return told or lean.lower in _FORECASTS


_FORECASTS = frozenset({"forecast", "forecasts", "guidance", "outlook", "projection"})


def _is_past(state: Progress) -> bool:
    """Return whether a participle tells what was before: "will rise after falling 2 percent"."""
    lean = state.previous
    return lean is not None and lean.lower in ("after", "following")


def is_inverted(parts: Sequence[Part]) -> bool:
    """Return whether a sentence opens with a condition: "Had the Dow closed below 7,000, …"."""
    if not parts or parts[0].lower not in _INVERTED:
        return False
    first = [part.sort for part in parts[:2]] == [Sort.VERB, Sort.NOUN]
    return first and any(part.sort is Sort.COMMA for part in parts)


_INVERTED = frozenset({"had", "were", "should"})


def _suppose(state: Progress) -> None:
    """Put a move under the modal of its verb: "a 10 percent fall in the Dow would hurt"."""
    told = state.frames[-1] if state.frames else None
    if told is None or told.head is None or not told.nominal:
        return
    between = [part for part in state.parts[: state.at] if part.start > told.head.start]
    if told.head.sort is Sort.MOVE_NOUN and all(p.sort in _SUBJECTS for p in between):
        told.modality = state.modality


def other_verb(state: Progress, part: Part) -> None:
    """Let a verb without figures set the stance of what follows: "plans to pay 3 dollars"."""
    if part.modal is not None:
        state.modality = part.modal.modality or state.modality
    elif not (part.participle or part.infinitive or state.condition or _is_under_modal(state)):
        state.modality = Modality.ASSERTED


def _is_under_modal(state: Progress) -> bool:
    """Return whether a modal rules the verb that is read: "could more than double"."""
    place = state.at - 1
    while place >= 0 and state.parts[place].sort in _BETWEEN:
        place -= 1
    return place >= 0 and state.parts[place].sort is Sort.MODAL


def source(state: Progress, part: Part) -> None:
    """Note who says it: "analysts said …", "… according to Globex"; not what was "expected by"."""
    lean = state.previous
    if lean is not None and lean.lower == "according to":
        state.attributed = not estimates(state.parts[: state.at])
    elif part.roles & Role.SOURCE and (lean is None or lean.sort not in _OBJECTS):
        state.sourced = True


def estimates(parts: Iterable[Part]) -> bool:
    """Return whether a figure is held against an estimate, which is what others are asked for."""
    return any(part.sort is Sort.ANCHOR and part.word.form == "estimate" for part in parts)


def estimate_at(state: Progress, place: int) -> Modality | None:
    """Return the modality of a figure that is an estimate: "a forecast of 3", "3 expected by"."""
    parts = state.parts
    if place >= 2 and parts[place - 1].lower in ("of", "for") and _is_opinion(parts[place - 2]):
        return Modality.ATTRIBUTED
    if place + 2 >= len(parts) or not parts[place + 1].roles & Role.MODAL:
        return None
    return Modality.ATTRIBUTED if parts[place + 2].lower == "by" else None


def modality_of(frame: Frame, placed: Placed) -> Modality:
    """Return the modality of an amount; what a forecast starts from is a fact."""
    if placed.link is Link.ORIGIN and frame.modality in _OPEN and not frame.thought:
        return placed.modality or Modality.ASSERTED
    return placed.modality or frame.modality


def looks_ahead(state: Progress) -> bool:
    """Return whether what is read is a forecast or a condition, whose dates lie ahead."""
    return (state.frame.modality if state.frame is not None else state.modality) in _OPEN


def _is_opinion(part: Part) -> bool:
    """Return whether a noun phrase is an estimate or a forecast."""
    if part.sort is not Sort.NOUN:
        return False
    return any(token.roles & _OPINIONS and not token.proper for token in part.tokens)
