"""Nouns behind anchors: whose a record is, in which group it ranks, what is held against it."""

from __future__ import annotations

from tapecheck.grammar.frames import Anchor
from tapecheck.grammar.lookahead import predicate_follows
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import Points, Topic

_WITHIN = frozenset({"in", "of", "among", "on"})


def of_anchor(state: Progress, topic: Topic, lean: Part) -> bool | None:
    """Let a noun phrase fill the last anchor, and return whether it does nothing else.

    What a comparison holds its subject against may have a figure of its own.
    """
    anchor = state.anchors[-1] if state.anchors else None
    if anchor is None:
        return None
    if anchor.takes_others and _opposes(state, anchor, topic, lean):
        return False
    behind = state.parts[state.at - 2] if state.at >= 2 else None
    if lean.sort is not Sort.PREPOSITION or behind is None or behind.sort is not Sort.ANCHOR:
        return None
    if behind.roles & Role.RANKING and lean.lower in _WITHIN:
        noun = state.parts[state.at]
        anchor.group = state.text[noun.start : noun.stop]  # "best performer in the Dow"
        state.subjects.object = topic
        return True
    if lean.lower == "for" and _is_whose(behind, topic):
        anchor.subjects = state.subjects.resolved(topic)
        return True
    return None


def _is_whose(anchor: Part, topic: Topic) -> bool:
    """Return whether "for" tells whose an extreme is: "the sixth straight loss for the Dow"."""
    named = topic.points is not Points.NAMES or not topic.text.islower()  # "all three indexes"
    return topic.quoted and named and bool(anchor.roles & (Role.EXTREME | Role.STREAK))


def _opposes(state: Progress, anchor: Anchor, topic: Topic, lean: Part) -> bool:
    """Add to what a comparison holds its subject against: "outshining Acme, Globex and Initech"."""
    if lean.sort is Sort.ANCHOR or lean.start == anchor.part.start or (
        anchor.others and lean.sort in (Sort.COMMA, Sort.CONJUNCTION)
        and not predicate_follows(state.parts, state.at)
    ):  # fmt: skip
        anchor.others = (*anchor.others, *state.subjects.resolved(topic))
        return True
    gained = state.frame is not None and state.frame.nominal and lean.sort is Sort.PREPOSITION
    anchor.takes_others = gained  # "outpacing the 2 percent gain of the Dow"
    return False
