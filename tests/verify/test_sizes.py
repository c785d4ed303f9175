"""Which of two is worth more: market values, held against each other."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import primary, small, verdict

SUPPORTED, REFUTED = Outcome.SUPPORTED, Outcome.REFUTED
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
GLBX,Globex Inc,equity,XNYS,USD,Globex
INI,Initech Inc,equity,XNYS,USD,Initech
HOO,Hooli Inc,equity,XNYS,USD,Hooli
"""
# Friday's values: Acme 12 x 1.0 = 12 billion, Globex 30 x 0.3 = 9 billion, though it fell less and
# though a share of it costs more; Initech 10 x (1.1 to 1.3) = 11 to 13 billion; Hooli not known.
BARS = """\
symbol,session,close
ACME,2025-01-02,14
ACME,2025-01-03,12
GLBX,2025-01-02,30
GLBX,2025-01-03,30
INI,2025-01-02,10
INI,2025-01-03,10
HOO,2025-01-02,10
HOO,2025-01-03,10
"""
SHARES = """\
symbol,as_of,kind,class,shares,source
ACME,2025-01-03,issued,,1000000000,filing
GLBX,2025-01-03,issued,,300000000,filing
INI,2025-01-03,issued,,1300000000,exchange
INI,2025-01-03,outstanding,,1100000000,company
"""
SATURDAY = "2025-01-04"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("sizes")
    return small(folder, bars=BARS, instruments=INSTRUMENTS, shares=SHARES)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("Acme was more valuable than Globex on Friday.", "more valuable", SUPPORTED),
        ("Acme was less valuable than Globex on Friday.", "less valuable", REFUTED),
        ("Globex was more valuable than Acme on Friday.", "more valuable", REFUTED),
        # of market values, not of moves: Acme fell that day and Globex did not
        ("Acme's market value exceeded Globex's on Friday.", "exceeded", SUPPORTED),
        ("Globex's market value surpassed Acme's on Friday.", "surpassed", REFUTED),
    ],
)
def test_the_bigger_of_two_is_the_one_worth_more(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, SATURDAY).outcome is outcome


@pytest.mark.parametrize("other", ["Initech", "Hooli"])
def test_share_counts_that_are_missing_or_leave_it_open_refute_nothing(
    made: Verifier, other: str
) -> None:
    said = verdict(made, f"Acme was more valuable than {other} on Friday.", "more", SATURDAY)
    assert said.gap is not None
    assert said.gap.reason is Reason.NO_SHARES


def test_both_values_are_shown(made: Verifier) -> None:
    said = verdict(made, "Acme was more valuable than Globex on Friday.", "more", SATURDAY)
    assert primary(said).formula == (
        "Acme Corp 12 x 1,000,000,000 shares, Globex Inc 30 x 300,000,000 shares"
    )
