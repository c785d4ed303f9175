"""Amounts behind "of": a level of its noun, or the size of a move that a noun told."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Label, Metric, Modality, When
from tapecheck.grammar.about import topic_of
from tapecheck.grammar.frames import COMPANY_SIZE, Frame, Link
from tapecheck.grammar.gaps import gap_of
from tapecheck.grammar.moments import moment_of
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.relative import close_before, resolved, session_before
from tapecheck.grammar.roles import Role
from tapecheck.grammar.stakes import of_stake
from tapecheck.grammar.sums import COMPANY, is_loss, priced_deal, told_loss
from tapecheck.grammar.topics import Points, Topic


def of_noun(state: Progress, lean: Part) -> Link | None:
    """Place an amount after "of": of a move it is the extent, of a figure the level."""
    start = state.parts[state.at - 2]
    if lean.lower == "of" and (_is_event(start) or _is_close(start)):
        frame = Frame(state.subjects.current, None, nominal=True, subordinate=True)
        if _is_event(start):
            since = resolved(state, start)
            day = since.start if since is not None else None
            frame.when = When(label=Label.UNSPECIFIED, end=day, text=start.lower) if day else None
        else:  # "up from its previous close of $3.10"
            frame.basis, frame.when = Basis.CLOSE, close_before(state, start)
        state.open(frame)
        return Link.LEVEL  # "up from a March low of $3.10"
    noun = _measured_noun(state)
    if noun is None or (lean.lower != "of" and not _is_estimated(lean, noun)):
        return None
    return _of_told(state, noun)


def _of_told(state: Progress, noun: Part) -> Link | None:
    """Place an amount by the noun that it measures."""
    if is_loss(noun, state.parts[state.at].amount):
        return told_loss(state)
    if noun.sort is Sort.MOVE_NOUN:
        return Link.EXTENT
    if noun.sort is Sort.ANCHOR:
        return of_anchor(state, noun)
    if noun.roles & Role.LEVEL_NOUN:
        return _of_level(state, noun)
    if noun.roles & Role.GAP_NOUN:
        return gap_of(state, noun)
    if _sizes_move(state, noun):
        return Link.EXTENT
    return _of_topic(state, noun)


def _of_level(state: Progress, noun: Part) -> Link:
    """Place the figure of a level: "their close of $11.34", "trade in a range of $5 to $7"."""
    topic = topic_of(noun, state.text, state.spotter)
    owned = topic is not None and topic.company is not None
    subjects = (topic,) if topic is not None and owned else state.subjects.current
    if noun.lower == "range":  # of a company a figure, of its shares a price
        subjects = tuple(_reported(topic) for topic in subjects)
    dated = state.dated_at(state.parts.index(noun))
    if _PREVIOUS & {token.lower for token in noun.tokens}:
        dated = session_before(state, noun.lower)
    aside = dated is not None and bool(state.frames)  # "against Monday's close of $5"
    state.open(
        Frame(subjects, noun, basis=_moment(noun), when=dated, nominal=True, subordinate=aside)
    )
    return Link.LEVEL


_PREVIOUS = frozenset({"previous", "prior", "preceding"})


def _is_event(part: Part) -> bool:
    """Return whether a window starts with a high or a low: "from a March low"."""
    phrase = part.token.phrase if part.sort is Sort.TIME else None
    return phrase is not None and phrase.word.event is not None


def _is_close(part: Part) -> bool:
    """Return whether a move is told to start from a close."""
    phrase = part.token.phrase if part.sort is Sort.TIME else None
    return phrase is not None and phrase.word.form in _SINCE and part.lower.endswith(_CLOSES)


_SINCE = frozenset({"session", "against-weekday"})
_CLOSES = ("close", "closing price", "settlement")


def told_turn(state: Progress, part: Part) -> Link | None:
    """Place a low or high of the session aside of the price: "at $52.38, off a low at $51.85"."""
    lean = state.previous
    noun = state.parts[state.at - 2] if state.at >= 2 else None
    if noun is not None and noun.sort is Sort.ANCHOR and noun.word.form == "average":
        return of_anchor(state, noun)  # "its 50-day average at $41.20"
    if noun is None or noun.sort is not Sort.NOUN or noun.tokens[-1].lower not in _TURNS:
        return None
    frame = state.frame
    if frame is None or not frame.amounts or lean is None or lean.lower not in ("at", "of"):
        return None
    state.open(
        Frame(state.subjects.current, noun, basis=Basis.INTRADAY, nominal=True, subordinate=True)
    )
    return Link.LEVEL


_TURNS = frozenset({"low", "high"})


def _is_estimated(lean: Part, noun: Part) -> bool:
    """Return whether an estimate names the amount behind "for": "below a forecast for 85"."""
    return lean.lower == "for" and noun.word.form == "estimate"


def _of_topic(state: Progress, noun: Part) -> Link | None:
    """Place the level of whatever was named last: "revenue of $3 billion"."""
    topic = priced_deal(state, noun) or state.subjects.object
    part = of_stake(state, noun, topic) if noun.roles & Role.STAKE_NOUN else None
    if part is not None:
        return part
    if topic is None or topic.weak or not _countable(state, topic):
        return None
    if topic.metric is Metric.INDEX and _counts_shares(state):
        return _of_volume(state, noun)
    subjects = state.subjects.resolved(topic)
    dated = state.dated_at(state.parts.index(noun))  # "a second-quarter profit of $3 million"
    state.open(Frame(subjects, noun, when=dated, nominal=True))
    if topic.metric is Metric.MARKET_VALUE and _is_owned(state, noun) and state.frame is not None:
        state.frame.modality = Modality.ASSERTED  # "would exceed its market value of $5 billion"
    if topic.points is Points.TO_COMPANY and state.parts[0].lower in _FRONTING:
        state.owed = subjects[0] if not state.subjects.current else state.owed
    return Link.LEVEL


def _is_owned(state: Progress, noun: Part) -> bool:
    """Return whether somebody is said to have it: "its market value", "Acme's market value"."""
    words = state.text[noun.start : noun.stop].lower()
    return words.startswith(("its ", "their ")) or "'s " in words or "\u2019s " in words


_FRONTING = frozenset({"with", "on", "at", "despite"})


def _counts_shares(state: Progress) -> bool:
    """Return whether no index stands so high: "below last year's daily average of 2.02 billion"."""
    amount = state.parts[state.at].amount
    return amount is not None and amount.unit is None and amount.scale >= COMPANY_SIZE


def _of_volume(state: Progress, noun: Part) -> Link | None:
    """Place the average of a volume that was told before it."""
    told = [t for frame in state.frames for t in frame.subjects if t.metric is Metric.VOLUME]
    if not told:
        return None
    state.open(Frame((replace(told[-1], unit="shares"),), noun, nominal=True))
    return Link.LEVEL


def of_anchor(state: Progress, anchor: Part) -> Link:
    """Place the figure of a high or a low: "a five-year low of $8"."""
    if anchor.word.form == "estimate":
        return _of_estimate(state, anchor)
    basis = moment_of(anchor.lower) or _verbs_moment(state, anchor)
    told = next((a.subjects for a in reversed(state.anchors) if a.part is anchor), ())
    frame = Frame(
        told or state.subjects.current, anchor, basis=basis, nominal=True, subordinate=True,
        when=state.dated_at(state.parts.index(anchor)),
    )  # fmt: skip
    state.front(frame)
    state.open(frame)
    return Link.LEVEL


def _of_estimate(state: Progress, anchor: Part) -> Link:
    """Place the figure of an estimate: "ahead of forecasts of $1.37 a share"."""
    told = state.frame
    subjects = told.subjects if told is not None else state.anchors[-1].subjects
    frame = Frame(
        tuple(_reported(topic) for topic in subjects), told.head if told is not None else anchor,
        nominal=True, subordinate=True,
    )  # fmt: skip
    state.open(frame)
    frame.modality = Modality.ATTRIBUTED
    return Link.LEVEL


def _reported(topic: Topic) -> Topic:
    """Return what an estimate is of: of a company, a figure that it reports."""
    priced = topic.metric is Metric.PRICE and topic.company is not None and not topic.quoted
    return topic.measured_as(COMPANY) if priced else topic


def _verbs_moment(state: Progress, noun: Part) -> Basis | None:
    """Return the moment of a verb whose object is an extreme: "hit a five-year low of $8"."""
    place, frame = state.parts.index(noun), state.frame
    verb = state.parts[place - 1]
    if verb.lower == "at" and frame is not None and frame.basis is Basis.CLOSE:
        verb = state.parts[place - 2]  # "closing at a five-year low of $8"
    return frame.basis if frame is not None and frame.head is verb else None


def _sizes_move(state: Progress, noun: Part) -> bool:
    """Give its size to a move told before: "a rise in its share price of 21 percent"."""
    move = state.frames[-1] if state.frames else None
    if move is None or not move.unsized or move.head is None or move.head.stop > noun.start:
        return False
    state.frame, move.unsized = move, False
    return True


def _countable(state: Progress, topic: Topic) -> bool:
    """Return whether a bare number behind "of" can be its figure: not "the Group of 20"."""
    measured = state.parts[state.at].amount
    if measured is None or not measured.bare:
        return True
    named = topic.company is None and topic.points in (Points.NAMES, Points.TO_COMMODITY)
    return topic.metric is not Metric.PRICE or named


def _measured_noun(state: Progress) -> Part | None:
    """Return the noun whose figure follows "of": "their close on Nasdaq of $11.34"."""
    place = state.at - 2
    while place >= 0 and state.parts[place].sort is Sort.TIME:
        place -= 1
    if place < 0:
        return None
    noun = state.parts[place]
    if noun.sort in (Sort.MOVE_NOUN, Sort.ANCHOR):
        return noun
    if noun.sort is not Sort.NOUN:
        return None
    behind = state.parts[place - 2] if place >= 2 else None
    placed = behind is not None and state.parts[place - 1].lower in ("on", "in")
    if placed and behind is not None and behind.roles & Role.LEVEL_NOUN:
        return behind
    return noun


def _moment(noun: Part) -> Basis | None:
    return noun.token.entry.word(Role.LEVEL_NOUN).basis if noun.token.entry else None
