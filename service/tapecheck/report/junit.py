"""JUnit XML as CI servers read it: an article is a suite, a claim is a test.

There is no clock below the edges, so every time is 0 and the same run gives the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Checked, Finding, Item, words_of
from tapecheck.report.places import place_in_file
from tapecheck.report.text import described
from tapecheck.report.view import View
from tapecheck.report.wording import summary

# What XML 1.0 cannot hold, not even escaped: one such character, and a CI drops the report.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COUNTED = ("failure", "error", "skipped")


def junit_lines(items: Iterable[Item], view: View) -> Iterator[str]:
    """Yield one XML document; outcomes that fail the run are failures, unchecked is skipped."""
    root = Element("testsuites", name="tapecheck", time="0")
    for item in items:
        if isinstance(item, InputError):
            _add_unread(root, item)
        else:
            _add_suite(root, item, view)
    for element in (*root, root):
        _count(element)
    indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield tostring(root, encoding="unicode")


def _add_suite(root: Element, check: Checked, view: View) -> None:
    article = check.report.article
    name = article.id or article.file or "article"
    suite = SubElement(root, "testsuite", name=_clean(name), time="0")
    taken: Counter[str] = Counter()
    for finding in check.findings:
        place = place_in_file(article, finding.verdict.assertion.span)
        quote = words_of(article, finding.verdict.assertion.span)
        title = _clean(f"{quote} ({described(finding.verdict.assertion)})")
        taken[title] += 1
        case = SubElement(
            suite, "testcase", time="0",
            name=title if taken[title] == 1 else f"{title} {taken[title]}",
            classname=_clean(finding.verdict.assertion.rule),
            file=_clean(place.file), line=str(place.line),
        )  # fmt: skip
        _add_outcome(case, finding, article, view)


def _add_outcome(case: Element, finding: Finding, article: Article, view: View) -> None:
    """Add what a claim came to: a failure, a skip, or words that a CI only keeps."""
    says = _clean(summary(finding.verdict))
    if finding.outcome is Outcome.UNCHECKED:
        SubElement(case, "skipped", message=says)
    elif finding.outcome in view.failing and not finding.known:
        failure = SubElement(case, "failure", message=says, type=finding.outcome)
        failure.text = _clean("\n".join(_mend(finding, article)))
    elif finding.outcome is not Outcome.SUPPORTED:
        known = " (known: it is in the baseline)" if finding.known else ""
        SubElement(case, "system-out").text = f"{finding.outcome}{known}: {says}"


def _mend(finding: Finding, article: Article) -> Iterator[str]:
    correction = finding.verdict.correction
    yield summary(finding.verdict)
    if correction is not None:
        yield f"write: {correction.text}  (not: {correction.span.of(article.text)})"


def _add_unread(root: Element, error: InputError) -> None:
    suite = SubElement(root, "testsuite", name=_clean(error.place), time="0")
    case = SubElement(suite, "testcase", name="it can be read", classname=error.code, time="0")
    SubElement(case, "error", message=_clean(str(error)), type=error.code)


def _count(element: Element) -> None:
    """Set how many tests an element holds, and how many came out how."""
    cases = list(element.iter("testcase"))
    element.set("tests", str(len(cases)))
    for plural, tag in zip(("failures", "errors", "skipped"), _COUNTED, strict=True):
        element.set(plural, str(sum(case.find(tag) is not None for case in cases)))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
