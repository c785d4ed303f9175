"""Market value: price times shares, by one count, by two, or by none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.core.interval import Interval
from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import D, primary, small, verdict

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
GLBX,Globex Inc,equity,XNYS,USD,Globex
INI,Initech Inc,equity,XNYS,USD,Initech
DUO,Duotone Inc,equity,XNYS,USD,Duotone
"""
BARS = """\
symbol,session,close
ACME,2025-01-02,10
ACME,2025-01-03,12
GLBX,2025-01-02,10
GLBX,2025-01-03,12
INI,2025-01-02,10
INI,2025-01-03,12
DUO,2025-01-02,10
DUO,2025-01-03,12
"""
# Acme counts its shares within the window; Globex long before, in two ways; Initech only after.
SHARES = """\
symbol,as_of,kind,class,shares,source
ACME,2024-06-30,issued,,900000000,old filing
ACME,2025-01-02,issued,,1000000000,filing
GLBX,2024-06-30,issued,,1100000000,exchange
GLBX,2024-09-30,outstanding,,1000000000,company
INI,2025-01-06,issued,,1000000000,later
DUO,2025-01-02,issued,A,400000000,filing
DUO,2025-01-02,issued,B,100000000,filing
"""
SATURDAY = "2025-01-04"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("values")
    return small(folder, bars=BARS, instruments=INSTRUMENTS, shares=SHARES)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # 12 x 1,000,000,000, and 12 - 10 of it
        (
            "Acme shares rose on Friday, expanding its market value by $2 billion.",
            Outcome.SUPPORTED,
        ),
        ("Acme shares rose on Friday, expanding its market value by $5 billion.", Outcome.REFUTED),
    ],
)
def test_a_count_of_the_window_itself_decides(made: Verifier, text: str, outcome: Outcome) -> None:
    found = verdict(made, text, "billion", SATURDAY)
    assert found.outcome is outcome
    assert primary(found).observed == Interval(D(2_000_000_000), D(2_000_000_000))
    assert primary(found).formula == "(12 - 10) x 1,000,000,000 shares"
    assert primary(found).doubts == ()


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        # 12 x 1.0 to 1.1 billion: 12 to 13.2 billion
        ("12.5", Outcome.AMBIGUOUS),
        ("12.0", Outcome.AMBIGUOUS),
        ("13.2", Outcome.AMBIGUOUS),
        ("9.0", Outcome.UNCHECKED),
        ("20.0", Outcome.UNCHECKED),
    ],
)
def test_two_counts_from_before_span_what_may_have_been_and_never_refute(
    made: Verifier, value: str, outcome: Outcome
) -> None:
    text = f"Globex had a market value of ${value} billion on Friday."
    found = verdict(made, text, "billion", SATURDAY)
    assert found.outcome is outcome
    assert primary(found).observed == Interval(D(12_000_000_000), D(13_200_000_000))
    assert primary(found).formula == "12 x (1,000,000,000 to 1,100,000,000) shares"
    assert [each.detail for each in primary(found).doubts] == [
        "no share count of GLBX in the window itself"
    ]


def test_words_wide_enough_for_both_counts_are_supported(made: Verifier) -> None:
    # About 13: 12 to 14.
    text = "Globex had a market value of about $13 billion on Friday."
    assert verdict(made, text, "billion", SATURDAY).outcome is Outcome.SUPPORTED


def test_a_count_that_was_not_known_yet_does_not_count(made: Verifier) -> None:
    text = "Initech had a market value of $12 billion on Friday."
    found = verdict(made, text, "billion", SATURDAY)
    assert found.outcome is Outcome.UNCHECKED
    assert found.gap is not None
    assert (found.gap.reason, found.gap.detail) == (
        Reason.NO_SHARES,
        "no share count of INI up to 2025-01-03",
    )


def test_a_value_in_a_currency_without_a_rate_is_open(made: Verifier) -> None:
    text = "Acme had a market value of 11 billion euros on Friday."
    found = verdict(made, text, "billion", SATURDAY)
    assert found.gap is not None
    assert found.gap.reason is Reason.NO_RATE
    assert found.gap.detail == "no exchange rate of USD for 2025-01-03"


def test_the_sample_tape_converts_at_the_days_own_rates(verifier: Verifier) -> None:
    # 113.80 HKD on 12 February, at 1.0370 USD and 8.0769 HKD a euro, are 14.610878 USD;
    # x 18,620,000,000 = 272.05 billion, x 19,141,607,724 = 279.68 billion.
    text = "Alibaba had a market value of about US$275 billion on Wednesday."
    found = verdict(verifier, text, "billion")
    assert found.outcome is Outcome.SUPPORTED
    observed = primary(found).observed
    assert observed is not None
    ends = [round((end or D(0)) / 10**9, 2) for end in (observed.low, observed.high)]
    assert ends == [D("272.05"), D("279.68")]
    rates = {row.key: row.value for row in primary(found).rows if row.table == "rates"}
    assert rates == {"USD": D("1.0370"), "HKD": D("8.0769")}


def test_the_classes_of_one_day_count_together(made: Verifier) -> None:
    # 12 x (400,000,000 + 100,000,000)
    found = verdict(made, "Duotone has a market value of $6 billion.", "billion", "2025-01-03")
    assert found.outcome is Outcome.SUPPORTED
    rows = [row.value for row in primary(found).rows if row.table == "shares"]
    assert rows == [400_000_000, 100_000_000]


# A count three months old, of a share that trades in between: 12 x 1,000,000,000 on Friday.
QUIET = "ACME,2024-10-01,10\nACME,2025-01-02,10\nACME,2025-01-03,12\n"
COUNT = "symbol,as_of,kind,shares,source\nACME,2024-10-01,issued,1000000000,filing\n"


def worth(value: str) -> str:
    return f"Acme had a market value of ${value} billion on Friday."


def later(folder: Path, *, bars: str = QUIET, shares: str = COUNT, **more: str) -> Verifier:
    return small(folder, bars="symbol,session,close\n" + bars, shares=shares, **more)


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("12", Outcome.SUPPORTED),
        # a quarter more or less than 12 billion may be the count's fault: 9 to 15 billion
        ("14", Outcome.UNCHECKED),
        ("20", Outcome.REFUTED),
        ("7", Outcome.REFUTED),
    ],
)
def test_a_count_from_before_refutes_what_no_drift_explains(
    tmp_path: Path, value: str, outcome: Outcome
) -> None:
    found = verdict(later(tmp_path), worth(value), "$", SATURDAY)
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("bars", "shares"),
    [
        # the count is older than a year; the price trebles after it; the bars begin after it
        ("ACME,2023-10-02,10\n" + QUIET, COUNT.replace("2024-10-01", "2023-10-02")),
        (QUIET.replace("ACME,2025-01-02,10", "ACME,2024-10-02,30\nACME,2025-01-02,10"), COUNT),
        (QUIET, COUNT.replace("2024-10-01", "2024-09-30")),
    ],
)
def test_a_count_of_which_more_is_doubtful_refutes_nothing(
    tmp_path: Path, bars: str, shares: str
) -> None:
    made = later(tmp_path, bars=bars, shares=shares)
    found = verdict(made, worth("20"), "$", SATURDAY)
    assert found.outcome is Outcome.UNCHECKED


def test_a_count_from_before_a_split_is_told_in_shares_of_after_it(tmp_path: Path) -> None:
    split = "symbol,ex_date,kind,value,source\nACME,2024-12-02,split,2,notice\n"
    made = later(tmp_path, bars=QUIET.replace("10-01,10", "10-01,20"), actions=split)
    found = verdict(made, worth("24"), "$", SATURDAY)
    assert found.outcome is Outcome.SUPPORTED
    assert primary(found).formula == "12 x 2,000,000,000 shares"
    told = "one share of 2024-10-01 is 2 after the splits since"
    assert told in primary(found).reading.assumed
    found = verdict(made, worth("12"), "$", SATURDAY)
    assert found.outcome is Outcome.REFUTED
