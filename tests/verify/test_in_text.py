"""Verdicts on text with markup: claims and corrections stand where the text as it came has them."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapecheck.core.verdicts import Outcome, Report
from tapecheck.intake.article import Reader, read_article
from tapecheck.intake.html import read_html
from tapecheck.intake.markdown import read_markdown
from tapecheck.verify.verifier import Verifier
from verify.checking import PUBLISHED


def checked(verifier: Verifier, text: str, reader: Reader) -> Report:
    return verifier.check(read_article(text, id="a", published=PUBLISHED, reader=reader))


@pytest.mark.parametrize(
    ("reader", "text", "quote", "mended"),
    [
        (
            read_markdown,
            "**Alibaba** shares *rose* 6.2 percent on Wednesday.",
            "6.2 percent",
            "**Alibaba** shares *rose* 8.5 percent on Wednesday.",
        ),
        (
            read_markdown,
            "[Alibaba](https://a.example/9)’s shares rose **6.2** percent on Wednesday.",
            "6.2** percent",
            "[Alibaba](https://a.example/9)’s shares rose **8.5** percent on Wednesday.",
        ),
        (
            read_html,
            "<p>Alibaba&#8217;s shares <i>fell</i> 8.5 percent on Wednesday.</p>",
            "8.5 percent",
            "<p>Alibaba&#8217;s shares <i>rose</i> 8.5 percent on Wednesday.</p>",
        ),
        (
            read_html,
            "<p>Alibaba shares closed at <b>HK&#36;131.80</b> on Wednesday.",
            "HK&#36;131.80",
            "<p>Alibaba shares closed at <b>HK$113.80</b> on Wednesday.",
        ),
    ],
)
def test_a_correction_leaves_the_markup_in_its_place(
    verifier: Verifier, reader: Reader, text: str, quote: str, mended: str
) -> None:
    (verdict,) = checked(verifier, text, reader).verdicts
    assert verdict.outcome is Outcome.REFUTED
    assert verdict.assertion.span.of(text) == quote
    assert verdict.correction is not None
    span = verdict.correction.span
    assert text[: span.start] + verdict.correction.text + text[span.stop :] == mended


SENTENCES = (
    "Alibaba's shares rose 6.2 percent on Wednesday & closed at HK$131.80.",
    "Tencent shares fell 3.9 percent on Wednesday.",
)


@st.composite
def marked_up(draw: st.DrawFn) -> tuple[str, str]:
    """Return a sentence, and the same with markup around some words and entities in them."""
    sentence = draw(st.sampled_from(SENTENCES))
    words = []
    for word in sentence.split(" "):
        shown = "".join(
            f"&#{ord(char)};" if draw(st.integers(0, 5)) == 0 else escape(char, quote=False)
            for char in word
        )
        words.append(draw(st.sampled_from(("{}", "<b>{}</b>", "<a href='9'>{}</a>"))).format(shown))
    blanks = st.sampled_from((" ", "\n  ", " <!-- 9 percent --> ", "<br hidden> "))
    text = words[0]
    for word in words[1:]:
        text += draw(blanks.filter(lambda blank: "<br" not in blank)) + word
    return sentence, f"<p>{text}</p>"


@settings(max_examples=60)
@given(both=marked_up())
def test_markup_moves_claims_and_changes_nothing_else(
    verifier: Verifier, both: tuple[str, str]
) -> None:
    sentence, text = both
    plain = verifier.check(read_article(sentence, id="a", published=PUBLISHED))
    found = checked(verifier, text, read_html)
    for one, other in zip(plain.verdicts, found.verdicts, strict=True):
        quote = read_html(other.assertion.span.of(text)).prose
        assert quote is not None
        assert quote.words == one.assertion.span.of(sentence)
        assert other.outcome is one.outcome
        if other.correction is not None:
            span = other.correction.span
            mended = text[: span.start] + other.correction.text + text[span.stop :]
            outcomes = [v.outcome for v in checked(verifier, mended, read_html).verdicts]
            assert outcomes.count(Outcome.REFUTED) < len(plain.verdicts)
            assert mended.count("<") == text.count("<")


def test_a_figure_with_markup_inside_it_is_not_mended(verifier: Verifier) -> None:
    text = "Alibaba shares rose 6<b>.2</b> percent on Wednesday."
    (verdict,) = checked(verifier, text, read_html).verdicts
    assert verdict.assertion.span.of(text) == "6<b>.2</b> percent"
    assert verdict.outcome is Outcome.REFUTED
    assert verdict.correction is None


def test_markup_changes_no_verdict(verifier: Verifier) -> None:
    plain = "S&P aside, Alibaba’s shares rose 8.5 percent on Wednesday. They fell 6.2 percent."
    marked = (
        "<p>S&amp;P aside, <a href='9'>Alibaba</a>&rsquo;s shares <b>rose\n8.5&nbsp;percent</b> on "
        "Wednesday. They fell 6.2 percent.</p>"
    )
    found = [
        [(v.outcome, v.assertion.subject, v.assertion.quantity) for v in report.verdicts]
        for report in (
            verifier.check(read_article(plain, id="a", published=PUBLISHED)),
            checked(verifier, marked, read_html),
        )
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 2
