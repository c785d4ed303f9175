"""Windows and moments: each belongs to the frame it stands with, or to the whole sentence."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Label, When
from tapecheck.grammar.asides import inside_aside, of_aside, told_in_passing
from tapecheck.grammar.dating import dates_figure, owns, owns_close
from tapecheck.grammar.events import begin
from tapecheck.grammar.frames import Frame
from tapecheck.grammar.lookahead import predicate_follows
from tapecheck.grammar.lookbacks import dates_comparison, looks_back
from tapecheck.grammar.moments import moment_of, momentary
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.relative import resolved, span_before, turn_back
from tapecheck.grammar.reporting import PERIODS
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.sharing import part_ways, share_moment, share_time
from tapecheck.grammar.superlatives import of_superlative, told_most
from tapecheck.grammar.upcoming import precedes
from tapecheck.grammar.windows import resolve

_OWN = frozenset(
    {Label.DAY, Label.WEEK, Label.RANGE}
)  # told behind the verb, they count before what led
# Moments that "on Monday morning" does not blur: "opened down 3 percent on Monday morning".
_EXACT = frozenset({Basis.CLOSE, Basis.OPEN, Basis.PREMARKET, Basis.AFTER_HOURS})


def time(state: Progress, part: Part) -> None:
    """Give a window to the anchor or frame it belongs to, or keep it for the next."""
    phrase = part.token.phrase
    if phrase is None or phrase.word.form is None or _is_no_start(state, phrase.word):
        return
    if phrase.word.form == "span":
        if state.following is not None and state.following.sort is Sort.MOVE_NOUN:
            state.date_of(state.at + 1, span_before(state, part))  # "a two-day gain of 14 percent"
        return
    if precedes(state, part):
        if state.frame is not None and not _explains_day(state):
            state.frame.doubtful = True
        return
    when = None if _is_contract(state, part, phrase.word) else resolved(state, part)
    if when is None or turn_back(state, phrase.word, when):
        return
    if not (state.begins and begin(state, part, when)):
        _belong(state, part, phrase.word, when)


def _explains_day(state: Progress) -> bool:
    """Return whether a day only says more of the one before it: "since May 9, the day before"."""
    told = state.parts[state.at - 2] if state.at >= 2 else None
    return state.leans_on(Sort.COMMA) and told is not None and told.sort in (Sort.TIME, Sort.DATE)


def _is_contract(state: Progress, part: Part, word: Word) -> bool:
    """Return whether a month tells which contract is meant: "crude for May fell"."""
    lean = state.previous
    told = word.form == "named-month" and part.lower.startswith("for ")
    return told and lean is not None and bool(lean.roles & (Role.COMMODITY_NOUN | Role.PRICE_NOUN))


def _is_no_start(state: Progress, word: Word) -> bool:
    """Return whether no figure tells how far it is from a low: "ended down, off its lows"."""
    if word.form != "from-extreme":
        return False
    told = [part.sort for part in state.parts[max(0, state.at - 2) : state.at]]
    return not (told[-1:] == [Sort.AMOUNT] or told == [Sort.AMOUNT, Sort.MOVE_ADVERB])


def _belong(state: Progress, part: Part, word: Word, when: When) -> None:
    back = looks_back(state, part, when) or told_most(state, part, when) or word.of == "anchor"
    if back or of_superlative(state, when):
        return
    if owns(state, part):
        if owns_close(state, part, when, word.form):
            return
        if word.form == "against-weekday":  # "from Friday's close of $41"
            when = _dated_moment(state, part)
    if _of_next(state, part):
        state.date_of(state.at + 1, when)
    elif not (dates_figure(state, when, word.form) or dates_comparison(state, when)):
        _of_predicate(state, part, when, ends=word.form == "until")


def _of_next(state: Progress, part: Part) -> bool:
    """Return whether a date belongs to what follows alone: "Monday's close", not its session."""
    if _of_session(state):
        return False
    told = _describes_noun(state, part) or _describes_move(state, part) or inside_aside(state)
    return told or owns(state, part)


def _describes_move(state: Progress, part: Part) -> bool:
    """Return whether a window stands inside a move: "a 2 percent weekly gain", "a two-day gain"."""
    following = state.following
    if following is None or following.sort is not Sort.MOVE_NOUN:
        return False
    bare = part.token.lower.partition(" ")[0] not in _PREPOSED
    led = state.leans_on(Sort.VERB) or state.leans_on(Sort.PREPOSITION)
    behind = [each.lower for each in state.parts[state.at + 2 : state.at + 3]]
    sized = led and behind in (["of"], ["to"])
    return state.leans_on(Sort.AMOUNT) or (bare and sized)


def _of_predicate(state: Progress, part: Part, when: When, *, ends: bool) -> None:
    """Give a window to the open frame, to the whole sentence, or to the frame that comes."""
    if of_aside(state) or _of_opening(state) or part_ways(state, when):
        return
    if state.frame is not None and not state.waits():
        state.frame.period = _period(state.frame, when)
        state.frame.when = _told_twice(state.frame, when) or _joined(
            state.frame.when, when, ends=ends
        )
        state.frame.told_before = False
        if part.lower.startswith("based on"):  # "based on Friday's closing price"
            state.frame.basis = state.frame.basis or moment_of(part.lower)
        share_time(state, state.frame)
    elif (aside := told_in_passing(state)) is not None:
        aside.when = when  # "contributed to the drop in stocks on May 6"
    elif not (state.frames or state.waits()) and not _splits(state):
        _lead(state, part, when)
    elif not (ends or _of_other_verb(state)):
        state.next_time = _joined(state.next_time, when, ends=False)


def _told_twice(frame: Frame, when: When) -> When | None:
    """Return the window of a frame that one led: what stands behind the verb counts.

    A day before it is the end of a longer stretch: "as of Friday's close it was up 8 percent this
    year".
    """
    if not frame.told_before or frame.when is None:
        return None
    if when.label in _OWN:
        return when
    runs_on = frame.when.label is Label.DAY and when.label in _TO_DATE
    return replace(when, end=frame.when.end) if runs_on else None


def _of_opening(state: Progress) -> bool:
    """Return whether a window dates what comes first: "Ahead of a meeting on Friday, oil fell"."""
    ends = state.following is not None and state.following.sort is Sort.COMMA
    opens = state.parts[0].lower in _FRONTING and not state.frames
    return ends and opens and state.leans_on(Sort.NOUN)


_FRONTING = frozenset({"after", "ahead of", "before", "following", "despite", "amid"})
_TO_DATE = frozenset({Label.YEAR_TO_DATE, Label.MONTH_TO_DATE, Label.SINCE})


def _of_other_verb(state: Progress) -> bool:
    """Return whether a window is of a verb without figures: "to break even in 2011, sending"."""
    ends = state.following is not None and state.following.sort is Sort.COMMA
    return ends and state.frame is None and state.leans_on(Sort.VERB)


def _splits(state: Progress) -> bool:
    """Return whether a window stands inside a noun phrase: "a net profit in 2006 of 4 million"."""
    following = state.following
    return state.leans_on(Sort.NOUN) and following is not None and following.lower == "of"


def _period(frame: Frame, when: When) -> When | None:
    """Return the reporting period that a frame tells, also where it is held against a year ago."""
    if frame.when is not None and frame.when.label in PERIODS:
        return frame.when
    return when if when.label in PERIODS else frame.period


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
    if told is None or told.label is Label.UNSPECIFIED:
        of_past = told is not None and told.end is not None and when.label is Label.PAST
        return When(label=Label.PAST, text=when.text) if of_past else when
    if ends:
        return replace(told, end=when.end)
    if told.label is when.label and told.end is None:
        return when
    if when.label is Label.YEAR_ON_YEAR and told.label in PERIODS:
        return replace(when, end=told.end)
    if told.label is Label.YEAR_ON_YEAR and when.label in PERIODS and told.end is None:
        return replace(told, end=when.end)
    return told


def basis(state: Progress, part: Part) -> None:
    """Tell the moment of the session of the open frame, or of the one that comes."""
    if "weekday" in (part.token.slots or {}):
        _belong(state, part, Word(), _dated_moment(state, part))  # "in early Thursday trade"
    frame = None if state.waits() and predicate_follows(state.parts, state.at) else momentary(state)
    if frame is not None:
        if frame.basis not in _EXACT or part.word.basis is not Basis.INTRADAY:
            frame.basis = part.word.basis or frame.basis
        frame.partly = part.word.basis is Basis.INTRADAY
        share_moment(state, frame)
    else:
        state.next_basis = part.word.basis
        if not state.frames and not state.subjects.named:
            state.lead_basis = part.word.basis


def _dated_moment(state: Progress, part: Part) -> When:
    return resolve(
        "weekday", part.token.slots or {}, state.today, text=state.text[part.start : part.stop]
    )
