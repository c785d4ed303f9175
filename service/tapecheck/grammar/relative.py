"""Windows that stand for what was told before: "in the same period", "a day earlier"."""

from __future__ import annotations

import datetime as dt

from tapecheck.core.nouns import Label, When
from tapecheck.grammar.chunk import chunk
from tapecheck.grammar.endings import is_over
from tapecheck.grammar.events import since_then
from tapecheck.grammar.frames import Anchor, Frame, Link, Placed
from tapecheck.grammar.modality import looks_ahead
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.upcoming import ahead
from tapecheck.grammar.windows import resolve, weekday_before

# "Black Monday" is a name, and no day of this week.
_NAMED_DAYS = frozenset({"black", "blue", "cyber", "good", "ash", "super", "fat", "bloody"})
_SPANS = frozenset({Label.PAST, Label.SINCE, Label.RANGE, Label.YEAR_TO_DATE, Label.MONTH_TO_DATE})
_EARLIER = frozenset({"previous-session", "day-before"})


def resolved(state: Progress, part: Part) -> When | None:
    """Return the window that a phrase tells, held against what the sentence told before it."""
    phrase, text = part.token.phrase, state.text[part.start : part.stop]
    if phrase is None:
        return When(label=Label.UNSPECIFIED, text=text)
    form = phrase.word.form or ""
    told = next((f.when for f in reversed(state.frames) if f.when is not None), state.lead)
    told = told or state.told
    if text.lower() == "over the same period" and told is not None and told.label in _SPANS:
        return told
    if form in ("same", "since-then"):
        if form == "since-then":
            return since_then(told, text)
        return told or When(label=Label.UNSPECIFIED, text=text)
    if form == "since-unknown" and text.lower().startswith("from that ") and state.told is not None:
        return since_then(state.told, text)
    if form == "weekday" and _names_event(state, part):
        state.elsewhen = When(label=Label.UNSPECIFIED, text=text)
        return state.elsewhen
    slots, today = part.token.slots or {}, state.today
    if form in _EARLIER and "yesterday" not in text.lower():
        today = _day_told(state) or today
    when = resolve(form, slots, today, text=text, event=phrase.word.event)
    return ahead(when, state.today, form) if looks_ahead(state) else when


def _names_event(state: Progress, part: Part) -> bool:
    """Return whether a weekday is part of a name: "Black Monday"."""
    words = state.text[max(0, part.start - 8) : part.start].lower().split()
    return bool(words) and words[-1].strip("\"\u201c\u2018'") in _NAMED_DAYS


def _day_told(state: Progress) -> dt.date | None:
    """Return the day that the sentence told last in so many words."""
    for part in reversed(state.parts[: state.at]):
        phrase = part.token.phrase if part.sort is Sort.TIME else None
        if phrase is not None and phrase.word.form in _DAYS:
            slots = part.token.slots or {}
            day = resolve(phrase.word.form or "", slots, state.today, text=part.lower).end
            return dt.date.fromisoformat(day) if day is not None and len(day) == _ISO_DAY else None
    return None


_DAYS = frozenset({"weekday", "last-weekday", "weekday-last-week", "date"})
_ISO_DAY = len("2021-10-07")


def session_before(state: Progress, text: str) -> When:
    """Return the session before the day that the sentence told, or before that of publication."""
    return resolve("previous-session", {}, _day_told(state) or state.today, text=text)


def close_before(state: Progress, part: Part) -> When:
    """Return the day of the close that a move starts from: "from its Friday close"."""
    slots = part.token.slots or {}
    if "weekday" in slots:
        return resolve("weekday", slots, state.today, text=part.lower)
    return session_before(state, part.lower)


def span_before(state: Progress, part: Part) -> When:
    """Return so many days, weeks or years that end with the day that the sentence told last.

    What it was "after" or "ending" had ended the session before.
    """
    day, slots = _day_told(state) or state.today, part.token.slots or {}
    led = [each for each in state.parts[max(0, state.at - 2) : state.at] if not each.amount]
    if day is not None and led and is_over(led[-1]):
        day = weekday_before(day)
    return resolve("past", slots, day, text=part.lower)


def turn_back(state: Progress, word: Word, when: When) -> bool:
    """Let "a day after the index had its best day" tell of the session before."""
    if word.form != "day-before":
        return False
    if not _clause_follows(state):
        return True
    state.subjects.clause()
    state.frame = None
    state.next_time = state.day_before = when
    return True


def _clause_follows(state: Progress) -> bool:
    """Return whether what follows has a verb of its own: not "a day after its results"."""
    rest = state.parts[state.at + 1 : state.at + 4]
    return any(part.sort is Sort.VERB for part in rest)


def _told_with(part: Part, state: Progress) -> Frame | None:
    """Return the frame that a window belongs to: the last before it, or the first behind it."""
    headed = [(frame.head.start, frame) for frame in state.frames if frame.head is not None]
    before = [frame for start, frame in headed if start < part.start]
    if before:
        return before[-1]
    return headed[0][1] if headed else None


def presuppose(part: Part, state: Progress) -> None:
    """Add what a window takes for granted: "since hitting a 2025 low of $41 on Jan. 13"."""
    frame = _told_with(part, state)
    if frame is None:
        return
    when = resolved(state, part)  # its frame may have another: "up from a low, it fell this week"
    day = when.start if when is not None else None
    for inner in chunk(part.token.inside):
        if inner.sort is Sort.ANCHOR:
            state.anchors.append(Anchor(inner, frame.subjects, None, end=day))
        elif inner.sort is Sort.AMOUNT:
            stood = When(label=Label.UNSPECIFIED, end=day, text=part.lower)
            told = Frame(frame.subjects, part, when=stood, nominal=True, subordinate=True)
            told.amounts.append(Placed(inner, Link.LEVEL))
            state.frames.append(told)
