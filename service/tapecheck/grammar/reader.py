"""From parts to frames: one pass over a sentence, each sort of part with its own handler."""

from __future__ import annotations

from collections.abc import Callable

from tapecheck.core.nouns import Basis, Label, Metric, Modality, When
from tapecheck.grammar.about import topic_of
from tapecheck.grammar.adverbs import move_adverb
from tapecheck.grammar.amounts import amount
from tapecheck.grammar.anchored import ALONE
from tapecheck.grammar.currencies import face, price
from tapecheck.grammar.dating import date
from tapecheck.grammar.distances import measure
from tapecheck.grammar.endings import is_over
from tapecheck.grammar.events import open_event, told_day
from tapecheck.grammar.frames import Anchor, Frame, Link
from tapecheck.grammar.links import measured_from
from tapecheck.grammar.margins import hedge_before
from tapecheck.grammar.modality import comma, is_inverted, modal
from tapecheck.grammar.moments import moment_of
from tapecheck.grammar.nominal import move_noun
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.positions import position
from tapecheck.grammar.predicates import noun, verb
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.relative import resolved
from tapecheck.grammar.roles import Role
from tapecheck.grammar.speakers import attribute
from tapecheck.grammar.sums import COMPANY
from tapecheck.grammar.times import basis, time
from tapecheck.grammar.topics import MEASURED, Points, Topic


def read(state: Progress) -> None:
    """Read all parts; frames and anchors of ``state`` hold what they say."""
    state.condition = is_inverted(state.parts)
    if state.condition:
        state.modality = Modality.CONDITIONAL
    for part in state.steps():
        handler = _HANDLERS.get(part.sort)
        if handler is not None:
            handler(state, part)
    if state.fronted is not None:
        _front(state, state.fronted)
    face(state.frames)
    price(state.frames)
    measure(state.frames, state.anchors, state.text)
    attribute(state.frames, state.parts)
    if state.attributed:
        _attribute(state)


def _front(state: Progress, frame: Frame) -> None:
    """Say a fronted move of the noun behind its comma, whose verb no rule knows."""
    topics = state.subjects.take(len(state.parts))
    if not any(topic.weak for topic in topics):
        frame.subjects = topics


def _attribute(state: Progress) -> None:
    """Mark what analysts or a poll say of companies and economies; prices are anyone's to check."""
    for frame in state.frames:
        reported = frame.sized or all(t.metric in _REPORTED for t in frame.subjects)
        if frame.modality is Modality.ASSERTED and reported and not frame.relative:
            frame.modality = Modality.ATTRIBUTED


_IT = Topic("", "", Metric.PRICE, Points.TO_SUBJECT, weak=True)
_REPORTED = frozenset({Metric.FUNDAMENTAL, Metric.ECONOMIC, Metric.OTHER})


def _anchor(state: Progress, part: Part) -> None:
    """Note a claim that needs no number, with the subject it stands by."""
    compares = bool(part.roles & Role.COMPARISON)
    if _is_counted(state, part) or state.never_was:
        return
    if compares and state.waits():
        state.subjects.take(state.at)
    expected = part.word.form == "estimate"
    subjects = _expected(state, part) if expected else state.subjects.current
    alone = expected or part.word.form in ALONE
    if expected and state.frame is None and " than " in part.lower:
        return  # "if it can do more than expected"
    if part.word.form == "average" and state.following and state.following.sort is Sort.VERB:
        state.subjects.noun(state.at, None)  # "its 50-day average rose": no price did
    anchor = Anchor(part, subjects, state.frame, takes_others=compares and not alone)
    anchor.hedge = hedge_before(state, part)
    anchor.reference = measured_from(state.parts, state.at)
    anchor.modality = _stance(state, part)
    anchor.look_back = _unbounded(state, part)
    anchor.over = is_over(state.previous)
    dated = state.dated_at(state.at)
    dated = dated or state.day_before
    anchor.end = dated.end if dated is not None else None
    noun, topic = state.previous, state.subjects.object
    if noun is not None and noun.sort is Sort.NOUN and topic is not None and not compares:
        _by_noun(state, anchor, noun, topic)
    elif not subjects and topic is not None:
        anchor.subjects = state.subjects.resolved(topic)  # "For the Dow, Friday was the highest…"
    state.anchors.append(anchor)
    _moment(state, part)


def _expected(state: Progress, part: Part) -> tuple[Topic, ...]:
    """Return what is held against an estimate: "higher-than-expected revenue", "That beat it."."""
    noun, surprises = state.following, "-than-" in part.lower
    if surprises and noun is not None and noun.sort is Sort.NOUN:
        told = topic_of(noun, state.text, state.spotter)
        if told is not None and told.metric in MEASURED and told.metric is not Metric.YIELD:
            return state.subjects.resolved(told)
    subjects = state.subjects.current
    if all(topic.weak and topic.text.lower().endswith("results") for topic in subjects):
        return state.subjects.resolved(COMPANY if subjects else _IT)
    return subjects


def _moment(state: Progress, part: Part) -> None:
    """Let an extreme tell the moment of the level before it: "979, its highest intraday level"."""
    told = state.frame.last if state.frame is not None and state.at > 1 else None
    if told is None or told.part is not state.parts[state.at - 2] or told.link is not Link.LEVEL:
        return
    if part.word.of == "level" and moment_of(part.lower) is Basis.INTRADAY:
        told.basis = Basis.INTRADAY


def _stance(state: Progress, part: Part) -> Modality:
    """Return how firmly an extreme is put: "careening toward its worst month" is not there yet."""
    lean = state.previous
    toward = lean is not None and lean.lower in ("toward", "towards")
    return Modality.FORECAST if toward and part.roles & Role.EXTREME else state.stance


def _unbounded(state: Progress, part: Part) -> When | None:
    """Return the look-back of "its worst month of the bull run", which no words date."""
    place = state.at + 2
    if not part.roles & Role.EXTREME or part.word.of != "move" or place >= len(state.parts):
        return None
    of, whole = state.parts[place - 1], state.parts[place]
    if of.lower != "of" or whole.sort is not Sort.NOUN:
        return None
    return When(label=Label.UNSPECIFIED, text=state.text[of.start : whole.stop])


def _is_counted(state: Progress, part: Part) -> bool:
    """Return whether an index's members are counted: "no new 52-week highs", "12 new highs"."""
    count, new = ["", "", *state.text[max(0, part.start - _COUNT) : part.start].lower().split()][
        -2:
    ]
    plural = part.word.of == "level" and part.lower.endswith("s")
    return plural and (
        new == "no" or (new == "new" and (count in ("no", "one") or count.isdigit()))
    )


_COUNT = 16  # characters that hold a count: "recorded 112 new"


def _by_noun(state: Progress, anchor: Anchor, noun: Part, topic: Topic) -> None:
    """Let the noun before an anchor tell whose it is, or in which group it ranks."""
    if noun.possessive and anchor.ranks:
        anchor.group = state.text[noun.start : noun.stop - 2]  # "the index's biggest loser"
        if not anchor.subjects and topic.text not in anchor.group:
            anchor.subjects = state.subjects.resolved(topic)  # "Acme, Japan's largest bank by"
    elif noun.possessive:
        anchor.subjects = state.subjects.resolved(topic)  # "the Dow's largest gain since"
    elif anchor.ranks:
        anchor.subjects = state.subjects.push(topic)  # "makes the stock the best performer"


def _beside(state: Progress, part: Part) -> None:
    position(state, part)


_WITHIN, _SPAN = frozenset({"in", "during"}), 3  # parts from "which" back to the span


def _span_of(state: Progress) -> When | None:
    """Return when "which" was: "Tuesday's rally, in which", "over two months, during which"."""
    span = state.parts[state.at - _SPAN] if state.at >= _SPAN else None
    told = resolved(state, span) if span is not None and span.sort is Sort.TIME else None
    return told or state.dated_at(state.at - _SPAN)


def _relative(state: Progress, part: Part) -> None:
    lean, following = state.previous, state.following
    if lean is None or lean.sort is Sort.VERB:
        return  # "said that": what follows has a subject of its own
    if following is not None and following.sort is Sort.PREPOSITION:
        return  # "rivals that of Acme"
    if lean.lower in _WITHIN and part.lower == "which":
        state.next_time = state.next_time or _span_of(state)
    state.subjects.relative(state.at, whose=part.lower == "whose")
    state.in_relative = True
    state.frame = None


def _clause(state: Progress, part: Part) -> None:
    state.modality, state.condition, state.day_before = Modality.ASSERTED, False, None
    if part.sort is Sort.COLON:
        state.next_time = None
        if not state.frames:
            state.subjects.headed(state.at)
    open_event(state, part)
    if part.lower == "when":
        state.went_back = told_day(state)
        if state.went_back is not None and state.went_back.label is Label.UNSPECIFIED:
            state.next_time = None  # "in a year when the index rose"
    state.subjects.clause()
    state.frame = None


def _open_bracket(state: Progress, part: Part) -> None:
    """Let what stands in brackets be told aside: "at 97.24 (to yield 2.76 percent), up from"."""
    state.outside = state.frame, state.subjects.current


def _close_bracket(state: Progress, part: Part) -> None:
    """Go on with what was told before the bracket."""
    if state.outside is not None and state.outside[0] is not None:
        state.frame, state.subjects.current = state.outside
    state.outside = None


_HANDLERS: dict[Sort, Callable[[Progress, Part], None]] = {
    Sort.NOUN: noun,
    Sort.VERB: verb,
    Sort.MOVE_ADVERB: move_adverb,
    Sort.MOVE_NOUN: move_noun,
    Sort.AMOUNT: amount,
    Sort.TIME: time,
    Sort.DATE: date,
    Sort.BASIS: basis,
    Sort.ANCHOR: _anchor,
    Sort.PREPOSITION: _beside,
    Sort.HEDGE: _beside,
    Sort.RELATIVE: _relative,
    Sort.MODAL: modal,
    Sort.COMMA: comma,
    Sort.OPEN: _open_bracket,
    Sort.CLOSE: _close_bracket,
    Sort.SUBORDINATOR: _clause,
    Sort.COLON: _clause,
}
