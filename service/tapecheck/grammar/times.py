"""Windows and moments: each belongs to the frame it stands with, or to the whole sentence."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Label, When
from tapecheck.grammar.anchor_windows import counted_in
from tapecheck.grammar.dating import ahead, as_told, dates_figure, owns, owns_close
from tapecheck.grammar.events import begin, since_then
from tapecheck.grammar.frames import Anchor, Frame
from tapecheck.grammar.lookahead import predicate_follows
from tapecheck.grammar.modality import looks_ahead
from tapecheck.grammar.moments import momentary
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.reporting import PERIODS
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.sharing import share_moment, share_time
from tapecheck.grammar.superlatives import of_superlative, told_most
from tapecheck.grammar.windows import resolve

_DATES = frozenset({Label.WEEK, Label.MONTH, Label.QUARTER, Label.YEAR})


def time(state: Progress, part: Part) -> None:
    """Give a window to the anchor or frame it belongs to, or keep it for the next."""
    phrase = part.token.phrase
    if phrase is None or phrase.word.form in (None, "span") or _is_no_start(state, phrase.word):
        return
    when = _resolved(state, part)
    if when is not None and not (state.begins and begin(state, part, when)):
        _belong(state, part, phrase.word, when)


def _is_no_start(state: Progress, word: Word) -> bool:
    """Return whether no figure tells how far it is from a low: "ended down, off its lows"."""
    return word.form == "from-extreme" and not state.leans_on(Sort.AMOUNT)


def _belong(state: Progress, part: Part, word: Word, when: When) -> None:
    back = _looks_back(state, part, when) or told_most(state, part, when) or word.of == "anchor"
    if back or of_superlative(state, when):
        return
    if owns(state, part):
        if owns_close(state, part, when, word.form):
            return
        if word.form == "against-weekday":  # "from Friday's close of $41"
            when = _dated_moment(state, part)
    if _of_next(state, part):
        state.date_of(state.at + 1, when)
    elif not (dates_figure(state, when, word.form) or _dates_comparison(state, when)):
        _of_predicate(state, part, when, ends=word.form == "until")


def _of_next(state: Progress, part: Part) -> bool:
    """Return whether a date belongs to what follows alone: "Monday's close", not its session."""
    if _of_session(state):
        return False
    told = _describes_noun(state, part) or _describes_move(state) or _inside_aside(state)
    return told or owns(state, part)


def _inside_aside(state: Progress) -> bool:
    """Return whether a move told in passing has the window: "after a drop in quarterly profit"."""
    aside = state.frames[-1] if state.frames else None
    if aside is None or not aside.unsized or aside.when is None:
        return False
    return any(part is aside.head for part in state.parts[max(0, state.at - 2) : state.at])


def _describes_move(state: Progress) -> bool:
    """Return whether a window stands inside a move: "a 2 percent weekly gain"."""
    following = state.following
    moves = following is not None and following.sort is Sort.MOVE_NOUN
    return moves and state.leans_on(Sort.AMOUNT)


def _of_predicate(state: Progress, part: Part, when: When, *, ends: bool) -> None:
    """Give a window to the open frame, to the whole sentence, or to the frame that comes."""
    if state.frame is not None and not state.waits():
        state.frame.period = _period(state.frame, when)
        told = None if state.frame.told_before and when.label is Label.DAY else state.frame.when
        state.frame.when = _joined(told, when, ends=ends)
        state.frame.told_before = False
        share_time(state, state.frame)
    elif not (state.frames or state.waits()) and not _splits(state):
        _lead(state, part, when)
    elif not ends:
        state.next_time = _joined(state.next_time, when, ends=False)


def _splits(state: Progress) -> bool:
    """Return whether a window stands inside a noun phrase: "a net profit in 2006 of 4 million"."""
    following = state.following
    return state.leans_on(Sort.NOUN) and following is not None and following.lower == "of"


def _period(frame: Frame, when: When) -> When | None:
    """Return the reporting period that a frame tells, also where it is held against a year ago."""
    told = (window for window in (frame.when, when) if window and window.label in PERIODS)
    return next(told, frame.period)


def _looks_back(state: Progress, part: Part, when: When) -> bool:
    """Give a window to the anchor it stands right behind: "best performer this year"."""
    anchor = state.anchors[-1] if state.anchors else None
    if anchor is None or anchor.look_back is not None or not _adjoins_anchor(state, anchor):
        return False
    if _ends(anchor, when):
        anchor.end = as_told(when)  # "a third straight gain on Monday": the day it ends with
        return False
    anchor.look_back, anchor.until = when, part.stop
    anchor.span = part.token.slots if when.label is Label.PAST else None
    if anchor.ranks and state.frame is not None and state.frame.when is None:
        state.frame.when = when
    return True


def _ends(anchor: Anchor, when: When) -> bool:
    """Return whether a date behind the anchor is its end: "a five-year low last month"."""
    if when.label is Label.DAY:
        return bool(anchor.part.roles & (Role.EXTREME | Role.STREAK))
    if anchor.part.roles & Role.STREAK:
        return when.label.value == counted_in(anchor.part)  # "for a third month in August"
    return anchor.bounded and when.label in _DATES


def _dates_comparison(state: Progress, when: When) -> bool:
    """Give a window behind the other side to its comparison: "outperformed Acme on Friday"."""
    anchor = state.anchors[-1] if state.anchors else None
    if anchor is None or not anchor.others or anchor.look_back is not None:
        return False
    if not state.leans_on(Sort.NOUN) or state.frame is not anchor.frame:
        return False
    anchor.look_back = when
    return True


def _of_session(state: Progress) -> bool:
    """Return whether a date owns a span of trade: "closed Monday's session down"."""
    return state.following is not None and bool(state.following.roles & Role.PERIOD)


def _describes_noun(state: Progress, part: Part) -> bool:
    """Return whether a window only tells which noun is meant: "its fourth-quarter outlook"."""
    following = state.following
    if following is None or following.sort is not Sort.NOUN:
        return False
    bare = part.token.lower.partition(" ")[0] not in _PREPOSED
    lean = state.previous
    return bare and (lean is None or lean.sort is not Sort.NOUN or lean.possessive)


_PREPOSED = frozenset(
    {"in", "on", "for", "over", "during", "since", "from", "this", "last", "late", "early", "so",
     "through", "within", "between", "compared", "than", "of", "year", "yesterday", "today",
     "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "a", "the"}
)  # fmt: skip
_OPENERS = frozenset({Sort.COMMA, Sort.CONJUNCTION, Sort.QUOTE, Sort.DASH, Sort.COLON,
                      Sort.SUBORDINATOR, Sort.BASIS, Sort.CLOSE})  # fmt: skip


def _lead(state: Progress, part: Part, when: When) -> None:
    """Let a window hold for the whole sentence, if nothing stands before it to belong to.

    A capital tells a run-in heading: "A WEEK TO REMEMBER For the week, the Dow rose".
    """
    lean = state.previous
    heads = state.text[part.start].isupper() and not state.leans_on(Sort.PREPOSITION)
    if state.subjects.named and not heads:
        return
    if lean is None or lean.sort in _OPENERS or heads:
        state.lead = state.lead or when


def _joined(told: When | None, when: When, *, ends: bool) -> When:
    """Return the window that two phrases tell together; the first one counts, if they differ."""
    if told is None:
        return when
    if ends:
        return replace(told, end=when.end)
    if told.label is when.label and told.end is None:
        return when
    if when.label is Label.YEAR_ON_YEAR and told.label in PERIODS:
        return replace(when, end=told.end)
    if told.label is Label.YEAR_ON_YEAR and when.label in PERIODS and told.end is None:
        return replace(told, end=when.end)
    return told


def _adjoins_anchor(state: Progress, anchor: Anchor) -> bool:
    """Return whether a window stands right behind an anchor, or behind the group it ranks in."""
    noun = state.leans_on(Sort.NOUN)
    near = any(part is anchor.part for part in state.parts[max(0, state.at - 3) : state.at - 1])
    if noun and anchor.part.roles & Role.EXTREME and near:
        return True  # "the highest dividend yield since 2016", "best day for the Dow since 2016"
    hedged = state.leans_on(Sort.HEDGE) and not anchor.beside
    return (noun and anchor.group is not None) or hedged or state.leans_on(Sort.ANCHOR)


def _resolved(state: Progress, part: Part) -> When | None:
    phrase, text = part.token.phrase, state.text[part.start : part.stop]
    if phrase is None:
        return When(label=Label.UNSPECIFIED, text=text)
    if phrase.word.form in ("same", "since-then"):
        told = next((f.when for f in reversed(state.frames) if f.when is not None), state.lead)
        if phrase.word.form == "since-then":
            return since_then(told, text)
        return told or When(label=Label.UNSPECIFIED, text=text)
    form = phrase.word.form or ""
    when = resolve(form, part.token.slots or {}, state.today, text=text, event=phrase.word.event)
    return ahead(when, state.today, form) if looks_ahead(state) else when


def basis(state: Progress, part: Part) -> None:
    """Tell the moment of the session of the open frame, or of the one that comes."""
    if "weekday" in (part.token.slots or {}):
        _belong(state, part, Word(), _dated_moment(state, part))  # "in early Thursday trade"
    frame = None if state.waits() and predicate_follows(state.parts, state.at) else momentary(state)
    if frame is not None:
        if frame.basis is not Basis.CLOSE or part.word.basis is not Basis.INTRADAY:
            frame.basis = part.word.basis or frame.basis
        share_moment(state, frame)
    else:
        state.next_basis = part.word.basis
        if not state.frames and not state.subjects.named:
            state.lead_basis = part.word.basis


def _dated_moment(state: Progress, part: Part) -> When:
    return resolve(
        "weekday", part.token.slots or {}, state.today, text=state.text[part.start : part.stop]
    )
