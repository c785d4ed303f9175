from decimal import Decimal

import pytest

from tapecheck.core.interval import Interval
from tapecheck.core.units import InstrumentId
from tapecheck.core.verdicts import Evidence, Gap, Reading, Reason


def evidence(low: str, high: str, **told: object) -> Evidence:
    claimed = Interval.rounded(Decimal("4.2"))  # 4.15 to 4.25
    reading = Reading(
        name="close-to-close", instrument=InstrumentId("XNAS:ACME"), measure="percent-change",
        base=None, last=None, claimed=claimed, unit="percent", primary=True,
    )  # fmt: skip
    return Evidence(reading=reading, observed=Interval(Decimal(low), Decimal(high)), **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "fits"),
    [
        ("4.15", "4.25", True),
        ("4.2", "4.2", True),
        ("4.24", "4.26", None),
        ("4.26", "4.3", False),
    ],
)
def test_a_reading_fits_inside_its_bounds_and_nobody_knows_across_them(
    low: str, high: str, *, fits: bool | None
) -> None:
    assert evidence(low, high).fits is fits


def test_a_claim_without_a_number_fits_as_its_answer_says() -> None:
    assert evidence("9", "9", holds=True).fits is True


def test_nothing_is_known_where_data_is_missing() -> None:
    assert evidence("4.2", "4.2", gap=Gap(reason=Reason.NO_BARS, detail="none")).fits is None
