"""Moves that are taken back: "pared earlier losses", "trimmed some of its gains"."""

from __future__ import annotations

from tapecheck.core.nouns import Basis, Direction, Label, Span, When
from tapecheck.grammar.frames import Frame
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress

_BETWEEN = frozenset({Sort.TIME, Sort.DATE, Sort.BASIS, Sort.HEDGE})
_BACK = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}


def undone(state: Progress, noun: Part) -> bool:
    """Read a move that takes back another one of the session; when it began is not told.

    What is taken back was so at some moment: "fell 300 points before paring losses".
    """
    verb = _verb_before(state)
    topic = state.subjects.current[-1] if state.subjects.current else None
    if verb is None or topic is None or not topic.quoted or noun.word.direction is None:
        return False
    frame = Frame((topic,), noun, _BACK.get(noun.word.direction), basis=Basis.INTRADAY)
    frame.words = Span(verb.token.start, noun.stop)
    frame.when = When(label=Label.UNSPECIFIED)
    back = state.frames[-1] if state.frames else None
    if back is not None and back.moves and back.direction is noun.word.direction:
        back.basis = back.basis or Basis.INTRADAY
    state.aside(frame)
    return True


def _verb_before(state: Progress) -> Part | None:
    """Return the verb whose object a move is: "pared earlier losses", "trimmed some of its gains".

    Adjectives and "some of" may stand between.
    """
    for part in reversed(state.parts[max(0, state.at - 4) : state.at]):
        if part.sort is Sort.VERB:
            return part if part.word.of == "undone" else None
        plain = part.sort is Sort.NOUN and not part.roles
        if not (plain or part.sort in _BETWEEN or part.lower == "of"):
            return None
    return None
