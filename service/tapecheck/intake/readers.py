"""The kinds of text that articles come in, and what reads each."""

from __future__ import annotations

from importlib import import_module

from tapecheck.core.prose import Markup
from tapecheck.intake.article import Reader

_READERS = {
    Markup.MARKDOWN: "tapecheck.intake.markdown:read_markdown",
    Markup.HTML: "tapecheck.intake.html:read_html",
}


def reader_of(markup: Markup) -> Reader | None:
    """Return how a kind of text is read, imported by now; None for plain text."""
    module, _, attribute = _READERS.get(markup, "").partition(":")
    found: Reader | None = getattr(import_module(module), attribute) if module else None
    return found
