"""The demo's report as a whole, once read line by line against the table of SEED.md."""

from __future__ import annotations

from pathlib import Path

from tapecheck.intake.demo import sample_article
from tapecheck.report.text import report_text
from tapecheck.verify.verifier import Verifier

GOLDEN = Path(__file__).parent / "golden" / "demo.txt"
RENEW = (
    "the demo's report differs from tests/report/golden/demo.txt; if it should, renew it with\n"
    "  .venv/bin/tapecheck demo > tests/report/golden/demo.txt\n"
    "then READ the diff against the article and the tape before you commit it"
)


def test_the_demo_reads_as_it_was_approved(verifier: Verifier) -> None:
    note, blank, *report = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert list(report_text(verifier.check(sample_article()))) == report, RENEW
    assert note == "tape: sample (the sample tape that ships with tapecheck; choose with --tape)"
    assert blank == ""
