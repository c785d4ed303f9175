"""A figure that may be of another time is supported by its day, and never refuted by it."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdicts

INSTRUMENTS = "symbol,name,kind,mic,currency,aliases\nACME,Acme Corp,equity,XNYS,USD,Acme\n"
# Tuesday the 14th: 50.00 to 48.00 is -4.0 percent.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-10,49,49.5,48.5,49.00
ACME,2025-01-13,49,50.2,48.9,50.00
ACME,2025-01-14,50,50.1,47.9,48.00
"""
TUESDAY = "2025-01-14"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("elsewhen"), bars=BARS, instruments=INSTRUMENTS)


def test_after_another_time_a_figure_that_does_not_fit_today_is_left_open(made: Verifier) -> None:
    said = verdicts(made, "In 2008 gold fell 9 percent. Acme shares lost 7 percent.", TUESDAY)[-1]
    assert said.outcome is Outcome.UNCHECKED
    assert said.gap is not None
    assert said.gap.reason is Reason.NO_WINDOW


def test_after_another_time_a_figure_of_today_is_supported(made: Verifier) -> None:
    said = verdicts(made, "In 2008 gold fell 9 percent. Acme shares lost 4 percent.", TUESDAY)[-1]
    assert said.outcome is Outcome.SUPPORTED


def test_beside_no_other_time_it_is_refuted(made: Verifier) -> None:
    said = verdicts(made, "Acme shares lost 7 percent.", TUESDAY)[-1]
    assert said.outcome is Outcome.REFUTED


def test_a_day_told_before_may_be_meant_or_not(made: Verifier) -> None:
    # The article names Monday alone; -4.0 percent is of Tuesday, +2.04 percent of Monday.
    monday = "Gold fell 1 percent on Monday. Acme shares "
    told = {
        words: verdicts(made, monday + words, TUESDAY)[-1].outcome
        for words in ("rose 2.04 percent.", "lost 4 percent.", "lost 7 percent.")
    }
    assert list(told.values()) == [Outcome.SUPPORTED, Outcome.AMBIGUOUS, Outcome.REFUTED]
