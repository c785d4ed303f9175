"""Between the text as it came and the text that is read: characters mended, offsets kept."""

from __future__ import annotations

from msgspec.structs import replace

from tapecheck.core.nouns import Article, Assertion


def readable(text: str) -> str:
    """Return the text with lone surrogates replaced, so that every spotter can take it.

    Offsets stay as they are: one character stands for one.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def located(assertion: Assertion, article: Article) -> Assertion:
    """Return what the plain article claims, with the places of the text as it came."""
    if article.prose is None:
        return assertion
    cue = assertion.cue and article.in_text(assertion.cue)
    return replace(assertion, span=article.in_text(assertion.span), cue=cue)
