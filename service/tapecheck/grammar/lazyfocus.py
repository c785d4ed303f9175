"""A focus that is told in order, but listens only when asked: most of an article never matters."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import partial

from tapecheck.grammar.focus import Focus
from tapecheck.grammar.topics import Points, Topic

_WORDS = re.compile(r"[^\W_]+")


class LazyFocus(Focus):
    """Does what a :class:`Focus` does, once somebody points back to what was put off."""

    def __init__(self) -> None:
        """Start with nothing named and nothing put off."""
        super().__init__()
        self._later: list[Callable[[], object]] = []
        self._texts: list[str] = []
        self._words: set[str] = set()

    def put_off(self, text: str, do: Callable[[], object]) -> None:
        """Let ``do``, which reads ``text`` into this focus, wait until it matters."""
        self._later.append(do)
        if text:
            self._texts.append(text)

    def catch_up(self) -> None:
        """Do all that was put off, in order."""
        later, self._later = self._later, []
        self._texts.clear()
        self._words.clear()
        for do in later:
            do()

    def turn(self, told: Iterable[Topic]) -> None:
        """Go on to the next sentence, after what was put off."""
        if self._later:
            self.put_off("", partial(super().turn, tuple(told)))
        else:
            super().turn(told)

    def note(self, topic: Topic, *, aside: bool = False) -> None:
        """Remember the subject of a predicate, after what was put off."""
        if self._later:
            self.put_off("", partial(super().note, topic, aside=aside))
        else:
            super().note(topic, aside=aside)

    def judge(self, topic: Topic) -> None:
        """Remember a firm as one that only tells of another, after what was put off."""
        if self._later:
            self.put_off("", partial(super().judge, topic))
        else:
            super().judge(topic)

    def forget(self, topic: Topic) -> None:
        """Let nothing point to an index that was only mentioned, after what was put off."""
        if self._later:
            self.put_off("", partial(super().forget, topic))
        else:
            super().forget(topic)

    def mention(self, topic: Topic, *, priced: bool = False) -> None:
        """Remember a name that stands in passing, after what was put off."""
        if self._later:
            self.put_off("", partial(super().mention, topic, priced=priced))
        else:
            super().mention(topic, priced=priced)

    def recognise(self, topic: Topic) -> Topic:
        """Return a shortened name as what the article named in full before."""
        if topic.company is None or not self._later:
            return super().recognise(topic)
        if self._may_be_short(topic.company):
            self.catch_up()
            return super().recognise(topic)
        self.put_off(topic.company, partial(super().recognise, topic))
        return topic if topic.instrument is not None else self.in_full(topic)

    def _may_be_short(self, company: str) -> bool:
        """Return whether something put off may name in full what ``company`` shortens."""
        if all(char.isupper() or char == "&" for char in company):
            return True
        for text in self._texts:
            self._words.update(_WORDS.findall(text))
        self._texts.clear()
        return not self._words.isdisjoint(_WORDS.findall(company)[:1])

    def knows(self, points: Points) -> bool:
        """Return whether something was named that a pointer may mean, in all told so far."""
        self.catch_up()
        return super().knows(points)

    def firm_besides(self, names: Collection[str]) -> Topic | None:
        """Return the firm that carries most weight, some left aside, in all told so far."""
        self.catch_up()
        return super().firm_besides(names)

    def resolve(self, topic: Topic) -> Topic:
        """Return what a pointer points to, in all that was told so far."""
        if topic.points is not Points.NAMES:
            self.catch_up()
        return super().resolve(topic)
