"""Exchange rates: the ECB's fixings, either way round, which support and never refute."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.grammar.currencies import codes_of
from tapecheck.verify.verifier import Verifier
from verify.checking import percent, primary, verdict

SUPPORTED, UNCHECKED = Outcome.SUPPORTED, Outcome.UNCHECKED

# Fixings for one euro: 13 January 1.0198 USD, 7.9412 HKD; 12 February 1.0370 USD, 8.0769 HKD.


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("The euro was at $1.0370 on Wednesday.", "$1.0370", SUPPORTED),
        ("The euro was at $1.0420 on Wednesday.", "$1.0420", UNCHECKED),
        # 1.0370 / 1.0198 is +1.69 percent; the dollar's own way it is -1.66
        ("The euro has gained 1.7 percent against the dollar since Jan. 13.", "1.7", SUPPORTED),
        ("The dollar has lost 1.7 percent against the euro since Jan. 13.", "1.7", SUPPORTED),
        ("The euro has gained 2.7 percent against the dollar since Jan. 13.", "2.7", UNCHECKED),
        ("The euro has lost 1.7 percent against the dollar since Jan. 13.", "1.7", UNCHECKED),
    ],
)
def test_a_fixing_supports_what_is_told_of_a_pair_and_never_refutes_it(
    verifier: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(verifier, text, quote).outcome is outcome


def test_a_pair_without_the_euro_is_crossed_from_two_fixings(verifier: Verifier) -> None:
    text = "The dollar was at HK$7.79 on Wednesday."
    said = verdict(verifier, text, "7.79")
    assert str(percent(said)) == "7.79"  # 8.0769 / 1.0370 is 7.7887
    assert [row.key for row in primary(said).rows] == ["HKD", "USD"]


def test_what_speaks_against_a_rate_is_one_moment_of_the_day(verifier: Verifier) -> None:
    gap = verdict(verifier, "The euro was at $1.0420 on Wednesday.", "$1.0420").gap
    assert gap is not None
    assert (gap.reason, gap.detail) == (
        Reason.DOUBTFUL_ROWS,
        "the fixing is the rate of one moment of the day",
    )


def test_a_currency_alone_is_no_pair(verifier: Verifier) -> None:
    gap = verdict(verifier, "The euro rose 2 percent on Wednesday.", "2 percent").gap
    assert gap is not None
    assert gap.reason is Reason.NO_INSTRUMENT


@pytest.mark.parametrize(
    ("pair", "codes"),
    [
        ("euro/dollar", ("EUR", "USD")),
        ("the dollar/yen", ("USD", "JPY")),
        ("Sterling/U.S. dollar", ("GBP", "USD")),
        ("EUR/CHF", ("EUR", "CHF")),
        ("euro", None),
        ("gold/oil", None),
    ],
)
def test_a_pair_is_two_currencies(pair: str, codes: tuple[str, str] | None) -> None:
    assert codes_of(pair) == codes
