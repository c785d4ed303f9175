"""Nouns and verbs: a verb opens a frame, a noun fills one or stands ready as a subject."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Metric, Modality, Span
from tapecheck.grammar.about import employer_of, topic_of
from tapecheck.grammar.dating import reaches
from tapecheck.grammar.endings import ended_period, streak_span
from tapecheck.grammar.events import has_since
from tapecheck.grammar.fillers import fills, is_offer
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.lookahead import amount_follows, only_explains, only_narrows, rates
from tapecheck.grammar.metrics import metric_of
from tapecheck.grammar.modality import foreseen, other_verb, set_modality, source
from tapecheck.grammar.moments import end_move, going_on, inner_moment, progressive
from tapecheck.grammar.nominal import attribute
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.sums import COMPANY, is_sum, sums_before
from tapecheck.grammar.topics import MEASURED

_PREDICATES = (
    Role.MOVE_VERB | Role.DRIFT_VERB | Role.LEVEL_VERB | Role.PUSH_VERB | Role.WIPE_VERB
    | Role.AUXILIARY
)  # fmt: skip
_TRADE = frozenset({"trade", "trading", "dealings"})
_OWNED = frozenset({Metric.MARKET_VALUE, Metric.FUNDAMENTAL, Metric.VOLUME})
_SPOKEN = frozenset({"speech", "rating"})  # what no index does: it is its maker's


def noun(state: Progress, part: Part) -> None:
    """Let a noun phrase fill an open frame, or stand ready as a subject."""
    if _is_session(state, part):
        return  # "ended the session down", "ended Monday trade down": nobody's price
    topic = topic_of(part, state.text, state.spotter)
    lean, told = state.previous, state.subjects.current
    source(state, part)
    if told and told[-1].metric in MEASURED and _stands_for_figure(state, part):
        owner = topic_of(replace(part, possessive=True), state.text, state.spotter)
        topic = owner.measured_as(told[-1]) if owner is not None and owner.company else topic
    if topic is not None:
        attribute(state, part, topic)
    if topic is not None and lean is not None and fills(state, topic, lean):
        behind = [each.sort for each in state.parts[state.at + 1 : state.at + 3]]
        if behind == [Sort.COMMA, Sort.RELATIVE] and topic.currency:
            state.subjects.object = topic  # "against the euro, which dipped"
        return
    if part.roles & Role.OFFICE:
        state.subjects.mention(employer_of(part, state.text, state.spotter))
    state.subjects.noun(state.at, topic)


def _stands_for_figure(state: Progress, part: Part) -> bool:
    """Return whether a verb follows an owner: "its sales rose 3 percent, while Globex's fell"."""
    following = state.following
    owns = bool(part.tokens) and part.tokens[-1].mark
    return owns and following is not None and following.sort is Sort.VERB


def _is_session(state: Progress, part: Part) -> bool:
    session = part.roles & Role.PERIOD or (part.lower in _TRADE and state.leans_on(Sort.TIME))
    return ended_period(state, part) or bool(session and len(part.tokens) <= 2)


def verb(state: Progress, part: Part) -> None:
    """Open the frame of a verb; a verb that says nothing of figures closes the one before."""
    if _tells_nothing(state, part):
        return
    judge = rates(state.parts, state.at)
    subjects = state.subjects.take(state.at, participle=part.participle, judge=judge)
    state.settle(subjects)
    state.in_relative = state.in_relative and state.subjects.in_relative
    if part.word.needs_amount and not amount_follows(state.parts, state.at):
        state.frame = None
        return
    goes_on = (part.participle or part.infinitive) and not state.leans_on(Sort.COMMA)
    state.denied = part.denied or (state.denied and goes_on)
    if not part.roles & _PREDICATES:
        state.attributed = state.attributed or (state.sourced and bool(part.roles & Role.VERB))
        other_verb(state, part)
        state.frame, state.next_time = None, state.next_time if _witnesses(state, part) else None
        return
    if _values_deal(state, part):
        subjects = tuple(topic.measured_as(COMPANY) for topic in subjects if topic.company)
    pushes = bool(part.roles & Role.PUSH_VERB)
    if pushes and state.following is not None and is_sum(state.following.amount):
        state.frame = None  # "raised $2 billion"
        return
    wipes = bool(part.roles & Role.WIPE_VERB)
    frame = Frame(
        subjects=() if pushes or wipes else subjects,
        head=part,
        direction=part.word.direction,
        when=streak_span(state, part) or has_since(state),
        basis=part.word.basis or progressive(part) or inner_moment(part),
        push=pushes,
        wipes=wipes,
        participle=part.participle,
        be=not part.roles & ~Role.AUXILIARY,
        denied=state.denied,
        transitive=_takes_object(state, part),
        at_writing=going_on(part, state.frame),
    )
    _hedge(state, frame, part)
    if wipes:
        frame.amounts += [Placed(each, Link.EXTENT) for each in sums_before(state)]
    before = state.frame
    end_move(state, frame)
    state.subjects.be(copula=frame.be)
    state.open(frame)
    state.standing = frame.basis
    set_modality(state, frame, part, before)
    if frame.be and foreseen(state):
        frame.modality = state.modality = Modality.FORECAST  # "its forecast is for a rise of 3"


def _values_deal(state: Progress, part: Part) -> bool:
    """Return whether a deal has the value, and no firm: "in a deal valued at $5 billion"."""
    deal, at = state.previous, state.following
    if deal is None or deal.sort is not Sort.NOUN or at is None or at.lower != "at":
        return False
    return part.word.metric is Metric.MARKET_VALUE and is_offer(deal)


def _tells_nothing(state: Progress, part: Part) -> bool:
    """Return whether a verb opens nothing: it ends a move, tells which is meant, or is speech."""
    if part.infinitive and _finishes_move(state, part):
        return True
    if reaches(state, part):
        return True
    parts, at = state.parts, state.at
    explains = only_explains(parts, at) and (
        part.lower == "trading" or not part.roles & _PREDICATES
    )
    if explains or (not part.roles & _PREDICATES and only_narrows(parts, at)):
        state.subjects.reduce()
        return True
    speaks = part.word.of in _SPOKEN and state.subjects.dismiss(state.at)
    state.frame = None if speaks else state.frame
    return speaks


def _witnesses(state: Progress, part: Part) -> bool:
    """Return whether a verb's time is that of what it saw: "last week saw its price fall"."""
    seen = [p.sort for p in state.parts[state.at + 1 : state.at + 3]] == [Sort.NOUN, Sort.VERB]
    return part.word.of == "witness" and seen


def _hedge(state: Progress, frame: Frame, part: Part) -> None:
    """Let "more than doubled" put its multiple as firmly as the words before it say."""
    lean = state.previous
    if part.word.ratio is not None and lean is not None and lean.sort is Sort.HEDGE:
        frame.hedge = lean.word.hedge
        frame.words = Span(lean.start, part.token.stop)


def _takes_object(state: Progress, part: Part) -> bool:
    """Return whether a verb of movement has an object: "gained approval", "lost 648,000 jobs"."""
    if not part.roles & Role.MOVE_VERB:
        return False
    if part.word.ratio:
        return _multiplies(state)
    place = state.at + 1
    if state.following is not None and state.following.amount is not None:
        place += state.following.amount.bare
    after = state.parts[place] if place < len(state.parts) else None
    return after is not None and after.sort is Sort.NOUN and not after.roles & Role.PERIOD


def _multiplies(state: Progress) -> bool:
    """Return whether a multiple is of something else: "halving last week's gain"."""
    place = state.at + 1
    while place < len(state.parts) and (
        state.parts[place].sort is Sort.TIME or state.parts[place].possessive
    ):
        place += 1
    after = state.parts[place] if place < len(state.parts) else None
    if after is None or after.sort not in (Sort.NOUN, Sort.MOVE_NOUN):
        return False
    return not after.roles & Role.PERIOD and metric_of(after.tokens) not in _OWNED


def _finishes_move(state: Progress, part: Part) -> bool:
    """Let "to close at" add its moment to the move before it."""
    frame = state.frame
    if frame is None or not part.roles & Role.LEVEL_VERB or _turns(state, frame):
        return False
    if part.word.metric is not None or part.word.hedge is not None:
        return False  # "to be worth $3 billion", "to break below 8,000": a figure of its own
    if frame.amounts or frame.direction:
        frame.basis = part.word.basis or frame.basis
    return bool(frame.amounts or frame.direction)


def _turns(state: Progress, frame: Frame) -> bool:
    """Return whether "to close up 260 points" ends otherwise than the move before it began."""
    told = state.parts[state.at + 1 : state.at + 3]
    way = next((p.word.direction for p in told if p.sort is Sort.MOVE_ADVERB), None)
    turns = way is not None and frame.direction is not None and way is not frame.direction
    if turns and frame.basis is None:
        frame.basis = Basis.INTRADAY  # "jumped 245 points, to close 6 points lower"
    return turns
