from __future__ import annotations

import pytest

from tapecheck.core.currencies import CURRENCIES
from tapecheck.core.errors import InputError
from tapecheck.settings import Settings


@pytest.mark.parametrize("code", ["QQQ", "usd", "US", "", "$"])
def test_a_home_without_a_currency_of_its_own_is_refused(code: str) -> None:
    with pytest.raises(InputError) as raised:
        Settings(home_currency=code)
    assert str(raised.value) == (
        f"home: {code!r} is no currency of ISO 4217; write it as USD, HKD or CAD"
    )


@pytest.mark.parametrize("code", ["USD", "HKD", "CNY", "TWD", "ZWG"])
def test_a_currency_in_use_is_taken(code: str) -> None:
    assert Settings(home_currency=code).home_currency == code


def test_codes_are_three_capital_letters() -> None:
    assert all(len(c) == 3 and c.isascii() and c.isalpha() and c.isupper() for c in CURRENCIES)
