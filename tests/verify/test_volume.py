"""Shares that changed hands, from the bars."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
"""
# 2,310,000 shares on Tuesday after 1,650,000 on Monday: +40 percent.
BARS = """\
symbol,session,open,high,low,close,volume
ACME,2025-01-10,44,44.5,43.5,44.00,1700000
ACME,2025-01-13,44,44.5,43.5,44.00,1650000
ACME,2025-01-14,44,46.5,43.5,46.00,2310000
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("volume"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("Acme's volume was 2.3 million shares on Tuesday.", "2.3", Outcome.SUPPORTED),
        ("Acme's trading volume jumped 40 percent on Tuesday.", "40", Outcome.SUPPORTED),
        ("Acme's trading volume rose on Tuesday.", "rose", Outcome.SUPPORTED),
        # a tape may count one market place only: it never refutes
        ("Acme's volume was 3.3 million shares on Tuesday.", "3.3", Outcome.UNCHECKED),
        ("Acme's trading volume fell on Tuesday.", "fell", Outcome.UNCHECKED),
    ],
)
def test_the_bars_bear_out_a_volume(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, "2025-01-14").outcome is outcome


def test_the_volume_of_a_market_place_is_a_reported_figure(made: Verifier) -> None:
    text = "Volume on the NYSE was 1.2 billion shares on Tuesday."
    gap = verdict(made, text, "1.2", "2025-01-14").gap
    assert gap is not None
    assert gap.reason is Reason.NO_FIGURE


def test_a_market_value_goes_the_way_of_the_price(made: Verifier) -> None:
    text = "Acme's market value rose on Tuesday."
    assert verdict(made, text, "rose", "2025-01-14").outcome is Outcome.SUPPORTED
    text = "Acme's market value fell on Tuesday."
    assert verdict(made, text, "fell", "2025-01-14").outcome is Outcome.REFUTED
