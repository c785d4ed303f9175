"""Moves on so many of some sessions, which are no move of all of them together."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
"""
# Up, down, up, up: 10 to 13 in all.
BARS = """\
symbol,session,close
ACME,2025-01-13,10
ACME,2025-01-14,12
ACME,2025-01-15,11
ACME,2025-01-16,12
ACME,2025-01-17,13
"""
SATURDAY = "2025-01-18"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("counted"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Acme shares have fallen in one of the past four sessions.", "fallen"),
        ("Acme shares have risen on three of the past four trading days.", "risen"),
        ("Acme shares have risen on two out of the past four trading days.", "risen"),
    ],
)
def test_some_of_the_sessions_are_not_all_of_them_together(
    made: Verifier, text: str, quote: str
) -> None:
    gap = verdict(made, text, quote, SATURDAY).gap
    assert gap is not None
    assert gap.reason is Reason.NO_MEASURE


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Acme shares have risen over the past four sessions.", Outcome.SUPPORTED),
        ("Acme shares have risen in the course of the past four sessions.", Outcome.SUPPORTED),
        ("Acme shares have fallen over the past four sessions.", Outcome.REFUTED),
    ],
)
def test_all_of_the_sessions_are_judged_together(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert verdict(made, text, published=SATURDAY).outcome is outcome
