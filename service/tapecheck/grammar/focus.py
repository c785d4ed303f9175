"""What an article is about so far, so that "the stock", "its shares" and "it" find their name."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Metric
from tapecheck.grammar.topics import Points, Topic


class Focus:
    """Remembers what was last spoken of, by kind; one per article, read in order."""

    def __init__(self) -> None:
        """Start with nothing named."""
        self._last: dict[Points, Topic] = {}
        self._listed: dict[str, Topic] = {}
        self._loose: dict[Points, Topic] = {}

    def note(self, topic: Topic) -> None:
        """Remember a topic that was the subject of a predicate."""
        if topic.points is not Points.NAMES or topic.weak:
            return
        self._last[Points.TO_SUBJECT] = topic
        for points in _pointed_at(topic):
            self._last[points] = topic
        self._suppose(topic)

    def _suppose(self, topic: Topic) -> None:
        """Remember a capitalised subject that may be a firm, for want of a better one."""
        if topic.company is not None and not topic.solid and topic.metric is Metric.PRICE:
            self._loose[Points.TO_SHARES] = self._loose[Points.TO_COMPANY] = topic

    def mention(self, topic: Topic) -> None:
        """Remember a name that stands in passing, where nothing better is known yet."""
        if topic.points is Points.NAMES and not topic.weak:
            for points in _pointed_at(topic):
                self._last.setdefault(points, topic)

    def recognise(self, topic: Topic) -> Topic:
        """Return a shortened name as the listing that the article named in full before.

        "Illinois Tool" is Illinois Tool Works, "J&J" is Johnson & Johnson.
        """
        if topic.instrument is not None:
            self._listed.setdefault(topic.company or topic.text, topic)
            return topic
        if topic.company is None or topic.points is not Points.NAMES:
            return topic
        for written, listed in self._listed.items():
            if written.startswith(f"{topic.company} ") or _initials(written) == topic.company:
                return replace(topic, name=listed.name, instrument=listed.instrument)
        return topic

    def resolve(self, topic: Topic) -> Topic:
        """Return what a pointer points to, in the pointer's own metric; others as they are."""
        if topic.points is Points.NAMES:
            return topic
        target = self._last.get(topic.points) or self._loose.get(topic.points)
        if target is None:
            return topic
        if topic.points is Points.TO_SUBJECT:
            return target
        return target.measured_as(topic)


def _initials(name: str) -> str:
    """Return the initials of a name, without "Co", "Inc" and the like: J&J, GE."""
    words = [word for word in name.split() if word[0].isupper() or word == "&"]
    return "".join(word[0] for word in words if word.rstrip(".") not in _LEGAL)


_LEGAL = frozenset({"Inc", "Corp", "Co", "Ltd", "Plc", "Group", "Holdings"})


def _pointed_at(topic: Topic) -> tuple[Points, ...]:
    """Return the pointers that may mean ``topic`` later."""
    if topic.metric is Metric.INDEX:
        return (Points.TO_INDEX,)
    if topic.metric is Metric.EXCHANGE_RATE:
        return (Points.TO_CURRENCY,)
    if topic.company is not None and topic.solid:
        return (Points.TO_SHARES, Points.TO_COMPANY)
    if topic.metric is Metric.PRICE and topic.company is None:
        return (Points.TO_COMMODITY,)
    return ()
