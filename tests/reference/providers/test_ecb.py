"""ECB: units of a currency for one euro, on the days there is a fixing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_httpx import HTTPXMock

from reference.providers.asking import ask, reasons, wanted
from tapecheck.reference.providers.errors import (
    AnswerError,
    NoRowsError,
    OutageError,
    UnknownSymbolError,
)

HEADER = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE\n"


def row(day: str, value: str, *, currency: str = "USD", of: str = "EUR", status: str = "A") -> str:
    return f"EXR.D,D,{currency},{of},{day},{value},{status},a title\n"


def test_a_rate_is_for_one_euro(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(text=HEADER + row("2025-01-02", "1.0321") + row("2025-01-03", "1.0299"))
    found = ask("ecb", wanted("USD"))
    assert [(str(each.session), each.per_eur) for each in found.rates] == [
        ("2025-01-02", Decimal("1.0321")),
        ("2025-01-03", Decimal("1.0299")),
    ]
    assert httpx_mock.get_requests()[0].url.path.endswith("/D.USD.EUR.SP00.A")


@pytest.mark.parametrize("value", ["", "NaN", "N/A", "0"])
def test_no_value_is_no_rate(httpx_mock: HTTPXMock, value: str) -> None:
    httpx_mock.add_response(text=HEADER + row("2025-01-02", "1.0321") + row("2025-01-03", value))
    found = ask("ecb", wanted("USD"))
    assert [str(each.session) for each in found.rates] == ["2025-01-02"]
    assert reasons(found) == [f"USD 2025-01-03: no rate ({value!r})"]


def test_a_value_that_is_not_normal_is_left_out(httpx_mock: HTTPXMock) -> None:
    text = HEADER + row("2025-01-02", "1.0321") + row("2025-01-03", "1.5", status="P")
    httpx_mock.add_response(text=text)
    assert reasons(ask("ecb", wanted("USD"))) == ["USD 2025-01-03: status 'P', not normal"]


@pytest.mark.parametrize(("currency", "of"), [("HKD", "EUR"), ("USD", "GBP")])
def test_another_pair_is_refused(httpx_mock: HTTPXMock, currency: str, of: str) -> None:
    httpx_mock.add_response(text=HEADER + row("2025-01-02", "1.1", currency=currency, of=of))
    with pytest.raises(AnswerError, match="not D USD EUR"):
        ask("ecb", wanted("USD"))


def test_status_404_is_a_currency_it_does_not_fix(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(status_code=404, text="No results found.")
    with pytest.raises(UnknownSymbolError):
        ask("ecb", wanted("XXX"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<html>maintenance</html>", "a web page"),
        ("", "sent nothing"),
        (HEADER + "EXR.D,D,USD,EUR,2025-01-0", "last row was cut off"),
    ],
)
def test_what_is_no_whole_table_is_an_outage(httpx_mock: HTTPXMock, text: str, says: str) -> None:
    httpx_mock.add_response(text=text)
    with pytest.raises(OutageError, match=says):
        ask("ecb", wanted("USD"))


def test_a_table_without_rows_is_no_rates(httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(text=HEADER)
    with pytest.raises(NoRowsError):
        ask("ecb", wanted("USD"))
