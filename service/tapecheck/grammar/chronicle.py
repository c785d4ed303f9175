"""Of when an article tells where a sentence does not say: its story, a heading, another time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from tapecheck.core.nouns import Basis, Label, Metric, Modality, When
from tapecheck.grammar.dates import MONTH, YEAR, latest_session_day
from tapecheck.grammar.frames import Frame
from tapecheck.grammar.windows import resolve, weekday_before

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_BULLET = r"[\s_*\u2022\u00b7\u2013\u2014-]*"
# "* August 2009: …", "July 27 - After …"; without a mark with its year: "May 8, 2009 Acme said".
_DATED = re.compile(
    rf"{_BULLET}(?P<date>(?:{MONTH}\s+{_DAY}|{_DAY}\s+{MONTH}|{MONTH})(?P<year>,?\s+{YEAR})?"
    rf"|{YEAR})"
    r"(?P<mark>\s?:|\s+[-\u2013\u2014]{1,2}\s|\s*$)?(?=\s*(?:[A-Z\"\u201c][a-z]|$))",
    re.IGNORECASE,
)
_NAMED_YEAR = re.compile(rf"(?P<date>{YEAR})\s+(?=[A-Z])")
_HOUR = re.compile(
    rf"{_BULLET}(?P<hour>\d{{1,2}})[:.]?\d\d(?:\s?(?P<half>[ap])\.m\.(?=\s*(?:[A-Z]|$))|:\s)"
)
# What all of these begin with: a number or a month; most sentences do not.
_HEADING = re.compile(rf"{_BULLET}(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_NOW = re.compile(r"\b(?:now|today|currently|still|this (?:year|month|week))\b")
_NOW_WORDS = ("now", "today", "currently", "still", "this ")  # some of which every match holds
_PRESENT = frozenset({"is", "are", "has", "have", "'s"})
_LIVE = frozenset({Basis.PREMARKET, Basis.AFTER_HOURS, Basis.INTRADAY, Basis.OPEN})
_REPORTED = frozenset({Metric.FUNDAMENTAL, Metric.ECONOMIC, Metric.OTHER})
_ERAS = frozenset({Label.YEAR, Label.MONTH, Label.RANGE, Label.DAY, Label.UNSPECIFIED})
_LONG_AGO = {False: 60, True: 6}  # days: a day is past sooner than a month or a year
_NEAR = 4  # days: a dateline is no heading of the past
_SENTENCES = 2  # that another time holds for, once it was told
_CLOSE = 16  # the hour at which the most of markets have closed


class Chronicle:
    """Remembers what dates an article; one per article, sentences come in their order."""

    def __init__(self, today: dt.date | None, text: str) -> None:
        """Take the day of publication, and the text, to see whether it names that day."""
        self._today = today
        self._session = latest_session_day(today) if today is not None else None
        self._text = text
        self._same_day: bool | None = None
        self._story = ""
        self._headed: When | None = None
        self._era: When | None = None
        self._age = 0
        self._live = False
        self._now = False

    def turn(self, words: str) -> None:
        """Go on to a sentence, which may begin with a heading: "July 27 - Shares fell"."""
        self._age += 1
        lower = words.lower()
        self._now = any(map(lower.__contains__, _NOW_WORDS)) and _NOW.search(lower) is not None
        if self._age > _SENTENCES or self._now:
            self._era = None
        if _HEADING.match(lower) is not None:
            self._headed_by(words)

    def _headed_by(self, words: str) -> None:
        """Take the hour or the date that a sentence begins with, where it is a heading."""
        hour = _HOUR.match(words)
        if hour is not None:
            afternoon = 12 * (hour["half"] == "p" and int(hour["hour"]) < 12)
            self._live = int(hour["hour"]) + afternoon < _CLOSE
        dated = _DATED.match(words)
        if dated is not None and (dated["mark"] or (dated["year"] and _is_dated(dated["date"]))):
            self._headed = self._heading(dated["date"])
        elif named := _NAMED_YEAR.match(words):
            self._tell(self._heading(named["date"]))

    def _heading(self, date: str) -> When | None:
        """Return the time that a heading tells, if it lies before the article's own day."""
        when = resolve("date", {"date": date}, self._today, text=date)
        if self._today is None or when.end is None or not _is_before(when, self._today, _NEAR):
            return None
        if when.label is Label.DAY:
            return when
        width = _WIDTHS.get(when.label, len(when.end))
        return When(label=Label.UNSPECIFIED, end=when.end[:width], text=date)

    def date(self, frames: Sequence[Frame], elsewhen: When | None) -> None:
        """Give the frames of the sentence that tell no time the one that the article tells.

        ``elsewhen`` is a day of which the sentence tells but its name: "Black Monday".
        """
        markets = [frame for frame in frames if _is_market(frame)]
        told = [frame.when for frame in markets if frame.when is not None and _is_main(frame)]
        dated = [when for when in told if when.label is not Label.PAST]
        past = [when for when in dated if self._is_past(when)]
        if len(past) < len(dated):
            self._era = None
        self._note_story(markets)
        if elsewhen is not None:
            self._tell(elsewhen)
        for frame in markets:
            if frame.when is None:
                frame.when = self._undated(frame)
                frame.doubtful = frame.doubtful or self._may_be_past(frame)
                if self._live and frame.when is None:
                    frame.basis = frame.basis or Basis.INTRADAY
            elif self._headed is not None and frame.when.text == self._headed.text:
                frame.when = self._headed
            elif self._counts_elsewhere(frame, frame.when):
                frame.when = When(label=Label.PAST, text=frame.when.text)
        self._tell(past[-1] if past else self._era)

    def _may_be_past(self, frame: Frame) -> bool:
        """Return whether a frame may be of the other time that was told before it."""
        return frame.when is None and self._era is not None and not _is_now(frame)

    def _note_story(self, markets: Sequence[Frame]) -> None:
        """Remember the day that a sentence is about: the one of its first predicate."""
        main = [frame for frame in markets if _is_main(frame)]
        if main:
            self._story = max(self._story, _story_of(main[0]))
        if [frame for frame in markets if frame.basis in _LIVE and frame.when is None]:
            self._same_day = True  # "by 0217 GMT": the article tells of its own day

    def _counts_elsewhere(self, frame: Frame, when: When) -> bool:
        """Return whether a span counts from long ago: "in the prior four years", not "the past"."""
        if when.label is not Label.PAST or _UP_TO_NOW.search(when.text or "") is not None:
            return False
        if self._era is None or self._today is None or _is_present(frame):
            return False
        return _is_before(self._era, self._today, _LONG_AGO[False])

    def _is_past(self, when: When) -> bool:
        """Return whether a window is of another time: what follows may be of it as well."""
        if self._today is None or when.text is None or when.label not in _ERAS:
            return False
        return _is_before(when, self._today, _LONG_AGO[when.label is Label.DAY])

    def _tell(self, era: When | None) -> None:
        self._age = self._age if era is self._era else 0
        self._era = era

    def _undated(self, frame: Frame) -> When | None:
        """Return the time of a frame that tells none itself; None for the day of publication."""
        if self._headed is not None:
            return self._headed
        if _is_now(frame):
            return None
        if self._story and self._tells_of_day_before():
            return When(label=Label.DAY, end=self._story)
        return None

    def _tells_of_day_before(self) -> bool:
        """Return whether this is copy of the morning after: it never names its own day."""
        if self._session is None or self._story != weekday_before(self._session).isoformat():
            return False
        if self._same_day is None:
            self._same_day = _names(self._session).search(self._text) is not None
        return not self._same_day


_WIDTHS = {Label.MONTH: len("2021-10"), Label.YEAR: len("2021")}


def _is_dated(date: str) -> bool:
    """Return whether a heading without a mark has a month: a year alone may be anything."""
    return not date[:2].isdigit() or " " in date


def _is_before(when: When, today: dt.date, days: int) -> bool:
    """Return whether a window ended more than so many days before ``today``."""
    return when.end is not None and when.end < (today - dt.timedelta(days=days)).isoformat()


def _is_market(frame: Frame) -> bool:
    return not _REPORTED.issuperset([topic.metric for topic in frame.subjects])


_UP_TO_NOW = re.compile(r"\b(?:past|last|recent)\b", re.IGNORECASE)


def _story_of(frame: Frame) -> str:
    """Return the day of which a frame tells a move in so many words; empty where it does not."""
    when = frame.when
    if when is None or when.label is not Label.DAY or when.text is None:
        return ""
    return (when.end or "") if frame.moves else ""


def _is_main(frame: Frame) -> bool:
    """Return whether a frame is the predicate of a clause, put as a fact."""
    aside = frame.subordinate or frame.participle or frame.nominal
    return not aside and frame.modality is Modality.ASSERTED


def _is_now(frame: Frame) -> bool:
    """Return whether a frame tells of its own day, by its moment, its tense or its stance."""
    return frame.basis in _LIVE or frame.modality is not Modality.ASSERTED or _is_present(frame)


def _is_present(frame: Frame) -> bool:
    """Return whether a frame tells how things are: "is up", "has fallen"."""
    tokens = frame.head.tokens if frame.head is not None else ()
    return any(token.lower in _PRESENT for token in tokens)


def _names(day: dt.date) -> re.Pattern[str]:
    """Return what in a text names a day: its weekday, its date, or "today"."""
    weekday, month = day.strftime("%A"), day.strftime("%b")
    date = rf"{month}[a-z]*\.? {day.day}\b|\b{day.day} {month}"
    return re.compile(rf"\b(?:{weekday}|today|tonight|this (?:morning|afternoon|evening)|{date})",
                      re.IGNORECASE)  # fmt: skip
