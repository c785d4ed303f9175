"""A name of several firms is none of them in silence: the copy decides, or the verdict says so."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.report.wording import summary
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict, verdicts

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
VEX,Vexler Banco SA,equity,XMAD,EUR,Vexler Banco
VEX,Vexara SA,equity,XPAR,EUR,Vexara
ACM,Acme Corp,equity,XNYS,USD,Acme
ACB,Acme Brick Ltd,equity,XLON,GBP,Acme
"""
# On Tuesday the 14th: the bank +5, Vexara +3, Acme Corp +4 and Acme Brick +7 percent.
BARS = """\
symbol,mic,session,open,high,low,close
VEX,XMAD,2025-01-13,4,4,4,4.00
VEX,XMAD,2025-01-14,4,4.4,4,4.20
VEX,XPAR,2025-01-13,90,90,90,90.00
VEX,XPAR,2025-01-14,90,93,90,92.70
ACM,XNYS,2025-01-13,10,10,10,10.00
ACM,XNYS,2025-01-14,10,10.4,10,10.40
ACB,XLON,2025-01-13,10,10,10,10.00
ACB,XLON,2025-01-14,10,10.7,10,10.70
"""
WEDNESDAY = "2025-01-15"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("homonyms"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("VEX shares rose 5.0 percent on Tuesday.", "Vexler Banco SA (XMAD:VEX)"),
        ("VEX shares rose 3.0 percent on Tuesday.", "Vexara SA (XPAR:VEX)"),
        ("Acme shares rose 4.0 percent on Tuesday.", "Acme Corp (XNYS:ACM)"),
        ("Acme shares rose 7.0 percent on Tuesday.", "Acme Brick Ltd (XLON:ACB)"),
        # both are named, so that neither name decides
        (
            "Vexara trails Vexler Banco. VEX shares rose 3.0 percent on Tuesday.",
            "Vexara SA (XPAR:VEX)",
        ),
    ],
)
def test_a_figure_that_fits_one_of_two_is_ambiguous_and_says_of_which_it_is_right(
    made: Verifier, text: str, firm: str
) -> None:
    said = verdict(made, text, "percent", WEDNESDAY)
    assert said.outcome is Outcome.AMBIGUOUS
    assert said.assertion.subject is not None
    assert said.assertion.subject.instrument is None
    assert f"taken for {firm}" in summary(said)


def test_a_figure_that_fits_neither_accuses_nobody(made: Verifier) -> None:
    said = verdict(made, "VEX shares rose 8.0 percent on Tuesday.", published=WEDNESDAY)
    assert said.gap is not None
    assert said.gap.reason is Reason.NO_SUBJECT
    assert said.gap.detail == "'VEX' may be Vexler Banco SA (XMAD:VEX) or Vexara SA (XPAR:VEX)"
    assert said.correction is None


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("Vexara had news. VEX shares rose 3.0 percent on Tuesday.", "XPAR:VEX"),
        ("VEX shares rose 5.0 percent on Tuesday. Vexler Banco is a bank.", "XMAD:VEX"),
        ("Acme Brick makes bricks. Acme shares rose 7.0 percent on Tuesday.", "XLON:ACB"),
        # the currency of one figure is that of the firm
        ("Acme shares rose 7.0 percent to 10.70 pounds on Tuesday.", "XLON:ACB"),
        ("Acme shares rose 4.0 percent to $10.40 on Tuesday.", "XNYS:ACM"),
    ],
)
def test_the_copy_decides_by_another_name_or_its_currency(
    made: Verifier, text: str, instrument: str
) -> None:
    found = verdicts(made, text, WEDNESDAY)
    assert {each.outcome for each in found} == {Outcome.SUPPORTED}
    assert {each.assertion.subject and each.assertion.subject.instrument for each in found} == {
        instrument
    }
