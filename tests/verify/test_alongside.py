"""Contradicted claims whose neighbours tell that they are of something else accuse nobody."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict

REFUTED, UNCHECKED = Outcome.REFUTED, Outcome.UNCHECKED
INSTRUMENTS = "symbol,name,kind,mic,currency,aliases\nACME,Acme Corp,equity,XNYS,USD,Acme\n"
# Tuesday the 14th: 50.00 to 48.00 is -4.0 percent, never above 49.80. The highest close is that of
# the 10th, and so is the biggest gain, 40.00 to 51.00.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-02,40,40.5,39.5,40.00
ACME,2025-01-03,40,40.5,39.5,40.00
ACME,2025-01-06,40,40.5,39.5,40.00
ACME,2025-01-07,40,40.5,39.5,40.00
ACME,2025-01-08,40,40.5,39.5,40.00
ACME,2025-01-10,50,51.2,49.5,51.00
ACME,2025-01-13,50,50.2,48.9,50.00
ACME,2025-01-14,49.5,49.8,47.9,48.00
"""
TUESDAY = "2025-01-14"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("alongside"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        # at "highs" they may have been on any day; "a high" is of the day that is told
        ("Acme shares hit one-week highs.", "one-week highs", UNCHECKED),
        ("Acme shares hit a one-week high.", "one-week high", REFUTED),
        # they fell that day, so that they recovered at some moment of it
        ("Acme shares fell 4 percent. They recovered slightly.", "recovered", UNCHECKED),
        ("Acme shares opened at $49.50. They recovered slightly.", "recovered", REFUTED),
        # nor were they ever up 3 percent that day, but they may have gained so much from a low
        ("Acme shares jumped 3 percent to close 4 percent lower.", "3 percent", UNCHECKED),
        # counted from a low of which the words tell elsewhere
        ("Acme shares started 2025 up 2 percent on that day.", "2 percent", UNCHECKED),
        (
            "Acme shares were up 27 percent since 8 January, but ended Tuesday up only 20 percent.",
            "20 percent",
            UNCHECKED,
        ),
        ("Acme shares ended Tuesday up only 2 percent.", "2 percent", REFUTED),
        # no session gained 30 percent, so that it was the best of some other stretch
        (
            "Acme shares rose 30 percent, their biggest gain since Jan. 8.",
            "biggest gain",
            UNCHECKED,
        ),
        ("Acme shares had their biggest gain since Jan. 8.", "biggest gain", REFUTED),
    ],
)
def test_what_stands_alongside_may_tell_that_a_claim_is_of_another_time(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, TUESDAY).outcome is outcome


def test_a_plural_leaves_the_window_open(made: Verifier) -> None:
    gap = verdict(made, "Acme shares hit one-week highs.", "highs", TUESDAY).gap
    assert gap is not None
    assert gap.reason is Reason.NO_WINDOW
