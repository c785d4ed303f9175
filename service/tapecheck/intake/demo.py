"""The sample article that ships with the package."""

from __future__ import annotations

from importlib.resources import files

from tapecheck.core.nouns import Article
from tapecheck.intake.article import read_article

NAME = "sample-article.md"


def sample_text() -> str:
    """Return the sample article as it stands in its file, front matter included."""
    return (files("tapecheck.intake") / "sample" / "article.md").read_text(encoding="utf-8")


def sample_article() -> Article:
    """Return the sample article, ready to be checked."""
    return read_article(sample_text(), id=NAME)
