"""Moves told by a sign behind a name, as in running quotes: "Acme Corp. QRS, -4.31%"."""

from __future__ import annotations

from tapecheck.core.nouns import Label, When
from tapecheck.grammar.frames import Frame, Link
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.topics import Points


def told_aside(state: Progress, part: Part) -> Link | None:
    """Read a signed percentage behind a name of its own: "such as Acme (-4.4 percent)"."""
    topic = state.subjects.object
    aside = state.leans_on(Sort.OPEN) and topic is not None and topic.points is Points.NAMES
    return told_by_sign(state, part) if aside else None


def told_by_sign(state: Progress, part: Part) -> Link | None:
    """Read a quote in running text: "Acme Corp. QRS, -4.31%"."""
    lean, noun = state.previous, state.parts[state.at - 2] if state.at >= 2 else None
    topic = state.subjects.object
    if part.amount is None or not part.amount.sign or part.amount.unit != "percent":
        return None
    if lean is None or lean.sort not in (Sort.COMMA, Sort.OPEN) or noun is None or topic is None:
        return None
    if noun.sort is not Sort.NOUN:
        return None
    day = When(label=Label.DAY)  # a quote of the day, whatever the sentence tells of
    told = state.subjects.resolved(topic)
    state.open(Frame(told, None, nominal=True, when=day, subordinate=True))
    return Link.EXTENT
