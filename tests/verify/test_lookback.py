"""The month that an extreme is told of, where no words name its day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.core.nouns import Kind
from tapecheck.core.verdicts import Outcome
from verify.checking import small, verdicts

ACME = "symbol,name,kind,mic,currency,aliases\nACME,Acme Corp,equity,XNYS,USD,Acme\n"
# Acme closed at 9.00 on 16 December, at 10.00 on all other days of that month.
DECEMBER = "symbol,session,open,high,low,close\n" + "".join(
    f"ACME,2024-12-{day},10,10.1,{low},{close}\n"
    for day in (9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 23, 24, 26, 27, 30, 31)
    for low, close in [("8.9", "9.00") if day == 16 else ("9.9", "10.00")]
).replace("12-9,", "12-09,")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Acme shares hit a three-week low in December.", Outcome.SUPPORTED),
        ("Acme shares hit a three-week low on Dec. 31.", Outcome.REFUTED),
    ],
)
def test_an_extreme_of_a_month_may_have_been_on_any_of_its_days(
    tmp_path: Path, text: str, outcome: Outcome
) -> None:
    made = small(tmp_path, bars=DECEMBER, instruments=ACME)
    said = verdicts(made, text, "2025-01-14")
    (extreme,) = (each for each in said if each.assertion.kind is Kind.EXTREME)
    assert extreme.outcome is outcome
