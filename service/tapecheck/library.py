"""The library face: what ``import tapecheck`` offers to programs and notebooks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tapecheck.build import build_verifier
from tapecheck.core import verdicts
from tapecheck.core.nouns import Article
from tapecheck.intake.article import read_article, read_published
from tapecheck.report.findings import checked
from tapecheck.report.html import html_lines
from tapecheck.report.json import checked_document, encode
from tapecheck.report.view import View
from tapecheck.settings import Settings
from tapecheck.verify import verifier

if TYPE_CHECKING:
    import polars as pl

    from tapecheck.bulk.judging import Judge


class Report(verdicts.Report, frozen=True, kw_only=True):
    """All verdicts on one article; a notebook shows the text with each claim marked."""

    def to_json(self) -> str:
        """Return the report as one line of JSON, as ``tapecheck check --format jsonl`` does."""
        return encode(checked_document(self)).decode()

    def _repr_html_(self) -> str:
        """Return the report as a page in a frame of its own: its styles stay inside."""
        # Imported here: a program that shows nothing does not wait for it.
        from html import escape

        page = "\n".join(html_lines([checked(self)], View()))
        return (
            f'<iframe title="tapecheck" srcdoc="{escape(page)}" sandbox'
            ' style="width: 100%; height: 30rem; border: 0"></iframe>'
        )


class Verifier:
    """Checks articles against one tape with one rulebook; threads may share it."""

    def __init__(self, inner: verifier.Verifier) -> None:
        """Take what does the work; :func:`open_verifier` makes it."""
        self._inner = inner
        self._judge: Judge | None = None

    @property
    def tape(self) -> str:
        """Return the name of the tape."""
        return self._inner.tape.name

    @property
    def rules(self) -> dict[str, str]:
        """Return what each claim rule is about, by its id."""
        return self._inner.rules

    def check(
        self, article: Article | str, *, published: dt.date | str | None = None, title: str = ""
    ) -> Report:
        """Return a verdict on every claim of an article, in reading order.

        A text may have front matter; without a day of publication no window of time can be told.
        """
        if isinstance(article, str):
            article = read_article(article, id="article", published=_day(published), title=title)
        return _faced(self._inner.check(article))

    def check_many(self, articles: Iterable[Article]) -> Iterator[Report]:
        """Yield the report on each article, in their order, as they are asked for."""
        return map(_faced, self._inner.check_many(articles))

    def check_frame(
        self, frame: pl.DataFrame, *, text: str = "text", published: str | None = None,
        id: str | None = None,
    ) -> pl.DataFrame:  # fmt: skip
        """Return the claims of all articles of a frame, one a row: the columns of docs/bulk.md.

        ``text``, ``published`` and ``id`` name columns. ``position`` is the article's row,
        counted from 1; a row that holds no article raises :class:`InputError`.
        """
        # Imported here: `open_verifier` for single articles needs none of it.
        from tapecheck.bulk.frames import claims_of

        columns = {"text": text, "published": published, "id": id}
        return claims_of(self._inner, frame, {k: v for k, v in columns.items() if v})

    def judge_frame(self, claims: pl.DataFrame) -> pl.DataFrame:
        """Return ``outcome`` and ``reason`` of claims that are no words any more, in their order.

        A claim is a row: from the close of ``base`` to that of ``last`` the ``instrument`` moved
        by ``low`` to ``high`` percent; without a base, it closed between them on ``last``. What
        lies up to ``beyond`` outside is imprecise. The first call reads all closes of the tape.
        """
        if self._judge is None:
            # Imported here, and made here: few programs ask for it, and it reads the whole tape.
            from tapecheck.bulk.judging import Judge

            self._judge = Judge(self._inner.tape, self._inner.house)
        return self._judge(claims)


def open_verifier(
    *, tape: str | Path | None = None, rules: str | Path | None = None, home_currency: str = "USD"
) -> Verifier:
    """Return a verifier over a tape; without one, over the sample tape.

    Raises :class:`TapeError` or :class:`RuleFileError`, which name the way out.
    """
    settings = Settings(
        tape=Path(tape) if tape else None, rules=Path(rules) if rules else None,
        home_currency=home_currency,
    )  # fmt: skip
    return Verifier(build_verifier(settings))


def _day(published: dt.date | str | None) -> dt.date | None:
    return read_published(published, "published") if isinstance(published, str) else published


def _faced(report: verdicts.Report) -> Report:
    fields = report.__struct_fields__
    return Report(**{field: getattr(report, field) for field in fields})
