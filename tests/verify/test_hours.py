"""Moves that may be of trade outside the session accuse nobody; those of the session still do."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdicts

INSTRUMENTS = "symbol,name,kind,mic,currency,aliases\nACME,Acme Corp,equity,XNYS,USD,Acme\n"
# Tuesday the 14th: 50.00 to 48.00 is -4.0 percent, within 47.90 and 50.10.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-10,49,49.5,48.5,49.00
ACME,2025-01-13,49,50.2,48.9,50.00
ACME,2025-01-14,50,50.1,47.9,48.00
"""
TUESDAY = "2025-01-14"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("hours"), bars=BARS, instruments=INSTRUMENTS)


def test_a_move_may_be_that_of_extended_trading_which_the_article_tells_of(made: Verifier) -> None:
    text = (
        "Strong results sent Acme shares up 6 percent. "
        "Acme shares rose 6 percent to $50.88 in after-hours trading."
    )
    said = verdicts(made, text, TUESDAY)[0]
    assert said.gap is not None
    assert said.gap.reason is Reason.TIME_OF_DAY


@pytest.mark.parametrize(
    "text",
    [
        "Strong results sent Acme shares up 6 percent on Tuesday.",
        "Acme shares rose 6 percent on Tuesday. Acme shares fell 1 percent in after-hours trading.",
        "Acme shares closed up 6 percent on Tuesday. They rose 2 percent in after-hours trading.",
    ],
    ids=["no other trade told", "which went the other way", "the close is told"],
)
def test_a_move_that_must_be_the_sessions_is_refuted(made: Verifier, text: str) -> None:
    assert verdicts(made, text, TUESDAY)[0].outcome is Outcome.REFUTED


def test_a_move_from_a_close_is_none_of_the_session(made: Verifier) -> None:
    text = "Acme shares slid 3.1 percent to $46.51 on Tuesday from a close at $48."
    slid = verdicts(made, text, TUESDAY)[0]
    assert slid.gap is not None
    assert slid.gap.reason is Reason.TIME_OF_DAY
    assert verdicts(made, text.partition(" from")[0] + ".", TUESDAY)[0].outcome is Outcome.REFUTED
