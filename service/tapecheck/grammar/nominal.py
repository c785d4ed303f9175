"""Moves told by nouns and before nouns: "a 2 percent gain", "a slide in equities"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Label, Metric, When
from tapecheck.grammar.about import topic_of
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.modality import estimate_at
from tapecheck.grammar.moments import moment_beside
from tapecheck.grammar.movesizes import figure_before, growing_figure, is_extended
from tapecheck.grammar.parts import MARKET_NOUNS, NOMINAL, Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token
from tapecheck.grammar.sums import is_loss, told_loss
from tapecheck.grammar.topics import MEASURED, Points, Topic
from tapecheck.grammar.undone import undone
from tapecheck.grammar.windows import resolve

_TYPICALS, _TYPICAL = ("average ", "typical ", "median "), len("typical ")
_IN = frozenset({"in", "of", "for"})
_LOOSE = frozenset({Points.TO_COMMODITY, Points.TO_CURRENCY})
_IT = Topic("", "", Metric.PRICE, Points.TO_SUBJECT, weak=True)
_UNTOLD = When(label=Label.UNSPECIFIED)  # "the fall in its price": when, others told
_OWN = frozenset({"its", "their"})
_BACK = frozenset({"the", "this", "that", "these", "those"})


def move_noun(state: Progress, part: Part) -> None:
    """Open the frame of a noun with its amount: "a 2 percent gain", "a gain of 2 percent"."""
    if state.text[max(0, part.start - _TYPICAL) : part.start].lower().endswith(_TYPICALS):
        return  # "an average drop": of no one time
    grown, following = growing_figure(state), state.following
    held = _held(state, part, between=grown is not None)
    if held is not None and is_loss(part, held.amount):
        told_loss(state, held)
        return
    sized = following is not None and following.lower == "of" and _amount_next(state)
    if held is None and not (sized or is_extended(state)):
        _unsized(state, part)
        return
    owner = grown or figure_before(state) or state.subjects.owner(state.at - (held is not None))
    when = state.dated_at(state.at - 1) or state.dated_at(state.at)
    subjects = (owner,) if owner is not None else state.subjects.current or _told_before(state)
    if owner is None and state.subjects.waits_at(state.at - 1):
        subjects = state.subjects.take(state.at - 1)
    frame = Frame(subjects, part, part.word.direction, when=when, nominal=True)
    frame.basis = moment_beside(state)
    first = state.parts.index(held) if held is not None else state.at
    frame.apposed = bool(first) and state.parts[first - 1].sort is Sort.COMMA
    dated = first > 0 and state.parts[first - 1].sort is Sort.TIME and when is not None
    state.front(frame, first - dated)  # "After Tuesday's 3 percent slide"
    state.open(frame)
    frame.modality = estimate_at(state, first) or frame.modality
    if first and state.parts[first - 1].word.of == "undone":
        frame.basis = Basis.INTRADAY
    if held is not None:
        frame.amounts.append(Placed(held, Link.EXTENT))


def _told_before(state: Progress) -> tuple[Topic, ...]:
    """Return what was spoken of, where a sentence opens with its move: "The 9 percent decline"."""
    opens = not any(frame.subjects for frame in state.frames[:1])
    told = state.subjects.resolved(_IT) if opens else ()
    return tuple(topic for topic in told if topic.quoted or topic.metric in MEASURED)


def _held(state: Progress, part: Part, *, between: bool) -> Part | None:
    """Return the amount before a move; a time or a figure may stand between them."""
    lean = state.previous
    between = between or (lean is not None and lean.sort is Sort.TIME)
    if between and state.at >= len(("3 percent", "weekly")):
        lean = state.parts[state.at - 2]  # "a 3 percent weekly gain"
    held = lean if lean is not None and lean.sort is Sort.AMOUNT else None
    return None if held is not None and _opens_anew(state, held, part) else held


def _opens_anew(state: Progress, held: Part, part: Part) -> bool:
    """Return whether a determiner parts a figure from a move: "536.00 +4.50 The downturn"."""
    between = state.text[held.stop : part.start].lower().split()
    return bool(between) and between[0] in _BACK


def moves_figure(state: Progress, frame: Frame, topic: Topic) -> bool:
    """Let "a rise in third-quarter profit" tell of the figure, its period left aside."""
    at, lead = _window_before(state.parts, state.at)
    if topic.metric not in MEASURED or lead not in _IN or state.parts[at - 1] is not frame.head:
        return False
    frame.subjects = state.subjects.push(topic)
    frame.when = frame.when or state.dated_at(state.at)
    return True


def attribute(state: Progress, part: Part, topic: Topic) -> None:
    """Add the move that a participle tells of its noun: "falling share prices"."""
    moving = [t for t in part.tokens if t.roles & Role.MOVE_VERB and _describes(t)]
    told = moving[0] if moving else None
    if told is None or told.entry is None or not _has_figure(topic):
        return
    behind = part.tokens[part.tokens.index(told) + 1 :]
    moved = topic_of(replace(part, tokens=behind), state.text, state.spotter) if behind else None
    word = told.entry.word(Role.MOVE_VERB)
    head = Part(Sort.VERB, told.start, told.stop, told, word=word)
    named = topic if moved is None or topic.company is not None else moved
    if word.direction is not None and not word.needs_amount:
        state.aside(Frame(state.subjects.resolved(named), head, word.direction))


def _describes(token: Token) -> bool:
    return token.lower.endswith("ing") and not token.roles & NOMINAL and not token.proper


def _amount_next(state: Progress) -> bool:
    """Return whether the noun behind "of" is an amount, hedges and times left aside."""
    return any(part.sort is Sort.AMOUNT for part in state.parts[state.at + 2 : state.at + 4])


def _unsized(state: Progress, part: Part) -> None:
    """Add a move that only a noun tells: "a slide in equities"; "the slide" was told before."""
    dated = state.dated_at(state.at)
    if dated is None and undone(state, part):
        return
    topic, back = _moved(state), _points_back(state, part)
    if topic is None and (dated is not None or not back):
        topic = _owner(state) or _marked(state, part) or _of_subject(state, part, dated)
    if topic is None:
        return
    frame = Frame(state.subjects.resolved(topic), part, part.word.direction)
    frame.when = dated or _within(state) or (_UNTOLD if back else None)
    frame.doubtful = _is_over_time(state)
    state.aside(frame)


def _of_subject(state: Progress, part: Part, dated: When | None) -> Topic | None:
    """Return the subject, where a day, or "its" and a span, tell that it moved."""
    words = state.text[max(0, part.start - 20) : part.start].lower().split()[-2:]
    following, loses = state.following, part.word.metric is not None
    spans = following is not None and following.sort is Sort.TIME and not loses
    if dated is None and (_OWN.isdisjoint(words) or not spans):
        return None
    topic = (state.subjects.current or state.subjects.resolved(_IT))[-1]
    return topic if topic.quoted and topic.metric not in MEASURED else None


def _is_over_time(state: Progress) -> bool:
    """Return whether what has led to a move has done so for long: "has contributed to a slide"."""
    verbs = [part for part in state.parts[: state.at] if part.sort is Sort.VERB]
    return bool(verbs) and any(token.lower in ("has", "have") for token in verbs[-1].tokens)


def _within(state: Progress) -> When | None:
    """Return the window between a move and its noun: "a drop in third-quarter profit"."""
    told = next((p for p in state.parts[state.at + 1 : state.at + 3] if p.sort is Sort.TIME), None)
    phrase = told.token.phrase if told is not None else None
    if (
        told is None
        or phrase is None
        or phrase.word.form in (None, "span", "same", "since-then", "day-before")
    ):
        return None
    text = state.text[told.start : told.stop]
    return resolve(phrase.word.form or "", told.token.slots or {}, state.today, text=text)


def _window_before(parts: Sequence[Part], at: int) -> tuple[int, str]:
    """Return the place and the word of the preposition before a noun, a window left aside.

    "In first-quarter profit" and "in quarterly profit": the window may hold the preposition.
    """
    lean = parts[at - 1]
    if lean.sort is not Sort.TIME:
        return at - 1, lean.lower
    word = lean.lower.partition(" ")[0]
    return (at - 1, word) if word in _IN else (at - 2, parts[at - 2].lower if at > 1 else "")


def _moved(state: Progress) -> Topic | None:
    """Return what the noun behind "in" or "of" is about, where it has a price or a figure."""
    place = state.at + 1
    while place < len(state.parts) and state.parts[place].sort in (Sort.PREPOSITION, Sort.TIME):
        place += 1
    if place >= len(state.parts) or _window_before(state.parts, place)[1] not in _IN:
        return None
    noun, behind = state.parts[place], state.parts[place + 1 : place + 2]
    if noun.sort is not Sort.NOUN or (behind and behind[0].sort is Sort.MOVE_NOUN):
        return None  # "a pullback in the market's advance" is one of the advance
    topic = topic_of(noun, state.text, state.spotter)
    return topic if topic is not None and _has_figure(topic) else None


def _owner(state: Progress) -> Topic | None:
    """Return what the noun right before is about: "the yuan's devaluation", "a stock rally".

    A rate rise or cut is no claim of its own: mostly it is hoped for, feared or put off.
    """
    noun = state.previous
    if noun is not None and noun.sort is Sort.TIME and state.at >= 2:
        noun = state.parts[state.at - 2]  # "the stock's year-to-date loss"
    if noun is None or noun.sort is not Sort.NOUN:
        return None
    topic = topic_of(noun, state.text, state.spotter)
    if topic is None or topic.metric is Metric.YIELD or not topic.quoted:
        return None
    last = next(token for token in reversed(noun.tokens) if not token.mark)
    if topic.points in _LOOSE or not (last.roles & MARKET_NOUNS or last.name is not None):
        return None  # "a price increase", "an aluminum industry downturn"
    return topic if _has_figure(topic) else None


def _marked(state: Progress, part: Part) -> Topic | None:
    """Return the subject of "marked gains" or "posted a drop"; a loss may be a company's figure."""
    verb, topics = state.previous, state.subjects.current
    if state.at >= 2 and verb is not None and verb.sort is Sort.NOUN and not verb.roles:
        verb = state.parts[state.at - 2]  # "marked solid gains"
    if verb is None or verb.sort is not Sort.VERB or not verb.roles & Role.LEVEL_VERB:
        return None
    loses = part.token.entry is not None and part.token.entry.word(Role.MOVE_NOUN).metric
    return topics[-1] if topics and topics[-1].quoted and not loses else None


def _has_figure(topic: Topic) -> bool:
    if topic.weak or topic.points is Points.TO_SUBJECT:
        return False
    return topic.quoted or topic.instrument is not None or topic.metric in MEASURED


def _points_back(state: Progress, part: Part) -> bool:
    """Return whether a determiner tells of a move that was told before: "the rally"."""
    words = state.text[max(0, part.start - 12) : part.start].split()
    return bool(words) and words[-1].lower() in _BACK
