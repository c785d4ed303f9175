"""The whole of checking: an article in, a report out; the same four digests give the same bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from tapecheck.core.nouns import Article, Assertion
from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome, Reason, Report, Verdict
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.tape import Tape
from tapecheck.verify.agreement import Tried, agreed
from tapecheck.verify.alongside import alongside
from tapecheck.verify.apart import apart
from tapecheck.verify.claimed import claimed_interval
from tapecheck.verify.consistency import consistent, is_unseen
from tapecheck.verify.counted import uncounted
from tapecheck.verify.credible import credible
from tapecheck.verify.diagnose import diagnosed
from tapecheck.verify.dividends import with_dividends
from tapecheck.verify.elsewhen import unless_elsewhen
from tapecheck.verify.elsewhere import Around, elsewhere
from tapecheck.verify.homonyms import told_apart
from tapecheck.verify.hours import at_an_hour, outside_hours
from tapecheck.verify.house import House
from tapecheck.verify.intext import in_text
from tapecheck.verify.judge import judge
from tapecheck.verify.known import to_last_known
from tapecheck.verify.listings import across_listings
from tapecheck.verify.local import seen_there
from tapecheck.verify.othertimes import other_times
from tapecheck.verify.peaks import beside
from tapecheck.verify.plans import Unplanned
from tapecheck.verify.resolve import check_modality
from tapecheck.verify.retold import headline_of, retold
from tapecheck.verify.silence import silenced
from tapecheck.verify.trials import TOTAL_RETURN
from tapecheck.verify.wholes import parted


class Verifier:
    """Checks articles against one tape with one rulebook; threads may share it."""

    def __init__(
        self, parser: Parser, tape: Tape, house: House, *,
        rules: dict[str, ClaimRule], rulebook_digest: Digest, version: str,
    ) -> None:  # fmt: skip
        """Take the parts; :mod:`tapecheck.build` puts them together."""
        self._parser = parser
        self._house = house
        self._rules = rules
        self.rulebook_digest = rulebook_digest
        self.version = version
        self.tape = tape

    @property
    def rules(self) -> dict[str, str]:
        """Return what each claim rule is about, by its id."""
        return {id: rule.about for id, rule in self._rules.items()}

    def check(self, article: Article) -> Report:
        """Return a verdict on every claim of an article, in reading order."""
        plain = article.plain
        verdicts, unused = silenced(
            [in_text(each, article) for each in self._verdicts(plain)], article, self._house.ignore
        )
        return Report(
            article=article,
            verdicts=verdicts,
            address=self.address(article),
            text_digest=text_digest(article.text),
            rulebook_digest=self.rulebook_digest,
            tape_digest=self.tape.digest,
            tape_name=self.tape.name,
            version=self.version,
            unused=unused,
        )

    @property
    def house(self) -> House:
        """Return the house's policy."""
        return self._house

    def check_many(self, articles: Iterable[Article]) -> Iterator[Report]:
        """Yield the report on each article, in their order, as they are asked for."""
        return map(self.check, articles)

    def _verdicts(self, plain: Article) -> tuple[Verdict, ...]:
        """Return the verdicts on what an article says, wherever its markup puts the words."""
        claims = told_apart(self._parser.parse(plain), plain.text, self.tape)
        extremes = beside(claims, plain.text)
        tried = [self._try(claim, plain, extremes.get(at)) for at, claim in enumerate(claims)]
        tried = to_last_known(agreed(tried, self.tape), plain.moment, self.tape)
        judged = [self._judge(each) for each in tried]
        sentences = partial(self._parser.sentences, plain.text)
        judged = outside_hours(self._elsewhere(judged, plain), plain.text, self._house)
        judged = at_an_hour(judged, plain.text, sentences, self._house)
        in_all = partial(self._in_all, plain)
        judged = with_dividends(judged, plain.text, sentences, self._house, in_all)
        judged = self._retold(judged, plain)
        judged = uncounted(judged, plain.text)
        said = unless_elsewhen([self._said(each, plain) for each in judged])
        return apart(consistent(alongside(said, plain.text), plain.text, self._house))

    def address(self, article: Article) -> Digest:
        """Return the digest of all that a report on an article hangs on; no check is made.

        Equal addresses mean equal verdicts: text and markup, title and day, rulebook, tape and
        version.
        """
        told = article.moment or article.published
        published = told.isoformat() if told else ""
        words = (article.text, article.plain.text, article.title, article.ignored, published)
        with_what = (self.rulebook_digest, self.tape.digest, self.version)
        return text_digest(" ".join((*map(text_digest, words), *with_what)))

    def _try(
        self, claim: Assertion, article: Article, extreme: Assertion | None = None, *,
        rule: ClaimRule | None = None,
    ) -> Tried:  # fmt: skip
        """Return a claim with the evidence on every reading of it, by its own rule or another."""
        rule = rule or self._rules[claim.rule]
        try:
            check_modality(claim)
            seen, day = seen_there(claim, _published(article), article.moment)
            evidence = across_listings(seen, rule, self.tape, day, extreme)
        except Unplanned as missing:
            return Tried(claim, gap=missing.gap)
        return Tried(claim, evidence, claimed_interval(claim, self._house))

    def _judge(self, tried: Tried) -> Verdict:
        if tried.gap is not None:
            return Verdict(assertion=tried.assertion, outcome=Outcome.UNCHECKED, gap=tried.gap)
        return judge(tried.assertion, tried.evidence, tried.claimed, self._house)

    def _in_all(self, article: Article, claim: Assertion) -> Verdict:
        """Return the verdict on a move with all dividends that were paid on the way."""
        rule = replace(self._rules[claim.rule], measure=TOTAL_RETURN, readings=_CLOSES)
        return self._judge(self._try(claim, article, rule=rule))

    def _elsewhere(self, judged: Sequence[Verdict], article: Article) -> Sequence[Verdict]:
        """Return the verdicts after a look at what else contradicted figures may be of."""
        around = Around(
            [verdict.assertion for verdict in judged], article.text, article.published, self.tape,
            self._parser.named,
        )  # fmt: skip

        def again(claim: Assertion) -> Verdict:
            return self._judge(self._try(claim, article))

        return other_times(elsewhere(judged, around, again), around, again)

    def _retold(self, judged: list[Verdict], plain: Article) -> list[Verdict]:
        """Return the verdicts after a look at what the article tells twice, and in parts."""
        if not any(map(is_unseen, judged)):
            return judged
        headline = headline_of(plain, self._parser.parse)
        sentences = partial(self._parser.sentences, plain.text)
        told = retold(judged, plain, headline, self._house, sentences)
        return parted(told, plain.text, sentences, self._house)

    def _said(self, verdict: Verdict, article: Article) -> Verdict:
        return credible(diagnosed(verdict, article.text, self._house), self._house)


# Dividends are counted from close to close.
_CLOSES = {"default": ("close-to-close",)}


def _published(article: Article) -> dt.date:
    if article.published is None:
        raise Unplanned(
            Reason.NO_PUBLICATION_DATE, "without the day of publication no window can be told"
        )
    return article.published


def text_digest(text: str) -> Digest:
    """Return the digest of a text; lone surrogates, which UTF-8 cannot hold, count as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
