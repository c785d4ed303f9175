from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tapecheck.reference.loading.rates import ecb_rates
from tapecheck.reference.rates import Rates

# The ECB does not fix on Good Friday and Easter Monday: 17 and 22 April 2025 follow each other.
THURSDAY, TUESDAY = dt.date(2025, 4, 17), dt.date(2025, 4, 22)
DOLLAR = Rates(
    "USD",
    [THURSDAY.toordinal(), TUESDAY.toordinal()],
    [1_136_000, 1_147_600],
    sources=("ECB",),
)


def test_a_rate_is_of_its_day() -> None:
    assert DOLLAR.on(THURSDAY) == Decimal("1.136")
    assert DOLLAR.on(dt.date(2025, 4, 18)) is None


def test_over_easter_the_rate_of_thursday_holds() -> None:
    assert DOLLAR.on_or_before(dt.date(2025, 4, 21)) == (THURSDAY, Decimal("1.136"))
    assert DOLLAR.on_or_before(TUESDAY) == (TUESDAY, Decimal("1.1476"))


def test_a_rate_is_good_for_a_week_and_no_longer() -> None:
    assert DOLLAR.on_or_before(dt.date(2025, 4, 29)) == (TUESDAY, Decimal("1.1476"))
    assert DOLLAR.on_or_before(dt.date(2025, 4, 30)) is None
    assert DOLLAR.on_or_before(dt.date(2025, 4, 16)) is None


def test_the_ecbs_own_rates() -> None:
    # 13 January and 12 February 2025, as the ECB published them.
    rows = ecb_rates().frame
    at = {(c, d): rate for c, d, rate in rows.select("currency", "session", "per_eur").iter_rows()}
    assert at["USD", dt.date(2025, 1, 13)] == Decimal("1.0198")
    assert at["HKD", dt.date(2025, 1, 13)] == Decimal("7.9412")
    assert at["HKD", dt.date(2025, 2, 12)] == Decimal("8.0769")
    assert "" not in rows["currency"]
    assert rows.null_count().sum_horizontal().item() == 0
