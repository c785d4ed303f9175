"""What an article is about so far, so that "the stock", "its shares" and "it" find their name."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Metric
from tapecheck.grammar.topics import Points, Topic


class Focus:
    """Remembers the last company, index, currency and subject; one per article, read in order."""

    def __init__(self) -> None:
        """Start with nothing named."""
        self.company: Topic | None = None
        self.index: Topic | None = None
        self.currency: Topic | None = None
        self.commodity: Topic | None = None
        self.subject: Topic | None = None

    def note(self, topic: Topic) -> None:
        """Remember a topic that was named as a subject."""
        if topic.points is not Points.NAMES or topic.weak:
            return
        self.subject = topic
        if topic.metric is Metric.INDEX:
            self.index = topic
        elif topic.metric is Metric.EXCHANGE_RATE:
            self.currency = topic
        elif topic.metric is Metric.PRICE and topic.company is None:
            self.commodity = topic
        if topic.company is not None and topic.metric is not Metric.INDEX:
            self.company = topic

    def mention(self, topic: Topic) -> None:
        """Remember a name that stands in passing, where nothing better is known yet."""
        if topic.points is not Points.NAMES or topic.company is None:
            return
        if topic.metric is Metric.INDEX:
            self.index = self.index or topic
        else:
            self.company = self.company or topic

    def resolve(self, topic: Topic) -> Topic:
        """Return what a pointer points to, in the pointer's own metric; others as they are."""
        target = {
            Points.TO_SHARES: self.company,
            Points.TO_COMPANY: self.company,
            Points.TO_INDEX: self.index,
            Points.TO_CURRENCY: self.currency,
            Points.TO_COMMODITY: self.commodity,
            Points.TO_SUBJECT: self.subject,
        }.get(topic.points)
        if target is None:
            return topic
        metric = target.metric if topic.points is Points.TO_SUBJECT else topic.metric
        if topic.points is Points.TO_COMPANY and topic.metric is Metric.PRICE:
            metric = Metric.PRICE
        return replace(target, metric=metric, start=topic.start)
