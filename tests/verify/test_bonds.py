"""Bonds, of which a tape has the yield: prices go the other way, and how far is not told."""

from __future__ import annotations

import pytest

from tapecheck.core.nouns import Metric
from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import D, percent, small, verdict

SUPPORTED, REFUTED, UNCHECKED = Outcome.SUPPORTED, Outcome.REFUTED, Outcome.UNCHECKED
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
TEN,Ten-year yield,yield,XNYS,USD,10-year yield;10-year note;10-year Treasury note
"""
# 2.10 to 2.14 percent: up 4 basis points, or 1.90 percent of the yield itself.
BARS = "symbol,session,close\nTEN,2025-01-02,2.10\nTEN,2025-01-03,2.14\n"
SATURDAY = "2025-01-04"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("bonds"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("The 10-year yield rose 4 basis points to 2.14 percent on Friday.", "4 b", SUPPORTED),
        ("The 10-year yield fell 4 basis points to 2.14 percent on Friday.", "4 b", REFUTED),
        ("The yield on the 10-year note rose 4 basis points on Friday.", "4 b", SUPPORTED),
        ("The yield on the 10-year note rose 40 basis points on Friday.", "40 b", REFUTED),
        ("The yield on the 10-year note fell on Friday.", "fell", REFUTED),
        # in hundredths of a percent a note is told by its yield
        ("The 10-year note rose 4 basis points to 2.14 percent on Friday.", "4 b", SUPPORTED),
        ("The 10-year note rose 4 basis points to 2.14 percent on Friday.", "2.14", SUPPORTED),
        ("The 10-year note fell on Friday, and its yield rose 4 basis points.", "4 b", SUPPORTED),
    ],
)
def test_yields_are_held_against_the_yields_of_the_tape(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    found = verdict(made, text, quote, SATURDAY)
    assert (found.assertion.metric, found.outcome) == (Metric.YIELD, outcome)


@pytest.mark.parametrize(
    "text",
    [
        "The 10-year Treasury note fell on Friday.",
        "The price of the 10-year note fell on Friday.",
        "The 10-year note fell on Friday, and its yield rose 4 basis points.",
    ],
)
def test_a_bond_falls_where_its_yield_rises(made: Verifier, text: str) -> None:
    found = verdict(made, text, "fell", SATURDAY)
    assert (found.assertion.metric, found.outcome) == (Metric.PRICE, SUPPORTED)
    assert percent(found) == D("-1.90")


def test_a_yield_never_refutes_a_price(made: Verifier) -> None:
    found = verdict(made, "The 10-year Treasury note rose on Friday.", "rose", SATURDAY)
    assert found.gap is not None
    assert found.gap.reason is Reason.DOUBTFUL_ROWS
    assert "the tape has its yield, which stands in for its price" in found.gap.detail


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The 10-year note rose 1 percent on Friday.", "1 percent"),
        ("The 10-year note was at $99.50 on Friday.", "$99.50"),
    ],
)
def test_how_far_a_price_went_a_yield_does_not_tell(made: Verifier, text: str, quote: str) -> None:
    found = verdict(made, text, quote, SATURDAY)
    assert found.gap is not None
    assert found.gap.reason is Reason.NO_MEASURE
    assert found.gap.detail == "the tape has the yield of this bond, not its price"
