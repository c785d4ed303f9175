"""Depositary shares: one of ACME in New York stands for eight of 9999.HK in Hong Kong.

On 3 January 2025 the one closed at 100.00 dollars after 98.00, up 2.04 percent, the other at 97.00
Hong Kong dollars after 96.00, up 1.04 percent; a US dollar was 8.0097 / 1.0299 = 7.77716 Hong Kong
dollars.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reference.makers import inputs, load, write
from tapecheck.core.verdicts import Outcome, Verdict
from tapecheck.reference.audit import audit
from tapecheck.reference.faults import BadRowsError
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.loading.load import update_tape
from tapecheck.reference.tape import open_tape
from tapecheck.verify.verifier import Verifier
from verify.checking import primary, small, verdict

SATURDAY = "2025-01-04"
HEADER = "symbol,name,kind,mic,currency,aliases,represents\n"
INSTRUMENTS = f"""\
{HEADER}ACME,Acme ADR,adr,XNYS,USD,Acme,8 XHKG:9999.HK
9999.HK,Acme Ordinary Ltd,equity,XHKG,HKD,Acme Ordinary,
LONE,Lone ADR,adr,XNYS,USD,Lone,
"""
BARS = """\
symbol,session,close
ACME,2025-01-02,98
ACME,2025-01-03,100
9999.HK,2025-01-02,96
9999.HK,2025-01-03,97
LONE,2025-01-02,10
LONE,2025-01-03,12
"""
# Eight billion shares at home: one billion in New York. Lone's are told, but not of which kind.
SHARES = """\
symbol,as_of,kind,shares,source
9999.HK,2025-01-03,issued,8000000000,filing
LONE,2025-01-03,issued,1000000000,filing
"""
RATES = """\
currency,session,per_eur,source
USD,2025-01-03,1.0299,ECB
HKD,2025-01-03,8.0097,ECB
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("depositary")
    return small(folder, bars=BARS, instruments=INSTRUMENTS, shares=SHARES, rates=RATES)


def assumed(found: Verdict) -> set[str]:
    return {each for evidence in found.evidence for each in evidence.reading.assumed}


ONE = "one XNYS:ACME stands for 8 of XHKG:9999.HK"


@pytest.mark.parametrize(
    ("value", "outcome"), [("100", Outcome.SUPPORTED), ("800", Outcome.REFUTED)]
)
def test_a_market_value_counts_the_shares_at_home_by_the_ratio(
    made: Verifier, value: str, outcome: Outcome
) -> None:
    found = verdict(made, f"Acme had a market value of ${value} billion on Friday.", "$", SATURDAY)
    assert found.outcome is outcome
    assert primary(found).formula == "100 x 8,000,000,000 shares / 8"
    assert ONE in assumed(found)


def test_a_depositary_share_of_no_told_ratio_accuses_of_no_market_value(made: Verifier) -> None:
    found = verdict(made, "Lone had a market value of $3 billion on Friday.", "$", SATURDAY)
    assert found.outcome is Outcome.UNCHECKED
    assert [each.detail for each in primary(found).doubts] == [
        "how many shares one LONE stands for is not on the tape"
    ]


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        # 100 x 7.77716 / 8 = 97.2145; in New York alone it would be 777.72
        ("Acme shares closed at $100, or HK$97.2 a share, on Friday.", Outcome.AMBIGUOUS),
        ("Acme shares closed at $100, or HK$777.7 a share, on Friday.", Outcome.SUPPORTED),
        ("Acme shares closed at $100, or HK$87.2 a share, on Friday.", Outcome.REFUTED),
        # 97 x 8 / 7.77716 = 99.78
        ("Acme Ordinary shares closed at $99.78 on Friday.", Outcome.AMBIGUOUS),
    ],
)
def test_a_price_in_the_other_currency_may_be_that_of_the_other_share(
    made: Verifier, told: str, outcome: Outcome
) -> None:
    quote = "HK$" if "HK$" in told else "$"
    found = verdict(made, told, quote, SATURDAY)
    assert found.outcome is outcome
    assert ONE in assumed(found)


@pytest.mark.parametrize(
    ("move", "outcome"),
    [
        ("2 percent", Outcome.SUPPORTED),
        ("1 percent", Outcome.AMBIGUOUS),
        ("5 percent", Outcome.REFUTED),
    ],
)
def test_a_move_may_be_that_of_the_share_at_home(
    made: Verifier, move: str, outcome: Outcome
) -> None:
    found = verdict(made, f"Acme shares rose {move} on Friday.", published=SATURDAY)
    assert found.outcome is outcome
    assert "the listing XHKG:9999.HK" in assumed(found)


@pytest.mark.parametrize("word", ["ADRs", "American depositary receipts", "U.S. shares"])
def test_depositary_shares_are_not_judged_by_those_at_home(made: Verifier, word: str) -> None:
    text = f"Acme Ordinary's {word} rose 1 percent on Friday."
    assert verdict(made, text, published=SATURDAY).outcome is Outcome.UNCHECKED


@pytest.mark.parametrize("told", ["8", "eight XHKG:9999.HK", "0 XHKG:9999.HK", "8 9999.HK"])
def test_what_it_stands_for_is_a_number_and_a_listing(tmp_path: Path, told: str) -> None:
    listed = f"{HEADER}ACME,Acme ADR,adr,XNYS,USD,Acme,{told}\n"
    given = inputs(tmp_path, bars=BARS, instruments=listed)
    with pytest.raises(BadRowsError, match=r"represents '.*'; write it as 8 XHKG:9988.HK"):
        load(given, tmp_path / "tape")


def test_a_ratio_outlives_an_update_and_an_audit(tmp_path: Path) -> None:
    load(inputs(tmp_path, bars=BARS, instruments=INSTRUMENTS), tmp_path / "old")
    more = Inputs(
        bars=(write(tmp_path, "more.csv", "symbol,session,close\nACME,2025-01-06,101\n"),)
    )
    update_tape(tmp_path / "old", more, tmp_path / "new", name="new", replace=False, skip_bad=False)
    assert audit(tmp_path / "new") == ()
    listing = open_tape(tmp_path / "new").instrument("XNYS:ACME")
    assert listing is not None
    assert listing.represents
    assert (listing.represents.shares, listing.represents.home) == (8, "XHKG:9999.HK")
