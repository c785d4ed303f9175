"""How far the reading of a sentence has come: what is open, who is spoken of, what is pending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from tapecheck.core.nouns import Basis, Modality, When
from tapecheck.grammar.focus import Focus
from tapecheck.grammar.frames import Anchor, Frame
from tapecheck.grammar.names import NameSpotter
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.quotes import Quoted
from tapecheck.grammar.subjects import Subjects
from tapecheck.grammar.topics import MEASURED, Points, Topic
from tapecheck.grammar.why import Why

_SMALL = frozenset({Sort.ANCHOR, Sort.COMMA, Sort.PREPOSITION, Sort.CONJUNCTION, Sort.SUBORDINATOR})
_MOST_SMALL = 3
_AFTER = frozenset({"after", "following"})
_OTHER_TIME = frozenset({"after", "following", "before", "since", "having", "from"})


class Progress:
    """The state of one pass over the parts of a sentence; handlers read and change it.

    ``frame`` is the predicate that is being filled. ``lead`` is the window that opens the
    sentence and holds for all of it; ``went_back`` is when "in 2012, when" tells of,
    ``day_before`` what "a day after" goes back to, ``elsewhen`` a day that only has a name.
    ``next_time`` and ``next_basis`` stand before the predicate they belong to, ``dated`` before the
    part at that place ("third-quarter profit", "May's 3.1").
    ``pushed`` is the object of "sent" that may go on ("shares of Acme"). ``standing`` is the
    moment of the session that "were" told last, ``lead_basis`` the one that opens the sentence.
    ``told`` is the window that the sentence before told last.
    ``begins`` tells that a "since" is open whose event starts the window of ``begun``.
    ``outside`` is what was told before an open bracket, and whom of.
    ``facing`` is the currency of a fronted "against the yen", for the next predicate.
    ``owed`` is the firm to whom figures before the subject were given ("With sales of $3 billion,
    Acme …"): they are the subject's. ``fronted`` opened the sentence before its subject ("Down 8
    percent this year, the index …").
    ``denied`` tells that the last verb was: "nobody expects the economy to shrink".
    ``condition`` tells that an "if" is open, ``left`` at which places amounts were left alone, and
    why. ``sourced`` tells that somebody was named who says it, ``attributed`` that he does.
    ``previous`` and ``following`` are the parts around the one that is read, which stands ``at``.
    """

    def __init__(
        self, parts: Sequence[Part], text: str, *,
        spotter: NameSpotter, focus: Focus, quotes: Quoted, today: dt.date | None,
        told: When | None = None,
    ) -> None:  # fmt: skip
        """Start before the first part; ``focus`` knows what the article was about before."""
        self.parts = parts
        self.text = text
        self.spotter = spotter
        self.today = today
        self.told = told
        self.quotes = quotes
        self.subjects = Subjects(parts, focus)
        self.frames: list[Frame] = []
        self.anchors: list[Anchor] = []
        self.left: dict[int, Why] = {}
        self.frame: Frame | None = None
        self.lead: When | None = None
        self.next_time: When | None = None
        self.went_back: When | None = None
        self.day_before: When | None = None
        self.elsewhen: When | None = None
        self.dated: tuple[int, When] | None = None
        self.next_basis: Basis | None = None
        self.lead_basis: Basis | None = None
        self.standing: Basis | None = None
        self.fronted: Frame | None = None
        self.owed: Topic | None = None
        self.begins = False
        self.begun: Frame | Anchor | None = None
        self.modality = Modality.ASSERTED
        self.pushed: Topic | None = None
        self.facing: Topic | None = None
        self.outside: tuple[Frame | None, tuple[Topic, ...]] | None = None
        self.in_relative = False
        self.condition = False
        self.denied = False
        self.sourced = False
        self.attributed = False
        self.at = 0
        self.previous: Part | None = None
        self.following: Part | None = None

    @property
    def quoted(self) -> bool:
        """Return whether the part that is read is inside a quotation."""
        return self.quotes.holds(self.parts[self.at].start)

    @property
    def stance(self) -> Modality:
        """Return how firmly the clause is put; a quotation is somebody's words."""
        if self.modality is Modality.ASSERTED and self.quotes.holds(self.parts[self.at].start):
            return Modality.ATTRIBUTED
        return self.modality

    @property
    def never_was(self) -> bool:
        """Return whether a denied verb leads here: "yet to hit", "failed to meet", "never hit"."""
        lean = self.previous
        if lean is not None and lean.lower == "to" and self.at > 1:
            lean = self.parts[self.at - 2]
        return lean is not None and lean.sort is Sort.VERB and (lean.denied or self.denied)

    def steps(self) -> Iterator[Part]:
        """Go on to each part in turn."""
        last = len(self.parts) - 1
        for at, part in enumerate(self.parts):
            self.at = at
            self.following = self.parts[at + 1] if at < last else None
            yield part
            self.previous = part

    def leans_on(self, sort: Sort, roles: int = -1) -> bool:
        """Return whether the part before is of ``sort`` and plays one of ``roles``."""
        lean = self.previous
        return lean is not None and lean.sort is sort and bool(roles == -1 or lean.roles & roles)

    def waits(self) -> bool:
        """Return whether a noun phrase waits right here for its predicate."""
        return self.subjects.waits_at(self.at)

    def date_of(self, place: int, when: When) -> None:
        """Let a date hold for the part at ``place`` alone."""
        self.dated = place, when

    def dated_at(self, place: int) -> When | None:
        """Return the date that the part at ``place`` has of its own."""
        return self.dated[1] if self.dated is not None and self.dated[0] == place else None

    def _dated_subject(self) -> When | None:
        """Return the date of a subject: "third-quarter profit from paint", the whole phrase."""
        if self.dated is None:
            return None
        place = self.subjects.taken_at
        while place > 0 and self.dated_at(place) is None:
            if self.parts[place - 1].sort is not Sort.PREPOSITION:
                return None
            place -= 2
        return self.dated_at(place)

    def front(self, frame: Frame, first: int | None = None) -> bool:
        """Let a move that opens the sentence wait for its subject: "After a drop of 3, the Dow".

        ``first`` is the place of its first part, where that is not the one that is read.
        """
        at = self.at if first is None else first
        before = self.parts[at - 1].lower if at else ""
        frame.subordinate = frame.subordinate or before in _OTHER_TIME
        waits = not (self.frames or frame.subjects) and self._fronts(at)
        self.fronted = frame if waits else self.fronted
        return waits

    def _fronts(self, at: int) -> bool:
        """Return whether only small words stand before a place: "However, having risen"."""
        return at <= _MOST_SMALL and all(map(_is_small, self.parts[:at]))

    def aside(self, frame: Frame) -> None:
        """Add a move that is told in passing; what was being said goes on."""
        frame.nominal = frame.unsized = frame.subordinate = True
        frame.modality = self.stance
        self.frames.append(frame)

    def _back_then(self, frame: Frame) -> When | None:
        """Return the time that "when" went back to; a reported figure has a period of its own."""
        told, self.went_back = self.went_back, None
        if told is None or any(topic.metric in MEASURED for topic in frame.subjects):
            return None
        frame.told_before = frame.subordinate = True
        return told

    def _after_which(self) -> bool:
        """Return whether "after" stands before the subject: "after Acme and Globex rose"."""
        place = self.subjects.taken_at
        while place > 1 and self.parts[place - 1].sort is Sort.CONJUNCTION:
            place -= 2
        return place > 0 and self.parts[place - 1].lower in _AFTER

    def settle(self, subjects: Sequence[Topic]) -> None:
        """Give the figures told before the subject to it."""
        owed, self.owed = self.owed, None
        if owed is None or not subjects or subjects[0].company is None:
            return
        for frame in self.frames:
            frame.subjects = tuple(
                subjects[0].measured_as(told) if told.name == owed.name else told
                for told in frame.subjects
            )

    def open(self, frame: Frame) -> None:
        """Start to fill ``frame``; times and modality told before it become its own."""
        lean = self.previous
        elsewhere = (lean is not None and lean.lower in _OTHER_TIME) or self._after_which()
        past = _is_past(frame) or self.day_before is not None
        frame.subordinate = frame.subordinate or elsewhere or past or self.in_relative
        frame.relative = self.in_relative
        frame.told_before = self.next_time is not None
        frame.when, self.next_time = self.next_time or frame.when, None
        frame.when = frame.when or self._dated_subject() or self._back_then(frame)
        frame.against, self.facing = self.facing, None
        frame.partly = Basis.INTRADAY in (self.next_basis, self.lead_basis)
        if self.next_basis is not None:
            frame.basis, self.next_basis = self.next_basis, None
        elif not frame.subordinate:
            frame.basis = frame.basis or self.lead_basis
        frame.modality = self.stance
        if self.fronted is not None and frame.subjects:
            self.fronted.subjects = _owners(self.fronted, frame)
            self.fronted = None
        leads = frame.adverb or frame.participle or past
        if leads and not (self.frames or frame.subjects) and self._fronts(self.at):
            self.fronted = frame
        self.frames.append(frame)
        self.frame = frame


def _is_small(part: Part) -> bool:
    return part.sort in _SMALL or part.lower in _AFTER


def _is_past(frame: Frame) -> bool:
    """Return whether a verb tells what was before: "having risen"."""
    return bool(frame.head and frame.head.tokens and frame.head.tokens[0].lower == "having")


def _owners(fronted: Frame, frame: Frame) -> tuple[Topic, ...]:
    """Return what a fronted figure is of: "With $500 billion in annual sales, Acme holds"."""
    told = fronted.subjects[0] if fronted.subjects else None
    if told is None:
        return frame.subjects
    points = told.points is Points.TO_COMPANY
    return (
        tuple(topic.measured_as(told) for topic in frame.subjects) if points else fronted.subjects
    )
