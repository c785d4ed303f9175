"""Who a predicate is about: candidates are kept until a verb takes one of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tapecheck.grammar.focus import Focus
from tapecheck.grammar.lookahead import SEAMS, adjoins, move_apposed, predicate_follows
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import Points, Topic

_CLAUSE_PREPOSITIONS = frozenset({"with", "after", "before", "than", "following", "like", "led by"})
_NAMING = frozenset({"along with", "such as", "like", "including", "followed by", "led by", "with"})
_HEADS = frozenset({Points.TO_SHARES, Points.TO_INDEX, Points.TO_COMPANY, Points.TO_COMMODITY})
_OF = frozenset({"of", "in", "on", "for"})

Topics = tuple[Topic, ...]


class Subjects:
    """The candidates for a subject while one sentence is read from left to right.

    ``current`` belongs to the last predicate, ``_pending`` stands ready for the next,
    ``_first`` opened the clause, ``_outer`` waits for the end of a relative clause.
    """

    def __init__(self, parts: Sequence[Part], focus: Focus) -> None:
        """Take the parts of the sentence and what the article was about before it."""
        self.current: Topics = ()
        self.object: Topic | None = None
        self._parts = parts
        self._focus = focus
        self._pending: Topics | None = None
        self._pending_at = -1
        self._explained_at = -1
        self._fresh = False
        self.copula = False
        self.taken_at = -1
        self._listed: Topics = ()
        self._first: Topics | None = None
        self._outer: Topics | None = None
        self._owner: tuple[int, Topic] | None = None

    def noun(self, at: int, topic: Topic | None) -> None:
        """Weigh a noun phrase; ``topic`` is None for people and other things without a price."""
        lean = self._parts[at - 1] if at else None
        if topic is None:
            if lean is None or lean.sort is not Sort.PREPOSITION:
                self._offer((), at)
            return
        topic = self._focus.recognise(topic)
        self._focus.mention(topic)
        if self._parts[at].possessive:
            self._owner = at, topic
        self._place(at, topic, lean)
        if not self._explains(at, topic, lean):
            self.object = topic

    def mention(self, topic: Topic | None) -> None:
        """Note what stands in passing, and is no candidate: whom a person works for."""
        if topic is not None:
            self._focus.mention(self._focus.recognise(topic))

    def _explains(self, at: int, topic: Topic, lean: Part | None) -> bool:
        """Return whether a noun only explains the one before its comma: "Acme, the lender"."""
        if lean is None or lean.sort is not Sort.COMMA:
            return False
        generic = topic.weak or topic.points is not Points.NAMES
        return self._explained_at == at or (generic and self._parts[at - 2].sort is Sort.NOUN)

    def _place(self, at: int, topic: Topic, lean: Part | None) -> None:
        if lean is None:
            self._offer((topic,), at)
        elif lean.sort is Sort.PREPOSITION:
            self._after_preposition(at, topic, lean)
        elif lean.sort is Sort.VERB:
            # "was the biggest weight" tells of its subject; "leading was Acme" names one
            attribute = bool(lean.roles & Role.AUXILIARY) and self._fresh
            if not attribute and (
                predicate_follows(self._parts, at) or lean.roles & Role.AUXILIARY
            ):
                self._offer((topic,), at)
        elif lean.sort is Sort.CONJUNCTION:
            self._after_conjunction(at, topic, lean)
        elif lean.sort is Sort.COMMA:
            self._after_comma(at, topic)
        elif lean.sort is Sort.AMOUNT:
            self._after_amount(at, topic)
        else:
            self._offer((topic,), at)

    def _after_amount(self, at: int, topic: Topic) -> None:
        """A counted noun belongs to what it is counted of: "the index of 100 leading shares"."""
        counted = at >= 2 and self._parts[at - 2].sort is Sort.PREPOSITION
        if counted and self._pending is not None and self._pending_at == at - 3:
            self._pending_at = at
        elif predicate_follows(self._parts, at):
            self._offer((topic,), at)

    def _after_preposition(self, at: int, topic: Topic, lean: Part) -> None:
        head = self._pending[-1] if self._pending and self._pending_at == at - 2 else None
        alone = self._first is None and self._pending is None and predicate_follows(self._parts, at)
        # "was a drag on the Dow, down 3" is told of the subject, unless names are given
        seams = not self.copula or lean.lower in _NAMING
        if head is None and (alone or move_apposed(self._parts, at, seams=seams)):
            self._offer((topic,), at)
        elif lean.lower in _OF and head is not None and (head.points in _HEADS or head.weak):
            if self._first is self._pending:
                self._first = None
            self._offer((topic.owned_by(head),), at)
        elif lean.lower in _CLAUSE_PREPOSITIONS and predicate_follows(self._parts, at):
            self._offer((topic,), at)
            self._first = None
        elif head is not None:
            self._pending_at = at  # "the index of top shares": the head still waits

    def _after_conjunction(self, at: int, topic: Topic, lean: Part) -> None:
        joins = self._pending and self._pending_at == at - 2 and lean.lower == "and"
        behind = self._parts[at - 2] if at >= 2 else None
        goes_on = at - 2 == self._explained_at or not predicate_follows(self._parts, at)
        if not joins and goes_on and behind is not None and behind.sort is Sort.NOUN:
            self._explained_at = at  # one more object, or more of an apposition
            return
        if joins and self._pending is not None and not topic.weak:
            listed = self._listed if self._pending[-1] in self._listed else self._pending
            self._offer((*listed, topic), at)
        else:
            self._first = None
            self._offer((topic,), at)

    def _after_comma(self, at: int, topic: Topic) -> None:
        """A noun after a comma opens a list, explains the one before, or starts anew."""
        if self._pending and self._pending_at == at - 2 and not predicate_follows(self._parts, at):
            if topic.points is Points.NAMES and topic.solid:
                before = self._listed or self._pending
                self._listed = (*before, topic)
                self._pending, self._pending_at = (topic,), at
            else:
                self._explained_at = at
            return
        self._offer((topic,), at)

    def _offer(self, topics: Topics, at: int) -> None:
        self._pending, self._pending_at = topics, at
        self._listed = topics
        if self._first is None:
            self._first = topics

    @property
    def named(self) -> bool:
        """Return whether the clause has a candidate for its subject already."""
        return self._first is not None

    @property
    def in_relative(self) -> bool:
        """Return whether an outer subject still waits for its predicate."""
        return self._outer is not None

    def waits_at(self, at: int) -> bool:
        """Return whether a candidate stands right before ``at``."""
        return bool(self._pending) and adjoins(self._parts, self._pending_at, at)

    def apposed_at(self, at: int) -> bool:
        """Return whether an adverb at ``at`` adds a move to a name: "Acme, up 3 percent"."""
        if at < 2 or at + 1 >= len(self._parts) or not self._pending:
            return False
        told = self._parts[at + 1].sort is Sort.AMOUNT
        adverb = self._parts[at].sort is Sort.MOVE_ADVERB
        return told and adverb and self._parts[at - 1].sort in SEAMS and self._pending_at == at - 2

    def take(self, at: int, *, participle: bool = False) -> Topics:
        """Return the subjects of a predicate at ``at``, and keep them as the clause's own."""
        self._fresh = self._pending is not None or self._first is not None
        self.taken_at = -1
        if self._pending is not None and (
            adjoins(self._parts, self._pending_at, at) or self.apposed_at(at)
        ):
            taken, self.taken_at = self._pending, self._pending_at
        elif self._outer is not None:
            taken, self._outer = self._outer, None
        elif participle and self.current:
            taken = self.current
        elif self._first is not None:
            taken = self._first
        else:
            taken = self._pending if self._pending is not None else self.current
        self._pending, self._listed = None, ()
        resolved = (self._focus.resolve(topic) for topic in taken)
        self.current = tuple({t.instrument or t.text: t for t in resolved}.values())
        self._first = self.current
        for topic in self.current:
            self._focus.note(topic)
        return self.current

    def owner(self, at: int) -> Topic | None:
        """Return the owner of the noun at ``at``: "the Dow's 2 percent gain"."""
        if self._owner is not None and self._owner[0] in (at - 1, at - 2):
            return self._focus.resolve(self._owner[1])
        return None

    def resolved(self, topic: Topic) -> Topics:
        """Return what a topic points to, as subjects: "Acme has a market value of"."""
        holder = self.current[-1] if self.current else None
        if topic.points is Points.TO_COMPANY and holder is not None and holder.company is not None:
            return (holder.measured_as(topic),)
        return (self._focus.resolve(topic),)

    def push(self, topic: Topic) -> Topics:
        """Make the object of "sent" or "lifted" the subject of what follows."""
        self._pending = None
        self.object = topic
        self.current = (self._focus.resolve(topic),)
        self._focus.note(self.current[0])
        return self.current

    def relative(self, at: int, *, whose: bool = False) -> None:
        """Start a relative clause: its subject is the noun before it; the outer one waits."""
        if self.object is None:
            return
        waiting = self._first if self._first is not None else self._pending
        if waiting is not None and self._outer is None:
            self._outer = tuple(self._focus.resolve(topic) for topic in waiting)
        resolved = self._focus.resolve(self.object)
        if whose:
            resolved = replace(resolved, solid=True)
        self._focus.note(resolved)
        self._pending, self._pending_at = (resolved,), at

    def clause(self) -> None:
        """Start a new clause: what opened the last one no longer counts."""
        self._first = None
        self._outer = None
