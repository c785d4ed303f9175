"""JUnit XML as Jenkins and GitLab read it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

import pytest

from report.checks import ALL, CLOSE, FALSE, TRUE, UNKNOWN, WIDE, check, shown
from tapecheck.core.errors import InputError
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Item, checked
from tapecheck.report.view import View
from tapecheck.verify.verifier import Verifier

# What Jenkins' junit-10.xsd allows, and file and line, which GitLab and pytest add.
COUNTS = {"name", "time", "tests", "failures", "errors", "skipped"}
SHAPE: dict[str, tuple[set[str], set[str]]] = {
    "testsuites": (COUNTS, {"testsuite"}),
    "testsuite": (COUNTS, {"testcase"}),
    "testcase": (
        {"name", "classname", "time", "file", "line"},
        {"failure", "error", "skipped", "system-out"},
    ),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "skipped": ({"message"}, set()),
    "system-out": (set(), set()),
}


def read(items: Iterable[Item], view: View | None = None) -> ElementTree.Element:
    """Return the root of a report that is as readers want it."""
    root = ElementTree.fromstring(shown("junit", items, view))
    assert root.tag == "testsuites"
    hold(root)
    return root


def hold(element: ElementTree.Element) -> None:
    """Hold an element and all below it to the shape, and its counts to what is there."""
    attributes, children = SHAPE[element.tag]
    assert set(element.attrib) <= attributes
    assert {child.tag for child in element} <= children
    if "tests" in element.attrib:
        cases = list(element.iter("testcase"))
        assert int(element.attrib["tests"]) == len(cases)
        for plural, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(element.attrib[plural]) == sum(1 for c in cases if c.find(tag) is not None)
    for child in element:
        hold(child)


def came_out(root: ElementTree.Element) -> list[str | None]:
    """Return the tag within each test; None of one that passed without a word."""
    return [case[0].tag if len(case) else None for case in root.iter("testcase")]


def test_refuted_fails_unchecked_is_skipped_and_the_rest_passes(verifier: Verifier) -> None:
    assert came_out(read([check(verifier, ALL)])) == [
        None, "system-out", "system-out", "failure", "skipped",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("failing", "tag"),
    [({Outcome.REFUTED}, "system-out"), ({Outcome.REFUTED, Outcome.IMPRECISE}, "failure")],
)
def test_what_fails_the_run_fails_its_test(
    verifier: Verifier, failing: set[Outcome], tag: str
) -> None:
    assert came_out(read([check(verifier, CLOSE)], View(failing=frozenset(failing)))) == [tag]


def test_unchecked_is_never_a_failure(verifier: Verifier) -> None:
    view = View(failing=frozenset(Outcome) - {Outcome.SUPPORTED})
    assert came_out(read([check(verifier, UNKNOWN)], view)) == ["skipped"]


def test_a_known_failure_passes_and_says_so(verifier: Verifier) -> None:
    (finding,) = check(verifier, FALSE).findings
    report = check(verifier, FALSE).report
    known = checked(report, {finding.fingerprint: Outcome.REFUTED})
    root = read([known])
    assert came_out(root) == ["system-out"]
    (said,) = root.iter("system-out")
    assert (said.text or "").startswith("refuted (known: it is in the baseline): ")


def test_a_failure_says_what_to_write(verifier: Verifier) -> None:
    (failure,) = read([check(verifier, WIDE)]).iter("failure")
    assert failure.attrib["type"] == "refuted"
    assert (failure.text or "").splitlines()[1] == "write: 8.5 percent  (not: 6.2 percent)"


def test_a_claim_is_a_test_with_file_and_line(verifier: Verifier) -> None:
    (case,) = read([check(verifier, WIDE)]).iter("testcase")
    assert (case.attrib["file"], case.attrib["line"]) == ("a.txt", "2")
    assert case.attrib["classname"] == "change.percent"
    assert case.attrib["name"] == (
        "6.2 percent (Alibaba Group Holding Ltd: change up 6.2 percent, day 2025-02-12)"
    )


def test_no_two_tests_of_an_article_have_one_name(verifier: Verifier) -> None:
    names = [c.attrib["name"] for c in read([check(verifier, f"{TRUE} {TRUE}")]).iter("testcase")]
    assert names[1] == f"{names[0]} 2"


def test_what_xml_cannot_hold_is_replaced(verifier: Verifier) -> None:
    named = check(verifier, FALSE, id="a\x00\x1b\ud800\ufffe.txt", file="b\x08.txt")
    (suite,) = read([named])
    assert suite.attrib["name"] == "a\ufffd\ufffd\ufffd\ufffd.txt"
    assert suite[0].attrib["file"] == "b\ufffd.txt"


def test_what_cannot_be_read_is_an_error() -> None:
    root = read([InputError("b.txt", 'no <such> & "file"')])
    (error,) = root.iter("error")
    assert error.attrib["message"] == 'b.txt: no <such> & "file"'
    assert root.attrib["errors"] == "1"
