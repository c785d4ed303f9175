from __future__ import annotations

from report.checks import FALSE, TRUE, check
from tapecheck.core.units import Offset
from tapecheck.core.verdicts import Outcome, Report
from tapecheck.report.comparison import compared
from tapecheck.verify.verifier import Verifier

TENCENT = "Tencent shares rose 3.9 percent on Wednesday."


def report(verifier: Verifier, text: str, **more: object) -> Report:
    return check(verifier, text, **more).report


def starts(placed: tuple[tuple[int, object], ...]) -> list[Offset]:
    return [place for place, _ in placed]


def test_a_check_beside_itself_has_nothing_new(verifier: Verifier) -> None:
    found = compared(report(verifier, TRUE), report(verifier, TRUE))
    assert (found.same, found.flipped, found.new, found.gone, found.changed) == (1, (), (), (), ())


def test_a_claim_that_moves_in_the_text_is_the_same_claim(verifier: Verifier) -> None:
    found = compared(report(verifier, TRUE), report(verifier, f"{TENCENT} {TRUE}"))
    assert (found.same, starts(found.new), found.gone) == (1, [0], ())
    assert found.changed == ("the text",)


def test_another_figure_is_a_new_claim_and_the_old_one_is_gone(verifier: Verifier) -> None:
    found = compared(report(verifier, FALSE), report(verifier, TRUE))
    assert [verdict.outcome for _, verdict in found.gone] == [Outcome.REFUTED]
    assert [verdict.outcome for _, verdict in found.new] == [Outcome.SUPPORTED]


def test_the_same_words_on_another_day_may_come_out_otherwise(verifier: Verifier) -> None:
    later = check(verifier, TRUE).report.article.published
    assert later is not None
    found = compared(report(verifier, TRUE), report(verifier, TRUE, published=later.replace(day=6)))
    ((was, now),) = found.flipped
    assert was[1].outcome is Outcome.SUPPORTED
    assert now[1].outcome is Outcome.REFUTED
    assert found.changed == ("the day of publication",)


def test_the_name_it_was_sent_under_is_no_difference(verifier: Verifier) -> None:
    found = compared(report(verifier, TRUE), report(verifier, TRUE, id="b.txt", file="b.txt"))
    assert (found.same, found.new) == (1, ())
