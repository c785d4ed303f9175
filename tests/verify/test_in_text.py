"""Verdicts on text with markup: claims and corrections stand where the text as it came has them."""

from __future__ import annotations

import pytest

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
