"""From parts to frames: one pass over a sentence, keeping who, which way and when in mind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from tapecheck.core.nouns import Basis, Direction, Label, Modality, When
from tapecheck.grammar.focus import Focus
from tapecheck.grammar.frames import Anchor, Frame, Link, Placed
from tapecheck.grammar.links import after, before, link_of
from tapecheck.grammar.names import NameSpotter
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.roles import Role
from tapecheck.grammar.subjects import Subjects, Topics
from tapecheck.grammar.topics import Points, Topic, topic_of
from tapecheck.grammar.windows import resolve

_OTHER_TIME = frozenset({"after", "following", "before", "since", "having", "from"})
_PREDICATES = int(
    Role.MOVE_VERB | Role.DRIFT_VERB | Role.LEVEL_VERB | Role.PUSH_VERB | Role.WIPE_VERB
    | Role.AUXILIARY
)  # fmt: skip
_OBJECT_MOVES = int(Role.PUSH_VERB | Role.WIPE_VERB)


class Reader:
    """Reads the parts of one sentence into frames and anchors."""

    def __init__(
        self, parts: Sequence[Part], text: str, *,
        spotter: NameSpotter, focus: Focus, today: dt.date | None,
    ) -> None:  # fmt: skip
        """Take a sentence and what the article was about before it."""
        self.frames: list[Frame] = []
        self.anchors: list[Anchor] = []
        self.lead: When | None = None
        self._parts = parts
        self._text = text
        self._spotter = spotter
        self._today = today
        self._subjects = Subjects(parts, focus)
        self._frame: Frame | None = None
        self._next_time: When | None = None
        self._next_basis: Basis | None = None
        self._standing: Basis | None = None
        self._modality = Modality.ASSERTED
        self._quoted = False
        self._at = 0

    def read(self) -> None:
        """Fill :attr:`frames`, :attr:`anchors` and :attr:`lead`."""
        for self._at, part in enumerate(self._parts):
            handler = _HANDLERS.get(part.sort)
            if handler is not None:
                handler(self, part)

    def _noun(self, part: Part) -> None:
        if part.roles & Role.PERIOD and len(part.tokens) <= 2:
            return  # "ended the session down": nobody's price
        topic = topic_of(part, self._text, self._spotter)
        lean = self._previous()
        frame = self._frame
        if topic is not None and lean is not None and frame is not None:
            if lean.sort is Sort.VERB and lean.roles & Role.PUSH_VERB and frame.push:
                frame.subjects = self._subjects.push(topic)
                return
            if lean.sort is Sort.PREPOSITION and self._completes_frame(frame, topic, lean):
                return
        if topic is not None and lean is not None and lean.sort is Sort.ANCHOR:
            if self._compares(topic):
                return
        self._subjects.noun(self._at, topic)

    def _completes_frame(self, frame: Frame, topic: Topic, lean: Part) -> bool:
        """Let "against the dollar", "in Acme", "off its value" fill a frame that is open."""
        if lean.lower in ("against", "versus", "to", "on") and topic.currency:
            frame.against = topic
        elif frame.wipes and lean.lower in ("off", "from", "in", "of"):
            frame.subjects = self._subjects.push(topic)
        elif frame.nominal and lean.lower in ("in", "for", "of") and not topic.weak:
            if self._subjects.predicate_follows(self._at):
                return False
            frame.subjects = self._subjects.push(topic)
        else:
            return False
        return True

    def _compares(self, topic: Topic) -> bool:
        anchor = self.anchors[-1] if self.anchors else None
        if anchor is None or not anchor.part.roles & Role.COMPARISON:
            return False
        anchor.against = (*anchor.against, topic)
        return False

    def _verb(self, part: Part) -> None:
        if part.infinitive and self._finishes_move(part):
            return
        subjects = self._subjects.take(self._at, participle=part.participle)
        if not part.roles & _PREDICATES:
            self._frame = None
            return
        pushes = bool(part.roles & _OBJECT_MOVES)
        frame = Frame(
            subjects=() if pushes else subjects,
            head=part,
            direction=part.word.direction,
            basis=part.word.basis,
            push=bool(part.roles & Role.PUSH_VERB),
            wipes=bool(part.roles & Role.WIPE_VERB),
            participle=part.participle,
            be=not part.roles & ~int(Role.AUXILIARY),
            denied=part.denied,
        )
        self._open(frame)
        self._standing = frame.basis
        if part.modal is not None:
            frame.modality = part.modal.modality or frame.modality
        elif not part.infinitive:
            self._modality = Modality.ASSERTED

    def _finishes_move(self, part: Part) -> bool:
        """Let "to close at" add its moment to the move before it."""
        frame = self._frame
        if (
            frame is None
            or not part.roles & Role.LEVEL_VERB
            or not (frame.amounts or frame.direction)
        ):
            return False
        frame.basis = part.word.basis or frame.basis
        return True

    def _open(self, frame: Frame) -> None:
        lean = self._previous()
        frame.subordinate = lean is not None and lean.lower in _OTHER_TIME
        frame.when, self._next_time = self._next_time, None
        if self._next_basis is not None:
            frame.basis, self._next_basis = self._next_basis, None
        frame.modality = Modality.ATTRIBUTED if self._quoted else self._modality
        self.frames.append(frame)
        self._frame = frame

    def _move_adverb(self, part: Part) -> None:
        frame = self._frame
        waiting = self._subjects.waits_at(self._at)
        if frame is not None and not (waiting and not frame.push):
            if frame.direction is None:
                frame.direction = part.word.direction
                if frame.be and frame.basis is None and _now(frame.head):
                    frame.basis = self._standing = Basis.INTRADAY
            return
        if not waiting and self._is_adjective():
            return  # "higher oil prices"
        subjects = self._subjects.take(self._at)
        self._open(Frame(subjects, part, part.word.direction, self._standing, adverb=True))

    def _is_adjective(self) -> bool:
        following = after(self._parts, self._at)
        return following is not None and following.sort in (Sort.NOUN, Sort.MOVE_NOUN)

    def _move_noun(self, part: Part) -> None:
        lean, following = self._previous(), after(self._parts, self._at)
        held = lean if lean is not None and lean.sort is Sort.AMOUNT else None
        if held is None and (following is None or following.lower != "of"):
            return
        owner = self._subjects.owner(self._at - 1)
        when = self._frame.when if self._frame is not None else None
        subjects = (owner,) if owner is not None else self._subjects.current
        if self._subjects.waits_at(self._at - 1) and owner is None:
            subjects = self._subjects.take(self._at - 1)
        frame = Frame(subjects, part, part.word.direction, nominal=True)
        self._open(frame)
        frame.when = frame.when or when
        if held is not None:
            frame.amounts.append(Placed(held, Link.EXTENT))

    def _amount(self, part: Part) -> None:
        following = after(self._parts, self._at)
        if following is not None and following.sort is Sort.MOVE_NOUN:
            return
        if part.amount is not None and part.amount.bare and _counts(following):
            return  # "the index of 100 leading shares"
        link = link_of(self._parts, self._at, self._frame) or self._unlinked(part)
        if link is None or self._frame is None:
            return
        placed = Placed(part, link)
        if part.amount is not None and part.amount.sign:
            placed.direction = Direction.UP if part.amount.sign > 0 else Direction.DOWN
        self._frame.amounts.append(placed)

    def _unlinked(self, part: Part) -> Link | None:
        """Place an amount that only the sentence as a whole can place."""
        lean = before(self._parts, self._at)
        if lean is None:
            return None
        if lean.sort is Sort.NOUN and self._frame is not None and self._frame.push:
            return Link.EXTENT
        if lean.sort is Sort.NOUN and self._subjects.waits_at(self._at):
            return self._elliptical()
        if lean.lower == "of":
            return self._of_noun()
        return None

    def _elliptical(self) -> Link | None:
        """Carry the verb: "the S&P 500 1.1 percent"."""
        model = next((f for f in reversed(self.frames) if f.amounts and f.head), None)
        if model is None:
            return None
        subjects = self._subjects.take(self._at)
        self._open(Frame(subjects, model.head, model.direction, model.basis, carried=True))
        return model.amounts[0].link

    def _of_noun(self) -> Link | None:
        """Place an amount after "of": of a move it is the extent, of a figure the level."""
        noun = self._parts[self._at - 2] if self._at >= 2 else None
        if noun is None:
            return None
        if noun.sort is Sort.MOVE_NOUN:
            return Link.EXTENT
        if noun.sort is Sort.ANCHOR:
            self._open(Frame(self._subjects.current, noun, nominal=True, subordinate=True))
            return Link.LEVEL
        if noun.sort is Sort.NOUN and noun.roles & Role.LEVEL_NOUN:
            self._open(Frame(self._subjects.current, noun, basis=_level_basis(noun), nominal=True))
            return Link.LEVEL
        topic = self._subjects.object
        if noun.sort is Sort.NOUN and topic is not None and not topic.weak:
            self._open(Frame(self._subjects.resolved(topic), noun, nominal=True))
            return Link.LEVEL
        return None

    def _time(self, part: Part) -> None:
        phrase = part.token.phrase
        if phrase is None or phrase.word.form in (None, "span"):
            return
        when = self._resolved(part)
        anchor = self.anchors[-1] if self.anchors else None
        if phrase.word.form == "until" and self._frame is not None and self._frame.when is not None:
            self._frame.when = until(self._frame.when, when)
        elif anchor is not None and anchor.look_back is None and self._adjoins_anchor():
            anchor.look_back = when
        elif self._frame is not None and not self._subjects.waits_at(self._at):
            self._frame.when = self._frame.when or when
        elif not self.frames and not self._subjects.waits_at(self._at):
            self.lead = self.lead or when
        else:
            self._next_time = when

    def _adjoins_anchor(self) -> bool:
        lean = self._previous()
        return lean is not None and lean.sort in (Sort.ANCHOR, Sort.HEDGE)

    def _resolved(self, part: Part) -> When:
        phrase, text = part.token.phrase, self._text[part.start : part.stop]
        if phrase is None:
            return When(label=Label.UNSPECIFIED, text=text)
        if phrase.word.form == "same":
            told = next((f.when for f in reversed(self.frames) if f.when is not None), self.lead)
            return told or When(label=Label.UNSPECIFIED, text=text)
        return resolve(
            phrase.word.form or "", part.token.slots or {}, self._today, text=text,
            event=phrase.word.event,
        )  # fmt: skip

    def _basis(self, part: Part) -> None:
        if self._frame is not None and not self._subjects.waits_at(self._at):
            self._frame.basis = part.word.basis or self._frame.basis
        else:
            self._next_basis = part.word.basis

    def _relative(self, part: Part) -> None:
        lean = self._previous()
        if lean is None or lean.sort is Sort.VERB:
            return  # "said that": what follows has a subject of its own
        self._subjects.relative(self._at)
        self._frame = None

    def _anchor(self, part: Part) -> None:
        if self._subjects.waits_at(self._at) and part.roles & Role.COMPARISON:
            self._subjects.take(self._at)
        self.anchors.append(Anchor(part, self._subjects.current, self._frame))

    def _modal(self, part: Part) -> None:
        self._modality = part.word.modality or self._modality

    def _quote(self, part: Part) -> None:
        self._quoted = not self._quoted

    def _conjunction(self, part: Part) -> None:
        lean = self._previous()
        if lean is not None and lean.sort not in (Sort.NOUN, Sort.COMMA):
            return

    def _boundary(self, part: Part) -> None:
        self._modality = Modality.ASSERTED
        self._subjects.clause()
        self._frame = None

    def _previous(self) -> Part | None:
        return self._parts[self._at - 1] if self._at else None


_HANDLERS: dict[Sort, Callable[[Reader, Part], None]] = {
    Sort.NOUN: Reader._noun,
    Sort.VERB: Reader._verb,
    Sort.MOVE_ADVERB: Reader._move_adverb,
    Sort.MOVE_NOUN: Reader._move_noun,
    Sort.AMOUNT: Reader._amount,
    Sort.TIME: Reader._time,
    Sort.BASIS: Reader._basis,
    Sort.ANCHOR: Reader._anchor,
    Sort.RELATIVE: Reader._relative,
    Sort.MODAL: Reader._modal,
    Sort.QUOTE: Reader._quote,
    Sort.SUBORDINATOR: Reader._boundary,
    Sort.COLON: Reader._boundary,
}


def _now(head: Part | None) -> bool:
    """Return whether a verb tells of the moment of writing: "was up", not "has been up"."""
    return head is not None and {t.lower for t in head.tokens} <= _MOMENT


_MOMENT = frozenset({"was", "were", "is", "are", "still", "also", "currently", "now", "just"})


def _counts(following: Part | None) -> bool:
    return following is not None and following.sort is Sort.NOUN


def _level_basis(noun: Part) -> Basis | None:
    return noun.token.entry.word(Role.LEVEL_NOUN).basis if noun.token.entry else None


def until(when: When, end: When) -> When:
    """Return ``when`` with the end that "through Friday" gives it."""
    return When(
        label=when.label, start=when.start, end=end.end, text=when.text, event=when.event,
        sessions=when.sessions,
    )  # fmt: skip
