"""One figure that an article tells twice, and not the same: no tape is needed to see that.

A headline is held against all figures of the body that it may mean; two figures of the body only
where both name their subject and the same stretch of time, which a close ends: one that is told, or
that was over on the day of publication. What the tape has rows of, the tape decides.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.interval import Overlap
from tapecheck.core.nouns import (
    Article,
    Assertion,
    Basis,
    Hedge,
    Kind,
    Label,
    Metric,
    Modality,
    Span,
)
from tapecheck.core.verdicts import Diagnosis, Evidence, Outcome, Reading, Verdict
from tapecheck.verify.claimed import claimed_interval
from tapecheck.verify.consistency import is_unseen
from tapecheck.verify.house import House

_RATES = frozenset({Metric.YIELD, Metric.EXCHANGE_RATE})
_TRADED = _RATES | {Metric.PRICE, Metric.INDEX, Metric.MARKET_VALUE}
_DAYS = frozenset({Label.DAY, Label.AS_OF})
# What companies report for: a figure of such a period may be of their profit.
_REPORTING = frozenset({Label.QUARTER, Label.HALF_YEAR, Label.YEAR, Label.YEAR_ON_YEAR})
_OVER = frozenset({Basis.CLOSE, Basis.UNSPECIFIED})
# A session that is told as the one before is none of the headline.
_THE_OTHER = re.compile(r"\b(?:previous|prior|earlier|before)\b", re.IGNORECASE)
# "Gains over 300 points" may be told of 388 of them.
_OPEN_ENDED = frozenset({Hedge.AT_MOST, Hedge.AT_LEAST, Hedge.MORE_THAN})
_CONTRADICTION = Diagnosis(
    code="contradiction", detail="the article tells this figure twice, and not the same"
)

_LONGEST = 160  # characters of a first line that may be a headline
_ENDS = (".", "!", "?", ":", ";", ",", '."', ".\N{RIGHT DOUBLE QUOTATION MARK}")


Placed = tuple[int, Assertion]


class Headline(Struct, frozen=True):
    """A headline with its claims; ``stop`` is where it ends in the text, 0 if it is not in it."""

    text: str
    stop: int
    claims: tuple[Assertion, ...] = ()


def headline_of(article: Article, parse: Callable[[Article], tuple[Assertion, ...]]) -> Headline:
    """Return the headline of a plain article: its title, or a first line that is no sentence."""
    start = len(article.text) - len(article.text.lstrip())
    line, ended, _ = article.text[start:].partition("\n")
    stop, line, title = start + len(line), line.strip(), article.title.strip()
    if len(title) > _LONGEST:
        return Headline("", 0)
    if title and title != line:
        stop = 0
    elif not ended or len(line) > _LONGEST or line.endswith(_ENDS):
        return Headline("", 0)
    text = title or line
    return Headline(text, stop, parse(replace(article, text=text, title="")))


def retold(
    verdicts: Sequence[Verdict], article: Article, headline: Headline, house: House,
    sentences: Callable[[], Sequence[Span]],
) -> list[Verdict]:  # fmt: skip
    """Return the verdicts, with those refuted that the article itself tells otherwise before.

    ``sentences`` gives those of the text, in their order.
    """
    found = list(verdicts)
    body = [
        (place, each.assertion)
        for place, each in enumerate(verdicts)
        if each.assertion.subject and each.assertion.span.start >= headline.stop
    ]
    for told, place in _contradictions(body, article, headline, sentences, house):
        found[place] = _contradicted(found[place], told, house)
    return found


def _contradictions(
    body: Sequence[Placed], article: Article, headline: Headline,
    sentences: Callable[[], Sequence[Span]], house: House,
) -> Iterator[tuple[str, int]]:  # fmt: skip
    """Yield what is told elsewhere, with the place of the figure that it contradicts."""
    for claim in headline.claims:
        for place in _unlike(claim, body, house):
            yield f"{_quoted(claim, headline.text)} in the headline", place
    twice = tuple(_twice(body, article.published, house))
    bounds = sentences() if twice else ()
    for one, (place, other) in twice:
        first, second = _within(one.span, bounds), _within(other.span, bounds)
        if first != second and _names(one, first, article) and _names(other, second, article):
            yield f"{_quoted(one, article.text)} before", place


def _own(claim: Assertion) -> bool:
    return (
        claim.quantity is not None
        and claim.metric in _TRADED
        and claim.modality is Modality.ASSERTED
        and claim.quantity.hedge not in _OPEN_ENDED
    )


def _unlike(told: Assertion, body: Sequence[Placed], house: House) -> Iterator[int]:
    """Yield the places of a headline's figure in the body, where none of them is that figure.

    A price in a headline may be a target or an offer, a rate one of some hour, and a body that
    tells of several days or of moments of one may have left the headline's figure out: none of
    them is held against anything.
    """
    price = told.kind is Kind.LEVEL and told.metric is Metric.PRICE
    if price or told.metric in _RATES or not _own(told):
        return
    alike = [(place, each) for place, each in body if _thing(each) == _thing(told)]
    days = {each.when.end for _, each in body if _of_a_day(each) and _name(each) == _name(told)}
    if len(days) > 1 or not all(_comparable(told, each) for _, each in alike):
        return
    if all(_apart(told, each, house) for _, each in alike):
        yield from (place for place, _ in alike)


def _comparable(told: Assertion, claim: Assertion) -> bool:
    """Return whether a figure of the body is over the headline's stretch, and no mere moment."""
    same = (claim.when.label, claim.when.start) == (told.when.label, told.when.start)
    before = claim.when.text if claim.when.end != told.when.end else None
    if before and (claim.kind is Kind.LEVEL or _THE_OTHER.search(before)):
        return False  # where it stood the day before, or how it moved then
    return _own(claim) and claim.basis in _OVER and same


def _of_a_day(claim: Assertion) -> bool:
    return claim.when.label in _DAYS


def _name(claim: Assertion) -> str:
    return claim.subject.name if claim.subject else ""


def _thing(claim: Assertion) -> tuple[object, ...]:
    """Return what a figure is of, whenever it is told."""
    unit = claim.quantity.unit if claim.quantity else ""
    return _name(claim), claim.kind, claim.metric, unit


def _twice(
    body: Sequence[Placed], published: dt.date | None, house: House
) -> Iterator[tuple[Assertion, Placed]]:
    """Yield what is told first, with each figure over its stretch that is told otherwise later."""
    told: dict[tuple[object, ...], Assertion] = {}
    for place, claim in body:
        if _own(claim) and claim.when.text is not None and _closed(claim, published):
            thing = (*_thing(claim), claim.basis, replace(claim.when, text=None))
            first = told.setdefault(thing, claim)
            if _apart(first, claim, house):
                yield first, (place, claim)


def _closed(claim: Assertion, published: dt.date | None) -> bool:
    """Return whether a figure is over a stretch of time that a close ends.

    "Rose 3 percent on Tuesday" means its close in copy of a later day; a level may be of any hour.
    """
    if claim.when.label in _REPORTING or not (claim.when.start or claim.when.end):
        return False
    if _of_a_day(claim):
        end, moved = claim.when.end, claim.kind is Kind.CHANGE and claim.basis in _OVER
        past = published is not None and end is not None and end < published.isoformat()
        return end is not None and (claim.basis is Basis.CLOSE or (moved and past))
    return claim.basis in _OVER


def _apart(one: Assertion, other: Assertion, house: House) -> bool:
    """Return whether two figures differ by more than what needs only mending."""
    first, second = claimed_interval(one, house), claimed_interval(other, house)
    if first is None or second is None:
        return False
    pairs = ((first.slack, second.inside), (second.slack, first.inside))
    return all(room.against(told) is Overlap.OUTSIDE for room, told in pairs)


def _within(span: Span, sentences: Sequence[Span]) -> Span:
    """Return the sentence that a span begins in."""
    place = bisect_right(sentences, span.start, key=lambda each: each.start)
    return sentences[place - 1] if place else span


def _names(claim: Assertion, sentence: Span, article: Article) -> bool:
    """Return whether a sentence names the subject itself, and does not leave it to another one."""
    subject = claim.subject
    return subject is not None and subject.text.lower() in sentence.of(article.text).lower()


def _quoted(claim: Assertion, text: str) -> str:
    """Return the words of a claim with its word of movement: "fell 3 percent"."""
    spans = (claim.span, claim.cue or claim.span)
    words = text[min(each.start for each in spans) : max(each.stop for each in spans)]
    return f'"{" ".join(words.split())}"'


def _contradicted(verdict: Verdict, elsewhere: str, house: House) -> Verdict:
    """Return a verdict as contradicted, unless the tape knows better."""
    claim, claimed = verdict.assertion, claimed_interval(verdict.assertion, house)
    if not is_unseen(verdict) or claimed is None or claim.subject is None:
        return verdict
    reading = Reading(
        name="told-twice",
        instrument=claim.subject.instrument or claim.subject.name,
        measure="retold",
        base=None,
        last=None,
        claimed=claimed.inside,
        unit=claim.quantity.unit if claim.quantity else None,
        primary=True,
        assumed=("both tell of the same figure",),
    )
    evidence = Evidence(reading=reading, holds=False, formula=elsewhere)
    return Verdict(
        assertion=claim, outcome=Outcome.REFUTED, evidence=(evidence,), diagnosis=_CONTRADICTION
    )
