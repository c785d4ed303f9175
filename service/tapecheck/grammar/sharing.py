"""Windows and moments that stand once and hold for two: "A fell 2 percent and B 3 on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Label, Metric, When
from tapecheck.grammar.dating import as_told
from tapecheck.grammar.events import since_then
from tapecheck.grammar.frames import Frame, Link
from tapecheck.grammar.links import before, measured_from
from tapecheck.grammar.moments import told_moment
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress

_OUTSIDE = frozenset({Basis.PREMARKET, Basis.AFTER_HOURS})


def share_time(state: Progress, frame: Frame) -> None:
    """Let the day behind "closed at a high of $5 on Monday" hold for "closed" as well."""
    earlier = _earlier(state, frame)
    if earlier is None or _is_beside(state, frame) or earlier.modality is not frame.modality:
        return
    if _runs_on(frame):
        return
    if _left(state, frame):  # "down 9 percent from a high of $9 in May": since May
        _start_from(state, earlier, frame)
        return
    earlier.when = earlier.when or frame.when


def _runs_on(frame: Frame) -> bool:
    """Return whether a noun tells of more than the day: "extending its losses to 30 in a week"."""
    longer = frame.when is not None and frame.when.label is not Label.DAY
    return longer and frame.head is not None and frame.head.sort is Sort.MOVE_NOUN


def part_ways(state: Progress, when: When) -> bool:
    """Give a move behind the day of a level its own window: "at $5 on Friday, down 2 this year"."""
    frame = state.frame
    if frame is None or frame.way is None or frame.when is None or when.label in OPEN:
        return False
    level, moves = frame.amounts[:1], frame.amounts[1:]
    if not moves or level[0].link is not Link.LEVEL or frame.when.label is not Label.DAY:
        return False
    if any(each.link is not Link.EXTENT or not _by(each.part, frame.way) for each in moves):
        return False
    own = Frame(
        frame.subjects, frame.way, frame.direction, frame.basis, frame.modality, when, moves
    )
    own.adverb, own.denied = True, frame.denied
    frame.amounts, frame.direction, frame.way, frame.words = level, None, None, None
    state.frames.append(own)
    state.frame = own
    return True


def _by(amount: Part, way: Part) -> bool:
    """Return whether an amount stands behind its adverb, or right before: "2 percent higher"."""
    return amount.stop + len(" ") >= way.start


OPEN = frozenset({Label.DAY, Label.UNSPECIFIED, Label.AS_OF})


def _left(state: Progress, frame: Frame) -> bool:
    """Return whether a frame tells the extreme that the move before it started from."""
    head = frame.head
    if head is None or head.sort is not Sort.ANCHOR:
        return False
    return measured_from(state.parts, state.parts.index(head))


def _start_from(state: Progress, earlier: Frame, frame: Frame) -> None:
    """Let a move start on the day of the extreme that it started from."""
    anchor = state.anchors[-1] if state.anchors else None
    if frame.when is None:
        return
    if anchor is not None and anchor.part is frame.head:
        anchor.end = anchor.end or as_told(frame.when)
    if earlier.moves:
        earlier.when = earlier.when or since_then(frame.when, frame.when.text or "")


def share_moment(state: Progress, frame: Frame) -> None:
    """Let the moment behind "to a high of 5,204 by 0300 GMT" hold for the move before it."""
    earlier = _earlier(state, frame)
    if earlier is not None:
        earlier.basis = earlier.basis or frame.basis


def _earlier(state: Progress, frame: Frame) -> Frame | None:
    """Return the predicate before a noun that tells more of the same subject."""
    earlier = state.frames[-2] if len(state.frames) > 1 and frame.nominal else None
    if earlier is None or earlier.subjects != frame.subjects:
        return None
    return None if earlier.subordinate and not _leads_to(state, earlier, frame) else earlier


def _leads_to(state: Progress, earlier: Frame, frame: Frame) -> bool:
    """Return whether a verb's own object tells more of it: "having fallen to a low of $9"."""
    if earlier.head is None or frame.head is None or frame.head.sort is not Sort.ANCHOR:
        return False
    lean = before(state.parts, state.parts.index(frame.head))
    place = state.parts.index(earlier.head)
    return lean in state.parts[place : place + 2]


def _is_beside(state: Progress, frame: Frame) -> bool:
    """Return whether a noun tells of another move: "adding to a 3 percent gain on Friday"."""
    head = frame.head
    if head is None or head.sort is not Sort.MOVE_NOUN:
        return False
    first = next((p for p in frame.amounts if p.part.start < head.start), None)
    lean = before(state.parts, state.parts.index(first.part if first is not None else head))
    return lean is not None and lean.sort is Sort.PREPOSITION and lean.lower != "with"


def share_moments(frames: Sequence[Frame]) -> None:
    """Let a moment hold for the clause behind it, where that tells more of the same moment.

    "A rose in premarket trading while B fell"; "closed at $5, valuing it at $3 billion".
    """
    for one, other in pairwise(frames):
        outside = one.basis in _OUTSIDE and _is_plain(one) and _is_plain(other)
        if other.basis is None and (outside or _is_size(other)):
            other.basis = told_moment(one)
        if _is_past_day(one, other):
            other.at_writing = False
        if _ends(one, other):
            one.when = other.when
        if _goes_on(one, other):
            other.when = _carried_on(one.when, other.when)


def _ends(one: Frame, other: Frame) -> bool:
    """Return whether a participle tells the day of the move it ends: "fell 7 percent, closing"."""
    closes = other.participle and one.basis is other.basis is Basis.CLOSE
    return closes and one.when is None and one.subjects == other.subjects


def _is_past_day(one: Frame, other: Frame) -> bool:
    """Return whether a move is of a day that is over: "are flat after falling 2 percent Friday"."""
    day = other.when if other.subordinate and other.participle else None
    told = one.when.end if one.when is not None else None
    return day is not None and day.label is Label.DAY and day.end not in (None, told)


def _is_size(frame: Frame) -> bool:
    """Return whether a participle or a noun tells what a price makes a firm worth."""
    sizes = all(topic.metric is Metric.MARKET_VALUE for topic in frame.subjects)
    return sizes and bool(frame.subjects) and (frame.participle or frame.nominal)


def _goes_on(one: Frame, other: Frame) -> bool:
    """Return whether a move goes on: "rose 40 percent from that low; it was still up 35"."""
    head = other.head.tokens if other.head is not None else ()
    since = (
        one.when is not None and one.when.label is Label.SINCE and other.subjects == one.subjects
    )
    return since and any(token.lower == "still" for token in head)


def _carried_on(since: When | None, told: When | None) -> When | None:
    """Return a window that goes on, up to the day that is told."""
    if since is None or (told is not None and told.label is not Label.DAY):
        return told
    return replace(since, end=told.end) if told is not None else since


def share_days(frames: Sequence[Frame]) -> None:
    """Let a day at the end hold for clauses before it: "A fell 2, and B lost 3 on Tuesday"."""
    told: When | None = None
    for frame in reversed(frames):
        if not _is_plain(frame):
            continue
        if frame.when is None and frame.basis is None:
            frame.when = told
        elif frame.told_before or frame.when is None or frame.when.label is not Label.DAY:
            told = None
        else:
            told = frame.when


def _is_plain(frame: Frame) -> bool:
    """Return whether a frame tells what a market did: "fell", not "has fallen"."""
    if frame.subordinate or frame.participle or frame.nominal or frame.owned or frame.be:
        return False
    return _is_past(frame.head) or frame.carried


def _is_past(head: Part | None) -> bool:
    return head is not None and head.sort is Sort.VERB and len(head.tokens) <= 1


def only_values(frame: Frame) -> bool:
    """Return whether a frame tells how big a firm was: "with a market value of $3 billion then"."""
    sized = all(topic.metric is Metric.MARKET_VALUE for topic in frame.subjects)
    return (
        (frame.nominal or frame.participle)
        and sized
        and all(placed.link is Link.LEVEL for placed in frame.amounts)
    )
