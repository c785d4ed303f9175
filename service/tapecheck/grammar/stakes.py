"""Parts of a whole: "a 36 percent stake", "holds 36 percent of Acme", "a market share of 18".

A part of a group's market value names the group: "12 percent of the index's market value".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from tapecheck.core.nouns import Metric, Modality
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.metrics import metric_of
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.sums import COMPANY, WORTH
from tapecheck.grammar.topics import Topic

_NO_STAKES = frozenset({"interest", "shares"})
_NEAR = 8  # parts between a stake and its size
_JOINS = frozenset({"of", "by"})
# What stands between a group and the noun of its worth: "the index's total …", "the index by …".
_OWNS = re.compile(r"(?:['\u2019]s?(?: \w+)?| by)$")


def told_stake(state: Progress, part: Part, noun: Part) -> bool:
    """Read a part before its noun: "a 36 percent stake", "with a 5 percent market share"."""
    if part.amount is None or part.amount.unit != "percent" or not noun.roles & Role.STAKE_NOUN:
        return False
    frame = Frame(_holders(state, noun), noun, nominal=True)
    state.open(frame)
    frame.amounts.append(Placed(part, Link.PART))
    return True


def _holders(state: Progress, noun: Part) -> tuple[Topic, ...]:
    """Return who holds a part; a share of a market is a firm's figure."""
    told = state.subjects.told_of
    if metric_of(noun.tokens) is not Metric.FUNDAMENTAL:
        return told
    return tuple(topic.measured_as(COMPANY) for topic in told if topic.company is not None)


def of_stake(state: Progress, noun: Part, topic: Topic | None) -> Link | None:
    """Place a part behind "of": "a market share of 18 percent", "a stake of 5 million shares"."""
    amount = state.parts[state.at].amount
    if noun.lower == "interest" or amount is None or amount.unit not in ("percent", "shares"):
        return None
    measured = topic is not None and topic.metric is Metric.FUNDAMENTAL
    subjects = state.subjects.resolved(topic) if topic and measured else state.subjects.current
    state.open(Frame(subjects, noun, nominal=True))
    return Link.PART


def is_stake(state: Progress, part: Part) -> bool:
    """Return whether a figure is where a stake stands: "cut its holding to 9.7 percent"."""
    if part.amount is None or part.amount.unit != "percent":
        return False
    near = state.parts[max(0, state.at - _NEAR) : state.at]
    ends = [p.tokens[-1] for p in near if p.sort is Sort.NOUN and p.tokens]
    return any(t.roles & Role.STAKE_NOUN and t.lower not in _NO_STAKES for t in ends)


def is_held(state: Progress, frame: Frame, part: Part) -> bool:
    """Return whether a holder has a part of something: "holds 36 percent of Acme"."""
    return is_part(state, part) and all(t.metric is Metric.PRICE for t in frame.subjects)


def is_part(state: Progress, part: Part) -> bool:
    """Return whether a percentage is a share of the noun that follows: "36 percent of Acme"."""
    following = state.following
    return (
        part.amount is not None
        and part.amount.unit == "percent"
        and following is not None
        and following.lower == "of"
    )


def part_of(state: Progress) -> Link:
    """Place a part of what follows, whose holder is the subject."""
    lean, whole = state.previous, _whole(state)
    subjects = state.subjects.current
    if whole is not None:
        subjects = tuple(topic.measured_as(WORTH) for topic in subjects)
    if whole is None and _makes_part(state):
        whole = state.text[state.parts[state.at + 2].start : state.parts[state.at + 2].stop]
    frame = Frame(subjects, None, nominal=True, whole=whole)
    state.open(frame)
    if lean is not None and lean.sort is Sort.PREPOSITION and not state.quoted:
        frame.modality = Modality.ASSERTED  # "which would please Acme, the holder of 36 percent"
    return Link.PART


def _makes_part(state: Progress) -> bool:
    """Return whether the subject is the part: "exports account for 36 percent of its sales"."""
    near = state.parts[max(0, state.at - 2) : state.at]  # "makes up", "accounts for"
    makes = any(part.sort is Sort.VERB and part.word.of == "part" for part in near)
    return makes and len(state.parts) > state.at + 2


def _whole(state: Progress) -> str | None:
    """Return the words for the group whose market value a percentage is a part of."""
    run = list(takewhile(_goes_on, state.parts[state.at + 2 :]))
    place = next((at for at, each in enumerate(run) if each.roles & Role.VALUE_NOUN), None)
    if place is None:
        return None
    behind: Sequence[Part] = run[place + 2 :]
    if behind and run[place + 1].lower == "of":
        return state.text[behind[0].start : behind[-1].stop]
    before = state.text[run[0].start : run[place].token.start].rstrip()
    owned = _OWNS.search(before)
    return before[: owned.start()] if owned else None


def _goes_on(part: Part) -> bool:
    """Return whether a part belongs to the words for a whole: "the market value of the Tri 3"."""
    return part.sort in (Sort.NOUN, Sort.AMOUNT) or part.lower in _JOINS
