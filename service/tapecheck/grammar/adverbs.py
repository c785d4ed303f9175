"""Adverbs of movement: each gives the open frame its direction, or opens one."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Metric, Span
from tapecheck.grammar.about import topic_of
from tapecheck.grammar.frames import Frame, Link
from tapecheck.grammar.moments import at_writing
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.positions import position
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.sharing import OPEN
from tapecheck.grammar.topics import Topic
from tapecheck.grammar.windows import resolve


def move_adverb(state: Progress, part: Part) -> None:
    """Give the open frame its direction, or open one: "Globex up 29 cents"."""
    if position(state, part):
        return  # "off a seven-month high"
    if _is_adjective(state) and _of_market(state, part):
        return
    if state.frame is not None and state.frame.nominal and state.frame.head is state.previous:
        return  # "an 8.7 percent run higher"
    frame, waits = state.frame, state.waits() or state.subjects.apposed_at(state.at)
    turns = not waits and frame is not None and _turns(state, frame, part)
    if frame is not None and (turns or _lies_ahead(state, frame)):
        adds = Frame(frame.subjects, part, part.word.direction, state.standing, adverb=True)
        state.open(adds)
        return
    if frame is not None and not waits:
        _goes_on(state, frame, part)
        return
    if not waits and _is_adjective(state):
        return  # "higher oil prices"
    subjects = state.subjects.take(state.at)
    frame = Frame(subjects, part, part.word.direction, state.standing, adverb=True)
    frame.doubtful = any(p.lower in _STARTED for p in state.parts[max(0, state.at - 2) : state.at])
    state.open(frame)


def _goes_on(state: Progress, frame: Frame, part: Part) -> None:
    """Give the open frame its direction, or its level a move of its own."""
    if _left(state, frame):
        state.open(Frame(_stood(frame), part, part.word.direction, nominal=True, unsized=True))
    elif frame.direction is None:
        frame.direction, frame.way = part.word.direction, part
        frame.words = _verb_with_adverb(state, frame, part)
        frame.transitive = frame.transitive or _has_object(state)
        frame.unsized = frame.unsized or _adds_move(state, frame)
        if frame.be and frame.basis is None and at_writing(frame.head):
            frame.at_writing = True
            state.standing = Basis.INTRADAY


_STARTED = frozenset({"started", "began", "entered"})  # "started 2009 up 20 percent from its low"


def _turns(state: Progress, frame: Frame, part: Part) -> bool:
    """Return whether a second move follows: "was flat on the day and up 3 percent on".

    So it may in the same direction: "up 5 percent for the week and up 2 on the day".
    """
    sized = state.following is not None and state.following.sort is Sort.AMOUNT
    lean = state.previous.lower if state.previous is not None else ""
    if lean == "," and sized and (frame.moves or frame.when) and _has_window(state):
        return True  # "fell 3 percent on Tuesday, down 6 percent this year"
    told = frame.adverb or frame.way is not None
    joined = told or frame.be if lean in ("and", "but") else lean == "," and frame.moves
    other = frame.direction is not None and (
        frame.direction is not part.word.direction or (lean == "and" and told)
    )
    return sized and other and joined


def _has_window(state: Progress) -> bool:
    """Return whether the size behind an adverb is told of more than a day: "down 6 this year"."""
    place = state.at + 2
    part = state.parts[place] if place < len(state.parts) else None
    if part is None or part.sort is not Sort.TIME or part.token.phrase is None:
        return False
    form, slots = part.token.phrase.word.form or "", part.token.slots or {}
    return resolve(form, slots, state.today, text=part.lower).label not in OPEN


def _lies_ahead(state: Progress, frame: Frame) -> bool:
    """Return whether a move is told to come: "was at $45, on course to end the month down 7"."""
    if not frame.amounts or frame.direction is None:
        return False
    if state.following is None or state.following.sort is not Sort.AMOUNT:
        return False
    since = state.parts[: state.at][::-1]
    told = (part for part in since if part.sort in (Sort.MODAL, Sort.AMOUNT))
    return next((part.sort is Sort.MODAL for part in told), False)


def _left(state: Progress, frame: Frame) -> bool:
    """Return whether a level is said to have moved, too: "up 3 to yield 2 percent, down from"."""
    stands = frame.moves and frame.last is not None and frame.last.link is Link.LEVEL
    behind = state.following is not None and state.following.lower == "from"
    return stands and behind and state.leans_on(Sort.COMMA)


def _stood(frame: Frame) -> tuple[Topic, ...]:
    """Return whose the level is that moved: of a bond in percent, its yield."""
    amount = frame.last.part.amount if frame.last is not None else None
    yields = amount is not None and amount.unit == "percent"
    return tuple(
        replace(topic, metric=Metric.YIELD) if topic.bond and yields else topic
        for topic in frame.subjects
    )


def _adds_move(state: Progress, frame: Frame) -> bool:
    """Return whether a level is said to have moved: "made a profit of $5 million, down from"."""
    stands = bool(frame.amounts) and not frame.moves
    return (
        frame.nominal
        and stands
        and state.following is not None
        and (state.following.lower == "from")
    )


def _verb_with_adverb(state: Progress, frame: Frame, adverb: Part) -> Span | None:
    """Return a verb and the adverb right behind it, which together tell a move: "edged up"."""
    head = state.previous
    if head is None or head is not frame.head or frame.be:
        return None
    return Span(head.token.start, adverb.stop)


def _has_object(state: Progress) -> bool:
    """Return whether the verb moves something else: "moved up the date of its report"."""
    following = state.following
    if following is None or following.sort is not Sort.NOUN or following.roles & Role.PERIOD:
        return False
    between = state.text[state.parts[state.at].stop : following.start]
    own = between.split()[:1] in (["a"], ["an"])  # "laid down an impressive track record"
    return own or bool(following.tokens[0].roles & Role.DETERMINER)


def _of_market(state: Progress, part: Part) -> bool:
    """Add the move of the market around a move: "fell 3 percent in a generally lower market"."""
    following = state.following
    if following is None or not following.roles & Role.INDEX_NOUN or _opener(state) != "in":
        return False
    topic = topic_of(following, state.text, state.spotter)
    if topic is None or topic.metric is not Metric.INDEX:
        return False
    state.aside(Frame(state.subjects.resolved(topic), part, part.word.direction))
    return True


def _opener(state: Progress) -> str:
    """Return the word before a noun phrase, adverbs left aside: "in a generally lower market"."""
    place = state.at - 1
    while place > 0 and state.parts[place].sort is Sort.NOUN and not state.parts[place].roles:
        place -= 1
    return state.parts[place].lower if place >= 0 else ""


def _is_adjective(state: Progress) -> bool:
    following = state.following
    return following is not None and following.sort in (Sort.NOUN, Sort.MOVE_NOUN)
