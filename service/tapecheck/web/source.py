"""What articles are checked with: one tape, one rulebook, and what is told of them."""

from __future__ import annotations

from threading import Lock

from tapecheck.core.nouns import Article
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.ledger.records import Made
from tapecheck.reference.summary import Summary, newest_session, summarise
from tapecheck.report.json import checked_document, unnamed
from tapecheck.report.shapes import DocumentOut
from tapecheck.verify.verifier import Verifier
from tapecheck.web.catalogue import HealthOut, RulebookOut, rulebook_out
from tapecheck.web.drafts import Draft, article_of


class Source:
    """What articles are checked with: one tape, one rulebook, and what is told of them."""

    def __init__(self, verifier: Verifier, rulebook: Rulebook) -> None:
        """Take the parts; :mod:`tapecheck.app` puts them together."""
        nothing = verifier.check(Article(text=""))
        self.verifier = verifier
        self.health = HealthOut(
            version=nothing.version,
            tape=nothing.tape_name,
            tape_digest=nothing.tape_digest,
            rulebook_digest=nothing.rulebook_digest,
        )
        self.rules: RulebookOut = rulebook_out(rulebook, nothing.rulebook_digest)
        self.newest = newest_session(verifier.tape)
        self._summary: Summary | None = None
        self._lock = Lock()

    def article(self, draft: Draft) -> Article:
        """Return the article of a draft; refuse one that cannot be read."""
        return article_of(draft)

    def document(self, article: Article) -> DocumentOut:
        """Return the verdicts on one article in public shape; the ledger is not asked."""
        return checked_document(self.verifier.check(article))

    def made(self, article: Article) -> Made:
        """Return the check of an article, fit for the ledger."""
        report = self.verifier.check(article)
        return Made.of(report, unnamed(report))

    def tape(self) -> Summary:
        """Return the tape in numbers; they are counted once, when first asked for."""
        with self._lock:
            if self._summary is None:
                self._summary = summarise(self.verifier.tape)
            return self._summary
