"""Nouns and verbs: a verb opens a frame, a noun fills one or stands ready as a subject."""

from __future__ import annotations

from tapecheck.core.nouns import Metric, Span
from tapecheck.grammar.about import employer_of, topic_of
from tapecheck.grammar.dating import ended_period, reaches
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.lookahead import amount_follows, only_narrows, predicate_follows, rates
from tapecheck.grammar.modality import other_verb, set_modality, source
from tapecheck.grammar.moments import end_move, going_on, progressive
from tapecheck.grammar.nominal import attribute, moves_figure
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.sums import is_sum
from tapecheck.grammar.topics import Points, Topic

_PREDICATES = (
    Role.MOVE_VERB | Role.DRIFT_VERB | Role.LEVEL_VERB | Role.PUSH_VERB | Role.WIPE_VERB
    | Role.AUXILIARY
)  # fmt: skip
_SPOKEN = frozenset({"speech", "rating"})  # what no index does: it is its maker's
_OWNED_METRICS = frozenset({Metric.MARKET_VALUE, Metric.FUNDAMENTAL, Metric.VOLUME})


def noun(state: Progress, part: Part) -> None:
    """Let a noun phrase fill an open frame, or stand ready as a subject."""
    if ended_period(state, part) or (part.roles & Role.PERIOD and len(part.tokens) <= 2):
        return  # "ended the session down": nobody's price
    topic = topic_of(part, state.text, state.spotter)
    lean = state.previous
    source(state, part)
    if topic is not None:
        attribute(state, part, topic)
    if topic is not None and lean is not None and _fills(state, topic, lean):
        return
    if part.roles & Role.OFFICE:
        state.subjects.mention(employer_of(part, state.text, state.spotter))
    state.subjects.noun(state.at, topic)


def _fills(state: Progress, topic: Topic, lean: Part) -> bool:
    """Let a noun phrase fill the open frame or anchor, where what stands before it says so."""
    if state.anchors and state.anchors[-1].takes_others and _opposes(state, topic, lean):
        return False
    if lean.sort is Sort.PREPOSITION and _is_group(state, lean):
        state.anchors[-1].group = state.text[
            state.parts[state.at].start : state.parts[state.at].stop
        ]
        state.subjects.object = topic
        return True
    frame = state.frame
    if frame is None:
        if lean.lower == "against" and topic.currency:
            state.facing = topic  # "Against the yen, the dollar was at 109.20"
        return state.facing is topic
    if lean.sort is Sort.VERB:
        return _is_object(state, frame, topic)
    if lean.sort is Sort.TIME and frame.nominal:
        return moves_figure(state, frame, topic)
    if lean.sort is Sort.PREPOSITION or (frame.wipes and lean.lower == "off"):
        return _completes(state, frame, topic, lean)
    return False


def _is_group(state: Progress, lean: Part) -> bool:
    """Return whether the noun names the group of a ranking: "best performer in the Dow"."""
    behind = state.parts[state.at - 2] if state.at >= 2 else None
    return (
        behind is not None
        and behind.sort is Sort.ANCHOR
        and bool(behind.roles & Role.RANKING)
        and lean.lower in ("in", "of", "among", "on")
    )


def _opposes(state: Progress, topic: Topic, lean: Part) -> bool:
    """Add to what a comparison holds its subject against: "outshining Acme, Globex and Initech"."""
    anchor = state.anchors[-1]
    if lean.sort is Sort.ANCHOR or (
        anchor.others and lean.sort in (Sort.COMMA, Sort.CONJUNCTION)
        and not predicate_follows(state.parts, state.at)
    ):  # fmt: skip
        anchor.others = (*anchor.others, *state.subjects.resolved(topic))
        return True
    gained = state.frame is not None and state.frame.nominal and lean.sort is Sort.PREPOSITION
    anchor.takes_others = gained  # "outpacing the 2 percent gain of the Dow"
    return False


def _is_object(state: Progress, frame: Frame, topic: Topic) -> bool:
    """Make the object of "sent", or of "expanding its market value", what moves."""
    moved = frame.head is not None and bool(frame.head.roles & (Role.MOVE_VERB | Role.DRIFT_VERB))
    if frame.push:
        frame.subjects = state.subjects.push(topic)
        state.pushed = topic if topic.points is not Points.NAMES else None
        return True
    if moved and topic.metric in _OWNED_METRICS and not frame.amounts:
        frame.subjects = state.subjects.resolved(topic)
        return True
    return False


def _completes(state: Progress, frame: Frame, topic: Topic, lean: Part) -> bool:
    """Let "against the dollar", "in Acme", "off its value" tell what the frame is about."""
    word = lean.lower
    if word in ("against", "versus", "to", "on", "per") and topic.currency:
        frame.against, frame.each = topic, word in ("to", "per") and bool(frame.amounts)
        return True
    behind = state.parts[state.at - 2]
    sized = frame.last is not None and behind is frame.last.part
    moved = frame.nominal and (behind is frame.head or (sized and word == "in"))
    if not moved and (behind.sort is Sort.MOVE_NOUN or predicate_follows(state.parts, state.at)):
        return False
    if word in ("of", "in") and state.pushed is not None and frame.push:
        frame.subjects = state.subjects.push(topic.owned_by(state.pushed))
        state.pushed = None
        return True
    nominal = frame.nominal and (word in ("in", "for", "of") or (moved and word == "by"))
    nominal = nominal and not (topic.weak or topic.place or _goes_on(state, lean))
    held = moved or any(token.roles & Role.STAKE_NOUN for token in behind.tokens)
    nominal = nominal and (held or not frame.owned)  # "a rise in sales of Brill soap"
    wiped = frame.wipes and word in ("off", "from", "in", "of")
    given = word == "to" and topic.metric is Metric.MARKET_VALUE and _gives(frame)
    placed = word == "at" and topic.company is not None and _names_owner(frame)
    if nominal or wiped or given:
        frame.subjects = state.subjects.push(topic)
        if state.anchors and state.anchors[-1].takes_others:
            state.anchors[-1].others, state.anchors[-1].takes_others = frame.subjects, False
    elif placed:
        frame.subjects = tuple(topic.owned_by(subject) for subject in frame.subjects[:1])
    return nominal or wiped or given or placed


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


def verb(state: Progress, part: Part) -> None:
    """Open the frame of a verb; a verb that says nothing of figures closes the one before."""
    if _tells_nothing(state, part):
        return
    judge = rates(state.parts, state.at)
    subjects = state.subjects.take(state.at, participle=part.participle, judge=judge)
    state.in_relative = state.in_relative and state.subjects.in_relative
    if part.word.needs_amount and not amount_follows(state.parts, state.at):
        state.frame = None
        return
    goes_on = (part.participle or part.infinitive) and not state.leans_on(Sort.COMMA)
    state.denied = part.denied or (state.denied and goes_on)
    if not part.roles & _PREDICATES:
        state.attributed = state.attributed or (state.sourced and bool(part.roles & Role.VERB))
        other_verb(state, part)
        state.frame, state.next_time = None, None
        return
    pushes = bool(part.roles & Role.PUSH_VERB)
    if pushes and state.following is not None and is_sum(state.following.amount):
        state.frame = None  # "raised $2 billion"
        return
    wipes = bool(part.roles & Role.WIPE_VERB)
    frame = Frame(
        subjects=() if pushes or wipes else subjects,
        head=part,
        direction=part.word.direction,
        basis=part.word.basis or progressive(part),
        push=pushes,
        wipes=wipes,
        participle=part.participle,
        be=not part.roles & ~Role.AUXILIARY,
        denied=state.denied,
        transitive=_takes_object(state, part),
        at_writing=going_on(part, state.frame),
    )
    _hedge(state, frame, part)
    if wipes and state.previous is not None and state.previous.sort is Sort.AMOUNT:
        frame.amounts.append(Placed(state.previous, Link.EXTENT))  # "$3 billion was wiped off"
    before = state.frame
    end_move(state, frame)
    state.subjects.be(copula=frame.be)
    state.open(frame)
    state.standing = frame.basis
    set_modality(state, frame, part, before)


def _tells_nothing(state: Progress, part: Part) -> bool:
    """Return whether a verb opens nothing: it ends a move, tells which is meant, or is speech."""
    if part.infinitive and _finishes_move(state, part):
        return True
    if reaches(state, part):
        return True
    if not part.roles & _PREDICATES and only_narrows(state.parts, state.at):
        state.subjects.reduce()
        return True
    speaks = part.word.of in _SPOKEN and state.subjects.dismiss(state.at)
    state.frame = None if speaks else state.frame
    return speaks


def _hedge(state: Progress, frame: Frame, part: Part) -> None:
    """Let "more than doubled" put its multiple as firmly as the words before it say."""
    lean = state.previous
    if part.word.ratio is not None and lean is not None and lean.sort is Sort.HEDGE:
        frame.hedge = lean.word.hedge
        frame.words = Span(lean.start, part.token.stop)


def _takes_object(state: Progress, part: Part) -> bool:
    """Return whether a verb of movement has an object: "gained approval", "lost 648,000 jobs"."""
    if not part.roles & Role.MOVE_VERB or part.word.ratio:
        return False
    place = state.at + 1
    if state.following is not None and state.following.amount is not None:
        place += state.following.amount.bare
    after = state.parts[place] if place < len(state.parts) else None
    return after is not None and after.sort is Sort.NOUN and not after.roles & Role.PERIOD


def _finishes_move(state: Progress, part: Part) -> bool:
    """Let "to close at" add its moment to the move before it."""
    frame = state.frame
    if frame is None or not part.roles & Role.LEVEL_VERB or _turns(state, frame):
        return False
    if frame.amounts or frame.direction:
        frame.basis = part.word.basis or frame.basis
    return bool(frame.amounts or frame.direction)


def _turns(state: Progress, frame: Frame) -> bool:
    """Return whether "to close up 260 points" ends otherwise than the move before it began."""
    told = state.parts[state.at + 1 : state.at + 3]
    way = next((p.word.direction for p in told if p.sort is Sort.MOVE_ADVERB), None)
    return way is not None and frame.direction is not None and way is not frame.direction
