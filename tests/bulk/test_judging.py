from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from itertools import product

import polars as pl
import pytest

from reference.makers import inputs, load
from tapecheck.build import rules_root
from tapecheck.bulk.judging import CLAIMED, Judge
from tapecheck.reference.tape import open_tape
from tapecheck.verify.house import read_house

DAYS = [dt.date(2025, 1, day) for day in (2, 3, 6, 7, 8)]
# ACME is split two for one on the 6th and jumps on the 8th; the index rises by exact percents.
BARS = """\
symbol,session,open,high,low,close,volume
ACME,2025-01-02,100,110,99,100,1000
ACME,2025-01-03,100,110,99,108,1000
ACME,2025-01-06,54,56,53,54,2000
ACME,2025-01-07,54,56,53,54.27,2000
ACME,2025-01-08,150,152,149,150,2000
IDX,2025-01-02,,,,1000,
IDX,2025-01-03,,,,1085,
IDX,2025-01-07,,,,1010.5,
"""
SPLITS = "symbol,ex_date,kind,value\nACME,2025-01-06,split,2\n"


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    folder = tmp_path_factory.mktemp("tape")
    load(inputs(folder, bars=BARS, actions=SPLITS), folder / "tape")
    house, _ = read_house(rules_root())
    return Judge(open_tape(folder / "tape"), house)


def outcome(judge: Judge, *claim: object) -> tuple[str, str | None]:
    """Return outcome and reason of one claim: listing, base, last, low, high, beyond."""
    frame = pl.DataFrame([claim], schema=CLAIMED, orient="row")
    return judge(frame).row(0)  # type: ignore[return-value]  # its two columns


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        ("7.95", "8.05", "supported"),  # 108 / 100 - 1 is 8 percent
        ("8", "8.1", "supported"),
        ("7.9", "8", "supported"),
        ("8.000001", "8.1", "imprecise"),
        ("8.5", "8.6", "imprecise"),  # to the hair within the room of 0.5
        ("8.500001", "8.6", "refuted"),
        ("-8.05", "-7.95", "refuted"),
        ("7", None, "supported"),
        (None, "7", "refuted"),
    ],
)
def test_a_move_is_held_against_its_bounds_to_the_last_digit(
    judge: Judge, low: str | None, high: str | None, wanted: str
) -> None:
    bounds = (low and Decimal(low), high and Decimal(high), Decimal("0.5"))
    assert outcome(judge, "XNYS:ACME", DAYS[0], DAYS[1], *bounds) == (wanted, None)


def test_a_split_is_taken_out_of_a_move_and_left_in_a_level(judge: Judge) -> None:
    eight = (Decimal("7.95"), Decimal("8.05"), Decimal(0))
    assert outcome(judge, "XNYS:ACME", DAYS[0], DAYS[2], *eight) == ("supported", None)
    level = (Decimal(54), Decimal(54), Decimal(0))
    assert outcome(judge, "XNYS:ACME", None, DAYS[2], *level) == ("supported", None)


@pytest.mark.parametrize("percent", [1, 176])  # 150 / 54.27 - 1 is 176.4 percent
def test_a_move_over_a_jump_that_nothing_explains_is_neither_refuted_nor_supported(
    judge: Judge, percent: int
) -> None:
    told = (Decimal(percent), Decimal(percent + 1), Decimal(0))
    assert outcome(judge, "XNYS:ACME", DAYS[3], DAYS[4], *told) == ("unchecked", "doubtful-rows")


@pytest.mark.parametrize(
    ("listing", "base", "reason"),
    [
        ("XNYS:GLOBEX", DAYS[0], "no-instrument"),
        ("XNYS:IDX", DAYS[2], "no-bars"),
        ("XETR:BUND", DAYS[0], "no-instrument"),
        ("XNYS:BUND", DAYS[0], "no-bars"),
    ],
)
def test_what_is_not_on_the_tape_is_unchecked(
    judge: Judge, listing: str, base: dt.date, reason: str
) -> None:
    bounds = (Decimal(1), Decimal(2), Decimal(0))
    assert outcome(judge, listing, base, DAYS[3], *bounds) == ("unchecked", reason)


def test_a_move_that_ends_before_it_starts_is_none(judge: Judge) -> None:
    bounds = (Decimal(1), Decimal(2), Decimal(0))
    assert outcome(judge, "XNYS:ACME", DAYS[1], DAYS[0], *bounds) == ("unchecked", "no-window")


def test_many_claims_at_once_come_out_as_each_alone(judge: Judge) -> None:
    chance = random.Random(7)
    bounds = [None, *(Decimal(step) / 4 for step in range(-40, 60)), Decimal(54), Decimal(1085)]
    rows = []
    for listing, base, last in product(("XNYS:ACME", "XNYS:IDX", "XNYS:BUND"), [None, *DAYS], DAYS):
        for _ in range(30):
            low, high = chance.choice(bounds), chance.choice(bounds)
            if low is not None and high is not None and low > high:
                low, high = high, low
            rows.append((listing, base, last, low, high, chance.choice([None, Decimal("0.25")])))
    frame = pl.DataFrame(rows, schema=CLAIMED, orient="row")
    found = judge(frame).rows()
    alone = [judge.alone(row) for row in frame.iter_rows(named=True)]
    wanted = [(each.outcome.value, each.gap and each.gap.reason.value) for each in alone]
    assert found == wanted
    assert len({each for each, _ in wanted}) >= 4
