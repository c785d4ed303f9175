"""Moves on so many of some sessions: "fell in four of the past five" is none of all five together.

How many of them rose or fell is not counted, and where they ended together says nothing about it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapecheck.core.nouns import Assertion, Kind, Label
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict

_NEAR = 60  # characters between a move and the sessions of which it tells some
_PART = re.compile(r"\b(?!course\b)[\w-]+ (?:out )?of (?:the |its |their |these )?$", re.IGNORECASE)
_GAP = Gap(
    reason=Reason.NO_MEASURE,
    detail="on how many of some sessions it rose or fell is not counted",
)


def uncounted(verdicts: Sequence[Verdict], text: str) -> list[Verdict]:
    """Return the verdicts, with none judged by a whole stretch that tells of a part of it."""
    return [
        Verdict(assertion=each.assertion, outcome=Outcome.UNCHECKED, gap=_GAP)
        if each.gap is None and _is_of_some(each.assertion, text)
        else each
        for each in verdicts
    ]


def _is_of_some(claim: Assertion, text: str) -> bool:
    """Return whether "of the" stands between a move and its stretch: "one of the past five"."""
    told = claim.when.text
    if claim.kind is not Kind.CHANGE or claim.when.label is not Label.PAST or not told:
        return False
    place = text.find(told, claim.span.stop, claim.span.stop + _NEAR + len(told))
    return place >= 0 and _PART.search(text[claim.span.stop : place]) is not None
