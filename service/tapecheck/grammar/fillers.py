"""What a noun phrase fills: the object, the group, the other side of what stands before it."""

from __future__ import annotations

from tapecheck.core.nouns import Metric
from tapecheck.grammar.about import topic_of
from tapecheck.grammar.anchor_nouns import of_anchor
from tapecheck.grammar.frames import Frame, Link
from tapecheck.grammar.links import COMPARED
from tapecheck.grammar.lookahead import predicate_follows
from tapecheck.grammar.nominal import moves_figure
from tapecheck.grammar.nounphrases import STAND_INS
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.sums import COMPANY, WORTH
from tapecheck.grammar.topics import MEASURED, Points, Topic

_OWNED_METRICS = frozenset({Metric.MARKET_VALUE, Metric.FUNDAMENTAL, Metric.VOLUME})


def fills(state: Progress, topic: Topic, lean: Part) -> bool:
    """Let a noun phrase fill the open frame or anchor, where what stands before it says so."""
    anchored = of_anchor(state, topic, lean)
    if anchored is not None:
        return anchored
    frame = state.frame
    if frame is None:
        if lean.lower == "against" and topic.currency:
            state.facing = topic  # "Against the yen, the dollar was at 109.20"
        return state.facing is topic
    if lean.sort is Sort.VERB or _is_particle(state, frame, lean):
        return _is_object(state, frame, topic)
    if lean.sort is Sort.TIME and frame.nominal:
        return moves_figure(state, frame, topic)
    if lean.sort is Sort.PREPOSITION or (frame.wipes and lean.lower == "off"):
        topic = _owning(state, topic)
        told = _takes_side(state, frame, topic, lean) or _loses_size(state, frame, topic, lean)
        told = told or _loses_value(state, frame, topic, lean)
        return told or _completes(state, frame, topic, lean)
    return False


def _owning(state: Progress, topic: Topic) -> Topic:
    """Return a firm with the figure that its date parts from it: "a rise in Acme's 2008 profit"."""
    behind = state.parts[state.at + 1 : state.at + 3]
    dated = [part.sort for part in behind] in ([Sort.DATE, Sort.NOUN], [Sort.TIME, Sort.NOUN])
    if not dated or not state.parts[state.at].possessive:
        return topic
    told = topic_of(behind[1], state.text, state.spotter)
    return topic if told is None or told.metric not in MEASURED else topic.measured_as(told)


def _is_particle(state: Progress, frame: Frame, lean: Part) -> bool:
    """Return whether an adverb stands between a verb and its object: "driving up the index"."""
    pushes = frame.push and not frame.subjects and state.at >= 2
    return pushes and lean.sort is Sort.MOVE_ADVERB and state.parts[state.at - 2] is frame.head


def _is_object(state: Progress, frame: Frame, topic: Topic) -> bool:
    """Make the object of "sent", or of "expanding its market value", what moves."""
    moved = frame.head is not None and bool(frame.head.roles & (Role.MOVE_VERB | Role.DRIFT_VERB))
    if frame.head is not None and frame.head.word.metric is Metric.MARKET_VALUE:
        worth = COMPANY if is_offer(state.parts[state.at - 2]) else WORTH
        valued = worth if topic.weak else topic.measured_as(worth)  # "valuing the business at"
        frame.subjects = state.subjects.resolved(valued)
        return True  # "its offer values Acme at $3 billion"
    if frame.push:
        frame.subjects = state.subjects.push(topic)
        state.pushed = topic if topic.points is not Points.NAMES else None
        return True
    if moved and topic.metric in _OWNED_METRICS and not frame.amounts:
        frame.subjects = state.subjects.resolved(topic)
        return True
    return False


def is_offer(noun: Part) -> bool:
    """Return whether somebody would pay what follows: "the offer values Acme at $3 billion"."""
    last = noun.tokens[-1].entry if noun.tokens else None
    return last is not None and last.word(Role.PLAIN_NOUN).of == "offer"


def _completes(state: Progress, frame: Frame, topic: Topic, lean: Part) -> bool:
    """Let "against the dollar", "in Acme", "off its value" tell what the frame is about."""
    word = lean.lower
    if word in ("against", "versus", "to", "on", "per") and topic.currency:
        frame.against, frame.each = topic, word in ("to", "per") and bool(frame.amounts)
        return True
    behind = state.parts[state.at - 2]
    sized = frame.last is not None and behind is frame.last.part
    moved = frame.nominal and (behind is frame.head or (sized and word == "in"))
    if not moved and (_is_apart(behind) or predicate_follows(state.parts, state.at)):
        return False
    if word in ("of", "in") and state.pushed is not None and frame.push:
        frame.subjects = state.subjects.push(topic.owned_by(state.pushed))
        state.pushed = None
        return True
    gains = moved and (word == "by" or (word == "on" and topic.metric is Metric.INDEX))
    nominal = frame.nominal and (word in ("in", "for", "of") or gains)
    nominal = nominal and not (topic.weak or topic.place or frame.whole or _goes_on(state, lean))
    held = moved or any(token.roles & Role.STAKE_NOUN for token in behind.tokens)
    nominal = nominal and (held or not frame.owned)  # "a rise in sales of Brill soap"
    nominal = nominal and not (frame.last is not None and frame.last.link is Link.GAP)
    wiped = frame.wipes and word in ("off", "from", "in", "of")
    given = word == "to" and topic.metric is Metric.MARKET_VALUE and _gives(frame)
    placed = word == "at" and topic.company is not None and _names_owner(frame)
    if wiped and word == "of" and frame.subjects and not frame.subjects[-1].weak:
        topic = topic.owned_by(frame.subjects[-1])  # "off the market value of Acme"
    if nominal or wiped or given:
        frame.subjects = state.subjects.push(topic)
        if state.anchors and state.anchors[-1].takes_others:
            state.anchors[-1].others, state.anchors[-1].takes_others = frame.subjects, False
    elif placed:
        frame.subjects = tuple(topic.owned_by(subject) for subject in frame.subjects[:1])
    return nominal or wiped or given or placed


def _loses_value(state: Progress, frame: Frame, topic: Topic, lean: Part) -> bool:
    """Let what wipes something out be what loses it: "stocks have erased $7 trillion in value"."""
    told = frame.wipes and lean.lower == "in" and topic.text == "value"
    frame.subjects = frame.subjects or (state.subjects.current if told else ())
    return told


def _takes_side(state: Progress, frame: Frame, topic: Topic, lean: Part) -> bool:
    """Let a move be that of the other side: "compared with a 2 percent gain in the sector"."""
    told = state.parts[max(0, state.at - 4) : state.at - 1]
    other = bool(told) and told[0].lower in COMPARED and told[-1] is frame.head
    if not (frame.nominal and other and lean.lower in ("in", "for")):
        return False
    frame.subjects = state.subjects.resolved(topic)
    return True


def _loses_size(state: Progress, frame: Frame, topic: Topic, lean: Part) -> bool:
    """Tell a move of a firm's size, not of its price: "added $3 billion in market value"."""
    noun, behind = state.parts[state.at], state.parts[state.at - 2]
    sized = frame.moves and frame.last is not None and behind is frame.last.part
    if not (
        sized
        and frame.subjects
        and lean.lower in ("of", "in")
        and topic.metric is Metric.MARKET_VALUE
    ):
        return False
    if not any(token.lower.startswith(("market", "capitali")) for token in noun.tokens):
        return False
    frame.subjects = tuple(each.measured_as(WORTH) for each in frame.subjects)
    return True


def _is_apart(behind: Part) -> bool:
    """Return whether "of" belongs to a move of its own, or to "that": "twice that of Globex"."""
    return behind.sort is Sort.MOVE_NOUN or behind.lower in STAND_INS


def _goes_on(state: Progress, lean: Part) -> bool:
    """Return whether "of" goes on the noun that told whose it is: "rise in an index of shares"."""
    behind = state.parts[state.at - 3] if state.at >= 3 else None
    return lean.lower == "of" and behind is not None and behind.lower in ("in", "for")


def _gives(frame: Frame) -> bool:
    """Return whether what the verb adds may go to another: "added $2 billion to its value"."""
    verb = frame.head.word if frame.head is not None else None
    return frame.moves and verb is not None and verb.needs_amount


def _names_owner(frame: Frame) -> bool:
    """Return whether "at Acme" may tell whose figure it is: "revenue rose 9 percent at Acme"."""
    return frame.moves and any(t.metric is Metric.FUNDAMENTAL for t in frame.subjects)
