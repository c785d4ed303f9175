"""Moves held against those of an index: "rose more than the Dow", "fell less than the Dow"."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict

SUPPORTED, REFUTED = Outcome.SUPPORTED, Outcome.REFUTED
SATURDAY = "2025-01-04"
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
IDX,Globe 100 Index,index,XNYS,USD,Globe 100
"""
# Thursday: Acme +3 percent, the index +2; Friday: Acme 10.30 to 9.888, -4 percent, the index -5.
BARS = """\
symbol,session,close
ACME,2024-12-31,10
ACME,2025-01-02,10.30
ACME,2025-01-03,9.888
IDX,2024-12-31,100
IDX,2025-01-02,102
IDX,2025-01-03,96.90
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("compared"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("Acme rose more than the Globe 100 on Thursday.", "more than", SUPPORTED),
        ("Acme rose less than the Globe 100 on Thursday.", "less than", REFUTED),
        ("Acme fell less than the Globe 100 on Friday.", "less than", SUPPORTED),
        ("Acme fell more than the Globe 100 on Friday.", "more than", REFUTED),
        # the day behind the index is the move's own too
        ("Acme rose more than the Globe 100 on Thursday.", "rose", SUPPORTED),
        ("Acme rose more than the Globe 100 on Friday.", "rose", REFUTED),
    ],
)
def test_one_move_is_held_against_another_of_the_same_window(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, SATURDAY).outcome is outcome
