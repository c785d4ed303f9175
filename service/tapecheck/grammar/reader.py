"""From parts to frames: one pass over a sentence, keeping who, which way and when in mind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from tapecheck.core.nouns import Basis, Direction, Label, Modality, When
from tapecheck.grammar.focus import Focus
from tapecheck.grammar.frames import Anchor, Frame, Link, Placed
from tapecheck.grammar.links import after, before, direction_follows, link_of, partner
from tapecheck.grammar.names import NameSpotter
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.roles import Role
from tapecheck.grammar.topics import Points, Topic, topic_of
from tapecheck.grammar.windows import resolve

_OTHER_TIME = frozenset({"after", "following", "before", "since", "having", "from"})
_CLAUSE_PREPOSITIONS = frozenset({"with", "after", "before", "than", "following", "like"})
_OF = frozenset({"of", "in", "on", "for"})


class Reader:
    """Reads the parts of one sentence into frames and anchors."""

    def __init__(
        self, parts: Sequence[Part], text: str, *,
        spotter: NameSpotter, focus: Focus, today: dt.date | None,
    ) -> None:  # fmt: skip
        """Take a sentence and what the article was about before it."""
        self.frames: list[Frame] = []
        self.anchors: list[Anchor] = []
        self._parts = parts
        self._text = text
        self._spotter = spotter
        self._focus = focus
        self._today = today
        self._frame: Frame | None = None
        self._subjects: tuple[Topic, ...] = ()
        self._pending: tuple[Topic, ...] | None = None
        self._outer: tuple[Topic, ...] | None = None
        self._object: Topic | None = None
        self.lead: When | None = None
        self._next_time: When | None = None
        self._carry: When | None = None
        self._basis: Basis | None = None
        self._next_basis: Basis | None = None
        self._modality = Modality.ASSERTED
        self._quoted = False
        self._at = 0

    def read(self) -> None:
        """Fill :attr:`frames` and :attr:`anchors`."""
        for self._at, part in enumerate(self._parts):
            handler = _HANDLERS.get(part.sort)
            if handler is not None:
                handler(self, part)

    # who

    def _noun(self, part: Part) -> None:
        topic = topic_of(part, self._text, self._spotter)
        lean = self._previous()
        if topic is None:
            if lean is None or lean.sort is not Sort.PREPOSITION:
                self._pending = ()
            return
        topic = self._focus.resolve(topic)
        self._focus.mention(topic)
        self._place_noun(part, topic, lean)
        self._object = topic

    def _place_noun(self, part: Part, topic: Topic, lean: Part | None) -> None:
        """Decide whether a noun phrase may be a subject: what stands before it tells."""
        if lean is None:
            self._pending = (topic,)
        elif lean.sort is Sort.PREPOSITION:
            self._noun_after_preposition(lean, topic)
        elif lean.sort is Sort.VERB:
            self._noun_after_verb(lean, topic)
        elif lean.sort is Sort.CONJUNCTION and lean.lower == "and" and self._joins(topic):
            self._pending = (*(self._pending or ()), topic)
        elif lean.sort is Sort.COMMA and self._apposes(topic):
            return
        elif lean.sort is Sort.ANCHOR and self.anchors and lean.roles & Role.COMPARISON:
            self.anchors[-1].against = (*self.anchors[-1].against, topic)
            self._pending = None
        elif lean.sort is not Sort.AMOUNT or self._predicate_follows():
            self._pending = (topic,)

    def _noun_after_preposition(self, lean: Part, topic: Topic) -> None:
        if lean.lower in ("against", "versus", "to") and topic.currency and self._frame:
            self._frame.against = topic
        elif lean.lower in _CLAUSE_PREPOSITIONS and self._predicate_follows():
            self._pending = (topic,)
        elif lean.lower in _OF and self._heads_shares():
            self._pending = (self._merged(topic),)
        elif lean.lower in _OF and self._frame is not None and self._frame.nominal:
            self._adopt(self._frame, topic)

    def _noun_after_verb(self, verb: Part, topic: Topic) -> None:
        if verb.roles & Role.PUSH_VERB and self._frame is not None and self._frame.push:
            self._frame.subjects = (topic,)
            self._subjects = (topic,)
        elif self._predicate_follows() or verb.roles & Role.AUXILIARY:
            self._pending = (topic,)

    def _heads_shares(self) -> bool:
        """Return whether the noun before "of" only says what of it: shares of, price of."""
        return bool(self._pending) and self._pending is not None and (
            self._pending[-1].points in (Points.TO_SHARES, Points.TO_INDEX, Points.TO_COMPANY)
            or self._pending[-1].weak
        )  # fmt: skip

    def _merged(self, topic: Topic) -> Topic:
        return topic

    def _joins(self, topic: Topic) -> bool:
        return bool(self._pending) and not topic.weak

    def _apposes(self, topic: Topic) -> bool:
        """Return whether a noun after a comma only explains the subject before the comma."""
        if not self._pending:
            return False
        following = after(self._parts, self._at)
        return following is not None and following.sort in (Sort.COMMA, Sort.RELATIVE)

    def _predicate_follows(self) -> bool:
        following = after(self._parts, self._at)
        if following is None:
            return False
        if following.sort is Sort.VERB:
            return not following.infinitive
        return following.sort in (Sort.MOVE_ADVERB, Sort.MODAL)

    def _adopt(self, frame: Frame, topic: Topic) -> None:
        if not topic.weak or not frame.subjects:
            frame.subjects = (topic,)

    def _take(self) -> tuple[Topic, ...]:
        """Return the subjects of a predicate that starts here, and keep them for the clause."""
        if self._pending is not None:
            self._subjects, self._pending = self._pending, None
        elif self._outer is not None and self._leans_on(Sort.COMMA):
            self._subjects, self._outer = self._outer, None
        for topic in self._subjects:
            self._focus.note(topic)
        return self._subjects

    # what

    def _verb(self, part: Part) -> None:
        if part.infinitive and self._completes(part):
            return
        roles = part.roles
        pushes = bool(roles & Role.PUSH_VERB)
        subjects = self._take()
        if not roles & (Role.MOVE_VERB | Role.DRIFT_VERB | Role.LEVEL_VERB | Role.PUSH_VERB
                        | Role.AUXILIARY):  # fmt: skip
            self._frame = None
            return
        self._open(
            Frame(
                subjects=() if pushes else subjects, head=part, direction=part.word.direction,
                basis=self._basis_of(part), push=pushes, participle=part.participle,
                be=not roles & ~int(Role.AUXILIARY), denied=part.denied,
            )
        )  # fmt: skip
        if part.modal is not None and self._frame is not None:
            self._frame.modality = part.modal.modality or self._modality
        elif not part.infinitive:
            self._modality = Modality.ASSERTED

    def _basis_of(self, part: Part) -> Basis | None:
        words = {token.lower for token in part.tokens}
        if part.word.basis is Basis.INTRADAY and part.roles & Role.LEVEL_VERB:
            return Basis.INTRADAY
        if part.word.basis is None and words <= {"was", "were", "still", "also", "is", "are"}:
            return Basis.INTRADAY
        return part.word.basis

    def _completes(self, part: Part) -> bool:
        """Let "to close at" add its moment to the move before it."""
        if self._frame is None or not part.roles & Role.LEVEL_VERB:
            return False
        self._frame.basis = part.word.basis or self._frame.basis
        return True

    def _open(self, frame: Frame) -> None:
        lean = self._previous()
        frame.subordinate = lean is not None and lean.lower in _OTHER_TIME
        frame.when, self._next_time = self._next_time, None
        frame.basis = frame.basis or self._next_basis
        self._next_basis = None
        frame.modality = Modality.ATTRIBUTED if self._quoted else self._modality
        self.frames.append(frame)
        self._frame = frame

    def _move_adverb(self, part: Part) -> None:
        lean = self._previous()
        following = after(self._parts, self._at)
        frame = self._frame
        if self._pending is None and frame is not None:
            if frame.direction is None:
                frame.direction = part.word.direction
            return
        if following is not None and following.sort is Sort.NOUN and (
            lean is None or lean.sort is not Sort.NOUN
        ):  # fmt: skip
            return  # "higher oil prices": an adjective
        basis = frame.basis if frame is not None and frame.be else None
        self._open(Frame(self._take(), part, part.word.direction, basis))

    def _move_noun(self, part: Part) -> None:
        lean = self._previous()
        held = self._held(lean)
        following = after(self._parts, self._at)
        of_amount = following is not None and following.lower == "of"
        if held is None and not of_amount:
            return
        subjects = self._pending or self._subjects
        frame = Frame(subjects, part, part.word.direction, nominal=True)
        self._open(frame)
        if held is not None:
            frame.amounts.append(Placed(held, Link.EXTENT))
        self._pending = None

    def _held(self, lean: Part | None) -> Part | None:
        return lean if lean is not None and lean.sort is Sort.AMOUNT else None

    # how much

    def _amount(self, part: Part) -> None:
        following = after(self._parts, self._at)
        if following is not None and following.sort is Sort.MOVE_NOUN:
            return
        link = link_of(self._parts, self._at, self._frame)
        lean = before(self._parts, self._at)
        if link is None and lean is not None:
            link = self._unlinked(part, lean)
        if link is None or self._frame is None:
            return
        placed = Placed(part, link)
        if part.amount is not None and part.amount.sign:
            placed.direction = Direction.UP if part.amount.sign > 0 else Direction.DOWN
        self._frame.amounts.append(placed)

    def _unlinked(self, part: Part, lean: Part) -> Link | None:
        """Place an amount that only the sentence as a whole can place."""
        if lean.sort is Sort.NOUN and self._pending and self._last_move() is not None:
            return self._elliptical(part)
        if lean.lower == "of":
            return self._of_noun()
        return None

    def _last_move(self) -> Frame | None:
        return next((f for f in reversed(self.frames) if f.amounts and f.head), None)

    def _elliptical(self, part: Part) -> Link | None:
        """Carry the verb: "the S&P 500 1.1 percent"."""
        model = self._last_move()
        if model is None or model.last is None:
            return None
        frame = Frame(self._take(), model.head, model.direction, model.basis, carried=True)
        self._open(frame)
        return model.amounts[0].link

    def _of_noun(self) -> Link | None:
        """Place an amount after "of": of a move it is the extent, of a figure the level."""
        frame = self._frame
        noun = self._parts[self._at - 2] if self._at >= 2 else None
        if noun is None:
            return None
        if noun.sort is Sort.MOVE_NOUN and frame is not None and frame.nominal:
            return Link.EXTENT
        if noun.sort is Sort.NOUN and self._object is not None and not self._object.weak:
            self._open(Frame((self._object,), noun, nominal=True))
            return Link.LEVEL
        return None

    # when

    def _time(self, part: Part) -> None:
        phrase = part.token.phrase
        if phrase is None or phrase.word.form in (None, "span"):
            return
        when = self._resolved(part)
        if self.anchors and self.anchors[-1].look_back is None and self._adjoins_anchor():
            self.anchors[-1].look_back = when
        elif self._frame is not None and self._pending is None:
            self._frame.when = self._frame.when or when
        elif self._pending is None and not self.frames:
            self.lead = self.lead or when
        else:
            self._next_time = when

    def _adjoins_anchor(self) -> bool:
        lean = self._parts[self._at - 1] if self._at else None
        return lean is not None and lean.sort in (Sort.ANCHOR, Sort.HEDGE)

    def _resolved(self, part: Part) -> When:
        phrase, token = part.token.phrase, part.token
        text = self._text[part.start : part.stop]
        if phrase is None:
            return When(label=Label.UNSPECIFIED, text=text)
        if phrase.word.form == "same":
            return self._carry or self.lead or When(label=Label.UNSPECIFIED, text=text)
        return resolve(
            phrase.word.form or "", token.slots or {}, self._today, text=text,
            event=phrase.word.event,
        )  # fmt: skip

    def _basis_part(self, part: Part) -> None:
        if self._frame is not None:
            self._frame.basis = part.word.basis or self._frame.basis
        else:
            self._next_basis = part.word.basis

    # how the clause goes on

    def _relative(self, part: Part) -> None:
        lean = self._previous()
        if lean is not None and lean.sort is Sort.VERB:
            return  # "said that": what follows has a subject of its own
        if self._object is not None:
            self._outer = self._pending or self._subjects
            self._focus.note(self._object)
            self._pending = (self._object,)
        self._frame = None

    def _anchor(self, part: Part) -> None:
        subjects = self._subjects if self._pending is None else self._take()
        self.anchors.append(Anchor(part, subjects, self._frame))

    def _modal(self, part: Part) -> None:
        self._modality = part.word.modality or self._modality

    def _quote(self, part: Part) -> None:
        self._quoted = not self._quoted

    def _boundary(self, part: Part) -> None:
        self._modality = Modality.ASSERTED

    def _previous(self) -> Part | None:
        return self._parts[self._at - 1] if self._at else None

    def _leans_on(self, sort: Sort) -> bool:
        lean = self._previous()
        return lean is not None and lean.sort is sort


_HANDLERS: dict[Sort, Callable[[Reader, Part], None]] = {
    Sort.NOUN: Reader._noun,
    Sort.VERB: Reader._verb,
    Sort.MOVE_ADVERB: Reader._move_adverb,
    Sort.MOVE_NOUN: Reader._move_noun,
    Sort.AMOUNT: Reader._amount,
    Sort.TIME: Reader._time,
    Sort.BASIS: Reader._basis_part,
    Sort.ANCHOR: Reader._anchor,
    Sort.RELATIVE: Reader._relative,
    Sort.MODAL: Reader._modal,
    Sort.QUOTE: Reader._quote,
    Sort.SUBORDINATOR: Reader._boundary,
    Sort.COLON: Reader._boundary,
}
