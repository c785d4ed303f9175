"""By how much one is ahead of another, and how many times as much: of moves and market values.

On Friday, 3 January 2025 Acme rose 10 percent, Initech 5, Globex did not move, and Hooli lost 4.
Acme was worth 11 x 2.0 = 22 billion dollars, Initech 21 x 0.5 = 10.5 billion: 2.095 times less.
"""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import percent, primary, small, verdict, verdicts

SUPPORTED, REFUTED, UNCHECKED = Outcome.SUPPORTED, Outcome.REFUTED, Outcome.UNCHECKED
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
GLBX,Globex Inc,equity,XNYS,USD,Globex
INI,Initech Inc,equity,XNYS,USD,Initech
HOO,Hooli Inc,equity,XNYS,USD,Hooli
"""
BARS = """\
symbol,session,close
ACME,2025-01-02,10
ACME,2025-01-03,11
GLBX,2025-01-02,20
GLBX,2025-01-03,20
INI,2025-01-02,20
INI,2025-01-03,21
HOO,2025-01-02,10
HOO,2025-01-03,9.6
"""
SHARES = """\
symbol,as_of,kind,shares,source
ACME,2025-01-03,issued,2000000000,filing
INI,2025-01-03,issued,500000000,filing
"""
SATURDAY = "2025-01-04"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("margins")
    return small(folder, bars=BARS, instruments=INSTRUMENTS, shares=SHARES)


@pytest.mark.parametrize(
    ("text", "ahead", "outcome"),
    [
        ("Acme shares outperformed Initech by 5 percentage points on Friday.", 5, SUPPORTED),
        ("Acme shares outperformed Initech by 8 percentage points on Friday.", 5, REFUTED),
        ("Acme shares beat Hooli by 14 percent on Friday.", 14, SUPPORTED),
        ("Hooli shares lagged Acme by 14 percentage points on Friday.", -14, SUPPORTED),
        ("Hooli shares outperformed Acme by 14 percentage points on Friday.", -14, REFUTED),
    ],
)
def test_how_far_one_is_ahead_is_the_difference_of_moves(
    made: Verifier, text: str, ahead: int, outcome: Outcome
) -> None:
    found = verdict(made, text, "perc", SATURDAY)
    assert (found.outcome, percent(found)) == (outcome, ahead)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Acme shares rose twice as much as Initech on Friday.", SUPPORTED),
        ("Acme shares rose four times as much as Initech on Friday.", REFUTED),
        ("Acme shares rose more than twice as much as Initech on Friday.", SUPPORTED),
        ("Acme shares rose more than three times as much as Initech on Friday.", REFUTED),
        # it moved two and a half times as far, the other way
        ("Acme shares rose twice as much as Hooli on Friday.", REFUTED),
        ("Acme shares rose twice as much as Globex on Friday.", UNCHECKED),
    ],
)
def test_a_multiple_of_a_move_is_held_against_both_moves(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert verdict(made, text, "as much as", SATURDAY).outcome is outcome


def test_a_move_told_as_a_multiple_of_another_is_no_multiple_of_the_price(made: Verifier) -> None:
    text = "Acme shares rose twice as much as Initech on Friday."
    found = {v.assertion.span.of(text): v for v in verdicts(made, text, SATURDAY)}
    assert {quote: v.assertion.kind for quote, v in found.items()} == {
        "rose": "change",
        "twice as much as": "comparison",
    }
    assert found["rose"].assertion.when.end == "2025-01-03"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Acme's market value was twice that of Initech on Friday.", SUPPORTED),
        ("Acme's market value was more than twice that of Initech on Friday.", SUPPORTED),
        ("Acme was worth twice as much as Initech on Friday.", SUPPORTED),
        ("Acme was worth nearly four times as much as Initech on Friday.", REFUTED),
        # Hooli's shares are not counted on the tape
        ("Acme was worth twice as much as Hooli on Friday.", UNCHECKED),
    ],
)
def test_a_multiple_of_a_market_value_is_held_against_both_values(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert verdict(made, text, "as" if "worth" in text else "that", SATURDAY).outcome is outcome


def test_a_multiple_shows_what_it_divides(made: Verifier) -> None:
    text = "Acme was worth twice as much as Initech on Friday."
    formula = primary(verdict(made, text, "twice", SATURDAY)).formula
    assert formula == "11 x 2,000,000,000 shares / (21 x 500,000,000 shares)"


@pytest.mark.parametrize(
    "text",
    [
        "Acme's revenue growth outpaced Initech's on Friday.",
        "Acme's revenue rose twice as much as Initech's on Friday.",
    ],
)
def test_reported_figures_are_not_held_against_each_other_by_prices(
    made: Verifier, text: str
) -> None:
    (found,) = (v for v in verdicts(made, text, SATURDAY) if v.assertion.kind == "comparison")
    assert found.gap is not None
    assert found.gap.reason is Reason.NO_MEASURE
