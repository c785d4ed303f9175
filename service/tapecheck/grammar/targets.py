"""What somebody thinks a price or a figure will be: "raised its target for Acme to $40"."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Metric, Modality
from tapecheck.grammar.about import topic_of
from tapecheck.grammar.frames import Frame, Link
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.sums import COMPANY
from tapecheck.grammar.topics import MEASURED, Points, Topic

_LEANS = frozenset({"to", "at", "of", "by", "target of"})
_NAMES_IT = frozenset({"on", "for"})
_BETWEEN = frozenset({Sort.NOUN, Sort.PREPOSITION, Sort.TIME, Sort.DATE})
_PER = frozenset({"a", "an", "per"})
_MOST = 5  # parts between a target and its figure: "on the stock for next year to"
_SHARES = Topic("", "", Metric.PRICE, Points.TO_SHARES, quoted=True)
_COMMODITY = Topic("", "", Metric.PRICE, Points.TO_COMMODITY)


def told_target(state: Progress, part: Part) -> Link | None:
    """Place a figure that is thought to come: "cut its target on the stock to 310p"."""
    lean = state.previous
    if part.amount is None or lean is None or lean.lower not in _LEANS:
        return None
    if lean.sort is Sort.MODAL:
        place: int | None = state.at - 1
    else:
        place = _target_before(state, adjacent=lean.lower == "of")
    if lean.lower == "by":
        return _lifted(state, place)
    topics = _aimed_at(state, place, part) if place is not None else ()
    if not topics or (part.amount.bare and topics[0].metric is not Metric.INDEX):
        return None
    if lean.sort is Sort.MODAL and topics[0].metric is not Metric.PRICE:
        return None  # "the Fed's target of 2 percent" is in force
    frame = Frame(topics, None, nominal=True, thought=True)
    state.open(frame)
    frame.modality = Modality.FORECAST
    return Link.LEVEL


def _lifted(state: Progress, place: int | None) -> Link | None:
    """Place how far a forecast was moved: "hiked its annual profit forecast by 25 percent"."""
    push = state.frame
    topic = _named_before(state, place) if place is not None else None
    if topic is None or push is None or not push.push:
        return None
    push.subjects = state.subjects.resolved(topic)
    push.modality = Modality.FORECAST
    return Link.EXTENT


def told_estimate(state: Progress, part: Part) -> Link | None:
    """Place the figure that others expected of a company: "analysts had expected $7.91"."""
    amount, place = part.amount, state.at - 1
    if (
        place > 1
        and state.parts[place].lower == "for"
        and state.parts[place - 1].lower == "looking"
    ):
        place -= 1  # "analysts were looking for $3"
    if amount is None or not _thinks(state, place) or not (amount.unit and amount.unit.isupper()):
        return None
    told = next((f.subjects for f in reversed(state.frames) if f.owned), None)
    frame = Frame(told or state.subjects.resolved(COMPANY), None, nominal=True, thought=True)
    state.open(frame)
    frame.modality = Modality.ATTRIBUTED
    return Link.LEVEL


def _thinks(state: Progress, place: int) -> bool:
    """Return whether those who estimate, as "analysts" or "Wall Street" do, expect something."""
    verb, noun = state.parts[max(0, place)], state.parts[max(0, place - 1)]
    modal = verb.modal is not None and verb.modal.modality is Modality.FORECAST
    if verb.sort is not Sort.VERB or not (modal or verb.lower == "looking"):
        return False
    if noun.sort is not Sort.NOUN:
        return False
    return noun.lower == "street" or any(token.roles & Role.SOURCE for token in noun.tokens)


def _target_before(state: Progress, *, adjacent: bool) -> int | None:
    """Return the place of the noun that tells of a target: right before "of", or before "on"."""
    moved = False
    for place in range(state.at - 2, max(-1, state.at - 2 - _MOST), -1):
        part = state.parts[place]
        if _is_target(part):
            return place
        moved = moved or (place == state.at - 2 and _moves(part))
        named = moved and part.sort is Sort.NOUN  # "its outlook, its shares rose to"
        joined = not named or state.parts[place - 1].sort is Sort.PREPOSITION
        if adjacent or not (part.sort in _BETWEEN or _moves(part)) or not joined:
            return None
    return None


def _moves(part: Part) -> bool:
    """Return whether a target itself is said to move: "the estimate for 2009 rose to"."""
    return part.sort is Sort.VERB and bool(part.roles & Role.MOVE_VERB)


def _is_target(part: Part) -> bool:
    last = part.tokens[-1] if part.tokens else part.token
    return part.sort in (Sort.NOUN, Sort.MODAL) and bool(last.roles & Role.TARGET)


def _aimed_at(state: Progress, place: int, part: Part) -> tuple[Topic, ...]:
    """Return what the target is of: named before it, named behind it, or told by its unit."""
    topic = _named_before(state, place) or _named_behind(state, place)
    topic = topic or _told_by_unit(state, state.parts[place], part)
    if topic is not None:
        words = state.text[state.parts[place].start : state.parts[place].stop]
        named = topic if topic.text else replace(topic, text=words, name=words)
        rated = state.subjects.spoken_of() if named.points is Points.TO_SHARES else None
        return state.subjects.resolved(named) if rated is None else (rated.measured_as(named),)
    before = state.frames[-1] if state.frames else None
    known = before is not None and (before.thought or before.owned)
    return before.subjects if before is not None and known else ()


def _told_by_unit(state: Progress, target: Part, part: Part) -> Topic | None:
    """Return what has such figures: a barrel has a price, a share and millions are a firm's."""
    amount = part.amount
    if "price" in target.lower:
        return _SHARES
    if amount is None or not (amount.unit and amount.unit.isupper()):
        return None
    if target.lower.startswith("target") and amount.scale <= 1:
        return _SHARES  # "a buy rating with a target of $41"
    if amount.per_share or amount.scale > 1:
        return COMPANY
    measured = state.text[amount.start : amount.stop].split()[-2:-1]
    return _COMMODITY if measured and measured[0] in _PER else None


def _named_before(state: Progress, place: int) -> Topic | None:
    """Return what stands right before the target: "its Brent forecast", "Acme's target price"."""
    noun = state.parts[place]
    if noun.sort is Sort.NOUN and len(noun.tokens) > 1:
        return _figure(state, replace(noun, tokens=noun.tokens[:-1]))
    before = state.parts[place - 1] if place else None
    return _figure(state, before) if before is not None and before.sort is Sort.NOUN else None


def _named_behind(state: Progress, place: int) -> Topic | None:
    """Return what "on" or "for" names behind the target, or behind its figure."""
    last = min(state.at + 2, len(state.parts) - 1)
    for at in (*range(place + 1, state.at - 1), last):
        if state.parts[at].sort is Sort.NOUN and state.parts[at - 1].lower in _NAMES_IT:
            return _figure(state, state.parts[at])
    return None


def _figure(state: Progress, noun: Part) -> Topic | None:
    """Return what a noun phrase is about, where it has a price or a figure."""
    topic = topic_of(noun, state.text, state.spotter)
    if topic is None or topic.weak or topic.points is Points.TO_SUBJECT:
        return None
    if topic.metric is Metric.FUNDAMENTAL and not any(
        t.roles & Role.METRIC_NOUN for t in noun.tokens
    ):
        return None  # "its year-end forecast"
    known = topic.quoted or topic.metric in MEASURED or topic.company is not None
    return topic if known or topic.metric is Metric.PRICE else None
