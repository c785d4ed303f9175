"""Fingerprints: the same for the same claim, wherever its line has moved to."""

from __future__ import annotations

from report.checks import FALSE, TRUE, check
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import checked
from tapecheck.verify.verifier import Verifier


def prints(verifier: Verifier, text: str, **more: object) -> list[str]:
    return [each.fingerprint for each in check(verifier, text, **more).findings]


def test_a_fingerprint_survives_moved_lines_and_other_claims(verifier: Verifier) -> None:
    (one,) = prints(verifier, FALSE)
    assert prints(verifier, f"A new first paragraph.\n\n{TRUE}\n\n{FALSE}")[1] == one
    assert prints(verifier, FALSE.replace("6.2 percent", "6.2\npercent")) == [one]


def test_another_figure_subject_day_or_file_is_another_claim(verifier: Verifier) -> None:
    others = [
        prints(verifier, FALSE),
        prints(verifier, FALSE.replace("6.2", "6.3")),
        prints(verifier, FALSE.replace("Alibaba", "Tencent")),
        prints(verifier, FALSE.replace("Wednesday", "Tuesday")),
        prints(verifier, FALSE.replace("rose", "fell")),
        prints(verifier, FALSE, file="b.txt"),
        prints(verifier, FALSE, id="other"),
    ]
    assert len({each for (each,) in others}) == 7


def test_the_same_words_twice_are_two_claims(verifier: Verifier) -> None:
    first, second = prints(verifier, f"{FALSE} {FALSE}")
    assert first != second
    assert [first] == prints(verifier, FALSE)


def test_a_claim_is_known_with_its_outcome_only(verifier: Verifier) -> None:
    item = check(verifier, FALSE)
    (finding,) = item.findings
    assert not finding.known
    for outcome, known in ((Outcome.REFUTED, True), (Outcome.IMPRECISE, False)):
        (again,) = checked(item.report, {finding.fingerprint: outcome}).findings
        assert again.known is known
