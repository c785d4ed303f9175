"""A tape that holds closes alone judges plain moves and levels, and leaves moments unchecked."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict

INSTRUMENTS = "symbol,name,kind,mic,currency,aliases\nACME,Acme Corp,equity,XNYS,USD,Acme\n"
# Tuesday the 14th: 50.00 to 48.00 is -4.0 percent.
BARS = """\
symbol,session,close
ACME,2025-01-10,49.00
ACME,2025-01-13,50.00
ACME,2025-01-14,48.00
"""
SUPPORTED, REFUTED, UNCHECKED = Outcome.SUPPORTED, Outcome.REFUTED, Outcome.UNCHECKED


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("closes"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("Acme shares fell 4.0 percent on Tuesday.", "percent", SUPPORTED),
        ("Acme shares fell 6.0 percent on Tuesday.", "percent", REFUTED),
        ("Acme shares fell to $48.00 on Tuesday.", "$48", SUPPORTED),
        ("Acme shares fell to $45.00 on Tuesday.", "$45", REFUTED),
        ("Acme shares rose on Tuesday.", "rose", REFUTED),
        # of a moment, or the farthest of the session, closes tell nothing against it
        ("Acme shares were down 6.0 percent in early trade on Tuesday.", "percent", UNCHECKED),
        ("Acme shares were trading at $45.00 on Tuesday.", "$45", UNCHECKED),
        ("Acme shares fell as much as 6.0 percent on Tuesday.", "percent", UNCHECKED),
        # figures that contradict each other do so whatever there is
        ("In early trade Acme was down $3.00, or 9.0 percent, at $47.00.", "percent", REFUTED),
    ],
)
def test_plain_words_are_judged_by_closes_on_the_day_itself(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, "2025-01-14").outcome is outcome
