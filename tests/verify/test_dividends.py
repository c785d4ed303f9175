"""Moves that count dividends are judged by total return, where the tape knows what was paid.

Acme closed at 100.00 on 2 January 2025, paid 2.00 on the 7th (ex, at 98.00), split two for one on
the 10th, paid 1.00 on the 14th (ex, at 50.00), and closed at 52.00 on the 17th.

By price: 52 x 2 / 100 is up 4 percent. With dividends added up: (104 + 2 + 2 x 1) / 100 is up 8.
Reinvested: 104 x (1 + 2/98) x (1 + 1/50) / 100 = 1.08245, up 8.2 percent.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict

SUPPORTED, REFUTED, UNCHECKED = Outcome.SUPPORTED, Outcome.REFUTED, Outcome.UNCHECKED
BARS = """\
symbol,session,close
ACME,2025-01-02,100
ACME,2025-01-03,100
ACME,2025-01-06,100
ACME,2025-01-07,98
ACME,2025-01-08,98
ACME,2025-01-10,49
ACME,2025-01-13,50
ACME,2025-01-14,50
ACME,2025-01-15,52
ACME,2025-01-16,52
ACME,2025-01-17,52
"""
SPLIT = "symbol,ex_date,kind,value\nACME,2025-01-10,split,2\n"
PAID = f"{SPLIT}ACME,2025-01-07,dividend,2\nACME,2025-01-14,dividend,1\n"
SATURDAY = "2025-01-18"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("dividends"), bars=BARS, actions=PAID)


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("Acme shares rose {} percent since Jan. 2, including dividends.", SUPPORTED),
        ("Acme shares returned {} percent since Jan. 2 with dividends reinvested.", SUPPORTED),
        ("Acme delivered a total return of {} percent since Jan. 2.", SUPPORTED),
        ("Acme shares have returned {} percent since Jan. 2.", SUPPORTED),
        # without a word of dividends, only the price counts
        ("Acme shares rose {} percent since Jan. 2.", REFUTED),
    ],
)
@pytest.mark.parametrize("percent", ["8.0", "8.2"])
def test_dividends_that_the_words_count_are_counted(
    made: Verifier, told: str, percent: str, outcome: Outcome
) -> None:
    assert verdict(made, told.format(percent), percent, SATURDAY).outcome is outcome


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ("Acme shares rose {} since Jan. 2, including dividends.", REFUTED),
        # a return may be one of the price alone
        ("Acme shares have returned {} since Jan. 2.", SUPPORTED),
        ("Acme shares rose {} since Jan. 2.", SUPPORTED),
    ],
)
def test_the_price_alone_is_no_total_return(made: Verifier, told: str, outcome: Outcome) -> None:
    assert verdict(made, told.format("4 percent"), "4 percent", SATURDAY).outcome is outcome


def test_both_sums_name_what_was_paid(made: Verifier) -> None:
    text = "Acme shares rose 8 percent since Jan. 2, including dividends."
    first, second = verdict(made, text, "8 percent", SATURDAY).evidence
    assert first.reading.assumed[-1] == "dividends reinvested at the close of their ex-dates"
    assert first.observed is not None
    assert first.observed.low is not None
    assert round(first.observed.low, 3) == Decimal("8.245")
    assert second.formula == "108 / 100 - 1: dividends added up, not reinvested"
    paid = [(row.session, row.value) for row in second.rows if row.table == "actions"]
    assert paid == [(dt.date(2025, 1, 7), 2), (dt.date(2025, 1, 14), 1)]


@pytest.mark.parametrize(
    "actions",
    [
        SPLIT,
        # one was paid on the 3rd and one on the 7th: since then there may have been more
        f"{SPLIT}ACME,2025-01-03,dividend,2\nACME,2025-01-07,dividend,2\n",
    ],
)
def test_a_tape_that_may_lack_dividends_tells_no_total_return(tmp_path: Path, actions: str) -> None:
    made = small(tmp_path, bars=BARS, actions=actions)
    text = "Acme shares rose 8 percent since Jan. 2, including dividends."
    found = verdict(made, text, "8 percent", SATURDAY)
    assert found.outcome is UNCHECKED
    assert found.gap is not None
    assert found.gap.reason is Reason.NO_ACTIONS
    assert [(lack.table, lack.subject) for lack in found.gap.lacks] == [("actions", "XNYS:ACME")]
    left_open = text.replace("rose", "returned").replace(", including dividends", "")
    assert verdict(made, left_open, "8 percent", SATURDAY).outcome is UNCHECKED


def test_points_and_money_count_no_dividends(made: Verifier) -> None:
    text = "Acme shares rose $8 since Jan. 2, including dividends."
    found = verdict(made, text, "$8", SATURDAY)
    assert found.gap is not None
    assert found.gap.reason is Reason.NO_MEASURE


def test_words_of_another_sentence_change_nothing(made: Verifier) -> None:
    text = "Acme shares rose 4 percent since Jan. 2. The fund tells its returns with dividends."
    more = f"{text} It means total return."
    assert verdict(made, more, "4 percent", SATURDAY).outcome is SUPPORTED
