"""Who a predicate is about, and what was spoken of before it in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Metric
from tapecheck.grammar.about import tells_shares
from tapecheck.grammar.candidates import Candidates, Topics
from tapecheck.grammar.focus import Focus
from tapecheck.grammar.lookahead import adjoins, each_its_own, yields_alone
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.topics import Points, Topic


class Subjects:
    """The subjects of the predicates while one sentence is read from left to right.

    ``current`` belongs to the last predicate, ``object`` is the noun that "which" would mean,
    ``_outer`` waits for the end of a relative clause.
    """

    def __init__(self, parts: Sequence[Part], focus: Focus) -> None:
        """Take the parts of the sentence and what the article was about before it."""
        self.current: Topics = ()
        self.object: Topic | None = None
        self.taken_at = -1
        self._objects: Topics = ()
        self._strong: Topic | None = None
        self._parts = parts
        self._focus = focus
        self._candidates = Candidates(parts)
        self._outer: Topics | None = None
        self._reduced = False
        self._judges: Topics = ()
        self._owner: tuple[int, Topic] | None = None
        self._whose: tuple[int, Topic] | None = None

    def noun(self, at: int, topic: Topic | None) -> None:
        """Weigh a noun phrase; ``topic`` is None for people and other things without a price."""
        lean = self._parts[at - 1] if at else None
        if topic is None:
            if lean is None or lean.sort is not Sort.PREPOSITION:
                self._candidates.offer((), at)
            return
        topic = self._focus.recognise(topic)
        if yields_alone(self._parts, at) and not self._focus.knows(Points.TO_BOND):
            topic = replace(topic, points=Points.TO_COMPANY)  # "the yield", of its dividends
        whose = self._whose
        if whose is not None and whose[0] == at - 1 and topic.points is not Points.NAMES:
            topic = whose[1].measured_as(topic)  # "Acme, whose stock fell"
        self._focus.mention(topic, priced=tells_shares(self._parts, at, topic))
        if self._parts[at].possessive:
            self._owner = at, topic
        self._candidates.weigh(at, topic)
        if not self._candidates.explains(at, topic):
            self._objects = (*self._objects, topic) if self._joins(at) else (topic,)
            self.object = topic
            self._strong = self._strong if topic.weak else topic

    def _joins(self, at: int) -> bool:
        """Return whether a noun is one more object: "led by Acme and Globex"."""
        joined = at > 1 and self._parts[at - 1].lower == "and"
        return bool(joined and self._objects) and self._parts[at - 2].sort is Sort.NOUN

    def mention(self, topic: Topic | None) -> None:
        """Note what stands in passing, and is no candidate: whom a person works for."""
        if topic is not None:
            self._focus.mention(self._focus.recognise(topic))

    def be(self, *, copula: bool) -> None:
        """Note whether the predicate that was taken is a bare "was"."""
        self._candidates.copula = copula

    @property
    def named(self) -> bool:
        """Return whether the clause has a candidate for its subject already."""
        return self._candidates.first is not None

    @property
    def in_relative(self) -> bool:
        """Return whether an outer subject still waits for its predicate."""
        return self._outer is not None

    def waits_at(self, at: int) -> bool:
        """Return whether a candidate stands right before ``at``."""
        return self._candidates.waits_at(at)

    def apposed_at(self, at: int) -> bool:
        """Return whether an adverb at ``at`` adds a move to a name: "Acme, up 3 percent"."""
        return self._candidates.apposed_at(at)

    def dismiss(self, at: int) -> bool:
        """Drop an index that speaks: "S&P said" is of the firm that makes it."""
        ready = self._candidates
        speaks = ready.pending is not None and adjoins(self._parts, ready.place, at)
        if not speaks or not all(t.metric is Metric.INDEX for t in ready.pending or ()):
            return False
        for topic in ready.pending or ():
            self._focus.forget(topic)
        ready.first = None if ready.first == ready.pending else ready.first
        ready.pending, ready.listed = None, ()
        return True

    def take(self, at: int, *, participle: bool = False, judge: bool = False) -> Topics:
        """Return the subjects of a predicate at ``at``, and keep them as the clause's own.

        A ``judge`` only tells of another firm: nothing points back to it.
        """
        ready = self._candidates
        ready.fresh = ready.pending is not None or ready.first is not None
        self.taken_at, aside = -1, False
        if ready.pending is not None and (
            adjoins(self._parts, ready.place, at) or ready.apposed_at(at)
        ):
            taken, self.taken_at = ready.pending, ready.place
            aside = self._waits_for_firm()
        elif self._outer is not None:
            taken, self._outer = self._outer, None
        elif participle and self.current:
            taken = self.current
        elif ready.first is not None:
            taken = ready.first
        else:
            taken = ready.pending if ready.pending is not None else self.current
        if self._only_explains(taken, at) and ready.first is not None:
            taken = ready.first
        ready.pending, ready.listed, self._reduced = None, (), False
        meant = [each for topic in taken for each in self._meant_by(topic)]
        self.current = _each_once(meant) if len(meant) > 1 else tuple(meant)
        ready.first = self.current
        self._judges = self.current if judge else self._judges
        for topic in self.current:
            if topic in self._judges:
                self._focus.judge(topic)
            else:
                self._focus.note(topic, aside=aside)
        return self.current

    def _only_explains(self, taken: Topics, at: int) -> bool:
        """Return whether what opened the clause is meant: "Acme, a maker of soap, fell"."""
        first, behind = self._candidates.first, at and self._parts[at - 1].sort is Sort.COMMA
        if first is None or not (behind or self._reduced):
            return False
        explains = all(topic.weak or (behind and topic.generic) for topic in taken)
        return explains and not any(topic.weak for topic in first)

    def reach(self, at: int) -> None:
        """Let a candidate wait on behind a date: "Acme's market value at Monday's close was"."""
        self._candidates.reach(at)

    def reduce(self) -> None:
        """Note that a participle only tells which is meant: "the index excluding cars and fuel"."""
        self._reduced = True

    def _meant_by(self, topic: Topic) -> Topics:
        """Return what a topic points to; "their" may mean all the subjects before it."""
        before = self.current
        if topic.plural and topic.points is not Points.NAMES and len(before) > 1:
            if topic.points is Points.TO_SUBJECT:
                return before
            return tuple(each.measured_as(topic) for each in before)
        return (self._focus.resolve(topic),)

    @property
    def told_of(self) -> Topics:
        """Return the subjects, or what waits to be: "Acme, with a 5 percent stake, fell"."""
        return self.current or tuple(self._focus.resolve(t) for t in self._candidates.first or ())

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

    def spoken_of(self) -> Topic | None:
        """Return the firm that is spoken of besides the subjects: whose target a broker sets."""
        told = self.object
        if told is not None and told.points is Points.TO_SHARES:
            told = self._focus.resolve(told)
        brokers = {topic.name for topic in self.current}
        if told is not None and told.company is not None and told.name not in brokers:
            return told
        return self._focus.firm_besides(brokers)

    def push(self, topic: Topic) -> Topics:
        """Make the object of "sent" or "lifted" the subject of what follows.

        "It" is then the object before: "kept the index under water, dragging it to a low".
        """
        self._candidates.pending = None
        if topic.points is Points.TO_SUBJECT and self._strong is not None:
            topic = self._strong
        self.object = topic
        self.current = (self._focus.resolve(topic),)
        self._focus.note(self.current[0])
        return self.current

    def relative(self, at: int, *, whose: bool = False) -> None:
        """Start a relative clause: its subject is the noun before it; the outer one waits."""
        if self.object is None:
            return
        ready = self._candidates
        waiting = ready.first if ready.first is not None else ready.pending
        if waiting is not None and self._outer is None:
            self._outer = tuple(self._focus.resolve(topic) for topic in waiting)
        resolved = self._focus.resolve(self.object)
        if resolved.name in {judge.name for judge in self._judges}:  # "rates the stock, which fell"
            resolved = self.spoken_of() or replace(self.object, points=Points.NAMES)
        if whose:
            resolved = replace(resolved, solid=True)
            self._whose = at, resolved
        self._focus.note(resolved, aside=self._waits_for_firm())
        both = len(self._objects) > 1 and each_its_own(self._parts, at)
        told = tuple(self._focus.resolve(topic) for topic in self._objects)
        ready.pending, ready.place = told if both else (resolved,), at

    def _waits_for_firm(self) -> bool:
        """Return whether a relative clause tells of another firm than the sentence is about."""
        return any(topic.solid and topic.company is not None for topic in self._outer or ())

    def headed(self, at: int) -> None:
        """Note the firm that a run-in heading names: "Acme: The shares of the company fell"."""
        listed = self._candidates.listed
        firms = [topic for topic in listed if topic.company is not None]
        alone = all(part.sort in (Sort.NOUN, Sort.CONJUNCTION) for part in self._parts[:at])
        if not (alone and firms) or len(firms) < len(listed):
            return
        name = " and ".join(topic.text for topic in firms)
        whole = firms[0] if len(firms) == 1 else replace(firms[0], text=name, name=name)
        instrument = whole.instrument if len(firms) == 1 else None
        self._focus.note(replace(whole, solid=True, instrument=instrument, company=name))

    def clause(self) -> None:
        """Start a new clause: what opened the last one no longer counts."""
        self._candidates.first = None
        self._outer = None


def _each_once(topics: Sequence[Topic]) -> Topics:
    return tuple({topic.instrument or topic.text: topic for topic in topics}.values())
