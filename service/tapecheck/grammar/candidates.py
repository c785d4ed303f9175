"""Which noun phrases stand ready as a subject: kept until a verb takes one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Metric
from tapecheck.grammar.gauges import is_narrowed, owns_gauge
from tapecheck.grammar.joined import describes, more_places
from tapecheck.grammar.lookahead import (
    SEAMS,
    adjoins,
    finite_follows,
    move_apposed,
    moving_follows,
    predicate_follows,
)
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.pointers import listed_elsewhere
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import Points, Topic

_CLAUSE_PREPOSITIONS = frozenset({"with", "after", "before", "than", "following", "like", "led by"})
_NAMING = frozenset({"along with", "such as", "like", "including", "followed by", "led by", "with"})
_HEADS = frozenset({Points.TO_SHARES, Points.TO_INDEX, Points.TO_COMPANY, Points.TO_COMMODITY})
_KEPT = frozenset({Points.TO_INDEX, Points.TO_COMPANY})
_DATED = frozenset({Sort.TIME, Sort.DATE})
_OF = frozenset({"of", "in", "on", "for"})

_NOWHERE = -9  # further before the sentence than any part looks back

Topics = tuple[Topic, ...]


class Candidates:
    """The noun phrases of one sentence that may be the subject of what follows.

    ``pending`` stands ready for the next predicate, and ends at ``place``; ``first`` opened the
    clause; ``listed`` are all of a list so far. ``copula`` tells that the last predicate was a bare
    "was", ``fresh`` that it took a candidate of its own.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take the parts of the sentence."""
        self.pending: Topics | None = None
        self.place = _NOWHERE
        self.first: Topics | None = None
        self.listed: Topics = ()
        self.copula = False
        self.fresh = False
        self._parts = parts
        self._explained_at = _NOWHERE
        self._kept_at = _NOWHERE

    def weigh(self, at: int, topic: Topic) -> None:
        """Let a noun phrase stand ready, or belong to the one that does."""
        lean = self._parts[at - 1] if at else None
        if self.place >= at:
            return  # "Acme's market value at Monday's close": it waits on
        if lean is None:
            self.offer((topic,), at)
        elif self._kept_at == at - 2 and self._lists(at, lean):
            self.place = self._kept_at = at
        elif self.place == at - 2 and lean.sort in _DATED and self._is_contract(topic):
            self.place = at  # "the crude October contract", "Brent October crude"
        else:
            after = _AFTER.get(lean.sort)
            if after is None:
                self.offer((topic,), at)
            else:
                after(self, at, topic, lean)

    def _is_contract(self, topic: Topic) -> bool:
        """Return whether a noun behind a month goes on the commodity before it."""
        waits = self.pending[-1] if self.pending else None
        goods = waits is not None and waits.metric is Metric.PRICE and waits.company is None
        return topic.points is Points.TO_COMMODITY or (goods and topic.metric is Metric.PRICE)

    def offer(self, topics: Topics, at: int) -> None:
        """Let ``topics`` stand ready for the next predicate."""
        self.pending, self.place = topics, at
        self.listed = topics
        if self.first is None:
            self.first = topics

    def reach(self, at: int) -> None:
        """Let what stands ready reach to ``at``, over a moment that tells when."""
        self.place = at if self.pending else self.place

    def explains(self, at: int, topic: Topic) -> bool:
        """Return whether a noun only explains the one before its comma: "Acme, the lender"."""
        lean = self._parts[at - 1] if at else None
        if lean is None or lean.sort is not Sort.COMMA:
            return False
        generic = topic.weak or topic.points is not Points.NAMES
        return self._explained_at == at or (generic and self._parts[at - 2].sort is Sort.NOUN)

    def waits_at(self, at: int) -> bool:
        """Return whether a candidate stands right before ``at``."""
        return bool(self.pending) and adjoins(self._parts, self.place, at)

    def apposed_at(self, at: int) -> bool:
        """Return whether an adverb at ``at`` adds a move to a name: "Acme, up 3 percent"."""
        if at < 2 or at + 1 >= len(self._parts) or not self.pending:
            return False
        told = self._parts[at + 1].sort is Sort.AMOUNT
        adverb = self._parts[at].sort is Sort.MOVE_ADVERB
        return told and adverb and self._parts[at - 1].sort in SEAMS and self.place == at - 2

    def _lists(self, at: int, lean: Part) -> bool:
        """Return whether one more thing is listed behind "the maker of": it takes no verb."""
        if lean.sort is Sort.COMMA:
            following = self._parts[at + 1].sort if at + 1 < len(self._parts) else None
            return following not in (Sort.VERB, Sort.MOVE_ADVERB)
        return lean.lower == "and" and not self._parts[at].tokens[0].roles & Role.DETERMINER

    def _after_verb(self, at: int, topic: Topic, lean: Part) -> None:
        """Weigh an object: "was a weight" tells of its subject, "leading was Acme" names one."""
        if lean.word.of == "speech" and self.fresh:
            self.offer((topic,), at)
            self.first = self.pending  # "Acme said its index, which it started in May, fell"
            return
        attribute = bool(lean.roles & Role.AUXILIARY) and self.fresh and lean.modal is None
        if topic.company is not None and move_apposed(self._parts, at, seams=True):
            attribute = False  # "the weakest were Acme, down 3 percent, and Globex"
        if not attribute and (predicate_follows(self._parts, at) or lean.roles & Role.AUXILIARY):
            self.offer((topic,), at)

    def _after_amount(self, at: int, topic: Topic, lean: Part) -> None:
        """A counted noun belongs to what it is counted of: "the index of 100 leading shares"."""
        counted = at >= 2 and self._parts[at - 2].sort is Sort.PREPOSITION
        if counted and self.pending is not None and self.place == at - 3:
            self.place = at
        elif predicate_follows(self._parts, at):
            self.offer((topic,), at)

    def _after_preposition(self, at: int, topic: Topic, lean: Part) -> None:
        head = self.pending[-1] if self.pending and self.place == at - 2 else None
        alone = self.first is None and self.pending is None and predicate_follows(self._parts, at)
        # "was a drag on the Dow, down 3" is told of the subject, unless names are given
        seams = not self.copula or lean.lower in _NAMING
        if head is None and (alone or move_apposed(self._parts, at, seams=seams)):
            self.offer((topic,), at)
        elif lean.lower == "of" and head is not None and head.points in _KEPT:
            self._keep(at, head, topic)
        elif lean.lower in _OF and head is not None and self._yields(at, head, topic):
            if self.first is self.pending:
                self.first = None
            owned = topic.owned_by(head)
            elsewhere = listed_elsewhere(self._parts[at - 2].tokens, topic.instrument)
            self.offer((replace(owned, instrument=None) if elsewhere else owned,), at)
        elif self._opens_clause(at, lean):
            self.offer((topic,), at)
            self.first = None
        elif head is not None and lean.lower == "of" and self._narrows(head, at):
            gauge = self._parts[at - 2].tokens[-1].lower
            whole = head.text if head.text.lower().endswith(gauge) else f"{head.text} {gauge}"
            self.offer((replace(head, text=whole).of(topic),), at)
        elif head is not None:
            self.place = at  # "the index of top shares": the head still waits

    def _yields(self, at: int, head: Topic, topic: Topic) -> bool:
        """Return whether what follows "of" tells what is meant: "U.S. shares of Acme"."""
        market = head.metric is Metric.INDEX and topic.company is not None
        shares = market and self._parts[at - 2].tokens[-1].roles & Role.SHARE_NOUN
        return bool(shares) or owns_gauge(self._parts[at].tokens) or _yields_to(head, topic)

    def _opens_clause(self, at: int, lean: Part) -> bool:
        """Return whether a noun has its own predicate: "with oil down", "for sales to rise"."""
        following = self._parts[at + 1] if at + 1 < len(self._parts) else None
        if lean.lower == "for":
            return following is not None and following.infinitive
        if lean.lower != "of" and moving_follows(self._parts, at):
            return True  # "despite oil rising 3 percent"
        if lean.lower == "with" and finite_follows(self._parts, at):
            return False  # "in sympathy with oil and gas futures are flat"
        return lean.lower in _CLAUSE_PREPOSITIONS and predicate_follows(self._parts, at)

    def _narrows(self, head: Topic, at: int) -> bool:
        """Return whether "of" makes another index of the one that is named before it."""
        gauge = self._parts[at - 2].tokens[-1].roles & Role.INDEX_NOUN
        named = head.metric is Metric.INDEX and head.points is Points.NAMES
        return named and bool(gauge) and is_narrowed(head.text, self._parts[at].tokens)

    def _keep(self, at: int, head: Topic, topic: Topic) -> None:
        """Let "the maker of Brill soap" wait on, and whatever else it makes."""
        named = head.points is Points.TO_INDEX and topic.points is Points.NAMES
        self.offer((head.of(topic) if named else head,), at)
        self._kept_at = at

    def _after_conjunction(self, at: int, topic: Topic, lean: Part) -> None:
        joins = self.pending and self.place == at - 2 and lean.lower == "and"
        behind = self._parts[at - 2] if at >= 2 else None
        if joins and more_places(self._parts, at):
            self.place = at  # "sales in the United States and Canada rose"
            return
        goes_on = at - 2 == self._explained_at or not predicate_follows(self._parts, at)
        if not joins and goes_on and behind is not None and behind.sort is Sort.NOUN:
            self._explained_at = at  # one more object, or more of an apposition
            return
        if joins and self.pending is not None and describes(behind, self._parts[at]):
            self.offer((*self.listed[:-1], topic), at)
        elif joins and self.pending is not None and not topic.weak:
            listed = self.listed if self.pending[-1] in self.listed else self.pending
            self.offer((*listed, topic), at)
        else:
            unknown = joins and all(each.weak for each in (*(self.pending or ()), topic))
            self.first = self.first if unknown else None
            self.offer((topic,), at)

    def _is_listed(self, at: int, topic: Topic) -> bool:
        """Return whether a name stands in a list of such: "Acme, Globex and Initech rose"."""
        rest = [part.sort for part in self._parts[at + 1 : at + 3]]
        goes_on = rest in ([Sort.COMMA, Sort.NOUN], [Sort.CONJUNCTION, Sort.NOUN])
        return goes_on and topic.is_name and all(each.is_name for each in self.pending or ())

    def _after_comma(self, at: int, topic: Topic, lean: Part) -> None:
        """A noun after a comma opens a list, explains the one before, or starts anew."""
        follows = predicate_follows(self._parts, at)
        listed = self._is_listed(at, topic)
        if self.pending and self.place == at - 2 and (listed or not follows):
            if listed or (topic.points is Points.NAMES and topic.solid):
                before = self.listed or self.pending
                self.listed = (*before, topic)
                self.pending, self.place = (topic,), at
            else:
                self._explained_at = at
            return
        self.offer((topic,), at)


_AFTER: dict[Sort, Callable[[Candidates, int, Topic, Part], None]] = {
    Sort.PREPOSITION: Candidates._after_preposition,
    Sort.VERB: Candidates._after_verb,
    Sort.CONJUNCTION: Candidates._after_conjunction,
    Sort.COMMA: Candidates._after_comma,
    Sort.AMOUNT: Candidates._after_amount,
}


def _yields_to(head: Topic, topic: Topic) -> bool:
    """Return whether what follows "of" tells what is meant: "shares of Acme", "yields on bonds"."""
    measures = head.metric is Metric.YIELD and (topic.bond or head.points is Points.TO_BOND)
    return head.points in _HEADS or head.weak or measures
