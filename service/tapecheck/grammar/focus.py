"""What an article is about so far, so that "the stock", "its shares" and "it" find their name."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.nouns import Metric
from tapecheck.grammar.topics import Points, Topic


class _Weight:
    """How much a place in the article makes of a firm; what the text says fades by sentences."""

    STYLED = 0
    NAMED = 1
    SPOKEN = 4
    HEADLINE = 5
    LISTED = 6
    SUBJECT = 7
    TOLD = 8


class _Firm(Struct, frozen=True, gc=False):
    topic: Topic
    weight: int
    sentence: int
    sure: bool = True


class Focus:
    """Remembers what was spoken of, by kind; one per article, read in order."""

    def __init__(self) -> None:
        """Start with nothing named."""
        self._last: dict[Points, Topic] = {}
        self._named: set[str] = set()
        self._short: dict[str, Topic] = {}
        self._firms: dict[str, _Firm] = {}
        self._headline: dict[str, _Firm] = {}
        self._sentence = 0
        self._judged = -1

    def head(self, topics: Iterable[Topic], *, styled: bool = False) -> None:
        """Remember what the headline names: most of the article will be about the first firm.

        A ``styled`` headline gives every word a capital: only what the text repeats is a name.
        """
        capital = _Weight.STYLED if styled else _Weight.SPOKEN
        for topic in topics:
            topic = self.recognise(topic)
            if not styled and topic.company is not None:
                self._keep(topic.company, topic)
            self._point(topic)
            if _may_be_firm(topic):
                sure = topic.solid
                weight = self._standing() if sure else capital
                self._headline.setdefault(topic.name, _Firm(topic, weight, 0, sure))
        self._named = set() if styled else self._named  # "Acme OK": the text tells where it ends

    def _standing(self) -> int:
        """Return the weight of one more firm in the headline: the first is what it is about."""
        sure = any(firm.sure for firm in self._headline.values())
        return _Weight.SPOKEN if sure else _Weight.HEADLINE

    def turn(self, told: Iterable[Topic]) -> None:
        """Go on to the next sentence; the last one gave figures of what it ``told``."""
        for topic in told:
            if topic.points is Points.NAMES and not topic.weak and topic.metric in _OF_FIRMS:
                self._weigh(topic, _Weight.TOLD, _Weight.TOLD)
        self._sentence += 1

    def note(self, topic: Topic, *, aside: bool = False) -> None:
        """Remember a topic that was the subject of a predicate, or of one told ``aside`` of it."""
        if topic.points is not Points.NAMES or topic.weak:
            return
        self._last[Points.TO_SUBJECT] = topic
        points = _pointed_at(topic)
        if points is not None and not self._is_aside(points, topic):
            self._last[points] = topic
        self._weigh(topic, _Weight.LISTED if aside else _Weight.SUBJECT, _Weight.SPOKEN)

    def judge(self, topic: Topic) -> None:
        """Remember a firm as one that only tells of another, unless the article is about it."""
        self._judged = self._sentence
        if self._is_headed(topic):
            self.note(topic)
        elif self._firms.pop(topic.name, None) is not None:
            self._firms[topic.name] = _Firm(topic, _Weight.NAMED, self._sentence)

    def _is_headed(self, topic: Topic) -> bool:
        """Return whether a firm is the first that the headline names: the article is about it."""
        return topic.name == next(iter(self._headline), None)

    def forget(self, topic: Topic) -> None:
        """Let nothing point to an index that was only mentioned so far."""
        points = _pointed_at(topic)
        if points is not None and self._last.get(points) is topic:
            del self._last[points]

    def _is_aside(self, points: Points, topic: Topic) -> bool:
        """Return whether a survey's index is told in the news of a market: that goes on as "it"."""
        last = self._last.get(points)
        return topic.metric is Metric.ECONOMIC and last is not None and last.metric is Metric.INDEX

    def mention(self, topic: Topic, *, priced: bool = False) -> None:
        """Remember a name that stands in passing, or whose shares are spoken of."""
        self._point(topic)
        if topic.points is Points.NAMES and not topic.weak:
            told = priced or self._judged == self._sentence
            self._weigh(topic, _Weight.SUBJECT if told else _Weight.LISTED, _Weight.NAMED)

    def _point(self, topic: Topic) -> None:
        points = _pointed_at(topic)
        if points is not None and topic.points is Points.NAMES and not topic.weak:
            self._last.setdefault(points, topic)

    def _weigh(self, topic: Topic, weight: int, loose: int) -> None:
        """Note a firm where this says more of it than what is left of what was said before.

        A name that was never told as a firm's, nor opens the headline, weighs less: ``loose``.
        """
        if not _may_be_firm(topic):
            return
        headed = self._headline.get(topic.name)
        if headed is not None and not headed.sure:
            self._headline[topic.name] = _Firm(headed.topic, self._standing(), 0)
        before = self._firms.get(topic.name)
        if before is not None and before.topic.solid and not topic.solid:
            topic = replace(topic, solid=True)
        weight = weight if topic.solid or self._is_headed(topic) else loose
        if before is None or weight >= before.weight + before.sentence - self._sentence:
            self._firms.pop(topic.name, None)
            self._firms[topic.name] = _Firm(topic, weight, self._sentence)

    def recognise(self, topic: Topic) -> Topic:
        """Return a shortened name as what the article named in full before.

        "Illinois Tool" is Illinois Tool Works, "J&J" is Johnson & Johnson. What names another
        listing by itself is still the one of which the article told: "Delta", of Delta Galil.
        """
        if topic.company is None or topic.points is not Points.NAMES:
            return topic
        if self._is_another(topic):
            return self.in_full(topic)
        if topic.instrument is not None or (topic.solid and " " in topic.company):
            self._keep(topic.company, topic)
        if topic.instrument is not None:
            return topic
        return self.in_full(topic)

    def _is_another(self, topic: Topic) -> bool:
        """Return whether a listing's name shortens the name of another firm told of before."""
        full = self._short.get(topic.company or "")
        if full is None or topic.instrument is None or topic.company in self._named:
            return False
        if topic.text.isupper():
            return False  # "GE", told of first as GE Capital
        written = full.company or ""
        told = written in self._named and not topic.name.startswith(written)
        return told and full.instrument != topic.instrument

    def _keep(self, written: str, topic: Topic) -> None:
        """Keep a name under all that may shorten it, unless that shortens an earlier one."""
        if written in self._named or len(written) > _LONGEST_NAME:
            return
        self._named.add(written)
        for place, char in enumerate(written):
            if char == " ":
                self._short.setdefault(written[:place], topic)
        self._short.setdefault(_initials(written), topic)

    def in_full(self, topic: Topic) -> Topic:
        """Return a firm's shortened name as what was named in full; others as they are."""
        full = self._short.get(topic.company or "")
        if full is None:
            return topic
        return replace(topic, name=full.name, instrument=full.instrument, solid=True)

    def resolve(self, topic: Topic) -> Topic:
        """Return what a pointer points to, in the pointer's own metric; others as they are."""
        if topic.points is Points.NAMES:
            return topic
        if topic.points is Points.TO_SUBJECT:
            return self._last.get(topic.points) or self._firm() or topic
        if topic.points in (Points.TO_SHARES, Points.TO_COMPANY):
            target = self._firm()
        else:
            target = self._last.get(topic.points)
        return target.measured_as(topic) if target is not None else topic

    def knows(self, points: Points) -> bool:
        """Return whether something was named that such a pointer may mean."""
        return points in self._last

    def firm_besides(self, names: Collection[str]) -> Topic | None:
        """Return the firm that carries most weight, some left aside: the brokers who rate it."""
        return self._firm(names)

    def _firm(self, besides: Collection[str] = ()) -> Topic | None:
        """Return the firm that carries most weight here; of equals, the one named last."""
        best, most = None, 0
        for firm in reversed(self._firms.values()):  # the order of the text, so ages only grow
            if firm.topic.name in besides:
                continue
            age = self._sentence - firm.sentence
            if best is not None and _Weight.TOLD - age <= most:
                break
            if best is None or firm.weight - age > most:
                best, most = firm.topic, firm.weight - age
        for firm in self._headline.values():
            if (
                firm.topic.name not in besides
                and firm.weight is not _Weight.STYLED
                and (best is None or firm.weight > most)
            ):
                best, most = firm.topic, firm.weight
        return best


def _initials(name: str) -> str:
    """Return the initials of a name, without "Co", "Inc" and the like: J&J, GE."""
    words = [word for word in name.split() if word[0].isupper() or word == "&"]
    return "".join(word[0] for word in words if word.rstrip(".") not in _LEGAL)


_LONGEST_NAME = 120  # characters; no firm has a longer one
_LEGAL = frozenset({"Inc", "Corp", "Co", "Ltd", "Plc", "Group", "Holdings"})
_OF_FIRMS = frozenset({Metric.PRICE, Metric.MARKET_VALUE, Metric.FUNDAMENTAL, Metric.VOLUME})


def _may_be_firm(topic: Topic) -> bool:
    """Return whether a name may be a firm's: no index, and no economy."""
    return topic.company is not None and (topic.solid or topic.metric in _OF_FIRMS)


def _pointed_at(topic: Topic) -> Points | None:
    """Return the pointer that may mean ``topic`` later, where it is no firm."""
    if (metric := topic.metric) in _QUOTES:
        return _QUOTES[metric]
    if metric is Metric.ECONOMIC and topic.name.lower().endswith("index"):
        return Points.TO_INDEX
    if topic.bond:
        return Points.TO_BOND
    return Points.TO_COMMODITY if topic.company is None and metric is Metric.PRICE else None


_QUOTES = {Metric.INDEX: Points.TO_INDEX, Metric.EXCHANGE_RATE: Points.TO_CURRENCY}
