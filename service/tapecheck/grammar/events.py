"""Windows that start with an event: "up 2 percent since he took over in 2009", "since then"."""

from __future__ import annotations

from tapecheck.core.nouns import Label, When
from tapecheck.grammar.frames import Anchor
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.windows import resolve

# How much of a date a coarse window tells: year and month, or the year alone.
_COARSE = {Label.MONTH: 7, Label.YEAR: 4}


def open_event(state: Progress, part: Part) -> None:
    """Let an event start the window of the move or the extreme before its "since"."""
    state.begins = part.lower == "since"
    if not state.begins:
        return
    extreme, frame = _extreme_before(state), state.frame
    state.begun = extreme or frame
    if extreme is None and frame is not None and frame.moves and not state.leans_on(Sort.COMMA):
        frame.when = frame.when or When(label=Label.SINCE)


def _extreme_before(state: Progress) -> Anchor | None:
    """Return the extreme that a "since" stands behind: "the highest reading since it began"."""
    anchor = state.anchors[-1] if state.anchors else None
    if anchor is None or anchor.look_back is not None or not anchor.part.roles & Role.EXTREME:
        return None
    behind = state.parts[max(0, state.at - 2) : state.at]
    return anchor if any(part is anchor.part for part in behind) else None


def begin(state: Progress, part: Part, when: When) -> bool:
    """Let the day of an event start the window before it: "since it listed in 2003"."""
    state.begins = False
    if when.end is None or when.label not in (Label.DAY, *_COARSE):
        return False
    since = When(label=Label.SINCE, start=_start(when), text=when.text)
    hit = state.anchors[-1] if state.anchors else None
    if hit is not None and hit.part is state.previous:
        hit.end = hit.end or when.end  # "since it hit a low on March 9"
    if isinstance(state.begun, Anchor):
        state.begun.look_back, state.begun.until = since, part.stop
    elif state.begun is not None:
        state.begun.when = since
    elif not state.frames or state.parts[0].lower == "since":
        state.lead = state.lead or since
        for frame in state.frames:
            frame.when = frame.when or when  # "since it raised rates in May, …"
    return True


def told_day(state: Progress) -> When | None:
    """Return the time that "when" goes back to: "since Aug. 24, when it fell", "in 2012, when"."""
    place = state.at - 1
    while place >= 0 and state.parts[place].sort is Sort.COMMA:
        place -= 1
    told = state.parts[place] if place >= 0 else None
    if told is None or told.sort is not Sort.TIME or told.token.phrase is None:
        return None
    slots, text = told.token.slots or {}, state.text[told.start : told.stop]
    for form in ("date", "weekday"):
        if form in slots:
            return resolve(form, slots, state.today, text=slots[form])
    when = resolve(told.token.phrase.word.form or "", slots, state.today, text=text)
    if when.label is Label.DAY:
        return when
    coarse = when.end[: _COARSE[when.label]] if when.end and when.label in _COARSE else None
    return When(label=Label.UNSPECIFIED, end=coarse, text=text)  # on some day of it


def has_since(state: Progress) -> When | None:
    """Return the window of "and has since gained 8 percent": from the day told before it."""
    lean, helper = state.previous, state.parts[state.at - 2] if state.at >= 2 else None
    if lean is None or lean.lower != "since" or helper is None or helper.lower not in _PERFECT:
        return None
    state.begins = False
    told = next((f.when for f in reversed(state.frames) if f.when is not None), state.lead)
    return since_then(told, "since")


_PERFECT = frozenset({"has", "have", "had"})


def since_then(told: When | None, text: str) -> When:
    """Return what "since then" stands for: since the date told before."""
    if told is None:
        return When(label=Label.SINCE, text=text)
    return When(label=Label.SINCE, start=_start(told), text=text)


def _start(when: When) -> str | None:
    """Return the date that a window told before starts another from, as exact as its words."""
    if when.label is Label.SINCE:
        return when.start
    return when.end[: _COARSE.get(when.label, 10)] if when.end else None
